//! Draws what all lines share: the pen for a kind of edge, its head, its label in a gap, and what is told of it.

use super::geometry::{Path, Point, Rect, Size, leave_gap};
use super::glyph::{Glyph, Stance};
use super::measure::{Font, TextBlock};
use super::picture::{Edge, EdgeKind, Picture};
use super::scene::{About, Align, Ends, Form, Mark, Pen, words};
use super::theme::Ink;

const LABEL: Font = Font::regular(11.0);
const SIGN_ROOM: f64 = 17.0;
const CORNER: f64 = 6.0;

/// The pen for an edge in the colour of its actor, where it has one.
pub fn actor_pen(edge: &Edge) -> Pen {
    let ink = edge.actor.map_or_else(|| kind_ink(edge.kind), Ink::Actor);
    Pen::new(ink, 1.7).dashed(edge.dashed)
}

/// The pen for an edge in the colour of its kind, whoever it belongs to.
pub fn kind_pen(edge: &Edge) -> Pen {
    let dashed = edge.dashed || edge.kind == EdgeKind::Opposed;
    Pen::new(kind_ink(edge.kind), kind_width(edge.kind)).dashed(dashed)
}

/// The colour of a kind of edge that belongs to nobody.
pub fn kind_ink(kind: EdgeKind) -> Ink {
    match kind {
        EdgeKind::Stance(verb) => Stance::of(verb).ink(),
        EdgeKind::Waits(_) => Ink::Condition,
        EdgeKind::Agrees => Ink::Offer,
        EdgeKind::Excludes | EdgeKind::Clashes | EdgeKind::Concerns | EdgeKind::Opposed | EdgeKind::Turns(_) => {
            Ink::Finding
        }
        EdgeKind::Means | EdgeKind::Plain => Ink::Muted,
    }
}

fn kind_width(kind: EdgeKind) -> f64 {
    match kind {
        EdgeKind::Means | EdgeKind::Stance(_) | EdgeKind::Waits(_) | EdgeKind::Turns(_) | EdgeKind::Plain => 1.5,
        _ => 2.0,
    }
}

/// The sign of a kind of edge, where it has one.
pub fn glyph(kind: EdgeKind) -> Option<Glyph> {
    match kind {
        EdgeKind::Stance(verb) => Some(Glyph::verb(verb)),
        EdgeKind::Waits(condition) => Some(Glyph::Condition(condition)),
        EdgeKind::Turns(turn) => Some(Glyph::Turn(turn)),
        _ => None,
    }
}

/// Marks of a right-angled line with rounded corners, its head at the end, and gaps where words stand.
pub fn bent_line(points: &[Point], gaps: &[Rect], kind: EdgeKind, pen: Pen) -> Vec<Mark> {
    let mut points = points.to_vec();
    let head = match points[..] {
        [.., before, tip] if has_arrow(kind) => {
            let shorter = tip.towards(before, (head_length(pen) * 0.7 / before.distance(tip)).min(1.0));
            *points.last_mut().expect("two points") = shorter;
            Some(arrow_head(tip, before, pen))
        }
        _ if matches!(kind, EdgeKind::Excludes | EdgeKind::Clashes) => {
            place_for_cross(&points, gaps).map(|at| cross(at, pen))
        }
        _ => None,
    };
    let mut pieces = vec![points];
    for &gap in gaps {
        pieces = pieces.iter().flat_map(|piece| leave_gap(piece, gap)).collect();
    }
    let lines = pieces.iter().map(|piece| Mark::drawn(Path::bent(piece, CORNER), pen));
    lines.chain(head).collect()
}

fn has_arrow(kind: EdgeKind) -> bool {
    !kind.is_mutual() && kind != EdgeKind::Concerns
}

/// How long the head of a line is: 8 for a thin one, 10 for a thick one.
pub fn head_length(pen: Pen) -> f64 {
    4.4 + 2.4 * pen.width
}

/// A filled arrow head whose point is at `tip`, for a line that comes from `before`.
pub fn arrow_head(tip: Point, before: Point, pen: Pen) -> Mark {
    let length = before.distance(tip).max(f64::EPSILON);
    let (along_x, along_y) = ((tip.x - before.x) / length, (tip.y - before.y) / length);
    let foot = tip.shifted(-along_x * head_length(pen), -along_y * head_length(pen));
    let half = head_length(pen) * 0.42;
    let corners = [tip, foot.shifted(-along_y * half, along_x * half), foot.shifted(along_y * half, -along_x * half)];
    Mark::filled(Form::Path(Path::outline(&corners)), pen.ink)
}

/// The middle of the longest leg, or a place near it where no words stand.
fn place_for_cross(points: &[Point], gaps: &[Rect]) -> Option<Point> {
    let length = |leg: &&[Point]| leg[0].distance(leg[1]);
    let longest = points.windows(2).max_by(|one, other| length(one).total_cmp(&length(other)))?;
    let tries = [0.5, 0.7, 0.3, 0.85, 0.15].map(|share| longest[0].towards(longest[1], share));
    tries.into_iter().find(|&at| gaps.iter().all(|gap| !gap.grown(8.0).holds(at)))
}

/// Two strokes across a line that forbids.
fn cross(at: Point, pen: Pen) -> Mark {
    let mut path = Path::through(&[at.shifted(-5.0, -5.0), at.shifted(5.0, 5.0)]);
    path.steps.extend(Path::through(&[at.shifted(-5.0, 5.0), at.shifted(5.0, -5.0)]).steps);
    Mark::drawn(path, pen.dashed(false))
}

/// Words on a line, with the sign of the line's kind before them.
pub struct EdgeLabel {
    glyph: Option<Glyph>,
    text: TextBlock,
    ink: Ink,
}

impl EdgeLabel {
    /// Measures the label of an edge; an edge without words has none.
    pub fn new(edge: &Edge, width: f64) -> Option<EdgeLabel> {
        let text = TextBlock::new(&edge.label, LABEL, width, 3);
        (!text.is_empty()).then(|| EdgeLabel { glyph: glyph(edge.kind), text, ink: kind_ink(edge.kind) })
    }

    pub fn in_ink(self, ink: Ink) -> EdgeLabel {
        EdgeLabel { ink, ..self }
    }

    /// The room of the label, with the gap it needs in its line.
    pub fn size(&self) -> Size {
        let sign = self.glyph.map_or(0.0, |_| SIGN_ROOM);
        Size::new(self.text.size.width + sign + 8.0, self.text.size.height + 4.0)
    }

    /// Draws the label in the middle of `area`.
    pub fn draw(&self, area: Rect) -> Vec<Mark> {
        let size = self.size();
        let room = Rect::around(area.centre(), size).grown(-2.0);
        let mut marks = Vec::new();
        let mut text_room = Rect::new(room.x + 2.0, room.y, room.width - 4.0, room.height);
        if let Some(glyph) = self.glyph {
            marks.extend(glyph.marks(Point::new(text_room.x + 6.0, text_room.centre().y), 6.0));
            text_room = Rect::new(text_room.x + SIGN_ROOM, text_room.y, text_room.width - SIGN_ROOM, text_room.height);
        }
        marks.extend(words(&self.text, text_room, Align::Centre, self.ink));
        marks
    }
}

/// What is told of an edge: `Russia demands: Ukraine stays outside NATO for good; from NATO`.
pub fn about(picture: &Picture, edge: &Edge) -> About {
    let name = |index: usize| picture.nodes[index].label.replace('\n', " ");
    let arrow = if edge.kind.is_mutual() { "—" } else { "→" };
    let mut label = format!("{} — {} {arrow} {}", name(edge.from), told(edge), name(edge.to));
    for (index, &whom) in edge.towards.iter().enumerate() {
        label += if index == 0 { "; from " } else { ", " };
        label += &name(whom);
    }
    for condition in &edge.conditions {
        label += &format!("; {} {}", condition.kind.phrase(), condition.text);
    }
    About {
        class: format!("edge {}", class(edge.kind)),
        id: None,
        ends: Some(Ends {
            from: picture.nodes[edge.from].id.clone(),
            to: picture.nodes[edge.to].id.clone(),
            towards: edge.towards.iter().map(|&whom| picture.nodes[whom].id.clone()).collect(),
        }),
        hover: Some(edge.hover.clone().unwrap_or_else(|| label.clone())),
        label,
        link: edge.link.clone(),
    }
}

fn told(edge: &Edge) -> String {
    if edge.label.trim().is_empty() { edge.kind.words().to_owned() } else { edge.label.replace('\n', " ") }
}

fn class(kind: EdgeKind) -> &'static str {
    match kind {
        EdgeKind::Stance(verb) => match Stance::of(verb) {
            Stance::Demand => "demand",
            Stance::Proposal => "proposal",
            Stance::Promise => "promise",
            Stance::Offer => "offer",
            Stance::Support => "support",
            Stance::Rejection => "reject",
            Stance::Opposition => "oppose",
            Stance::Threat => "threat",
            Stance::Claim => "claim",
            Stance::Denial => "denial",
        },
        EdgeKind::Waits(_) => "waits",
        EdgeKind::Means => "means",
        EdgeKind::Excludes => "excludes",
        EdgeKind::Clashes => "clashes",
        EdgeKind::Concerns => "concerns",
        EdgeKind::Agrees => "agrees",
        EdgeKind::Opposed => "opposed",
        EdgeKind::Turns(_) => "turns",
        EdgeKind::Plain => "plain",
    }
}
