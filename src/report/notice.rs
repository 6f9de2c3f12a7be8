//! What a program is told of one problem, be it met while reading or found by a rule. Forms for other programs list these
//! and need not know where each came from.

use crate::Desk;
use crate::corpus::Named;
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::rules::{Judged, Judgement};
use crate::text::SourceMap;

/// One problem, or one finding.
pub struct Notice<'a> {
    /// The rule, or the kind of problem: both have names of one form.
    pub name: &'static str,
    pub severity: Severity,
    pub message: &'a str,
    pub primary: &'a Label,
    pub others: &'a [Label],
    pub notes: &'a [String],
    pub help: Option<&'a str>,
    /// What it is about, by names that stay when lines move: statements and records of the codebook, sorted. A problem
    /// in reading is about the words typed.
    pub subjects: Vec<String>,
}

/// All notices of a check: problems in reading first, then findings in the order of places.
pub(super) fn notices<'a>(desk: &'a Desk, judgement: &'a Judgement) -> impl Iterator<Item = Notice<'a>> {
    let problems = desk.diagnostics.iter().map(|problem| problem_as_notice(&desk.sources, problem));
    problems.chain(judgement.findings.iter().map(|judged| finding_as_notice(desk, judged)))
}

/// A problem in reading.
pub fn problem_as_notice<'a>(sources: &SourceMap, diagnostic: &'a Diagnostic) -> Notice<'a> {
    let Diagnostic { problem, message, primary, others, help, .. } = diagnostic;
    Notice {
        name: problem.name(),
        severity: Severity::Error,
        message,
        primary,
        others,
        notes: &[],
        help: help.as_deref(),
        subjects: vec![sources.get(primary.place.file).path().to_owned(), message.clone()],
    }
}

/// A finding.
pub fn finding_as_notice<'a>(desk: &Desk, judged: &'a Judged) -> Notice<'a> {
    let (corpus, finding) = (&desk.corpus, &judged.finding);
    let mut subjects: Vec<String> =
        finding.statements.iter().map(|&id| corpus.statement_name(id).into_owned()).collect();
    subjects.sort();
    subjects.extend(finding.record.map(|record| match record {
        Named::Actor(id) => format!("actor {}", corpus[id].slug),
        Named::Issue(id) => format!("issue {}", corpus[id].slug),
        Named::Proposition(id) => format!("proposition {}", corpus[id].slug),
        Named::Article(id) => format!("article {}", corpus[id].slug),
    }));
    Notice {
        name: finding.rule.name,
        severity: judged.level.severity().unwrap_or(Severity::Note),
        message: &finding.message,
        primary: &finding.primary,
        others: &finding.others,
        notes: &finding.notes,
        help: finding.help.as_deref(),
        subjects,
    }
}
