//! What views are made of, and where their links lead.

use std::fmt;

use crate::background::Background;
use crate::corpus::Corpus;
use crate::graph::KnowledgeGraph;
use crate::id::{ActorId, ArticleId, IssueId, PropositionId, QuoteId, StatementId};
use crate::standing::Standing;
use crate::waits::Waits;

/// All that a view may look at.
#[derive(Clone, Copy, Debug)]
pub struct Material<'a> {
    pub corpus: &'a Corpus,
    pub graph: &'a KnowledgeGraph,
    pub standing: &'a Standing,
    pub background: &'a Background,
    pub waits: &'a Waits,
    /// Two voices of one holder that differ within so many days are mixed signals, and no change of position.
    pub mixed_signals_days: i32,
    pub links: &'a dyn Links,
}

/// Says where a reader who clicks is led: to a page, to a sheet, to the words in an article.
pub trait Links: fmt::Debug + Sync {
    /// The address of what a mark of a picture stands for; nothing where a click shall lead nowhere.
    fn address(&self, corpus: &Corpus, target: Target<'_>) -> Option<String>;
}

/// What a mark of a picture stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target<'a> {
    Actor(ActorId),
    Issue(IssueId),
    Proposition(PropositionId),
    Article(ArticleId),
    Statement(StatementId),
    Quote(QuoteId),
    /// A finding, by its id.
    Finding(&'a str),
}

/// Links to places within one page: `#actor/russia`, or `report.html#actor/russia` where the page has a name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Anchors {
    pub page: String,
}

impl Links for Anchors {
    fn address(&self, corpus: &Corpus, target: Target<'_>) -> Option<String> {
        let place = match target {
            Target::Actor(id) => format!("actor/{}", corpus[id].slug),
            Target::Issue(id) => format!("issue/{}", corpus[id].slug),
            Target::Proposition(id) => format!("proposition/{}", corpus[id].slug),
            Target::Article(id) => format!("article/{}", corpus[id].slug),
            Target::Statement(id) => format!("statement/{}", corpus.statement_name(id)),
            Target::Quote(id) => format!("statement/{}", corpus.statement_name(corpus[id].statement)),
            Target::Finding(id) => format!("finding/{id}"),
        };
        Some(format!("{}#{place}", self.page))
    }
}

/// No links at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct NoLinks;

impl Links for NoLinks {
    fn address(&self, _: &Corpus, _: Target<'_>) -> Option<String> {
        None
    }
}
