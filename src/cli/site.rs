//! `standoff site`.

use std::path::PathBuf;

use clap::Args;
use standoff::report::{Tally, count, terminal};
use standoff::site::site;

use crate::args::Global;
use crate::levels::LevelArgs;
use crate::opened::Opened;
use crate::progress::Progress;
use crate::{Verdict, files, output};

/// Write the reading room: pages for a browser, with every finding beside the words it rests on
///
/// The pages work from a disk, without a network and without a server: open index.html, or put the folder on any web
/// server. The same project gives the same files, byte by byte. Only files that standoff wrote itself, and that nobody has
/// changed since, are ever replaced or deleted.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff site public\n  \
    standoff site spring --as-of 2025-04-18")]
pub struct Site {
    /// The folder for the pages: a new one, an empty one, or one that was written so before
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    #[command(flatten)]
    levels: LevelArgs,
}

impl Site {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let opened = Opened::new(global)?;
        let levels = opened.levels(&self.levels)?;
        let judgement = opened.judge_by(global, &levels);
        let pages = {
            let _progress = Progress::new(global, "writing pages");
            site(&opened.name(), &opened.desk, &judgement, &levels)
        };
        let files: Vec<(&str, &[u8])> = pages.iter().map(|file| (&*file.path, file.text.as_bytes())).collect();
        let published = files::publish(&self.folder, &files)?;

        let tally = Tally::of(&opened.desk, &judgement);
        if !global.quiet {
            output::print(&terminal::summary(&tally))?;
        }
        opened.hint_at_later(global);
        let folder = self.folder.display();
        let (all, written, removed) = (count(files.len(), "file"), published.written, published.removed);
        output::hint(global, &format!("{all} in {folder}, {written} of them new or changed, {removed} removed"));
        for path in &published.left {
            let path = self.folder.join(path);
            output::hint(
                global,
                &format!("`{}` is of no use any more, but was changed by somebody, and was left", path.display()),
            );
        }
        output::hint(global, &format!("open {} in a browser", self.folder.join("index.html").display()));
        Ok(Verdict::objects_if(tally.fails()))
    }
}
