//! The reading room: the same bytes from the same sheets, every link leads somewhere, and words are words, whatever they say.

mod hostile;
mod links;

use std::collections::BTreeMap;
use std::path::Path;

use standoff::rules::{self, Levels};
use standoff::site::{File, site};
use standoff::{Desk, Files, Project};

/// The pages of a project.
fn room(files: Files, today: &str) -> BTreeMap<String, String> {
    let desk = Desk::new(files, None, today.parse().unwrap());
    let judgement = rules::check(&desk.context(), &Levels::default());
    let files = site("A room", &desk, &judgement, &Levels::default());
    files.into_iter().map(|File { path, text }| (path, text)).collect()
}

/// A project on disk.
fn project(folder: &str) -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    Project::find(&folder).unwrap().read(None)
}

#[test]
fn the_same_sheets_give_the_same_bytes_on_one_core_and_on_all() {
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    for folder in [".", "tests/cli/project", "tests/cli/ferry"] {
        let first = room(project(folder), "2026-05-01");
        let second = alone.install(|| room(project(folder), "2026-05-01"));
        assert!(first == second, "{folder}");
    }
}

#[test]
fn the_overview_tells_who_is_in_whose_way_with_both_sides_words() {
    let overview = &room(project("."), "2026-05-01")["index.html"];
    for words in [
        "wait for each other",
        "relations with the United States must be restored",
        "better ties can only come after concrete steps",
        "Who demands what from whom",
    ] {
        assert!(overview.contains(words), "{words}");
    }
}

#[test]
fn a_finding_shows_each_side_amid_its_text_and_leads_there() {
    let pages = room(project("."), "2026-05-01");
    let (_, page) = pages.iter().find(|(path, _)| path.starts_with("finding/deadlock-")).expect("our own deadlock");
    assert_eq!(page.matches("<blockquote class=\"context\">").count(), 2);
    assert_eq!(page.matches("<mark>").count(), 2);
    assert!(page.contains("href=\"../article/clash-report-2025-06-20.html#q-"));
}

#[test]
fn passages_that_overlap_are_marked_piece_by_piece() {
    let sheet = r#"(
        actors: [(id: "a", name: "A")],
        propositions: [(id: "p", text: "P"), (id: "q", text: "Q")],
        article: (id: "x", published: "2025-06-20", text: "x.txt"),
        statements: [
            Demands(who: "a", what: "p", quote: "talks come first"),
            Offers(who: "a", what: "q", quote: "first, then a truce"),
        ],
    )"#;
    let files =
        Files::default().with_sheet("x.ron", sheet).with_text("x.txt", "He said: talks come first, then a truce.");
    let page = &room(files, "2025-06-21")["article/x.html"];
    let pieces: Vec<(&str, &str)> = page
        .split("<mark class=\"")
        .skip(1)
        .map(|rest| {
            let (class, rest) = rest.split_once('"').unwrap();
            let words = rest.split_once("</mark>").unwrap().0.rsplit('>').next().unwrap();
            (class, words)
        })
        .collect();
    assert_eq!(pieces, [("demand", "talks come "), ("several", "first"), ("offer", ", then a truce")]);
    assert!(page.contains("data-notes=\"1 2\""));
}

#[test]
fn an_empty_project_has_a_room_too() {
    let pages = room(Files::default(), "2025-06-21");
    assert!(pages["index.html"].contains("Nobody, as far as is noted"));
}

#[test]
fn mistakes_in_the_sheets_are_told_on_the_overview() {
    let sheet = r#"(actors: [(id: "a", name: "A")], statements: [Demands(who: "b", what: "p", said: "2025")])"#;
    let overview = &room(Files::default().with_sheet("data/x.ron", sheet), "2025-06-21")["index.html"];
    assert!(overview.contains("What could not be read") && overview.contains("data/x.ron, line\u{a0}1"), "{overview}");
}
