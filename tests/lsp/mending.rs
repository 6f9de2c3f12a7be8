//! Changes that the server proposes and the editor makes.

use serde_json::{Value, json};

use crate::client::Client;

const ARTICLES: &str = "data/articles.ron";
const CODEBOOK: &str = "data/codebook.ron";

fn opened() -> Client {
    let mut client = Client::new();
    client.open(ARTICLES);
    client
}

/// What can be done at a place.
fn actions(client: &mut Client, words: &str) -> Vec<Value> {
    let at = client.at(ARTICLES, words);
    let range = json!({"start": at, "end": at});
    let params = json!({"textDocument": {"uri": client.uri(ARTICLES)}, "range": range, "context": {"diagnostics": []}});
    client.request("textDocument/codeAction", params).as_array().unwrap().clone()
}

/// Does the one whose title begins so.
fn act(client: &mut Client, words: &str, title: &str) -> Value {
    let actions = actions(client, words);
    let action = actions.iter().find(|action| action["title"].as_str().unwrap().starts_with(title));
    let action = action.unwrap_or_else(|| panic!("`{title}` among {actions:#?}")).clone();
    client.apply(&action["edit"]);
    action
}

#[test]
fn the_word_that_was_meant_is_taken() {
    let mut client = opened();
    client.edit(ARTICLES, "who: \"marsh\", what: \"river", "who: \"mrash\", what: \"river");
    client.until_told(ARTICLES, "unknown-id");
    let action = act(&mut client, "who: \"mr|ash\"", "Write `marsh`");
    assert_eq!(action["isPreferred"], true);
    assert_eq!(action["diagnostics"][0]["code"], "unknown-id");
    client.until_free_of(ARTICLES, "unknown-id");
    client.edit(ARTICLES, "firmness: Open", "firmnes: Open");
    client.until_told(ARTICLES, "unknown-field");
    act(&mut client, "firmn|es: Open", "Write `firmness`");
    client.until_free_of(ARTICLES, "unknown-field");
    assert!(client.text(ARTICLES).contains("firmness: Open"));
}

#[test]
fn a_missing_actor_or_proposition_is_made_where_the_others_are() {
    let mut client = opened();
    client.edit(ARTICLES, "via: \"vale\"", "via: \"anna-brook\"");
    client.until_told(ARTICLES, "unknown-id");
    act(&mut client, "via: \"anna-|brook\"", "Add the actor `anna-brook` to data/codebook.ron");
    let expected =
        "(id: \"anna-brook\", name: \"Anna Brook\", kind: Person, mandates: [(of: \"upland\", title: \"\")]),";
    assert!(client.text(CODEBOOK).contains(expected), "{}", client.text(CODEBOOK));
    client.until_free_of(ARTICLES, "unknown-id");

    client.edit(ARTICLES, "what: \"river-falls\"", "what: \"Fish are dying\"");
    client.until_told(ARTICLES, "unknown-id");
    act(&mut client, "what: \"Fish| are", "Add the proposition `fish-are-dying` to data/codebook.ron");
    assert!(client.text(CODEBOOK).contains("(id: \"fish-are-dying\", text: \"Fish are dying\"),"));
    client.until_free_of(ARTICLES, "unknown-id");
    assert!(client.text(ARTICLES).contains("what: \"fish-are-dying\""));
}

#[test]
fn a_finding_is_accepted_once_it_has_a_reason() {
    let mut client = opened();
    client.until_told(ARTICLES, "deadlock");
    act(&mut client, "Offers(id: \"upland-first|-debt\"", "Accept this deadlock");
    let entry =
        "accept: [(rule: \"deadlock\", statements: [\"upland-first-debt\", \"delta-first-dam\"], because: \"\")],";
    assert!(client.text(ARTICLES).contains(entry), "{}", client.text(ARTICLES));
    client.until_told(ARTICLES, "deadlock");
    client.edit(ARTICLES, "because: \"\")", "because: \"they talk about just that\")");
    client.until_free_of(ARTICLES, "deadlock");
}

#[test]
fn a_quote_is_taken_as_it_is_printed() {
    let mut client = opened();
    client.edit(ARTICLES, "first the debt, then the water", "first the debts, then the water");
    client.until_told(ARTICLES, "unanchored-quote");
    act(&mut client, "first the de|bts", "Quote as it is printed");
    client.until_free_of(ARTICLES, "unanchored-quote");
    assert!(client.text(ARTICLES).contains("quote: \"first the debt, then the water"));
}

#[test]
fn of_several_places_of_a_quote_one_is_picked() {
    let mut client = opened();
    client.edit(ARTICLES, "quote: \"open the dam\"", "quote: \"dam\"");
    client.open("seeds/herald.txt");
    client.edit("seeds/herald.txt", "Delta will\n", "A dam is a dam. Delta will\n");
    client.until_told(ARTICLES, "unanchored-quote");
    act(&mut client, "quote: \"d|am\"", "The one behind “is a” is meant");
    let words = client.text(ARTICLES).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("quote: \"dam\", prefix: \"is a\""), "{words}");
    client.until_free_of(ARTICLES, "unanchored-quote");
}

#[test]
fn an_id_is_renamed_in_all_sheets_also_in_what_was_not_saved() {
    let mut client = opened();
    client.open(CODEBOOK);
    client.edit(
        ARTICLES,
        "statements: [\n",
        "statements: [\n        Rejects(article: \"herald\", who: \"marsh\", what: \"dam-opened\"),\n",
    );
    let prepared = client.ask("textDocument/prepareRename", ARTICLES, "who: \"marsh\", what: \"dam-op|ened\")");
    assert_eq!(prepared["placeholder"], "dam-opened");
    assert_eq!(client.words(ARTICLES, &prepared["range"]), "dam-opened");
    let uses = [ARTICLES, CODEBOOK].map(|path| client.text(path).matches("\"dam-opened\"").count());
    let mut params = client.place(ARTICLES, "who: \"marsh\", what: \"dam-op|ened\")");
    params["newName"] = "gates-opened".into();
    let edit = client.request("textDocument/rename", params);
    client.apply(&edit);
    let now = [ARTICLES, CODEBOOK].map(|path| client.text(path).matches("\"gates-opened\"").count());
    assert_eq!(uses, now);
    assert!(!client.text(ARTICLES).contains("dam-opened") && !client.text(CODEBOOK).contains("dam-opened"));
    client.until_told(ARTICLES, "deadlock");
    client.until_free_of(ARTICLES, "unknown-id");
}

#[test]
fn what_cannot_be_renamed_says_why() {
    let mut client = opened();
    let mut rename = |words: &str, name: &str| {
        let mut params = client.place(ARTICLES, words);
        params["newName"] = name.into();
        client.request_or_error("textDocument/rename", params).unwrap_err()["message"].as_str().unwrap().to_owned()
    };
    assert!(rename("who: \"up|land\", via", "delta").contains("`delta`"), "it is taken");
    assert!(rename("who: \"up|land\", via", "Up Land").contains("Up Land"), "it is no id");
    assert_eq!(rename("quote: \"first the de|bt", "x"), "no id stands here that could be renamed");
    assert_eq!(client.ask("textDocument/prepareRename", ARTICLES, "firm|ness"), Value::Null);
}

#[test]
fn a_statement_without_an_id_is_given_one() {
    let mut client = opened();
    let mut params = client.place(ARTICLES, "Ass|erts(article");
    params["newName"] = "marsh-on-the-river".into();
    let edit = client.request("textDocument/rename", params);
    client.apply(&edit);
    assert!(client.text(ARTICLES).contains("Asserts(id: \"marsh-on-the-river\", article: \"herald\""));
}

#[test]
fn edits_say_of_which_version_they_are_where_the_editor_asks_for_it() {
    let mut client = Client::with(json!({"workspace": {"workspaceEdit": {"documentChanges": true}}}));
    client.open(ARTICLES);
    client.edit(ARTICLES, "who: \"marsh\"", "who: \"marsh\" ");
    let mut params = client.place(ARTICLES, "via: \"va|le\"");
    params["newName"] = "irma-vale".into();
    let edit = client.request("textDocument/rename", params);
    let versions: Vec<&Value> =
        edit["documentChanges"].as_array().unwrap().iter().map(|one| &one["textDocument"]["version"]).collect();
    assert_eq!(versions, [&json!(2), &Value::Null]);
}

#[test]
fn a_sheet_is_laid_out_in_one_style_and_what_is_broken_is_left() {
    let mut client = opened();
    let edits = client.ask_of("textDocument/formatting", ARTICLES);
    client.apply_to(ARTICLES, &edits);
    let formatted = standoff::syntax::format(client.text(ARTICLES), &standoff::sheet::STYLE).text;
    assert_eq!(client.text(ARTICLES), formatted);
    assert_eq!(client.ask_of("textDocument/formatting", ARTICLES), json!([]), "it is in style now");
    client.edit(ARTICLES, "(\n", "((\n");
    let before = client.text(ARTICLES).to_owned();
    let edits = client.ask_of("textDocument/formatting", ARTICLES);
    client.apply_to(ARTICLES, &edits);
    let words = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(words(client.text(ARTICLES)), words(&before));
}
