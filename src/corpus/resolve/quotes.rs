//! Anchors quotes in their articles' texts: each text is folded once, and all its quotes are looked for in it.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::corpus::{Anchor, Article, Difference, Quote};
use crate::id::ArticleId;
use crate::quote::{self, FoldedText, Found};
use crate::text::{FileId, Place, Source, SourceMap, Span};

/// Finds quotes in a text.
pub fn anchor_in<'q>(file: FileId, source: &Source, quotes: impl IntoIterator<Item = &'q mut Quote>) {
    let text = FoldedText::new(source.text());
    for quote in quotes {
        quote.anchor = find(&text, source, file, quote);
    }
}

/// Finds those quotes that were not looked for yet, and whose article's text is at hand.
pub fn anchor_others(quotes: &mut [Quote], articles: &[Article], sources: &SourceMap) {
    let mut runs: BTreeMap<ArticleId, Vec<&mut [Quote]>> = BTreeMap::new();
    let is_waiting = |quote: &Quote| quote.anchor == Anchor::Unchecked;
    // The quotes of one article mostly stand in one run, as its statements stand in one sheet.
    for run in quotes.chunk_by_mut(|a, b| a.article == b.article && is_waiting(a) == is_waiting(b)) {
        if let Some(article) = run[0].article.filter(|_| is_waiting(&run[0])) {
            runs.entry(article).or_default().push(run);
        }
    }
    runs.into_par_iter().for_each(|(article, runs)| {
        if let Some(file) = articles[article.index()].text {
            anchor_in(file, sources.get(file), runs.into_iter().flatten());
        }
    });
}

fn find(text: &FoldedText<'_>, source: &Source, file: FileId, quote: &Quote) -> Anchor {
    let place = |span: Span| Place { file, span };
    let typed = quote::Quote { exact: &quote.exact, prefix: quote.prefix.as_deref(), suffix: quote.suffix.as_deref() };
    match text.find(&typed) {
        Found::Anchored(span) => Anchor::Found(place(span)),
        Found::Ambiguous(spans) => Anchor::Ambiguous(spans.into_iter().map(place).collect()),
        Found::OutOfContext(spans) => Anchor::OutOfContext(spans.into_iter().map(place).collect()),
        Found::Empty => Anchor::Empty,
        Found::Missing => {
            let nearest = text.nearest(&quote.exact);
            let difference = nearest.as_ref().and_then(|nearest| nearest.difference.as_ref());
            let difference = difference.map(|words| {
                let printed = source.slice(words.printed).to_owned();
                Box::new(Difference { quoted: words.quoted.clone(), printed })
            });
            Anchor::Missing { nearest: nearest.map(|nearest| place(nearest.span)), difference }
        }
    }
}
