//! Articles, and what the desk itself holds to be so.

use compact_str::CompactString;

use crate::date::PartialDate;
use crate::id::{ArticleId, PropositionId};
use crate::text::{FileId, Place};

/// A text that statements were found in.
#[derive(Clone, Debug)]
pub struct Article {
    pub slug: CompactString,
    pub publisher: Option<CompactString>,
    pub title: Option<CompactString>,
    pub published: PartialDate,
    pub url: Option<CompactString>,
    /// The name of the file that the article was taken from, where the project holds only a digest of it.
    pub original: Option<CompactString>,
    /// The SHA-256 of the original, in hexadecimal.
    pub sha256: Option<CompactString>,
    /// The text that quotes are anchored in, where it is at hand.
    pub text: Option<FileId>,
    pub note: Option<CompactString>,
    pub place: Place,
    pub published_place: Place,
}

/// What the desk found out about a proposition.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// It came about on that date.
    Happened(PartialDate),
    /// It had not come about by that date, or is not so. It may still come about.
    DidNotHappen(PartialDate),
}

/// What the desk itself holds to be so, with its reason.
#[derive(Clone, Debug)]
pub struct Verdict {
    pub what: PropositionId,
    pub outcome: Outcome,
    pub because: CompactString,
    pub article: Option<ArticleId>,
    pub place: Place,
}
