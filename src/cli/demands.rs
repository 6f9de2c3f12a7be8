//! `standoff demands`.

use clap::Args;
use standoff::date::PartialDate;
use standoff::demands::{Query, demands};
use standoff::report::{demands_table, json};

use crate::args::{Form, Global};
use crate::opened::Opened;
use crate::{Verdict, lookup, output};

/// Tell who demands what from whom, on which condition, and since when
///
/// Shown are the demands that hold on the day asked about. Demands that are said again on the same terms count once.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff demands\n  \
    standoff demands --actor russia --from usa\n  \
    standoff demands --all --since 2025-04    offers, promises and refusals too, first said in April 2025 or later")]
pub struct Demands {
    /// Only what this actor demands: an id, a name or an alias
    #[arg(long, value_name = "ACTOR")]
    actor: Option<String>,
    /// Only what is demanded from this actor
    #[arg(long, value_name = "ACTOR")]
    from: Option<String>,
    /// Only what concerns this issue
    #[arg(long, value_name = "ISSUE")]
    issue: Option<String>,
    /// Only what was first said on this date or later
    #[arg(long, value_name = "DATE")]
    since: Option<PartialDate>,
    /// Only what was first said on this date or earlier
    #[arg(long, value_name = "DATE")]
    until: Option<PartialDate>,
    /// All positions: offers, promises, refusals and the others too
    #[arg(long)]
    all: bool,
    /// Also what no longer holds
    #[arg(long)]
    past: bool,
    /// For people or for programs
    #[arg(long, default_value = "text")]
    format: Form,
}

impl Demands {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let opened = Opened::new(global)?;
        let desk = &opened.desk;
        let actor =
            |typed: &Option<String>| typed.as_deref().map(|typed| lookup::actor(&desk.corpus, typed)).transpose();
        let query = Query {
            all_verbs: self.all,
            past: self.past,
            holder: actor(&self.actor)?,
            from: actor(&self.from)?,
            issue: self.issue.as_deref().map(|typed| lookup::issue(&desk.corpus, typed)).transpose()?,
            since: self.since.map(PartialDate::first_day),
            until: self.until.map(PartialDate::last_day),
        };
        let found = demands(&desk.corpus, desk.graph(), &desk.standing, &query);
        match self.format {
            Form::Json => output::print(&json::demands(desk, &found))?,
            Form::Text => output::print(&demands_table(&desk.corpus, &found, output::window()))?,
        }
        if found.is_empty() {
            output::hint(global, "nobody demands anything of the kind; `--past` and `--all` show more");
        }
        opened.hint_at_later(global);
        Ok(opened.verdict(global))
    }
}
