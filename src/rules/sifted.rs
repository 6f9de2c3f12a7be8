//! What came of a search that may have to leave something out, and how that is said: where an editor was told nothing, there
//! must be nothing, or it must be said that nobody looked.

use super::words::quoted;
use super::{Caveat, Context, Finding, Rule};
use crate::id::StatementId;

/// What a search found, and where it did not look.
pub(super) struct Sifted<T> {
    pub found: Vec<T>,
    pub left_out: Vec<LeftOut>,
}

/// Statements that hang together, and among which not all was looked for.
pub(super) struct LeftOut {
    /// In order. Never empty.
    statements: Vec<StatementId>,
}

impl<T> Sifted<T> {
    pub fn nothing() -> Sifted<T> {
        Sifted { found: Vec::new(), left_out: Vec::new() }
    }

    /// All that several searches found and left out, in order.
    pub fn of_all(parts: impl IntoIterator<Item = Sifted<T>>) -> Sifted<T> {
        let mut all = Sifted::nothing();
        for part in parts {
            all.found.extend(part.found);
            all.left_out.extend(part.left_out);
        }
        all
    }
}

impl LeftOut {
    /// Nothing where there are no statements: what the codebook rules out by itself is nobody's.
    pub fn of(statements: Vec<StatementId>) -> Option<LeftOut> {
        (!statements.is_empty()).then_some(LeftOut { statements })
    }

    pub fn statements(&self) -> &[StatementId] {
        &self.statements
    }

    /// The finding that some of `what` a rule looks for may be missing. It is a note whatever the rule's level: nothing is
    /// known to be wrong.
    pub fn finding(&self, context: &Context<'_>, rule: &'static Rule, what: &str) -> Finding {
        let corpus = context.corpus;
        let first = self.statements[0];
        let around = quoted(corpus, corpus[first].what);
        let message = match self.statements.len() {
            1 => format!("so much hangs together around {around} that {what} were not all looked for"),
            number => format!(
                "{number} statements hang together here, around {around} and others: {what} among them were not all \
                 looked for"
            ),
        };
        let mut finding = Finding::new(rule, corpus[first].place(|at| at.verb), message)
            .at("the first of them")
            .resting_on(corpus, &[first])
            .with_help("`standoff settle --issue …` looks at one issue by itself, and further");
        finding.caveats.push(Caveat::Unsearched);
        finding
    }
}
