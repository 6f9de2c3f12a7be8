//! Which outcomes holders could live with: positions and constraints as clauses (SEMANTICS.md, 1.2 to 1.4).
//!
//! A *must* (`Demands`, `Rejects`, …) holds in every outcome that its holder would accept. A *may* (`Offers`, …) only
//! has to be possible; but what it asks for limits the outcomes all the same: who offers `p` only if `q` accepts no outcome
//! with `p` and without `q`. Preferences and threats limit nothing.

mod clauses;

use rustc_hash::{FxHashMap, FxHashSet};

use clauses::{at_its_word, limits_of, met, one_of_each, ways};
pub use clauses::{strictest_limits, taken_at_its_word};

use crate::background::{Background, literal, proposition, stance};
use crate::corpus::{ConditionKind, Constraint, Corpus, Force, Verb, Verdict};
use crate::id::{ActorId, ConditionId, PropositionId, StatementId};
use crate::logic::budget::Budget;
use crate::logic::formula::{Clause, Formula};
use crate::logic::irreducible::shrink;
use crate::logic::literal::Literal;
use crate::logic::oracle::{Oracle, Verdict as Answer};

/// The outcomes that some statements leave open, as a formula. Each group of it is one holder's position: all statements
/// that say it on the same terms, or a menu of bargains about one thing, which only limit together.
#[derive(Debug)]
pub struct Outcomes {
    formula: Formula,
    positions: Vec<Position>,
    /// What the formula's variables stand for, in order.
    propositions: Vec<PropositionId>,
    /// Places in [`Corpus::constraints`] of those that bear on the propositions.
    constraints: Vec<usize>,
    /// What holds in every outcome besides, and why.
    given: Vec<(Clause, Given)>,
}

/// Why something holds in every outcome.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Given {
    /// It is taken to hold, or not to.
    Supposed(PropositionId, bool),
    /// It has happened, as the verdict in that place of [`Corpus::verdicts`] says.
    Happened(usize),
}

/// Why some positions exclude one another.
#[derive(Clone, Debug, Default)]
pub struct Reasons<'c> {
    /// The constraints of the codebook that it takes: as few as are needed.
    pub constraints: Vec<&'c Constraint>,
    /// The verdicts of the desk that it takes.
    pub verdicts: Vec<&'c Verdict>,
    /// What is only supposed to hold, or not to, and that it takes.
    pub supposed: Vec<(PropositionId, bool)>,
}

/// A position: what one holder says, once or many times.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Position {
    pub holder: ActorId,
    /// Earliest first. Never empty.
    pub statements: Vec<StatementId>,
}

/// Outcomes in which a statement is taken at its word.
#[derive(Debug)]
pub struct TakenUp {
    /// Its groups are those of the outcomes.
    pub formula: Formula,
    /// What it means to take the statement up: that its thing comes about and, after that, for each of its conditions,
    /// that it is met.
    pub parts: Vec<(Option<ConditionId>, Vec<Clause>)>,
}

impl Outcomes {
    /// The outcomes that some positions, all in force at one time, leave open on a board. What does not limit them
    /// (a wish, a threat, an offer without a condition) makes no group.
    pub fn new(corpus: &Corpus, background: &Background, statements: &[StatementId]) -> Outcomes {
        let said = clauses_by_position(corpus, statements);
        let taken_up: Vec<Clause> = statements.iter().flat_map(|&id| at_its_word(corpus, id)).collect();
        let spoken_of = said.iter().flat_map(|(_, clauses)| clauses).chain(&taken_up).flatten();
        let (propositions, constraints) = background.reach(corpus, spoken_of.map(|&literal| proposition(literal)));
        let mut outcomes = Outcomes {
            formula: Formula::new(),
            positions: Vec::new(),
            propositions,
            constraints: constraints.clone(),
            given: Vec::new(),
        };
        for number in constraints {
            for clause in background.clauses_of(&corpus.constraints()[number]) {
                let clause = outcomes.renamed(&clause);
                outcomes.formula.always(clause);
            }
        }
        for (position, clauses) in said {
            let clauses: Vec<Clause> = clauses.iter().map(|clause| outcomes.renamed(clause)).collect();
            outcomes.formula.group(clauses);
            outcomes.positions.push(position);
        }
        outcomes
    }

    pub fn formula(&self) -> &Formula {
        &self.formula
    }

    /// The position behind each group.
    pub fn positions(&self) -> &[Position] {
        &self.positions
    }

    /// What the formula's variables stand for.
    pub fn propositions(&self) -> &[PropositionId] {
        &self.propositions
    }

    /// Holds something to be so, or not, in every outcome: a supposition.
    pub fn suppose(&mut self, what: PropositionId, holds: bool) {
        self.give(what, holds, Given::Supposed(what, holds));
    }

    /// Holds what a verdict of the desk says has happened to be so in every outcome; the verdict is named by its place.
    pub fn happened(&mut self, corpus: &Corpus, verdict: usize) {
        self.give(corpus.verdicts()[verdict].what, true, Given::Happened(verdict));
    }

    fn give(&mut self, what: PropositionId, holds: bool, given: Given) {
        if let Ok(variable) = self.propositions.binary_search(&what) {
            let clause = vec![Literal::new(variable, holds)];
            self.formula.always(clause.clone());
            self.given.push((clause, given));
        }
    }

    /// What holds in every outcome since it has happened.
    pub fn has_happened<'c>(&self, corpus: &'c Corpus) -> Vec<&'c Verdict> {
        let verdict = |(_, given): &(Clause, Given)| match *given {
            Given::Happened(verdict) => Some(&corpus.verdicts()[verdict]),
            Given::Supposed(..) => None,
        };
        self.given.iter().filter_map(verdict).collect()
    }

    /// The same outcomes without some of the positions.
    pub fn without(&self, is_given_up: impl Fn(&Position) -> bool) -> Outcomes {
        let kept: Vec<usize> =
            (0..self.positions.len()).filter(|&group| !is_given_up(&self.positions[group])).collect();
        let alone: Vec<Vec<usize>> = kept.iter().map(|&group| vec![group]).collect();
        Outcomes {
            formula: self.formula.merged(&alone),
            positions: kept.iter().map(|&group| self.positions[group].clone()).collect(),
            propositions: self.propositions.clone(),
            constraints: self.constraints.clone(),
            given: self.given.clone(),
        }
    }

    /// The same outcomes with a statement taken at its word, be it an offer, a promise or a threat: its thing comes about,
    /// and some of its conditions are met.
    pub fn taking_up(&self, corpus: &Corpus, id: StatementId, conditions: &[ConditionId]) -> TakenUp {
        let renamed = |clauses: Vec<Clause>| clauses.iter().map(|clause| self.renamed(clause)).collect::<Vec<_>>();
        let conditions = conditions.iter().map(|&id| (Some(id), renamed(met(&corpus[id]))));
        let thing = (None, renamed(vec![vec![stance(&corpus[id])]]));
        let parts: Vec<(Option<ConditionId>, Vec<Clause>)> = std::iter::once(thing).chain(conditions).collect();
        let mut formula = self.formula.clone();
        parts.iter().flat_map(|(_, clauses)| clauses).for_each(|clause| formula.always(clause.clone()));
        TakenUp { formula, parts }
    }

    /// The same outcomes with all offers taken up at once, which nobody asked for: where even that can hold, each can.
    /// Beside it, the statements that each of its groups comes from.
    pub fn taking_up_all(&self, corpus: &Corpus, statements: &[StatementId]) -> (Formula, Vec<Vec<StatementId>>) {
        let mut formula = self.formula.clone();
        let mut said: Vec<Vec<StatementId>> =
            self.positions.iter().map(|position| position.statements.clone()).collect();
        let is_open = |id: &&StatementId| corpus[**id].verb.force() == Force::May || corpus[**id].is_conditional();
        let ready = statements.iter().filter(|&&id| is_readiness(corpus[id].verb));
        for &id in ready.filter(is_open) {
            formula.group(at_its_word(corpus, id).iter().map(|clause| self.renamed(clause)));
            said.push(vec![id]);
        }
        (formula, said)
    }

    /// Why some clauses over these outcomes cannot all hold, by the constraints of the codebook and what has happened.
    pub fn reasons<'c>(&self, corpus: &'c Corpus, background: &Background, clauses: &[Clause]) -> Reasons<'c> {
        let mut formula = Formula::new();
        clauses.iter().for_each(|clause| formula.always(clause.clone()));
        for &number in &self.constraints {
            let clauses = background.clauses_of(&corpus.constraints()[number]);
            formula.group(clauses.iter().map(|clause| self.renamed(clause)).collect::<Vec<_>>());
        }
        for (clause, _) in &self.given {
            formula.group([clause.clone()]);
        }
        let budget = Budget::default();
        let mut oracle = Oracle::new(&formula, &budget);
        let mut reasons = Reasons::default();
        if let Answer::Impossible(core) = oracle.holds_with(&formula.all_groups(), &[]) {
            for group in shrink(&mut oracle, core).core.groups {
                match group.checked_sub(self.constraints.len()).map(|place| self.given[place].1) {
                    None => reasons.constraints.push(&corpus.constraints()[self.constraints[group]]),
                    Some(Given::Happened(verdict)) => reasons.verdicts.push(&corpus.verdicts()[verdict]),
                    Some(Given::Supposed(what, holds)) => reasons.supposed.push((what, holds)),
                }
            }
        }
        reasons
    }

    fn renamed(&self, clause: &Clause) -> Clause {
        let renamed = |&literal: &Literal| {
            let variable = self.propositions.binary_search(&proposition(literal));
            let variable = variable.expect("the propositions are those that any of the clauses speaks of");
            Literal::new(variable, literal.is_positive())
        };
        clause.iter().map(renamed).collect()
    }
}

/// Whether its holder says to be ready for it, so that it has to be possible, with its conditions, to be meant.
pub fn is_readiness(verb: Verb) -> bool {
    verb.force() == Force::May || verb == Verb::Promises
}

/// The clauses of each position, in the order of its first statement.
fn clauses_by_position(corpus: &Corpus, statements: &[StatementId]) -> Vec<(Position, Vec<Clause>)> {
    let mut places: FxHashMap<(ActorId, Vec<Clause>), usize> = FxHashMap::default();
    let mut positions: Vec<(Position, Vec<Clause>)> = Vec::new();
    let mut add = |holder: ActorId, statements: Vec<StatementId>, mut clauses: Vec<Clause>| {
        if clauses.is_empty() {
            return;
        }
        // "p only with q" is one position, be it as an offer of p or as a demand for q.
        clauses.iter_mut().for_each(tidy);
        tidy(&mut clauses);
        let place = *places.entry((holder, clauses.clone())).or_insert(positions.len());
        match positions.get_mut(place) {
            Some((position, _)) => position.statements.extend(statements),
            None => positions.push((Position { holder, statements }, clauses)),
        }
    };
    let menus = menus(corpus, statements);
    let (choices, bargains): (Vec<&Menu>, Vec<&Menu>) = menus.iter().partition(|menu| menu.is_choice(corpus));
    let price: FxHashMap<StatementId, &Menu> =
        bargains.into_iter().flat_map(|menu| menu.offers.iter().map(move |&id| (id, menu))).collect();
    for &id in statements {
        // The price of an offer that is alone in exchange belongs to what else it asks for.
        let prices = price.get(&id).into_iter().flat_map(|menu| menu.clauses.iter().cloned());
        add(corpus[id].holder, vec![id], limits_of(corpus, id).into_iter().chain(prices).collect());
    }
    for menu in choices {
        add(menu.holder, menu.offers.clone(), menu.clauses.clone());
    }
    for (position, _) in &mut positions {
        position.statements.sort_by_key(|&id| (corpus[id].said.first_day(), id));
        position.statements.dedup();
    }
    positions
}

fn tidy<T: Ord>(all: &mut Vec<T>) {
    all.sort_unstable();
    all.dedup();
}

/// The offers of a holder about one thing in exchange for something, with what they limit together.
struct Menu {
    holder: ActorId,
    what: PropositionId,
    offers: Vec<StatementId>,
    clauses: Vec<Clause>,
}

impl Menu {
    /// Whether its offers are on different terms.
    fn is_choice(&self, corpus: &Corpus) -> bool {
        let mut terms = self.offers.iter().map(|&id| corpus.terms_of(id));
        let first = terms.next();
        terms.any(|other| first.as_ref() != Some(&other))
    }
}

/// The offers of each holder in exchange for something, thing by thing, with what they limit together: the thing comes with
/// what one of them is exchanged for. A menu limits nothing where the holder is also ready for the thing without a
/// condition.
fn menus(corpus: &Corpus, statements: &[StatementId]) -> Vec<Menu> {
    let price = |id: StatementId| {
        let conditions = corpus.conditions_of(id).map(|(_, condition)| condition);
        conditions.filter(|condition| condition.kind == ConditionKind::InReturnFor)
    };
    let is_offer = |&&id: &&StatementId| corpus[id].verb.force() == Force::May;
    let free: FxHashSet<(ActorId, PropositionId)> = statements
        .iter()
        .filter(is_offer)
        .filter(|&&id| !corpus[id].is_conditional())
        .map(|&id| (corpus[id].holder, corpus[id].what))
        .collect();
    let mut places: FxHashMap<(ActorId, PropositionId), usize> = FxHashMap::default();
    let mut menus: Vec<Menu> = Vec::new();
    for &id in statements.iter().filter(is_offer).filter(|&&id| price(id).next().is_some()) {
        let (holder, what) = (corpus[id].holder, corpus[id].what);
        if free.contains(&(holder, what)) {
            continue;
        }
        let place = *places.entry((holder, what)).or_insert(menus.len());
        match menus.get_mut(place) {
            Some(menu) => menu.offers.push(id),
            None => menus.push(Menu { holder, what, offers: vec![id], clauses: Vec::new() }),
        }
    }
    for menu in &mut menus {
        // One price of each bargain at a time: (a and b) or c is (a or c) and (b or c).
        let prices: Vec<Vec<Clause>> =
            menu.offers.iter().map(|&id| price(id).map(|condition| ways(condition, true)).collect()).collect();
        menu.clauses = one_of_each(&prices);
        menu.clauses.iter_mut().for_each(|clause| clause.push(literal(menu.what, false)));
    }
    menus
}
