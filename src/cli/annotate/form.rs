//! The statement that is being noted: what was chosen so far, and what is still to be asked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use standoff::entry::Record;
use standoff::sheet::Verbed;
use standoff::vocabulary::{ConditionKind, Verb};

use super::newcomer::Newcomer;

/// A field of a statement, in the order in which a sheet has them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Verb,
    Who,
    Via,
    AccordingTo,
    What,
    From,
    To,
    OnlyIf,
    OnlyAfter,
    InReturnFor,
    Unless,
    Due,
    Said,
    Basis,
    Firmness,
    Gloss,
    Note,
}

/// How a field is filled in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asks {
    /// One of certain words.
    Word,
    Actor,
    Actors,
    Proposition,
    Propositions,
    Date,
    Text,
}

impl Field {
    /// In the order in which the form shows them.
    pub const ALL: [Field; 17] = [
        Field::Verb,
        Field::Who,
        Field::Via,
        Field::AccordingTo,
        Field::What,
        Field::From,
        Field::To,
        Field::OnlyIf,
        Field::OnlyAfter,
        Field::InReturnFor,
        Field::Unless,
        Field::Due,
        Field::Said,
        Field::Basis,
        Field::Firmness,
        Field::Gloss,
        Field::Note,
    ];

    /// The field's name in a sheet; the verb stands before all fields.
    pub fn name(self) -> &'static str {
        match self {
            Field::Verb => "verb",
            Field::Who => "who",
            Field::Via => "via",
            Field::AccordingTo => "according_to",
            Field::What => "what",
            Field::From => "from",
            Field::To => "to",
            Field::OnlyIf => ConditionKind::OnlyIf.field(),
            Field::OnlyAfter => ConditionKind::OnlyAfter.field(),
            Field::InReturnFor => ConditionKind::InReturnFor.field(),
            Field::Unless => ConditionKind::Unless.field(),
            Field::Due => "due",
            Field::Said => "said",
            Field::Basis => "basis",
            Field::Firmness => "firmness",
            Field::Gloss => "gloss",
            Field::Note => "note",
        }
    }

    /// What it says, for those who see it for the first time.
    pub fn question(self) -> &'static str {
        match self {
            Field::Verb => "what is done",
            Field::Who => "whose position or claim it is",
            Field::Via => "the person or organ that spoke",
            Field::AccordingTo => "who says so, where it is second-hand",
            Field::What => "the proposition that it is about",
            Field::From => "from whom it is wanted",
            Field::To => "to whom it is addressed",
            Field::OnlyIf => "what has to be so as well",
            Field::OnlyAfter => "what has to come first",
            Field::InReturnFor => "what it is given for",
            Field::Unless => "what would make it void",
            Field::Due => "by when it falls due",
            Field::Said => "when it was said, if not on the article's day",
            Field::Basis => "what it rests on",
            Field::Firmness => "how much room it leaves",
            Field::Gloss => "the statement in your own words",
            Field::Note => "a note for yourselves",
        }
    }

    pub fn asks(self) -> Asks {
        match self {
            Field::Verb | Field::Basis | Field::Firmness => Asks::Word,
            Field::Who | Field::Via | Field::AccordingTo => Asks::Actor,
            Field::From | Field::To => Asks::Actors,
            Field::What => Asks::Proposition,
            Field::OnlyIf | Field::OnlyAfter | Field::InReturnFor | Field::Unless => Asks::Propositions,
            Field::Due | Field::Said => Asks::Date,
            Field::Gloss | Field::Note => Asks::Text,
        }
    }
}

/// The words that a statement rests on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Passage {
    pub exact: String,
    pub prefix: Option<String>,
    /// Where they stand in the text.
    pub start: usize,
    pub end: usize,
}

/// A statement in the making. Its draft on the disk is just this.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Form {
    pub passage: Option<Passage>,
    values: BTreeMap<Field, Vec<String>>,
    /// Records that it names and that are not there yet; they are written together with it.
    pub newcomers: Vec<Newcomer>,
}

impl Form {
    pub fn is_empty(&self) -> bool {
        *self == Form::default()
    }

    pub fn get(&self, field: Field) -> &[String] {
        self.values.get(&field).map_or(&[], Vec::as_slice)
    }

    /// The value of a field that takes one.
    pub fn one(&self, field: Field) -> &str {
        self.get(field).first().map_or("", String::as_str)
    }

    pub fn set(&mut self, field: Field, values: Vec<String>) {
        let values: Vec<String> = values.into_iter().filter(|value| !value.trim().is_empty()).collect();
        if values.is_empty() {
            self.values.remove(&field);
        } else {
            self.values.insert(field, values);
        }
        self.dismiss_newcomers();
    }

    pub fn verb(&self) -> Option<Verb> {
        Verb::named(self.one(Field::Verb))
    }

    /// The fields that make sense for its verb.
    pub fn fields(&self) -> Vec<Field> {
        let verb = self.verb();
        let takes = |field: &Field| *field == Field::Verb || verb.is_none_or(|verb| verb.takes(field.name()));
        Field::ALL.into_iter().filter(takes).collect()
    }

    /// What it cannot do without and has not got, in the order in which it is asked for.
    pub fn lacks(&self) -> Vec<Field> {
        let from = (self.verb() == Some(Verb::Demands)).then_some(Field::From);
        let needed = [Field::Verb, Field::Who, Field::What].into_iter().chain(from);
        needed.filter(|&field| self.get(field).is_empty()).collect()
    }

    /// The statement as it is typed, if it has what it needs. `article` is named where the sheet has several.
    pub fn record(&self, article: Option<&str>) -> Option<String> {
        let verb = self.verb().filter(|_| self.lacks().is_empty())?;
        let mut record = Record::new(verb.name()).text("article", article.unwrap_or_default());
        for field in self.fields() {
            record = match field.asks() {
                _ if field == Field::Verb => record,
                Asks::Actors | Asks::Propositions => record.list(field.name(), self.get(field)),
                Asks::Word => record.word(field.name(), self.one(field)),
                // The words that it rests on stand before the editor's own.
                _ if field == Field::Gloss => self.quoted(record).text(field.name(), self.one(field)),
                _ => record.text(field.name(), self.one(field)),
            };
        }
        Some(record.typed())
    }

    fn quoted(&self, record: Record) -> Record {
        let Some(Passage { exact, prefix, .. }) = &self.passage else { return record };
        record.text("quote", exact).text("prefix", prefix.as_deref().unwrap_or_default())
    }

    /// A new record that nothing names any more is not made.
    fn dismiss_newcomers(&mut self) {
        let values = &self.values;
        self.newcomers.retain(|newcomer| values.values().flatten().any(|value| *value == newcomer.id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(values: &[(Field, &str)]) -> Form {
        let mut form = Form::default();
        for &(field, value) in values {
            form.set(field, value.split(' ').map(str::to_owned).collect());
        }
        form
    }

    #[test]
    fn a_statement_is_typed_when_it_has_what_it_needs() {
        let mut form = filled(&[(Field::Verb, "Demands"), (Field::Who, "lorvia"), (Field::What, "trawlers-returned")]);
        assert_eq!((form.lacks(), form.record(None)), (vec![Field::From], None));
        form.set(Field::From, vec!["tamaria".into()]);
        form.set(Field::OnlyIf, vec!["p".into(), "q".into()]);
        form.passage =
            Some(Passage { exact: "First our \"crews\"".into(), prefix: Some("said: ".into()), start: 0, end: 1 });
        form.set(Field::Gloss, vec!["ours".into()]);
        assert_eq!(
            form.record(Some("x")).unwrap(),
            r#"Demands(article: "x", who: "lorvia", what: "trawlers-returned", from: ["tamaria"], only_if: ["p", "q"], quote: "First our \"crews\"", prefix: "said: ", gloss: "ours")"#
        );
    }

    #[test]
    fn what_the_verb_does_not_take_is_kept_and_not_typed() {
        let mut form =
            filled(&[(Field::Verb, "Promises"), (Field::Who, "a"), (Field::What, "p"), (Field::Due, "2026")]);
        form.set(Field::Verb, vec!["Asserts".into()]);
        assert_eq!(form.record(None).unwrap(), r#"Asserts(who: "a", what: "p")"#);
        assert!(!form.fields().contains(&Field::Due) && !form.fields().contains(&Field::OnlyAfter));
        form.set(Field::Verb, vec!["Promises".into()]);
        assert!(form.record(None).unwrap().contains("due: \"2026\""));
    }

    #[test]
    fn fields_are_fields_of_the_language_in_its_order() {
        let known: Vec<&str> = <standoff::sheet::StatementFields as standoff::sheet::Described>::DESCRIPTION
            .fields
            .iter()
            .map(|field| field.name)
            .collect();
        for field in Field::ALL.into_iter().filter(|&field| field != Field::Verb) {
            assert!(known.contains(&field.name()), "{field:?}");
        }
    }

    #[test]
    fn a_draft_is_read_as_it_was_kept() {
        let form = filled(&[(Field::Verb, "Offers"), (Field::OnlyAfter, "p q")]);
        let kept = serde_json::to_string(&form).unwrap();
        assert_eq!(serde_json::from_str::<Form>(&kept).unwrap(), form);
        assert!(Form::default().is_empty());
    }
}
