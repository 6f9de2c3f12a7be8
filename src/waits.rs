//! What waits for what on the day asked about, and where the waiting runs in a circle.
//!
//! `only_after` conditions, and they alone, make the wait-for graph: a trade (`in_return_for`) is done together and a
//! package (`only_if`) says nothing about order. What the desk's verdicts hold to have happened waits no longer.

use std::collections::{BTreeMap, BTreeSet};

use crate::background::{Background, literal};
use crate::corpus::{Alternative, Board, Condition, ConditionKind, Corpus, Force, Relation, VoiceStanding};
use crate::id::{ActorId, ConditionId, PropositionId, StatementId};
use crate::logic::budget::{Budget, Limits};
use crate::logic::literal::Literal;
use crate::logic::waiting::{self, Wait};
use crate::logic::waivers::waivers;
use crate::stances::{conditions_in_force, ruled_out};
use crate::standing::{Own, Standing};

/// The wait-for graph of a corpus on a day.
#[derive(Debug)]
pub struct Waits {
    arrows: Vec<Arrow>,
    rings: Vec<Vec<Arrow>>,
    knots: Vec<Knot>,
    complete: bool,
}

/// Rings that hang together, and what it takes to undo all of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Knot {
    /// Places in [`Waits::rings`].
    pub rings: Vec<usize>,
    /// The smallest sets of statements of which it is enough to waive the preconditions. All are of one size.
    pub waivers: Vec<Vec<StatementId>>,
    /// Whether nothing smaller would do. Where not, the knot is so large that the search was ended, and this is an
    /// estimate.
    pub is_proven: bool,
    /// Whether there are no other sets of that size.
    pub complete: bool,
}

/// `what` comes only after `needs`, as a holder's condition says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Arrow {
    pub statement: StatementId,
    pub condition: ConditionId,
    pub what: PropositionId,
    pub needs: PropositionId,
}

impl Waits {
    pub fn new(corpus: &Corpus, standing: &Standing, background: &Background) -> Waits {
        let steps = one_step_each(corpus);
        let step = |proposition: PropositionId| steps[proposition.index()];
        let taken = taken(corpus, standing, &step);
        let is_ruled_out = |performers: &[ActorId], what: PropositionId| {
            performers.iter().any(|&by| ruled_out(standing, background, by, what).is_some())
        };

        let mut shut = vec![false; corpus.propositions().len()];
        let mut arrows = Vec::new();
        let mut waits = Vec::new();
        let mut waited_for = Vec::new();
        let mut known = BTreeSet::new();
        for (id, condition) in waiting_conditions(corpus, standing) {
            let statement = condition.statement;
            let what = corpus[statement].what;
            let arrow = |way: &Alternative| Arrow { statement, condition: id, what, needs: way.what };
            arrows.extend(condition.alternatives.iter().map(arrow));
            let is_met = |way: &Alternative| taken[step(way.what)] || step(way.what) == step(what);
            if taken[step(what)] || condition.alternatives.iter().any(is_met) {
                continue;
            }
            // What is refused by the one who would have to bring it about waits in vain, not in turn: it is no part of
            // any circle, whether it is the thing that waits or one of the ways out.
            shut[step(what)] |= is_ruled_out(&corpus[what].by, what);
            let open_ways =
                condition.alternatives.iter().filter(|way| !is_ruled_out(corpus.performers(condition, way), way.what));
            let wait = Wait { node: step(what), any_of: open_ways.map(|way| step(way.what)).collect() };
            // Who asks two others for the same makes a step wait for it once.
            if known.insert((corpus[statement].holder, what, &condition.alternatives, wait.any_of.clone())) {
                waits.push(wait);
                waited_for.push((statement, id, condition));
            }
        }

        let found = waiting::circles(corpus.propositions().len(), &waits, &shut);
        let as_ring = |circle: &Vec<waiting::Step>| -> Vec<Arrow> {
            let as_arrow = |at: &waiting::Step| {
                let (statement, id, condition) = waited_for[at.wait];
                let way = condition.alternatives.iter().find(|way| step(way.what) == at.need);
                let needs = way.unwrap_or(&condition.alternatives[0]).what;
                Arrow { statement, condition: id, what: corpus[statement].what, needs }
            };
            circle.iter().map(as_arrow).collect()
        };
        let (circles, rings): (Vec<_>, Vec<_>) = found
            .circles
            .iter()
            .map(|circle| (circle, as_ring(circle)))
            .filter(|(_, ring)| can_all_hold(corpus, background, ring))
            .unzip();
        let imposed_by = |wait: usize| imposed_by(corpus, standing, waited_for[wait].2);
        let knots = knots(corpus.propositions().len(), &circles, &waits, &imposed_by);
        Waits { arrows, rings, knots, complete: found.complete }
    }

    /// All that waits, in the order of statements, whether or not it runs in a circle. What was said again on the same
    /// terms waits once.
    pub fn arrows(&self) -> &[Arrow] {
        &self.arrows
    }

    /// The circular waits, shortest first, each arrow's `needs` being the next one's `what` (or one step with it).
    pub fn rings(&self) -> &[Vec<Arrow>] {
        &self.rings
    }

    /// The rings by what hangs together, in the order of their first rings.
    pub fn knots(&self) -> &[Knot] {
        &self.knots
    }

    /// Whether the search for rings looked at everything; where not, there may be more.
    pub fn complete(&self) -> bool {
        self.complete
    }
}

/// Ties rings that share a step into knots, and finds what would undo each. Where several sets of preconditions are
/// equally few, so many of them are told.
fn knots(
    nodes: usize,
    circles: &[&Vec<waiting::Step>],
    waits: &[Wait],
    imposed_by: &dyn Fn(usize) -> Vec<StatementId>,
) -> Vec<Knot> {
    let mut together = petgraph::unionfind::UnionFind::<usize>::new(nodes);
    for step in circles.iter().copied().flatten() {
        together.union(step.node, step.need);
    }
    let mut rings: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, circle) in circles.iter().enumerate() {
        rings.entry(together.find(circle[0].node)).or_default().push(number);
    }
    let mut knots: Vec<Knot> = rings.into_values().map(|rings| knot(rings, circles, waits, imposed_by)).collect();
    knots.sort_by_key(|knot| knot.rings[0]);
    knots
}

/// How many equally small sets of preconditions are told.
const MOST_WAIVERS: usize = 8;

fn knot(
    rings: Vec<usize>,
    circles: &[&Vec<waiting::Step>],
    waits: &[Wait],
    imposed_by: &dyn Fn(usize) -> Vec<StatementId>,
) -> Knot {
    let steps: BTreeSet<usize> = rings.iter().flat_map(|&ring| circles[ring]).map(|step| step.node).collect();
    let place = |node: usize| steps.iter().position(|&step| step == node);
    // Only what the knot's own steps owe one another can undo it; the numbers are those within the knot.
    let mut inner = Vec::new();
    let mut owned_by = Vec::new();
    for (number, wait) in waits.iter().enumerate() {
        let any_of: Vec<usize> = wait.any_of.iter().filter_map(|&need| place(need)).collect();
        if let (Some(node), false) = (place(wait.node), any_of.is_empty()) {
            for owner in imposed_by(number) {
                inner.push(Wait { node, any_of: any_of.clone() });
                owned_by.push(owner);
            }
        }
    }
    let mut statements = owned_by.clone();
    statements.sort_unstable();
    statements.dedup();
    let owners: Vec<usize> = owned_by.iter().map(|owner| statements.partition_point(|id| id < owner)).collect();
    let limits = Limits { sets: MOST_WAIVERS, ..Limits::default() };
    let budget = Budget::new(limits);
    let found = waivers(steps.len(), &inner, &owners, &vec![1; statements.len()], &[], &budget);
    let named = |set: &Vec<usize>| set.iter().map(|&owner| statements[owner]).collect();
    Knot {
        rings,
        waivers: found.sets.iter().map(named).collect(),
        is_proven: found.is_proven,
        complete: found.complete,
    }
}

/// The `only_after` conditions of positions in force, by holders who have a say in what they speak of. A bystander's
/// "first a ceasefire, then talks" is commentary, and holds nobody up.
fn waiting_conditions<'a>(corpus: &'a Corpus, standing: &Standing) -> Vec<(ConditionId, &'a Condition)> {
    let mut waiting = conditions_in_force(corpus, standing, |own, condition| {
        condition.kind == ConditionKind::OnlyAfter && own.verb.is_positive() && own.verb.force() != Force::Threat
    });
    waiting.retain(|(_, condition)| has_say(corpus, condition.statement));
    waiting.sort_unstable_by_key(|&(id, _)| id);
    waiting
}

/// The statements that set a condition: one for each set of terms that it stands among, since to waive what one offer
/// waits for leaves what another waits for. Of those on the same terms, the one on the best word.
fn imposed_by(corpus: &Corpus, standing: &Standing, condition: &Condition) -> Vec<StatementId> {
    let weight = |id: StatementId| (!corpus[id].basis.is_weak(), corpus[id].said.last_day(), id);
    let statement = &corpus[condition.statement];
    let slot = standing.slot(statement.holder, statement.what, Board::Outcome).iter();
    let sets_it = |own: &&Own| {
        let counts = own.ends >= standing.as_of() && own.verb.is_positive() && own.verb.force() != Force::Threat;
        counts && own.is_conditional && corpus.conditions_of(own.id).any(|(_, other)| other.same_terms(condition))
    };
    let mut best: BTreeMap<_, StatementId> = BTreeMap::new();
    for own in slot.filter(sets_it) {
        let known = best.entry(corpus.terms_of(own.id)).or_insert(own.id);
        if weight(own.id) > weight(*known) {
            *known = own.id;
        }
    }
    best.into_values().collect()
}

fn has_say(corpus: &Corpus, id: StatementId) -> bool {
    let statement = &corpus[id];
    let performers = &corpus[statement.what].by;
    let acts_for = |voice: ActorId, holder: ActorId| {
        corpus.voice_standing(voice, holder, statement.said) == VoiceStanding::Mandated
    };
    let has_part = |&by: &ActorId| acts_for(statement.holder, by) || acts_for(by, statement.holder);
    performers.is_empty() || performers.iter().any(has_part)
}

/// For each proposition, the step that it is: propositions that come about at the same time are one step.
fn one_step_each(corpus: &Corpus) -> Vec<usize> {
    let mut steps = petgraph::unionfind::UnionFind::<usize>::new(corpus.propositions().len());
    for constraint in corpus.constraints() {
        if let Relation::SameTime(together) = &constraint.relation {
            for pair in together.windows(2) {
                steps.union(pair[0].index(), pair[1].index());
            }
        }
    }
    steps.into_labeling()
}

/// Whether each step has been taken, as the desk's verdicts say. What had not come about by some day may still.
fn taken(corpus: &Corpus, standing: &Standing, step: &impl Fn(PropositionId) -> usize) -> Vec<bool> {
    let mut taken = vec![false; corpus.propositions().len()];
    for verdict in corpus.verdicts() {
        taken[step(verdict.what)] |= standing.has_happened(verdict.what);
    }
    taken
}

/// Whether the steps of a ring could all be taken if order did not matter. Where they exclude one another the order is not what stands in the way, and calling it a deadlock would mislead.
fn can_all_hold(corpus: &Corpus, background: &Background, ring: &[Arrow]) -> bool {
    let steps: Vec<Literal> = ring.iter().map(|arrow| literal(arrow.what, true)).collect();
    background.can_hold(corpus, &steps)
}
