//! The sentences of a text: what an editor picks a quote from. A border more or less does no harm, since any stretch of a
//! text may be quoted.

use crate::text::Span;

/// The sentences of a text in their order, without the white space between them. An empty line ends one, too, so that a
/// headline is one by itself; a line break within a paragraph does not.
///
/// ```
/// use standoff::quote::sentences;
///
/// let text = "Talks at noon\n\nThe U.S. side was late. “We wait,” said\nMr. Peskov. Nobody came.";
/// let all: Vec<&str> = sentences(text).iter().map(|span| &text[span.range()]).collect();
/// assert_eq!(all, ["Talks at noon", "The U.S. side was late.", "“We wait,” said\nMr. Peskov.", "Nobody came."]);
/// ```
pub fn sentences(text: &str) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut push = |from: usize, to: usize| {
        let words = text[from..to].trim();
        let begins = from + (text[from..to].len() - text[from..to].trim_start().len());
        if !words.is_empty() {
            sentences.push(Span::new(begins, begins + words.len()));
        }
    };
    for (at, letter) in text.char_indices() {
        let after = at + letter.len_utf8();
        let ends = match letter {
            '\n' => {
                let rest = text[after..].trim_start_matches([' ', '\t', '\r']);
                rest.is_empty() || rest.starts_with('\n')
            }
            '.' => !is_abbreviated(&text[start.min(at)..at]) && is_followed_by_sentence(&text[after..]),
            '!' | '?' | '…' | '。' | '։' => is_followed_by_sentence(&text[after..]),
            _ => false,
        };
        if ends && after > start {
            let closing = text[after..].chars().take_while(|&mark| is_closing(mark)).map(char::len_utf8).sum::<usize>();
            push(start, after + closing);
            start = after + closing;
        }
    }
    push(start.min(text.len()), text.len());
    sentences
}

/// Marks that stand behind the last word of a sentence and yet belong to it.
fn is_closing(mark: char) -> bool {
    matches!(mark, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '.' | '!' | '?' | '…')
}

/// Whether white space comes, and then something that may begin a sentence.
fn is_followed_by_sentence(rest: &str) -> bool {
    let rest = rest.trim_start_matches(is_closing);
    let next = rest.trim_start();
    next.len() < rest.len() && next.chars().next().is_none_or(|first| !first.is_lowercase()) || rest.is_empty()
}

/// Whether the last word before a full stop is one that is mostly written with it: a single letter, or a title.
fn is_abbreviated(before: &str) -> bool {
    const TITLES: [&str; 14] =
        ["Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Col", "Lt", "Sgt", "Sen", "Rep", "Gov", "St", "No"];
    let word = before.rsplit(|letter: char| !letter.is_alphanumeric()).next().unwrap_or_default();
    let mut letters = word.chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    is_initial || TITLES.contains(&word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::quote::tests::any_text;

    proptest! {
        #[test]
        fn no_word_is_left_out_and_none_comes_twice(text in any_text()) {
            let all = sentences(&text);
            let told: String = all.iter().map(|span| &text[span.range()]).collect();
            let without_space = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(without_space(&told), without_space(&text));
            prop_assert!(all.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
