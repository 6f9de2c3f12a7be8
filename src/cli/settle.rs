//! `standoff settle`.

use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, anyhow, bail};
use clap::Args;
use standoff::analysis::settlement::{Question, settle};
use standoff::corpus::Corpus;
use standoff::id::{ActorId, PropositionId, StatementId};
use standoff::report::{json, settlement};

use crate::args::{Global, LetterForm};
use crate::opened::Opened;
use crate::progress::Progress;
use crate::{Verdict, lookup, output};

/// Tell whether there is an outcome that everybody's positions allow and, if not, what stands in the way
///
/// Told are the smallest sets of positions that cannot all be met, the smallest concessions that would open the way, what
/// each side alone would have to give, whose positions go together, and whether it is only a matter of who goes first.
/// Wishes (`Supports`, `Opposes`) and threats limit no outcome. What the desk's verdicts say has happened holds in every
/// outcome; what had not happened by some day still may. An end by Ctrl-C shows what is known so far.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff settle\n  \
    standoff settle --actors usa,russia --as-of 2025-06-20\n  \
    standoff settle --suppose \"russia drops clash-report/russia-demands-peace\"\n  \
    standoff settle --suppose \"relations-restored holds\"")]
pub struct Settle {
    /// Only the positions of these actors, by ids, names or aliases
    #[arg(long, value_name = "ACTORS", value_delimiter = ',')]
    actors: Vec<String>,
    /// Only positions on this issue
    #[arg(long, value_name = "ISSUE")]
    issue: Option<String>,
    /// What if: `ACTOR drops STATEMENT`, `PROPOSITION holds` or `PROPOSITION fails`; may be given several times
    #[arg(long, value_name = "WORDS")]
    suppose: Vec<String>,
    /// Count giving up a firm position three times, an open one once, and any other twice
    #[arg(long)]
    by_firmness: bool,
    /// For people or for programs
    #[arg(long, default_value = "text")]
    format: LetterForm,
}

/// Set by Ctrl-C: the search ends, and what is known so far is shown.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

impl Settle {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let opened = Opened::new(global)?;
        let desk = &opened.desk;
        let question = self.question(&desk.corpus)?;
        ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::Relaxed)).context("Ctrl-C cannot be listened to")?;
        let settlement = {
            let _progress = Progress::new(global, "looking for a settlement (Ctrl-C shows what is known so far)");
            settle(&desk.corpus, &desk.standing, &desk.background, &desk.waits, &question)
        };
        match self.format {
            LetterForm::Text => output::print(&settlement::text(desk, &settlement, output::width()))?,
            LetterForm::Markdown => output::print(&settlement::markdown(desk, &settlement))?,
            LetterForm::Json => output::print(&json::settlement(desk, &settlement))?,
        }
        opened.hint_at_later(global);
        Ok(opened.verdict(global))
    }

    fn question(&self, corpus: &Corpus) -> anyhow::Result<Question<'static>> {
        let mut question = Question {
            actors: self.actors.iter().map(|typed| lookup::actor(corpus, typed.trim())).collect::<Result<_, _>>()?,
            issue: self.issue.as_deref().map(|typed| lookup::issue(corpus, typed)).transpose()?,
            by_firmness: self.by_firmness,
            interrupted: &|| INTERRUPTED.load(Ordering::Relaxed),
            ..Question::default()
        };
        for words in &self.suppose {
            suppose(corpus, words, &mut question)?;
        }
        Ok(question)
    }
}

fn suppose(corpus: &Corpus, words: &str, question: &mut Question<'_>) -> anyhow::Result<()> {
    match *words.split_whitespace().collect::<Vec<_>>() {
        [actor, "drops", statement] => question.dropped.extend(position(corpus, actor, statement)?),
        [what, "holds"] => question.supposed.push((proposition(corpus, what)?, true)),
        [what, "fails"] => question.supposed.push((proposition(corpus, what)?, false)),
        _ => bail!(
            "`{words}` cannot be supposed; write `ACTOR drops STATEMENT`, `PROPOSITION holds` or `PROPOSITION fails`"
        ),
    }
    Ok(())
}

/// The statement that an actor drops, and those that say the same: who drops a position drops it however often it was
/// said.
fn position(corpus: &Corpus, actor: &str, statement: &str) -> anyhow::Result<Vec<StatementId>> {
    let actor: ActorId = lookup::actor(corpus, actor)?;
    let id = corpus.statement(statement).ok_or_else(|| {
        let names: Vec<_> = corpus.statement_ids().map(|id| corpus.statement_name(id)).collect();
        let help =
            lookup::suggestion(statement, names.iter().map(AsRef::as_ref), "`standoff list statements` tells all");
        anyhow!("there is no statement `{statement}`; {help}")
    })?;
    if corpus[id].holder != actor {
        let holder = &corpus[corpus[id].holder].slug;
        bail!("`{statement}` is a position of `{holder}`; write `{holder} drops {statement}`");
    }
    let says_the_same = |other: &StatementId| {
        let (a, b) = (&corpus[id], &corpus[*other]);
        (a.holder, a.what, a.verb) == (b.holder, b.what, b.verb)
            && standoff::standing::same_conditions(corpus, id, *other)
    };
    Ok(corpus.statement_ids().filter(says_the_same).collect())
}

fn proposition(corpus: &Corpus, typed: &str) -> anyhow::Result<PropositionId> {
    corpus.proposition(typed).ok_or_else(|| {
        let slugs = corpus.propositions().iter().map(|proposition| proposition.slug.as_str());
        let help = lookup::suggestion(typed, slugs, "`standoff list propositions` tells all");
        anyhow!("there is no proposition `{typed}`; {help}")
    })
}
