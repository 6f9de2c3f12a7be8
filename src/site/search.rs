//! What search finds: every record by all its names and words, each with the way to it.

use std::fmt::Write;

use maud::html;
use serde_json::json;

use super::links::{Here, Page};
use super::room::Room;
use super::shell::{Content, SEARCH_INDEX};
use crate::report::{capitalised, words};

pub fn page(here: &Here<'_>) -> Content {
    let main = html! {
        h1 { "Search" }
        form #search role="search" action="search.html" method="get" data-index=(here.file(SEARCH_INDEX)) {
            input #query type="search" name="q" autocomplete="off" aria-label="What to look for" aria-describedby="hint";
            button type="submit" { "Find" }
            p #hint.quiet { "Names in any script, words of quotes, ids. Several words must all be there." }
        }
        p #tally role="status" {}
        ol #results {}
        noscript {
            p {
                "Search needs script, which is switched off here. The lists lead everywhere, too: "
                a href=(here.to(Page::Actors)) { "actors" } ", " a href=(here.to(Page::Propositions)) { "propositions" } ", "
                a href=(here.to(Page::Articles)) { "articles" } ", " a href=(here.to(Page::Findings)) { "findings" } "."
            }
        }
    };
    Content { title: "Search".to_owned(), scripts: &["search.js"], main }
}

/// The index, as a script that sets one variable: an entry a line, with its kind, title, words below it, address, and
/// further words that find it.
pub fn index(room: &Room<'_>) -> String {
    let here = Here::new(room, Page::Search);
    let corpus = here.corpus();
    let mut index = "window.standoffIndex = [\n".to_owned();
    let mut add = |kind: &str, title: &str, below: &str, address: String, further: String| {
        // `<` cannot end a script from within JSON, but it costs nothing to be sure.
        let entry = json!([kind, title, below, address, further]).to_string().replace('<', "\\u003c");
        writeln!(index, "{entry},").expect("a string takes any text");
    };
    for id in corpus.actor_ids() {
        let one = &corpus[id];
        let names: Vec<&str> = one.native.iter().chain(&one.aliases).map(|name| name.as_str()).collect();
        add("actor", &one.name, &names.join(", "), here.to(Page::Actor(id)), one.slug.to_string());
    }
    for id in corpus.issue_ids() {
        add("issue", &corpus[id].name, "", here.issue(id), corpus[id].slug.to_string());
    }
    for id in corpus.proposition_ids() {
        let one = &corpus[id];
        let issue = one.issue.map_or("", |issue| &corpus[issue].name);
        add("proposition", &one.text, issue, here.to(Page::Proposition(id)), one.slug.to_string());
    }
    for id in corpus.article_ids() {
        let one = &corpus[id];
        let below = format!("{} {}", one.publisher.as_deref().unwrap_or_default(), one.published);
        add(
            "article",
            one.title.as_ref().unwrap_or(&one.slug),
            below.trim(),
            here.to(Page::Article(id)),
            one.slug.to_string(),
        );
    }
    for (number, known) in room.findings.iter().enumerate() {
        let found = &known.judged.finding;
        add(
            "finding",
            &capitalised(&found.message),
            known.family.title,
            here.to(Page::Finding(number)),
            found.rule.name.to_owned(),
        );
    }
    for id in corpus.statement_ids() {
        let quotes: Vec<&str> = corpus.quotes_of(id).map(|(_, quote)| quote.exact.as_str()).collect();
        let further = format!("{} {}", corpus.statement_name(id), words::heard(corpus, &corpus[id]));
        add("statement", &words::sentence(corpus, id), &quotes.join(" … "), here.words(id), further);
    }
    index + "];\n"
}
