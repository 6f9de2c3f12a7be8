//! From words typed to records: by id, for actors also by name, and with a suggestion on a miss.

use anyhow::{anyhow, bail};
use standoff::corpus::{Corpus, Named};
use standoff::graph::Node;
use standoff::id::{ActorId, IssueId, PropositionId};
use standoff::report::Subject;
use standoff::rules::{Judged, Judgement};
use standoff::sheet::nearest;

/// "did you mean `usa`?", or else where all there is can be seen.
pub fn suggestion<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>, otherwise: &str) -> String {
    nearest(typed, known).map_or_else(|| otherwise.to_owned(), |known| format!("did you mean `{known}`?"))
}

/// The actor with an id, or with a name or an alias, whatever the case.
pub fn actor(corpus: &Corpus, typed: &str) -> anyhow::Result<ActorId> {
    if let Some(id) = corpus.actor(typed) {
        return Ok(id);
    }
    let matches = actors_called(corpus, typed);
    match matches[..] {
        [id] => Ok(id),
        [] => {
            let slugs = corpus.actors().iter().map(|actor| actor.slug.as_str());
            let help = suggestion(typed, slugs, "`standoff list actors` tells all");
            Err(anyhow!("there is no actor `{typed}`; {help}"))
        }
        _ => {
            let slugs: Vec<&str> = matches.iter().map(|&id| corpus[id].slug.as_str()).collect();
            bail!("`{typed}` may be any of `{}`", slugs.join("`, `"))
        }
    }
}

/// All actors that bear a name.
pub fn actors_called(corpus: &Corpus, name: &str) -> Vec<ActorId> {
    let name = name.to_lowercase();
    let bears_it = |id: &ActorId| {
        let actor = &corpus[*id];
        let names = std::iter::once(&actor.name).chain(&actor.native).chain(&actor.aliases);
        names.into_iter().any(|one| one.to_lowercase() == name)
    };
    corpus.actor_ids().filter(bears_it).collect()
}

/// The issue with an id.
pub fn issue(corpus: &Corpus, typed: &str) -> anyhow::Result<IssueId> {
    corpus.issue(typed).ok_or_else(|| {
        let slugs = corpus.issues().iter().map(|issue| issue.slug.as_str());
        anyhow!("there is no issue `{typed}`; {}", suggestion(typed, slugs, "`standoff list issues` tells all"))
    })
}

/// The proposition with an id.
pub fn proposition(corpus: &Corpus, typed: &str) -> anyhow::Result<PropositionId> {
    corpus.proposition(typed).ok_or_else(|| {
        let slugs = corpus.propositions().iter().map(|proposition| proposition.slug.as_str());
        let help = suggestion(typed, slugs, "`standoff list propositions` tells all");
        anyhow!("there is no proposition `{typed}`; {help}")
    })
}

/// Any record with an id; an actor also by its name. Where records of several kinds share the id, its kind may stand before
/// it: `actor/russia`.
pub fn record(corpus: &Corpus, typed: &str) -> anyhow::Result<Node> {
    let found = records(corpus, typed);
    match found[..] {
        [record] => Ok(record),
        [] => {
            let ids: Vec<_> = Subject::ids(corpus).collect();
            let help = suggestion(typed, ids.iter().map(AsRef::as_ref), "`standoff list` tells all ids");
            Err(anyhow!("there is nothing with the id `{typed}`; {help}"))
        }
        _ => bail!("`{typed}` may be any of several records; put its kind before it, as in `actor/{typed}`"),
    }
}

fn records(corpus: &Corpus, typed: &str) -> Vec<Node> {
    let (kind, id) = typed.split_once('/').unwrap_or(("", typed));
    let of_kind = match kind {
        "actor" => corpus.actor(id).map(Node::Actor),
        "proposition" => corpus.proposition(id).map(Node::Proposition),
        "issue" => corpus.issue(id).map(Node::Issue),
        "article" => corpus.article(id).map(Node::Article),
        "statement" => corpus.statement(id).map(Node::Position),
        _ => None,
    };
    if let Some(record) = of_kind {
        return vec![record];
    }
    let mut found: Vec<Node> = Subject::of(corpus, typed).into_iter().map(node).collect();
    if found.is_empty() {
        found.extend(actors_called(corpus, typed).into_iter().map(Node::Actor));
    }
    found
}

fn node(subject: Subject) -> Node {
    match subject {
        Subject::Record(Named::Actor(id)) => Node::Actor(id),
        Subject::Record(Named::Proposition(id)) => Node::Proposition(id),
        Subject::Record(Named::Issue(id)) => Node::Issue(id),
        Subject::Record(Named::Article(id)) => Node::Article(id),
        Subject::Statement(id) => Node::Position(id),
    }
}

/// The finding with an id.
pub fn finding<'a>(judgement: &'a Judgement, typed: &str) -> anyhow::Result<&'a Judged> {
    judgement.finding(typed).ok_or_else(|| {
        let ids = judgement.findings.iter().map(|judged| judged.id.as_str());
        let help = suggestion(typed, ids, "`standoff check` tells the ids of all findings");
        anyhow!("there is no finding `{typed}`; {help}")
    })
}
