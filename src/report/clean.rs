//! User data on its way to a terminal: a name or a quote may hold control characters, and must not move the cursor,
//! recolour the window or turn the direction of the text around.

use std::borrow::Cow;

/// The text with each control character replaced by a sign that shows it. Line breaks become spaces, so that what
/// stands for one line stays one.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| visible(c) == c) { Cow::Borrowed(text) } else { text.chars().map(visible).collect() }
}

/// The same for the lines of a source: lengths in bytes stay as they are, and so do the places in them. What is left
/// to annotate-snippets are the control characters that it shows by itself.
pub(super) fn clean_source(text: &str) -> Cow<'_, str> {
    let is_second_range = |c: char| ('\u{80}'..='\u{9f}').contains(&c);
    // Both signs take two bytes.
    if text.contains(is_second_range) { text.replace(is_second_range, "¿").into() } else { text.into() }
}

fn visible(c: char) -> char {
    match c {
        '\n' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
        // The pictures of the first control characters stand in their order.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('�'),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}' => '�',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '�',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_shown_and_letters_of_all_scripts_stay() {
        assert_eq!(clean("\u{1b}[31mred\u{9b}2J\u{202e}\r\n"), "␛[31mred�2J�␍ ");
        assert!(matches!(clean("Київ, Հայաստան, “No”"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_source_keeps_its_length() {
        let source = "a\u{9b}b";
        assert_eq!(clean_source(source), "a¿b");
        assert_eq!(clean_source(source).len(), source.len());
    }
}
