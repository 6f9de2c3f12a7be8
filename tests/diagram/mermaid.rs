//! Mermaid charts are read back line by line, and say the same. That Mermaid itself takes them is tried in `.ci/run`.

use std::collections::BTreeMap;

use proptest::prelude::*;
use standoff::diagram::escape::mermaid_unquote;
use standoff::diagram::mermaid;
use standoff::diagram::picture::*;
use standoff::diagram::theme::Theme;

use crate::{dot, samples};

/// What a chart says: the words of nodes by id, and of edges by ends.
#[derive(Debug, Default)]
struct Said {
    nodes: BTreeMap<String, String>,
    edges: Vec<(String, String, String)>,
}

/// Reads what we write: a node, or an edge, a line.
fn read(chart: &str) -> Said {
    let mut said = Said::default();
    let body = chart.split_once("flowchart LR\n").expect("a flowchart").1;
    for line in body.lines().map(str::trim) {
        let word = line.split_whitespace().next().unwrap_or_default();
        if ["subgraph", "end", "classDef", "click"].contains(&word) {
            continue;
        }
        match line.split_once(' ') {
            Some((from, rest)) if !from.contains('"') => {
                let (words, to) = match rest.split_once("|\"") {
                    Some((_, rest)) => rest.rsplit_once("\"| ").expect("words in bars"),
                    None => ("", rest.rsplit_once(' ').expect("an arrow and an end").1),
                };
                said.edges.push((from.to_owned(), to.to_owned(), mermaid_unquote(&format!("\"{words}\""))));
            }
            _ => {
                let (before, rest) = line.split_once('"').expect("words in quotes");
                let (words, _) = rest.rsplit_once('"').expect("words in quotes");
                let id = before.trim_end_matches(['(', '[', '{', '/']);
                assert!(id.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_'), "{id}");
                said.nodes.insert(id.to_owned(), mermaid_unquote(&format!("\"{words}\"")));
            }
        }
    }
    said.edges.sort();
    said
}

#[test]
fn every_sample_comes_back_whole() {
    for picture in [samples::waits(), samples::demands(), samples::empty(), samples::small_waits()] {
        let said = read(&mermaid::write(&picture, Theme::Light));
        assert_eq!(said.nodes.len(), picture.nodes.len());
        let onward: usize = picture.edges.iter().map(|edge| edge.towards.len()).sum();
        assert_eq!(said.edges.len(), picture.edges.len() + onward);
        assert!(said.edges.iter().all(|(from, to, _)| said.nodes.contains_key(from) && said.nodes.contains_key(to)));
    }
}

#[test]
fn a_chart_is_sorted_and_the_order_of_records_does_not_show() {
    let picture = samples::waits();
    let mut shuffled = picture.clone();
    shuffled.edges.reverse();
    assert_eq!(mermaid::write(&picture, Theme::Light), mermaid::write(&shuffled, Theme::Light));
}

#[test]
fn a_chart_stays_below_what_mermaid_draws_and_says_so() {
    let ends: Vec<(usize, usize)> = (0..900).map(|index| (index % 300, index * 7 % 300)).collect();
    let chart = mermaid::write(&samples::random(&[1; 300], &ends), Theme::Light);
    let said = read(&chart);
    assert!(said.edges.len() <= 500 && chart.len() <= 50_000);
    assert!(said.nodes.values().any(|words| words.contains("of 300 nodes are left out")), "{chart}");
}

proptest! {
    #[test]
    fn any_words_come_back_as_they_were(labels in prop::collection::vec(dot::words(), 1..5), edge in dot::words()) {
        let node = |(index, label): (usize, &String)| {
            Node { id: format!("{label}#{index}"), label: label.clone(), ..Node::default() }
        };
        let picture = Picture {
            title: edge.clone(),
            nodes: labels.iter().enumerate().map(node).collect(),
            edges: vec![Edge { from: 0, to: labels.len() - 1, label: edge.clone(), ..Edge::default() }],
            ..Picture::default()
        };
        let said = read(&mermaid::write(&picture, Theme::Light));
        let mut words: Vec<String> = said.nodes.values().map(|words| words.trim().to_owned()).collect();
        let mut meant: Vec<String> = picture.nodes.iter().map(|node| node.name().trim().to_owned()).collect();
        words.sort();
        meant.sort();
        prop_assert_eq!(words, meant);
        prop_assert_eq!(said.edges[0].2.trim(), edge.trim());
    }
}
