//! A saved web page: its article without what stands around it, and what it says of itself.
//!
//! Which part of a page is its article is a matter of experience, and `dom_smoothie` has it: it follows the reader view of
//! Firefox. What it lets through on news pages is taken away [before](clutter), and pages laid out in tables are
//! [loosened](layout).

mod clues;
mod clutter;
mod json_ld;
mod layout;
mod measure;
mod nesting;

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

use super::{Doubt, NotAnArticle, Page, address, tidy};
use clues::Clues;

pub use nesting::DEEPEST;

/// An article of fewer letters than this may still be one, but then all others on the page are looked at, too. Half of
/// what a browser's reader view asks for, since a brief of two sentences is news.
const SHORTEST: usize = 200;

/// Reads a page. Where it was had from is known where a browser noted it beside the page.
pub fn read(written: &str, had_from: Option<String>) -> Result<Page, NotAnArticle> {
    if nesting::depth(written) > DEEPEST {
        return Err(NotAnArticle::TooDeep);
    }
    let document = Document::from(written);
    let clues = Clues::of(&document, written, had_from);
    let mut page = clues.into_page();
    clutter::remove(&document);
    layout::loosen(&document);
    match article(document) {
        Some(text) => Ok(page.with_text(&text)),
        None => {
            page.doubts.push(Doubt::WholePage);
            Ok(page.with_text(&all_words(written)))
        }
    }
}

/// The words of the page's article; nothing where none of its parts looks like one.
fn article(document: Document) -> Option<String> {
    let config =
        Config { disable_json_ld: true, char_threshold: SHORTEST, text_mode: TextMode::Formatted, ..Config::default() };
    let mut readability = Readability::with_document(document, None, Some(config)).ok()?;
    let text = readability.parse().ok()?.text_content.to_string();
    (tidy::word_count(&text) > 0).then_some(text)
}

/// All words of a page but those of its menus.
fn all_words(written: &str) -> String {
    let document = Document::from(written);
    clutter::remove(&document);
    document.select("header, footer").remove();
    document.body().map_or(String::new(), |body| body.formatted_text().to_string())
}
