//! From slugs to ids, with a message where there is no such record.

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::{Actor, Corpus};
use crate::diagnostic::{Diagnostic, Problem};
use crate::id::{ActorId, ArticleId, IssueId, PropositionId};
use crate::sheet::{OneOrMore, Typed, Word, nearest};
use crate::syntax::Spanned;
use crate::text::{FileId, Place, Span};

/// The articles' texts that are at hand.
#[derive(Debug, Default)]
pub struct Texts {
    /// By the name that an article's `text` gives, such as `clash-report-2025-06-20.txt`.
    pub by_name: FxHashMap<String, FileId>,
    /// The names of those that could not be read, which has been reported.
    pub unreadable: FxHashSet<String>,
    /// By the SHA-256 of the file, in lower-case hexadecimal.
    pub by_sha256: FxHashMap<String, FileId>,
}

/// The ids of the codebook's records, by slug.
#[derive(Debug, Default)]
pub struct Names {
    pub actors: FxHashMap<CompactString, ActorId>,
    pub issues: FxHashMap<CompactString, IssueId>,
    pub propositions: FxHashMap<CompactString, PropositionId>,
    /// Nothing, while the articles are still to be found.
    pub articles: Option<FxHashMap<CompactString, ArticleId>>,
}

impl Names {
    /// The ids of a corpus that is complete.
    pub fn of(corpus: &Corpus) -> Names {
        let actors = corpus.actor_ids().map(|id| (corpus[id].slug.clone(), id)).collect();
        let issues = corpus.issue_ids().map(|id| (corpus[id].slug.clone(), id)).collect();
        let propositions = corpus.proposition_ids().map(|id| (corpus[id].slug.clone(), id)).collect();
        let articles = corpus.article_ids().map(|id| (corpus[id].slug.clone(), id)).collect();
        Names { actors, issues, propositions, articles: Some(articles) }
    }
}

/// Looks slugs up for one sheet, and remembers what was not found.
pub struct Lookup<'a> {
    names: &'a Names,
    /// For proposals: an editor may have typed a name or an alias instead of the id.
    actors: &'a [Actor],
    file: FileId,
    pub diagnostics: Vec<Diagnostic>,
    /// A slip repeated a thousand times is compared with the codebook once.
    proposals: FxHashMap<(&'static str, CompactString), Option<Proposal>>,
}

/// The id that was probably meant.
#[derive(Clone, Debug)]
struct Proposal {
    meant: String,
    /// Why, where it is not for being alike.
    because: Option<String>,
}

/// After so many different unknown ids in one sheet the rest go without a proposal: such a sheet was made for another
/// codebook, and each comparison costs time in line with the size of this one.
pub const MOST_PROPOSALS: usize = 32;

impl<'a> Lookup<'a> {
    pub fn new(names: &'a Names, corpus: &'a Corpus, file: FileId) -> Lookup<'a> {
        let (diagnostics, proposals) = (Vec::new(), FxHashMap::default());
        Lookup { names, actors: &corpus.actors, file, diagnostics, proposals }
    }

    /// Goes on with another sheet.
    pub fn turn_to(&mut self, file: FileId) {
        self.file = file;
    }

    pub fn file(&self) -> FileId {
        self.file
    }

    pub fn place(&self, span: Span) -> Place {
        Place { file: self.file, span }
    }

    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports a field that the record at a place needs. A field that was typed but could not be read has been
    /// reported already.
    pub fn missing<T>(&mut self, field: &Typed<T>, record: Span, message: &str, help: &str) {
        if field.is_absent() {
            let diagnostic = Diagnostic::new(Problem::MissingField, self.place(record), message);
            self.report(diagnostic.with_help(help));
        }
    }

    pub fn actor(&mut self, word: &Spanned<Word>) -> Option<ActorId> {
        let found = self.names.actors.get(&word.value).copied();
        if found.is_none() {
            self.unknown(word, "actor", &["name: \"…\""], |this| this.propose_actor(&word.value));
        }
        found
    }

    pub fn actors(&mut self, words: &OneOrMore) -> Box<[ActorId]> {
        words.iter().filter_map(|word| self.actor(word)).collect()
    }

    pub fn proposition(&mut self, word: &Spanned<Word>) -> Option<PropositionId> {
        let names = self.names;
        let found = names.propositions.get(&word.value).copied();
        if found.is_none() {
            self.unknown(word, "proposition", &["text: \"…\""], |_| propose(&word.value, names.propositions.keys()));
        }
        found
    }

    pub fn issue(&mut self, word: &Spanned<Word>) -> Option<IssueId> {
        let names = self.names;
        let found = names.issues.get(&word.value).copied();
        if found.is_none() {
            self.unknown(word, "issue", &["name: \"…\""], |_| propose(&word.value, names.issues.keys()));
        }
        found
    }

    /// Whether the articles are known yet.
    pub fn knows_articles(&self) -> bool {
        self.names.articles.is_some()
    }

    pub fn article(&mut self, word: &Spanned<Word>) -> Option<ArticleId> {
        let articles = self.names.articles.as_ref()?;
        let found = articles.get(&word.value).copied();
        if found.is_none() {
            let fields = ["published: \"…\""];
            self.unknown(word, "article", &fields, |_| propose(&word.value, articles.keys()));
        }
        found
    }

    fn unknown(
        &mut self,
        word: &Spanned<Word>,
        what: &'static str,
        fields: &[&str],
        propose: impl FnOnce(&Self) -> Option<Proposal>,
    ) {
        let slug = &word.value;
        let key = (what, slug.clone());
        let proposal = match self.proposals.get(&key) {
            Some(known) => known.clone(),
            None => {
                let proposal = if self.proposals.len() < MOST_PROPOSALS { propose(self) } else { None };
                self.proposals.insert(key, proposal.clone());
                proposal
            }
        };
        let message = format!("there is no {what} `{slug}`");
        let diagnostic = Diagnostic::new(Problem::UnknownId, self.place(word.span), message);
        self.report(match proposal {
            Some(Proposal { meant, because: None }) => diagnostic.meaning(meant),
            Some(Proposal { meant, because: Some(help) }) => diagnostic.meaning(meant).with_help(help),
            None => {
                let record = format!("(id: \"{slug}\", {})", fields.join(", "));
                diagnostic.with_help(format!("add it to the codebook: `{what}s: [{record}]`"))
            }
        });
    }

    fn propose_actor(&self, typed: &str) -> Option<Proposal> {
        let is_name = |name: &str| name.to_lowercase() == typed.to_lowercase();
        let by_name = self.actors.iter().find(|actor| {
            is_name(&actor.name)
                || actor.native.as_deref().is_some_and(is_name)
                || actor.aliases.iter().any(|a| is_name(a))
        });
        match by_name {
            Some(actor) => Some(Proposal {
                meant: actor.slug.to_string(),
                because: Some(format!("“{typed}” is a name of `{0}`: write `\"{0}\"`", actor.slug)),
            }),
            None => propose(typed, self.names.actors.keys()),
        }
    }
}

fn propose<'k>(typed: &str, slugs: impl Iterator<Item = &'k CompactString>) -> Option<Proposal> {
    nearest(typed, slugs.map(CompactString::as_str)).map(|meant| Proposal { meant: meant.to_owned(), because: None })
}
