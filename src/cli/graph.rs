//! `standoff graph`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::{Args, ValueEnum};
use standoff::diagram::theme::Theme;
use standoff::diagram::view::{Focus, View};

use crate::args::Global;
use crate::drawing::{Drawing, Engine, Format, theme_parser, view_parser};
use crate::opened::Opened;
use crate::{Verdict, files, lookup, output};

/// Draw one picture: who demands what from whom, who waits for whom
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff graph demands -o demands.svg\n  \
    standoff graph deadlocks -o deadlock.png --theme dark\n  \
    standoff graph waits --format dot | dot -Tpdf > waits.pdf")]
pub struct Graph {
    /// The question that the picture answers
    #[arg(value_parser = view_parser())]
    view: View,
    /// The file to write; its ending tells the format; `-` or nothing for standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The form of the file; SVG where neither this nor the file's name tells
    #[arg(long)]
    format: Option<Format>,
    /// Who finds the places for boxes and lines
    #[arg(long, default_value = "own")]
    engine: Engine,
    /// The colours
    #[arg(long, value_parser = theme_parser(), default_value = "light")]
    theme: Theme,
    /// Only what concerns this actor: an id, a name or an alias
    #[arg(long, value_name = "ACTOR")]
    actor: Option<String>,
    /// Only what concerns this issue
    #[arg(long, value_name = "ISSUE")]
    issue: Option<String>,
}

impl Graph {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let file = self.output.as_deref().filter(|file| *file != Path::new("-"));
        let format = match (self.format, file) {
            (Some(format), _) => format,
            (None, Some(file)) => format_of(file)?,
            (None, None) => Format::Svg,
        };
        if format == Format::Png && file.is_none() && output::is_terminal() {
            bail!("a PNG is nothing to read; name a file for it: `-o {}.png`", self.view.name());
        }
        let opened = Opened::new(global)?;
        let corpus = &opened.desk.corpus;
        let focus = Focus {
            actor: self.actor.as_deref().map(|typed| lookup::actor(corpus, typed)).transpose()?,
            issue: self.issue.as_deref().map(|typed| lookup::issue(corpus, typed)).transpose()?,
        };
        let drawing = Drawing::new(&opened.desk, self.view, focus);
        let bytes = match self.engine {
            Engine::Own => drawing.bytes(format, self.theme)?,
            Engine::Graphviz => drawing.bytes_by_graphviz(global, format, self.theme)?,
        };
        match file {
            Some(file) => files::write(file, &bytes)?,
            None => output::print_bytes(&bytes)?,
        }
        Ok(opened.verdict(global))
    }
}

/// The format that a file's ending tells; SVG where it has none.
fn format_of(file: &Path) -> anyhow::Result<Format> {
    let Some(ending) = file.extension().map(OsStr::to_string_lossy) else { return Ok(Format::Svg) };
    Format::from_str(&ending, true)
        .map_err(|_| anyhow!("`.{ending}` is not a form that standoff writes: use .svg, .png or .dot"))
}
