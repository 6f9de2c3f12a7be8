//! How positions moved: what each holder said of a thing, said again, changed, gave up or let lapse, by whom and when.
//!
//! A *thread* tells one holder's word on one proposition, step by step. What somebody else said of it, what was said
//! without a mandate and what is disputed between two reports is told too, and marked as nobody's own word. Where dates
//! are too coarse to tell which came first, a step says so and claims nothing more.

use std::collections::BTreeMap;

use crate::corpus::{Board, Corpus, Outcome, Statement, Verdict};
use crate::date::{Day, Interval, PartialDate};
use crate::id::{ActorId, IssueId, PropositionId, StatementId};
use crate::moves::{Way, Window, nearest_of_each};
use crate::standing::{Aside, Beside, Order, Standing, beside, order, restates};

/// Which threads, and which of their steps, are asked for. What is `None` does not matter.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// Only threads of this holder, and those in which it is heard as the voice of another.
    pub actor: Option<ActorId>,
    pub what: Option<PropositionId>,
    pub issue: Option<IssueId>,
    /// Only steps that may lie on this day or later.
    pub from: Option<Day>,
    /// Only steps that may lie on this day or earlier.
    pub to: Option<Day>,
    /// Two voices that differ within so many days are mixed signals, and not yet a change of position.
    pub mixed_signals_days: i32,
}

/// One holder's word on one proposition, from the first that is known to the day asked about.
#[derive(Clone, Debug)]
pub struct Thread<'c> {
    pub holder: ActorId,
    pub what: PropositionId,
    pub board: Board,
    /// In the order of time; never empty.
    pub steps: Vec<Step<'c>>,
    /// What holds on the day asked about: of what was said again, the first.
    pub holds: Vec<StatementId>,
}

/// Something that happened to a position on a date.
#[derive(Clone, Debug)]
pub struct Step<'c> {
    pub date: PartialDate,
    pub event: Event<'c>,
}

#[derive(Clone, Debug)]
pub enum Event<'c> {
    /// The holder said something, in its own name or by a voice with a mandate.
    Said { statement: StatementId, turn: Turn },
    /// An editor noted that the same was said again. Where it no longer held by then, that day adds nothing to it.
    Reaffirmed { statement: StatementId, held: bool },
    /// Something that does not count as the holder's own word.
    Aside { statement: StatementId, why: Aside },
    /// What was said ended by itself.
    Lapsed { statement: StatementId, end: End },
    /// The day by which it was promised. `kept` where the desk holds that it has come about since.
    FellDue { statement: StatementId, kept: bool },
    /// What the desk itself holds.
    Verdict(&'c Verdict),
}

/// What a statement of a holder did to what the holder had said before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Turn {
    /// Nothing is known from before.
    First,
    /// It says the same again on the same terms.
    Again(StatementId),
    /// It took the place of these; the gravest change comes first.
    Moved { from: Vec<(Way, StatementId)>, back_to: Option<StatementId> },
    /// It stands beside this one, for that reason.
    Beside(StatementId, Reason),
    /// It takes the thing up anew, after this one had ended by itself.
    Anew(StatementId),
}

/// Why two statements of a holder stand side by side.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reason {
    /// The later does not unsay the earlier.
    Weight(Beside),
    /// Both are of one day, or of one article that gives them one date.
    SameDay,
    /// Their dates are too coarse to tell which came first.
    UnclearOrder,
}

/// What ended a position that nothing replaced.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum End {
    /// It was said to hold until then.
    Expressly,
    /// Its holder ceased to be.
    WithHolder,
}

impl Event<'_> {
    /// The statement that it is about; a verdict is about none.
    pub fn statement(&self) -> Option<StatementId> {
        match *self {
            Event::Said { statement, .. }
            | Event::Reaffirmed { statement, .. }
            | Event::Aside { statement, .. }
            | Event::Lapsed { statement, .. }
            | Event::FellDue { statement, .. } => Some(statement),
            Event::Verdict(_) => None,
        }
    }
}

impl Thread<'_> {
    /// The first day on which something was said in it, as far as its steps tell.
    fn begins(&self) -> Day {
        let said = self.steps.iter().filter(|step| step.event.statement().is_some());
        said.chain(&self.steps).map(|step| step.date.first_day()).next().unwrap_or(Day::MAX)
    }

    /// Whether the holder did more than say one thing: said it again, changed or added something, or let it lapse.
    pub fn moved(&self) -> bool {
        self.steps.iter().any(|step| match &step.event {
            Event::Said { turn, .. } => *turn != Turn::First,
            Event::Reaffirmed { .. } | Event::Lapsed { .. } => true,
            Event::Aside { .. } | Event::FellDue { .. } | Event::Verdict(_) => false,
        })
    }
}

/// How a statement ended that nothing replaced, and when; nothing where it holds or was replaced.
pub fn ended(corpus: &Corpus, standing: &Standing, id: StatementId) -> Option<(PartialDate, End)> {
    let end = standing.interval(corpus, id).until?;
    if !standing.is_own(id) || standing.superseded_by(id).is_some() || end >= standing.as_of() {
        return None;
    }
    let of = |date: Option<PartialDate>, how| date.filter(|date| date.last_day() == end).map(|date| (date, how));
    of(corpus[id].until, End::Expressly).or_else(|| of(corpus[corpus[id].holder].until, End::WithHolder))
}

/// The threads that are asked for: those that moved before the others, positions before claims, and otherwise those that
/// began earliest first.
pub fn history<'c>(corpus: &'c Corpus, standing: &Standing, question: &Question) -> Vec<Thread<'c>> {
    let slot = |statement: &Statement| (statement.holder, statement.what, statement.board());
    let was_said = |id: &StatementId| corpus[*id].said.first_day() <= standing.as_of();
    let asked_for = corpus.statement_ids().filter(|id| was_said(id) && concerns(corpus, &corpus[*id], question));
    let mut slots: BTreeMap<Slot, Vec<StatementId>> = asked_for.map(|id| (slot(&corpus[id]), Vec::new())).collect();
    for id in corpus.statement_ids().filter(was_said) {
        if let Some(statements) = slots.get_mut(&slot(&corpus[id])) {
            statements.push(id);
        }
    }
    let threads = slots.into_iter().map(|(slot, ids)| Tracing { corpus, standing, question }.thread(slot, &ids));
    let mut threads: Vec<Thread<'c>> = threads.filter(|thread| !thread.steps.is_empty()).collect();
    threads.sort_by_key(|thread| (!thread.moved(), thread.board, thread.begins(), thread.holder, thread.what));
    threads
}

type Slot = (ActorId, PropositionId, Board);

/// Whether a statement makes its whole thread one that is asked for.
fn concerns(corpus: &Corpus, statement: &Statement, question: &Question) -> bool {
    question.actor.is_none_or(|actor| statement.holder == actor || statement.voice == Some(actor))
        && question.what.is_none_or(|what| statement.what == what)
        && question.issue.is_none_or(|issue| corpus[statement.what].issue == Some(issue))
}

struct Tracing<'c, 'q> {
    corpus: &'c Corpus,
    standing: &'q Standing,
    question: &'q Question,
}

impl<'c> Tracing<'c, '_> {
    fn thread(&self, (holder, what, board): Slot, ids: &[StatementId]) -> Thread<'c> {
        let own: Vec<StatementId> = self.standing.slot(holder, what, board).iter().map(|own| own.id).collect();
        let mut steps = Vec::new();
        steps.extend(ids.iter().filter_map(|&id| self.aside(id)));
        steps.extend(self.said(&own));
        steps.extend(own.iter().flat_map(|&id| self.reaffirmed(id)));
        steps.extend(self.lapsed(&own));
        steps.extend(self.fell_due(&own));
        steps.extend(self.verdicts(what).map(|(date, verdict)| Step { date, event: Event::Verdict(verdict) }));
        steps.sort_by_key(place_in_time);
        let asked_for = Interval { from: self.question.from, until: self.question.to };
        steps.retain(|step| step.date.interval().overlaps(asked_for));
        Thread { holder, what, board, steps, holds: self.holds(&own) }
    }

    fn aside(&self, statement: StatementId) -> Option<Step<'c>> {
        let why = self.standing.aside(self.corpus, statement)?;
        Some(Step { date: self.corpus[statement].said, event: Event::Aside { statement, why } })
    }

    fn said(&self, own: &[StatementId]) -> impl Iterator<Item = Step<'c>> {
        let moves = self.moves(own);
        own.iter().enumerate().map(move |(index, &statement)| {
            let from: Vec<_> =
                moves.iter().filter(|(_, _, later)| *later == statement).map(|&(way, from, _)| (way, from)).collect();
            let turn = self.turn(own, index, from);
            Step { date: self.corpus[statement].said, event: Event::Said { statement, turn } }
        })
    }

    /// What took the place of what, and how: for each statement and way, the one it departs from.
    fn moves(&self, own: &[StatementId]) -> Vec<(Way, StatementId, StatementId)> {
        let corpus = self.corpus;
        let window = Window { days: self.question.mixed_signals_days, as_of: self.standing.as_of() };
        let successions = own.iter().filter_map(|&id| Some((id, self.standing.superseded_by(id)?)));
        let successions: Vec<_> =
            successions.map(|(from, to)| (Way::between(corpus, from, to, window), (from, to))).collect();
        let in_a_way = |way| {
            let pairs = successions.iter().filter(|(found, _)| *found == way).map(|&(_, pair)| pair).collect();
            nearest_of_each(corpus, pairs).into_iter().map(move |(from, to)| (way, from, to))
        };
        Way::ALL.into_iter().flat_map(in_a_way).collect()
    }

    /// What one of the holder's own statements did to those before it, given what it took the place of.
    fn turn(&self, own: &[StatementId], index: usize, from: Vec<(Way, StatementId)>) -> Turn {
        let (corpus, before, id) = (self.corpus, &own[..index], own[index]);
        if !from.is_empty() {
            let is_the_same = |&earlier: &StatementId| {
                restates(corpus, earlier, id) && order(&corpus[earlier], &corpus[id]) == Order::Before
            };
            let back_to = before.iter().rev().copied().find(is_the_same);
            return Turn::Moved { from, back_to };
        }
        let then = corpus[id].said.first_day();
        let mut standing_then = before.iter().rev().copied().filter(|&earlier| self.standing.stood_on(earlier, then));
        if let Some(same) = standing_then.clone().find(|&earlier| restates(corpus, earlier, id)) {
            return Turn::Again(same);
        }
        let beside = |earlier| match self.reason(earlier, id) {
            Some(reason) => Some((earlier, reason)),
            // Said by itself, it would have taken the earlier one's place; but the same was said again along with it.
            None => Some((self.said_along(own, earlier, id)?, Reason::SameDay)),
        };
        if let Some((other, reason)) = standing_then.find_map(beside) {
            return Turn::Beside(other, reason);
        }
        let last = before.iter().copied().max_by_key(|&earlier| self.standing.interval(corpus, earlier).until);
        last.map_or(Turn::First, Turn::Anew)
    }

    /// What says the same again as an earlier statement, along with a given one.
    fn said_along(&self, own: &[StatementId], earlier: StatementId, id: StatementId) -> Option<StatementId> {
        let corpus = self.corpus;
        let is_along = |&other: &StatementId| {
            restates(corpus, earlier, other) && order(&corpus[other], &corpus[id]) == Order::Together
        };
        own.iter().copied().find(is_along)
    }

    /// Why a statement stands beside an earlier one of its holder.
    fn reason(&self, earlier: StatementId, id: StatementId) -> Option<Reason> {
        match order(&self.corpus[earlier], &self.corpus[id]) {
            Order::Together => Some(Reason::SameDay),
            Order::Unclear => Some(Reason::UnclearOrder),
            Order::Before | Order::After => beside(self.corpus, earlier, id).map(Reason::Weight),
        }
    }

    fn reaffirmed(&self, statement: StatementId) -> impl Iterator<Item = Step<'c>> {
        let known = self.corpus[statement].reaffirmed().iter().copied();
        known.filter(|date| date.first_day() <= self.standing.as_of()).map(move |date| {
            let held = self.standing.stood_on(statement, date.first_day());
            Step { date, event: Event::Reaffirmed { statement, held } }
        })
    }

    /// What ended by itself, unless the same was said in another statement that went on. What ended together is told once.
    fn lapsed(&self, own: &[StatementId]) -> Vec<Step<'c>> {
        let (corpus, standing) = (self.corpus, self.standing);
        let says_the_same = |a, b| restates(corpus, a, b) || restates(corpus, b, a);
        let mut told: Vec<(StatementId, PartialDate)> = Vec::new();
        let mut lapsed = Vec::new();
        for &statement in own {
            let Some((date, end)) = ended(corpus, standing, statement) else { continue };
            let goes_on = date.last_day().successor().is_some_and(|next| {
                own.iter().any(|&other| {
                    other != statement
                        && says_the_same(statement, other)
                        && corpus[other].said.last_day() < next
                        && standing.stood_on(other, next)
                })
            });
            if !goes_on && !told.iter().any(|&(other, then)| then == date && says_the_same(statement, other)) {
                told.push((statement, date));
                lapsed.push(Step { date, event: Event::Lapsed { statement, end } });
            }
        }
        lapsed
    }

    /// The days of promises that are past, each once, where the promise stood until then and the desk does not hold
    /// anything of that day or an earlier one.
    fn fell_due(&self, own: &[StatementId]) -> Vec<Step<'c>> {
        let mut due: Vec<(PartialDate, StatementId)> = Vec::new();
        for &statement in own {
            let day = self.corpus[statement].due.filter(|&day| self.is_past(statement, day));
            if let Some(day) = day.filter(|day| !due.iter().any(|(known, _)| known == day)) {
                due.push((day, statement));
            }
        }
        let step = |(date, statement): (PartialDate, StatementId)| {
            let kept = self.standing.has_happened(self.corpus[statement].what);
            Step { date, event: Event::FellDue { statement, kept } }
        };
        due.into_iter().map(step).collect()
    }

    fn is_past(&self, promise: StatementId, day: PartialDate) -> bool {
        let is_settled = self.verdicts(self.corpus[promise].what).any(|(date, _)| date.first_day() <= day.last_day());
        day.last_day() < self.standing.as_of() && self.standing.stood_on(promise, day.last_day()) && !is_settled
    }

    fn verdicts(&self, what: PropositionId) -> impl Iterator<Item = (PartialDate, &'c Verdict)> {
        let as_of = self.standing.as_of();
        let dated = self.corpus.verdicts_on(what).map(|verdict| match verdict.outcome {
            Outcome::Happened(date) | Outcome::DidNotHappen(date) => (date, verdict),
        });
        dated.filter(move |(date, _)| date.first_day() <= as_of)
    }

    fn holds(&self, own: &[StatementId]) -> Vec<StatementId> {
        let mut holds: Vec<StatementId> = Vec::new();
        for &id in own.iter().filter(|&&id| self.standing.in_force(id)) {
            if !holds.iter().any(|&first| restates(self.corpus, first, id)) {
                holds.push(id);
            }
        }
        holds
    }
}

/// Steps are told in the order of their dates. What ends, ends on its last day, after all that was said on it.
fn place_in_time(step: &Step<'_>) -> (Day, Day, u8, Option<StatementId>) {
    let (first, last) = (step.date.first_day(), step.date.last_day());
    let (from, rank) = match step.event {
        Event::Said { .. } | Event::Aside { .. } => (first, 0),
        Event::Reaffirmed { .. } => (first, 1),
        Event::Lapsed { .. } => (last, 2),
        Event::FellDue { .. } => (last, 3),
        Event::Verdict(_) => (first, 4),
    };
    (from, last, rank, step.event.statement())
}
