//! One entry of a card: a box with a bar in the colour of what is said, its words, a tag for those addressed, and small
//! lines for all else.

use crate::diagram::geometry::{Path, Point, Rect, Size};
use crate::diagram::glyph::Glyph;
use crate::diagram::measure::{Font, TextBlock};
use crate::diagram::picture::{Edge, Picture};
use crate::diagram::scene::{About, Align, Form, Item, Mark, Pen, words};
use crate::diagram::theme::Ink;

use super::COLUMN;

const WORDS: Font = Font::regular(13.0);
const TAG: Font = Font::regular(10.5);
const NOTE: Font = Font::regular(11.0);
const STRONG_NOTE: Font = Font::bold(11.0);
const INNER: f64 = 16.0;
const ABOVE: f64 = 8.0;
const TAG_WORDS: f64 = 130.0;
const SIGN: f64 = 5.5;
const SIGN_ROOM: f64 = 17.0;

/// An entry, with its words measured.
pub struct Entry<'a> {
    about: About,
    bar: Ink,
    words: TextBlock,
    tag: Option<TextBlock>,
    notes: Vec<Note>,
    pub dashed: bool,
    picture: &'a Picture,
}

struct Note {
    glyph: Option<Glyph>,
    text: TextBlock,
    ink: Ink,
}

impl<'a> Entry<'a> {
    /// An entry for what an edge says.
    pub fn new(picture: &'a Picture, edge: &Edge, about: About, text: &str, bar: Ink) -> Entry<'a> {
        let addressed: Vec<&str> = edge.towards.iter().map(|&whom| picture.nodes[whom].name()).collect();
        let word = match edge.kind {
            crate::diagram::picture::EdgeKind::Stance(verb) if verb.takes_from() => "from",
            _ => "to",
        };
        let tag = (!addressed.is_empty()).then(|| format!("{word} {}", addressed.join(", ")));
        let tag = tag.map(|tag| TextBlock::new(&tag, TAG, TAG_WORDS, 2));
        let beside = tag.as_ref().map_or(0.0, |tag| tag.size.width + 34.0);
        let text = TextBlock::flowing(text, WORDS, COLUMN - 2.0 * INNER - beside, 4);
        let mut entry = Entry { about, bar, words: text, tag, notes: Vec::new(), dashed: edge.dashed, picture };
        for condition in &edge.conditions {
            let told = format!("{} {}", condition.kind.phrase(), condition.text);
            entry.note(Some(Glyph::Condition(condition.kind)), &told, Ink::Condition, false);
        }
        entry
    }

    /// Adds who was heard, when and where, on one line.
    pub fn heard(&mut self, glyph: Option<Glyph>, heard: &str) {
        self.add_note(glyph, heard, Ink::Muted, NOTE, 1);
    }

    /// Adds small lines.
    pub fn note(&mut self, glyph: Option<Glyph>, text: &str, ink: Ink, is_strong: bool) {
        let font = if is_strong { STRONG_NOTE } else { NOTE };
        self.add_note(glyph, text, ink, font, 3);
    }

    fn add_note(&mut self, glyph: Option<Glyph>, text: &str, ink: Ink, font: Font, most_lines: usize) {
        let room = COLUMN - 2.0 * INNER - glyph.map_or(0.0, |_| SIGN_ROOM);
        let text = TextBlock::flowing(text, font, room, most_lines);
        if !text.is_empty() {
            self.notes.push(Note { glyph, text, ink });
        }
    }

    /// Adds a line that names actors, where there are any: `same side: Ukraine`.
    pub fn names(&mut self, what: &str, nodes: &[usize], ink: Ink, is_strong: bool) {
        let names: Vec<&str> = nodes.iter().map(|&node| self.picture.nodes[node].name()).collect();
        if !names.is_empty() {
            self.note(None, &format!("{what}: {}", names.join(", ")), ink, is_strong);
        }
    }

    pub fn height(&self) -> f64 {
        let notes = self.notes.iter().map(|note| note.text.size.height + 2.0).sum::<f64>();
        self.first_row().height + notes + 2.0 * ABOVE
    }

    /// The room of the words, and of the tag beside them.
    fn first_row(&self) -> Size {
        let beside_tag = (self.tag_size().height - 2.0).max(0.0);
        Size::new(self.words.size.width, self.words.size.height.max(beside_tag))
    }

    fn tag_size(&self) -> Size {
        self.tag.as_ref().map_or(Size::default(), |tag| Size::new(tag.size.width + 18.0, tag.size.height + 6.0))
    }

    pub fn draw(&self, area: Rect) -> Item {
        let border = Pen::new(Ink::FieldBorder, 1.0);
        let ground = Mark::Shape { form: Form::Rounded(area, 5.0), fill: Some(Ink::Field), pen: Some(border) };
        let mut marks = vec![ground];
        let bar = Rect::new(area.x, area.y, 4.5, area.height);
        marks.push(if self.dashed {
            let middle = area.x + 2.5;
            let line = Path::through(&[Point::new(middle, area.y + 1.0), Point::new(middle, area.bottom() - 1.0)]);
            Mark::drawn(line, Pen::new(self.bar, 4.5).short_dashes())
        } else {
            Mark::filled(Form::Rounded(bar, 2.0), self.bar)
        });
        let left = area.x + INNER;
        let mut top = area.y + ABOVE;
        let mut place = |size: Size, left: f64| {
            let row = Rect::new(left, top, size.width, size.height);
            top += size.height + 2.0;
            row
        };
        marks.extend(words(&self.words, place(self.first_row(), left), Align::Left, Ink::Text));
        for note in &self.notes {
            let indent = note.glyph.map_or(0.0, |_| SIGN_ROOM);
            let row = place(note.text.size, left + indent);
            let at = Point::new(left + SIGN, row.y + note.text.font.line_height() / 2.0);
            marks.extend(note.glyph.into_iter().flat_map(|glyph| glyph.marks(at, SIGN)));
            marks.extend(words(&note.text, row, Align::Left, note.ink));
        }
        marks.extend(self.draw_tag(area));
        Item::new(self.about.clone(), marks)
    }

    /// A pill at the upper right.
    fn draw_tag(&self, area: Rect) -> Vec<Mark> {
        let Some(tag) = &self.tag else { return Vec::new() };
        let size = self.tag_size();
        let pill = Rect::new(area.right() - size.width - 9.0, area.y + ABOVE - 1.0, size.width, size.height);
        let pen = Some(Pen::new(Ink::Border, 1.0));
        let mut marks = vec![Mark::Shape { form: Form::Rounded(pill, 9.0), fill: Some(Ink::Box), pen }];
        let row = Rect::new(pill.x + 9.0, pill.y + 3.0, tag.size.width, tag.size.height);
        marks.extend(words(tag, row, Align::Left, Ink::Muted));
        marks
    }
}
