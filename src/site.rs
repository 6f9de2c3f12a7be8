//! The reading room: a project as pages for a browser, for those who read and do not write sheets.
//!
//! Everything lies in one folder, asks no other host for anything, and works when its `index.html` is opened from a disk.
//! Each page is a pure function of what is known (`room::Room`), so that the same project gives the same bytes. Pages
//! are whole without script: script only adds search, the slider, filters and the way around in large pictures.
//!
//! ```text
//! desk, judgement ──Room──▶ Page by Page ──shell──▶ files
//!                              └─links: what stands where
//! ```

mod links;
mod markup;
mod notice;
mod passages;
mod past;
mod room;
mod shell;

mod actor;
mod article;
mod demands;
mod finding;
mod history;
mod lists;
mod overview;
mod pictures;
mod proposition;
mod search;
mod settlement;
mod statement;
mod timeline;

use rayon::prelude::*;

use crate::Desk;
use crate::rules::{Judgement, Levels};
use links::{Here, Page};
use room::Room;

pub use notice::{notice, notice_of_failure};

/// A file of the site: where it lies, with `/` between folders, and what it says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    pub path: String,
    pub text: String,
}

/// All files of a project's reading room, in the order of their paths. The levels are those that the findings were judged
/// by; what was found on earlier days is judged by them, too.
pub fn site(name: &str, desk: &Desk, judgement: &Judgement, levels: &Levels) -> Vec<File> {
    let room = Room::new(name, desk, judgement, levels);
    let pages = Page::all(&room);
    let mut files: Vec<File> = pages.par_iter().map(|&page| file(&room, page)).collect();
    files.extend(shell::assets());
    files.push(File { path: shell::SEARCH_INDEX.to_owned(), text: search::index(&room) });
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}

fn file(room: &Room<'_>, page: Page) -> File {
    let here = Here::new(room, page);
    let content = match page {
        Page::Overview => overview::page(&here),
        Page::Demands => demands::page(&here),
        Page::Findings => lists::findings(&here),
        Page::Finding(number) => finding::page(&here, number),
        Page::Actors => lists::actors(&here),
        Page::Actor(id) => actor::page(&here, id),
        Page::Propositions => lists::propositions(&here),
        Page::Proposition(id) => proposition::page(&here, id),
        Page::Articles => lists::articles(&here),
        Page::Article(id) => article::page(&here, id),
        Page::Unplaced => lists::unplaced(&here),
        Page::Timeline => timeline::page(&here),
        Page::Settlement => settlement::page(&here),
        Page::Pictures => pictures::list(&here),
        Page::Picture(view) => pictures::page(&here, view),
        Page::Search => search::page(&here),
    };
    File { path: room.path(page), text: shell::page(&here, content) }
}
