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
use crate::logic::components::{Component, components, lots};
use crate::logic::corrections::smallest_corrections;
use crate::logic::disputed::{Disputed, disputed};
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

/// Everybody's positions on everything.
impl Default for Question<'_> {
    fn default() -> Self {
        Question {
            actors: Vec::new(),
            issue: None,
            dropped: Vec::new(),
            supposed: Vec::new(),
            by_firmness: false,
            interrupted: &|| false,
        }
    }
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

/// So many clauses may be read in all searches of one kind in one matter: some seconds' work.
const MOST_READ: usize = 200_000_000;

/// So many questions may be asked about any matter.
const FEWEST_CALLS: u64 = 50;

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
    let parts: Vec<Part<'c>> =
        components(outcomes.formula()).par_iter().flat_map_iter(|part| table.judge(part)).collect();

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
    /// How far one of so many searches in a formula may go. A question reads the whole formula, so that the larger it is, the
    /// fewer may be asked.
    fn limits(&self, formula: &Formula, searches: usize) -> Limits<'_> {
        let usual = Limits::default();
        let calls = (MOST_READ / formula.len().max(1) / searches.max(1)) as u64;
        Limits {
            sets: MOST_SETS,
            calls: calls.clamp(FEWEST_CALLS, usual.calls),
            interrupted: self.question.interrupted,
            ..usual
        }
    }

    /// The positions that cannot be met alone for what has happened, and could be otherwise.
    fn overtaken(&self) -> Vec<Conflict<'c>> {
        if self.outcomes.has_happened(self.corpus).is_empty() {
            return Vec::new();
        }
        let of_part = |part: &Component| {
            let formula = part.formula(self.outcomes.formula());
            let budget = Budget::new(self.limits(&formula, 1));
            let mut oracle = Oracle::new(&formula, &budget);
            let alone = formula.all_groups().into_iter().filter(|&group| {
                matches!(oracle.holds_with(&[group], &[]), Verdict::Impossible(core) if !core.groups.is_empty())
            });
            let told = alone.map(|group| self.conflict(&part.groups, &[group]));
            told.filter(|conflict| !conflict.reasons.verdicts.is_empty()).collect::<Vec<_>>()
        };
        components(self.outcomes.formula()).par_iter().flat_map_iter(of_part).collect()
    }

    /// What comes of all that hangs together. It is one thing where all of it can be met, and matter by matter otherwise.
    fn judge(&self, part: &Component) -> Vec<Part<'c>> {
        let formula = part.formula(self.outcomes.formula());
        let budget = Budget::new(self.limits(&formula, 1));
        match Oracle::new(&formula, &budget).holds_with(&formula.all_groups(), &[]) {
            Verdict::Possible(model) => vec![Part::Open(self.comes_about(part, &model))],
            Verdict::Impossible(_) => {
                let in_whole = |group: &usize| part.groups[*group];
                let parts = disputed(&formula).into_iter();
                let parts = parts.map(|Disputed { groups, formula }| Disputed {
                    groups: groups.iter().map(in_whole).collect(),
                    formula,
                });
                parts.flat_map(|part| self.judge_disputed(&part)).collect()
            }
            Verdict::Unknown => vec![Part::Unknown],
        }
    }

    /// What comes of a part in which there may be conflicts.
    fn judge_disputed(&self, part: &Disputed) -> Vec<Part<'c>> {
        let budget = Budget::new(self.limits(&part.formula, 1));
        match Oracle::new(&part.formula, &budget).holds_with(&part.formula.all_groups(), &[]) {
            Verdict::Possible(_) => Vec::new(),
            Verdict::Impossible(_) => self.matters(part).into_iter().map(Part::Stuck).collect(),
            Verdict::Unknown => vec![Part::Unknown],
        }
    }

    fn comes_about(&self, part: &Component, model: &Model) -> Vec<PropositionId> {
        let whole = self.outcomes.propositions();
        let holds = |(place, _): &(usize, &usize)| model.satisfies(Literal::new(*place, true));
        part.variables.iter().enumerate().filter(holds).map(|(_, &variable)| whole[variable]).collect()
    }

    /// The matters of a part: conflicts that share a position are about one. Where not all conflicts were found, another
    /// could link them.
    fn matters(&self, part: &Disputed) -> Vec<Matter<'c>> {
        let budget = Budget::new(self.limits(&part.formula, 1));
        let landscape = explore(&part.formula, &budget);
        let falls_alone = |core: &Vec<usize>| core.is_empty();
        if !landscape.complete || landscape.conflicts.iter().any(falls_alone) {
            return vec![self.matter(part, &landscape.conflicts, landscape.complete)];
        }
        let of_one = |groups: Vec<usize>| {
            let place = |group: &usize| groups.binary_search(group).ok();
            let inner = |core: &Vec<usize>| core.iter().map(place).collect::<Option<Vec<usize>>>();
            let conflicts: Vec<Vec<usize>> = landscape.conflicts.iter().filter_map(inner).collect();
            let alone: Vec<Vec<usize>> = groups.iter().map(|&group| vec![group]).collect();
            let formula = part.formula.merged(&alone);
            let part = Disputed { groups: groups.iter().map(|&group| part.groups[group]).collect(), formula };
            self.matter(&part, &conflicts, true)
        };
        linked(&landscape.conflicts).into_iter().map(of_one).collect()
    }

    fn matter(&self, part: &Disputed, conflicts: &[Vec<usize>], are_all: bool) -> Matter<'c> {
        let formula = &part.formula;
        let involved: Vec<usize> = in_some_conflict(conflicts);
        let budget = Budget::new(self.limits(formula, 1));
        let smallest = smallest_corrections(formula, &self.weights(&part.groups), &budget);
        let sides = self.sides(part, &involved);
        let budget = Budget::new(self.limits(formula, 1));
        let groups: Vec<Vec<usize>> = sides.iter().map(|(_, groups)| groups.clone()).collect();
        let circles = coalitions(formula, &groups, &budget);
        let named = |circle: &Vec<usize>| circle.iter().map(|&side| sides[side].0).collect();
        let alone = sides.iter().map(|(holder, own)| (*holder, self.alone(part, own, sides.len())));
        Matter {
            conflicts: conflicts.iter().map(|core| self.conflict(&part.groups, core)).collect(),
            concessions: smallest.sets.iter().map(|set| self.positions(&part.groups, set)).collect(),
            is_smallest: smallest.is_proven,
            alone: alone.collect(),
            coalitions: circles.coalitions.iter().map(named).collect(),
            complete: are_all && smallest.complete && circles.complete,
        }
    }

    fn conflict(&self, groups: &[usize], core: &[usize]) -> Conflict<'c> {
        let whole = self.outcomes.formula();
        let clauses: Vec<Clause> = core.iter().flat_map(|&group| whole.groups()[groups[group]].clone()).collect();
        let reasons = self.outcomes.reasons(self.corpus, self.background, &clauses);
        Conflict { positions: self.positions(groups, core), reasons }
    }

    /// What a side would have to give up so that all others could have their way.
    fn alone(&self, part: &Disputed, own: &[usize], searches: usize) -> Option<Vec<Position>> {
        let (formula, mut others) = (&part.formula, Formula::new());
        formula.background().iter().for_each(|clause| others.always(clause.clone()));
        for (_, clauses) in formula.groups().iter().enumerate().filter(|(group, _)| !own.contains(group)) {
            clauses.iter().for_each(|clause| others.always(clause.clone()));
        }
        for &group in own {
            others.group(formula.groups()[group].iter().cloned());
        }
        let weights = self.weights(&part.groups);
        let weights: Vec<u32> = own.iter().map(|&group| weights[group]).collect();
        let budget = Budget::new(Limits { sets: 1, ..self.limits(formula, searches) });
        let found = smallest_corrections(&others, &weights, &budget);
        let set: Vec<usize> = found.sets.first()?.iter().map(|&place| own[place]).collect();
        Some(self.positions(&part.groups, &set))
    }

    /// The sides of a matter with their groups: those with a position in some conflict.
    fn sides(&self, part: &Disputed, involved: &[usize]) -> Vec<(ActorId, Vec<usize>)> {
        let holder = |group: usize| self.outcomes.positions()[part.groups[group]].holder;
        let mut holders: Vec<ActorId> = involved.iter().map(|&group| holder(group)).collect();
        holders.sort_unstable();
        holders.dedup();
        let groups_of =
            |of: ActorId| part.formula.all_groups().into_iter().filter(|&group| holder(group) == of).collect();
        holders.into_iter().map(|of| (of, groups_of(of))).collect()
    }

    fn positions(&self, of_part: &[usize], groups: &[usize]) -> Vec<Position> {
        groups.iter().map(|&group| self.outcomes.positions()[of_part[group]].clone()).collect()
    }

    /// What it costs to give up each position of a part.
    fn weights(&self, groups: &[usize]) -> Vec<u32> {
        let weight = |position: &Position| {
            let latest = position.statements.last().copied();
            match latest.and_then(|id| self.corpus[id].firmness) {
                _ if !self.question.by_firmness => 1,
                Some(Firmness::Firm) => 3,
                None => 2,
                Some(Firmness::Open) => 1,
            }
        };
        groups.iter().map(|&group| weight(&self.outcomes.positions()[group])).collect()
    }
}

/// The groups of conflicts that share some, lot by lot.
fn linked(conflicts: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let marks = conflicts.iter().enumerate();
    let marks = marks.flat_map(|(number, core)| core.iter().map(move |&group| (number as u32, group)));
    lots(conflicts.iter().flatten().max().map_or(0, |last| last + 1), marks.collect())
}

fn in_some_conflict(conflicts: &[Vec<usize>]) -> Vec<usize> {
    let mut involved: Vec<usize> = conflicts.iter().flatten().copied().collect();
    involved.sort_unstable();
    involved.dedup();
    involved
}
