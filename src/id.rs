//! Typed ids: which record is meant, in four bytes, with no way to mistake an actor for a proposition.
//!
//! An editor types a *slug* (`"relations-restored"`); the [`Corpus`](crate::corpus::Corpus) turns each into the place
//! of the record in its table. Tables of actors, issues, propositions and articles are sorted by slug, so that the
//! order of two ids is the order of their slugs, and whatever is sorted by id comes out the same on every machine.

use std::fmt;
use std::num::NonZeroU32;

macro_rules! typed_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(NonZeroU32);

        impl $name {
            /// The id of the record at a place in its table.
            ///
            /// # Panics
            /// Where a table holds more than four billion records, which no machine's memory does.
            pub fn new(index: usize) -> $name {
                // Counted from 1, so that an `Option` of an id takes no more room than the id.
                let number = u32::try_from(index + 1).ok().and_then(NonZeroU32::new);
                $name(number.expect("a table of fewer than four billion records"))
            }

            /// The place of the record in its table.
            pub fn index(self) -> usize {
                self.0.get() as usize - 1
            }
        }
    )*};
}

typed_ids! {
    /// A state, an organisation, a person, anyone who can hold a position.
    ActorId;
    /// A group of propositions that are negotiated together.
    IssueId;
    /// What positions and claims are about.
    PropositionId;
    /// A text that statements were found in.
    ArticleId;
    /// One thing that somebody said: a position or a claim. In the order of files and of places in them.
    StatementId;
    /// One entry of a statement's `only_if`, `only_after`, `unless` or `in_return_for`.
    ConditionId;
    /// One quote of one statement.
    QuoteId;
}

/// What is wrong with a slug; the message says what to write instead.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadSlug {
    proposal: String,
}

impl fmt::Display for BadSlug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.proposal.as_str() {
            "" => write!(f, "an id needs at least one letter or digit"),
            proposal => write!(f, "an id is written in lower case, with `-` between its words: `{proposal}`"),
        }
    }
}

/// Checks a slug: letters of any script without capitals, digits, and `-`, `_`, `.` or `/` between them.
pub fn check_slug(slug: &str) -> Result<(), BadSlug> {
    let is_joint = |c: char| matches!(c, '-' | '_' | '.' | '/');
    let is_good = |c: char| is_joint(c) || (c.is_alphanumeric() && !c.is_uppercase());
    let has_words = slug.chars().any(char::is_alphanumeric);
    let ends_well = !slug.starts_with(is_joint) && !slug.ends_with(is_joint);
    if has_words && ends_well && slug.chars().all(is_good) { Ok(()) } else { Err(BadSlug { proposal: slugify(slug) }) }
}

/// Makes a slug of any words: `Volodymyr Zelenskyy` becomes `volodymyr-zelenskyy`. Empty where there are no words.
pub fn slugify(words: &str) -> String {
    let lower = words.to_lowercase();
    let parts = lower.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_may_be_of_any_script_but_not_have_capitals_or_spaces() {
        for good in ["usa", "clash-report-2025-06-20", "київ", "a/b.c_d"] {
            assert_eq!(check_slug(good), Ok(()), "{good}");
        }
        for (bad, proposal) in [("USA", "usa"), ("US Diplomats", "us-diplomats"), ("-x", "x"), ("", ""), ("…", "")] {
            assert_eq!(check_slug(bad), Err(BadSlug { proposal: proposal.into() }), "{bad}");
        }
    }
}
