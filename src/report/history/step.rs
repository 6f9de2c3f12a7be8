//! A step of a history as a sentence: a word for what it is, who did what, and what had been said before. The proposition
//! stands above the steps, and is "it" here.

use crate::analysis::history::{End, Event, Reason, Step, Turn};
use crate::corpus::{Basis, Board, Corpus, Firmness, Outcome, Verb, Verdict};
use crate::date::{PartialDate, Precision};
use crate::id::StatementId;
use crate::moves::Way;
use crate::report::{count, words};
use crate::rules::date_in_words as on;
use crate::standing::{Aside, Beside, Order, order};

/// A step in words, with the word that stands before them.
pub(crate) fn told(corpus: &Corpus, board: Board, step: &Step<'_>) -> (Option<&'static str>, String) {
    match &step.event {
        Event::Said { statement, turn } => said(corpus, *statement, turn),
        Event::Reaffirmed { statement, held } => reaffirmed(corpus, *statement, *held),
        Event::Aside { statement, why } => aside(corpus, *statement, *why),
        Event::Lapsed { statement, end } => lapsed(corpus, *statement, *end),
        Event::FellDue { statement, kept } => fell_due(corpus, *statement, *kept),
        Event::Verdict(found) => (Some("The desk's verdict"), verdict(board, found)),
    }
}

/// A step in one line: "Reversed: Ukraine accepted it. On 2025-01-20 it had been rejected."
pub(in crate::report) fn sentence(corpus: &Corpus, board: Board, step: &Step<'_>) -> String {
    let (label, words) = told(corpus, board, step);
    label.map(|label| format!("{label}: ")).unwrap_or_default() + &words
}

/// The word for a change.
pub(in crate::report) fn label(way: Way) -> &'static str {
    match way {
        Way::Reversed => "Reversed",
        Way::Hardened => "Hardened",
        Way::Softened => "Softened",
        Way::WentFurther => "Went further",
        Way::SteppedBack => "Stepped back",
        Way::Reworded => "In other terms",
        Way::TwoVoices => "Two voices",
    }
}

fn said(corpus: &Corpus, id: StatementId, turn: &Turn) -> (Option<&'static str>, String) {
    let did = clause(corpus, id);
    match turn {
        Turn::First => (None, format!("{did}.")),
        Turn::Again(earlier) => again(corpus, *earlier, id),
        Turn::Moved { from, back_to } => {
            let label = from.first().map(|(way, _)| label(*way));
            let before = from.iter().map(|&(way, earlier)| departed(corpus, way, earlier, id));
            let back_to = back_to.map(|old| format!("This goes back to what was said {}.", on(corpus[old].said)));
            let freely = from.iter().any(|(_, earlier)| corpus[*earlier].is_conditional());
            let freely = if freely && !corpus[id].is_conditional() { ", without a condition" } else { "" };
            let sentences = std::iter::once(format!("{did}{freely}.")).chain(before).chain(back_to);
            (label, sentences.collect::<Vec<_>>().join(" "))
        }
        Turn::Beside(other, reason) => beside(corpus, *other, id, *reason),
        Turn::Anew(ended) => {
            let ended = on(corpus[*ended].said);
            (Some("Anew"), format!("{did}. What had been said {ended} no longer held."))
        }
    }
}

/// What somebody did: "Russia demanded it from Ukraine, only if “…”".
fn clause(corpus: &Corpus, id: StatementId) -> String {
    let statement = &corpus[id];
    let until = statement.until.map(|until| format!(", until {until}")).unwrap_or_default();
    let terms = words::terms(corpus, id);
    format!("{} {} it{terms}{until}", corpus[statement.holder].name, statement.verb.past())
}

/// What had been done before: "rejected by Volodymyr Zelensky, unless “…”". The voice is told where another one is heard
/// now, and the lack of conditions where there are some now.
fn participle(corpus: &Corpus, earlier: StatementId, now: StatementId) -> String {
    let (old, new) = (&corpus[earlier], &corpus[now]);
    let by = old.voice.filter(|_| old.speaker() != new.speaker());
    let by = by.map(|voice| format!(" by {}", corpus[voice].name)).unwrap_or_default();
    let freely = if new.is_conditional() && !old.is_conditional() { ", without a condition" } else { "" };
    format!("{}{by}{}{freely}", old.verb.past(), words::terms(corpus, earlier))
}

/// From what a statement departs: "On 2025-01-20 it had been supported."
pub(in crate::report) fn departed(corpus: &Corpus, way: Way, earlier: StatementId, now: StatementId) -> String {
    let (old, new) = (&corpus[earlier], &corpus[now]);
    let had_been = format!("it had been {}", participle(corpus, earlier, now));
    if way == Way::TwoVoices {
        let soon = days_between(old.said, new.said).map(|days| format!("only {} before, ", count(days, "day")));
        return format!(
            "{} {had_been}; so soon, this counts as mixed signals, and not yet as a change.",
            capitalised_on(soon, old.said)
        );
    }
    // Where firmness was noted only once, the other article may just have been silent about it.
    let firmness = match (old.firmness, new.firmness, way) {
        (Some(Firmness::Open), Some(Firmness::Firm), _) => " It was open then, and is firm now.",
        (Some(Firmness::Firm), Some(Firmness::Open), _) => " It was firm then, and is open now.",
        (None, Some(Firmness::Firm), Way::Reworded) => " It is noted as firm now.",
        (None, Some(Firmness::Open), Way::Reworded) => " It is noted as open now.",
        (Some(Firmness::Firm), None, Way::Reworded) => " It was noted as firm then.",
        (Some(Firmness::Open), None, Way::Reworded) => " It was noted as open then.",
        _ => "",
    };
    let alike = way == Way::Reworded && old.is_positive() != new.is_positive();
    let alike = if alike { " Both ask for the same." } else { "" };
    format!("{} {had_been}.{firmness}{alike}", capitalised_on(None, old.said))
}

/// "On 2025-01-20", or "Only 3 days before, on 2025-01-20,".
fn capitalised_on(soon: Option<String>, date: PartialDate) -> String {
    match soon {
        Some(soon) => crate::report::capitalised(&format!("{soon}{},", on(date))),
        None => crate::report::capitalised(&on(date)),
    }
}

fn days_between(earlier: PartialDate, later: PartialDate) -> Option<usize> {
    let is_exact = [earlier, later].iter().all(|date| date.precision() == Precision::Day);
    is_exact.then(|| later.first_day().days_since(earlier.first_day())).and_then(|days| usize::try_from(days).ok())
}

fn again(corpus: &Corpus, earlier: StatementId, id: StatementId) -> (Option<&'static str>, String) {
    let (old, new) = (&corpus[earlier], &corpus[id]);
    let did = clause(corpus, id);
    match order(old, new) {
        Order::Together => (Some("The same day"), format!("{did}, too.")),
        Order::Unclear => (None, format!("{did}, too; whether before or after {} cannot be told.", old.said)),
        Order::Before | Order::After => {
            let by = new.voice.filter(|_| old.speaker() != new.speaker());
            let by = by.map(|voice| format!(", this time by {}", corpus[voice].name)).unwrap_or_default();
            (Some("Said again"), format!("{did}{by}."))
        }
    }
}

fn beside(corpus: &Corpus, other: StatementId, id: StatementId, reason: Reason) -> (Option<&'static str>, String) {
    let did = clause(corpus, id);
    match reason {
        Reason::Weight(Beside::WeakSource) if corpus[id].basis == Basis::Inferred => {
            (Some("By a reading"), format!("{did}. A reading does not unsay what was said in so many words."))
        }
        Reason::Weight(Beside::WeakSource) => {
            (Some("Without a name"), format!("{did}. A source without a name does not unsay what was said by name."))
        }
        Reason::Weight(Beside::Threat) if corpus[id].verb == Verb::Threatens => {
            (None, format!("{did}. A threat stands beside what was said before."))
        }
        Reason::Weight(Beside::Threat) => {
            (None, format!("{did}. The threat made {} stands beside it.", on(corpus[other].said)))
        }
        Reason::Weight(Beside::Bargain) => (Some("One more bargain"), format!("{did}.")),
        Reason::SameDay => (Some("The same day"), format!("{did}.")),
        Reason::UnclearOrder => {
            let (other, then) = (participle(corpus, other, id), on(corpus[other].said));
            let whether = format!("Whether that was before or after it was {other}, {then}, cannot be told.");
            (Some("Order unclear"), format!("{did}. {whether}"))
        }
    }
}

fn reaffirmed(corpus: &Corpus, id: StatementId, held: bool) -> (Option<&'static str>, String) {
    let did = format!("{}.", clause(corpus, id));
    let too_late = " By then it no longer held; where it came back, it wants a statement of its own.";
    (Some("Said again"), did + if held { "" } else { too_late })
}

fn aside(corpus: &Corpus, id: StatementId, why: Aside) -> (Option<&'static str>, String) {
    let statement = &corpus[id];
    let did = clause(corpus, id);
    match why {
        Aside::Hearsay => {
            let source = statement.according_to.map_or("others", |source| &corpus[source].name);
            let words = format!("according to {source}, {did}. This does not count as the holder's own word.");
            (Some("Second-hand"), words)
        }
        Aside::NoMandate => {
            let voice = &corpus[statement.speaker()].name;
            let words = format!("{did}, by {voice}. This does not count as the holder's own word.");
            (Some("Without a mandate"), words)
        }
        Aside::Disputed => {
            let words =
                format!("by one report {did}; another report of the same says the opposite. Neither counts yet.");
            (Some("Disputed"), words)
        }
        Aside::NotYetSaid => (Some("Not yet said"), format!("{did}.")),
    }
}

fn lapsed(corpus: &Corpus, id: StatementId, end: End) -> (Option<&'static str>, String) {
    let statement = &corpus[id];
    match end {
        End::Expressly => {
            let terms = words::terms(corpus, id);
            (Some("Lapsed"), format!("it had been {}{terms}, until then.", statement.verb.past()))
        }
        End::WithHolder => {
            (Some("Ended"), format!("{} ceased to be, and what it had said with it.", corpus[statement.holder].name))
        }
    }
}

fn fell_due(corpus: &Corpus, id: StatementId, kept: bool) -> (Option<&'static str>, String) {
    let conditions: String = words::conditions(corpus, id).iter().map(|condition| format!(", {condition}")).collect();
    let open = if kept { "" } else { " Nothing says that it came about." };
    (Some("Due"), format!("it had been promised by then{conditions}.{open}"))
}

fn verdict(board: Board, verdict: &Verdict) -> String {
    let found = match (verdict.outcome, board) {
        (Outcome::Happened(_), Board::Outcome) => "it came about",
        (Outcome::DidNotHappen(_), Board::Outcome) => "it did not come about",
        (Outcome::Happened(_), Board::Fact) => "it is so",
        (Outcome::DidNotHappen(_), Board::Fact) => "it is not so",
    };
    format!("{found} ({}).", verdict.because)
}
