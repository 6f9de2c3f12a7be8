//! `standoff show`.

use anyhow::bail;
use clap::Args;
use standoff::corpus::Named;
use standoff::report::{Subject, card, json};

use crate::args::{Form, Global};
use crate::opened::Opened;
use crate::{Verdict, lookup, output};

/// Show all that is noted of an actor, a proposition, an issue, an article or a statement
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff show russia               an actor: who speaks for it, what it wants\n  \
    standoff show sanctions-lifted     a proposition: who is for it, and who against\n  \
    standoff list statements           tells the ids of all statements")]
pub struct Show {
    /// An id; for actors also a name or an alias
    id: String,
    /// For people or for programs
    #[arg(long, default_value = "text")]
    format: Form,
}

impl Show {
    pub fn run(&self, global: &Global) -> anyhow::Result<Verdict> {
        let opened = Opened::new(global)?;
        let desk = &opened.desk;
        let mut subjects = Subject::of(&desk.corpus, &self.id);
        if subjects.is_empty() {
            let called = lookup::actors_called(&desk.corpus, &self.id);
            subjects.extend(called.into_iter().map(|id| Subject::Record(Named::Actor(id))));
        }
        if subjects.is_empty() {
            let ids: Vec<_> = Subject::ids(&desk.corpus).collect();
            let known = ids.iter().map(AsRef::as_ref);
            let help = lookup::suggestion(&self.id, known, "`standoff list actors`, or another `list`, tells all ids");
            bail!("there is nothing with the id `{}`; {help}", self.id);
        }
        let text = match self.format {
            Form::Json => json::show(desk, &subjects),
            Form::Text => subjects.iter().map(|&subject| card(desk, subject)).collect::<Vec<_>>().join("\n"),
        };
        output::print(&text)?;
        Ok(opened.verdict(global))
    }
}
