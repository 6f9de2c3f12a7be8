//! The one list of commands and options. Help, man pages and completions derive from it.

use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::Styles;
use clap::builder::styling::AnsiColor;
use clap::{Args, Parser, Subcommand, ValueEnum};
use standoff::date::{DateError, Day, PartialDate};

use crate::Verdict;

/// Tracks who demands what from whom, and on which condition; draws it, and finds what does not fit.
///
/// You note in small files beside your articles what each side wants, offers and refuses. standoff then draws who waits
/// for whom, and points out contradictions, deadlocks and overdue promises, each with the words it rests on.
#[derive(Parser, Debug)]
#[command(name = "standoff", version, styles = STYLES, max_term_width = 100, subcommand_required = true)]
#[command(after_help = "New here? Type these:\n  \
    standoff init my-desk        a small sample project to look at and to change\n  \
    standoff -C my-desk check    what does not fit in it\n  \
    standoff -C my-desk build    pictures and a report, in my-desk/graphs")]
#[command(arg_required_else_help = true)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

/// Options that every command takes.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// The project's folder, or any folder inside it
    #[arg(short = 'C', long, global = true, value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub project: PathBuf,
    /// The day that is asked about, such as 2025-06-20, or `today`
    ///
    /// A month or a year means its last day. Where it is left out, the day set in standoff.ron counts, and otherwise
    /// today.
    #[arg(long, global = true, value_name = "DATE")]
    pub as_of: Option<AsOf>,
    /// A folder with copies of articles whose texts are not in the project; their quotes are checked there
    #[arg(long, global = true, value_name = "DIR")]
    pub texts: Option<PathBuf>,
    /// Whether to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_default_value = true)]
    pub color: Color,
    /// Print results only: no progress, no hints, no sums
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    Init(crate::init::Init),
    Add(crate::add::Add),
    Annotate(crate::annotate::Annotate),
    Check(crate::check::Check),
    Watch(crate::watch::Watch),
    Lsp(crate::lsp::Lsp),
    Fmt(crate::fmt::Fmt),
    Rename(crate::rename::Rename),
    Merge(crate::merge::Merge),
    Build(crate::build::Build),
    Site(crate::site::Site),
    Serve(crate::serve::Serve),
    Graph(crate::graph::Graph),
    Demands(crate::demands::Demands),
    Settle(crate::settle::Settle),
    History(crate::history::History),
    Diff(crate::diff::Diff),
    List(crate::list::List),
    Show(crate::show::Show),
    Explain(crate::explain::Explain),
    Schema(crate::schema::Schema),
    Completions(crate::completions::Completions),
    Man(crate::man::Pages),
}

impl Command {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        match self {
            Command::Init(init) => init.run(global),
            Command::Add(add) => add.run(global),
            Command::Annotate(annotate) => annotate.run(global),
            Command::Check(check) => check.run(global),
            Command::Watch(watch) => watch.run(global),
            Command::Lsp(lsp) => lsp.run(global),
            Command::Fmt(fmt) => fmt.run(global),
            Command::Rename(rename) => rename.run(global),
            Command::Merge(merge) => merge.run(global),
            Command::Build(build) => build.run(global),
            Command::Site(site) => site.run(global),
            Command::Serve(serve) => serve.run(global),
            Command::Graph(graph) => graph.run(global),
            Command::Demands(demands) => demands.run(global),
            Command::Settle(settle) => settle.run(global),
            Command::History(history) => history.run(global),
            Command::Diff(diff) => diff.run(global),
            Command::List(list) => list.run(global),
            Command::Show(show) => show.run(global),
            Command::Explain(explain) => explain.run(),
            Command::Schema(schema) => schema.run(),
            Command::Completions(completions) => completions.run(),
            Command::Man(man) => man.run(global),
        }
    }
}

/// When colours are used.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Color {
    /// On a terminal only
    Auto,
    Always,
    Never,
}

/// For people or for programs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Form {
    /// For reading
    Text,
    /// For programs; docs/json.md describes it
    Json,
}

/// For people, for a letter, or for programs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum LetterForm {
    /// For reading
    Text,
    /// For programs; docs/json.md describes it
    Json,
    /// For a wiki or a letter
    Markdown,
}

/// The day that is asked about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AsOf {
    Today,
    Day(Day),
}

impl FromStr for AsOf {
    type Err = DateError;

    fn from_str(typed: &str) -> Result<AsOf, DateError> {
        if typed == "today" { Ok(AsOf::Today) } else { typed.parse().map(PartialDate::last_day).map(AsOf::Day) }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn commands_and_options_fit_together() {
        super::Cli::command().debug_assert();
    }
}
