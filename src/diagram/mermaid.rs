//! Writes a picture as a Mermaid flowchart, for those who paste into a wiki or an issue: text that GitHub, GitLab and many
//! others draw. Ids come from the records' own, and lines are sorted, as in DOT.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::dot::lines;
use super::edge::kind_pen;
use super::escape::{link, mermaid_text};
use super::picture::{EdgeKind, Node, NodeKind, Picture};
use super::scene::Dash;
use super::theme::{Ink, Theme};

/// Mermaid draws no chart of more edges, or more letters, unless the page that holds it was told to; these leave some
/// room below its limits.
const MOST_EDGES: usize = 480;
const MOST_LETTERS: usize = 48_000;

/// The picture as a flowchart, in the colours of a theme. Of a picture that is too large for Mermaid, what is best
/// connected is written, and a note among the nodes says so.
pub fn write(picture: &Picture, theme: Theme) -> String {
    let count = picture.nodes.len();
    let mut kept = count;
    let mut text = chart(picture, theme);
    while kept > 1 && (text.len() > MOST_LETTERS || text.lines().filter(|line| is_edge(line)).count() > MOST_EDGES) {
        kept = kept * 4 / 5;
        let mut part = picture.restricted(&picture.best_connected(kept));
        let label = format!("{} of {count} nodes are left out: Mermaid draws no more", count - kept);
        part.nodes.push(Node { id: "left_out".into(), label, kind: NodeKind::Remark, ..Node::default() });
        text = chart(&part, theme);
    }
    text
}

fn is_edge(line: &str) -> bool {
    ["-->", "-.->", "---", "-.-", "x--x"].iter().any(|arrow| line.contains(arrow))
}

fn chart(picture: &Picture, theme: Theme) -> String {
    let mut chart = Chart { picture, ids: ids(picture), text: String::new() };
    // JSON's strings are YAML's, too.
    let title = serde_json::Value::from(super::escape::drawable(&picture.title));
    chart.line(0, &format!("---\ntitle: {title}\n---\nflowchart LR"));
    let mut groups: Vec<usize> = (0..picture.groups.len()).collect();
    groups.sort_by_key(|&group| &picture.groups[group].id);
    for group in groups {
        let (id, label) = (identifier(&picture.groups[group].id), mermaid_text(&picture.groups[group].label));
        chart.line(1, &format!("subgraph issue_{id} [{label}]"));
        chart.nodes(Some(group), 2);
        chart.line(1, "end");
    }
    chart.nodes(None, 1);
    chart.edges();
    chart.links();
    chart.styles(theme);
    chart.text
}

struct Chart<'a> {
    picture: &'a Picture,
    ids: Vec<String>,
    text: String,
}

impl Chart<'_> {
    fn line(&mut self, depth: usize, line: &str) {
        writeln!(self.text, "{}{line}", "    ".repeat(depth)).expect("a string takes any text");
    }

    fn nodes(&mut self, group: Option<usize>, depth: usize) {
        for node in sorted(self.picture).filter(|&node| self.picture.nodes[node].group == group).collect::<Vec<_>>() {
            let line = self.node(node);
            self.line(depth, &line);
        }
    }

    fn node(&self, index: usize) -> String {
        let node = &self.picture.nodes[index];
        let names = [Some(node.name()), node.sublabel.as_deref()].into_iter().flatten().collect::<Vec<_>>();
        let (open, close) = brackets(node.kind);
        format!("{}{open}{}{close}:::{}", self.ids[index], mermaid_text(&names.join("\n")), class(node))
    }

    fn edges(&mut self) {
        let place: BTreeMap<&str, usize> =
            self.picture.nodes.iter().enumerate().map(|(index, node)| (node.id.as_str(), index)).collect();
        for (from, to, words, edge) in lines(self.picture) {
            let is_dashed = kind_pen(edge).dash != Dash::Whole;
            let line = match (edge.kind, is_dashed) {
                (EdgeKind::Excludes | EdgeKind::Clashes, _) => "x--x",
                (kind, true) if kind.is_mutual() => "-.-",
                (kind, false) if kind.is_mutual() => "---",
                (_, true) => "-.->",
                (_, false) => "-->",
            };
            let words = if words.trim().is_empty() { String::new() } else { format!("|{}|", mermaid_text(&words)) };
            let line = format!("{} {line}{words} {}", self.ids[place[from]], self.ids[place[to]]);
            self.line(1, &line);
        }
    }

    /// Addresses that lead somewhere from wherever the text is pasted.
    fn links(&mut self) {
        for node in sorted(self.picture).collect::<Vec<_>>() {
            let address = self.picture.nodes[node].link.as_deref().and_then(link);
            if let Some(address) = address.filter(|address| address.starts_with("http")) {
                let line =
                    format!("click {} href \"{}\"", self.ids[node], address.replace('"', "%22").replace(';', "%3B"));
                self.line(1, &line);
            }
        }
    }

    fn styles(&mut self, theme: Theme) {
        let classes: BTreeMap<String, NodeKind> =
            self.picture.nodes.iter().map(|node| (class(node), node.kind)).collect();
        for (class, kind) in classes {
            let (ground, words, border) = inks(kind);
            let colour = |ink: Ink| theme.colour(ink);
            let dashes = if class.ends_with("open") { ",stroke-dasharray:5 4" } else { "" };
            let (ground, words, border) = (colour(ground), colour(words), colour(border));
            self.line(1, &format!("classDef {class} fill:{ground},color:{words},stroke:{border}{dashes}"));
        }
    }
}

fn sorted(picture: &Picture) -> impl Iterator<Item = usize> + use<> {
    let mut nodes: Vec<usize> = (0..picture.nodes.len()).collect();
    nodes.sort_by_key(|&node| &picture.nodes[node].id);
    nodes.into_iter()
}

/// The forms that every version of Mermaid knows.
fn brackets(kind: NodeKind) -> (&'static str, &'static str) {
    match kind {
        NodeKind::Actor(_) | NodeKind::Quote | NodeKind::Remark => ("[", "]"),
        NodeKind::Proposition => ("(", ")"),
        NodeKind::Condition(_) => ("{{", "}}"),
        NodeKind::Finding => ("[[", "]]"),
        NodeKind::Statement(_) => ("([", "])"),
        NodeKind::Article => ("[/", "/]"),
    }
}

fn class(node: &Node) -> String {
    let class = match node.kind {
        NodeKind::Actor(_) => Ink::name(inks(node.kind).0).replace('-', ""),
        kind => super::figure::kind_name(kind).to_owned(),
    };
    if node.dashed { format!("{class}open") } else { class }
}

/// Ground, words and border.
fn inks(kind: NodeKind) -> (Ink, Ink, Ink) {
    match kind {
        NodeKind::Actor(number) => (Ink::Actor(number), Ink::OnPlate, Ink::Actor(number)),
        NodeKind::Condition(_) => (Ink::ConditionGround, Ink::Text, Ink::Condition),
        NodeKind::Finding => (Ink::FindingGround, Ink::Finding, Ink::Finding),
        NodeKind::Statement(_) | NodeKind::Quote => (Ink::Field, Ink::Text, Ink::Border),
        NodeKind::Proposition | NodeKind::Article | NodeKind::Remark => (Ink::Box, Ink::Text, Ink::Border),
    }
}

/// An id for each node: its record's, in the signs that Mermaid allows. Where two become alike, the later one bears a
/// number.
fn ids(picture: &Picture) -> Vec<String> {
    let mut given = BTreeSet::new();
    let mut ids = vec![String::new(); picture.nodes.len()];
    for node in sorted(picture) {
        let id = identifier(&picture.nodes[node].id);
        let numbered = (2..).map(|number| format!("{id}_{number}"));
        let free =
            std::iter::once(id.clone()).chain(numbered).find(|id| !given.contains(id)).expect("no end of numbers");
        given.insert(free.clone());
        ids[node] = free;
    }
    ids
}

/// Letters and digits of ASCII stay; `end` and the other words of Mermaid never stand alone.
fn identifier(id: &str) -> String {
    let sign = |letter: char| match letter {
        letter if letter.is_ascii_alphanumeric() => letter.to_string(),
        '-' | '_' | '/' | '.' | ' ' => "_".to_owned(),
        letter => format!("u{:x}", u32::from(letter)),
    };
    let id: String = id.chars().map(sign).collect();
    if id.contains('_') { id } else { format!("n_{id}") }
}
