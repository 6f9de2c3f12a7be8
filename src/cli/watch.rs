//! `standoff watch`.

mod eyes;

use std::hash::{DefaultHasher, Hash, Hasher};

use anyhow::Context;
use clap::Args;
use standoff::Project;
use standoff::report::since::Told;
use standoff::report::{Tally, terminal};

use crate::args::Global;
use crate::levels::LevelArgs;
use crate::opened::{NO_PROJECT, Opened};
use crate::{Verdict, output};
pub use eyes::{Eyes, News};

/// Check again whenever a sheet or a text changes, and tell what is new
///
/// In a window the report is always the current one; where the output goes elsewhere, one report follows the other. After
/// each it is told which findings came and which went since the one before. Ctrl-C ends it.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff watch\n  \
    standoff watch -D unanswered-demand")]
pub struct Watch {
    #[command(flatten)]
    levels: LevelArgs,
}

impl Watch {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let project = Project::find(&global.project).context(NO_PROJECT)?;
        // They are open before anything is read, so that no change falls in between.
        let mut eyes = Eyes::open(global, project.root())?;
        let (mut before, mut seen) = (None, None);
        loop {
            match Opened::new(global) {
                Ok(opened) => {
                    let contents = contents(&opened);
                    // A file that was saved as it was is no news.
                    if seen != Some(contents) {
                        seen = Some(contents);
                        before = self.tell(global, &opened, before.as_ref())?;
                        if before.is_none() {
                            return Ok(Verdict::Fine);
                        }
                    }
                }
                // A project that is gone may come back: a branch is switched, a folder is moved.
                Err(error) => output::complain(&error),
            }
            if eyes.wait()? == News::End {
                return Ok(Verdict::Fine);
            }
        }
    }

    /// Checks and reports; nothing where nobody reads any more.
    fn tell(&self, global: &Global, opened: &Opened, before: Option<&Told>) -> anyhow::Result<Option<Told>> {
        let judgement = opened.judge(global, &self.levels)?;
        let told = Told::of(&opened.desk, &judgement);
        output::clear()?;
        let mut text = String::new();
        if before.is_some() && !output::is_terminal() {
            text += "\n";
        }
        text += &terminal::check(&opened.desk, &judgement, output::width());
        text += &terminal::summary(&Tally::of(&opened.desk, &judgement));
        text += &before.map_or_else(String::new, |before| told.since(before));
        let is_read = output::print_on(&text)?;
        opened.hint_at_no_sheets(global);
        opened.hint_at_later(global);
        output::hint(global, "watching; Ctrl-C ends it");
        Ok(is_read.then_some(told))
    }
}

/// What all files say, in a number.
fn contents(opened: &Opened) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (_, source) in opened.desk.sources.iter() {
        (source.path(), source.text()).hash(&mut hasher);
    }
    for problem in &opened.desk.diagnostics {
        // A file that cannot be read has no text, and what is the matter with it may change.
        problem.message.hash(&mut hasher);
    }
    hasher.finish()
}
