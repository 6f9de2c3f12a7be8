//! `standoff schema`.

use clap::Args;
use standoff::report::{json, language};

use crate::{Verdict, output};

/// Print the form of the JSON that commands write, or a reference of the annotation language
///
/// The form is a JSON Schema (draft 2020-12) of every document that `--format json` writes; docs/json.md tells of them in
/// words. The reference is a page in Markdown with every record, every field and every word of the sheets.
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff schema > standoff.schema.json\n  \
    standoff schema --language > reference.md")]
pub struct Schema {
    /// The reference of the annotation language instead
    #[arg(long)]
    language: bool,
}

impl Schema {
    pub fn run(&self) -> anyhow::Result<Verdict> {
        let text = if self.language { language::reference() } else { json::schema() };
        output::print(&text)?;
        Ok(Verdict::Fine)
    }
}
