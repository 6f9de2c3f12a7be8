//! Changes of position: a later statement took the place of an earlier one. Shared by the rules that say which way.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::pairs::{are_mixed_signals, new_conditions};
use super::words::{quoted, said_here, terms};
use super::{Context, Finding, Rule};
use crate::corpus::{Condition, Corpus, Firmness, Verb};
use crate::id::StatementId;

/// The pairs (earlier, later) in which the later statement took the earlier one's place in their slot, which are not mixed
/// signals, and of which `is_meant` is true. Of several statements that one replaced, the last is the one it departs from.
pub(super) fn changes(
    context: &Context<'_>,
    is_meant: impl Fn(StatementId, StatementId) -> bool + Sync,
) -> Vec<(StatementId, StatementId)> {
    let &Context { corpus, standing, .. } = context;
    let change = |index: usize| {
        let earlier = StatementId::new(index);
        let later = standing.superseded_by(earlier)?;
        (is_meant(earlier, later) && !are_mixed_signals(context, earlier, later)).then_some((earlier, later))
    };
    let mut changes: Vec<_> = (0..corpus.statements().len()).into_par_iter().filter_map(change).collect();
    changes.par_sort_unstable_by_key(|&(earlier, later)| (later, corpus[earlier].said.last_day(), earlier));
    changes.chunk_by(|a, b| a.1 == b.1).filter_map(|of_one| of_one.last().copied()).collect()
}

/// The findings of a rule about statements that kept their side and became harder, or softer.
pub(super) fn changes_of_terms(context: &Context<'_>, rule: &'static Rule, way: Ordering) -> Vec<Finding> {
    let corpus = context.corpus;
    let is_meant = |earlier, later| hardening(corpus, earlier, later) == Some(way);
    let finding = |(earlier, later): (StatementId, StatementId)| {
        let (old, new) = (&corpus[earlier], &corpus[later]);
        let verb = if way == Ordering::Greater { "hardened" } else { "softened" };
        let (holder, what) = (&corpus[new.holder].name, quoted(corpus, new.what));
        let message =
            format!("the position of {holder} on {what} has {verb}: {}", what_changed(corpus, earlier, later));
        Finding::new(rule, new.place(|at| at.verb), message)
            .at(said_here(corpus, later))
            .with_label(old.place(|at| at.verb), said_here(corpus, earlier))
            .resting_on(corpus, &[earlier, later])
            .sourced(context)
    };
    changes(context, is_meant).into_iter().map(finding).collect()
}

fn what_changed(corpus: &Corpus, earlier: StatementId, later: StatementId) -> String {
    let told = |conditions: Vec<&Condition>| -> Vec<String> {
        conditions.into_iter().map(|condition| terms(corpus, condition)).collect()
    };
    let gained = told(new_conditions(corpus, earlier, later).collect());
    let lost = told(new_conditions(corpus, later, earlier).collect());
    let verb = corpus[later].verb.past();
    match (&gained[..], &lost[..], corpus[later].firmness) {
        ([], [], Some(Firmness::Firm)) => "open before, firm now".to_owned(),
        ([], [], _) => "firm before, open now".to_owned(),
        ([], lost, _) => format!("{verb} before {}, and now without that", lost.join(", ")),
        (gained, ..) => format!("{verb} now {}", gained.join(", ")),
    }
}

/// How a position changed that kept its side: `Greater` is harder, `Less` is softer; nothing where its terms are merely
/// other ones, or changed both ways.
fn hardening(corpus: &Corpus, earlier: StatementId, later: StatementId) -> Option<Ordering> {
    if corpus[earlier].is_positive() != corpus[later].is_positive() {
        return None;
    }
    let by_firmness = match (corpus[earlier].firmness, corpus[later].firmness) {
        (Some(Firmness::Open), Some(Firmness::Firm)) => Ordering::Greater,
        (Some(Firmness::Firm), Some(Firmness::Open)) => Ordering::Less,
        _ => Ordering::Equal,
    };
    match hardening_by_conditions(corpus, earlier, later)? {
        Ordering::Equal => Some(by_firmness),
        by_conditions => (by_firmness != by_conditions.reverse()).then_some(by_conditions),
    }
}

/// A condition on what one would do for others makes it harder to have; one on what one demands or turns down leaves
/// a door open.
fn hardening_by_conditions(corpus: &Corpus, earlier: StatementId, later: StatementId) -> Option<Ordering> {
    let conditions_soften = |verb: Verb| verb == Verb::Demands || !verb.is_positive();
    let has_new = new_conditions(corpus, earlier, later).next().is_some();
    let has_lost = new_conditions(corpus, later, earlier).next().is_some();
    let by_number = match (has_new, has_lost) {
        (true, true) => return None,
        (false, false) => return Some(Ordering::Equal),
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
    };
    match (conditions_soften(corpus[earlier].verb), conditions_soften(corpus[later].verb)) {
        (false, false) => Some(by_number),
        (true, true) => Some(by_number.reverse()),
        _ => None,
    }
}
