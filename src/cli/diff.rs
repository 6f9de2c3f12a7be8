//! `standoff diff`.

use anyhow::bail;
use clap::Args;
use standoff::analysis::difference::{Question, difference};
use standoff::report::difference::{Comparison, markdown, text};
use standoff::report::json;
use standoff::rules::{self, Finding, Turnover};
use standoff::{Desk, OnDay};

use crate::args::{AsOf, Global, LetterForm};
use crate::opened::{self, Opened};
use crate::progress::Progress;
use crate::{Verdict, lookup, output};

/// Tell what changed between two days: what moved, what was dropped, what is new, and which findings came and went
///
/// Compared is how things stood at the end of each day, by all that is noted now. Who gave a position up and came back to
/// it in between stands where it stood; `standoff history` tells the way. Findings weigh as the project's settings say.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff diff --from 2025-01-21 --to 2025-06-20\n  \
    standoff diff --from 2025-05                     since the end of May\n  \
    standoff diff --from 2025-01-21 --actor russia --format markdown")]
pub struct Diff {
    /// The earlier day; a month or a year means its last day
    #[arg(long, value_name = "DATE")]
    from: AsOf,
    /// The later day; where it is left out, the day that is asked about
    #[arg(long, value_name = "DATE", conflicts_with = "as_of")]
    to: Option<AsOf>,
    /// Only what this actor holds or said, and findings about it
    #[arg(long, value_name = "ACTOR")]
    actor: Option<String>,
    /// Only what concerns this issue
    #[arg(long, value_name = "ISSUE")]
    issue: Option<String>,
    /// For people or for programs
    #[arg(long, default_value = "text")]
    format: LetterForm,
}

impl Diff {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let global = &Global { as_of: self.to.or(global.as_of), ..global.clone() };
        let opened = Opened::new(global)?;
        let desk = &opened.desk;
        let (from, to) = (opened::day(self.from), desk.standing.as_of());
        if from > to {
            bail!("{from} is later than {to}; `--from` takes the earlier day");
        }
        let before = desk.on(from);
        let comparison = compare(global, &opened, &before, &self.question(desk)?);
        match self.format {
            LetterForm::Text => output::print(&text(desk, &comparison, output::width()))?,
            LetterForm::Markdown => output::print(&markdown(desk, &comparison))?,
            LetterForm::Json => output::print(&json::difference(desk, &comparison))?,
        }
        if self.to.is_none() {
            opened.hint_at_later(global);
        }
        Ok(opened.verdict(global))
    }

    fn question(&self, desk: &Desk) -> anyhow::Result<Question> {
        Ok(Question {
            actor: self.actor.as_deref().map(|typed| lookup::actor(&desk.corpus, typed)).transpose()?,
            issue: self.issue.as_deref().map(|typed| lookup::issue(&desk.corpus, typed)).transpose()?,
            mixed_signals_days: desk.context().tolerances.mixed_signals_days,
        })
    }
}

fn compare<'a>(global: &Global, opened: &'a Opened, before: &'a OnDay, question: &Question) -> Comparison<'a> {
    let (desk, levels) = (&opened.desk, &opened.desk.levels);
    let _progress = Progress::new(global, "comparing");
    let (earlier, later) = (rules::check(&desk.context_on(before), levels), rules::check(&desk.context(), levels));
    let mut turnover = Turnover::between(&earlier, &later);
    turnover.retain(|finding| {
        let Finding { actors, propositions, statements, .. } = finding;
        question.concerns(&desk.corpus, actors, propositions, statements)
    });
    let difference = difference(&desk.corpus, &before.standing, &desk.standing, question);
    Comparison { before, difference, turnover }
}
