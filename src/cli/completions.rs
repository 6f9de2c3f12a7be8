//! `standoff completions`.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::args::Cli;
use crate::{Verdict, output};

/// Print a script that makes your shell complete commands and options
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff completions bash > ~/.local/share/bash-completion/completions/standoff\n  \
    standoff completions zsh > ~/.zfunc/_standoff")]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub fn run(&self) -> anyhow::Result<Verdict> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "standoff", &mut script);
        output::print_bytes(&script)?;
        Ok(Verdict::Fine)
    }
}
