//! From records to the corpus: every id resolved, every lack told.
//!
//! The codebook comes first, since every statement refers to it; then the statements, all sheets at once on all cores;
//! then what refers to statements. What cannot be resolved is reported and left out, and the rest goes on.

mod codebook;
mod lookup;
mod quotes;
mod remarks;
mod statements;

use std::mem::replace;
use std::ops::Range;

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
    put_together(&mut corpus, resolved, &mut diagnostics);
    diagnostics.extend(name_statements(&mut corpus));
    for remark in remarks {
        diagnostics.extend(remarks::resolve(&mut corpus, &names, remark));
    }
    quotes::anchor(&mut corpus.quotes, &corpus.articles, sources);
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

/// Puts the statements of all sheets into one table, and their conditions and quotes, too.
fn put_together(corpus: &mut Corpus, mut sheets: Vec<statements::Resolved>, diagnostics: &mut Vec<Diagnostic>) {
    let firsts = sheets.iter().scan(First::default(), |next, sheet| Some(replace(next, next.after(sheet))));
    let firsts: Vec<First> = firsts.collect();
    sheets.par_iter_mut().zip(firsts).for_each(|(sheet, first)| first.renumber(sheet));
    let (mut statements, mut conditions, mut quotes) = (Vec::new(), Vec::new(), Vec::new());
    for sheet in sheets {
        statements.push(sheet.statements);
        conditions.push(sheet.conditions);
        quotes.push(sheet.quotes);
        diagnostics.extend(sheet.diagnostics);
    }
    (corpus.statements, (corpus.conditions, corpus.quotes)) =
        rayon::join(|| joined(statements), || (joined(conditions), joined(quotes)));
}

/// The numbers that a sheet's first statement, condition and quote have among those of all sheets; by itself, a sheet
/// counts from nought.
#[derive(Clone, Copy, Default)]
struct First {
    statement: usize,
    condition: u32,
    quote: u32,
}

impl First {
    /// Where the next sheet goes on.
    fn after(self, sheet: &statements::Resolved) -> First {
        let narrow = |n: usize| u32::try_from(n).expect("fewer than four billion conditions and quotes");
        First {
            statement: self.statement + sheet.statements.len(),
            condition: self.condition + narrow(sheet.conditions.len()),
            quote: self.quote + narrow(sheet.quotes.len()),
        }
    }

    fn renumber(self, sheet: &mut statements::Resolved) {
        let moved = |range: &Range<u32>, by: u32| range.start + by..range.end + by;
        for statement in &mut sheet.statements {
            statement.conditions = moved(&statement.conditions, self.condition);
            statement.quotes = moved(&statement.quotes, self.quote);
        }
        let moved = |statement: StatementId| StatementId::new(self.statement + statement.index());
        sheet.conditions.iter_mut().for_each(|condition| condition.statement = moved(condition.statement));
        sheet.quotes.iter_mut().for_each(|quote| quote.statement = moved(quote.statement));
    }
}

/// All lists as one.
fn joined<T>(lists: Vec<Vec<T>>) -> Vec<T> {
    let mut all = Vec::with_capacity(lists.iter().map(Vec::len).sum());
    lists.into_iter().for_each(|mut list| all.append(&mut list));
    all
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
