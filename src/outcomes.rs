//! Which outcomes holders could live with: positions and constraints as clauses (SEMANTICS.md, 1.2 to 1.4).
//!
//! A *must* (`Demands`, `Rejects`, …) holds in every outcome that its holder would accept. A *may* (`Offers`, …) only
//! has to be possible; but what it asks for limits the outcomes all the same: who offers `p` only if `q` accepts no outcome
//! with `p` and without `q`. Preferences and threats limit nothing.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::background::{Background, literal, proposition};
use crate::corpus::{Alternative, Board, Condition, ConditionKind, Constraint, Corpus, Force, Verb};
use crate::id::{ActorId, PropositionId, StatementId};
use crate::logic::budget::Budget;
use crate::logic::formula::{Clause, Formula};
use crate::logic::irreducible::shrink;
use crate::logic::literal::Literal;
use crate::logic::oracle::{Oracle, Verdict};
use crate::standing::is_bargain;

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
    supposed: Vec<Clause>,
}

/// A position: what one holder says, once or many times.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Position {
    pub holder: ActorId,
    /// Earliest first. Never empty.
    pub statements: Vec<StatementId>,
}

/// Conditions with many alternatives each would make as many clauses as there are ways to choose among them. A position
/// that would make more than these leaves, as far as we are concerned, a door open.
const MOST_CLAUSES: usize = 64;

impl Outcomes {
    /// The outcomes that some positions, all in force at one time, leave open on a board. What does not limit them
    /// (a wish, a threat, an offer without a condition) makes no group.
    pub fn new(corpus: &Corpus, background: &Background, statements: &[StatementId]) -> Outcomes {
        let said = clauses_by_position(corpus, statements);
        let offered: Vec<Clause> = statements.iter().filter_map(|&id| test_of(corpus, id)).flatten().collect();
        let spoken_of = said.iter().flat_map(|(_, clauses)| clauses).chain(&offered).flatten();
        let (propositions, constraints) = background.reach(corpus, spoken_of.map(|&literal| proposition(literal)));
        let mut outcomes = Outcomes {
            formula: Formula::new(),
            positions: Vec::new(),
            propositions,
            constraints: constraints.clone(),
            supposed: Vec::new(),
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
        if let Ok(variable) = self.propositions.binary_search(&what) {
            let clause = vec![Literal::new(variable, holds)];
            self.formula.always(clause.clone());
            self.supposed.push(clause);
        }
    }

    /// The same outcomes with one more group: that an offer is taken up. Nothing where it is no offer.
    pub fn taking_up(&self, corpus: &Corpus, offer: StatementId) -> Option<Formula> {
        let taken_up = self.taken_up(corpus, offer)?;
        let mut formula = self.formula.clone();
        formula.group(taken_up);
        Some(formula)
    }

    /// The same outcomes with all offers taken up at once, which nobody asked for: where even that can hold, each can.
    /// Beside it, the statements that each of its groups comes from.
    pub fn taking_up_all(&self, corpus: &Corpus, statements: &[StatementId]) -> (Formula, Vec<Vec<StatementId>>) {
        let mut formula = self.formula.clone();
        let mut said: Vec<Vec<StatementId>> =
            self.positions.iter().map(|position| position.statements.clone()).collect();
        for &id in statements {
            if let Some(taken_up) = self.taken_up(corpus, id) {
                formula.group(taken_up);
                said.push(vec![id]);
            }
        }
        (formula, said)
    }

    /// What has to be possible for an offer to be meant.
    fn taken_up(&self, corpus: &Corpus, offer: StatementId) -> Option<Vec<Clause>> {
        Some(test_of(corpus, offer)?.iter().map(|clause| self.renamed(clause)).collect())
    }

    /// The constraints of the codebook by which some groups of a formula over these outcomes exclude one another: as few
    /// as are needed.
    pub fn reasons<'c>(&self, corpus: &'c Corpus, background: &Background, clauses: &[Clause]) -> Vec<&'c Constraint> {
        let mut formula = Formula::new();
        clauses.iter().chain(&self.supposed).for_each(|clause| formula.always(clause.clone()));
        for &number in &self.constraints {
            let clauses = background.clauses_of(&corpus.constraints()[number]);
            formula.group(clauses.iter().map(|clause| self.renamed(clause)).collect::<Vec<_>>());
        }
        let budget = Budget::default();
        let mut oracle = Oracle::new(&formula, &budget);
        match oracle.holds_with(&formula.all_groups(), &[]) {
            Verdict::Impossible(core) => {
                let core = shrink(&mut oracle, core).core;
                core.groups.iter().map(|&group| &corpus.constraints()[self.constraints[group]]).collect()
            }
            Verdict::Possible(_) | Verdict::Unknown => Vec::new(),
        }
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

/// The clauses of each position, in the order of its first statement.
fn clauses_by_position(corpus: &Corpus, statements: &[StatementId]) -> Vec<(Position, Vec<Clause>)> {
    let mut places: FxHashMap<(ActorId, Vec<Clause>), usize> = FxHashMap::default();
    let mut positions: Vec<(Position, Vec<Clause>)> = Vec::new();
    let menus = menus(corpus, statements);
    let mut add = |holder: ActorId, statements: Vec<StatementId>, clauses: Vec<Clause>| {
        if clauses.is_empty() {
            return;
        }
        let place = *places.entry((holder, clauses.clone())).or_insert(positions.len());
        match positions.get_mut(place) {
            Some((position, _)) => position.statements.extend(statements),
            None => positions.push((Position { holder, statements }, clauses)),
        }
    };
    for &id in statements.iter().filter(|&&id| !is_bargain(corpus, id)) {
        add(corpus[id].holder, vec![id], limits_of(corpus, id));
    }
    for (holder, bargains, clauses) in menus {
        add(holder, bargains, clauses);
    }
    for (position, _) in &mut positions {
        position.statements.sort_by_key(|&id| (corpus[id].said.first_day(), id));
    }
    positions
}

/// The bargains of each holder about each thing, with what they limit together: the thing comes with what one of them
/// asks for. A menu limits nothing where the holder is also ready for the thing without a condition.
fn menus(corpus: &Corpus, statements: &[StatementId]) -> Vec<(ActorId, Vec<StatementId>, Vec<Clause>)> {
    let mut places: FxHashMap<(ActorId, PropositionId), usize> = FxHashMap::default();
    let mut menus: Vec<(ActorId, PropositionId, Vec<StatementId>)> = Vec::new();
    for &id in statements.iter().filter(|&&id| is_bargain(corpus, id)) {
        let (holder, what) = (corpus[id].holder, corpus[id].what);
        let place = *places.entry((holder, what)).or_insert(menus.len());
        match menus.get_mut(place) {
            Some((_, _, bargains)) => bargains.push(id),
            None => menus.push((holder, what, vec![id])),
        }
    }
    let is_free_offer = |&&id: &&StatementId| corpus[id].verb.force() == Force::May && !corpus[id].is_conditional();
    let free: FxHashSet<(ActorId, PropositionId)> =
        statements.iter().filter(is_free_offer).map(|&id| (corpus[id].holder, corpus[id].what)).collect();
    let is_free = |holder: ActorId, what: PropositionId| free.contains(&(holder, what));
    let with_clauses = menus.into_iter().filter(|&(holder, what, _)| !is_free(holder, what));
    let with_clauses = with_clauses.map(|(holder, what, bargains)| {
        // One price of each bargain at a time: (a and b) or c is (a or c) and (b or c).
        let prices: Vec<Vec<Clause>> = bargains
            .iter()
            .map(|&id| corpus.conditions_of(id).map(|(_, condition)| ways(condition, true)).collect())
            .collect();
        let clauses = one_of_each(&prices).into_iter().map(|mut clause| {
            clause.push(literal(what, false));
            clause
        });
        (holder, bargains, clauses.collect())
    });
    with_clauses.collect()
}

/// Shows all that a statement could rule out by itself, clause by clause. Of a menu of bargains, each limits as if it were
/// the only one, so that no conflict of several could be missed by looking at each alone.
pub fn strictest_limits(corpus: &Corpus, id: StatementId, mut show: impl FnMut(&[Literal])) {
    if corpus[id].verb.force() != Force::May || corpus[id].board() == Board::Fact {
        return limits_of(corpus, id).iter().for_each(|clause| show(clause));
    }
    let not_offered = literal(corpus[id].what, false);
    for (_, condition) in corpus.conditions_of(id).filter(|(_, condition)| condition.kind != ConditionKind::Unless) {
        match condition.only_way() {
            Some(way) => show(&[literal(way.what, true), not_offered]),
            None => show(&[ways(condition, true), vec![not_offered]].concat()),
        }
    }
}

/// Shows what has to be possible if an offer is taken up, clause by clause; nothing where it is no offer.
pub fn taking_up(corpus: &Corpus, id: StatementId, mut show: impl FnMut(&[Literal])) {
    if corpus[id].verb.force() != Force::May {
        return;
    }
    show(&[literal(corpus[id].what, true)]);
    for (_, condition) in corpus.conditions_of(id) {
        let is_positive = condition.kind != ConditionKind::Unless;
        match &*condition.alternatives {
            alternatives if is_positive && alternatives.len() > 1 => show(&ways(condition, true)),
            alternatives => alternatives.iter().for_each(|way| show(&[literal(way.what, is_positive)])),
        }
    }
}

/// What a statement rules out of every outcome that its holder would live with.
fn limits_of(corpus: &Corpus, id: StatementId) -> Vec<Clause> {
    let statement = &corpus[id];
    let side = literal(statement.what, statement.is_positive());
    if statement.board() == Board::Fact {
        return vec![vec![side]];
    }
    let conditions = || corpus.conditions_of(id).map(|(_, condition)| condition);
    let necessary = |condition: &&Condition| matches!(condition.kind, ConditionKind::OnlyIf | ConditionKind::OnlyAfter);
    // "p only with q": p comes with one of the ways to have q.
    let comes_with = |condition: &Condition| {
        let mut clause = ways(condition, true);
        clause.push(!side);
        clause
    };
    match statement.verb.force() {
        Force::Must => {
            let mut clauses = insisted_on(side, conditions());
            if statement.verb == Verb::Promises {
                clauses.extend(conditions().filter(necessary).map(comes_with));
            }
            clauses
        }
        Force::May => conditions().filter(necessary).map(comes_with).collect(),
        Force::Preference | Force::Threat => Vec::new(),
    }
}

/// Where all conditions are met, and no way out of an `unless` is open, the side is taken.
fn insisted_on<'a>(side: Literal, conditions: impl Iterator<Item = &'a Condition>) -> Vec<Clause> {
    let (escapes, premises): (Vec<&Condition>, Vec<&Condition>) =
        conditions.partition(|condition| condition.kind == ConditionKind::Unless);
    let escapes: Clause = escapes.into_iter().flat_map(|condition| ways(condition, true)).collect();
    let unmet: Vec<Vec<Clause>> =
        premises.into_iter().map(|premise| ways(premise, false).into_iter().map(|way| vec![way]).collect()).collect();
    let with_side = |mut clause: Clause| {
        clause.extend(&escapes);
        clause.push(side);
        clause
    };
    one_of_each(&unmet).into_iter().map(with_side).collect()
}

/// What has to be possible, besides its holder's musts, for an offer to be meant.
fn test_of(corpus: &Corpus, id: StatementId) -> Option<Vec<Clause>> {
    let mut clauses = Vec::new();
    taking_up(corpus, id, |clause| clauses.push(clause.to_vec()));
    (!clauses.is_empty()).then_some(clauses)
}

fn ways(condition: &Condition, is_positive: bool) -> Clause {
    condition.alternatives.iter().map(|way: &Alternative| literal(way.what, is_positive)).collect()
}

/// Every clause that takes one clause of each list; the empty one alone where there is no list. None where they would
/// be too many.
fn one_of_each(lists: &[Vec<Clause>]) -> Vec<Clause> {
    let number = lists.iter().try_fold(1usize, |number, list| number.checked_mul(list.len()));
    if number.is_none_or(|number| number > MOST_CLAUSES) {
        return Vec::new();
    }
    let mut clauses: Vec<Clause> = vec![Vec::new()];
    for list in lists {
        clauses =
            clauses.iter().flat_map(|before| list.iter().map(move |more| [&before[..], &more[..]].concat())).collect();
    }
    clauses
}
