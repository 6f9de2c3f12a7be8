//! From sheets to the corpus: every id resolved, every lack told.
//!
//! The codebook comes first, since every statement refers to it. Then all sheets at once, on all cores, each from its bytes
//! to its statements and the places of its quotes in one go: what was just read is near at hand, and nothing but what is
//! meant is kept. Last comes what refers to statements. What cannot be resolved is reported and left out, and the rest
//! goes on.

mod codebook;
mod lookup;
mod piece;
mod quotes;
mod remarks;
mod slips;
mod statements;

use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

pub use lookup::{Names, Texts};
pub use slips::slips;

use super::Corpus;
use crate::diagnostic::{Diagnostic, Label, Problem};
use crate::id::StatementId;
use crate::sheet;
use crate::text::{FileId, Place, SourceMap};
use piece::{Opened, Piece};

/// Reads and resolves some sheets. `sources` holds them and the articles' texts; `texts` says which of these belongs to
/// which article.
pub fn resolve(sheets: &[FileId], sources: &SourceMap, texts: &Texts) -> (Corpus, Vec<Diagnostic>) {
    let (mut corpus, mut diagnostics) = (Corpus::default(), Vec::new());
    let is_known = AtomicBool::new(false);
    let is_book = |file: &FileId| sheet::may_hold_codebook(sources.get(*file).text());
    let (books, others): (Vec<FileId>, Vec<FileId>) = sheets.par_iter().copied().partition(is_book);
    let ((mut names, books), others) = rayon::join(
        || {
            let mut opened: Vec<Opened> = books.par_iter().map(|&file| Opened::new(file, sources)).collect();
            let books = opened.iter_mut().map(Opened::take_book).collect();
            let names = codebook::resolve(&mut corpus, books, &mut diagnostics);
            is_known.store(true, Ordering::Relaxed);
            (names, opened)
        },
        // Whoever has nothing to do until the codebook is known opens other sheets, which has to be done in any case.
        || {
            let open = |&file: &FileId| (!is_known.load(Ordering::Relaxed)).then(|| Opened::new(file, sources));
            others.par_iter().map(|file| (*file, open(file))).collect::<Vec<_>>()
        },
    );
    let mut opened: Vec<(FileId, Option<Opened>)> =
        books.into_iter().map(|book| (book.file, Some(book))).chain(others).collect();
    opened.sort_by_key(|&(file, _)| file);
    let whole = opened.into_par_iter().map(|(file, opened)| {
        let opened = opened.unwrap_or_else(|| Opened::new(file, sources));
        Piece::new(&corpus, &names, sources, texts, opened)
    });
    let mut pieces: Vec<Piece> = whole.collect();
    let articles = pieces.iter_mut().flat_map(Piece::take_articles).collect();
    codebook::resolve_articles(&mut corpus, &mut names, articles, texts, &mut diagnostics);
    pieces.par_iter_mut().for_each(|piece| piece.settle_articles(&corpus, &names, sources));

    let (remarks, some_quotes_wait) = piece::put_together(&mut corpus, pieces, &mut diagnostics);
    if some_quotes_wait {
        quotes::anchor_others(&mut corpus.quotes, &corpus.articles, sources);
    }
    diagnostics.extend(name_statements(&mut corpus));
    for remark in remarks {
        diagnostics.extend(remarks::resolve(&mut corpus, &names, remark));
    }
    (corpus, diagnostics)
}

/// Indexes the statements that have an id of their own. A second one of the same id keeps its place and loses its id.
fn name_statements(corpus: &mut Corpus) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for index in 0..corpus.statements.len() {
        let id = StatementId::new(index);
        let Some(slug) = corpus[id].slug.clone() else { continue };
        match corpus.named_statements.get(&slug) {
            None => {
                corpus.named_statements.insert(slug, id);
            }
            Some(&first) => {
                let place = |id: StatementId| corpus[id].place(|at| at.verb);
                diagnostics.push(duplicate("statement", &slug, place(first), place(id)));
                corpus.statements[index].slug = None;
            }
        }
    }
    diagnostics
}

/// "There is already such a record."
fn duplicate(what: &str, slug: &str, first: Place, second: Place) -> Diagnostic {
    Diagnostic::new(Problem::DuplicateId, second, format!("there is already {} `{slug}`", a(what)))
        .with_label(Label::new(first, "the first is here"))
        .with_help("give one of them another id, or remove it")
}

/// The word with its article.
fn a(what: &str) -> String {
    let article = if what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {what}")
}
