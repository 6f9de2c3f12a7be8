//! Puts a frame around what a layout has drawn: the question above, the line that explains, the legend, and below what
//! was left out.

use super::geometry::{Rect, Size};
use super::legend::{self, Entry};
use super::measure::{Font, TextBlock};
use super::picture::Picture;
use super::scene::{Align, Item, Mark, Scene, words};
use super::theme::Ink;

const MARGIN: f64 = 28.0;
const TITLE: Font = Font::bold(22.0);
const EXPLANATION: Font = Font::regular(13.0);
const NOTE: Font = Font::regular(11.5);
/// So many sources are named below a picture.
const MOST_SOURCES: usize = 6;
/// However small the content, titles and notes may be as wide as this.
const LEAST_WIDTH: f64 = 560.0;

/// What a layout has drawn, from the origin right and down.
#[derive(Default)]
pub struct Content {
    pub items: Vec<Item>,
    pub size: Size,
    pub legend: Vec<Entry>,
    /// What the layout itself had to leave out, a sentence each.
    pub left_out: Vec<String>,
}

/// Makes the scene of a picture and its drawn content.
pub fn frame(picture: &Picture, content: Content) -> Scene {
    let content = if content.items.is_empty() { nothing_to_draw(content) } else { content };
    let width = content.size.width.max(LEAST_WIDTH);
    let title = TextBlock::new(&picture.title, TITLE, width, 3);
    let explanation = TextBlock::flowing(&picture.explanation, EXPLANATION, width, 4);
    let (legend_marks, legend_size) = legend::draw(&content.legend, width);
    let notes = notes(picture, &content, width);

    let mut column = Column { width: content.size.width, bottom: MARGIN - 6.0, items: Vec::new() };
    column.add_words(&title, Ink::Text, 0.0);
    column.add_words(&explanation, Ink::Muted, 4.0);
    column.add(&[Item::ornament(legend_marks)], legend_size, 10.0);
    column.add(&content.items, content.size, 20.0);
    column.add_words(&notes, Ink::Muted, 18.0);

    Scene {
        // Whole numbers, so that a PNG has no half-filled row of pixels at its border.
        size: Size::new((column.width + 2.0 * MARGIN).ceil(), (column.bottom + MARGIN).ceil()),
        title: picture.title.clone(),
        description: description(picture, &notes),
        items: column.items,
    }
}

fn nothing_to_draw(content: Content) -> Content {
    let block = TextBlock::new("There is nothing to draw here yet.", EXPLANATION, LEAST_WIDTH, 1);
    let area = Rect::new(0.0, 0.0, block.size.width, block.size.height);
    let marks = words(&block, area, Align::Left, Ink::Muted);
    Content { items: vec![Item::ornament(marks)], size: block.size, ..content }
}

fn notes(picture: &Picture, content: &Content, width: f64) -> TextBlock {
    let left_out = picture.left_out.iter().chain(&content.left_out).cloned();
    let sentences: Vec<String> = left_out.chain(sources(&picture.sources)).collect();
    TextBlock::flowing(&sentences.join("\n"), NOTE, width, 14)
}

/// Whose reports a picture rests on: `Sources: Caliber.Az, Clash Report.`
fn sources(names: &[String]) -> Option<String> {
    let shown = names.iter().take(MOST_SOURCES).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len() {
        0 => None,
        1 => Some(format!("Source: {shown}.")),
        count if count <= MOST_SOURCES => Some(format!("Sources: {shown}.")),
        count => Some(format!("Sources: {shown} and {} more.", count - MOST_SOURCES)),
    }
}

fn description(picture: &Picture, notes: &TextBlock) -> String {
    let words = if picture.description.is_empty() { &picture.explanation } else { &picture.description };
    [words.as_str(), &notes.lines.join(" ")].join(" ").trim().to_owned()
}

/// Things stacked from the top down.
struct Column {
    width: f64,
    bottom: f64,
    items: Vec<Item>,
}

impl Column {
    fn add_words(&mut self, block: &TextBlock, ink: Ink, above: f64) {
        let marks: Vec<Mark> = words(block, Rect::default(), Align::Left, ink);
        self.add(&[Item::ornament(marks)], block.size, above);
    }

    fn add(&mut self, items: &[Item], size: Size, above: f64) {
        if size.height == 0.0 {
            return;
        }
        self.bottom += above;
        self.items.extend(items.iter().map(|item| item.shifted(MARGIN, self.bottom)));
        self.bottom += size.height;
        self.width = self.width.max(size.width);
    }
}
