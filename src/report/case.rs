//! A finding as a picture shows it: what it rests on, and what else has to be said.

use super::capitalised;
use super::story::Story;
use crate::corpus::Corpus;
use crate::diagram::view::Case;
use crate::rules::Judged;

/// What is to be drawn of a finding.
pub fn case(corpus: &Corpus, judged: &Judged) -> Case {
    let Story { finding, beside, .. } = Story::new(corpus, judged);
    Case {
        id: judged.id.clone(),
        headline: capitalised(&finding.message),
        kind: capitalised(finding.rule.summary),
        rule: finding.rule.name.to_owned(),
        statements: finding.statements.clone(),
        remarks: beside.iter().map(|label| capitalised(&label.text)).collect(),
        notes: finding.notes.iter().map(|note| capitalised(note) + ".").collect(),
    }
}
