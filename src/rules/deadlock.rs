//! A circular wait: each side moves only after the other.
//!
//! One side says "first you", and so does the other. Both may want the same outcome in the end; it is the *order* of the
//! steps that keeps them from it. The finding shows one circle, each of its arrows with the statement that makes it.
//!
//! Only `only_after` makes one step wait for another, and only when whoever says so has a part in that step: an
//! onlooker's "first a ceasefire, then talks" holds nobody up. It is no deadlock
//!
//! * where the steps are a trade (`in_return_for`) or a package (`only_if`): those can be taken together;
//! * where a wait has several ways out (`AnyOf`) and one of them is open;
//! * where a step is refused outright: then the other side waits in vain (`dead-condition`), and not in turn;
//! * where the steps exclude each other, so that no order of them would do;
//! * where a verdict says that one of the steps has been taken.
//!
//! Both of these together are a deadlock:
//!
//! ```ron
//! statements: [
//!     Offers(who: "russia", what: "peace", only_after: ["relations-restored"], quote: "…"),
//!     Offers(who: "usa", what: "relations-restored", only_after: ["peace"], quote: "…"),
//! ],
//! ```
//!
//! Mostly there is nothing to mend: this is news. Where a side has given its precondition up, add that statement, or
//! end the old one with `until: "…"`; where the step was taken, record it under `verdicts`.

use super::words::all_of;
use super::{Check, Context, Finding, Level, Rule};
use crate::corpus::Corpus;
use crate::id::StatementId;
use crate::waits::{Arrow, Knot};

pub(super) static RULE: Rule = Rule {
    name: "deadlock",
    summary: "a circular wait: each side moves only after the other",
    level: Level::Warn,
    is_pedantic: false,
    source: include_str!("deadlock.rs"),
    check: Check::Corpus(check),
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let rings = context.waits.rings();
    let findings = context.waits.knots().iter().flat_map(|knot| {
        knot.rings.iter().map(|&ring| {
            let finding = finding(context, &rings[ring]);
            if knot.rings.len() > 1 { finding.with_note(way_out(context.corpus, knot)) } else { finding }
        })
    });
    findings.collect()
}

/// How all circles of a knot could be undone at once.
fn way_out(corpus: &Corpus, knot: &Knot) -> String {
    let circles = knot.rings.len();
    let named = |&id: &StatementId| {
        let statement = &corpus[id];
        format!("what {} makes “{}” wait for", corpus[statement.holder].name, corpus[statement.what].text)
    };
    let sets: Vec<String> = knot
        .waivers
        .iter()
        .map(|set| {
            let named: Vec<String> = set.iter().map(named).collect();
            all_of(&named.iter().map(String::as_str).collect::<Vec<_>>())
        })
        .collect();
    let least = if knot.is_proven {
        "the least that undoes them all is to waive"
    } else {
        "as an estimate, it is enough to waive"
    };
    format!("this is one of {circles} circles that hang together; {least} {}", sets.join("; or "))
}

fn finding(context: &Context<'_>, ring: &[Arrow]) -> Finding {
    let corpus = context.corpus;
    let statements: Vec<StatementId> = ring.iter().map(|arrow| arrow.statement).collect();
    let finding = Finding::new(&RULE, corpus[ring[0].condition].place, message(corpus, ring))
        .at(arrow_in_words(corpus, &ring[0]))
        .resting_on(corpus, &statements)
        .with_help("waiving any one of these preconditions opens this circle");
    let finding = ring[1..].iter().fold(finding, |finding, arrow| {
        finding.with_label(corpus[arrow.condition].place, arrow_in_words(corpus, arrow))
    });
    let finding = ring.iter().fold(finding, |finding, arrow| match other_ways(corpus, arrow) {
        Some(note) => finding.with_note(note),
        None => finding,
    });
    let finding = finding.weighed(context);
    if context.waits.complete() {
        finding
    } else {
        finding.with_note("so much waits for so much here that the search stopped early: there may be more circles")
    }
}

fn message(corpus: &Corpus, ring: &[Arrow]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for arrow in ring {
        let name = corpus[corpus[arrow.statement].holder].name.as_str();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match *names {
        [one] => format!("{one} waits for itself: it makes each of these steps wait for the other"),
        [one, other] => format!("{one} and {other} wait for each other: each moves only after the other"),
        _ => format!("{} wait for one another in a circle: each moves only after the next", all_of(&names)),
    }
}

fn arrow_in_words(corpus: &Corpus, arrow: &Arrow) -> String {
    let holder = &corpus[corpus[arrow.statement].holder].name;
    format!("{holder}: “{}” only after “{}”", corpus[arrow.what].text, corpus[arrow.needs].text)
}

/// Of a wait with several ways out, those that the circle does not run through. They are all closed, since a wait with
/// an open way is in no circle.
fn other_ways(corpus: &Corpus, arrow: &Arrow) -> Option<String> {
    let ways = corpus[arrow.condition].alternatives.iter().filter(|way| way.what != arrow.needs);
    let ways: Vec<String> = ways.map(|way| format!("“{}”", corpus[way.what].text)).collect();
    let ways: Vec<&str> = ways.iter().map(String::as_str).collect();
    let closed = all_of(&ways);
    let what = &corpus[arrow.what].text;
    match ways.len() {
        0 => None,
        1 => Some(format!(
            "“{what}” could also come after {closed}, but as things stand that will not come about either"
        )),
        _ => {
            Some(format!("“{what}” could also come after {closed}, but as things stand none of these will come about"))
        }
    }
}
