//! A finished picture before it is written: every box, line and word has its place and its meaning, and no colour yet.
//! Layouts make scenes, `svg` writes them, and tests look at them for words that overlap.

use super::geometry::{Path, Point, Rect, Size, Step};
use super::measure::{Font, TextBlock};
use super::picture::Group;
use super::theme::Ink;

/// A finished picture.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Scene {
    pub size: Size,
    /// Read out first, and shown by a browser's tab.
    pub title: String,
    /// Read out to who cannot see the picture.
    pub description: String,
    /// From back to front.
    pub items: Vec<Item>,
}

/// One thing in the picture, as a reader would count things: a box with its words, an arrow with its label.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Item {
    pub about: About,
    pub marks: Vec<Mark>,
    /// The whole way of a line, gaps for words and all: where a pointer finds it.
    pub course: Option<Path>,
}

/// What an item stands for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct About {
    /// A class for style sheets and scripts, as `node proposition`. Empty for mere ornament, which no reader is told of.
    pub class: String,
    /// The record's id, for a node.
    pub id: Option<String>,
    /// The records that an edge joins.
    pub ends: Option<Ends>,
    /// What is read out.
    pub label: String,
    /// What shows when the pointer rests on it.
    pub hover: Option<String>,
    /// Where it leads.
    pub link: Option<String>,
}

/// The ids of what an edge joins: who, what, and those it is addressed to.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ends {
    pub from: String,
    pub to: String,
    pub towards: Vec<String>,
}

/// One mark of the pen.
#[derive(Clone, PartialEq, Debug)]
pub enum Mark {
    Shape { form: Form, fill: Option<Ink>, pen: Option<Pen> },
    Text(Text),
}

/// The form of a shape.
#[derive(Clone, PartialEq, Debug)]
pub enum Form {
    /// A rectangle with rounded corners.
    Rounded(Rect, f64),
    Path(Path),
}

/// How a line is drawn.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Pen {
    pub ink: Ink,
    pub width: f64,
    pub dash: Dash,
}

/// How a line is broken.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Dash {
    #[default]
    Whole,
    Dashed,
    /// For small rings, where longer dashes would not show.
    Short,
}

/// Words on one line. `at` is where they begin, on the line that letters stand on.
#[derive(Clone, PartialEq, Debug)]
pub struct Text {
    pub at: Point,
    pub content: String,
    pub width: f64,
    pub font: Font,
    pub ink: Ink,
}

/// Where lines of a block stand between left and right.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Align {
    Left,
    Centre,
}

impl About {
    /// What is told of a field that holds nodes.
    pub fn group(group: &Group) -> About {
        About {
            class: "group".into(),
            id: Some(group.id.clone()),
            label: group.label.clone(),
            link: group.link.clone(),
            ..About::default()
        }
    }
}

impl Pen {
    pub fn new(ink: Ink, width: f64) -> Pen {
        Pen { ink, width, dash: Dash::Whole }
    }

    pub fn dashed(self, dashed: bool) -> Pen {
        Pen { dash: if dashed { Dash::Dashed } else { Dash::Whole }, ..self }
    }

    pub fn short_dashes(self) -> Pen {
        Pen { dash: Dash::Short, ..self }
    }

    /// The lengths of a dash and of the gap behind it, where the line is broken. Those of a thick line are longer, or it
    /// would look like a row of bricks. Gaps are stretched a little, so that a line ends in a whole dash and never in a speck.
    pub fn dashes(self, form: &Form) -> Option<(f64, f64)> {
        let scale = (self.width / 1.7).max(1.0);
        let (dash, gap) = match self.dash {
            Dash::Whole => return None,
            Dash::Dashed => (5.0 * scale, 4.0 * scale),
            Dash::Short => (2.6 * scale, 2.2 * scale),
        };
        let length = match form {
            Form::Rounded(..) => None,
            Form::Path(path) => path.length(),
        };
        Some((dash, length.map_or(gap, |length| fitted_gap(length, dash, gap))))
    }
}

/// The gap with which a whole number of dashes fills a line from end to end.
fn fitted_gap(length: f64, dash: f64, gap: f64) -> f64 {
    let gaps = ((length - dash) / (dash + gap)).round();
    if gaps < 1.0 { gap } else { (length - dash) / gaps - dash }
}

impl Text {
    /// The room that the letters take.
    pub fn bounds(&self) -> Rect {
        Rect::new(self.at.x, self.at.y - self.font.size * 0.8, self.width, self.font.size)
    }
}

impl Mark {
    pub fn filled(form: Form, ink: Ink) -> Mark {
        Mark::Shape { form, fill: Some(ink), pen: None }
    }

    pub fn drawn(path: Path, pen: Pen) -> Mark {
        Mark::Shape { form: Form::Path(path), fill: None, pen: Some(pen) }
    }

    pub fn shifted(&self, dx: f64, dy: f64) -> Mark {
        match self {
            Mark::Shape { form, fill, pen } => {
                let form = match form {
                    Form::Rounded(rect, radius) => Form::Rounded(rect.shifted(dx, dy), *radius),
                    Form::Path(path) => Form::Path(path.shifted(dx, dy)),
                };
                Mark::Shape { form, fill: *fill, pen: *pen }
            }
            Mark::Text(text) => Mark::Text(Text { at: text.at.shifted(dx, dy), ..text.clone() }),
        }
    }

    /// The room that the mark takes; for a curve, the room of its handles.
    pub fn bounds(&self) -> Rect {
        match self {
            Mark::Text(text) => text.bounds(),
            Mark::Shape { form: Form::Rounded(rect, _), .. } => *rect,
            Mark::Shape { form: Form::Path(path), .. } => path_bounds(path),
        }
    }
}

fn path_bounds(path: &Path) -> Rect {
    let points = path.steps.iter().flat_map(|step| match *step {
        Step::Move(to) | Step::Line(to) => vec![to],
        Step::Curve(out, back, to) => vec![out, back, to],
        Step::Close => vec![],
    });
    points.map(|point| Rect::new(point.x, point.y, 0.0, 0.0)).reduce(Rect::union).unwrap_or_default()
}

impl Item {
    pub fn new(about: About, marks: Vec<Mark>) -> Item {
        Item { about, marks, course: None }
    }

    /// A line that takes this way.
    pub fn along(self, course: Path) -> Item {
        Item { course: Some(course), ..self }
    }

    /// Something that only adorns or explains: column heads, the legend.
    pub fn ornament(marks: Vec<Mark>) -> Item {
        Item::new(About::default(), marks)
    }

    pub fn shifted(&self, dx: f64, dy: f64) -> Item {
        Item {
            about: self.about.clone(),
            marks: self.marks.iter().map(|mark| mark.shifted(dx, dy)).collect(),
            course: self.course.as_ref().map(|course| course.shifted(dx, dy)),
        }
    }

    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.marks.iter().filter_map(|mark| match mark {
            Mark::Text(text) => Some(text),
            Mark::Shape { .. } => None,
        })
    }

    pub fn bounds(&self) -> Rect {
        self.marks.iter().map(Mark::bounds).reduce(Rect::union).unwrap_or_default()
    }
}

impl Scene {
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.items.iter().flat_map(Item::texts)
    }
}

/// The lines of a block as marks, from the top of `area` down.
pub fn words(block: &TextBlock, area: Rect, align: Align, ink: Ink) -> Vec<Mark> {
    let lines = block.lines.iter().enumerate().map(|(row, line)| {
        let width = block.font.width(line);
        let x = match align {
            Align::Left => area.x,
            Align::Centre => area.x + (area.width - width) / 2.0,
        };
        let y = area.y + row as f64 * block.font.line_height() + block.font.baseline();
        Mark::Text(Text { at: Point::new(x, y), content: line.clone(), width, font: block.font, ink })
    });
    lines.collect()
}
