//! An actor: what it demands and from whom, what it offers and refuses, what is asked of it, and how it moved.

use maud::{Markup, html};

use super::demands::{Answer, answer, cell_anchor};
use super::links::Here;
use super::markup::{BREAK, actor, date, native, text};
use super::shell::Content;
use super::statement::{by_worth, found, list, statement};
use super::{finding, history};
use crate::corpus::{Actor, Mandate, Verb};
use crate::demands::Demand;
use crate::id::{ActorId, StatementId};

pub fn page(here: &Here<'_>, id: ActorId) -> Content {
    let corpus = here.corpus();
    let one = &corpus[id];
    let all = here.room.of_actor(id);
    let own: Vec<StatementId> = all.iter().copied().filter(|&at| corpus[at].holder == id).collect();
    let main = html! {
        p.kicker { (one.kind.name()) }
        h1.of-actor data-colour=(here.room.colour(id)) { bdi { (text(&one.name)) } " " (native(one)) }
        (facts(here, id, one))
        (finding_list(here, here.room.findings_of_actor(id)))
        (super::pictures::of_actor(here, id)) (BREAK)
        (demanded(here, id)) (BREAK)
        (demanded_of(here, id)) (BREAK)
        @for (title, ids) in by_worth(here, &without_demands(here, &own)) {
            (BREAK)
            section { h2 { (title) " " span.count { (ids.len()) } } (list(here, &ids)) }
        }
        (history::section(here, here.room.threads.iter().filter(|thread| thread.holder == id), false))
        (heard_as_voice(here, id, all))
    };
    Content { title: one.name.to_string(), scripts: &["viewer.js"], main }
}

fn facts(here: &Here<'_>, id: ActorId, one: &Actor) -> Markup {
    let corpus = here.corpus();
    let voices =
        corpus.actor_ids().flat_map(|voice| corpus[voice].mandates.iter().map(move |mandate| (voice, mandate)));
    let voices: Vec<(ActorId, &Mandate)> = voices.filter(|(_, mandate)| mandate.of == id).collect();
    html! {
        dl.facts {
            @if !one.aliases.is_empty() { dt { "Also called" } dd { bdi { (text(&one.aliases.join(", "))) } } }
            @if let Some(item) = &one.wikidata { dt { "Wikidata" } dd { (text(item)) } }
            @if one.from.is_some() || one.until.is_some() { dt { "Existed" } dd { (span(one.from, one.until)) } }
            @if !one.mandates.is_empty() {
                dt { "Speaks for" }
                dd { ul { @for mandate in &one.mandates { li { (actor(here, mandate.of)) (title(mandate)) } } } }
            }
            @if !voices.is_empty() {
                dt { "Is spoken for by" }
                dd { ul { @for (voice, mandate) in voices { li { (actor(here, voice)) (title(mandate)) } } } }
            }
            @if let Some(note) = &one.note { dt { "Note" } dd dir="auto" { (text(note)) } }
        }
    }
}

fn title(mandate: &Mandate) -> Markup {
    html! {
        ", " bdi { (text(&mandate.title)) }
        @if mandate.from.is_some() || mandate.until.is_some() { ", " (span(mandate.from, mandate.until)) }
    }
}

fn span(from: Option<crate::date::PartialDate>, until: Option<crate::date::PartialDate>) -> Markup {
    html! {
        @if let Some(from) = from { "from " (date(from)) " " }
        @if let Some(until) = until { "until " (date(until)) }
    }
}

/// The findings that a page's record is a part of.
pub fn finding_list(here: &Here<'_>, numbers: &[usize]) -> Markup {
    html! {
        @if !numbers.is_empty() {
            section aria-labelledby="findings" {
                h2 #findings { "What does not fit " span.count { (numbers.len()) } }
                ul.lines { @for &number in numbers { li { (finding::line(here, number)) } } }
            }
        }
    }
}

/// What it demands, by whom it is asked from: the lists that the cells of the table of demands lead to.
fn demanded(here: &Here<'_>, id: ActorId) -> Markup {
    let own: Vec<&Demand> = here.room.demands.iter().filter(|demand| demand.holder == id).collect();
    let mut asked: Vec<Option<ActorId>> = own.iter().flat_map(|demand| demand.from.iter().copied().map(Some)).collect();
    asked.sort_by_key(|one| one.map(|id| (here.corpus()[id].place, id)));
    asked.dedup();
    asked.extend(own.iter().any(|demand| demand.from.is_empty()).then_some(None));
    let from =
        |demand: &Demand, one: Option<ActorId>| one.map_or(demand.from.is_empty(), |one| demand.from.contains(&one));
    html! {
        @if !own.is_empty() {
            section aria-labelledby="demanded" {
                h2 #demanded { "What it demands " span.count { (own.len()) } }
                @for one in asked {
                    (BREAK)
                    h3 id=(cell_anchor(here, one)) {
                        @match one { Some(one) => { "From " (actor(here, one)) }, None => "From nobody in particular" }
                    }
                    ul.statements {
                        @for demand in own.iter().filter(|demand| from(demand, one)) { (demand_of(here, demand, one)) }
                    }
                }
            }
        }
    }
}

fn demanded_of(here: &Here<'_>, id: ActorId) -> Markup {
    let of_it: Vec<&Demand> = here.room.demands.iter().filter(|demand| demand.from.contains(&id)).collect();
    html! {
        @if !of_it.is_empty() {
            section aria-labelledby="asked" {
                h2 #asked { "What is demanded of it " span.count { (of_it.len()) } }
                ul.statements { @for demand in of_it { (demand_of(here, demand, Some(id))) } }
            }
        }
    }
}

/// A demand with its latest words, and how it was answered.
fn demand_of(here: &Here<'_>, demand: &Demand, asked: Option<ActorId>) -> Markup {
    let in_force = demand.statements.iter().rev().copied().find(|&id| here.room.desk.standing.in_force(id));
    let id = in_force.unwrap_or(demand.statements[0]);
    let others = demand.statements.len() - 1;
    html! {
        li {
            (statement(here, id))
            p.answer {
                @if let Some(asked) = asked {
                    @let answer = answer(here, demand, asked);
                    span.(answer.word()) { (answer.sign()) " " (in_words(answer)) }
                }
                @if others > 0 { " Said first on " (date(demand.since)) ", and " (crate::report::count(others, "more time")) "." }
            }
            (found(here, id))
        }
    }
}

fn in_words(answer: Answer) -> &'static str {
    match answer {
        Answer::Refused => "Refused.",
        Answer::Granted => "Agreed to.",
        Answer::OnCondition => "Agreed to, on a condition.",
        Answer::Open => "No answer is noted.",
    }
}

/// Its statements without the demands in force, which are told by whom they are asked from.
fn without_demands(here: &Here<'_>, own: &[StatementId]) -> Vec<StatementId> {
    let is_told = |id: StatementId| here.corpus()[id].verb == Verb::Demands && here.room.desk.standing.in_force(id);
    own.iter().copied().filter(|&id| !is_told(id)).collect()
}

/// What it said for somebody else, or of somebody else.
fn heard_as_voice(here: &Here<'_>, id: ActorId, all: &[StatementId]) -> Markup {
    let corpus = here.corpus();
    let is_heard = |&&at: &&StatementId| {
        let statement = &corpus[at];
        statement.holder != id && (statement.voice == Some(id) || statement.according_to == Some(id))
    };
    let heard: Vec<StatementId> = all.iter().filter(is_heard).copied().collect();
    html! {
        @if !heard.is_empty() {
            section aria-labelledby="voice" {
                h2 #voice { "What it said for others " span.count { (heard.len()) } }
                (list(here, &heard))
            }
        }
    }
}
