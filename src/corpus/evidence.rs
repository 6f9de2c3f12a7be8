//! Quotes, and where each stands in its article.

use crate::id::{ArticleId, StatementId};
use crate::text::{Passage, Place};

/// The words that a statement rests on.
#[derive(Clone, Debug)]
pub struct Quote {
    pub statement: StatementId,
    pub article: Option<ArticleId>,
    pub exact: Passage,
    /// What stands right before the words, to tell them from the same words elsewhere.
    pub prefix: Option<Passage>,
    /// What stands right after them.
    pub suffix: Option<Passage>,
    pub anchor: Anchor,
    /// Where the quote was typed.
    pub place: Place,
}

/// Where a quote stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Anchor {
    /// Here, in the article's text.
    Found(Place),
    /// No copy of the text is at hand.
    Unchecked,
    /// In more than one place; the places, as many as were looked for.
    Ambiguous(Box<[Place]>),
    /// The words stand in these places, but nowhere between the given prefix and suffix.
    OutOfContext(Box<[Place]>),
    /// Nowhere; the passage that is most alike, if any is, and the first word of the quote that differs from it.
    Missing { nearest: Option<Place>, difference: Option<Box<Difference>> },
    /// The quote has no words in it.
    Empty,
}

/// A word of a quote, and what stands in its place in the text. Either may be empty, where the other has no counterpart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    pub quoted: String,
    pub printed: String,
}
