//! What was found as of earlier days: a circle that has opened since, a contradiction that was taken back.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::room::Room;
use crate::date::Day;
use crate::report::family::Family;
use crate::rules::{self, Judged, Judgement};

/// A finding over time.
pub struct Past {
    /// As it was found last.
    pub judged: Judged,
    /// Its place in [`Room::findings`], where it is found on the day asked about, too.
    pub number: Option<usize>,
    /// From which step of the days on, and up to which, that one left out.
    pub spans: Vec<(usize, usize)>,
}

/// A check of each day costs what a check costs. Of more days, so many are looked at, evenly apart.
const MOST_CHECKS: usize = 40;

/// What was found when, told by steps in a list of days of which the last is the day asked about. Findings about how
/// something was noted are left out: they are no story of the sides'.
pub fn past(room: &Room<'_>, days: &[Day]) -> Vec<Past> {
    let every = days.len().div_ceil(MOST_CHECKS).max(1);
    let last = days.len() - 1;
    let earlier: Vec<usize> = (0..last).filter(|step| (last - step).is_multiple_of(every)).collect();
    let desk = room.desk;
    let judged = |&step: &usize| {
        let day = desk.on(days[step]);
        (step, rules::check(&desk.context_on(&day), room.levels))
    };
    let checks: Vec<(usize, Judgement)> = earlier.par_iter().map(judged).collect();

    let mut found: BTreeMap<String, Past> = BTreeMap::new();
    let ends: Vec<usize> = earlier.iter().skip(1).copied().chain([last]).collect();
    for ((step, judgement), end) in checks.into_iter().zip(ends) {
        for judged in judgement.findings {
            add(&mut found, judged, (step, end));
        }
    }
    for known in &room.findings {
        add(&mut found, known.judged.clone(), (last, last + 1));
    }
    for (number, known) in room.findings.iter().enumerate() {
        if let Some(past) = found.get_mut(&known.judged.id) {
            past.number = Some(number);
        }
    }
    let mut past: Vec<Past> = found.into_values().collect();
    past.sort_by(|a, b| (a.spans[0].0, &a.judged.finding.message).cmp(&(b.spans[0].0, &b.judged.finding.message)));
    past
}

fn add(found: &mut BTreeMap<String, Past>, judged: Judged, span: (usize, usize)) {
    if !Family::of(judged.finding.rule).is_news {
        return;
    }
    let past = found.entry(judged.id.clone());
    let past = past.or_insert_with(|| Past { judged: judged.clone(), number: None, spans: Vec::new() });
    past.judged = judged;
    match past.spans.last_mut() {
        Some(known) if known.1 == span.0 => known.1 = span.1,
        _ => past.spans.push(span),
    }
}
