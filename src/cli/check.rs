//! `standoff check`.

use clap::{Args, ValueEnum};
use standoff::report::{Tally, github, html, json, markdown, sarif, terminal};

use crate::Verdict;
use crate::args::Global;
use crate::levels::LevelArgs;
use crate::opened::Opened;
use crate::output;

/// Point out what does not fit: contradictions, deadlocks, overdue promises, words that are not in the article
///
/// Findings come in the order in which you will act on them: what is worth telling, what is worth a look, and last what
/// has to be settled. Each shows the statements that it rests on, and no others, with their words and places, and what
/// to write to mend it. The command succeeds when nothing is denied, so that it can guard a shared project.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff check\n  \
    standoff check --as-of 2025-04-18         as things stood on that day\n  \
    standoff check -W pedantic -A reversal    more of one kind, nothing of another\n  \
    standoff check --format html > page.html  to send to somebody")]
pub struct Check {
    /// For whom it is told
    #[arg(long, default_value = "text")]
    format: Form,
    #[command(flatten)]
    levels: LevelArgs,
}

/// The forms in which a check is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Form {
    /// For reading in a terminal
    Text,
    /// For reading in a browser: one page that holds all it needs
    Html,
    /// For an issue, a pull request or a note
    Markdown,
    /// For programs; docs/json.md describes it
    Json,
    /// For code scanning and editors: SARIF 2.1.0
    Sarif,
    /// For GitHub Actions: notes beside the lines of a pull request
    Github,
}

impl Check {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let opened = Opened::new(global)?;
        let judgement = opened.judge(global, &self.levels)?;
        let (desk, tally) = (&opened.desk, Tally::of(&opened.desk, &judgement));
        let text = match self.format {
            Form::Text => terminal::check(desk, &judgement, output::width()),
            Form::Html => html::check(&opened.name(), desk, &judgement),
            Form::Markdown => markdown::check(&opened.name(), desk, &judgement),
            Form::Json => json::check(desk, &judgement),
            Form::Sarif => sarif::check(desk, &judgement, &opened.folder_from_here()),
            Form::Github => github::check(desk, &judgement, &opened.folder_from_here()),
        };
        output::print(&text)?;
        if self.format == Form::Text {
            if !global.quiet {
                output::print(&terminal::summary(&tally))?;
            }
            opened.hint_at_no_sheets(global);
            opened.hint_at_later(global);
            if let Some(rule) = terminal::told_last(&judgement) {
                output::hint(global, &format!("`standoff explain {rule}` tells more about a rule"));
            }
        }
        Ok(Verdict::objects_if(tally.fails()))
    }
}
