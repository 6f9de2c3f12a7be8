//! Where a text ends that does not end as it should.
//!
//! A missing quotation mark is the worst slip in RON: texts may span lines, so that everything up to the next quotation
//! mark, often lines below, becomes part of the text, and from there on inside and outside are exchanged. Two
//! observations keep the harm to one line. What directly follows a closing quotation mark is a blank, a comma or a
//! bracket; where it is a letter, as in `"Dmitry Peskov,⏎ kind: "Person"`, the mark before it was meant to *open* a text.
//! And a text that an editor means to end ends before a comma, a bracket or the end of the line. If the mark that was
//! meant to open has a field's name before it, `"Kyiv, kind: "State"`, that comma is known.

use super::lex::name_length;
use std::ops::Range;

/// How many bytes of a line are looked at to see whether the name of a field stands in it, so that a long line full of
/// slips is read in a time that grows with its length and not with its square.
const HORIZON: usize = 2000;

/// How a text that was left open may have been meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Mended {
    /// It ends with a straight quotation mark further on in the line; the ones before it belong to the words.
    Later,
    /// It ends with a typographic quotation mark.
    Typographic,
    /// It ends before the comma that stands before the next field.
    BeforeField,
    /// It ends with the line.
    AtLineEnd,
}

/// Where the text whose content begins at `start` ends, on its first line and with its closing quotation mark if it has
/// any.
pub(super) fn end_of_text(source: &str, start: usize) -> (usize, Mended) {
    let mut characters = source[start..].char_indices();
    let line_end = loop {
        let Some((at, mark)) = characters.next() else { break source.len() };
        match mark {
            '\n' => break start + at,
            '\\' if !characters.as_str().starts_with(['\n', '\r']) => drop(characters.next()),
            '"' if text_may_end_before(characters.as_str()) => return (start + at + 1, Mended::Later),
            _ if is_typographic_quote(mark) && text_may_end_before(characters.as_str()) => {
                return (start + at + mark.len_utf8(), Mended::Typographic);
            }
            _ => {}
        }
    };
    (start + without_closers(source[start..line_end].trim_end()).len(), Mended::AtLineEnd)
}

/// Where the text whose content begins at `start` ends if it was meant to end before the next field: `Kyiv` of
/// `Kyiv, kind: "State"`. `close` is where it would end by the letter, a mark that cannot close a text because of what
/// follows it. That mark must be good as an opening one, and so must all on the line that it sets right: otherwise the
/// name is only one of the words, as in `He said, namely: "no" today"`.
pub(super) fn end_before_field(source: &str, start: usize, close: usize) -> Option<usize> {
    let words = words_before_field(&source[start..close])?;
    let is_typographic = end_of_text(&source[..close], start).1 == Mended::Typographic;
    (!is_typographic && opens_well(source, close)).then_some(start + words.len())
}

/// The words before `, name: ` or `, name: [`, and before fields with a bare value that stand between.
fn words_before_field(content: &str) -> Option<&str> {
    if content.len() > HORIZON || content.contains('\n') {
        return None;
    }
    let (mut words, last) = content.rsplit_once(',')?;
    let value = behind_field_name(last)?;
    if !value.trim_start_matches(['[', '(', ' ', '\t']).is_empty() {
        return None;
    }
    while let Some((before, field)) = words.rsplit_once(',')
        && behind_field_name(field).is_some_and(is_bare_value)
    {
        words = before;
    }
    Some(without_closers(words.trim_end()))
}

fn behind_field_name(field: &str) -> Option<&str> {
    let field = field.trim_start();
    let length = name_length(field);
    field[length..].trim_start().strip_prefix(':').filter(|_| length > 0)
}

/// `State`, `12` or `true`, but not `this`, which is rather a word of the text.
fn is_bare_value(value: &str) -> bool {
    let value = value.trim();
    matches!(value, "true" | "false")
        || (value.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit())
            && value.chars().all(|c| c == '_' || c.is_alphanumeric()))
}

/// Whether the texts of a line, read from this quotation mark on, all end as a text can end, or before a field.
fn opens_well(source: &str, mut opener: usize) -> bool {
    let bytes = source.as_bytes();
    let horizon = bytes.len().min(opener + HORIZON);
    let line_end = memchr::memchr(b'\n', &bytes[opener..horizon]).map_or(horizon, |at| opener + at);
    loop {
        let Some(close) = closing_quote(&bytes[..horizon], opener + 1) else { return horizon < bytes.len() };
        if text_may_end_before(&source[close + 1..]) {
            let next = bytes.get(close + 1..line_end).and_then(|rest| memchr::memchr(b'"', rest));
            let Some(next) = next else { return true };
            let between = &source[close + 1..close + 1 + next];
            if between.contains("//") {
                return true;
            }
            if !between.trim_end().ends_with([',', ':', '(', '[', '{']) {
                return false;
            }
            opener = close + 1 + next;
        } else if words_before_field(&source[opener + 1..close]).is_some() {
            opener = close;
        } else {
            return false;
        }
    }
}

fn closing_quote(bytes: &[u8], mut from: usize) -> Option<usize> {
    loop {
        let at = from + memchr::memchr2(b'"', b'\\', bytes.get(from..)?)?;
        if bytes[at] == b'"' {
            return Some(at);
        }
        from = at + 2;
    }
}

/// The quotation marks of word processors, which RON does not know. The single ones count too, since `’Kyiv’` is no
/// better.
pub(super) fn is_typographic_quote(mark: char) -> bool {
    matches!(mark, '„' | '“' | '”' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '‹' | '›' | '″')
}

/// The range of the line that holds `offset`.
pub(super) fn line_around(source: &str, offset: usize) -> Range<usize> {
    let bytes = source.as_bytes();
    let start = memchr::memrchr(b'\n', &bytes[..offset]).map_or(0, |at| at + 1);
    let end = memchr::memchr(b'\n', &bytes[offset..]).map_or(bytes.len(), |at| offset + at);
    start..end
}

fn text_may_end_before(rest: &str) -> bool {
    let rest = rest.trim_start_matches([' ', '\t', '\r']);
    rest.is_empty() || rest.starts_with([',', ')', ']', '}', '\n']) || rest.starts_with("//")
}

/// Takes the comma and the brackets off the end of a line that closes what stands around the text: of
/// `Kyiv (the capital)),` the words are `Kyiv (the capital)`.
fn without_closers(line: &str) -> &str {
    let count = |mark: char| line.matches(mark).count();
    let pairs = [('(', ')'), ('[', ']'), ('{', '}')];
    let mut surplus = pairs.map(|(opener, closer)| count(closer).saturating_sub(count(opener)));
    let mut words = line;
    loop {
        words = words.trim_end_matches([',', ' ']);
        let Some(kind) = pairs.iter().position(|&(_, closer)| words.ends_with(closer)) else { return words };
        if surplus[kind] == 0 {
            return words;
        }
        surplus[kind] -= 1;
        words = &words[..words.len() - 1];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, words: &str, how: Mended) {
        let (end, mended) = end_of_text(line, 0);
        assert_eq!((&line[..end], mended), (words, how));
    }

    #[test]
    fn an_open_text_ends_where_its_editor_will_have_meant() {
        check("Dmitry Peskov,\n kind: \"Person\"", "Dmitry Peskov", Mended::AtLineEnd);
        check("Kyiv (the capital)),\n", "Kyiv (the capital)", Mended::AtLineEnd);
        check("He said \"no\" today\", // really", "He said \"no\" today\"", Mended::Later);
        check("Moscow”, \"Kremlin\")", "Moscow”", Mended::Typographic);
    }

    #[track_caller]
    fn check_field(line: &str, words: Option<&str>) {
        let close = line.find('"').unwrap();
        assert_eq!(end_before_field(line, 0, close).map(|end| &line[..end]), words);
    }

    #[test]
    fn an_open_text_ends_before_the_next_field() {
        check_field("tariff-paid, only_after: [\"pipes-mended\"], who: \"x\"", Some("tariff-paid"));
        check_field("Kyiv (the capital)], kind: \"State\"", Some("Kyiv (the capital)"));
        check_field("Kyiv, kind: State, seats: 12, name: \"K\"", Some("Kyiv"));
        check_field("he said, namely: this, gloss: \"x\"", Some("he said, namely: this"));
        check_field("a, who: \"b, what: \"c\"", Some("a"));
        check_field("a, who: \"one\n two\", what: \"c\"", Some("a"));
        check_field("He said, namely: \"no\" today\", gloss: \"x\"", None);
        check_field("He said, namely: \"no\", today\", gloss: \"x\"", None);
        check_field("He said \"no\" today\"", None);
    }
}
