//! One spelling for white space, quotation marks, dashes and Unicode form, and the way back to the text as given.
//!
//! | written | folded |
//! |---|---|
//! | any run of white space: spaces, no-break spaces, tabs, line breaks | one space |
//! | marks without width: soft hyphen, zero-width space, word joiner, byte-order mark, marks of direction | nothing |
//! | double quotation marks, guillemets, corner brackets, double primes: `“ ” „ « » ″` | `"` |
//! | single quotation marks, apostrophes, primes, accents in their stead: `‘ ’ ‚ ‹ › ʼ ′ ´` | `'` |
//! | hyphens, dashes, the minus sign: `‐ – — −` | `-` |
//! | the ellipsis `…` | `...` |
//!
//! The ellipsis is in the list because it is set by machines just as curly quotes are: a word processor makes one of
//! three dots unasked. No word can change by it.
//!
//! *Unicode form* means canonical equivalence: `й` typed as one character or as `и` with a breve is the same letter in
//! two encodings, and text copied from a PDF or a Mac often has the second. Both are brought to NFC. Compatibility
//! (NFKC) would go further and make `½` of `1⁄2` and `2` of `²`; that is no other form of the same text but another
//! text. NFD would serve as well as NFC but for one thing: in it, `cafe` stands in `café`.
//!
//! A text that is folded already, as plain ASCII mostly is, is borrowed and not copied.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use unicode_normalization::char::{canonical_combining_class, decompose_canonical};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};

use super::landmarks::Landmarks;
use crate::text::Span;

/// A text in its folded spelling, with the way back to the text as given.
#[derive(Clone, Debug)]
pub struct FoldedText<'a> {
    folded: Cow<'a, str>,
    breaks: Vec<Break>,
    landmarks: OnceLock<Landmarks>,
}

impl<'a> FoldedText<'a> {
    /// Folds a text of at most [`MAX_SOURCE_BYTES`](crate::text::MAX_SOURCE_BYTES).
    pub fn new(text: &'a str) -> FoldedText<'a> {
        let plain = plain_end(text, 0, false);
        let (folded, breaks) = if plain == text.len() {
            (Cow::Borrowed(text), Vec::new())
        } else {
            let folding = Folding::run(text, plain);
            (Cow::Owned(folding.folded), folding.breaks)
        };
        FoldedText { folded, breaks, landmarks: OnceLock::new() }
    }

    /// The folded spelling.
    pub fn as_str(&self) -> &str {
        &self.folded
    }

    /// The index of the folded text, made when the first quote is sought.
    pub(super) fn landmarks(&self) -> &Landmarks {
        self.landmarks.get_or_init(|| Landmarks::of(self.folded.as_bytes()))
    }

    /// The place in the text as given of a stretch of the folded text. A stretch that cuts a letter or an ellipsis that
    /// is written with fewer characters in the other text is widened to the whole of it.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let start = match self.last_break(start) {
            Some(last) => last.start as usize + (start - last.folded as usize),
            None => start,
        };
        let end = match self.last_break(end) {
            Some(last) if last.folded as usize == end => last.end as usize,
            Some(last) => last.start as usize + (end - last.folded as usize),
            None => end,
        };
        // Marks without width may stand at an empty stretch; it is then at the end of what comes before them.
        Span::new(start.min(end), end)
    }

    fn last_break(&self, folded: usize) -> Option<&Break> {
        let after = self.breaks.partition_point(|at| at.folded as usize <= folded);
        self.breaks[..after].last()
    }
}

/// The folded spelling of a text of which no places are asked.
pub fn fold(text: &str) -> Cow<'_, str> {
    match plain_end(text, 0, false) {
        plain if plain == text.len() => Cow::Borrowed(text),
        plain => Cow::Owned(Folding::run(text, plain).folded),
    }
}

/// A border in the folded text at which the distance to the text as given changes. From one to the next both run byte
/// by byte, so that a text needs only as many as it has curly quotes, long dashes and the like.
///
/// Since marks without width leave nothing in the folded text, the border has two sides in the text as given: in
/// `Nego\u{ad}tiations`, folded offset 4 is 4 as the end of `Nego` and 6 as the start of `tiations`.
#[derive(Clone, Copy, Debug)]
struct Break {
    folded: u32,
    end: u32,
    start: u32,
}

/// A text on its way to its folded spelling.
struct Folding {
    folded: String,
    breaks: Vec<Break>,
}

impl Folding {
    /// Folds a text that is plain up to `plain`.
    fn run(text: &str, plain: usize) -> Folding {
        let mut folding = Folding { folded: String::with_capacity(text.len()), breaks: Vec::new() };
        folding.folded.push_str(&text[..plain]);
        let mut at = plain;
        while at < text.len() {
            let end = match text.as_bytes()[at..] {
                // A line break, say: nothing becomes one with it unless a mark follows.
                [byte, next, ..] if byte.is_ascii() && next.is_ascii() => {
                    folding.write(std::iter::once(char::from(byte)), at..at + 1);
                    at + 1
                }
                _ => {
                    let end = cluster_end(text, at);
                    folding.write_cluster(text, at..end);
                    end
                }
            };
            at = plain_end(text, end, folding.ends_in_space());
            folding.folded.push_str(&text[end..at]);
        }
        folding
    }

    fn ends_in_space(&self) -> bool {
        self.folded.ends_with(' ')
    }

    /// Folds a character with the marks that belong to it.
    fn write_cluster(&mut self, text: &str, cluster: Range<usize>) {
        let written = &text[cluster.clone()];
        if is_nfc(written) {
            for (offset, character) in written.char_indices() {
                let start = cluster.start + offset;
                self.write(std::iter::once(character), start..start + character.len_utf8());
            }
        } else {
            self.write(written.nfc(), cluster);
        }
    }

    /// Writes the folded spelling of `characters`, which stand at `original` in the text as given.
    fn write(&mut self, characters: impl Iterator<Item = char>, original: Range<usize>) {
        let before = self.folded.len();
        for character in characters {
            match Fold::of(character) {
                Fold::Keep => self.folded.push(character),
                Fold::To(spelling) => self.folded.push_str(spelling),
                Fold::Space if self.ends_in_space() => {}
                Fold::Space => self.folded.push(' '),
                Fold::Drop => {}
            }
        }
        self.mark_breaks(before, original);
    }

    /// Notes how what was written from the folded offset `before` on corresponds to `original`.
    fn mark_breaks(&mut self, before: usize, original: Range<usize>) {
        let after = self.folded.len();
        if before == after {
            return self.skip(original);
        }
        // Within a letter or mark that is written with more characters now, each border stands for the whole of it.
        for (inner, _) in self.folded[before..].char_indices().skip(1) {
            self.breaks.push(Break::new(before + inner, original.end, original.start));
        }
        let runs_on = self.breaks.last().map_or(after, |last| last.start as usize + after - last.folded as usize);
        if runs_on != original.end {
            self.breaks.push(Break::new(after, original.end, original.end));
        }
    }

    /// Leaves out a stretch of the text as given.
    fn skip(&mut self, original: Range<usize>) {
        let here = self.folded.len();
        match self.breaks.last_mut() {
            Some(last) if last.folded as usize == here => last.start = original.end as u32,
            _ => self.breaks.push(Break::new(here, original.start, original.end)),
        }
    }
}

impl Break {
    fn new(folded: usize, end: usize, start: usize) -> Break {
        Break { folded: folded as u32, end: end as u32, start: start as u32 }
    }
}

/// What becomes of one character.
#[derive(PartialEq, Eq, Debug)]
enum Fold {
    Keep,
    To(&'static str),
    Space,
    Drop,
}

impl Fold {
    fn of(character: char) -> Fold {
        match character {
            // Soft hyphen, zero-width space, word joiner, byte-order mark.
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => Fold::Drop,
            // Marks of direction, which web pages put around names in Hebrew and Arabic.
            '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Fold::Drop,

            // Curly, low and reversed quotation marks, guillemets, double primes, of full width too.
            '“' | '”' | '„' | '‟' | '⹂' | '«' | '»' | '″' | '‶' | 'ʺ' | '\u{ff02}' => Fold::To("\""),
            // Hebrew gershayim, corner brackets in their widths and heights, low and high East Asian marks, ornaments.
            '״' | '\u{300c}'..='\u{300f}' | '\u{fe41}'..='\u{fe44}' | '\u{ff62}' | '\u{ff63}' => Fold::To("\""),
            '\u{301d}'..='\u{301f}' | '❝' | '❞' | '❠' | '❮' | '❯' | '\u{1f676}'..='\u{1f678}' => {
                Fold::To("\"")
            }

            // Curly, low and reversed quotation marks and apostrophes, single guillemets, primes, of full width too.
            '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '‵' | 'ʹ' | '❛' | '❜' | '❟' | '\u{ff07}' => {
                Fold::To("'")
            }
            // Apostrophes that are letters in Unicode (Ukrainian `обʼєкт`), those of Armenian and Hebrew, and accents
            // typed in an apostrophe's stead.
            'ʻ' | 'ʼ' | 'ʽ' | '՚' | '׳' | '`' | '´' => Fold::To("'"),

            // Unicode's dash punctuation (general category Pd): hyphens and dashes of all lengths and scripts.
            '\u{2010}'..='\u{2015}' | '\u{58a}' | '\u{5be}' | '\u{1400}' | '\u{1806}' => Fold::To("-"),
            '\u{2e17}' | '\u{2e1a}' | '\u{2e3a}' | '\u{2e3b}' | '\u{2e40}' | '\u{2e5d}' => Fold::To("-"),
            '\u{301c}' | '\u{3030}' | '\u{30a0}' | '\u{fe31}' | '\u{fe32}' | '\u{fe58}' | '\u{fe63}' => Fold::To("-"),
            '\u{ff0d}' | '\u{10d6e}' | '\u{10ead}' => Fold::To("-"),
            // The minus sign and the hyphen bullet, which are dashes in all but category.
            '\u{2212}' | '\u{2043}' => Fold::To("-"),

            '…' => Fold::To("..."),
            _ if character.is_whitespace() => Fold::Space,
            _ => Fold::Keep,
        }
    }
}

/// Where the plain stretch that begins at `from` ends: all of it stands in the folded text as it does here, whatever
/// follows. `after_space` says that a space stands before it, so that another one would not be plain.
fn plain_end(text: &str, from: usize, after_space: bool) -> usize {
    let bytes = text.as_bytes();
    let follows_space = |at: usize| if at > from { bytes[at - 1] == b' ' } else { after_space };
    let mut at = from;
    let mut next_block = from;
    while let Some(&byte) = bytes.get(at) {
        if at >= next_block {
            next_block = at + BLOCK;
            let plain = if byte == b' ' && follows_space(at) { 0 } else { plain_bytes(&bytes[at..]) };
            if plain > 0 {
                at += plain;
                continue;
            }
        }
        at += match byte {
            // Lead bytes of two-byte characters that are plain letters all: of most Latin, Greek and Cyrillic ones.
            0xc3..=0xc9 | 0xcf..=0xd1 | 0xd3 | 0xd4 => 2,
            b' ' if follows_space(at) => return at,
            b' '..=b'_' | b'a'..=b'~' => 1,
            _ if byte.is_ascii() => return at,
            _ => {
                let character = text[at..].chars().next().expect("a byte of the text begins a character");
                if is_plain_letter(character) {
                    character.len_utf8()
                } else if begins_afresh(character) {
                    return at;
                } else {
                    // An accent belongs to the letter before it, which is then not plain either.
                    return text.floor_char_boundary(at.saturating_sub(1)).max(from);
                }
            }
        };
    }
    at
}

/// How many bytes are looked at in one go.
const BLOCK: usize = 32;

/// How many of the first bytes, of those that are looked at in one go, are plain ASCII, up to a space before another.
fn plain_bytes(bytes: &[u8]) -> usize {
    let mut filled = [b'a'; BLOCK + 1];
    let block = bytes.first_chunk().unwrap_or_else(|| {
        filled[..bytes.len()].copy_from_slice(bytes);
        &filled
    });
    // Without branches, the compiler makes a few vector instructions of it.
    let mut is_odd = [0_u8; BLOCK];
    for at in 0..BLOCK {
        let (byte, next) = (block[at], block[at + 1]);
        let is_plain = (b' '..=b'~').contains(&byte) & (byte != b'`') & !((byte == b' ') & (next == b' '));
        is_odd[at] = u8::from(!is_plain);
    }
    let (words, _) = is_odd.as_chunks();
    let words = words.iter().map(|word| u64::from_le_bytes(*word));
    let odd = words.enumerate().find(|(_, word)| *word != 0);
    odd.map_or(BLOCK, |(number, word)| number * 8 + word.trailing_zeros() as usize / 8).min(bytes.len())
}

/// Letters of the scripts met most: each is folded already and never joins what stands before it. The list is for speed
/// only; what is not in it is looked at one by one.
fn is_plain_letter(character: char) -> bool {
    matches!(
        character,
        '\u{c0}'..='\u{2af}' // Latin
        | '\u{388}'..='\u{482}' // Greek, Cyrillic
        | '\u{48a}'..='\u{556}' // Cyrillic, Armenian
        | '\u{561}'..='\u{587}' // Armenian
        | '\u{5d0}'..='\u{5ea}' // Hebrew
        | '\u{620}'..='\u{64a}' // Arabic
        | '\u{10d0}'..='\u{10fa}' // Georgian
        | '\u{3041}'..='\u{3096}' // Hiragana
        | '\u{30a1}'..='\u{30fa}' // Katakana
        | '\u{4e00}'..='\u{9fff}' // Han
        | '\u{ac00}'..='\u{d7a3}' // Hangul
    )
}

/// Where the character at `from` ends, with all marks after it that may become one with it in NFC.
fn cluster_end(text: &str, from: usize) -> usize {
    let mut following = text[from..].char_indices().skip(1);
    following.find(|&(_, character)| begins_afresh(character)).map_or(text.len(), |(offset, _)| from + offset)
}

/// Whether NFC never joins this character to what stands before it, nor moves it there.
fn begins_afresh(character: char) -> bool {
    if character.is_ascii() || is_plain_letter(character) {
        return true;
    }
    let mut first = None;
    decompose_canonical(character, |part| {
        first.get_or_insert(part);
    });
    first.is_some_and(|first| {
        canonical_combining_class(first) == 0 && is_nfc_quick(std::iter::once(first)) == IsNormalized::Yes
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The folded spelling by the definition, without any short cut.
    fn fold_by_definition(text: &str) -> String {
        let mut folded = String::new();
        for character in text.nfc() {
            match Fold::of(character) {
                Fold::Keep => folded.push(character),
                Fold::To(spelling) => folded.push_str(spelling),
                Fold::Space if folded.ends_with(' ') => {}
                Fold::Space => folded.push(' '),
                Fold::Drop => {}
            }
        }
        folded
    }

    #[test]
    fn typography_is_folded_to_the_keyboard() {
        assert_eq!(fold("“We’re\u{a0}ready — now…”\r\n\t«Да»"), "\"We're ready - now...\" \"Да\"");
        assert_eq!(fold("a\u{200b}b nego\u{ad}tiations  \u{feff} x"), "ab negotiations x");
        assert_eq!(fold("обʼєкт, об’єкт, об'єкт"), "об'єкт, об'єкт, об'єкт");
        assert_eq!(fold("\u{ff02}\u{ff07}\u{ff0d}\u{2212}"), "\"'--");
    }

    #[test]
    fn canonical_forms_are_one_and_compatible_ones_are_not() {
        assert_eq!(fold("и\u{306}"), "й");
        assert_eq!(fold("\u{2126}"), "Ω");
        assert_eq!(fold("ﬁ ½ ² և"), "ﬁ ½ ² և");
    }

    #[test]
    fn what_is_folded_already_is_not_copied() {
        for text in ["", "Plain words, said 'so'.", "Чисто і ясно", "Խաղաղություն", "Ειρήνη τώρα"]
        {
            assert!(matches!(fold(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn each_plain_letter_is_what_the_slow_way_takes_it_for() {
        for letter in ('\0'..=char::MAX).filter(|&character| is_plain_letter(character)) {
            assert_eq!(Fold::of(letter), Fold::Keep, "{letter:?}");
            assert_eq!(canonical_combining_class(letter), 0, "{letter:?}");
            assert_eq!(is_nfc_quick(std::iter::once(letter)), IsNormalized::Yes, "{letter:?}");
        }
        for byte in 0..=0x7f_u8 {
            let text = char::from(byte).to_string();
            assert_eq!(fold(&text), fold_by_definition(&text), "{byte:#x}");
        }
        for character in '\u{80}'..='\u{7ff}' {
            let text = format!("a{character}\u{301} {character}");
            assert_eq!(fold(&text), fold_by_definition(&text), "{character:?}");
        }
    }

    #[test]
    fn a_place_leads_back_to_the_words_as_given() {
        let text = "The “nego\u{ad}tiations” …\n\n и\u{306} \u{958}!";
        let folded = FoldedText::new(text);
        let given = |part: &str| {
            let start = folded.as_str().find(part).unwrap();
            &text[folded.span(start, start + part.len()).range()]
        };
        assert_eq!(folded.as_str(), "The \"negotiations\" ... й \u{915}\u{93c}!");
        assert_eq!(given("nego"), "nego");
        assert_eq!(given("tiations"), "tiations");
        assert_eq!(given("\"negotiations\""), "“nego\u{ad}tiations”");
        assert_eq!(given(".. й"), "…\n\n и\u{306}");
        assert_eq!(given("\u{93c}!"), "\u{958}!");
    }

    proptest! {
        #[test]
        fn the_short_cuts_change_nothing(text in crate::quote::tests::any_text()) {
            prop_assert_eq!(fold(&text), fold_by_definition(&text));
        }

        #[test]
        fn looking_at_many_bytes_in_one_go_changes_nothing(text in "[a-z ]{0,70}( ?[`é\u{301}“\n]? ?[a-z.]{0,50}){0,4}") {
            prop_assert_eq!(fold(&text), fold_by_definition(&text));
        }

        #[test]
        fn every_stretch_leads_back_to_a_stretch_that_folds_to_the_same(
            text in crate::quote::tests::any_text(), a in 0..200_usize, b in 0..200_usize,
        ) {
            let folded = FoldedText::new(&text);
            let [a, b] = [a, b].map(|at| folded.as_str().floor_char_boundary(at));
            let (start, end) = (a.min(b), a.max(b));
            if start == end {
                return Ok(());
            }
            let span = folded.span(start, end).range();
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            let given = fold(&text[span]);
            prop_assert!(given.contains(folded.as_str()[start..end].trim_matches(' ')));
        }
    }
}
