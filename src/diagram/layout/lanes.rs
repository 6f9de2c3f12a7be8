//! Time from left to right, a lane an actor. For the question "how did positions move?".
//!
//! Each position is a track: a sign where it was taken, a line to where it was said again or changed, and its words behind
//! the last sign, where nothing else can run into them. Tracks share a row where they do not meet.

mod axis;
mod track;

use std::collections::BTreeMap;

use axis::Axis;
use track::{Track, place};

use crate::diagram::edge::about;
use crate::diagram::figure::{Figure, about_node};
use crate::diagram::frame::{Content, frame};
use crate::diagram::geometry::{Path, Point, Rect, Size, leave_gap};
use crate::diagram::glyph::Glyph;
use crate::diagram::legend;
use crate::diagram::measure::{Font, TextBlock};
use crate::diagram::picture::{Edge, EdgeKind, NodeKind, Picture, Turn};
use crate::diagram::scene::{Align, Form, Item, Mark, Pen, Scene, words};
use crate::diagram::theme::Ink;

const PLATE_WORDS: f64 = 118.0;
const BESIDE_PLATE: f64 = 30.0;
const TICK: Font = Font::bold(11.0);
const SIGN: f64 = 8.0;
const LANE: f64 = 12.0;
const HEAD: f64 = 30.0;

/// Draws how positions moved. Statements tell when they were said; edges join each to the one before.
pub fn draw(picture: &Picture) -> Scene {
    let lanes = Lanes::new(picture);
    let mut content = lanes.draw();
    content.legend = legend::stances(legend::statements(picture));
    content.legend.extend(legend::turns(picture));
    content.legend.extend(legend::open(picture));
    content.left_out.extend(lanes.axis.note());
    let merged: usize = lanes.lanes.iter().flat_map(|lane| &lane.tracks).map(|track| track.merged).sum();
    content.left_out.extend(match merged {
        0 => None,
        1 => Some("1 sign is left out: it would stand on another of its line.".to_owned()),
        many => Some(format!("{many} signs are left out: they would stand on others of their lines.")),
    });
    frame(picture, content)
}

struct Lanes<'a> {
    picture: &'a Picture,
    /// For each statement that follows on another, the edge between them.
    turns: Turns<'a>,
    axis: Axis,
    lanes: Vec<Lane<'a>>,
    left: f64,
    width: f64,
    height: f64,
}

type Turns<'a> = BTreeMap<usize, (&'a Edge, Turn)>;

struct Lane<'a> {
    plate: Figure<'a>,
    tracks: Vec<Track>,
    top: f64,
    height: f64,
}

impl<'a> Lanes<'a> {
    fn new(picture: &'a Picture) -> Lanes<'a> {
        let turn = |edge: &'a Edge| match edge.kind {
            EdgeKind::Turns(turn) => Some((edge.to, (edge, turn))),
            _ => None,
        };
        let turns: Turns<'_> = picture.edges.iter().filter_map(turn).collect();
        let said = picture.nodes.iter().filter_map(|node| node.said);
        let axis = Axis::new(said.collect());
        let actors = (0..picture.nodes.len()).filter(|&node| matches!(picture.nodes[node].kind, NodeKind::Actor(_)));
        let plates = actors.map(|actor| (actor, Figure::new(&picture.nodes[actor], PLATE_WORDS)));
        let plates: Vec<(usize, Figure)> = plates.collect();
        let left = plates.iter().map(|(_, plate)| plate.size().width).fold(0.0, f64::max) + BESIDE_PLATE;
        let mut tracks = tracks(picture, &turns, &axis, left);
        let mut lanes = Vec::new();
        let (mut top, mut width) = (HEAD, left + axis.width());
        for (actor, plate) in plates {
            let mut tracks = tracks.remove(&actor).unwrap_or_default();
            if tracks.is_empty() {
                continue;
            }
            let rows = place(&mut tracks, top + LANE);
            let height = rows.max(plate.size().height) + 2.0 * LANE;
            // A lane lower than its plate has its tracks in the middle.
            let shift = (height - 2.0 * LANE - rows) / 2.0;
            tracks.iter_mut().for_each(|track| track.middle += shift);
            width = tracks.iter().map(Track::right).fold(width, f64::max);
            lanes.push(Lane { plate, tracks, top, height });
            top += height;
        }
        Lanes { picture, turns, axis, lanes, left, width: width + 10.0, height: top }
    }

    fn draw(&self) -> Content {
        if self.lanes.is_empty() {
            return Content::default();
        }
        let mut items: Vec<Item> = vec![self.draw_grounds(), self.draw_ticks()];
        for (place, lane) in self.lanes.iter().enumerate() {
            items.push(self.draw_plate(lane));
            for track in &lane.tracks {
                items.extend(self.draw_joints(track));
                items.extend(self.draw_steps(track, ground(place)));
            }
        }
        Content { items, size: Size::new(self.width, self.height), ..Content::default() }
    }

    fn draw_grounds(&self) -> Item {
        let grounds = self.lanes.iter().enumerate().map(|(place, lane)| {
            let area = Rect::new(0.0, lane.top, self.width, lane.height);
            Mark::filled(Form::Rounded(area, 4.0), ground(place))
        });
        Item::ornament(grounds.collect())
    }

    /// The days above, and dotted lines down from them that stop where words stand.
    fn draw_ticks(&self) -> Item {
        let areas: Vec<Rect> = self.lanes.iter().flat_map(|lane| lane.tracks.iter().flat_map(Track::areas)).collect();
        let mut marks = Vec::new();
        for tick in self.axis.ticks() {
            let x = self.left + tick.at;
            let block = TextBlock::new(&tick.label, TICK, 200.0, 1);
            let area = Rect::new(x - block.size.width / 2.0, 4.0, block.size.width, block.size.height);
            marks.extend(words(&block, area, Align::Left, Ink::Muted));
            let line = [Point::new(x, HEAD - 6.0), Point::new(x, self.height)];
            let mut pieces = vec![line.to_vec()];
            for &area in areas.iter().filter(|area| (area.x..=area.right()).contains(&x)) {
                pieces = pieces.iter().flat_map(|piece| leave_gap(piece, area)).collect();
            }
            let pen = Pen::new(Ink::FieldBorder, 1.0).short_dashes();
            marks.extend(pieces.iter().map(|piece| Mark::drawn(Path::through(piece), pen)));
        }
        for cut in self.axis.cuts() {
            marks.extend(draw_cut(Point::new(self.left + cut, HEAD - 8.0)));
        }
        Item::ornament(marks)
    }

    fn draw_plate(&self, lane: &Lane) -> Item {
        let size = lane.plate.size();
        let middle = lane.top + lane.height / 2.0;
        lane.plate.draw(Rect::new(6.0, middle - size.height / 2.0, self.left - BESIDE_PLATE, size.height))
    }

    /// The lines between the signs of a track, with the sign of what changed.
    fn draw_joints(&self, track: &Track) -> Vec<Item> {
        let joint = |pair: &[(usize, f64)]| {
            let [(from, start), (to, end)] = [pair[0], pair[1]];
            let &(edge, turn) = self.turns.get(&to)?;
            let (start, end) = (start + self.sign_room(from, track), end - self.sign_room(to, track));
            let pen = if turn == Turn::Repeated { Pen::new(Ink::Muted, 1.2) } else { Pen::new(Ink::Finding, 2.0) };
            let ends = [Point::new(start, track.middle), Point::new(end, track.middle)];
            let mut marks = Vec::new();
            let middle = Point::new(end - SIGN - 2.0, track.middle);
            let has_room = turn != Turn::Repeated && end - start > 3.5 * SIGN;
            let gap = Rect::around(middle, Size::new(2.0 * SIGN + 4.0, 2.0 * SIGN));
            let pieces = if has_room { leave_gap(&ends, gap) } else { vec![ends.to_vec()] };
            marks.extend(pieces.iter().filter(|_| end > start).map(|piece| Mark::drawn(Path::through(piece), pen)));
            if has_room {
                marks.extend(Glyph::Turn(turn).marks(middle, SIGN - 1.0));
            }
            Some(Item::new(about(self.picture, edge), marks).along(Path::through(&ends)))
        };
        track.steps.windows(2).filter_map(joint).collect()
    }

    /// Whether a step only says again what was said before; it is a dot.
    fn is_repetition(&self, node: usize, track: &Track) -> bool {
        let is_first = track.steps.first().is_some_and(|&(first, _)| first == node);
        !is_first && matches!(self.turns.get(&node), Some((_, Turn::Repeated)))
    }

    fn sign_room(&self, node: usize, track: &Track) -> f64 {
        if self.is_repetition(node, track) { 5.0 } else { SIGN + 3.0 }
    }

    fn draw_steps(&self, track: &Track, ground: Ink) -> Vec<Item> {
        let last = track.steps.len() - 1;
        let step = |(place, &(node, x)): (usize, &(usize, f64))| {
            let at = Point::new(x, track.middle);
            let NodeKind::Statement(verb) = self.picture.nodes[node].kind else {
                unreachable!("tracks hold statements")
            };
            let mut marks = Vec::new();
            if self.is_repetition(node, track) {
                marks.push(Mark::filled(Form::Path(Path::circle(at, 3.4)), Ink::Muted));
            } else {
                marks.extend(Glyph::verb(verb).marks(at, SIGN));
                if self.picture.nodes[node].dashed {
                    let ring = Form::Path(Path::circle(at, SIGN + 3.0));
                    let pen = Some(Pen::new(Ink::Muted, 1.1).short_dashes());
                    marks.push(Mark::Shape { form: ring, fill: None, pen });
                }
            }
            if place == last {
                // The room of the whole, so that a reader may point at the words too.
                marks.insert(0, Mark::filled(Form::Rounded(track.words_and_sign(), 4.0), ground));
                marks.extend(track.draw_words());
            }
            Item::new(about_node(&self.picture.nodes[node]), marks)
        };
        track.steps.iter().enumerate().map(step).collect()
    }
}

/// The ground of a lane: every other one is tinted.
fn ground(place: usize) -> Ink {
    if place.is_multiple_of(2) { Ink::Field } else { Ink::Paper }
}

/// Two strokes across the axis where time is cut short.
fn draw_cut(at: Point) -> Vec<Mark> {
    let stroke = |dx: f64| {
        let ends = [at.shifted(dx - 2.5, 6.0), at.shifted(dx + 2.5, -6.0)];
        Mark::drawn(Path::through(&ends), Pen::new(Ink::Muted, 1.3))
    };
    vec![stroke(-2.5), stroke(2.5)]
}

/// The tracks of each actor, in the order of their first signs.
fn tracks(picture: &Picture, turns: &Turns<'_>, axis: &Axis, left: f64) -> BTreeMap<usize, Vec<Track>> {
    let next: BTreeMap<usize, usize> = turns.values().map(|(edge, _)| (edge.from, edge.to)).collect();
    let held = picture.edges.iter().filter(|edge| edge.kind == EdgeKind::Plain);
    let holder: BTreeMap<usize, usize> = held.map(|edge| (edge.to, edge.from)).collect();
    let mut tracks: BTreeMap<usize, Vec<Track>> = BTreeMap::new();
    for first in (0..picture.nodes.len()).filter(|node| !turns.contains_key(node)) {
        let (Some(&actor), NodeKind::Statement(_)) = (holder.get(&first), picture.nodes[first].kind) else { continue };
        let nodes = std::iter::successors(Some(first), |node| next.get(node).copied()).take(picture.nodes.len());
        tracks.entry(actor).or_default().push(Track::new(picture, turns, axis, left, &nodes.collect::<Vec<_>>()));
    }
    for tracks in tracks.values_mut() {
        tracks.sort_by(|one, other| {
            one.steps[0].1.total_cmp(&other.steps[0].1).then(one.steps[0].0.cmp(&other.steps[0].0))
        });
    }
    tracks
}
