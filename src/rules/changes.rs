//! Changes of terms: a later statement took the place of an earlier one and kept its side. Shared by the rules that say
//! which way.

use super::words::{quoted, said_here, terms};
use super::{Context, Finding, Rule};
use crate::corpus::{Condition, Corpus, Firmness};
use crate::id::StatementId;
use crate::moves::{Way, moves, new_conditions};

/// The findings of a rule about statements that kept their side and became harder, or softer.
pub(super) fn changes_of_terms(context: &Context<'_>, rule: &'static Rule, way: Way) -> Vec<Finding> {
    let corpus = context.corpus;
    let finding = |(earlier, later): (StatementId, StatementId)| {
        let (old, new) = (&corpus[earlier], &corpus[later]);
        let verb = if way == Way::Hardened { "hardened" } else { "softened" };
        let (holder, what) = (&corpus[new.holder].name, quoted(corpus, new.what));
        let message =
            format!("the position of {holder} on {what} has {verb}: {}", what_changed(corpus, earlier, later));
        Finding::new(rule, new.place(|at| at.verb), message)
            .at(said_here(corpus, later))
            .with_label(old.place(|at| at.verb), said_here(corpus, earlier))
            .resting_on(corpus, &[earlier, later])
            .sourced(context)
    };
    moves(corpus, context.standing, context.tolerances.mixed_signals_days, way).into_iter().map(finding).collect()
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
