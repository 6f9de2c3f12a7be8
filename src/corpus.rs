//! What is meant: the records of all sheets, resolved, indexed and immutable.
//!
//! A record is what an editor typed; the corpus is what it means. Each id in it resolves, each date is a date and each
//! condition knows its proposition, so that no rule and no picture ever meets a dangling one. What could not be
//! resolved was reported on the way and is not here.

mod actor;
mod article;
mod background;
mod condition;
mod evidence;
mod exception;
mod proposition;
mod references;
mod resolve;
mod statement;

use std::ops::Index;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

pub use actor::{Actor, Mandate, Standing as VoiceStanding};
pub use article::{Article, Outcome, Verdict};
pub use background::{Constraint, Relation};
pub use condition::{Alternative, Condition};
pub use evidence::{Anchor, Difference, Quote};
pub use exception::{Exception, Named};
pub use proposition::{Issue, Proposition};
pub use references::{Mention, Reference, References, Referent, Role, mentions};
pub use resolve::{Names, Texts, resolve, slips};
pub use statement::{Statement, StatementPlaces};

pub use crate::vocabulary::{ActorKind, Basis, Board, ConditionKind, Firmness, Force, Verb};

use crate::id::{ActorId, ArticleId, ConditionId, IssueId, PropositionId, QuoteId, StatementId};
use crate::text::Passage;

/// All records of a project, each id resolved. Tables are sorted as [`crate::id`] says.
#[derive(Debug, Default)]
pub struct Corpus {
    actors: Vec<Actor>,
    issues: Vec<Issue>,
    propositions: Vec<Proposition>,
    articles: Vec<Article>,
    statements: Vec<Statement>,
    conditions: Vec<Condition>,
    quotes: Vec<Quote>,
    constraints: Vec<Constraint>,
    verdicts: Vec<Verdict>,
    /// Their places in the table, made when first asked for.
    verdicts_by_proposition: OnceLock<FxHashMap<PropositionId, Vec<usize>>>,
    /// For each statement without an id, how many before it would bear the same name; counted when first asked for.
    namesakes_before: OnceLock<Vec<u32>>,
    /// The made names of statements without an id; indexed when first asked for.
    made_names: OnceLock<FxHashMap<compact_str::CompactString, StatementId>>,
    acceptances: Vec<Exception>,
    expectations: Vec<Exception>,
    /// Statements that carry an `id` of their own; the others are named by [`Corpus::statement_name`].
    named_statements: FxHashMap<Passage, StatementId>,
}

macro_rules! tables {
    ($($table:ident: $id:ident => $record:ident, $ids:ident, $doc:literal;)*) => {
        impl Corpus {$(
            #[doc = $doc]
            pub fn $table(&self) -> &[$record] {
                &self.$table
            }

            #[doc = concat!("The ids of [`Corpus::", stringify!($table), "`], in order.")]
            pub fn $ids(&self) -> impl ExactSizeIterator<Item = $id> + DoubleEndedIterator + use<> {
                (0..self.$table.len()).map($id::new)
            }
        )*}
        $(impl Index<$id> for Corpus {
            type Output = $record;

            fn index(&self, id: $id) -> &$record {
                &self.$table[id.index()]
            }
        })*
    };
}

tables! {
    actors: ActorId => Actor, actor_ids, "All actors, sorted by slug.";
    issues: IssueId => Issue, issue_ids, "All issues, sorted by slug.";
    propositions: PropositionId => Proposition, proposition_ids, "All propositions, sorted by slug.";
    articles: ArticleId => Article, article_ids, "All articles, sorted by slug.";
    statements: StatementId => Statement, statement_ids, "All statements, in the order of files and places.";
    conditions: ConditionId => Condition, condition_ids, "All conditions, in the order of their statements.";
    quotes: QuoteId => Quote, quote_ids, "All quotes, in the order of their statements.";
}

impl Corpus {
    /// What the editors hold to be impossible, necessary or the same, in the order of files and places.
    pub fn constraints(&self) -> &[Constraint] {
        &self.constraints
    }

    /// What the desk itself holds to be so.
    pub fn verdicts(&self) -> &[Verdict] {
        &self.verdicts
    }

    /// The findings that editors excuse, each with its reason.
    pub fn acceptances(&self) -> &[Exception] {
        &self.acceptances
    }

    /// The findings that editors expect.
    pub fn expectations(&self) -> &[Exception] {
        &self.expectations
    }

    /// The actor with a slug.
    pub fn actor(&self, slug: &str) -> Option<ActorId> {
        self.actors.binary_search_by(|actor| actor.slug.as_str().cmp(slug)).ok().map(ActorId::new)
    }

    /// The issue with a slug.
    pub fn issue(&self, slug: &str) -> Option<IssueId> {
        self.issues.binary_search_by(|issue| issue.slug.as_str().cmp(slug)).ok().map(IssueId::new)
    }

    /// The proposition with a slug.
    pub fn proposition(&self, slug: &str) -> Option<PropositionId> {
        self.propositions.binary_search_by(|p| p.slug.as_str().cmp(slug)).ok().map(PropositionId::new)
    }

    /// The article with a slug.
    pub fn article(&self, slug: &str) -> Option<ArticleId> {
        self.articles.binary_search_by(|article| article.slug.as_str().cmp(slug)).ok().map(ArticleId::new)
    }

    /// A statement's conditions, in the order they were typed.
    pub fn conditions_of(&self, statement: StatementId) -> impl ExactSizeIterator<Item = (ConditionId, &Condition)> {
        let range = self[statement].conditions.clone();
        range.map(|index| (ConditionId::new(index as usize), &self.conditions[index as usize]))
    }

    /// What a statement asks for, in whatever order it was typed, and each thing once: what two statements have in common
    /// that come with the same conditions.
    pub fn terms_of(&self, statement: StatementId) -> Vec<(ConditionKind, &[Alternative])> {
        let conditions = self.conditions_of(statement).map(|(_, condition)| (condition.kind, &*condition.alternatives));
        let mut terms: Vec<_> = conditions.collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// A statement's quotes, in the order they were typed.
    pub fn quotes_of(&self, statement: StatementId) -> impl ExactSizeIterator<Item = (QuoteId, &Quote)> {
        let range = self[statement].quotes.clone();
        range.map(|index| (QuoteId::new(index as usize), &self.quotes[index as usize]))
    }

    /// The desk's verdicts on a proposition.
    pub fn verdicts_on(&self, proposition: PropositionId) -> impl Iterator<Item = &Verdict> {
        let by_proposition = self.verdicts_by_proposition.get_or_init(|| {
            let mut places: FxHashMap<PropositionId, Vec<usize>> = FxHashMap::default();
            for (index, verdict) in self.verdicts.iter().enumerate() {
                places.entry(verdict.what).or_default().push(index);
            }
            places
        });
        by_proposition.get(&proposition).into_iter().flatten().map(|&index| &self.verdicts[index])
    }

    /// Who would have to bring a condition about: the actors named beside it, else those of the proposition's `by`,
    /// else the ones the statement is addressed to.
    pub fn performers<'a>(&'a self, condition: &Condition, alternative: &'a Alternative) -> &'a [ActorId] {
        let candidates = [&alternative.by, &self[alternative.what].by, &self[condition.statement].addressees];
        candidates.into_iter().find(|actors| !actors.is_empty()).map_or(&[], |actors| actors)
    }
}
