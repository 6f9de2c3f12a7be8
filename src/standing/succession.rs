//! What takes whose place within a slot: each own statement's successor, and how long it was said again.

use rustc_hash::FxHashMap;

use super::{Own, same_conditions};
use crate::corpus::{Alternative, ConditionKind, Corpus, Firmness, Force, Verb};
use crate::date::Day;
use crate::id::StatementId;

/// Finds, for each statement of a slot, which later one took its place, and when it was last said again. The slot comes
/// in the order of first days.
///
/// The walk goes from the latest statement to the earliest, so that what superseded a restatement is known when the
/// statement that it restates is reached.
pub(super) fn settle(corpus: &Corpus, slot: &mut [Own]) {
    let mut crowd = (slot.len() > FEW).then(Crowd::default);
    for index in (0..slot.len()).rev() {
        succeed(corpus, slot, index, crowd.as_ref());
        if let Some(crowd) = &mut crowd {
            crowd.enter(corpus, slot[index].id, index);
        }
    }
}

/// In a slot of so many statements each later one is looked at; a larger one is indexed first.
const FEW: usize = 16;

/// Finds what took the place of one statement of a slot, all later ones being settled.
fn succeed(corpus: &Corpus, slot: &mut [Own], index: usize, crowd: Option<&Crowd<'_>>) {
    let own = slot[index];
    let Own { mut ends, mut attested_until, mut superseded_by, .. } = own;
    let mut next = first_after(slot, own.said.last_day()).max(index + 1);
    while let Some(at) = crowd.map_or(Some(next), |crowd| crowd.next_that_matters(corpus, own.id, next)) {
        let Some(later) = slot.get(at).filter(|later| later.said.first_day() <= ends) else { break };
        let again =
            if own.is_restated_by(corpus, later) { Some(at) } else { said_again(corpus, slot, own.id, at, crowd) };
        if let Some(restatement) = again {
            let later = &slot[restatement];
            attested_until = attested_until.max(later.attested_until).min(ends);
            // What took the restatement's place takes the place of what it restates, so the walk may jump; a
            // restatement that ended says nothing of what came after its end.
            let jump = match later.superseded_by {
                Some(successor) => place(corpus, slot, successor),
                None => first_after(slot, later.ends),
            };
            next = jump.max(at + 1);
        } else if own.weight(corpus).yields_to(later.weight(corpus)) {
            superseded_by = Some(later.id);
            ends = later.said.first_day().predecessor().unwrap_or(Day::MIN);
            attested_until = attested_until.min(ends);
            break;
        } else {
            next = at + 1;
        }
    }
    slot[index] = Own { ends, attested_until, superseded_by, ..own };
}

/// The same questions as [`restates`] and [`Weight::of`] ask, answered from what stands side by side where that is enough,
/// which it nearly always is.
impl Own {
    fn is_restated_by(&self, corpus: &Corpus, later: &Own) -> bool {
        let is_plain = |own: &Own| !own.is_conditional && own.verb != Verb::Promises;
        let is_alike = self.verb == later.verb && self.firmness == later.firmness;
        is_alike && ((is_plain(self) && is_plain(later)) || restates(corpus, self.id, later.id))
    }

    fn weight(&self, corpus: &Corpus) -> Weight {
        Weight {
            is_weak: self.is_weak,
            is_threat: self.verb.force() == Force::Threat,
            is_bargain: self.is_conditional && is_bargain(corpus, self.id),
        }
    }
}

/// The place of a statement that says the same again as a given one and stands beside another, on the same day: what is
/// said along with it takes no place.
fn said_again(
    corpus: &Corpus,
    slot: &[Own],
    id: StatementId,
    beside: usize,
    crowd: Option<&Crowd<'_>>,
) -> Option<usize> {
    let is_again = |place: usize| slot[place].said == slot[beside].said && restates(corpus, id, slot[place].id);
    let begins = slot[beside].said.first_day();
    match crowd {
        Some(crowd) => crowd.next_on_the_same_terms(corpus, id, beside).filter(|&place| is_again(place)),
        None => (beside..slot.len())
            .take_while(|&place| slot[place].said.first_day() == begins)
            .find(|&place| is_again(place)),
    }
}

/// The place of the first statement of a slot that certainly begins after a day.
fn first_after(slot: &[Own], day: Day) -> usize {
    slot.partition_point(|own| own.said.first_day() <= day)
}

fn place(corpus: &Corpus, slot: &[Own], id: StatementId) -> usize {
    slot.partition_point(|own| (own.said.first_day(), own.id) < (corpus[id].said.first_day(), id))
}

/// Whether a later statement says the same on the same terms. A promise with another day is another promise.
pub fn restates(corpus: &Corpus, earlier: StatementId, later: StatementId) -> bool {
    corpus[earlier].verb == corpus[later].verb
        && corpus[earlier].firmness == corpus[later].firmness
        && corpus[later].due.is_none_or(|due| corpus[earlier].due == Some(due))
        && same_conditions(corpus, earlier, later)
}

/// Why a certainly later statement of a slot does not take an earlier one's place, but stands beside it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Beside {
    /// An anonymous source, or a reading, does not unsay what was said by name.
    WeakSource,
    /// A threat stands beside the wish that it backs.
    Threat,
    /// A further bargain joins the menu.
    Bargain,
}

/// Why a certainly later statement of the slot would stand beside an earlier one; nothing where it takes its place.
pub fn beside(corpus: &Corpus, earlier: StatementId, later: StatementId) -> Option<Beside> {
    Weight::of(corpus, earlier).beside(Weight::of(corpus, later))
}

/// What decides whether one statement of a slot takes another's place.
#[derive(Clone, Copy)]
struct Weight {
    is_weak: bool,
    is_threat: bool,
    is_bargain: bool,
}

impl Weight {
    fn of(corpus: &Corpus, id: StatementId) -> Weight {
        let statement = &corpus[id];
        Weight {
            is_weak: statement.basis.is_weak(),
            is_threat: statement.verb.force() == Force::Threat,
            is_bargain: is_bargain(corpus, id),
        }
    }

    /// Why a later statement stands beside it.
    fn beside(self, later: Weight) -> Option<Beside> {
        if later.is_weak && !self.is_weak {
            Some(Beside::WeakSource)
        } else if self.is_threat || later.is_threat {
            Some(Beside::Threat)
        } else {
            (self.is_bargain && later.is_bargain).then_some(Beside::Bargain)
        }
    }

    fn yields_to(self, later: Weight) -> bool {
        self.beside(later).is_none()
    }

    const COUNT: usize = 8;

    fn number(self) -> usize {
        usize::from(self.is_weak) | usize::from(self.is_threat) << 1 | usize::from(self.is_bargain) << 2
    }

    fn numbered(number: usize) -> Weight {
        Weight { is_weak: number & 1 != 0, is_threat: number & 2 != 0, is_bargain: number & 4 != 0 }
    }
}

/// Whether it is an offer in exchange for something, and for nothing else. Several bargains about one thing are a menu.
pub fn is_bargain(corpus: &Corpus, id: StatementId) -> bool {
    corpus[id].verb.force() == Force::May
        && corpus[id].is_conditional()
        && corpus.conditions_of(id).all(|(_, condition)| condition.kind == ConditionKind::InReturnFor)
}

/// The settled statements of a large slot, by what they may do to an earlier one: take its place, or say it again. A
/// thousand bargains about one thing, none of which unsays another, are thus not compared each with each.
#[derive(Default)]
struct Crowd<'a> {
    /// Places in the slot, latest first.
    by_weight: [Vec<usize>; Weight::COUNT],
    by_terms: FxHashMap<Terms<'a>, Vec<usize>>,
}

/// What two statements have in common of which one may restate the other.
type Terms<'a> = (Verb, Option<Firmness>, Vec<(ConditionKind, &'a [Alternative])>);

impl<'a> Crowd<'a> {
    fn enter(&mut self, corpus: &'a Corpus, id: StatementId, index: usize) {
        self.by_weight[Weight::of(corpus, id).number()].push(index);
        self.by_terms.entry(terms(corpus, id)).or_default().push(index);
    }

    /// The first place from `from` on of a statement that takes the place of a given one or has its terms.
    fn next_that_matters(&self, corpus: &'a Corpus, id: StatementId, from: usize) -> Option<usize> {
        let own = Weight::of(corpus, id);
        let heavy = (0..Weight::COUNT).filter(|&number| own.yields_to(Weight::numbered(number)));
        let weighty = heavy.filter_map(|number| first_from(&self.by_weight[number], from));
        weighty.chain(self.next_on_the_same_terms(corpus, id, from)).min()
    }

    /// The first place from `from` on of a statement that has the terms of a given one.
    fn next_on_the_same_terms(&self, corpus: &'a Corpus, id: StatementId, from: usize) -> Option<usize> {
        first_from(self.by_terms.get(&terms(corpus, id))?, from)
    }
}

/// The first of some places, latest first, from one on.
fn first_from(places: &[usize], from: usize) -> Option<usize> {
    places[..places.partition_point(|&place| place >= from)].last().copied()
}

fn terms(corpus: &Corpus, id: StatementId) -> Terms<'_> {
    (corpus[id].verb, corpus[id].firmness, corpus.terms_of(id))
}
