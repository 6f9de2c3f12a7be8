//! One sheet on its way into the corpus, and all of them put together.

use std::mem::{replace, take};
use std::ops::Range;

use rayon::prelude::*;

use super::codebook::{Book, text_of};
use super::lookup::{Names, Texts};
use super::quotes;
use super::remarks::Remarks;
use super::statements::{self, Resolved, SheetArticle};
use crate::corpus::Corpus;
use crate::diagnostic::Diagnostic;
use crate::id::{ArticleId, StatementId};
use crate::sheet::{self, ArticleRecord, Field, Sheet, Unread};
use crate::syntax::{List, Spanned};
use crate::text::{FileId, Place, SourceMap};

/// A sheet whose statements are still to be read.
pub struct Opened {
    pub file: FileId,
    book: Book,
    article: Field<Spanned<ArticleRecord>>,
    more_articles: List<Spanned<ArticleRecord>>,
    statements: Unread,
    remarks: Remarks,
    diagnostics: Vec<Diagnostic>,
}

impl Opened {
    pub fn new(file: FileId, sources: &SourceMap) -> Opened {
        let (sheet, diagnostics) = sheet::open(file, sources.get(file));
        let Sheet {
            actors,
            issues,
            propositions,
            constraints,
            article,
            articles,
            statements,
            verdicts,
            accept,
            expect,
        } = sheet;
        Opened {
            file,
            book: Book { file, actors, issues, propositions, constraints },
            article,
            more_articles: articles,
            statements,
            remarks: Remarks { file, verdicts, accept, expect },
            diagnostics,
        }
    }

    /// The codebook's part of the sheet, which then goes without.
    pub fn take_book(&mut self) -> Book {
        let empty = Book {
            file: self.file,
            actors: List::default(),
            issues: List::default(),
            propositions: List::default(),
            constraints: List::default(),
        };
        replace(&mut self.book, empty)
    }
}

/// A sheet that was read. The article that it is about has no id yet, since that depends on all articles there are; until
/// then its statements bear another in its place.
pub struct Piece {
    file: FileId,
    /// What the sheet's own article is called, and where.
    own_article: Option<(sheet::Word, Place)>,
    is_about_an_article: bool,
    articles: Vec<Spanned<ArticleRecord>>,
    /// Nothing where a statement names an article, so that they can only be resolved once the articles are known.
    statements: Option<Resolved>,
    /// Whether the quotes were not looked for yet.
    quotes_wait: bool,
    remarks: Remarks,
    diagnostics: Vec<Diagnostic>,
}

impl Piece {
    pub fn new(corpus: &Corpus, names: &Names, sources: &SourceMap, texts: &Texts, opened: Opened) -> Piece {
        let Opened { file, article, more_articles, statements: unread, remarks, diagnostics, .. } = opened;
        let record = article.as_option().map(|article| &article.value);
        let id = record.and_then(|record| record.id.as_option());
        let published = record.and_then(|record| record.published.as_option());
        let own_article = id.zip(published).map(|(id, _)| (id.value.clone(), Place { file, span: id.span }));
        let sheet_article = match (published, &own_article) {
            _ if article.is_absent() => SheetArticle::None,
            (Some(published), Some(_)) => SheetArticle::Good { id: ArticleId::new(0), published: published.value },
            _ => SheetArticle::Unreadable,
        };
        let mut statements = statements::resolve(corpus, names, (file, sources.get(file)), sheet_article, &unread);
        let text = record.and_then(|record| text_of(&record.text, &record.sha256, texts));
        if let (Some(Resolved { quotes, .. }), Some(text)) = (&mut statements, text) {
            quotes::anchor_in(text, sources.get(text), quotes);
        }
        Piece {
            file,
            own_article,
            is_about_an_article: !article.is_absent(),
            articles: article.into_option().into_iter().chain(more_articles).collect(),
            quotes_wait: statements.is_none(),
            statements,
            remarks,
            diagnostics,
        }
    }

    /// What is wrong with the sheet and with its statements.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        let of_statements = self.statements.map(|resolved| resolved.diagnostics).unwrap_or_default();
        self.diagnostics.into_iter().chain(of_statements).collect()
    }

    /// The articles of the sheet, which then goes without.
    pub fn take_articles(&mut self) -> impl Iterator<Item = (FileId, Spanned<ArticleRecord>)> + use<> {
        let file = self.file;
        take(&mut self.articles).into_iter().map(move |article| (file, article))
    }

    /// Gives the statements the article that they are of, now that all are known. Where they name others, or the sheet's
    /// own turned out to be a second one of its name, the sheet is read again.
    pub fn settle_articles(&mut self, corpus: &Corpus, names: &Names, sources: &SourceMap) {
        let own = self.own_article.as_ref().and_then(|(slug, place)| {
            let id = *names.articles.as_ref()?.get(slug)?;
            Some((id, corpus[id].place == *place))
        });
        match (&mut self.statements, own) {
            (Some(resolved), Some((id, true))) => {
                let of_statements = resolved.statements.iter_mut().map(|statement| &mut statement.article);
                let of_quotes = resolved.quotes.iter_mut().map(|quote| &mut quote.article);
                of_statements.chain(of_quotes).for_each(|article| *article = Some(id));
            }
            (Some(_), None) => {}
            _ => {
                let source = sources.get(self.file);
                let (sheet, _) = sheet::open(self.file, source);
                let article = match own {
                    Some((id, _)) => SheetArticle::Good { id, published: corpus[id].published },
                    None if self.is_about_an_article => SheetArticle::Unreadable,
                    None => SheetArticle::None,
                };
                self.statements = statements::resolve(corpus, names, (self.file, source), article, &sheet.statements);
                self.quotes_wait = true;
            }
        }
    }
}

/// Puts the statements of all sheets into one table, and their conditions and quotes, too. Gives what the sheets say about
/// statements, and whether some quotes wait for being looked for.
pub fn put_together(
    corpus: &mut Corpus,
    pieces: Vec<Piece>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Remarks>, bool) {
    let quotes_wait = pieces.iter().any(|piece| piece.quotes_wait);
    let (mut sheets, mut remarks) = (Vec::with_capacity(pieces.len()), Vec::with_capacity(pieces.len()));
    for piece in pieces {
        diagnostics.extend(piece.diagnostics);
        remarks.push(piece.remarks);
        sheets.extend(piece.statements);
    }
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
    (remarks, quotes_wait)
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
    fn after(self, sheet: &Resolved) -> First {
        let narrow = |n: usize| u32::try_from(n).expect("fewer than four billion conditions and quotes");
        First {
            statement: self.statement + sheet.statements.len(),
            condition: self.condition + narrow(sheet.conditions.len()),
            quote: self.quote + narrow(sheet.quotes.len()),
        }
    }

    fn renumber(self, sheet: &mut Resolved) {
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
