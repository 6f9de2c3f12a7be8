//! `standoff check`.

use clap::Args;
use standoff::report::{Tally, json, terminal};

use crate::Verdict;
use crate::args::{Form, Global};
use crate::levels::LevelArgs;
use crate::opened::Opened;
use crate::output;

/// Point out what does not fit: contradictions, deadlocks, overdue promises, words that are not in the article
///
/// Each finding shows the places that it rests on, and what to write to mend or to excuse it. The command succeeds
/// when nothing is denied, so that it can guard a shared project.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff check\n  \
    standoff check --as-of 2025-04-18         as things stood on that day\n  \
    standoff check -W pedantic -A reversal    more of one kind, nothing of another")]
pub struct Check {
    /// For people or for programs
    #[arg(long, default_value = "text")]
    format: Form,
    #[command(flatten)]
    levels: LevelArgs,
}

impl Check {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let opened = Opened::new(global)?;
        let judgement = opened.judge(global, &self.levels)?;
        let tally = Tally::of(&opened.desk, &judgement);
        match self.format {
            Form::Json => output::print(&json::check(&opened.desk, &judgement))?,
            Form::Text => {
                output::print(&terminal::check(&opened.desk, &judgement, output::width()))?;
                if !global.quiet {
                    output::print(&terminal::summary(&tally))?;
                }
                opened.hint_at_no_sheets(global);
                opened.hint_at_later(global);
                if let Some(rule) = terminal::told_last(&judgement) {
                    output::hint(global, &format!("`standoff explain {rule}` tells more about a rule"));
                }
            }
        }
        Ok(Verdict::objects_if(tally.fails()))
    }
}
