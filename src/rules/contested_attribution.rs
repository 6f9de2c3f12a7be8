//! What one side says that another holds, the other's own word contradicts.
//!
//! A statement with `according_to` tells what somebody, without a mandate, says that the holder holds. It is contested
//! when the holder's own statement, in force on that day, takes the opposite side of the same thing (preferences count),
//! or the side of something that the constraints of the codebook exclude. What the holder said only later is no measure
//! of it: it may have changed its mind.
//!
//! ```ron
//! statements: [
//!     Rejects(who: "ukraine", what: "elections", said: "2025-06-01", quote: "…"),
//!     Accepts(who: "ukraine", according_to: "russia", what: "elections", said: "2025-06-20", quote: "…"),
//! ],
//! ```
//!
//! Tell readers both. Where the holder did change its position, enter the statement in which it says so; where the one
//! who spoke had a mandate, write `via` instead of `according_to`.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::pairs::{self, Memory};
use super::words::{object, on, quoted, said_here};
use super::{Check, Context, Finding, Level, Rule};
use crate::background::stance;
use crate::corpus::{Board, Force};
use crate::id::{ActorId, StatementId};
use crate::logic::literal::Literal;
use crate::moves::take_opposite_sides;
use crate::standing::Own;

pub(super) static RULE: Rule = Rule {
    name: "contested-attribution",
    summary: "what one side says that another holds, the other's own word contradicts",
    level: Level::Warn,
    is_pedantic: false,
    source: include_str!("contested_attribution.rs"),
    check: Check::Corpus(check),
};

/// What others say that a holder holds, by holder and board, in the order of time.
type Attributed = FxHashMap<(ActorId, Board), Vec<StatementId>>;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let corpus = context.corpus;
    let attributed = attributed(context);
    let spoken_for = |own: &[Own]| -> Vec<Own> {
        let holder = corpus[own[0].id].holder;
        own.iter().filter(|own| attributed.contains_key(&(holder, own.verb.board()))).copied().collect()
    };
    let contested = pairs::timelines(context, spoken_for).flat_map_iter(|own| {
        let of_whom = (corpus[own[0].id].holder, own[0].verb.board());
        contested(context, &own, attributed.get(&of_whom).map_or(&[], Vec::as_slice))
    });
    contested.map(|(own, attributed)| finding(context, own, attributed)).collect()
}

fn attributed(context: &Context<'_>) -> Attributed {
    let corpus = context.corpus;
    let mut attributed = Attributed::default();
    for id in corpus.statement_ids() {
        let statement = &corpus[id];
        if statement.according_to.is_some() && statement.said.first_day() <= context.standing.as_of() {
            attributed.entry((statement.holder, statement.board())).or_default().push(id);
        }
    }
    for statements in attributed.values_mut() {
        statements.sort_unstable_by_key(|&id| (corpus[id].said.first_day(), id));
    }
    attributed
}

/// The attributed statements that the holder's own word contradicts, each with the own statement that lasts longest.
fn contested(context: &Context<'_>, own: &[Own], attributed: &[StatementId]) -> Vec<(StatementId, StatementId)> {
    let &Context { corpus, standing, background, .. } = context;
    let mut own = own.iter().peekable();
    let mut said: Memory<Literal, Option<StatementId>> = Memory::new();
    let mut contested = Vec::new();
    for &claimed in attributed {
        let (literal, force) = (stance(&corpus[claimed]), corpus[claimed].verb.force());
        while let Some(own) = own.next_if(|own| own.said.last_day() <= corpus[claimed].said.first_day()) {
            keep_longest(context, said.entry(own.stance(), own.verb.force()), own.id);
        }
        let against = pairs::opposed_to(background, literal).flat_map(|opposed| said.against(opposed, force));
        let mut standing_then =
            against.copied().flatten().filter(|&id| standing.stood_on(id, corpus[claimed].said.last_day()));
        contested.extend(standing_then.find(|&id| contradicts(context, id, claimed)).map(|id| (id, claimed)));
    }
    contested
}

/// Remembers a statement where it lasts at least as long as the one remembered.
fn keep_longest(context: &Context<'_>, longest: &mut Option<StatementId>, id: StatementId) {
    let ends = |id| context.standing.interval(context.corpus, id).until;
    if longest.is_none_or(|known| ends(known) <= ends(id)) {
        *longest = Some(id);
    }
}

/// Whether one of two statements on opposed sides denies the other. Through the constraints, a threat denies nothing.
fn contradicts(context: &Context<'_>, own: StatementId, claimed: StatementId) -> bool {
    let corpus = context.corpus;
    if corpus[own].what == corpus[claimed].what {
        return take_opposite_sides(corpus, own, claimed);
    }
    [own, claimed].iter().all(|&id| corpus[id].verb.force() != Force::Threat)
}

fn finding(context: &Context<'_>, own: StatementId, claimed: StatementId) -> Finding {
    let &Context { corpus, background, .. } = context;
    let (word, claim) = (&corpus[own], &corpus[claimed]);
    let source = claim.according_to.map_or("somebody", |source| corpus[source].name.as_str());
    let message = format!(
        "{source} says that {} {}, but its own word is that it {} {}",
        corpus.clause(claim.holder, claim.verb),
        quoted(corpus, claim.what),
        word.verb.phrase(),
        object(corpus, claimed, own),
    );
    let mut finding = Finding::new(&RULE, claim.place(|at| at.verb), message)
        .at(format!("said {}, according to {source}", on(claim.said)))
        .with_label(word.place(|at| at.verb), said_here(corpus, own))
        .linked_by(corpus, background.exclusion(corpus, stance(word), stance(claim)))
        .resting_on(corpus, &[own, claimed])
        .with_help("where the holder changed its position, enter the statement in which it says so");
    finding.actors.extend(claim.according_to);
    finding.actors.sort_unstable();
    finding.actors.dedup();
    finding.weighed(context)
}
