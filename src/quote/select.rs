//! From a stretch of a text to the quote that finds it again: the way back of [`FoldedText::find`].

use super::{FoldedText, Found, Quote};
use crate::text::Span;

/// A quote that was marked in a text and never typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Selected {
    /// The words, on one line.
    pub exact: String,
    /// As many of the words before them as it takes to tell which place is meant; none where the words stand once.
    pub prefix: Option<String>,
}

impl FoldedText<'_> {
    /// Makes a quote of a stretch of the text. Marks at its ends that only set it off from what surrounds it (quotation
    /// marks, commas, the full stop) are left out; nothing where no words are left.
    ///
    /// ```
    /// use standoff::quote::FoldedText;
    /// use standoff::text::Span;
    ///
    /// let text = "“No,” she said. “No ships, no café.”";
    /// let start = text.rfind('“').unwrap();
    /// let selected = FoldedText::new(text).select(text, Span::new(start, text.len())).unwrap();
    /// assert_eq!((selected.exact.as_str(), selected.prefix), ("No ships, no café", None));
    /// ```
    pub fn select(&self, text: &str, stretch: Span) -> Option<Selected> {
        let span = trimmed(text, stretch)?;
        let exact = on_one_line(&text[span.range()]);
        let before: Vec<&str> = text[..span.range().start].split_whitespace().collect();
        let is_found = |prefix: Option<&str>| {
            // A stretch that cuts an ellipsis or an accent is widened, so the places may differ by what folding joins.
            let found = self.find(&Quote { exact: &exact, prefix, suffix: None });
            matches!(found, Found::Anchored(place) if place.start <= span.start && span.end <= place.end)
        };
        if matches!(self.find(&Quote::new(&exact)), Found::Empty) {
            return None;
        }
        let glued = text[..span.range().start].ends_with(|c: char| !c.is_whitespace());
        let prefix_of = |words: usize| {
            let words = before[before.len() - words..].join(" ");
            if glued || words.is_empty() { words } else { words + " " }
        };
        let prefix =
            if is_found(None) { None } else { (1..=before.len()).map(prefix_of).find(|prefix| is_found(Some(prefix))) };
        Some(Selected { exact, prefix })
    }
}

/// The stretch without what only sets it off; nothing where it is none of this text.
fn trimmed(text: &str, stretch: Span) -> Option<Span> {
    let sets_off = |c: char| c.is_whitespace() || (!c.is_alphanumeric() && !"()[]{}%€$£?!՞՜+".contains(c));
    let words = text.get(stretch.range())?;
    let start = stretch.range().start + (words.len() - words.trim_start_matches(sets_off).len());
    Some(Span::new(start, start.max(stretch.range().start + words.trim_end_matches(sets_off).len())))
}

fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::tests::any_text;
    use super::*;
    use proptest::prelude::*;

    fn selected(text: &str, words: &str, nth: usize) -> Selected {
        let (start, _) = text.match_indices(words).nth(nth).unwrap();
        FoldedText::new(text).select(text, Span::new(start, start + words.len())).unwrap()
    }

    #[test]
    fn marks_around_the_words_stay_outside_and_marks_within_stay() {
        let text = "He said: “We’re ready —\nnow, and here.” Really?";
        assert_eq!(selected(text, "“We’re ready —\nnow, and here.”", 0).exact, "We’re ready — now, and here");
        assert_eq!(selected(text, "Really?", 0).exact, "Really?");
    }

    #[test]
    fn words_that_stand_twice_take_those_before_them_along() {
        let text = "No ships. They said no ships, and no ships it was.";
        assert_eq!(selected(text, "ships", 0).prefix.as_deref(), Some("No "));
        let second = selected(text, "no ships", 1);
        assert_eq!(second.prefix.as_deref(), Some("and "));
        let quote = Quote { exact: &second.exact, prefix: second.prefix.as_deref(), suffix: None };
        assert_eq!(FoldedText::new(text).find(&quote), Found::Anchored(Span::new(34, 42)));
    }

    #[test]
    fn what_has_no_words_is_no_quote() {
        assert_eq!(FoldedText::new("a — b").select("a — b", Span::new(1, 6)), None);
    }

    proptest! {
        #[test]
        fn what_is_selected_is_found_there_again(text in "([ab,“”’ \n—]|no ){0,60}", a in 0..150_usize, b in 0..150_usize) {
            let [a, b] = [a, b].map(|at| text.floor_char_boundary(at));
            let folded = FoldedText::new(&text);
            if let Some(Selected { exact, prefix }) = folded.select(&text, Span::new(a.min(b), a.max(b))) {
                match folded.find(&Quote { exact: &exact, prefix: prefix.as_deref(), suffix: None }) {
                    Found::Anchored(place) => prop_assert!(place.start >= a.min(b) as u32 && place.end <= a.max(b) as u32),
                    // The words stand again further on, and nothing that stands before them here is only here.
                    Found::Ambiguous(_) => prop_assert!(prefix.is_none()),
                    other => prop_assert!(false, "{:?} of {:?}", other, exact),
                }
            }
        }

        #[test]
        fn no_text_is_too_odd(text in any_text(), a in 0..200_usize, b in 0..200_usize) {
            let [a, b] = [a, b].map(|at| text.floor_char_boundary(at));
            FoldedText::new(&text).select(&text, Span::new(a.min(b), a.max(b)));
        }
    }
}
