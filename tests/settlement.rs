//! Settlements against brute force: a truth table over all outcomes, for random disputes of one day.

use std::collections::BTreeSet;

use proptest::prelude::*;
use standoff::analysis::settlement::{Question, Settlement, settle};
use standoff::outcomes::Position;
use standoff::{Desk, Files};

const PROPOSITIONS: usize = 4;
const ACTORS: usize = 3;

/// A position, as it is written and as the outcomes that its holder could live with.
#[derive(Clone, Debug)]
struct Said {
    who: usize,
    kind: usize,
    p: usize,
    q: usize,
    r: usize,
}

impl Said {
    fn written(&self, index: usize) -> String {
        let Said { who, p, q, r, .. } = self;
        let begin = |verb: &str| format!("{verb}(id: \"s{index}\", who: \"a{who}\", what: \"p{p}\"");
        match self.kind {
            0 => format!("{}, from: [\"z\"]),", begin("Demands")),
            1 => format!("{}),", begin("Rejects")),
            2 => format!("{}, only_if: [\"p{q}\"]),", begin("Offers")),
            3 => format!("{}, only_if: [AnyOf([\"p{q}\", \"p{r}\"])]),", begin("Accepts")),
            4 => format!("{}, unless: [\"p{q}\"]),", begin("Rejects")),
            5 => format!("{}, from: [\"z\"], only_if: [\"p{q}\"]),", begin("Demands")),
            6 => format!("{}, only_if: [\"p{q}\"]),", begin("Promises")),
            _ => format!("{}),", begin("Supports")),
        }
    }

    fn allows(&self, outcome: usize) -> bool {
        let [p, q, r] = [self.p, self.q, self.r].map(|at| outcome >> at & 1 == 1);
        match self.kind {
            0 => p,
            1 => !p,
            2 | 4 => !p || q,
            3 => !p || q || r,
            5 => !q || p,
            6 => p == q,
            _ => true,
        }
    }
}

fn said() -> impl Strategy<Value = Said> {
    (0..ACTORS, 0..8usize, 0..PROPOSITIONS, 1..PROPOSITIONS, 1..PROPOSITIONS).prop_map(|(who, kind, p, q, r)| {
        let (q, r) = ((p + q) % PROPOSITIONS, (p + r) % PROPOSITIONS);
        Said { who, kind, p, q, r }
    })
}

fn desk(wide: &[[usize; 3]], happened: &BTreeSet<usize>, said: &[Said]) -> Desk {
    let propositions: String = (0..PROPOSITIONS).map(|p| format!("(id: \"p{p}\", text: \"{p}\"),")).collect();
    let actors: String = (0..ACTORS).map(|a| format!("(id: \"a{a}\", name: \"{a}\"),")).collect();
    let constraints: String =
        wide.iter().map(|of| format!("NotAll([\"p{}\", \"p{}\", \"p{}\"]),", of[0], of[1], of[2])).collect();
    let statements: String = said.iter().enumerate().map(|(index, said)| said.written(index)).collect();
    let verdict = |p: &usize| format!("(what: \"p{p}\", happened: \"2025-06-19\", because: \"it was seen\"),");
    let verdicts: String = happened.iter().map(verdict).collect();
    let sheet = format!(
        "(actors: [{actors} (id: \"z\", name: \"Z\")], propositions: [{propositions}], constraints: [{constraints}], \
         article: (id: \"x\", published: \"2025-06-20\"), statements: [{statements}], verdicts: [{verdicts}])"
    );
    let desk = Desk::new(Files::default().with_sheet("x.ron", sheet.clone()), None, "2025-06-20".parse().unwrap());
    assert!(desk.diagnostics.is_empty(), "{sheet}\n{:?}", desk.diagnostics);
    desk
}

fn settled(desk: &Desk) -> Settlement<'_> {
    settle(&desk.corpus, &desk.standing, &desk.background, &desk.waits, &Question::default())
}

/// The statements of a set of positions.
fn statements(positions: &[Position]) -> BTreeSet<usize> {
    positions.iter().flat_map(|position| &position.statements).map(|id| id.index()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn a_settlement_is_what_the_truth_table_says(
        wide in prop::collection::vec(prop::sample::select(vec![[0, 1, 2], [1, 2, 3], [0, 2, 3]]), 0..3),
        happened in prop::collection::btree_set(0..PROPOSITIONS, 0..3),
        said in prop::collection::vec(said(), 0..8),
    ) {
        let is_possible = |outcome: &usize| wide.iter().all(|of| !of.iter().all(|at| outcome >> at & 1 == 1));
        let all_outcomes: Vec<usize> = (0..1 << PROPOSITIONS).filter(is_possible).collect();
        let has_happened = |outcome: &&usize| happened.iter().all(|at| **outcome >> at & 1 == 1);
        let outcomes: Vec<usize> = all_outcomes.iter().filter(has_happened).copied().collect();
        // What has happened stands against some positions, whatever anybody gives.
        let is_overtaken =
            |said: &Said| all_outcomes.iter().any(|&o| said.allows(o)) && !outcomes.iter().any(|&o| said.allows(o));
        let overtaken: BTreeSet<usize> = (0..said.len()).filter(|&index| is_overtaken(&said[index])).collect();
        let can_hold = |without: &BTreeSet<usize>| {
            let is_kept = |index: &usize| !without.contains(index) && !overtaken.contains(index);
            let kept = || said.iter().enumerate().filter(move |(index, _)| is_kept(index)).map(|(_, said)| said);
            outcomes.iter().any(|&outcome| kept().all(|said| said.allows(outcome)))
        };
        let desk = desk(&wide, &happened, &said);
        let settlement = settled(&desk);
        prop_assert!(settlement.complete);
        let told = settlement.overtaken.iter().map(|conflict| statements(&conflict.positions));
        prop_assert_eq!(told.flatten().collect::<BTreeSet<_>>(), overtaken.clone());
        prop_assert_eq!(settlement.outcome.is_some(), can_hold(&BTreeSet::new()));
        if let Some(outcome) = &settlement.outcome {
            // What has happened and has to do with nothing that was said is not named.
            let named = outcome.iter().map(|what| what.index()).chain(happened.iter().copied());
            let outcome = named.fold(0, |outcome: usize, at| outcome | 1 << at);
            let is_met = |index: usize| overtaken.contains(&index) || said[index].allows(outcome);
            prop_assert!(outcomes.contains(&outcome) && (0..said.len()).all(is_met));
        }
        let all: BTreeSet<usize> = (0..said.len()).collect();
        for conflict in settlement.matters.iter().flat_map(|matter| &matter.conflicts) {
            // They cannot all hold, and each smaller part can.
            let core = statements(&conflict.positions);
            prop_assert!(!can_hold(&(&all - &core)));
            for position in &conflict.positions {
                let fewer = &core - &statements(std::slice::from_ref(position));
                prop_assert!(can_hold(&(&all - &fewer)));
            }
        }
        // One smallest concession in each matter opens the way, and nothing smaller does.
        let given: BTreeSet<usize> = settlement.matters.iter().flat_map(|matter| statements(&matter.concessions[0])).collect();
        prop_assert!(can_hold(&given));
        let positions: usize = settlement.matters.iter().map(|matter| matter.concessions[0].len()).sum();
        let smallest = (0..1usize << said.len())
            .map(|set| all.iter().copied().filter(|index| set >> index & 1 == 1).collect::<BTreeSet<_>>())
            .filter(can_hold)
            .map(|set| positions_in(&said, &set))
            .min();
        prop_assert_eq!(smallest, Some(positions));
        // A coalition holds together, and whoever joins it breaks it.
        for matter in &settlement.matters {
            for coalition in &matter.coalitions {
                let of = |member: usize| coalition.iter().any(|actor| desk.corpus[*actor].slug == format!("a{member}"));
                let others: BTreeSet<usize> = all.iter().copied().filter(|&index| !of(said[index].who)).collect();
                prop_assert!(can_hold(&others) || settlement.matters.len() > 1);
            }
        }
    }
}

/// How many positions some statements are: what one actor says twice on the same terms is one.
fn positions_in(said: &[Said], set: &BTreeSet<usize>) -> usize {
    let position = |index: &usize| {
        let one = &said[*index];
        (one.who, (0..1usize << PROPOSITIONS).map(|outcome| one.allows(outcome)).collect::<Vec<_>>())
    };
    set.iter().map(position).collect::<BTreeSet<_>>().len()
}
