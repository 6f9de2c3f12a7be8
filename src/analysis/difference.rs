//! What changed between two days: which positions came, went, moved or were said again, and what the desk found out.
//!
//! Two days are compared, and not the way between them: who gave a position up and came back to it stands where it stood.
//! The way is told by the [`history`](super::history) of a position.

use std::collections::BTreeMap;

use super::history::{End, ended};
use crate::corpus::{Board, Corpus, Outcome, Statement, Verdict};
use crate::date::PartialDate;
use crate::id::{ActorId, IssueId, PropositionId, StatementId};
use crate::moves::{Way, Window};
use crate::standing::{Aside, Standing, restates};

/// What is compared. What is `None` does not matter.
#[derive(Clone, Copy, Debug, Default)]
pub struct Question {
    /// Only what this actor holds, or said as the voice of another.
    pub actor: Option<ActorId>,
    pub issue: Option<IssueId>,
    /// Two voices that differ within so many days are mixed signals, and not yet a change of position.
    pub mixed_signals_days: i32,
}

impl Question {
    /// Whether something is asked for that is about some actors and propositions, and rests on some statements: those who
    /// are heard in these count, too.
    pub fn concerns(
        &self,
        corpus: &Corpus,
        actors: &[ActorId],
        propositions: &[PropositionId],
        statements: &[StatementId],
    ) -> bool {
        let is_heard = |actor| statements.iter().any(|&id| corpus[id].voice == Some(actor));
        self.actor.is_none_or(|actor| actors.contains(&actor) || is_heard(actor))
            && self.issue.is_none_or(|issue| propositions.iter().any(|&what| corpus[what].issue == Some(issue)))
    }
}

/// What changed.
#[derive(Clone, Debug, Default)]
pub struct Difference<'c> {
    /// By holder and proposition.
    pub shifts: Vec<Shift>,
    /// What the desk has found out since.
    pub verdicts: Vec<&'c Verdict>,
    /// Statements said since that count as nobody's own word.
    pub aside: Vec<StatementId>,
}

/// What changed in one holder's word on one proposition.
#[derive(Clone, Debug)]
pub struct Shift {
    pub holder: ActorId,
    pub what: PropositionId,
    pub board: Board,
    pub change: Change,
    /// What holds now, and did not.
    pub came: Vec<StatementId>,
    /// What held, and does not now.
    pub went: Vec<(StatementId, Departure)>,
    /// What held, and which an editor noted as said again since.
    pub reaffirmed: Vec<(StatementId, PartialDate)>,
}

/// What the change amounts to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// The holder has taken a position where it had none.
    New,
    /// The holder has none any more, or no longer all that it had.
    Dropped,
    /// One position has given way to another.
    Moved { way: Way, from: StatementId, to: StatementId },
    /// A further position stands beside what the holder said before.
    Joined,
    /// The holder stands where it stood, and has said so again.
    SaidAgain,
}

/// How a statement ceased to hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Departure {
    /// This one took its place.
    Superseded(StatementId),
    /// It ended by itself.
    Ended(PartialDate, End),
    /// Another report of the same utterance has come to say the opposite.
    Disputed,
}

impl Shift {
    fn new((holder, what, board): Slot) -> Shift {
        let (came, went, reaffirmed) = Default::default();
        Shift { holder, what, board, change: Change::SaidAgain, came, went, reaffirmed }
    }

    /// The statements that came, went or were said again.
    fn statements(&self) -> Vec<StatementId> {
        let (went, reaffirmed) = (self.went.iter().map(|(id, _)| *id), self.reaffirmed.iter().map(|(id, _)| *id));
        self.came.iter().copied().chain(went).chain(reaffirmed).collect()
    }
}

/// Compares what stands on two days, the earlier one first, in one corpus.
pub fn difference<'c>(corpus: &'c Corpus, before: &Standing, after: &Standing, question: &Question) -> Difference<'c> {
    let comparison = Comparison { corpus, before, after, question };
    let aside = corpus.statement_ids().filter(|&id| comparison.is_aside(id)).collect();
    Difference { shifts: comparison.shifts(), verdicts: comparison.verdicts(), aside }
}

/// How a statement that held before ceased to hold; nothing where it holds.
pub fn departure(corpus: &Corpus, standing: &Standing, id: StatementId) -> Option<Departure> {
    let superseded = standing.superseded_by(id).map(Departure::Superseded);
    let ended = || ended(corpus, standing, id).map(|(date, end)| Departure::Ended(date, end));
    let disputed = || standing.aside(corpus, id).map(|_| Departure::Disputed);
    superseded.or_else(ended).or_else(disputed)
}

type Slot = (ActorId, PropositionId, Board);

struct Comparison<'c, 'q> {
    corpus: &'c Corpus,
    before: &'q Standing,
    after: &'q Standing,
    question: &'q Question,
}

impl<'c> Comparison<'c, '_> {
    fn shifts(&self) -> Vec<Shift> {
        let corpus = self.corpus;
        let mut slots: BTreeMap<Slot, Shift> = BTreeMap::new();
        for (id, statement) in corpus.statement_ids().zip(corpus.statements()) {
            let (held, holds) = (self.before.in_force(id), self.after.in_force(id));
            let mut said_again = self.reaffirmed_since(statement).filter(|_| held && holds).peekable();
            if held == holds && said_again.peek().is_none() {
                continue;
            }
            let slot = (statement.holder, statement.what, statement.board());
            let shift = slots.entry(slot).or_insert_with(|| Shift::new(slot));
            match (held, holds) {
                (false, _) => shift.came.push(id),
                (true, false) => shift.went.extend(departure(corpus, self.after, id).map(|departure| (id, departure))),
                (true, true) => shift.reaffirmed.extend(said_again.map(|date| (id, date))),
            }
        }
        let mut shifts: Vec<Shift> = slots.into_values().filter(|shift| self.is_asked_for(shift)).collect();
        for shift in &mut shifts {
            self.in_time(&mut shift.came, |&id| id);
            self.in_time(&mut shift.went, |&(id, _)| id);
            shift.change = self.change(shift);
        }
        shifts
    }

    fn in_time<T>(&self, list: &mut [T], id: impl Fn(&T) -> StatementId) {
        list.sort_by_key(|one| (self.corpus[id(one)].said.last_day(), id(one)));
    }

    fn reaffirmed_since(&self, statement: &'c Statement) -> impl Iterator<Item = PartialDate> {
        statement.reaffirmed().iter().copied().filter(|&date| self.is_since(date))
    }

    /// Whether a date lies between the two days; a coarse one counts from its first day on.
    fn is_since(&self, date: PartialDate) -> bool {
        self.before.as_of() < date.first_day() && date.first_day() <= self.after.as_of()
    }

    fn is_asked_for(&self, shift: &Shift) -> bool {
        self.question.concerns(self.corpus, &[shift.holder], &[shift.what], &shift.statements())
    }

    /// What a shift amounts to: what was said of old and is not said any more, against what is said for the first time.
    fn change(&self, shift: &Shift) -> Change {
        let stayed = self.after.slot(shift.holder, shift.what, shift.board).iter().map(|own| own.id);
        let stayed: Vec<StatementId> =
            stayed.filter(|&id| self.before.in_force(id) && self.after.in_force(id)).collect();
        let went: Vec<StatementId> = shift.went.iter().map(|(id, _)| *id).collect();
        let (was, is) = ([&went[..], &stayed].concat(), [&shift.came[..], &stayed].concat());
        match (was.is_empty(), is.is_empty()) {
            (true, _) => return Change::New,
            (_, true) => return Change::Dropped,
            _ => {}
        }
        let says_the_same = |a, b| restates(self.corpus, a, b) || restates(self.corpus, b, a);
        let unheard = |ids: &[StatementId], among: &[StatementId]| {
            ids.iter().rev().copied().find(|&id| !among.iter().any(|&other| says_the_same(id, other)))
        };
        match (unheard(&went, &is), unheard(&shift.came, &was)) {
            (Some(from), Some(to)) => {
                let window = Window { days: self.question.mixed_signals_days, as_of: self.after.as_of() };
                Change::Moved { way: Way::between(self.corpus, from, to, window), from, to }
            }
            (Some(_), None) => Change::Dropped,
            (None, Some(_)) => Change::Joined,
            (None, None) => Change::SaidAgain,
        }
    }

    fn verdicts(&self) -> Vec<&'c Verdict> {
        let is_since = |verdict: &&Verdict| match verdict.outcome {
            Outcome::Happened(date) | Outcome::DidNotHappen(date) => self.is_since(date),
        };
        let is_asked_for = |verdict: &&Verdict| {
            let actors = [&self.corpus[verdict.what].by[..], &self.has_spoken_of(verdict.what)].concat();
            self.question.concerns(self.corpus, &actors, &[verdict.what], &[])
        };
        self.corpus.verdicts().iter().filter(is_since).filter(is_asked_for).collect()
    }

    /// The actor asked about, where it has said something of a proposition.
    fn has_spoken_of(&self, what: PropositionId) -> Vec<ActorId> {
        let has_spoken = |actor: &ActorId| {
            [Board::Outcome, Board::Fact].into_iter().any(|board| !self.after.slot(*actor, what, board).is_empty())
        };
        self.question.actor.filter(has_spoken).into_iter().collect()
    }

    fn is_aside(&self, id: StatementId) -> bool {
        let statement = &self.corpus[id];
        let counts = matches!(self.after.aside(self.corpus, id), None | Some(Aside::NotYetSaid));
        let is_asked_for = || self.question.concerns(self.corpus, &[statement.holder], &[statement.what], &[id]);
        !counts && self.is_since(statement.said) && is_asked_for()
    }
}
