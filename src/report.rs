//! What is told, and in which form. Reports are pure: they are handed a desk, and give back text.

mod card;
mod case;
mod clean;
pub(crate) mod family;
mod notice;
pub(crate) mod story;
mod table;
mod telling;
pub(crate) mod words;

pub mod difference;
pub mod github;
pub mod glance;
pub mod history;
pub mod html;
pub mod json;
pub mod language;
pub mod markdown;
pub mod patch;
pub mod reference;
pub mod sarif;
pub mod settlement;
pub mod since;
pub mod terminal;

pub use card::{Subject, card, names_of};
pub use case::case;
pub use clean::clean;
pub use family::news;
pub use notice::{Notice, finding_as_notice, problem_as_notice};
pub use story::exception;
pub use table::{Listing, demands_table, listing, rules_table};
pub use words::shortened;

use crate::Desk;
use crate::corpus::Anchor;
use crate::rules::{Judgement, Level};

/// How much was read, and what came of it: the numbers that every form of report ends or begins with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tally {
    pub articles: usize,
    pub statements: usize,
    pub quotes: usize,
    pub unchecked_quotes: usize,
    pub reading_problems: usize,
    pub denied: usize,
    pub warnings: usize,
    pub notes: usize,
    pub accepted: usize,
    /// Statements said after the day asked about.
    pub later: usize,
}

impl Tally {
    pub fn of(desk: &Desk, judgement: &Judgement) -> Tally {
        let corpus = &desk.corpus;
        Tally {
            articles: corpus.articles().len(),
            statements: corpus.statements().len(),
            quotes: corpus.quotes().len(),
            unchecked_quotes: corpus.quotes().iter().filter(|quote| quote.anchor == Anchor::Unchecked).count(),
            reading_problems: desk.diagnostics.len(),
            denied: judgement.count(Level::Deny),
            warnings: judgement.count(Level::Warn),
            notes: judgement.count(Level::Note),
            accepted: judgement.accepted,
            later: said_later(desk),
        }
    }

    /// Whether nothing at all is to be told but that all is well.
    pub fn is_clean(&self) -> bool {
        self.reading_problems + self.denied + self.warnings + self.notes == 0
    }

    /// Whether `check` fails: something is denied, or could not be read and so could not be checked.
    pub fn fails(&self) -> bool {
        self.reading_problems + self.denied > 0
    }

    /// What was read: "52 statements in 3 articles".
    pub fn read(&self) -> String {
        let (statements, articles) = (count(self.statements, "statement"), count(self.articles, "article"));
        format!("{statements} in {articles}")
    }

    /// What came of it: "1 denied, 2 warnings, 4 notes; 2 accepted; 5 quotes unchecked".
    pub fn outcome(&self) -> String {
        let weighed = [
            (self.reading_problems > 0).then(|| count(self.reading_problems, "reading problem")),
            (self.denied > 0).then(|| format!("{} denied", self.denied)),
            (self.warnings > 0).then(|| count(self.warnings, "warning")),
            (self.notes > 0).then(|| count(self.notes, "note")),
        ];
        let weighed = weighed.into_iter().flatten().collect::<Vec<_>>().join(", ");
        let parts = [
            if weighed.is_empty() { "nothing to report".to_owned() } else { weighed },
            if self.accepted > 0 { format!("{} accepted", self.accepted) } else { String::new() },
            if self.unchecked_quotes > 0 {
                format!("{} unchecked", count(self.unchecked_quotes, "quote"))
            } else {
                String::new()
            },
        ];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
    }
}

/// How many statements were said after the day asked about.
fn said_later(desk: &Desk) -> usize {
    let as_of = desk.standing.as_of();
    desk.corpus.statements().iter().filter(|statement| statement.said.first_day() > as_of).count()
}

/// Says that statements were said after the day asked about, since they are otherwise missed in silence; nothing where
/// there are none.
pub fn told_later(desk: &Desk) -> Option<String> {
    let (later, as_of) = (said_later(desk), desk.standing.as_of());
    let (were, do_not) = if later == 1 { ("was", "does not") } else { ("were", "do not") };
    let statements = count(later, "statement");
    (later > 0).then(|| format!("{statements} {were} said after {as_of}, the day asked about, and {do_not} count yet"))
}

/// A number with its noun: "1 quote", "2 quotes".
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// A sentence with its first letter in upper case.
pub(crate) fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
