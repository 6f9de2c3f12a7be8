//! `standoff rename`.

use anyhow::bail;
use clap::Args;
use standoff::revision::rename;

use crate::args::Global;
use crate::revising::{Revising, kind_named};
use crate::{Verdict, output};

/// Give an actor, a proposition, an issue, an article or a statement another id, in all sheets
///
/// Its record and everything that refers to it change together: conditions, mandates, constraints, verdicts, what you accept
/// and expect. Either all files are written or none. Nothing is changed where the new id is taken already, or where some
/// id would come to mean another record.
#[derive(Args, Debug)]
#[command(override_usage = "standoff rename [OPTIONS] [KIND] <OLD> <NEW>")]
#[command(after_help = "Examples:\n  \
    standoff rename usa united-states --dry-run    show what would change\n  \
    standoff rename issue talks state-of-talks     of several records with that id, the issue")]
pub struct Rename {
    /// The id, and the new one; before them what it is the id of, where several records have it: actor, proposition, issue,
    /// article or statement
    #[arg(num_args = 2..=3, required = true, value_name = "ID")]
    ids: Vec<String>,
    /// Change nothing; show what would change
    #[arg(long)]
    dry_run: bool,
}

impl Rename {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let [kind @ .., old, new] = self.ids.as_slice() else { bail!("name an id and the new one") };
        let kind = kind.first().map(|word| kind_named(word)).transpose()?;
        let revising = Revising::new(global)?;
        let kind = revising.kind_of(kind, old)?;
        let revision = rename(&revising.sheets, kind, old, new)?;
        let written = revising.carry_out(global, &revision, self.dry_run)?;
        let verb = if self.dry_run { "would rename" } else { "renamed" };
        let places = standoff::report::count(revision.places, "place");
        output::hint(global, &format!("{verb} the {} `{old}` to `{new}`: {places} in {written}", kind.name()));
        Ok(Verdict::Fine)
    }
}
