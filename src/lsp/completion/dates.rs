//! Dates: the article's own and the days before it, each with its day of the week, since "on Friday" is what articles say.

use gen_lsp_types::CompletionItemKind;

use super::Proposal;
use super::typing::Slot;
use crate::date::PartialDate;
use crate::lsp::query::Query;

/// So many days before the article are proposed.
const DAYS_BEFORE: i32 = 7;

pub fn dates(query: &Query<'_>, slot: &Slot<'_>) -> Vec<Proposal> {
    let mut proposals: Vec<(PartialDate, String)> = Vec::new();
    if let Some(published) = query.published(slot.cursor.statement()) {
        let last = published.last_day();
        proposals.push((published, format!("the article's date, {}", last.weekday())));
        let before = (1..=DAYS_BEFORE).filter_map(|days| last.plus_days(-days));
        proposals.extend(before.map(|day| (day.into(), day.weekday().to_owned())));
        let (year, month, _) = last.ymd();
        proposals.extend(PartialDate::from_month(year, month).map(|date| (date, "that month".to_owned())));
        proposals.extend(PartialDate::from_year(year).map(|date| (date, "that year".to_owned())));
    }
    let today = query.known().desk.standing.as_of();
    proposals.push((today.into(), format!("the day that is asked about, {}", today.weekday())));
    let mut shown: Vec<PartialDate> = Vec::new();
    proposals.retain(|(date, _)| {
        let is_new = !shown.contains(date);
        shown.push(*date);
        is_new
    });
    let ranked = proposals.into_iter().enumerate();
    let told = ranked.map(|(place, (date, words))| {
        Proposal::new(date.to_string(), CompletionItemKind::Constant).with_detail(words).ranked(place as u32)
    });
    told.filter(|proposal| proposal.label.starts_with(slot.typed)).collect()
}
