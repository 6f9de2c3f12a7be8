//! The annotation language, record by record and field by field, as a page of the documentation: made of what the reader
//! knows.

use std::fmt::Write;

use crate::settings::SettingsRecord;
use crate::sheet::{
    ConstraintKind, Described, Description, FieldDescription, SHEET, Shape, StatementFields, Target, Verbed,
};
use crate::vocabulary::{Board, Verb};

/// The whole reference.
pub fn reference() -> String {
    let mut page = Page { text: INTRODUCTION.to_owned(), told: Vec::new() };
    page.record(&SHEET);
    page.record(&SettingsRecord::DESCRIPTION);
    page.text
}

const INTRODUCTION: &str = "\
<!-- Written by `BLESS=1 cargo test --test language` from the record types of src/sheet.rs and the words of src/vocabulary.rs. -->

# The language, field by field

Every record, every field and every word that sheets can hold. [The annotation language](language.md) tells the same in
order, with examples; `standoff schema --language` prints this page.

A **text** stands in straight quotation marks. An **id** is a text in lower case, with `-` between words, that names a
record. A **date** is as coarse as its source: `\"2025\"`, `\"2025-06\"` or `\"2025-06-20\"`. Every field may be left out, but
for those that are called needed.
";

struct Page {
    text: String,
    /// The records that have a section already.
    told: Vec<&'static str>,
}

impl Page {
    /// A section for a record, and behind it one for each record that stands in it.
    fn record(&mut self, record: &'static Description) {
        if self.told.contains(&record.word) {
            return;
        }
        self.told.push(record.word);
        self.line(&format!("\n## {}\n", record.word));
        self.line(&format!("{}\n", textwrap::fill(&flowing(record.doc), 120)));
        match record.word {
            "Statement" => self.verbs(),
            "Constraint" => self.constraints(),
            _ => {}
        }
        self.fields(record);
        self.words(record);
        for inner in record.fields.iter().filter_map(|field| inner(field.shape)) {
            self.record(inner);
        }
    }

    fn fields(&mut self, record: &Description) {
        self.line("| field | holds | |\n|---|---|---|");
        for field in record.fields {
            self.line(&format!("| `{}` | {} | {} |", field.name, holds(field), cell(field.doc)));
        }
    }

    /// The words of fields that take only certain ones.
    fn words(&mut self, record: &Description) {
        for field in record.fields {
            let shape = if let Shape::Map(inner) = field.shape { *inner } else { field.shape };
            let Shape::Word(words) = shape else { continue };
            self.line(&format!("\n| `{}` | |\n|---|---|", field.name));
            for (word, meaning) in words() {
                self.line(&format!("| `{word}` | {} |", cell(meaning)));
            }
        }
    }

    fn verbs(&mut self) {
        self.line("| verb | it says of `who` | about | takes |\n|---|---|---|---|");
        let particular = StatementFields::DESCRIPTION.fields.iter().map(|field| field.name);
        // A field that some verb does not take is worth telling of those that do.
        let particular: Vec<&str> =
            particular.filter(|field| Verb::ALL.iter().any(|verb| !verb.takes(field))).collect();
        for verb in Verb::ALL {
            let about = match verb.board() {
                Board::Outcome => "an outcome",
                Board::Fact => "a fact",
            };
            let takes = particular.iter().filter(|field| verb.takes(field)).map(|field| format!("`{field}`"));
            let takes = takes.collect::<Vec<_>>().join(", ");
            self.line(&format!("| `{}` | {} | {about} | {takes} |", verb.name(), cell(verb.meaning())));
        }
        self.line("");
    }

    fn constraints(&mut self) {
        self.line("| constraint | it says |\n|---|---|");
        for kind in ConstraintKind::ALL {
            self.line(&format!("| {} | {} |", kind.forms(), cell(kind.meaning())));
        }
        self.line("");
    }

    fn line(&mut self, line: &str) {
        writeln!(self.text, "{line}").expect("a string takes any text");
    }
}

/// What is typed for a field.
fn holds(field: &FieldDescription) -> String {
    match field.shape {
        Shape::Text if field.name == "id" => "an id of its own".to_owned(),
        Shape::Text => of_one(field.target).unwrap_or_else(|| "a text".to_owned()),
        Shape::OneOrMore => match of_one(field.target) {
            Some(one) => format!("{one}, or a list of them"),
            None => "a text, or a list of them".to_owned(),
        },
        Shape::List(Shape::Text) => of_several(field.target).unwrap_or_else(|| "a list of texts".to_owned()),
        Shape::Date => "a date".to_owned(),
        Shape::Number => "a whole number".to_owned(),
        Shape::Truth => "`true` or `false`".to_owned(),
        Shape::Word(_) => "a word; see below".to_owned(),
        Shape::Map(_) => "names in curly brackets, each with a word; see below".to_owned(),
        Shape::List(Shape::Date) => "a list of dates".to_owned(),
        Shape::List(one) => inner(*one).map_or_else(String::new, |record| format!("a list of {}", link(record, "s"))),
        _ => inner(field.shape).map_or_else(String::new, |record| with_article(&link(record, ""))),
    }
}

fn of_one(target: Target) -> Option<String> {
    let kinds: Vec<String> = target.0.iter().map(|kind| with_article(kind.name())).collect();
    match kinds.as_slice() {
        [] => None,
        [kind] => Some(format!("the id of {kind}")),
        [kinds @ .., last] => Some(format!("the id of {} or {last}", kinds.join(", "))),
    }
}

fn of_several(target: Target) -> Option<String> {
    target.0.first().map(|kind| format!("a list of ids of {}s", kind.name()))
}

fn with_article(noun: &str) -> String {
    let article = if noun.trim_start_matches('[').starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// The record that stands in a value.
fn inner(shape: Shape) -> Option<&'static Description> {
    match shape {
        Shape::Record(inner)
        | Shape::Statement(inner)
        | Shape::Constraint(inner)
        | Shape::Condition(inner)
        | Shape::Quote(inner) => Some(inner),
        Shape::List(shape) => inner(*shape),
        _ => None,
    }
}

fn link(record: &Description, ending: &str) -> String {
    let word = record.word.to_lowercase();
    format!("[{word}{ending}](#{word})")
}

/// Lines of a comment as one.
fn flowing(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same in a table.
fn cell(doc: &str) -> String {
    flowing(doc).trim_end_matches('.').replace('|', "\\|")
}
