//! What stands on a news page beside its article: banners, buttons, counters, calls to subscribe, other people's comments.
//!
//! Pages name such parts in their `class` and `id`, for their own style sheets. A name alone proves little (the whole
//! page may be `class="has-sidebar comments-open"`), so nothing goes that holds a main heading or most of the words.

use dom_query::{Document, NodeRef};

use super::measure::{Measure, Weight};

/// Words in the names of parts that are not the article's own.
const NAMES: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "banner",
    "bio",
    "breadcrumb",
    "breadcrumbs",
    "consent",
    "cookie",
    "cookies",
    "gdpr",
    "newsletter",
    "outbrain",
    "pagination",
    "pager",
    "paywall",
    "popular",
    "popup",
    "promo",
    "recirc",
    "recirculation",
    "recommendations",
    "recommended",
    "related",
    "share",
    "shares",
    "sharing",
    "sidebar",
    "signup",
    "skip",
    "social",
    "sponsor",
    "sponsored",
    "subscribe",
    "subscription",
    "taboola",
    "taglist",
    "tags",
    "toolbar",
    "trending",
    "views",
];

/// Names of what readers write. It may be more than the article itself.
const COMMENTS: &[&str] = &["comments", "commentlist", "disqus", "livefyre", "respond"];

/// Takes away what is not the article's.
pub fn remove(document: &Document) {
    document.select("script, style, noscript, template, button, input, select, svg, iframe, object").remove();
    document.select("[role=dialog], [role=alertdialog], [hidden]").remove();
    let measure = Measure::of(document);
    for menu in document.select("nav").nodes().iter().filter(|menu| !measure.weight(menu).holds_article) {
        menu.remove_from_parent();
    }
    remove_named(document, &measure, COMMENTS, usize::MAX);

    let measure = Measure::of(document);
    let most = measure.weight(&document.root()).letters / 2;
    remove_named(document, &measure, NAMES, most);
    for part in document.select("p, div, h2, h3, h4, h5, h6").nodes() {
        if is_pointer(part, measure.weight(part)) {
            part.remove_from_parent();
        }
    }
}

/// Takes away parts with one of the names that hold no article and at most so many letters.
fn remove_named(document: &Document, measure: &Measure, names: &[&str], most: usize) {
    for part in document.select("[class], [id]").nodes() {
        let weight = measure.weight(part);
        let is_whole = ["html", "body", "h1", "article", "main"].iter().any(|name| part.has_name(name));
        if !is_whole && !weight.holds_article && weight.letters <= most && is_named(part, names) {
            part.remove_from_parent();
        }
    }
}

/// Whether one of the words in its names is among these: `share42init` and `socialShare` are both named `share`.
fn is_named(part: &NodeRef<'_>, names: &[&str]) -> bool {
    let given = [part.class(), part.id_attr()];
    given
        .iter()
        .flatten()
        .any(|given| words(given).any(|word| names.iter().any(|name| word.eq_ignore_ascii_case(name))))
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    let runs = name.split(|c: char| !c.is_ascii_alphabetic());
    runs.flat_map(|run| {
        let mut rest = run;
        std::iter::from_fn(move || {
            let mut after_first = rest.char_indices().skip(1);
            let is_small_before = |at: usize| rest.as_bytes()[at - 1].is_ascii_lowercase();
            let hump = after_first.find(|&(at, c)| c.is_ascii_uppercase() && is_small_before(at));
            let (word, after) = rest.split_at(hump.map_or(rest.len(), |(at, _)| at));
            rest = after;
            (!word.is_empty()).then_some(word)
        })
    })
}

/// Whether a short part only points elsewhere: `Read more: Why fish is dear`, all of it a link but for a label.
fn is_pointer(part: &NodeRef<'_>, weight: Weight) -> bool {
    const LONGEST: usize = 200;
    const LONGEST_LABEL: usize = 30;
    let unlinked = weight.letters - weight.linked;
    if weight.linked == 0 || weight.letters > LONGEST || unlinked > LONGEST_LABEL || weight.holds_article {
        return false;
    }
    let text = part.text();
    let is_sentence = text.trim_end().ends_with(['.', '!', '?', '…', '։', '。', '”', '»', '"']);
    if unlinked == 0 { !is_sentence } else { is_label(label(part), unlinked) }
}

/// Whether all that is not in links is one label before them.
fn is_label(label: String, unlinked: usize) -> bool {
    label.trim_end().ends_with(':') && label.chars().filter(|c| c.is_alphanumeric()).count() == unlinked
}

/// What stands before the first link.
fn label(part: &NodeRef<'_>) -> String {
    let mut label = String::new();
    for node in part.descendants_it().take_while(|node| !node.has_name("a")) {
        if node.is_text() {
            label += &node.text();
        }
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(html: &str) -> String {
        let document = Document::from(html);
        remove(&document);
        document.body().unwrap().formatted_text().to_string()
    }

    const STORY: &str = "<p>The strait is open again, both ministers said on Friday after nine hours of talks.</p>";

    #[test]
    fn names_are_taken_apart() {
        let all = |name| words(name).collect::<Vec<_>>();
        assert_eq!(all("share42init socialShare-Bar ADS"), ["share", "init", "social", "Share", "Bar", "ADS"]);
    }

    #[test]
    fn small_parts_go_by_their_name_and_large_ones_stay() {
        let story = |class: &str| left(&format!("<div class={class}>{STORY}</div><div class=story>{STORY}</div>"));
        assert_eq!(story("newsletterSignup").matches("strait").count(), 1);
        assert_eq!(story("shareholders").matches("strait").count(), 2);
        assert_eq!(
            left(&format!("<body class=has-sidebar><div class=paywall>{STORY}</div>")).matches("strait").count(),
            1
        );
    }

    #[test]
    fn comments_go_even_if_they_are_more_than_the_article() {
        let page = format!("<h1>Open</h1>{STORY}<div id=comments>{}</div>", "<p>Long words.</p>".repeat(100));
        assert!(!left(&page).contains("Long words"));
        assert!(left(&format!("<div class=comments-open><h1>Open</h1>{STORY}</div>")).contains("strait"));
    }

    #[test]
    fn what_only_points_elsewhere_goes() {
        let story = |more: &str| left(&format!("{STORY}{more}"));
        assert!(!story("<p><b>Read more:</b> <a href=x>Why fish is dear</a></p>").contains("fish"));
        assert!(!story("<div><a href=x>Why fish is dear</a></div>").contains("fish"));
        for kept in [
            "<p>Why <a href=x>fish</a> is dear, nobody says.</p>",
            "<p><a href=x>Fish is dear.</a></p>",
            "<p>The ministry put it so: “We have said <a href=x>all that there is to say about fish</a>.”</p>",
        ] {
            assert!(story(kept).to_lowercase().contains("fish"), "{kept}");
        }
    }
}
