//! Actors, and who may speak for whom.

use compact_str::CompactString;
use rustc_hash::FxHashSet;

use super::Corpus;
use crate::date::PartialDate;
use crate::id::ActorId;
use crate::text::Place;
use crate::vocabulary::{ActorKind, Verb};

/// Anyone who can hold a position.
#[derive(Clone, Debug)]
pub struct Actor {
    pub slug: CompactString,
    pub name: CompactString,
    /// The name in the actor's own script, where it differs: `Россия`.
    pub native: Option<CompactString>,
    pub kind: ActorKind,
    pub aliases: Box<[CompactString]>,
    /// The item in Wikidata, such as `Q159`.
    pub wikidata: Option<CompactString>,
    /// When the actor came into being, where it matters.
    pub from: Option<PartialDate>,
    /// When the actor ceased to be; its positions end with it.
    pub until: Option<PartialDate>,
    pub mandates: Box<[Mandate]>,
    pub note: Option<CompactString>,
    pub place: Place,
}

impl Actor {
    /// Whether it is several: a group, or sources such as "US diplomats". "An official" is not.
    pub fn is_plural(&self) -> bool {
        match self.kind {
            ActorKind::Group => true,
            ActorKind::Unnamed => self.name.ends_with('s'),
            _ => false,
        }
    }
}

/// The right to speak for another actor, for a time.
#[derive(Clone, Debug)]
pub struct Mandate {
    pub of: ActorId,
    pub title: CompactString,
    pub from: Option<PartialDate>,
    pub until: Option<PartialDate>,
    pub place: Place,
}

impl Mandate {
    /// Whether a day somewhere in `said` may lie within the mandate. A coarse date gets the benefit of the doubt.
    pub fn may_cover(&self, said: PartialDate) -> bool {
        let begun = self.from.is_none_or(|from| from.first_day() <= said.last_day());
        let not_over = self.until.is_none_or(|until| said.first_day() <= until.last_day());
        begun && not_over
    }
}

/// How a voice stands to the actor that it speaks for on a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It has a mandate, or is the actor itself.
    Mandated,
    /// It had, or will have, a mandate, but not on that day.
    OutOfOffice,
    /// It never had one.
    Unrelated,
}

/// Mandates reach through one another (a spokesman of a president of a state), but not without end.
const LONGEST_CHAIN: usize = 4;

impl Corpus {
    /// An actor and what it does: "Russia demands", "European officials demand".
    pub fn clause(&self, actor: ActorId, verb: Verb) -> String {
        let actor = &self[actor];
        format!("{} {}", actor.name, if actor.is_plural() { verb.plural() } else { verb.phrase() })
    }

    /// How `voice` stood to `holder` on the day of `said`.
    pub fn voice_standing(&self, voice: ActorId, holder: ActorId, said: PartialDate) -> Standing {
        if self.speaks_for(voice, holder, Some(said), LONGEST_CHAIN) {
            Standing::Mandated
        } else if self.speaks_for(voice, holder, None, LONGEST_CHAIN) {
            Standing::OutOfOffice
        } else {
            Standing::Unrelated
        }
    }

    /// The mandates, whenever they were held, through which `voice` could speak for `holder`: one for each step of each
    /// chain between them, in the order in which they are met.
    pub fn mandates_towards(&self, voice: ActorId, holder: ActorId) -> Vec<&Mandate> {
        let mut found = Vec::new();
        self.collect_mandates(voice, holder, LONGEST_CHAIN, &mut found);
        found
    }

    fn collect_mandates<'a>(
        &'a self,
        voice: ActorId,
        holder: ActorId,
        steps_left: usize,
        found: &mut Vec<&'a Mandate>,
    ) {
        if voice == holder || steps_left == 0 {
            return;
        }
        let leads_there = |mandate: &&Mandate| self.speaks_for(mandate.of, holder, None, steps_left - 1);
        for mandate in self[voice].mandates.iter().filter(leads_there) {
            if !found.iter().any(|known| known.place == mandate.place) {
                found.push(mandate);
                self.collect_mandates(mandate.of, holder, steps_left - 1, found);
            }
        }
    }

    /// Whether a chain of mandates leads from one to the other: a walk that meets each actor once.
    fn speaks_for(&self, voice: ActorId, holder: ActorId, said: Option<PartialDate>, steps_left: usize) -> bool {
        let is_held = |mandate: &&Mandate| said.is_none_or(|said| mandate.may_cover(said));
        // Nearly every voice is the holder's own, and no chain is needed.
        let mut held = self[voice].mandates.iter().filter(is_held);
        if voice == holder || (steps_left > 0 && held.any(|mandate| mandate.of == holder)) {
            return true;
        }
        let mut met = vec![voice];
        let mut here = 0;
        for _ in 0..steps_left {
            if met[here..].contains(&holder) {
                return true;
            }
            let end = met.len();
            let mut known: FxHashSet<ActorId> = met.iter().copied().collect();
            for at in here..end {
                let held = self[met[at]].mandates.iter().filter(is_held);
                met.extend(held.map(|mandate| mandate.of).filter(|&of| known.insert(of)));
            }
            here = end;
        }
        met[here..].contains(&holder)
    }
}
