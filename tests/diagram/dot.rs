//! DOT files are read back by graphviz-rust's own parser, and say the same.

#![expect(clippy::disallowed_types, reason = "Graphviz itself reads them too, where it is installed")]

use std::collections::BTreeMap;
use std::io::Write;
use std::process::{Command, Stdio};

use graphviz_rust::dot_structures::{Attribute, EdgeTy, Graph, Id, Stmt, Vertex};
use proptest::prelude::*;
use standoff::diagram::dot;
use standoff::diagram::escape::dot_unquote;
use standoff::diagram::picture::*;
use standoff::diagram::theme::Theme;
use standoff::diagram::view::View;

use crate::{projects, samples};

/// What a DOT file says: the labels of nodes by id, and of edges by ends.
#[derive(Debug, Default, PartialEq)]
struct Said {
    nodes: BTreeMap<String, String>,
    edges: Vec<(String, String, String)>,
}

fn read(text: &str) -> Said {
    let graph = graphviz_rust::parse(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let (Graph::DiGraph { stmts, .. } | Graph::Graph { stmts, .. }) = graph;
    let mut said = Said::default();
    read_all(&stmts, &mut said);
    said.edges.sort();
    said
}

fn read_all(stmts: &[Stmt], said: &mut Said) {
    for stmt in stmts {
        match stmt {
            Stmt::Node(node) => {
                said.nodes.insert(word(&node.id.0), label(&node.attributes));
            }
            Stmt::Subgraph(subgraph) => read_all(&subgraph.stmts, said),
            Stmt::Edge(edge) => {
                let EdgeTy::Pair(Vertex::N(from), Vertex::N(to)) = &edge.ty else { panic!("a pair of nodes") };
                said.edges.push((word(&from.0), word(&to.0), label(&edge.attributes)));
            }
            _ => {}
        }
    }
}

fn word(id: &Id) -> String {
    match id {
        Id::Escaped(quoted) => dot_unquote(quoted),
        other => panic!("{other:?} is not quoted"),
    }
}

fn label(attributes: &[Attribute]) -> String {
    let name = |attribute: &&Attribute| attribute.0 == Id::Plain("label".into());
    attributes.iter().find(name).map(|attribute| word(&attribute.1).replace("&amp;", "&")).unwrap_or_default()
}

#[test]
fn a_file_is_sorted_and_the_order_of_records_does_not_show() {
    let picture = samples::waits();
    let mut shuffled = picture.clone();
    shuffled.edges.reverse();
    assert_eq!(dot::write(&picture, Theme::Light), dot::write(&shuffled, Theme::Light));
}

#[test]
fn every_sample_comes_back_whole() {
    for picture in [samples::waits(), samples::demands(), samples::empty(), samples::large()] {
        let said = read(&dot::write(&picture, Theme::Print));
        assert_eq!(said.nodes.len(), picture.nodes.len());
        let onward: usize = picture.edges.iter().map(|edge| edge.towards.len()).sum();
        assert_eq!(said.edges.len(), picture.edges.len() + onward);
    }
}

/// What Graphviz's `dot` complains of when it draws a graph; nothing where it is not installed (`.ci/run` installs it).
fn complaint_of_graphviz(text: &str) -> Option<String> {
    let pipes = || (Stdio::piped(), Stdio::null(), Stdio::piped());
    let (stdin, stdout, stderr) = pipes();
    let mut dot = match Command::new("dot").arg("-Tsvg").stdin(stdin).stdout(stdout).stderr(stderr).spawn() {
        Ok(dot) => dot,
        Err(_) => {
            eprintln!("Graphviz is not installed, so this graph was not tried on it");
            return None;
        }
    };
    dot.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("dot listens");
    let output = dot.wait_with_output().expect("dot ends");
    let complaints = String::from_utf8_lossy(&output.stderr).into_owned();
    // It warns of a box that its own font does not quite fit into; that is no mistake of ours.
    (!output.status.success() || complaints.contains("Error")).then_some(complaints)
}

#[test]
fn graphviz_itself_draws_every_sample() {
    for picture in [samples::waits(), samples::demands(), samples::long_labels(), samples::empty(), samples::large()] {
        let text = dot::write(&picture, Theme::Light);
        assert_eq!(complaint_of_graphviz(&text), None, "{text}");
    }
}

#[test]
fn graphviz_itself_draws_every_view_of_our_own_articles() {
    for (name, drawing) in projects::drawings(&projects::our_own()).iter().take(24) {
        let text = dot::write(drawing.for_programs(), Theme::Light);
        assert_eq!(complaint_of_graphviz(&text), None, "{name}");
        assert_eq!(read(&text).nodes.len(), drawing.for_programs().nodes.len(), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(6))]

    #[test]
    fn graphviz_itself_draws_any_project(project in projects::any_project()) {
        for (name, drawing) in projects::drawings(&projects::small(&project)).iter().take(View::ALL.len()) {
            prop_assert_eq!(complaint_of_graphviz(&dot::write(drawing.for_programs(), Theme::Light)), None, "{}", name);
        }
    }
}

/// Words as they come from many hands: four scripts, quotes, brackets, backslashes, breaks, entities.
pub fn words() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Москва",
        "Երևան",
        "Ελλάδα",
        "\"ever\"",
        "<b>",
        ">",
        "\\",
        "\\n",
        "\\N",
        "\n",
        "&amp;",
        "&",
        "{",
        "}",
        "|",
        "]",
        ";",
        "//",
        "/*",
        "#",
        "'",
        " ",
        "a",
        "->",
        "—",
    ]);
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_words_come_back_as_they_were(labels in prop::collection::vec(words(), 1..5), edge in words()) {
        let node = |(index, label): (usize, &String)| {
            Node { id: format!("{label}#{index}"), label: label.clone(), ..Node::default() }
        };
        let picture = Picture {
            title: edge.clone(),
            nodes: labels.iter().enumerate().map(node).collect(),
            edges: vec![Edge { from: 0, to: labels.len() - 1, label: edge.clone(), ..Edge::default() }],
            ..Picture::default()
        };
        let said = read(&dot::write(&picture, Theme::Light));
        for node in &picture.nodes {
            prop_assert_eq!(said.nodes.get(&node.id), Some(&node.label));
        }
        prop_assert_eq!(&said.edges[0].2, &edge);
    }
}
