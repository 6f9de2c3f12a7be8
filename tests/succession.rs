//! What took whose place on one slot, against a walk over each pair: forty statements on one thing, of every kind that
//! does not simply unsay the one before.

use proptest::prelude::*;
use standoff::corpus::{Corpus, Force};
use standoff::id::StatementId;
use standoff::standing::{is_bargain, same_conditions};
use standoff::{Desk, Files};

/// A statement on the one proposition, on a day of one of a few months.
fn statement() -> impl Strategy<Value = String> {
    let verb = prop::sample::select(vec!["Offers", "Rejects", "Threatens", "Accepts"]);
    let terms =
        prop::sample::select(vec!["", "in_return_for: [\"q\"],", "in_return_for: [\"r\"],", "only_if: [\"q\"],"]);
    let basis = prop::sample::select(vec!["", "", "basis: Unnamed,"]);
    let end = prop::option::weighted(0.1, 1..28u8);
    (verb, terms, basis, 1..4u8, 1..28u8, end).prop_map(|(verb, terms, basis, month, day, end)| {
        let terms = if matches!(verb, "Rejects" | "Threatens") { "" } else { terms };
        let end = end.map(|day| format!("until: \"2025-05-{day:02}\",")).unwrap_or_default();
        format!("{verb}(who: \"a\", what: \"p\", said: \"2025-{month:02}-{day:02}\", {terms} {basis} {end}),")
    })
}

fn desk(statements: &[String]) -> Desk {
    let sheet = format!(
        "(actors: [(id: \"a\", name: \"A\")], propositions: [(id: \"p\", text: \"P\"), (id: \"q\", text: \"Q\"), \
         (id: \"r\", text: \"R\")], article: (id: \"x\", published: \"2025-06-20\"), statements: [{}])",
        statements.concat()
    );
    let desk = Desk::new(Files::default().with_sheet("x.ron", sheet.clone()), None, "2025-06-21".parse().unwrap());
    assert!(desk.diagnostics.is_empty(), "{sheet}\n{:?}", desk.diagnostics);
    desk
}

/// The later statement that takes the place of each, all later ones being known: the first that may, unless the one it
/// would replace was said again in between by one that stood.
fn by_hand(corpus: &Corpus) -> Vec<Option<StatementId>> {
    let mut order: Vec<StatementId> = corpus.statement_ids().collect();
    order.sort_by_key(|&id| (corpus[id].said.first_day(), id));
    let restates = |a: StatementId, b: StatementId| {
        corpus[a].verb == corpus[b].verb && corpus[a].firmness == corpus[b].firmness && same_conditions(corpus, a, b)
    };
    let yields = |a: StatementId, b: StatementId| {
        let is_threat = |id: StatementId| corpus[id].verb.force() == Force::Threat;
        let is_too_weak = corpus[b].basis.is_weak() && !corpus[a].basis.is_weak();
        !(is_too_weak || is_threat(a) || is_threat(b) || (is_bargain(corpus, a) && is_bargain(corpus, b)))
    };
    let mut successors = vec![None; order.len()];
    for (at, &id) in order.iter().enumerate().rev() {
        let own_end = corpus[id].until.map(|until| until.last_day());
        let mut not_before = corpus[id].said.last_day().successor().unwrap();
        let mut waits_for: Option<StatementId> = None;
        for &later in &order[at + 1..] {
            let day = corpus[later].said.first_day();
            if day < not_before || own_end.is_some_and(|end| day > end) {
                continue;
            }
            if waits_for.take_if(|awaited| *awaited == later).is_none() && waits_for.is_some() {
                continue;
            }
            // What is said on a day on which the same was said again stands beside it.
            let beside = order.iter().skip_while(|&&other| other != later);
            let mut again = beside.filter(|&&other| corpus[other].said == corpus[later].said && restates(id, other));
            if let Some(again) = again.next() {
                match successors[again.index()] {
                    Some(successor) => waits_for = Some(successor),
                    None => match corpus[*again].until {
                        Some(until) => not_before = until.last_day().successor().unwrap(),
                        None => break,
                    },
                }
            } else if yields(id, later) {
                successors[id.index()] = Some(later);
                break;
            }
        }
    }
    successors
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_crowded_slot_is_settled_as_by_hand(statements in prop::collection::vec(statement(), 1..60)) {
        let desk = desk(&statements);
        let found: Vec<_> = desk.corpus.statement_ids().map(|id| desk.standing.superseded_by(id)).collect();
        prop_assert_eq!(found, by_hand(&desk.corpus));
    }
}
