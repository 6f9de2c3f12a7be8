//! What programs read. The form has a number, [`VERSION`], and is described in `docs/json.md`; it has types of its own,
//! so that a change inside the house never changes it by accident.

mod records;
mod settlement;

use serde::Serialize;

pub use records::{demands, list, show};
pub use settlement::settlement;

use super::Tally;
use crate::Desk;
use crate::diagnostic::{Diagnostic, Label};
use crate::rules::{Judged, Judgement, Level};
use crate::text::SourceMap;

/// Goes up when a field changes its meaning or goes away; new fields may come at any time.
pub const VERSION: u32 = 1;

/// What every document begins with.
#[derive(Serialize)]
struct Document<Body: Serialize> {
    version: u32,
    kind: &'static str,
    as_of: String,
    #[serde(flatten)]
    body: Body,
}

fn document(desk: &Desk, kind: &'static str, body: impl Serialize) -> String {
    let document = Document { version: VERSION, kind, as_of: desk.standing.as_of().to_string(), body };
    let mut text = serde_json::to_string_pretty(&document).expect("strings, numbers and lists can always be written");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct CheckBody {
    summary: Summary,
    findings: Vec<Found>,
}

#[derive(Serialize)]
struct Summary {
    articles: usize,
    statements: usize,
    quotes: usize,
    unchecked_quotes: usize,
    reading_problems: usize,
    denied: usize,
    warnings: usize,
    notes: usize,
    accepted: usize,
    later: usize,
}

/// What a rule found, or a problem met while reading.
#[derive(Serialize)]
struct Found {
    id: Option<String>,
    rule: &'static str,
    level: &'static str,
    message: String,
    statements: Vec<String>,
    actors: Vec<String>,
    propositions: Vec<String>,
    places: Vec<PlaceOut>,
    notes: Vec<String>,
    help: Option<String>,
    caveats: Vec<&'static str>,
}

/// A place, and what is said about it. Lines and columns count from 1; columns and lengths count characters.
#[derive(Serialize)]
struct PlaceOut {
    file: String,
    line: usize,
    column: usize,
    length: usize,
    text: String,
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
    document(desk, "check", CheckBody { summary, findings })
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
