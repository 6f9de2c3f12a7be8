//! `standoff history`.

use anyhow::{anyhow, bail};
use clap::Args;
use standoff::analysis::history::{Question, history};
use standoff::corpus::{Corpus, Named};
use standoff::date::PartialDate;
use standoff::report::history::{Account, markdown, text};
use standoff::report::{Subject, json};

use crate::args::{Global, LetterForm};
use crate::opened::Opened;
use crate::{Verdict, lookup, output};

/// Tell how positions moved: what was said, said again, hardened, softened, reversed or let lapse, by whom and when
///
/// For an actor, its story is told proposition by proposition; for a proposition, actor by actor. What others say that an
/// actor holds is told too, and marked as such. Where dates are too coarse to tell which came first, that is said.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff history russia                    proposition by proposition, what Russia said\n  \
    standoff history relations-restored        actor by actor, what was said of one thing\n  \
    standoff history sanctions --actor usa     of all that an issue is about, what one actor said\n  \
    standoff history russia --from 2025-04 --to 2025-06")]
pub struct History {
    /// An actor, a proposition or an issue, by its id; for an actor also a name or an alias
    #[arg(value_name = "ACTOR|PROPOSITION|ISSUE")]
    subject: String,
    /// Only what this actor said, or what was said for it
    #[arg(long, value_name = "ACTOR")]
    actor: Option<String>,
    /// Only what concerns this issue
    #[arg(long, value_name = "ISSUE")]
    issue: Option<String>,
    /// Only what happened on this date or later
    #[arg(long, value_name = "DATE")]
    from: Option<PartialDate>,
    /// Only what happened on this date or earlier
    #[arg(long, value_name = "DATE")]
    to: Option<PartialDate>,
    /// For people or for programs
    #[arg(long, default_value = "text")]
    format: LetterForm,
}

impl History {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let (from, to) = (self.from.map(PartialDate::first_day), self.to.map(PartialDate::last_day));
        if let Some((from, to)) = from.zip(to).filter(|(from, to)| from > to) {
            bail!("{from} is later than {to}; `--from` takes the earlier date");
        }
        let opened = Opened::new(global)?;
        let desk = &opened.desk;
        let mut accounts = Vec::new();
        for subject in subjects(&desk.corpus, &self.subject)? {
            let question = self.question(&desk.corpus, subject, desk.context().tolerances.mixed_signals_days)?;
            let threads = history(&desk.corpus, &desk.standing, &question);
            accounts.push(Account { subject, question, threads });
        }
        let told = match self.format {
            LetterForm::Text => accounts.iter().map(|account| text(desk, account, output::width())).collect(),
            LetterForm::Markdown => accounts.iter().map(|account| markdown(desk, account)).collect(),
            LetterForm::Json => vec![json::history(desk, &accounts)],
        };
        output::print(&told.join("\n"))?;
        opened.hint_at_later(global);
        Ok(opened.verdict(global))
    }

    fn question(&self, corpus: &Corpus, subject: Named, mixed_signals_days: i32) -> anyhow::Result<Question> {
        if let (Named::Actor(_), Some(actor)) = (subject, &self.actor) {
            bail!("`{}` is an actor already; `--actor {actor}` goes with a proposition or an issue", self.subject);
        }
        let actor = self.actor.as_deref().map(|typed| lookup::actor(corpus, typed)).transpose()?;
        let issue = self.issue.as_deref().map(|typed| lookup::issue(corpus, typed)).transpose()?;
        let question = Question {
            actor,
            what: None,
            issue,
            from: self.from.map(PartialDate::first_day),
            to: self.to.map(PartialDate::last_day),
            mixed_signals_days,
        };
        Ok(match subject {
            Named::Actor(actor) => Question { actor: Some(actor), ..question },
            Named::Proposition(what) => Question { what: Some(what), ..question },
            Named::Issue(issue) => Question { issue: Some(issue), ..question },
            Named::Article(_) => question,
        })
    }
}

/// What is meant by the word typed: the kinds of records share no names, so it may be more than one.
fn subjects(corpus: &Corpus, typed: &str) -> anyhow::Result<Vec<Named>> {
    let mut found = Subject::of(corpus, typed);
    if found.is_empty() {
        found.extend(lookup::actors_called(corpus, typed).into_iter().map(|id| Subject::Record(Named::Actor(id))));
    }
    let with_history: Vec<Named> = found.iter().filter_map(|&subject| with_history(subject)).collect();
    match (with_history.is_empty(), found.first()) {
        (false, _) => Ok(with_history),
        (true, None) => Err(unknown(corpus, typed)),
        (true, Some(&Subject::Statement(id))) => {
            let (what, who) = (&corpus[corpus[id].what].slug, &corpus[corpus[id].holder].slug);
            bail!(
                "`{typed}` is one statement; `standoff history {what} --actor {who}` tells what came before and after"
            )
        }
        (true, Some(_)) => bail!("`{typed}` is an article; `standoff show {typed}` tells what was said in it"),
    }
}

fn with_history(subject: Subject) -> Option<Named> {
    match subject {
        Subject::Record(Named::Article(_)) | Subject::Statement(_) => None,
        Subject::Record(record) => Some(record),
    }
}

fn unknown(corpus: &Corpus, typed: &str) -> anyhow::Error {
    let actors = corpus.actors().iter().map(|actor| actor.slug.as_str());
    let propositions = corpus.propositions().iter().map(|proposition| proposition.slug.as_str());
    let issues = corpus.issues().iter().map(|issue| issue.slug.as_str());
    let otherwise = "`standoff list actors` and `standoff list propositions` tell all";
    let help = lookup::suggestion(typed, actors.chain(propositions).chain(issues), otherwise);
    anyhow!("there is no actor, proposition or issue `{typed}`; {help}")
}
