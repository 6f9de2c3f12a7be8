//! From findings to a judgement: levels from settings and command line, and what editors have excused.

use std::fmt;

use rustc_hash::FxHashMap;

use super::exceptions::Exceptions;
use super::identity::Identities;
use super::{Caveat, Finding, RULES, Rule};
use crate::corpus::Corpus;
use crate::diagnostic::Level;

/// The group of rules that are silent until asked for.
pub const PEDANTIC: &str = "pedantic";

/// The level of every rule: its own, where nobody set another.
#[derive(Clone, Debug, Default)]
pub struct Levels {
    set: FxHashMap<&'static str, Level>,
}

/// No rule, and no group of rules, has that name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnknownRule(pub String);

impl fmt::Display for UnknownRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no rule `{}`", self.0)
    }
}

impl std::error::Error for UnknownRule {}

impl Levels {
    /// All names that a level can be set for.
    pub fn names() -> impl Iterator<Item = &'static str> {
        RULES.iter().map(|rule| rule.name).chain([PEDANTIC, "all"])
    }

    /// Sets the level of a rule, of the group `pedantic`, or of `all`. What is set later holds.
    pub fn set(&mut self, name: &str, level: Level) -> Result<(), UnknownRule> {
        let meant: Vec<&Rule> = match name {
            "all" => RULES.to_vec(),
            PEDANTIC => RULES.iter().copied().filter(|rule| rule.is_pedantic).collect(),
            _ => vec![Rule::named(name).ok_or_else(|| UnknownRule(name.to_owned()))?],
        };
        self.set.extend(meant.into_iter().map(|rule| (rule.name, level)));
        Ok(())
    }

    /// These, but for what is set otherwise in others.
    pub fn overridden_by(mut self, others: &Levels) -> Levels {
        self.set.extend(&others.set);
        self
    }

    /// The level of a rule's findings, before caveats.
    pub fn of(&self, rule: &Rule) -> Level {
        let own = if rule.is_pedantic { Level::Allow } else { rule.level };
        self.set.get(rule.name).copied().unwrap_or(own)
    }

    fn of_finding(&self, finding: &Finding) -> Level {
        let own = self.of(finding.rule);
        if finding.caveats.contains(&Caveat::Unsearched) {
            return own.min(Level::Note);
        }
        finding.caveats.iter().fold(own, |level, _| level.lowered())
    }
}

/// A finding with the level at which it is shown.
#[derive(Clone, Debug)]
pub struct Judged {
    /// By what it is known again from run to run: `deadlock-k3v9qd`.
    pub id: String,
    pub finding: Finding,
    pub level: Level,
}

/// What came of a check.
#[derive(Clone, Debug, Default)]
pub struct Judgement {
    /// What is shown, in the order of places.
    pub findings: Vec<Judged>,
    /// How many findings an `accept` excused.
    pub accepted: usize,
}

impl Judgement {
    /// The finding of an id, where it is shown.
    pub fn finding(&self, id: &str) -> Option<&Judged> {
        self.findings.iter().find(|judged| judged.id == id)
    }

    /// How many findings are shown at a level.
    pub fn count(&self, level: Level) -> usize {
        self.findings.iter().filter(|judged| judged.level == level).count()
    }
}

/// Gives every finding its level, and leaves out what is allowed or excused.
pub(super) fn judge(corpus: &Corpus, levels: &Levels, findings: Vec<Finding>) -> Judgement {
    let acceptances = Exceptions::new(corpus.acceptances());
    let mut judgement = Judgement::default();
    let mut identities = Identities::default();
    for finding in findings {
        let id = identities.next(corpus, &finding);
        if acceptances.meaning(&finding).next().is_some() {
            judgement.accepted += 1;
            continue;
        }
        let level = levels.of_finding(&finding);
        if level > Level::Allow {
            judgement.findings.push(Judged { id, finding, level });
        }
    }
    judgement
}
