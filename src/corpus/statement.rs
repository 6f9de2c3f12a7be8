//! Statements: positions and claims, each by one holder on one proposition.

use std::borrow::Cow;
use std::ops::Range;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use super::Corpus;
use crate::date::PartialDate;
use crate::id::{ActorId, ArticleId, PropositionId, StatementId};
use crate::text::{FileId, Passage, Place, Span};
use crate::vocabulary::{Basis, Board, Firmness, Verb};

/// One thing that somebody said: a position or a claim.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The id an editor gave it, if any; [`Corpus::statement_name`] names the others.
    pub slug: Option<Passage>,
    pub verb: Verb,
    /// Whose position or claim it is.
    pub holder: ActorId,
    /// The person or organ that spoke for the holder.
    pub voice: Option<ActorId>,
    /// The actor, without a mandate, who says that the holder holds it. Never counted as the holder's own.
    pub according_to: Option<ActorId>,
    pub what: PropositionId,
    /// From whom it is wanted, then to whom it is addressed.
    pub addressees: Box<[ActorId]>,
    /// The day it was said; the article's date where the editor gave none.
    pub said: PartialDate,
    /// Whether the editor typed `said`.
    pub said_is_typed: bool,
    pub until: Option<PartialDate>,
    pub due: Option<PartialDate>,
    pub basis: Basis,
    pub firmness: Option<Firmness>,
    pub gloss: Option<Passage>,
    /// What few statements have.
    pub(super) further: Option<Box<Further>>,
    pub article: Option<ArticleId>,
    pub file: FileId,
    pub(super) places: PackedPlaces,
    pub(super) conditions: Range<u32>,
    pub(super) quotes: Range<u32>,
}

/// What few statements have, and the others need no room for.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Further {
    pub reaffirmed: Box<[PartialDate]>,
    pub event: Option<Passage>,
    pub note: Option<Passage>,
}

/// Where the parts of a statement were typed, all in its [`Statement::file`].
#[derive(Clone, Copy, Debug, Default)]
pub struct StatementPlaces {
    /// The whole record.
    pub record: Span,
    /// Its verb.
    pub verb: Span,
    pub holder: Span,
    pub voice: Span,
    pub what: Span,
    pub said: Span,
    pub due: Span,
}

/// The same in half the room: the parts by where they begin in the record. A part that is not there, or stands beyond
/// the first 64 KiB of its record, is shown at the verb.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PackedPlaces {
    record: Span,
    verb: u16,
    parts: [(u16, u16); 5],
}

impl PackedPlaces {
    pub fn new(places: &StatementPlaces) -> PackedPlaces {
        let StatementPlaces { record, verb, holder, voice, what, said, due } = *places;
        let pack = |part: Span| {
            let begins = part.start.checked_sub(record.start).and_then(|begins| u16::try_from(begins).ok());
            begins.zip(u16::try_from(part.len()).ok()).unwrap_or_default()
        };
        PackedPlaces { record, verb: verb.len() as u16, parts: [holder, voice, what, said, due].map(pack) }
    }

    fn unpack(&self) -> StatementPlaces {
        let at = |begins: u16, length: u16| {
            let start = self.record.start + u32::from(begins);
            Span { start, end: start + u32::from(length) }
        };
        let verb = at(0, self.verb);
        let part = |(begins, length): (u16, u16)| if length == 0 { verb } else { at(begins, length) };
        let [holder, voice, what, said, due] = self.parts.map(part);
        StatementPlaces { record: self.record, verb, holder, voice, what, said, due }
    }
}

impl Statement {
    /// The place of one of its parts.
    pub fn place(&self, part: impl FnOnce(&StatementPlaces) -> Span) -> Place {
        Place { file: self.file, span: part(&self.places.unpack()) }
    }

    /// Later days on which the holder said the same again, sorted.
    pub fn reaffirmed(&self) -> &[PartialDate] {
        self.further.as_ref().map_or(&[], |further| &further.reaffirmed)
    }

    /// The utterance that it reports, where two reports of one name it.
    pub fn event(&self) -> Option<&str> {
        self.further.as_ref()?.event.as_deref()
    }

    /// What the editor noted beside it.
    pub fn note(&self) -> Option<&str> {
        self.further.as_ref()?.note.as_deref()
    }

    pub fn board(&self) -> Board {
        self.verb.board()
    }

    /// Whether it is for the proposition (or says that it is so).
    pub fn is_positive(&self) -> bool {
        self.verb.is_positive()
    }

    /// Who is heard: the voice, or the holder itself where no voice was noted.
    pub fn speaker(&self) -> ActorId {
        self.voice.unwrap_or(self.holder)
    }

    pub fn is_conditional(&self) -> bool {
        !self.conditions.is_empty()
    }
}

impl Corpus {
    /// The name of a statement: the id its editor gave it, or one made from the article and what is said there, such as
    /// `clash-report-2025-06-20/usa-offers-relations-restored`. A made name does not change when other statements come
    /// or go; only of several that say the same in one article do the later ones bear a number.
    pub fn statement_name(&self, id: StatementId) -> Cow<'_, str> {
        let statement = &self[id];
        if let Some(slug) = &statement.slug {
            return Cow::Borrowed(slug);
        }
        let article = statement.article.map_or("", |article| self[article].slug.as_str());
        let joint = if article.is_empty() { "" } else { "/" };
        let (holder, what) = (&self[statement.holder].slug, &self[statement.what].slug);
        let mut name = format!("{article}{joint}{holder}-{}-{what}", statement.verb.phrase());
        let before = self.namesakes_before.get_or_init(|| self.count_namesakes())[id.index()];
        if before > 0 {
            name += &format!("-{}", before + 1);
        }
        Cow::Owned(name)
    }

    /// The statement with a name, given or made.
    pub fn statement(&self, name: &str) -> Option<StatementId> {
        self.named_statements
            .get(name)
            .copied()
            .or_else(|| self.made_names.get_or_init(|| self.index_made_names()).get(name).copied())
    }

    fn index_made_names(&self) -> FxHashMap<CompactString, StatementId> {
        let nameless = self.statement_ids().filter(|&id| self[id].slug.is_none());
        // Taken backwards, so that of two that bear one name the first keeps it.
        nameless.rev().map(|id| (self.statement_name(id).into(), id)).collect()
    }

    fn count_namesakes(&self) -> Vec<u32> {
        // Growing such a map bit by bit would cost several times as much as filling it.
        let mut counts: FxHashMap<_, u32> =
            FxHashMap::with_capacity_and_hasher(self.statements.len(), Default::default());
        let before = |statement: &Statement| {
            if statement.slug.is_some() {
                return 0;
            }
            let Statement { article, verb, holder, what, .. } = *statement;
            let count = counts.entry((article, verb, holder, what)).or_default();
            *count += 1;
            *count - 1
        };
        self.statements.iter().map(before).collect()
    }
}
