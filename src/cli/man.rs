//! `standoff man`.

use std::path::PathBuf;

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use crate::args::{Cli, Global};
use crate::{Verdict, files, output};

/// Print the manual page, or write the pages of all commands into a folder
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff man | man -l -\n  \
    standoff man ~/.local/share/man/man1")]
pub struct Pages {
    /// The folder for the pages; without it the main page is printed
    dir: Option<PathBuf>,
}

impl Pages {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        // A page of its own for each command, and none for the `help` that clap adds.
        let mut command = Cli::command().disable_help_subcommand(true);
        command.build();
        let Some(folder) = &self.dir else {
            output::print_bytes(&text(&Man::new(command))?)?;
            return Ok(Verdict::Fine);
        };
        let subcommands = command.get_subcommands().cloned().collect::<Vec<_>>();
        for command in subcommands.into_iter().chain([command]) {
            let page = Man::new(command);
            files::write(&folder.join(page.get_filename()), &text(&page)?)?;
        }
        output::hint(global, &format!("wrote the manual pages to {}", folder.display()));
        Ok(Verdict::Fine)
    }
}

fn text(page: &Man) -> anyhow::Result<Vec<u8>> {
    let mut text = Vec::new();
    page.render(&mut text)?;
    Ok(text)
}
