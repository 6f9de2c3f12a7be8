//! Passages of a text as layers over it: they may touch, overlap and lie within one another, and the text stays one.
//!
//! A browser's elements nest and cannot overlap. So the text is cut wherever a layer begins or ends, and each cut piece
//! knows all layers that lie over it:
//!
//! ```text
//! text      talks must come first, then a truce
//! layer 1   ├──────────────────┤
//! layer 2                 ├───────────────────┤
//! pieces    │talks must come │first│, then a truce│
//!            1                1 2   2
//! ```

use std::collections::BTreeSet;
use std::ops::Range;

/// A stretch of one line over which the same layers lie from end to end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece<'t> {
    pub text: &'t str,
    /// The layers over it, in their order.
    pub layers: Vec<usize>,
    /// Those of them that begin with it.
    pub begin: Vec<usize>,
    /// Those of them that end with it.
    pub end: Vec<usize>,
}

/// The text line by line, each line in pieces. Empty lines have none. Layers must lie on the borders of characters; the
/// breaks between lines belong to no piece.
pub fn lines<'t>(text: &'t str, layers: &[Range<usize>]) -> Vec<Vec<Piece<'t>>> {
    let mut turns: Vec<Turn> = Vec::with_capacity(2 * layers.len());
    for (layer, range) in layers.iter().enumerate().filter(|(_, range)| !range.is_empty()) {
        turns.push(Turn { at: range.start, begins: true, layer });
        turns.push(Turn { at: range.end, begins: false, layer });
    }
    turns.sort_by_key(|turn| turn.at);

    let mut lines = Vec::new();
    let (mut turns, mut over) = (turns.into_iter().peekable(), BTreeSet::new());
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', '\r']);
        let (mut from, end) = (start, start + words.len());
        let mut pieces = Vec::new();
        loop {
            while let Some(turn) = turns.next_if(|turn| turn.at <= from) {
                turn.take(&mut over);
            }
            let to = turns.peek().map_or(end, |turn| turn.at.min(end));
            if from < to {
                let layers = over.iter().copied().collect();
                pieces.push(Piece { text: &text[from..to], layers, begin: Vec::new(), end: Vec::new() });
            }
            if to == end {
                break;
            }
            from = to;
        }
        lines.push(pieces);
        start += line.len();
    }
    mark_ends(&mut lines, layers.len());
    lines
}

/// A place where a layer begins or ends.
struct Turn {
    at: usize,
    begins: bool,
    layer: usize,
}

impl Turn {
    fn take(&self, over: &mut BTreeSet<usize>) {
        if self.begins {
            over.insert(self.layer);
        } else {
            over.remove(&self.layer);
        }
    }
}

/// Tells the first and the last piece of each layer so.
fn mark_ends(lines: &mut [Vec<Piece<'_>>], layers: usize) {
    let mut last: Vec<Option<(usize, usize)>> = vec![None; layers];
    for (line, pieces) in lines.iter_mut().enumerate() {
        for (place, piece) in pieces.iter_mut().enumerate() {
            let Piece { layers, begin, .. } = piece;
            begin.extend(layers.iter().filter(|&&layer| last[layer].replace((line, place)).is_none()));
        }
    }
    for (layer, place) in last.into_iter().enumerate() {
        if let Some((line, piece)) = place {
            lines[line][piece].end.push(layer);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Piece, lines};

    #[test]
    fn layers_that_overlap_share_a_piece() {
        let piece = |text, layers: &[usize], begin: &[usize], end: &[usize]| Piece {
            text,
            layers: layers.into(),
            begin: begin.into(),
            end: end.into(),
        };
        let expected = [piece("ab", &[0], &[0], &[]), piece("cd", &[0, 1], &[1], &[0]), piece("ef", &[1], &[], &[1])];
        assert_eq!(lines("abcdef", &[0..4, 2..6]), [expected]);
    }

    #[test]
    fn a_layer_over_a_break_has_a_piece_on_either_line() {
        let layer = 1..6;
        let told = lines("ab\r\n\ncd", std::slice::from_ref(&layer));
        let texts: Vec<Vec<_>> =
            told.iter().map(|line| line.iter().map(|piece| (piece.text, piece.layers.len())).collect()).collect();
        assert_eq!(texts, [vec![("a", 0), ("b", 1)], vec![], vec![("c", 1), ("d", 0)]]);
        assert_eq!((&*told[0][1].begin, &*told[2][0].end), (&[0][..], &[0][..]));
    }

    proptest! {
        #[test]
        fn every_letter_lies_under_the_layers_that_cover_it(
            text in "[абc\n ]{0,40}",
            ends in prop::collection::vec((0..60usize, 0..60usize), 0..8),
        ) {
            let on_border = |at: usize| text.floor_char_boundary(at);
            let ranges: Vec<_> =
                ends.iter().map(|&(a, b)| (on_border(a.min(b)), on_border(a.max(b)))).map(|(a, b)| a..b).collect();
            let told = lines(&text, &ranges);
            let whole: Vec<String> =
                told.iter().map(|line| line.iter().map(|piece| piece.text).collect::<String>()).collect();
            prop_assert_eq!(whole.iter().map(String::as_str).collect::<Vec<_>>(), text.lines().collect::<Vec<_>>());
            for piece in told.iter().flatten() {
                let at = piece.text.as_ptr() as usize - text.as_ptr() as usize;
                let is_over = |layer: &usize| ranges[*layer].start <= at && at + piece.text.len() <= ranges[*layer].end;
                let expected: Vec<usize> = (0..ranges.len()).filter(is_over).collect();
                prop_assert_eq!(&piece.layers, &expected);
            }
            for layer in 0..ranges.len() {
                let begins = told.iter().flatten().filter(|piece| piece.begin.contains(&layer)).count();
                let ends = told.iter().flatten().filter(|piece| piece.end.contains(&layer)).count();
                let covers = text[ranges[layer].clone()].chars().any(|sign| sign != '\n');
                prop_assert_eq!((begins, ends), (usize::from(covers), usize::from(covers)));
            }
        }
    }
}
