//! The passage most like a quote that is not in the text, and the first word in which they differ.
//!
//! Mostly such a quote is a passage of the text with a slip in it: `Dmitry` for `Dmitri`, a word left out, a comma. Two
//! steps find it. First a window as wide as the quote runs over the text once and counts how many short runs of bytes
//! both share (q-grams; Ukkonen 1992), which takes a time in proportion to the text, whatever the quote. Then the words
//! around the best window are aligned with those of the quote at the least cost in letters, which gives the passage's
//! borders and the first difference. Where that cost says that the two are not alike, there is no nearest passage.

use std::ops::Range;

use super::fold::{FoldedText, fold};
use crate::text::Span;

/// Of a longer quote only so many bytes are compared; some 300 words tell well enough where it belongs.
const MAX_COMPARED_BYTES: usize = 2_000;

/// The passage of a text that is most like a quote.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Nearest {
    /// Where it stands, from border to border of words.
    pub span: Span,
    /// The first word that differs. There is none where only white space beside marks does, as in `peace , now`, or
    /// where the quote is so long that its end was not compared.
    pub difference: Option<Difference>,
}

/// A word of the quote and what stands in its place in the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// The word or mark in the quote, folded; empty where the text has one that the quote has not.
    pub quoted: String,
    /// Where its counterpart stands in the text; an empty span, at the end of the word before, where it has none.
    pub printed: Span,
}

impl FoldedText<'_> {
    /// Finds the passage most like a quote; nothing where nothing is alike.
    ///
    /// It is meant for a quote that [`find`](FoldedText::find) does not find and that is going to be shown, since it
    /// takes much longer: it reads every byte of the text with care.
    pub fn nearest(&self, exact: &str) -> Option<Nearest> {
        let exact = fold(exact);
        let text = self.as_str();
        let mut quoted = words(&exact, 0..exact.len());
        quoted.retain(|word| word.end <= MAX_COMPARED_BYTES);
        let compared = &exact[..quoted.last()?.end];

        let window = likest_window(text.as_bytes(), compared.as_bytes())?;
        let printed = words(text, widened(text, window));
        let pairs = align(&Sides { exact: &exact, quoted: &quoted, text, printed: &printed })?;

        let mut in_text = pairs.iter().filter_map(|pair| pair.printed.clone());
        let first = in_text.next()?;
        let last = in_text.next_back().unwrap_or(first.clone());
        let difference = pairs.iter().position(|pair| pair.cost > 0).map(|at| {
            let quoted = pairs[at].quoted.clone().map_or(String::new(), |word| exact[word].to_owned());
            let printed = pairs[at].printed.clone().unwrap_or_else(|| {
                let word_before = pairs[..at].iter().rev().find_map(|pair| pair.printed.clone());
                word_before.map_or(first.start..first.start, |word| word.end..word.end)
            });
            Difference { quoted, printed: self.span(printed.start, printed.end) }
        });
        Some(Nearest { span: self.span(first.start, last.end), difference })
    }
}

/// The words in a stretch of a folded text, and the marks around them one by one: `"Don't go!"` has the words `"`,
/// `Don't`, `go`, `!` and `"`.
fn words(text: &str, stretch: Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    let mut at = stretch.start;
    for chunk in text[stretch].split(' ') {
        let word_start = chunk.find(char::is_alphanumeric).unwrap_or(chunk.len());
        let word_end = chunk.trim_end_matches(|c: char| !c.is_alphanumeric()).len().max(word_start);
        let mark = |(offset, mark): (usize, char)| at + offset..at + offset + mark.len_utf8();

        words.extend(chunk[..word_start].char_indices().map(mark));
        if word_start < word_end {
            words.push(at + word_start..at + word_end);
        }
        words.extend(chunk[word_end..].char_indices().map(|(offset, c)| mark((word_end + offset, c))));
        at += chunk.len() + 1;
    }
    words
}

/// The stretch of the text, as long as the quote, that has the most runs of four bytes in common with it, and of
/// several such the first; nothing where none has any.
fn likest_window(text: &[u8], quote: &[u8]) -> Option<Range<usize>> {
    const SLOTS: usize = 1 << 12;
    let slot = |run: &[u8; 4]| (u32::from_le_bytes(*run).wrapping_mul(0x9e37_79b1) >> 20) as usize % SLOTS;
    let runs_in_window = quote.array_windows::<4>().len();

    // How often each run stands in the quote, less how often it stands in the window. Runs that share a slot are taken
    // for one; among so many slots they are too few to matter.
    let mut wanted = vec![0_i32; SLOTS];
    for run in quote.array_windows() {
        wanted[slot(run)] += 1;
    }
    let (mut shared, mut most_shared, mut likest) = (0, 0, 0);
    for (at, run) in text.array_windows().enumerate() {
        let entering = &mut wanted[slot(run)];
        shared += i32::from(*entering > 0);
        *entering -= 1;
        if let Some(left) = at.checked_sub(runs_in_window) {
            let run = text[left..].first_chunk().expect("a run that has been in the window");
            let leaving = &mut wanted[slot(run)];
            *leaving += 1;
            shared -= i32::from(*leaving > 0);
        }
        if shared > most_shared {
            (most_shared, likest) = (shared, (at + 1).saturating_sub(runs_in_window));
        }
    }
    (most_shared > 0).then(|| likest..(likest + quote.len()).min(text.len()))
}

/// The window with half its width more on each side, since the passage may be longer than the quote, and then to the
/// next border of words; in a text without spaces, to a border of characters.
fn widened(text: &str, window: Range<usize>) -> Range<usize> {
    let margin = window.len() / 2;
    let outermost = text.floor_char_boundary(window.start.saturating_sub(2 * margin));
    let start = text.floor_char_boundary(window.start.saturating_sub(margin));
    let start = text[outermost..start].rfind(' ').map_or(outermost, |space| outermost + space + 1);

    let end = text.ceil_char_boundary((window.end + margin).min(text.len()));
    let outermost = text.ceil_char_boundary((window.end + 2 * margin).min(text.len()));
    let end = text[end..outermost].find(' ').map_or(outermost, |space| end + space);
    start..end
}

/// The words of a quote and those of the stretch of the text in which its like is sought.
struct Sides<'a> {
    exact: &'a str,
    quoted: &'a [Range<usize>],
    text: &'a str,
    printed: &'a [Range<usize>],
}

/// A word of the quote and its counterpart in the text. One of the two may be absent, never both.
struct Pair {
    quoted: Option<Range<usize>>,
    printed: Option<Range<usize>>,
    cost: u32,
}

/// How the best alignment of some first words of the quote ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Begin,
    Both,
    QuotedOnly,
    PrintedOnly,
}

/// Pairs the words of the quote with a stretch of the printed ones at the least cost, which is counted in bytes that
/// have no counterpart; nothing where more than two fifths of the quote have none. It is an edit distance whose second
/// text may begin and end anywhere (Sellers 1980), with words in the place of letters.
fn align(sides: &Sides<'_>) -> Option<Vec<Pair>> {
    let width = sides.printed.len() + 1;
    let mut steps = vec![Step::Begin; width * (sides.quoted.len() + 1)];
    let mut costs = vec![0_u32; width];
    for (row, quoted) in sides.quoted.iter().enumerate() {
        let steps = &mut steps[width * (row + 1)..][..width];
        let mut diagonal = costs[0];
        costs[0] += quoted.len() as u32;
        steps[0] = Step::QuotedOnly;
        for (column, printed) in sides.printed.iter().enumerate() {
            let both = diagonal + unlikeness(&sides.exact[quoted.clone()], &sides.text[printed.clone()]);
            let quoted_only = costs[column + 1] + quoted.len() as u32;
            let printed_only = costs[column] + printed.len() as u32;
            let least = both.min(quoted_only).min(printed_only);

            diagonal = costs[column + 1];
            costs[column + 1] = least;
            steps[column + 1] = match least {
                _ if least == both => Step::Both,
                _ if least == quoted_only => Step::QuotedOnly,
                _ => Step::PrintedOnly,
            };
        }
    }

    let end = (0..width).min_by_key(|&column| costs[column])?;
    let letters: usize = sides.quoted.iter().map(Range::len).sum();
    let is_alike = costs[end] as usize * 5 <= letters * 2;
    is_alike.then(|| trace(sides, &steps, end))
}

/// Follows the steps of an alignment back from its end.
fn trace(sides: &Sides<'_>, steps: &[Step], end: usize) -> Vec<Pair> {
    let width = sides.printed.len() + 1;
    let (mut row, mut column) = (sides.quoted.len(), end);
    let mut pairs = Vec::with_capacity(row);
    loop {
        let step = steps[width * row + column];
        let takes_quoted = matches!(step, Step::Both | Step::QuotedOnly);
        let takes_printed = matches!(step, Step::Both | Step::PrintedOnly);
        row -= usize::from(takes_quoted);
        column -= usize::from(takes_printed);
        let quoted = takes_quoted.then(|| sides.quoted[row].clone());
        let printed = takes_printed.then(|| sides.printed[column].clone());
        let cost = match (&quoted, &printed) {
            (Some(quoted), Some(printed)) => unlikeness(&sides.exact[quoted.clone()], &sides.text[printed.clone()]),
            (Some(word), None) | (None, Some(word)) => word.len() as u32,
            (None, None) => break,
        };
        pairs.push(Pair { quoted, printed, cost });
    }
    pairs.reverse();
    pairs
}

/// How many bytes of two words have no counterpart, where only their beginnings and ends are held against each other:
/// 1 for `Dmitry` and `Dmitri`, 0 for a word and itself.
fn unlikeness(a: &str, b: &str) -> u32 {
    if a == b {
        return 0;
    }
    let shorter = a.len().min(b.len());
    let alike = |pairs: &mut dyn Iterator<Item = (u8, u8)>| pairs.take_while(|(a, b)| a == b).count();
    let at_front = alike(&mut a.bytes().zip(b.bytes()));
    let at_back = alike(&mut a.bytes().rev().zip(b.bytes().rev())).min(shorter - at_front);
    (a.len().max(b.len()) - at_front - at_back) as u32
}
