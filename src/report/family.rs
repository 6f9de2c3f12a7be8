//! Findings of one nature stand together in a report: contradictions beside contradictions, circles beside circles.

use crate::rules::{Judged, Judgement};

/// Findings of one nature.
pub struct Family {
    pub title: &'static str,
    /// One line that says what they have in common.
    pub gist: &'static str,
    rules: &'static [&'static str],
}

/// All families, in the order in which a report tells them.
pub static FAMILIES: &[Family] = &[
    Family { title: "Circular waits", gist: "Each side's move comes only after the other's.", rules: &["deadlock"] },
    Family {
        title: "Contradictions",
        gist: "What one holder says cannot all hold, or its voices differ.",
        rules: &["contradictory-position", "mixed-signals", "disputed-report"],
    },
    Family {
        title: "Incompatible demands",
        gist: "What two or more holders say cannot all be met.",
        rules: &["incompatible-demands", "dead-condition"],
    },
    Family {
        title: "Promises and questions left open",
        gist: "What was due, or is still without an answer.",
        rules: &["overdue-promise", "unanswered-demand"],
    },
    Family {
        title: "Changes of position",
        gist: "A later statement takes the other side, or changes the terms.",
        rules: &["reversal", "hardened-position", "softened-position", "unclear-order"],
    },
    Family {
        title: "Disputed facts and attributions",
        gist: "What one says is so another denies, or what is said of a holder its own words deny.",
        rules: &["disputed-fact", "contested-attribution"],
    },
    Family {
        title: "Sources",
        gist: "Who may speak for whom, and whether the words are where they should be.",
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
        rules: &["unused-record", "unmatched-acceptance", "unmet-expectation"],
    },
];

/// A judgement's findings by family, the empty ones left out; within a family the gravest first, then by place.
pub fn by_family(judgement: &Judgement) -> Vec<(&'static Family, Vec<&Judged>)> {
    let of_family = |(index, family): (usize, &'static Family)| {
        let is_of_it = |judged: &&Judged| family_of(judged.finding.rule.name) == index;
        let mut findings: Vec<&Judged> = judgement.findings.iter().filter(is_of_it).collect();
        findings.sort_by_key(|judged| std::cmp::Reverse(judged.level));
        (family, findings)
    };
    FAMILIES.iter().enumerate().map(of_family).filter(|(_, findings)| !findings.is_empty()).collect()
}

fn family_of(rule: &str) -> usize {
    FAMILIES.iter().position(|family| family.rules.contains(&rule)).unwrap_or(FAMILIES.len() - 1)
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
    }
}
