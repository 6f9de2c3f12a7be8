//! Records for programs: what `list`, `show` and `demands` tell.

mod form;

use schemars::JsonSchema;
use serde::Serialize;

use super::{Body, PlaceOut, document};
use crate::Desk;
use crate::corpus::{Alternative, Anchor, Condition, Firmness, Mandate, Named, Quote};
use crate::date::PartialDate;
use crate::demands::Demand;
use crate::diagnostic::Label;
use crate::id::{ActorId, ArticleId, IssueId, PropositionId, StatementId};
use crate::report::{Listing, Subject};
use crate::rules::{Levels, RULES, Rule};
use crate::text::Place;
use form::{
    ActorOut, ArticleOut, ConditionOut, DemandOut, IssueOut, MandateOut, PropositionOut, QuoteOut, Record, RuleOut,
    StatementOut, WayOut,
};

/// Who demands what from whom.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "demands")]
pub(super) struct Demands {
    /// By holder and proposition.
    demands: Vec<DemandOut>,
}

impl Body for Demands {
    const KIND: &'static str = "demands";
}

/// Demands, as [`crate::demands`] found them.
pub fn demands(desk: &Desk, demands: &[Demand]) -> String {
    let demand = |demand: &Demand| DemandOut {
        who: actor_slug(desk, demand.holder),
        verb: demand.verb.name(),
        what: desk.corpus[demand.what].slug.to_string(),
        from: actor_slugs(desk, &demand.from),
        conditions: conditions(desk, demand.statements[0]),
        since: demand.since.to_string(),
        in_force: demand.in_force,
        statements: demand.statements.iter().map(|&id| statement_name(desk, id)).collect(),
    };
    document(desk, Demands { demands: demands.iter().map(demand).collect() })
}

/// Records of one kind.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "list")]
pub(super) struct Listed {
    /// In the order of their ids; statements in the order of files and places.
    records: Vec<Record>,
}

impl Body for Listed {
    const KIND: &'static str = "list";
}

/// Records of an id.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "show")]
pub(super) struct Shown {
    /// Each record of the id, followed by the statements that concern it.
    records: Vec<Record>,
}

impl Body for Shown {
    const KIND: &'static str = "show";
}

/// All records of a kind, or all rules with the levels that are set.
pub fn list(desk: &Desk, listing: Listing, levels: &Levels) -> String {
    let corpus = &desk.corpus;
    let records: Vec<Record> = match listing {
        Listing::Actors => corpus.actor_ids().map(|id| actor(desk, id)).collect(),
        Listing::Propositions => corpus.proposition_ids().map(|id| proposition(desk, id)).collect(),
        Listing::Issues => corpus.issue_ids().map(|id| issue(desk, id)).collect(),
        Listing::Articles => corpus.article_ids().map(|id| article(desk, id)).collect(),
        Listing::Statements => corpus.statement_ids().map(|id| statement(desk, id)).collect(),
        Listing::Rules => RULES.iter().map(|rule| rule_out(rule, levels)).collect(),
    };
    document(desk, Listed { records })
}

/// Records of an id, each followed by the statements that concern it.
pub fn show(desk: &Desk, subjects: &[Subject]) -> String {
    let with_statements = |&subject: &Subject| {
        let itself = record(desk, subject);
        let statements = subject.statements(&desk.corpus).into_iter().map(|id| statement(desk, id));
        std::iter::once(itself).chain(statements)
    };
    document(desk, Shown { records: subjects.iter().flat_map(with_statements).collect() })
}

/// A record for other documents, which name statements and tell them at their end.
#[derive(Serialize, JsonSchema)]
#[serde(transparent)]
#[schemars(rename = "Told")]
pub(super) struct Told(Record);

/// The records of statements that a document names.
pub(super) fn told(desk: &Desk, statements: impl IntoIterator<Item = StatementId>) -> Vec<Told> {
    statements.into_iter().map(|id| Told(statement(desk, id))).collect()
}

fn record(desk: &Desk, subject: Subject) -> Record {
    match subject {
        Subject::Record(Named::Actor(id)) => actor(desk, id),
        Subject::Record(Named::Proposition(id)) => proposition(desk, id),
        Subject::Record(Named::Issue(id)) => issue(desk, id),
        Subject::Record(Named::Article(id)) => article(desk, id),
        Subject::Statement(id) => statement(desk, id),
    }
}

fn actor(desk: &Desk, id: ActorId) -> Record {
    let actor = &desk.corpus[id];
    let mandate = |mandate: &Mandate| MandateOut {
        of: actor_slug(desk, mandate.of),
        title: mandate.title.to_string(),
        from: date(mandate.from),
        until: date(mandate.until),
    };
    Record::Actor(ActorOut {
        id: actor.slug.to_string(),
        name: actor.name.to_string(),
        native: actor.native.as_ref().map(ToString::to_string),
        kind: actor.kind.name(),
        aliases: actor.aliases.iter().map(ToString::to_string).collect(),
        wikidata: actor.wikidata.as_ref().map(ToString::to_string),
        from: date(actor.from),
        until: date(actor.until),
        mandates: actor.mandates.iter().map(mandate).collect(),
        note: actor.note.as_ref().map(ToString::to_string),
        place: place(desk, actor.place),
    })
}

fn proposition(desk: &Desk, id: PropositionId) -> Record {
    let proposition = &desk.corpus[id];
    Record::Proposition(PropositionOut {
        id: proposition.slug.to_string(),
        text: proposition.text.to_string(),
        issue: proposition.issue.map(|id| desk.corpus[id].slug.to_string()),
        by: actor_slugs(desk, &proposition.by),
        note: proposition.note.as_ref().map(ToString::to_string),
        place: place(desk, proposition.place),
    })
}

fn issue(desk: &Desk, id: IssueId) -> Record {
    let issue = &desk.corpus[id];
    Record::Issue(IssueOut {
        id: issue.slug.to_string(),
        name: issue.name.to_string(),
        place: place(desk, issue.place),
    })
}

fn article(desk: &Desk, id: ArticleId) -> Record {
    let article = &desk.corpus[id];
    Record::Article(ArticleOut {
        id: article.slug.to_string(),
        publisher: article.publisher.as_ref().map(ToString::to_string),
        title: article.title.as_ref().map(ToString::to_string),
        published: article.published.to_string(),
        url: article.url.as_ref().map(ToString::to_string),
        original: article.original.as_ref().map(ToString::to_string),
        sha256: article.sha256.as_ref().map(ToString::to_string),
        text: article.text.map(|file| desk.sources.get(file).path().to_owned()),
        note: article.note.as_ref().map(ToString::to_string),
        place: place(desk, article.place),
    })
}

fn statement(desk: &Desk, id: StatementId) -> Record {
    let (corpus, standing) = (&desk.corpus, &desk.standing);
    let statement = &corpus[id];
    let firmness = |firmness| match firmness {
        Firmness::Firm => "Firm",
        Firmness::Open => "Open",
    };
    Record::Statement(Box::new(StatementOut {
        id: statement_name(desk, id),
        verb: statement.verb.name(),
        who: actor_slug(desk, statement.holder),
        via: statement.voice.map(|id| actor_slug(desk, id)),
        according_to: statement.according_to.map(|id| actor_slug(desk, id)),
        what: corpus[statement.what].slug.to_string(),
        addressees: actor_slugs(desk, &statement.addressees),
        conditions: conditions(desk, id),
        said: statement.said.to_string(),
        until: date(statement.until),
        due: date(statement.due),
        reaffirmed: statement.reaffirmed().iter().map(ToString::to_string).collect(),
        event: statement.event().map(ToString::to_string),
        basis: statement.basis.name(),
        firmness: statement.firmness.map(firmness),
        gloss: statement.gloss.as_ref().map(ToString::to_string),
        note: statement.note().map(ToString::to_string),
        article: statement.article.map(|id| corpus[id].slug.to_string()),
        quotes: corpus.quotes_of(id).map(|(_, one)| quote(desk, one)).collect(),
        own: standing.is_own(id),
        in_force: standing.in_force(id),
        superseded_by: standing.superseded_by(id).map(|id| statement_name(desk, id)),
        place: place(desk, statement.place(|places| places.record)),
    }))
}

fn conditions(desk: &Desk, statement: StatementId) -> Vec<ConditionOut> {
    let way =
        |way: &Alternative| WayOut { what: desk.corpus[way.what].slug.to_string(), by: actor_slugs(desk, &way.by) };
    let condition = |condition: &Condition| ConditionOut {
        kind: condition.kind.field(),
        any_of: condition.alternatives.iter().map(way).collect(),
    };
    desk.corpus.conditions_of(statement).map(|(_, one)| condition(one)).collect()
}

fn quote(desk: &Desk, quote: &Quote) -> QuoteOut {
    let (anchor, found_at) = match &quote.anchor {
        Anchor::Found(at) => ("found", Some(place(desk, *at))),
        Anchor::Unchecked => ("unchecked", None),
        Anchor::Ambiguous(_) => ("ambiguous", None),
        Anchor::OutOfContext(_) => ("out-of-context", None),
        Anchor::Missing { .. } => ("missing", None),
        Anchor::Empty => ("empty", None),
    };
    QuoteOut {
        exact: quote.exact.to_string(),
        prefix: quote.prefix.as_ref().map(ToString::to_string),
        suffix: quote.suffix.as_ref().map(ToString::to_string),
        anchor,
        found_at,
    }
}

fn rule_out(rule: &Rule, levels: &Levels) -> Record {
    Record::Rule(RuleOut {
        name: rule.name,
        summary: rule.summary,
        level: levels.of(rule).name(),
        pedantic: rule.is_pedantic,
    })
}

fn place(desk: &Desk, place: Place) -> PlaceOut {
    PlaceOut::new(&desk.sources, &Label::new(place, ""))
}

fn date(date: Option<PartialDate>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn actor_slug(desk: &Desk, id: ActorId) -> String {
    desk.corpus[id].slug.to_string()
}

fn actor_slugs(desk: &Desk, ids: &[ActorId]) -> Vec<String> {
    ids.iter().map(|&id| actor_slug(desk, id)).collect()
}

fn statement_name(desk: &Desk, id: StatementId) -> String {
    desk.corpus.statement_name(id).into_owned()
}
