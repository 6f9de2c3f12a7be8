//! Makes room for words in what an engine has placed: for the heads of fields, of which it knows nothing, and for a label
//! that it put in another line's way (which is rare).
//!
//! Words first look for a free place near where they stand. Where there is none, the drawing is cut apart beside them and
//! moved, so that an empty strip opens: lines that cross it grow longer, boxes that lie across it grow wider, and
//! nothing that was apart meets.

use super::engine::{Placement, Route};
use crate::diagram::geometry::{Point, Rect, Size};

/// Between words and what is beside them.
const MARGIN: f64 = 4.0;
/// No line and no border lies at such a coordinate, so that a cut never runs along one.
const ASIDE: f64 = 0.137;
/// Where on a leg of its line a label is tried, the best places first.
const SHARES: [f64; 7] = [0.5, 0.36, 0.64, 0.22, 0.78, 0.1, 0.9];

/// A placement whose words stand where nothing meets them.
pub struct Roomy {
    pub placement: Placement,
    /// The place of each field's head.
    pub heads: Vec<Rect>,
}

impl Roomy {
    /// Finds a place for the head of each field, given their sizes, and a better one for each label that is in the way.
    pub fn new(placement: Placement, heads: &[Size]) -> Roomy {
        let mut roomy = Roomy { placement, heads: Vec::new() };
        for (field, &size) in heads.iter().enumerate() {
            let head = roomy.find_head(field, size);
            roomy.heads.push(head);
        }
        for route in 0..roomy.placement.routes.len() {
            if let Some(label) = roomy.placement.routes[route].label
                && !roomy.is_free_for_label(label, route)
            {
                let moved = roomy.find_label(route, label);
                roomy.placement.routes[route].label = Some(moved);
            }
        }
        roomy
    }

    /// As far to the left in its field as no line runs through it.
    fn find_head(&mut self, field: usize, size: Size) -> Rect {
        let area = self.placement.groups[field];
        let left = Rect::new(area.x + 12.0, area.y + 5.0, size.width, size.height);
        let room = (area.width - size.width - 24.0).max(0.0);
        let tries = (0..=(room / 6.0) as usize).map(|step| left.shifted(step as f64 * 6.0, 0.0));
        if let Some(free) = tries.into_iter().find(|head| self.is_free_for_head(*head)) {
            return free;
        }
        self.widen(area.x + ASIDE, size.width + 2.0 * MARGIN + 6.0);
        if !self.is_free_for_head(left) {
            self.heighten(area.y + ASIDE, size.height + 2.0 * MARGIN);
        }
        left
    }

    fn is_free_for_head(&self, head: Rect) -> bool {
        let area = head.grown(MARGIN);
        let is_crossed = |route: &Route| crosses(route, area) || route.label.is_some_and(|label| label.overlaps(area));
        !self.placement.routes.iter().any(is_crossed) && !self.placement.nodes.iter().any(|node| node.overlaps(area))
    }

    fn is_free_for_label(&self, label: Rect, own: usize) -> bool {
        let area = label.grown(1.0);
        let meets = |(index, route): (usize, &Route)| {
            index != own && (crosses(route, area) || route.label.is_some_and(|other| other.overlaps(area)))
        };
        !self.placement.routes.iter().enumerate().any(meets)
            && !self.placement.nodes.iter().chain(&self.heads).any(|other| other.overlaps(area))
    }

    /// Somewhere else on its own line or, where that is full, in a strip that is opened for it.
    fn find_label(&mut self, route: usize, label: Rect) -> Rect {
        let size = Size::new(label.width, label.height);
        let legs: Vec<[Point; 2]> =
            self.placement.routes[route].points.windows(2).map(|leg| [leg[0], leg[1]]).collect();
        let tries = legs.iter().flat_map(|[from, to]| SHARES.map(|share| Rect::around(from.towards(*to, share), size)));
        if let Some(free) = tries.into_iter().find(|area| self.is_free_for_label(*area, route)) {
            return free;
        }
        let length = |leg: &&[Point; 2]| leg[0].distance(leg[1]);
        let longest = legs.iter().max_by(|one, other| length(one).total_cmp(&length(other)));
        let Some(&[from, to]) = longest else { return label };
        let at = from.towards(to, 0.5);
        let is_upright = (from.x - to.x).abs() < (from.y - to.y).abs();
        let (across, along) = (Point::new(at.x - ASIDE, at.y), Point::new(at.x, at.y - ASIDE));
        let (beside, above) = (size.width / 2.0 + MARGIN, size.height / 2.0 + MARGIN);
        if is_upright {
            self.heighten(at.y + ASIDE, 2.0 * above);
            self.widen(at.x + ASIDE, beside);
            self.widen(across.x, beside);
        } else {
            self.widen(at.x + ASIDE, 2.0 * beside);
            self.heighten(at.y + ASIDE, above);
            self.heighten(along.y, above);
        }
        Rect::around(at.shifted(beside, above), size)
    }

    /// Opens a strip from top to bottom: what lies to the right of it moves.
    fn widen(&mut self, at: f64, by: f64) {
        let move_rect = |rect: &mut Rect| {
            if rect.x >= at {
                rect.x += by;
            } else if rect.right() > at {
                rect.width += by;
            }
        };
        let move_words = |rect: &mut Rect| rect.x += if rect.centre().x >= at { by } else { 0.0 };
        self.stretch(move_rect, move_words, |point| point.x += if point.x >= at { by } else { 0.0 });
        self.placement.size.width += by;
    }

    /// Opens a strip from left to right: what lies below it moves.
    fn heighten(&mut self, at: f64, by: f64) {
        let move_rect = |rect: &mut Rect| {
            if rect.y >= at {
                rect.y += by;
            } else if rect.bottom() > at {
                rect.height += by;
            }
        };
        let move_words = |rect: &mut Rect| rect.y += if rect.centre().y >= at { by } else { 0.0 };
        self.stretch(move_rect, move_words, |point| point.y += if point.y >= at { by } else { 0.0 });
        self.placement.size.height += by;
    }

    /// Boxes grow, words keep their size.
    fn stretch(
        &mut self,
        move_box: impl Fn(&mut Rect),
        move_words: impl Fn(&mut Rect),
        move_point: impl Fn(&mut Point),
    ) {
        let Placement { nodes, groups, routes, .. } = &mut self.placement;
        nodes.iter_mut().chain(groups).for_each(move_box);
        self.heads.iter_mut().for_each(&move_words);
        for route in routes {
            route.points.iter_mut().for_each(&move_point);
            route.label.iter_mut().for_each(&move_words);
        }
    }
}

fn crosses(route: &Route, area: Rect) -> bool {
    route.points.windows(2).any(|leg| area.cut(leg[0], leg[1]).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(f64, f64)]) -> Route {
        Route { points: points.iter().map(|&(x, y)| Point::new(x, y)).collect(), label: None }
    }

    #[test]
    fn a_head_in_a_comb_of_lines_gets_a_strip_of_its_own() {
        let teeth =
            (0..8).map(|tooth| line(&[(20.0 + 12.0 * f64::from(tooth), 0.0), (20.0 + 12.0 * f64::from(tooth), 60.0)]));
        let placement = Placement {
            size: Size::new(140.0, 120.0),
            nodes: vec![Rect::new(14.0, 60.0, 110.0, 40.0)],
            groups: vec![Rect::new(0.0, 30.0, 140.0, 84.0)],
            routes: teeth.collect(),
        };
        let roomy = Roomy::new(placement, &[Size::new(90.0, 16.0)]);
        let head = roomy.heads[0];
        assert!(roomy.placement.routes.iter().all(|route| !crosses(route, head)), "{head:?}");
        assert!(roomy.placement.groups[0].encloses(head));
        let (node, last) = (roomy.placement.nodes[0], roomy.placement.routes[7].points[1]);
        assert!(node.holds(last), "a line still ends at its box");
    }

    #[test]
    fn a_label_in_another_lines_way_moves_along_its_own() {
        let mut own = line(&[(50.0, 0.0), (50.0, 200.0)]);
        own.label = Some(Rect::new(20.0, 90.0, 60.0, 20.0));
        let placement = Placement {
            size: Size::new(100.0, 200.0),
            routes: vec![own, line(&[(0.0, 100.0), (100.0, 100.0)])],
            ..Placement::default()
        };
        let roomy = Roomy::new(placement, &[]);
        let label = roomy.placement.routes[0].label.expect("it keeps its label");
        assert!(!crosses(&roomy.placement.routes[1], label) && crosses(&roomy.placement.routes[0], label));
        assert_eq!(roomy.placement.size, Size::new(100.0, 200.0), "there was room");
    }
}
