//! From the text of a sheet to its records. Reading never fails: it gives what could be read, and all that is wrong.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::{Sheet, StatementRecord, Verbed, nearest, one_of, shortcut};
use crate::diagnostic::{Diagnostic, Label, Problem};
use crate::syntax::{
    List, Node, NodeKind, Parsed, Spanned, SyntaxError, Tree, ValueError, ValueErrorKind, from_node, parse,
};
use crate::text::{FileId, Place, Source, Span};
use crate::vocabulary::Verb;

/// The statements of a sheet, still in its tree. As records they take several times the room, so each is forgotten as
/// soon as it was shown.
#[derive(Debug, Default)]
pub struct Unread {
    tree: Option<Tree>,
    /// How many statements there are, the bad ones among them.
    number: usize,
}

/// Whether a sheet may hold actors, issues, propositions or constraints, to which statements refer. Where it does not so
/// much as hold the names of these fields, it does not, and need not be opened before the others.
pub fn may_hold_codebook(text: &str) -> bool {
    static FIELDS: LazyLock<[Finder<'static>; 4]> =
        LazyLock::new(|| ["actors", "issues", "propositions", "constraints"].map(Finder::new));
    FIELDS.iter().any(|field| field.find(text.as_bytes()).is_some())
}

/// Reads all of a sheet but its statements. One bad record does not hide its neighbours.
pub fn open(file: FileId, source: &Source) -> (Sheet<Unread>, Vec<Diagnostic>) {
    let text = source.text();
    let parsed = parse(text);
    let mut errors = Vec::new();
    let root = parsed.tree.root(text);
    let sheet: Sheet<IgnoredAny> = from_node(root, &mut errors).unwrap_or_default();
    let diagnostics = diagnostics_of(file, &parsed, &errors);
    let number = root.field(STATEMENTS).map(|list| list.children().count());
    let unread = Unread { tree: number.map(|_| parsed.tree), number: number.unwrap_or_default() };
    (sheet.with_statements(unread), diagnostics)
}

impl Unread {
    /// How many statements there are, the bad ones among them.
    pub fn number(&self) -> usize {
        self.number
    }

    /// Reads the statements and shows one after the other, in a record that is used again for the next: most of a record
    /// is fields that nobody typed, and a hundred of them would fill a processor's nearest memory. `source` is the one
    /// that the sheet was opened from. Gives what is wrong with them.
    pub fn each(
        &self,
        file: FileId,
        source: &Source,
        mut show: impl FnMut(Span, &mut StatementRecord),
    ) -> Vec<Diagnostic> {
        let text = source.text();
        let Some(tree) = &self.tree else { return Vec::new() };
        let Some(list) = tree.root(text).field(STATEMENTS) else { return Vec::new() };
        let mut diagnostics = Vec::new();
        let mut take = |node: Node<'_>, record: &mut StatementRecord| {
            diagnostics.extend(misplaced_fields(file, node, record));
            show(node.span(), record);
        };
        let mut errors = Vec::new();
        if list.kind() == NodeKind::List {
            let mut record = StatementRecord::new(Verb::Demands);
            for node in list.children() {
                if shortcut::statement(source, node, &mut record) {
                    take(node, &mut record);
                } else if let Some(mut record) = from_node(node, &mut errors) {
                    take(node, &mut record);
                }
            }
        } else {
            // A lone statement without brackets around it is taken as a list of one, and reported.
            let records: List<Spanned<StatementRecord>> = from_node(list, &mut errors).unwrap_or_default();
            for Spanned { value: mut record, span } in records {
                let node = tree.path_to(text, span.start).into_iter().find(|node| node.span() == span);
                take(node.unwrap_or(list), &mut record);
            }
        }
        diagnostics.extend(errors.iter().map(|error| of_value(file, error)));
        diagnostics
    }
}

/// The field that holds the statements.
const STATEMENTS: &str = "statements";

impl<Before> Sheet<Before> {
    /// The same sheet with other statements.
    pub fn with_statements<Statements>(self, statements: Statements) -> Sheet<Statements> {
        let Sheet { actors, issues, propositions, constraints, article, articles, verdicts, accept, expect, .. } = self;
        Sheet { actors, issues, propositions, constraints, article, articles, statements, verdicts, accept, expect }
    }
}

/// Reads a file that holds one record, such as the settings.
pub fn read_record<T: DeserializeOwned + Default>(file: FileId, source: &Source) -> (T, Vec<Diagnostic>) {
    let text = source.text();
    let parsed = parse(text);
    let mut errors = Vec::new();
    let record = from_node::<T>(parsed.tree.root(text), &mut errors).unwrap_or_default();
    (record, diagnostics_of(file, &parsed, &errors))
}

fn diagnostics_of(file: FileId, parsed: &Parsed, errors: &[ValueError]) -> Vec<Diagnostic> {
    let of_form = parsed.errors.iter().map(|error| of_syntax(file, error));
    of_form.chain(errors.iter().map(|error| of_value(file, error))).collect()
}

fn of_syntax(file: FileId, error: &SyntaxError) -> Diagnostic {
    let place = |span| Place { file, span };
    let mut diagnostic = Diagnostic::new(Problem::Syntax, place(error.span), error.message.clone());
    diagnostic.others.extend(error.related.iter().map(|(span, text)| Label::new(place(*span), text.clone())));
    diagnostic.help.clone_from(&error.help);
    diagnostic
}

fn of_value(file: FileId, error: &ValueError) -> Diagnostic {
    let place = |span| Place { file, span };
    let mut diagnostic = Diagnostic::new(problem_of(&error.kind), place(error.span), error.to_string());
    diagnostic.others.extend(error.related.iter().map(|(span, text)| Label::new(place(*span), text.clone())));
    match (&error.help, &error.kind) {
        (Some(help), _) => diagnostic.with_help(help),
        (None, ValueErrorKind::UnknownField { field: found, known, .. })
        | (None, ValueErrorKind::UnknownVariant { found, known }) => match nearest(found, known.iter().copied()) {
            Some(meant) => diagnostic.meaning(meant),
            None => diagnostic.with_help(format!("write {}", one_of(known))),
        },
        _ => diagnostic,
    }
}

fn problem_of(kind: &ValueErrorKind) -> Problem {
    match kind {
        ValueErrorKind::UnknownField { .. } => Problem::UnknownField,
        ValueErrorKind::UnknownVariant { .. } => Problem::UnknownWord,
        ValueErrorKind::MissingField { .. } => Problem::MissingField,
        ValueErrorKind::DuplicateField { .. } | ValueErrorKind::DuplicateKey { .. } => Problem::DuplicateField,
        ValueErrorKind::WrongType { .. }
        | ValueErrorKind::WrongLength { .. }
        | ValueErrorKind::OutOfRange { .. }
        | ValueErrorKind::Custom(_) => Problem::BadValue,
    }
}

/// Fields that other verbs take and this one does not, such as a `due` on `Demands`, each at the field's name.
fn misplaced_fields(file: FileId, node: Node<'_>, record: &StatementRecord) -> Vec<Diagnostic> {
    let verb = record.verb;
    let misplaced = record.fields.particular().filter(|field| !verb.takes(field));
    let tell = |field: &str| {
        let key = node.entries().map(|(key, _)| key).find(|key| key.name() == Some(field));
        let span = key.map_or(node.span(), Node::span);
        let takers: Vec<&str> = Verb::ALL.into_iter().filter(|v| v.takes(field)).map(Verb::name).collect();
        let message = format!("`{}` takes no `{field}`", verb.name());
        Diagnostic::new(Problem::UnknownField, Place { file, span }, message).with_help(advice(verb, field, &takers))
    };
    misplaced.map(tell).collect()
}

fn advice(verb: Verb, field: &str, takers: &[&str]) -> String {
    match (field, verb) {
        ("from", _) if verb.takes_to() => "whom it is addressed to is written `to`".into(),
        ("to", Verb::Demands) => "those from whom it is demanded are written `from`".into(),
        ("only_after" | "in_return_for", Verb::Opposes | Verb::Rejects | Verb::Refuses) => {
            format!("a refusal that ends once something has happened is an offer: `Offers(…, {field}: […])`")
        }
        _ => format!("it is a field of {}", one_of(takers)),
    }
}
