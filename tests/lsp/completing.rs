//! What can be typed is proposed, in texts that are half-typed as they always are.

use crate::client::Client;

const ARTICLES: &str = "data/articles.ron";
const CODEBOOK: &str = "data/codebook.ron";

/// An editor with a statement begun in our sheet of articles, where nothing follows on its line.
fn typing(begun: &str) -> Client {
    let mut client = Client::new();
    client.open(ARTICLES);
    client.edit(ARTICLES, "statements: [\n", &format!("statements: [\n        {begun}\n"));
    client
}

#[test]
fn an_actor_is_found_by_its_id_its_name_and_its_alias() {
    for typed in ["del", "Delta"] {
        let mut client = typing(&format!("Offers(who: \"{typed}"));
        assert_eq!(client.completions(ARTICLES, &format!("who: \"{typed}|")), ["delta"], "{typed}");
        client.take(ARTICLES, &format!("who: \"{typed}|"), "delta");
        assert!(client.text(ARTICLES).contains("Offers(who: \"delta\"\n"));
    }
    let mut client = typing("Offers(who: \"uplanders\")");
    assert_eq!(client.completions(ARTICLES, "who: \"uplanders|\""), ["upland"]);
    client.take(ARTICLES, "who: \"uplanders|\"", "upland");
    assert!(client.text(ARTICLES).contains("Offers(who: \"upland\")\n"), "what stood there gives way");
}

#[test]
fn an_id_comes_with_its_name() {
    let mut client = typing("Offers(what: \"");
    let answer = client.ask("textDocument/completion", ARTICLES, "Offers(what: \"|");
    let items = answer["items"].as_array().unwrap();
    let item = items.iter().find(|item| item["label"] == "debt-paid").unwrap();
    assert_eq!(item["detail"], "Delta pays its debt");
    assert!(items.iter().all(|item| item["label"] != "delta"), "an actor is no proposition");
}

#[test]
fn who_may_speak_comes_first() {
    let mut client = typing("Offers(article: \"herald\", who: \"upland\", via: \"");
    assert_eq!(client.completions(ARTICLES, "via: \"|\n")[0], "vale");
}

#[test]
fn verbs_fields_and_words_are_proposed_where_they_can_stand() {
    let mut client = typing("De");
    assert_eq!(client.completions(ARTICLES, "        De|\n"), ["Demands", "Denies"]);
    let mut client = typing("Offers(who: \"upland\", ");
    let fields = client.completions(ARTICLES, "Offers(who: \"upland\", |\n");
    assert!(fields.contains(&"only_after".to_owned()) && fields.contains(&"what".to_owned()), "{fields:?}");
    assert!(!fields.contains(&"who".to_owned()) && !fields.contains(&"due".to_owned()), "{fields:?}");
    let mut client = typing("Offers(who: \"upland\", basis: ");
    assert_eq!(client.completions(ARTICLES, "basis: |\n"), ["Direct", "Reported", "Unnamed", "Inferred"]);
    client.take(ARTICLES, "basis: |\n", "Inferred");
    assert!(client.text(ARTICLES).contains("basis: Inferred\n"));
    let mut client = typing("Offers(who: \"upland\", only_after: [\"");
    assert!(client.completions(ARTICLES, "only_after: [\"|\n").contains(&"dam-raised".to_owned()));
    let mut client = Client::new();
    client.open(CODEBOOK);
    client.edit(CODEBOOK, "kind: Group", "kind: Gr");
    assert_eq!(client.completions(CODEBOOK, "kind: Gr|,"), ["Group"]);
    client.edit(CODEBOOK, "mandates: [(of: \"upland\"", "mandates: [(of: \"\"");
    assert!(client.completions(CODEBOOK, "mandates: [(of: \"|\"").contains(&"marsh".to_owned()));
}

#[test]
fn a_verb_brings_the_fields_that_it_needs() {
    let mut client = typing("Dem");
    client.take(ARTICLES, "        Dem|\n", "Demands");
    assert!(client.text(ARTICLES).contains("Demands(who: \"\", what: \"\", from: [\"\"], quote: \"\"),"));
}

#[test]
fn dates_come_with_their_day_of_the_week() {
    let mut client = typing("Offers(article: \"herald\", said: \"");
    let answer = client.ask("textDocument/completion", ARTICLES, "said: \"|\n");
    let told: Vec<(&str, &str)> = answer["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| (item["label"].as_str().unwrap(), item["detail"].as_str().unwrap()))
        .collect();
    assert_eq!(told[0], ("2026-02-10", "the article's date, Tuesday"));
    assert_eq!(told[1], ("2026-02-09", "Monday"));
    assert!(told.iter().any(|&(date, _)| date == "2026-02"), "{told:?}");
}

#[test]
fn quotes_are_picked_out_of_the_text() {
    let mut client = typing("Offers(article: \"herald\", who: \"upland\", quote: \"");
    let all = client.completions(ARTICLES, "quote: \"|\n");
    assert!(all.iter().any(|quote| quote.starts_with("Upland promised talks before the end of March.")), "{all:?}");
    client.edit(ARTICLES, "quote: \"\n", "quote: \"the river is low\n");
    let nearest = client.completions(ARTICLES, "the river is low|\n");
    assert_eq!(nearest, ["The river is lower"], "what is not there is answered with what comes nearest");
    client.edit(ARTICLES, "quote: \"the river is low\n", "quote: \"first the debt\n");
    let going_on = client.completions(ARTICLES, "first the debt|\n");
    assert!(going_on.contains(&"first the debt, then the water.”".to_owned()), "{going_on:?}");
    client.take(ARTICLES, "first the debt|\n", "first the debt, then the water.”");
    assert!(client.text(ARTICLES).contains("quote: \"first the debt, then the water.”\"\n"));
}

#[test]
fn the_article_of_an_unsaved_sheet_is_known_too() {
    let mut client = Client::new();
    client.open_as(
        "data/new.ron",
        "(article: (id: \"new\", published: \"2026-03-01\", text: \"herald.txt\"), statements: [Offers(quote: \"lower",
    );
    let quotes = client.completions("data/new.ron", "quote: \"lower|");
    assert!(quotes.iter().any(|quote| quote == "lower every day, say the people of the marsh."), "{quotes:?}");
    client.edit("data/new.ron", "text: \"herald.txt\"", "text: \"\"");
    assert_eq!(client.completions("data/new.ron", "text: \"|\""), ["herald.txt"]);
}

#[test]
fn exceptions_name_rules_and_statements() {
    let mut client = Client::new();
    client.open(ARTICLES);
    client.edit(
        ARTICLES,
        "    verdicts: [",
        "    accept: [(rule: \"dead\", statement: \"\", because: \"\")],\n    verdicts: [",
    );
    assert_eq!(client.completions(ARTICLES, "rule: \"dead|\""), ["dead-condition", "deadlock"]);
    let statements = client.completions(ARTICLES, "statement: \"|\"");
    assert!(statements.contains(&"delta-dam".to_owned()), "{statements:?}");
    assert!(statements.iter().any(|name| name == "herald/marsh-asserts-river-falls"), "{statements:?}");
}

#[test]
fn in_a_comment_anything_can_be_typed() {
    let mut client = typing("// who: \"del");
    assert!(client.completions(ARTICLES, "// who: \"del|").is_empty());
}
