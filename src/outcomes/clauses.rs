//! What a statement says of outcomes, as clauses over propositions (SEMANTICS.md, 1.2 and 1.3).

use super::is_readiness;
use crate::background::{literal, stance};
use crate::corpus::{Alternative, Board, Condition, ConditionKind, Corpus, Force, Verb};
use crate::id::StatementId;
use crate::logic::formula::Clause;
use crate::logic::literal::Literal;

/// Conditions with many alternatives each would make as many clauses as there are ways to choose among them. A position
/// that would make more than these leaves, as far as we are concerned, a door open.
const MOST_CLAUSES: usize = 4_096;

/// What a statement rules out of every outcome that its holder would live with.
pub(super) fn limits_of(corpus: &Corpus, id: StatementId) -> Vec<Clause> {
    let statement = &corpus[id];
    let side = stance(statement);
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

/// Shows all that a statement could rule out by itself, clause by clause. Of a menu of offers, each limits as if it were
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

/// Shows what comes about where a statement is taken at its word, clause by clause: its thing, and that its conditions are
/// met. Nothing for preferences, and for what is only turned down.
pub fn taken_at_its_word(corpus: &Corpus, id: StatementId, mut show: impl FnMut(&[Literal])) {
    let statement = &corpus[id];
    if !is_readiness(statement.verb) && statement.verb.force() != Force::Threat {
        return;
    }
    show(&[stance(statement)]);
    for (_, condition) in corpus.conditions_of(id) {
        match (condition.kind, condition.only_way()) {
            (ConditionKind::Unless, _) => {
                condition.alternatives.iter().for_each(|way| show(&[literal(way.what, false)]));
            }
            (_, Some(way)) => show(&[literal(way.what, true)]),
            (_, None) => show(&ways(condition, true)),
        }
    }
}

/// The same, as a list.
pub(super) fn at_its_word(corpus: &Corpus, id: StatementId) -> Vec<Clause> {
    let mut clauses = Vec::new();
    taken_at_its_word(corpus, id, |clause| clauses.push(clause.to_vec()));
    clauses
}

/// That a condition is met: one of its ways comes about or, of an `unless`, none does.
pub(super) fn met(condition: &Condition) -> Vec<Clause> {
    match condition.kind {
        ConditionKind::Unless => ways(condition, false).into_iter().map(|way| vec![way]).collect(),
        _ => vec![ways(condition, true)],
    }
}

pub(super) fn ways(condition: &Condition, is_positive: bool) -> Clause {
    condition.alternatives.iter().map(|way: &Alternative| literal(way.what, is_positive)).collect()
}

/// Every clause that takes one clause of each list; the empty one alone where there is no list. None where they would
/// be too many.
pub(super) fn one_of_each(lists: &[Vec<Clause>]) -> Vec<Clause> {
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
