//! Plain paragraphs: one spelling of line ends and spaces, and no marks that nobody sees.

/// The paragraphs of a text, each line of them without spaces around it, with one blank line between two paragraphs and
/// a line break at the end. Empty where there are none.
pub fn paragraphs(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len() + 1);
    let mut is_after_blank = false;
    for line in lines(text) {
        let start = tidy.len();
        push_words(&mut tidy, line);
        if tidy.len() == start {
            is_after_blank = true;
            continue;
        }
        if is_after_blank && start > 0 {
            tidy.insert(start, '\n');
        }
        is_after_blank = false;
        tidy.push('\n');
    }
    tidy
}

/// Words on one line: a headline, a name.
pub fn line(words: &str) -> String {
    let mut tidy = String::with_capacity(words.len());
    for line in lines(words) {
        if !tidy.is_empty() && !tidy.ends_with(' ') {
            tidy.push(' ');
        }
        push_words(&mut tidy, line);
    }
    tidy.truncate(tidy.trim_end().len());
    tidy
}

/// How many words a text has: stretches that are set off by spaces and hold a letter or a digit.
pub fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    let ended = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    ended.flat_map(|line| line.split(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}']))
}

fn push_words(tidy: &mut String, line: &str) {
    let start = tidy.len();
    let mut is_space_due = false;
    for character in line.chars().filter(|&character| !is_unseen(character)) {
        if character.is_whitespace() {
            is_space_due = true;
            continue;
        }
        if is_space_due && tidy.len() > start {
            tidy.push(' ');
        }
        is_space_due = false;
        tidy.push(character);
    }
}

/// Marks without width: control characters, soft hyphens, and the spaces of no width with which some pages mark their
/// copies. What joins letters or turns their direction has a meaning, and stays.
fn is_unseen(character: char) -> bool {
    let is_mark = matches!(character, '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}');
    is_mark || (character.is_control() && !character.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spaces_line_ends_and_unseen_marks_are_put_in_order() {
        let text =
            "\r\n\r\n  One\u{a0}\u{a0}word,\t two.  \r\nAnother\u{ad} line.\r\n\r\n\u{200b}\r\n\r\nNext.\u{feff}";
        assert_eq!(paragraphs(text), "One word, two.\nAnother line.\n\nNext.\n");
        assert_eq!(paragraphs(" \n\u{200b}\n"), "");
        assert_eq!(line(" A\n  head\u{ad}line \r\n"), "A headline");
    }

    #[test]
    fn what_joins_letters_stays() {
        assert_eq!(paragraphs("می\u{200c}خواهیم"), "می\u{200c}خواهیم\n");
    }

    proptest! {
        #[test]
        fn words_stay_and_tidying_twice_changes_nothing(text in "\\PC{0,30}|([a-zа-я՛.]{1,8}[ \n\r\t\u{a0}]{1,3}){0,20}") {
            let tidy = paragraphs(&text);
            prop_assert_eq!(&paragraphs(&tidy), &tidy);
            let kept = |text: &str| text.chars().filter(|&c| !c.is_whitespace() && !is_unseen(c)).collect::<String>();
            prop_assert_eq!(kept(&tidy), kept(&text));
            prop_assert!(!tidy.contains("\n\n\n"));
        }
    }
}
