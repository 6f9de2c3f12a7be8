//! A fixture: a sheet that was read, what the rules find in it, and what an editor has marked.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use standoff::date::Day;
use standoff::diagnostic::{Label, Level};
use standoff::rules::{self, Judged, Levels, Rule};
use standoff::text::{Place, SourceMap};
use standoff::{Desk, Files};

const DEFAULT_DAY: &str = "2025-12-31";

/// A fixture, and what came of it.
pub struct Fixture {
    pub path: PathBuf,
    pub rule: &'static Rule,
    /// Line and rule (or problem) of each finding, in order.
    pub found: Vec<(usize, String)>,
    /// The same as the marks have it.
    pub marked: Vec<(usize, String)>,
    /// What the findings say.
    pub report: String,
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules")
}

pub fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.retain(|path| path.is_dir());
    folders.sort();
    folders
}

pub fn files_in(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.to_str().is_some_and(|path| path.ends_with(ending)));
    files.sort();
    files
}

pub fn is_text_of_article(path: &Path) -> bool {
    path.to_str().is_some_and(|path| path.ends_with(".text.txt"))
}

pub fn fixtures() -> Vec<Fixture> {
    let in_folder = |folder: PathBuf| {
        let rule = Rule::named(folder.file_name().unwrap().to_str().unwrap());
        let sheets = if rule.is_some() { files_in(&folder, ".ron") } else { Vec::new() };
        sheets.into_iter().map(move |sheet| Fixture::read(sheet, rule.unwrap()))
    };
    folders().into_iter().flat_map(in_folder).collect()
}

impl Fixture {
    fn read(path: PathBuf, rule: &'static Rule) -> Fixture {
        let desk = desk(&path, None);
        let judged = findings(&desk, rule);
        let line = |place: Place| desk.sources.get(place.file).line_column(place.span.start).line;
        let problems = desk.diagnostics.iter().map(|d| (line(d.primary.place), d.problem.name().to_owned()));
        let found =
            judged.iter().map(|judged| &judged.finding).map(|f| (line(f.primary.place), f.rule.name.to_owned()));
        let found = problems.chain(found).collect();
        let marked = marks(&fs::read_to_string(&path).unwrap());
        Fixture { rule, found, marked, report: report(&desk, &judged), path }
    }
}

/// A fixture as a project, with one more sheet where an editor adds one.
pub fn desk(path: &Path, added: Option<&str>) -> Desk {
    let sheet = fs::read_to_string(path).unwrap();
    let as_of = sheet.lines().next().and_then(|line| line.strip_prefix("// as-of: ")).unwrap_or(DEFAULT_DAY);
    let as_of = day(as_of);
    let mut files = Files::default().with_sheet(path.file_name().unwrap().to_str().unwrap(), sheet);
    for text in files_in(path.parent().unwrap(), ".text.txt") {
        files = files.with_text(text.file_name().unwrap().to_str().unwrap(), fs::read_to_string(&text).unwrap());
    }
    if let Some(added) = added {
        files = files.with_sheet(ADDED, added);
    }
    Desk::new(files, Some(as_of), as_of)
}

/// The name of the sheet that is added to a fixture.
pub const ADDED: &str = "added.ron";

pub fn findings(desk: &Desk, rule: &Rule) -> Vec<Judged> {
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
    for Judged { finding, level, .. } in judged {
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
