//! A circle of steps that wait for each other, as a ring. For the question "who waits for whom?".
//!
//! Steps are numbered and stand on an ellipse, the first at the top; arrows run along it and carry their words in gaps.
//! The ellipse grows until nothing touches anything. Those who merely wait stand beside the ring and name the step that
//! they wait for by its number, so that no line has to cross the circle.

use std::f64::consts::{FRAC_PI_2, TAU};

use crate::diagram::edge::{EdgeLabel, about, arrow_head, head_length};
use crate::diagram::figure::{BADGE_RADIUS, Figure, Sign, badge_marks};
use crate::diagram::frame::{Content, frame};
use crate::diagram::geometry::{Path, Point, Rect, Size};
use crate::diagram::legend::{self, Entry, Sample};
use crate::diagram::measure::{Font, TextBlock};
use crate::diagram::picture::{Edge, Picture};
use crate::diagram::scene::{Align, Item, Mark, Pen, Scene, words};
use crate::diagram::theme::Ink;

const STEP_WORDS: f64 = 190.0;
const LABEL_WORDS: f64 = 150.0;
const HEADING: Font = Font::bold(19.0);
const WORDS: Font = Font::regular(13.0);
const SMALL: Font = Font::bold(11.5);
const BETWEEN_RINGS: f64 = 56.0;
const BESIDE: f64 = 64.0;
const BETWEEN_WAITERS: f64 = 18.0;
/// How much of an arrow must be seen on either side of its words.
const LEAST_STROKE: f64 = 22.0;
const START: Size = Size { width: 190.0, height: 120.0 };
const MOST_ROUNDS: usize = 80;
/// Angles are tried in steps of this size: about half a unit on the page.
const FINE: f64 = 0.002;

/// One circle of a picture.
#[derive(Clone, Debug, Default)]
pub struct Cycle {
    /// Indices of nodes, each waiting for the next, the last for the first.
    pub steps: Vec<usize>,
    /// Indices of edges: the n-th leads from the n-th step to the one after it.
    pub arrows: Vec<usize>,
    /// Which of the arrows, counted from 0, it would be enough to give up.
    pub breaks: Vec<usize>,
    /// What stands in the middle: `Deadlock`, and a sentence.
    pub heading: String,
    pub words: String,
}

/// Draws each circle as a ring, one below the other. A node in no circle stands beside the first ring it waits for.
pub fn draw(picture: &Picture, cycles: &[Cycle]) -> Scene {
    let mut content = Content::default();
    let mut placed = vec![false; picture.nodes.len()];
    for &step in cycles.iter().flat_map(|cycle| &cycle.steps) {
        placed[step] = true;
    }
    for cycle in cycles.iter().filter(|cycle| !cycle.steps.is_empty()) {
        let waiters = waiters(picture, cycle, &mut placed);
        let top = if content.items.is_empty() { 0.0 } else { content.size.height + BETWEEN_RINGS };
        let (items, size) = draw_one(picture, cycle, &waiters);
        content.items.extend(items.iter().map(|item| item.shifted(0.0, top)));
        content.size = Size::new(content.size.width.max(size.width), top + size.height);
    }
    if cycles.iter().any(|cycle| !cycle.breaks.is_empty()) {
        content.legend.push(Entry::new(Sample::SmallestBreak, "the smallest break"));
    }
    content.legend.extend(legend::open(picture));
    frame(picture, content)
}

/// The nodes that wait for a circle without being part of one, those that wait for a waiter among them, nearest first.
fn waiters(picture: &Picture, cycle: &Cycle, placed: &mut [bool]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut ahead = cycle.steps.clone();
    while !ahead.is_empty() {
        let mut next = Vec::new();
        for edge in picture.edges.iter().filter(|edge| ahead.contains(&edge.to)) {
            if !std::mem::replace(&mut placed[edge.from], true) {
                next.push(edge.from);
            }
        }
        found.extend(&next);
        ahead = next;
    }
    found
}

fn draw_one(picture: &Picture, cycle: &Cycle, waiters: &[usize]) -> (Vec<Item>, Size) {
    let (mut items, mut size) = Ring::new(picture, cycle).draw();
    if waiters.is_empty() {
        return (items, size);
    }
    let (beside, beside_size) = draw_waiters(picture, cycle, waiters);
    let height = size.height.max(beside_size.height);
    let middle = |own: f64| (height - own) / 2.0;
    for item in &mut items {
        *item = item.shifted(0.0, middle(size.height));
    }
    let left = size.width + BESIDE;
    items.extend(beside.iter().map(|item| item.shifted(left, middle(beside_size.height))));
    size = Size::new(left + beside_size.width, height);
    (items, size)
}

/// A circle whose boxes and labels are measured, around the origin.
struct Ring<'a> {
    picture: &'a Picture,
    cycle: &'a Cycle,
    figures: Vec<Figure<'a>>,
    labels: Vec<Option<EdgeLabel>>,
    heading: TextBlock,
    words: TextBlock,
    radii: Size,
}

/// The part of the ellipse that an arrow takes, as angles, and the gap in it for the words.
struct Arc {
    leave: f64,
    enter: f64,
    label: Option<Rect>,
}

impl<'a> Ring<'a> {
    fn new(picture: &'a Picture, cycle: &'a Cycle) -> Ring<'a> {
        let mut ring = Ring {
            picture,
            cycle,
            figures: cycle.steps.iter().map(|&step| Figure::new(&picture.nodes[step], STEP_WORDS)).collect(),
            labels: Vec::new(),
            heading: TextBlock::new(&cycle.heading, HEADING, 240.0, 2),
            words: TextBlock::new(&cycle.words, WORDS, 240.0, 5),
            radii: START,
        };
        ring.labels = (0..cycle.steps.len()).map(|place| ring.label(place)).collect();
        for _ in 0..MOST_ROUNDS {
            if ring.has_room() {
                break;
            }
            ring.radii = Size::new(ring.radii.width * 1.05, ring.radii.height * 1.05);
        }
        ring
    }

    fn arrow(&self, place: usize) -> Option<&'a Edge> {
        self.cycle.arrows.get(place).map(|&edge| &self.picture.edges[edge])
    }

    fn is_break(&self, place: usize) -> bool {
        self.cycle.breaks.contains(&place)
    }

    fn ink(&self, place: usize) -> Ink {
        if self.is_break(place) { Ink::Offer } else { Ink::Finding }
    }

    fn label(&self, place: usize) -> Option<EdgeLabel> {
        let mut edge = self.arrow(place)?.clone();
        if self.is_break(place) {
            edge.label = format!("{}\nthe smallest break", edge.label);
        }
        EdgeLabel::new(&edge, LABEL_WORDS).map(|label| label.in_ink(self.ink(place)))
    }

    /// The angle of a step; the first stands at the top, and they run clockwise.
    fn angle(&self, place: usize) -> f64 {
        place as f64 / self.figures.len() as f64 * TAU - FRAC_PI_2
    }

    fn at(&self, angle: f64) -> Point {
        Point::on_ellipse(Point::default(), self.radii, angle)
    }

    fn step_area(&self, place: usize) -> Rect {
        let place = place % self.figures.len();
        Rect::around(self.at(self.angle(place)), self.figures[place].size())
    }

    fn centre_area(&self) -> Rect {
        let (heading, words) = (self.heading.size, self.words.size);
        Rect::around(Point::default(), Size::new(heading.width.max(words.width), heading.height + words.height))
    }

    /// From where the ellipse leaves a step's box to where it enters the next one's.
    fn arc(&self, place: usize) -> Arc {
        let (mut leave, mut enter) = (self.angle(place), self.angle(place + 1));
        while leave < enter && self.step_area(place).holds(self.at(leave)) {
            leave += FINE;
        }
        while leave < enter && self.step_area(place + 1).holds(self.at(enter)) {
            enter -= FINE;
        }
        let middle = self.at((leave + enter) / 2.0);
        let label = self.labels[place].as_ref().map(|label| Rect::around(middle, label.size()));
        Arc { leave, enter, label }
    }

    /// The angles at which an arc meets its label and leaves it again.
    fn gap(&self, arc: &Arc) -> Option<(f64, f64)> {
        let label = arc.label?;
        let (mut meet, mut part) = (arc.leave, arc.enter);
        while meet < part && !label.holds(self.at(meet)) {
            meet += FINE;
        }
        while meet < part && !label.holds(self.at(part)) {
            part -= FINE;
        }
        Some((meet, part))
    }

    /// Whether the ellipse is large enough: no box, label or centre touches another, and each arrow can be seen.
    fn has_room(&self) -> bool {
        let count = self.figures.len();
        let arcs: Vec<Arc> = (0..count).map(|place| self.arc(place)).collect();
        let steps = (0..count).map(|place| self.step_area(place).grown(10.0));
        let labels = arcs.iter().filter_map(|arc| arc.label).map(|label| label.grown(3.0));
        let areas: Vec<Rect> = steps.chain(labels).chain([self.centre_area().grown(14.0)]).collect();
        let apart =
            areas.iter().enumerate().all(|(index, area)| areas[..index].iter().all(|other| !area.overlaps(*other)));
        let seen = |arc: &Arc| {
            let (meet, part) = self.gap(arc).unwrap_or((arc.enter, arc.leave));
            let stroke = |from: f64, to: f64| self.at(from).distance(self.at(to)) >= LEAST_STROKE;
            stroke(arc.leave, meet) && stroke(part, arc.enter)
        };
        apart && arcs.iter().all(seen)
    }

    fn draw(&self) -> (Vec<Item>, Size) {
        let mut items: Vec<Item> = (0..self.figures.len()).map(|place| self.draw_arrow(place)).collect();
        items.extend((0..self.figures.len()).map(|place| self.draw_step(place)));
        items.push(self.draw_centre());
        let bounds = items.iter().map(Item::bounds).reduce(Rect::union).unwrap_or_default();
        let items = items.iter().map(|item| item.shifted(-bounds.x, -bounds.y)).collect();
        (items, Size::new(bounds.width, bounds.height))
    }

    fn draw_arrow(&self, place: usize) -> Item {
        let arc = self.arc(place);
        let is_dashed = self.arrow(place).is_some_and(|edge| edge.dashed);
        let pen = Pen::new(self.ink(place), 2.4).dashed(is_dashed);
        let tip = self.at(arc.enter);
        let mut foot = arc.enter;
        while foot > arc.leave && self.at(foot).distance(tip) < head_length(pen) * 0.8 {
            foot -= FINE;
        }
        let strokes = match self.gap(&arc) {
            Some((meet, part)) => vec![(arc.leave, meet), (part, foot)],
            None => vec![(arc.leave, foot)],
        };
        let stroke = |(from, to)| Mark::drawn(Path::arc(Point::default(), self.radii, from, to), pen);
        let mut marks: Vec<Mark> = strokes.into_iter().map(stroke).collect();
        marks.push(arrow_head(tip, self.at(foot), pen));
        if let (Some(label), Some(area)) = (&self.labels[place], arc.label) {
            marks.extend(label.draw(area));
        }
        let about = self.arrow(place).map(|edge| about(self.picture, edge)).unwrap_or_default();
        Item::new(about, marks).along(Path::arc(Point::default(), self.radii, arc.leave, arc.enter))
    }

    /// A box with its number at the first corner that is clear of the arrows' ends.
    fn draw_step(&self, place: usize) -> Item {
        let area = self.step_area(place);
        let before = (place + self.figures.len() - 1) % self.figures.len();
        let ends = [self.at(self.arc(before).enter), self.at(self.arc(place).leave)];
        let distance = |corner: Point| corner.distance(ends[0]).min(corner.distance(ends[1]));
        let corners = [
            Point::new(area.x, area.y),
            Point::new(area.right(), area.y),
            Point::new(area.x, area.bottom()),
            Point::new(area.right(), area.bottom()),
        ];
        let free = corners.into_iter().find(|&corner| distance(corner) > 2.0 * BADGE_RADIUS);
        let mut item = self.figures[place].draw(area);
        item.marks.extend(badge_marks(&(place + 1).to_string(), free.unwrap_or(corners[0]), BADGE_RADIUS));
        item
    }

    fn draw_centre(&self) -> Item {
        let area = self.centre_area();
        let below = Rect::new(area.x, area.y + self.heading.size.height, area.width, self.words.size.height);
        let mut marks = words(&self.heading, area, Align::Centre, Ink::Finding);
        marks.extend(words(&self.words, below, Align::Centre, Ink::Muted));
        Item::ornament(marks)
    }
}

/// Boxes below each other; each says what it waits for by the badge of that step or waiter.
fn draw_waiters(picture: &Picture, cycle: &Cycle, waiters: &[usize]) -> (Vec<Item>, Size) {
    let badge = |node: usize| {
        let step = cycle.steps.iter().position(|&step| step == node).map(|place| (place + 1).to_string());
        step.or_else(|| waiters.iter().position(|&waiter| waiter == node).map(letters))
    };
    let head = TextBlock::new("WAITING OUTSIDE THE CIRCLE", SMALL, 300.0, 1);
    let mut size = Size::new(head.size.width, head.size.height + BETWEEN_WAITERS);
    let mut items = vec![Item::ornament(words(&head, Rect::default(), Align::Left, Ink::Muted))];
    let figures: Vec<Figure> = waiters
        .iter()
        .map(|&waiter| {
            let mut figure = Figure::new(&picture.nodes[waiter], STEP_WORDS).left_aligned();
            for edge in picture.edges.iter().filter(|edge| edge.from == waiter) {
                if let Some(badge) = badge(edge.to) {
                    let told = if edge.label.is_empty() { edge.kind.words() } else { &edge.label };
                    figure.add_note(Sign::Badge(badge), told, STEP_WORDS);
                }
            }
            figure
        })
        .collect();
    let width = figures.iter().map(|figure| figure.size().width).fold(0.0, f64::max);
    for (place, figure) in figures.iter().enumerate() {
        let height = figure.size().height;
        let mut item = figure.draw(Rect::new(0.0, size.height, width, height));
        item.marks.extend(badge_marks(&letters(place), Point::new(0.0, size.height), BADGE_RADIUS));
        items.push(item);
        size.height += height + BETWEEN_WAITERS;
    }
    (items, Size::new(size.width.max(width), size.height - BETWEEN_WAITERS))
}

/// `a`, `b` … `z`, `aa`: the names of those who wait, beside the numbers of the steps.
fn letters(place: usize) -> String {
    let last = char::from(b'a' + (place % 26) as u8);
    if place < 26 { last.to_string() } else { letters(place / 26 - 1) + &last.to_string() }
}
