//! One holder's positions, all in force at one time, cannot all hold.
//!
//! What a side *demands*, *promises*, *rejects* or *refuses* has to hold in every outcome that it would live with; what it
//! *offers*, *proposes* or *accepts* has to be possible beside that, each offer taken alone. It is a contradiction when one
//! holder says
//!
//! * two things of the first kind that cannot both hold: one thing and its opposite, or two that the constraints of the
//!   codebook exclude; or
//! * something of the first kind that leaves no room for what it offers.
//!
//! The same holds for what a side *asserts* and *denies*. What a side wants and what it takes to be so never meet here.
//!
//! It is no contradiction when two offers exclude each other (a menu); when the holder said the opposite on a later day
//! (a `reversal`); when two voices differ within a short time (`mixed-signals`); nor where preferences (`Supports`,
//! `Opposes`) or threats (`hollow-threat`) are involved.
//!
//! What an offer *asks for* never makes a contradiction. Where it leaves the offer no room, or its holder rules it out, the
//! offer cannot take effect, and that is all there is to tell: see `dead-condition`. But who offers on a condition what it
//! has ruled out without one may only be telling what it would fall back on. That is told one level lower, with how to say
//! so: "we demand it, *unless* we get the guarantees".
//!
//! Three positions or more may be in conflict although each two go together: who promises to leave the customs union, to
//! have no border on land, and to have none at sea. They are told where the constraints of the codebook, or the conditions
//! of what is insisted on, leave no room for all of them; any one fewer could hold.
//!
//! ```ron
//! statements: [
//!     Demands(id: "wants-truce", who: "russia", from: "ukraine", what: "ceasefire", said: "2025-03-01", quote: "…"),
//!     Rejects(id: "wants-none", who: "russia", what: "ceasefire", said: "2025-03-01", quote: "…"),
//! ],
//! ```
//!
//! Read both quotes side by side. Where one position was given up, end it with `until: "…"`. Where the two are about
//! different things, give them different propositions. Where both are meant, say so:
//!
//! ```ron
//! accept: [(rule: "contradictory-position", statements: ["wants-truce", "wants-none"], because: "it says both")],
//! ```

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::larger_conflicts::Conflict;
use super::pairs::{self, Memory};
use super::sifted::Sifted;
use super::words::{all_of, all_terms, object, said_here, says, says_with_terms, verb, verb_with_terms};
use super::{Caveat, Check, Context, Finding, Level, Rule, own_conflicts};
use crate::background::stance;
use crate::corpus::{ConditionKind, Corpus, Force, Statement};
use crate::id::StatementId;
use crate::logic::literal::Literal;
use crate::moves::come_from_two_voices;
use crate::standing::{Order, Own, order, same_conditions};

pub(super) static RULE: Rule = Rule {
    name: "contradictory-position",
    summary: "one holder's positions, all in force at one time, cannot all hold",
    level: Level::Deny,
    is_pedantic: false,
    source: include_str!("contradictory_position.rs"),
    check: Check::Corpus(check),
};

/// Statements that exclude each other, the earlier first; or one that falls alone, as both.
#[derive(Clone, Copy)]
struct Core {
    earlier: StatementId,
    later: StatementId,
}

/// What still stands, by what it says; what a speaker said again on the same terms, once.
type Met = Memory<Literal, Vec<StatementId>>;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let corpus = context.corpus;
    let opposed = |own: &[Own]| pairs::opposed_among(context.background, own, side);
    let cores = pairs::timelines(context, opposed).flat_map_iter(|timeline| cores(context, &timeline));
    let Sifted { found: larger, left_out } = own_conflicts::contradictions(context);
    // What falls alone, be it through a constraint on three things, is not told in company.
    let side = |id: StatementId| stance(&corpus[id]);
    let is_plain = |id: StatementId| corpus[id].verb.force() == Force::May || !corpus[id].is_conditional();
    let alone = larger.iter().filter(|conflict| conflict.statements.len() == 1 && is_plain(conflict.statements[0]));
    let alone: FxHashSet<Literal> = alone.map(|conflict| side(conflict.statements[0])).collect();
    let is_news = |core: &Core| ![core.earlier, core.later].iter().any(|&id| alone.contains(&side(id)));
    let of_two: Vec<Finding> = cores.filter(is_news).map(|core| finding(context, core)).collect();
    let told: FxHashSet<&[StatementId]> = of_two.iter().map(|finding| finding.statements.as_slice()).collect();
    let larger = larger.into_iter().filter(|conflict| !holds_one_of(conflict, &told));
    let larger: Vec<Finding> = larger.map(|conflict| larger_finding(context, conflict)).collect();
    let left_out = left_out.iter().map(|left_out| left_out.finding(context, &RULE, "contradictions of three and more"));
    of_two.into_iter().chain(larger).chain(left_out).collect()
}

/// Whether a pair or a single statement of a larger conflict is told by itself.
fn holds_one_of(conflict: &Conflict<'_>, told: &FxHashSet<&[StatementId]>) -> bool {
    let ids = &conflict.statements;
    let pairs = ids.iter().flat_map(|&one| ids.iter().map(move |&other| [one, other]));
    ids.iter().any(|id| told.contains([*id].as_slice())) || pairs.into_iter().any(|pair| told.contains(pair.as_slice()))
}

/// The finding of three positions or more, of which each smaller number goes together.
fn larger_finding(context: &Context<'_>, conflict: Conflict<'_>) -> Finding {
    let corpus = context.corpus;
    let Conflict { statements, constraints, complete } = conflict;
    let (last, earlier) = statements.split_last().expect("a conflict has a statement");
    let place = |id: StatementId| corpus[id].place(|at| at.verb);
    let finding = Finding::new(&RULE, place(*last), message_of_more(corpus, &statements))
        .at(said_here(corpus, *last))
        .resting_on(corpus, &statements)
        .linked_by(corpus, Some(constraints))
        .with_help(help(corpus, &statements));
    let finding = earlier.iter().fold(finding, |finding, &id| finding.with_label(place(id), said_here(corpus, id)));
    let finding = lowered_for_a_fallback(corpus, finding).weighed(context);
    if complete {
        finding
    } else {
        finding.with_note("so much conflicts here that the search stopped early: there may be more")
    }
}

/// "Britain promises “p”, promises “q” and promises “r”, which cannot all hold".
fn message_of_more(corpus: &Corpus, statements: &[StatementId]) -> String {
    let said: Vec<String> = statements.iter().map(|&id| verb_with_terms(corpus, id)).collect();
    let said: Vec<&str> = said.iter().map(String::as_str).collect();
    let end = match statements.len() {
        1 => "which the constraints of the codebook rule out",
        2 => "which do not go together",
        _ => "which cannot all hold",
    };
    format!("{} {}, {end}", corpus[corpus[statements[0]].holder].name, all_of(&said))
}

/// The cores of one and two statements in what a holder said on one board.
fn cores(context: &Context<'_>, timeline: &[Own]) -> Vec<Core> {
    let mut met = Met::new();
    let mut cores = Vec::new();
    for own in timeline {
        let Some(side) = side(*own) else { continue };
        if context.background.excluded_by(side).contains(&side) {
            // Whatever else it clashes with, the statement alone is enough.
            cores.push(Core { earlier: own.id, later: own.id });
            continue;
        }
        cores.extend(cores_of_two(context, &met, own));
        remember(context, met.entry(side, own.verb.force()), own.id);
    }
    cores
}

/// The side that a statement takes for good, or would take; nothing where it leaves a door open, or is no more than a wish
/// or a threat.
fn side(own: Own) -> Option<Literal> {
    match own.verb.force() {
        Force::Must => (!own.is_conditional).then(|| own.stance()),
        Force::May => Some(own.stance()),
        Force::Preference | Force::Threat => None,
    }
}

/// Remembers a statement in the place of those that it says again and outlasts, and forgets what has ended. One that it does
/// not outlast stays beside it: what is said along with the new one contradicts the new one, not the old.
fn remember(context: &Context<'_>, met: &mut Vec<StatementId>, statement: StatementId) {
    let &Context { corpus, standing, .. } = context;
    let ends = |id| standing.interval(corpus, id).until;
    let today = corpus[statement].said.last_day();
    met.retain(|&known| {
        let is_outlasted = says_again(corpus, known, statement) && ends(known) <= ends(statement);
        standing.stood_on(known, today) && !is_outlasted
    });
    let is_known = |&known: &StatementId| {
        says_again(corpus, known, statement) && order(&corpus[known], &corpus[statement]) == Order::Together
    };
    if !met.iter().any(is_known) {
        met.push(statement);
    }
}

/// Whether one speaker says the same with the same force, on the same terms.
fn says_again(corpus: &Corpus, before: StatementId, statement: StatementId) -> bool {
    let (one, other) = (&corpus[before], &corpus[statement]);
    let is_alike = |a: &Statement, b: &Statement| {
        (a.speaker(), stance(a), a.verb.force()) == (b.speaker(), stance(b), b.verb.force())
    };
    is_alike(one, other) && same_conditions(corpus, before, statement)
}

/// The cores that a statement makes with those met before it. What was said many times gives one core, with the first
/// time that the conflict was there.
fn cores_of_two(context: &Context<'_>, met: &Met, own: &Own) -> Vec<Core> {
    let corpus = context.corpus;
    let said_before: Vec<StatementId> = met.of(own.stance(), own.verb.force()).into_iter().flatten().copied().collect();
    let is_by_speaker = |&id: &StatementId| corpus[id].speaker() == own.speaker;
    let mut cores: Vec<Core> = Vec::new();
    for opposed in pairs::opposed_to(context.background, own.stance()) {
        let clashing = || met.against(opposed, own.verb.force()).flatten().copied();
        let by_one = clashing().filter(is_by_speaker).filter(|&before| hold_together(context, before, own.id));
        let mut by_one: Vec<StatementId> = by_one.collect();
        by_one.dedup_by(|later, earlier| says_again(corpus, *earlier, *later));
        let is_news = |clashing: &StatementId| {
            let before = said_before.iter().find(|&&before| says_again(corpus, before, own.id));
            !before.is_some_and(|&before| hold_together(context, *clashing, before))
        };
        cores.extend(by_one.iter().copied().filter(is_news).map(|earlier| Core { earlier, later: own.id }));
        if by_one.is_empty() {
            let by_others = clashing().filter(|id| !is_by_speaker(id));
            cores.extend(core_of_two_voices(context, &said_before, by_others, own));
        }
    }
    cores
}

/// The core of a statement with the last that another voice said on a related matter, so long before it that these are
/// no longer mixed signals. Nothing where some voice had contradicted it already.
fn core_of_two_voices(
    context: &Context<'_>,
    said_before: &[StatementId],
    by_others: impl Iterator<Item = StatementId>,
    own: &Own,
) -> Option<Core> {
    let overlap = |a, b| context.standing.overlap(context.corpus, a, b);
    let still: Vec<StatementId> =
        by_others.filter(|&id| context.corpus[id].what != own.what && overlap(id, own.id)).collect();
    let is_mixed = still.iter().any(|&id| come_from_two_voices(context.corpus, id, own.id, context.window()));
    let earlier = *still.iter().max_by_key(|&&id| (context.corpus[id].said.last_day(), id)).filter(|_| !is_mixed)?;
    let was_said = said_before.iter().any(|&before| overlap(before, earlier));
    (!was_said).then_some(Core { earlier, later: own.id })
}

/// Whether two statements certainly hold on a common day. Of one slot, only those said together do: otherwise the later
/// is a change of position, or is too weak to be one.
fn hold_together(context: &Context<'_>, a: StatementId, b: StatementId) -> bool {
    let corpus = context.corpus;
    if corpus[a].what == corpus[b].what {
        order(&corpus[a], &corpus[b]) == Order::Together
    } else {
        context.standing.overlap(corpus, a, b)
    }
}

fn finding(context: &Context<'_>, Core { earlier, later }: Core) -> Finding {
    let &Context { corpus, background, .. } = context;
    let place = |id: StatementId| corpus[id].place(|at| at.verb);
    let (one, other) = (stance(&corpus[earlier]), stance(&corpus[later]));
    let finding = if earlier == later {
        let message = format!("{}, which the constraints of the codebook rule out", says(corpus, later));
        Finding::new(&RULE, place(later), message)
            .at(said_here(corpus, later))
            .linked_by(corpus, background.exclusion(corpus, one, one))
    } else {
        Finding::new(&RULE, place(later), message_of_two(corpus, earlier, later))
            .at(said_here(corpus, later))
            .with_label(place(earlier), said_here(corpus, earlier))
            .linked_by(corpus, background.exclusion(corpus, one, other))
    };
    let finding = finding.resting_on(corpus, &[earlier, later]);
    let help = help(corpus, &finding.statements);
    lowered_for_a_fallback(corpus, finding.with_help(help)).weighed(context)
}

fn message_of_two(corpus: &Corpus, earlier: StatementId, later: StatementId) -> String {
    let object = object(corpus, earlier, later);
    let second = format!("{} {object}{}", verb(corpus, later), all_terms(corpus, later));
    let link = if corpus[earlier].what == corpus[later].what { "" } else { ", which do not go together" };
    format!("{}, and {second}{link}", says_with_terms(corpus, earlier))
}

/// Says, and lowers the finding for it, when an offer in it is made on a condition.
fn lowered_for_a_fallback(corpus: &Corpus, mut finding: Finding) -> Finding {
    let is_fallback = |&&id: &&StatementId| corpus[id].verb.force() == Force::May && corpus[id].is_conditional();
    let Some(&offer) = finding.statements.iter().find(is_fallback) else { return finding };
    finding.caveats.push(Caveat::Fallback);
    let asked: Vec<_> = corpus.conditions_of(offer).map(|(_, condition)| condition).collect();
    let unless = match &asked[..] {
        [condition] if condition.kind != ConditionKind::Unless => {
            let ways: Vec<String> =
                condition.alternatives.iter().map(|way| format!("\"{}\"", corpus[way.what].slug)).collect();
            format!("`unless: [{}]`", ways.join(", "))
        }
        _ => "an `unless`".to_owned(),
    };
    let note = format!(
        "`{}` is on a condition: where that is what {} would fall back on, say so in what it insists on, by {unless}",
        corpus.statement_name(offer),
        corpus[corpus[offer].holder].name
    );
    finding.with_note(note)
}

fn help(corpus: &Corpus, statements: &[StatementId]) -> String {
    let names: Vec<String> = statements.iter().map(|&id| format!("\"{}\"", corpus.statement_name(id))).collect();
    let excuse = format!("`accept: [(rule: \"{}\", statements: [{}], because: \"…\")]`", RULE.name, names.join(", "));
    match statements {
        [_] => format!("correct the statement or the constraint; where it is meant so, say why: {excuse}"),
        _ => format!("where one was given up, end it: `until: \"…\"`; where both are meant, say why: {excuse}"),
    }
}
