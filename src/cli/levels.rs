//! `-A`, `-W` and `-D`: how much a rule weighs in this run. They count in the order in which they are typed, so that
//! `-W all -A reversal` means all but one.

use anyhow::anyhow;
use clap::{ArgMatches, Args, Command, FromArgMatches};
use standoff::diagnostic::Level;
use standoff::rules::Levels;

use crate::lookup;

/// Rules and their levels, in the order typed.
#[derive(Clone, Debug, Default)]
pub struct LevelArgs {
    typed: Vec<(String, Level)>,
}

/// What clap makes of the options, before their order is known.
#[derive(Args)]
#[command(next_help_heading = "Options for levels")]
struct Unordered {
    /// Do not show what this rule finds; also `pedantic` or `all`
    #[arg(short = 'A', long, value_name = "RULE")]
    allow: Vec<String>,
    /// Show what this rule finds as a warning
    #[arg(short = 'W', long, value_name = "RULE")]
    warn: Vec<String>,
    /// Fail when this rule finds something
    #[arg(short = 'D', long, value_name = "RULE")]
    deny: Vec<String>,
}

const OPTIONS: [(&str, Level); 3] = [("allow", Level::Allow), ("warn", Level::Warn), ("deny", Level::Deny)];

impl LevelArgs {
    /// Every rule is heard, whatever the project sets.
    pub fn all() -> LevelArgs {
        LevelArgs { typed: vec![("all".to_owned(), Level::Warn)] }
    }

    /// These levels over those that the project sets.
    pub fn over(&self, mut levels: Levels) -> anyhow::Result<Levels> {
        for (rule, level) in &self.typed {
            levels.set(rule, *level).map_err(|unknown| {
                let help = lookup::suggestion(rule, Levels::names(), "`standoff explain` lists all rules");
                anyhow!("{unknown}; {help}")
            })?;
        }
        Ok(levels)
    }
}

impl FromArgMatches for LevelArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<LevelArgs, clap::Error> {
        let of_option = |(option, level): (&'static str, Level)| {
            let rules = matches.get_many::<String>(option).into_iter().flatten().cloned();
            let places = matches.indices_of(option).into_iter().flatten();
            places.zip(rules).map(move |(place, rule)| (place, rule, level)).collect::<Vec<_>>()
        };
        let mut typed: Vec<(usize, String, Level)> = OPTIONS.into_iter().flat_map(of_option).collect();
        typed.sort_by_key(|(place, ..)| *place);
        Ok(LevelArgs { typed: typed.into_iter().map(|(_, rule, level)| (rule, level)).collect() })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.typed.extend(LevelArgs::from_arg_matches(matches)?.typed);
        Ok(())
    }
}

impl Args for LevelArgs {
    fn augment_args(command: Command) -> Command {
        Unordered::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Unordered::augment_args_for_update(command)
    }
}
