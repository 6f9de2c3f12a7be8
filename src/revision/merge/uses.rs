//! Whatever names the other record names the kept one: once, where both were named in one list.

use super::constraint::{Fate, fate};
use super::{Merging, Site, contains, referent};
use crate::corpus::{Reference, Role};
use crate::revision::{Refusal, Revision};
use crate::syntax::edit::{TextEdit, quoted, remove};
use crate::syntax::{Node, NodeKind, Parsed, parse};
use crate::text::{FileId, Place, Span};

/// Redirects all uses of the other record but those in itself.
pub fn redirect(
    merging: &Merging<'_>,
    kept: &Site<'_>,
    other: &Site<'_>,
    revision: &mut Revision,
) -> Result<(), Refusal> {
    let (own, gone) = (kept.place(), other.place());
    let uses = merging.sheets.references.of(&referent(merging.kind, merging.other));
    let uses: Vec<&Reference> = uses
        .filter(|reference| reference.role == Role::Use)
        .filter(|reference| reference.place.file != gone.file || !contains(gone.span, reference.place.span))
        .collect();
    for of_file in uses.chunk_by(|a, b| a.place.file == b.place.file) {
        let file = of_file[0].place.file;
        let text = merging.sheets.sources.get(file).text();
        let mut sheet = Sheet { merging, file, text, parsed: parse(text), done: None };
        for reference in of_file {
            sheet.redirect(reference.place, own, revision)?;
        }
    }
    Ok(())
}

struct Sheet<'a> {
    merging: &'a Merging<'a>,
    file: FileId,
    text: &'a str,
    parsed: Parsed,
    /// A constraint that was dealt with as a whole.
    done: Option<Span>,
}

impl Sheet<'_> {
    fn redirect(&mut self, place: Place, own: Place, revision: &mut Revision) -> Result<(), Refusal> {
        revision.places += 1;
        let path = self.parsed.tree.path_to(self.text, place.span.start);
        let unsound = || self.merging.unsound(place);
        let &[.., parent, word] = path.as_slice() else { return Err(unsound()) };
        let constraints = path[0].field("constraints").map(Node::span);
        if let Some(record) = path.get(2).filter(|_| Some(path[1].span()) == constraints) {
            let (list, record) = (path[1], *record);
            if self.done != Some(record.span()) {
                self.constrain(list, record, revision)?;
                self.done = Some(record.span());
            }
            return Ok(());
        }
        if own.file == self.file && contains(own.span, place.span) {
            // What the kept record says of the other is a matter of folding.
            return Ok(());
        }
        let edit = match self.is_named_before(parent, word) {
            true => taken(parent, word).ok_or_else(unsound)?,
            false => TextEdit { span: place.span, text: quoted(self.merging.kept) },
        };
        revision.edit(self.file, edit);
        Ok(())
    }

    /// Whether a list names the kept record anyhow: by its own id, or by the other's further up.
    fn is_named_before(&self, list: Node<'_>, word: Node<'_>) -> bool {
        let names = |child: Node<'_>, slug: &str| child.string().is_some_and(|words| words == slug);
        list.kind() == NodeKind::List
            && list.children().any(|child| {
                names(child, self.merging.kept)
                    || (names(child, self.merging.other) && child.span().start < word.span().start)
            })
    }

    fn constrain(&self, list: Node<'_>, record: Node<'_>, revision: &mut Revision) -> Result<(), Refusal> {
        let place = Place { file: self.file, span: record.span() };
        let unsound = || self.merging.unsound(place);
        match fate(record, self.merging.kept, self.merging.other) {
            Fate::Contradicts(reason) => {
                return Err(Refusal::NotOne { place: self.merging.sheets.told(place), reason });
            }
            Fate::SaysNothing => revision.edit(self.file, taken(list, record).ok_or_else(unsound)?),
            Fate::Stays { renamed, superfluous } => {
                for span in renamed {
                    revision.edit(self.file, TextEdit { span, text: quoted(self.merging.kept) });
                }
                for (list, word) in superfluous {
                    revision.edit(self.file, taken(list, word).ok_or_else(unsound)?);
                }
            }
        }
        Ok(())
    }
}

/// Takes a value out of its list.
fn taken(list: Node<'_>, item: Node<'_>) -> Option<TextEdit> {
    let index = list.children().position(|child| child.span() == item.span())?;
    remove(list, index)
}
