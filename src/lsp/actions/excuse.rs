//! An `accept` for a finding that is right as it stands, with the reason left to fill in: until there is one, the finding
//! stays.

use super::{Here, Offer};
use crate::report::exception;
use crate::rules::Finding;
use crate::syntax::NodeKind;
use crate::syntax::edit::insert;

/// Offers to excuse a finding, where the cursor is in a statement that it rests on or at the place where it is told.
pub fn finding(here: &Here<'_>, finding: &Finding) -> Option<Offer> {
    let corpus = &here.known.desk.corpus;
    let records = finding.statements.iter().map(|&id| corpus[id].place(|at| at.record));
    let mut places = records.chain([finding.primary.place]);
    places.find(|&place| here.marked_span(place).is_some())?;
    let entry = exception(corpus, finding, "")?;
    let text = here.query.document.text();
    let root = here.query.document.parsed().tree.root(text);
    let edits = match root.field("accept") {
        Some(list) if list.kind() == NodeKind::List => insert(list, usize::MAX, &entry)?,
        Some(_) => return None,
        None => insert(root, usize::MAX, &format!("accept: [{entry}]"))?,
    };
    let title = format!("Accept this {}, for a reason to fill in", finding.rule.name);
    Some(Offer { title, about: finding.rule.name, is_preferred: false, edits: vec![(here.source(), edits)] })
}
