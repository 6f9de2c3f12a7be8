//! A sheet as a whole: its outline, names beside ids, findings above statements, what can be folded, where else a record
//! is named.

use serde_json::{Value, json};

use crate::client::Client;

const ARTICLES: &str = "data/articles.ron";
const CODEBOOK: &str = "data/codebook.ron";

fn opened() -> Client {
    let mut client = Client::new();
    client.open(ARTICLES);
    client
}

fn list<'a>(answer: &'a Value, field: &str) -> Vec<&'a str> {
    answer.as_array().unwrap().iter().map(|one| one[field].as_str().unwrap()).collect()
}

#[test]
fn a_sheet_has_an_outline() {
    let mut client = opened();
    let outline = client.ask_of("textDocument/documentSymbol", ARTICLES);
    assert_eq!(list(&outline, "name"), ["articles", "statements", "verdicts"]);
    let statements = &outline[1]["children"];
    assert_eq!(statements[0]["name"], "delta demands dam-opened");
    assert_eq!(client.words(ARTICLES, &statements[0]["selectionRange"]), "Demands");
    client.edit(ARTICLES, "who: \"delta\", from", "who: , from");
    let outline = client.ask_of("textDocument/documentSymbol", ARTICLES);
    assert_eq!(outline[1]["children"].as_array().unwrap().len(), 8, "half-typed, it still has all of them");
}

#[test]
fn records_of_all_sheets_are_found_by_any_word_of_their_names() {
    let mut client = Client::new();
    let found = client.request("workspace/symbol", json!({"query": "uplanders"}));
    assert_eq!(list(&found, "name"), ["upland · Upland"]);
    assert_eq!(found[0]["location"]["uri"], client.uri(CODEBOOK));
    let found = client.request("workspace/symbol", json!({"query": "talks"}));
    let names = list(&found, "name");
    assert!(names.contains(&"talks-held · Talks are held") && names.contains(&"talks · The talks"), "{names:?}");
}

#[test]
fn names_stand_beside_ids() {
    let mut client = opened();
    let range = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let params = json!({"textDocument": {"uri": client.uri(ARTICLES)}, "range": range});
    let hints = client.request("textDocument/inlayHint", params);
    let labels = list(&hints, "label");
    assert!(labels.contains(&"Irma Vale") && labels.contains(&"The dam is opened"), "{labels:?}");
    assert!(!labels.contains(&"Delta"), "`delta` needs no name beside it");
    let vale = hints.as_array().unwrap().iter().find(|hint| hint["label"] == "Irma Vale").unwrap();
    assert_eq!(vale["position"], client.at(ARTICLES, "via: \"vale\"|"));
    let nowhere = json!({"start": {"line": 0, "character": 0}, "end": {"line": 1, "character": 0}});
    let params = json!({"textDocument": {"uri": client.uri(ARTICLES)}, "range": nowhere});
    assert_eq!(client.request("textDocument/inlayHint", params), json!([]));
}

#[test]
fn findings_stand_above_the_statements_that_they_rest_on() {
    let mut client = opened();
    client.until_told(ARTICLES, "deadlock");
    let lenses = client.ask_of("textDocument/codeLens", ARTICLES);
    let deadlocked: Vec<&Value> =
        lenses.as_array().unwrap().iter().filter(|lens| lens["command"]["title"] == "deadlock").collect();
    assert_eq!(deadlocked.len(), 2, "both statements have it: {lenses}");
    assert_eq!(deadlocked[0]["range"]["start"], client.at(ARTICLES, "|Offers(id: \"upland-first-debt\""));
    let command = &deadlocked[0]["command"];
    let params = json!({"command": command["command"], "arguments": command["arguments"]});
    assert_eq!(client.request("workspace/executeCommand", params), Value::Null);
    let shown = client.heard.iter().find(|heard| heard["method"] == "window/showMessage").unwrap();
    let text = shown["params"]["message"].as_str().unwrap();
    assert!(text.starts_with("Upland and Delta wait for each other"), "{text}");
}

#[test]
fn what_stands_beside_a_text_is_refreshed_with_each_check_that_has_news() {
    let mut client = Client::with(json!({"workspace": {"codeLens": {"refreshSupport": true}}}));
    client.open(ARTICLES);
    client.until_told(ARTICLES, "deadlock");
    client.ask_of("textDocument/codeLens", ARTICLES);
    let methods: Vec<&Value> = client.heard.iter().map(|heard| &heard["method"]).collect();
    assert!(methods.iter().all(|method| *method == "workspace/codeLens/refresh") && !methods.is_empty(), "{methods:?}");
}

#[test]
fn brackets_and_comments_of_several_lines_fold() {
    let mut client = opened();
    client.edit(ARTICLES, "    statements: [\n", "    // One line\n    // and another.\n    statements: [\n");
    let folds = client.ask_of("textDocument/foldingRange", ARTICLES);
    let lines = |fold: &Value| (fold["startLine"].as_u64().unwrap(), fold["endLine"].as_u64().unwrap());
    let folds: Vec<(u64, u64)> = folds.as_array().unwrap().iter().map(lines).collect();
    let line = |words: &str| client.at(ARTICLES, words)["line"].as_u64().unwrap();
    assert!(folds.contains(&(line("|// One line"), line("|// and another."))), "{folds:?}");
    assert!(folds.contains(&(line("|statements: ["), line("|    ],\n    verdicts") - 1)), "{folds:?}");
    assert!(folds.contains(&(line("|Demands(id: \"delta-dam\""), line("|Demands(id: \"delta-dam\"") + 1)), "{folds:?}");
}

#[test]
fn a_record_is_found_wherever_it_is_named() {
    let mut client = opened();
    client.open(CODEBOOK);
    let find = |client: &mut Client, path: &str, words: &str, with_own: bool| {
        let mut params = client.place(path, words);
        params["context"] = json!({"includeDeclaration": with_own});
        client.request("textDocument/references", params).as_array().unwrap().clone()
    };
    let uses = [ARTICLES, CODEBOOK].map(|path| client.text(path).matches("\"dam-opened\"").count());
    let all = find(&mut client, CODEBOOK, "(id: \"dam-op|ened\"", true);
    assert_eq!(all.len(), uses[0] + uses[1]);
    assert!(all.iter().any(|one| one["uri"] == client.uri(ARTICLES)));
    assert_eq!(find(&mut client, CODEBOOK, "(id: \"dam-op|ened\"", false).len(), all.len() - 1);
    // A statement is also where its words stand in the article.
    let statement = find(&mut client, ARTICLES, "Demands(id: \"delta-|dam\"", true);
    assert_eq!(statement.len(), 2, "{statement:?}");
    assert_eq!(statement[1]["uri"], client.uri("seeds/herald.txt"));
    let article = find(&mut client, ARTICLES, "(id: \"her|ald\"", false);
    assert_eq!(article.iter().filter(|one| one["uri"] == client.uri("seeds/herald.txt")).count(), 5);
}
