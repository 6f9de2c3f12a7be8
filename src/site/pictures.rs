//! The pictures, each on a page of its own that one can walk around in, and cards on the pages of records.

use maud::{Markup, PreEscaped, html};

use super::links::{Here, Page};
use super::shell::Content;
use crate::diagram::scene::Scene;
use crate::diagram::svg;
use crate::diagram::view::{Card, Drawing, Focus, View};
use crate::id::{ActorId, PropositionId};
use crate::report::case;

pub fn list(here: &Here<'_>) -> Content {
    let main = html! {
        h1 { "Pictures" }
        p.lead { "Each answers one question. What is drawn leads to what was said." }
        ul.pictures {
            @for view in View::ALL { li { a href=(here.to(Page::Picture(view))) { (view.question()) } } }
        }
    };
    Content { title: "Pictures".to_owned(), scripts: &[], main }
}

pub fn page(here: &Here<'_>, view: View) -> Content {
    let drawing = view.draw(&here.room.desk.material(here), &Focus::default());
    let main = html! {
        p.kicker { a href=(here.to(Page::Pictures)) { "Pictures" } }
        h1 { (view.question()) }
        (viewer(&drawing))
    };
    Content { title: view.question().to_owned(), scripts: &["viewer.js"], main }
}

/// What a finding rests on, from the articles to what was found.
pub fn of_finding(here: &Here<'_>, number: usize) -> Markup {
    let case = case(here.corpus(), here.room.findings[number].judged);
    html! { @if !case.statements.is_empty() { (card(here, Card::Finding(&case), "As a picture")) } }
}

/// An actor's card; nothing where it holds nothing.
pub fn of_actor(here: &Here<'_>, id: ActorId) -> Markup {
    let holds = here.room.of_actor(id).iter().any(|&at| here.corpus()[at].holder == id);
    html! { @if holds { (card(here, Card::Actor(id), "In one picture")) } }
}

/// A proposition's card; nothing where nobody spoke of it.
pub fn of_proposition(here: &Here<'_>, id: PropositionId) -> Markup {
    html! { @if !here.room.of_proposition(id).is_empty() { (card(here, Card::Proposition(id), "In one picture")) } }
}

fn card(here: &Here<'_>, card: Card<'_>, title: &str) -> Markup {
    let drawing = card.draw(&here.room.desk.material(here), &Focus::default());
    html! { section aria-labelledby="picture" { h2 #picture { (title) } (viewer(&drawing)) } }
}

/// A picture with its tools. Without script it is a picture with links, to be scrolled.
fn viewer(drawing: &Drawing) -> Markup {
    let scene = told_as_seen(&drawing.scene);
    html! {
        div.viewer {
            div.tools role="toolbar" aria-label="Picture" hidden {
                button type="button" data-do="in" aria-label="Larger" { "+" }
                button type="button" data-do="out" aria-label="Smaller" { "−" }
                button type="button" data-do="fit" { "Fit" }
                button type="button" data-do="full" { "Real size" }
                label { "Show what has to do with " input type="search" data-do="filter" autocomplete="off"; }
                output {}
            }
            div.stage tabindex="0" role="group" aria-label="Picture; arrow keys move it, + and − change its size" {
                (PreEscaped(svg::write_live(&scene)))
            }
        }
    }
}

/// The scene with all words of a link in its name: who steers by voice says what is seen.
fn told_as_seen(scene: &Scene) -> Scene {
    let mut scene = scene.clone();
    for item in scene.items.iter_mut().filter(|item| item.about.link.is_some()) {
        let seen = item.texts().map(|text| text.content.as_str()).collect::<Vec<_>>().join(" ");
        if !item.about.label.contains(&seen) {
            item.about.label = format!("{}: {seen}", item.about.label);
        }
    }
    scene
}
