//! A card: all that one actor wants, or all who want one thing and all who do not. For the questions "what does X want?" and
//! "who is for it, who against, and on what condition?".
//!
//! Entries stand in two columns, under headings with the sign of what is said. Each tells, in small lines of its own, to
//! whom it is addressed, on which condition it hangs, who stands on the same side and who against it.

mod entry;
mod of_actor;
mod of_thing;

use crate::diagram::frame::{Content, frame};
use crate::diagram::geometry::{Point, Rect, Size};
use crate::diagram::glyph::Glyph;
use crate::diagram::legend::{self, Entry as Explained, Sample};
use crate::diagram::measure::{Font, TextBlock};
use crate::diagram::picture::Picture;
use crate::diagram::scene::{Align, Item, Mark, Scene, words};
use crate::diagram::theme::Ink;
use entry::Entry;

const HEADING: Font = Font::bold(15.0);
const QUIET: Font = Font::regular(12.5);
const COLUMN: f64 = 470.0;
const BETWEEN_COLUMNS: f64 = 30.0;
const BETWEEN_SECTIONS: f64 = 22.0;
const BETWEEN_ENTRIES: f64 = 8.0;
const SIGN: f64 = 8.0;
const SIGN_ROOM: f64 = 25.0;

/// What an actor wants, offers, turns down and claims. `subject` is its node.
pub fn of_actor(picture: &Picture, subject: usize) -> Scene {
    draw(picture, of_actor::columns(picture, subject))
}

/// Who is for something and who against it. `subject` is its node.
pub fn of_thing(picture: &Picture, subject: usize) -> Scene {
    draw(picture, of_thing::columns(picture, subject))
}

/// Entries under a heading.
struct Section<'a> {
    glyphs: Vec<Glyph>,
    heading: String,
    ink: Ink,
    entries: Vec<Entry<'a>>,
    /// What is said where there are none; without it an empty section does not show.
    otherwise: Option<&'static str>,
}

fn draw(picture: &Picture, columns: [Vec<Section>; 2]) -> Scene {
    let mut content = Content::default();
    let mut x = 0.0;
    for sections in &columns {
        let (items, height) = draw_column(sections);
        if !items.is_empty() {
            content.items.extend(items.iter().map(|item| item.shifted(x, 0.0)));
            content.size = Size::new(x + COLUMN, content.size.height.max(height));
            x += COLUMN + BETWEEN_COLUMNS;
        }
    }
    let entries = || columns.iter().flatten().flat_map(|section| &section.entries);
    content.legend = legend::conditions(legend::noted(picture));
    if entries().any(|entry| entry.dashed) {
        content.legend.push(Explained::new(Sample::Dashes, legend::OPEN));
    }
    frame(picture, content)
}

fn draw_column(sections: &[Section]) -> (Vec<Item>, f64) {
    let mut items = Vec::new();
    let mut top = 0.0;
    for section in sections.iter().filter(|section| !section.entries.is_empty() || section.otherwise.is_some()) {
        top += if items.is_empty() { 0.0 } else { BETWEEN_SECTIONS };
        items.push(section.draw_heading(top));
        top += HEADING.line_height() + 9.0;
        for entry in &section.entries {
            let area = Rect::new(0.0, top, COLUMN, entry.height());
            items.push(entry.draw(area));
            top = area.bottom() + BETWEEN_ENTRIES;
        }
        if section.entries.is_empty() {
            let words = TextBlock::new(section.otherwise.unwrap_or_default(), QUIET, COLUMN, 2);
            items.push(quiet(&words, top));
            top += words.size.height + BETWEEN_ENTRIES;
        }
        top -= BETWEEN_ENTRIES;
    }
    (items, top)
}

fn quiet(block: &TextBlock, top: f64) -> Item {
    Item::ornament(words(block, Rect::new(2.0, top, block.size.width, block.size.height), Align::Left, Ink::Muted))
}

impl Section<'_> {
    fn height(&self) -> f64 {
        let entries = self.entries.iter().map(|entry| entry.height() + BETWEEN_ENTRIES).sum::<f64>();
        HEADING.line_height() + 9.0 + entries + BETWEEN_SECTIONS
    }

    fn draw_heading(&self, top: f64) -> Item {
        let mut x = SIGN + 2.0;
        let mut marks: Vec<Mark> = Vec::new();
        for glyph in &self.glyphs {
            marks.extend(glyph.marks(Point::new(x, top + HEADING.line_height() / 2.0), SIGN));
            x += SIGN_ROOM - 3.0;
        }
        let left = if self.glyphs.is_empty() { 2.0 } else { x - SIGN + 1.0 };
        let heading = match self.entries.len() {
            0 => self.heading.clone(),
            count => format!("{} ({count})", self.heading),
        };
        let block = TextBlock::new(&heading, HEADING, COLUMN - left, 1);
        let area = Rect::new(left, top, block.size.width, block.size.height);
        marks.extend(words(&block, area, Align::Left, self.ink));
        Item::ornament(marks)
    }
}

/// Sections in two columns of nearly one height, in their order.
fn balanced(sections: Vec<Section>) -> [Vec<Section>; 2] {
    let heights: Vec<f64> = sections.iter().map(Section::height).collect();
    let whole: f64 = heights.iter().sum();
    let higher = |left: usize| {
        let left: f64 = heights[..left].iter().sum();
        left.max(whole - left)
    };
    let split = (0..=sections.len()).min_by(|&one, &other| higher(one).total_cmp(&higher(other))).unwrap_or_default();
    let mut left = sections;
    let right = left.split_off(split);
    [left, right]
}
