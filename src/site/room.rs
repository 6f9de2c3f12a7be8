//! What the pages tell of, found out once: who said what where, what was found, and what it would take to settle it.

use std::collections::{BTreeMap, BTreeSet};

use super::links::stem;
use crate::Desk;
use crate::analysis::history::{self, Thread, history};
use crate::analysis::settlement::{self, Settlement, settle};
use crate::corpus::{Anchor, Corpus};
use crate::demands::{Demand, Query, demands};
use crate::diagram::view::actor_colours;
use crate::id::{ActorId, ArticleId, PropositionId, StatementId};
use crate::report::family::{self, Family};
use crate::rules::{Judged, Judgement, Levels};

/// All that is known, in the forms that pages ask for.
pub struct Room<'a> {
    /// The project's name.
    pub name: &'a str,
    pub desk: &'a Desk,
    pub judgement: &'a Judgement,
    /// By which it was judged.
    pub levels: &'a Levels,
    pub settlement: Settlement<'a>,
    /// What was found, in the order in which it is told: by nature, the gravest first.
    pub findings: Vec<Known<'a>>,
    /// Demands in force, by holder and proposition.
    pub demands: Vec<Demand>,
    pub threads: Vec<Thread<'a>>,
    /// Statements that were noted without an article.
    pub unplaced: Vec<StatementId>,
    /// The number of each actor's colour, as pictures have it.
    colours: Vec<usize>,
    /// The name of each statement's places within its page.
    anchors: Vec<String>,
    by_actor: Vec<Vec<StatementId>>,
    by_proposition: Vec<Vec<StatementId>>,
    by_article: Vec<Vec<StatementId>>,
    findings_of_statements: BTreeMap<StatementId, Vec<usize>>,
    findings_of_actors: BTreeMap<ActorId, Vec<usize>>,
    findings_of_propositions: BTreeMap<PropositionId, Vec<usize>>,
}

/// A finding, and what it has in common with others.
pub struct Known<'a> {
    pub judged: &'a Judged,
    pub family: &'static Family,
}

impl<'a> Room<'a> {
    pub fn new(name: &'a str, desk: &'a Desk, judgement: &'a Judgement, levels: &'a Levels) -> Room<'a> {
        let corpus = &desk.corpus;
        let (settlement, (threads, wanted)) = rayon::join(
            || settled(desk),
            || (threads(desk), demands(corpus, desk.graph(), &desk.standing, &Query::default())),
        );
        let findings = known(judgement);
        let of = |ids: &dyn Fn(&Judged) -> Vec<usize>| by_record(&findings, ids);
        let indices = |judged: &Judged| judged.finding.statements.iter().map(|id| id.index()).collect();
        let findings_of_statements = of(&indices).into_iter().map(|(at, all)| (StatementId::new(at), all)).collect();
        let indices = |judged: &Judged| judged.finding.actors.iter().map(|id| id.index()).collect();
        let findings_of_actors = of(&indices).into_iter().map(|(at, all)| (ActorId::new(at), all)).collect();
        let indices = |judged: &Judged| judged.finding.propositions.iter().map(|id| id.index()).collect();
        let findings_of_propositions =
            of(&indices).into_iter().map(|(at, all)| (PropositionId::new(at), all)).collect();
        let by = |records: usize, of: &dyn Fn(StatementId) -> Vec<usize>| index(corpus, records, of);
        Room {
            name,
            desk,
            judgement,
            levels,
            settlement,
            demands: wanted,
            threads,
            unplaced: corpus.statement_ids().filter(|&id| corpus[id].article.is_none()).collect(),
            colours: actor_colours(corpus),
            anchors: anchors(corpus),
            by_actor: by(corpus.actors().len(), &|id| concerned(corpus, id)),
            by_proposition: by(corpus.propositions().len(), &|id| vec![corpus[id].what.index()]),
            by_article: by(corpus.articles().len(), &|id| corpus[id].article.iter().map(|at| at.index()).collect()),
            findings,
            findings_of_statements,
            findings_of_actors,
            findings_of_propositions,
        }
    }

    /// The number of an actor's colour.
    pub fn colour(&self, actor: ActorId) -> usize {
        self.colours[actor.index()]
    }

    /// The name of a statement's places within its page.
    pub fn anchor(&self, id: StatementId) -> &str {
        &self.anchors[id.index()]
    }

    /// Whether the words of a statement are marked in its article's text.
    pub fn is_found(&self, id: StatementId) -> bool {
        let corpus = &self.desk.corpus;
        let has_text = corpus[id].article.is_some_and(|article| corpus[article].text.is_some());
        has_text && corpus.quotes_of(id).any(|(_, quote)| matches!(quote.anchor, Anchor::Found(_)))
    }

    /// What an actor has to do with: as holder, voice or source, or as one who is addressed. Earliest first.
    pub fn of_actor(&self, id: ActorId) -> &[StatementId] {
        &self.by_actor[id.index()]
    }

    /// What was said of a proposition, earliest first.
    pub fn of_proposition(&self, id: PropositionId) -> &[StatementId] {
        &self.by_proposition[id.index()]
    }

    /// What was noted from an article, earliest first.
    pub fn of_article(&self, id: ArticleId) -> &[StatementId] {
        &self.by_article[id.index()]
    }

    /// The findings that rest on a statement, as places in [`Room::findings`].
    pub fn findings_of_statement(&self, id: StatementId) -> &[usize] {
        self.findings_of_statements.get(&id).map_or(&[], |all| all)
    }

    pub fn findings_of_actor(&self, id: ActorId) -> &[usize] {
        self.findings_of_actors.get(&id).map_or(&[], |all| all)
    }

    pub fn findings_of_proposition(&self, id: PropositionId) -> &[usize] {
        self.findings_of_propositions.get(&id).map_or(&[], |all| all)
    }
}

fn settled(desk: &Desk) -> Settlement<'_> {
    settle(&desk.corpus, &desk.standing, &desk.background, &desk.waits, &settlement::Question::default())
}

fn threads(desk: &Desk) -> Vec<Thread<'_>> {
    let mixed_signals_days = desk.context().tolerances.mixed_signals_days;
    let question = history::Question { mixed_signals_days, ..history::Question::default() };
    history(&desk.corpus, &desk.standing, &question)
}

/// The findings by family.
fn known(judgement: &Judgement) -> Vec<Known<'_>> {
    let families = family::by_family(judgement).into_iter();
    families.flat_map(|(family, findings)| findings.into_iter().map(move |judged| Known { judged, family })).collect()
}

/// Which findings are about which records, both by their places.
fn by_record(findings: &[Known<'_>], records: &dyn Fn(&Judged) -> Vec<usize>) -> BTreeMap<usize, Vec<usize>> {
    let mut by_record: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, known) in findings.iter().enumerate() {
        let records: BTreeSet<usize> = records(known.judged).into_iter().collect();
        for record in records {
            by_record.entry(record).or_default().push(number);
        }
    }
    by_record
}

/// The statements of each record, earliest first.
fn index(corpus: &Corpus, records: usize, of: &dyn Fn(StatementId) -> Vec<usize>) -> Vec<Vec<StatementId>> {
    let mut statements = vec![Vec::new(); records];
    let mut in_time: Vec<StatementId> = corpus.statement_ids().collect();
    in_time.sort_by_key(|&id| (corpus[id].said.first_day(), id));
    for id in in_time {
        for record in of(id) {
            statements[record].push(id);
        }
    }
    statements
}

/// The actors that a statement has to do with.
fn concerned(corpus: &Corpus, id: StatementId) -> Vec<usize> {
    let statement = &corpus[id];
    let heard = statement.voice.iter().chain(&statement.according_to).chain(&statement.addressees);
    let all: BTreeSet<usize> = heard.chain([&statement.holder]).map(|actor| actor.index()).collect();
    all.into_iter().collect()
}

/// A name for each statement within its page: its own, without that of the article.
fn anchors(corpus: &Corpus) -> Vec<String> {
    let mut taken: BTreeSet<(Option<ArticleId>, String)> = BTreeSet::new();
    let named = |id: StatementId| {
        let (name, article) = (corpus.statement_name(id), corpus[id].article);
        let of_article = article.and_then(|article| name.strip_prefix(corpus[article].slug.as_str()));
        let mut anchor = stem(of_article.and_then(|rest| rest.strip_prefix('/')).unwrap_or(&name));
        while !taken.insert((article, anchor.clone())) {
            anchor += "-again";
        }
        anchor
    };
    corpus.statement_ids().map(named).collect()
}
