//! `standoff fmt`.

use std::path::PathBuf;

use anyhow::Context;
use clap::Args;
use rayon::prelude::*;
use standoff::Project;
use standoff::project::SheetFiles;
use standoff::report::{count, patch::patch};
use standoff::sheet::STYLE;
use standoff::syntax::{Formatted, format};
use standoff::text::Source;

use crate::args::Global;
use crate::opened::NO_PROJECT;
use crate::{Verdict, files, output};

/// Lay sheets out in one style: a record a line where it fits, otherwise a field a line
///
/// Comments, their places and the order of everything stay, and so does what is meant. What cannot be read is left
/// exactly as it was typed. Without FILES it works on all sheets of the project and on its settings.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff fmt\n  \
    standoff fmt --check                show what would change, and fail if anything would\n  \
    standoff fmt data/articles\n  \
    standoff fmt --stdin < sheet.ron    for editors that send a sheet through a command")]
pub struct Fmt {
    /// Sheets, or folders with sheets below them
    files: Vec<PathBuf>,
    /// Change nothing; show what would change, and fail if anything would
    #[arg(long)]
    check: bool,
    /// Read one sheet from standard input, and write it to standard output
    #[arg(long, conflicts_with = "files")]
    stdin: bool,
}

impl Fmt {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        if self.stdin { self.run_as_a_filter(global) } else { self.run_on_files(global) }
    }

    fn run_as_a_filter(&self, global: &Global) -> anyhow::Result<Verdict> {
        let source = Source::new("standard input".to_owned(), files::read_stdin()?);
        let formatted = format(source.text(), &STYLE);
        say_what_was_left(global, &source, &formatted);
        let differs = formatted.text != source.text();
        if self.check {
            output::print(&patch(source.path(), source.text(), &formatted.text))?;
            return Ok(Verdict::objects_if(differs));
        }
        output::print_bytes(formatted.text.as_bytes())?;
        Ok(Verdict::Fine)
    }

    fn run_on_files(&self, global: &Global) -> anyhow::Result<Verdict> {
        let sheets = if self.files.is_empty() {
            Project::find(&global.project).context(NO_PROJECT)?.sheet_files()
        } else {
            SheetFiles::named(&self.files)
        };
        for (path, reason) in &sheets.unreadable {
            output::hint(global, &format!("`{path}` cannot be read: {reason}"));
        }
        let formatted: Vec<Formatted> =
            sheets.read.par_iter().map(|(_, source)| format(source.text(), &STYLE)).collect();
        let mut changed = 0;
        for ((path, source), formatted) in sheets.read.iter().zip(&formatted) {
            say_what_was_left(global, source, formatted);
            if formatted.text == source.text() {
                continue;
            }
            changed += 1;
            if self.check {
                output::print(&patch(source.path(), source.text(), &formatted.text))?;
            } else {
                files::write(path, formatted.text.as_bytes())?;
            }
        }
        let of_all = format!("{changed} of {}", count(sheets.read.len(), "file"));
        match (changed, self.check) {
            (0, _) => output::hint(global, &format!("{} in style", count(sheets.read.len(), "file"))),
            (_, true) => output::hint(global, &format!("{of_all} would change; `standoff fmt` changes them")),
            (_, false) => output::hint(global, &format!("changed {of_all}")),
        }
        let objects = !sheets.unreadable.is_empty() || (self.check && changed > 0);
        Ok(Verdict::objects_if(objects))
    }
}

/// Names each place that could not be read, since nothing was done there.
fn say_what_was_left(global: &Global, source: &Source, formatted: &Formatted) {
    for span in &formatted.left {
        let (path, line) = (source.path(), source.line_column(span.start).line);
        output::hint(
            global,
            &format!("{path}:{line}: left as it is, since it cannot be read; `standoff check` tells what is wrong"),
        );
    }
}
