//! From words typed to records: by id, for actors also by name, and with a suggestion on a miss.

use anyhow::{anyhow, bail};
use standoff::corpus::Corpus;
use standoff::id::{ActorId, IssueId};
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
