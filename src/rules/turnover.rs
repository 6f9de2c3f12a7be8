//! Two checks of the same files, made for two days: which findings appeared, which went, and which weigh otherwise.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::{Check, Finding, Judged, Judgement, Level};
use crate::corpus::Named;
use crate::id::StatementId;

/// What became of the findings of the earlier day.
#[derive(Clone, Debug, Default)]
pub struct Turnover {
    /// Found on the later day only.
    pub appeared: Vec<Judged>,
    /// Found on the earlier day only. An `accept` or `expect` that was written for a later finding did not fit yet on the
    /// earlier day, and that is not told.
    pub gone: Vec<Judged>,
    /// Found on both at other levels: the level of the earlier day, and the finding of the later.
    pub weighed: Vec<(Level, Judged)>,
}

/// By what a finding is known again on another day: its rule, and what it is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
struct Identity<'a> {
    rule: &'static str,
    statements: &'a [StatementId],
    record: Option<Named>,
}

impl<'a> Identity<'a> {
    fn of(finding: &'a Finding) -> Identity<'a> {
        Identity { rule: finding.rule.name, statements: &finding.statements, record: finding.record }
    }
}

impl Turnover {
    /// Compares the judgements of an earlier and a later day.
    pub fn between(before: &Judgement, after: &Judgement) -> Turnover {
        let same = pairs(&before.findings, &after.findings);
        let mut is_known = vec![false; before.findings.len()];
        let mut turnover = Turnover::default();
        for (judged, known) in after.findings.iter().zip(same) {
            let Some(known) = known else {
                turnover.appeared.push(judged.clone());
                continue;
            };
            is_known[known] = true;
            let level = before.findings[known].level;
            if level != judged.level {
                turnover.weighed.push((level, judged.clone()));
            }
        }
        let gone = before.findings.iter().zip(is_known).filter(|(_, is_known)| !is_known).map(|(judged, _)| judged);
        let is_of_corpus = |judged: &&Judged| matches!(judged.finding.rule.check, Check::Corpus(_));
        turnover.gone = gone.filter(is_of_corpus).cloned().collect();
        turnover
    }

    /// Leaves out the findings that are not meant.
    pub fn retain(&mut self, is_meant: impl Fn(&Finding) -> bool) {
        self.appeared.retain(|judged| is_meant(&judged.finding));
        self.gone.retain(|judged| is_meant(&judged.finding));
        self.weighed.retain(|(_, judged)| is_meant(&judged.finding));
    }
}

/// For each later finding, the place of the earlier one that is the same. Where several share an identity, as two quotes
/// of one statement do, those of one place go together first.
fn pairs(before: &[Judged], after: &[Judged]) -> Vec<Option<usize>> {
    let mut known: FxHashMap<Identity<'_>, VecDeque<usize>> = FxHashMap::default();
    for (index, judged) in before.iter().enumerate() {
        known.entry(Identity::of(&judged.finding)).or_default().push_back(index);
    }
    let mut pairs = vec![None; after.len()];
    for (pair, Judged { finding, .. }) in pairs.iter_mut().zip(after) {
        let Some(same) = known.get_mut(&Identity::of(finding)) else { continue };
        let of_one_place = same.iter().position(|&index| before[index].finding.primary.place == finding.primary.place);
        *pair = of_one_place.and_then(|at| same.remove(at));
    }
    for (pair, Judged { finding, .. }) in pairs.iter_mut().zip(after).filter(|(pair, _)| pair.is_none()) {
        *pair = known.get_mut(&Identity::of(finding)).and_then(VecDeque::pop_front);
    }
    pairs
}
