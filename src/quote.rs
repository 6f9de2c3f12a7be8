//! Quotes and where they stand in an article's text. It knows texts and nothing of who said what.
//!
//! A quote is evidence only if it stands in the article, word for word. But the article may write `“We’re ready — now”`
//! where the editor typed `"We're ready - now"`, and both mean the same words. So text and quote are [folded](fold) to
//! one spelling of white space, quotation marks, dashes and Unicode form before they are compared, and nothing else is:
//! another case, another comma or another letter is another quote. An editor's own ellipsis (`we want … peace`) is not
//! expanded; such a quote is entered as two.
//!
//! [`FoldedText::find`] says where a quote stands. Where it stands nowhere, [`FoldedText::nearest`] finds the passage
//! most like it, so that a message can show what the article says instead.

use std::ops::ControlFlow;

use memchr::memmem;
use smallvec::SmallVec;

use crate::text::Span;

pub mod fold;
mod landmarks;
mod nearest;
mod select;
mod sentences;

pub use fold::FoldedText;
pub use nearest::{Difference, Nearest};
pub use select::Selected;
pub use sentences::sentences;

/// How many places of a quote are told at most. An editor who reads "stands here, here and here" needs no more, and a
/// quote of one common word must not fill a report.
pub const MAX_PLACES: usize = 16;

/// A quote as the editor typed it: the W3C's TextQuoteSelector.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Quote<'a> {
    /// The words quoted.
    pub exact: &'a str,
    /// What stands immediately before them; needed only where the words stand more than once.
    pub prefix: Option<&'a str>,
    /// What stands immediately after them.
    pub suffix: Option<&'a str>,
}

impl<'a> Quote<'a> {
    /// A quote without a prefix or suffix.
    pub fn new(exact: &'a str) -> Quote<'a> {
        Quote { exact, prefix: None, suffix: None }
    }
}

/// Where a quote stands in a text. All spans are of the text as it was given, and lie on its character borders.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Found {
    /// Once.
    Anchored(Span),
    /// More than once, here in the order of the text; at most [`MAX_PLACES`] are given. A prefix or suffix would tell
    /// which is meant.
    Ambiguous(Vec<Span>),
    /// The words stand here, but nowhere between the given prefix and suffix; at most [`MAX_PLACES`] are given.
    OutOfContext(Vec<Span>),
    /// Nowhere. [`FoldedText::nearest`] finds what comes closest.
    Missing,
    /// The quote has no words: it is empty, or only marks such as `…` that prove nothing.
    Empty,
}

impl FoldedText<'_> {
    /// Finds a quote in the text.
    ///
    /// The quote may begin and end anywhere, also within a word, as `restored relation` does in "restored relations".
    /// White space around the quote, its prefix and its suffix does not count.
    pub fn find(&self, quote: &Quote<'_>) -> Found {
        let exact = fold::fold(quote.exact);
        let exact = exact.trim_matches(' ');
        if !has_words(exact) {
            return Found::Empty;
        }
        let context = Context::of(quote);
        let (mut in_context, mut elsewhere) = (SmallVec::<[Span; 2]>::new(), SmallVec::<[Span; 2]>::new());
        self.each_place(exact, |start| {
            let end = start + exact.len();
            let places = if context.fits(self.as_str(), start, end) { &mut in_context } else { &mut elsewhere };
            if places.len() < MAX_PLACES {
                places.push(self.span(start, end));
            }
            if in_context.len() < MAX_PLACES { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        match (in_context.as_slice(), elsewhere.as_slice()) {
            ([], []) => Found::Missing,
            ([], _) => Found::OutOfContext(elsewhere.into_vec()),
            ([place], _) => Found::Anchored(*place),
            _ => Found::Ambiguous(in_context.into_vec()),
        }
    }

    /// Shows each place of a folded quote in the folded text, from the first on, until told to stop. Places may overlap:
    /// "no, no" stands twice in "no, no, no", and a suffix may ask for the second.
    fn each_place(&self, exact: &str, mut show: impl FnMut(usize) -> ControlFlow<()>) {
        let (text, exact) = (self.as_str().as_bytes(), exact.as_bytes());
        if let Some(places) = self.landmarks().places(text, exact) {
            let _ = places.into_iter().try_for_each(show);
            return;
        }
        let finder = memmem::Finder::new(exact);
        let mut from = 0;
        while let Some(offset) = finder.find(&text[from..]) {
            if show(from + offset).is_break() {
                return;
            }
            from += offset + 1;
        }
    }
}

fn has_words(folded: &str) -> bool {
    folded.chars().any(char::is_alphanumeric)
}

/// What must stand before and after a quote, folded and without white space around it. Both are mostly empty, and then
/// anything will do.
struct Context {
    prefix: String,
    suffix: String,
}

impl Context {
    fn of(quote: &Quote<'_>) -> Context {
        let folded =
            |part: Option<&str>| part.map_or(String::new(), |part| fold::fold(part).trim_matches(' ').to_owned());
        Context { prefix: folded(quote.prefix), suffix: folded(quote.suffix) }
    }

    fn fits(&self, text: &str, start: usize, end: usize) -> bool {
        // An empty one is not even compared: doing so costs more than finding the quote did, where the comparison of
        // the system's library reads ahead.
        (self.prefix.is_empty() || text[..start].trim_end_matches(' ').ends_with(&self.prefix))
            && (self.suffix.is_empty() || text[end..].trim_start_matches(' ').starts_with(&self.suffix))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    const ARTICLE: &str = "Dmitri Peskov said on Thursday:\u{a0}“Peace in Ukraine hinges on restored rela\u{ad}tions with \
        Washington — no, no, no.”\nВін сказав: «Об’єкт не був цілим…». Կառավարությունը ասաց՝ «Խաղաղություն հիմա»։ \
        Η κυβέρνηση είπε: «Ειρήνη τώρα». Peace is near, cafe\u{301} by café.";

    /// Texts of letters, marks and white space that fold in every way there is.
    pub(super) fn any_text() -> impl Strategy<Value = String> {
        let odd = prop::sample::select(
            "  \n\t\u{a0}\u{200b}\u{ad}\u{feff}“”„«»‘’ʼ′—–-…'\"`´\u{301}\u{306}\u{323}\u{93c}\u{958}\u{fb1d}\u{344}\u{2126}\
             éйĭиeасխῆ가\u{1100}\u{1161}\u{11a8}ひ\u{3099}\u{f71}\u{f73}😀abcXYZ,.!"
                .chars()
                .collect::<Vec<_>>(),
        );
        prop_oneof![
            4 => prop::collection::vec(odd, 0..60).prop_map(String::from_iter),
            1 => "\\PC{0,60}",
            1 => prop::collection::vec(any::<char>(), 0..40).prop_map(String::from_iter),
        ]
    }

    fn found(quote: Quote<'_>) -> Vec<&'static str> {
        match FoldedText::new(ARTICLE).find(&quote) {
            Found::Anchored(span) => vec![&ARTICLE[span.range()]],
            Found::Ambiguous(spans) => spans.iter().map(|span| &ARTICLE[span.range()]).collect(),
            other => panic!("{other:?} for {quote:?}"),
        }
    }

    fn nearest(quote: &str) -> Option<(&'static str, Option<(String, &'static str)>)> {
        let nearest = FoldedText::new(ARTICLE).nearest(quote)?;
        let difference = nearest.difference.map(|found| (found.quoted, &ARTICLE[found.printed.range()]));
        Some((&ARTICLE[nearest.span.range()], difference))
    }

    fn differs(quoted: &str, printed: &'static str) -> Option<(String, &'static str)> {
        Some((quoted.to_owned(), printed))
    }

    #[test]
    fn a_quote_is_found_in_the_editors_typing() {
        assert_eq!(found(Quote::new("\"Peace in Ukraine")), ["“Peace in Ukraine"]);
        assert_eq!(found(Quote::new(" relations  with\nWashington - no")), ["rela\u{ad}tions with Washington — no"]);
        assert_eq!(found(Quote::new("\"Об'єкт не був цілим...\"")), ["«Об’єкт не був цілим…»"]);
        assert_eq!(found(Quote::new("“Խաղաղություն հիմա”")), ["«Խաղաղություն հիմա»"]);
        assert_eq!(found(Quote::new(&"Ειρήνη τώρα".nfd().to_string())), ["Ειρήνη τώρα"]);
        assert_eq!(found(Quote::new("café")), ["cafe\u{301}", "café"]);
    }

    #[test]
    fn nothing_else_is_folded() {
        let text = FoldedText::new(ARTICLE);
        for quote in ["peace in ukraine", "Peace, in Ukraine", "Dmitry Peskov", "cafe", "Peace … Washington"] {
            assert_eq!(text.find(&Quote::new(quote)), Found::Missing, "{quote}");
        }
    }

    #[test]
    fn a_quote_without_words_proves_nothing() {
        for quote in ["", "  \n", "…", "—", "\u{ad}", "\"\""] {
            assert_eq!(FoldedText::new(ARTICLE).find(&Quote::new(quote)), Found::Empty, "{quote}");
        }
    }

    #[test]
    fn a_prefix_or_suffix_tells_which_place_is_meant() {
        let text = FoldedText::new(ARTICLE);
        let Found::Ambiguous(places) = text.find(&Quote::new("Peace")) else { panic!() };
        let second = Quote { prefix: Some("τώρα\". "), ..Quote::new("Peace") };
        assert_eq!(text.find(&second), Found::Anchored(places[1]));
        let first = Quote { suffix: Some(" in Ukraine"), ..Quote::new("Peace") };
        assert_eq!(text.find(&first), Found::Anchored(places[0]));
        let neither = Quote { prefix: Some("War and"), ..Quote::new("Peace") };
        assert_eq!(text.find(&neither), Found::OutOfContext(places));
    }

    #[test]
    fn places_of_a_quote_may_overlap() {
        assert_eq!(found(Quote::new("no, no")).len(), 2);
        assert_eq!(found(Quote { suffix: Some("."), ..Quote::new("no, no") }).len(), 1);
    }

    #[test]
    fn a_common_word_does_not_fill_a_report() {
        let text = "war ".repeat(1000);
        let Found::Ambiguous(places) = FoldedText::new(&text).find(&Quote::new("war")) else { panic!() };
        assert_eq!(places.len(), MAX_PLACES);
    }

    #[test]
    fn a_miss_is_answered_with_the_nearest_passage_and_the_first_difference() {
        assert_eq!(nearest("Dmitry Peskov said"), Some(("Dmitri Peskov said", differs("Dmitry", "Dmitri"))));
        let passage = "Peace in Ukraine hinges on restored rela\u{ad}tions with Washington";
        assert_eq!(
            nearest("Peace in the Ukraine hinges on restored relations with Washington"),
            Some((passage, differs("the", "")))
        );
        assert_eq!(
            nearest("Peace in Ukraine hinges on relations with Washington"),
            Some((passage, differs("", "restored")))
        );
        assert_eq!(
            nearest("Peace in Ukraine hinges on restored relations, with Washington"),
            Some((passage, differs(",", "")))
        );
        assert_eq!(nearest("“Обєкт не був цілим…”"), Some(("«Об’єкт не був цілим…»", differs("Обєкт", "Об’єкт"))));
    }

    #[test]
    fn where_nothing_is_alike_there_is_no_nearest_passage() {
        let strange = "Tomatoes ripen faster in a paper bag beside a banana";
        for quote in [strange, "", "x", "…", &"tomato".repeat(5000)] {
            assert_eq!(nearest(quote), None, "{quote}");
        }
        assert_eq!(FoldedText::new("").nearest("Peace in Ukraine"), None);
    }

    #[test]
    fn a_long_quote_is_compared_by_its_beginning() {
        let text = (0..5000).map(|n| format!("word{n} ")).collect::<String>();
        let quote = text[9_000..20_000].replacen("word", "Word", 3);
        let nearest = FoldedText::new(&text).nearest(&quote).unwrap();
        assert!(nearest.span.start.abs_diff(9_000) < 10, "{nearest:?}");
    }

    /// Whether a text can be cut here without cutting a letter from its accent.
    fn is_clean_cut(text: &str, at: usize) -> bool {
        let (left, right) = text.split_at(at);
        left.nfc().chain(right.nfc()).eq(text.nfc())
    }

    prop_compose! {
        /// A text and a stretch of it.
        fn text_and_stretch()(text in any_text(), a in 0..200_usize, b in 0..200_usize) -> (String, Span) {
            let [a, b] = [a, b].map(|at| text.floor_char_boundary(at));
            (text, Span::new(a.min(b), a.max(b)))
        }
    }

    proptest! {
        #[test]
        fn every_stretch_of_a_text_is_found_in_it((text, stretch) in text_and_stretch(), form in 0..4) {
            prop_assume!(is_clean_cut(&text, stretch.range().start) && is_clean_cut(&text, stretch.range().end));
            let exact = &text[stretch.range()];
            let typed = match form {
                0 => exact.to_owned(),
                1 => exact.nfd().to_string(),
                2 => exact.replace(['“', '”', '„', '«', '»'], "\"").replace(['‘', '’', 'ʼ', '´'], "'"),
                _ => exact.replace(['—', '–', '-'], "−").replace([' ', '\n', '\u{a0}'], " \u{2009}\r\n ").replace('…', "..."),
            };
            match FoldedText::new(&text).find(&Quote::new(&typed)) {
                Found::Anchored(span) => {
                    prop_assert!(text.is_char_boundary(span.range().start) && text.is_char_boundary(span.range().end));
                    let [given, meant] = [&text[span.range()], exact].map(fold::fold);
                    prop_assert!(given.contains(meant.trim_matches(' ')));
                }
                Found::Ambiguous(spans) => prop_assert!(spans.len() > 1),
                Found::Empty => prop_assert!(!has_words(&fold::fold(exact))),
                other => prop_assert!(false, "{:?}", other),
            }
        }

        #[test]
        fn no_text_and_no_quote_is_too_odd(
            text in any_text(), exact in any_text(), prefix in any_text(), suffix in any_text(),
        ) {
            let quote = Quote { exact: &exact, prefix: Some(&prefix), suffix: Some(&suffix) };
            FoldedText::new(&text).find(&quote);
        }

        #[test]
        fn the_nearest_passage_lies_within_the_text((text, stretch) in text_and_stretch(), slip in any::<char>()) {
            let mut quote = text[stretch.range()].to_owned();
            quote.insert(quote.floor_char_boundary(quote.len() / 2), slip);
            for quote in [quote.as_str(), &text] {
                if let Some(nearest) = FoldedText::new(&text).nearest(quote) {
                    prop_assert!(text.get(nearest.span.range()).is_some_and(|passage| !passage.is_empty()));
                    if let Some(difference) = nearest.difference {
                        prop_assert!(text.get(difference.printed.range()).is_some());
                    }
                }
            }
        }
    }
}
