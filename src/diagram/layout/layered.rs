//! A graph from top to bottom, what waits above what must come first. For the questions "what must come first?" and
//! "what is there at all?".
//!
//! An engine finds the places, we draw. Parts that nothing joins are placed one by one and packed like books on shelves,
//! so that the picture keeps a form that fits a page. Too large a graph is drawn without its fields, or in part; a line
//! below the picture says so.

use crate::diagram::edge::{EdgeLabel, about, bent_line, kind_pen};
use crate::diagram::figure::Figure;
use crate::diagram::frame::{Content, frame};
use crate::diagram::geometry::{Path, Point, Rect, Size};
use crate::diagram::legend;
use crate::diagram::measure::{Font, TextBlock};
use crate::diagram::picture::{Edge, NodeKind, Picture};
use crate::diagram::scene::{About, Align, Form, Item, Mark, Pen, Scene, words};
use crate::diagram::theme::Ink;

use super::engine::{Block, Direction, Elk, Engine, Graph, Line, Placement, Route};
use super::room::Roomy;

const NODE_WORDS: f64 = 175.0;
const LABEL_WORDS: f64 = 130.0;
const GROUP_HEAD: Font = Font::bold(12.0);
const BETWEEN_PARTS: f64 = 30.0;
/// Room between the heads of two lines at one border.
const ENDS_APART: f64 = 11.0;
/// How much wider than high a picture should be.
const GOOD_FORM: f64 = 1.4;
/// A part farther than this from a good form is tried from left to right too: one 2.3 times as wide as high,
/// or higher than wide.
const TOLERABLE: f64 = 0.5;

/// How much of a graph is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Above so many nodes they are drawn without their groups, which cost the engine most.
    pub grouped: usize,
    /// Above so many nodes only the best connected are drawn.
    pub nodes: usize,
    /// Above so many lines, too: each costs the engine more than a node does.
    pub lines: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { grouped: 150, nodes: 300, lines: 360 }
    }
}

impl Limits {
    /// For a picture whose nodes were chosen already.
    pub fn whole() -> Limits {
        Limits { nodes: usize::MAX, ..Limits::default() }
    }
}

/// Draws a graph in layers.
pub fn draw(picture: &Picture, limits: Limits) -> Scene {
    draw_with(&Elk, picture, limits)
}

/// Draws a graph in layers, its places found by another engine.
pub fn draw_with(engine: &dyn Engine, picture: &Picture, limits: Limits) -> Scene {
    let (drawn, left_out) = within(picture, limits);
    let mut content = Layered::new(&drawn).draw(engine);
    content.left_out.splice(0..0, left_out);
    content.legend = legend::of_graph(&drawn);
    frame(picture, content)
}

/// The part of a picture that the limits allow, and what a reader must be told.
fn within(picture: &Picture, limits: Limits) -> (Picture, Vec<String>) {
    let count = picture.nodes.len();
    let mut left_out = Vec::new();
    let mut drawn = picture.clone();
    let mut kept = count.min(limits.nodes);
    while kept < drawn.nodes.len() || (lines(&drawn) > limits.lines && kept > 2) {
        drawn = picture.restricted(&picture.best_connected(kept));
        kept = if lines(&drawn) > limits.lines { kept * 4 / 5 } else { kept };
    }
    let kept = drawn.nodes.len();
    if kept < count {
        left_out
            .push(format!("{} of {count} nodes are left out: only the {kept} best connected are drawn.", count - kept));
    }
    // Even two boxes may be joined by more lines than anybody can tell apart.
    let all = drawn.edges.len();
    let mut room = limits.lines;
    drawn.edges.retain(|edge| {
        let has_room = room > edge.towards.len();
        room = if has_room { room - 1 - edge.towards.len() } else { 0 };
        has_room
    });
    if drawn.edges.len() < all {
        left_out.push(format!("{} lines are left out: there is no room for more.", all - drawn.edges.len()));
    }
    if drawn.nodes.len() > limits.grouped && !drawn.groups.is_empty() {
        drawn.groups.clear();
        drawn.nodes.iter_mut().for_each(|node| node.group = None);
        left_out.push(format!("Above {} nodes the issues are not drawn as fields.", limits.grouped));
    }
    (drawn, left_out)
}

/// How many lines a picture has: from who to what, and on to each of the addressed.
fn lines(picture: &Picture) -> usize {
    picture.edges.iter().map(|edge| 1 + edge.towards.len()).sum()
}

/// A line of the drawing: an edge of the picture, or the way on from what is demanded to one of the addressed.
struct Strand {
    edge: usize,
    from: usize,
    to: usize,
    label: Option<EdgeLabel>,
}

struct Layered<'a> {
    picture: &'a Picture,
    figures: Vec<Figure<'a>>,
    heads: Vec<TextBlock>,
    strands: Vec<Strand>,
}

/// What belongs together: indices of nodes, groups and strands.
#[derive(Default)]
struct Part {
    nodes: Vec<usize>,
    groups: Vec<usize>,
    strands: Vec<usize>,
}

impl<'a> Layered<'a> {
    fn new(picture: &'a Picture) -> Layered<'a> {
        let mut strands = Vec::new();
        for (index, edge) in picture.edges.iter().enumerate() {
            let label = EdgeLabel::new(edge, LABEL_WORDS);
            strands.push(Strand { edge: index, from: edge.from, to: edge.to, label });
            let onward = |&whom: &usize| Strand { edge: index, from: edge.to, to: whom, label: None };
            strands.extend(edge.towards.iter().map(onward));
        }
        let head = |label: &str| TextBlock::new(label, GROUP_HEAD, NODE_WORDS, 2);
        Layered {
            picture,
            figures: picture.nodes.iter().map(|node| Figure::new(node, NODE_WORDS)).collect(),
            heads: picture.groups.iter().map(|group| head(&group.label)).collect(),
            strands,
        }
    }

    fn draw(&self, engine: &dyn Engine) -> Content {
        let mut content = Content::default();
        let parts = self.parts();
        let placements: Vec<Roomy> = parts.iter().map(|part| self.place(engine, part, &mut content)).collect();
        let sizes: Vec<Size> = placements.iter().map(|roomy| roomy.placement.size).collect();
        let (corners, size) = shelve(&sizes);
        for ((part, placement), corner) in parts.iter().zip(&placements).zip(corners) {
            let items = self.draw_part(part, placement);
            content.items.extend(items.iter().map(|item| item.shifted(corner.x, corner.y)));
        }
        content.size = size;
        content
    }

    /// Sets of nodes that no line and no field joins to each other, in the order of their first nodes.
    fn parts(&self) -> Vec<Part> {
        let groups = self.picture.groups.len();
        // Groups come first, then nodes; each points to something that it belongs together with.
        let mut parent: Vec<usize> = (0..groups + self.figures.len()).collect();
        let mut join = |one: usize, other: usize| {
            let (one, other) = (root(&parent, one), root(&parent, other));
            parent[one.max(other)] = one.min(other);
        };
        for (index, node) in self.picture.nodes.iter().enumerate() {
            node.group.into_iter().for_each(|group| join(group, groups + index));
        }
        self.strands.iter().for_each(|strand| join(groups + strand.from, groups + strand.to));
        let mut parts: Vec<Part> = (0..parent.len()).map(|_| Part::default()).collect();
        for index in 0..self.figures.len() {
            parts[root(&parent, groups + index)].nodes.push(index);
        }
        for index in 0..groups {
            parts[root(&parent, index)].groups.push(index);
        }
        for (index, strand) in self.strands.iter().enumerate() {
            parts[root(&parent, groups + strand.from)].strands.push(index);
        }
        parts.retain(|part| !part.nodes.is_empty());
        parts
    }

    fn place(&self, engine: &dyn Engine, part: &Part, content: &mut Content) -> Roomy {
        let graph = self.graph(part);
        let run = |direction| engine.place(&with_room_for_ends(&graph, direction), direction);
        let lines = part.strands.len();
        let is_ranked = graph.nodes.iter().any(|block| block.rank.is_some());
        let placed = if is_ranked { run(Direction::Right) } else { run(Direction::Down) };
        let placed = placed.map(|down| {
            if is_ranked || deformity(down.size) < TOLERABLE || part.nodes.len() < 4 {
                return down;
            }
            let right = run(Direction::Right);
            right.ok().filter(|right| deformity(right.size) < deformity(down.size)).unwrap_or(down)
        });
        let mut placement = placed.unwrap_or_else(|error| {
            content.left_out.push(format!("{lines} lines are left out: {error}."));
            list(&graph)
        });
        placement.routes.truncate(lines);
        let heads: Vec<Size> = part.groups.iter().map(|&group| self.heads[group].size).collect();
        let heads = if placement.groups.is_empty() { &[] } else { heads.as_slice() };
        Roomy::new(placement, heads)
    }

    /// What the engine gets to see of a part. Nodes of a group that nothing is joined to would all stand in one long
    /// row; unseen lines stand them in a square.
    fn graph(&self, part: &Part) -> Graph {
        let place_of = |list: &[usize], index: usize| list.iter().position(|&other| other == index);
        let node = |index: usize| place_of(&part.nodes, index).expect("a strand's ends are in its part");
        let nodes = part.nodes.iter().map(|&index| Block {
            size: self.figures[index].size(),
            group: self.picture.nodes[index].group.and_then(|group| place_of(&part.groups, group)),
            rank: rank(self.picture, index),
        });
        let line = |index: &usize| {
            let strand = &self.strands[*index];
            let label = strand.label.as_ref().map(EdgeLabel::size);
            Line { from: node(strand.from), to: node(strand.to), label }
        };
        let heads = part.groups.iter().map(|&group| self.heads[group].size);
        let mut graph =
            Graph { nodes: nodes.collect(), edges: part.strands.iter().map(line).collect(), groups: heads.collect() };
        widen_fields(&mut graph);
        add_unseen_lines(&mut graph);
        graph
    }

    fn draw_part(&self, part: &Part, Roomy { placement, heads }: &Roomy) -> Vec<Item> {
        let fields = part.groups.iter().zip(&placement.groups).zip(heads);
        let fields = fields.map(|((&group, &area), &head)| self.draw_field(group, area, head));
        let labels = placement.routes.iter().filter_map(|route| route.label);
        let gaps: Vec<Rect> = heads.iter().map(|head| head.grown(2.0)).chain(labels).collect();
        let lines = part.strands.iter().zip(&placement.routes);
        let lines = lines.map(|(&strand, route)| self.draw_strand(strand, route, &gaps));
        let nodes = part.nodes.iter().zip(&placement.nodes).map(|(&node, &area)| self.figures[node].draw(area));
        fields.chain(lines).chain(nodes).collect()
    }

    fn draw_field(&self, group: usize, area: Rect, head: Rect) -> Item {
        let field = Mark::Shape {
            form: Form::Rounded(area, 8.0),
            fill: Some(Ink::Field),
            pen: Some(Pen::new(Ink::FieldBorder, 1.0)),
        };
        let mut marks = vec![field];
        marks.extend(words(&self.heads[group], head, Align::Left, Ink::Muted));
        let group = &self.picture.groups[group];
        let about = About::group(group);
        Item::new(about, marks)
    }

    /// A line with its label. Gaps are where any words stand, its own or (which is rare: two loops at one box, say) those
    /// of another.
    fn draw_strand(&self, strand: usize, route: &Route, gaps: &[Rect]) -> Item {
        let strand = &self.strands[strand];
        let edge: &Edge = &self.picture.edges[strand.edge];
        let mut marks = bent_line(&route.points, gaps, edge.kind, kind_pen(edge));
        if let (Some(label), Some(area)) = (&strand.label, route.label) {
            marks.extend(label.draw(area));
        }
        Item::new(about(self.picture, edge), marks).along(Path::through(&route.points))
    }
}

/// Where statements are drawn as boxes of their own, everything stands in columns: who, says, on which condition, what.
fn rank(picture: &Picture, node: usize) -> Option<usize> {
    let is_ranked = picture.nodes.iter().any(|node| matches!(node.kind, NodeKind::Statement(_)));
    is_ranked.then_some(match picture.nodes[node].kind {
        NodeKind::Actor(_) => 0,
        NodeKind::Statement(_) => 1,
        NodeKind::Condition(_) => 2,
        _ => 3,
    })
}

fn root(parent: &[usize], mut index: usize) -> usize {
    while parent[index] != index {
        index = parent[index];
    }
    index
}

/// Makes boxes wide enough (or high enough, where lines run to the right) that the heads of many lines fit side by side.
fn with_room_for_ends(graph: &Graph, direction: Direction) -> Graph {
    let mut graph = graph.clone();
    for (index, block) in graph.nodes.iter_mut().enumerate() {
        let leaving = graph.edges.iter().filter(|line| line.from == index).count();
        let arriving = graph.edges.iter().filter(|line| line.to == index).count();
        let needed = (leaving.max(arriving) + 1) as f64 * ENDS_APART;
        match direction {
            Direction::Down => block.size.width = block.size.width.max(needed),
            Direction::Right => block.size.height = block.size.height.max(needed),
        }
    }
    graph
}

/// A field is as wide as what it holds: its widest box must be no narrower than its head.
fn widen_fields(graph: &mut Graph) {
    for (group, head) in graph.groups.iter().enumerate() {
        let members = graph.nodes.iter_mut().filter(|block| block.group == Some(group));
        if let Some(widest) = members.max_by(|one, other| one.size.width.total_cmp(&other.size.width)) {
            widest.size.width = widest.size.width.max(head.width);
        }
    }
}

fn add_unseen_lines(graph: &mut Graph) {
    let joined: Vec<usize> = graph.edges.iter().flat_map(|line| [line.from, line.to]).collect();
    for group in 0..graph.groups.len() {
        let alone = |index: &usize| graph.nodes[*index].group == Some(group) && !joined.contains(index);
        let loners: Vec<usize> = (0..graph.nodes.len()).filter(alone).collect();
        let columns = ((loners.len() as f64 / 2.0).sqrt().ceil() as usize).max(1);
        let below = loners.iter().zip(loners.iter().skip(columns));
        graph.edges.extend(below.map(|(&from, &to)| Line { from, to, label: None }));
    }
}

/// How far a form is from the one that fits a page.
fn deformity(size: Size) -> f64 {
    libm::log(size.width / size.height.max(1.0) / GOOD_FORM).abs()
}

/// Boxes without lines, on shelves: what remains to be shown when the engine gives up.
fn list(graph: &Graph) -> Placement {
    let sizes: Vec<Size> = graph.nodes.iter().map(|block| block.size).collect();
    let (corners, size) = shelve(&sizes);
    let nodes = corners.iter().zip(&sizes).map(|(at, size)| Rect::new(at.x, at.y, size.width, size.height)).collect();
    Placement { size, nodes, groups: Vec::new(), routes: Vec::new() }
}

/// Puts blocks on shelves, the highest first, so that the whole has a good form. Gives each block's upper left corner.
fn shelve(sizes: &[Size]) -> (Vec<Point>, Size) {
    let area: f64 = sizes.iter().map(|size| (size.width + BETWEEN_PARTS) * (size.height + BETWEEN_PARTS)).sum();
    let widest = sizes.iter().map(|size| size.width).fold(0.0, f64::max);
    let room = widest.max((area * GOOD_FORM).sqrt());
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by(|&one, &other| sizes[other].height.total_cmp(&sizes[one].height).then(one.cmp(&other)));
    let mut corners = vec![Point::default(); sizes.len()];
    let (mut at, mut shelf, mut whole) = (Point::default(), 0.0_f64, Size::default());
    for index in order {
        let size = sizes[index];
        if at.x > 0.0 && at.x + size.width > room {
            at = Point::new(0.0, at.y + shelf + BETWEEN_PARTS);
            shelf = 0.0;
        }
        corners[index] = at;
        shelf = shelf.max(size.height);
        whole = Size::new(whole.width.max(at.x + size.width), whole.height.max(at.y + size.height));
        at.x += size.width + BETWEEN_PARTS;
    }
    (corners, whole)
}
