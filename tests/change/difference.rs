//! Differences between two days: applied to the earlier day they give the later one, and no finding is lost.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use standoff::analysis::difference::{Change, Departure, Difference, Question, difference};
use standoff::date::Day;
use standoff::id::StatementId;
use standoff::rules::{self, Judged, Judgement, Level, Levels, Turnover};
use standoff::{Desk, OnDay};

use crate::sheets::{day, desk, files, statements};

fn compared<'d>(desk: &'d Desk, before: &OnDay) -> Difference<'d> {
    let mixed_signals_days = desk.context().tolerances.mixed_signals_days;
    let question = Question { mixed_signals_days, ..Question::default() };
    difference(&desk.corpus, &before.standing, &desk.standing, &question)
}

fn in_force(desk: &Desk) -> BTreeSet<StatementId> {
    desk.corpus.statement_ids().filter(|&id| desk.standing.in_force(id)).collect()
}

fn two_days() -> impl Strategy<Value = (Day, Day)> {
    (day(), day()).prop_map(|(one, other)| (one.min(other), one.max(other)))
}

fn loud() -> Levels {
    let mut levels = Levels::default();
    levels.set("all", Level::Deny).unwrap();
    levels
}

/// How often each finding is there, by all that makes it the same.
fn counted(findings: &[Judged]) -> BTreeMap<(&'static str, Vec<StatementId>), usize> {
    let mut counts = BTreeMap::new();
    for Judged { finding, .. } in findings {
        *counts.entry((finding.rule.name, finding.statements.clone())).or_default() += 1;
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn applied_to_the_earlier_day_it_gives_the_later_one(statements in statements(), (from, to) in two_days()) {
        let (earlier, later) = (desk(&statements, from), desk(&statements, to));
        let found = compared(&later, &later.on(from));
        let mut holds = in_force(&earlier);
        for shift in &found.shifts {
            for (went, _) in &shift.went {
                prop_assert!(holds.remove(went));
            }
            for &came in &shift.came {
                prop_assert!(holds.insert(came));
            }
        }
        prop_assert_eq!(holds, in_force(&later));
    }

    #[test]
    fn each_shift_is_called_by_its_name(statements in statements(), (from, to) in two_days()) {
        let (earlier, later) = (desk(&statements, from), desk(&statements, to));
        for shift in compared(&later, &later.on(from)).shifts {
            let held = |desk: &Desk| {
                let slot = desk.standing.slot(shift.holder, shift.what, shift.board);
                slot.iter().any(|own| desk.standing.in_force(own.id))
            };
            match shift.change {
                Change::New => prop_assert!(!held(&earlier) && held(&later)),
                Change::Dropped => prop_assert!(held(&earlier) && !shift.went.is_empty()),
                Change::Moved { from, to, .. } => {
                    prop_assert!(shift.went.iter().any(|(went, _)| *went == from));
                    prop_assert!(shift.came.contains(&to));
                }
                Change::Joined => prop_assert!(held(&earlier) && !shift.came.is_empty()),
                Change::SaidAgain => prop_assert!(held(&earlier) && held(&later)),
            }
            for (went, departure) in shift.went {
                match departure {
                    Departure::Superseded(by) => prop_assert_eq!(later.standing.superseded_by(went), Some(by)),
                    Departure::Ended(date, _) => prop_assert!(from <= date.last_day() && date.last_day() < to),
                    Departure::Disputed => prop_assert!(!later.standing.is_own(went)),
                }
            }
        }
    }

    #[test]
    fn no_finding_appears_or_goes_unsaid(statements in statements(), (from, to) in two_days()) {
        let (earlier, later) = (desk(&statements, from), desk(&statements, to));
        let check = |desk: &Desk| rules::check(&desk.context(), &loud());
        let (before, after) = (check(&earlier), check(&later));
        let day = later.on(from);
        let turnover = Turnover::between(&rules::check(&later.context_on(&day), &loud()), &after);

        let mut counts = counted(&before.findings);
        for (finding, times) in counted(&turnover.gone) {
            let count = counts.get_mut(&finding).expect("what went was there");
            *count = count.checked_sub(times).expect("no more went than were there");
        }
        for (finding, times) in counted(&turnover.appeared) {
            *counts.entry(finding).or_default() += times;
        }
        counts.retain(|_, times| *times > 0);
        prop_assert_eq!(counts, counted(&after.findings));
    }

    #[test]
    fn a_day_differs_in_nothing_from_itself(statements in statements(), day in day()) {
        let desk = desk(&statements, day);
        let found = compared(&desk, &desk.on(day));
        prop_assert!(found.shifts.is_empty() && found.verdicts.is_empty() && found.aside.is_empty());
        let judgement = rules::check(&desk.context(), &loud());
        let turnover = Turnover::between(&judgement, &judgement.clone());
        prop_assert!(turnover.appeared.is_empty() && turnover.gone.is_empty() && turnover.weighed.is_empty());
    }
}

fn statements_of(statements: &[&str]) -> Vec<String> {
    statements.iter().map(|&statement| statement.to_owned() + ",").collect()
}

fn on(day: &str) -> Day {
    day.parse().unwrap()
}

#[test]
fn what_came_to_be_disputed_gives_way_to_what_it_had_replaced() {
    let desk = desk(
        &statements_of(&[
            "Rejects(who: \"a\", what: \"q\", said: \"2025-01-10\")",
            "Accepts(who: \"a\", event: \"e\", what: \"q\", said: \"2025-02-10\")",
            "Rejects(who: \"a\", event: \"e\", what: \"q\", said: \"2025-02-12\")",
        ]),
        on("2025-03-01"),
    );
    let found = compared(&desk, &desk.on(on("2025-02-11")));
    let [shift] = &found.shifts[..] else { panic!("{:?}", found.shifts) };
    let name = |id: StatementId| desk.corpus.statement_name(id).into_owned();
    assert_eq!(shift.came.iter().copied().map(name).collect::<Vec<_>>(), ["x/a-rejects-q"]);
    assert!(matches!(shift.went[..], [(_, Departure::Disputed)]), "{:?}", shift.went);
    let said_since: Vec<String> = found.aside.iter().copied().map(name).collect();
    assert_eq!(said_since, ["x/a-rejects-q-2"]);
}

#[test]
fn who_came_back_in_between_stands_where_it_stood() {
    let desk = desk(
        &statements_of(&[
            "Rejects(who: \"a\", what: \"q\", said: \"2025-01-10\")",
            "Accepts(who: \"a\", what: \"q\", said: \"2025-02-10\")",
            "Rejects(who: \"a\", what: \"q\", said: \"2025-03-10\")",
            "Supports(who: \"a\", what: \"r\", said: \"2025-01-10\", reaffirmed: [\"2025-03-10\"])",
        ]),
        on("2025-04-01"),
    );
    let changes = |from: &str| -> Vec<Change> {
        compared(&desk, &desk.on(on(from))).shifts.iter().map(|shift| shift.change).collect()
    };
    assert_eq!(changes("2025-01-31"), [Change::SaidAgain, Change::SaidAgain]);
    assert!(matches!(changes("2025-02-28")[0], Change::Moved { .. }));
    assert_eq!(changes("2025-03-31"), []);
}

#[test]
fn of_two_findings_about_one_statement_the_new_one_is_told() {
    let desk = desk(&statements_of(&["Supports(who: \"a\", what: \"q\", said: \"2025-01-10\")"]), on("2025-04-01"));
    let whole = rules::check(&desk.context(), &loud());
    let of_quotes: Vec<Judged> =
        whole.findings.into_iter().filter(|judged| !judged.finding.statements.is_empty()).collect();
    // Two findings of one identity, told at two places.
    let [first, ..] = &of_quotes[..] else { panic!("nothing was found") };
    let mut second = first.clone();
    second.finding.primary.place.span.end += 1;
    let judgement =
        |findings: &[&Judged]| Judgement { findings: findings.iter().copied().cloned().collect(), accepted: 0 };
    let turnover = Turnover::between(&judgement(&[first]), &judgement(&[&second, first]));
    assert_eq!(turnover.appeared.len(), 1);
    assert_eq!(turnover.appeared[0].finding.primary.place, second.finding.primary.place);
    let mut lighter = second.clone();
    lighter.level = Level::Note;
    let turnover = Turnover::between(&judgement(&[&second]), &judgement(&[&lighter]));
    assert!(turnover.appeared.is_empty() && turnover.gone.is_empty());
    assert_eq!(turnover.weighed[0].0, Level::Deny);
}

#[test]
fn an_exception_for_what_was_found_later_was_no_fault_before() {
    let mut files = files(&statements_of(&[
        "Rejects(who: \"a\", what: \"q\", said: \"2025-01-10\")",
        "Accepts(who: \"a\", what: \"q\", said: \"2025-03-10\")",
    ]));
    let exceptions = "(
        accept: [(rule: \"reversal\", statement: \"x/a-accepts-q\", because: \"as everybody knows\")],
        expect: [(rule: \"reversal\", statement: \"x/a-accepts-q\")],
    )";
    files = files.with_sheet("y.ron", exceptions);
    let desk = Desk::new(files, Some(on("2025-04-01")), on("2025-04-01"));
    assert!(desk.diagnostics.is_empty(), "{:?}", desk.diagnostics);
    let check = |context| rules::check(&context, &Levels::default());
    let earlier = desk.on(on("2025-02-01"));
    let (before, after) = (check(desk.context_on(&earlier)), check(desk.context()));
    let mut names: Vec<&str> = before.findings.iter().map(|judged| judged.finding.rule.name).collect();
    names.retain(|name| *name != "unused-record");
    assert_eq!(names, ["unmatched-acceptance", "unmet-expectation"]);
    assert!(Turnover::between(&before, &after).gone.is_empty());
    // The other way round they would be news: what was excused and expected is found no more.
    assert_eq!(Turnover::between(&after, &before).appeared.len(), 2);
}
