//! The statements of one sheet, with their conditions and quotes.

use std::mem::take;
use std::ops::Range;

use super::lookup::{Lookup, Names};
use crate::corpus::statement::{Further, PackedPlaces};
use crate::corpus::{
    ActorKind, Alternative, Anchor, Basis, Condition, Corpus, Quote, Statement, StatementPlaces, Verb,
};
use crate::date::PartialDate;
use crate::diagnostic::{Diagnostic, Problem};
use crate::id::{ActorId, ArticleId, StatementId, check_slug};
use crate::sheet::{ConditionRecord, QuoteRecord, StatementFields, StatementRecord, Typed, Unread};
use crate::syntax::{List, Spanned};
use crate::text::{FileId, Passage, Source, Span};

/// The article that a sheet is about; its statements are of that one where they name no other.
#[derive(Clone, Copy)]
pub enum SheetArticle {
    None,
    /// There is one, but it could not be read, which has been reported.
    Unreadable,
    Good {
        id: ArticleId,
        published: PartialDate,
    },
}

/// What came of a sheet's statements: tables whose ids count from nought.
#[derive(Default)]
pub struct Resolved {
    pub statements: Vec<Statement>,
    pub conditions: Vec<Condition>,
    pub quotes: Vec<Quote>,
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads and resolves the statements of a sheet. Nothing comes of it where a statement names an article and no articles
/// are known yet: then it has to be done again.
pub fn resolve(
    corpus: &Corpus,
    names: &Names,
    source: (FileId, &Source),
    article: SheetArticle,
    statements: &Unread,
) -> Option<Resolved> {
    let (file, source) = source;
    let mut out = Resolved::default();
    out.statements.reserve(statements.number());
    out.quotes.reserve(statements.number());
    let mut desk = Desk { corpus, lookup: Lookup::new(names, corpus, file), article, lacks_articles: false, out };
    desk.out.diagnostics = statements.each(file, source, |span, record| desk.take(span, record));
    desk.out.diagnostics.append(&mut desk.lookup.diagnostics);
    (!desk.lacks_articles).then_some(desk.out)
}

struct Desk<'a> {
    corpus: &'a Corpus,
    lookup: Lookup<'a>,
    article: SheetArticle,
    /// Whether a statement names an article, and none are known.
    lacks_articles: bool,
    out: Resolved,
}

impl Desk<'_> {
    /// Adds a statement, or reports why it cannot be understood.
    fn take(&mut self, span: Span, record: &mut StatementRecord) {
        let StatementRecord { verb, ref mut fields } = *record;
        let name = Span { start: span.start, end: span.start + verb.name().len() as u32 };
        self.report_lacks(verb, fields, name);
        let article = match (fields.article.as_option(), self.article) {
            (Some(typed), _) if self.lookup.knows_articles() => {
                self.lookup.article(typed).map(|id| (id, self.corpus[id].published))
            }
            (Some(_), _) => {
                self.lacks_articles = true;
                None
            }
            (None, SheetArticle::Good { id, published }) => Some((id, published)),
            (None, SheetArticle::None | SheetArticle::Unreadable) => None,
        };
        // All three are looked up before any of them ends the matter, so that each unknown id is told.
        let holder = fields.who.as_option().and_then(|who| self.lookup.actor(who));
        let what = fields.what.as_option().and_then(|what| self.lookup.proposition(what));
        let voice = fields.via.as_option().map(|via| self.lookup.actor(via));
        let source = fields.according_to.as_option().map(|source| self.lookup.actor(source));
        let addressees = self.addressees(fields);
        let said = self.said(fields, article.map(|(_, published)| published), name);
        let article = article.map(|(id, _)| id);
        let id = StatementId::new(self.out.statements.len());
        let first_condition = self.out.conditions.len();
        let understood = self.add_conditions(id, fields);
        let (Some(holder), Some(what), Some(said), true) = (holder, what, said, understood) else {
            self.out.conditions.truncate(first_condition);
            return;
        };
        // A statement whose voice or source is unknown must not count as the holder's own, and one whose end or article
        // could not be read must not hold for ever, or on another article's day. What is broken has been reported.
        let is_broken = fields.via.is_broken()
            || fields.according_to.is_broken()
            || fields.until.is_broken()
            || fields.article.is_broken();
        if is_broken || voice == Some(None) || source == Some(None) {
            self.out.conditions.truncate(first_condition);
            return;
        }
        let places = StatementPlaces {
            record: span,
            verb: name,
            holder: span_of(&fields.who, name),
            voice: span_of(&fields.via, name),
            what: span_of(&fields.what, name),
            said: span_of(&fields.said, name),
            due: span_of(&fields.due, name),
        };
        let conditions = range(first_condition, self.out.conditions.len());
        let first_quote = self.out.quotes.len();
        let slug = self.own_slug(fields);
        let speaker = voice.flatten().unwrap_or(holder);
        let usual_basis = match self.corpus[speaker].kind {
            ActorKind::Unnamed => Basis::Unnamed,
            _ => Basis::default(),
        };
        self.add_quotes(id, article, fields);
        self.out.statements.push(Statement {
            slug,
            verb,
            holder,
            voice: voice.flatten(),
            according_to: source.flatten(),
            what,
            addressees,
            said: said.date,
            said_is_typed: said.is_typed,
            until: take(&mut fields.until).into_value(),
            due: take(&mut fields.due).into_value(),
            basis: take(&mut fields.basis).into_value().unwrap_or(usual_basis),
            firmness: take(&mut fields.firmness).into_value(),
            gloss: take(&mut fields.gloss).into_value(),
            further: further(fields),
            article,
            file: self.lookup.file(),
            places: PackedPlaces::new(&places),
            conditions,
            quotes: range(first_quote, self.out.quotes.len()),
        });
    }

    fn report_lacks(&mut self, verb: Verb, fields: &StatementFields, name: Span) {
        let lookup = &mut self.lookup;
        if fields.who.is_absent() {
            let message = format!("this `{}` does not say who", verb.name());
            lookup.missing(&fields.who, name, &message, "name the holder: `who: \"russia\"`");
        }
        if fields.what.is_absent() {
            let message = format!("this `{}` does not say what", verb.name());
            lookup.missing(&fields.what, name, &message, "name a proposition: `what: \"relations-restored\"`");
        }
        let demands_of_nobody = fields.from.as_option().is_none_or(|from| from.iter().next().is_none());
        if verb == Verb::Demands && demands_of_nobody && !fields.from.is_broken() {
            let place = lookup.place(name);
            let diagnostic = Diagnostic::new(Problem::MissingField, place, "this `Demands` does not say from whom");
            lookup.report(diagnostic.with_help(
                "name those who are to bring it about: `from: [\"ukraine\"]`; what is wanted from no one in particular is `Proposes`",
            ));
        }
    }

    fn own_slug(&mut self, fields: &StatementFields) -> Option<Passage> {
        let id = fields.id.as_option()?;
        if let Err(bad) = check_slug(&id.value) {
            let message = format!("`{}` cannot be a statement's id", id.value);
            let place = self.lookup.place(id.span);
            self.lookup.report(Diagnostic::new(Problem::BadId, place, message).with_help(bad.to_string()));
        }
        Some(id.value.clone())
    }

    /// From whom it is wanted, then to whom it is addressed.
    fn addressees(&mut self, fields: &StatementFields) -> Box<[ActorId]> {
        let typed = [&fields.from, &fields.to].into_iter().filter_map(|typed| typed.as_option());
        typed.flat_map(|words| words.iter()).filter_map(|word| self.lookup.actor(word)).collect()
    }

    fn said(&mut self, fields: &StatementFields, published: Option<PartialDate>, name: Span) -> Option<Said> {
        if let Some(said) = fields.said.as_option() {
            return Some(Said { date: said.value, is_typed: true });
        }
        if fields.said.is_broken() {
            return None;
        }
        if let Some(date) = published {
            return Some(Said { date, is_typed: false });
        }
        // An article that could not be read has been reported; each of its statements need not be.
        if fields.article.is_absent() && matches!(self.article, SheetArticle::None) {
            let message = "nothing says when this was said: the sheet has no `article`, and the statement no date";
            let help = "give the sheet an article, or the statement its date: `said: \"2025-06-20\"`";
            self.lookup.missing(&fields.said, name, message, help);
        }
        None
    }

    /// Adds the conditions of a statement; says whether all of them were understood. A statement that lost a condition
    /// says more than its holder did, and must not be kept.
    fn add_conditions(&mut self, statement: StatementId, fields: &StatementFields) -> bool {
        let mut understood = true;
        for (kind, typed) in fields.conditions() {
            understood &= !typed.is_broken();
            for entry in typed.as_option().into_iter().flat_map(|list| list.iter()) {
                match self.alternatives(entry) {
                    Some(alternatives) => {
                        let place = self.lookup.place(entry.span);
                        self.out.conditions.push(Condition { statement, kind, alternatives, place });
                    }
                    None => understood = false,
                }
            }
            understood &= typed.as_option().is_none_or(List::is_complete);
        }
        understood
    }

    fn alternatives(&mut self, entry: &Spanned<ConditionRecord>) -> Option<Box<[Alternative]>> {
        match &entry.value {
            ConditionRecord::Way(way) => {
                let Some(typed) = way.what.as_option() else {
                    if way.what.is_absent() {
                        let place = self.lookup.place(entry.span);
                        let message = "this condition does not say what would have to be so";
                        let help = "name a proposition: `(what: \"relations-restored\", by: \"usa\")`";
                        self.lookup.report(Diagnostic::new(Problem::MissingField, place, message).with_help(help));
                    }
                    return None;
                };
                let word = Spanned { value: typed.clone(), span: entry.span };
                let what = self.lookup.proposition(&word)?;
                let mut by = way.by.as_option().map(|by| self.lookup.actors(by)).unwrap_or_default();
                by.sort_unstable();
                Some(Box::new([Alternative { what, by }]))
            }
            ConditionRecord::AnyOf(ways) => {
                let resolved: Vec<_> = ways.iter().map(|way| self.alternatives(way)).collect();
                if !ways.is_complete() {
                    return None;
                }
                if resolved.is_empty() {
                    let place = self.lookup.place(entry.span);
                    let message = "this `AnyOf` has nothing in it, so nothing could meet it";
                    let help = "name the ways to meet it: `AnyOf([\"p\", \"q\"])`";
                    self.lookup.report(Diagnostic::new(Problem::MissingField, place, message).with_help(help));
                    return None;
                }
                let ways: Option<Vec<Box<[Alternative]>>> = resolved.into_iter().collect();
                // In one order, so that the same ways make the same terms however they were typed.
                let mut ways: Vec<Alternative> = ways?.into_iter().flatten().collect();
                ways.sort_unstable();
                ways.dedup();
                Some(ways.into())
            }
        }
    }

    /// Adds the quotes of a statement, whose fields then go without them.
    fn add_quotes(&mut self, statement: StatementId, article: Option<ArticleId>, fields: &mut StatementFields) {
        let StatementFields { quote, prefix, suffix, quotes, .. } = fields;
        if quote.is_absent() && !(prefix.is_absent() && suffix.is_absent()) {
            let span = prefix.as_option().or(suffix.as_option()).map_or(Span::default(), |typed| typed.span);
            let place = self.lookup.place(span);
            let message = "a `prefix` or `suffix` tells where a quote stands, and there is no quote";
            let help = "add the words themselves: `quote: \"…\"`";
            self.lookup.report(Diagnostic::new(Problem::MissingField, place, message).with_help(help));
        }
        let mut add = |typed: QuoteRecord, span: Span| {
            let place = self.lookup.place(span);
            let QuoteRecord { exact, prefix, suffix } = typed;
            self.out.quotes.push(Quote { statement, article, exact, prefix, suffix, anchor: Anchor::Unchecked, place });
        };
        if let Some(Spanned { value: exact, span }) = take(quote).into_option() {
            add(QuoteRecord { exact, prefix: take(prefix).into_value(), suffix: take(suffix).into_value() }, span);
        }
        for Spanned { value, span } in take(quotes).into_option().into_iter().flatten() {
            add(value, span);
        }
    }
}

/// What few statements have, if this one has any of it.
fn further(fields: &mut StatementFields) -> Option<Box<Further>> {
    let reaffirmed = fields.reaffirmed.as_option().into_iter().flatten();
    let mut reaffirmed: Box<[PartialDate]> = reaffirmed.map(|date| date.value).collect();
    reaffirmed.sort_by_key(|date| (date.first_day(), date.last_day()));
    let (event, note) = (take(&mut fields.event).into_value(), take(&mut fields.note).into_value());
    let further = Further { reaffirmed, event, note };
    (further != Further::default()).then(|| Box::new(further))
}

/// When something was said, and whether the editor typed it.
struct Said {
    date: PartialDate,
    is_typed: bool,
}

fn range(start: usize, end: usize) -> Range<u32> {
    let narrow = |n: usize| u32::try_from(n).expect("fewer than four billion conditions and quotes in a sheet");
    narrow(start)..narrow(end)
}

fn span_of<T>(typed: &Typed<T>, otherwise: Span) -> Span {
    typed.as_option().map_or(otherwise, |typed| typed.span)
}
