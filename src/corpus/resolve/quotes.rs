//! Anchors quotes in their articles' texts: each text is folded once, and all its quotes are looked for in it.

use rayon::prelude::*;

use crate::corpus::{Anchor, Corpus, Difference, Quote};
use crate::id::QuoteId;
use crate::quote::{self, FoldedText, Found};
use crate::text::{FileId, Place, Source, SourceMap, Span};

/// Finds every quote whose article's text is at hand.
pub fn anchor(corpus: &mut Corpus, sources: &SourceMap) {
    let mut quotes_of_article: Vec<Vec<QuoteId>> = vec![Vec::new(); corpus.articles.len()];
    for (id, quote) in corpus.quote_ids().zip(&corpus.quotes) {
        if let Some(article) = quote.article {
            quotes_of_article[article.index()].push(id);
        }
    }
    let with_text = corpus.articles.par_iter().zip(quotes_of_article);
    let anchored: Vec<(QuoteId, Anchor)> = with_text
        .filter_map(|(article, ids)| article.text.map(|file| (file, ids)))
        .flat_map_iter(|(file, ids)| {
            let source = sources.get(file);
            let text = FoldedText::new(source.text());
            let quotes = &corpus.quotes;
            ids.into_iter().map(move |id| (id, find(&text, source, file, &quotes[id.index()])))
        })
        .collect();
    for (id, anchor) in anchored {
        corpus.quotes[id.index()].anchor = anchor;
    }
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
