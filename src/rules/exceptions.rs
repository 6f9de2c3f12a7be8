//! Which findings editors mean by an `accept` or an `expect`. Shared by the judgement and by the rules that look for
//! exceptions without their finding.

use rustc_hash::FxHashMap;

use super::{Check, Context, Finding, RULES, Rule};
use crate::corpus::{Exception, Named};
use crate::id::StatementId;
use crate::sheet::nearest;

/// Which exceptions are looked at: those about what the corpus shows come first, since an exception may also be about what
/// came of another ("accept that this expectation is not met").
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Turn {
    OfFindings,
    OfExceptions,
}

impl Turn {
    pub const BOTH: [Turn; 2] = [Turn::OfFindings, Turn::OfExceptions];

    fn has(self, exception: &Exception) -> bool {
        let is_about_exceptions =
            Rule::named(&exception.rule).is_some_and(|rule| matches!(rule.check, Check::Findings(_)));
        is_about_exceptions == (self == Turn::OfExceptions)
    }
}

/// Exceptions by what they name, so that neither many exceptions nor many findings make the search long.
pub(super) struct Exceptions<'a> {
    all: &'a [Exception],
    by_name: FxHashMap<(&'a str, Name), Vec<usize>>,
}

/// One thing that an exception names; a finding that it means is about that, too.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Name {
    Statement(StatementId),
    Record(Named),
}

impl<'a> Exceptions<'a> {
    pub(super) fn new(all: &'a [Exception]) -> Exceptions<'a> {
        let mut by_name: FxHashMap<_, Vec<usize>> = FxHashMap::default();
        for (index, exception) in all.iter().enumerate() {
            let statement = exception.statements.first().copied().map(Name::Statement);
            if let Some(name) = statement.or(exception.record.map(Name::Record)) {
                by_name.entry((exception.rule.as_str(), name)).or_default().push(index);
            }
        }
        Exceptions { all, by_name }
    }

    /// The exceptions, by number, that mean a finding.
    pub(super) fn meaning(&self, finding: &Finding) -> impl Iterator<Item = usize> {
        let statements = finding.statements.iter().copied().map(Name::Statement);
        let names = statements.chain(finding.record.map(Name::Record));
        let candidates = names.filter_map(|name| self.by_name.get(&(finding.rule.name, name))).flatten().copied();
        candidates.filter(|&index| means(&self.all[index], finding))
    }
}

/// Whether an exception means a finding: of the same rule, about all that the editor named.
fn means(exception: &Exception, finding: &Finding) -> bool {
    exception.rule == finding.rule.name
        && exception.statements.iter().all(|id| finding.statements.contains(id))
        && exception.record.is_none_or(|record| finding.record == Some(record))
}

/// Each exception, of those whose turn it is, that means none of the findings, as a finding of its own: with the given
/// message and help or, where there is no rule of its name, with the name that may be meant.
pub(super) fn without_finding(
    rule: &'static Rule,
    context: &Context<'_>,
    (exceptions, turn): (&[Exception], Turn),
    findings: &[Finding],
    words: impl Fn(&Exception) -> (String, String),
) -> Vec<Finding> {
    let index = Exceptions::new(exceptions);
    let mut is_met = vec![false; exceptions.len()];
    for met in findings.iter().flat_map(|finding| index.meaning(finding)) {
        is_met[met] = true;
    }
    let unmet = exceptions.iter().zip(is_met).filter(|&(exception, is_met)| !is_met && turn.has(exception));
    let as_finding = |(exception, _): (&Exception, bool)| {
        let (message, help) =
            if Rule::named(&exception.rule).is_some() { words(exception) } else { unknown(exception) };
        let finding = Finding::new(rule, exception.place, message)
            .resting_on(context.corpus, &exception.statements)
            .with_help(help);
        match exception.record {
            Some(record) => finding.about(record),
            None => finding,
        }
    };
    unmet.map(as_finding).collect()
}

fn unknown(exception: &Exception) -> (String, String) {
    let help = match nearest(&exception.rule, RULES.iter().map(|rule| rule.name)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "name one of the rules that `standoff explain` lists".into(),
    };
    (format!("there is no rule `{}`", exception.rule), help)
}
