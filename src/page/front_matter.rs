//! What stands before the first paragraph of a Markdown file, between lines of `---` (YAML) or `+++` (TOML): one `key:
//! value` a line. Only words and dates are of interest here, so lists and nested values are passed over.

use super::{Page, address, tidy};

/// Keys that note-takers, site generators and programs that clip pages use for the same thing, in the order in which they
/// count.
const TITLE: &[&str] = &["title", "headline"];
const PUBLISHER: &[&str] = &["publisher", "publication", "site", "site_name", "sitename", "website", "source"];
const PUBLISHED: &[&str] =
    &["published", "date", "datepublished", "date_published", "published_at", "publishdate", "pubdate"];
const URL: &[&str] = &["url", "source", "link", "canonical", "canonical_url", "source_url", "original_url"];

/// Takes over what front matter says.
pub fn take(page: &mut Page, front_matter: &str) {
    let pairs = pairs(front_matter);
    let values = |keys: &'static [&str]| {
        let all = |key| pairs.iter().filter(move |(name, value)| name == key && !value.is_empty());
        keys.iter().flat_map(move |key| all(key)).map(|(_, value)| value.clone())
    };
    page.title = values(TITLE).next();
    page.url = values(URL).find_map(|value| address::cleaned(&value));
    page.publisher = values(PUBLISHER).find(|value| address::host(value).is_none());
    page.take_dates(&values(PUBLISHED).collect::<Vec<_>>());
}

/// Keys, in small letters, and their values without quotation marks. A value that goes on in lines set in is put together.
fn pairs(front_matter: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for line in front_matter.lines() {
        if line.starts_with([' ', '\t']) {
            if let Some((_, value)) = pairs.last_mut() {
                *value += " ";
                *value += line;
            }
        } else if let Some(at) = line.find([':', '=']).filter(|_| !line.starts_with(['#', '-'])) {
            pairs.push((line[..at].trim().trim_matches('"').to_ascii_lowercase(), line[at + 1..].to_owned()));
        }
    }
    pairs.into_iter().map(|(key, value)| (key, unquoted(&value))).collect()
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    // `>-` and `|` say that the words follow in the next lines.
    let value = value.strip_prefix(['>', '|']).map_or(value, |rest| rest.trim_start_matches(['-', '+']));
    let value = value.trim();
    let inside = |mark: char| value.strip_prefix(mark).and_then(|rest| rest.split_once(mark)).map(|(inside, _)| inside);
    if value.starts_with(['[', '{']) {
        String::new()
    } else if let Some(escaped) = value.strip_prefix('"').filter(|_| value.contains('\\')) {
        tidy::line(&escaped.trim_end_matches('"').replace("\\\"", "\"").replace("\\\\", "\\"))
    } else if let Some(single) = value.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        tidy::line(&single.replace("''", "'"))
    } else {
        let value = inside('"').unwrap_or_else(|| value.split(" #").next().unwrap_or_default());
        tidy::line(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(front_matter: &str) -> Page {
        let mut page = Page::default();
        take(&mut page, front_matter);
        page
    }

    #[test]
    fn yaml_and_toml_say_the_same() {
        let yaml = "title: \"The strait: open?\"\nauthor:\n  - Mara Holt\npublisher: 'Pilots'' Post'\n\
            date: 2026-03-10T18:42:00Z # late\nsource: https://post.example/x?utm_source=y\n";
        let toml = "title = \"The strait: open?\"\ntags = [\"a\"]\npublisher = \"Pilots' Post\"\ndate = 2026-03-10\n\
            url = \"https://post.example/x\"\n";
        for front_matter in [yaml, toml] {
            let page = taken(front_matter);
            assert_eq!(page.title.as_deref(), Some("The strait: open?"), "{front_matter}");
            assert_eq!(page.publisher.as_deref(), Some("Pilots' Post"));
            assert_eq!(page.published.unwrap().to_string(), "2026-03-10");
            assert_eq!(page.url.as_deref(), Some("https://post.example/x"));
        }
    }

    #[test]
    fn long_values_are_put_together_and_escapes_undone() {
        let page = taken("title: >-\n  Ships sail\n  again\nsite: \"\\\"The\\\" Post\"\ndate: soon\n");
        assert_eq!(page.title.as_deref(), Some("Ships sail again"));
        assert_eq!(page.publisher.as_deref(), Some("\"The\" Post"));
        assert_eq!((page.published, page.doubts.len()), (None, 1));
    }
}
