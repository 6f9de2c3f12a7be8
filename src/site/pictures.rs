//! The pictures, each on a page of its own that one can walk around in, and cards on the pages of records.

use maud::{Markup, PreEscaped, html};

use super::links::{Here, Page};
use super::shell::Content;
use crate::diagram::scene::Scene;
use crate::diagram::svg;
use crate::diagram::view::{Focus, Material, View};
use crate::id::{ActorId, PropositionId};

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
    let desk = here.room.desk;
    let material = Material { corpus: &desk.corpus, graph: desk.graph(), standing: &desk.standing, waits: &desk.waits };
    let drawing = view.draw(&material, Focus::default());
    let main = html! {
        p.kicker { a href=(here.to(Page::Pictures)) { "Pictures" } }
        h1 { (view.question()) }
        (viewer(here, drawing.scene))
    };
    Content { title: view.question().to_owned(), scripts: &["viewer.js"], main }
}

/// What is drawn of a finding.
pub fn of_finding(_here: &Here<'_>, _number: usize) -> Markup {
    html! {}
}

pub fn of_actor(_here: &Here<'_>, _id: ActorId) -> Markup {
    html! {}
}

pub fn of_proposition(_here: &Here<'_>, _id: PropositionId) -> Markup {
    html! {}
}

/// A picture with its tools. Without script it is a picture with links, to be scrolled.
fn viewer(here: &Here<'_>, scene: Scene) -> Markup {
    let scene = linked(here, scene);
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

/// The scene with its links leading to pages.
fn linked(here: &Here<'_>, mut scene: Scene) -> Scene {
    for item in &mut scene.items {
        item.about.link = item.about.link.take().and_then(|link| address(here, &link));
    }
    scene
}

fn address(here: &Here<'_>, link: &str) -> Option<String> {
    let corpus = here.corpus();
    let (kind, name) = link.strip_prefix('#')?.split_once('/')?;
    match kind {
        "actor" => corpus.actor(name).map(|id| here.to(Page::Actor(id))),
        "proposition" => corpus.proposition(name).map(|id| here.to(Page::Proposition(id))),
        "issue" => corpus.issue(name).map(|id| here.issue(id)),
        "article" => corpus.article(name).map(|id| here.to(Page::Article(id))),
        "statement" => corpus.statement(name).map(|id| here.words(id)),
        _ => None,
    }
}
