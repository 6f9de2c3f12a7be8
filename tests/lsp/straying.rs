//! Whatever is typed and wherever it is asked, the server goes on, and its text is the editor's, letter by letter.

use std::sync::Mutex;

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

use crate::client::Client;

const ARTICLES: &str = "data/articles.ron";

/// What fingers do, and what comes out of a clipboard.
const SNIPPETS: &[&str] = &[
    "",
    "",
    "\"",
    "(",
    ")",
    "[",
    "]",
    "{",
    ":",
    ",",
    "\n",
    "\r\n",
    "\r",
    " ",
    "a",
    "ї",
    "😀",
    "\\",
    "//",
    "/*",
    "*/",
    "r#\"",
    "'",
    "who: \"",
    "quote: \"first",
    "Offers(",
    "accept: [(rule: \"deadlock\", statement: \"",
    "AnyOf([",
    "Implies(\"",
    "#![enable(",
    "via: \"vale\",",
    "only_after: [\"dam-opened\"],",
    "said: \"2026-",
    "\u{feff}",
    "\0",
    "\u{301}",
    "actors: [(id: \"x\")],",
];

const QUESTIONS: &[&str] = &[
    "completion",
    "hover",
    "definition",
    "references",
    "prepareRename",
    "rename",
    "codeAction",
    "documentSymbol",
    "inlayHint",
    "codeLens",
    "foldingRange",
    "formatting",
];

/// One server for all cases: a case leaves nothing behind that the next would not meet in a day's work.
static CLIENT: Mutex<Option<Client>> = Mutex::new(None);

fn stray(edits: &[(Index, usize, usize)], questions: &[(usize, Index, u32)]) {
    let mut held = CLIENT.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    let mut client = held.take().unwrap_or_else(Client::new);
    client.open(ARTICLES);
    for (at, length, snippet) in edits {
        let text = client.text(ARTICLES);
        let start = border(text, at.index(text.len() + 1));
        let end = border(text, (start + length).min(text.len()));
        client.replace(ARTICLES, start..end, SNIPPETS[*snippet]);
    }
    for (question, at, beyond) in questions {
        let at = at.index(client.text(ARTICLES).len() + 1);
        ask(&mut client, QUESTIONS[*question], at, *beyond);
    }
    let edits = client.ask_of("textDocument/formatting", ARTICLES);
    let expected = standoff::syntax::format(client.text(ARTICLES), &standoff::sheet::STYLE).text;
    client.apply_to(ARTICLES, &edits);
    assert_eq!(client.text(ARTICLES), expected, "the server's text is the editor's");
    client.close(ARTICLES);
    *held = Some(client);
}

/// A border of letters, and not one between the halves of a line break, where an editor has no position.
fn border(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    if text[..at].ends_with('\r') && text[at..].starts_with('\n') { at - 1 } else { at }
}

/// Asks, and sees to it that the answer is one: nothing, something, or a refusal with a reason.
fn ask(client: &mut Client, question: &str, at: usize, beyond: u32) {
    let mut position = client.position(ARTICLES, border(client.text(ARTICLES), at));
    position["character"] = (position["character"].as_u64().unwrap() + u64::from(beyond)).into();
    let uri = client.uri(ARTICLES);
    let params = json!({
        "textDocument": {"uri": uri}, "position": position, "range": {"start": position, "end": position},
        "context": {"includeDeclaration": true, "diagnostics": [], "triggerKind": 1}, "newName": "fresh-id",
        "options": {"tabSize": 4, "insertSpaces": true},
    });
    if let Err(error) = client.request_or_error(&format!("textDocument/{question}"), params) {
        // A rename may be refused; nothing else fails, and nothing stumbles.
        assert!(question == "rename" && error["code"] == -32803, "{question} at {at}: {error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_edit_is_lost_and_no_question_makes_it_stumble(
        edits in prop::collection::vec((any::<Index>(), 0..12_usize, 0..SNIPPETS.len()), 1..12),
        questions in prop::collection::vec((0..QUESTIONS.len(), any::<Index>(), 0..3_u32), 1..8),
    ) {
        stray(&edits, &questions);
    }
}

#[test]
fn every_question_can_be_asked_at_every_letter() {
    let mut client = Client::new();
    client.open_as(
        ARTICLES,
        "(statements: [Offers(who: \"upl, what: [AnyOf(\"dam\")] quote: \"ї\r\n 😀, accept: [(rule: )],)",
    );
    let length = client.text(ARTICLES).len();
    for question in QUESTIONS {
        for at in (0..=length).filter(|&at| client.text(ARTICLES).is_char_boundary(at)).collect::<Vec<_>>() {
            ask(&mut client, question, at, 0);
        }
    }
    assert_eq!(client.request_or_error("shutdown", Value::Null), Ok(Value::Null));
}
