//! Explains the signs that are really in a picture, and no others.

use super::edge::{arrow_head, bent_line, glyph, kind_ink};
use super::figure::{body, kind_name};
use super::geometry::{Path, Point, Rect, Size};
use super::glyph::Glyph;
use super::measure::Font;
use super::picture::{Condition, EdgeKind, Node, NodeKind, Picture};
use super::scene::{Mark, Pen, Text};
use super::theme::Ink;

const WORDS: Font = Font::regular(12.0);
const ROW: f64 = 22.0;
const BETWEEN: f64 = 22.0;

/// A sign and its meaning.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Entry {
    Node(NodeKind),
    /// A line with its sign and head.
    Edge(EdgeKind),
    /// The sign of a verb alone, where lines wear their actor's colour.
    Verb(EdgeKind),
    Condition(Condition),
    /// A line in an actor's colour.
    Thread(usize),
    /// Dashes.
    Open,
    /// The arrow of a circle that is easiest to give up.
    SmallestBreak,
}

impl Entry {
    fn words(self) -> &'static str {
        match self {
            Entry::Node(kind) => kind_name(kind),
            Entry::Edge(kind) | Entry::Verb(kind) => kind.words(),
            Entry::Condition(condition) => condition.words(),
            Entry::Thread(_) => "a line wears the colour of its actor",
            Entry::Open => "open or inferred",
            Entry::SmallestBreak => "the smallest break",
        }
    }

    fn sample_width(self) -> f64 {
        match self {
            Entry::Verb(_) | Entry::Condition(_) => 14.0,
            Entry::Edge(kind) if glyph(kind).is_some() => 44.0,
            _ => 28.0,
        }
    }

    fn width(self) -> f64 {
        self.sample_width() + 7.0 + WORDS.width(self.words())
    }

    fn sample(self, area: Rect) -> Vec<Mark> {
        let (left, right) = (Point::new(area.x, area.centre().y), Point::new(area.right(), area.centre().y));
        match self {
            Entry::Node(kind) => {
                let node = Node { kind, ..Node::default() };
                body(&node, Rect::around(area.centre(), Size::new(area.width, 14.0)))
            }
            Entry::Edge(kind) => {
                let sign = glyph(kind);
                let gap = sign.map(|_| Rect::around(area.centre().shifted(-4.0, 0.0), Size::new(17.0, 10.0)));
                let mut marks = bent_line(&[left, right], gap.as_slice(), kind, Pen::new(kind_ink(kind), 1.5));
                marks.extend(sign.zip(gap).into_iter().flat_map(|(sign, gap)| sign.marks(gap.centre(), 6.0)));
                marks
            }
            Entry::Verb(kind) => Glyph::Verb(kind).marks(area.centre(), 6.5),
            Entry::Condition(condition) => Glyph::Condition(condition).marks(area.centre(), 6.5),
            Entry::Thread(actor) => arrow(left, right, Pen::new(Ink::Actor(actor), 1.7)),
            Entry::Open => vec![Mark::drawn(Path::through(&[left, right]), Pen::new(Ink::Muted, 1.5).dashed(true))],
            Entry::SmallestBreak => arrow(left, right, Pen::new(Ink::Offer, 2.4).dashed(true)),
        }
    }
}

fn arrow(left: Point, right: Point, pen: Pen) -> Vec<Mark> {
    let line = Mark::drawn(Path::through(&[left, right.shifted(-6.0, 0.0)]), pen);
    vec![line, arrow_head(right, left, pen)]
}

/// The entries for a graph whose lines wear the colour of their kind: the kinds of nodes and of lines in it.
pub fn of_graph(picture: &Picture) -> Vec<Entry> {
    let one_actor = |kind| if let NodeKind::Actor(_) = kind { NodeKind::Actor(1) } else { kind };
    let one_condition = |kind| if let NodeKind::Condition(_) = kind { CONDITION } else { kind };
    let nodes = picture.nodes.iter().map(|node| Entry::Node(one_condition(one_actor(node.kind))));
    let conditions = picture.nodes.iter().filter_map(|node| match node.kind {
        NodeKind::Condition(condition) if condition != Condition::OnlyIf => Some(Entry::Condition(condition)),
        _ => None,
    });
    let waits: Vec<EdgeKind> = picture.edges.iter().map(|edge| edge.kind).collect();
    let told_by_line = |entry: &Entry| match *entry {
        Entry::Condition(condition) => !waits.contains(&EdgeKind::Waits(condition)),
        _ => true,
    };
    let edges = picture.edges.iter().map(|edge| Entry::Edge(edge.kind));
    let entries = sorted(nodes).into_iter().chain(sorted(conditions.filter(told_by_line))).chain(sorted(edges));
    entries.chain(open(picture)).collect()
}

const CONDITION: NodeKind = NodeKind::Condition(Condition::OnlyIf);

/// The entries for threads that wear their actor's colour: verbs where there are several, conditions, dashes.
pub fn of_threads(picture: &Picture) -> Vec<Entry> {
    let thread = picture.edges.iter().find_map(|edge| edge.actor).map(Entry::Thread);
    let verbs = sorted(picture.edges.iter().map(|edge| Entry::Verb(edge.kind)));
    let verbs = if verbs.len() > 1 { verbs } else { Vec::new() };
    let conditions = picture.edges.iter().flat_map(|edge| &edge.conditions).map(|note| Entry::Condition(note.kind));
    thread.into_iter().chain(verbs).chain(sorted(conditions)).chain(open(picture)).collect()
}

fn open(picture: &Picture) -> Option<Entry> {
    let dashed = picture.nodes.iter().any(|node| node.dashed) || picture.edges.iter().any(|edge| edge.dashed);
    dashed.then_some(Entry::Open)
}

/// Each entry once, in the order of the kinds, so that a legend reads the same from picture to picture.
fn sorted(entries: impl Iterator<Item = Entry>) -> Vec<Entry> {
    let rank = |entry: &Entry| match *entry {
        Entry::Node(kind) => (0, Some(kind), None, None),
        Entry::Edge(kind) | Entry::Verb(kind) => (1, None, Some(kind), None),
        Entry::Condition(condition) => (2, None, None, Some(condition)),
        Entry::Thread(_) | Entry::Open | Entry::SmallestBreak => (3, None, None, None),
    };
    let mut entries: Vec<Entry> = entries.collect();
    entries.sort_by_key(rank);
    entries.dedup();
    entries
}

/// Draws entries side by side, in as many rows as `width` asks for, with their upper left corner at the origin.
pub fn draw(entries: &[Entry], width: f64) -> (Vec<Mark>, Size) {
    let mut marks = Vec::new();
    let (mut x, mut y, mut widest) = (0.0, 0.0, 0.0_f64);
    for entry in entries {
        if x > 0.0 && x + entry.width() > width {
            (x, y) = (0.0, y + ROW);
        }
        let sample = Rect::new(x, y, entry.sample_width(), ROW);
        marks.extend(entry.sample(sample));
        let at = Point::new(sample.right() + 7.0, y + ROW / 2.0 + WORDS.size * 0.35);
        let content = entry.words().to_owned();
        marks.push(Mark::Text(Text { at, width: WORDS.width(&content), content, font: WORDS, ink: Ink::Muted }));
        widest = widest.max(x + entry.width());
        x += entry.width() + BETWEEN;
    }
    let height = if entries.is_empty() { 0.0 } else { y + ROW };
    (marks, Size::new(widest, height))
}
