//! An id becomes another, in its record and wherever it is referred to.

use super::{Refusal, Revision, Sheets, names, referent};
use crate::corpus::{Reference, Role};
use crate::id::check_slug;
use crate::sheet::nearest;
use crate::syntax::edit::{insert, quoted};
use crate::syntax::parse;
use crate::text::Place;
use crate::vocabulary::RecordKind;

/// Gives a record another id. A statement that has none, and is named by what it says, gets one.
pub fn rename(sheets: &Sheets, kind: RecordKind, old: &str, new: &str) -> Result<Revision, Refusal> {
    let record = referent(kind, old);
    let Some(&definition) = sheets.references.definition(&record) else { return Err(unknown(sheets, kind, old)) };
    check_slug(new).map_err(|reason| Refusal::BadId { slug: new.to_owned(), reason })?;
    if old == new {
        return Err(Refusal::Same(new.to_owned()));
    }
    if let Some(taken) = sheets.references.definition(&referent(kind, new)) {
        let (slug, place) = (new.to_owned(), sheets.told(taken.place));
        return Err(Refusal::Taken { kind: kind.name(), slug, place });
    }
    let mut revision = Revision::default();
    for reference in sheets.references.of(&record) {
        match reference.role {
            Role::Nameless => give_id(sheets, reference, new, &mut revision)?,
            Role::Definition if reference.place != definition.place => {
                let (slug, place) = (old.to_owned(), sheets.told(reference.place));
                return Err(Refusal::Doubled { kind: kind.name(), slug, place });
            }
            Role::Definition | Role::Use => revision.replace(reference.place, quoted(new)),
        }
        revision.places += 1;
    }
    names::settle(sheets, &mut revision);
    let after = sheets.with(&revision);
    names::refuse_new_problems(sheets, &after)?;
    refuse_other_meanings(sheets, &after)?;
    names::remark_on_unread(sheets, old, &mut revision);
    Ok(revision)
}

/// "There is no such record", with the one that may be meant.
pub fn unknown(sheets: &Sheets, kind: RecordKind, slug: &str) -> Refusal {
    let known = sheets.references.defined().filter(|referent| referent.kind == kind);
    let meant = nearest(slug, known.map(|referent| referent.slug.as_str())).map(str::to_owned);
    Refusal::Unknown { kind: kind.name(), slug: slug.to_owned(), meant }
}

/// Writes an id into a statement, of which the verb is known.
fn give_id(sheets: &Sheets, verb: &Reference, id: &str, revision: &mut Revision) -> Result<(), Refusal> {
    let Place { file, span } = verb.place;
    let text = sheets.sources.get(file).text();
    let parsed = parse(text);
    let record = parsed.tree.path_to(text, span.start).into_iter().find(|node| node.name_span() == Some(span));
    let edits = record.and_then(|record| insert(record, 0, &format!("id: {}", quoted(id))));
    let edits = edits.ok_or_else(|| Refusal::Unsound { place: sheets.told(verb.place) })?;
    edits.into_iter().for_each(|edit| revision.edit(file, edit));
    Ok(())
}

/// A record that another of the same id stood before would be meant now, say an actor where an issue was.
fn refuse_other_meanings(sheets: &Sheets, after: &Sheets) -> Result<(), Refusal> {
    let (before, now) = (sheets.meanings(), after.meanings());
    let uses = sheets.references.iter().filter(|reference| reference.role == Role::Use);
    let changed = before.iter().zip(&now).zip(uses).find(|((before, now), _)| match (before, now) {
        (Ok(before), Ok(now)) => before != now,
        (before, now) => before.is_ok() || now.is_ok(),
    });
    match changed {
        None => Ok(()),
        Some((_, reference)) => {
            let slug = sheets.references.referent(reference).slug.to_string();
            Err(Refusal::ChangesMeaning { place: sheets.told(reference.place), slug })
        }
    }
}
