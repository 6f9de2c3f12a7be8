//! What literals say: texts, byte strings, characters and numbers, from the way they are typed.
//!
//! The rules are those of the `ron` crate, to the letter where two readings are possible.

use crate::text::Span;
use std::borrow::Cow;
use std::ops::Range;
use std::str::FromStr;

/// The place between the quotation marks of a text, a byte string or a character; of anything else, its own place.
///
/// ```
/// # use standoff::{syntax::inside_quotes, text::Span};
/// assert_eq!(inside_quotes(r##"r#"Kyiv"#"##, Span::new(0, 9)), Span::new(3, 7));
/// ```
pub fn inside_quotes(source: &str, span: Span) -> Span {
    let typed = &source[span.range()];
    let prefix = typed.find(|c| !matches!(c, 'b' | 'r' | '#')).unwrap_or(0);
    let hashes = typed[..prefix].bytes().filter(|&byte| byte == b'#').count();
    let is_quoted = typed[prefix..].starts_with(['"', '\'']) && typed.len() >= prefix + hashes + 2;
    if !is_quoted {
        return span;
    }
    Span::new(span.start as usize + prefix + 1, span.end as usize - 1 - hashes)
}

fn content(typed: &str) -> &str {
    &typed[inside_quotes(typed, Span::new(0, typed.len())).range()]
}

fn is_raw(typed: &str) -> bool {
    typed.starts_with('r') || typed.starts_with("br")
}

/// What a text says. It has passed [`check_escapes`] before.
pub(super) fn text(typed: &str) -> Cow<'_, str> {
    match decoded(typed, Escapes::Text) {
        Cow::Borrowed(_) => Cow::Borrowed(content(typed)),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
    }
}

/// What a byte string says.
pub(super) fn bytes(typed: &str) -> Cow<'_, [u8]> {
    decoded(typed, Escapes::Bytes)
}

fn decoded(typed: &str, escapes: Escapes) -> Cow<'_, [u8]> {
    let content = content(typed);
    if is_raw(typed) || !content.contains('\\') {
        return Cow::Borrowed(content.as_bytes());
    }
    let mut decoded = Vec::with_capacity(content.len());
    let result = unescape(content, escapes, &mut decoded);
    debug_assert!(result.is_ok(), "escapes are checked when the tree is made");
    Cow::Owned(decoded)
}

/// What a character says: `'é'`, `'\n'`, `'\u{e9}'`; nothing if there is not exactly one between the quotes.
pub(super) fn character(typed: &str) -> Option<char> {
    let content = typed.strip_prefix('\'')?.strip_suffix('\'')?;
    let mut characters = content.chars();
    let first = characters.next()?;
    if first != '\\' {
        return characters.next().is_none().then_some(first);
    }
    let mut decoded = Vec::new();
    unescape(content, Escapes::Character, &mut decoded).ok()?;
    let mut characters = std::str::from_utf8(&decoded).ok()?.chars();
    let only = characters.next()?;
    // An escape is one of the source's characters too: `'\na'` is two of them although it begins with one.
    characters.next().is_none().then_some(only)
}

/// Finds the first escape that cannot stand in a text (or a byte string), as a range within `content`.
pub(super) fn check_escapes(content: &str, escapes: Escapes) -> Result<(), Range<usize>> {
    unescape(content, escapes, &mut Vec::with_capacity(content.len()))
}

/// Where escapes stand, since `\xE9` is a byte in `b".."`, part of a character in `".."`, and wrong in `'..'`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Escapes {
    Text,
    Bytes,
    Character,
}

fn unescape(content: &str, escapes: Escapes, decoded: &mut Vec<u8>) -> Result<(), Range<usize>> {
    let mut at = 0;
    while let Some(backslash) = memchr::memchr(b'\\', &content.as_bytes()[at..]).map(|found| at + found) {
        decoded.extend_from_slice(&content.as_bytes()[at..backslash]);
        let rest = &content[backslash + 1..];
        let length = escape(rest, escapes, decoded).ok_or_else(|| {
            let shown = rest.chars().next().map_or(0, char::len_utf8);
            backslash..backslash + 1 + shown
        })?;
        at = backslash + 1 + length;
    }
    decoded.extend_from_slice(&content.as_bytes()[at..]);
    Ok(())
}

/// Decodes one escape, `rest` being what follows its backslash, and says how long it is.
fn escape(rest: &str, escapes: Escapes, decoded: &mut Vec<u8>) -> Option<usize> {
    let simple = match *rest.as_bytes().first()? {
        byte @ (b'\'' | b'"' | b'\\') => byte,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'0' => b'\0',
        b'x' => return byte_escape(rest, escapes, decoded),
        b'u' => return unicode_escape(rest, decoded),
        b'\n' | b'\r' if escapes != Escapes::Character => return line_continuation(rest),
        _ => return None,
    };
    decoded.push(simple);
    Some(1)
}

/// A backslash at the end of a line joins it with the next, without the blanks at that one's beginning.
fn line_continuation(rest: &str) -> Option<usize> {
    let next_line = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
    Some(rest.len() - next_line.trim_start_matches([' ', '\t', '\n', '\r']).len())
}

/// `\x41` is a byte. In a text, several may spell one character: `\xC3\xA9` is `é`.
fn byte_escape(rest: &str, escapes: Escapes, decoded: &mut Vec<u8>) -> Option<usize> {
    let mut spelled = Vec::with_capacity(4);
    let mut length = 0;
    loop {
        let digits = rest[length..].strip_prefix('x').and_then(|digits| digits.get(..2))?;
        spelled.push(hex(digits)? as u8);
        length += 3;
        if escapes == Escapes::Bytes || std::str::from_utf8(&spelled).is_ok() {
            decoded.extend(spelled);
            return Some(length);
        }
        if escapes == Escapes::Character || spelled.len() == 4 || !rest[length..].starts_with('\\') {
            return None;
        }
        length += 1;
    }
}

fn unicode_escape(rest: &str, decoded: &mut Vec<u8>) -> Option<usize> {
    let (digits, _) = rest.strip_prefix("u{")?.split_once('}')?;
    if !(1..=6).contains(&digits.len()) {
        return None;
    }
    let character = char::from_u32(hex(digits)?)?;
    decoded.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
    Some("u{}".len() + digits.len())
}

fn hex(digits: &str) -> Option<u32> {
    digits.bytes().try_fold(0, |value, digit| Some(value << 4 | char::from(digit).to_digit(16)?))
}

/// A whole number as typed: `-12`, `0xFF_u8`, `1_000`, `b'a'`.
pub(super) struct Integer<'a> {
    /// Nothing for a number too large even for this; no field can hold it.
    pub value: Option<i128>,
    /// The type named at its end, `u8` in `5u8`, or nothing.
    pub suffix: &'a str,
}

impl<'a> Integer<'a> {
    pub fn parse(typed: &'a str) -> Option<Integer<'a>> {
        if let Some(byte) = typed.strip_prefix('b') {
            return byte_literal(byte).map(|byte| Integer { value: Some(byte.into()), suffix: "u8" });
        }
        let unsigned = typed.strip_prefix(['+', '-']).unwrap_or(typed);
        let (radix, rest) = match unsigned.as_bytes() {
            [b'0', b'b', ..] => (2, &unsigned[2..]),
            [b'0', b'o', ..] => (8, &unsigned[2..]),
            [b'0', b'x', ..] => (16, &unsigned[2..]),
            _ => (10, unsigned),
        };
        let length = rest.bytes().take_while(|&byte| byte.is_ascii_hexdigit() || byte == b'_').count();
        let (digits, suffix) = rest.split_at(length);
        let is_whole = digits.starts_with(|first: char| first != '_')
            && digits.chars().all(|digit| digit == '_' || digit.is_digit(radix))
            && matches!(suffix, "" | "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64");
        if !is_whole {
            return None;
        }
        let sign = if typed.starts_with('-') { -1 } else { 1 };
        let value = digits
            .chars()
            .filter_map(|digit| digit.to_digit(radix))
            .try_fold(0_i128, |value, digit| value.checked_mul(radix.into())?.checked_add(sign * i128::from(digit)));
        Some(Integer { value, suffix })
    }
}

/// A byte written as a character, without its `b`: `'a'` or `'\xFF'`.
fn byte_literal(typed: &str) -> Option<u8> {
    let content = typed.strip_prefix('\'')?.strip_suffix('\'')?;
    if let Some(escape) = content.strip_prefix('\\').filter(|escape| !escape.starts_with(['u', '\n', '\r'])) {
        let mut decoded = Vec::new();
        let length = self::escape(escape, Escapes::Bytes, &mut decoded)?;
        return (length == escape.len()).then(|| decoded[0]);
    }
    match content.as_bytes() {
        [byte] if byte.is_ascii() && *byte != b'\\' => Some(*byte),
        _ => None,
    }
}

/// A number with or without a fraction, read as the type named `own` (`f32` or `f64`). Nothing if it is not a number, or
/// if it names another type at its end.
pub(super) fn float<F: FromStr>(typed: &str, own: &str) -> Option<F> {
    let number = typed.strip_suffix(own).unwrap_or(typed);
    if matches!(number.trim_start_matches(['+', '-']), "inf" | "NaN") && number.len() <= 4 {
        return number.parse().ok();
    }
    let mut underscore_may_follow = false;
    for character in number.chars() {
        match character {
            '_' if underscore_may_follow => {}
            '0'..='9' | 'e' | 'E' => underscore_may_follow = true,
            '.' => underscore_may_follow = false,
            '+' | '-' => {}
            _ => return None,
        }
    }
    number.replace('_', "").parse().ok()
}

pub(super) fn is_number(typed: &str) -> bool {
    Integer::parse(typed).is_some() || float::<f64>(typed, "f64").is_some() || float::<f32>(typed, "f32").is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_decoded_as_ron_does() {
        for typed in
            [r#""a\tb""#, r#""\xC3\xA9""#, r#""\u{1F600}""#, r##"r#"\n""#"##, "\"a\\\n   b\"", r#""\\\"\'\0\r""#]
        {
            assert_eq!(text(typed), ron::from_str::<String>(typed).unwrap(), "{typed}");
        }
        assert_eq!(bytes(r#"b"\xFFa""#), b"\xFFa".as_slice());
        for wrong in [r"\q", r"\u{}", r"\u{110000}", r"\xC3", r"\x4", r"\"] {
            assert!(check_escapes(wrong, Escapes::Text).is_err(), "{wrong}");
        }
    }

    #[test]
    fn whole_numbers_are_read_as_ron_does() {
        for typed in ["1_000", "-0x_1", "0xFF", "-0b101", "+7", "0o17", "9_", "b'a'", r"b'\xff'", "1__2", "0x", "08"] {
            let ours = Integer::parse(typed).and_then(|integer| integer.value);
            let theirs = ron::from_str::<i64>(typed).or_else(|_| ron::from_str::<u8>(typed).map(i64::from));
            assert_eq!(ours, theirs.ok().map(i128::from), "{typed}");
        }
        assert_eq!(Integer::parse("5u8").unwrap().suffix, "u8");
        assert!(Integer::parse("2025-01-20").is_none());
    }

    #[test]
    fn fractions_are_read_as_ron_does() {
        for typed in
            ["1.5", ".5", "5.", "-1e3", "1_0.5_0", "1._5", "inf", "-inf", "1f64", "1f32", "infinity", "1e_5", "--5"]
        {
            assert_eq!(float::<f64>(typed, "f64"), ron::from_str(typed).ok(), "{typed}");
        }
        assert!(float::<f64>("+NaN", "f64").unwrap().is_nan());
    }
}
