//! What programs read. The form has a number, [`VERSION`], and is described in `docs/json.md`; it has types of its own,
//! so that a change inside the house never changes it by accident.

mod difference;
mod history;
mod records;
mod schema;
mod settlement;

use schemars::JsonSchema;
use serde::Serialize;

pub use difference::difference;
pub use history::history;
pub use records::{demands, list, show};
pub use schema::schema;
pub use settlement::settlement;

use super::Tally;
use crate::Desk;
use crate::diagnostic::{Diagnostic, Label};
use crate::rules::{Judged, Judgement, Level};
use crate::text::SourceMap;

/// Goes up when a field changes its meaning or goes away; new fields may come at any time.
pub const VERSION: u32 = 1;

/// What a kind of document holds beside its head. [`schema`] lists all kinds.
trait Body: Serialize + JsonSchema {
    const KIND: &'static str;
}

/// What every document begins with.
#[derive(Serialize, JsonSchema)]
struct Head {
    /// The number of this form. It goes up when a field changes its meaning or goes away; new fields may come at any time.
    version: u32,
    /// The command that wrote it, or what it tells of.
    kind: &'static str,
    /// The day that was asked about, such as `2025-06-20`.
    as_of: String,
}

#[derive(Serialize)]
struct Document<B: Body> {
    #[serde(flatten)]
    head: Head,
    #[serde(flatten)]
    body: B,
}

fn document<B: Body>(desk: &Desk, body: B) -> String {
    let head = Head { version: VERSION, kind: B::KIND, as_of: desk.standing.as_of().to_string() };
    let document = Document { head, body };
    let mut text = serde_json::to_string_pretty(&document).expect("strings, numbers and lists can always be written");
    text.push('\n');
    text
}

/// What `check` found.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "check")]
struct CheckBody {
    /// How much was read, and what came of it.
    summary: Summary,
    /// Problems in reading first, then what the rules found, in the order of places.
    findings: Vec<Found>,
}

impl Body for CheckBody {
    const KIND: &'static str = "check";
}

/// How much was read, and what came of it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Summary")]
struct Summary {
    /// How many articles there are.
    articles: usize,
    /// How many statements.
    statements: usize,
    /// How many quotes.
    quotes: usize,
    /// Quotes of articles whose text is not at hand.
    unchecked_quotes: usize,
    /// Problems in reading.
    reading_problems: usize,
    /// Findings that make the check fail.
    denied: usize,
    /// Findings that are worth a look.
    warnings: usize,
    /// Findings that are worth knowing.
    notes: usize,
    /// Findings that an exception excuses.
    accepted: usize,
    /// Statements said after the day asked about, which do not count yet.
    later: usize,
}

/// What a rule found, or a problem met while reading.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Finding")]
struct Found {
    /// Its name, the same from run to run, such as `deadlock-6az2nv`; problems in reading have none.
    id: Option<String>,
    /// The rule, such as `deadlock`; for a problem in reading its name, such as `unknown-id`.
    rule: &'static str,
    /// How much it weighs; problems in reading are always denied.
    #[schemars(schema_with = "schema::levels")]
    level: &'static str,
    /// One line that stands alone.
    message: String,
    /// The statements that it rests on, by their names.
    statements: Vec<String>,
    /// Whom it is about.
    actors: Vec<String>,
    /// What it is about.
    propositions: Vec<String>,
    /// Where; the first place is the one to look at.
    places: Vec<PlaceOut>,
    /// What else is worth knowing.
    notes: Vec<String>,
    /// What to write.
    help: Option<String>,
    /// Why it is one level lower than its rule: `presumed` (an old position was never withdrawn), `weak-evidence` or
    /// `fallback` (an offer in it is made on a condition). `unsearched` says that not all was looked at.
    caveats: Vec<&'static str>,
}

/// A place, and what is said about it. Lines and columns count from 1; columns and lengths count characters.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Place")]
struct PlaceOut {
    /// The path, seen from the project's folder, with `/` between its parts.
    file: String,
    /// The line on which it begins.
    line: usize,
    /// The column at which it begins.
    column: usize,
    /// How many characters it covers.
    length: usize,
    /// These characters.
    text: String,
    /// What is said about them; may be empty.
    label: String,
}

impl PlaceOut {
    fn new(sources: &SourceMap, label: &Label) -> PlaceOut {
        let source = sources.get(label.place.file);
        let at = source.line_column(label.place.span.start);
        let text = source.slice(label.place.span).to_owned();
        PlaceOut {
            file: source.path().to_owned(),
            line: at.line,
            column: at.column,
            length: text.chars().count(),
            text,
            label: label.text.clone(),
        }
    }

    /// All places of a finding, the primary one first.
    fn all(sources: &SourceMap, primary: &Label, others: &[Label]) -> Vec<PlaceOut> {
        std::iter::once(primary).chain(others).map(|label| PlaceOut::new(sources, label)).collect()
    }
}

/// The whole of a check: reading problems first, then findings in the order of places.
pub fn check(desk: &Desk, judgement: &Judgement) -> String {
    let Tally {
        articles,
        statements,
        quotes,
        unchecked_quotes,
        reading_problems,
        denied,
        warnings,
        notes,
        accepted,
        later,
    } = Tally::of(desk, judgement);
    let summary = Summary {
        articles,
        statements,
        quotes,
        unchecked_quotes,
        reading_problems,
        denied,
        warnings,
        notes,
        accepted,
        later,
    };
    let problems = desk.diagnostics.iter().map(|problem| problem_out(desk, problem));
    let findings = problems.chain(judgement.findings.iter().map(|judged| finding_out(desk, judged))).collect();
    document(desk, CheckBody { summary, findings })
}

fn problem_out(desk: &Desk, problem: &Diagnostic) -> Found {
    Found {
        id: None,
        rule: problem.problem.name(),
        level: Level::Deny.name(),
        message: problem.message.clone(),
        statements: Vec::new(),
        actors: Vec::new(),
        propositions: Vec::new(),
        places: PlaceOut::all(&desk.sources, &problem.primary, &problem.others),
        notes: Vec::new(),
        help: problem.help.clone(),
        caveats: Vec::new(),
    }
}

fn finding_out(desk: &Desk, judged: &Judged) -> Found {
    use crate::rules::Caveat;
    let (corpus, finding) = (&desk.corpus, &judged.finding);
    let caveat = |caveat: &Caveat| match caveat {
        Caveat::Presumed => "presumed",
        Caveat::WeakEvidence => "weak-evidence",
        Caveat::Fallback => "fallback",
        Caveat::Unsearched => "unsearched",
    };
    Found {
        id: Some(judged.id.clone()),
        rule: finding.rule.name,
        level: judged.level.name(),
        message: finding.message.clone(),
        statements: finding.statements.iter().map(|&id| corpus.statement_name(id).into_owned()).collect(),
        actors: finding.actors.iter().map(|&id| corpus[id].slug.to_string()).collect(),
        propositions: finding.propositions.iter().map(|&id| corpus[id].slug.to_string()).collect(),
        places: PlaceOut::all(&desk.sources, &finding.primary, &finding.others),
        notes: finding.notes.clone(),
        help: finding.help.clone(),
        caveats: finding.caveats.iter().map(caveat).collect(),
    }
}
