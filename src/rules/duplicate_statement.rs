//! The same quote of the same article, entered twice for the same thing.
//!
//! Two statements are duplicates when they have the article, the quoted words, the verb, the holder, the voice, the
//! proposition, the addressees and the conditions in common. One sentence may well carry several demands, or the demands of several
//! sides: those differ in one of these, and are no duplicates. Nor are two articles that report the same words.
//!
//! ```ron
//! statements: [
//!     Demands(who: "russia", from: "usa", what: "sanctions-lifted", quote: "lift the sanctions"),
//!     Demands(who: "russia", from: "usa", what: "sanctions-lifted", quote: "lift the sanctions"),
//! ],
//! ```
//!
//! To mend it, remove one of the two. Where the article says the same thing twice, give each the words it rests on.

use std::hash::BuildHasher;

use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::words::says;
use super::{Check, Context, Finding, Level, Rule};
use crate::corpus::{Anchor, Corpus, Quote, Statement};
use crate::id::{ActorId, ArticleId, PropositionId, StatementId};
use crate::standing::same_conditions;
use crate::text::Place;
use crate::vocabulary::Verb;

pub(super) static RULE: Rule = Rule {
    name: "duplicate-statement",
    summary: "the same quote of the same article, entered twice for the same thing",
    level: Level::Warn,
    is_pedantic: false,
    source: include_str!("duplicate_statement.rs"),
    check: Check::Corpus(check),
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let corpus = context.corpus;
    let mut entered = Entered::default();
    let mut findings = Vec::new();
    for id in suspects(corpus) {
        let quotes = corpus.quotes_of(id).filter_map(|(_, quote)| Words::of(quote));
        // Each quote is entered, also where an earlier one has shown the statement to be a duplicate.
        let repeated: Vec<StatementId> = quotes.filter_map(|words| entered.enter(corpus, id, words)).collect();
        findings.extend(repeated.first().map(|&first| finding(corpus, first, id)));
    }
    findings
}

/// The statements one of whose quotes may have been entered twice for the same thing, in order. Nearly everything is
/// entered once, and that is seen faster by counting hashes than by remembering quotes.
fn suspects(corpus: &Corpus) -> Vec<StatementId> {
    let hashes_of = |index: usize| {
        let id = StatementId::new(index);
        let quotes = corpus[id].article.is_some().then(|| corpus.quotes_of(id)).into_iter().flatten();
        let words = quotes.filter_map(|(_, quote)| Words::of(quote));
        words.map(move |words| (FxBuildHasher.hash_one(key(corpus, id, words)), id))
    };
    let hashes: Vec<(u64, StatementId)> =
        (0..corpus.statements().len()).into_par_iter().flat_map_iter(hashes_of).collect();
    // One counter for a few hashes: now and then two share one, and are then compared for nothing.
    let mut counts = vec![0_u8; (hashes.len() * 8).next_power_of_two()];
    let place = |hash: u64| hash as usize & (counts.len() - 1);
    let places: Vec<usize> = hashes.iter().map(|&(hash, _)| place(hash)).collect();
    places.iter().for_each(|&place| counts[place] = counts[place].saturating_add(1));
    let shared = hashes.iter().zip(places).filter(|&(_, place)| counts[place] > 1);
    let mut suspects: Vec<StatementId> = shared.map(|(&(_, id), _)| id).collect();
    suspects.sort_unstable();
    suspects.dedup();
    suspects
}

/// What was entered so far, by its words, holder and proposition.
#[derive(Default)]
struct Entered<'a>(FxHashMap<Key<'a>, Vec<StatementId>>);

impl<'a> Entered<'a> {
    /// Enters a statement with one of its quotes; gives the first that says the same with the same words.
    fn enter(&mut self, corpus: &Corpus, id: StatementId, words: Words<'a>) -> Option<StatementId> {
        let entered = self.0.entry(key(corpus, id, words)).or_default();
        let says_the_same = |&earlier: &StatementId| {
            content(corpus, earlier) == content(corpus, id) && same_conditions(corpus, earlier, id)
        };
        let repeated = entered.iter().copied().find(says_the_same);
        if repeated.is_none() {
            entered.push(id);
        }
        repeated.filter(|&earlier| earlier != id)
    }
}

type Key<'a> = (Words<'a>, ActorId, PropositionId);

fn key<'a>(corpus: &Corpus, id: StatementId, words: Words<'a>) -> Key<'a> {
    (words, corpus[id].holder, corpus[id].what)
}

/// What a statement says, apart from its quotes and conditions.
type Content<'a> = (Option<ArticleId>, ActorId, PropositionId, Verb, Option<ActorId>, Option<ActorId>, &'a [ActorId]);

fn content(corpus: &Corpus, id: StatementId) -> Content<'_> {
    let Statement { article, holder, what, verb, voice, according_to, addressees, .. } = &corpus[id];
    (*article, *holder, *what, *verb, *voice, *according_to, addressees)
}

/// Which words of an article a quote means: those at its place or, where that is not known, those that are typed.
#[derive(PartialEq, Eq, Hash)]
enum Words<'a> {
    At(Place),
    Typed { article: Option<ArticleId>, exact: &'a str, prefix: Option<&'a str>, suffix: Option<&'a str> },
}

impl<'a> Words<'a> {
    fn of(quote: &'a Quote) -> Option<Words<'a>> {
        match quote.anchor {
            Anchor::Found(place) => Some(Words::At(place)),
            Anchor::Empty => None,
            _ => Some(Words::Typed {
                article: quote.article,
                exact: &quote.exact,
                prefix: quote.prefix.as_deref(),
                suffix: quote.suffix.as_deref(),
            }),
        }
    }
}

fn finding(corpus: &Corpus, first: StatementId, id: StatementId) -> Finding {
    let message = format!("that {} was entered twice, with the same quote", says(corpus, id));
    Finding::new(&RULE, corpus[id].place(|at| at.verb), message)
        .at("entered again")
        .resting_on(corpus, &[first, id])
        .with_label(corpus[first].place(|at| at.verb), "entered first")
        .with_help("remove one of them, or give each the words that it rests on")
}
