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

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use standoff::date::Day;
use standoff::diagnostic::{Diagnostic, Label, Level};
use standoff::rules::{self, Judged, Levels, RULES, Rule};
use standoff::text::{Place, SourceMap};
use standoff::{Desk, Files};

const DEFAULT_DAY: &str = "2025-12-31";
const HEADER: &str = "# Written by `BLESS=1 cargo test --test rules`.\n";

/// A fixture, and what came of it.
struct Fixture {
    path: PathBuf,
    rule: &'static Rule,
    /// Line and rule (or problem) of each finding, in order.
    found: Vec<(usize, String)>,
    /// The same as the marks have it.
    marked: Vec<(usize, String)>,
    /// What the findings say.
    report: String,
}

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

#[test]
fn every_rule_has_a_page_with_an_example_that_can_be_read() {
    for rule in RULES {
        let page = rule.page();
        let first_paragraph = page.split("\n\n").next().unwrap_or_default();
        assert!(first_paragraph.ends_with('.'), "the first paragraph of `{}` is no sentence", rule.name);
        let mut examples =
            page.split("```ron\n").skip(1).map(|rest| rest.split("```").next().unwrap_or_default()).peekable();
        assert!(examples.peek().is_some(), "the page of `{}` has no example", rule.name);
        for example in examples {
            let sheet = if example.trim_start().starts_with('(') { example.to_owned() } else { format!("({example})") };
            let desk = Desk::new(Files::default().with_sheet("example.ron", sheet), None, day(DEFAULT_DAY));
            // An example is a part of a sheet: what it refers to may stand elsewhere, but all that stands here must be right.
            let may_be_elsewhere = |d: &&Diagnostic| !matches!(d.problem.name(), "unknown-id" | "missing-field");
            let wrong: Vec<&str> =
                desk.diagnostics.iter().filter(may_be_elsewhere).map(|d| d.message.as_str()).collect();
            assert!(wrong.is_empty(), "the example of `{}` cannot be read: {wrong:?}\n{example}", rule.name);
        }
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

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

fn files_in(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.to_str().is_some_and(|path| path.ends_with(ending)));
    files.sort();
    files
}

fn is_text_of_article(path: &Path) -> bool {
    path.to_str().is_some_and(|path| path.ends_with(".text.txt"))
}

fn fixtures() -> Vec<Fixture> {
    let in_folder = |folder: PathBuf| {
        let rule = Rule::named(folder.file_name().unwrap().to_str().unwrap());
        let sheets = if rule.is_some() { files_in(&folder, ".ron") } else { Vec::new() };
        sheets.into_iter().map(move |sheet| Fixture::read(sheet, rule.unwrap()))
    };
    folders().into_iter().flat_map(in_folder).collect()
}

impl Fixture {
    fn read(path: PathBuf, rule: &'static Rule) -> Fixture {
        let sheet = fs::read_to_string(&path).unwrap();
        let as_of = sheet.lines().next().and_then(|line| line.strip_prefix("// as-of: ")).unwrap_or(DEFAULT_DAY);
        let mut files = Files::default().with_sheet(path.file_name().unwrap().to_str().unwrap(), sheet.clone());
        for text in files_in(path.parent().unwrap(), ".text.txt") {
            files = files.with_text(text.file_name().unwrap().to_str().unwrap(), fs::read_to_string(&text).unwrap());
        }
        let as_of = day(as_of);
        let desk = Desk::new(files, Some(as_of), as_of);
        let judged = findings(&desk, rule);

        let line = |place: Place| desk.sources.get(place.file).line_column(place.span.start).line;
        let problems = desk.diagnostics.iter().map(|d| (line(d.primary.place), d.problem.name().to_owned()));
        let found =
            judged.iter().map(|judged| &judged.finding).map(|f| (line(f.primary.place), f.rule.name.to_owned()));
        let found = problems.chain(found).collect();
        Fixture { rule, found, marked: marks(&sheet), report: report(&desk, &judged), path }
    }
}

fn findings(desk: &Desk, rule: &Rule) -> Vec<Judged> {
    let mut levels = Levels::default();
    if rule.name != "unused-record" {
        levels.set("unused-record", Level::Allow).unwrap();
    }
    if rule.is_pedantic {
        levels.set(rule.name, rule.level).unwrap();
    }
    rules::check(&desk.context(), &levels).findings
}

/// The line and the name of each mark.
fn marks(sheet: &str) -> Vec<(usize, String)> {
    let of_line = |(index, line): (usize, &str)| {
        let names = line.split_once("//~").map_or("", |(_, names)| names);
        let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
        names.map(|name| (index + 1, name.to_owned())).collect::<Vec<_>>()
    };
    sheet.lines().enumerate().flat_map(of_line).collect()
}

/// The findings in plain words. It is no face of the program, so that a change of one leaves the fixtures alone.
fn report(desk: &Desk, judged: &[Judged]) -> String {
    let mut report = String::new();
    for diagnostic in &desk.diagnostics {
        let _ = writeln!(report, "\nerror: {}: {}", diagnostic.problem.name(), diagnostic.message);
        write_label(&mut report, &desk.sources, &diagnostic.primary);
        diagnostic.others.iter().for_each(|label| write_label(&mut report, &desk.sources, label));
        diagnostic.help.iter().for_each(|help| writeln!(report, "  help: {help}").unwrap());
    }
    for Judged { finding, level } in judged {
        let _ = writeln!(report, "\n{}: {}: {}", level.name(), finding.rule.name, finding.message);
        write_label(&mut report, &desk.sources, &finding.primary);
        finding.others.iter().for_each(|label| write_label(&mut report, &desk.sources, label));
        finding.help.iter().for_each(|help| writeln!(report, "  help: {help}").unwrap());
        finding.notes.iter().for_each(|note| writeln!(report, "  note: {note}").unwrap());
    }
    report
}

fn write_label(report: &mut String, sources: &SourceMap, label: &Label) {
    let source = sources.get(label.place.file);
    let at = source.line_column(label.place.span.start);
    let joint = if label.text.is_empty() { "" } else { ": " };
    let _ = writeln!(report, "  {}:{}:{}{joint}{}", source.path(), at.line, at.column, label.text);
}

fn day(iso: &str) -> Day {
    iso.trim().parse().expect("an ISO date")
}
