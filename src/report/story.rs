//! A finding as it is told to people: who said what, in which words, what stands beside it, and the way out. Every form
//! for people tells this one story; only the signs differ.

use std::borrow::Cow;

use super::words;
use crate::corpus::{Corpus, Named};
use crate::diagnostic::Label;
use crate::id::StatementId;
use crate::rules::{Finding, Judged, Level};
use crate::text::Place;

/// A finding, ready to be told.
pub(crate) struct Story<'a> {
    pub judged: &'a Judged,
    pub finding: &'a Finding,
    /// The statements it rests on and no others, the earliest first: without any one of them the finding is gone.
    pub statements: Vec<Told<'a>>,
    /// What these do not tell, each at its own place: a mandate that ended, a verdict, an exclusion in the codebook.
    pub beside: Vec<&'a Label>,
    /// What to write where it is right as it stands: `accept: [(rule: "deadlock", …)]`.
    pub excuse: Option<String>,
}

/// A statement, as a story tells it.
pub(crate) struct Told<'a> {
    pub id: StatementId,
    /// "Russia offers “…”, only after “…”".
    pub sentence: String,
    /// Who was heard, when, and where: "Dmitry Peskov, 2025-06-20, Clash Report".
    pub heard: String,
    pub quotes: Vec<&'a str>,
    /// The part of it that the finding is about.
    pub place: Place,
    /// The article's page, where one is known.
    pub link: Option<&'a str>,
}

impl<'a> Story<'a> {
    pub fn new(corpus: &'a Corpus, judged: &'a Judged) -> Story<'a> {
        let finding = &judged.finding;
        let mut ids = finding.statements.clone();
        ids.sort_by_key(|&id| (corpus[id].said.last_day(), id));
        let labels = || std::iter::once(&finding.primary).chain(&finding.others);
        let records: Vec<Place> = ids.iter().map(|&id| record(corpus, id)).collect();
        let is_beside =
            |label: &&Label| !label.text.is_empty() && !records.iter().any(|&record| holds(record, label.place));
        Story {
            judged,
            finding,
            statements: ids.iter().map(|&id| told(corpus, id, labels())).collect(),
            beside: labels().filter(is_beside).collect(),
            excuse: excuse(corpus, finding),
        }
    }

    /// The statements it rests on, in the order in which they are told.
    pub fn ids(&self) -> Vec<StatementId> {
        self.statements.iter().map(|told| told.id).collect()
    }

    /// Whether `check` fails on it, so that it has to be mended or excused.
    pub fn is_denied(&self) -> bool {
        self.judged.level == Level::Deny
    }
}

fn told<'a>(corpus: &'a Corpus, id: StatementId, mut labels: impl Iterator<Item = &'a Label>) -> Told<'a> {
    let statement = &corpus[id];
    let is_page = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
    Told {
        id,
        sentence: words::sentence(corpus, id),
        heard: words::heard(corpus, statement),
        quotes: corpus.quotes_of(id).map(|(_, quote)| quote.exact.as_str()).collect(),
        place: labels
            .find(|label| holds(record(corpus, id), label.place))
            .map_or_else(|| statement.place(|at| at.verb), |label| label.place),
        link: statement.article.and_then(|article| corpus[article].url.as_deref()).filter(is_page),
    }
}

fn record(corpus: &Corpus, id: StatementId) -> Place {
    corpus[id].place(|places| places.record)
}

fn holds(record: Place, place: Place) -> bool {
    record.file == place.file && record.span.range().contains(&(place.span.start as usize))
}

/// The entry that excuses a finding, ready to paste but for the reason; nothing where there is nothing to name.
fn excuse(corpus: &Corpus, finding: &Finding) -> Option<String> {
    Some(format!("accept: [{}]", exception(corpus, finding, "…")?))
}

/// The record by which `accept` or `expect` names a finding, for a reason; nothing where there is nothing to name.
pub fn exception(corpus: &Corpus, finding: &Finding, because: &str) -> Option<String> {
    let names: Vec<Cow<'_, str>> = finding.statements.iter().map(|&id| corpus.statement_name(id)).collect();
    let about = match (&*names, finding.record) {
        ([], None) => return None,
        ([], Some(record)) => format!("record: \"{}\"", slug(corpus, record)),
        ([name], _) => format!("statement: \"{name}\""),
        (names, _) => format!("statements: [\"{}\"]", names.join("\", \"")),
    };
    Some(format!("(rule: \"{}\", {about}, because: \"{because}\")", finding.rule.name))
}

fn slug(corpus: &Corpus, record: Named) -> &str {
    match record {
        Named::Actor(id) => &corpus[id].slug,
        Named::Issue(id) => &corpus[id].slug,
        Named::Proposition(id) => &corpus[id].slug,
        Named::Article(id) => &corpus[id].slug,
    }
}
