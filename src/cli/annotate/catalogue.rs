//! What of the codebook can be picked, as an editor knows it: first who and what the article is about.

use std::collections::BTreeSet;

use standoff::corpus::{Actor, Corpus};
use standoff::date::PartialDate;
use standoff::id::{ActorId, ArticleId, PropositionId};
use standoff::intake::{Mention, known};
use standoff::vocabulary::{Basis, Firmness, Verb};

use super::form::Field;
use super::newcomer::{Newcomer, NewcomerKind};
use super::picker::Choice;

/// The records that a statement can name.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    actors: Vec<Entry>,
    propositions: Vec<Choice>,
    pub issues: Vec<String>,
}

#[derive(Clone, Debug)]
struct Entry {
    choice: Choice,
    /// For whom it may speak on the article's day.
    speaks_for: Vec<String>,
}

impl Catalogue {
    /// Those of a corpus, as the editor of an article wants to see them.
    pub fn of(corpus: &Corpus, article: ArticleId, text: &str) -> Catalogue {
        let known = known(corpus, text);
        let mentions = |id: ActorId| times(&known.actors, id);
        let mut actors: Vec<ActorId> = corpus.actor_ids().collect();
        actors.sort_by_key(|&id| std::cmp::Reverse(mentions(id)));

        let own = corpus.statements().iter().filter(|statement| statement.article == Some(article));
        let used: BTreeSet<PropositionId> = own.map(|statement| statement.what).collect();
        let issue_mentions = |id: PropositionId| corpus[id].issue.map_or(0, |issue| times(&known.issues, issue));
        let mut propositions: Vec<PropositionId> = corpus.proposition_ids().collect();
        propositions.sort_by_key(|&id| std::cmp::Reverse((used.contains(&id), issue_mentions(id))));

        let said = corpus[article].published;
        Catalogue {
            actors: actors.into_iter().map(|id| entry(corpus, id, said)).collect(),
            propositions: propositions.into_iter().map(|id| proposition(corpus, id)).collect(),
            issues: corpus.issues().iter().map(|issue| issue.slug.to_string()).collect(),
        }
    }

    /// What can be picked for a field; `who` is the holder, whose own voices come first.
    pub fn choices(&self, field: Field, who: &str, newcomers: &[Newcomer]) -> Vec<Choice> {
        let new = |kind: NewcomerKind| newcomers.iter().filter(move |new| new.kind == kind).map(newborn);
        match field {
            Field::Verb => Verb::ALL.into_iter().map(|verb| word(verb.name(), verb.meaning())).collect(),
            Field::Basis => Basis::ALL.into_iter().map(|basis| word(basis.name(), basis.meaning())).collect(),
            Field::Firmness => Firmness::ALL.into_iter().map(|one| word(one.name(), one.meaning())).collect(),
            Field::Who | Field::AccordingTo | Field::From | Field::To => {
                new(NewcomerKind::Actor).chain(self.actors.iter().map(|entry| entry.choice.clone())).collect()
            }
            Field::Via => self.voices(who).into_iter().chain(new(NewcomerKind::Actor)).collect(),
            Field::What | Field::OnlyIf | Field::OnlyAfter | Field::InReturnFor | Field::Unless => {
                new(NewcomerKind::Proposition).chain(self.propositions.iter().cloned()).collect()
            }
            Field::Due | Field::Said | Field::Gloss | Field::Note => Vec::new(),
        }
    }

    /// What a record is known by, beside its id.
    pub fn name_of<'a>(&'a self, id: &str, newcomers: &'a [Newcomer]) -> Option<&'a str> {
        let mut known = self.actors.iter().map(|entry| &entry.choice).chain(&self.propositions);
        let known = known.find(|choice| choice.value == id).map(|choice| choice.label.as_str());
        known.or_else(|| newcomers.iter().find(|new| new.id == id).map(|new| new.words.as_str()))
    }

    /// All ids, for a new one must be none of them.
    pub fn ids(&self, kind: NewcomerKind) -> Vec<String> {
        match kind {
            NewcomerKind::Actor => self.actors.iter().map(|entry| entry.choice.value.clone()).collect(),
            NewcomerKind::Proposition => self.propositions.iter().map(|choice| choice.value.clone()).collect(),
        }
    }

    /// Nobody in particular, then those who may speak for the holder, then all others.
    fn voices(&self, who: &str) -> Vec<Choice> {
        let nobody = Choice {
            label: "nobody in particular".to_owned(),
            detail: "it is the holder that speaks".to_owned(),
            ..Choice::default()
        };
        let (own, others): (Vec<&Entry>, Vec<&Entry>) = self
            .actors
            .iter()
            .filter(|entry| entry.choice.value != who)
            .partition(|entry| entry.speaks_for.iter().any(|holder| holder == who));
        [nobody].into_iter().chain(own.into_iter().chain(others).map(|entry| entry.choice.clone())).collect()
    }
}

fn times<Id: Copy + PartialEq>(mentions: &[Mention<Id>], id: Id) -> usize {
    mentions.iter().find(|mention| mention.id == id).map_or(0, |mention| mention.times)
}

fn entry(corpus: &Corpus, id: ActorId, said: PartialDate) -> Entry {
    let Actor { slug, name, native, aliases, mandates, kind, .. } = &corpus[id];
    let offices: Vec<String> = mandates
        .iter()
        .filter(|mandate| mandate.may_cover(said))
        .map(|mandate| match mandate.title.as_str() {
            "" => format!("speaks for {}", corpus[mandate.of].name),
            title => format!("{title} of {}", corpus[mandate.of].name),
        })
        .collect();
    let also: Vec<&str> = native.iter().chain(aliases).map(|name| name.as_str()).collect();
    let detail = if offices.is_empty() { kind.name().to_lowercase() } else { offices.join(", ") };
    let choice = Choice { value: slug.to_string(), label: name.to_string(), detail, also: also.join(" ") };
    Entry { choice, speaks_for: spoken_for(corpus, id, said) }
}

/// All for whom an actor may speak on a day: mandates reach through one another.
fn spoken_for(corpus: &Corpus, id: ActorId, said: PartialDate) -> Vec<String> {
    let mut found = vec![id];
    let mut next = 0;
    while let Some(&voice) = found.get(next) {
        next += 1;
        for mandate in corpus[voice].mandates.iter().filter(|mandate| mandate.may_cover(said)) {
            if !found.contains(&mandate.of) {
                found.push(mandate.of);
            }
        }
    }
    found.into_iter().skip(1).map(|holder| corpus[holder].slug.to_string()).collect()
}

fn proposition(corpus: &Corpus, id: PropositionId) -> Choice {
    let proposition = &corpus[id];
    let issue = proposition.issue.map_or(String::new(), |issue| corpus[issue].name.to_string());
    Choice {
        value: proposition.slug.to_string(),
        label: proposition.text.to_string(),
        also: issue,
        detail: proposition.slug.to_string(),
    }
}

fn newborn(newcomer: &Newcomer) -> Choice {
    Choice { value: newcomer.id.clone(), label: newcomer.words.clone(), detail: "new".to_owned(), also: String::new() }
}

fn word(name: &str, meaning: &str) -> Choice {
    Choice { value: name.to_owned(), label: name.to_owned(), detail: meaning.to_owned(), also: String::new() }
}
