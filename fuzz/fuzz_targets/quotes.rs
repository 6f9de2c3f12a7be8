//! Any words as a text and a quote: what is found lies in the text, and the words of a text are found in it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use standoff::quote::{FoldedText, Found, Quote};

fuzz_target!(|input: (&str, &str, u16, u16)| {
    let (text, words, from, to) = input;
    let folded = FoldedText::new(text);
    let spans = match folded.find(&Quote { exact: words, prefix: Some(words), suffix: None }) {
        Found::Anchored(span) => vec![span],
        Found::Ambiguous(spans) | Found::OutOfContext(spans) => spans,
        Found::Missing | Found::Empty => Vec::new(),
    };
    assert!(spans.iter().all(|span| text.get(span.range()).is_some()));
    if let Some(nearest) = folded.nearest(words) {
        assert!(text.get(nearest.span.range()).is_some());
        assert!(nearest.difference.is_none_or(|difference| text.get(difference.printed.range()).is_some()));
    }
    let [from, to] = [from, to].map(|at| text.floor_char_boundary(usize::from(at)));
    if from < to && text[from..to].contains(char::is_alphanumeric) {
        folded.find(&Quote::new(&text[from..to]));
    }
});
