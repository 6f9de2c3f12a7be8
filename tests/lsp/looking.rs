//! Looking around: what a word means, where it comes from and where else it stands.

use serde_json::{Value, json};

use crate::client::Client;

const ARTICLES: &str = "data/articles.ron";
const CODEBOOK: &str = "data/codebook.ron";

fn opened() -> Client {
    let mut client = Client::new();
    client.open(ARTICLES);
    client
}

fn hover(client: &mut Client, words: &str) -> String {
    let answer = client.ask("textDocument/hover", ARTICLES, words);
    answer["contents"]["value"].as_str().unwrap_or_else(|| panic!("something at `{words}`: {answer}")).to_owned()
}

#[test]
fn an_actor_is_shown_as_it_was_on_the_day_of_the_statement() {
    let mut client = opened();
    let voice = hover(&mut client, "via: \"va|le\"");
    assert!(voice.contains("**Irma Vale** · person"), "{voice}");
    assert!(voice.contains("Mandates on 2026-02-10:\n\n- foreign minister of Upland, 2024 to 2026-03-31"), "{voice}");
    let holder = hover(&mut client, "who: \"upl|and\", via");
    assert!(holder.contains("Who speaks for it on 2026-02-10:\n\n- Irma Vale, foreign minister"), "{holder}");
    client.edit(ARTICLES, "via: \"vale\", to", "via: \"vale\", said: \"2026-04-20\", to");
    let later = hover(&mut client, "via: \"va|le\"");
    assert!(later.contains("Mandates on 2026-04-20: none on that day"), "{later}");
    assert!(later.contains("At other times:"), "{later}");
}

#[test]
fn a_proposition_is_shown_with_everyones_stance() {
    let mut client = opened();
    let shown = hover(&mut client, "what: \"dam-op|ened\", only_after");
    assert!(shown.contains("**The dam is opened** · proposition"), "{shown}");
    assert!(shown.contains("issue: The water · up to Upland"), "{shown}");
    assert!(
        shown.contains("- Upland offers it, only after “Delta pays its debt” (Irma Vale, 2026-02-10, The Herald)"),
        "{shown}"
    );
    assert!(shown.contains("- Delta demands it (2026-04-02, The Post)"), "{shown}");
}

#[test]
fn a_quote_is_shown_in_its_passage() {
    let mut client = opened();
    let shown = hover(&mut client, "quote: \"first the de|bt");
    assert!(shown.contains("The answer of Irma Vale was short: “**first the debt, then the water**"), "{shown}");
    assert!(shown.ends_with("*seeds/herald.txt, line 3*"), "{shown}");
}

#[test]
fn words_of_the_language_are_explained() {
    let mut client = opened();
    assert!(hover(&mut client, "De|mands(id").starts_with("**Demands** · Wants it, and wants it from someone."));
    assert!(hover(&mut client, "only_|after: [\"debt").contains("Only after that has come about."));
    assert!(hover(&mut client, "firmness: Op|en").contains("The holder leaves room."));
    assert!(hover(&mut client, "published: \"2026-02-|10\"").contains("Tuesday 2026-02-10"));
}

#[test]
fn from_an_id_to_its_record_and_from_a_quote_to_its_text() {
    let mut client = opened();
    let place = |answer: &Value| (answer[0]["uri"].clone(), answer[0]["range"]["start"]["line"].clone());
    let record = client.ask("textDocument/definition", ARTICLES, "via: \"va|le\"");
    assert_eq!(place(&record), (json!(client.uri(CODEBOOK)), json!(5)));
    let passage = client.ask("textDocument/definition", ARTICLES, "quote: \"pay once| the water runs");
    assert_eq!(place(&passage), (json!(client.uri("seeds/herald.txt")), json!(3)));
    let text = client.ask("textDocument/definition", ARTICLES, "text: \"her|ald.txt\"");
    assert_eq!(place(&text), (json!(client.uri("seeds/herald.txt")), json!(0)));
    // And back, from the words of the article to the statement that rests on them.
    client.open("seeds/herald.txt");
    let quote = client.ask("textDocument/definition", "seeds/herald.txt", "Delta will\npay on|ce");
    assert_eq!(quote[0]["uri"], client.uri(ARTICLES));
    assert!(client.words(ARTICLES, &quote[0]["range"]).contains("pay once the water runs"));
    let shown = client.ask("textDocument/hover", "seeds/herald.txt", "Delta will\npay on|ce");
    let text = shown["contents"]["value"].as_str().unwrap();
    assert!(text.starts_with("Delta offers “Delta pays its debt”, only after “The dam is opened”"), "{text}");
    assert_eq!(client.ask("textDocument/hover", "seeds/herald.txt", "The He|rald"), Value::Null);
}

#[test]
fn a_place_moves_with_what_is_typed_above_it() {
    let mut client = opened();
    client.open(CODEBOOK);
    client.edit(CODEBOOK, "    actors: [\n", "    actors: [\n        // one\n        // two\n");
    let record = client.ask("textDocument/definition", ARTICLES, "via: \"va|le\"");
    assert_eq!(client.words(CODEBOOK, &record[0]["range"]), "\"vale\"");
}
