//! Finds places for the boxes and lines of a graph. Only coordinates cross this border: sizes go in, places come out, so
//! that one engine can take another's place.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diagram::geometry::{Point, Rect, Size};

/// A graph of which an engine sees nothing but sizes. Indices count from 0.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    pub nodes: Vec<Block>,
    pub edges: Vec<Line>,
    /// The head of each group, above what it holds and no wider than that.
    pub groups: Vec<Size>,
}

/// A box to be placed.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    pub size: Size,
    pub group: Option<usize>,
    /// Blocks of a lower rank stand before those of a higher one.
    pub rank: Option<usize>,
}

/// A line to be led from one box to another.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub from: usize,
    pub to: usize,
    pub label: Option<Size>,
}

/// Which way the lines run.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    Down,
    Right,
}

/// Where everything goes; each list in the order of the graph's.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Placement {
    pub size: Size,
    pub nodes: Vec<Rect>,
    pub groups: Vec<Rect>,
    pub routes: Vec<Route>,
}

/// The corners of a line, and the place of its label.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Route {
    pub points: Vec<Point>,
    pub label: Option<Rect>,
}

/// Why an engine found no places.
#[derive(Debug, thiserror::Error)]
#[error("the layout engine gave up: {0}")]
pub struct EngineError(String);

/// Finds places.
pub trait Engine {
    fn place(&self, graph: &Graph, direction: Direction) -> Result<Placement, EngineError>;
}

/// ELK's layered layout (Sugiyama, Tagawa and Toda 1981), in its Rust port: right-angled lines, labels in line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Elk;

impl Engine for Elk {
    fn place(&self, graph: &Graph, direction: Direction) -> Result<Placement, EngineError> {
        let question = describe(graph, direction).to_string();
        // The port keeps the crashes of its original; one of them must not take the whole report with it.
        let answer = std::panic::catch_unwind(|| elkrs::create_elk().layout_json(&question));
        let answer = answer.map_err(|_| EngineError("it crashed".into()))?.map_err(EngineError)?;
        read(&answer, graph).ok_or_else(|| EngineError("its answer lacks a place".into()))
    }
}

fn describe(graph: &Graph, direction: Direction) -> Value {
    let node = |(index, block): (usize, &Block)| {
        let mut node = json!({ "id": format!("n{index}"), "width": block.size.width, "height": block.size.height });
        if let Some(rank) = block.rank {
            node["layoutOptions"] = json!({ "org.eclipse.elk.partitioning.partition": rank.to_string() });
        }
        node
    };
    let members = |group: Option<usize>| -> Vec<Value> {
        graph.nodes.iter().enumerate().filter(|(_, block)| block.group == group).map(node).collect()
    };
    let groups = graph.groups.iter().enumerate().map(|(index, head)| {
        let rank = graph.nodes.iter().filter(|block| block.group == Some(index)).find_map(|block| block.rank);
        json!({
            "id": format!("g{index}"),
            "layoutOptions": {
                "org.eclipse.elk.padding": format!("[top={},left=14,bottom=14,right=14]", head.height + 12.0),
                "org.eclipse.elk.partitioning.partition": rank.unwrap_or_default().to_string(),
            },
            "children": members(Some(index)),
        })
    });
    let children: Vec<Value> = groups.chain(members(None)).collect();
    let edges: Vec<Value> = graph.edges.iter().enumerate().map(describe_line).collect();
    let mut options = options(direction);
    options["org.eclipse.elk.partitioning.activate"] =
        graph.nodes.iter().any(|block| block.rank.is_some()).to_string().into();
    json!({ "id": "root", "layoutOptions": options, "children": children, "edges": edges })
}

fn describe_line((index, line): (usize, &Line)) -> Value {
    let label = line.label.map(|size| {
        json!({
            "id": format!("l{index}"),
            "text": "label",
            "width": size.width,
            "height": size.height,
            "layoutOptions": {
                "org.eclipse.elk.edgeLabels.inline": "true",
                "org.eclipse.elk.edgeLabels.placement": "CENTER",
            },
        })
    });
    json!({
        "id": format!("e{index}"),
        "sources": [format!("n{}", line.from)],
        "targets": [format!("n{}", line.to)],
        "labels": label.into_iter().collect::<Vec<_>>(),
    })
}

fn options(direction: Direction) -> Value {
    let direction = match direction {
        Direction::Down => "DOWN",
        Direction::Right => "RIGHT",
    };
    json!({
        "org.eclipse.elk.algorithm": "org.eclipse.elk.layered",
        "org.eclipse.elk.direction": direction,
        "org.eclipse.elk.edgeRouting": "ORTHOGONAL",
        "org.eclipse.elk.hierarchyHandling": "INCLUDE_CHILDREN",
        "org.eclipse.elk.randomSeed": "1",
        "org.eclipse.elk.separateConnectedComponents": "false",
        "org.eclipse.elk.padding": "[top=2,left=2,bottom=2,right=2]",
        "org.eclipse.elk.spacing.nodeNode": "26",
        "org.eclipse.elk.spacing.edgeNode": "16",
        "org.eclipse.elk.spacing.edgeEdge": "12",
        "org.eclipse.elk.spacing.nodeSelfLoop": "14",
        "org.eclipse.elk.layered.spacing.nodeNodeBetweenLayers": "30",
        "org.eclipse.elk.layered.spacing.edgeNodeBetweenLayers": "16",
        "org.eclipse.elk.layered.spacing.edgeEdgeBetweenLayers": "12",
        "org.eclipse.elk.layered.nodePlacement.strategy": "BRANDES_KOEPF",
        "org.eclipse.elk.layered.nodePlacement.bk.fixedAlignment": "BALANCED",
    })
}

fn read(answer: &Value, graph: &Graph) -> Option<Placement> {
    let mut found = Found::default();
    found.collect(answer, Point::default());
    Some(Placement {
        size: Size::new(number(answer, "width")?, number(answer, "height")?),
        nodes: (0..graph.nodes.len()).map(|index| found.area(&format!("n{index}"))).collect::<Option<_>>()?,
        groups: (0..graph.groups.len()).map(|index| found.area(&format!("g{index}"))).collect::<Option<_>>()?,
        routes: (0..graph.edges.len()).map(|index| found.route(graph, index)).collect::<Option<_>>()?,
    })
}

/// The boxes and lines of an answer by their ids, at whatever depth the engine put them.
#[derive(Default)]
struct Found<'a> {
    areas: BTreeMap<&'a str, Rect>,
    lines: BTreeMap<&'a str, &'a Value>,
}

impl<'a> Found<'a> {
    /// Gathers what a field holds. The engine counts a box from the corner of the field around it.
    fn collect(&mut self, field: &'a Value, corner: Point) {
        for line in list(field, "edges") {
            self.lines.insert(name(line), line);
        }
        for child in list(field, "children") {
            let Some(area) = rect(child).map(|area| area.shifted(corner.x, corner.y)) else { continue };
            self.areas.insert(name(child), area);
            self.collect(child, Point::new(area.x, area.y));
        }
    }

    fn area(&self, id: &str) -> Option<Rect> {
        self.areas.get(id).copied()
    }

    /// A line, which the engine counts from the corner of the smallest field that holds both of its ends.
    fn route(&self, graph: &Graph, index: usize) -> Option<Route> {
        let Line { from, to, .. } = graph.edges[index];
        let (from, to) = (graph.nodes[from].group, graph.nodes[to].group);
        let field = from.filter(|_| from == to).and_then(|group| self.area(&format!("g{group}")));
        let corner = field.unwrap_or_default();
        let line = self.lines.get(format!("e{index}").as_str())?;
        let section = list(line, "sections").first()?;
        let ends = [section.get("startPoint")?, section.get("endPoint")?];
        let corners = std::iter::once(ends[0]).chain(list(section, "bendPoints")).chain([ends[1]]);
        let points = corners.map(|at| point(at).map(|at| at.shifted(corner.x, corner.y)));
        let label = list(line, "labels").first().and_then(rect).map(|area| area.shifted(corner.x, corner.y));
        Some(Route { points: points.collect::<Option<_>>()?, label })
    }
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn name(value: &Value) -> &str {
    value.get("id").and_then(Value::as_str).unwrap_or_default()
}

fn number(value: &Value, key: &str) -> Option<f64> {
    value.get(key)?.as_f64()
}

fn point(value: &Value) -> Option<Point> {
    Some(Point::new(number(value, "x")?, number(value, "y")?))
}

fn rect(value: &Value) -> Option<Rect> {
    let at = point(value)?;
    Some(Rect::new(at.x, at.y, number(value, "width")?, number(value, "height")?))
}
