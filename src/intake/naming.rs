//! What a new article is called, and where its sheet lies: as the desk's other articles are and do.

use std::collections::BTreeMap;

use crate::corpus::Corpus;
use crate::id::slugify;
use crate::page::{Doubt, Page};
use crate::project::DATA_FOLDER;
use crate::text::SourceMap;

/// Where the sheet of a first article goes.
const USUAL_FOLDER: &str = "data/articles";

/// An id of publisher and date, as `clash-report-2025-06-20`; of the headline's first words where one of them is not
/// known. `file` is the name of the file, for an article that says nothing of itself.
pub fn name_for(page: &Page, corpus: &Corpus, file: &str) -> String {
    const WORDS_BESIDE_PUBLISHER: usize = 4;
    const WORDS_ALONE: usize = 6;
    let title = page.title.as_deref().unwrap_or_default();
    let publisher = publisher(page, corpus);
    let date = page.published.map(|date| date.to_string());
    let parts = match (publisher, date) {
        (Some(publisher), Some(date)) => vec![publisher, date],
        (Some(publisher), None) => vec![publisher, first_words(title, WORDS_BESIDE_PUBLISHER)],
        (None, Some(date)) => vec![first_words(title, WORDS_BESIDE_PUBLISHER), date],
        (None, None) => vec![first_words(title, WORDS_ALONE)],
    };
    let name = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let names = [name, first_words(stem, WORDS_ALONE), "article".to_owned()];
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

/// The name, or the name with the first number that nobody has taken.
pub fn free_name(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    names.find(|name| !is_taken(name)).expect("numbers do not run out")
}

/// The id as the name of a file: an id may hold strokes, and a file's name must not lead into other folders.
pub fn file_name(id: &str, ending: &str) -> String {
    format!("{}.{ending}", id.replace(['/', '\\'], "-"))
}

/// The folder of the new sheet: that of the last article, so that a desk which keeps one folder a year goes on in the
/// present one.
pub fn sheet_folder(corpus: &Corpus, sources: &SourceMap) -> String {
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
    let articles = corpus.articles().iter();
    let dated: BTreeMap<_, _> =
        articles.map(|article| (article.published.last_day(), sources.get(article.place.file).path())).collect();
    let last = dated.into_values().next_back().and_then(folder);
    last.filter(|folder| folder.split('/').next() == Some(DATA_FOLDER)).unwrap_or_else(|| USUAL_FOLDER.to_owned())
}

/// What stands for the publisher in an id: what stands there in those of its other articles, or else its name.
fn publisher(page: &Page, corpus: &Corpus) -> Option<String> {
    let perhaps = || {
        page.doubts.iter().find_map(|doubt| match doubt {
            Doubt::PerhapsPublisher(name) => Some(without_domain(name)),
            _ => None,
        })
    };
    let name = page.publisher.as_deref().or_else(perhaps)?;
    let theirs = corpus.articles().iter().filter(|article| article.publisher.as_deref() == Some(name));
    let mut in_ids = theirs.filter_map(|article| article.slug.strip_suffix(&format!("-{}", article.published)));
    Some(in_ids.next().map_or_else(|| named_after(name), str::to_owned)).filter(|words| !words.is_empty())
}

fn named_after(publisher: &str) -> String {
    const WORDS: usize = 4;
    let slug = slugify(publisher);
    first_words(slug.strip_prefix("the-").unwrap_or(&slug), WORDS)
}

/// `clashreport` of `clashreport.com`: the longest part of a host's name is the one that tells whose it is.
fn without_domain(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((host, _)) if !name.contains(char::is_whitespace) => {
            host.split('.').max_by_key(|part| part.len()).unwrap_or(host)
        }
        _ => name,
    }
}

fn first_words(words: &str, count: usize) -> String {
    const LONGEST: usize = 60;
    let slug = slugify(words);
    let words = slug.split('-').take(count).collect::<Vec<_>>().join("-");
    words[..words.floor_char_boundary(LONGEST)].trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(publisher: Option<&str>, title: Option<&str>, published: Option<&str>) -> String {
        let page = Page {
            publisher: publisher.map(str::to_owned),
            title: title.map(str::to_owned),
            published: published.map(|date| date.parse().unwrap()),
            ..Page::default()
        };
        name_for(&page, &Corpus::default(), "Saved page.html")
    }

    #[test]
    fn an_id_is_made_of_what_is_known() {
        let title = Some("Ships sail again after nine hours of talks");
        assert_eq!(name(Some("The Strait Post"), title, Some("2026-03-10")), "strait-post-2026-03-10");
        assert_eq!(name(Some("Голос Протоки"), None, Some("2026-03")), "голос-протоки-2026-03");
        assert_eq!(name(Some("The Strait Post"), title, None), "strait-post-ships-sail-again-after");
        assert_eq!(name(None, title, Some("2026")), "ships-sail-again-after-2026");
        assert_eq!(name(None, title, None), "ships-sail-again-after-nine-hours");
        assert_eq!(name(None, None, None), "saved-page");
        assert_eq!(name(Some("…"), None, None), "saved-page");
    }

    #[test]
    fn ids_can_be_typed_as_ids() {
        let long = "ж".repeat(500);
        for odd in ["A/../B", "…–…", &long, "İstanbul Postası", "a.b"] {
            let name = name(Some(odd), Some(odd), None);
            assert_eq!(crate::id::check_slug(&name), Ok(()), "{odd}");
            assert!(name.len() < 200);
        }
        assert_eq!(file_name("a/../b", "txt"), "a-..-b.txt");
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        assert_eq!(free_name("a", |name| ["a", "a-2"].contains(&name)), "a-3");
    }
}
