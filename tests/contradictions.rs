//! Contradictions and dead offers of one holder against brute force: a truth table over all outcomes, for random corpora
//! of one day.

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

    fn is_offer(self) -> bool {
        matches!(self, Said::Offers(_) | Said::OffersIf(..) | Said::OffersUnless(..))
    }

    /// What is insisted on, or offered.
    fn thing(self) -> Option<Literal> {
        match self {
            Said::Demands(p) | Said::Offers(p) | Said::OffersIf(p, _) | Said::OffersUnless(p, _) => Some((p, true)),
            Said::Rejects(p) => Some((p, false)),
            Said::Supports(_) => None,
        }
    }

    /// What an offer asks for.
    fn condition(self) -> Option<Literal> {
        match self {
            Said::OffersIf(_, q) => Some((q, true)),
            Said::OffersUnless(_, q) => Some((q, false)),
            _ => None,
        }
    }

    /// Whether its holder could live with an outcome.
    fn allows(self, outcome: usize) -> bool {
        match self {
            Said::Demands(_) | Said::Rejects(_) => has(outcome, self.thing()),
            Said::OffersIf(p, q) => !has(outcome, Some((p, true))) || has(outcome, Some((q, true))),
            _ => true,
        }
    }
}

/// Whether an outcome has what a literal says; nothing is in every outcome.
fn has(outcome: usize, literal: Option<Literal>) -> bool {
    literal.is_none_or(|(p, holds)| (outcome >> p & 1 == 1) == holds)
}

#[derive(Clone, Copy, Debug)]
enum Link {
    Implies(usize, usize),
    NotAll(usize, usize),
    OneOf(usize, usize),
    SameTime(usize, usize),
    Parts(usize, usize),
    /// The whole is all of the other propositions.
    AllParts(usize),
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
            Link::AllParts(whole) => {
                format!("Parts(whole: \"p{whole}\", parts: [{}], complete: true),", all_but(whole))
            }
            Link::NotAllBut(left_out) => format!("NotAll([{}]),", all_but(left_out)),
        }
    }

    fn allows(self, outcome: usize) -> bool {
        let holds = |p: usize| outcome >> p & 1 == 1;
        match self {
            Link::Implies(p, q) | Link::Parts(p, q) => !holds(p) || holds(q),
            Link::NotAll(p, q) => !(holds(p) && holds(q)),
            Link::OneOf(p, q) => holds(p) || holds(q),
            Link::SameTime(p, q) => holds(p) == holds(q),
            Link::AllParts(whole) => holds(whole) == (0..PROPOSITIONS).filter(|&p| p != whole).all(holds),
            Link::NotAllBut(left_out) => !(0..PROPOSITIONS).filter(|&p| p != left_out).all(holds),
        }
    }

    /// Whether it is more than a pair of literals can say.
    fn is_wide(self) -> bool {
        matches!(self, Link::AllParts(_) | Link::NotAllBut(_))
    }
}

fn all_but(left_out: usize) -> String {
    let of = (0..PROPOSITIONS).filter(|&p| p != left_out).map(|p| format!("\"p{p}\""));
    of.collect::<Vec<_>>().join(", ")
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
    (0..8, two()).prop_map(|(kind, (p, q))| match kind {
        0 => Link::Implies(p, q),
        1 => Link::NotAll(p, q),
        2 => Link::OneOf(p, q),
        3 => Link::SameTime(p, q),
        4 => Link::Parts(p, q),
        5 => Link::AllParts(p),
        _ => Link::NotAllBut(p),
    })
}

/// What the rules find: those of contradictions, and those of dead offers.
struct Found {
    contradictions: BTreeSet<Vec<usize>>,
    dead: BTreeSet<Vec<usize>>,
}

/// The statements of each finding, as numbers.
fn found(links: &[Link], said: &[Said]) -> Found {
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
    let of_rule = |rule: &str| {
        let of_rule = findings.iter().map(|judged| &judged.finding).filter(|finding| finding.rule.name == rule);
        of_rule.map(|finding| finding.statements.iter().map(|id| id.index()).collect()).collect()
    };
    Found { contradictions: of_rule("contradictory-position"), dead: of_rule("dead-condition") }
}

/// The truth table: which outcomes there are, and what was said of them.
struct Table<'a> {
    outcomes: Vec<usize>,
    said: &'a [Said],
}

impl Table<'_> {
    fn new<'a>(links: &[Link], said: &'a [Said]) -> Table<'a> {
        let outcomes = (0..1 << PROPOSITIONS).filter(|&outcome| links.iter().all(|link| link.allows(outcome)));
        Table { outcomes: outcomes.collect(), said }
    }

    /// Whether some statements leave room for an outcome with these literals.
    fn leave_room(&self, set: &[usize], wanted: &[Option<Literal>]) -> bool {
        let is_open = |&&outcome: &&usize| set.iter().all(|&index| self.said[index].allows(outcome));
        let is_wanted = |&outcome: &usize| wanted.iter().all(|&literal| has(outcome, literal));
        self.outcomes.iter().filter(is_open).any(is_wanted)
    }

    /// Whether, in a set of statements, nothing can hold, or there is no room for the thing of an offer.
    fn is_contradiction(&self, set: &[usize]) -> bool {
        let is_ruled_out = |&index: &usize| {
            self.said[index].is_offer() && !self.leave_room(&without(set, index), &[self.said[index].thing()])
        };
        !self.leave_room(set, &[]) || set.iter().any(is_ruled_out)
    }

    /// Whether that is so by what is insisted on alone.
    fn is_plain_contradiction(&self, set: &[usize]) -> bool {
        let musts: Vec<usize> = set.iter().copied().filter(|&index| !self.said[index].is_offer()).collect();
        !self.leave_room(&musts, &[]) || set.iter().any(|&index| !self.leave_room(&musts, &[self.said[index].thing()]))
    }

    /// Whether there is no room in a set of statements for one of its offers, taken with its condition.
    fn is_blocked(&self, set: &[usize]) -> bool {
        let is_blocked = |&index: &usize| {
            let said = self.said[index];
            said.is_offer() && !self.leave_room(&without(set, index), &[said.thing(), said.condition()])
        };
        set.iter().any(is_blocked)
    }

    fn sets(&self) -> impl Iterator<Item = Vec<usize>> {
        let count = self.said.len();
        (1..1usize << count).map(move |set| (0..count).filter(|index| set >> index & 1 == 1).collect())
    }

    fn minimal(&self, is_meant: impl Fn(&[usize]) -> bool) -> BTreeSet<Vec<usize>> {
        let all: Vec<Vec<usize>> = self.sets().filter(|set| is_meant(set)).collect();
        let is_least = |set: &&Vec<usize>| !all.iter().any(|part| part.len() < set.len() && is_part(part, set));
        all.iter().filter(is_least).cloned().collect()
    }

    /// Two offers and more, that leave the choice to the other side.
    fn is_menu(&self, set: &[usize]) -> bool {
        set.len() > 1 && set.iter().all(|&index| self.said[index].is_offer())
    }

    /// What is insisted on, and one offer.
    fn musts_and(&self, offer: usize) -> Vec<usize> {
        (0..self.said.len()).filter(|&index| index == offer || !self.said[index].is_offer()).collect()
    }

    /// Offers of which the thing, or the thing with its condition, has no room beside what is insisted on, although there
    /// is room without it.
    fn without_room(&self, with_condition: bool) -> BTreeSet<usize> {
        let musts = (0..self.said.len()).filter(|&index| !self.said[index].is_offer());
        let musts: Vec<usize> = musts.collect();
        let consistent: Vec<Vec<usize>> =
            self.sets().filter(|set| is_part(set, &musts) && self.leave_room(set, &[])).chain([Vec::new()]).collect();
        let has_none = |&index: &usize| {
            let said = self.said[index];
            let wanted = [said.thing(), said.condition().filter(|_| with_condition)];
            said.is_offer() && consistent.iter().any(|set| !self.leave_room(set, &wanted))
        };
        (0..self.said.len()).filter(has_none).collect()
    }
}

fn without(set: &[usize], index: usize) -> Vec<usize> {
    set.iter().copied().filter(|&other| other != index).collect()
}

fn is_part(part: &[usize], whole: &[usize]) -> bool {
    part.iter().all(|index| whole.contains(index))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn contradictions_and_dead_offers_are_those_of_the_truth_table(
        links in prop::collection::vec(link(), 0..4),
        said in prop::collection::btree_set(said(), 0..7),
    ) {
        let said = Vec::from_iter(said);
        let table = Table::new(&links, &said);
        prop_assume!(!table.outcomes.is_empty());
        let Found { contradictions, dead } = found(&links, &said);

        // Whatever is told is so, and takes each of its statements.
        let minimal = table.minimal(|set| table.is_contradiction(set));
        let is_menu_in = |core: &Vec<usize>| minimal.iter().any(|part| table.is_menu(part) && is_part(part, core));
        let strange: Vec<_> = contradictions.iter().filter(|core| !minimal.contains(*core) && !is_menu_in(core)).collect();
        prop_assert!(strange.is_empty(), "{:?} are not among {:?}", strange, minimal);
        // Contradictions of one and two are all told. Where a constraint on three things has a part in it, each holder that
        // contradicts itself is told, but not each of its conflicts.
        let plain = table.minimal(|set| table.is_plain_contradiction(set));
        let plain: BTreeSet<Vec<usize>> =
            plain.into_iter().filter(|core| core.len() < 3 && !table.is_menu(core)).collect();
        if !links.iter().any(|link| link.is_wide()) {
            let few: BTreeSet<_> = contradictions.iter().filter(|core| core.len() < 3).cloned().collect();
            prop_assert_eq!(&few, &plain);
        }
        // Nobody who contradicts itself goes unnoticed.
        let musts: Vec<usize> = (0..said.len()).filter(|&index| !said[index].is_offer()).collect();
        let ruled_out = table.without_room(false);
        prop_assert!(!contradictions.is_empty() || (table.leave_room(&musts, &[]) && ruled_out.is_empty()));

        // An offer is dead where its condition, and not its thing, has no room.
        let blocked: BTreeSet<Vec<usize>> = table.minimal(|set| table.is_blocked(set));
        for core in &dead {
            prop_assert!(blocked.contains(core), "{:?} is not among {:?}", core, blocked);
            let falls_by_condition = |&index: &usize| {
                let others = without(core, index);
                said[index].condition().is_some() && table.leave_room(&others, &[said[index].thing()])
            };
            prop_assert!(core.iter().any(falls_by_condition));
        }
        for offer in table.without_room(true).difference(&ruled_out) {
            let is_told = |core: &Vec<usize>| core.contains(offer);
            let in_others = |core: &Vec<usize>| is_part(core, &table.musts_and(*offer));
            prop_assert!(dead.iter().any(is_told) || dead.iter().any(in_others), "{} is not among {:?}", offer, dead);
        }
        // No two rules claim one thing.
        prop_assert!(contradictions.is_disjoint(&dead));
    }
}

/// A knot in which a check does not look for more than pairs: it says so, and does not keep silent.
#[test]
fn what_is_too_much_to_look_at_is_said() {
    const PROMISES: usize = 2_100;
    let names: Vec<String> = (0..PROMISES).map(|n| format!("\"p{n}\"")).collect();
    let propositions: String =
        names.iter().map(|name| format!("(id: {name}, text: \"Something comes about\"), ")).collect();
    let promises: String =
        names.iter().map(|name| format!("Promises(who: \"a\", what: {name}, said: \"2025-01-01\"),\n")).collect();
    let sheet = format!(
        "(actors: [(id: \"a\", name: \"A\")], propositions: [{propositions}],\n constraints: [NotAll([{}])],\n \
         article: (id: \"x\", publisher: \"P\", title: \"T\", published: \"2025-01-02\"),\n statements: [{promises}])",
        names.join(", ")
    );
    let desk = Desk::new(Files::default().with_sheet("x.ron", sheet), None, "2025-06-20".parse().unwrap());
    assert!(desk.diagnostics.is_empty(), "{:?}", desk.diagnostics.first());
    let findings = rules::check(&desk.context(), &Levels::default()).findings;
    let told: Vec<(&str, rules::Level)> =
        findings.iter().map(|judged| (judged.finding.rule.name, judged.level)).collect();
    assert_eq!(told, [("contradictory-position", rules::Level::Note)]);
    let message = &findings[0].finding.message;
    assert!(message.starts_with("2100 statements hang together here, around “Something comes about”"), "{message}");
}
