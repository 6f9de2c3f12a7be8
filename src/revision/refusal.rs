//! Why a change is not made. Each says what stands in the way, and where.

use thiserror::Error;

use crate::id::BadSlug;

/// Why nothing is changed.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Refusal {
    #[error("there is no {kind} `{slug}`{}", meant.as_ref().map_or(String::new(), |meant| format!("; did you mean `{meant}`?")))]
    Unknown { kind: &'static str, slug: String, meant: Option<String> },
    #[error("`{slug}` cannot be an id: {reason}")]
    BadId { slug: String, reason: BadSlug },
    #[error("{place}: there is already {} `{slug}`", with_article(kind))]
    Taken { kind: &'static str, slug: String, place: String },
    #[error("`{0}` is its name already")]
    Same(String),
    #[error("{place}: there is a second {kind} `{slug}`; give it another id by hand first")]
    Doubled { kind: &'static str, slug: String, place: String },
    #[error("only two actors or two propositions can become one, and `{slug}` is {}", with_article(kind))]
    Unmergeable { kind: &'static str, slug: String },
    #[error("{place}: {reason}, so they are not one")]
    NotOne { place: String, reason: String },
    #[error("{place}: this record cannot be changed before it is mended; `standoff check` tells what is wrong")]
    Unsound { place: String },
    #[error("{place}: `{slug}` would come to mean another record")]
    ChangesMeaning { place: String, slug: String },
    #[error("{place}: {problem}, then; nothing of that kind is wrong now")]
    Breaks { place: String, problem: String },
}

fn with_article(kind: &str) -> String {
    let article = if kind.starts_with(['a', 'i']) { "an" } else { "a" };
    format!("{article} {kind}")
}
