//! A finding: what does not fit, on which statements it rests, and where they stand.

use super::{Context, Rule, words};
use crate::corpus::{Constraint, Corpus, Named, Statement};
use crate::diagnostic::Label;
use crate::id::{ActorId, PropositionId, StatementId};
use crate::text::Place;

/// Why a finding is one level lower than its rule's.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Caveat {
    /// It rests on an old position that was never withdrawn, as far as is recorded.
    Presumed,
    /// It rests on a source who would not be named, or on a reading.
    WeakEvidence,
    /// An offer in it is made on a condition, and may be what its holder would fall back on.
    Fallback,
    /// It says that not all was looked at. Whatever its rule's level, it is a note.
    Unsearched,
}

/// How many constraints of one chain are shown.
const MOST_LINKS: usize = 12;

/// What a rule found. It rests on a *minimal* set of statements: without any one of them it is gone.
#[derive(Clone, Debug)]
pub struct Finding {
    pub rule: &'static Rule,
    /// One line that stands alone, in lower case and without a full stop.
    pub message: String,
    /// The statements it rests on, sorted.
    pub statements: Vec<StatementId>,
    /// The actors it is about: the holders of its statements, and those a rule adds.
    pub actors: Vec<ActorId>,
    /// The propositions it is about: those of its statements, and those a rule adds.
    pub propositions: Vec<PropositionId>,
    /// The record of the codebook it is about, where it is not about statements.
    pub record: Option<Named>,
    pub primary: Label,
    /// The other half of the story, each at its own place.
    pub others: Vec<Label>,
    /// What to write, ready to paste where that is possible.
    pub help: Option<String>,
    /// What else is worth knowing: a limit that was reached, a caveat in words.
    pub notes: Vec<String>,
    pub caveats: Vec<Caveat>,
}

impl Finding {
    /// A finding at a place, about nothing yet.
    pub fn new(rule: &'static Rule, place: Place, message: impl Into<String>) -> Finding {
        Finding {
            rule,
            message: message.into(),
            statements: Vec::new(),
            actors: Vec::new(),
            propositions: Vec::new(),
            record: None,
            primary: Label::new(place, ""),
            others: Vec::new(),
            help: None,
            notes: Vec::new(),
            caveats: Vec::new(),
        }
    }

    /// The words beside the place.
    pub fn at(mut self, text: impl Into<String>) -> Finding {
        self.primary.text = text.into();
        self
    }

    /// The statements it rests on; their holders and propositions come with them.
    pub fn resting_on(mut self, corpus: &Corpus, statements: &[StatementId]) -> Finding {
        self.statements.extend_from_slice(statements);
        self.actors.extend(statements.iter().map(|&id| corpus[id].holder));
        self.propositions.extend(statements.iter().map(|&id| corpus[id].what));
        self.statements.sort_unstable();
        self.statements.dedup();
        self.actors.sort_unstable();
        self.actors.dedup();
        self.propositions.sort_unstable();
        self.propositions.dedup();
        self
    }

    /// Another half of the story, at the place of a part of a statement.
    pub fn with_label(mut self, place: Place, text: impl Into<String>) -> Finding {
        self.others.push(Label::new(place, text));
        self
    }

    /// Labels for the constraints of the codebook by which its statements meet. Of a very long chain, the first are shown.
    pub fn linked_by(mut self, corpus: &Corpus, constraints: Option<Vec<&Constraint>>) -> Finding {
        let constraints = constraints.unwrap_or_default();
        let shown = constraints.iter().take(MOST_LINKS);
        self.others.extend(shown.map(|link| Label::new(link.place, words::constraint(corpus, link))));
        match constraints.len().saturating_sub(MOST_LINKS) {
            0 => self,
            more => self.with_note(format!("the chain of constraints goes on: {more} more")),
        }
    }

    pub fn with_help(mut self, help: impl Into<String>) -> Finding {
        self.help = Some(help.into());
        self
    }

    pub fn with_note(mut self, note: impl Into<String>) -> Finding {
        self.notes.push(note.into());
        self
    }

    /// The record of the codebook it is about.
    pub fn about(mut self, record: Named) -> Finding {
        self.record = Some(record);
        match record {
            Named::Actor(id) => self.actors.push(id),
            Named::Proposition(id) => self.propositions.push(id),
            Named::Issue(_) | Named::Article(_) => {}
        }
        self
    }

    /// Says, and lowers the finding for it, when a statement that it rests on is weakly sourced, or is only presumed
    /// to have held when the last of them was said.
    pub fn weighed(mut self, context: &Context<'_>) -> Finding {
        let corpus = context.corpus;
        if !context.standing.attested(corpus, &self.statements) {
            self.caveats.push(Caveat::Presumed);
            self.notes.push("presumed: an earlier position was not withdrawn, as far as is recorded".into());
        }
        self.sourced(context)
    }

    /// Says, and lowers the finding for it, when a statement that it rests on is weakly sourced. Enough for a finding
    /// about a change, which does not ask whether the earlier statement still held.
    pub fn sourced(mut self, context: &Context<'_>) -> Finding {
        let corpus = context.corpus;
        let mut weak: Vec<String> = self.statements.iter().filter_map(|&id| weakness(corpus, &corpus[id])).collect();
        weak.dedup();
        if !weak.is_empty() {
            self.caveats.push(Caveat::WeakEvidence);
            self.notes.push(format!("rests on {}", weak.join(" and on ")));
        }
        self
    }

    /// Findings are told in the order of the places they point at.
    pub(super) fn sort_key(&self) -> (Place, &'static str, &[StatementId], &str) {
        (self.primary.place, self.rule.name, &self.statements, &self.message)
    }
}

fn weakness(corpus: &Corpus, statement: &Statement) -> Option<String> {
    use crate::corpus::Basis;
    match statement.basis {
        Basis::Unnamed => Some(format!("an unnamed source ({})", corpus[statement.speaker()].name)),
        Basis::Inferred => Some("a reading, not on words that were said".into()),
        Basis::Direct | Basis::Reported => None,
    }
}
