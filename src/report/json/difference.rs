//! What changed between two days, for programs.

use std::collections::BTreeSet;

use serde::Serialize;

use super::history::{board, end, way};
use super::records::{Told, told};
use super::{Found, document, finding_out};
use crate::Desk;
use crate::analysis::difference::{Change, Departure, Shift};
use crate::corpus::{Outcome, Verdict};
use crate::id::StatementId;
use crate::report::difference::Comparison;

#[derive(Serialize)]
struct DifferenceOut {
    from: String,
    to: String,
    changes: Vec<ChangeOut>,
    verdicts: Vec<VerdictOut>,
    /// Statements of that time that count as nobody's own word.
    aside: Vec<String>,
    findings: FindingsOut,
    /// All statements that are named.
    statements: Vec<Told>,
}

#[derive(Serialize)]
struct ChangeOut {
    change: &'static str,
    who: String,
    what: String,
    board: &'static str,
    came: Vec<String>,
    went: Vec<WentOut>,
    reaffirmed: Vec<ReaffirmedOut>,
    /// What gave way to what, where a position moved.
    moved: Option<MoveOut>,
}

#[derive(Serialize)]
struct WentOut {
    statement: String,
    reason: &'static str,
    /// The statement that took its place.
    by: Option<String>,
    /// When it ended by itself.
    ended: Option<String>,
}

#[derive(Serialize)]
struct ReaffirmedOut {
    statement: String,
    date: String,
}

#[derive(Serialize)]
struct MoveOut {
    way: &'static str,
    from: String,
    to: String,
}

#[derive(Serialize)]
struct VerdictOut {
    what: String,
    happened: Option<String>,
    did_not_happen: Option<String>,
    because: String,
    article: Option<String>,
}

#[derive(Serialize)]
struct FindingsOut {
    appeared: Vec<Found>,
    weighed: Vec<WeighedOut>,
    went: Vec<Found>,
}

#[derive(Serialize)]
struct WeighedOut {
    level_before: &'static str,
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
    document(desk, "difference", body)
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
