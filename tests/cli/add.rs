//! `standoff add`: an article comes in whole, or not at all, and what it makes can be worked with.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Output, Stdio};

use serde_json::Value;

use super::{HERE, run, standoff, words};

/// A copy of the newsroom, to write into.
fn newsroom() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for entry in walkdir::WalkDir::new(format!("{HERE}/newsroom")).into_iter().map(Result::unwrap) {
        let target = folder.path().join(entry.path().strip_prefix(format!("{HERE}/newsroom")).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
    folder
}

fn in_project(project: &Path, arguments: &[&str]) -> Output {
    let arguments: Vec<&str> = ["-C", project.to_str().unwrap()].iter().chain(arguments).copied().collect();
    run(&arguments)
}

fn add(project: &Path, arguments: &[&str]) -> Output {
    in_project(project, &[&["add"], arguments].concat())
}

/// Adds an article that must come in.
fn added(project: &Path, arguments: &[&str]) -> String {
    let output = add(project, arguments);
    let told = words(&output.stderr).to_owned();
    assert_eq!(output.status.code(), Some(0), "{told}{}", words(&output.stdout));
    told
}

fn check(project: &Path, more: &[&str]) -> Value {
    let output = in_project(project, &[&["check", "--format", "json"], more].concat());
    serde_json::from_slice(&output.stdout).expect("one JSON document")
}

/// What a check finds, but for records that nothing uses yet: so it is until something is noted.
fn problems(project: &Path, more: &[&str]) -> Vec<String> {
    let document = check(project, more);
    let findings = document["findings"].as_array().unwrap().iter().filter(|finding| finding["rule"] != "unused-record");
    findings.map(|finding| format!("{}: {}", finding["rule"], finding["message"])).collect()
}

/// All files of a project and what they say, hidden ones too.
fn files(project: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = walkdir::WalkDir::new(project).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let name = |path: &Path| path.strip_prefix(project).unwrap().to_str().unwrap().to_owned();
    files.map(|file| (name(file.path()), fs::read(file.path()).unwrap())).collect()
}

#[test]
fn a_saved_page_becomes_a_text_and_a_sheet_that_pass_the_check() {
    let newsroom = newsroom();
    let project = newsroom.path();
    let told = added(project, &["pages/strait-post.html"]);
    assert_eq!(
        told,
        "wrote seeds/post-2026-03-10.txt: 10 paragraphs, 224 words\nwrote data/articles/post-2026-03-10.ron\n\
         filled in: title, publisher, date and address\n\
         the text names 5 actors of the codebook, listed at the top of the sheet\n\
         next: read the text once, then `standoff annotate post-2026-03-10`, or note by hand\n"
    );
    assert_eq!(problems(project, &[]), Vec::<String>::new());
    assert_eq!(check(project, &[])["summary"]["articles"], 2);
    assert_eq!(in_project(project, &["check"]).status.code(), Some(0));
}

#[test]
fn what_is_written_is_what_a_dry_run_shows() {
    let newsroom = newsroom();
    let project = newsroom.path();
    let before = files(project);
    let shown = words(&add(project, &["pages/nshan.html", "--dry-run"]).stdout).to_owned();
    assert_eq!(files(project), before);
    added(project, &["pages/nshan.html"]);
    let read = |path: &str| fs::read_to_string(project.join(path)).unwrap();
    assert!(shown.contains(&format!(":\n\n{}\n", read("seeds/նշան-2026-03-12.txt"))), "{shown}");
    assert!(shown.ends_with(&format!(":\n\n{}", read("data/articles/նշան-2026-03-12.ron"))), "{shown}");
}

#[test]
fn the_example_is_a_statement_once_its_strokes_are_taken_away_and_it_is_filled_in() {
    let newsroom = newsroom();
    let project = newsroom.path();
    added(project, &["pages/strait-post.html"]);
    let path = project.join("data/articles/post-2026-03-10.ron");
    let sheet = fs::read_to_string(&path).unwrap();
    let (head, example) = sheet.split_once("        // Demands(\n").unwrap();
    let (example, rest) = example.split_once("        // ),\n").unwrap();
    let example: String = example.lines().map(|line| line.replacen("// ", "", 1) + "\n").collect();
    let example = example.replacen("\"…\"", "\"trawlers-returned\"", 1);
    let example = example.replacen("\"…\"", "\"First our crews come home, then the chain goes down\"", 1);
    fs::write(&path, format!("{head}        Demands(\n{example}        ),\n{rest}")).unwrap();
    assert_eq!(problems(project, &[]), Vec::<String>::new());
    let shown = in_project(project, &["list", "statements"]);
    assert!(
        words(&shown.stdout).contains("post-2026-03-10/lorvia-demands-trawlers-returned"),
        "{}",
        words(&shown.stdout)
    );
}

#[test]
fn what_the_page_does_not_say_is_asked_for_where_it_belongs() {
    let newsroom = newsroom();
    let project = newsroom.path();
    let told = added(project, &["pages/bulletin.htm"]);
    assert!(told.contains("filled in: title; publisher, date and address left to fill in\n"), "{told}");
    let found = problems(project, &[]);
    assert!(found.iter().any(|one| one.contains("this article has no date")), "{found:?}");

    let path = project.join("data/articles/canal-strait-bulletin-pilots-union-warns-of.ron");
    let sheet = fs::read_to_string(&path).unwrap();
    fs::write(&path, sheet.replace("// published: \"2026-03-09\"", "published: \"2026-03-09\"")).unwrap();
    let found = problems(project, &[]);
    assert!(!found.iter().any(|one| one.contains("this article has no date")), "{found:?}");
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let newsroom = newsroom();
    let project = newsroom.path();
    let texts = [("seeds/post-2026-03-10.txt", "mine"), ("data/articles/post-2026-03-10-2.ron", "() // mine, too")];
    texts.iter().for_each(|(path, text)| fs::write(project.join(path), text).unwrap());
    let told = added(project, &["pages/strait-post.html"]);
    assert!(told.contains("wrote data/articles/post-2026-03-10-3.ron"), "{told}");
    texts.iter().for_each(|(path, text)| assert_eq!(fs::read_to_string(project.join(path)).unwrap(), *text));

    let before = files(project);
    let refused = add(project, &["pages/nshan.html", "--id", "post-2026-03-10"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        words(&refused.stderr).contains("seeds/post-2026-03-10.txt` is there already"),
        "{}",
        words(&refused.stderr)
    );
    assert_eq!(files(project), before);
}

#[test]
fn where_the_sheet_cannot_be_written_no_text_is_left() {
    let newsroom = newsroom();
    let project = newsroom.path();
    fs::remove_dir_all(project.join("data/articles")).unwrap();
    fs::write(project.join("data/articles"), "a file where a folder is due").unwrap();
    let before = files(project);
    let output = add(project, &["pages/strait-post.html"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(words(&output.stderr).contains("is a file, and a folder is due there"), "{}", words(&output.stderr));
    assert_eq!(files(project), before);
}

#[test]
fn an_id_leads_into_no_other_folder() {
    let newsroom = newsroom();
    let project = newsroom.path();
    added(project, &["pages/wire.txt", "--id", "wire/../../../x"]);
    assert!(project.join("seeds/wire-..-..-..-x.txt").exists());
    assert!(project.join("data/articles/wire-..-..-..-x.ron").exists());
}

#[test]
fn what_is_there_already_is_told_and_comes_in_only_when_asked_for() {
    let newsroom = newsroom();
    let project = newsroom.path();
    added(project, &["pages/strait-post.html"]);
    let told = |file: &str| {
        let output = add(project, &[file]);
        assert_eq!(output.status.code(), Some(1), "{}", words(&output.stderr));
        words(&output.stdout).to_owned()
    };
    let before = files(project);
    assert_eq!(
        told("pages/strait-post.html"),
        "`strait-post.html` was not added; `--anyway` adds it\n\
         `post-2026-03-10` (The Strait Post, 2026-03-10) was added from this very file\n\
         `post-2026-03-10` (The Strait Post, 2026-03-10) is the same text, word for word\n"
    );
    // The agency's story, cut down by one paper and with a paragraph of its own.
    assert_eq!(
        told("pages/tamaria-today.html"),
        "`tamaria-today.html` was not added; `--anyway` adds it\n\
         `post-2026-03-10` (The Strait Post, 2026-03-10) says much the same: 70 % of the shorter text, word for word\n"
    );
    assert_eq!(files(project), before);
    added(project, &["pages/tamaria-today.html", "--anyway"]);
    added(project, &["pages/courier.html"]);
}

#[test]
fn a_text_that_may_not_be_republished_stays_outside_and_its_quotes_are_checked_there() {
    let newsroom = newsroom();
    let project = newsroom.path();
    let copies = tempfile::tempdir().unwrap();
    let texts = copies.path().to_str().unwrap();
    added(project, &["pages/strait-post.html", "--private", "--texts", texts]);
    assert!(!project.join("seeds/post-2026-03-10.txt").exists());
    assert!(copies.path().join("post-2026-03-10.txt").exists());

    let path = project.join("data/articles/post-2026-03-10.ron");
    let sheet = fs::read_to_string(&path).unwrap();
    assert!(!sheet.contains(" text:"), "{sheet}");
    let statement = |quote: &str| {
        let statement = format!("Supports(who: \"lorvia\", what: \"strait-open\", quote: \"{quote}\"),\n    ],\n)");
        fs::write(&path, sheet.replace("    ],\n)", &statement)).unwrap();
    };
    statement("First our crews come home");
    assert_eq!(problems(project, &["--texts", texts]), Vec::<String>::new());
    assert_eq!(check(project, &["--texts", texts])["summary"]["unchecked_quotes"], 0);
    assert_eq!(check(project, &[])["summary"]["unchecked_quotes"], 1);
    statement("First our ships come home");
    let found = problems(project, &["--texts", texts]);
    assert!(found.len() == 1 && found[0].contains("quote"), "{found:?}");

    // It is known again, too.
    assert_eq!(add(project, &["pages/strait-post.html", "--texts", texts]).status.code(), Some(1));
}

#[test]
fn a_text_that_lies_in_seeds_already_gets_a_sheet_and_is_left_as_it_is() {
    let newsroom = newsroom();
    let project = newsroom.path();
    fs::create_dir(project.join("seeds/wires")).unwrap();
    let text = project.join("seeds/wires/pilots.txt");
    fs::copy(format!("{HERE}/pages/wire.txt"), &text).unwrap();
    let before = fs::read(&text).unwrap();
    added(project, &[text.to_str().unwrap()]);
    let sheet =
        fs::read_to_string(project.join("data/articles/commission-proposes-own-pilots-2026-03-14.ron")).unwrap();
    assert!(sheet.contains("text: \"wires/pilots.txt\","), "{sheet}");
    assert_eq!(fs::read(&text).unwrap(), before);
    assert_eq!(fs::read_dir(project.join("seeds")).unwrap().count(), 2);
}

#[test]
fn what_is_piped_in_is_added_too() {
    let newsroom = newsroom();
    let project = newsroom.path();
    let arguments = ["-C", project.to_str().unwrap(), "add", "-", "--publisher", "The Quay", "--published", "2026-03"];
    let mut child =
        standoff(&arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all("Ships sail\n\nThe strait is open.".as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", words(&output.stderr));
    let sheet = fs::read_to_string(project.join("data/articles/quay-2026-03.ron")).unwrap();
    assert!(sheet.starts_with("// Added by `standoff add`. What to do next:\n"), "{sheet}");
    assert!(!sheet.contains("original:"), "{sheet}");
}

#[test]
fn a_first_article_finds_its_place_in_a_new_project() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("data")).unwrap();
    added(folder.path(), &["pages/strait-post.html"]);
    let sheet = fs::read_to_string(folder.path().join("data/articles/strait-post-2026-03-10.ron")).unwrap();
    assert!(sheet.contains("It names nobody whom the codebook knows."), "{sheet}");
    assert_eq!(problems(folder.path(), &[]), Vec::<String>::new());
}

#[test]
fn every_page_passes_the_check_once_its_date_is_known() {
    let newsroom = newsroom();
    let project = newsroom.path();
    let mut names: Vec<String> = fs::read_dir(format!("{HERE}/pages"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.retain(|name| name != "shell.html");
    names.sort();
    for name in &names {
        added(project, &[&format!("pages/{name}"), "--published", "2026-03-20", "--anyway"]);
    }
    assert_eq!(problems(project, &[]), Vec::<String>::new());
    assert_eq!(check(project, &[])["summary"]["articles"], 1 + names.len());
    let in_style = in_project(project, &["fmt", "--check"]);
    assert_eq!(in_style.status.code(), Some(0), "{}", words(&in_style.stdout));
}
