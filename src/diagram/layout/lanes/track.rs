//! A position on its way through time: where its signs stand, and what stands behind the last of them.

use std::collections::BTreeMap;

use super::axis::Axis;
use super::{SIGN, Turns};
use crate::diagram::geometry::{Point, Rect, Size};
use crate::diagram::measure::{Font, TextBlock};
use crate::diagram::picture::{Picture, Turn};
use crate::diagram::scene::{Align, Mark, words};
use crate::diagram::theme::Ink;

const LABEL: Font = Font::regular(12.0);
const TURN: Font = Font::bold(10.5);
const LABEL_WORDS: f64 = 230.0;
/// How near two signs of one track may come, and how near a dot to what stands before it.
const SIGNS_APART: f64 = 21.0;
const DOTS_APART: f64 = 13.0;
/// How far a sign may stand behind its day, where others of that day are in its way.
const MOST_SHIFT: f64 = 2.0 * SIGNS_APART;
const BESIDE_SIGN: f64 = 16.0;
const BETWEEN_TRACKS: f64 = 20.0;
const BETWEEN_ROWS: f64 = 7.0;
const LEAST_ROW: f64 = 22.0;

/// A position, from the first sign to its words.
pub struct Track {
    /// Nodes and where they stand, the earliest first.
    pub steps: Vec<(usize, f64)>,
    label: TextBlock,
    turns: Option<TextBlock>,
    ends_in_dot: bool,
    /// How many signs had no room of their own.
    pub merged: usize,
    /// The middle of its row.
    pub middle: f64,
}

impl Track {
    pub fn new(picture: &Picture, turns: &Turns<'_>, axis: &Axis, left: f64, nodes: &[usize]) -> Track {
        let mut steps: Vec<(usize, f64)> = Vec::new();
        let (mut merged, mut ends_in_dot) = (0, false);
        for (place, &node) in nodes.iter().enumerate() {
            let at = picture.nodes[node].said.map_or(0.0, |said| axis.place(said)) + left;
            let is_dot = place > 0 && matches!(turns.get(&node), Some((_, Turn::Repeated)));
            let apart = if is_dot { DOTS_APART } else { SIGNS_APART };
            let least = steps.last().map_or(f64::MIN, |&(_, before)| before + apart);
            // Signs of one day stand side by side, as long as they stand near it.
            let shift = if is_dot { 0.0 } else { MOST_SHIFT };
            if at + shift >= least || steps.is_empty() {
                steps.push((node, at.max(least)));
                ends_in_dot = is_dot;
            } else {
                merged += usize::from(!is_dot);
            }
        }
        let label = TextBlock::new(picture.nodes[nodes[nodes.len() - 1]].name(), LABEL, LABEL_WORDS, 2);
        let turns = TextBlock::new(&told(turns, nodes), TURN, LABEL_WORDS, 1);
        let turns = Some(turns).filter(|turns| !turns.is_empty());
        Track { steps, label, turns, ends_in_dot, merged, middle: 0.0 }
    }

    fn left(&self) -> f64 {
        self.steps[0].1 - SIGN - 4.0
    }

    fn words_left(&self) -> f64 {
        self.steps[self.steps.len() - 1].1 + BESIDE_SIGN
    }

    pub fn right(&self) -> f64 {
        self.words_left() + self.label.size.width.max(self.turns.as_ref().map_or(0.0, |turns| turns.size.width)) + 4.0
    }

    fn height(&self) -> f64 {
        let turns = self.turns.as_ref().map_or(0.0, |turns| turns.size.height);
        (self.label.size.height + turns).max(LEAST_ROW)
    }

    /// The room of its words.
    fn words_area(&self) -> Rect {
        let turns = self.turns.as_ref().map_or(0.0, |turns| turns.size.height);
        let height = self.label.size.height + turns;
        let left = self.words_left();
        Rect::new(left, self.middle - height / 2.0, self.right() - left, height)
    }

    pub fn words_and_sign(&self) -> Rect {
        let words = self.words_area();
        let width = if self.ends_in_dot { 9.0 } else { 22.0 };
        let sign = Rect::around(Point::new(self.steps[self.steps.len() - 1].1, self.middle), Size::new(width, width));
        words.union(sign)
    }

    /// Where no guide may run: its words, and the room around its signs.
    pub fn areas(&self) -> Vec<Rect> {
        let signs = self.steps.iter().map(|&(_, x)| Rect::around(Point::new(x, self.middle), Size::new(24.0, 24.0)));
        signs.chain([self.words_area().grown(2.0)]).collect()
    }

    pub fn draw_words(&self) -> Vec<Mark> {
        let area = self.words_area();
        let mut marks = words(&self.label, area, Align::Left, Ink::Text);
        if let Some(turns) = &self.turns {
            let below = Rect { y: area.y + self.label.size.height, ..area };
            marks.extend(words(turns, below, Align::Left, Ink::Finding));
        }
        marks
    }
}

/// Puts tracks into as few rows as the order asks for, each into the first with room. Gives the height of all rows.
pub fn place(tracks: &mut [Track], top: f64) -> f64 {
    let mut rows: Vec<(f64, f64, Vec<usize>)> = Vec::new();
    for (index, track) in tracks.iter().enumerate() {
        let free = rows.iter().position(|(end, ..)| *end + BETWEEN_TRACKS <= track.left());
        let row = free.unwrap_or_else(|| {
            rows.push((f64::MIN, 0.0, Vec::new()));
            rows.len() - 1
        });
        let (end, height, members) = &mut rows[row];
        *end = track.right();
        *height = height.max(track.height());
        members.push(index);
    }
    let mut at = top;
    for (_, height, members) in &rows {
        members.iter().for_each(|&track| tracks[track].middle = at + height / 2.0);
        at += height + BETWEEN_ROWS;
    }
    (at - BETWEEN_ROWS - top).max(0.0)
}

/// What happened to a position, in words: `reversed twice, hardened`.
fn told(turns: &Turns<'_>, nodes: &[usize]) -> String {
    let mut counts: BTreeMap<Turn, usize> = BTreeMap::new();
    let moved = nodes[1..].iter().filter_map(|node| turns.get(node)).map(|&(_, turn)| turn);
    moved.filter(|turn| *turn != Turn::Repeated).for_each(|turn| *counts.entry(turn).or_default() += 1);
    let told = counts.into_iter().map(|(turn, count)| match count {
        1 => turn.words().to_owned(),
        2 => format!("{} twice", turn.words()),
        many => format!("{} {many} times", turn.words()),
    });
    told.collect::<Vec<_>>().join(", ")
}
