//! What every page has around it: head, navigation, foot; and the files that all pages share.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::File;
use super::links::{Here, Page};
use super::markup::{BREAK, day, text};
use crate::diagram::theme::Theme;

/// What a page has to say.
pub struct Content {
    /// For the browser's tab, before the project's name.
    pub title: String,
    /// The scripts it needs beside the common one, as they lie in the folder of assets.
    pub scripts: &'static [&'static str],
    /// From its first heading on.
    pub main: Markup,
}

/// What search looks through; a script, since a page that was opened from a disk may read nothing else.
pub const SEARCH_INDEX: &str = "assets/search-index.js";

const ASSETS: [(&str, &str); 5] = [
    ("assets/room.js", include_str!("assets/room.js")),
    ("assets/search.js", include_str!("assets/search.js")),
    ("assets/style.css", include_str!("assets/style.css")),
    ("assets/timeline.js", include_str!("assets/timeline.js")),
    ("assets/viewer.js", include_str!("assets/viewer.js")),
];

/// The files that all pages share. The colours are those of the pictures.
pub fn assets() -> Vec<File> {
    let mut files: Vec<File> =
        ASSETS.iter().map(|&(path, text)| File { path: path.to_owned(), text: text.to_owned() }).collect();
    files.push(File { path: "assets/colours.css".to_owned(), text: colours() });
    files
}

fn colours() -> String {
    let of = |theme: Theme| format!(":root {{\n{}}}\n", theme.variables());
    let when = |media: &str, theme: Theme| format!("@media {media} {{\n{}}}\n", of(theme));
    of(Theme::Light) + &when("(prefers-color-scheme: dark)", Theme::Dark) + &when("print", Theme::Print)
}

/// The rooms that the navigation names.
const ROOMS: [(Page, &str); 8] = [
    (Page::Overview, "Overview"),
    (Page::Demands, "Demands"),
    (Page::Actors, "Actors"),
    (Page::Propositions, "Propositions"),
    (Page::Articles, "Articles"),
    (Page::Timeline, "Timeline"),
    (Page::Settlement, "Settlement"),
    (Page::Pictures, "Pictures"),
];

/// A whole page.
pub fn page(here: &Here<'_>, content: Content) -> String {
    let name = here.room.name;
    let title = match here.page {
        Page::Overview => name.to_owned(),
        _ => format!("{} · {name}", content.title),
    };
    let scripts = std::iter::once(&"room.js").chain(content.scripts);
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content="standoff";
                title { (text(&title)) }
                link rel="icon" href="data:,";
                link rel="stylesheet" href=(here.file("assets/colours.css"));
                link rel="stylesheet" href=(here.file("assets/style.css"));
                @for script in scripts { script src=(here.file(&format!("assets/{script}"))) defer {} }
            }
            body {
                (BREAK)
                a.skip href="#main" { "To the content" }
                (header(here)) (BREAK)
                main #main tabindex="-1" { (content.main) } (BREAK)
                (footer(here))
            }
        }
    };
    page.into_string() + "\n"
}

fn header(here: &Here<'_>) -> Markup {
    let room_of = |page: Page| match page {
        Page::Actor(_) => Page::Actors,
        Page::Proposition(_) => Page::Propositions,
        Page::Article(_) | Page::Unplaced => Page::Articles,
        Page::Picture(_) => Page::Pictures,
        Page::Findings | Page::Finding(_) => Page::Overview,
        page => page,
    };
    let current = |room: Page| match (room == here.page, room == room_of(here.page)) {
        (true, _) => Some("page"),
        (_, true) => Some("true"),
        _ => None,
    };
    html! {
        header.top {
            a.name href=(here.to(Page::Overview)) { bdi { (text(here.room.name)) } }
            nav aria-label="Rooms" {
                ul {
                    @for (page, name) in ROOMS { li { a href=(here.to(page)) aria-current=[current(page)] { (name) } } }
                }
            }
            form.find role="search" action=(here.to(Page::Search)) method="get" {
                input type="search" name="q" aria-label="Search" placeholder="Search" autocomplete="off";
                button type="submit" { "Find" }
            }
        }
    }
}

fn footer(here: &Here<'_>) -> Markup {
    html! {
        footer {
            p {
                "As things stood on " (day(here.room.desk.standing.as_of())) ". Nothing here is a judgement of who is "
                "right: it is who said what, and what follows from it. Made by "
                "standoff, from the sheets of this project; the same sheets give the same pages."
            }
        }
    }
}

/// Data for a page's script, as JSON that no browser takes for anything else.
pub fn data(id: &str, json: &str) -> Markup {
    let safe = json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    html! { script type="application/json" id=(id) { (PreEscaped(safe)) } }
}
