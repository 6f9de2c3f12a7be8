//! `accept` and `expect` work for every rule: each finding that a bad fixture was made for can be excused, and can be
//! counted on.

use std::collections::BTreeSet;

use standoff::Desk;
use standoff::corpus::Named;
use standoff::rules::{Finding, RULES};

use crate::fixture::{ADDED, Fixture, desk, findings, fixtures};

#[test]
fn every_finding_can_be_excused_and_is_then_not_shown() {
    let failures = of_each_finding(|fixture, finding, about| {
        let accept = format!("(accept: [(rule: \"{}\", {about}, because: \"as printed\")])", finding.rule.name);
        let desk = desk(&fixture.path, Some(&accept));
        let shown = findings(&desk, fixture.rule);
        let is_shown = shown.iter().any(|judged| is_alike(&judged.finding, finding));
        (is_shown || is_objected_to(&desk, fixture)).then_some(accept)
    });
    assert!(failures.is_empty(), "these excuse nothing:\n{}", failures.join("\n"));
}

#[test]
fn every_finding_can_be_expected_and_is_then_met() {
    let failures = of_each_finding(|fixture, finding, about| {
        let expect = format!("(expect: [(rule: \"{}\", {about})])", finding.rule.name);
        let desk = desk(&fixture.path, Some(&expect));
        is_objected_to(&desk, fixture).then_some(expect)
    });
    assert!(failures.is_empty(), "these are not met:\n{}", failures.join("\n"));
}

/// What fails of all findings that fixtures were made for. Each is handed over with what an exception for it is `about`.
fn of_each_finding(fails: impl Fn(&Fixture, &Finding, &str) -> Option<String>) -> Vec<String> {
    let mut rules = BTreeSet::new();
    let mut failures = Vec::new();
    for fixture in fixtures() {
        let desk = desk(&fixture.path, None);
        for judged in findings(&desk, fixture.rule) {
            let finding = &judged.finding;
            if finding.rule.name == fixture.rule.name {
                let failure = fails(&fixture, finding, &about(&desk, finding));
                failures.extend(failure.map(|failure| format!("{}: {failure}", fixture.path.display())));
                rules.insert(fixture.rule.name);
            }
        }
    }
    assert_eq!(rules.len(), RULES.len(), "some rule has no finding to try");
    failures
}

/// What an editor names to mean a finding: its statements, or the record it is about.
fn about(desk: &Desk, finding: &Finding) -> String {
    let corpus = &desk.corpus;
    let record = finding.record.map(|record| match record {
        Named::Actor(id) => &corpus[id].slug,
        Named::Issue(id) => &corpus[id].slug,
        Named::Proposition(id) => &corpus[id].slug,
        Named::Article(id) => &corpus[id].slug,
    });
    let names: Vec<String> =
        finding.statements.iter().map(|&id| format!("\"{}\"", corpus.statement_name(id))).collect();
    match record {
        Some(record) => format!("record: \"{record}\""),
        None => format!("statements: [{}]", names.join(", ")),
    }
}

fn is_alike(one: &Finding, other: &Finding) -> bool {
    one.rule.name == other.rule.name && one.statements == other.statements && one.record == other.record
}

/// Whether anything at all is said about the sheet that was added.
fn is_objected_to(desk: &Desk, fixture: &Fixture) -> bool {
    let is_added = |file| desk.sources.get(file).path() == ADDED;
    let shown = findings(desk, fixture.rule);
    shown.iter().any(|judged| is_added(judged.finding.primary.place.file))
        || desk.diagnostics.iter().any(|problem| is_added(problem.primary.place.file))
}
