//! Ids with their names. A name or an alias that was typed finds the id as well.

use gen_lsp_types::CompletionItemKind;

use super::typing::Slot;
use super::{MOST, Proposal};
use crate::corpus::{Corpus, VoiceStanding};
use crate::id::{ActorId, StatementId};
use crate::lsp::query::Query;
use crate::syntax::edit::quoted;
use crate::vocabulary::RecordKind;

/// The records that can be named where the cursor stands.
pub fn ids(query: &Query<'_>, slot: &Slot<'_>) -> Vec<Proposal> {
    // A record's own id is made up.
    if slot.cursor.field.is_some_and(|field| field.name == "id") {
        return Vec::new();
    }
    let mut proposals: Vec<Proposal> =
        slot.cursor.target.0.iter().flat_map(|&kind| of_kind(query, slot, kind)).collect();
    if !slot.is_text {
        proposals.iter_mut().for_each(|proposal| proposal.text = quoted(&proposal.label));
    }
    proposals
}

fn of_kind(query: &Query<'_>, slot: &Slot<'_>, kind: RecordKind) -> Vec<Proposal> {
    let corpus = query.corpus();
    let typed = slot.typed.to_lowercase();
    let known = |slug: &str, name: &str, more: &[&str], kind: CompletionItemKind| {
        let rank = rank(&typed, slug, name, more)?;
        Some(Proposal::new(slug, kind).with_detail(name).ranked(rank))
    };
    match kind {
        RecordKind::Actor => {
            let speakers = Speakers::of(query, slot);
            let actors = corpus.actor_ids().filter_map(|id| {
                let actor = &corpus[id];
                let more: Vec<&str> = actor.aliases.iter().chain(&actor.native).map(|name| name.as_str()).collect();
                let proposal = known(&actor.slug, &actor.name, &more, CompletionItemKind::Class)?;
                let rank = proposal.rank * 2 + u32::from(!speakers.may_speak(corpus, id));
                Some(proposal.ranked(rank))
            });
            actors.collect()
        }
        RecordKind::Issue => {
            let issues = corpus.issues().iter();
            issues.filter_map(|issue| known(&issue.slug, &issue.name, &[], CompletionItemKind::Folder)).collect()
        }
        RecordKind::Proposition => {
            let all = corpus.propositions().iter();
            all.filter_map(|one| known(&one.slug, &one.text, &[], CompletionItemKind::Value)).collect()
        }
        RecordKind::Article => {
            let name = |article: &crate::corpus::Article| {
                let title = article.title.as_ref().or(article.publisher.as_ref());
                title.map_or_else(|| article.published.to_string(), ToString::to_string)
            };
            let all = corpus.articles().iter();
            all.filter_map(|one| known(&one.slug, &name(one), &[], CompletionItemKind::File)).collect()
        }
        RecordKind::Statement => statements(query, &typed),
    }
}

/// Statements: those of this sheet, and those of others where what was typed tells enough.
fn statements(query: &Query<'_>, typed: &str) -> Vec<Proposal> {
    let corpus = query.corpus();
    let file = query.known().file(query.path);
    let proposal = |id: StatementId| {
        let statement = &corpus[id];
        let is_here = Some(statement.file) == file;
        if !is_here && typed.len() < 3 {
            return None;
        }
        let name = corpus.statement_name(id);
        let gloss =
            statement.gloss.as_ref().map_or_else(|| corpus[statement.what].text.as_str(), |gloss| gloss.as_str());
        let rank = rank(typed, &name, gloss, &[])? * 2 + u32::from(!is_here);
        Some(Proposal::new(name, CompletionItemKind::Event).with_detail(gloss).ranked(rank))
    };
    corpus.statement_ids().filter_map(proposal).take(MOST * 10).collect()
}

/// How well a record fits what was typed; nothing where it does not at all.
fn rank(typed: &str, slug: &str, name: &str, more: &[&str]) -> Option<u32> {
    if slug.starts_with(typed) {
        return Some(0);
    }
    let names = || std::iter::once(name).chain(more.iter().copied()).map(str::to_lowercase);
    let begins_word =
        |name: String| name.split(|letter: char| !letter.is_alphanumeric()).any(|word| word.starts_with(typed));
    if slug.split('-').any(|word| word.starts_with(typed)) {
        Some(1)
    } else if names().any(|name| name.starts_with(typed)) || names().any(begins_word) {
        Some(2)
    } else if slug.contains(typed) {
        Some(3)
    } else {
        names().any(|name| name.contains(typed)).then_some(4)
    }
}

/// Who may speak for the holder of the statement that is typed: they come first in `via`.
struct Speakers {
    holder: Option<ActorId>,
    said: Option<crate::date::PartialDate>,
}

impl Speakers {
    fn of(query: &Query<'_>, slot: &Slot<'_>) -> Speakers {
        let is_voice = slot.cursor.field.is_some_and(|field| field.name == "via");
        let statement = slot.cursor.statement().filter(|_| is_voice);
        let holder = statement.and_then(|statement| query.corpus().actor(&statement.text("who")?));
        Speakers { holder, said: statement.and_then(|statement| query.said(statement)) }
    }

    fn may_speak(&self, corpus: &Corpus, voice: ActorId) -> bool {
        match (self.holder, self.said) {
            (Some(holder), Some(said)) => {
                voice != holder && corpus.voice_standing(voice, holder, said) == VoiceStanding::Mandated
            }
            _ => true,
        }
    }
}
