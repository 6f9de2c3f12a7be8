//! The `standoff` command. It reads arguments and files, asks the library, and prints; a file a command. What is true
//! is decided in the library, and only there.

mod add;
mod annotate;
mod args;
mod build;
mod check;
mod completions;
mod demands;
mod diff;
mod drawing;
mod explain;
mod eyes;
mod files;
mod fmt;
mod graph;
mod graphviz;
mod history;
mod init;
mod levels;
mod links;
mod list;
mod lookup;
mod lsp;
mod man;
mod merge;
mod opened;
mod output;
mod progress;
mod rename;
mod revising;
mod schema;
mod serve;
mod settle;
mod show;
mod site;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use args::Cli;

/// Reading makes very many small strings on all cores, which it hands out faster than the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a command has to say to the shell, where it could run at all.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Verdict {
    Fine,
    /// Something is denied, or could not be read.
    Objection,
}

impl Verdict {
    fn objects_if(objects: bool) -> Verdict {
        if objects { Verdict::Objection } else { Verdict::Fine }
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    output::choose_colour(cli.global.color);
    match cli.command.run(&cli.global) {
        Ok(Verdict::Fine) => ExitCode::SUCCESS,
        Ok(Verdict::Objection) => ExitCode::from(1),
        Err(error) => {
            output::complain(&error);
            ExitCode::from(2)
        }
    }
}
