//! Who is for a proposition, who against it, and on what condition? Its card, with a side for each.

use std::collections::{BTreeMap, BTreeSet};

use super::canvas::Canvas;
use super::sides::Sides;
use super::words::{clash_words, date, names};
use super::{Drawing, Focus, Material};
use crate::background::literal;
use crate::corpus::{Board, Corpus, Outcome, Verb};
use crate::diagram::layout::card;
use crate::diagram::picture::{Edge, EdgeKind};
use crate::id::{ActorId, PropositionId, StatementId};

/// A longer card is not read.
const MOST_ENTRIES: usize = 36;

pub fn draw(material: &Material<'_>, what: PropositionId, focus: &Focus) -> Drawing {
    let Material { corpus, standing, .. } = *material;
    let title = format!("“{}”: who is for it, who against?", corpus[what].text);
    let mut canvas = Canvas::new(material, &title, &background_of(corpus, what), focus);
    let subject = canvas.proposition(what);

    let mut direct = in_force(material, what, focus);
    let limit = focus.limit(MOST_ENTRIES);
    let left_out = direct.len().saturating_sub(limit);
    direct.truncate(limit);
    for &id in &direct {
        let edge = canvas.stance(id);
        let label = corpus.clause(corpus[id].holder, corpus[id].verb);
        canvas.picture.edges.push(Edge { label, ..edge });
    }
    add_linked(&mut canvas, material, what, focus, limit.saturating_sub(direct.len()));

    let past = |id: &StatementId| {
        corpus[*id].what == what && focus.admits(corpus, *id) && standing.is_own(*id) && !standing.in_force(*id)
    };
    let past = corpus.statement_ids().filter(past).count();
    let hearsay = |id: &StatementId| {
        let was_said = corpus[*id].said.first_day() <= standing.as_of();
        corpus[*id].what == what && focus.admits(corpus, *id) && was_said && !standing.is_own(*id)
    };
    let hearsay = corpus.statement_ids().filter(hearsay).count();
    canvas.leave_out_for_room(left_out, "statement", "there is no room for more");
    canvas.leave_out(past, "statement", "no longer in force");
    canvas.leave_out(hearsay, "statement", "not the holder's own word");
    let picture = canvas.finish();
    let scene = card::of_thing(&picture, subject);
    Drawing::new(picture, scene)
}

/// What is known of a proposition besides who wants it: its issue, who would have to do it, what the desk found out.
fn background_of(corpus: &Corpus, what: PropositionId) -> String {
    let proposition = &corpus[what];
    let issue = proposition.issue.map(|issue| format!("Issue: {}.", corpus[issue].name));
    let by = (!proposition.by.is_empty()).then(|| format!("Up to {}.", names(corpus, &proposition.by)));
    let verdicts = corpus.verdicts_on(what).map(|verdict| match verdict.outcome {
        Outcome::Happened(on) => format!("It came about ({}).", date(on)),
        Outcome::DidNotHappen(on) => format!("It did not come about ({}).", date(on)),
    });
    [issue, by].into_iter().flatten().chain(verdicts).collect::<Vec<_>>().join(" ")
}

/// Who has taken a side on it, each once with a verb.
fn in_force(material: &Material<'_>, what: PropositionId, focus: &Focus) -> Vec<StatementId> {
    let Material { corpus, standing, .. } = *material;
    let mut latest: BTreeMap<(Verb, ActorId), StatementId> = BTreeMap::new();
    for board in [Board::Outcome, Board::Fact] {
        let on_it = standing.in_force_on(board).filter(|own| own.what == what && focus.admits(corpus, own.id));
        latest.extend(on_it.map(|own| ((own.verb, corpus[own.id].holder), own.id)));
    }
    latest.into_values().collect()
}

/// Adds who wants something else that brings it, or that rules it out.
fn add_linked(canvas: &mut Canvas<'_>, material: &Material<'_>, what: PropositionId, focus: &Focus, limit: usize) {
    let Material { corpus, background, .. } = *material;
    let subject = canvas.proposition(what);
    let mut links = BTreeSet::new();
    let mut left = limit;
    let mut left_out = 0;
    for (side, holders) in Sides::of_positions(material, focus).iter() {
        let other = crate::background::proposition(side);
        if other == what || !background.has_consequences(side) {
            continue;
        }
        let consequences = background.consequences(side);
        let kind = if consequences.contains(&literal(what, true)) {
            EdgeKind::Means
        } else if consequences.contains(&literal(what, false)) {
            EdgeKind::Clashes
        } else {
            continue;
        };
        for &id in holders.values() {
            if left == 0 {
                left_out += 1;
                continue;
            }
            left -= 1;
            let edge = canvas.stance(id);
            let label = corpus.clause(corpus[id].holder, corpus[id].verb);
            canvas.picture.edges.push(Edge { label, ..edge });
            links.insert((other, kind));
        }
    }
    for (other, kind) in links {
        let from = canvas.proposition(other);
        let hover = (kind == EdgeKind::Clashes).then(|| clash_words(corpus, other, what));
        canvas.picture.edges.push(Edge { from, to: subject, kind, hover, ..Edge::default() });
    }
    canvas.leave_out_for_room(left_out, "linked position", "there is no room for more");
}
