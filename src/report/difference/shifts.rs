//! What changed in one holder's word on one thing, as an item of the report.

use crate::analysis::difference::{Change, Departure, Shift};
use crate::analysis::history::End;
use crate::corpus::Corpus;
use crate::date::PartialDate;
use crate::id::StatementId;
use crate::moves::Way;
use crate::report::history::step::{departed, label};
use crate::report::telling::Line;
use crate::report::words;
use crate::rules::date_in_words as on;
use crate::standing::restates;
use crate::{Desk, OnDay};

/// A shift, with the words that it rests on.
pub(super) fn told(desk: &Desk, before: &OnDay, shift: &Shift) -> Vec<Line> {
    let corpus = &desk.corpus;
    match shift.change {
        Change::Moved { way, from, to } => {
            let others = others(corpus, shift, from, to).flat_map(|id| came(desk, before, Some(BESIDE), id));
            moved(corpus, shift, way, from, to).into_iter().chain(others).collect()
        }
        Change::Dropped => shift.went.iter().flat_map(|&(id, departure)| dropped(corpus, id, departure)).collect(),
        Change::New => first_of_each(corpus, &shift.came).flat_map(|id| came(desk, before, None, id)).collect(),
        Change::Joined => {
            first_of_each(corpus, &shift.came).flat_map(|id| came(desk, before, Some(BESIDE), id)).collect()
        }
        Change::SaidAgain => said_again(corpus, shift),
    }
}

/// Of what came on the same terms, the first.
fn first_of_each<'a>(corpus: &'a Corpus, came: &'a [StatementId]) -> impl Iterator<Item = StatementId> + 'a {
    let is_first = |&index: &usize| !came[..index].iter().any(|&earlier| restates(corpus, earlier, came[index]));
    (0..came.len()).filter(is_first).map(|index| came[index])
}

/// The word for a further position of a holder that had one.
const BESIDE: &str = "Beside what it said before";

/// What is said now, and what was said before.
fn moved(corpus: &Corpus, shift: &Shift, way: Way, from: StatementId, to: StatementId) -> Vec<Line> {
    let mut then = departed(corpus, way, from, to);
    let went = shift.went.iter().find(|(id, _)| *id == from);
    if let Some((_, departure @ (Departure::Ended(..) | Departure::Disputed))) = went {
        then += &format!(" {}", how_it_went(corpus, from, *departure));
    }
    let item = Line::Item { label: Some(label(way).to_owned()), words: words::sentence(corpus, to) };
    vec![item, evidence(corpus, to), Line::Detail { label: None, words: then }, evidence(corpus, from)]
}

/// What else came beside the one that is told as the move, on terms that neither of the two has.
fn others<'a>(
    corpus: &'a Corpus,
    shift: &'a Shift,
    from: StatementId,
    to: StatementId,
) -> impl Iterator<Item = StatementId> + 'a {
    let says_the_same = move |a, b| restates(corpus, a, b) || restates(corpus, b, a);
    first_of_each(corpus, &shift.came).filter(move |&id| !says_the_same(id, to) && !says_the_same(id, from))
}

fn came(desk: &Desk, before: &OnDay, label: Option<&str>, id: StatementId) -> Vec<Line> {
    let corpus = &desk.corpus;
    let label = label.map(str::to_owned);
    let mut lines = vec![Line::Item { label, words: words::sentence(corpus, id) }, evidence(corpus, id)];
    if before.standing.is_own(id) {
        let words = "What had taken its place is disputed, so that it stands again.".to_owned();
        lines.push(Line::Detail { label: None, words });
    }
    lines
}

fn dropped(corpus: &Corpus, id: StatementId, departure: Departure) -> Vec<Line> {
    let how = Line::Detail { label: None, words: how_it_went(corpus, id, departure) };
    vec![Line::Item { label: None, words: no_longer(corpus, id) }, how, evidence(corpus, id)]
}

/// "Russia no longer demands “…” from Ukraine".
pub(super) fn no_longer(corpus: &Corpus, id: StatementId) -> String {
    let statement = &corpus[id];
    let holder = &corpus[statement.holder];
    let verb = if holder.is_plural() { statement.verb.plural() } else { statement.verb.phrase() };
    let (what, terms) = (words::proposition(corpus, statement.what), words::terms(corpus, id));
    format!("{} no longer {verb} {what}{terms}", holder.name)
}

/// Why a statement holds no more.
pub(super) fn how_it_went(corpus: &Corpus, id: StatementId, departure: Departure) -> String {
    match departure {
        Departure::Superseded(by) => {
            format!("Another took its place {}: {}.", on(corpus[by].said), words::sentence(corpus, by))
        }
        Departure::Ended(date, End::Expressly) => format!("It was meant to hold until {date}."),
        Departure::Ended(date, End::WithHolder) => {
            format!("{} ceased to be {}.", corpus[corpus[id].holder].name, on(date))
        }
        Departure::Disputed => "Another report of the same says the opposite, so that neither counts yet.".to_owned(),
    }
}

/// The position, and the days on which it was said again; the latest words are shown.
fn said_again(corpus: &Corpus, shift: &Shift) -> Vec<Line> {
    let noted = shift.reaffirmed.iter().copied();
    let said = shift.came.iter().map(|&id| (id, corpus[id].said));
    let mut days: Vec<(StatementId, PartialDate)> = said.chain(noted).collect();
    days.sort_by_key(|&(id, date)| (date.first_day(), date.last_day(), id));
    let latest = shift.came.last().or(shift.reaffirmed.first().map(|(id, _)| id));
    let Some(&latest) = latest else { return Vec::new() };
    let mut dates: Vec<String> = days.iter().map(|(_, date)| on(*date)).collect();
    dates.dedup();
    let was_left = shift.went.iter().any(|(_, departure)| matches!(departure, Departure::Superseded(_)));
    let was_left = if was_left { " In between, another position had taken its place." } else { "" };
    let again = Line::Detail { label: Some("Said again"), words: format!("{}.{was_left}", dates.join(", ")) };
    vec![Line::Item { label: None, words: words::sentence(corpus, latest) }, again, evidence(corpus, latest)]
}

/// The words that a statement rests on, with who was heard, when and where.
pub(super) fn evidence(corpus: &Corpus, id: StatementId) -> Line {
    let quotes = corpus.quotes_of(id).map(|(_, quote)| quote.exact.to_string()).collect();
    Line::Evidence { quotes, source: Some(words::heard(corpus, &corpus[id])) }
}
