//! What changed between two days, told for somebody who was away: what moved, what was dropped, what is new, and which
//! findings came and went.

mod findings;
mod shifts;

use super::telling::{self, Line};
use super::{count, words};
use crate::analysis::difference::{Change, Difference, Shift};
use crate::corpus::{Board, Corpus, Outcome, Verdict};
use crate::date::Day;
use crate::rules::{Turnover, date_in_words as on};
use crate::{Desk, OnDay};

/// What came of comparing an earlier day with the day that the desk is about.
pub struct Comparison<'a> {
    pub before: &'a OnDay,
    pub difference: Difference<'a>,
    pub turnover: Turnover,
}

impl Comparison<'_> {
    /// The earlier day.
    pub fn from(&self) -> Day {
        self.before.standing.as_of()
    }
}

/// For a terminal or a file of plain text, in lines of about so many columns.
pub fn text(desk: &Desk, comparison: &Comparison<'_>, width: usize) -> String {
    telling::text(&outline(desk, comparison), width)
}

/// As Markdown, for a wiki or a letter.
pub fn markdown(desk: &Desk, comparison: &Comparison<'_>) -> String {
    let title = format!("What changed from {} to {}", comparison.from(), desk.standing.as_of());
    telling::markdown(&title, &outline(desk, comparison))
}

/// A part of what is told.
struct Section {
    heading: &'static str,
    /// How its number is told in the sum, such as "moved".
    sum: fn(usize) -> String,
    items: Vec<Vec<Line>>,
}

fn outline(desk: &Desk, comparison: &Comparison<'_>) -> Vec<Line> {
    let sections = sections(desk, comparison);
    let sums: Vec<String> = sections.iter().map(|section| (section.sum)(section.items.len())).collect();
    let (from, to) = (comparison.from(), desk.standing.as_of());
    let sum = if sums.is_empty() { "nothing changed".to_owned() } else { sums.join(", ") };
    let mut lines = vec![Line::Sentence(format!("From {from} to {to}: {sum}."))];
    for section in sections {
        lines.push(Line::Heading(format!("{} ({})", section.heading, section.items.len())));
        lines.extend(section.items.into_iter().flatten());
    }
    lines.extend(not_counted(comparison.difference.aside.len()));
    lines
}

/// All that there is to tell, the gravest first.
fn sections(desk: &Desk, comparison: &Comparison<'_>) -> Vec<Section> {
    let Comparison { before, difference, turnover } = comparison;
    let shifts = |is_meant: fn(&Shift) -> bool| {
        let meant = difference.shifts.iter().filter(|shift| is_meant(shift));
        meant.map(|shift| shifts::told(desk, before, shift)).collect::<Vec<_>>()
    };
    let sections = [
        Section {
            heading: "What moved",
            sum: |number| format!("{number} moved"),
            items: shifts(|shift| matches!(shift.change, Change::Moved { .. })),
        },
        Section {
            heading: "What was dropped",
            sum: |number| format!("{number} dropped"),
            items: shifts(|shift| shift.change == Change::Dropped),
        },
        Section {
            heading: "New positions",
            sum: |number| count(number, "new position"),
            items: shifts(|shift| is_new(shift) && shift.board == Board::Outcome),
        },
        Section {
            heading: "New claims",
            sum: |number| count(number, "new claim"),
            items: shifts(|shift| is_new(shift) && shift.board == Board::Fact),
        },
        Section {
            heading: "What was said again",
            sum: |number| format!("{number} said again"),
            items: shifts(|shift| shift.change == Change::SaidAgain),
        },
        Section {
            heading: "What the desk found",
            sum: |number| count(number, "verdict"),
            items: difference.verdicts.iter().map(|verdict| verdict_item(&desk.corpus, verdict)).collect(),
        },
        Section {
            heading: "Findings that appeared",
            sum: |number| format!("{} appeared", count(number, "finding")),
            items: turnover.appeared.iter().map(|judged| findings::appeared(desk, before, judged)).collect(),
        },
        Section {
            heading: "Findings that weigh otherwise",
            sum: |number| format!("{} weighed otherwise", count(number, "finding")),
            items: turnover.weighed.iter().map(|(level, judged)| findings::weighed(*level, judged)).collect(),
        },
        Section {
            heading: "Findings that went",
            sum: |number| format!("{} went", count(number, "finding")),
            items: turnover.gone.iter().map(|judged| findings::gone(desk, before, judged)).collect(),
        },
    ];
    sections.into_iter().filter(|section| !section.items.is_empty()).collect()
}

fn is_new(shift: &Shift) -> bool {
    matches!(shift.change, Change::New | Change::Joined)
}

fn verdict_item(corpus: &Corpus, verdict: &Verdict) -> Vec<Line> {
    let what = words::proposition(corpus, verdict.what);
    let found = match verdict.outcome {
        Outcome::Happened(date) => format!("{what} came about {}", on(date)),
        Outcome::DidNotHappen(date) => format!("{what}: not so, as was clear {}", on(date)),
    };
    vec![Line::Item { label: None, words: format!("{found} ({})", verdict.because) }]
}

/// Says that statements of that time are not told, since they count as nobody's own word.
fn not_counted(number: usize) -> Option<Line> {
    let (statements, counts, tells) = match number {
        0 => return None,
        1 => ("1 statement".to_owned(), "counts as nobody's own word", "it"),
        number => (format!("{number} statements"), "count as nobody's own word", "them"),
    };
    let words = format!(
        "{statements} of that time {counts}: at second hand, without a mandate, or disputed. The histories tell {tells}."
    );
    Some(Line::Sentence(words))
}
