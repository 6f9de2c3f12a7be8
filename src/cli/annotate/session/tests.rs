#![expect(clippy::disallowed_methods, reason = "tests write projects and look at them")]

use std::fs;

use super::*;
use crate::annotate::form::{Field, Passage};
use crate::annotate::newcomer::Newcomer;
use crate::args::Color;

const CODEBOOK: &str = r#"(
    actors: [(id: "a", name: "A"), (id: "b", name: "B")],
    propositions: [(id: "p", text: "P", by: ["a"]), (id: "q", text: "Q", by: ["b"])],
)
"#;

const SHEET: &str = r#"(
    article: (id: "talks", published: "2026-03-10", text: "talks.txt"),
    statements: [
        // The other side.
        Offers(who: "b", what: "q", only_after: ["p"], quote: "B moves second"),
    ],
)
"#;

const TEXT: &str = "The talks\n\nA moves only after B. B moves second. A moves, and A moves.\n";

/// A project with one article, and the options that name it.
fn project() -> (tempfile::TempDir, Global) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [("data/codebook.ron", CODEBOOK), ("data/talks.ron", SHEET), ("seeds/talks.txt", TEXT)] {
        fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
        fs::write(folder.path().join(path), text).unwrap();
    }
    let project = folder.path().to_owned();
    let day = crate::args::AsOf::Day("2026-03-11".parse().unwrap());
    let global = Global { project, as_of: Some(day), texts: None, color: Color::Never, quiet: true };
    (folder, global)
}

fn read(folder: &tempfile::TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap()
}

fn form(verb: &str, who: &str, what: &str, quote: &str) -> Form {
    let mut form = Form::default();
    for (field, value) in [(Field::Verb, verb), (Field::Who, who), (Field::What, what)] {
        form.set(field, vec![value.to_owned()]);
    }
    let start = TEXT.find(quote).unwrap();
    form.passage = Some(Passage { exact: quote.to_owned(), prefix: None, start, end: start + quote.len() });
    form
}

fn deadlock() -> Form {
    let mut form = form("Offers", "a", "p", "A moves only after B");
    form.set(Field::OnlyAfter, vec!["q".into()]);
    form
}

#[test]
fn what_is_foreseen_is_what_comes() {
    let (_folder, global) = project();
    let mut session = Session::open(&global, "talks").unwrap();
    let before = Told::of(&session.now.opened.desk, &session.now.opened.judge(&global, &LevelArgs::default()).unwrap());
    let outlook = session.foresee(&deadlock()).unwrap();
    assert!(outlook.news.come.iter().any(|line| line.text.contains("[deadlock]")), "{outlook:?}");
    session.write(&deadlock()).unwrap();
    assert_eq!(session.now.told.news_since(&before), outlook.news);
}

#[test]
fn a_statement_goes_to_its_place_in_the_sheet_and_can_be_taken_back() {
    let (folder, global) = project();
    let mut session = Session::open(&global, "data/talks.ron").unwrap();
    let told = session.write(&deadlock()).unwrap();
    assert_eq!(told, "written to data/talks.ron:4; `u` takes it back");
    let record = r#"        Offers(who: "a", what: "p", only_after: ["q"], quote: "A moves only after B"),"#;
    let (head, tail) = SHEET.split_at(SHEET.find("        // The other side.").unwrap());
    assert_eq!(read(&folder, "data/talks.ron"), format!("{head}{record}\n{tail}"));
    assert_eq!(session.take_back().unwrap(), "taken back");
    assert_eq!(read(&folder, "data/talks.ron"), SHEET);
    assert_eq!(session.take_back().unwrap_err().to_string(), "there is nothing to take back");
}

#[test]
fn a_new_record_comes_with_its_statement_or_not_at_all() {
    let (folder, global) = project();
    let mut session = Session::open(&global, "talks").unwrap();
    let mut form = form("Proposes", "a", "pilots", "A moves, and");
    let (id, words) = ("pilots".to_owned(), "Pilots are sent".to_owned());
    form.newcomers.push(Newcomer { kind: NewcomerKind::Proposition, id, words, sort: String::new() });
    assert_eq!(read(&folder, "data/codebook.ron"), CODEBOOK);
    session.write(&form).unwrap();
    assert!(
        read(&folder, "data/codebook.ron").contains("(id: \"pilots\", text: \"Pilots are sent\")"),
        "{}",
        read(&folder, "data/codebook.ron")
    );
    assert_eq!(session.now.opened.desk.diagnostics, []);

    session.take_back().unwrap();
    fs::write(folder.path().join("data/codebook.ron"), CODEBOOK.replace("\"A\"", "\"Aa\"")).unwrap();
    let told = format!("{:#}", session.write(&form).unwrap_err());
    assert!(told.contains("codebook.ron` was changed by somebody else just now"), "{told}");
    assert_eq!(read(&folder, "data/talks.ron"), SHEET);
    session.read_again().unwrap();
    session.write(&form).unwrap();
    assert!(read(&folder, "data/codebook.ron").contains("\"Aa\""));
}

#[test]
fn a_draft_lies_hidden_beside_the_sheet_until_it_is_written() {
    let (folder, global) = project();
    let path = folder.path().join("seeds/talks.txt");
    let mut session = Session::open(&global, path.to_str().unwrap()).unwrap();
    session.keep(&deadlock()).unwrap();
    assert!(folder.path().join("data/.talks.draft").exists());
    assert_eq!(Session::open(&global, "talks").unwrap().state().form, deadlock());
    session.write(&deadlock()).unwrap();
    assert!(!folder.path().join("data/.talks.draft").exists());
    // What nobody can read any more is no draft.
    fs::write(folder.path().join("data/.talks.draft"), "{").unwrap();
    assert!(Session::open(&global, "talks").unwrap().state().form.is_empty());
}

#[test]
fn where_a_sheet_has_several_articles_the_statement_names_its_own() {
    let (folder, global) = project();
    let sheet = SHEET
        .replace("    article: (id: \"talks\"", "    articles: [(id: \"talks\"")
        .replace("talks.txt\"),", "talks.txt\")],");
    fs::write(folder.path().join("data/talks.ron"), sheet.replace("who: \"b\"", "article: \"talks\", who: \"b\""))
        .unwrap();
    let mut session = Session::open(&global, "talks").unwrap();
    session.write(&deadlock()).unwrap();
    assert!(
        read(&folder, "data/talks.ron").contains(r#"Offers(article: "talks", who: "a","#),
        "{}",
        read(&folder, "data/talks.ron")
    );
    assert_eq!(session.now.opened.desk.diagnostics, []);
}

#[test]
fn what_stands_in_the_way_is_told_with_what_to_do() {
    let (folder, global) = project();
    let write = |text: &str| fs::write(folder.path().join("data/talks.ron"), text).unwrap();
    let told = |session: anyhow::Result<String>| format!("{:#}", session.unwrap_err());
    write(&SHEET.replace("    ],\n)", "    )"));
    let mut session = Session::open(&global, "talks").unwrap();
    let broken = read(&folder, "data/talks.ron");
    let slip = told(session.write(&deadlock()));
    assert!(slip.contains("`data/talks.ron` has a slip in line ") && slip.contains("mend it first"), "{slip}");
    assert_eq!(read(&folder, "data/talks.ron"), broken);
    assert!(session.state().message.unwrap().text.contains("in reading"));

    write(&SHEET.replace(", text: \"talks.txt\"", ""));
    let told = told(Session::open(&global, "talks").map(|_| String::new()));
    assert!(told.contains("put it under `seeds` and name it in the article"), "{told}");
}
