//! What changed between two days, for programs.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::history::{board, end, way};
use super::records::{Told, told};
use super::{Body, Found, document, finding_out, schema};
use crate::Desk;
use crate::analysis::difference::{Change, Departure, Shift};
use crate::corpus::{Outcome, Verdict};
use crate::id::StatementId;
use crate::report::difference::Comparison;

/// What changed between two days.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "difference")]
pub(super) struct DifferenceOut {
    /// The earlier day.
    from: String,
    /// The later day.
    to: String,
    /// What changed, by holder and proposition.
    changes: Vec<ChangeOut>,
    /// What the desk found in between.
    verdicts: Vec<VerdictOut>,
    /// Statements of that time that count as nobody's own word.
    aside: Vec<String>,
    /// Which findings appeared and which went.
    findings: FindingsOut,
    /// All statements that are named.
    statements: Vec<Told>,
}

impl Body for DifferenceOut {
    const KIND: &'static str = "difference";
}

/// What changed in one holder's word on one proposition.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Change")]
struct ChangeOut {
    /// `new`, `dropped`, `joined`, `said-again` or `moved`.
    change: &'static str,
    /// The holder.
    who: String,
    /// The proposition.
    what: String,
    /// `position` or `claim`.
    board: &'static str,
    /// Statements that came.
    came: Vec<String>,
    /// Statements that went, and why.
    went: Vec<WentOut>,
    /// Statements that were said again.
    reaffirmed: Vec<ReaffirmedOut>,
    /// What gave way to what, where a position moved.
    moved: Option<MoveOut>,
}

/// A statement that no longer holds.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Departure")]
struct WentOut {
    /// The statement.
    statement: String,
    /// `superseded`, `until`, `with-holder` or `disputed`.
    reason: &'static str,
    /// The statement that took its place.
    by: Option<String>,
    /// When it ended by itself.
    ended: Option<String>,
}

/// A statement that was said again.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Reaffirmation")]
struct ReaffirmedOut {
    /// The statement.
    statement: String,
    /// The day.
    date: String,
}

/// What gave way to what.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Shift")]
struct MoveOut {
    /// Which way it moved.
    way: &'static str,
    /// The statement that gave way.
    from: String,
    /// The statement that took its place.
    to: String,
}

/// What the desk itself holds to be so.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Verdict")]
struct VerdictOut {
    /// The proposition.
    what: String,
    /// The day on which it came about.
    happened: Option<String>,
    /// The day by which it had not come about.
    did_not_happen: Option<String>,
    /// The desk's reason.
    because: String,
    /// The article that tells of it.
    article: Option<String>,
}

/// Findings on the one day and on the other.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Turnover")]
struct FindingsOut {
    /// Those only of the later day.
    appeared: Vec<Found>,
    /// Those that weigh otherwise.
    weighed: Vec<WeighedOut>,
    /// Those only of the earlier day.
    went: Vec<Found>,
}

/// A finding that weighs otherwise.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Weighed")]
struct WeighedOut {
    /// How much it weighed before.
    #[schemars(schema_with = "schema::levels")]
    level_before: &'static str,
    /// The finding as it is now.
    finding: Found,
}

/// What came of `diff`.
pub fn difference(desk: &Desk, comparison: &Comparison<'_>) -> String {
    let Comparison { difference, turnover, .. } = comparison;
    let mut named: BTreeSet<StatementId> = difference.aside.iter().copied().collect();
    difference.shifts.iter().for_each(|shift| collect_statements(shift, &mut named));
    let weighed = turnover.weighed.iter().map(|(_, judged)| judged);
    let findings = turnover.appeared.iter().chain(&turnover.gone).chain(weighed);
    named.extend(findings.flat_map(|judged| &judged.finding.statements));
    let found = |judged| finding_out(desk, judged);
    let findings = FindingsOut {
        appeared: turnover.appeared.iter().map(found).collect(),
        weighed: turnover
            .weighed
            .iter()
            .map(|(level, judged)| WeighedOut { level_before: level.name(), finding: found(judged) })
            .collect(),
        went: turnover.gone.iter().map(found).collect(),
    };
    let body = DifferenceOut {
        from: comparison.from().to_string(),
        to: desk.standing.as_of().to_string(),
        changes: difference.shifts.iter().map(|shift| change_out(desk, shift)).collect(),
        verdicts: difference.verdicts.iter().map(|verdict| verdict_out(desk, verdict)).collect(),
        aside: difference.aside.iter().map(|&id| name(desk, id)).collect(),
        findings,
        statements: told(desk, named),
    };
    document(desk, body)
}

fn collect_statements(shift: &Shift, named: &mut BTreeSet<StatementId>) {
    named.extend(&shift.came);
    named.extend(shift.reaffirmed.iter().map(|(id, _)| *id));
    for (went, departure) in &shift.went {
        named.insert(*went);
        if let Departure::Superseded(by) = departure {
            named.insert(*by);
        }
    }
}

fn change_out(desk: &Desk, shift: &Shift) -> ChangeOut {
    let (change, moved) = match shift.change {
        Change::New => ("new", None),
        Change::Dropped => ("dropped", None),
        Change::Joined => ("joined", None),
        Change::SaidAgain => ("said-again", None),
        Change::Moved { way: of, from, to } => {
            ("moved", Some(MoveOut { way: way(of), from: name(desk, from), to: name(desk, to) }))
        }
    };
    let reaffirmed = shift.reaffirmed.iter();
    ChangeOut {
        change,
        who: desk.corpus[shift.holder].slug.to_string(),
        what: desk.corpus[shift.what].slug.to_string(),
        board: board(shift.board),
        came: shift.came.iter().map(|&id| name(desk, id)).collect(),
        went: shift.went.iter().map(|&(id, departure)| went_out(desk, id, departure)).collect(),
        reaffirmed: reaffirmed
            .map(|(id, date)| ReaffirmedOut { statement: name(desk, *id), date: date.to_string() })
            .collect(),
        moved,
    }
}

fn went_out(desk: &Desk, id: StatementId, departure: Departure) -> WentOut {
    let (reason, by, ended) = match departure {
        Departure::Superseded(by) => ("superseded", Some(name(desk, by)), None),
        Departure::Ended(date, how) => (end(how), None, Some(date.to_string())),
        Departure::Disputed => ("disputed", None, None),
    };
    WentOut { statement: name(desk, id), reason, by, ended }
}

fn verdict_out(desk: &Desk, verdict: &Verdict) -> VerdictOut {
    let (happened, did_not_happen) = match verdict.outcome {
        Outcome::Happened(date) => (Some(date.to_string()), None),
        Outcome::DidNotHappen(date) => (None, Some(date.to_string())),
    };
    VerdictOut {
        what: desk.corpus[verdict.what].slug.to_string(),
        happened,
        did_not_happen,
        because: verdict.because.to_string(),
        article: verdict.article.map(|article| desk.corpus[article].slug.to_string()),
    }
}

fn name(desk: &Desk, id: StatementId) -> String {
    desk.corpus.statement_name(id).into_owned()
}
