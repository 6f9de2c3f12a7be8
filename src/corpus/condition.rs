//! Conditions: the "if" of a position, as a thing of its own.

use crate::id::{ActorId, PropositionId, StatementId};
use crate::text::Place;
use crate::vocabulary::ConditionKind;

/// One entry of a condition field. Where it has several alternatives (`AnyOf`), any one of them meets it.
#[derive(Clone, Debug)]
pub struct Condition {
    pub statement: StatementId,
    pub kind: ConditionKind,
    /// Never empty.
    pub alternatives: Box<[Alternative]>,
    pub place: Place,
}

/// One way to meet a condition.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Alternative {
    pub what: PropositionId,
    /// Who has to bring it about, where the editor said so beside the condition.
    pub by: Box<[ActorId]>,
}

impl Condition {
    /// The only way to meet it, where there is just one.
    pub fn only_way(&self) -> Option<&Alternative> {
        match &*self.alternatives {
            [alternative] => Some(alternative),
            _ => None,
        }
    }

    /// Whether another condition asks for the same in the same way, wherever it was typed.
    pub fn same_terms(&self, other: &Condition) -> bool {
        self.kind == other.kind && self.alternatives == other.alternatives
    }
}
