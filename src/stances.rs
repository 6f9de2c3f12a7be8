//! What holders' words, as they stand, decide: what each insists on or rules out, directly or through the constraints of
//! the codebook, and on which conditions each would move.
//!
//! Only a *must* in force decides (SEMANTICS.md, 1.2), and only one without conditions: "never, unless …" leaves a door
//! open, and a rule that cannot tell says nothing.

use crate::background::{Background, literal, proposition};
use crate::corpus::{Alternative, Board, Condition, ConditionKind, Corpus, Force};
use crate::id::{ActorId, ConditionId, PropositionId, StatementId};
use crate::logic::literal::Literal;
use crate::standing::{Own, Standing};

/// The statement by which a holder rules a proposition out.
pub fn ruled_out(
    standing: &Standing,
    background: &Background,
    holder: ActorId,
    what: PropositionId,
) -> Option<StatementId> {
    commitment(standing, background, holder, literal(what, false))
}

/// The statement that decides whether a holder could live with a proposition: by insisting on it, or by ruling it out.
pub fn decided(
    standing: &Standing,
    background: &Background,
    holder: ActorId,
    what: PropositionId,
) -> Option<StatementId> {
    let commitment = |is_positive| commitment(standing, background, holder, literal(what, is_positive));
    commitment(true).or_else(|| commitment(false))
}

/// A must of a holder from which a literal follows; of several, one that says it most directly.
fn commitment(standing: &Standing, background: &Background, holder: ActorId, wanted: Literal) -> Option<StatementId> {
    if !background.has_consequences(!wanted) {
        return must(standing, holder, wanted);
    }
    // A must entails what is wanted exactly where it cannot hold beside the negation of what is wanted.
    let refuted = background.excluded_by(!wanted).iter().copied();
    std::iter::once(wanted).chain(refuted).find_map(|literal| must(standing, holder, literal))
}

/// The latest must of a holder that says a literal in so many words.
fn must(standing: &Standing, holder: ActorId, said: Literal) -> Option<StatementId> {
    let slot = standing.slot(holder, proposition(said), Board::Outcome);
    let says_so = |own: &&Own| {
        own.ends >= standing.as_of()
            && own.verb.force() == Force::Must
            && own.verb.is_positive() == said.is_positive()
            && !own.is_conditional
    };
    slot.iter().rev().find(says_so).map(|own| own.id)
}

/// The conditions of a kind of positions in force, by holder and proposition. A condition that was said many times comes
/// once, on the best word there is for it: not from a source without a name if that can be helped, and the latest.
pub fn conditions_in_force<'a>(
    corpus: &'a Corpus,
    standing: &Standing,
    is_meant: impl Fn(&Own, &Condition) -> bool,
) -> Vec<(ConditionId, &'a Condition)> {
    let mut conditions = Vec::new();
    let in_force = |own: &&Own| own.is_conditional && own.ends >= standing.as_of();
    for slot in standing.slots().filter(|slot| slot[0].verb.board() == Board::Outcome) {
        let first = conditions.len();
        for own in slot.iter().filter(in_force) {
            conditions.extend(corpus.conditions_of(own.id).filter(|(_, condition)| is_meant(own, condition)));
        }
        sort_by_terms(corpus, &mut conditions[first..]);
        // Nothing of another slot has the same terms, so that the whole may be looked through at the end.
    }
    conditions.dedup_by(|(_, a), (_, b)| terms(corpus, a) == terms(corpus, b));
    conditions
}

/// Of several conditions with the same terms, the one on the best word comes first.
fn sort_by_terms(corpus: &Corpus, conditions: &mut [(ConditionId, &Condition)]) {
    let weight = |condition: &Condition| {
        let statement = &corpus[condition.statement];
        (statement.basis.is_weak(), std::cmp::Reverse(statement.said.last_day()))
    };
    conditions.sort_unstable_by(|&(a_id, a), &(b_id, b)| {
        terms(corpus, a).cmp(&terms(corpus, b)).then_with(|| (weight(a), a_id).cmp(&(weight(b), b_id)))
    });
}

/// What a condition says, whoever wrote it down and however often. Where nobody else is named who would have to meet it, it
/// matters to whom it was said.
fn terms<'a>(corpus: &'a Corpus, condition: &'a Condition) -> Terms<'a> {
    let statement = &corpus[condition.statement];
    let is_named = |way: &Alternative| !way.by.is_empty() || !corpus[way.what].by.is_empty();
    let addressees: &[ActorId] = match condition.alternatives.iter().all(is_named) {
        true => &[],
        false => &statement.addressees,
    };
    let side = (statement.holder, statement.what, statement.is_positive());
    (side, condition.kind, &condition.alternatives, addressees)
}

type Terms<'a> = ((ActorId, PropositionId, bool), ConditionKind, &'a [Alternative], &'a [ActorId]);
