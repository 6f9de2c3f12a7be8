//! Two who speak for one holder say different things within a short time.
//!
//! Two voices with a mandate differ when they take opposite sides of one thing (preferences and threats count too), or
//! of two things that exclude each other by the constraints of the codebook; or when both offer the same on other
//! conditions. It is told when no more than `mixed_signals_days` lie between them (30, where the settings say nothing), or
//! between days on which they were said again (`reaffirmed`): after that, the later statement is a change of position
//! (`reversal`) or, on a related matter, a contradiction (`contradictory-position`). Dates that are too coarse to tell
//! which was first count where they come that near.
//!
//! Nothing is told where one voice had come round before the other spoke, where "no, unless …" meets "yes, only if …"
//! on the same terms, and where two offers, or two bargains about one thing, stand side by side (a menu). A holder that
//! is quoted without a `via` is a voice of its own.
//!
//! ```ron
//! statements: [
//!     Demands(who: "usa", via: "rubio", from: ["russia"], what: "ceasefire", said: "2025-03-01", quote: "…"),
//!     Opposes(who: "usa", via: "witkoff", what: "ceasefire", said: "2025-03-09", quote: "…"),
//! ],
//! ```
//!
//! That a government speaks with two tongues is news. Check that each had the right to speak for it (`mandates`), and
//! that both spoke about the same thing.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::pairs::{self, Memory};
use super::words::{object, quoted, said_here, terms};
use super::{Check, Context, Finding, Level, Rule};
use crate::background::{Background, stance};
use crate::corpus::{Corpus, Force};
use crate::id::{ActorId, StatementId};
use crate::logic::literal::Literal;
use crate::moves;
use crate::standing::{Own, same_conditions};

pub(super) static RULE: Rule = Rule {
    name: "mixed-signals",
    summary: "two who speak for one holder say different things within a short time",
    level: Level::Warn,
    is_pedantic: false,
    source: include_str!("mixed_signals.rs"),
    check: Check::Corpus(check),
};

/// What was said last, and what was said last by another voice than that one's.
#[derive(Clone, Copy, Default)]
struct Latest {
    last: Option<StatementId>,
    by_another: Option<StatementId>,
}

impl Latest {
    fn note(&mut self, corpus: &Corpus, id: StatementId) {
        if self.last.is_some_and(|last| corpus[last].speaker() != corpus[id].speaker()) {
            self.by_another = self.last;
        }
        self.last = Some(id);
    }

    /// The last statement that somebody else made.
    fn not_by(self, corpus: &Corpus, speaker: ActorId) -> Option<StatementId> {
        [self.last, self.by_another].into_iter().flatten().find(|&id| corpus[id].speaker() != speaker)
    }
}

/// When each voice last said what: its place in the timeline, and the statement.
type LastWords = FxHashMap<(ActorId, Literal), (usize, StatementId)>;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let background = context.background;
    let pairs = pairs::timelines(context, |own| where_voices_may_differ(background, own))
        .flat_map_iter(|timeline| pairs_in(context, &timeline));
    pairs.map(|(earlier, later)| finding(context, earlier, later)).collect()
}

/// The statements of a holder with several voices that are opposed somewhere, or that offer one thing more than once.
fn where_voices_may_differ(background: &Background, own: &[Own]) -> Vec<Own> {
    if own.iter().all(|one| one.speaker == own[0].speaker) {
        return Vec::new();
    }
    let mut suspects = pairs::opposed_among(background, own, |own| [own.stance()]);
    let is_offer = |own: &&Own| own.verb.force() == Force::May;
    // The holder's own come slot by slot.
    let slots = own.chunk_by(|a, b| a.what == b.what && a.verb.board() == b.verb.board());
    for slot in slots.filter(|slot| slot.iter().filter(is_offer).nth(1).is_some()) {
        suspects.extend(slot);
    }
    suspects.sort_unstable_by_key(|own| own.id);
    suspects.dedup_by_key(|own| own.id);
    suspects
}

/// The pairs of voices that differ in what was said for a holder on one board: for each statement, the last one that it
/// differs from, for each thing that it excludes.
fn pairs_in(context: &Context<'_>, timeline: &[Own]) -> Vec<(StatementId, StatementId)> {
    let &Context { corpus, background, .. } = context;
    let mut latest: Memory<Literal, Latest> = Memory::new();
    let mut last_words = LastWords::default();
    let mut pairs = Vec::new();
    for (index, own) in timeline.iter().enumerate() {
        let (&Own { id: later, speaker, .. }, said, force) = (own, own.stance(), own.verb.force());
        let by_others = |latest: &Latest| latest.not_by(corpus, speaker);
        let opposed = pairs::opposed_to(background, said).flat_map(|opposed| latest.against(opposed, force));
        let same_offer = latest.of(said, Force::May);
        for earlier in opposed.chain(same_offer).filter_map(by_others) {
            if differ(context, earlier, later) && is_news(corpus, &last_words, earlier, later) {
                pairs.push((earlier, later));
            }
        }
        latest.entry(said, force).note(corpus, later);
        last_words.insert((speaker, said), (index, later));
    }
    pairs
}

/// Whether two statements that may be mixed signals are. Through the constraints, a threat with an `unless` is no other
/// side: it is what happens if the wish behind it is not granted.
fn differ(context: &Context<'_>, earlier: StatementId, later: StatementId) -> bool {
    let (corpus, window) = (context.corpus, context.window());
    let then = corpus[later].said.first_day();
    if corpus[earlier].what == corpus[later].what {
        let has_lapsed = corpus[earlier].until.is_some_and(|until| until.last_day() < then);
        return !has_lapsed && moves::are_mixed_signals(corpus, earlier, later, window);
    }
    if !context.standing.stood_on(earlier, then) {
        return false;
    }
    let is_threat = |id: StatementId| corpus[id].verb.force() == Force::Threat && corpus[id].is_conditional();
    !is_threat(earlier) && !is_threat(later) && moves::come_from_two_voices(corpus, earlier, later, window)
}

/// Whether, since the earlier statement, neither its voice has come round nor the other has said the same already.
fn is_news(corpus: &Corpus, last_words: &LastWords, earlier: StatementId, later: StatementId) -> bool {
    let said = stance(&corpus[later]);
    let place = |id: StatementId| last_words[&(corpus[id].speaker(), stance(&corpus[id]))].0;
    let since = |speaker: ActorId| last_words.get(&(speaker, said)).filter(|(index, _)| *index > place(earlier));
    since(corpus[earlier].speaker()).is_none()
        && since(corpus[later].speaker()).is_none_or(|&(_, before)| !same_conditions(corpus, before, later))
}

fn finding(context: &Context<'_>, earlier: StatementId, later: StatementId) -> Finding {
    let &Context { corpus, background, .. } = context;
    let place = |id: StatementId| corpus[id].place(|at| at.verb);
    let reasons = background.exclusion(corpus, stance(&corpus[earlier]), stance(&corpus[later]));
    Finding::new(&RULE, place(later), message(corpus, earlier, later))
        .at(said_here(corpus, later))
        .with_label(place(earlier), said_here(corpus, earlier))
        .linked_by(corpus, reasons)
        .resting_on(corpus, &[earlier, later])
        .with_help("check that both had a mandate that day, and that they spoke about the same thing")
        .sourced(context)
}

fn message(corpus: &Corpus, earlier: StatementId, later: StatementId) -> String {
    let clause = |id: StatementId, object: String| {
        let statement = &corpus[id];
        format!("{} {object}", corpus.clause(statement.speaker(), statement.verb))
    };
    let first = clause(earlier, quoted(corpus, corpus[earlier].what));
    let second = clause(later, object(corpus, earlier, later));
    let on_terms = match stance(&corpus[earlier]) == stance(&corpus[later]) {
        true => format!(" {}", on_other_terms(corpus, earlier, later)),
        false => String::new(),
    };
    format!("{} speaks with two voices: {first}, and {second}{on_terms}", corpus[corpus[later].holder].name)
}

/// How the later of two offers differs from the earlier.
fn on_other_terms(corpus: &Corpus, earlier: StatementId, later: StatementId) -> String {
    if !corpus[later].is_conditional() {
        return "without a condition".to_owned();
    }
    match moves::new_conditions(corpus, earlier, later).next() {
        Some(condition) => terms(corpus, condition),
        None => "with fewer conditions".to_owned(),
    }
}
