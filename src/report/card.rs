//! One record told in words: an actor with its mandates and positions, a proposition with everyone's stance, a
//! statement with its quotes and conditions, an article with what was found in it.

use std::fmt::Write;

use anstyle::Style;

use super::{clean, count, words};
use crate::Desk;
use crate::corpus::{Anchor, Board, Corpus, Mandate, Named, Outcome, Quote, Referent};
use crate::date::PartialDate;
use crate::graph::{Edge, Node};
use crate::id::{ActorId, ArticleId, IssueId, PropositionId, StatementId};
use crate::text::Place;
use crate::vocabulary::RecordKind;

/// What a card is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    Record(Named),
    Statement(StatementId),
}

impl Subject {
    /// All records of an id: the kinds of records share no names, so there may be more than one.
    pub fn of(corpus: &Corpus, id: &str) -> Vec<Subject> {
        let records = [
            corpus.actor(id).map(Named::Actor),
            corpus.proposition(id).map(Named::Proposition),
            corpus.issue(id).map(Named::Issue),
            corpus.article(id).map(Named::Article),
        ];
        let records = records.into_iter().flatten().map(Subject::Record);
        records.chain(corpus.statement(id).map(Subject::Statement)).collect()
    }

    /// All ids that [`Subject::of`] knows.
    pub fn ids(corpus: &Corpus) -> impl Iterator<Item = std::borrow::Cow<'_, str>> {
        let actors = corpus.actors().iter().map(|actor| &actor.slug);
        let propositions = corpus.propositions().iter().map(|proposition| &proposition.slug);
        let issues = corpus.issues().iter().map(|issue| &issue.slug);
        let articles = corpus.articles().iter().map(|article| &article.slug);
        let records = actors.chain(propositions).chain(issues).chain(articles);
        let statements = corpus.statement_ids().map(|id| corpus.statement_name(id));
        records.map(|slug| slug.as_str().into()).chain(statements)
    }

    /// The statements that a record's card tells: those an actor holds, those about a proposition, those in an article.
    pub fn statements(self, corpus: &Corpus) -> Vec<StatementId> {
        let concerns = |id: &StatementId| match self {
            Subject::Record(Named::Actor(actor)) => corpus[*id].holder == actor,
            Subject::Record(Named::Proposition(what)) => corpus[*id].what == what,
            Subject::Record(Named::Issue(issue)) => corpus[corpus[*id].what].issue == Some(issue),
            Subject::Record(Named::Article(article)) => corpus[*id].article == Some(article),
            Subject::Statement(_) => false,
        };
        let mut statements: Vec<StatementId> = corpus.statement_ids().filter(concerns).collect();
        statements.sort_by_key(|&id| (corpus[id].said.first_day(), id));
        statements
    }
}

/// What readers know a record by, first of all: its name and its other names, its text, its title; of a statement, the
/// editor's words for it or else the sentence that it makes.
pub fn names_of(corpus: &Corpus, record: &Referent) -> Vec<String> {
    let slug = record.slug.as_str();
    let names = match record.kind {
        RecordKind::Actor => corpus.actor(slug).map(|id| {
            let actor = &corpus[id];
            let all = std::iter::once(&actor.name).chain(&actor.aliases).chain(&actor.native);
            all.map(ToString::to_string).collect()
        }),
        RecordKind::Issue => corpus.issue(slug).map(|id| vec![corpus[id].name.to_string()]),
        RecordKind::Proposition => corpus.proposition(slug).map(|id| vec![corpus[id].text.to_string()]),
        RecordKind::Article => corpus.article(slug).map(|id| {
            let article = &corpus[id];
            article.title.iter().chain(&article.publisher).map(ToString::to_string).collect()
        }),
        RecordKind::Statement => corpus.statement(slug).map(|id| {
            let gloss = corpus[id].gloss.as_ref().map(ToString::to_string);
            vec![gloss.unwrap_or_else(|| words::sentence(corpus, id))]
        }),
    };
    names.unwrap_or_default()
}

/// The card of a record.
pub fn card(desk: &Desk, subject: Subject) -> String {
    match subject {
        Subject::Record(Named::Actor(id)) => actor(desk, id),
        Subject::Record(Named::Proposition(id)) => proposition(desk, id),
        Subject::Record(Named::Issue(id)) => issue(desk, id),
        Subject::Record(Named::Article(id)) => article(desk, id),
        Subject::Statement(id) => statement(desk, id),
    }
}

fn actor(desk: &Desk, id: ActorId) -> String {
    let corpus = &desk.corpus;
    let actor = &corpus[id];
    let mut page = Page::new(desk, &actor.name, actor.kind.name(), actor.place);
    page.fact("id", &actor.slug);
    page.fact_if("own script", actor.native.as_deref());
    page.fact_if("also called", (!actor.aliases.is_empty()).then(|| actor.aliases.join(", ")).as_deref());
    page.fact_if("Wikidata", actor.wikidata.as_deref());
    page.fact_if("existed", span(actor.from, actor.until).as_deref());
    page.fact_if("note", actor.note.as_deref());

    let mandate = |name: &str, mandate: &Mandate| {
        let time = span(mandate.from, mandate.until).map_or(String::new(), |time| format!(", {time}"));
        format!("{name}: {}{time}", mandate.title)
    };
    page.list("speaks for", actor.mandates.iter().map(|one| mandate(&corpus[one.of].name, one)));
    let voices = desk.graph().sources(id, Edge::SpeaksFor).into_iter().filter_map(|node| match node {
        Node::Actor(voice) => Some(&corpus[voice]),
        _ => None,
    });
    let mandates = voices.flat_map(|voice| voice.mandates.iter().map(move |one| (voice, one)));
    page.list(
        "is spoken for by",
        mandates.filter(|(_, one)| one.of == id).map(|(voice, one)| mandate(&voice.name, one)),
    );
    page.statements(&Subject::Record(Named::Actor(id)).statements(corpus));
    page.text
}

fn proposition(desk: &Desk, id: PropositionId) -> String {
    let corpus = &desk.corpus;
    let proposition = &corpus[id];
    let mut page = Page::new(desk, &proposition.text, "proposition", proposition.place);
    page.fact("id", &proposition.slug);
    page.fact_if("issue", proposition.issue.map(|issue| corpus[issue].name.as_str()));
    page.fact_if("up to", (!proposition.by.is_empty()).then(|| words::names(corpus, &proposition.by)).as_deref());
    page.fact_if("note", proposition.note.as_deref());

    let related = |(from, edge, to): (Node, Edge, Node)| match (from, to) {
        (Node::Proposition(from), Node::Proposition(to)) if from == id => {
            Some(format!("{} {}", edge.phrase(), words::proposition(corpus, to)))
        }
        (Node::Proposition(from), Node::Proposition(_)) => match edge {
            Edge::Implies => Some(format!("implied by {}", words::proposition(corpus, from))),
            Edge::PartOf => Some(format!("has as a part {}", words::proposition(corpus, from))),
            alike => Some(format!("{} {}", alike.phrase(), words::proposition(corpus, from))),
        },
        _ => None,
    };
    page.list("goes with", desk.graph().around(id).into_iter().filter_map(related));
    let verdicts = corpus.verdicts_on(id).map(|verdict| match verdict.outcome {
        Outcome::Happened(date) => format!("it happened, {date}: {}", verdict.because),
        Outcome::DidNotHappen(date) => format!("it did not happen, {date}: {}", verdict.because),
    });
    page.list("the desk's verdict", verdicts);
    page.statements(&Subject::Record(Named::Proposition(id)).statements(corpus));
    page.text
}

fn issue(desk: &Desk, id: IssueId) -> String {
    let corpus = &desk.corpus;
    let issue = &corpus[id];
    let mut page = Page::new(desk, &issue.name, "issue", issue.place);
    page.fact("id", &issue.slug);
    let propositions = corpus.propositions().iter().filter(|proposition| proposition.issue == Some(id));
    page.list("propositions", propositions.map(|proposition| format!("{}: {}", proposition.slug, proposition.text)));
    page.statements(&Subject::Record(Named::Issue(id)).statements(corpus));
    page.text
}

fn article(desk: &Desk, id: ArticleId) -> String {
    let corpus = &desk.corpus;
    let article = &corpus[id];
    let mut page = Page::new(desk, article.title.as_deref().unwrap_or(&article.slug), "article", article.place);
    page.fact("id", &article.slug);
    page.fact_if("publisher", article.publisher.as_deref());
    page.fact("published", &article.published.to_string());
    page.fact_if("link", article.url.as_deref());
    page.fact_if("text", article.text.map(|file| desk.sources.get(file).path()));
    page.fact_if("original", article.original.as_deref());
    page.fact_if("SHA-256", article.sha256.as_deref());
    page.fact_if("note", article.note.as_deref());
    page.statements(&Subject::Record(Named::Article(id)).statements(corpus));
    page.text
}

fn statement(desk: &Desk, id: StatementId) -> String {
    let corpus = &desk.corpus;
    let statement = &corpus[id];
    let place = statement.place(|places| places.record);
    let mut page = Page::new(desk, &words::sentence(corpus, id), "statement", place);
    page.fact("id", &corpus.statement_name(id));
    page.fact_if("in short", statement.gloss.as_deref());
    page.fact("said", &words::heard(corpus, statement));
    page.fact_if("until", statement.until.map(|date| date.to_string()).as_deref());
    page.fact("basis", statement.basis.name());
    page.fact_if("about", corpus[statement.what].issue.map(|issue| corpus[issue].name.as_str()));
    page.fact("stands", &how_it_stands(desk, id));
    page.fact_if("note", statement.note());
    page.list("conditions", words::conditions(corpus, id).into_iter());
    page.list("quotes", corpus.quotes_of(id).map(|(_, quote)| quoted(desk, quote)));
    page.text
}

/// A quote and where it stands.
fn quoted(desk: &Desk, quote: &Quote) -> String {
    let place = match &quote.anchor {
        Anchor::Found(place) => position(desk, *place),
        Anchor::Unchecked => "unchecked: no copy of the text is at hand".to_owned(),
        Anchor::Ambiguous(places) => format!("found in {}", count(places.len(), "place")),
        Anchor::OutOfContext(_) => "found, but not with that prefix and suffix".to_owned(),
        Anchor::Missing { .. } => "not found in the text".to_owned(),
        Anchor::Empty => "without words".to_owned(),
    };
    format!("“{}” ({place})", quote.exact)
}

/// Whether a statement holds on the day asked about, and why not if not.
fn how_it_stands(desk: &Desk, id: StatementId) -> String {
    let standing = &desk.standing;
    let day = standing.as_of();
    if standing.in_force(id) {
        format!("holds on {day}")
    } else if let Some(later) = standing.superseded_by(id) {
        format!("no longer: superseded by {}", desk.corpus.statement_name(later))
    } else if standing.is_own(id) {
        format!("no longer holds on {day}")
    } else if desk.corpus[id].said.first_day() > day {
        format!("was not yet said on {day}")
    } else {
        "does not count as the holder's own word".to_owned()
    }
}

fn span(from: Option<PartialDate>, until: Option<PartialDate>) -> Option<String> {
    match (from, until) {
        (None, None) => None,
        (Some(from), None) => Some(format!("from {from}")),
        (None, Some(until)) => Some(format!("until {until}")),
        (Some(from), Some(until)) => Some(format!("{from} to {until}")),
    }
}

fn position(desk: &Desk, place: Place) -> String {
    let source = desk.sources.get(place.file);
    let at = source.line_column(place.span.start);
    format!("{}:{}:{}", source.path(), at.line, at.column)
}

/// A card as it is written: a title, facts, lists.
struct Page<'a> {
    desk: &'a Desk,
    text: String,
}

const STRONG: Style = Style::new().bold();

impl<'a> Page<'a> {
    fn new(desk: &'a Desk, title: &str, kind: &str, place: Place) -> Page<'a> {
        let mut page = Page { desk, text: format!("{STRONG}{}{STRONG:#} ({kind})\n", clean(title)) };
        page.fact("noted in", &position(desk, place));
        page
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        self.text.write_fmt(line).expect("a string takes any text");
        self.text.push('\n');
    }

    fn fact(&mut self, name: &str, value: &str) {
        self.line(format_args!("  {name:<12} {}", clean(value)));
    }

    fn fact_if(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.fact(name, value);
        }
    }

    /// A titled list; nothing where it is empty.
    fn list(&mut self, title: &str, items: impl Iterator<Item = String>) {
        let mut items = items.peekable();
        if items.peek().is_some() {
            self.line(format_args!("\n{STRONG}{title}{STRONG:#}"));
        }
        for item in items {
            self.line(format_args!("  {}", clean(&item)));
        }
    }

    /// Statements by what they are worth on the day asked about.
    fn statements(&mut self, statements: &[StatementId]) {
        let (corpus, standing) = (&self.desk.corpus, &self.desk.standing);
        let worth = |id: StatementId| match (standing.is_own(id), standing.in_force(id), corpus[id].board()) {
            (false, ..) => "attributed by others, or without a mandate",
            (true, false, _) => "what no longer holds",
            (true, true, Board::Outcome) => "positions that hold",
            (true, true, Board::Fact) => "claims that hold",
        };
        let titles = [
            "positions that hold",
            "claims that hold",
            "what no longer holds",
            "attributed by others, or without a mandate",
        ];
        for title in titles {
            let told = |id| {
                let sentence = words::sentence(corpus, id);
                format!("{sentence} ({}; {})", words::heard(corpus, &corpus[id]), corpus.statement_name(id))
            };
            let items: Vec<String> = statements.iter().copied().filter(|&id| worth(id) == title).map(told).collect();
            self.list(title, items.into_iter());
        }
    }
}
