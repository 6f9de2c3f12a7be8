//! How positions moved, step by step, as a part of the page of an actor or a proposition.

use maud::{Markup, html};

use super::links::Here;
use super::markup::{BREAK, actor, date, proposition, text};
use super::statement::quotes;
use crate::analysis::history::{Event, Step, Thread};
use crate::report::history::step;

/// The threads that moved. Each is told by its holder where the page is about the proposition, and the other way around.
pub fn section<'a>(here: &Here<'a>, threads: impl Iterator<Item = &'a Thread<'a>>, is_of_proposition: bool) -> Markup {
    let moved: Vec<&Thread<'_>> = threads.filter(|thread| thread.moved()).collect();
    html! {
        @if !moved.is_empty() {
            section aria-labelledby="moved" {
                h2 #moved { "How it moved" }
                @for thread in moved {
                    (BREAK)
                    h3 { @if is_of_proposition { (actor(here, thread.holder)) } @else { (proposition(here, thread.what)) } }
                    ol.steps { @for step in &thread.steps { (entry(here, thread, step)) } }
                }
            }
        }
    }
}

fn entry(here: &Here<'_>, thread: &Thread<'_>, step: &Step<'_>) -> Markup {
    let (label, words) = step::told(here.corpus(), thread.board, step);
    html! {
        li {
            (date(step.date)) " "
            span.told { @if let Some(label) = label { strong { (label) } ": " } (text(&words)) }
            @if let Event::Said { statement, .. } | Event::Aside { statement, .. } = step.event { (quotes(here, statement)) }
        }
    }
}
