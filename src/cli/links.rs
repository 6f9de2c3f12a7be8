//! Where the links of a picture lead when it is opened from its file: to the record in its sheet, and to the very words in
//! the article's text.

use std::path::{Component, Path};

use standoff::corpus::{Anchor, Corpus};
use standoff::diagram::view::{Links, Target};
use standoff::id::QuoteId;
use standoff::text::{Place, SourceMap};

use crate::files;

/// Links from a picture's file to the files of its project. They name no line, which would change with every edit above
/// it, but the words there: browsers look for what stands behind `#:~:text=` (a text fragment).
#[derive(Debug)]
pub struct FileLinks<'a> {
    sources: &'a SourceMap,
    /// The way from the picture's folder to the project's: `../`.
    way: String,
}

impl<'a> FileLinks<'a> {
    /// Links for a picture in a file. Nothing where the file lies outside the project: the way from there may not be the
    /// same tomorrow.
    pub fn new(sources: &'a SourceMap, root: &Path, picture: &Path) -> Option<FileLinks<'a>> {
        let (root, folder) = (files::true_name(root)?, files::true_name(picture.parent()?)?);
        let below = folder.strip_prefix(root).ok()?;
        let steps = below.components().filter(|step| matches!(step, Component::Normal(_))).count();
        Some(FileLinks { sources, way: "../".repeat(steps) })
    }

    /// The address of words in a file.
    fn words(&self, place: Place, words: &str) -> String {
        format!("{}{}#:~:text={}", self.way, encoded(self.sources.get(place.file).path(), b"/"), encoded(words, b""))
    }

    /// The address of a record: its file, and the id that was typed there.
    fn record(&self, place: Place, slug: &str) -> String {
        self.words(place, &format!("\"{slug}\""))
    }

    fn quote(&self, corpus: &Corpus, id: QuoteId) -> Option<String> {
        match &corpus[id].anchor {
            Anchor::Found(place) => Some(self.words(*place, self.sources.get(place.file).slice(place.span))),
            _ => None,
        }
    }
}

impl Links for FileLinks<'_> {
    fn address(&self, corpus: &Corpus, target: Target<'_>) -> Option<String> {
        match target {
            Target::Actor(id) => Some(self.record(corpus[id].place, &corpus[id].slug)),
            Target::Issue(id) => Some(self.record(corpus[id].place, &corpus[id].slug)),
            Target::Proposition(id) => Some(self.record(corpus[id].place, &corpus[id].slug)),
            Target::Article(id) => match corpus[id].text {
                Some(text) => Some(self.way.clone() + &encoded(self.sources.get(text).path(), b"/")),
                None => Some(self.record(corpus[id].place, &corpus[id].slug)),
            },
            // A statement is best proved by its quote; where none was found, the record has to do.
            Target::Statement(id) => {
                let mut quotes = corpus.quotes_of(id);
                let place = corpus[id].place(|places| places.record);
                let typed = || match &corpus[id].slug {
                    Some(slug) => self.record(place, slug),
                    None => self.words(place, corpus[id].verb.name()),
                };
                quotes.find_map(|(quote, _)| self.quote(corpus, quote)).or_else(|| Some(typed()))
            }
            Target::Quote(id) => {
                self.quote(corpus, id).or_else(|| Some(self.record(corpus[id].place, &corpus[id].exact)))
            }
            Target::Finding(_) => None,
        }
    }
}

/// Words in an address: every byte that is not plainly allowed is written as `%` and two digits. A `-` would mean
/// something in a text fragment.
fn encoded(words: &str, also: &[u8]) -> String {
    let one_line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._~".contains(&byte) || also.contains(&byte);
    let is_plain = |byte: u8| is_plain(byte) || (byte == b'-' && !also.is_empty());
    let written = |byte: u8| if is_plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    one_line.bytes().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn words_become_a_text_fragment_and_paths_stay_paths() {
        assert_eq!(
            encoded("so-called “progress”,\n  he said", b""),
            "so%2Dcalled%20%E2%80%9Cprogress%E2%80%9D%2C%20he%20said"
        );
        assert_eq!(encoded("seeds/a-b.txt", b"/"), "seeds/a-b.txt");
    }
}
