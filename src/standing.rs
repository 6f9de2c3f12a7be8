//! Which statements stand, and for how long: whose they are, what superseded them, when they were last said.
//!
//! Computed once for a corpus and the day that is asked about, and read by every rule (SEMANTICS.md, 1.7 and 1.8).
//!
//! A statement counts as its holder's *own* when nobody else attributes it (`according_to`), when its voice had a
//! mandate on that day, and when it had been said by the day asked about. Own statements fill slots: (holder,
//! proposition, board). Within a slot a later statement supersedes an earlier one, and *later* means that their dates
//! can be told apart: "2025" is not before "2025-06".

mod succession;

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

pub use succession::{Beside, beside, is_bargain, restates};

use crate::background::literal;
use crate::corpus::{Board, Corpus, Firmness, Outcome, Statement, Verb, Verdict, VoiceStanding};
use crate::date::{Day, Interval, PartialDate, Precision};
use crate::id::{ActorId, PropositionId, StatementId};
use crate::logic::literal::Literal;

/// What stands on a day.
#[derive(Debug)]
pub struct Standing {
    as_of: Day,
    entries: Vec<Entry>,
    /// Own statements, sorted by slot, first day and id.
    own: Vec<Own>,
    /// The slots that are filled, and where in `own` the statements of each begin.
    slots: Vec<(Slot, usize)>,
    /// Pairs of reports of one utterance that say the opposite of each other.
    disputed_reports: Vec<(StatementId, StatementId)>,
    /// For each proposition, whether the desk says that it has happened.
    has_happened: Vec<bool>,
}

/// What statements of one kind fill: whose they are, on what, and whether they say what shall be or what is.
type Slot = (ActorId, PropositionId, Board);

/// An own statement with what nearly every rule asks of it. These stand side by side, slot by slot, since a rule that
/// looked up each of a million statements in the corpus would spend its time waiting for memory.
#[derive(Clone, Copy, Debug)]
pub struct Own {
    pub id: StatementId,
    pub holder: ActorId,
    pub what: PropositionId,
    /// Who is heard: the voice, or the holder itself.
    pub speaker: ActorId,
    pub said: PartialDate,
    /// The last day on which it is presumed to hold.
    pub ends: Day,
    /// The last day on which it was said, said again, or expressly meant to hold.
    attested_until: Day,
    superseded_by: Option<StatementId>,
    pub verb: Verb,
    pub is_conditional: bool,
    firmness: Option<Firmness>,
    is_weak: bool,
}

impl Own {
    /// The side that it takes, as a literal.
    pub fn stance(&self) -> Literal {
        literal(self.what, self.verb.is_positive())
    }

    fn slot(&self) -> Slot {
        (self.holder, self.what, self.verb.board())
    }

    /// A number by which own statements are sorted: by slot, first day and id.
    fn key(&self) -> u128 {
        let day = self.said.first_day().days_since(Day::MIN);
        let number = |index: usize, bits: u32| (index as u128) << bits;
        number(self.holder.index(), 97)
            | number(self.what.index(), 65)
            | number(usize::from(self.verb.board() == Board::Fact), 64)
            | number(day as usize, 32)
            | number(self.id.index(), 0)
    }
}

/// What is known of any statement, own or not.
#[derive(Clone, Debug)]
struct Entry {
    is_own: bool,
    attested_until: Day,
    ends: Day,
    superseded_by: Option<StatementId>,
}

/// Why a statement does not count as its holder's own word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Aside {
    /// It was said after the day asked about.
    NotYetSaid,
    /// Somebody else says that the holder holds it.
    Hearsay,
    /// Its voice had no mandate on that day.
    NoMandate,
    /// Another report of the same utterance says the opposite.
    Disputed,
}

/// How two statements lie in time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Order {
    Before,
    After,
    /// Of one day, or of one article that gives them the same date.
    Together,
    /// Their dates are too coarse to tell.
    Unclear,
}

impl Standing {
    pub fn new(corpus: &Corpus, as_of: Day) -> Standing {
        let (mut entries, mut own) = (Vec::new(), Vec::new());
        let statements = corpus.statements().par_iter().enumerate();
        let looked_at = statements.map(|(index, statement)| look_at(corpus, StatementId::new(index), statement, as_of));
        looked_at.unzip_into_vecs(&mut entries, &mut own);
        let disputed_reports = set_disputed_reports_aside(corpus, &mut entries);
        let (own, slots) = put_in_order(&own, &entries);
        let has_happened = what_happened(corpus, as_of);
        let mut standing = Standing { as_of, entries, own, slots, disputed_reports, has_happened };
        standing.supersede(corpus);
        standing
    }

    /// The day that is asked about.
    pub fn as_of(&self) -> Day {
        self.as_of
    }

    /// Whether it counts as its holder's own word.
    pub fn is_own(&self, id: StatementId) -> bool {
        self.entries[id.index()].is_own
    }

    /// Why it does not count as its holder's own word; nothing where it does.
    pub fn aside(&self, corpus: &Corpus, id: StatementId) -> Option<Aside> {
        let disputed = || (!self.is_own(id)).then_some(Aside::Disputed);
        Aside::by_itself(corpus, &corpus[id], self.as_of).or_else(disputed)
    }

    /// Whether it is its holder's own and holds on the day asked about.
    pub fn in_force(&self, id: StatementId) -> bool {
        let entry = &self.entries[id.index()];
        entry.is_own && entry.ends >= self.as_of
    }

    /// Whether it is its holder's own and had not ended before a day.
    pub fn stood_on(&self, id: StatementId, day: Day) -> bool {
        let entry = &self.entries[id.index()];
        entry.is_own && entry.ends >= day
    }

    /// The days on which it is certainly said and presumed to hold.
    pub fn interval(&self, corpus: &Corpus, id: StatementId) -> Interval {
        Interval { from: Some(corpus[id].said.last_day()), until: Some(self.entries[id.index()].ends) }
    }

    /// The statement of the same slot that took its place.
    pub fn superseded_by(&self, id: StatementId) -> Option<StatementId> {
        self.entries[id.index()].superseded_by
    }

    /// Whether two own statements certainly hold on a common day.
    pub fn overlap(&self, corpus: &Corpus, a: StatementId, b: StatementId) -> bool {
        match order(&corpus[a], &corpus[b]) {
            Order::Together => true,
            _ => {
                let begins = corpus[a].said.last_day().max(corpus[b].said.last_day());
                begins <= self.entries[a.index()].ends.min(self.entries[b.index()].ends)
            }
        }
    }

    /// Whether all were said, or said again, in overlapping time; otherwise some of them is only presumed to hold still
    /// when the last was said.
    pub fn attested(&self, corpus: &Corpus, ids: &[StatementId]) -> bool {
        let Some(latest) = ids.iter().map(|&id| corpus[id].said.first_day()).max() else { return true };
        ids.iter().all(|&id| self.entries[id.index()].attested_until >= latest)
    }

    /// Each slot's own statements, earliest first; slots in the order of holders and propositions.
    pub fn slots(&self) -> impl Iterator<Item = &[Own]> {
        (0..self.slots.len()).map(|slot| &self.own[self.range(slot..slot + 1)])
    }

    /// A holder's own statements on a proposition, earliest first.
    pub fn slot(&self, holder: ActorId, what: PropositionId, board: Board) -> &[Own] {
        match self.slots.binary_search_by_key(&(holder, what, board), |&(slot, _)| slot) {
            Ok(slot) => &self.own[self.range(slot..slot + 1)],
            Err(_) => &[],
        }
    }

    /// Each holder's own statements, slot by slot.
    pub fn holders(&self) -> impl Iterator<Item = (ActorId, &[Own])> {
        let mut first = 0;
        self.slots.chunk_by(|((a, ..), _), ((b, ..), _)| a == b).map(move |slots| {
            let own = self.range(first..first + slots.len());
            first += slots.len();
            let ((holder, ..), _) = slots[0];
            (holder, &self.own[own])
        })
    }

    /// Where in `own` the statements of some neighbouring slots stand.
    fn range(&self, slots: Range<usize>) -> Range<usize> {
        let start = |slot: usize| self.slots.get(slot).map_or(self.own.len(), |&(_, start)| start);
        start(slots.start)..start(slots.end)
    }

    /// Own statements on a board that are in force on the day asked about, by holder and proposition.
    pub fn in_force_on(&self, board: Board) -> impl Iterator<Item = &Own> {
        self.own.iter().filter(move |own| own.verb.board() == board && own.ends >= self.as_of)
    }

    /// Whether a verdict of the desk says that it had happened by the day asked about.
    pub fn has_happened(&self, what: PropositionId) -> bool {
        self.has_happened[what.index()]
    }

    /// The verdicts that say that something had happened by the day asked about, as places in [`Corpus::verdicts`]; of
    /// several on one thing, the first.
    pub fn happened(&self, corpus: &Corpus) -> impl Iterator<Item = usize> {
        let mut known = FxHashSet::default();
        let says_so = |(_, verdict): &(usize, &Verdict)| matches!(verdict.outcome, Outcome::Happened(date) if date.first_day() <= self.as_of);
        let happened = corpus.verdicts().iter().enumerate().filter(says_so);
        happened.filter(move |(_, verdict)| known.insert(verdict.what)).map(|(place, _)| place)
    }

    /// Pairs of reports of one utterance that say the opposite of each other. They count as nobody's own.
    pub fn disputed_reports(&self) -> &[(StatementId, StatementId)] {
        &self.disputed_reports
    }

    /// Finds what superseded what, slot by slot.
    fn supersede(&mut self, corpus: &Corpus) {
        self.own.par_chunk_by_mut(|a, b| a.slot() == b.slot()).for_each(|slot| succession::settle(corpus, slot));
        for &Own { id, attested_until, ends, superseded_by, .. } in &self.own {
            self.entries[id.index()] = Entry { is_own: true, attested_until, ends, superseded_by };
        }
    }
}

/// What a statement says by itself, whatever else was said.
fn look_at(corpus: &Corpus, id: StatementId, statement: &Statement, as_of: Day) -> (Entry, Own) {
    let &Statement { holder, what, said, verb, firmness, .. } = statement;
    let ends = [statement.until, corpus[holder].until].into_iter().flatten().map(|date| date.last_day());
    let ends = ends.min().unwrap_or(Day::MAX);
    let said_again = statement.reaffirmed().iter().map(|date| date.last_day()).filter(|&day| day <= as_of).max();
    let expressly = statement.until.map(|date| date.last_day());
    let attested = [Some(said.last_day()), said_again, expressly].into_iter().flatten().max();
    let attested_until = attested.map_or(ends, |day| day.min(ends));
    let is_own = Aside::by_itself(corpus, statement, as_of).is_none();
    let (speaker, is_conditional) = (statement.speaker(), statement.is_conditional());
    let (is_weak, superseded_by) = (statement.basis.is_weak(), None);
    (
        Entry { is_own, attested_until, ends, superseded_by },
        Own {
            id,
            holder,
            what,
            speaker,
            said,
            ends,
            attested_until,
            superseded_by,
            verb,
            is_conditional,
            firmness,
            is_weak,
        },
    )
}

/// Sets reports of one utterance that say the opposite of each other aside, and gives the first pair of each.
fn set_disputed_reports_aside(corpus: &Corpus, entries: &mut [Entry]) -> Vec<(StatementId, StatementId)> {
    let mut reports: FxHashMap<_, Vec<StatementId>> = FxHashMap::default();
    for id in corpus.statement_ids() {
        if let (true, Some(event)) = (entries[id.index()].is_own, corpus[id].event()) {
            let statement = &corpus[id];
            let slot = (statement.holder, statement.what, statement.board());
            reports.entry((slot, event)).or_default().push(id);
        }
    }
    let mut disputed = Vec::new();
    for ids in reports.into_values() {
        let negative = ids.iter().copied().find(|&id| !corpus[id].is_positive());
        let positive = ids.iter().copied().find(|&id| corpus[id].is_positive());
        if let (Some(negative), Some(positive)) = (negative, positive) {
            disputed.push((positive.min(negative), positive.max(negative)));
            ids.into_iter().for_each(|id| entries[id.index()].is_own = false);
        }
    }
    disputed.sort_unstable();
    disputed
}

/// Sorts the own statements into their slots, and tells where in the order each slot begins.
fn put_in_order(statements: &[Own], entries: &[Entry]) -> (Vec<Own>, Vec<(Slot, usize)>) {
    // Numbers are sorted several times as fast as what they stand for.
    let own = statements.iter().zip(entries).filter(|(_, entry)| entry.is_own);
    let mut keys: Vec<u128> = own.map(|(own, _)| own.key()).collect();
    keys.par_sort_unstable();
    let own: Vec<Own> = keys.par_iter().map(|&key| statements[key as u32 as usize]).collect();
    let begins = |index: usize| index == 0 || own[index - 1].slot() != own[index].slot();
    let slots = (0..own.len()).filter(|&index| begins(index)).map(|index| (own[index].slot(), index)).collect();
    (own, slots)
}

impl Aside {
    /// What about a statement itself, whatever else was said, makes it nobody's own word.
    fn by_itself(corpus: &Corpus, statement: &Statement, as_of: Day) -> Option<Aside> {
        let has_mandate =
            |voice| corpus.voice_standing(voice, statement.holder, statement.said) == VoiceStanding::Mandated;
        if statement.said.first_day() > as_of {
            Some(Aside::NotYetSaid)
        } else if statement.according_to.is_some() {
            Some(Aside::Hearsay)
        } else if statement.voice.is_some_and(|voice| !has_mandate(voice)) {
            Some(Aside::NoMandate)
        } else {
            None
        }
    }
}

/// How two statements lie in time. Where an editor gave the dates, the dates decide, also within one article that
/// recalls an earlier position.
pub fn order(a: &Statement, b: &Statement) -> Order {
    let one_article = a.article.is_some() && a.article == b.article;
    if a.said == b.said && (one_article || a.said.precision() == Precision::Day) {
        Order::Together
    } else if a.said.last_day() < b.said.first_day() {
        Order::Before
    } else if b.said.last_day() < a.said.first_day() {
        Order::After
    } else {
        Order::Unclear
    }
}

fn what_happened(corpus: &Corpus, as_of: Day) -> Vec<bool> {
    let mut has_happened = vec![false; corpus.propositions().len()];
    for verdict in corpus.verdicts() {
        has_happened[verdict.what.index()] |=
            matches!(verdict.outcome, Outcome::Happened(date) if date.first_day() <= as_of);
    }
    has_happened
}

/// Whether two statements come with the same conditions, in whatever order.
pub fn same_conditions(corpus: &Corpus, a: StatementId, b: StatementId) -> bool {
    let covers = |a, b| corpus.conditions_of(a).all(|(_, x)| corpus.conditions_of(b).any(|(_, y)| x.same_terms(y)));
    covers(a, b) && covers(b, a)
}
