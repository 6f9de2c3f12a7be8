//! Is there an outcome that everybody's positions allow? If not, what stands in the way, and who would have to give what?
//!
//! The answers are combinatorics and no advice (SEMANTICS.md, 1.11): that the smallest concession is one side's says
//! nothing of who is right. So all smallest sets are told, up to a limit, and what each side alone would have to give.
//! Each part of a dispute that has nothing to do with the others is a *matter* of its own.
//!
//! What the desk's verdicts say has happened holds in every outcome. Positions that cannot be met for that alone, whatever
//! anybody gives, are told apart and left out of the rest. What had not come about by some day still may, and binds no
//! outcome.

use rayon::prelude::*;

use crate::background::Background;
use crate::corpus::{Board, Corpus, Firmness, Verdict as DeskVerdict};
use crate::id::{ActorId, IssueId, PropositionId, StatementId};
use crate::logic::budget::{Budget, Limits};
use crate::logic::coalitions::coalitions;
use crate::logic::components::{Component, components};
use crate::logic::corrections::smallest_corrections;
use crate::logic::formula::{Clause, Formula, Model};
use crate::logic::landscape::explore;
use crate::logic::literal::Literal;
use crate::logic::oracle::{Oracle, Verdict};
use crate::outcomes::{Outcomes, Position, Reasons};
use crate::standing::Standing;
use crate::waits::Waits;

/// What is asked.
pub struct Question<'a> {
    /// Only the positions of these; of all where there are none.
    pub actors: Vec<ActorId>,
    /// Only positions on this issue.
    pub issue: Option<IssueId>,
    /// Positions that are taken to be given up.
    pub dropped: Vec<StatementId>,
    /// What is taken to come about, or not to.
    pub supposed: Vec<(PropositionId, bool)>,
    /// Whether a firm position costs more to give up than an open one.
    pub by_firmness: bool,
    /// Whether somebody wants the answer now, as far as it is known.
    pub interrupted: &'a (dyn Fn() -> bool + Sync),
}

/// What came of it.
#[derive(Debug)]
pub struct Settlement<'c> {
    /// Whose positions were looked at.
    pub holders: Vec<ActorId>,
    /// What was taken to come about, or not to.
    pub supposed: Vec<(PropositionId, bool)>,
    /// How many positions limit the outcome.
    pub positions: usize,
    /// What holds in every outcome since it has happened.
    pub happened: Vec<&'c DeskVerdict>,
    /// Positions that what has happened stands against. The rest of the answer leaves them out.
    pub overtaken: Vec<Conflict<'c>>,
    /// What stands in the way, matter by matter; nothing where an outcome exists, or none was found in time.
    pub matters: Vec<Matter<'c>>,
    /// What holds in an outcome that all positions allow; nothing where there is none.
    pub outcome: Option<Vec<PropositionId>>,
    /// Places in [`Waits::rings`]: circular waits among these positions, where it is a matter of who goes first.
    pub rings: Vec<usize>,
    /// Whether all was looked at. Where not, the search reached its limit or was interrupted, and what is told is true but
    /// need not be all.
    pub complete: bool,
}

/// Positions that cannot all be met, and what would let them.
#[derive(Debug)]
pub struct Matter<'c> {
    /// Minimal sets of positions that cannot all be met, smallest first.
    pub conflicts: Vec<Conflict<'c>>,
    /// The smallest sets of positions without which the others can be met; all weigh the same.
    pub concessions: Vec<Vec<Position>>,
    /// Whether nothing smaller would do. Where not, it is an estimate.
    pub is_smallest: bool,
    /// What each side alone would have to give up; nothing where it cannot settle the matter alone.
    pub alone: Vec<(ActorId, Option<Vec<Position>>)>,
    /// The largest circles of sides whose positions can all be met.
    pub coalitions: Vec<Vec<ActorId>>,
    pub complete: bool,
}

/// Positions that cannot all be met, although all but any one of them can.
#[derive(Debug)]
pub struct Conflict<'c> {
    pub positions: Vec<Position>,
    /// Why they exclude one another.
    pub reasons: Reasons<'c>,
}

/// How many conflicts, sets of concessions and coalitions of one matter are told.
const MOST_SETS: usize = 24;

/// Answers the question for the day that `standing` is about.
pub fn settle<'c>(
    corpus: &'c Corpus,
    standing: &Standing,
    background: &Background,
    waits: &Waits,
    question: &Question<'_>,
) -> Settlement<'c> {
    let is_meant = |id: StatementId| {
        let statement = &corpus[id];
        (question.actors.is_empty() || question.actors.contains(&statement.holder))
            && question.issue.is_none_or(|issue| corpus[statement.what].issue == Some(issue))
            && !question.dropped.contains(&id)
    };
    let in_force = standing.in_force_on(Board::Outcome).map(|own| own.id);
    let statements: Vec<StatementId> = in_force.filter(|&id| is_meant(id)).collect();
    let mut outcomes = Outcomes::new(corpus, background, &statements);
    let positions = outcomes.positions().len();
    for &(what, holds) in &question.supposed {
        outcomes.suppose(what, holds);
    }
    let is_supposed = |what: PropositionId| question.supposed.iter().any(|&(supposed, _)| supposed == what);
    for verdict in standing.happened(corpus).filter(|&verdict| !is_supposed(corpus.verdicts()[verdict].what)) {
        outcomes.happened(corpus, verdict);
    }
    let overtaken = Table { corpus, background, outcomes: &outcomes, question }.overtaken();
    let outcomes = outcomes.without(|position| overtaken.iter().any(|conflict| conflict.positions.contains(position)));
    let table = Table { corpus, background, outcomes: &outcomes, question };
    let parts: Vec<Part<'c>> = components(outcomes.formula()).par_iter().map(|part| table.judge(part)).collect();

    let mut holders: Vec<ActorId> = statements.iter().map(|&id| corpus[id].holder).collect();
    holders.sort_unstable();
    holders.dedup();
    let mut settlement = Settlement {
        holders,
        supposed: question.supposed.clone(),
        positions,
        happened: outcomes.has_happened(corpus),
        overtaken,
        matters: Vec::new(),
        outcome: None,
        rings: rings(waits, &is_meant),
        complete: true,
    };
    let mut comes_about = Vec::new();
    for part in parts {
        match part {
            Part::Open(what) => comes_about.extend(what),
            Part::Stuck(matter) => {
                settlement.complete &= matter.complete;
                settlement.matters.push(matter);
            }
            Part::Unknown => settlement.complete = false,
        }
    }
    comes_about.sort_unstable();
    settlement.outcome = (settlement.matters.is_empty() && settlement.complete).then_some(comes_about);
    settlement
}

/// The circular waits all of whose preconditions are still on the table.
fn rings(waits: &Waits, is_meant: &dyn Fn(StatementId) -> bool) -> Vec<usize> {
    let stands = |&ring: &usize| waits.rings()[ring].iter().all(|arrow| is_meant(arrow.statement));
    (0..waits.rings().len()).filter(stands).collect()
}

/// What came of one part of the dispute.
enum Part<'c> {
    /// All of it can be met, and then these come about.
    Open(Vec<PropositionId>),
    Stuck(Matter<'c>),
    /// The search ended before this could be told.
    Unknown,
}

struct Table<'c, 't> {
    corpus: &'c Corpus,
    background: &'t Background,
    outcomes: &'t Outcomes,
    question: &'t Question<'t>,
}

impl<'c> Table<'c, '_> {
    fn limits(&self) -> Limits<'_> {
        Limits { sets: MOST_SETS, interrupted: self.question.interrupted, ..Limits::default() }
    }

    /// The positions that cannot be met alone for what has happened, and could be otherwise.
    fn overtaken(&self) -> Vec<Conflict<'c>> {
        if self.outcomes.has_happened(self.corpus).is_empty() {
            return Vec::new();
        }
        let of_part = |part: &Component| {
            let formula = part.formula(self.outcomes.formula());
            let budget = Budget::new(self.limits());
            let mut oracle = Oracle::new(&formula, &budget);
            let alone = formula.all_groups().into_iter().filter(|&group| {
                matches!(oracle.holds_with(&[group], &[]), Verdict::Impossible(core) if !core.groups.is_empty())
            });
            let told = alone.map(|group| self.conflict(part, &[group]));
            told.filter(|conflict| !conflict.reasons.verdicts.is_empty()).collect::<Vec<_>>()
        };
        components(self.outcomes.formula()).par_iter().flat_map_iter(of_part).collect()
    }

    fn judge(&self, part: &Component) -> Part<'c> {
        let formula = part.formula(self.outcomes.formula());
        let budget = Budget::new(self.limits());
        match Oracle::new(&formula, &budget).holds_with(&formula.all_groups(), &[]) {
            Verdict::Possible(model) => Part::Open(self.comes_about(part, &model)),
            Verdict::Impossible(_) => Part::Stuck(self.matter(part, &formula)),
            Verdict::Unknown => Part::Unknown,
        }
    }

    fn comes_about(&self, part: &Component, model: &Model) -> Vec<PropositionId> {
        let whole = self.outcomes.propositions();
        let holds = |(place, _): &(usize, &usize)| model.satisfies(Literal::new(*place, true));
        part.variables.iter().enumerate().filter(holds).map(|(_, &variable)| whole[variable]).collect()
    }

    fn matter(&self, part: &Component, formula: &Formula) -> Matter<'c> {
        let budget = Budget::new(self.limits());
        let landscape = explore(formula, &budget);
        let involved: Vec<usize> = in_some_conflict(&landscape.conflicts);
        let budget = Budget::new(self.limits());
        let smallest = smallest_corrections(formula, &self.weights(part), &budget);
        let sides = self.sides(part, formula, &involved);
        let budget = Budget::new(self.limits());
        let groups: Vec<Vec<usize>> = sides.iter().map(|(_, groups)| groups.clone()).collect();
        let circles = coalitions(formula, &groups, &budget);
        let named = |circle: &Vec<usize>| circle.iter().map(|&side| sides[side].0).collect();
        let alone = sides.iter().map(|(holder, own)| (*holder, self.alone(part, formula, own)));
        Matter {
            conflicts: landscape.conflicts.iter().map(|core| self.conflict(part, core)).collect(),
            concessions: smallest.sets.iter().map(|set| self.positions(part, set)).collect(),
            is_smallest: smallest.is_proven,
            alone: alone.collect(),
            coalitions: circles.coalitions.iter().map(named).collect(),
            complete: landscape.complete && smallest.complete && circles.complete,
        }
    }

    fn conflict(&self, part: &Component, core: &[usize]) -> Conflict<'c> {
        let whole = self.outcomes.formula();
        let clauses: Vec<Clause> = core.iter().flat_map(|&group| whole.groups()[part.groups[group]].clone()).collect();
        let reasons = self.outcomes.reasons(self.corpus, self.background, &clauses);
        Conflict { positions: self.positions(part, core), reasons }
    }

    /// What a side would have to give up so that all others could have their way.
    fn alone(&self, part: &Component, formula: &Formula, own: &[usize]) -> Option<Vec<Position>> {
        let mut others = Formula::new();
        formula.background().iter().for_each(|clause| others.always(clause.clone()));
        for (_, clauses) in formula.groups().iter().enumerate().filter(|(group, _)| !own.contains(group)) {
            clauses.iter().for_each(|clause| others.always(clause.clone()));
        }
        for &group in own {
            others.group(formula.groups()[group].iter().cloned());
        }
        let weights = self.weights(part);
        let weights: Vec<u32> = own.iter().map(|&group| weights[group]).collect();
        let budget = Budget::new(Limits { sets: 1, ..self.limits() });
        let found = smallest_corrections(&others, &weights, &budget);
        let set: Vec<usize> = found.sets.first()?.iter().map(|&place| own[place]).collect();
        Some(self.positions(part, &set))
    }

    /// The sides of a matter with their groups: those with a position in some conflict.
    fn sides(&self, part: &Component, formula: &Formula, involved: &[usize]) -> Vec<(ActorId, Vec<usize>)> {
        let holder = |group: usize| self.outcomes.positions()[part.groups[group]].holder;
        let mut holders: Vec<ActorId> = involved.iter().map(|&group| holder(group)).collect();
        holders.sort_unstable();
        holders.dedup();
        let groups_of = |of: ActorId| formula.all_groups().into_iter().filter(|&group| holder(group) == of).collect();
        holders.into_iter().map(|of| (of, groups_of(of))).collect()
    }

    fn positions(&self, part: &Component, groups: &[usize]) -> Vec<Position> {
        groups.iter().map(|&group| self.outcomes.positions()[part.groups[group]].clone()).collect()
    }

    /// What it costs to give up each position of a part.
    fn weights(&self, part: &Component) -> Vec<u32> {
        let weight = |position: &Position| {
            let latest = position.statements.last().copied();
            match latest.and_then(|id| self.corpus[id].firmness) {
                _ if !self.question.by_firmness => 1,
                Some(Firmness::Firm) => 3,
                None => 2,
                Some(Firmness::Open) => 1,
            }
        };
        part.groups.iter().map(|&group| weight(&self.outcomes.positions()[group])).collect()
    }
}

fn in_some_conflict(conflicts: &[Vec<usize>]) -> Vec<usize> {
    let mut involved: Vec<usize> = conflicts.iter().flatten().copied().collect();
    involved.sort_unstable();
    involved.dedup();
    involved
}
