//! What is typed: the records of a sheet, as serde types. Unknown fields are refused.
//!
//! A record is what the editor wrote, with the place of each value; what it means is the business of
//! [`crate::corpus`]. One bad field costs one message: it is then simply absent ([`Field`]), and its neighbours stay.
//!
//! The same types are written by the `ron` crate ([`write()`]) and read by it in tests, as the oracle of our own reader.

mod condition;
mod constraint;
mod description;
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
pub use description::{Described, Description, FieldDescription, SHEET, Shape, Shaped, Target};
pub use field::Field;
pub use one_or_more::OneOrMore;
pub use read::{Unread, may_hold_codebook, open, read_record};
pub use statement::{StatementFields, StatementRecord, Verbed};
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
/// that lack are told at once. Messages call a record by its word in the language. A field that holds ids says of which
/// kind of record: `who: Spanned<Word> => Actor`. What is documented here is what the reference of the language tells.
macro_rules! record {
    ($(#[doc = $doc:literal])* $name:ident as $word:literal {
        $($(#[doc = $field_doc:literal])+ $field:ident: $type:ty $(=> $target:ident)?,)*
    }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Default, Serialize, Deserialize)]
        #[serde(deny_unknown_fields, default, rename = $word)]
        pub struct $name {
            $($(#[doc = $field_doc])* #[serde(skip_serializing_if = "Field::is_absent")] pub $field: Field<$type>,)*
        }

        impl $crate::sheet::Described for $name {
            const DESCRIPTION: $crate::sheet::Description = $crate::sheet::Description {
                word: $word,
                doc: concat!($($doc, "\n"),*),
                fields: &[$($crate::sheet::FieldDescription {
                    name: stringify!($field),
                    doc: concat!($($field_doc, "\n"),*),
                    shape: <$type as $crate::sheet::Shaped>::SHAPE,
                    target: $crate::sheet::Target::NONE $(.or($crate::sheet::Target::$target))?,
                }),*],
            };
        }

        impl $crate::sheet::Shaped for $name {
            const SHAPE: $crate::sheet::Shape =
                $crate::sheet::Shape::Record(&<$name as $crate::sheet::Described>::DESCRIPTION);
        }
    };
}
pub(crate) use record;

record! {
    /// Somebody who can hold a position or speak for one who does.
    ActorRecord as "Actor" {
        /// A short name of your own, by which other records refer to it. Needed.
        id: Spanned<Word> => Actor,
        /// What readers know it by.
        name: Spanned<Word>,
        /// The name in the actor's own script, where it differs.
        native: Spanned<Word>,
        /// What sort of actor it is; an `Organisation` where you leave it out.
        kind: Spanned<ActorKind>,
        /// Other names that articles use.
        aliases: List<Spanned<Word>>,
        /// Its number in Wikidata.
        wikidata: Spanned<Word>,
        /// The day since when it exists.
        from: Spanned<PartialDate>,
        /// The last day of its existence.
        until: Spanned<PartialDate>,
        /// For whom it may speak.
        mandates: List<Spanned<MandateRecord>>,
        /// For yourselves.
        note: Spanned<Word>,
    }
}

record! {
    /// The right to speak for another actor, for a time.
    MandateRecord as "Mandate" {
        /// The actor that is spoken for. Needed.
        of: Spanned<Word> => Actor,
        /// The office, as readers know it.
        title: Spanned<Word>,
        /// Its first day.
        from: Spanned<PartialDate>,
        /// Its last day; none where it goes on.
        until: Spanned<PartialDate>,
    }
}

record! {
    /// A group of propositions that are negotiated together.
    IssueRecord as "Issue" {
        /// A short name of your own, by which propositions refer to it. Needed.
        id: Spanned<Word> => Issue,
        /// What readers know it by.
        name: Spanned<Word>,
    }
}

record! {
    /// What positions and claims are about.
    PropositionRecord as "Proposition" {
        /// A short name of your own, by which other records refer to it. Needed.
        id: Spanned<Word> => Proposition,
        /// The issue that it belongs to.
        issue: Spanned<Word> => Issue,
        /// What would be so, in one short sentence in the present tense. Needed.
        text: Spanned<Word>,
        /// Who would have to make it true.
        by: OneOrMore => Actor,
        /// The propositions that cannot hold together with it.
        excludes: OneOrMore => Proposition,
        /// The propositions that hold where it does.
        implies: OneOrMore => Proposition,
        /// The proposition that holds exactly where it does not.
        opposite_of: Spanned<Word> => Proposition,
        /// For yourselves.
        note: Spanned<Word>,
    }
}

record! {
    /// A text that statements were found in.
    ArticleRecord as "Article" {
        /// A short name of your own, by which other records refer to it. Needed.
        id: Spanned<Word> => Article,
        /// Who published it.
        publisher: Spanned<Word>,
        /// Its headline.
        title: Spanned<Word>,
        /// The day it came out; its statements were said then, unless they say otherwise. Needed.
        published: Spanned<PartialDate>,
        /// Where it can be read.
        url: Spanned<Word>,
        /// The file under `seeds/` in which its quotes are looked up.
        text: Spanned<Word>,
        /// The name of your copy.
        original: Spanned<Word>,
        /// The SHA-256 of your copy, where the text may not stand in the project: `--texts FOLDER` looks there for it.
        sha256: Spanned<Word>,
        /// For yourselves.
        note: Spanned<Word>,
    }
}

record! {
    /// What the desk itself holds to be so.
    VerdictRecord as "Verdict" {
        /// The proposition that is decided. Needed.
        what: Spanned<Word> => Proposition,
        /// The day on which it came about.
        happened: Spanned<PartialDate>,
        /// The day by which it had not come about.
        did_not_happen: Spanned<PartialDate>,
        /// The desk's reason, so that a reader can weigh it. Needed.
        because: Spanned<Word>,
        /// The article that tells of it.
        article: Spanned<Word> => Article,
    }
}

record! {
    /// A finding that the editors excuse (`accept`), or count on (`expect`).
    ExceptionRecord as "Exception" {
        /// The rule that finds it. Needed.
        rule: Spanned<Word>,
        /// The statement that it is about.
        statement: Spanned<Word> => Statement,
        /// The statements that it is about, where there are several.
        statements: List<Spanned<Word>> => Statement,
        /// The record of the codebook that it is about, where it is not about statements.
        record: Spanned<Word> => CODEBOOK,
        /// Why it is right as it stands. An `accept` needs it.
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
