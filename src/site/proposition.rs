//! A proposition: who is for it and who against, on which conditions, what hangs on it, and what goes with it.

use maud::{Markup, html};

use super::actor::finding_list;
use super::history;
use super::links::Here;
use super::markup::{BREAK, actors, date, issue, proposition, text};
use super::shell::Content;
use super::statement::{by_worth, found, statement};
use crate::corpus::{Board, Outcome, Verdict};
use crate::graph::{Edge, Node};
use crate::id::{PropositionId, StatementId};

pub fn page(here: &Here<'_>, id: PropositionId) -> Content {
    let corpus = here.corpus();
    let one = &corpus[id];
    let standing = &here.room.desk.standing;
    let all = here.room.of_proposition(id);
    let holds = |&at: &StatementId| standing.in_force(at) && corpus[at].board() == Board::Outcome;
    let (held, others): (Vec<StatementId>, Vec<StatementId>) = all.iter().partition(|at| holds(at));
    let (yes, no): (Vec<StatementId>, Vec<StatementId>) = held.into_iter().partition(|&at| corpus[at].is_positive());
    let verdicts: Vec<&Verdict> = corpus.verdicts_on(id).collect();
    let main = html! {
        p.kicker { @match one.issue { Some(of) => (issue(here, of)), None => "Proposition" } }
        h1 { bdi { (text(&one.text)) } }
        dl.facts {
            @if !one.by.is_empty() { dt { "Up to" } dd { (actors(here, &one.by)) } }
            @if !verdicts.is_empty() {
                dt { "The desk's verdict" }
                dd { ul { @for verdict in verdicts { li { (verdict_in_words(verdict)) } } } }
            }
            @if let Some(note) = &one.note { dt { "Note" } dd dir="auto" { (text(note)) } }
        }
        (finding_list(here, here.room.findings_of_proposition(id)))
        (super::pictures::of_proposition(here, id)) (BREAK)
        @if !yes.is_empty() || !no.is_empty() {
            section aria-labelledby="sides" {
                h2 #sides { "For and against" }
                div.sides.wide {
                    (one_side(here, "For it", "granted", "+", &yes))
                    (one_side(here, "Against it", "refused", "×", &no))
                }
            }
        }
        @for (title, ids) in by_worth(here, &others) {
            (BREAK)
            section { h2 { (title) " " span.count { (ids.len()) } } ul.statements { @for &at in &ids { li { (statement(here, at)) (found(here, at)) } } } }
        }
        (what_hangs_on_it(here, id))
        (what_goes_with_it(here, id))
        (history::section(here, here.room.threads.iter().filter(|thread| thread.what == id), true))
    };
    Content { title: one.text.to_string(), scripts: &["viewer.js"], main }
}

fn one_side(here: &Here<'_>, title: &str, class: &str, sign: &str, ids: &[StatementId]) -> Markup {
    html! {
        div {
            h3 { span.sign.(class) aria-hidden="true" { (sign) } " " (title) " " span.count { (ids.len()) } }
            @if ids.is_empty() { p.quiet { "Nobody, as far as is noted." } }
            ul.statements { @for &id in ids { li { (statement(here, id)) (found(here, id)) } } }
        }
    }
}

fn verdict_in_words(verdict: &Verdict) -> Markup {
    let (day, words) = match verdict.outcome {
        Outcome::Happened(day) => (day, "it came about"),
        Outcome::DidNotHappen(day) => (day, "it did not come about"),
    };
    html! { (date(day)) ": " (words) " (" bdi { (text(&verdict.because)) } ")" }
}

/// Positions in force that wait for it, or come only with it.
fn what_hangs_on_it(here: &Here<'_>, id: PropositionId) -> Markup {
    let standing = &here.room.desk.standing;
    let conditions = here.corpus().conditions();
    let asks = conditions.iter().filter(|one| one.alternatives.iter().any(|way| way.what == id));
    let mut hanging: Vec<StatementId> = asks.map(|one| one.statement).filter(|&at| standing.in_force(at)).collect();
    hanging.sort_unstable();
    hanging.dedup();
    html! {
        @if !hanging.is_empty() {
            section aria-labelledby="hangs" {
                h2 #hangs { "What hangs on it " span.count { (hanging.len()) } }
                ul.statements { @for &at in &hanging { li { (statement(here, at)) } } }
            }
        }
    }
}

fn what_goes_with_it(here: &Here<'_>, id: PropositionId) -> Markup {
    let related = |(from, edge, to): (Node, Edge, Node)| match (from, to) {
        (Node::Proposition(from), Node::Proposition(to)) if from == id => Some((edge.phrase(), to)),
        (Node::Proposition(from), Node::Proposition(_)) => Some((
            match edge {
                Edge::Implies => "implied by",
                Edge::PartOf => "has as a part",
                alike => alike.phrase(),
            },
            from,
        )),
        _ => None,
    };
    let all: Vec<(&str, PropositionId)> = here.room.desk.graph().around(id).into_iter().filter_map(related).collect();
    html! {
        @if !all.is_empty() {
            section aria-labelledby="related" {
                h2 #related { "What goes with it" }
                ul { @for (how, other) in all { li { (how) " " (proposition(here, other)) } } }
            }
        }
    }
}
