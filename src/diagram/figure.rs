//! Draws one node of a picture: its form after its kind, its words inside. Layouts ask for its size, find it a place, and
//! have it drawn there.

use super::geometry::{Path, Point, Rect, Size};
use super::glyph::Glyph;
use super::measure::{Font, TextBlock};
use super::picture::{ConditionKind, Node, NodeKind};
use super::scene::{About, Align, Form, Item, Mark, Pen, Text, words};
use super::theme::Ink;

const LABEL: Font = Font::regular(13.0);
const NAME: Font = Font::bold(13.5);
const SMALL: Font = Font::regular(11.0);
const SIGN_RADIUS: f64 = 6.0;
const SIGN_ROOM: f64 = 19.0;
/// The radius of a badge at a box's corner.
pub const BADGE_RADIUS: f64 = 10.0;

/// A node with its words measured.
pub struct Figure<'a> {
    node: &'a Node,
    label: TextBlock,
    sublabel: Option<TextBlock>,
    notes: Vec<Note>,
    align: Align,
}

/// A small line below a node's words, behind a sign.
struct Note {
    sign: Sign,
    text: TextBlock,
}

/// What stands before a note.
#[derive(Clone, PartialEq, Debug)]
pub enum Sign {
    Glyph(Glyph),
    /// A number or letter in a disc, which names another node of the picture.
    Badge(String),
}

impl<'a> Figure<'a> {
    /// Measures a node whose words may be as wide as `width`.
    pub fn new(node: &'a Node, width: f64) -> Figure<'a> {
        Figure::with_lines(node, width, 4)
    }

    /// The same, with more room for long words.
    pub fn with_lines(node: &'a Node, width: f64, most_lines: usize) -> Figure<'a> {
        let font = if matches!(node.kind, NodeKind::Actor(_)) { NAME } else { LABEL };
        let words = &node.name();
        let small = |text: &String| TextBlock::new(text, SMALL, width, 2);
        Figure {
            node,
            label: TextBlock::new(words, font, width, most_lines),
            sublabel: node.sublabel.as_ref().map(small).filter(|block| !block.is_empty()),
            notes: Vec::new(),
            align: Align::Centre,
        }
    }

    /// The words begin at the left border, as in a list.
    pub fn left_aligned(self) -> Figure<'a> {
        Figure { align: Align::Left, ..self }
    }

    /// Adds a line below the words, as wide as `width` at most.
    pub fn add_note(&mut self, sign: Sign, text: &str, width: f64) {
        self.notes.push(Note { sign, text: TextBlock::new(text, SMALL, width - SIGN_ROOM, 2) });
    }

    /// The room that the node needs, its border included.
    pub fn size(&self) -> Size {
        let content = self.content();
        let (beside, above) = self.padding(content.height);
        Size::new(content.width + 2.0 * beside, content.height + 2.0 * above)
    }

    fn content(&self) -> Size {
        let mut size = self.label.size;
        size.width += self.inner_glyph().map_or(0.0, |_| SIGN_ROOM);
        if let Some(block) = &self.sublabel {
            let width = block.size.width + self.indent();
            size = Size::new(size.width.max(width), size.height + block.size.height);
        }
        for note in &self.notes {
            size = Size::new(size.width.max(note.text.size.width + SIGN_ROOM), size.height + note.height());
        }
        size
    }

    /// Room between words and border: beside and above. Slanted sides need more.
    fn padding(&self, height: f64) -> (f64, f64) {
        match self.node.kind {
            NodeKind::Actor(_) => (16.0, 8.0),
            NodeKind::Proposition => (12.0, 6.5),
            NodeKind::Condition(_) => (hexagon_inset(height + 15.0) + 6.0, 7.5),
            NodeKind::Finding => (16.0, 8.0),
            NodeKind::Statement(_) => (14.0 + height / 6.0, 7.0),
            NodeKind::Quote => (14.0, 8.0),
            NodeKind::Remark => (14.0, 7.0),
            NodeKind::Article => (16.0, 8.0),
        }
    }

    /// The sign before the words of a condition or a statement.
    fn inner_glyph(&self) -> Option<Glyph> {
        match self.node.kind {
            NodeKind::Statement(verb) => Some(Glyph::verb(verb)),
            NodeKind::Condition(ConditionKind::OnlyIf) => None,
            NodeKind::Condition(condition) => Some(Glyph::Condition(condition)),
            _ => None,
        }
    }

    /// Draws the node so that it fills `area`.
    pub fn draw(&self, area: Rect) -> Item {
        let mut marks = body(self.node, area);
        let (beside, _) = self.padding(self.content().height);
        let inner = Rect::new(area.x + beside, area.y, area.width - 2.0 * beside, area.height);
        let mut top = area.centre().y - self.content().height / 2.0;
        let mut place = |height: f64| {
            let row = Rect::new(inner.x, top, inner.width, height);
            top += height;
            row
        };
        marks.extend(self.draw_label(place(self.label.size.height)));
        if let Some(block) = &self.sublabel {
            let row = place(block.size.height);
            let row = Rect { x: row.x + self.indent(), width: row.width - self.indent(), ..row };
            marks.extend(words(block, row, self.align, self.quiet_ink()));
        }
        for note in &self.notes {
            marks.extend(note.draw(place(note.height())));
        }
        Item::new(about_node(self.node), marks)
    }

    /// The words behind their sign: beside the first line in a list, else in the middle.
    fn draw_label(&self, row: Rect) -> Vec<Mark> {
        let Some(glyph) = self.inner_glyph() else { return words(&self.label, row, self.align, self.ink()) };
        let width = self.label.size.width + SIGN_ROOM;
        let (left, at) = match self.align {
            Align::Left => (row.x, row.y + self.label.font.line_height() / 2.0),
            Align::Centre => (row.x + (row.width - width) / 2.0, row.centre().y),
        };
        let beside = Rect::new(left + SIGN_ROOM, row.y, self.label.size.width, row.height);
        let mut marks = glyph.marks(Point::new(left + SIGN_RADIUS + 1.0, at), SIGN_RADIUS + 1.0);
        marks.extend(words(&self.label, beside, self.align, self.ink()));
        marks
    }

    /// Room before the lines below the label of a list's entry, so that they stand under its words and not its sign.
    fn indent(&self) -> f64 {
        if self.align == Align::Left && self.inner_glyph().is_some() { SIGN_ROOM } else { 0.0 }
    }

    fn ink(&self) -> Ink {
        match self.node.kind {
            NodeKind::Actor(_) => Ink::OnPlate,
            NodeKind::Finding => Ink::Finding,
            _ => Ink::Text,
        }
    }

    fn quiet_ink(&self) -> Ink {
        if matches!(self.node.kind, NodeKind::Actor(_)) { Ink::OnPlate } else { Ink::Muted }
    }
}

/// What is told of a node.
pub fn about_node(node: &Node) -> About {
    let names = [Some(&node.label), node.sublabel.as_ref()].into_iter().flatten().cloned().collect::<Vec<_>>();
    let label = format!("{}: {}", kind_name(node.kind), names.join(", ").replace('\n', " "));
    About {
        class: format!("node {}", kind_name(node.kind)),
        id: Some(node.id.clone()),
        ends: None,
        label,
        hover: Some(node.hover.clone().unwrap_or_else(|| names.join("\n"))),
        link: node.link.clone(),
    }
}

impl Note {
    fn height(&self) -> f64 {
        self.text.size.height + 2.0
    }

    fn draw(&self, row: Rect) -> Vec<Mark> {
        let at = Point::new(row.x + SIGN_RADIUS, row.y + 2.0 + SMALL.line_height() / 2.0);
        let (mut marks, ink) = match &self.sign {
            Sign::Glyph(glyph) => (glyph.marks(at, SIGN_RADIUS), Ink::Condition),
            Sign::Badge(badge) => (badge_marks(badge, at, SIGN_RADIUS + 1.0), Ink::Muted),
        };
        let beside = Rect::new(row.x + SIGN_ROOM, row.y + 2.0, row.width - SIGN_ROOM, row.height);
        marks.extend(words(&self.text, beside, Align::Left, ink));
        marks
    }
}

/// The word for a kind of node, in classes and legends.
pub fn kind_name(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Actor(_) => "actor",
        NodeKind::Proposition => "proposition",
        NodeKind::Condition(_) => "condition",
        NodeKind::Finding => "finding",
        NodeKind::Statement(_) => "statement",
        NodeKind::Quote => "quote",
        NodeKind::Article => "article",
        NodeKind::Remark => "remark",
    }
}

/// The empty form of a node.
pub fn body(node: &Node, area: Rect) -> Vec<Mark> {
    let shape = |form, fill, ink, width| Mark::Shape {
        form,
        fill: Some(fill),
        pen: Some(Pen::new(ink, width).dashed(node.dashed)),
    };
    match node.kind {
        NodeKind::Actor(number) => plate(area, Ink::Actor(number), node.dashed),
        NodeKind::Proposition => vec![shape(Form::Rounded(area, corner(area)), Ink::Box, Ink::Border, 1.2)],
        NodeKind::Condition(condition) => {
            let outer = shape(Form::Path(hexagon(area)), Ink::ConditionGround, Ink::Condition, 1.3);
            let inner = || Mark::drawn(hexagon(area.grown(-3.0)), Pen::new(Ink::Condition, 0.8));
            let double = condition == ConditionKind::InReturnFor;
            std::iter::once(outer).chain(double.then(inner)).collect()
        }
        NodeKind::Finding => vec![shape(Form::Path(octagon(area)), Ink::FindingGround, Ink::Finding, 1.4)],
        NodeKind::Statement(_) => {
            let radius = (area.height / 2.0).min(20.0);
            vec![shape(Form::Rounded(area, radius), Ink::Field, Ink::Border, 1.2)]
        }
        NodeKind::Quote => {
            let bar = Rect::new(area.x, area.y, 3.0, area.height);
            let strip = Mark::filled(Form::Rounded(area, 3.0), Ink::Field);
            vec![strip, Mark::filled(Form::Rounded(bar, 1.5), Ink::Border)]
        }
        NodeKind::Article => sheet(area, node.dashed),
        NodeKind::Remark => vec![shape(Form::Rounded(area, corner(area)), Ink::Paper, Ink::Border, 1.0)],
    }
}

/// The radius of a box's corners: 6, and less in the legend.
fn corner(area: Rect) -> f64 {
    6.0_f64.min(area.height / 4.0)
}

fn plate(area: Rect, ink: Ink, dashed: bool) -> Vec<Mark> {
    let plate = Mark::filled(Form::Rounded(area, corner(area)), ink);
    let seam = || Mark::Shape {
        form: Form::Rounded(area.grown(-3.0), 4.0),
        fill: None,
        pen: Some(Pen::new(Ink::OnPlate, 1.0).dashed(true)),
    };
    std::iter::once(plate).chain(dashed.then(seam)).collect()
}

/// A sheet of paper with a folded corner.
fn sheet(area: Rect, dashed: bool) -> Vec<Mark> {
    let fold = 9.0_f64.min(area.height / 3.0);
    let (right, top) = (area.right(), area.y);
    let corners = [
        Point::new(area.x, top),
        Point::new(right - fold, top),
        Point::new(right, top + fold),
        Point::new(right, area.bottom()),
        Point::new(area.x, area.bottom()),
    ];
    let pen = Pen::new(Ink::Border, 1.2).dashed(dashed);
    let corner = [corners[1], Point::new(right - fold, top + fold), corners[2]];
    vec![
        Mark::Shape { form: Form::Path(Path::outline(&corners)), fill: Some(Ink::Box), pen: Some(pen) },
        Mark::drawn(Path::through(&corner), pen),
    ]
}

fn hexagon_inset(height: f64) -> f64 {
    (height * 0.3).min(18.0)
}

fn hexagon(area: Rect) -> Path {
    let (inset, middle) = (hexagon_inset(area.height), area.centre().y);
    Path::outline(&[
        Point::new(area.x, middle),
        Point::new(area.x + inset, area.y),
        Point::new(area.right() - inset, area.y),
        Point::new(area.right(), middle),
        Point::new(area.right() - inset, area.bottom()),
        Point::new(area.x + inset, area.bottom()),
    ])
}

fn octagon(area: Rect) -> Path {
    let cut = (area.height * 0.28).min(11.0);
    let (left, top, right, bottom) = (area.x, area.y, area.right(), area.bottom());
    Path::outline(&[
        Point::new(left + cut, top),
        Point::new(right - cut, top),
        Point::new(right, top + cut),
        Point::new(right, bottom - cut),
        Point::new(right - cut, bottom),
        Point::new(left + cut, bottom),
        Point::new(left, bottom - cut),
        Point::new(left, top + cut),
    ])
}

/// A number or letter in a disc.
pub fn badge_marks(badge: &str, centre: Point, radius: f64) -> Vec<Mark> {
    let font = Font::bold(radius * if badge.chars().count() > 2 { 0.8 } else { 1.15 });
    let width = font.width(badge);
    let at = Point::new(centre.x - width / 2.0, centre.y + font.size * 0.36);
    vec![
        Mark::filled(Form::Path(Path::circle(centre, radius)), Ink::Finding),
        Mark::Text(Text { at, content: badge.to_owned(), width, font, ink: Ink::OnPlate }),
    ]
}
