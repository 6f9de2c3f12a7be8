//! Plain text, as somebody copied it from a page or typed it.

use super::dating::{self, Reading};
use super::{Page, address, tidy};

/// How many lines at the top may hold a headline, a date and an address.
const HEAD: usize = 6;

/// A paragraph that is longer was not broken into lines by whoever saved it.
const LONG_LINE: usize = 120;

/// Reads a plain text. Its first line is its title where it looks like one, and a line near the top that is a date, or an
/// address, and nothing else is taken for what it is.
pub fn read(written: &str) -> Page {
    let mut text = tidy::paragraphs(written);
    let has_blank_lines = text.contains("\n\n");
    if !has_blank_lines && text.lines().any(|line| line.chars().count() > LONG_LINE) {
        text = text.trim_end().replace('\n', "\n\n");
    }
    let mut page = Page::default();
    let head = || text.lines().filter(|line| !line.is_empty()).take(HEAD);
    page.title = title(&text).map(str::to_owned);
    page.url = head().find_map(address::cleaned);
    let dates: Vec<String> =
        head().filter(|line| dating::read_alone(line) != Reading::None).map(str::to_owned).collect();
    page.take_dates(&dates);
    page.with_text(&text)
}

/// The first line, where it is short, is no whole sentence, and something follows it.
fn title(text: &str) -> Option<&str> {
    const LONGEST: usize = 160;
    let (first, rest) = text.split_once('\n')?;
    let is_sentence = first.ends_with(['.', ',', ';', ':', '։', '。']);
    let is_title = !is_sentence
        && first.chars().count() <= LONGEST
        && first.contains(char::is_alphabetic)
        && address::host(first).is_none()
        && dating::read_alone(first) == Reading::None;
    // A line that the next one goes on from is only the beginning of a sentence.
    let goes_on = rest.starts_with(char::is_lowercase);
    (is_title && !goes_on && tidy::word_count(rest) > 0).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_first_line_that_looks_like_a_headline_is_one() {
        let title = |text: &str| read(text).title;
        assert_eq!(title("Ships sail again\n\nThe strait is open.").as_deref(), Some("Ships sail again"));
        assert_eq!(title("Will ships sail?\nThe strait is open.").as_deref(), Some("Will ships sail?"));
        for text in [
            "The strait is open.\n\nBoth said so.",
            "Ships sail",
            "10 March 2026\n\nWords.",
            "The ships of the\nport sail",
        ] {
            assert_eq!(title(text), None, "{text}");
        }
    }

    #[test]
    fn a_date_or_an_address_on_a_line_of_its_own_is_taken() {
        let page =
            read("Ships sail\nhttps://post.example/x?utm_source=y\n10 March 2026\n\nThe strait is open since 2025.");
        assert_eq!(page.published.unwrap().to_string(), "2026-03-10");
        assert_eq!(page.url.as_deref(), Some("https://post.example/x"));
        assert_eq!(read("Ships sail\n\nThey said so on 10 March 2026.").published, None);
    }

    #[test]
    fn lines_that_are_paragraphs_are_set_apart_and_broken_lines_are_not() {
        let long = "word ".repeat(30);
        assert_eq!(read(&format!("{long}\nNext.")).paragraphs(), 2);
        assert_eq!(read("Broken\nlines of a\nshort text").paragraphs(), 1);
    }

    proptest! {
        #[test]
        fn words_survive(written in "([a-zА-Яա-ք.,:0-9]{1,9}[ \n\t\r]{1,3}){1,60}") {
            let page = read(&written);
            prop_assert!(page.text.split_whitespace().eq(written.split_whitespace()), "{}", page.text);
        }
    }
}
