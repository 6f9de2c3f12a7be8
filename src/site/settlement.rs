//! What a settlement would take: what stands in the way, what would open it, and who agrees already.

use maud::{Markup, html};

use super::links::Here;
use super::markup::{BREAK, actor, actors, proposition, prose, sentence};
use super::shell::Content;
use super::statement::{statement, terms};
use crate::analysis::settlement::{Conflict, Matter};
use crate::id::{ActorId, PropositionId, StatementId};
use crate::outcomes::Position;
use crate::report::{count, settlement};

/// More of one kind are counted and not told.
const MOST_TOLD: usize = 12;

pub fn page(here: &Here<'_>) -> Content {
    let answer = &here.room.settlement;
    let main = html! {
        h1 { "Could it be settled?" }
        p.lead { (prose(&settlement::first_sentence(here.room.desk, answer))) }
        (overtaken(here, &answer.overtaken))
        @if let Some(outcome) = &answer.outcome { (an_outcome(here, outcome)) }
        @for (number, matter) in answer.matters.iter().enumerate() {
            (BREAK)
            section.matter aria-labelledby={ "matter-" (number + 1) } {
                h2 id={ "matter-" (number + 1) } {
                    "What stands in the way"
                    @if answer.matters.len() > 1 { span.count { " " (number + 1) " of " (answer.matters.len()) } }
                }
                (told(here, matter))
            }
        }
        @if !answer.matters.is_empty() {
            p.note { "The smallest is a matter of counting, and no advice: who should give, counting cannot tell." }
        }
        (order(here))
        @if !answer.complete {
            p.note { "This answer is partial: the search reached its limit. What is told holds, but there may be more." }
        }
    };
    Content { title: "Could it be settled?".to_owned(), scripts: &[], main }
}

fn an_outcome(here: &Here<'_>, outcome: &[PropositionId]) -> Markup {
    html! {
        section aria-labelledby="outcome" {
            h2 #outcome { "An outcome that all positions allow" }
            @if outcome.is_empty() {
                p { "Nothing that was spoken of would have to come about." }
            } @else {
                ul { @for &what in outcome { li { (proposition(here, what)) } } }
                p.note { "What is not named here need not come about in it." }
            }
        }
    }
}

/// Positions that nobody can meet any more.
fn overtaken(here: &Here<'_>, overtaken: &[Conflict<'_>]) -> Markup {
    html! {
        @if !overtaken.is_empty() {
            section aria-labelledby="overtaken" {
                h2 #overtaken { "What has happened stands against this" }
                @for one in overtaken.iter().take(MOST_TOLD) { (conflict(here, one)) }
                (more(overtaken.len(), "position"))
                p.note {
                    "As long as that stands, nobody can meet it, and the rest of this answer leaves it out. Where a side wants "
                    "it undone, that is a proposition of its own."
                }
            }
        }
    }
}

fn told(here: &Here<'_>, matter: &Matter<'_>) -> Markup {
    // Who stands alone goes together with nobody.
    let circles: Vec<&Vec<ActorId>> = matter.coalitions.iter().filter(|circle| circle.len() > 1).collect();
    html! {
        @for one in matter.conflicts.iter().take(MOST_TOLD) { (conflict(here, one)) }
        (more(matter.conflicts.len(), "conflict"))
        @if !matter.concessions.is_empty() {
            h3 {
                @match (matter.is_smallest, matter.concessions.len()) {
                    (true, 1) => "The smallest concession that would open it",
                    (true, _) => "The smallest concessions that would open it: any one of these",
                    (false, _) => "A concession that would open it (an estimate: there may be a smaller one)",
                }
            }
            ul.gives { @for set in matter.concessions.iter().take(MOST_TOLD) { li { (all_given(here, set)) } } }
            (more(matter.concessions.len(), "such set"))
        }
        @if matter.alone.len() > 1 {
            h3 { "What each side alone would have to give" }
            ul.gives {
                @for (side, given) in &matter.alone {
                    li {
                        @match given.as_deref() {
                            None => { (actor(here, *side)) " cannot settle it alone" },
                            Some([]) => { (actor(here, *side)) ": nothing" },
                            Some(given) => (all_given(here, given)),
                        }
                    }
                }
            }
        }
        @if !circles.is_empty() && matter.alone.len() > 1 {
            h3 { "Whose positions go together" }
            ul { @for circle in circles.iter().take(MOST_TOLD) { li { (actors(here, circle)) } } }
            (more(circles.len(), "circle"))
        }
    }
}

/// Positions that cannot all be met, side by side.
fn conflict(here: &Here<'_>, conflict: &Conflict<'_>) -> Markup {
    html! {
        (BREAK)
        div.conflict {
            h3 {
                @match conflict.positions.len() {
                    0 => "What the codebook holds cannot all be so, whatever anybody wants",
                    1 => "This cannot be met at all",
                    2 => "These two cannot both be met",
                    n => { "These " (n) " cannot all be met, though any " (n - 1) " of them could" }
                }
            }
            div.sides { @for position in &conflict.positions { (statement(here, latest(position))) } }
            @for reason in settlement::reasons_in_words(here.corpus(), &conflict.reasons) { p.quiet { (sentence(&reason)) } }
        }
    }
}

fn latest(position: &Position) -> StatementId {
    *position.statements.last().expect("a position has a statement")
}

fn all_given(here: &Here<'_>, set: &[Position]) -> Markup {
    html! { @for (place, position) in set.iter().enumerate() { @if place > 0 { "; and " } (given(here, position)) } }
}

/// "Russia no longer demands …", with the way to its words.
fn given(here: &Here<'_>, position: &Position) -> Markup {
    let id = latest(position);
    let (holder, one) = (&here.corpus()[position.holder], &here.corpus()[id]);
    let verb = if holder.is_plural() { one.verb.plural() } else { one.verb.phrase() };
    html! {
        (actor(here, position.holder)) " no longer " a href=(here.words(id)) { (verb) } " " (proposition(here, one.what)) (terms(here, id))
    }
}

/// Circular waits: the best news, where nothing else stands in the way.
fn order(here: &Here<'_>) -> Markup {
    let (answer, waits) = (&here.room.settlement, &here.room.desk.waits);
    let knots: Vec<_> =
        waits.knots().iter().filter(|knot| knot.rings.iter().any(|ring| answer.rings.contains(ring))).collect();
    html! {
        @if !answer.rings.is_empty() {
            section aria-labelledby="order" {
                h2 #order { "Who goes first" }
                @for &ring in answer.rings.iter().take(MOST_TOLD) {
                    (BREAK)
                    h3 { "Each of these waits for the next, and the last for the first" }
                    div.sides { @for arrow in &waits.rings()[ring] { (statement(here, arrow.statement)) } }
                }
                (more(answer.rings.len(), "circle"))
                @for knot in knots {
                    p {
                        @if knot.is_proven { "It would be enough to waive a precondition: " } @else { "As an estimate, it would be enough to waive: " }
                        @for (place, set) in knot.waivers.iter().enumerate() {
                            @if place > 0 { "; or " }
                            @for (at, &id) in set.iter().enumerate() {
                                @if at > 0 { " and " }
                                (actor(here, here.corpus()[id].holder)) "’s for " (proposition(here, here.corpus()[id].what))
                            }
                        }
                        "."
                    }
                }
            }
        }
    }
}

fn more(number: usize, what: &str) -> Markup {
    html! { @if number > MOST_TOLD { p.quiet { "and " (count(number - MOST_TOLD, &format!("more {what}"))) } } }
}
