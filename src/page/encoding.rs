//! From bytes to letters, by what the file says of itself and otherwise by what its bytes look like.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// Decodes a text. What is no letter in its encoding becomes U+FFFD.
///
/// Its first bytes may name the encoding (a byte-order mark). Otherwise it is UTF-8 where it can be, whatever it says of
/// itself, since hardly any text in another encoding can, and programs that save pages convert them and let the old name
/// stand. Then counts the name that the page gives, and last a guess.
pub fn decode(bytes: &[u8]) -> String {
    let with = |encoding: &'static Encoding, bytes| encoding.decode_without_bom_handling(bytes).0.into_owned();
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = wide(bytes) {
        return with(encoding, bytes);
    }
    let named = named(bytes);
    if named.is_none_or(Encoding::is_ascii_compatible)
        && let Ok(text) = str::from_utf8(bytes)
    {
        return text.to_owned();
    }
    with(named.unwrap_or_else(|| guessed(bytes)), bytes)
}

/// UTF-16 without a mark: its first characters are of ASCII, so each has a zero beside it.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let first: &[u8; 4] = bytes.first_chunk()?;
    match first.map(|byte| byte == 0) {
        [false, true, false, true] => Some(UTF_16LE),
        [true, false, true, false] => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that a page names: `<meta charset="windows-1251">`, or after `charset=` in a longer form.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    const HEAD: usize = 16 << 10;
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let mut rest = head.as_slice();
    while let Some(at) = memchr::memmem::find(rest, b"<meta") {
        rest = &rest[at + 5..];
        let tag = &rest[..memchr::memchr(b'>', rest).unwrap_or(rest.len())];
        if let Some(at) = memchr::memmem::find(tag, b"charset") {
            let value = tag[at + b"charset".len()..].trim_ascii_start();
            let value = value.strip_prefix(b"=").unwrap_or_default().trim_ascii_start();
            let value = value.strip_prefix(b"\"").or(value.strip_prefix(b"'")).unwrap_or(value);
            let end = value.iter().position(|byte| matches!(byte, b'"' | b'\'' | b';' | b' ' | b'/'));
            return Encoding::for_label(&value[..end.unwrap_or(value.len())]);
        }
    }
    None
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORDS: &str = "Прем’єр-міністр вимагає негайно відкрити протоку для торгових суден, і чекає на відповідь.";

    fn in_1251(text: &str) -> Vec<u8> {
        encoding_rs::WINDOWS_1251.encode(text).0.into_owned()
    }

    fn in_16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn a_page_is_read_in_the_encoding_that_it_names() {
        for tag in ["<meta charset=windows-1251>", "<META http-equiv=x content='text/html; charset=Windows-1251'>"] {
            let page = format!("{tag}{WORDS}");
            assert_eq!(decode(&in_1251(&page)), page);
            assert_eq!(decode(page.as_bytes()), page, "it was converted, and the name was left as it was");
        }
    }

    #[test]
    fn a_mark_or_zeros_tell_utf_16() {
        let page = format!("<html>{WORDS}");
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            assert_eq!(decode(&in_16(&format!("\u{feff}{page}"), order)), page);
            assert_eq!(decode(&in_16(&page, order)), page);
        }
        assert_eq!(decode(format!("\u{feff}{page}").as_bytes()), page);
    }

    #[test]
    fn where_nothing_is_said_the_letters_tell() {
        assert_eq!(decode(&in_1251(WORDS)), WORDS);
        let french = "L’été dernier, le « détroit » a été fermé à tous les navires étrangers.";
        assert_eq!(decode(&encoding_rs::WINDOWS_1252.encode(french).0), french);
        assert_eq!(decode(b""), "");
    }

    proptest! {
        #[test]
        fn any_utf_8_is_read_as_it_is(text in "[^\u{0}\u{feff}\u{fffe}]{0,80}") {
            prop_assume!(!text.contains("charset"));
            prop_assert_eq!(decode(text.as_bytes()), text);
        }

        #[test]
        fn no_bytes_are_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            decode(&bytes);
        }
    }
}
