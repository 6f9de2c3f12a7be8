//! Actors on a circle, joined by how often they are on the same side and how often on opposite sides. For the question "who
//! stands with whom, and against whom?".
//!
//! Those who agree stand side by side, those who do not face each other, as far as one circle allows. Each line carries its
//! number in a gap of its own, at a place where no other line comes near it; the circle grows until there is such a place
//! for every number, and where even a large one has none, the weakest lines go and a note says so.

mod order;

use std::f64::consts::{FRAC_PI_2, TAU};

use crate::diagram::edge::{about, kind_pen};
use crate::diagram::figure::Figure;
use crate::diagram::frame::{Content, frame};
use crate::diagram::geometry::{Curve, Path, Point, Rect, Size};
use crate::diagram::legend::{Entry, Sample};
use crate::diagram::measure::Font;
use crate::diagram::picture::{Edge, EdgeKind, Picture};
use crate::diagram::scene::{Form, Item, Mark, Pen, Scene, Text};
use crate::diagram::theme::Ink;

const PLATE_WORDS: f64 = 120.0;
const DISC: f64 = 10.0;
const NUMBER: Font = Font::bold(11.0);
/// How far a line bows towards the middle, as a share of its length.
const BOW: f64 = 0.12;
/// How far two lines between the same two plates stand apart in their middles.
const APART: f64 = 34.0;
/// How far their ends stand apart.
const ENDS: f64 = 12.0;
const MOST_ROUNDS: usize = 14;
/// Where on a line its number may stand, the best places first.
const PLACES: [f64; 17] =
    [0.5, 0.46, 0.54, 0.42, 0.58, 0.38, 0.62, 0.34, 0.66, 0.3, 0.7, 0.26, 0.74, 0.22, 0.78, 0.18, 0.82];
const SAMPLES: usize = 48;
/// So many lines are all drawn.
const FEW_LINES: usize = 18;
/// Of more, each actor keeps so many of either kind.
const STRONGEST: usize = 2;

/// Draws who stands with whom. The weight of an edge is the number on its line.
pub fn draw(picture: &Picture) -> Scene {
    let all: Vec<&Edge> = picture.edges.iter().filter(|edge| is_line(edge)).collect();
    let order = order::find(picture.nodes.len(), &all);
    let mut lines = telling(picture.nodes.len(), &all);
    let circle = loop {
        match Circle::with_room(picture, &order, &lines) {
            Some(circle) => break circle,
            // A tenth of them at a time, the weakest first.
            None => lines.truncate(lines.len() - lines.len().div_ceil(10)),
        }
    };
    let mut content = circle.draw();
    content.left_out.extend(match all.len() - lines.len() {
        0 => None,
        1 => Some("1 line is left out: it is weaker than the others.".to_owned()),
        some => Some(format!("{some} lines are left out: they are weaker than the others.")),
    });
    for (kind, words) in [(EdgeKind::Agrees, "on the same side"), (EdgeKind::Opposed, "on opposite sides")] {
        if lines.iter().any(|line| line.kind == kind) {
            content.legend.push(Entry::new(Sample::Edge(kind), words));
        }
    }
    frame(picture, content)
}

/// The lines that tell most, the strongest first: all of a few; of many, the strongest of each actor, of either kind.
fn telling<'a>(actors: usize, all: &[&'a Edge]) -> Vec<&'a Edge> {
    let mut lines = all.to_vec();
    lines.sort_by_key(|edge| (std::cmp::Reverse(edge.weight), edge.from, edge.to, edge.kind));
    if lines.len() > FEW_LINES {
        let mut shown = vec![[0; 2]; actors];
        lines.retain(|edge| {
            let kind = usize::from(edge.kind == EdgeKind::Opposed);
            let is_telling = [edge.from, edge.to].iter().any(|&actor| shown[actor][kind] < STRONGEST);
            if is_telling {
                shown[edge.from][kind] += 1;
                shown[edge.to][kind] += 1;
            }
            is_telling
        });
    }
    lines
}

fn is_line(edge: &Edge) -> bool {
    matches!(edge.kind, EdgeKind::Agrees | EdgeKind::Opposed) && edge.from != edge.to
}

struct Circle<'a> {
    picture: &'a Picture,
    figures: Vec<Figure<'a>>,
    /// Of each node.
    areas: Vec<Rect>,
    lines: Vec<Line<'a>>,
}

struct Line<'a> {
    edge: &'a Edge,
    curve: Curve,
    /// Where on the curve its number stands.
    number: f64,
}

impl<'a> Circle<'a> {
    /// The smallest circle in which nothing is in anything's way; nothing where there is none of a reasonable size.
    fn with_room(picture: &'a Picture, order: &[usize], lines: &[&'a Edge]) -> Option<Circle<'a>> {
        let figures: Vec<Figure> = picture.nodes.iter().map(|node| Figure::new(node, PLATE_WORDS)).collect();
        let count = order.len() as f64;
        let mut radii = Size::new(170.0 + 15.0 * count, 110.0 + 13.0 * count);
        for _ in 0..MOST_ROUNDS {
            let areas = places(&figures, order, radii);
            let curves: Vec<Curve> = (0..lines.len()).map(|line| curve(&areas, lines, line)).collect();
            if let Some(numbers) = find_numbers(&areas, lines, &curves) {
                let lines = lines.iter().zip(curves).zip(numbers);
                let lines = lines.map(|((&edge, curve), number)| Line { edge, curve, number }).collect();
                return Some(Circle { picture, figures, areas, lines });
            }
            radii = Size::new(radii.width * 1.06, radii.height * 1.09);
        }
        None
    }

    fn draw(&self) -> Content {
        let mut items: Vec<Item> = self.lines.iter().rev().map(|line| self.draw_line(line)).collect();
        items.extend(self.figures.iter().zip(&self.areas).map(|(figure, &area)| figure.draw(area)));
        let bounds = items.iter().map(Item::bounds).reduce(Rect::union).unwrap_or_default();
        let items = items.iter().map(|item| item.shifted(-bounds.x, -bounds.y)).collect();
        Content { items, size: Size::new(bounds.width, bounds.height), ..Content::default() }
    }

    /// A line from plate to plate, and its number in a disc.
    fn draw_line(&self, line: &Line) -> Item {
        let pen = Pen { width: width(line.edge), ..kind_pen(line.edge) };
        let at = line.curve.at(line.number);
        let (from, to) = (self.areas[line.edge.from], self.areas[line.edge.to]);
        let outside = |share: f64| {
            let point = line.curve.at(share);
            outside_of(from, to, point) && point.distance(at) > DISC
        };
        let shares = |range: std::ops::RangeInclusive<usize>| range.map(|part| part as f64 / 256.0);
        let mut marks = Vec::new();
        let before = shares(0..=(line.number * 256.0) as usize).filter(|&share| outside(share));
        let after = shares((line.number * 256.0) as usize..=256).filter(|&share| outside(share));
        for part in [before.collect::<Vec<f64>>(), after.collect()] {
            if let [first, .., last] = part[..] {
                marks.push(Mark::drawn(line.curve.part(first, last), pen));
            }
        }
        let disc = Form::Path(Path::circle(at, DISC));
        let rim = Pen::new(pen.ink, 1.6);
        marks.push(Mark::Shape { form: disc, fill: Some(Ink::Box), pen: Some(rim) });
        let number = line.edge.weight.to_string();
        let text = NUMBER.width(&number);
        let at = Point::new(at.x - text / 2.0, at.y + NUMBER.size * 0.36);
        marks.push(Mark::Text(Text { at, content: number, width: text, font: NUMBER, ink: pen.ink }));
        let inside = |part: &usize| outside_of(from, to, line.curve.at(*part as f64 / 256.0));
        let ends = ((0..=256).find(inside), (0..=256).rev().find(inside));
        let course = line.curve.part(ends.0.unwrap_or(0) as f64 / 256.0, ends.1.unwrap_or(256) as f64 / 256.0);
        Item::new(about(self.picture, line.edge), marks).along(course)
    }
}

fn outside_of(one: Rect, other: Rect, point: Point) -> bool {
    !one.holds(point) && !other.holds(point)
}

/// Thicker for more, but never so thick that it hides what crosses it.
fn width(edge: &Edge) -> f64 {
    1.4 + 0.7 * (edge.weight as f64).min(7.0)
}

/// Plates around an ellipse, the first at the top.
fn places(figures: &[Figure], order: &[usize], radii: Size) -> Vec<Rect> {
    let mut areas = vec![Rect::default(); figures.len()];
    for (place, &node) in order.iter().enumerate() {
        let angle = place as f64 / order.len() as f64 * TAU - FRAC_PI_2;
        let centre = Point::on_ellipse(Point::default(), radii, angle);
        areas[node] = Rect::around(centre, figures[node].size());
    }
    areas
}

/// A line from the middle of one plate to that of another, bowed a little towards the middle of the circle; of two
/// between the same plates, one bows to either side.
fn curve(areas: &[Rect], lines: &[&Edge], index: usize) -> Curve {
    let edge = lines[index];
    let (from, to) = (areas[edge.from].centre(), areas[edge.to].centre());
    let middle = from.towards(to, 0.5);
    let joins_the_same = |other: &&Edge| (other.from.min(other.to), other.from.max(other.to)) == ends(edge);
    let is_double = lines.iter().filter(|other| joins_the_same(other)).count() > 1;
    let bent = middle.towards(Point::default(), BOW);
    let length = from.distance(to).max(1.0);
    let across = Point::new(-(to.y - from.y) / length, (to.x - from.x) / length);
    let side = if edge.kind == EdgeKind::Agrees { 0.5 } else { -0.5 };
    let side = if edge.from < edge.to { side } else { -side };
    // The middle of the curve lies three quarters of the way to its handles.
    let aside = if is_double { side * APART / 0.75 } else { 0.0 };
    let bent = bent.shifted(across.x * aside, across.y * aside);
    let beside = |end: Point| if is_double { end.shifted(across.x * side * ENDS, across.y * side * ENDS) } else { end };
    let (from, to) = (beside(from), beside(to));
    Curve { from, out: from.towards(bent, 0.75), back: to.towards(bent, 0.75), to }
}

fn ends(edge: &Edge) -> (usize, usize) {
    (edge.from.min(edge.to), edge.from.max(edge.to))
}

/// A place on each line for its number: away from all plates, from every other line and from every other number. Nothing
/// where there is none for some line, where a line runs through a plate, or plates touch.
fn find_numbers(areas: &[Rect], lines: &[&Edge], curves: &[Curve]) -> Option<Vec<f64>> {
    let touch =
        areas.iter().enumerate().any(|(at, area)| areas[..at].iter().any(|other| area.grown(5.0).overlaps(*other)));
    if touch {
        return None;
    }
    let samples: Vec<Vec<Point>> = curves.iter().map(|curve| curve.samples(SAMPLES)).collect();
    let strikes = |line: usize| {
        let strangers =
            areas.iter().enumerate().filter(|&(node, _)| node != lines[line].from && node != lines[line].to);
        strangers.map(|(_, area)| area.grown(7.0)).any(|area| samples[line].iter().any(|&point| area.holds(point)))
    };
    if (0..lines.len()).any(strikes) {
        return None;
    }
    let is_free = |line: usize, at: Point| {
        let is_clear = |other: usize| {
            let room = DISC + 3.0 + width(lines[other]) / 2.0;
            other == line || samples[other].windows(2).all(|leg| distance_to(at, leg) > room)
        };
        areas.iter().all(|area| !area.grown(DISC + 4.0).holds(at)) && (0..lines.len()).all(is_clear)
    };
    let free: Vec<Vec<f64>> = (0..lines.len())
        .map(|line| PLACES.into_iter().filter(|&place| is_free(line, curves[line].at(place))).collect())
        .collect();
    // Those with the fewest places choose first.
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by_key(|&line| (free[line].len(), line));
    let mut numbers: Vec<Option<f64>> = vec![None; lines.len()];
    let mut taken: Vec<Point> = Vec::new();
    for line in order {
        let is_apart =
            |&&place: &&f64| taken.iter().all(|other| other.distance(curves[line].at(place)) > 2.0 * DISC + 4.0);
        let &place = free[line].iter().find(is_apart)?;
        taken.push(curves[line].at(place));
        numbers[line] = Some(place);
    }
    numbers.into_iter().collect()
}

/// How far a point is from a leg of a line.
fn distance_to(at: Point, leg: &[Point]) -> f64 {
    let (from, to) = (leg[0], leg[1]);
    let length = from.distance(to);
    if length == 0.0 {
        return from.distance(at);
    }
    let along = ((at.x - from.x) * (to.x - from.x) + (at.y - from.y) * (to.y - from.y)) / (length * length);
    from.towards(to, along.clamp(0.0, 1.0)).distance(at)
}
