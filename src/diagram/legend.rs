//! Explains the signs that are really in a picture, and no others.

use std::collections::{BTreeMap, BTreeSet};

use super::edge::{arrow_head, bent_line, glyph, kind_pen};
use super::figure::{body, kind_name};
use super::geometry::{Path, Point, Rect, Size};
use super::glyph::{Glyph, Stance};
use super::measure::Font;
use super::picture::{ConditionKind, Edge, EdgeKind, Node, NodeKind, Picture, Turn, Verb};
use super::scene::{Mark, Pen, Text};
use super::theme::Ink;

const WORDS: Font = Font::regular(12.0);
const ROW: f64 = 22.0;
const BETWEEN: f64 = 22.0;

/// A sign and its meaning.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    sample: Sample,
    words: String,
}

/// What stands before the words.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Sample {
    Node(NodeKind),
    /// A line with its sign and head.
    Edge(EdgeKind),
    /// A sign alone, where lines wear their actor's colour or there are none.
    Glyph(Glyph),
    /// A line in an actor's colour.
    Thread(usize),
    /// Dashes.
    Dashes,
    /// The arrow of a circle that is easiest to give up.
    SmallestBreak,
    /// A tinted stripe.
    Stripe(Ink),
}

impl Entry {
    pub fn new(sample: Sample, words: impl Into<String>) -> Entry {
        Entry { sample, words: words.into() }
    }

    fn width(&self) -> f64 {
        self.sample.width() + 7.0 + WORDS.width(&self.words)
    }
}

impl Sample {
    fn width(self) -> f64 {
        match self {
            Sample::Glyph(_) => 14.0,
            Sample::Edge(kind) if glyph(kind).is_some() => 44.0,
            _ => 28.0,
        }
    }

    fn marks(self, area: Rect) -> Vec<Mark> {
        let (left, right) = (Point::new(area.x, area.centre().y), Point::new(area.right(), area.centre().y));
        match self {
            Sample::Node(kind) => {
                let node = Node { kind, ..Node::default() };
                body(&node, Rect::around(area.centre(), Size::new(area.width, 14.0)))
            }
            Sample::Edge(kind) => {
                let sign = glyph(kind);
                let gap = sign.map(|_| Rect::around(area.centre().shifted(-4.0, 0.0), Size::new(17.0, 10.0)));
                let pen = kind_pen(&Edge { kind, ..Edge::default() });
                let mut marks = bent_line(&[left, right], gap.as_slice(), kind, pen);
                marks.extend(sign.zip(gap).into_iter().flat_map(|(sign, gap)| sign.marks(gap.centre(), 6.0)));
                marks
            }
            Sample::Glyph(glyph) => glyph.marks(area.centre(), 6.5),
            Sample::Thread(actor) => arrow(left, right, Pen::new(Ink::Actor(actor), 1.7)),
            Sample::Dashes => vec![Mark::drawn(Path::through(&[left, right]), Pen::new(Ink::Muted, 1.5).dashed(true))],
            Sample::SmallestBreak => arrow(left, right, Pen::new(Ink::Offer, 2.4)),
            Sample::Stripe(ink) => {
                let stripe = Rect::around(area.centre(), Size::new(area.width, 13.0));
                vec![Mark::filled(super::scene::Form::Rounded(stripe, 3.0), ink)]
            }
        }
    }
}

fn arrow(left: Point, right: Point, pen: Pen) -> Vec<Mark> {
    let line = Mark::drawn(Path::through(&[left, right.shifted(-6.0, 0.0)]), pen);
    vec![line, arrow_head(right, left, pen)]
}

/// The entries for a graph whose lines wear the colour of their kind: the kinds of nodes and of lines in it.
pub fn of_graph(picture: &Picture) -> Vec<Entry> {
    let mut lines: Vec<EdgeKind> = picture.edges.iter().map(|edge| edge.kind).collect();
    // What only belongs together needs no telling, and what the signs of statements tell their lines need not tell again.
    let told: BTreeSet<Stance> = statements(picture).map(Stance::of).collect();
    lines.retain(|kind| match *kind {
        EdgeKind::Plain => false,
        EdgeKind::Stance(verb) => !told.contains(&Stance::of(verb)),
        _ => true,
    });
    let mut entries = nodes(picture);
    entries.extend(stances(statements(picture)));
    let conditions = picture.nodes.iter().filter_map(|node| match node.kind {
        NodeKind::Condition(condition) if condition != ConditionKind::OnlyIf => Some(condition),
        _ => None,
    });
    entries.extend(self::conditions(conditions.filter(|&kind| !lines.contains(&EdgeKind::Waits(kind)))));
    entries.extend(self::lines(lines));
    entries.extend(open(picture));
    entries
}

/// The kinds of nodes, each once.
fn nodes(picture: &Picture) -> Vec<Entry> {
    // One plate stands for all actors, one hexagon for all conditions and one pill for all statements.
    let alike = |kind| match kind {
        NodeKind::Actor(_) => NodeKind::Actor(1),
        NodeKind::Condition(_) => NodeKind::Condition(ConditionKind::OnlyIf),
        NodeKind::Statement(_) => NodeKind::Statement(Verb::Demands),
        kind => kind,
    };
    let kinds: BTreeSet<NodeKind> = picture.nodes.iter().map(|node| alike(node.kind)).collect();
    kinds.into_iter().map(|kind| Entry::new(Sample::Node(kind), kind_name(kind))).collect()
}

/// The verbs of a picture's statements.
pub fn statements(picture: &Picture) -> impl Iterator<Item = Verb> {
    picture.nodes.iter().filter_map(|node| match node.kind {
        NodeKind::Statement(verb) => Some(verb),
        _ => None,
    })
}

fn lines(kinds: Vec<EdgeKind>) -> Vec<Entry> {
    let mut entries: BTreeMap<EdgeKind, Vec<&str>> = BTreeMap::new();
    let mut of_stance: BTreeMap<Stance, EdgeKind> = BTreeMap::new();
    let kinds: BTreeSet<EdgeKind> = kinds.into_iter().collect();
    for kind in kinds {
        let alike = match kind {
            EdgeKind::Stance(verb) => *of_stance.entry(Stance::of(verb)).or_insert(kind),
            kind => kind,
        };
        entries.entry(alike).or_default().push(kind.words());
    }
    entries.into_iter().map(|(kind, words)| Entry::new(Sample::Edge(kind), words.join(" or "))).collect()
}

/// The signs of verbs, each with the verbs that it stands for here.
pub fn stances(verbs: impl Iterator<Item = Verb>) -> Vec<Entry> {
    let verbs: BTreeSet<Verb> = verbs.collect();
    let mut words: BTreeMap<Stance, Vec<&str>> = BTreeMap::new();
    for verb in verbs {
        words.entry(Stance::of(verb)).or_default().push(verb.phrase());
    }
    let entry =
        |(stance, words): (Stance, Vec<&str>)| Entry::new(Sample::Glyph(Glyph::Stance(stance)), words.join(" or "));
    words.into_iter().map(entry).collect()
}

/// The signs of conditions.
pub fn conditions(kinds: impl Iterator<Item = ConditionKind>) -> Vec<Entry> {
    let kinds: BTreeSet<ConditionKind> = kinds.collect();
    kinds.into_iter().map(|kind| Entry::new(Sample::Glyph(Glyph::Condition(kind)), kind.phrase())).collect()
}

/// How positions moved.
pub fn turns(picture: &Picture) -> Vec<Entry> {
    let turns: BTreeSet<Turn> = picture
        .edges
        .iter()
        .filter_map(|edge| match edge.kind {
            EdgeKind::Turns(turn) => Some(turn),
            _ => None,
        })
        .collect();
    turns.into_iter().map(|turn| Entry::new(Sample::Glyph(Glyph::Turn(turn)), turn.words())).collect()
}

/// The entries for threads that wear their actor's colour: verbs where there are several, conditions, dashes.
pub fn of_threads(picture: &Picture) -> Vec<Entry> {
    let thread = picture.edges.iter().find_map(|edge| edge.actor);
    let thread = thread.map(|actor| Entry::new(Sample::Thread(actor), "a line wears the colour of its actor"));
    let verbs = stances(verbs(picture));
    let verbs = if verbs.len() > 1 { verbs } else { Vec::new() };
    thread.into_iter().chain(verbs).chain(conditions(noted(picture))).chain(open(picture)).collect()
}

/// The verbs of a picture's lines.
pub fn verbs(picture: &Picture) -> impl Iterator<Item = Verb> {
    picture.edges.iter().filter_map(|edge| match edge.kind {
        EdgeKind::Stance(verb) => Some(verb),
        _ => None,
    })
}

/// The conditions that are told beside a picture's lines.
pub fn noted(picture: &Picture) -> impl Iterator<Item = ConditionKind> {
    picture.edges.iter().flat_map(|edge| &edge.conditions).map(|note| note.kind)
}

/// What dashes mean, where there are any.
pub fn open(picture: &Picture) -> Option<Entry> {
    let dashed = picture.nodes.iter().any(|node| node.dashed) || picture.edges.iter().any(|edge| edge.dashed);
    dashed.then(|| Entry::new(Sample::Dashes, OPEN))
}

/// What is drawn dashed.
pub const OPEN: &str = "open, inferred, or from an unnamed source";

/// Draws entries side by side, in as many rows as `width` asks for, with their upper left corner at the origin.
pub fn draw(entries: &[Entry], width: f64) -> (Vec<Mark>, Size) {
    let mut marks = Vec::new();
    let (mut x, mut y, mut widest) = (0.0, 0.0, 0.0_f64);
    for entry in entries {
        if x > 0.0 && x + entry.width() > width {
            (x, y) = (0.0, y + ROW);
        }
        let sample = Rect::new(x, y, entry.sample.width(), ROW);
        marks.extend(entry.sample.marks(sample));
        let at = Point::new(sample.right() + 7.0, y + ROW / 2.0 + WORDS.size * 0.35);
        let content = entry.words.clone();
        marks.push(Mark::Text(Text { at, width: WORDS.width(&content), content, font: WORDS, ink: Ink::Muted }));
        widest = widest.max(x + entry.width());
        x += entry.width() + BETWEEN;
    }
    let height = if entries.is_empty() { 0.0 } else { y + ROW };
    (marks, Size::new(widest, height))
}
