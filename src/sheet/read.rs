//! From the text of a sheet to its records. Reading never fails: it gives what could be read, and all that is wrong.

use serde::de::{DeserializeOwned, IgnoredAny};

use super::{Sheet, StatementRecord, Verbed, nearest, one_of, shortcut};
use crate::diagnostic::{Diagnostic, Label, Problem};
use crate::syntax::{List, Parsed, Spanned, SyntaxError, Tree, ValueError, ValueErrorKind, from_node, parse};
use crate::text::{FileId, Place, Source, Span};
use crate::vocabulary::Verb;

/// The statements of a sheet, still in its tree. As records they take several times the room, so they are read one sheet
/// at a time, once the codebook that they refer to is known, and forgotten as soon as they are resolved.
#[derive(Debug, Default)]
pub struct Unread(Option<Tree>);

/// Reads all of a sheet but its statements. One bad record does not hide its neighbours.
pub fn open(file: FileId, source: &Source) -> (Sheet<Unread>, Vec<Diagnostic>) {
    let text = source.text();
    let parsed = parse(text);
    let mut errors = Vec::new();
    let root = parsed.tree.root(text);
    let sheet: Sheet<IgnoredAny> = from_node(root, &mut errors).unwrap_or_default();
    let diagnostics = diagnostics_of(file, &parsed, &errors);
    let has_statements = root.field(STATEMENTS).is_some();
    (sheet.with_statements(Unread(has_statements.then_some(parsed.tree))), diagnostics)
}

impl Unread {
    /// Reads the statements. `source` is the one that the sheet was opened from.
    pub fn read(&self, file: FileId, source: &Source) -> (List<Spanned<StatementRecord>>, Vec<Diagnostic>) {
        let text = source.text();
        let Some(tree) = &self.0 else { return Default::default() };
        let Some(node) = tree.root(text).field(STATEMENTS) else { return Default::default() };
        let mut errors = Vec::new();
        let statements = shortcut::statements(node, &mut errors);
        let mut diagnostics: Vec<Diagnostic> = errors.iter().map(|error| of_value(file, error)).collect();
        diagnostics.extend(misplaced_fields(file, text, tree, &statements));
        (statements, diagnostics)
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
    diagnostic.help = error.help.clone().or_else(|| help_for(&error.kind));
    diagnostic
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

fn help_for(kind: &ValueErrorKind) -> Option<String> {
    let (found, known) = match kind {
        ValueErrorKind::UnknownField { field, known, .. } => (field, known),
        ValueErrorKind::UnknownVariant { found, known } => (found, known),
        _ => return None,
    };
    Some(match nearest(found, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("write {}", one_of(known)),
    })
}

/// Fields that other verbs take and this one does not, such as a `due` on `Demands`, each at the field's name.
fn misplaced_fields(file: FileId, text: &str, tree: &Tree, statements: &[Spanned<StatementRecord>]) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for statement in statements {
        let verb = statement.value.verb;
        for field in statement.value.fields.particular().filter(|field| !verb.takes(field)) {
            let span = key_span(text, tree, statement.span, field).unwrap_or(statement.span);
            let takers: Vec<&str> = Verb::ALL.into_iter().filter(|v| v.takes(field)).map(Verb::name).collect();
            let message = format!("`{}` takes no `{field}`", verb.name());
            let diagnostic = Diagnostic::new(Problem::UnknownField, Place { file, span }, message);
            diagnostics.push(diagnostic.with_help(advice(verb, field, &takers)));
        }
    }
    diagnostics
}

fn key_span(text: &str, tree: &Tree, record: Span, field: &str) -> Option<Span> {
    let path = tree.path_to(text, record.start);
    let node = path.into_iter().find(|node| node.span() == record)?;
    node.entries().find(|(key, _)| key.name() == Some(field)).map(|(key, _)| key.span())
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
