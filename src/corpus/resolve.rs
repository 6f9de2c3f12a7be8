//! From records to the corpus: every id resolved, every lack told.
//!
//! The codebook comes first, since every statement refers to it; then the statements, all sheets at once on all cores;
//! then what refers to statements. What cannot be resolved is reported and left out, and the rest goes on.

mod codebook;
mod lookup;
mod quotes;
mod remarks;
mod statements;

use rayon::prelude::*;

pub use lookup::Texts;

use super::Corpus;
use crate::diagnostic::{Diagnostic, Label, Problem};
use crate::id::StatementId;
use crate::sheet::{Sheet, Unread};
use crate::text::{FileId, Place, SourceMap};

/// Resolves the records of all sheets, and reads the statements on the way. `sources` holds the sheets and the articles'
/// texts; `texts` says which of them belongs to which article.
pub fn resolve(sheets: Vec<(FileId, Sheet<Unread>)>, sources: &SourceMap, texts: &Texts) -> (Corpus, Vec<Diagnostic>) {
    let mut corpus = Corpus::default();
    let mut diagnostics = Vec::new();
    let (mut books, mut piles, mut remarks) = (Vec::new(), Vec::new(), Vec::new());
    for (file, sheet) in sheets {
        let (book, pile, remark) = taken_apart(file, sheet);
        books.push(book);
        piles.push(pile);
        remarks.push(remark);
    }
    let names = codebook::resolve(&mut corpus, books, texts, &mut diagnostics);
    let resolved: Vec<_> =
        piles.into_par_iter().map(|pile| statements::resolve(&corpus, &names, sources, pile)).collect();
    corpus.statements.reserve_exact(resolved.iter().map(|sheet| sheet.statements.len()).sum());
    corpus.conditions.reserve_exact(resolved.iter().map(|sheet| sheet.conditions.len()).sum());
    corpus.quotes.reserve_exact(resolved.iter().map(|sheet| sheet.quotes.len()).sum());
    for sheet in resolved {
        diagnostics.extend(append(&mut corpus, sheet));
    }
    diagnostics.extend(name_statements(&mut corpus));
    for remark in remarks {
        diagnostics.extend(remarks::resolve(&mut corpus, &names, remark));
    }
    quotes::anchor(&mut corpus, sources);
    (corpus, diagnostics)
}

/// A sheet's codebook, its statements, and what it says about statements.
fn taken_apart(file: FileId, sheet: Sheet<Unread>) -> (codebook::Book, statements::Pile, remarks::Remarks) {
    let Sheet { actors, issues, propositions, constraints, article, articles, statements, verdicts, accept, expect } =
        sheet;
    let article = article.into_option();
    let has_article = article.is_some();
    let own_article = article.as_ref().and_then(|article| article.value.id.as_option().map(|id| id.value.clone()));
    let articles = article.into_iter().chain(articles).collect();
    (
        codebook::Book { file, actors, issues, propositions, constraints, articles },
        statements::Pile { file, has_article, article: own_article, statements },
        remarks::Remarks { file, verdicts, accept, expect },
    )
}

/// Adds a sheet's statements, whose conditions and quotes are numbered from nought, behind those already there.
fn append(corpus: &mut Corpus, mut sheet: statements::Resolved) -> Vec<Diagnostic> {
    let first = corpus.statements.len();
    let first_condition = offset(corpus.conditions.len());
    let first_quote = offset(corpus.quotes.len());
    let moved = |statement: StatementId| StatementId::new(first + statement.index());
    for statement in &mut sheet.statements {
        statement.conditions.start += first_condition;
        statement.conditions.end += first_condition;
        statement.quotes.start += first_quote;
        statement.quotes.end += first_quote;
    }
    for condition in &mut sheet.conditions {
        condition.statement = moved(condition.statement);
    }
    for quote in &mut sheet.quotes {
        quote.statement = moved(quote.statement);
    }
    corpus.statements.append(&mut sheet.statements);
    corpus.conditions.append(&mut sheet.conditions);
    corpus.quotes.append(&mut sheet.quotes);
    sheet.diagnostics
}

fn offset(length: usize) -> u32 {
    u32::try_from(length).expect("fewer than four billion conditions and quotes")
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
