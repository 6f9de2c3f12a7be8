//! The record that an id is missing, made where the others of its kind are.

use std::collections::BTreeMap;

use super::{Here, Offer};
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Problem};
use crate::id::{check_slug, slugify};
use crate::lsp::cursor::{Cursor, description_of};
use crate::syntax::edit::{TextEdit, insert, quoted};
use crate::syntax::{NodeKind, parse};
use crate::text::{FileId, Source, Span};
use crate::vocabulary::RecordKind;

/// Offers to make the actor, the proposition or the issue whose id was typed.
pub fn missing_record(here: &Here<'_>, problem: &Diagnostic, span: Span) -> Option<Offer> {
    if problem.problem != Problem::UnknownId {
        return None;
    }
    let document = here.query.document;
    let description = description_of(here.query.path)?;
    let cursor = Cursor::new(&document.parsed().tree, document.text(), span.start, description)?;
    let typed = cursor.node.string().filter(|_| cursor.node.span() == span)?;
    let kind = *cursor.target.0.first()?;
    let slug = if check_slug(&typed).is_ok() { typed.to_string() } else { slugify(&typed) };
    if slug.is_empty() || here.query.subject(kind, &slug).is_some() {
        return None;
    }
    let (list, record) = match kind {
        RecordKind::Actor => {
            let holder = cursor.statement().and_then(|statement| statement.text("who"));
            let is_voice = cursor.field.is_some_and(|field| field.name == "via");
            ("actors", actor(&slug, &typed, holder.filter(|_| is_voice)))
        }
        RecordKind::Proposition => {
            ("propositions", format!("(id: {}, text: {})", quoted(&slug), quoted(&capitalised(&words(&typed)))))
        }
        RecordKind::Issue => {
            ("issues", format!("(id: {}, name: {})", quoted(&slug), quoted(&capitalised(&words(&typed)))))
        }
        RecordKind::Article | RecordKind::Statement => return None,
    };
    let place = home(&here.known.desk.corpus, kind).map(|file| here.known.desk.sources.get(file).path().to_owned());
    let source = place.and_then(|path| here.query.workshop.files.get(&path).cloned()).unwrap_or_else(|| here.source());
    let mut edits = added(&source, list, &record)?;
    let mut all = Vec::new();
    if slug != *typed {
        // What was typed cannot be an id, and gives way to one that can.
        let own = TextEdit { span, text: quoted(&slug) };
        if source.path() == here.query.path { edits.push(own) } else { all.push((here.source(), vec![own])) }
    }
    let title = format!("Add the {} `{slug}` to {}", kind.name(), source.path());
    all.push((source, edits));
    Some(Offer { title, about: problem.problem.name(), is_preferred: false, edits: all })
}

/// A person who speaks for a holder, or an actor of whom no more is known than the id.
fn actor(slug: &str, typed: &str, holder: Option<String>) -> String {
    let name: Vec<String> = words(typed).split(' ').map(capitalised).collect();
    let (id, name) = (quoted(slug), quoted(&name.join(" ")));
    match holder {
        Some(holder) => {
            format!("(id: {id}, name: {name}, kind: Person, mandates: [(of: {}, title: \"\")])", quoted(&holder))
        }
        None => format!("(id: {id}, name: {name})"),
    }
}

/// The sheet in which most records of a kind stand; of several, the first.
fn home(corpus: &Corpus, kind: RecordKind) -> Option<FileId> {
    let mut counts: BTreeMap<FileId, usize> = BTreeMap::new();
    let mut count = |file| *counts.entry(file).or_default() += 1;
    match kind {
        RecordKind::Actor => corpus.actors().iter().for_each(|one| count(one.place.file)),
        RecordKind::Proposition => corpus.propositions().iter().for_each(|one| count(one.place.file)),
        _ => corpus.issues().iter().for_each(|one| count(one.place.file)),
    }
    counts.into_iter().max_by_key(|&(file, count)| (count, std::cmp::Reverse(file))).map(|(file, _)| file)
}

/// A sheet with one more record in a list.
fn added(source: &Source, list: &str, record: &str) -> Option<Vec<TextEdit>> {
    let parsed = parse(source.text());
    let root = parsed.tree.root(source.text());
    match root.field(list) {
        Some(list) if list.kind() == NodeKind::List => insert(list, usize::MAX, record),
        Some(_) => None,
        None => insert(root, 0, &format!("{list}: [{record}]")),
    }
}

/// `war-ended` as the words that it was made of.
fn words(id: &str) -> String {
    id.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
