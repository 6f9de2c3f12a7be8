//! What does not fit: one rule, one file. A rule is a pure function of the corpus and the day asked about; it knows no
//! disk, no clock and no level of its own.

mod changes;
mod contested_attribution;
mod contradictory_constraints;
mod contradictory_position;
mod dead_condition;
mod deadlock;
mod disputed_fact;
mod disputed_report;
mod duplicate_statement;
mod exceptions;
mod finding;
mod hardened_position;
mod hollow_threat;
mod identity;
mod incompatible_demands;
mod judge;
mod larger_conflicts;
mod mixed_signals;
mod overdue_promise;
mod own_conflicts;
mod pairs;
mod reversal;
mod said_after_publication;
mod sides;
mod sifted;
mod single_source;
mod softened_position;
mod sourcing;
mod statement_without_quote;
mod turnover;
mod unanchored_quote;
mod unanswered_demand;
mod unclear_order;
mod unmatched_acceptance;
mod unmet_expectation;
mod unnamed_source_only;
mod unused_record;
mod voice_without_mandate;
mod words;

use rayon::prelude::*;

use exceptions::Turn;
pub use finding::{Caveat, Finding};
use judge::judge;
pub use judge::{Judged, Judgement, Levels, UnknownRule};
pub use turnover::Turnover;
pub use words::{constraint as constraint_in_words, on as date_in_words};

pub use crate::diagnostic::Level;

use crate::background::Background;
use crate::corpus::Corpus;
use crate::moves::Window;
use crate::standing::Standing;
use crate::waits::Waits;

/// All rules, in the order of their names. This is the one list: help, settings and reference derive from it.
pub static RULES: &[&Rule] = &[
    &contested_attribution::RULE,
    &contradictory_constraints::RULE,
    &contradictory_position::RULE,
    &dead_condition::RULE,
    &deadlock::RULE,
    &disputed_fact::RULE,
    &disputed_report::RULE,
    &duplicate_statement::RULE,
    &hardened_position::RULE,
    &hollow_threat::RULE,
    &incompatible_demands::RULE,
    &mixed_signals::RULE,
    &overdue_promise::RULE,
    &reversal::RULE,
    &said_after_publication::RULE,
    &single_source::RULE,
    &softened_position::RULE,
    &statement_without_quote::RULE,
    &unanchored_quote::RULE,
    &unanswered_demand::RULE,
    &unclear_order::RULE,
    &unmatched_acceptance::RULE,
    &unmet_expectation::RULE,
    &unnamed_source_only::RULE,
    &unused_record::RULE,
    &voice_without_mandate::RULE,
];

/// A rule: its words, its level, its check.
#[derive(Debug)]
pub struct Rule {
    /// Reads well after "allow" and names the problem: `contradictory-position`.
    pub name: &'static str,
    /// One line for lists, without a full stop.
    pub summary: &'static str,
    /// How much its findings weigh where no setting says otherwise.
    pub level: Level,
    /// Whether it is for those who ask for it (`-W pedantic`), and silent otherwise.
    pub is_pedantic: bool,
    /// The source of its file, whose first lines are its page in the reference.
    source: &'static str,
    check: Check,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
enum Check {
    /// The corpus and all that was computed from it.
    Corpus(fn(&Context<'_>) -> Vec<Finding>),
    /// What the other rules found, before any of it is excused.
    Findings(fn(&Context<'_>, &[Finding], Turn) -> Vec<Finding>),
}

/// All that a rule may know.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub corpus: &'a Corpus,
    pub standing: &'a Standing,
    pub background: &'a Background,
    pub waits: &'a Waits,
    pub tolerances: Tolerances,
    /// Whether every record could be read. Where not, what seems to be lacking may only have a slip in it.
    pub is_whole: bool,
}

/// Where a rule needs a number, it is one of these.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tolerances {
    /// Two voices of one holder that differ within so many days are mixed signals; later, a change of position.
    pub mixed_signals_days: i32,
    /// A demand may go unanswered for so many days.
    pub unanswered_days: i32,
}

impl Default for Tolerances {
    fn default() -> Tolerances {
        Tolerances { mixed_signals_days: 30, unanswered_days: 30 }
    }
}

impl Context<'_> {
    /// When two voices of one holder that differ are mixed signals.
    fn window(&self) -> Window {
        Window { days: self.tolerances.mixed_signals_days, as_of: self.standing.as_of() }
    }
}

impl Rule {
    /// The rule of a name.
    pub fn named(name: &str) -> Option<&'static Rule> {
        RULES.iter().copied().find(|rule| rule.name == name)
    }

    /// The rule's page: the first comment of its file, as Markdown. Its first example raises the rule, and later ones are
    /// added to that; tests run them.
    pub fn page(&self) -> String {
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!"));
        lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
    }
}

/// Runs the rules, gives each finding its level, and leaves out what editors have excused. Findings come in the order of
/// the places they point at.
pub fn check(context: &Context<'_>, levels: &Levels) -> Judgement {
    let is_asked_for = |rule: &Rule| {
        let exceptions = context.corpus.acceptances().iter().chain(context.corpus.expectations());
        levels.of(rule) > Level::Allow || exceptions.map(|exception| &exception.rule).any(|name| name == rule.name)
    };
    let asked_for: Vec<&Rule> = RULES.iter().copied().filter(|rule| is_asked_for(rule)).collect();
    let of_corpus = asked_for.par_iter().map(|rule| match rule.check {
        Check::Corpus(check) => check(context),
        Check::Findings(_) => Vec::new(),
    });
    let mut findings: Vec<Finding> = of_corpus.collect::<Vec<_>>().into_iter().flatten().collect();
    findings.par_sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    for turn in Turn::BOTH {
        let of_exceptions = asked_for.iter().filter_map(|rule| match rule.check {
            Check::Corpus(_) => None,
            Check::Findings(check) => Some(check(context, &findings, turn)),
        });
        let more: Vec<Finding> = of_exceptions.flatten().collect();
        findings.extend(more);
    }
    findings.sort_by(|a, b| a.sort_key().cmp(&b.sort_key()));
    judge(context.corpus, levels, findings)
}
