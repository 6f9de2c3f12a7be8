//! The card of a proposition: on the left who is for it, on the right who is against it, each with the sign of how; below,
//! those whose other positions bring it or rule it out.

use super::Section;
use super::entry::Entry;
use crate::diagram::edge::about;
use crate::diagram::glyph::{Glyph, Stance};
use crate::diagram::picture::{Edge, EdgeKind, NodeKind, Picture, Verb};
use crate::diagram::theme::Ink;

pub fn columns(picture: &Picture, subject: usize) -> [Vec<Section<'_>>; 2] {
    let side = |is_positive: bool| -> Vec<Section<'_>> {
        let direct = picture.edges.iter().filter(|edge| edge.to == subject);
        let direct = direct.filter_map(with_verb).filter(|(_, verb)| verb.is_positive() == is_positive);
        let (claims, positions): (Vec<_>, Vec<_>) = direct.partition(|(_, verb)| is_claim(*verb));
        let through = if is_positive { EdgeKind::Means } else { EdgeKind::Clashes };
        let (for_it, so, by_another) = if is_positive {
            ("For it", "Says that it is so", "Wants what brings it")
        } else {
            ("Against it", "Says that it is not so", "Wants what rules it out")
        };
        let otherwise = if claims.is_empty() { Some("nobody, as far as is noted") } else { None };
        vec![
            section(picture, subject, for_it, &positions, otherwise),
            section(picture, subject, so, &claims, None),
            section(picture, subject, by_another, &linked(picture, subject, through), None),
        ]
    };
    [side(true), side(false)]
}

fn with_verb(edge: &Edge) -> Option<(&Edge, Verb)> {
    if let EdgeKind::Stance(verb) = edge.kind { Some((edge, verb)) } else { None }
}

fn is_claim(verb: Verb) -> bool {
    matches!(Stance::of(verb), Stance::Claim | Stance::Denial)
}

/// What is said of things that a kind of edge joins to the subject.
fn linked(picture: &Picture, subject: usize, kind: EdgeKind) -> Vec<(&Edge, Verb)> {
    let links = picture.edges.iter().filter(|edge| edge.kind == kind && edge.to == subject);
    let on_them = links.flat_map(|link| picture.edges.iter().filter(move |edge| edge.to == link.from));
    on_them.filter_map(with_verb).collect()
}

fn section<'a>(
    picture: &'a Picture,
    subject: usize,
    heading: &str,
    edges: &[(&Edge, Verb)],
    otherwise: Option<&'static str>,
) -> Section<'a> {
    let mut edges = edges.to_vec();
    edges.sort_by_key(|(_, verb)| Stance::of(*verb));
    let mut glyphs: Vec<Glyph> = edges.iter().map(|(_, verb)| Glyph::verb(*verb)).collect();
    glyphs.dedup();
    let entries: Vec<Entry> = edges.iter().map(|&(edge, verb)| entry(picture, subject, edge, verb)).collect();
    Section { glyphs, heading: heading.to_owned(), ink: Ink::Text, entries, otherwise }
}

/// Who says what: "Russia demands it", or "Russia demands “…”" where it is about something else.
fn entry<'a>(picture: &'a Picture, subject: usize, edge: &Edge, verb: Verb) -> Entry<'a> {
    let (who, what) = (&picture.nodes[edge.from], &picture.nodes[edge.to]);
    let told = if edge.label.is_empty() { format!("{} {}", who.name(), verb.phrase()) } else { edge.label.clone() };
    let told = if edge.to == subject { format!("{told} it") } else { format!("{told} “{}”", what.name()) };
    let bar = match who.kind {
        NodeKind::Actor(colour) => Ink::Actor(colour),
        _ => Stance::of(verb).ink(),
    };
    let mut entry = Entry::new(picture, edge, about(picture, edge), &told, bar);
    entry.heard(Some(Glyph::verb(verb)), &edge.heard);
    entry
}
