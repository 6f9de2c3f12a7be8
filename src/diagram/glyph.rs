//! Small signs drawn as paths, so that no font need have them: what is said (demand, offer, rejection) and on which
//! condition. Each sign differs in form from every other, so that colour only repeats what the form says.

use super::geometry::{Path, Point, Rect, Size};
use super::picture::{Condition, EdgeKind};
use super::scene::{Form, Mark, Pen};
use super::theme::Ink;

/// A sign that fits a circle of the given radius.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Glyph {
    Verb(EdgeKind),
    Condition(Condition),
}

impl Glyph {
    /// The marks of the sign around a point.
    pub fn marks(self, centre: Point, radius: f64) -> Vec<Mark> {
        match self {
            Glyph::Verb(EdgeKind::Demand) => demand(centre, radius),
            Glyph::Verb(EdgeKind::Offer) => offer(centre, radius),
            Glyph::Verb(EdgeKind::Reject) => reject(centre, radius),
            Glyph::Verb(_) => vec![Mark::filled(Form::Path(Path::circle(centre, radius * 0.5)), Ink::Muted)],
            Glyph::Condition(Condition::OnlyAfter) => clock(centre, radius),
            Glyph::Condition(Condition::OnlyIf) => vec![hexagon(centre, radius)],
            Glyph::Condition(Condition::InReturnFor) => double(centre, radius),
            Glyph::Condition(Condition::Unless) => barred(centre, radius),
        }
    }
}

/// A disc with an arrow.
fn demand(centre: Point, radius: f64) -> Vec<Mark> {
    let pen = Pen::new(Ink::OnPlate, radius * 0.24);
    let reach = radius * 0.52;
    let tip = centre.shifted(reach, 0.0);
    let barb = radius * 0.4;
    vec![
        Mark::filled(Form::Path(Path::circle(centre, radius)), Ink::Demand),
        Mark::drawn(Path::through(&[centre.shifted(-reach, 0.0), tip]), pen),
        Mark::drawn(Path::through(&[tip.shifted(-barb, -barb), tip, tip.shifted(-barb, barb)]), pen),
    ]
}

/// A ring with a plus.
fn offer(centre: Point, radius: f64) -> Vec<Mark> {
    let pen = Pen::new(Ink::Offer, radius * 0.24);
    let reach = radius * 0.5;
    let ring = Path::circle(centre, radius * 0.88);
    vec![
        Mark::Shape { form: Form::Path(ring), fill: Some(Ink::Box), pen: Some(pen) },
        Mark::drawn(Path::through(&[centre.shifted(-reach, 0.0), centre.shifted(reach, 0.0)]), pen),
        Mark::drawn(Path::through(&[centre.shifted(0.0, -reach), centre.shifted(0.0, reach)]), pen),
    ]
}

/// A square with a cross.
fn reject(centre: Point, radius: f64) -> Vec<Mark> {
    let pen = Pen::new(Ink::OnPlate, radius * 0.26);
    let side = radius * 1.8;
    let reach = radius * 0.42;
    let square = Form::Rounded(Rect::around(centre, Size::new(side, side)), radius * 0.35);
    vec![
        Mark::filled(square, Ink::Reject),
        Mark::drawn(Path::through(&[centre.shifted(-reach, -reach), centre.shifted(reach, reach)]), pen),
        Mark::drawn(Path::through(&[centre.shifted(-reach, reach), centre.shifted(reach, -reach)]), pen),
    ]
}

/// A clock: first the one, then the other.
fn clock(centre: Point, radius: f64) -> Vec<Mark> {
    let pen = Pen::new(Ink::Condition, radius * 0.22);
    let hands = [centre.shifted(0.0, -radius * 0.55), centre, centre.shifted(radius * 0.42, radius * 0.18)];
    let face = Form::Path(Path::circle(centre, radius * 0.88));
    vec![
        Mark::Shape { form: face, fill: Some(Ink::ConditionGround), pen: Some(pen) },
        Mark::drawn(Path::through(&hands), pen),
    ]
}

fn hexagon(centre: Point, radius: f64) -> Mark {
    let (far, near, high) = (radius, radius * 0.5, radius * 0.82);
    let corners = [(-far, 0.0), (-near, -high), (near, -high), (far, 0.0), (near, high), (-near, high)];
    let outline = Path::outline(&corners.map(|(dx, dy)| centre.shifted(dx, dy)));
    let pen = Pen::new(Ink::Condition, radius * 0.22);
    Mark::Shape { form: Form::Path(outline), fill: Some(Ink::ConditionGround), pen: Some(pen) }
}

/// Two arrows that pass each other: the one for the other.
fn double(centre: Point, radius: f64) -> Vec<Mark> {
    let pen = Pen::new(Ink::Condition, radius * 0.24);
    let (reach, apart, barb) = (radius * 0.9, radius * 0.4, radius * 0.42);
    let there = [(-reach, -apart), (reach, -apart), (reach - barb, -apart - barb)];
    let back = [(reach, apart), (-reach, apart), (barb - reach, apart + barb)];
    let arrow =
        |points: [(f64, f64); 3]| Mark::drawn(Path::through(&points.map(|(dx, dy)| centre.shifted(dx, dy))), pen);
    vec![arrow(there), arrow(back)]
}

/// A hexagon struck through: holds as long as the other does not.
fn barred(centre: Point, radius: f64) -> Vec<Mark> {
    let stroke = [centre.shifted(-radius * 0.45, radius * 0.6), centre.shifted(radius * 0.45, -radius * 0.6)];
    vec![hexagon(centre, radius), Mark::drawn(Path::through(&stroke), Pen::new(Ink::Condition, radius * 0.22))]
}
