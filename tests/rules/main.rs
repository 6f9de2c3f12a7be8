//! Every rule over every rule's fixtures.
//!
//! A fixture is one self-contained sheet, `tests/rules/<rule>/{bad,good}*.ron`. A mark, `//~ rule-name`, stands at the
//! end of each line that a finding points at; it is written by hand, and never blessed. What the findings say is written
//! beside the fixture by `BLESS=1 cargo test --test rules`, and compared from then on. Texts of articles stand beside it
//! as `*.text.txt`; an article names such a file in its `text`. A first line `// as-of: 2025-06-20` sets the day that is
//! asked about.
//!
//! Every rule runs at the level it has by default, but for two: `unused-record` and the pedantic rules are heard only in
//! their own folders, so that fixtures may be small.

#![expect(clippy::disallowed_methods, reason = "tests read their fixtures, and write them when asked to")]

mod exceptions;
mod fixture;

use std::fmt::Write as _;
use std::fs;

use standoff::rules::{RULES, Rule};

use fixture::{files_in, fixtures, folders, is_text_of_article, root};

const HEADER: &str = "# Written by `BLESS=1 cargo test --test rules`.\n";

#[test]
fn findings_are_where_the_marks_are() {
    let mut failures = String::new();
    for fixture in fixtures() {
        let unmarked = without(&fixture.found, &fixture.marked);
        for (line, name) in &unmarked {
            let _ = writeln!(failures, "{}:{line}: `{name}` is found, and not marked", fixture.path.display());
        }
        for (line, name) in without(&fixture.marked, &fixture.found) {
            let _ = writeln!(failures, "{}:{line}: `{name}` is marked, and not found", fixture.path.display());
        }
        if !unmarked.is_empty() {
            let _ = writeln!(failures, "{}", fixture.report);
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

#[test]
fn findings_say_what_they_said() {
    let mut failures = String::new();
    for fixture in fixtures() {
        let expected_path = fixture.path.with_extension("txt");
        let expected = fs::read_to_string(&expected_path).unwrap_or_default();
        let actual = if fixture.report.is_empty() { String::new() } else { format!("{HEADER}{}", fixture.report) };
        if expected == actual {
            continue;
        }
        if std::env::var_os("BLESS").is_none() {
            let _ = writeln!(failures, "{} differs; it would now be\n{actual}", expected_path.display());
        } else if actual.is_empty() {
            fs::remove_file(&expected_path).unwrap();
        } else {
            fs::write(&expected_path, actual).unwrap();
        }
    }
    assert!(failures.is_empty(), "\n{failures}run `BLESS=1 cargo test --test rules` if this is right");
}

#[test]
fn bad_fixtures_raise_their_rule_and_good_ones_do_not() {
    for fixture in fixtures() {
        let raises = fixture.found.iter().any(|(_, name)| name == fixture.rule.name);
        let name = fixture.path.file_name().unwrap().to_str().unwrap();
        match name.split(['_', '.']).next() {
            Some("bad") => assert!(raises, "{}: nothing bad is found", fixture.path.display()),
            Some("good") => assert!(!raises, "{}: it is not good", fixture.path.display()),
            _ => panic!("{}: a fixture's name begins with `bad` or `good`", fixture.path.display()),
        }
    }
}

#[test]
fn every_rule_has_fixtures_and_every_folder_is_a_rule() {
    let has = |rule: &Rule, kind: &str| {
        let folder =
            fs::read_dir(root().join(rule.name)).unwrap_or_else(|_| panic!("tests/rules/{} is missing", rule.name));
        let names = folder.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.into_iter().any(|name| name.starts_with(kind) && name.ends_with(".ron"))
    };
    for rule in RULES {
        assert!(has(rule, "bad"), "`{}` has no bad fixture", rule.name);
        assert!(has(rule, "good"), "`{}` has no good fixture", rule.name);
    }
    for folder in folders() {
        let name = folder.file_name().unwrap().to_str().unwrap();
        assert!(Rule::named(name).is_some(), "tests/rules/{name} is of no rule");
        for expected in files_in(&folder, ".txt").into_iter().filter(|path| !is_text_of_article(path)) {
            assert!(expected.with_extension("ron").exists(), "{} belongs to no fixture", expected.display());
        }
    }
}

/// The cases that the meaning of the rules was worked out on, as RULES.md and SEMANTICS.md number them.
const WORKED_CASES: (&str, &[&str]) = (
    "Worked case ",
    &["1", "2", "3", "4", "4b", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18"],
);
const CASES_OF_THE_SEMANTICS: (&str, &[&str]) = (
    "SEMANTICS ",
    &[
        "1", "2", "3", "4", "5", "5b", "6", "6b", "7", "7b", "7c", "8", "8b", "9", "9b", "10", "11", "12", "13", "14",
        "15", "15b", "16", "17", "18", "19", "20", "21", "21b", "22", "23", "24", "25", "26", "27", "28",
    ],
);

#[test]
fn every_worked_case_is_a_fixture() {
    let sheets: Vec<String> = fixtures().iter().map(|fixture| fs::read_to_string(&fixture.path).unwrap()).collect();
    for (word, cases) in [WORKED_CASES, CASES_OF_THE_SEMANTICS] {
        let told: Vec<&str> = sheets.iter().flat_map(|sheet| named_after(sheet, word)).collect();
        let missing: Vec<&&str> = cases.iter().filter(|case| !told.contains(case)).collect();
        assert!(missing.is_empty(), "no fixture is said to be {word}{missing:?}");
    }
}

/// The numbers that follow a word in the comments of a sheet: "3" and "4" of "SEMANTICS 3 and 4".
fn named_after<'a>(sheet: &'a str, word: &str) -> Vec<&'a str> {
    let comments = sheet.lines().filter(|line| line.starts_with("//"));
    let after = comments.flat_map(|line| line.split(word).skip(1).collect::<Vec<_>>());
    let numbers = after.flat_map(|rest| {
        let words = rest.split([' ', ',', ':', '.', ';']).filter(|word| !word.is_empty());
        words.take_while(|word| *word == "and" || word.starts_with(|c: char| c.is_ascii_digit()))
    });
    numbers.filter(|word| *word != "and").collect()
}

#[test]
fn rules_are_sorted_and_their_names_and_words_read_well() {
    assert!(RULES.is_sorted_by(|a, b| a.name < b.name), "RULES are in the order of their names, each once");
    for rule in RULES {
        let is_kebab =
            rule.name.split('-').all(|word| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase()));
        assert!(is_kebab, "`{}` is not words in lower case with `-` between them", rule.name);
        let first = rule.summary.chars().next().unwrap_or('.');
        assert!(
            !first.is_uppercase() && !rule.summary.ends_with('.'),
            "the summary of `{}` is one line for lists",
            rule.name
        );
    }
}

/// What remains of a list when each entry of another has taken one of its like away.
fn without(list: &[(usize, String)], other: &[(usize, String)]) -> Vec<(usize, String)> {
    let mut rest = list.to_vec();
    for entry in other {
        if let Some(index) = rest.iter().position(|known| known == entry) {
            rest.remove(index);
        }
    }
    rest
}
