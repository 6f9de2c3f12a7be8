//! `standoff init`.

use std::path::PathBuf;

use anyhow::bail;
use clap::Args;

use crate::args::Global;
use crate::{Verdict, files, output};

/// Write a small sample project, to look at and to make your own
///
/// It holds one short invented article with four statements noted, each line explained. Nothing is ever overwritten.
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  \
    standoff init my-desk")]
pub struct Init {
    /// The folder for the project; made where it is missing
    #[arg(default_value = ".")]
    dir: PathBuf,
}

/// The files of the sample, and their words.
const SAMPLE: [(&str, &str); 4] = [
    ("standoff.ron", include_str!("sample/settings.ron")),
    ("data/codebook.ron", include_str!("sample/codebook.ron")),
    ("data/2026-03-10-harbour-strike.ron", include_str!("sample/article.ron")),
    ("seeds/2026-03-10-harbour-strike.txt", include_str!("sample/article.txt")),
];

impl Init {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let there: Vec<&str> =
            SAMPLE.map(|(file, _)| file).into_iter().filter(|file| self.dir.join(file).exists()).collect();
        if !there.is_empty() {
            bail!(
                "`{}` holds {} already, and nothing is overwritten; name another folder",
                self.dir.display(),
                there.join(" and ")
            );
        }
        for (file, words) in SAMPLE {
            files::create(&self.dir.join(file), words)?;
        }
        let folder = self.dir.display();
        output::hint(
            global,
            &format!(
                "wrote a sample project to `{folder}`; start with data/codebook.ron, then try `standoff -C {folder} check`"
            ),
        );
        Ok(Verdict::Fine)
    }
}
