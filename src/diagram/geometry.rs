//! Points, rectangles and paths: the few things of plane geometry that a picture needs. Axes run right and down.

/// A place in the picture.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

impl Point {
    pub fn new(x: f64, y: f64) -> Point {
        Point { x, y }
    }

    pub fn shifted(self, dx: f64, dy: f64) -> Point {
        Point::new(self.x + dx, self.y + dy)
    }

    /// The point of an ellipse at an angle. Sines come from a library and never from the machine, whose last digit differs
    /// from one system to the next.
    pub fn on_ellipse(centre: Point, radii: Size, angle: f64) -> Point {
        centre.shifted(radii.width * libm::cos(angle), radii.height * libm::sin(angle))
    }

    pub fn distance(self, other: Point) -> f64 {
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        (dx * dx + dy * dy).sqrt()
    }

    /// The point a share of the way to `other`: 0 is here, 1 is there.
    pub fn towards(self, other: Point, share: f64) -> Point {
        Point::new(self.x + (other.x - self.x) * share, self.y + (other.y - self.y) * share)
    }
}

/// Width and height of something that has no place yet.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Size {
    pub width: f64,
    pub height: f64,
}

impl Size {
    pub fn new(width: f64, height: f64) -> Size {
        Size { width, height }
    }
}

/// An upright rectangle.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    pub fn new(x: f64, y: f64, width: f64, height: f64) -> Rect {
        Rect { x, y, width, height }
    }

    pub fn around(centre: Point, size: Size) -> Rect {
        Rect::new(centre.x - size.width / 2.0, centre.y - size.height / 2.0, size.width, size.height)
    }

    pub fn right(self) -> f64 {
        self.x + self.width
    }

    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    pub fn centre(self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// The rectangle with a border of `by` added on every side; a negative border makes it smaller.
    pub fn grown(self, by: f64) -> Rect {
        Rect::new(self.x - by, self.y - by, self.width + 2.0 * by, self.height + 2.0 * by)
    }

    pub fn shifted(self, dx: f64, dy: f64) -> Rect {
        Rect::new(self.x + dx, self.y + dy, self.width, self.height)
    }

    pub fn holds(self, point: Point) -> bool {
        (self.x..=self.right()).contains(&point.x) && (self.y..=self.bottom()).contains(&point.y)
    }

    pub fn encloses(self, other: Rect) -> bool {
        self.x <= other.x && self.y <= other.y && self.right() >= other.right() && self.bottom() >= other.bottom()
    }

    /// Whether the two share more than a border.
    pub fn overlaps(self, other: Rect) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// The smallest rectangle around both.
    pub fn union(self, other: Rect) -> Rect {
        let (x, y) = (self.x.min(other.x), self.y.min(other.y));
        Rect::new(x, y, self.right().max(other.right()) - x, self.bottom().max(other.bottom()) - y)
    }

    /// The shares of the segment `from..to` that lie inside, as a range between 0 and 1 (Liang and Barsky 1984).
    pub fn cut(self, from: Point, to: Point) -> Option<(f64, f64)> {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        let borders =
            [(-dx, from.x - self.x), (dx, self.right() - from.x), (-dy, from.y - self.y), (dy, self.bottom() - from.y)];
        for (speed, room) in borders {
            if speed == 0.0 {
                if room < 0.0 {
                    return None;
                }
            } else if speed < 0.0 {
                enter = enter.max(room / speed);
            } else {
                leave = leave.min(room / speed);
            }
        }
        (enter < leave).then_some((enter, leave))
    }
}

/// One stroke of a pen.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Step {
    Move(Point),
    Line(Point),
    /// A cubic Bézier curve: two handles and its end.
    Curve(Point, Point, Point),
    Close,
}

/// A line or an outline, as strokes of a pen.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Path {
    pub steps: Vec<Step>,
}

impl Path {
    /// An open line through points.
    pub fn through(points: &[Point]) -> Path {
        let step = |(index, &point)| if index == 0 { Step::Move(point) } else { Step::Line(point) };
        Path { steps: points.iter().enumerate().map(step).collect() }
    }

    /// Several paths as one.
    pub fn joined(paths: impl IntoIterator<Item = Path>) -> Path {
        Path { steps: paths.into_iter().flat_map(|path| path.steps).collect() }
    }

    /// A closed outline through corners.
    pub fn outline(corners: &[Point]) -> Path {
        let mut path = Path::through(corners);
        path.steps.push(Step::Close);
        path
    }

    /// A thread that leaves and arrives level, as between two columns.
    pub fn thread(from: Point, to: Point) -> Path {
        let middle = (from.x + to.x) / 2.0;
        Path { steps: vec![Step::Move(from), Step::Curve(Point::new(middle, from.y), Point::new(middle, to.y), to)] }
    }

    /// An open line through points whose corners are rounded by `radius`, or by less where a leg is short.
    pub fn bent(points: &[Point], radius: f64) -> Path {
        let Some(&first) = points.first() else { return Path::default() };
        let mut steps = vec![Step::Move(first)];
        for corner in points.windows(3) {
            let [before, at, after] = [corner[0], corner[1], corner[2]];
            let (come, go) = (before.distance(at), at.distance(after));
            let reach = radius.min(come / 2.0).min(go / 2.0);
            if reach < 0.5 {
                steps.push(Step::Line(at));
                continue;
            }
            let start = at.towards(before, reach / come);
            let end = at.towards(after, reach / go);
            // 0.55 of the way to the corner is the handle of a quarter of a circle.
            steps.extend([Step::Line(start), Step::Curve(start.towards(at, 0.55), end.towards(at, 0.55), end)]);
        }
        if let [.., last] = points[1..] {
            steps.push(Step::Line(last));
        }
        Path { steps }
    }

    /// Part of an ellipse, from one angle to another (radians, clockwise from three o'clock).
    pub fn arc(centre: Point, radii: Size, from: f64, to: f64) -> Path {
        let pieces = ((to - from).abs() / std::f64::consts::FRAC_PI_4).ceil().max(1.0);
        let turn = (to - from) / pieces;
        let handle = 4.0 / 3.0 * libm::tan(turn / 4.0);
        let at = |angle: f64| Point::on_ellipse(centre, radii, angle);
        let slope = |angle: f64| (-radii.width * libm::sin(angle) * handle, radii.height * libm::cos(angle) * handle);
        let mut steps = vec![Step::Move(at(from))];
        for piece in 0..pieces as usize {
            let (start, end) = (from + turn * piece as f64, from + turn * (piece + 1) as f64);
            let ((out_x, out_y), (in_x, in_y)) = (slope(start), slope(end));
            steps.push(Step::Curve(at(start).shifted(out_x, out_y), at(end).shifted(-in_x, -in_y), at(end)));
        }
        Path { steps }
    }

    pub fn circle(centre: Point, radius: f64) -> Path {
        let mut path = Path::arc(centre, Size::new(radius, radius), 0.0, std::f64::consts::TAU);
        path.steps.push(Step::Close);
        path
    }

    pub fn shifted(&self, dx: f64, dy: f64) -> Path {
        let shift = |point: Point| point.shifted(dx, dy);
        let steps = self.steps.iter().map(|step| match *step {
            Step::Move(to) => Step::Move(shift(to)),
            Step::Line(to) => Step::Line(shift(to)),
            Step::Curve(out, back, to) => Step::Curve(shift(out), shift(back), shift(to)),
            Step::Close => Step::Close,
        });
        Path { steps: steps.collect() }
    }

    /// How long the path is, where it is drawn in one stroke.
    pub fn length(&self) -> Option<f64> {
        let is_begun_once = self.steps.iter().filter(|step| matches!(step, Step::Move(_))).count() == 1;
        let is_open = !self.steps.contains(&Step::Close);
        let length = || self.samples().windows(2).map(|leg| leg[0].distance(leg[1])).sum();
        (is_begun_once && is_open).then(length)
    }

    /// Points along the path, close enough to each other for tests of overlap.
    pub fn samples(&self) -> Vec<Point> {
        let mut points = Vec::new();
        let mut at = Point::default();
        for step in &self.steps {
            match *step {
                Step::Move(to) => points.push(to),
                Step::Line(to) => points.extend((1..=16).map(|part| at.towards(to, part as f64 / 16.0))),
                Step::Curve(out, back, to) => {
                    points.extend((1..=32).map(|part| on_curve([at, out, back, to], part as f64 / 32.0)));
                }
                Step::Close => {}
            }
            at = points.last().copied().unwrap_or(at);
        }
        points
    }
}

fn on_curve([from, out, back, to]: [Point; 4], share: f64) -> Point {
    let (first, second, third) = (from.towards(out, share), out.towards(back, share), back.towards(to, share));
    first.towards(second, share).towards(second.towards(third, share), share)
}

/// A cubic Bézier curve.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Curve {
    pub from: Point,
    pub out: Point,
    pub back: Point,
    pub to: Point,
}

impl Curve {
    /// The point at a share of the curve, from 0 at its start to 1 at its end.
    pub fn at(self, share: f64) -> Point {
        on_curve([self.from, self.out, self.back, self.to], share)
    }

    /// Points along it, so many steps apart.
    pub fn samples(self, steps: usize) -> Vec<Point> {
        (0..=steps).map(|step| self.at(step as f64 / steps as f64)).collect()
    }

    /// The part between two shares, as a path (de Casteljau's algorithm, from either side).
    pub fn part(self, start: f64, end: f64) -> Path {
        let [from, out, back, to] = [self.from, self.out, self.back, self.to];
        // What is left of the beginning up to `end` …
        let (first, second, third) = (from.towards(out, end), out.towards(back, end), back.towards(to, end));
        let (fourth, fifth) = (first.towards(second, end), second.towards(third, end));
        let [out, back, to] = [first, fourth, fourth.towards(fifth, end)];
        // … and of that, what comes after `start`.
        let share = if end > 0.0 { start / end } else { 0.0 };
        let (first, second, third) = (from.towards(out, share), out.towards(back, share), back.towards(to, share));
        let (fourth, fifth) = (first.towards(second, share), second.towards(third, share));
        Path { steps: vec![Step::Move(fourth.towards(fifth, share)), Step::Curve(fifth, third, to)] }
    }
}

/// Cuts a line through points where it would run behind a label: what remains is drawn, and the gap is a real one, so
/// that the ground below (the pale field of an issue, say) shows through it.
pub fn leave_gap(points: &[Point], gap: Rect) -> Vec<Vec<Point>> {
    let mut pieces = Vec::new();
    let mut piece: Vec<Point> = points.first().copied().filter(|&first| !gap.holds(first)).into_iter().collect();
    for leg in points.windows(2) {
        let (from, to) = (leg[0], leg[1]);
        let Some((enter, leave)) = gap.cut(from, to) else {
            piece.push(to);
            continue;
        };
        if enter > 0.0 {
            piece.push(from.towards(to, enter));
            pieces.push(std::mem::take(&mut piece));
        }
        if leave < 1.0 {
            piece = vec![from.towards(to, leave), to];
        }
    }
    pieces.push(piece);
    pieces.retain(|piece| piece.len() > 1);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_splits_a_bent_line_and_touches_neither_end() {
        let line = [Point::new(0.0, 0.0), Point::new(0.0, 100.0), Point::new(50.0, 100.0)];
        let pieces = leave_gap(&line, Rect::new(-20.0, 40.0, 40.0, 20.0));
        assert_eq!(pieces.len(), 2);
        assert_eq!(pieces[0].last(), Some(&Point::new(0.0, 40.0)));
        assert_eq!(pieces[1].first(), Some(&Point::new(0.0, 60.0)));
        assert_eq!(pieces[1].last(), Some(&Point::new(50.0, 100.0)));
    }

    #[test]
    fn a_part_of_a_curve_lies_on_it() {
        let point = Point::new;
        let curve =
            Curve { from: point(0.0, 0.0), out: point(10.0, 90.0), back: point(80.0, -40.0), to: point(100.0, 50.0) };
        let part = curve.part(0.25, 0.75);
        let [Step::Move(start), Step::Curve(.., end)] = part.steps[..] else { panic!("{part:?}") };
        assert!(start.distance(curve.at(0.25)) < 1e-9 && end.distance(curve.at(0.75)) < 1e-9);
        let middle = part.samples()[part.samples().len() / 2];
        assert!(curve.samples(1000).iter().any(|at| at.distance(middle) < 0.5));
    }

    #[test]
    fn a_gap_elsewhere_leaves_the_line_whole() {
        let line = [Point::new(0.0, 0.0), Point::new(0.0, 100.0)];
        assert_eq!(leave_gap(&line, Rect::new(10.0, 40.0, 40.0, 20.0)), vec![line.to_vec()]);
    }
}
