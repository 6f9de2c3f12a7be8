//! Mistakes show while they are made, in whatever file they matter, and no letter gets lost on the way.

use std::fs;

use serde_json::json;

use crate::client::Client;

const ARTICLES: &str = "data/articles.ron";
const CODEBOOK: &str = "data/codebook.ron";

#[test]
fn a_slip_shows_while_it_is_typed_and_goes_when_it_is_mended() {
    let mut client = Client::new();
    client.open(ARTICLES);
    client.edit(ARTICLES, "who: \"marsh\", what: \"river", "who: \"mrash\", what: \"river");
    let told = client.until_told(ARTICLES, "unknown-id");
    assert_eq!(told["message"], "there is no actor `mrash`\nhelp: did you mean `marsh`?");
    assert_eq!(client.words(ARTICLES, &told["range"]), "\"mrash\"");
    assert_eq!((&told["severity"], &told["source"]), (&json!(1), &json!("standoff")));
    client.edit(ARTICLES, "mrash", "marsh");
    client.until_free_of(ARTICLES, "unknown-id");
    assert_eq!(client.end(), Some(0));
}

#[test]
fn what_is_told_is_what_check_tells() {
    let mut client = Client::new();
    client.until_told(ARTICLES, "overdue-promise");
    let mut told: Vec<String> =
        client.diagnostics.values().flatten().map(|one| one["code"].as_str().unwrap().to_owned()).collect();
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_standoff"))
        .args(["check", "--as-of", "2026-05-01", "--format", "json", "-C"])
        .arg(client.folder())
        .output()
        .unwrap();
    let check: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let findings = check["findings"].as_array().unwrap();
    let mut expected: Vec<&str> = findings.iter().map(|one| one["rule"].as_str().unwrap()).collect();
    told.sort();
    expected.sort();
    assert_eq!(told, expected);
}

#[test]
fn an_unsaved_change_of_one_file_shows_in_another() {
    let mut client = Client::new();
    client.open(CODEBOOK);
    client.edit(CODEBOOK, "(id: \"debt-paid\"", "(id: \"debts-paid\"");
    let told = client.until_told(ARTICLES, "unknown-id");
    assert!(told["message"].as_str().unwrap().contains("did you mean `debts-paid`?"), "{told}");
    // What was never saved is forgotten with its window.
    client.close(CODEBOOK);
    client.until_free_of(ARTICLES, "unknown-id");
}

#[test]
fn an_id_that_was_just_made_raises_no_false_alarm() {
    let mut client = Client::new();
    client.open(ARTICLES);
    client.open(CODEBOOK);
    client.until_told(ARTICLES, "deadlock");
    client.edit(CODEBOOK, "    actors: [\n", "    actors: [\n        (id: \"hills\", name: \"Hill Folk\"),\n");
    client.edit(ARTICLES, "who: \"marsh\", what: \"river", "who: \"hills\", what: \"river");
    client.edit(
        ARTICLES,
        "    articles: [\n",
        "    articles: [\n        (id: \"wire\", published: \"2026-02-10\", text: \"herald.txt\"),\n",
    );
    client.edit(ARTICLES, "Asserts(article: \"herald\"", "Asserts(article: \"wire\"");
    // The quote tells when the last check is over.
    client.edit(ARTICLES, "lower every day", "lower each day");
    client.until_told(ARTICLES, "unanchored-quote");
    let all = client.told.iter().flat_map(|(_, diagnostics)| diagnostics);
    assert!(all.clone().count() > 0 && all.clone().all(|one| one["code"] != "unknown-id"), "{:#?}", client.told);
}

#[test]
fn a_finding_tells_both_halves_of_its_story() {
    let mut client = Client::new();
    let told = client.until_told(ARTICLES, "deadlock");
    let related = told["relatedInformation"].as_array().unwrap();
    assert!(!related.is_empty());
    assert!(related.iter().all(|one| one["location"]["uri"] == client.uri(ARTICLES)), "{related:?}");
}

#[test]
fn a_change_on_disk_is_seen_though_nobody_tells_of_it() {
    let mut client = Client::new();
    client.until_told(ARTICLES, "overdue-promise");
    let path = client.folder().join(CODEBOOK);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("\"talks-held\"", "\"talks-begun\"")).unwrap();
    client.until_told(ARTICLES, "unknown-id");
}

#[test]
#[cfg(unix)]
fn an_editor_that_comes_along_a_link_is_told_by_the_name_that_it_knows() {
    let mut client = Client::new();
    client.until_told(ARTICLES, "deadlock");
    let elsewhere = tempfile::tempdir().unwrap();
    let link = elsewhere.path().join("link");
    std::os::unix::fs::symlink(client.folder(), &link).unwrap();
    let uri = format!("file://{}/{ARTICLES}", link.display());
    let text = fs::read_to_string(client.folder().join(ARTICLES)).unwrap();
    let document = json!({"uri": uri, "languageId": "ron", "version": 1, "text": text});
    client.notify("textDocument/didOpen", json!({"textDocument": document}));
    client.until_told(&uri, "deadlock");
    client.until(ARTICLES, "nothing by the other name", |all| all.is_empty());
    client.notify("textDocument/didClose", json!({"textDocument": {"uri": uri}}));
    client.until_told(ARTICLES, "deadlock");
}

#[test]
fn letters_of_every_width_are_counted_as_the_editor_counts_them() {
    for encodings in [json!(["utf-16"]), json!(["utf-8", "utf-16"])] {
        let mut client = Client::with(json!({"general": {"positionEncodings": encodings}}));
        let expected = encodings[0].clone();
        assert_eq!(client.greeting["capabilities"]["positionEncoding"], expected);
        client.open_as("data/new.ron", "(actors: [/* 😀 Київ */ (id: \"kyiv\", name: \"Київ 😀\", kind: Stat)])");
        let told = client.until_told("data/new.ron", "unknown-word");
        assert_eq!(client.words("data/new.ron", &told["range"]), "Stat");
        client.edit("data/new.ron", "Stat)", "State)");
        client.until_free_of("data/new.ron", "unknown-word");
    }
}

#[test]
fn a_whole_statement_typed_letter_by_letter_is_at_last_as_it_should_be() {
    let mut client = Client::new();
    client.open(ARTICLES);
    let statement = "\n        Rejects(id: \"new\", article: \"herald\", who: \"marsh\", what: \"dam-opened\", quote: \"open the dam\"),";
    let mut at = client.text(ARTICLES).find("statements: [").unwrap() + "statements: [".len();
    for letter in statement.chars() {
        client.replace(ARTICLES, at..at, &letter.to_string());
        at += letter.len_utf8();
    }
    client.until_free_of(ARTICLES, "syntax");
    let symbol = client.completions(ARTICLES, "who: \"mar|sh\", what: \"dam");
    assert_eq!(symbol, ["marsh"]);
}

#[test]
fn what_the_editor_says_wrongly_is_passed_over() {
    let mut client = Client::new();
    client.notify(
        "textDocument/didChange",
        json!({"textDocument": {"uri": "file:///nowhere.ron", "version": 3}, "contentChanges": [{"text": "x"}]}),
    );
    client.notify("textDocument/didOpen", json!({"textDocument": 7}));
    client.notify("$/setTrace", json!({"value": "off"}));
    assert_eq!(client.request_or_error("textDocument/hover", json!({})).unwrap_err()["code"], -32602);
    assert_eq!(client.request_or_error("textDocument/nonsense", json!({})).unwrap_err()["code"], -32601);
    // A file that is none of the project's is left alone.
    client.open_as("notes.ron", "(a: 1");
    assert_eq!(client.ask("textDocument/hover", "notes.ron", "(a|"), json!(null));
    assert_eq!(client.end(), Some(0));
}
