//! Findings that came and went, each with what brought it or took it away.

use super::shifts::{how_it_went, no_longer};
use crate::analysis::difference::departure;
use crate::id::StatementId;
use crate::report::telling::Line;
use crate::report::words;
use crate::rules::{Judged, Level};
use crate::{Desk, OnDay};

/// A finding of the later day, with those of its statements that were said in between.
pub(super) fn appeared(desk: &Desk, before: &OnDay, judged: &Judged) -> Vec<Line> {
    let corpus = &desk.corpus;
    let is_new = |id: &&StatementId| corpus[**id].said.first_day() > before.standing.as_of();
    let new = judged.finding.statements.iter().filter(is_new).map(|&id| {
        let words = format!("{} ({})", words::sentence(corpus, id), words::heard(corpus, &corpus[id]));
        Line::Detail { label: Some("New"), words }
    });
    std::iter::once(item(judged)).chain(new).collect()
}

/// A finding of the earlier day, with those of its statements that hold no more.
pub(super) fn gone(desk: &Desk, before: &OnDay, judged: &Judged) -> Vec<Line> {
    let (corpus, standing) = (&desk.corpus, &desk.standing);
    let has_gone = |id: &&StatementId| before.standing.in_force(**id) && !standing.in_force(**id);
    let gone = judged.finding.statements.iter().filter(has_gone).filter_map(|&id| {
        let how = how_it_went(corpus, id, departure(corpus, standing, id)?);
        Some(Line::Detail { label: None, words: format!("{}. {how}", no_longer(corpus, id)) })
    });
    std::iter::once(item(judged)).chain(gone).collect()
}

/// A finding of both days that weighs more, or less, than it did.
pub(super) fn weighed(level: Level, judged: &Judged) -> Vec<Line> {
    let before = Line::Detail { label: None, words: format!("It was {} before.", name(level)) };
    vec![item(judged), before]
}

/// "warning[deadlock]: …", as a check tells it.
fn item(judged: &Judged) -> Line {
    let label = format!("{}[{}]", level(judged.level), judged.finding.rule.name);
    Line::Item { label: Some(label), words: judged.finding.message.clone() }
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Note | Level::Allow => "note",
    }
}

fn name(level: Level) -> &'static str {
    match level {
        Level::Deny => "an error",
        Level::Warn => "a warning",
        Level::Note => "a note",
        Level::Allow => "allowed",
    }
}
