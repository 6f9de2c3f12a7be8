//! What is typed: the records of a sheet, as serde types. Unknown fields are refused.
//!
//! A record is what the editor wrote, with the place of each value; what it means is the business of
//! [`crate::corpus`]. One bad field costs one message: it is then simply absent ([`Field`]), and its neighbours stay.
//!
//! The same types are written by the `ron` crate ([`write()`]) and read by it in tests, as the oracle of our own reader.

mod condition;
mod constraint;
mod field;
mod one_or_more;
mod read;
mod shortcut;
mod statement;
mod style;
mod suggest;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

pub use condition::{ConditionRecord, QuoteRecord, WayRecord};
pub use constraint::{ConstraintKind, ConstraintRecord, Terms};
pub use field::Field;
pub use one_or_more::OneOrMore;
pub use read::{Unread, open, read_record};
pub use statement::{StatementFields, StatementRecord, VERBS, Verbed};
pub use style::STYLE;
pub use suggest::{nearest, one_of};

use crate::date::PartialDate;
use crate::syntax::{List, Spanned};
use crate::vocabulary::ActorKind;

/// A value that was typed, with its place; absent where it was left out or could not be read.
pub type Typed<T> = Field<Spanned<T>>;

/// Words that were typed.
pub type Word = CompactString;

/// A whole sheet. Every field may be left out, so that a small project fits in one file and a large one is split as its
/// editors like.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sheet<Statements = List<Spanned<StatementRecord>>> {
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub actors: List<Spanned<ActorRecord>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub issues: List<Spanned<IssueRecord>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub propositions: List<Spanned<PropositionRecord>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub constraints: List<Spanned<ConstraintRecord>>,
    /// The article that the sheet's statements were found in.
    #[serde(skip_serializing_if = "Field::is_absent")]
    pub article: Field<Spanned<ArticleRecord>>,
    /// Further articles; statements name theirs.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub articles: List<Spanned<ArticleRecord>>,
    /// What was said. They are most of a sheet, and are read by a way of their own.
    pub statements: Statements,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub verdicts: List<Spanned<VerdictRecord>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub accept: List<Spanned<ExceptionRecord>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    pub expect: List<Spanned<ExceptionRecord>>,
}

/// Defines a record all of whose fields are optional to the reader; the resolver asks for those it needs, so that all
/// that lack are told at once. Messages call a record by its word in the language.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        #[derive(Debug, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        $(#[$doc])*
        pub struct $name {
            $($(#[$field_doc])* #[serde(skip_serializing_if = "Field::is_absent")] pub $field: Field<$type>,)*
        }
    };
}
pub(crate) use record;

record! {
    /// An actor of the codebook.
    #[serde(rename = "Actor")]
    ActorRecord {
        id: Spanned<Word>,
        name: Spanned<Word>,
        /// The name in the actor's own script, where it differs.
        native: Spanned<Word>,
        kind: Spanned<ActorKind>,
        aliases: List<Spanned<Word>>,
        wikidata: Spanned<Word>,
        from: Spanned<PartialDate>,
        until: Spanned<PartialDate>,
        mandates: List<Spanned<MandateRecord>>,
        note: Spanned<Word>,
    }
}

record! {
    /// The right to speak for another actor, for a time.
    #[serde(rename = "Mandate")]
    MandateRecord {
        of: Spanned<Word>,
        title: Spanned<Word>,
        from: Spanned<PartialDate>,
        until: Spanned<PartialDate>,
    }
}

record! {
    /// A group of propositions that are negotiated together.
    #[serde(rename = "Issue")]
    IssueRecord {
        id: Spanned<Word>,
        name: Spanned<Word>,
    }
}

record! {
    /// A proposition of the codebook.
    #[serde(rename = "Proposition")]
    PropositionRecord {
        id: Spanned<Word>,
        issue: Spanned<Word>,
        text: Spanned<Word>,
        by: OneOrMore,
        excludes: OneOrMore,
        implies: OneOrMore,
        opposite_of: Spanned<Word>,
        note: Spanned<Word>,
    }
}

record! {
    /// An article.
    #[serde(rename = "Article")]
    ArticleRecord {
        id: Spanned<Word>,
        publisher: Spanned<Word>,
        title: Spanned<Word>,
        published: Spanned<PartialDate>,
        url: Spanned<Word>,
        text: Spanned<Word>,
        original: Spanned<Word>,
        sha256: Spanned<Word>,
        note: Spanned<Word>,
    }
}

record! {
    /// What the desk itself holds to be so.
    #[serde(rename = "Verdict")]
    VerdictRecord {
        what: Spanned<Word>,
        happened: Spanned<PartialDate>,
        did_not_happen: Spanned<PartialDate>,
        because: Spanned<Word>,
        article: Spanned<Word>,
    }
}

record! {
    /// A finding that the editors excuse (`accept`), or count on (`expect`).
    #[serde(rename = "Exception")]
    ExceptionRecord {
        rule: Spanned<Word>,
        statement: Spanned<Word>,
        statements: List<Spanned<Word>>,
        record: Spanned<Word>,
        because: Spanned<Word>,
    }
}

/// The sheet as RON text, in the form that editors type: by the `ron` crate, without `Some` and double brackets.
pub fn write(sheet: &Sheet) -> Result<String, ron::Error> {
    options().to_string_pretty(sheet, ron::ser::PrettyConfig::new().indentor("    ").struct_names(false))
}

/// How the `ron` crate reads and writes sheets.
pub fn options() -> ron::Options {
    use ron::extensions::Extensions;
    let ours = Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES | Extensions::UNWRAP_VARIANT_NEWTYPES;
    ron::Options::default().with_default_extension(ours)
}
