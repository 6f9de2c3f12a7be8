//! The order of actors around a circle: those who agree side by side, those who do not far apart.

use crate::diagram::picture::{Edge, EdgeKind};

/// Up to so many actors every order is tried.
const FEW: usize = 8;
const MOST_ROUNDS: usize = 60;

/// The nodes in the order in which they stand around the circle, beginning with the first. Exact for few; for more, an
/// order that no exchange and no move of one node would better.
pub fn find(count: usize, lines: &[&Edge]) -> Vec<usize> {
    let strain = Strain::new(count, lines);
    let order: Vec<usize> = (0..count).collect();
    if count <= FEW { best_of_all(&strain, order) } else { improved(&strain, order) }
}

/// What pulls two nodes together, and what pushes them apart.
struct Strain {
    count: usize,
    pull: Vec<f64>,
}

impl Strain {
    fn new(count: usize, lines: &[&Edge]) -> Strain {
        let mut pull = vec![0.0; count * count];
        for edge in lines {
            let weight = edge.weight as f64;
            let weight = if edge.kind == EdgeKind::Agrees { weight } else { -0.6 * weight };
            pull[edge.from * count + edge.to] += weight;
            pull[edge.to * count + edge.from] += weight;
        }
        Strain { count, pull }
    }

    /// The smaller, the better: the sum of distances, those who agree counted as costs.
    fn of(&self, order: &[usize]) -> f64 {
        let mut strain = 0.0;
        for (at, &one) in order.iter().enumerate() {
            for (before, &other) in order[..at].iter().enumerate() {
                let steps = (at - before).min(self.count - (at - before));
                strain += self.pull[one * self.count + other] * steps as f64;
            }
        }
        strain
    }
}

/// Tries every order of all but the first node, which may stand anywhere, and takes the first of the best.
fn best_of_all(strain: &Strain, mut order: Vec<usize>) -> Vec<usize> {
    let mut best = (strain.of(&order), order.clone());
    try_from(1, strain, &mut order, &mut best);
    best.1
}

fn try_from(at: usize, strain: &Strain, order: &mut Vec<usize>, best: &mut (f64, Vec<usize>)) {
    if at >= order.len() {
        let now = strain.of(order);
        if now < best.0 - 1e-9 {
            *best = (now, order.clone());
        }
        return;
    }
    for next in at..order.len() {
        order.swap(at, next);
        try_from(at + 1, strain, order, best);
        order.swap(at, next);
    }
}

/// Exchanges and moves nodes as long as that helps.
fn improved(strain: &Strain, mut order: Vec<usize>) -> Vec<usize> {
    let mut now = strain.of(&order);
    for _ in 0..MOST_ROUNDS {
        let before = now;
        for one in 1..order.len() {
            for other in 1..order.len() {
                let mut exchanged = order.clone();
                exchanged.swap(one, other);
                let mut moved = order.clone();
                let node = moved.remove(one);
                moved.insert(other, node);
                for tried in [exchanged, moved] {
                    let then = strain.of(&tried);
                    if then < now - 1e-9 {
                        (order, now) = (tried, then);
                    }
                }
            }
        }
        if now >= before - 1e-9 {
            break;
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(from: usize, to: usize, kind: EdgeKind, weight: usize) -> Edge {
        Edge { from, to, kind, weight, ..Edge::default() }
    }

    #[test]
    fn blocs_stand_side_by_side_however_many_there_are() {
        for count in [6, 10, 12] {
            // Even against odd.
            let pairs = (0..count).flat_map(|one| (0..one).map(move |other| (one, other)));
            let kind = |(one, other): (usize, usize)| {
                if (one + other) % 2 == 0 { EdgeKind::Agrees } else { EdgeKind::Opposed }
            };
            let lines: Vec<Edge> = pairs.map(|pair| line(pair.0, pair.1, kind(pair), 2)).collect();
            let order = find(count, &lines.iter().collect::<Vec<_>>());
            let turns = (0..count).filter(|&at| order[at] % 2 != order[(at + 1) % count] % 2).count();
            assert_eq!(turns, 2, "{order:?}");
        }
    }

    #[test]
    fn local_search_comes_near_the_best_order() {
        let mut seed = 7_usize;
        let mut excess = 0.0;
        for _ in 0..40 {
            let mut lines = Vec::new();
            for one in 0..7 {
                for other in 0..one {
                    seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    let kind = if seed >> 40 & 1 == 0 { EdgeKind::Agrees } else { EdgeKind::Opposed };
                    lines.push(line(one, other, kind, seed >> 33 & 3));
                }
            }
            let lines: Vec<&Edge> = lines.iter().collect();
            let strain = Strain::new(7, &lines);
            let (best, near) = (find(7, &lines), improved(&strain, (0..7).collect()));
            assert!(strain.of(&best) <= strain.of(&near) + 1e-9);
            excess += strain.of(&near) - strain.of(&best);
        }
        assert!(excess / 40.0 < 1.5, "on average {} more than the best", excess / 40.0);
    }
}
