//! What else a change of ids brings with it: names that are made of them, problems, and what could not be looked at.

use super::{Refusal, Remark, Revision, Sheets};
use crate::corpus::Role;
use crate::diagnostic::Problem;
use crate::syntax::edit::quoted;
use crate::text::{FileId, Place, Span};
use crate::vocabulary::RecordKind;

/// A statement without an id is named by its article, its holder and its proposition. Where one of those changes its id,
/// so does that name, and `accept` and `expect` follow it.
pub fn settle(sheets: &Sheets, revision: &mut Revision) {
    let after = sheets.with(revision);
    if after.corpus.statements().len() != sheets.corpus.statements().len() {
        // What got lost is told as a new problem.
        return;
    }
    for reference in sheets.references.iter().filter(|reference| reference.role == Role::Use) {
        let referent = sheets.references.referent(reference);
        if referent.kind != RecordKind::Statement {
            continue;
        }
        let is_nameless = |id: &crate::id::StatementId| sheets.corpus[*id].slug.is_none();
        let Some(id) = sheets.corpus.statement(&referent.slug).filter(is_nameless) else { continue };
        let name = after.corpus.statement_name(id);
        // One that was given an id has been taken care of.
        if name != referent.slug.as_str() && after.corpus[id].slug.is_none() {
            revision.replace(reference.place, quoted(&name));
            revision.places += 1;
        }
    }
}

/// A change that leaves more wrong than before is none to make.
pub fn refuse_new_problems(sheets: &Sheets, after: &Sheets) -> Result<(), Refusal> {
    let count = |sheets: &Sheets, problem: Problem| sheets.problems.iter().filter(|one| one.problem == problem).count();
    let worse = after.problems.iter().find(|one| count(after, one.problem) > count(sheets, one.problem));
    match worse {
        None => Ok(()),
        Some(one) => Err(Refusal::Breaks { place: after.told(one.primary.place), problem: one.message.clone() }),
    }
}

/// Where a sheet has slips, an id may stand in what could not be read.
pub fn remark_on_unread(sheets: &Sheets, id: &str, revision: &mut Revision) {
    let is_unread = |problem: Problem| {
        matches!(problem, Problem::Syntax | Problem::UnknownField | Problem::UnknownWord | Problem::BadValue)
    };
    let mut files: Vec<FileId> =
        sheets.problems.iter().filter(|one| is_unread(one.problem)).map(|one| one.primary.place.file).collect();
    files.sort();
    files.dedup();
    let words = quoted(id);
    for file in files {
        for (start, _) in sheets.sources.get(file).text().match_indices(&words) {
            let place = Place { file, span: Span::new(start, start + words.len()) };
            let is_known = sheets.references.at(file, place.span.start + 1).is_some_and(|known| known.place == place);
            if !is_known {
                let text = format!("{words} stands here in what could not be read, and was left");
                revision.remarks.push(Remark { place, text });
            }
        }
    }
}
