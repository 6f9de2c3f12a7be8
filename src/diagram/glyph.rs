//! Small signs drawn as paths, so that no font need have them: what is said (demand, offer, rejection), on which
//! condition, and how it moved. Each sign differs in form from every other, so that colour only repeats what the form
//! says; a filled sign is a must, an empty one leaves room.

use super::geometry::{Path, Point, Rect, Size};
use super::picture::{ConditionKind, Turn, Verb, Way};
use super::scene::{Form, Mark, Pen};
use super::theme::Ink;

/// A sign that fits a circle of the given radius.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Glyph {
    Stance(Stance),
    Condition(ConditionKind),
    Turn(Turn),
}

/// The verbs that the eye tells apart: those that say nearly the same share a sign.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stance {
    /// Demands.
    Demand,
    /// Proposes.
    Proposal,
    /// Promises.
    Promise,
    /// Offers or accepts.
    Offer,
    /// Supports.
    Support,
    /// Rejects or refuses.
    Rejection,
    /// Opposes.
    Opposition,
    /// Threatens.
    Threat,
    /// Asserts.
    Claim,
    /// Denies.
    Denial,
}

impl Stance {
    pub fn of(verb: Verb) -> Stance {
        match verb {
            Verb::Demands => Stance::Demand,
            Verb::Proposes => Stance::Proposal,
            Verb::Promises => Stance::Promise,
            Verb::Offers | Verb::Accepts => Stance::Offer,
            Verb::Supports => Stance::Support,
            Verb::Rejects | Verb::Refuses => Stance::Rejection,
            Verb::Opposes => Stance::Opposition,
            Verb::Threatens => Stance::Threat,
            Verb::Asserts => Stance::Claim,
            Verb::Denies => Stance::Denial,
        }
    }

    /// The colour of the sign, and of a line that says it.
    pub fn ink(self) -> Ink {
        match self {
            Stance::Demand | Stance::Proposal => Ink::Demand,
            Stance::Promise | Stance::Offer | Stance::Support => Ink::Offer,
            Stance::Rejection | Stance::Opposition | Stance::Threat => Ink::Reject,
            Stance::Claim | Stance::Denial => Ink::Muted,
        }
    }
}

impl Glyph {
    /// The sign of a verb.
    pub fn verb(verb: Verb) -> Glyph {
        Glyph::Stance(Stance::of(verb))
    }

    /// The marks of the sign around a point.
    pub fn marks(self, centre: Point, radius: f64) -> Vec<Mark> {
        let sign = Drawn { centre, radius };
        match self {
            Glyph::Stance(stance) => sign.stance(stance),
            Glyph::Condition(condition) => sign.condition(condition),
            Glyph::Turn(turn) => sign.turn(turn),
        }
    }
}

/// Where a sign is drawn, and how large. Its strokes are given in shares of the radius.
#[derive(Clone, Copy)]
struct Drawn {
    centre: Point,
    radius: f64,
}

/// The strokes of an arrow to the right: its shaft, its barbs.
const ARROW: [&[(f64, f64)]; 2] = [&[(-0.52, 0.0), (0.52, 0.0)], &[(0.12, -0.4), (0.52, 0.0), (0.12, 0.4)]];
const PLUS: [&[(f64, f64)]; 2] = [&[(-0.5, 0.0), (0.5, 0.0)], &[(0.0, -0.5), (0.0, 0.5)]];
const CROSS: [&[(f64, f64)]; 2] = [&[(-0.42, -0.42), (0.42, 0.42)], &[(-0.42, 0.42), (0.42, -0.42)]];
const MINUS: [&[(f64, f64)]; 1] = [&[(-0.45, 0.0), (0.45, 0.0)]];
const EQUALS: [&[(f64, f64)]; 2] = [&[(-0.42, -0.2), (0.42, -0.2)], &[(-0.42, 0.2), (0.42, 0.2)]];
const UNEQUAL: [&[(f64, f64)]; 3] =
    [&[(-0.42, -0.2), (0.42, -0.2)], &[(-0.42, 0.2), (0.42, 0.2)], &[(-0.24, 0.52), (0.24, -0.52)]];
const BANG: [&[(f64, f64)]; 2] = [&[(0.0, -0.3), (0.0, 0.2)], &[(0.0, 0.5), (0.0, 0.52)]];
/// The other way.
const BACK: [&[(f64, f64)]; 2] = [
    &[(-0.7, 0.55), (0.5, 0.55), (0.72, 0.3), (0.72, -0.2), (0.5, -0.45), (-0.7, -0.45)],
    &[(-0.3, -0.85), (-0.75, -0.45), (-0.3, -0.05)],
];
const UP: [&[(f64, f64)]; 2] = [&[(-0.6, 0.05), (0.0, -0.55), (0.6, 0.05)], &[(-0.6, 0.65), (0.0, 0.05), (0.6, 0.65)]];
const DOWN: [&[(f64, f64)]; 2] =
    [&[(-0.6, -0.65), (0.0, -0.05), (0.6, -0.65)], &[(-0.6, -0.05), (0.0, 0.55), (0.6, -0.05)]];
const RISING: [&[(f64, f64)]; 2] = [&[(0.0, 0.7), (0.0, -0.6)], &[(-0.5, -0.1), (0.0, -0.65), (0.5, -0.1)]];
const FALLING: [&[(f64, f64)]; 2] = [&[(0.0, -0.7), (0.0, 0.6)], &[(-0.5, 0.1), (0.0, 0.65), (0.5, 0.1)]];
const WAVE: [&[(f64, f64)]; 2] =
    [&[(-0.7, -0.1), (-0.35, -0.4), (0.35, -0.1), (0.7, -0.4)], &[(-0.7, 0.4), (-0.35, 0.1), (0.35, 0.4), (0.7, 0.1)]];
/// Two ways from one point.
const TWO: [&[(f64, f64)]; 2] = [&[(-0.7, 0.0), (-0.1, 0.0), (0.65, -0.6)], &[(-0.1, 0.0), (0.65, 0.6)]];

impl Drawn {
    fn stance(self, stance: Stance) -> Vec<Mark> {
        let ink = stance.ink();
        match stance {
            Stance::Demand => self.on(self.disc(ink), &ARROW, Ink::OnPlate),
            Stance::Proposal => self.on(self.ring(ink), &ARROW, ink),
            Stance::Promise => self.on(self.disc(ink), &PLUS, Ink::OnPlate),
            Stance::Offer => self.on(self.ring(ink), &PLUS, ink),
            Stance::Support => vec![self.ring(ink), self.dot(ink)],
            Stance::Rejection => self.on(self.square(ink), &CROSS, Ink::OnPlate),
            Stance::Opposition => self.on(self.frame(ink), &MINUS, ink),
            Stance::Threat => self.on(self.triangle(ink), &BANG, Ink::OnPlate),
            Stance::Claim => self.on(self.square(ink), &EQUALS, Ink::OnPlate),
            Stance::Denial => self.on(self.frame(ink), &UNEQUAL, ink),
        }
    }

    fn condition(self, condition: ConditionKind) -> Vec<Mark> {
        match condition {
            ConditionKind::OnlyAfter => self.clock(),
            ConditionKind::OnlyIf => vec![self.hexagon()],
            ConditionKind::InReturnFor => self.double(),
            ConditionKind::Unless => {
                let stroke: &[(f64, f64)] = &[(-0.45, 0.6), (0.45, -0.6)];
                self.on(self.hexagon(), &[stroke], Ink::Condition)
            }
        }
    }

    fn turn(self, turn: Turn) -> Vec<Mark> {
        let way = match turn {
            Turn::Repeated => return vec![self.dot(Ink::Muted)],
            Turn::Moved(way) => way,
        };
        let strokes: &[&[(f64, f64)]] = match way {
            Way::Reversed => &BACK,
            Way::Hardened => &UP,
            Way::Softened => &DOWN,
            Way::WentFurther => &RISING,
            Way::SteppedBack => &FALLING,
            Way::Reworded => &WAVE,
            Way::TwoVoices => &TWO,
        };
        self.strokes(strokes, Ink::Finding, 0.26)
    }

    fn on(self, ground: Mark, strokes: &[&[(f64, f64)]], ink: Ink) -> Vec<Mark> {
        std::iter::once(ground).chain(self.strokes(strokes, ink, 0.24)).collect()
    }

    fn strokes(self, strokes: &[&[(f64, f64)]], ink: Ink, width: f64) -> Vec<Mark> {
        let pen = Pen::new(ink, self.radius * width);
        strokes.iter().map(|stroke| Mark::drawn(Path::through(&self.points(stroke)), pen)).collect()
    }

    fn points(self, shares: &[(f64, f64)]) -> Vec<Point> {
        shares.iter().map(|&(dx, dy)| self.centre.shifted(dx * self.radius, dy * self.radius)).collect()
    }

    fn disc(self, ink: Ink) -> Mark {
        Mark::filled(Form::Path(Path::circle(self.centre, self.radius)), ink)
    }

    fn ring(self, ink: Ink) -> Mark {
        self.outlined(Form::Path(Path::circle(self.centre, self.radius * 0.88)), ink, Ink::Box)
    }

    fn dot(self, ink: Ink) -> Mark {
        Mark::filled(Form::Path(Path::circle(self.centre, self.radius * 0.4)), ink)
    }

    fn square(self, ink: Ink) -> Mark {
        Mark::filled(self.square_of(1.8), ink)
    }

    fn frame(self, ink: Ink) -> Mark {
        self.outlined(self.square_of(1.6), ink, Ink::Box)
    }

    fn square_of(self, side: f64) -> Form {
        let side = self.radius * side;
        Form::Rounded(Rect::around(self.centre, Size::new(side, side)), self.radius * 0.35)
    }

    fn triangle(self, ink: Ink) -> Mark {
        let outline = Path::outline(&self.points(&[(0.0, -0.95), (1.0, 0.82), (-1.0, 0.82)]));
        let pen = Pen::new(ink, self.radius * 0.2);
        Mark::Shape { form: Form::Path(outline), fill: Some(ink), pen: Some(pen) }
    }

    fn outlined(self, form: Form, ink: Ink, ground: Ink) -> Mark {
        Mark::Shape { form, fill: Some(ground), pen: Some(Pen::new(ink, self.radius * 0.24)) }
    }

    /// First the one, then the other.
    fn clock(self) -> Vec<Mark> {
        let face = Form::Path(Path::circle(self.centre, self.radius * 0.88));
        let hands: &[(f64, f64)] = &[(0.0, -0.55), (0.0, 0.0), (0.42, 0.18)];
        self.on(self.outlined(face, Ink::Condition, Ink::ConditionGround), &[hands], Ink::Condition)
    }

    fn hexagon(self) -> Mark {
        let (far, near, high) = (1.0, 0.5, 0.82);
        let corners = [(-far, 0.0), (-near, -high), (near, -high), (far, 0.0), (near, high), (-near, high)];
        let outline = Path::outline(&self.points(&corners));
        self.outlined(Form::Path(outline), Ink::Condition, Ink::ConditionGround)
    }

    /// Two arrows that pass each other: the one for the other.
    fn double(self) -> Vec<Mark> {
        let there: &[(f64, f64)] = &[(-0.9, -0.4), (0.9, -0.4), (0.48, -0.82)];
        let back: &[(f64, f64)] = &[(0.9, 0.4), (-0.9, 0.4), (-0.48, 0.82)];
        self.strokes(&[there, back], Ink::Condition, 0.24)
    }
}
