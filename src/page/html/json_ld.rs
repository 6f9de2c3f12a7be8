//! What a page says of itself to search engines: JSON-LD in the words of schema.org.

use dom_query::Document;
use serde_json::{Map, Value};

type Object = Map<String, Value>;

/// All objects that a page declares, however they are wrapped.
#[derive(Default)]
pub struct Declared {
    objects: Vec<Object>,
}

impl Declared {
    pub fn of(document: &Document) -> Declared {
        let mut declared = Declared::default();
        for script in document.select("script[type=\"application/ld+json\"]").nodes() {
            if let Some(value) = parse(&script.text()) {
                declared.collect(value);
            }
        }
        declared
    }

    /// The article that the page is about: of several, as in a list of further reading, the one with a headline that the
    /// page bears itself.
    pub fn article(&self, is_title: impl Fn(&str) -> bool) -> Option<&Object> {
        let is_ours = |object: &&&Object| words(object.get("headline")).is_some_and(is_title_of(&is_title));
        let articles: Vec<&Object> = self.objects.iter().filter(|object| is_a(object, is_article)).collect();
        let ours = articles.iter().find(is_ours).or(articles.first()).copied();
        ours.or_else(|| self.objects.iter().find(|object| is_a(object, |kind| kind.ends_with("WebPage"))))
    }

    /// Who brought the article out: its publisher, by name or by reference, or else the organisation behind the site.
    pub fn publisher(&self, article: Option<&Object>) -> Option<String> {
        let named = article.and_then(|article| self.name(article.get("publisher")?));
        named
            .or_else(|| self.only(|kind| kind == "NewsMediaOrganization"))
            .or_else(|| self.only(|kind| kind == "WebSite"))
    }

    fn name(&self, value: &Value) -> Option<String> {
        match value {
            Value::String(name) => Some(name.clone()),
            Value::Array(values) => values.iter().find_map(|value| self.name(value)),
            Value::Object(object) => words(object.get("name")).or_else(|| {
                let id = object.get("@id")?;
                words(
                    self.objects
                        .iter()
                        .find(|other| other.get("@id") == Some(id) && other.contains_key("name"))?
                        .get("name"),
                )
            }),
            _ => None,
        }
    }

    /// The name of the one object of a kind.
    fn only(&self, is_kind: fn(&str) -> bool) -> Option<String> {
        let names: Vec<String> = self
            .objects
            .iter()
            .filter(|object| is_a(object, is_kind))
            .filter_map(|object| words(object.get("name")))
            .collect();
        names.first().filter(|first| names.iter().all(|name| name == *first)).cloned()
    }

    fn collect(&mut self, value: Value) {
        match value {
            Value::Array(values) => values.into_iter().for_each(|value| self.collect(value)),
            Value::Object(object) => {
                for value in object.values() {
                    self.collect(value.clone());
                }
                self.objects.push(object);
            }
            _ => {}
        }
    }
}

/// The words of a value, or of the first of several.
pub fn words(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(words) => Some(words.clone()),
        Value::Array(values) => words(values.first()),
        _ => None,
    }
}

/// The address in `url`, or in what the article is the main entity of.
pub fn address(article: &Object) -> Option<String> {
    let of_page = || match article.get("mainEntityOfPage")? {
        Value::Object(page) => words(page.get("@id")).or_else(|| words(page.get("url"))),
        page => words(Some(page)),
    };
    words(article.get("url")).or_else(of_page)
}

/// Whether an article is said to be for subscribers: `false`, or the word for it.
pub fn is_paid(article: &Object) -> bool {
    match article.get("isAccessibleForFree") {
        Some(Value::Bool(is_free)) => !is_free,
        Some(Value::String(is_free)) => is_free.trim().eq_ignore_ascii_case("false"),
        _ => false,
    }
}

fn is_title_of<'a>(is_title: &'a impl Fn(&str) -> bool) -> impl Fn(String) -> bool + 'a {
    move |headline| is_title(&headline)
}

fn is_article(kind: &str) -> bool {
    kind.ends_with("Article") || matches!(kind, "BlogPosting" | "LiveBlogPosting" | "Report")
}

fn is_a(object: &Object, is_kind: impl Fn(&str) -> bool) -> bool {
    let bare = |kind: &str| is_kind(kind.rsplit(['/', ':']).next().unwrap_or_default());
    match object.get("@type") {
        Some(Value::String(kind)) => bare(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(bare),
        _ => false,
    }
}

/// Reads JSON with the slips that pages have: raw line breaks within words, a comment or CDATA around it all.
fn parse(written: &str) -> Option<Value> {
    let plain: String = written.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let start = plain.find(['{', '['])?;
    let end = plain.rfind(['}', ']'])?;
    serde_json::from_str(plain.get(start..=end)?).ok()
}
