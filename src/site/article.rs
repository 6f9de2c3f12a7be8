//! An article: its text with the annotated passages marked, and beside it what was noted of each.
//!
//! Passages may overlap, so each piece of the text knows all that lie over it. Where a passage ends, its number leads to
//! what was noted, as a footnote's does; so the page needs no script to be read, and prints well.

use std::ops::Range;

use maud::{Markup, html};

use super::links::{Here, Page, web};
use super::markup::{BREAK, date, side, text};
use super::passages::{self, Piece};
use super::shell::Content;
use super::statement::{found, heard, says, statement};
use crate::corpus::{Anchor, Article, Quote};
use crate::id::{ArticleId, StatementId};
use crate::report::words;
use crate::text::FileId;

pub fn page(here: &Here<'_>, id: ArticleId) -> Content {
    let article = &here.corpus()[id];
    let title = article.title.as_ref().unwrap_or(&article.slug);
    let statements = here.room.of_article(id);
    let main = html! {
        p.kicker { @if let Some(publisher) = &article.publisher { bdi { (text(publisher)) } ", " } (date(article.published)) }
        h1 { bdi { (text(title)) } }
        (facts(article))
        @match article.text {
            Some(file) => (reading(here, file, statements)),
            None => (without_text(here, statements)),
        }
    };
    Content { title: title.to_string(), scripts: &[], main }
}

fn facts(article: &Article) -> Markup {
    let url = article.url.as_deref().and_then(web);
    html! {
        @if url.is_some() || article.note.is_some() {
            dl.facts {
                @if let Some(url) = url { dt { "Where it appeared" } dd { a href=(url) rel="noreferrer external" { (text(&url)) } } }
                @if let Some(note) = &article.note { dt { "Note" } dd dir="auto" { (text(note)) } }
            }
        }
    }
}

/// A passage over the text, and whether it is certain that it is meant.
struct Layer {
    statement: StatementId,
    range: Range<usize>,
    is_certain: bool,
}

fn reading(here: &Here<'_>, file: FileId, statements: &[StatementId]) -> Markup {
    let whole = here.room.desk.sources.get(file).text();
    let layers = layers(here, file, statements);
    // What was noted is told in the order of the text; what has no place in it comes last.
    let mut told = statements.to_vec();
    let place =
        |id: StatementId| layers.iter().filter(|layer| layer.statement == id).map(|layer| layer.range.start).min();
    told.sort_by_key(|&id| (place(id).unwrap_or(usize::MAX), id));
    let number = |id: StatementId| told.iter().position(|&other| other == id).map_or(0, |at| at + 1);
    let numbers: Vec<usize> = layers.iter().map(|layer| number(layer.statement)).collect();
    let ranges: Vec<Range<usize>> = layers.iter().map(|layer| layer.range.clone()).collect();
    let sheet = Sheet { here, layers: &layers, numbers: &numbers };
    html! {
        div.reading {
            section.text aria-label="Text" {
                @for line in passages::lines(whole, &ranges) {
                    (BREAK)
                    @if line.is_empty() { div.gap {} } @else { p dir="auto" { @for piece in &line { (sheet.piece(piece)) } } }
                }
            }
            section.noted aria-label="What was noted" {
                h2 { "What was noted " span.count { (told.len()) } }
                ol.notes { @for &id in &told { (note(here, id, number(id), place(id).is_some())) } }
            }
        }
    }
}

fn layers(here: &Here<'_>, file: FileId, statements: &[StatementId]) -> Vec<Layer> {
    let mut layers = Vec::new();
    for &statement in statements {
        for (_, quote) in here.corpus().quotes_of(statement) {
            let (places, is_certain) = match &quote.anchor {
                Anchor::Found(place) => (std::slice::from_ref(place), true),
                Anchor::Ambiguous(places) | Anchor::OutOfContext(places) => (&**places, false),
                Anchor::Unchecked | Anchor::Missing { .. } | Anchor::Empty => (&[][..], false),
            };
            let of_text = places.iter().filter(|place| place.file == file);
            layers.extend(of_text.map(|place| Layer { statement, range: place.span.range(), is_certain }));
        }
    }
    layers.sort_by_key(|layer| (layer.range.start, layer.range.end, layer.statement));
    layers
}

/// The text with its layers, while it is written.
struct Sheet<'a> {
    here: &'a Here<'a>,
    layers: &'a [Layer],
    numbers: &'a [usize],
}

impl Sheet<'_> {
    fn piece(&self, piece: &Piece<'_>) -> Markup {
        if piece.layers.is_empty() {
            return text(piece.text);
        }
        let corpus = self.here.corpus();
        let mut sides: Vec<&str> =
            piece.layers.iter().map(|&layer| side(corpus[self.layers[layer].statement].verb)).collect();
        sides.dedup();
        let class = if let [only] = *sides { only } else { "several" };
        let is_certain = piece.layers.iter().all(|&layer| self.layers[layer].is_certain);
        let mut numbers: Vec<usize> = piece.layers.iter().map(|&layer| self.numbers[layer]).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        html! {
            mark.(class).unsure[!is_certain] data-depth=(piece.layers.len().min(3)) data-notes=(numbers.join(" ")) {
                @for &layer in &piece.begin { (self.begin(layer)) }
                (text(piece.text))
            }
            @for &layer in &piece.end { (self.end(layer)) }
        }
    }

    /// Where links to a statement's words lead: to the first of its passages.
    fn begin(&self, layer: usize) -> Markup {
        let statement = self.layers[layer].statement;
        let is_first = !self.layers[..layer].iter().any(|earlier| earlier.statement == statement);
        html! { @if is_first { span id={ "q-" (self.here.room.anchor(statement)) } {} } }
    }

    fn end(&self, layer: usize) -> Markup {
        let statement = self.layers[layer].statement;
        let label = format!("Note {}: {}", self.numbers[layer], words::sentence(self.here.corpus(), statement));
        html! {
            sup { a href={ "#s-" (self.here.room.anchor(statement)) } aria-label=(super::markup::shown(&label)) { (self.numbers[layer]) } }
        }
    }
}

/// What was noted of one statement.
fn note(here: &Here<'_>, id: StatementId, number: usize, has_place: bool) -> Markup {
    let one = &here.corpus()[id];
    html! {
        (BREAK)
        li id={ "s-" (here.room.anchor(id)) } class=(side(one.verb)) value=(number) data-note=(number) {
            (says(here, id))
            @if let Some(gloss) = &one.gloss { p.gloss dir="auto" { (text(gloss)) } }
            @for (_, quote) in here.corpus().quotes_of(id) { (astray(quote)) }
            (heard(here, id))
            @if let Some(note) = one.note() { p.gloss dir="auto" { (text(note)) } }
            (found(here, id))
            @if has_place {
                p.onward { a href={ "#q-" (here.room.anchor(id)) } aria-label={ "Note " (number) ": back to its words in the text" } { "↑ in the text" } }
            }
        }
    }
}

/// A quote that has no certain place in the text, with the reason.
fn astray(quote: &Quote) -> Markup {
    let reason = match &quote.anchor {
        Anchor::Found(_) => return html! {},
        Anchor::Unchecked => "no copy of the text is at hand",
        Anchor::Ambiguous(_) => "it stands in the text more than once",
        Anchor::OutOfContext(_) => "it stands in the text, but not between the words that were given",
        Anchor::Missing { .. } => "it was not found in the text",
        Anchor::Empty => "it has no words",
    };
    html! { blockquote { p dir="auto" { "“" (text(&quote.exact)) "”" } p.quiet { (reason) } } }
}

fn without_text(here: &Here<'_>, statements: &[StatementId]) -> Markup {
    debug_assert!(matches!(here.page, Page::Article(_)));
    html! {
        p.note { "The text itself is not part of this project; what was noted from it is." }
        ol.notes.alone {
            @for &id in statements {
                (BREAK)
                li id={ "s-" (here.room.anchor(id)) } { (statement(here, id)) (found(here, id)) }
            }
        }
    }
}
