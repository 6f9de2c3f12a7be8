//! A quote that does not stand in its article, or stands there more than once.
//!
//! A quote is evidence only where a reader can find it. It must stand in the article's text word for word; white space,
//! the shape of quotation marks and of dashes, and Unicode's several ways to write one letter do not count. A part that
//! was left out cannot be bridged with `…`: give the parts as two `quotes`. Quotes of articles whose text is not at hand
//! are not checked, and the report says how many those are.
//!
//! ```ron
//! article: (id: "clash-report", published: "2025-06-20", text: "clash-report.txt"),
//! statements: [
//!     Demands(who: "russia", from: "usa", what: "sanctions-lifted", quote: "wants all sanctions gone"),
//! ],
//! ```
//!
//! To mend it, copy the words from the article. Words that stand there more than once need those right before or right
//! after them: `prefix: "…"` or `suffix: "…"`.

use super::words::article;
use super::{Check, Context, Finding, Level, Rule};
use crate::corpus::{Anchor, Difference, Quote};
use crate::text::Place;

pub(super) static RULE: Rule = Rule {
    name: "unanchored-quote",
    summary: "a quote that does not stand in its article, or stands there more than once",
    level: Level::Deny,
    is_pedantic: false,
    source: include_str!("unanchored_quote.rs"),
    check: Check::Corpus(check),
};

/// So many of the places where an ambiguous quote stands are shown; more would bury the message.
const MOST_PLACES: usize = 3;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let astray = |quote: &&Quote| !matches!(quote.anchor, Anchor::Found(_) | Anchor::Unchecked);
    context.corpus.quotes().iter().filter(astray).filter_map(|quote| finding(context, quote)).collect()
}

fn finding(context: &Context<'_>, quote: &Quote) -> Option<Finding> {
    let name = quote.article.map_or_else(|| "the article".to_owned(), |id| article(context.corpus, id));
    let new =
        |message: String| Finding::new(&RULE, quote.place, message).resting_on(context.corpus, &[quote.statement]);
    Some(match &quote.anchor {
        Anchor::Found(_) | Anchor::Unchecked => return None,
        Anchor::Empty => new("the quote has no words in it".into())
            .with_help(format!("copy the words from {name}, or leave the field out")),
        Anchor::Ambiguous(places) => with_places(new(format!("the quote stands in {name} more than once")), places)
            .with_help(
                "add what stands right before the words that are meant, `prefix: \"…\"`, or right after them, `suffix: \"…\"`",
            ),
        Anchor::OutOfContext(places) => {
            with_places(new(format!("the quote stands in {name}, but not beside the given `prefix` or `suffix`")), places)
                .with_help("copy what stands right before or after the words that are meant, or leave it out")
        }
        Anchor::Missing { nearest, difference } => {
            let finding =
                missing(new(format!("the quote does not stand in {name}")), *nearest, difference.as_deref());
            match pieces(&quote.exact)[..] {
                [_, _, ..] => finding.with_help(elided(&pieces(&quote.exact))),
                _ => finding,
            }
        }
    })
}

/// The pieces of a quote in which words were left out: “we pay … not before” has two.
fn pieces(quote: &str) -> Vec<&str> {
    let marked = ["[…]", "[...]", "(…)", "(...)", "…", "..."];
    let mut pieces = vec![quote];
    for mark in marked {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(mark)).collect();
    }
    pieces.into_iter().map(str::trim).filter(|piece| !piece.is_empty()).collect()
}

fn elided(pieces: &[&str]) -> String {
    let pieces: Vec<String> = pieces.iter().map(|piece| format!("\"{piece}\"")).collect();
    format!("where words were left out, note each piece by itself: `quotes: [{}]`", pieces.join(", "))
}

fn with_places(finding: Finding, places: &[Place]) -> Finding {
    let words = |index| if index == 0 { "it stands here" } else { "and here" };
    let shown = places.iter().take(MOST_PLACES).enumerate();
    shown.fold(finding, |finding, (index, &place)| finding.with_label(place, words(index)))
}

fn missing(finding: Finding, nearest: Option<Place>, difference: Option<&Difference>) -> Finding {
    let (passage, help): (String, String) =
        match difference.map(|words| (words.quoted.as_str(), words.printed.as_str())) {
            None => ("this passage is nearest".into(), "copy the words from the article as they are printed".into()),
            Some(("", printed)) => (
                format!("the nearest passage has “{printed}” too"),
                format!("if this passage is meant, put in `{printed}`"),
            ),
            Some((quoted, "")) => (
                format!("the nearest passage has no “{quoted}”"),
                format!("if this passage is meant, leave out `{quoted}`"),
            ),
            Some((quoted, printed)) => (
                format!("the nearest passage has “{printed}” where the quote has “{quoted}”"),
                format!("if this passage is meant, write `{printed}` for `{quoted}`"),
            ),
        };
    let finding = finding.with_help(help);
    match nearest {
        Some(place) => finding.with_label(place, passage),
        None => finding,
    }
}
