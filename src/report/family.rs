//! Findings of one nature stand together in a report: contradictions beside contradictions, circles beside circles. And
//! each nature calls for something else: what the sides say is told to readers, what the sheets say is looked into.

use crate::rules::{Judged, Judgement, Level, Rule};

/// Findings of one nature.
pub struct Family {
    pub title: &'static str,
    /// One line that says what they have in common.
    pub gist: &'static str,
    /// Whether it is about the world, what the sides say and do, rather than about how the desk has noted it. The first
    /// is best told by quotes, the second by showing the words of the sheet.
    pub is_news: bool,
    rules: &'static [&'static str],
}

/// All families, in the order in which a report tells them.
pub static FAMILIES: &[Family] = &[
    Family {
        title: "Circular waits",
        gist: "Each side's move comes only after the other's.",
        is_news: true,
        rules: &["deadlock"],
    },
    Family {
        title: "Contradictions",
        gist: "What one holder says cannot all hold, or its voices differ.",
        is_news: true,
        rules: &["contradictory-position", "mixed-signals", "hollow-threat", "disputed-report"],
    },
    Family {
        title: "Incompatible demands",
        gist: "What two or more holders say cannot all be met.",
        is_news: true,
        rules: &["incompatible-demands", "dead-condition"],
    },
    Family {
        title: "Promises and questions left open",
        gist: "What was due, or is still without an answer.",
        is_news: true,
        rules: &["overdue-promise", "unanswered-demand"],
    },
    Family {
        title: "Changes of position",
        gist: "A later statement takes the other side, or changes the terms.",
        is_news: true,
        rules: &["reversal", "hardened-position", "softened-position", "unclear-order"],
    },
    Family {
        title: "Disputed facts and attributions",
        gist: "What one says is so another denies, or what is said of a holder its own words deny.",
        is_news: true,
        rules: &["disputed-fact", "contested-attribution"],
    },
    Family {
        title: "Sources",
        gist: "Who may speak for whom, and whether the words are where they should be.",
        is_news: false,
        rules: &[
            "voice-without-mandate",
            "said-after-publication",
            "unanchored-quote",
            "statement-without-quote",
            "single-source",
            "unnamed-source-only",
            "duplicate-statement",
        ],
    },
    Family {
        title: "Housekeeping",
        gist: "Records and exceptions that want attention.",
        is_news: false,
        rules: &["contradictory-constraints", "unused-record", "unmatched-acceptance", "unmet-expectation"],
    },
];

impl Family {
    /// The family that a rule belongs to.
    pub fn of(rule: &Rule) -> &'static Family {
        &FAMILIES[place_of(rule)]
    }

    /// Its rules, in the order of the list.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> {
        self.rules.iter().filter_map(|name| Rule::named(name))
    }
}

/// A judgement's findings by family, the empty ones left out; within a family the gravest first, then by place.
pub fn by_family(judgement: &Judgement) -> Vec<(&'static Family, Vec<&Judged>)> {
    let of_family = |(index, family): (usize, &'static Family)| {
        let is_of_it = |judged: &&Judged| place_of(judged.finding.rule) == index;
        let mut findings: Vec<&Judged> = judgement.findings.iter().filter(is_of_it).collect();
        findings.sort_by_key(|judged| std::cmp::Reverse(judged.level));
        (family, findings)
    };
    FAMILIES.iter().enumerate().map(of_family).filter(|(_, findings)| !findings.is_empty()).collect()
}

fn place_of(rule: &Rule) -> usize {
    FAMILIES.iter().position(|family| family.rules.contains(&rule.name)).unwrap_or(FAMILIES.len() - 1)
}

/// What an editor does about a finding.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Task {
    /// Tell it to readers: mostly there is nothing to mend.
    Tell,
    /// Look into how it was noted.
    Look,
    /// Mend or excuse it, since `check` fails until then.
    Settle,
}

impl Task {
    /// All tasks, in the order in which a terminal shows them: the most pressing stands last, where the eye is.
    pub const ALL: [Task; 3] = [Task::Tell, Task::Look, Task::Settle];

    fn of(judged: &Judged) -> Task {
        match judged.level {
            Level::Deny => Task::Settle,
            _ if Family::of(judged.finding.rule).is_news => Task::Tell,
            _ => Task::Look,
        }
    }

    pub fn title(self) -> &'static str {
        match self {
            Task::Tell => "Worth telling",
            Task::Look => "Worth a look",
            Task::Settle => "To settle",
        }
    }

    /// One line that goes on from the title.
    pub fn gist(self) -> &'static str {
        match self {
            Task::Tell => "what the sides' own words add up to",
            Task::Look => "how it was noted, and what it rests on",
            Task::Settle => "the check fails until each of these is mended or excused",
        }
    }
}

/// The findings of a task, the gravest last, and those of one family side by side.
pub fn by_task(judgement: &Judgement, task: Task) -> Vec<&Judged> {
    let mut findings: Vec<&Judged> = judgement.findings.iter().filter(|judged| Task::of(judged) == task).collect();
    findings.sort_by_key(|judged| (judged.level, place_of(judged.finding.rule)));
    findings
}

/// The findings about the world and not about how it was noted, the gravest first.
pub fn news(judgement: &Judgement) -> Vec<&Judged> {
    let is_news = |judged: &&Judged| Family::of(judged.finding.rule).is_news;
    let mut news: Vec<&Judged> = judgement.findings.iter().filter(is_news).collect();
    news.sort_by_key(|judged| (std::cmp::Reverse(judged.level), place_of(judged.finding.rule)));
    news
}

#[cfg(test)]
mod tests {
    use super::FAMILIES;
    use crate::rules::RULES;

    #[test]
    fn every_rule_belongs_to_one_family() {
        for rule in RULES {
            let families = FAMILIES.iter().filter(|family| family.rules.contains(&rule.name)).count();
            assert_eq!(families, 1, "`{}` belongs to {families} families", rule.name);
        }
        let named: usize = FAMILIES.iter().map(|family| family.rules().count()).sum();
        assert_eq!(named, RULES.len(), "a family names a rule that there is not");
    }
}
