//! What a page says of itself: in its head, to search engines, and in print.

use dom_query::{Document, NodeRef};

use super::json_ld::{self, Declared};
use super::{Doubt, Page, address, tidy};
use crate::page::dating::{self, Reading};
use crate::page::headline;

/// Names under which pages declare when they came out, in the order in which they count.
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "publish-date",
    "publish_date",
    "publishdate",
    "pubdate",
    "date.issued",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "article.published",
    "date",
];

const TITLE: &[&str] = &["og:title", "twitter:title", "dc.title", "parsely-title"];

const SITE: &[&str] = &["og:site_name", "application-name", "dc.publisher", "publisher", "apple-mobile-web-app-title"];

/// All that may tell title, publisher, date and address of an article.
#[derive(Default)]
pub struct Clues {
    title: Option<String>,
    publisher: Option<String>,
    /// What stands beside the headline in the page's title, where the page names no publisher.
    beside_title: Option<String>,
    dates: Vec<String>,
    url: Option<String>,
    is_paid: bool,
}

impl Clues {
    pub fn of(document: &Document, written: &str, had_from: Option<String>) -> Clues {
        let metas = metas(document);
        let meta = |names: &'static [&str]| {
            names
                .iter()
                .flat_map(|name| metas.iter().filter(move |(key, _)| key == name))
                .map(|(_, value)| value.clone())
        };
        let tag = tidy::line(&document.select_single("head title, title").text());
        let headings = texts(document, "h1");
        let declared = Declared::of(document);
        let is_title = |headline: &str| {
            let headline = tidy::line(headline);
            tag.contains(&headline) || headings.contains(&headline) || meta(TITLE).any(|title| title == headline)
        };
        let article = declared.article(is_title);
        let of_article = |field: &str| article.and_then(|article| json_ld::words(article.get(field)));

        let publisher = declared.publisher(article).into_iter().chain(meta(SITE));
        let publisher = publisher.map(|name| tidy::line(&name)).find(|name| !name.is_empty());
        let titles = meta(TITLE).next().into_iter().chain(of_article("headline").map(|title| tidy::line(&title)));
        let mut titles: Vec<String> = titles.chain([tag.clone()]).filter(|title| !title.is_empty()).collect();
        if let Some(publisher) = &publisher {
            titles.iter_mut().for_each(|title| *title = headline::without_site(title, publisher));
        }
        let printed = printed_part(document, &tag).filter(|_| publisher.is_none());
        let (part, beside_title) = printed.unzip();

        let canonical = document.select_single("link[rel=canonical]").attr("href").map(|href| href.to_string());
        let addresses = canonical.into_iter().chain(meta(&["og:url"])).chain(article.and_then(json_ld::address));
        let declared_dates = of_article("datePublished").into_iter().chain(meta(PUBLISHED)).collect::<Vec<_>>();
        Clues {
            title: part.or_else(|| headline::chosen(&headings, &titles)),
            publisher,
            beside_title,
            dates: if declared_dates.is_empty() { printed_dates(document) } else { declared_dates },
            url: addresses.chain(saved_from(written)).chain(had_from).find_map(|address| address::cleaned(&address)),
            is_paid: article.is_some_and(json_ld::is_paid),
        }
    }

    /// A page without its text.
    pub fn into_page(self) -> Page {
        let mut page = Page { title: self.title, publisher: self.publisher, url: self.url, ..Page::default() };
        page.take_dates(&self.dates);
        let address = page.url.as_deref();
        let in_address = address.and_then(address::date).filter(|_| page.published.is_none() && page.doubts.is_empty());
        let host = address.and_then(address::host).map(str::to_owned);
        let perhaps = self.beside_title.or(host).filter(|_| page.publisher.is_none());
        page.doubts.extend(in_address.map(Doubt::DateInAddress));
        page.doubts.extend(perhaps.map(Doubt::PerhapsPublisher));
        page.doubts.extend(self.is_paid.then_some(Doubt::NotFree));
        page
    }
}

/// The `<meta>` tags: their names in small letters, and what they say.
fn metas(document: &Document) -> Vec<(String, String)> {
    let pair = |meta: &NodeRef<'_>| {
        let name = ["property", "name", "itemprop"].iter().find_map(|name| meta.attr(name))?;
        Some((name.trim().to_ascii_lowercase(), tidy::line(&meta.attr("content")?)))
    };
    document.select("meta[content]").nodes().iter().filter_map(pair).filter(|(_, value)| !value.is_empty()).collect()
}

fn texts(document: &Document, selector: &str) -> Vec<String> {
    let texts = document.select(selector).nodes().iter().map(|node| tidy::line(&node.text())).collect::<Vec<_>>();
    texts.into_iter().filter(|text| !text.is_empty()).collect()
}

/// The part of the page's title that stands in the page as words of their own.
fn printed_part(document: &Document, title: &str) -> Option<(String, String)> {
    let own_words: Vec<String> = words_of_body(document).filter(|words| words.len() <= title.len() * 2).collect();
    headline::printed_part(title, |part| own_words.iter().find(|words| headline::same(words, part)).cloned())
}

/// When a page says so in print only: in `<time>`, the first after the main heading; otherwise in words that are a date
/// and nothing else, where all of them are the same.
fn printed_dates(document: &Document) -> Vec<String> {
    let mut is_after_heading = document.select("h1").is_empty();
    let mut times = Vec::new();
    for node in document.root().descendants_it() {
        is_after_heading |= node.has_name("h1");
        if is_after_heading && node.has_name("time") {
            let text = tidy::line(&node.text());
            times.extend(
                node.attr("datetime").map(|time| time.to_string()).or(Some(text)).filter(|time| !time.is_empty()),
            );
        }
    }
    if let Some(first) = times.into_iter().next() {
        return vec![first];
    }
    let mut alone: Vec<String> =
        words_of_body(document).filter(|words| dating::read_alone(words) != Reading::None).collect();
    let is_one = alone.windows(2).all(|pair| dating::read(&pair[0]) == dating::read(&pair[1]));
    alone.truncate(usize::from(is_one));
    alone
}

/// Each stretch of words in the body that no tag interrupts.
fn words_of_body(document: &Document) -> impl Iterator<Item = String> {
    let body = document.body().into_iter();
    let texts = body.flat_map(|body| body.descendants_it().filter(NodeRef::is_text).collect::<Vec<_>>());
    texts.map(|text| tidy::line(&text.text())).filter(|words| !words.is_empty())
}

/// The address that a browser, or SingleFile, wrote into the page as it saved it.
fn saved_from(written: &str) -> Option<String> {
    const HEAD: usize = 4 << 10;
    let head = &written[..written.floor_char_boundary(HEAD)];
    let after = |mark: &str| head.split_once(mark).map(|(_, rest)| rest);
    let by_browser = after("saved from url=(").and_then(|rest| rest.split_once(')')).map(|(_, rest)| rest);
    let by_single_file =
        || after("Page saved with SingleFile").and_then(|rest| rest.split_once("url:")).map(|(_, rest)| rest);
    let address = by_browser.or_else(by_single_file)?;
    address.split_whitespace().next().map(|address| address.trim_end_matches("-->").to_owned())
}
