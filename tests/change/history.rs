//! Histories: nothing is left out, nothing is ordered by guess, and what moved is what the rules say moved.

use std::collections::BTreeSet;

use proptest::prelude::*;
use standoff::Desk;
use standoff::analysis::history::{Event, Question, Reason, Thread, Turn, history};
use standoff::date::{Day, PartialDate};
use standoff::id::StatementId;
use standoff::moves::Way;
use standoff::rules::{self, Levels};
use standoff::standing::{Aside, Order, order};

use crate::sheets::{day, desk, statements};

fn told(desk: &Desk) -> Vec<Thread<'_>> {
    let mixed_signals_days = desk.context().tolerances.mixed_signals_days;
    history(&desk.corpus, &desk.standing, &Question { mixed_signals_days, ..Question::default() })
}

fn events<'t>(threads: &'t [Thread<'_>]) -> impl Iterator<Item = (PartialDate, &'t Event<'t>)> {
    threads.iter().flat_map(|thread| &thread.steps).map(|step| (step.date, &step.event))
}

/// The moves that a history tells, each as the statement that was left, the one that took its place, and the way.
fn moved(threads: &[Thread<'_>]) -> BTreeSet<(StatementId, StatementId, Way)> {
    let moved = events(threads).filter_map(|(_, event)| match event {
        Event::Said { statement, turn: Turn::Moved { from, .. } } => Some((*statement, from)),
        _ => None,
    });
    moved.flat_map(|(to, from)| from.iter().map(move |&(way, from)| (from, to, way))).collect()
}

/// Turns by hand: the words that a history of one thread is expected to tell, one a step.
fn story(statements: &[&str]) -> Vec<String> {
    let statements: Vec<String> = statements.iter().map(|&statement| statement.to_owned() + ",").collect();
    let desk = desk(&statements, "2025-12-01".parse().unwrap());
    let threads = told(&desk);
    let word = |(date, event): (PartialDate, &Event<'_>)| {
        let word = match event {
            Event::Said { turn, .. } => match turn {
                Turn::First => "first".to_owned(),
                Turn::Again(_) => "again".to_owned(),
                Turn::Moved { from, back_to } => {
                    let ways: Vec<String> = from.iter().map(|(way, _)| format!("{way:?}")).collect();
                    ways.join("+") + if back_to.is_some() { " back" } else { "" }
                }
                Turn::Beside(_, Reason::Weight(beside)) => format!("beside {beside:?}"),
                Turn::Beside(_, reason) => format!("beside {reason:?}"),
                Turn::Anew(_) => "anew".to_owned(),
            },
            Event::Reaffirmed { held: true, .. } => "reaffirmed".to_owned(),
            Event::Reaffirmed { held: false, .. } => "reaffirmed too late".to_owned(),
            Event::Aside { why, .. } => format!("aside {why:?}"),
            Event::Lapsed { end, .. } => format!("lapsed {end:?}"),
            Event::FellDue { kept, .. } => format!("fell due, kept {kept}"),
            Event::Verdict(_) => "verdict".to_owned(),
        };
        format!("{date} {word}")
    };
    events(&threads).map(word).collect()
}

#[test]
fn a_wish_becomes_a_demand_and_a_demand_a_wish() {
    let steps = story(&[
        "Supports(who: \"a\", what: \"q\", said: \"2025-01-10\")",
        "Demands(who: \"a\", from: [\"b\"], what: \"q\", said: \"2025-02-10\")",
        "Proposes(who: \"a\", what: \"q\", said: \"2025-03-10\")",
        "Accepts(who: \"a\", what: \"q\", said: \"2025-04-10\")",
    ]);
    let expected = ["2025-01-10 first", "2025-02-10 WentFurther", "2025-03-10 SteppedBack", "2025-04-10 Reworded"];
    assert_eq!(steps, expected);
}

#[test]
fn who_comes_back_to_an_old_position_is_told_so() {
    let steps = story(&[
        "Rejects(who: \"a\", what: \"q\", said: \"2025-01-10\")",
        "Accepts(who: \"a\", what: \"q\", only_if: [\"r\"], said: \"2025-02-10\")",
        "Rejects(who: \"a\", what: \"q\", said: \"2025-03-10\", reaffirmed: [\"2025-04\"])",
        "Rejects(who: \"a\", what: \"q\", via: \"v\", said: \"2025-05-10\")",
        "Rejects(who: \"a\", what: \"q\", unless: [\"r\"], said: \"2025-06-10\")",
        "Accepts(who: \"a\", what: \"q\", only_if: [\"r\"], said: \"2025-07-10\")",
    ]);
    let expected = [
        "2025-01-10 first",
        "2025-02-10 Reversed",
        "2025-03-10 Reversed back",
        "2025-04 reaffirmed",
        "2025-05-10 again",
        "2025-06-10 Softened",
        // “No, unless r” and “yes, only if r” ask for the same.
        "2025-07-10 Reworded back",
    ];
    assert_eq!(steps, expected);
}

#[test]
fn what_does_not_unsay_stands_beside() {
    let steps = story(&[
        "Offers(who: \"a\", what: \"q\", in_return_for: [\"r\"], said: \"2025-01-10\")",
        "Offers(who: \"a\", what: \"q\", in_return_for: [\"p\"], said: \"2025-02-10\")",
        "Rejects(who: \"a\", what: \"q\", basis: Unnamed, said: \"2025-03-10\")",
        "Threatens(who: \"a\", what: \"q\", said: \"2025-04-10\")",
        "Rejects(who: \"a\", what: \"q\", said: \"2025-05-10\")",
        "Refuses(who: \"a\", what: \"q\", said: \"2025-05-10\")",
        "Supports(who: \"a\", what: \"q\", said: \"2025-05\")",
    ]);
    let expected = [
        "2025-01-10 first",
        "2025-02-10 beside Bargain",
        "2025-03-10 beside WeakSource",
        "2025-04-10 beside Threat",
        // It unsays the anonymous word, and sets both bargains free of their price; the threat stands.
        "2025-05 Reversed+Softened",
        "2025-05-10 beside UnclearOrder",
        "2025-05-10 beside SameDay",
    ];
    assert_eq!(steps, expected);
}

#[test]
fn what_ends_by_itself_is_no_change_of_mind() {
    let steps = story(&[
        "Offers(who: \"a\", what: \"q\", until: \"2025-02\", said: \"2025-01-10\", reaffirmed: [\"2025-05\"])",
        "Rejects(who: \"a\", what: \"q\", said: \"2025-03-10\")",
        "Promises(who: \"a\", what: \"r\", due: \"2025-06\", said: \"2025-01-10\")",
        "Promises(who: \"a\", what: \"r\", due: \"2025-06\", said: \"2025-02-10\")",
        "Promises(who: \"a\", what: \"p\", due: \"2025-04\", said: \"2025-01-10\")",
        "Promises(who: \"a\", what: \"o\", due: \"2025-04\", said: \"2025-01-10\")",
    ]);
    let expected = [
        "2025-01-10 first",
        "2025-02 lapsed Expressly",
        "2025-03-10 anew",
        "2025-05 reaffirmed too late",
        "2025-01-10 first",
        "2025-02-10 again",
        "2025-06 fell due, kept false",
        // What has not moved: a verdict before the day of a promise, one after it, and none.
        "2025-01-10 first",
        "2025-03 verdict",
        "2025-01-10 first",
        "2025-04 fell due, kept true",
        "2025-05-20 verdict",
    ];
    assert_eq!(steps, expected);
}

#[test]
fn nobodys_own_word_is_told_and_moves_nothing() {
    let steps = story(&[
        "Rejects(who: \"a\", what: \"q\", said: \"2025-01-10\")",
        "Accepts(who: \"a\", according_to: \"b\", what: \"q\", said: \"2025-02-10\")",
        "Accepts(who: \"a\", via: \"w\", what: \"q\", said: \"2025-05-10\")",
        "Accepts(who: \"a\", event: \"e\", what: \"q\", said: \"2025-06-10\")",
        "Rejects(who: \"a\", event: \"e\", what: \"q\", said: \"2025-06-10\")",
        "Accepts(who: \"a\", what: \"q\", said: \"2026-06-10\")",
    ]);
    let expected = [
        "2025-01-10 first",
        "2025-02-10 aside Hearsay",
        "2025-05-10 aside NoMandate",
        "2025-06-10 aside Disputed",
        "2025-06-10 aside Disputed",
    ];
    assert_eq!(steps, expected);
}

#[test]
fn two_voices_within_a_month_are_not_yet_a_change() {
    let steps = story(&[
        "Rejects(who: \"a\", what: \"q\", via: \"v\", said: \"2025-01-10\")",
        "Accepts(who: \"a\", what: \"q\", via: \"w\", said: \"2025-01-20\")",
        "Rejects(who: \"a\", what: \"q\", via: \"v\", said: \"2025-03-20\")",
    ]);
    assert_eq!(steps, ["2025-01-10 first", "2025-01-20 TwoVoices", "2025-03-20 Reversed back"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_history_moves_as_the_rules_say(statements in statements(), day in day()) {
        let desk = desk(&statements, day);
        let mut levels = Levels::default();
        levels.set("all", rules::Level::Warn).unwrap();
        let judgement = rules::check(&desk.context(), &levels);
        let rules = [
            ("reversal", Way::Reversed),
            ("hardened-position", Way::Hardened),
            ("softened-position", Way::Softened),
        ];
        let found: BTreeSet<_> = judgement.findings.iter().filter_map(|judged| {
            let (_, way) = rules.iter().find(|(name, _)| *name == judged.finding.rule.name)?;
            let mut of = judged.finding.statements.clone();
            of.sort_by_key(|&id| desk.corpus[id].said.last_day());
            Some((of[0], of[1], *way))
        }).collect();
        let ways = rules.map(|(_, way)| way);
        let told: BTreeSet<_> = moved(&told(&desk)).into_iter().filter(|(.., way)| ways.contains(way)).collect();
        prop_assert_eq!(told, found);
    }

    #[test]
    fn every_statement_is_told_once_in_the_order_of_time(statements in statements(), day in day()) {
        let desk = desk(&statements, day);
        let threads = told(&desk);
        let mut said: Vec<StatementId> = events(&threads).filter_map(|(_, event)| match event {
            Event::Said { statement, .. } | Event::Aside { statement, .. } => Some(*statement),
            _ => None,
        }).collect();
        said.sort();
        let was_said = |id: &StatementId| desk.corpus[*id].said.first_day() <= day;
        prop_assert_eq!(said, desk.corpus.statement_ids().filter(was_said).collect::<Vec<_>>());
        for thread in &threads {
            let ends = |date: PartialDate, event: &Event<'_>| match event {
                Event::Lapsed { .. } | Event::FellDue { .. } => date.last_day(),
                _ => date.first_day(),
            };
            prop_assert!(thread.steps.iter().map(|step| ends(step.date, &step.event)).is_sorted());
        }
    }

    #[test]
    fn no_step_claims_more_than_the_dates_tell(statements in statements(), day in day()) {
        let desk = desk(&statements, day);
        let (corpus, standing) = (&desk.corpus, &desk.standing);
        for (_, event) in events(&told(&desk)) {
            match event {
                Event::Said { statement, turn } => {
                    prop_assert!(standing.is_own(*statement));
                    let (then, order) = (corpus[*statement].said, |a| order(&corpus[a], &corpus[*statement]));
                    match turn {
                        Turn::First => {}
                        Turn::Moved { from, back_to } => {
                            let from = from.iter().map(|(_, from)| from).chain(back_to);
                            prop_assert!(from.into_iter().all(|&from| order(from) == Order::Before));
                        }
                        Turn::Beside(other, reason) => match reason {
                            Reason::SameDay => prop_assert_eq!(order(*other), Order::Together),
                            Reason::UnclearOrder => prop_assert_eq!(order(*other), Order::Unclear),
                            Reason::Weight(_) => prop_assert_eq!(order(*other), Order::Before),
                        },
                        Turn::Again(other) => prop_assert!(standing.stood_on(*other, then.first_day())),
                        Turn::Anew(other) => prop_assert!(!standing.stood_on(*other, then.first_day())),
                    }
                }
                Event::Aside { statement, why } => {
                    prop_assert!(!standing.is_own(*statement) && *why != Aside::NotYetSaid);
                }
                Event::Lapsed { statement, .. } => {
                    prop_assert!(standing.is_own(*statement) && !standing.in_force(*statement));
                    prop_assert_eq!(standing.superseded_by(*statement), None);
                }
                _ => {}
            }
        }
    }

    #[test]
    fn what_a_thread_says_holds_is_what_is_in_force(statements in statements(), day in day()) {
        let desk = desk(&statements, day);
        for thread in told(&desk) {
            let in_force = desk.standing.slot(thread.holder, thread.what, thread.board).iter().any(|own| {
                desk.standing.in_force(own.id)
            });
            prop_assert_eq!(in_force, !thread.holds.is_empty());
            prop_assert!(thread.holds.iter().all(|&id| desk.standing.in_force(id)));
        }
    }

    #[test]
    fn a_period_shows_the_same_steps_and_leaves_out_the_others(
        statements in statements(), day in day(), from in day(), to in day()
    ) {
        let desk = desk(&statements, day);
        let mixed_signals_days = desk.context().tolerances.mixed_signals_days;
        let question = Question { from: Some(from), to: Some(to), mixed_signals_days, ..Question::default() };
        let shown = |threads: Vec<Thread<'_>>, is_shown: &dyn Fn(PartialDate) -> bool| -> BTreeSet<String> {
            let shown = events(&threads).filter(|(date, _)| is_shown(*date));
            shown.map(|(date, event)| format!("{date} {event:?}")).collect()
        };
        let within = |date: PartialDate| from <= to && date.first_day() <= to && from <= date.last_day();
        let in_period = history(&desk.corpus, &desk.standing, &question);
        prop_assert_eq!(shown(in_period, &|_| true), shown(told(&desk), &within));
    }
}

#[test]
fn a_thread_of_many_words_is_told_in_a_moment() {
    let verbs = ["Offers", "Rejects", "Accepts"];
    let statements: Vec<String> = (0..6000)
        .map(|index| {
            let date = format!("2025-{:02}-{:02}", index % 12 + 1, index % 28 + 1);
            format!("{}(who: \"a\", what: \"q\", said: \"{date}\"),", verbs[index % verbs.len()])
        })
        .collect();
    let day: Day = "2025-12-31".parse().unwrap();
    let desk = desk(&statements, day);
    let begun = std::time::Instant::now();
    let threads = told(&desk);
    assert_eq!(threads[0].steps.len(), statements.len());
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}
