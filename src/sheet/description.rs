//! The language told as data: which records there are, what their fields hold, and of which records they hold the ids.
//!
//! It is made of the record types themselves, so that the reference, the search for references and the help while
//! typing know the language that the reader reads.

use std::collections::BTreeMap;

use super::{
    ActorRecord, ArticleRecord, ConditionRecord, ConstraintRecord, ExceptionRecord, Field, IssueRecord, OneOrMore,
    PropositionRecord, QuoteRecord, StatementFields, StatementRecord, VerdictRecord, WayRecord, Word,
};
use crate::date::PartialDate;
use crate::syntax::{List, Spanned};
use crate::text::Passage;
use crate::vocabulary::{ActorKind, Basis, Firmness, RecordKind};

/// A record of the language.
#[derive(Debug)]
pub struct Description {
    /// What messages call it.
    pub word: &'static str,
    pub doc: &'static str,
    /// In the order of the type.
    pub fields: &'static [FieldDescription],
}

/// A field of a record.
#[derive(Debug)]
pub struct FieldDescription {
    /// As it is typed.
    pub name: &'static str,
    pub doc: &'static str,
    pub shape: Shape,
    /// Of what the ids are that it holds. The field `id` holds the record's own.
    pub target: Target,
}

/// What a value looks like.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    Text,
    Date,
    Number,
    /// `true` or `false`.
    Truth,
    /// One of some words, each with what it means.
    Word(fn() -> Vec<(&'static str, &'static str)>),
    Record(&'static Description),
    /// A verb, and then the fields of that record.
    Statement(&'static Description),
    /// One of some words, and then propositions.
    Constraint(&'static Description),
    /// A text, that record, or `AnyOf([…])` of them.
    Condition(&'static Description),
    /// A text, or that record.
    Quote(&'static Description),
    List(&'static Shape),
    /// A text, or a list of them.
    OneOrMore,
    /// Texts, each with a value.
    Map(&'static Shape),
}

/// The kinds of record whose ids a value holds: none for one that holds no id. Of several the first counts that has a
/// record of the id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Target(pub &'static [RecordKind]);

#[expect(non_upper_case_globals, reason = "a record says `=> Actor`, as the kind is called")]
impl Target {
    pub const NONE: Target = Target(&[]);
    pub const Actor: Target = Target(&[RecordKind::Actor]);
    pub const Issue: Target = Target(&[RecordKind::Issue]);
    pub const Proposition: Target = Target(&[RecordKind::Proposition]);
    pub const Article: Target = Target(&[RecordKind::Article]);
    pub const Statement: Target = Target(&[RecordKind::Statement]);
    /// Any record of the codebook.
    pub const CODEBOOK: Target =
        Target(&[RecordKind::Actor, RecordKind::Proposition, RecordKind::Issue, RecordKind::Article]);

    /// The other one. It lets a macro name a target or none.
    pub const fn or(self, other: Target) -> Target {
        other
    }
}

/// A record type that says what it is.
pub trait Described {
    const DESCRIPTION: Description;
}

/// A type of which it is known what is typed for it.
pub trait Shaped {
    const SHAPE: Shape;
}

impl Description {
    pub fn field(&self, name: &str) -> Option<&FieldDescription> {
        self.fields.iter().find(|field| field.name == name)
    }
}

macro_rules! shapes {
    ($($type:ty => $shape:expr,)*) => {$(
        impl Shaped for $type {
            const SHAPE: Shape = $shape;
        }
    )*};
}

shapes! {
    Word => Shape::Text,
    Passage => Shape::Text,
    PartialDate => Shape::Date,
    u16 => Shape::Number,
    OneOrMore => Shape::OneOrMore,
    ActorKind => Shape::Word(|| ActorKind::ALL.map(|kind| (kind.name(), kind.meaning())).to_vec()),
    Basis => Shape::Word(|| Basis::ALL.map(|basis| (basis.name(), basis.meaning())).to_vec()),
    Firmness => Shape::Word(|| Firmness::ALL.map(|firmness| (firmness.name(), firmness.meaning())).to_vec()),
    ConditionRecord => Shape::Condition(&WayRecord::DESCRIPTION),
    QuoteRecord => Shape::Quote(&QUOTE),
    StatementRecord => Shape::Statement(&StatementFields::DESCRIPTION),
    ConstraintRecord => Shape::Constraint(&TERMS),
}

impl<T: Shaped> Shaped for Spanned<T> {
    const SHAPE: Shape = T::SHAPE;
}

impl<T: Shaped> Shaped for List<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);
}

impl<T: Shaped> Shaped for Field<T> {
    const SHAPE: Shape = T::SHAPE;
}

impl<K, V: Shaped> Shaped for BTreeMap<K, V> {
    const SHAPE: Shape = Shape::Map(&V::SHAPE);
}

/// A whole sheet.
pub const SHEET: Description = Description {
    word: "Sheet",
    doc: "A file of records. Every field may be left out, so that a small project fits in one file and a large one is \
          split as its editors like.",
    fields: &[
        field("actors", "Who can hold a position, or speak.", <List<ActorRecord> as Shaped>::SHAPE),
        field("issues", "What is negotiated together.", <List<IssueRecord> as Shaped>::SHAPE),
        field("propositions", "What positions and claims are about.", <List<PropositionRecord> as Shaped>::SHAPE),
        field("constraints", "What no outcome can escape.", <List<ConstraintRecord> as Shaped>::SHAPE),
        field("article", "The article that the sheet's statements were found in.", ArticleRecord::SHAPE),
        field("articles", "Further articles; statements name theirs.", <List<ArticleRecord> as Shaped>::SHAPE),
        field("statements", "What was said.", <List<StatementRecord> as Shaped>::SHAPE),
        field("verdicts", "What the desk itself holds to be so.", <List<VerdictRecord> as Shaped>::SHAPE),
        field("accept", "Findings that are right as they stand.", <List<ExceptionRecord> as Shaped>::SHAPE),
        field("expect", "Findings that must not go away.", <List<ExceptionRecord> as Shaped>::SHAPE),
    ],
};

/// What constraints speak of; [`ConstraintKind::forms`](super::ConstraintKind::forms) tells which of them takes what.
const TERMS: Description = Description {
    word: "Constraint",
    doc: "A fact about propositions that no outcome can escape.",
    fields: &[
        relating("of", "The propositions that it is about.", Shape::List(&Shape::Text)),
        relating("if", "Where this holds …", Shape::Text),
        relating("then", "… this does.", Shape::Text),
        relating("whole", "Where this holds, its parts do.", Shape::Text),
        relating("parts", "The parts of the whole.", Shape::List(&Shape::Text)),
        field("complete", "Whether there is nothing to the whole but its parts.", Shape::Truth),
        field("because", "Why that is so.", Shape::Text),
    ],
};

const QUOTE: Description = Description {
    word: "Quote",
    doc: "Words of an article. Where they stand there once, they are enough, without a record around them.",
    fields: &[
        field("exact", "The words, as they stand in the text.", Shape::Text),
        field("prefix", "What stands right before them.", Shape::Text),
        field("suffix", "What stands right behind them.", Shape::Text),
    ],
};

const fn field(name: &'static str, doc: &'static str, shape: Shape) -> FieldDescription {
    FieldDescription { name, doc, shape, target: Target::NONE }
}

const fn relating(name: &'static str, doc: &'static str, shape: Shape) -> FieldDescription {
    FieldDescription { name, doc, shape, target: Target::Proposition }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::sheet::{MandateRecord, Sheet, Terms};
    use crate::syntax::{ValueErrorKind, from_node, parse};

    /// The fields that the reader of a record knows: it tells them of one that it does not know.
    fn known<T: for<'de> Deserialize<'de>>(stranger: &str) -> Vec<&'static str> {
        let mut errors = Vec::new();
        let _: Option<T> = from_node(parse(stranger).tree.root(stranger), &mut errors);
        match errors.into_iter().next().map(|error| error.kind) {
            Some(ValueErrorKind::UnknownField { known, .. }) => known.to_vec(),
            other => panic!("{other:?}"),
        }
    }

    fn told(description: &Description) -> Vec<&'static str> {
        description.fields.iter().map(|field| field.name).collect()
    }

    #[test]
    fn the_language_is_told_as_it_is_read() {
        const STRANGER: &str = "(stranger: 1)";
        assert_eq!(told(&SHEET), known::<Sheet>(STRANGER));
        assert_eq!(told(&TERMS), known::<Terms>(STRANGER));
        assert_eq!(told(&QUOTE), known::<QuoteRecord>(STRANGER));
        assert_eq!(told(&ActorRecord::DESCRIPTION), known::<ActorRecord>(STRANGER));
        assert_eq!(told(&MandateRecord::DESCRIPTION), known::<MandateRecord>(STRANGER));
        assert_eq!(told(&WayRecord::DESCRIPTION), known::<ConditionRecord>(STRANGER));
        assert_eq!(told(&StatementFields::DESCRIPTION), known::<StatementRecord>("Offers(stranger: 1)"));
    }

    #[test]
    fn what_holds_an_id_says_of_what() {
        let actor = ActorRecord::DESCRIPTION;
        assert_eq!(actor.field("name").unwrap().target, Target::NONE);
        assert_eq!(PropositionRecord::DESCRIPTION.field("by").unwrap().target, Target::Actor);
        assert!(matches!(actor.field("mandates").unwrap().shape, Shape::List(Shape::Record(m)) if m.word == "Mandate"));
    }
}
