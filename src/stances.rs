//! What holders' words, as they stand, decide: what each insists on or rules out, directly or through the constraints of
//! the codebook, and on which conditions each would move.
//!
//! Only a *must* in force decides (SEMANTICS.md, 1.2), and only one without conditions: "never, unless …" leaves a door
//! open, and a rule that cannot tell says nothing.

use rayon::prelude::*;

use crate::background::{Background, literal, proposition};
use crate::corpus::{Alternative, Board, Condition, ConditionKind, Corpus, Force};
use crate::id::{ActorId, ConditionId, PropositionId, StatementId};
use crate::logic::literal::Literal;
use crate::standing::Standing;

/// The statement by which a holder rules a proposition out.
pub fn ruled_out(
    corpus: &Corpus,
    standing: &Standing,
    background: &Background,
    holder: ActorId,
    what: PropositionId,
) -> Option<StatementId> {
    commitment(corpus, standing, background, holder, literal(what, false))
}

/// The statement that decides whether a holder could live with a proposition: by insisting on it, or by ruling it out.
pub fn decided(
    corpus: &Corpus,
    standing: &Standing,
    background: &Background,
    holder: ActorId,
    what: PropositionId,
) -> Option<StatementId> {
    let commitment = |is_positive| commitment(corpus, standing, background, holder, literal(what, is_positive));
    commitment(true).or_else(|| commitment(false))
}

/// A must of a holder from which a literal follows; of several, one that says it most directly.
fn commitment(
    corpus: &Corpus,
    standing: &Standing,
    background: &Background,
    holder: ActorId,
    wanted: Literal,
) -> Option<StatementId> {
    if !background.has_consequences(!wanted) {
        return must(corpus, standing, holder, wanted);
    }
    // A must entails what is wanted exactly where it cannot hold beside the negation of what is wanted.
    let refuted = background.excluded_by(!wanted).iter().copied();
    std::iter::once(wanted).chain(refuted).find_map(|literal| must(corpus, standing, holder, literal))
}

/// The latest must of a holder that says a literal in so many words.
fn must(corpus: &Corpus, standing: &Standing, holder: ActorId, said: Literal) -> Option<StatementId> {
    let slot = standing.slot(holder, proposition(said), Board::Outcome);
    slot.iter().copied().rev().find(|&id| {
        let statement = &corpus[id];
        standing.in_force(id)
            && statement.verb.force() == Force::Must
            && statement.is_positive() == said.is_positive()
            && !statement.is_conditional()
    })
}

/// The conditions of positions in force, by holder and proposition. A condition that was said many times comes once, on
/// the best word there is for it: not from a source without a name if that can be helped, and the latest.
pub fn conditions_in_force<'a>(corpus: &'a Corpus, standing: &Standing) -> Vec<(ConditionId, &'a Condition)> {
    let positions = standing.in_force_on(corpus, Board::Outcome);
    let mut conditions: Vec<_> = positions.flat_map(|statement| corpus.conditions_of(statement)).collect();
    conditions.par_sort_by(|&(a_id, a), &(b_id, b)| {
        let weight = |condition: &Condition| {
            let statement = &corpus[condition.statement];
            (statement.basis.is_weak(), std::cmp::Reverse(statement.said.last_day()))
        };
        terms(corpus, a).cmp(&terms(corpus, b)).then_with(|| (weight(a), a_id).cmp(&(weight(b), b_id)))
    });
    conditions.dedup_by(|(_, a), (_, b)| terms(corpus, a) == terms(corpus, b));
    conditions
}

/// What a condition says, whoever wrote it down and however often.
fn terms<'a>(
    corpus: &Corpus,
    condition: &'a Condition,
) -> (ActorId, PropositionId, bool, ConditionKind, &'a [Alternative]) {
    let statement = &corpus[condition.statement];
    (statement.holder, statement.what, statement.is_positive(), condition.kind, &condition.alternatives)
}
