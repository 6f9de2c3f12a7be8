//! Two actors, or two propositions, are one: the record of the second is folded into that of the first, and whatever
//! names the second names the first.

mod constraint;
mod fold;
mod uses;

use super::rename::unknown;
use super::{Refusal, Remark, Revision, Sheets, names, referent};
use crate::corpus::{Corpus, Reference, Role};
use crate::id::StatementId;
use crate::sheet::{ActorRecord, Described, Description, FieldDescription, PropositionRecord};
use crate::syntax::edit::{TextEdit, remove};
use crate::syntax::{Node, NodeKind, Parsed, parse};
use crate::text::{Place, Span};
use crate::vocabulary::RecordKind;

/// Whose value stands where both records have one. Otherwise that of the record that is kept stands, and the other's is
/// noted in a comment above it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Take {
    Kept,
    Other,
}

/// Makes one record of two.
pub fn merge(
    sheets: &Sheets,
    kind: RecordKind,
    kept: &str,
    other: &str,
    take: Option<Take>,
) -> Result<Revision, Refusal> {
    let description = match kind {
        RecordKind::Actor => &ActorRecord::DESCRIPTION,
        RecordKind::Proposition => &PropositionRecord::DESCRIPTION,
        _ => return Err(Refusal::Unmergeable { kind: kind.name(), slug: kept.to_owned() }),
    };
    if kept == other {
        return Err(Refusal::Same(kept.to_owned()));
    }
    let merging = Merging { sheets, kind, kept, other, description };
    let [site_of_kept, site_of_other] = [kept, other].map(|slug| merging.site(slug));
    let (site_of_kept, site_of_other) = (site_of_kept?, site_of_other?);

    let mut revision = Revision::default();
    merging.refuse_strangers(&site_of_kept, &site_of_other)?;
    uses::redirect(&merging, &site_of_kept, &site_of_other, &mut revision)?;
    merging.fold(&site_of_kept, &site_of_other, take, &mut revision)?;
    names::settle(sheets, &mut revision);
    let after = sheets.with(&revision);
    names::refuse_new_problems(sheets, &after)?;
    remark_on_itself(&sheets.corpus, &after.corpus, &mut revision);
    names::remark_on_unread(sheets, other, &mut revision);
    Ok(revision)
}

/// What is merged.
struct Merging<'a> {
    sheets: &'a Sheets,
    kind: RecordKind,
    kept: &'a str,
    other: &'a str,
    description: &'static Description,
}

/// Where a record stands.
struct Site<'a> {
    text: &'a str,
    parsed: Parsed,
    id: Place,
}

impl Site<'_> {
    /// The list that it stands in, and the record.
    fn list_and_record(&self) -> Option<(Node<'_>, Node<'_>)> {
        let path = self.parsed.tree.path_to(self.text, self.id.span.start);
        let is_it = |node: &Node<'_>| node.field("id").is_some_and(|id| id.span() == self.id.span);
        let index = path.iter().position(is_it)?;
        let list = *path.get(index.checked_sub(1)?)?;
        (list.kind() == NodeKind::List).then_some((list, path[index]))
    }

    /// The place of the whole record.
    fn place(&self) -> Place {
        let span = self.list_and_record().map_or(self.id.span, |(_, record)| record.span());
        Place { file: self.id.file, span }
    }
}

impl<'a> Merging<'a> {
    /// The one place where a record is defined.
    fn site(&self, slug: &str) -> Result<Site<'a>, Refusal> {
        let record = referent(self.kind, slug);
        let is_definition = |reference: &&Reference| reference.role == Role::Definition;
        let mut definitions = self.sheets.references.of(&record).filter(is_definition);
        let Some(first) = definitions.next() else { return Err(unknown(self.sheets, self.kind, slug)) };
        if let Some(second) = definitions.next() {
            let (slug, place) = (slug.to_owned(), self.sheets.told(second.place));
            return Err(Refusal::Doubled { kind: self.kind.name(), slug, place });
        }
        let text = self.sheets.sources.get(first.place.file).text();
        Ok(Site { text, parsed: parse(text), id: first.place })
    }

    fn unsound(&self, place: Place) -> Refusal {
        Refusal::Unsound { place: self.sheets.told(place) }
    }

    /// Whether a value of a field is the id of one of the two records.
    fn names(&self, field: &FieldDescription, value: Node<'_>, slug: &str) -> bool {
        let holds_such_ids = field.target.0.contains(&self.kind);
        holds_such_ids && value.string().is_some_and(|words| words == slug)
    }

    /// Two that exclude each other, or of whom one speaks for the other, are not one.
    fn refuse_strangers(&self, kept: &Site<'_>, other: &Site<'_>) -> Result<(), Refusal> {
        for (site, slug, named) in [(kept, self.kept, self.other), (other, self.other, self.kept)] {
            let within = site.place();
            let (_, record) = site.list_and_record().ok_or_else(|| self.unsound(site.id))?;
            for reference in self.sheets.references.of(&referent(self.kind, named)) {
                let is_inside = reference.place.file == within.file && contains(within.span, reference.place.span);
                let Some(field) = field_around(record, reference.place.span).filter(|_| is_inside) else { continue };
                let says = match field {
                    "excludes" => "excludes",
                    "opposite_of" => "is the opposite of",
                    "mandates" => "speaks for",
                    _ => continue,
                };
                let reason = format!("`{slug}` {says} `{named}`");
                return Err(Refusal::NotOne { place: self.sheets.told(reference.place), reason });
            }
        }
        Ok(())
    }

    /// Takes the other record out of its list, and puts what it says into the kept one.
    fn fold(
        &self,
        kept: &Site<'_>,
        other: &Site<'_>,
        take: Option<Take>,
        revision: &mut Revision,
    ) -> Result<(), Refusal> {
        let unsound = |site: &Site<'_>| self.unsound(site.id);
        let (_, kept_record) = kept.list_and_record().ok_or_else(|| unsound(kept))?;
        let (list, other_record) = other.list_and_record().ok_or_else(|| unsound(other))?;
        let index = list.children().position(|child| child.span() == other_record.span());
        let taken = index.and_then(|index| remove(list, index)).ok_or_else(|| unsound(other))?;
        let comments = other.parsed.tree.comments().iter().filter(|&&comment| contains(taken.span, comment));
        let comments: Vec<&str> = comments.map(|comment| &other.text[comment.range()]).collect();

        let folded = fold::fold(self, kept_record, other_record, take).ok_or_else(|| unsound(kept))?;
        let noted = folded.conflicts.join(", ");
        let noted = (!noted.is_empty()).then(|| format!("// merged from `{}`, which had {noted}", self.other));
        let lines: Vec<&str> = comments.into_iter().chain(noted.as_deref()).collect();
        revision.edit(other.id.file, taken);
        folded.edits.into_iter().for_each(|edit| revision.edit(kept.id.file, edit));
        if !lines.is_empty() {
            revision.edit(kept.id.file, above(kept.text, kept_record.span(), &lines));
        }
        if noted.is_some() {
            let (kept_slug, other_slug) = (self.kept, self.other);
            let text =
                format!("`{kept_slug}` stands where the two differ; a comment above it tells what `{other_slug}` had");
            revision.remarks.push(Remark { place: kept.id, text });
        }
        Ok(())
    }
}

/// Comments above a record, or before it where it does not begin its line.
fn above(text: &str, record: Span, comments: &[&str]) -> TextEdit {
    let start = record.start as usize;
    let line = text[..start].rfind('\n').map_or(0, |line_break| line_break + 1);
    let indent = &text[line..start];
    let line_break = if text[..line].ends_with("\r\n") { "\r\n" } else { "\n" };
    let begins_line = indent.trim().is_empty();
    let told = |comment: &&str| match comment.strip_prefix("//") {
        Some(words) if !begins_line => format!("/*{} */ ", words.replace("*/", "* /")),
        _ if begins_line => format!("{comment}{line_break}{indent}"),
        _ => format!("{comment} "),
    };
    TextEdit { span: Span::new(start, start), text: comments.iter().map(told).collect() }
}

/// The field of a record in which a place lies.
fn field_around<'a>(record: Node<'a>, span: Span) -> Option<&'a str> {
    record.entries().find(|(_, value)| contains(value.span(), span)).and_then(|(key, _)| key.name())
}

fn contains(outer: Span, inner: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Statements that have come to speak of one record twice, where they spoke of two.
fn remark_on_itself(before: &Corpus, after: &Corpus, revision: &mut Revision) {
    if before.statements().len() != after.statements().len() {
        return;
    }
    for id in before.statement_ids() {
        let (were, are) = (oddities(before, id), oddities(after, id));
        for (was, is) in were.into_iter().zip(are) {
            if let (None, Some(text)) = (was, is) {
                let place = before[id].place(|at| at.verb);
                revision.remarks.push(Remark { place, text: format!("this statement now {text}") });
            }
        }
    }
}

fn oddities(corpus: &Corpus, id: StatementId) -> [Option<&'static str>; 4] {
    let statement = &corpus[id];
    let is_holder = |actor: &crate::id::ActorId| *actor == statement.holder;
    let is_conditional_on_itself = corpus
        .conditions_of(id)
        .any(|(_, condition)| condition.alternatives.iter().any(|way| way.what == statement.what));
    [
        statement
            .voice
            .as_ref()
            .is_some_and(is_holder)
            .then_some("is made by its holder `via` itself: take the `via` out"),
        statement.according_to.as_ref().is_some_and(is_holder).then_some("is told of its holder `according_to` itself"),
        statement.addressees.iter().any(is_holder).then_some("is addressed to its own holder"),
        is_conditional_on_itself.then_some("has itself for a condition"),
    ]
}
