//! A record of the codebook that nothing uses.
//!
//! Mostly it is a slip: a proposition that was renamed, an article whose statements were never entered. An actor is used
//! when a statement, a condition, a proposition's `by` or somebody's mandate names it; a proposition, when a statement,
//! a condition, a constraint or a verdict does; an issue, when a proposition belongs to it; an article, when it has
//! statements or a verdict names it.
//!
//! ```ron
//! actors: [(id: "france", name: "France")],
//! issues: [(id: "territory", name: "Territory")],
//! ```
//!
//! To mend it, remove the record. One that is kept for later is excused:
//! `accept: [(rule: "unused-record", record: "france", because: "joins the talks in May")]`.

use compact_str::CompactString;

use super::{Check, Context, Finding, Level, Rule};
use crate::corpus::{Corpus, Named};
use crate::id::{ActorId, ArticleId, PropositionId};
use crate::text::Place;

pub(super) static RULE: Rule = Rule {
    name: "unused-record",
    summary: "a record of the codebook that nothing uses",
    level: Level::Warn,
    is_pedantic: false,
    source: include_str!("unused_record.rs"),
    check: Check::Corpus(check),
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    // A statement with a slip in it uses its records all the same.
    if !context.is_whole {
        return Vec::new();
    }
    let corpus = context.corpus;
    let used = Used::by_anything(corpus);
    let actors = corpus.actor_ids().filter(|id| !used.actors[id.index()]).map(Named::Actor);
    let issues = corpus.issue_ids().filter(|id| !used.issues[id.index()]).map(Named::Issue);
    let propositions = corpus.proposition_ids().filter(|id| !used.propositions[id.index()]).map(Named::Proposition);
    let articles = corpus.article_ids().filter(|id| !used.articles[id.index()]).map(Named::Article);
    actors.chain(issues).chain(propositions).chain(articles).map(|record| finding(corpus, record)).collect()
}

fn finding(corpus: &Corpus, record: Named) -> Finding {
    let (kind, slug, place) = describe(corpus, record);
    if let Named::Article(_) = record {
        return Finding::new(&RULE, place, format!("no statement is noted of the article `{slug}` yet"))
            .about(record)
            .with_help("note who says what in its sheet, under `statements`, or remove the sheet");
    }
    Finding::new(&RULE, place, format!("nothing uses the {kind} `{slug}`")).about(record).with_help(format!(
        "remove it, or say why it is kept: `accept: [(rule: \"{}\", record: \"{slug}\", because: \"…\")]`",
        RULE.name
    ))
}

fn describe(corpus: &Corpus, record: Named) -> (&'static str, &CompactString, Place) {
    match record {
        Named::Actor(id) => ("actor", &corpus[id].slug, corpus[id].place),
        Named::Issue(id) => ("issue", &corpus[id].slug, corpus[id].place),
        Named::Proposition(id) => ("proposition", &corpus[id].slug, corpus[id].place),
        Named::Article(id) => ("article", &corpus[id].slug, corpus[id].place),
    }
}

/// For each record, whether anything uses it.
struct Used {
    actors: Vec<bool>,
    issues: Vec<bool>,
    propositions: Vec<bool>,
    articles: Vec<bool>,
}

impl Used {
    fn by_anything(corpus: &Corpus) -> Used {
        let mut used = Used {
            actors: vec![false; corpus.actors().len()],
            issues: vec![false; corpus.issues().len()],
            propositions: vec![false; corpus.propositions().len()],
            articles: vec![false; corpus.articles().len()],
        };
        used.by_codebook(corpus);
        used.by_statements(corpus);
        used
    }

    fn by_codebook(&mut self, corpus: &Corpus) {
        self.use_actors(corpus.actors().iter().flat_map(|actor| &actor.mandates).map(|mandate| mandate.of));
        for proposition in corpus.propositions() {
            self.use_actors(proposition.by.iter().copied());
            if let Some(issue) = proposition.issue {
                self.issues[issue.index()] = true;
            }
        }
        self.use_propositions(corpus.constraints().iter().flat_map(|constraint| constraint.relation.propositions()));
        self.use_propositions(corpus.verdicts().iter().map(|verdict| verdict.what));
        self.use_articles(corpus.verdicts().iter().filter_map(|verdict| verdict.article));
    }

    fn by_statements(&mut self, corpus: &Corpus) {
        for statement in corpus.statements() {
            let named = [Some(statement.holder), statement.voice, statement.according_to];
            self.use_actors(named.into_iter().flatten().chain(statement.addressees.iter().copied()));
            self.use_propositions([statement.what]);
            self.use_articles(statement.article);
        }
        for way in corpus.conditions().iter().flat_map(|condition| &condition.alternatives) {
            self.use_actors(way.by.iter().copied());
            self.use_propositions([way.what]);
        }
    }

    fn use_actors(&mut self, ids: impl IntoIterator<Item = ActorId>) {
        ids.into_iter().for_each(|id| self.actors[id.index()] = true);
    }

    fn use_propositions(&mut self, ids: impl IntoIterator<Item = PropositionId>) {
        ids.into_iter().for_each(|id| self.propositions[id.index()] = true);
    }

    fn use_articles(&mut self, ids: impl IntoIterator<Item = ArticleId>) {
        ids.into_iter().for_each(|id| self.articles[id.index()] = true);
    }
}
