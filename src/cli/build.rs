//! `standoff build`.

use std::path::{Path, PathBuf};

use clap::Args;
use standoff::demands::{Query, demands};
use standoff::diagram::theme::Theme;
use standoff::diagram::view::{Focus, View};
use standoff::report::markdown::{Picture, report};
use standoff::report::{Tally, terminal};

use crate::args::Global;
use crate::drawing::{Drawing, Format};
use crate::levels::LevelArgs;
use crate::opened::Opened;
use crate::progress::Progress;
use crate::{Verdict, files, output};

/// Draw all pictures and write the report, into the project's folder `graphs`
///
/// The same project gives the same files, byte by byte, so that they can be kept beside the sheets: a change of
/// position then shows as a change of a file.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff build\n  \
    standoff build --out april --as-of 2025-04-18")]
pub struct Build {
    /// The folder for the files; `graphs` in the project's folder where it is left out
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    #[command(flatten)]
    levels: LevelArgs,
}

impl Build {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let opened = Opened::new(global)?;
        let desk = &opened.desk;
        let judgement = opened.judge(global, &self.levels)?;
        let folder = self.out.clone().unwrap_or_else(|| opened.root.join("graphs"));

        let pictures = draw_all(global, &opened, &folder)?;
        let wanted = demands(&desk.corpus, desk.graph(), &desk.standing, &Query::default());
        let text = report(&opened.name(), desk, &judgement, &wanted, &pictures);
        files::write(&folder.join("report.md"), text.as_bytes())?;

        let tally = Tally::of(desk, &judgement);
        if !global.quiet {
            output::print(&terminal::summary(&tally))?;
        }
        opened.hint_at_later(global);
        let drawn = standoff::report::count(pictures.len(), "picture");
        let folder = folder.display();
        output::hint(
            global,
            &format!("wrote {drawn} and report.md to {folder}; `standoff check` tells more of each finding"),
        );
        Ok(Verdict::objects_if(tally.fails()))
    }
}

/// Draws every view in every format, and tells the report which pictures there are.
fn draw_all(global: &Global, opened: &Opened, folder: &Path) -> anyhow::Result<Vec<Picture>> {
    let progress = Progress::new(global, "drawing");
    let mut pictures = Vec::new();
    for view in View::ALL {
        progress.doing(format!("drawing {}", view.name()));
        let drawing = Drawing::new(&opened.desk, view, Focus::default());
        for format in Format::ALL {
            let file = folder.join(format!("{}.{}", view.name(), format.ending()));
            files::write(&file, &drawing.bytes(format, Theme::Light)?)?;
        }
        pictures.push(Picture { title: view.question().to_owned(), file: format!("{}.svg", view.name()) });
    }
    Ok(pictures)
}
