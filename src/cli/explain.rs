//! `standoff explain`.

use anyhow::bail;
use clap::Args;
use standoff::diagnostic::Problem;
use standoff::report::{reference, rules_table};
use standoff::rules::{Levels, RULES, Rule};

use crate::{Verdict, lookup, output};

/// Lines are wrapped to so many columns at most: longer ones are hard to follow.
const MEASURE: usize = 100;

/// Explain a rule: what it finds, why it matters and how to mend it; without a rule, list all
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
    standoff explain\n  \
    standoff explain overdue-promise")]
pub struct Explain {
    /// The rule's name, as findings show it; also `pedantic` or `all`
    rule: Option<String>,
}

impl Explain {
    pub fn run(&self) -> anyhow::Result<Verdict> {
        let text = match self.rule.as_deref() {
            None | Some("all") => rules_table(RULES, &Levels::default(), output::window()),
            Some("pedantic") => pedantic(),
            Some(name) => page(name)?,
        };
        output::print(&text)?;
        Ok(Verdict::Fine)
    }
}

/// The rules of the group that nobody sees without asking for it.
fn pedantic() -> String {
    let rules = RULES.iter().filter(|rule| rule.is_pedantic);
    let table = rules_table(rules, &Levels::default(), output::window());
    format!("These rules are silent until asked for, by `standoff check -W pedantic` or one by one.\n\n{table}")
}

fn page(name: &str) -> anyhow::Result<String> {
    let width = output::width().min(MEASURE);
    if let Some(rule) = Rule::named(name) {
        return Ok(reference::page(rule, width));
    }
    if let Some(problem) = Problem::ALL.into_iter().find(|problem| problem.name() == name) {
        return Ok(reference::problem(problem, width));
    }
    let help = lookup::suggestion(name, Levels::names(), "`standoff explain` lists all rules");
    bail!("there is no rule `{name}`; {help}")
}
