//! The card of an actor: what it demands, offers, turns down and claims.

use super::entry::Entry;
use super::{Section, balanced};
use crate::diagram::edge::about;
use crate::diagram::glyph::{Glyph, Stance};
use crate::diagram::picture::{Edge, EdgeKind, Picture, Verb};
use crate::diagram::theme::Ink;

/// Headings, and the stances that stand below each.
const SECTIONS: [(&str, &[Stance]); 6] = [
    ("Demands", &[Stance::Demand]),
    ("Proposes", &[Stance::Proposal]),
    ("Offers, accepts, supports", &[Stance::Promise, Stance::Offer, Stance::Support]),
    ("Rejects, opposes", &[Stance::Rejection, Stance::Opposition]),
    ("Threatens", &[Stance::Threat]),
    ("Says that it is so, or is not", &[Stance::Claim, Stance::Denial]),
];

pub fn columns(picture: &Picture, subject: usize) -> [Vec<Section<'_>>; 2] {
    let own: Vec<(&Edge, Verb)> =
        picture.edges.iter().filter(|edge| edge.from == subject).filter_map(with_verb).collect();
    let section = |(heading, stances): (&str, &[Stance])| {
        let within = own.iter().filter(|(_, verb)| stances.contains(&Stance::of(*verb)));
        let mut within: Vec<&(&Edge, Verb)> = within.collect();
        within.sort_by_key(|(_, verb)| Stance::of(*verb));
        let mut glyphs: Vec<Glyph> = within.iter().map(|(_, verb)| Glyph::verb(*verb)).collect();
        glyphs.dedup();
        // "Offers" is what it says where it only offers.
        let mut verbs: Vec<&str> = within.iter().map(|(_, verb)| verb.phrase()).collect();
        verbs.sort_unstable();
        verbs.dedup();
        let heading = if verbs.len() < 3 && !verbs.is_empty() { verbs.join(" or ") } else { heading.to_lowercase() };
        let entries = within.into_iter().map(|&(edge, verb)| entry(picture, edge, verb, glyphs.len() > 1)).collect();
        Section { ink: stances[0].ink(), glyphs, heading: capitalised(&heading), entries, otherwise: None }
    };
    let sections: Vec<Section> = SECTIONS.into_iter().map(section).filter(|one| !one.entries.is_empty()).collect();
    balanced(sections)
}

fn with_verb(edge: &Edge) -> Option<(&Edge, Verb)> {
    if let EdgeKind::Stance(verb) = edge.kind { Some((edge, verb)) } else { None }
}

fn entry<'a>(picture: &'a Picture, edge: &Edge, verb: Verb, is_mixed: bool) -> Entry<'a> {
    let stance = Stance::of(verb);
    let text = picture.nodes[edge.to].name();
    // Where one heading covers several verbs, each entry says its own.
    let text = if is_mixed { format!("{}: {text}", verb.phrase()) } else { text.to_owned() };
    let mut entry = Entry::new(picture, edge, about(picture, edge), &text, stance.ink());
    let on_it = |what: usize| {
        let others = picture.edges.iter().filter(move |other| other.to == what && other.from != edge.from);
        others.filter_map(with_verb)
    };
    let same = distinct(on_it(edge.to).filter(|(_, other)| other.is_positive() == verb.is_positive()));
    let against = distinct(on_it(edge.to).filter(|(_, other)| other.is_positive() != verb.is_positive()));
    entry.names("same side", &same, Ink::Offer, false);
    entry.names("against", &against, Ink::Finding, true);
    let clashes = picture.edges.iter().filter(|other| other.kind == EdgeKind::Clashes);
    for clash in clashes.filter(|clash| clash.from == edge.to) {
        let told = format!("clashes with “{}”", picture.nodes[clash.to].name());
        entry.names(&told, &distinct(on_it(clash.to)), Ink::Finding, true);
    }
    entry.heard(None, &edge.heard);
    entry
}

fn distinct<'a>(edges: impl Iterator<Item = (&'a Edge, Verb)>) -> Vec<usize> {
    let mut nodes: Vec<usize> = edges.map(|(edge, _)| edge.from).collect();
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
