//! One holder's positions, all in force at one time, cannot all hold.
//!
//! What a side *demands*, *promises*, *rejects* or *refuses* without a condition has to hold in every outcome that it
//! would live with; what it *offers*, *proposes* or *accepts* has to be possible beside that, each offer taken alone with
//! its own conditions. It is a contradiction when one speaker says, for one holder,
//!
//! * two things of the first kind that cannot both hold: one thing and its opposite, or two that the constraints of the
//!   codebook exclude;
//! * something of the first kind that leaves no room for an offer: offering what one has ruled out; or
//! * an offer that its own condition excludes.
//!
//! The same holds for what a side *asserts* and *denies*. What a side wants and what it takes to be so never meet here.
//!
//! It is no contradiction when two offers exclude each other (a menu); when the holder said the opposite on a later day
//! (a `reversal`); when two speakers differ (`mixed-signals`); nor where preferences (`Supports`, `Opposes`), threats or
//! demands and refusals with a condition are involved.
//!
//! Three positions or more may be in conflict although each two go together: who promises to leave the customs union, to
//! have no border on land, and to have none at sea. They are told where the constraints of the codebook, or the conditions
//! of the positions, leave no room for all of them; any one fewer could hold.
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

use super::larger_conflicts::{self, Conflict};
use super::pairs::{self, Memory};
use super::words::{all_of, object, quoted, said_here, says, terms};
use super::{Check, Context, Finding, Level, Rule};
use crate::background::{literal, stance};
use crate::corpus::{Condition, ConditionKind, Corpus, Force};
use crate::id::{ActorId, StatementId};
use crate::logic::literal::Literal;
use crate::standing::{Order, Own, order, same_conditions};

pub(super) static RULE: Rule = Rule {
    name: "contradictory-position",
    summary: "one holder's positions, all in force at one time, cannot all hold",
    level: Level::Deny,
    is_pedantic: false,
    source: include_str!("contradictory_position.rs"),
    check: Check::Corpus(check),
};

/// What a statement says, or takes for granted in a condition.
#[derive(Clone, Copy)]
struct Unit {
    statement: StatementId,
    literal: Literal,
}

/// Two literals that exclude each other, and who says them: two statements, or one that says both.
#[derive(Clone, Copy)]
struct Core {
    earlier: Unit,
    later: Unit,
}

/// What still stands, by speaker and literal; what was said again on the same terms, once.
type Units = Memory<(ActorId, Literal), Vec<StatementId>>;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let &Context { corpus, background, .. } = context;
    let opposed = |own: &[Own]| pairs::opposed_among(background, own, |own| literals(corpus, own));
    let cores = pairs::timelines(context, opposed).flat_map_iter(|timeline| cores(context, &timeline));
    let larger = larger_conflicts::of_one_holder(context);
    // A statement that falls alone, be it through a constraint on three things, is not told in company.
    let alone: FxHashSet<StatementId> = larger
        .iter()
        .filter(|conflict| conflict.statements.len() == 1)
        .map(|conflict| conflict.statements[0])
        .collect();
    let is_news = |core: &Core| ![core.earlier, core.later].iter().any(|unit| alone.contains(&unit.statement));
    let of_two: Vec<Finding> = cores.filter(is_news).map(|core| finding(context, core)).collect();
    let told: FxHashSet<&[StatementId]> = of_two.iter().map(|finding| finding.statements.as_slice()).collect();
    let larger = larger.into_iter().filter(|conflict| !holds_one_of(conflict, &told));
    let larger: Vec<Finding> = larger.map(|conflict| larger_finding(context, conflict)).collect();
    of_two.into_iter().chain(larger).collect()
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
    let finding = finding.weighed(context);
    if complete {
        finding
    } else {
        finding.with_note("so much conflicts here that the search stopped early: there may be more")
    }
}

/// "Britain promises “p”, promises “q” and promises “r”, which cannot all hold".
fn message_of_more(corpus: &Corpus, statements: &[StatementId]) -> String {
    let said = |&id: &StatementId| {
        let conditions: String =
            corpus.conditions_of(id).map(|(_, condition)| format!(" {}", terms(corpus, condition))).collect();
        format!("{} {}{conditions}", corpus[id].verb.phrase(), quoted(corpus, corpus[id].what))
    };
    let said: Vec<String> = statements.iter().map(said).collect();
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
    let mut met = Units::new();
    let mut cores = Vec::new();
    for own in timeline {
        let statement = own.id;
        let literals: Vec<Literal> = literals(context.corpus, *own).collect();
        if let Some(core) = core_of_one(context, statement, &literals) {
            // Whatever else it clashes with, the statement alone is enough.
            cores.push(core);
            continue;
        }
        cores.extend(cores_of_two(context, &met, statement, &literals));
        for literal in literals {
            remember(context, met.entry((own.speaker, literal), own.verb.force()), statement);
        }
    }
    cores
}

/// Remembers a statement in the place of those that it says again and outlasts, and forgets what has ended.
fn remember(context: &Context<'_>, units: &mut Vec<StatementId>, statement: StatementId) {
    let &Context { corpus, standing, .. } = context;
    let ends = |id| standing.interval(corpus, id).until;
    let today = corpus[statement].said.last_day();
    units.retain(|&known| {
        let is_outlasted = says_again(corpus, known, statement) && ends(known) <= ends(statement);
        standing.stood_on(known, today) && !is_outlasted
    });
    if !units.iter().any(|&known| says_again(corpus, known, statement)) {
        units.push(statement);
    }
}

/// Whether two units of one force say the same on the same terms.
fn says_again(corpus: &Corpus, before: StatementId, statement: StatementId) -> bool {
    stance(&corpus[before]) == stance(&corpus[statement]) && same_conditions(corpus, before, statement)
}

/// What has to hold, or to be possible, if a statement is taken at its word; its own side first. Nothing where it
/// leaves a door open, or is no more than a wish or a threat.
fn literals(corpus: &Corpus, own: Own) -> impl Iterator<Item = Literal> {
    let (says_so, may_grant) = match own.verb.force() {
        Force::Must => (!own.is_conditional, false),
        Force::May => (true, own.is_conditional),
        Force::Preference | Force::Threat => (false, false),
    };
    let conditions = may_grant.then(|| corpus.conditions_of(own.id)).into_iter().flatten();
    let granted = conditions.flat_map(|(_, condition)| taken_for_granted(condition));
    says_so.then(|| own.stance()).into_iter().chain(granted)
}

/// What is certainly so where a condition is met.
fn taken_for_granted(condition: &Condition) -> impl Iterator<Item = Literal> {
    let is_positive = condition.kind != ConditionKind::Unless;
    let is_certain = !is_positive || condition.only_way().is_some();
    let ways = if is_certain { &*condition.alternatives } else { &[] };
    ways.iter().map(move |way| literal(way.what, is_positive))
}

fn core_of_one(context: &Context<'_>, statement: StatementId, literals: &[Literal]) -> Option<Core> {
    let unit = |literal| Unit { statement, literal };
    literals.iter().find_map(|&earlier| {
        let later = pairs::opposed_to(context.background, earlier).find(|opposed| literals.contains(opposed))?;
        Some(Core { earlier: unit(earlier), later: unit(later) })
    })
}

/// The cores that a statement makes with those met before it. What was said many times gives one core, with the first
/// time that the conflict was there.
fn cores_of_two(context: &Context<'_>, met: &Units, statement: StatementId, literals: &[Literal]) -> Vec<Core> {
    let corpus = context.corpus;
    let (speaker, force) = (corpus[statement].speaker(), corpus[statement].verb.force());
    let standing = literals.first().and_then(|&own| met.of((speaker, own), force));
    let said_before = standing.into_iter().flatten().find(|&&before| says_again(corpus, before, statement));
    let is_news = |clashing: StatementId| {
        hold_together(context, clashing, statement)
            && !said_before.is_some_and(|&before| hold_together(context, clashing, before))
    };
    let mut cores: Vec<Core> = Vec::new();
    for later in literals.iter().map(|&literal| Unit { statement, literal }) {
        for opposed in pairs::opposed_to(context.background, later.literal) {
            for &clashing in met.against((speaker, opposed), force).flatten() {
                let is_told = cores.iter().any(|core| core.earlier.statement == clashing);
                if !is_told && is_news(clashing) {
                    cores.push(Core { earlier: Unit { statement: clashing, literal: opposed }, later });
                }
            }
        }
    }
    cores
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

fn finding(context: &Context<'_>, core: Core) -> Finding {
    let &Context { corpus, background, .. } = context;
    let Core { earlier, later } = core;
    let reasons = background.exclusion(corpus, earlier.literal, later.literal);
    let finding = if earlier.statement == later.statement {
        let statement = &corpus[later.statement];
        let condition = condition_behind(corpus, later).or_else(|| condition_behind(corpus, earlier));
        let place = condition.map_or(statement.place(|at| at.verb), |condition| condition.place);
        Finding::new(&RULE, place, message_of_one(corpus, core))
            .at(said_here(corpus, later.statement))
            .resting_on(corpus, &[later.statement])
    } else {
        let place = |unit: Unit| corpus[unit.statement].place(|at| at.verb);
        Finding::new(&RULE, place(later), message_of_two(corpus, core))
            .at(said_here(corpus, later.statement))
            .with_label(place(earlier), said_here(corpus, earlier.statement))
            .resting_on(corpus, &[earlier.statement, later.statement])
    };
    let help = help(corpus, &finding.statements);
    finding.linked_by(corpus, reasons).with_help(help).weighed(context)
}

fn message_of_two(corpus: &Corpus, Core { earlier, later }: Core) -> String {
    let first = format!("{}{}", says(corpus, earlier.statement), on_condition(corpus, earlier));
    let object = object(corpus, earlier.statement, later.statement);
    let second = format!("{} {object}{}", corpus[later.statement].verb.phrase(), on_condition(corpus, later));
    let is_plain = corpus[earlier.statement].what == corpus[later.statement].what;
    let link = if is_plain { "" } else { ", which do not go together" };
    format!("{first}, and {second}{link}")
}

fn message_of_one(corpus: &Corpus, Core { earlier, later }: Core) -> String {
    let says = says(corpus, later.statement);
    match (condition_behind(corpus, earlier), condition_behind(corpus, later)) {
        (None, None) => format!("{says}, which the constraints of the codebook rule out"),
        (Some(condition), None) | (None, Some(condition)) => {
            format!("{says} {}, a condition that leaves no room for it", terms(corpus, condition))
        }
        (Some(_), Some(condition)) if earlier.literal == later.literal => {
            format!("{says} {}, a condition that the constraints of the codebook rule out", terms(corpus, condition))
        }
        (Some(one), Some(other)) => {
            format!("{says} {} and {}, conditions that exclude each other", terms(corpus, one), terms(corpus, other))
        }
    }
}

/// The condition that a unit comes from, after a space; nothing where the statement itself says it.
fn on_condition(corpus: &Corpus, unit: Unit) -> String {
    condition_behind(corpus, unit).map(|condition| format!(" {}", terms(corpus, condition))).unwrap_or_default()
}

fn condition_behind(corpus: &Corpus, unit: Unit) -> Option<&Condition> {
    if unit.literal == stance(&corpus[unit.statement]) {
        return None;
    }
    let mut conditions = corpus.conditions_of(unit.statement).map(|(_, condition)| condition);
    conditions.find(|condition| taken_for_granted(condition).any(|literal| literal == unit.literal))
}

fn help(corpus: &Corpus, statements: &[StatementId]) -> String {
    let names: Vec<String> = statements.iter().map(|&id| format!("\"{}\"", corpus.statement_name(id))).collect();
    let excuse = format!("`accept: [(rule: \"{}\", statements: [{}], because: \"…\")]`", RULE.name, names.join(", "));
    match statements {
        [_] => format!("correct the condition or the constraint; where it is meant so, say why: {excuse}"),
        _ => format!("where one was given up, end it: `until: \"…\"`; where both are meant, say why: {excuse}"),
    }
}
