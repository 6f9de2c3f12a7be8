//! Evidence from left to right: articles, their words, what was noted from them, and what was found. For the question
//! "why?".
//!
//! Each statement has a row of its own, with its quotes beside it; articles stand as near to their quotes as they can, and
//! what was found stands in the middle of it all. Lines run between the columns only, so that none meets a word.

use crate::diagram::edge::{about, arrow_head, kind_pen};
use crate::diagram::figure::Figure;
use crate::diagram::frame::{Content, frame};
use crate::diagram::geometry::{Path, Point, Rect, Size};
use crate::diagram::legend;
use crate::diagram::picture::{Edge, EdgeKind, NodeKind, Picture};
use crate::diagram::scene::{Item, Mark, Scene};

use super::settle::settle;

const WIDTHS: [f64; 4] = [150.0, 290.0, 260.0, 170.0];
const MOST_LINES: [usize; 4] = [5, 8, 8, 8];
const BETWEEN_COLUMNS: f64 = 64.0;
const BETWEEN_ROWS: f64 = 18.0;
const BETWEEN_QUOTES: f64 = 8.0;
const ENDS_APART: f64 = 9.0;

/// Draws what a finding rests on.
pub fn draw(picture: &Picture) -> Scene {
    let chain = Chain::new(picture);
    let mut content = chain.draw();
    content.legend = legend::stances(legend::statements(picture));
    content.legend.extend(legend::open(picture));
    frame(picture, content)
}

/// The columns, by what stands in them.
fn column(kind: NodeKind) -> usize {
    match kind {
        NodeKind::Article => 0,
        NodeKind::Quote => 1,
        NodeKind::Finding => 3,
        _ => 2,
    }
}

struct Chain<'a> {
    picture: &'a Picture,
    figures: Vec<Figure<'a>>,
    areas: Vec<Rect>,
    height: f64,
}

impl<'a> Chain<'a> {
    fn new(picture: &'a Picture) -> Chain<'a> {
        let figure = |node: &'a crate::diagram::picture::Node| {
            let column = column(node.kind);
            let figure = Figure::with_lines(node, WIDTHS[column], MOST_LINES[column]);
            if column == 3 { figure } else { figure.left_aligned() }
        };
        let figures: Vec<Figure> = picture.nodes.iter().map(figure).collect();
        let areas = vec![Rect::default(); figures.len()];
        let mut chain = Chain { picture, figures, areas, height: 0.0 };
        chain.place_rows();
        chain.place_beside(0);
        chain.place_beside(3);
        chain.spread_columns();
        chain
    }

    fn nodes_in(&self, wanted: usize) -> Vec<usize> {
        (0..self.figures.len()).filter(|&node| column(self.picture.nodes[node].kind) == wanted).collect()
    }

    /// The nodes at the other ends of a node's lines.
    fn joined(&self, node: usize) -> Vec<usize> {
        let other = |edge: &Edge| match (edge.from == node, edge.to == node) {
            (true, _) => Some(edge.to),
            (_, true) => Some(edge.from),
            _ => None,
        };
        self.picture.edges.iter().filter_map(other).collect()
    }

    /// Statements below each other, each with its quotes beside it.
    fn place_rows(&mut self) {
        let mut top = 0.0;
        let mut placed = vec![false; self.figures.len()];
        for statement in self.nodes_in(2) {
            let size = self.figures[statement].size();
            let quotes = self.joined(statement).into_iter().filter(|&node| column(self.picture.nodes[node].kind) == 1);
            let quotes: Vec<usize> = quotes.filter(|&quote| !std::mem::replace(&mut placed[quote], true)).collect();
            let stack = quotes.iter().map(|&quote| self.figures[quote].size().height + BETWEEN_QUOTES).sum::<f64>();
            let height = size.height.max(stack - BETWEEN_QUOTES);
            self.areas[statement] = Rect::new(0.0, top + (height - size.height) / 2.0, size.width, size.height);
            let mut at = top + (height - (stack - BETWEEN_QUOTES)) / 2.0;
            for quote in quotes {
                let size = self.figures[quote].size();
                self.areas[quote] = Rect::new(0.0, at, size.width, size.height);
                at += size.height + BETWEEN_QUOTES;
            }
            top += height + BETWEEN_ROWS;
        }
        self.height = (top - BETWEEN_ROWS).max(0.0);
    }

    /// The nodes of a column as near as possible to the middle of what they are joined to.
    fn place_beside(&mut self, column: usize) {
        let mut nodes = self.nodes_in(column);
        let wish = |node: usize| {
            let ends: Vec<f64> = self.joined(node).into_iter().map(|other| self.areas[other].centre().y).collect();
            if ends.is_empty() { self.height / 2.0 } else { ends.iter().sum::<f64>() / ends.len() as f64 }
        };
        let wishes: Vec<f64> = (0..self.figures.len()).map(wish).collect();
        nodes.sort_by(|&one, &other| wishes[one].total_cmp(&wishes[other]).then(one.cmp(&other)));
        let wanted: Vec<f64> = nodes.iter().map(|&node| wishes[node]).collect();
        let sizes: Vec<Size> = nodes.iter().map(|&node| self.figures[node].size()).collect();
        let heights: Vec<f64> = sizes.iter().map(|size| size.height).collect();
        let needed = heights.iter().sum::<f64>() + BETWEEN_ROWS * heights.len().saturating_sub(1) as f64;
        self.height = self.height.max(needed);
        let tops = settle(&wanted, &heights, BETWEEN_ROWS, self.height);
        for ((&node, size), top) in nodes.iter().zip(sizes).zip(tops) {
            self.areas[node] = Rect::new(0.0, top, size.width, size.height);
        }
    }

    /// Columns side by side, each as wide as what it holds.
    fn spread_columns(&mut self) {
        let mut left = 0.0;
        for column in 0..WIDTHS.len() {
            let nodes = self.nodes_in(column);
            let width = nodes.iter().map(|&node| self.areas[node].width).fold(0.0, f64::max);
            for &node in &nodes {
                (self.areas[node].x, self.areas[node].width) = (left, width);
            }
            left += if nodes.is_empty() { 0.0 } else { width + BETWEEN_COLUMNS };
        }
    }

    fn draw(&self) -> Content {
        let mut items: Vec<Item> = self.lines();
        items.extend(self.figures.iter().zip(&self.areas).map(|(figure, &area)| figure.draw(area)));
        let size = self.areas.iter().copied().reduce(Rect::union).unwrap_or_default();
        Content { items, size: Size::new(size.right(), size.bottom()), ..Content::default() }
    }

    /// Lines from the right border of the one to the left border of the other, their ends in the order of what they lead
    /// to.
    fn lines(&self) -> Vec<Item> {
        let edges = &self.picture.edges;
        let port = |index: usize, node: usize, is_start: bool| {
            let end = |edge: &Edge| if is_start { (edge.from, edge.to) } else { (edge.to, edge.from) };
            let mut own: Vec<(f64, usize)> = (0..edges.len())
                .filter(|&other| end(&edges[other]).0 == node)
                .map(|other| (self.areas[end(&edges[other]).1].centre().y, other))
                .collect();
            own.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
            let place = own.iter().position(|&(_, other)| other == index).unwrap_or_default() as f64;
            let room = (self.areas[node].height - 12.0).max(0.0);
            let apart = ENDS_APART.min(room / own.len().max(1) as f64);
            self.areas[node].centre().y + (place - (own.len() - 1) as f64 / 2.0) * apart
        };
        let line = |(index, edge): (usize, &Edge)| {
            let from = Point::new(self.areas[edge.from].right(), port(index, edge.from, true));
            let tip = Point::new(self.areas[edge.to].x - 1.0, port(index, edge.to, false));
            let pen = kind_pen(edge);
            let mut marks = vec![Mark::drawn(Path::thread(from, tip.shifted(-6.0, 0.0)), pen)];
            marks.push(arrow_head(tip, tip.shifted(-10.0, 0.0), pen));
            Item::new(about(self.picture, edge), marks).along(Path::thread(from, tip))
        };
        let shown = edges.iter().enumerate().filter(|(_, edge)| {
            column(self.picture.nodes[edge.from].kind) < column(self.picture.nodes[edge.to].kind)
                && matches!(edge.kind, EdgeKind::Plain | EdgeKind::Concerns)
        });
        shown.map(line).collect()
    }
}
