//! What a check tells that an earlier one did not, and what it tells no more: for those who watch while they write.

use std::collections::BTreeMap;
use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::notice::{Notice, notices};
use super::{clean, count};
use crate::Desk;
use crate::diagnostic::Severity;
use crate::rules::Judgement;

const COME: Style = AnsiColor::Yellow.on_default();
const GONE: Style = AnsiColor::Green.on_default();

/// What was told, so that it is known again when lines have moved.
#[derive(Debug, Default)]
pub struct Told(BTreeMap<Vec<String>, Line>);

/// A problem or a finding, in a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    pub severity: Severity,
    pub text: String,
}

/// What has come and what has gone between two checks.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct News {
    pub come: Vec<Line>,
    pub gone: Vec<Line>,
}

impl Told {
    pub fn of(desk: &Desk, judgement: &Judgement) -> Told {
        let mut told = BTreeMap::new();
        for notice in notices(desk, judgement) {
            let line = Line { severity: notice.severity, text: line(&notice) };
            let identity: Vec<String> = std::iter::once(notice.name.to_owned()).chain(notice.subjects).collect();
            // Of several of one rule about the same, each is known by its number.
            let numbered = |number: usize| [identity.as_slice(), &[number.to_string()]].concat();
            let free = (1..).map(numbered).find(|identity| !told.contains_key(identity));
            told.extend(free.map(|identity| (identity, line)));
        }
        Told(told)
    }

    /// What has come and what has gone since then.
    pub fn news_since(&self, before: &Told) -> News {
        let only_in = |these: &Told, others: &Told| -> Vec<Line> {
            let is_new =
                |(identity, line): (&Vec<String>, &Line)| (!others.0.contains_key(identity)).then(|| line.clone());
            these.0.iter().filter_map(is_new).collect()
        };
        News { come: only_in(self, before), gone: only_in(before, self) }
    }

    /// The same as a text, a line each.
    pub fn since(&self, before: &Told) -> String {
        let News { come, gone } = self.news_since(before);
        let mut text = match (come.len(), gone.len()) {
            (0, 0) => return "since the last check: nothing new\n".to_owned(),
            (come, gone) => format!("since the last check: {} came, {gone} went\n", count(come, "finding")),
        };
        for (sign, style, lines) in [('+', COME, come), ('-', GONE, gone)] {
            for Line { text: line, .. } in lines {
                writeln!(text, "  {style}{sign} {line}{style:#}").expect("a string takes any text");
            }
        }
        text
    }
}

fn line(notice: &Notice<'_>) -> String {
    let weight = match notice.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    format!("{weight}[{}]: {}", notice.name, clean(notice.message))
}
