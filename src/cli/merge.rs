//! `standoff merge`.

use anyhow::bail;
use clap::{Args, ValueEnum};
use standoff::revision::{Take, merge};

use crate::args::Global;
use crate::revising::{Revising, kind_named};
use crate::{Verdict, output};

/// Make one record of two actors or two propositions that turn out to be one
///
/// Everything that refers to OTHER then refers to KEEP. The record of OTHER is folded into that of KEEP: its names become
/// aliases, mandates and relations are united, and what only OTHER says is added. Where the two differ, the value of KEEP
/// stands and that of OTHER is left in a comment above it, for you to decide. Either all files are written or none.
#[derive(Args, Debug)]
#[command(override_usage = "standoff merge [OPTIONS] [KIND] <KEEP> <OTHER>")]
#[command(after_help = "Examples:\n  \
    standoff merge zelensky zelenskyy --dry-run       show what would change\n  \
    standoff merge war-ended war-over --take other    where they differ, `war-over` is right")]
pub struct Merge {
    /// The id that is kept, and the other; before them `actor` or `proposition`, where both are ids of both
    #[arg(num_args = 2..=3, required = true, value_name = "ID")]
    ids: Vec<String>,
    /// Whose value stands where the two differ, without a comment
    #[arg(long, value_name = "WHOSE")]
    take: Option<Whose>,
    /// Change nothing; show what would change
    #[arg(long)]
    dry_run: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Whose {
    Keep,
    Other,
}

impl Merge {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let [kind @ .., kept, other] = self.ids.as_slice() else { bail!("name the id that is kept, and the other") };
        let kind = kind.first().map(|word| kind_named(word)).transpose()?;
        let take = self.take.map(|whose| match whose {
            Whose::Keep => Take::Kept,
            Whose::Other => Take::Other,
        });
        let revising = Revising::new(global)?;
        let kind = revising.kind_of_both(kind, kept, other)?;
        let revision = merge(&revising.sheets, kind, kept, other, take)?;
        let written = revising.carry_out(global, &revision, self.dry_run)?;
        let verb = if self.dry_run { "would merge" } else { "merged" };
        let places = standoff::report::count(revision.places, "place");
        let name = kind.name();
        output::hint(
            global,
            &format!(
                "{verb} the {name} `{other}` into `{kept}`: {places} that referred to it, and its record, in {written}"
            ),
        );
        Ok(Verdict::Fine)
    }
}
