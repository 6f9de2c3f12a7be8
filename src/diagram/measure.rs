//! How wide a text is, and where it breaks. Measured with the very font that is drawn: DejaVu Sans, carried by a crate,
//! which knows Latin, Cyrillic, Greek and Armenian. The machine's fonts are never asked, so that a picture is the same
//! everywhere.

use std::sync::OnceLock;

use ttf_parser::{Face, GlyphId};

use super::escape::drawable;
use super::geometry::Size;

/// How heavy the letters are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Weight {
    #[default]
    Regular,
    Bold,
}

/// Size and weight of letters.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Font {
    pub size: f64,
    pub weight: Weight,
}

impl Font {
    pub const fn regular(size: f64) -> Font {
        Font { size, weight: Weight::Regular }
    }

    pub const fn bold(size: f64) -> Font {
        Font { size, weight: Weight::Bold }
    }

    /// From one line to the next.
    pub fn line_height(self) -> f64 {
        self.size * 1.36
    }

    /// From the top of a line to the foot of its letters.
    pub fn baseline(self) -> f64 {
        self.size * 1.04
    }

    /// The width of a text on one line.
    ///
    /// A letter that the font lacks, as 和 of `和平`, counts as a square: no font draws one wider, so that the text
    /// still fits its box where a reader's machine fills in.
    pub fn width(self, text: &str) -> f64 {
        self.advances(text).map(|(_, _, advance)| advance).sum::<f64>() * self.size
    }

    /// The letters of a text: where each stands in it, its number in the font (0 is the sign for a letter that it lacks)
    /// and how far the next one is from it, in shares of the size.
    #[cfg(feature = "pdf")]
    pub fn glyphs(self, text: &str) -> impl Iterator<Item = (std::ops::Range<usize>, u16, f64)> {
        self.advances(text).map(|(letter, glyph, advance)| (letter, glyph.map_or(0, |glyph| glyph.0), advance))
    }

    fn advances(self, text: &str) -> impl Iterator<Item = (std::ops::Range<usize>, Option<GlyphId>, f64)> {
        let face = face(self.weight);
        let units = f64::from(face.units_per_em());
        text.char_indices().map(move |(at, letter)| {
            let glyph = face.glyph_index(letter);
            let advance = glyph.and_then(|glyph| face.glyph_hor_advance(glyph)).map_or(units, f64::from);
            (at..at + letter.len_utf8(), glyph, advance / units)
        })
    }
}

fn face(weight: Weight) -> &'static Face<'static> {
    static REGULAR: OnceLock<Face<'static>> = OnceLock::new();
    static BOLD: OnceLock<Face<'static>> = OnceLock::new();
    let parse = |bytes| Face::parse(bytes, 0).expect("the crate's font is sound");
    match weight {
        Weight::Regular => REGULAR.get_or_init(|| parse(dejavu::sans::regular())),
        Weight::Bold => BOLD.get_or_init(|| parse(dejavu::sans::bold())),
    }
}

/// A text broken into lines that fit a width.
#[derive(Clone, PartialEq, Debug)]
pub struct TextBlock {
    pub lines: Vec<String>,
    pub font: Font,
    /// Width of the widest line, and height of all.
    pub size: Size,
}

impl TextBlock {
    /// Breaks a text into at most `max_lines` lines no wider than `width`.
    ///
    /// A line break in the text is kept. Lines are evened out, so that a label of two lines does not end in one lonely
    /// word. What does not fit ends in `…`, never in half a letter; the whole text belongs into the hover text.
    pub fn new(text: &str, font: Font, width: f64, max_lines: usize) -> TextBlock {
        TextBlock::broken(text, font, width, max_lines, even_lines)
    }

    /// The same with lines as long as they fit, for running text.
    pub fn flowing(text: &str, font: Font, width: f64, max_lines: usize) -> TextBlock {
        TextBlock::broken(text, font, width, max_lines, break_lines)
    }

    fn broken(
        text: &str,
        font: Font,
        width: f64,
        max_lines: usize,
        break_lines: fn(&str, Font, f64) -> Vec<String>,
    ) -> TextBlock {
        let text = drawable(text);
        let paragraphs: Vec<&str> = text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
        let mut lines: Vec<String> = paragraphs.iter().flat_map(|text| break_lines(text, font, width)).collect();
        if lines.len() > max_lines {
            lines.truncate(max_lines);
            if let Some(last) = lines.last_mut() {
                *last = with_ellipsis(last, font, width);
            }
        }
        let widest = lines.iter().map(|line| font.width(line)).fold(0.0, f64::max);
        let size = Size::new(widest, lines.len() as f64 * font.line_height());
        TextBlock { lines, font, size }
    }

    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }
}

/// The lines that a greedy break needs, made as even as that number of lines allows without cutting a word.
fn even_lines(text: &str, font: Font, width: f64) -> Vec<String> {
    let mut best = break_lines(text, font, width);
    let longest_word = pieces(text).map(|piece| font.width(piece.trim_end())).fold(0.0, f64::max);
    if best.len() == 1 || longest_word >= width {
        return best;
    }
    let (mut too_narrow, mut wide_enough) = (longest_word, width);
    for _ in 0..8 {
        let middle = (too_narrow + wide_enough) / 2.0;
        let lines = break_lines(text, font, middle);
        if lines.len() <= best.len() {
            (best, wide_enough) = (lines, middle);
        } else {
            too_narrow = middle;
        }
    }
    best
}

fn break_lines(text: &str, font: Font, width: f64) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let candidate = format!("{line}{piece}");
        if line.is_empty() || font.width(candidate.trim_end()) <= width {
            line = candidate;
        } else {
            lines.push(line.trim_end().to_owned());
            line = piece.to_owned();
        }
        while font.width(line.trim_end()) > width && line.trim_end().chars().nth(1).is_some() {
            let fitting = fitting_prefix(&line, font, width).max(line.chars().next().map_or(0, char::len_utf8));
            let rest = line.split_off(fitting);
            lines.push(std::mem::replace(&mut line, rest));
        }
    }
    if !line.trim_end().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Cuts a text behind every white space, hyphen, long dash and slash: the places where a line may break. The short dash of
/// `US–Russia` joins what is one word.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(|letter: char| {
        (letter.is_whitespace() && letter != '\u{a0}' && letter != '\u{202f}') || "-—/\\".contains(letter)
    })
}

/// The bytes of the longest beginning that fits.
fn fitting_prefix(text: &str, font: Font, width: f64) -> usize {
    let ends = text.char_indices().map(|(at, letter)| at + letter.len_utf8());
    ends.take_while(|&end| font.width(&text[..end]) <= width).last().unwrap_or(0)
}

/// Whether words break off within a quotation.
fn leaves_open(line: &str) -> bool {
    line.rfind('“').is_some_and(|open| !line[open..].contains('”'))
}

fn with_ellipsis(line: &str, font: Font, width: f64) -> String {
    let kept = |end: &str| &line[..fitting_prefix(line, font, width - font.width(end))];
    let end = if leaves_open(kept("…”")) { "…”" } else { "…" };
    format!("{}{end}", kept(end).trim_end_matches([' ', ',', ';', ':', '.', '-', '–', '—']))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABEL: Font = Font::regular(13.0);

    #[test]
    fn four_scripts_are_measured_letter_by_letter() {
        for text in ["Russia", "Россия", "Ελλάδα", "Հայաստան"] {
            let width = LABEL.width(text);
            let letters = text.chars().count() as f64;
            assert!((0.4..0.9).contains(&(width / letters / 13.0)), "{text} is {width} wide");
            assert!(Font::bold(13.0).width(text) != width, "{text} is drawn in another font when bold");
        }
    }

    #[test]
    fn a_letter_that_the_font_lacks_counts_as_a_square() {
        assert_eq!(LABEL.width("和平"), 26.0);
    }

    #[test]
    fn no_line_is_wider_than_asked_even_for_one_endless_word() {
        for text in ["Donaudampfschifffahrtsgesellschaft".repeat(4), "Ukraine stays outside NATO for good ".repeat(9)] {
            let block = TextBlock::new(&text, LABEL, 160.0, 3);
            assert_eq!(block.lines.len(), 3);
            assert!(block.size.width <= 160.0, "{block:?}");
            assert!(block.lines[2].ends_with('…'));
        }
    }

    #[test]
    fn a_quotation_that_is_cut_is_still_closed() {
        let block = TextBlock::new("clashes with “Ukraine stays outside NATO for good”", LABEL, 200.0, 1);
        assert!(block.lines[0].ends_with("…”") && block.size.width <= 200.0, "{block:?}");
        let block = TextBlock::new("“Root causes” are dealt with, all of them", LABEL, 200.0, 1);
        assert!(block.lines[0].ends_with('…'), "{block:?}");
    }

    #[test]
    fn line_breaks_are_kept_and_empty_text_has_no_lines() {
        assert_eq!(TextBlock::new("Deadlock:\neach waits", LABEL, 300.0, 3).lines, ["Deadlock:", "each waits"]);
        assert!(TextBlock::new(" \n ", LABEL, 300.0, 3).is_empty());
        assert!(TextBlock::new("x", LABEL, 0.0, 3).size.width > 0.0);
    }

    #[test]
    fn lines_are_evened_out_but_no_word_is_cut_for_it() {
        let block = TextBlock::new("Ukraine withdraws from Donetsk and Luhansk", LABEL, 270.0, 2);
        let widths: Vec<f64> = block.lines.iter().map(|line| LABEL.width(line)).collect();
        assert!(widths[0] / widths[1] < 1.6, "{block:?}");
        let block = TextBlock::new("Денацификация «по-русски» 7", LABEL, 175.0, 4);
        assert_eq!(block.lines, ["Денацификация", "«по-русски» 7"]);
    }
}
