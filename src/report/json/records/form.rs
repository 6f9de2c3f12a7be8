//! Records and demands as programs get them.

use schemars::JsonSchema;
use serde::Serialize;

use crate::report::json::{PlaceOut, schema};

/// Any record, with the word for what it is.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Record {
    Actor(ActorOut),
    Proposition(PropositionOut),
    Issue(IssueOut),
    Article(ArticleOut),
    Statement(Box<StatementOut>),
    Rule(RuleOut),
}

/// Somebody who can hold a position or speak for one who does.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Actor")]
pub struct ActorOut {
    /// Its id.
    pub id: String,
    /// What readers know it by.
    pub name: String,
    /// Its name in its own script.
    pub native: Option<String>,
    /// What sort of actor it is.
    #[schemars(schema_with = "schema::actor_kinds")]
    pub kind: &'static str,
    /// Other names that articles use.
    pub aliases: Vec<String>,
    /// Its number in Wikidata.
    pub wikidata: Option<String>,
    /// The day since when it exists.
    pub from: Option<String>,
    /// The last day of its existence.
    pub until: Option<String>,
    /// For whom it may speak.
    pub mandates: Vec<MandateOut>,
    /// The editors' note.
    pub note: Option<String>,
    /// Where it is noted.
    pub place: PlaceOut,
}

/// The right to speak for another actor, for a time.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Mandate")]
pub struct MandateOut {
    /// The actor that is spoken for.
    pub of: String,
    /// The office.
    pub title: String,
    /// Its first day.
    pub from: Option<String>,
    /// Its last day.
    pub until: Option<String>,
}

/// What positions and claims are about.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Proposition")]
pub struct PropositionOut {
    /// Its id.
    pub id: String,
    /// What would be so, in a sentence.
    pub text: String,
    /// The issue that it belongs to.
    pub issue: Option<String>,
    /// Who would have to make it true.
    pub by: Vec<String>,
    /// The editors' note.
    pub note: Option<String>,
    /// Where it is noted.
    pub place: PlaceOut,
}

/// A group of propositions that are negotiated together.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Issue")]
pub struct IssueOut {
    /// Its id.
    pub id: String,
    /// What readers know it by.
    pub name: String,
    /// Where it is noted.
    pub place: PlaceOut,
}

/// A text that statements were found in.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Article")]
pub struct ArticleOut {
    /// Its id.
    pub id: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// The day it came out.
    pub published: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// The name of the editors' copy.
    pub original: Option<String>,
    /// The SHA-256 of that copy.
    pub sha256: Option<String>,
    /// The file that quotes are looked up in.
    pub text: Option<String>,
    /// The editors' note.
    pub note: Option<String>,
    /// Where it is noted.
    pub place: PlaceOut,
}

/// One thing that somebody said: a position or a claim.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Statement")]
pub struct StatementOut {
    /// Its id, or the name that is made for it.
    pub id: String,
    /// What it says of its holder.
    #[schemars(schema_with = "schema::verbs")]
    pub verb: &'static str,
    /// Whose position or claim it is.
    pub who: String,
    /// Who spoke for the holder.
    pub via: Option<String>,
    /// Who says so of the holder, without a mandate.
    pub according_to: Option<String>,
    /// The proposition that it is about.
    pub what: String,
    /// From whom it is wanted, then to whom it is addressed.
    pub addressees: Vec<String>,
    /// On which conditions.
    pub conditions: Vec<ConditionOut>,
    /// When it was said.
    pub said: String,
    /// Until when it was expressly meant to hold.
    pub until: Option<String>,
    /// By when it falls due.
    pub due: Option<String>,
    /// Later dates on which the same was said again.
    pub reaffirmed: Vec<String>,
    /// What two reports of one utterance share.
    pub event: Option<String>,
    /// What it rests on.
    #[schemars(schema_with = "schema::bases")]
    pub basis: &'static str,
    /// How much room it leaves.
    #[schemars(schema_with = "schema::firmness")]
    pub firmness: Option<&'static str>,
    /// The statement in the editors' words.
    pub gloss: Option<String>,
    /// The editors' note.
    pub note: Option<String>,
    /// The article that it was found in.
    pub article: Option<String>,
    /// The words that it rests on.
    pub quotes: Vec<QuoteOut>,
    /// Whether it counts as the holder's own word.
    pub own: bool,
    /// Whether it holds on the day asked about.
    pub in_force: bool,
    /// The statement that took its place.
    pub superseded_by: Option<String>,
    /// Where it is noted.
    pub place: PlaceOut,
}

/// What has to be so, or not to be so.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Condition")]
pub struct ConditionOut {
    /// How it binds.
    #[schemars(schema_with = "schema::condition_kinds")]
    pub kind: &'static str,
    /// The ways to meet it, each of which would do.
    pub any_of: Vec<WayOut>,
}

/// One way to meet a condition.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Way")]
pub struct WayOut {
    /// The proposition that has to be so.
    pub what: String,
    /// Who has to bring it about.
    pub by: Vec<String>,
}

/// Words of an article.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Quote")]
pub struct QuoteOut {
    /// The words.
    pub exact: String,
    /// What stands right before them.
    pub prefix: Option<String>,
    /// What stands right behind them.
    pub suffix: Option<String>,
    /// `found`, `unchecked`, `ambiguous`, `out-of-context`, `missing` or `empty`.
    pub anchor: &'static str,
    /// Where they stand in the text.
    pub found_at: Option<PlaceOut>,
}

/// What `check` looks for.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Rule")]
pub struct RuleOut {
    /// Its name.
    pub name: &'static str,
    /// What it finds, in a line.
    pub summary: &'static str,
    /// How much its findings weigh.
    #[schemars(schema_with = "schema::levels")]
    pub level: &'static str,
    /// Whether it is silent until asked for.
    pub pedantic: bool,
}

/// What one side wants, and from whom.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Demand")]
pub struct DemandOut {
    /// Who wants it.
    pub who: String,
    /// How it was said: `Demands`, unless all positions were asked for.
    #[schemars(schema_with = "schema::verbs")]
    pub verb: &'static str,
    /// What is wanted.
    pub what: String,
    /// From whom, or to whom it is addressed.
    pub from: Vec<String>,
    /// On which conditions.
    pub conditions: Vec<ConditionOut>,
    /// When it was first said.
    pub since: String,
    /// Whether it holds on the day asked about.
    pub in_force: bool,
    /// The statements that say so, the earliest first.
    pub statements: Vec<String>,
}
