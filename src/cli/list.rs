//! `standoff list`.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use standoff::report::{Listing, json, listing};

use crate::args::{Form, Global};
use crate::opened::Opened;
use crate::{Verdict, output};

/// List all actors, propositions, issues, articles, statements or rules
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff list actors\n  \
    standoff list statements --format json")]
pub struct List {
    /// What to list
    #[arg(value_name = "WHAT", value_parser = kind())]
    what: Listing,
    /// For people or for programs
    #[arg(long, default_value = "text")]
    format: Form,
}

fn kind() -> impl TypedValueParser<Value = Listing> {
    let named = |name: String| Listing::ALL.into_iter().find(|listing| listing.name() == name).expect("one of them");
    PossibleValuesParser::new(Listing::ALL.map(Listing::name)).map(named)
}

impl List {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let opened = match self.what {
            Listing::Rules => Opened::or_empty(global)?,
            _ => Opened::new(global)?,
        };
        let text = match self.format {
            Form::Json => json::list(&opened.desk, self.what, &opened.desk.levels),
            Form::Text => listing(&opened.desk, self.what, &opened.desk.levels, output::window()),
        };
        output::print(&text)?;
        Ok(opened.verdict(global))
    }
}
