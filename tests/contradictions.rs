//! Contradictions of one holder against brute force: a truth table over all outcomes, for random corpora of one day.

use std::collections::BTreeSet;

use proptest::prelude::*;
use standoff::rules::{self, Levels};
use standoff::{Desk, Files};

const PROPOSITIONS: usize = 4;

/// A literal: a proposition, and whether it holds.
type Literal = (usize, bool);

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Said {
    Demands(usize),
    Rejects(usize),
    Offers(usize),
    OffersIf(usize, usize),
    OffersUnless(usize, usize),
    Supports(usize),
}

impl Said {
    fn written(self, index: usize) -> String {
        match self {
            Said::Demands(p) => format!("Demands(id: \"s{index}\", who: \"a\", from: [\"b\"], what: \"p{p}\"),"),
            Said::Rejects(p) => format!("Rejects(id: \"s{index}\", who: \"a\", what: \"p{p}\"),"),
            Said::Offers(p) => format!("Offers(id: \"s{index}\", who: \"a\", what: \"p{p}\"),"),
            Said::OffersIf(p, q) => {
                format!("Offers(id: \"s{index}\", who: \"a\", what: \"p{p}\", only_if: [\"p{q}\"]),")
            }
            Said::OffersUnless(p, q) => {
                format!("Offers(id: \"s{index}\", who: \"a\", what: \"p{p}\", unless: [\"p{q}\"]),")
            }
            Said::Supports(p) => format!("Supports(id: \"s{index}\", who: \"a\", what: \"p{p}\"),"),
        }
    }

    /// What must hold, or be possible; and whether it need only be possible.
    fn meaning(self) -> (Vec<Literal>, bool) {
        match self {
            Said::Demands(p) => (vec![(p, true)], false),
            Said::Rejects(p) => (vec![(p, false)], false),
            Said::Offers(p) => (vec![(p, true)], true),
            Said::OffersIf(p, q) => (vec![(p, true), (q, true)], true),
            Said::OffersUnless(p, q) => (vec![(p, true), (q, false)], true),
            Said::Supports(_) => (Vec::new(), true),
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Link {
    Implies(usize, usize),
    NotAll(usize, usize),
    OneOf(usize, usize),
    SameTime(usize, usize),
    Parts(usize, usize),
    /// All but one of the propositions exclude one another.
    NotAllBut(usize),
}

impl Link {
    fn written(self) -> String {
        match self {
            Link::Implies(p, q) => format!("Implies(\"p{p}\", \"p{q}\"),"),
            Link::NotAll(p, q) => format!("NotAll([\"p{p}\", \"p{q}\"]),"),
            Link::OneOf(p, q) => format!("OneOf([\"p{p}\", \"p{q}\"]),"),
            Link::SameTime(p, q) => format!("SameTime([\"p{p}\", \"p{q}\"]),"),
            Link::Parts(p, q) => format!("Parts(\"p{p}\", [\"p{q}\"]),"),
            Link::NotAllBut(left_out) => {
                let of: Vec<String> =
                    (0..PROPOSITIONS).filter(|&p| p != left_out).map(|p| format!("\"p{p}\"")).collect();
                format!("NotAll([{}]),", of.join(", "))
            }
        }
    }

    fn allows(self, outcome: usize) -> bool {
        let holds = |p: usize| outcome >> p & 1 == 1;
        match self {
            Link::Implies(p, q) | Link::Parts(p, q) => !holds(p) || holds(q),
            Link::NotAll(p, q) => !(holds(p) && holds(q)),
            Link::OneOf(p, q) => holds(p) || holds(q),
            Link::SameTime(p, q) => holds(p) == holds(q),
            Link::NotAllBut(left_out) => !(0..PROPOSITIONS).filter(|&p| p != left_out).all(holds),
        }
    }
}

fn two() -> impl Strategy<Value = (usize, usize)> {
    (0..PROPOSITIONS, 1..PROPOSITIONS).prop_map(|(p, step)| (p, (p + step) % PROPOSITIONS))
}

fn said() -> impl Strategy<Value = Said> {
    (0..6, two()).prop_map(|(verb, (p, q))| match verb {
        0 => Said::Demands(p),
        1 => Said::Rejects(p),
        2 => Said::Offers(p),
        3 => Said::OffersIf(p, q),
        4 => Said::OffersUnless(p, q),
        _ => Said::Supports(p),
    })
}

fn link() -> impl Strategy<Value = Link> {
    (0..7, two()).prop_map(|(kind, (p, q))| match kind {
        0 => Link::Implies(p, q),
        1 => Link::NotAll(p, q),
        2 => Link::OneOf(p, q),
        3 => Link::SameTime(p, q),
        4 => Link::Parts(p, q),
        _ => Link::NotAllBut(p),
    })
}

/// What the rule finds: the statements of each finding, as numbers.
fn found(links: &[Link], said: &[Said]) -> BTreeSet<Vec<usize>> {
    let propositions: String = (0..PROPOSITIONS).map(|p| format!("(id: \"p{p}\", text: \"{p}\"),")).collect();
    let constraints: String = links.iter().map(|link| link.written()).collect();
    let statements: String = said.iter().enumerate().map(|(index, said)| said.written(index)).collect();
    let sheet = format!(
        "(actors: [(id: \"a\", name: \"A\"), (id: \"b\", name: \"B\")], propositions: [{propositions}], \
         constraints: [{constraints}], article: (id: \"x\", published: \"2025-06-20\"), statements: [{statements}])"
    );
    let today = "2025-06-21".parse().unwrap();
    let desk = Desk::new(Files::default().with_sheet("x.ron", sheet.clone()), None, today);
    assert!(desk.diagnostics.is_empty(), "{sheet}\n{:?}", desk.diagnostics);
    let findings = rules::check(&desk.context(), &Levels::default()).findings;
    let findings = findings.iter().map(|judged| &judged.finding);
    let contradictions = findings.filter(|finding| finding.rule.name == "contradictory-position");
    contradictions.map(|finding| finding.statements.iter().map(|id| id.index()).collect()).collect()
}

/// What is there to be found, by the truth table.
fn expected(outcomes: &[usize], said: &[Said]) -> BTreeSet<Vec<usize>> {
    let meanings: Vec<_> = said.iter().map(|said| said.meaning()).collect();
    let can_hold = |literals: &[&Literal]| {
        outcomes.iter().any(|outcome| literals.iter().all(|(p, holds)| (outcome >> p & 1 == 1) == *holds))
    };
    let can_hold_with = |a: usize, b: usize| can_hold(&meanings[a].0.iter().chain(&meanings[b].0).collect::<Vec<_>>());
    let mut cores = BTreeSet::new();
    for a in 0..said.len() {
        if !can_hold_with(a, a) {
            cores.insert(vec![a]);
        }
    }
    for b in 0..said.len() {
        for a in 0..b {
            let is_menu = meanings[a].1 && meanings[b].1;
            let is_minimal = can_hold_with(a, a) && can_hold_with(b, b);
            if !is_menu && is_minimal && !can_hold_with(a, b) {
                cores.insert(vec![a, b]);
            }
        }
    }
    cores
}

/// All minimal sets of statements that contradict each other, of any size: their musts and the conditions of their offers
/// cannot hold together, or leave no room for one of the offers.
fn minimal_conflicts(outcomes: &[usize], said: &[Said]) -> BTreeSet<Vec<usize>> {
    let allows = |index: usize, outcome: usize| {
        let holds = |p: usize| outcome >> p & 1 == 1;
        match said[index] {
            Said::Demands(p) => holds(p),
            Said::Rejects(p) => !holds(p),
            Said::OffersIf(p, q) => !holds(p) || holds(q),
            _ => true,
        }
    };
    let conflicts = |set: usize| {
        let of_set = || (0..said.len()).filter(move |index| set >> index & 1 == 1);
        let open: Vec<usize> =
            outcomes.iter().copied().filter(|&outcome| of_set().all(|index| allows(index, outcome))).collect();
        let has_room = |index: usize| {
            let (literals, is_may) = said[index].meaning();
            !is_may || open.iter().any(|outcome| literals.iter().all(|&(p, holds)| (outcome >> p & 1 == 1) == holds))
        };
        open.is_empty() || !of_set().all(has_room)
    };
    let all: Vec<usize> = (1..1usize << said.len()).filter(|&set| conflicts(set)).collect();
    let minimal = all.iter().filter(|&&set| !all.iter().any(|&other| other != set && other & set == other));
    minimal.map(|set| (0..said.len()).filter(|index| set >> index & 1 == 1).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn cores_of_one_and_two_are_those_of_the_truth_table(
        links in prop::collection::vec(link(), 0..4),
        said in prop::collection::btree_set(said(), 0..7),
    ) {
        let said = Vec::from_iter(said);
        let outcomes: Vec<usize> =
            (0..1 << PROPOSITIONS).filter(|&outcome| links.iter().all(|link| link.allows(outcome))).collect();
        prop_assume!(!outcomes.is_empty());
        let (few, many): (BTreeSet<_>, BTreeSet<_>) = found(&links, &said).into_iter().partition(|core| core.len() < 3);
        let expected = expected(&outcomes, &said);
        prop_assert!(few.is_subset(&expected), "{:?} are not all among {:?}", few, expected);
        // Where a constraint on three things has a part in it, each holder that contradicts itself is told, but not each
        // of its conflicts.
        if !links.iter().any(|link| matches!(link, Link::NotAllBut(_))) {
            prop_assert_eq!(&few, &expected);
        }
        let minimal = minimal_conflicts(&outcomes, &said);
        prop_assert!(many.is_subset(&minimal), "{:?} are not all among {:?}", many, minimal);
        // Of several larger conflicts about one offer one is told, but nobody who contradicts himself goes unnoticed.
        let is_unnoticed = few.is_empty() && many.is_empty() && minimal.iter().any(|core| core.len() > 2);
        let is_menu = |core: &&Vec<usize>| core.len() > 1 && core.iter().all(|&index| said[index].meaning().1);
        prop_assert!(!is_unnoticed || minimal.iter().any(|core| is_menu(&core)), "{:?}", minimal);
    }
}
