//! A table: things by issue down the side, actors across the top, a sign where an actor says something of a thing. For the
//! question "who wants what?".
//!
//! A row that some want and others do not is tinted, and says so at its end; so is one that cannot be had beside what
//! somebody else wants. What hangs on a condition bears the
//! condition's sign beside its own; what is open, inferred or from an unnamed source has a dashed ring around it.

use std::collections::BTreeMap;

use crate::diagram::edge::about;
use crate::diagram::figure::about_node;
use crate::diagram::frame::{Content, frame};
use crate::diagram::geometry::{Path, Point, Rect, Size, Step};
use crate::diagram::glyph::{Glyph, Stance};
use crate::diagram::legend::{self, Entry, Sample};
use crate::diagram::measure::{Font, TextBlock};
use crate::diagram::picture::{Edge, EdgeKind, NodeKind, Picture};
use crate::diagram::scene::{About, Align, Form, Item, Mark, Pen, Scene, words};
use crate::diagram::theme::Ink;

const HEAD: Font = Font::bold(11.5);
const GROUP: Font = Font::bold(13.0);
const LABEL: Font = Font::regular(13.0);
const TAG: Font = Font::bold(10.5);
const LABEL_WORDS: f64 = 330.0;
const HEAD_WORDS: f64 = 92.0;
const LEAST_COLUMN: f64 = 72.0;
const BETWEEN_COLUMNS: f64 = 6.0;
const BESIDE_LABEL: f64 = 10.0;
const LEAST_ROW: f64 = 26.0;
const GROUP_ROW: f64 = 30.0;
const BETWEEN_GROUPS: f64 = 14.0;
const SIGN: f64 = 8.0;
/// The room of a sign with a ring around it, and of one that tells its condition.
const SIGN_ROOM: f64 = 23.0;
const CONDITION: f64 = 5.5;
const CONDITION_ROOM: f64 = 13.0;
const TAG_WORDS: f64 = 250.0;
const BESIDE_TAG: f64 = 24.0;

/// Draws who says what of each thing.
pub fn draw(picture: &Picture) -> Scene {
    let matrix = Matrix::new(picture);
    let mut content = matrix.draw();
    content.legend = legend::stances(legend::verbs(picture));
    content.legend.extend(legend::conditions(legend::noted(picture)));
    content.legend.extend(legend::open(picture));
    if matrix.rows.iter().any(|row| row.tag.is_some()) {
        content.legend.push(Entry::new(Sample::Stripe(Ink::FindingGround), "cannot go the way all of them want"));
    }
    frame(picture, content)
}

struct Matrix<'a> {
    picture: &'a Picture,
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// What an actor says of a thing, by their nodes.
    cells: BTreeMap<(usize, usize), Vec<&'a Edge>>,
    label_width: f64,
    head_height: f64,
}

struct Column {
    node: usize,
    name: TextBlock,
    width: f64,
}

struct Row {
    node: usize,
    label: TextBlock,
    height: f64,
    /// Why it is tinted, where it is.
    tag: Option<TextBlock>,
}

impl<'a> Matrix<'a> {
    fn new(picture: &'a Picture) -> Matrix<'a> {
        let is_actor = |node: usize| matches!(picture.nodes[node].kind, NodeKind::Actor(_));
        let mut cells: BTreeMap<(usize, usize), Vec<&Edge>> = BTreeMap::new();
        for edge in &picture.edges {
            if let (EdgeKind::Stance(_), true, false) = (edge.kind, is_actor(edge.from), is_actor(edge.to)) {
                cells.entry((edge.to, edge.from)).or_default().push(edge);
            }
        }
        let mut things: Vec<usize> = (0..picture.nodes.len()).filter(|&node| !is_actor(node)).collect();
        things.sort_by_key(|&node| picture.nodes[node].group.unwrap_or(usize::MAX));
        // The widest cell of each. Who is only addressed has no column.
        let mut widths: BTreeMap<usize, f64> = BTreeMap::new();
        for (&(_, actor), edges) in &cells {
            let width = edges.iter().map(|edge| sign_room(edge)).sum::<f64>();
            let widest = widths.entry(actor).or_default();
            *widest = widest.max(width);
        }
        let columns: Vec<Column> = widths.into_iter().map(|(node, width)| Column::new(picture, node, width)).collect();
        let rows: Vec<Row> = things.into_iter().map(|node| Row::new(picture, node, &cells)).collect();
        let label_width = rows.iter().map(|row| row.label.size.width).fold(0.0, f64::max);
        let head_height = columns.iter().map(|column| column.name.size.height + 12.0).fold(0.0, f64::max);
        Matrix { picture, columns, rows, cells, label_width, head_height }
    }

    fn draw(&self) -> Content {
        let left = self.label_width + 2.0 * BESIDE_LABEL;
        let columns = self.columns.iter().map(|column| column.width + BETWEEN_COLUMNS).sum::<f64>();
        let tags = self.rows.iter().filter_map(|row| row.tag.as_ref());
        let tags = tags.map(|tag| tag.size.width + BESIDE_TAG + BESIDE_LABEL).fold(0.0, f64::max);
        let width = left + columns + tags;
        let mut items = self.draw_heads(left);
        let mut top = self.head_height + 6.0;
        let mut group = None;
        for row in &self.rows {
            let own = self.picture.nodes[row.node].group;
            if group != Some(own) {
                top += if group.is_some() { BETWEEN_GROUPS } else { 0.0 };
                if let Some(own) = own {
                    items.push(self.draw_group(own, Rect::new(0.0, top, width, GROUP_ROW)));
                    top += GROUP_ROW;
                }
                group = Some(own);
            }
            items.extend(self.draw_row(row, Rect::new(0.0, top, width, row.height), left));
            top += row.height;
        }
        if self.rows.is_empty() {
            return Content::default();
        }
        Content { items, size: Size::new(width, top), ..Content::default() }
    }

    /// The actors' plates, their feet on one line.
    fn draw_heads(&self, left: f64) -> Vec<Item> {
        let mut x = left;
        let heads = self.columns.iter().map(|column| {
            let node = &self.picture.nodes[column.node];
            let NodeKind::Actor(colour) = node.kind else { unreachable!("columns are actors") };
            let height = column.name.size.height + 10.0;
            let plate = Rect::new(x, self.head_height - height, column.width, height);
            x += column.width + BETWEEN_COLUMNS;
            let mut marks = vec![Mark::filled(Form::Rounded(plate, 5.0), Ink::Actor(colour))];
            let area = Rect::new(plate.x, plate.y + 4.5, plate.width, column.name.size.height);
            marks.extend(words(&column.name, area, Align::Centre, Ink::OnPlate));
            Item::new(about_node(node), marks)
        });
        heads.collect()
    }

    fn draw_group(&self, group: usize, area: Rect) -> Item {
        let group = &self.picture.groups[group];
        let name = TextBlock::new(&group.label, GROUP, area.width, 1);
        let row = Rect::new(area.x, area.bottom() - name.size.height - 4.0, name.size.width, name.size.height);
        let mut marks = words(&name, row, Align::Left, Ink::Text);
        let rule = Path::through(&[Point::new(area.x, area.bottom()), Point::new(area.right(), area.bottom())]);
        marks.push(Mark::drawn(rule, Pen::new(Ink::Border, 1.0)));
        Item::new(About::group(group), marks)
    }

    fn draw_row(&self, row: &Row, area: Rect, left: f64) -> Vec<Item> {
        let ground = if row.tag.is_some() { Ink::FindingGround } else { Ink::Paper };
        let stripe = Rect::new(area.x, area.y + 1.0, area.width, area.height - 2.0);
        let mut marks = vec![Mark::filled(Form::Rounded(stripe, 4.0), ground)];
        let middle = area.centre().y;
        let label = row.label.size;
        let label = Rect::new(area.x + BESIDE_LABEL, middle - label.height / 2.0, label.width, label.height);
        marks.extend(words(&row.label, label, Align::Left, Ink::Text));
        let mut x = left;
        let mut cells = Vec::new();
        let mut dots = Path::default();
        for column in &self.columns {
            let cell = Rect::new(x, area.y, column.width, area.height);
            x += column.width + BETWEEN_COLUMNS;
            match self.cells.get(&(row.node, column.node)) {
                Some(edges) => cells.extend(self.draw_cell(edges, cell)),
                // A stroke without length, whose round ends make a dot.
                None => dots.steps.extend([Step::Move(cell.centre()), Step::Line(cell.centre())]),
            }
        }
        if !dots.steps.is_empty() {
            marks.push(Mark::drawn(dots, Pen::new(Ink::FieldBorder, 2.4)));
        }
        if let Some(tag) = &row.tag {
            marks.extend(draw_tag(tag, Point::new(x + 8.0, middle)));
        }
        let row = Item::new(about_node(&self.picture.nodes[row.node]), marks);
        std::iter::once(row).chain(cells).collect()
    }

    /// The signs of one actor on one thing, side by side.
    fn draw_cell(&self, edges: &[&Edge], cell: Rect) -> Vec<Item> {
        let mut x = cell.centre().x - edges.iter().map(|edge| sign_room(edge)).sum::<f64>() / 2.0;
        let items = edges.iter().map(|edge| {
            let at = Point::new(x + SIGN_ROOM / 2.0, cell.centre().y);
            x += sign_room(edge);
            let EdgeKind::Stance(verb) = edge.kind else { unreachable!("cells hold stances") };
            let mut marks = Glyph::verb(verb).marks(at, SIGN);
            if edge.dashed {
                let ring = Form::Path(Path::circle(at, SIGN + 3.0));
                let pen = Pen::new(Ink::Muted, 1.1).short_dashes();
                marks.push(Mark::Shape { form: ring, fill: None, pen: Some(pen) });
            }
            for (place, kind) in distinct_conditions(edge).into_iter().enumerate() {
                let dx = SIGN_ROOM / 2.0 + CONDITION_ROOM * (place as f64 + 0.5);
                marks.extend(Glyph::Condition(kind).marks(at.shifted(dx, 0.0), CONDITION));
            }
            Item::new(about(self.picture, edge), marks)
        });
        items.collect()
    }
}

/// A cross, and why.
fn draw_tag(tag: &TextBlock, at: Point) -> Vec<Mark> {
    let cross = [[(0.5, -3.5), (7.5, 3.5)], [(0.5, 3.5), (7.5, -3.5)]];
    let stroke = |ends: [(f64, f64); 2]| {
        let ends = ends.map(|(dx, dy)| at.shifted(dx, dy));
        Mark::drawn(Path::through(&ends), Pen::new(Ink::Finding, 2.0))
    };
    let mut marks: Vec<Mark> = cross.into_iter().map(stroke).collect();
    let area = Rect::new(at.x + 14.0, at.y - tag.size.height / 2.0, tag.size.width, tag.size.height);
    marks.extend(words(tag, area, Align::Left, Ink::Finding));
    marks
}

fn sign_room(edge: &Edge) -> f64 {
    SIGN_ROOM + CONDITION_ROOM * distinct_conditions(edge).len() as f64
}

fn distinct_conditions(edge: &Edge) -> Vec<crate::diagram::picture::ConditionKind> {
    let mut kinds: Vec<_> = edge.conditions.iter().map(|note| note.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

impl Column {
    fn new(picture: &Picture, node: usize, widest_cell: f64) -> Column {
        let name = TextBlock::new(picture.nodes[node].name(), HEAD, HEAD_WORDS, 3);
        let width = LEAST_COLUMN.max(name.size.width + 14.0).max(widest_cell);
        Column { node, name, width }
    }
}

impl Row {
    fn new(picture: &Picture, node: usize, cells: &BTreeMap<(usize, usize), Vec<&Edge>>) -> Row {
        let label = TextBlock::new(picture.nodes[node].name(), LABEL, LABEL_WORDS, 3);
        let own = cells.range((node, 0)..(node + 1, 0)).flat_map(|(_, edges)| edges);
        let sides: Vec<(usize, bool)> = own
            .filter_map(|edge| match edge.kind {
                // A threat is no wish.
                EdgeKind::Stance(verb) if Stance::of(verb) != Stance::Threat => Some((edge.from, verb.is_positive())),
                _ => None,
            })
            .collect();
        let takes_other_side =
            |&(actor, side): &(usize, bool)| sides.iter().any(|&(other, others)| actor != other && side != others);
        let tag = if sides.iter().any(takes_other_side) { Some("contested".into()) } else { clashing(picture, node) };
        let tag = tag.map(|tag: String| TextBlock::new(&tag, TAG, TAG_WORDS, 2));
        let words = tag.as_ref().map_or(0.0, |tag| tag.size.height);
        let height = (label.size.height.max(words) + 9.0).max(LEAST_ROW);
        Row { node, label, height, tag }
    }
}

/// What a thing cannot be had with, as they are wanted.
fn clashing(picture: &Picture, node: usize) -> Option<String> {
    let clashes = picture.edges.iter().filter(|edge| edge.kind == EdgeKind::Clashes);
    let mut others = clashes.filter_map(|edge| match (edge.from == node, edge.to == node) {
        (true, false) => Some(edge.to),
        (false, true) => Some(edge.from),
        _ => None,
    });
    let first = picture.nodes[others.next()?].name();
    match others.count() {
        0 => Some(format!("clashes with “{first}”")),
        more => Some(format!("clashes with “{first}” and {more} more")),
    }
}
