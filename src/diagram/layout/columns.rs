//! Three columns: who · what, by issue · from whom. For the question "who demands what from whom?".
//!
//! Threads leave and arrive level, in the colour of their actor, each at a place of its own. Boxes and plates stand in
//! the order that makes threads short, found by moving each to the mean of its neighbours in turn; issues keep the order
//! their editors gave them, so that two versions of a picture can be compared.

mod column;
mod threads;

use crate::diagram::edge::{about, actor_pen, arrow_head, glyph};
use crate::diagram::figure::{Figure, Sign};
use crate::diagram::frame::{Content, frame};
use crate::diagram::geometry::{Path, Point, Rect, Size};
use crate::diagram::glyph::Glyph;
use crate::diagram::legend;
use crate::diagram::measure::{Font, TextBlock};
use crate::diagram::picture::{Edge, NodeKind, Picture};
use crate::diagram::scene::{About, Align, Item, Mark, Scene, words};
use crate::diagram::theme::Ink;

use column::{Column, Ends};
use threads::Threads;

const HEAD: Font = Font::bold(11.5);
const LEAST_PLATE: f64 = 120.0;
const PLATE_WORDS: f64 = 150.0;
const BOX_WORDS: f64 = 390.0;
const BETWEEN_PLATES: f64 = 16.0;
const BETWEEN_BOXES: f64 = 7.0;
const ISSUE_HEAD: f64 = 22.0;
const BETWEEN_ISSUES: f64 = 20.0;
const HEADS: f64 = 34.0;
/// Room between the ends of two threads.
const ENDS_APART: f64 = 8.0;
/// The same where each end carries the sign of its verb.
const SIGNS_APART: f64 = 13.0;
const SIGN_RADIUS: f64 = 5.5;
const ROUNDS: usize = 6;

/// Draws who wants what from whom, under the heads of the three columns: `["Who", "demands what", "from whom"]`.
pub fn draw(picture: &Picture, heads: [&str; 3]) -> Scene {
    let mut columns = Columns::new(picture);
    columns.find_order();
    let content = Content { legend: legend::of_threads(picture), ..columns.draw(heads) };
    frame(picture, content)
}

struct Columns<'a> {
    picture: &'a Picture,
    /// The edges that these columns can show: from an actor to something that is none.
    edges: Vec<&'a Edge>,
    threads: Threads,
    figures: Vec<Figure<'a>>,
    who: Column,
    what: Column,
    whom: Column,
    /// Room between the ends of threads at a box's left border.
    apart: f64,
    height: f64,
}

impl<'a> Columns<'a> {
    fn new(picture: &'a Picture) -> Columns<'a> {
        let count = picture.nodes.len();
        let is_actor = |index: &usize| matches!(picture.nodes[*index].kind, NodeKind::Actor(_));
        let shown = |edge: &&Edge| is_actor(&edge.from) && !is_actor(&edge.to);
        let edges: Vec<&Edge> = picture.edges.iter().filter(shown).collect();
        let who = distinct(edges.iter().map(|edge| edge.from));
        let whom = distinct(edges.iter().flat_map(|edge| edge.towards.iter().copied()));
        let threads = Threads::new(&edges, count);
        let lone =
            |index: &usize| is_actor(index) && threads.from[*index].is_empty() && threads.towards[*index].is_empty();
        let loners: Vec<usize> = (0..count).filter(lone).collect();
        let mut what: Vec<usize> = (0..count).filter(|index| !is_actor(index)).collect();
        what.sort_by_key(|&index| picture.nodes[index].group.unwrap_or(usize::MAX));
        let mixed = edges.windows(2).any(|pair| pair[0].kind != pair[1].kind);
        let mut columns = Columns {
            picture,
            edges,
            threads,
            figures: picture.nodes.iter().map(|node| figure(picture, node)).collect(),
            who: Column::new(who.into_iter().chain(loners).collect(), count),
            what: Column::new(what, count),
            whom: Column::new(whom, count),
            apart: if mixed { SIGNS_APART } else { ENDS_APART },
            height: 0.0,
        };
        columns.add_conditions();
        columns.measure();
        columns
    }

    /// Below the words of a box stand the conditions of those who want it: `Russia: only after relations are restored`.
    fn add_conditions(&mut self) {
        for edge in &self.edges {
            for condition in &edge.conditions {
                let who = self.picture.nodes[edge.from].label.replace('\n', " ");
                let text = format!("{who}: {} {}", condition.kind.phrase(), condition.text);
                self.figures[edge.to].add_note(Sign::Glyph(Glyph::Condition(condition.kind)), &text, BOX_WORDS);
            }
        }
    }

    /// A box is as high as its words, and at least as high as the ends of its threads need.
    fn measure(&mut self) {
        let (edges, threads) = (&self.edges, &self.threads);
        let needed = |ends: usize, apart: f64| ends as f64 * apart + 8.0;
        let going_on = |node: usize| threads.to[node].iter().map(|&edge| edges[edge].towards.len()).sum();
        let apart = self.apart;
        let box_height = |node: usize| needed(threads.to[node].len(), apart).max(needed(going_on(node), ENDS_APART));
        self.who.measure(&self.figures, |node| needed(threads.from[node].len(), ENDS_APART));
        self.what.measure(&self.figures, box_height);
        self.whom.measure(&self.figures, |node| needed(threads.towards[node].len(), ENDS_APART));
        let issues = self.picture.groups.iter().map(|group| head_block(&group.label, BOX_WORDS, 1).size.width + 4.0);
        self.what.width = issues.fold(self.what.width, f64::max);
        let plates = self.who.width.max(self.whom.width).max(LEAST_PLATE);
        (self.who.width, self.whom.width) = (plates, plates);
        self.stack_boxes();
    }

    fn stack_boxes(&mut self) {
        let mut bottom = 0.0;
        let mut group = None;
        for (place, &node) in self.what.nodes.iter().enumerate() {
            let own = Some(self.picture.nodes[node].group);
            if own != group {
                bottom += if place > 0 { BETWEEN_ISSUES - BETWEEN_BOXES } else { 0.0 };
                bottom += own.flatten().map_or(0.0, |_| ISSUE_HEAD);
                group = own;
            }
            self.what.tops[node] = bottom;
            bottom += self.what.heights[node] + BETWEEN_BOXES;
        }
        let plates = |column: &Column| {
            column.nodes.iter().map(|&node| column.heights[node] + BETWEEN_PLATES).sum::<f64>() - BETWEEN_PLATES
        };
        self.height = (bottom - BETWEEN_BOXES).max(plates(&self.who)).max(plates(&self.whom));
    }

    /// Moves plates and boxes in turn to the mean of what they are joined to, and keeps the best order seen.
    fn find_order(&mut self) {
        self.settle_plates();
        let mut best = (self.total_length(), self.who.clone(), self.what.clone(), self.whom.clone());
        for _ in 0..ROUNDS {
            self.order_boxes();
            self.settle_plates();
            let length = self.total_length();
            if length < best.0 {
                best = (length, self.who.clone(), self.what.clone(), self.whom.clone());
            }
        }
        (_, self.who, self.what, self.whom) = best;
    }

    fn total_length(&self) -> f64 {
        let length = |edge: &Edge| {
            let here = self.what.centre(edge.to);
            let there = edge.towards.iter().map(|&whom| (self.whom.centre(whom) - here).abs());
            (self.who.centre(edge.from) - here).abs() + there.sum::<f64>()
        };
        self.edges.iter().copied().map(length).sum()
    }

    fn settle_plates(&mut self) {
        let centres =
            |list: &[usize]| list.iter().map(|&edge| self.what.centre(self.edges[edge].to)).collect::<Vec<f64>>();
        let from_left = |node: usize| centres(&self.threads.from[node]);
        let from_right = |node: usize| centres(&self.threads.towards[node]);
        let who = self.who.nodes.iter().map(|&node| (node, mean(&from_left(node), self.height))).collect();
        let whom = self.whom.nodes.iter().map(|&node| (node, mean(&from_right(node), self.height))).collect();
        self.who.settle(who, BETWEEN_PLATES, self.height);
        self.whom.settle(whom, BETWEEN_PLATES, self.height);
    }

    fn order_boxes(&mut self) {
        let wish = |node: usize| {
            let edges = self.threads.to[node].iter().map(|&edge| self.edges[edge]);
            let ends: Vec<f64> = edges
                .flat_map(|edge| {
                    let right = edge.towards.iter().map(|&whom| self.whom.centre(whom));
                    std::iter::once(self.who.centre(edge.from)).chain(right)
                })
                .collect();
            mean(&ends, 2.0 * self.what.centre(node))
        };
        let wishes: Vec<f64> = (0..self.picture.nodes.len()).map(wish).collect();
        let group = |node: usize| self.picture.nodes[node].group.unwrap_or(usize::MAX);
        self.what.nodes.sort_by(|&one, &other| {
            group(one).cmp(&group(other)).then(wishes[one].total_cmp(&wishes[other])).then(one.cmp(&other))
        });
        self.stack_boxes();
    }

    fn draw(&self, heads: [&str; 3]) -> Content {
        let gap = (110.0 + 3.0 * self.edges.len() as f64).clamp(130.0, 210.0);
        let middle = if self.who.nodes.is_empty() { 0.0 } else { self.who.width + gap };
        let right = middle + self.what.width + gap;
        let places = [0.0, middle, right];
        let mut items = Vec::new();
        if !self.picture.nodes.is_empty() {
            items.push(self.draw_heads(heads, places));
            items.extend(self.draw_issues(middle));
            items.extend(self.draw_threads(places));
            for (column, left) in [&self.who, &self.what, &self.whom].into_iter().zip(places) {
                items.extend(column.nodes.iter().map(|&node| {
                    let area = Rect::new(left, HEADS + column.tops[node], column.width, column.heights[node]);
                    self.figures[node].draw(area)
                }));
            }
            items.extend(self.draw_verbs(middle));
        }
        let width = if self.whom.nodes.is_empty() { middle + self.what.width } else { right + self.whom.width };
        Content { items, size: Size::new(width, HEADS + self.height), ..Content::default() }
    }

    fn draw_heads(&self, heads: [&str; 3], places: [f64; 3]) -> Item {
        let columns = [&self.who, &self.what, &self.whom];
        let shown = heads.iter().zip(columns).zip(places).filter(|((_, column), _)| !column.nodes.is_empty());
        let marks = shown.flat_map(|((head, column), left)| {
            let block = head_block(head, column.width, 2);
            words(&block, Rect::new(left, 0.0, block.size.width, block.size.height), Align::Left, Ink::Muted)
        });
        Item::ornament(marks.collect())
    }

    fn draw_issues(&self, left: f64) -> Vec<Item> {
        let groups = self.picture.groups.iter().enumerate();
        let items = groups.filter_map(|(index, group)| {
            let first = self.what.nodes.iter().find(|&&node| self.picture.nodes[node].group == Some(index))?;
            let top = HEADS + self.what.tops[*first] - ISSUE_HEAD;
            let about = About::group(group);
            let block = head_block(&group.label, BOX_WORDS, 1);
            let row = Rect::new(left + 2.0, top + 1.0, block.size.width, block.size.height);
            Some(Item::new(about, words(&block, row, Align::Left, Ink::Text)))
        });
        items.collect()
    }

    fn draw_threads(&self, [_, middle, right]: [f64; 3]) -> Vec<Item> {
        let Ports { leave, arrive, go_on, end } = self.ports();
        let mut thread = 0;
        let edges = self.edges.iter().enumerate().map(|(index, edge)| {
            let pen = actor_pen(edge);
            let from = Point::new(self.who.width, HEADS + leave[index]);
            let to = Point::new(middle, HEADS + arrive[index]);
            let mut marks = vec![Mark::drawn(Path::thread(from, to), pen)];
            let mut course = vec![Path::thread(from, to)];
            for _ in &edge.towards {
                let from = Point::new(middle + self.what.width, HEADS + go_on[thread]);
                let tip = Point::new(right - 1.0, HEADS + end[thread]);
                marks.push(Mark::drawn(Path::thread(from, tip.shifted(-6.0, 0.0)), pen));
                marks.push(arrow_head(tip, tip.shifted(-10.0, 0.0), pen));
                course.push(Path::thread(from, tip));
                thread += 1;
            }
            Item::new(about(self.picture, edge), marks).along(Path::joined(course))
        });
        edges.collect()
    }

    /// Where one picture holds several verbs, each thread shows its own where it meets the box.
    fn draw_verbs(&self, middle: f64) -> Vec<Item> {
        if self.apart < SIGNS_APART {
            return Vec::new();
        }
        let arrive = self.ports().arrive;
        let signs = self.edges.iter().zip(arrive).filter_map(|(edge, height)| {
            let at = Point::new(middle - SIGN_RADIUS - 3.0, HEADS + height);
            Some(Item::ornament(glyph(edge.kind)?.marks(at, SIGN_RADIUS)))
        });
        signs.collect()
    }

    /// The heights at which threads leave plates and boxes and arrive at them.
    fn ports(&self) -> Ports {
        let edges = &self.edges;
        let right: Vec<(usize, usize)> =
            edges.iter().flat_map(|edge| edge.towards.iter().map(|&whom| (edge.to, whom))).collect();
        let leave: Ends = edges.iter().map(|edge| (edge.from, self.what.centre(edge.to))).collect();
        let arrive: Ends = edges.iter().map(|edge| (edge.to, self.who.centre(edge.from))).collect();
        let go_on: Ends = right.iter().map(|&(what, whom)| (what, self.whom.centre(whom))).collect();
        let end: Ends = right.iter().map(|&(what, whom)| (whom, self.what.centre(what))).collect();
        Ports {
            leave: self.who.spread(&leave, ENDS_APART),
            arrive: self.what.spread(&arrive, self.apart),
            go_on: self.what.spread(&go_on, ENDS_APART),
            end: self.whom.spread(&end, ENDS_APART),
        }
    }
}

/// The heights of threads' ends: one of each edge at the left, one of each addressee at the right.
struct Ports {
    leave: Vec<f64>,
    arrive: Vec<f64>,
    go_on: Vec<f64>,
    end: Vec<f64>,
}

fn figure<'a>(picture: &'a Picture, node: &'a crate::diagram::picture::Node) -> Figure<'a> {
    debug_assert!(node.group.is_none_or(|group| group < picture.groups.len()));
    match node.kind {
        NodeKind::Actor(_) => Figure::new(node, PLATE_WORDS),
        _ => Figure::new(node, BOX_WORDS).left_aligned(),
    }
}

fn head_block(text: &str, width: f64, max_lines: usize) -> TextBlock {
    TextBlock::new(&text.to_uppercase(), HEAD, width, max_lines)
}

/// The mean of some heights; half of `room` where there are none.
fn mean(heights: &[f64], room: f64) -> f64 {
    if heights.is_empty() { room / 2.0 } else { heights.iter().sum::<f64>() / heights.len() as f64 }
}

fn distinct(nodes: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut nodes: Vec<usize> = nodes.collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}
