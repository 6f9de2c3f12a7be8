//! Which of the words that a page gives for its headline is the printed one.

use super::tidy;
use crate::quote::fold::fold;

/// What stands between a headline and the name of the site in a page's title.
const JOINTS: &[&str] = &[" | ", " - ", " — ", " – ", " :: ", " » ", " « ", " · ", " • ", " / ", ": "];

/// Headings shorter than this may be a word of the menu that happens to stand in the title, too.
const SHORTEST: usize = 12;

/// Whether two headlines are the same words, however they are typed.
pub fn same(a: &str, b: &str) -> bool {
    spelled(a) == spelled(b)
}

fn spelled(words: &str) -> String {
    fold(words).trim().to_lowercase()
}

/// The printed heading that says what one of the declared headlines says, in whole or in part; otherwise the first
/// declared; otherwise the only heading there is.
pub fn chosen(headings: &[String], declared: &[String]) -> Option<String> {
    let agrees = |heading: &&String| {
        let heading = spelled(heading);
        let mut others = declared.iter().map(|other| spelled(other));
        others.any(|other| heading == other || (heading.len() >= SHORTEST && (other.contains(&heading))))
    };
    let printed = headings.iter().find(agrees);
    let only = if let [only] = headings { Some(only) } else { None };
    printed.or(declared.first()).or(only).cloned()
}

/// A page's title without the name of its site: `Ships sail again | The Post`.
pub fn without_site(title: &str, site: &str) -> String {
    let other = splits(title).find_map(|(before, after)| {
        if same(after, site) {
            Some(before)
        } else if same(before, site) {
            Some(after)
        } else {
            None
        }
    });
    other.unwrap_or(title).trim().to_owned()
}

/// A headline as it is printed, and what stands beside it in a page's title, where one part of the title is printed by
/// itself.
pub fn printed_part(title: &str, printed: impl Fn(&str) -> Option<String>) -> Option<(String, String)> {
    let parts = splits(title).flat_map(|(before, after)| [(before, after), (after, before)]);
    let mut parts = parts.filter(|(part, rest)| part.len() >= SHORTEST && !rest.trim().is_empty());
    parts.find_map(|(part, rest)| Some((printed(part)?, tidy::line(rest))))
}

/// Whether paragraphs begin with a headline.
pub fn opens(paragraphs: &str, headline: &str) -> bool {
    let first_paragraph = paragraphs.split("\n\n").next();
    let first_line = paragraphs.lines().next();
    first_paragraph.into_iter().chain(first_line).any(|first| same(first, headline))
}

fn splits(title: &str) -> impl Iterator<Item = (&str, &str)> {
    JOINTS.iter().flat_map(move |joint| {
        let places = title.match_indices(joint);
        places.map(move |(at, _)| (&title[..at], &title[at + joint.len()..]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_site_is_cut_off_at_either_end() {
        for title in ["Ships - sail again | The Post", "The Post: Ships - sail again", "Ships - sail again — THE POST"]
        {
            assert_eq!(without_site(title, "The Post"), "Ships - sail again", "{title}");
        }
        assert_eq!(without_site("Ships | Sport", "The Post"), "Ships | Sport");
    }

    #[test]
    fn the_printed_heading_counts_more_than_a_longer_title_but_a_menu_word_does_not() {
        let chosen = |headings: &[&str], declared: &[&str]| {
            let owned = |words: &[&str]| words.iter().map(|&one| one.to_owned()).collect::<Vec<_>>();
            chosen(&owned(headings), &owned(declared))
        };
        let declared = ["Ships sail “again”, says Varn, in a long title"];
        assert_eq!(chosen(&["News", "Ships sail \"again\""], &declared).as_deref(), Some("Ships sail \"again\""));
        assert_eq!(chosen(&["Ships"], &declared).as_deref(), Some(declared[0]));
        assert_eq!(chosen(&["Ships"], &[]).as_deref(), Some("Ships"));
        assert_eq!(chosen(&["News", "Sport"], &[]), None);
    }

    #[test]
    fn the_part_that_is_printed_is_the_headline() {
        let printed = |part: &str| same(part, "Ships sail “again”").then(|| "Ships sail “again”".to_owned());
        let parts = printed_part("The Post - Ships sail \"again\"", printed);
        assert_eq!(parts, Some(("Ships sail “again”".into(), "The Post".into())));
        assert_eq!(printed_part("The Post - Ships", printed), None);
    }
}
