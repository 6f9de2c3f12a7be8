//! What stood on which day: every position as a bar from the day it was taken to the day it ended, with a slider through
//! the days on which something changed. Without script it shows the day asked about.

use std::collections::BTreeMap;

use maud::{Markup, html};
use serde_json::json;

use super::links::Here;
use super::markup::{BREAK, actor, date_in_words, day_in_words, proposition, prose, side, text};
use super::past::{Past, past};
use super::shell::{Content, data};
use crate::analysis::history::Thread;
use crate::corpus::Board;
use crate::date::{Day, PartialDate, Precision};
use crate::id::{ActorId, StatementId};
use crate::report::{capitalised, count};

/// More rows are not read. Those that moved are kept first.
const MOST_ROWS: usize = 120;

pub fn page(here: &Here<'_>) -> Content {
    let days = Days::of(here);
    let rows = rows(here);
    let last = days.last();
    let main = html! {
        h1 { "What stood when" }
        p.lead { "Every position from the day it was taken to the day it ended or gave way to another." }
        @if rows.shown.is_empty() {
            p { "No positions are noted." }
        } @else {
            p.note { "Each step is a day on which something changed; the distances between them are not to scale." }
            div #lanes style={ "--steps: " (last + 1) "; --now: " (last) } {
                div.asof hidden {
                    p {
                        label for="day" { "As of " } output #asof for="day" { (days.label(last)) }
                        span #inforce role="status" {}
                    }
                    input #day type="range" min="0" max=(last) value=(last) step="1" aria-valuetext=(days.label(last));
                }
                (axis(&days))
                @for (holder, threads) in by_holder(here, &rows.shown) { (BREAK) (lane(here, &days, holder, &threads)) }
            }
            @if rows.left_out > 0 {
                p.note { (count(rows.left_out, "position")) " that moved less, or later, are left out; each actor's page has its own." }
            }
            (found(here, &days))
            (data("days", &days.json()))
        }
    };
    Content { title: "What stood when".to_owned(), scripts: &["timeline.js"], main }
}

/// The days on which something changed, up to the day asked about; each with the date that is told of it, where all that
/// was said on it has but a coarse one.
struct Days(Vec<(Day, Option<PartialDate>)>);

impl Days {
    fn of(here: &Here<'_>) -> Days {
        let as_of = here.room.desk.standing.as_of();
        let corpus = here.corpus();
        let mut days: BTreeMap<Day, Option<PartialDate>> = BTreeMap::from([(as_of, None)]);
        for id in corpus.statement_ids().filter(|&id| here.room.desk.standing.is_own(id)) {
            let interval = here.room.desk.standing.interval(corpus, id);
            let coarse = Some(corpus[id].said).filter(|said| said.precision() != Precision::Day);
            let turns =
                interval.from.map(|day| (day, coarse)).into_iter().chain(next(interval.until).map(|day| (day, None)));
            for (day, date) in turns.filter(|&(day, _)| day <= as_of) {
                days.entry(day).and_modify(|known| *known = known.and(date)).or_insert(date);
            }
        }
        Days(days.into_iter().collect())
    }

    fn last(&self) -> usize {
        self.0.len() - 1
    }

    /// The step at which a day is reached.
    fn step(&self, day: Day) -> usize {
        self.0.partition_point(|&(other, _)| other < day).min(self.last())
    }

    fn label(&self, step: usize) -> String {
        let (day, date) = self.0[step];
        date.map_or_else(|| day_in_words(day), date_in_words)
    }

    fn json(&self) -> String {
        json!((0..self.0.len()).map(|step| self.label(step)).collect::<Vec<_>>()).to_string()
    }
}

/// The first day on which something no longer held.
fn next(until: Option<Day>) -> Option<Day> {
    until.and_then(Day::successor)
}

/// What did not fit on each day; without script, on the day asked about.
fn found(here: &Here<'_>, days: &Days) -> Markup {
    let all: Vec<Day> = days.0.iter().map(|&(day, _)| day).collect();
    let last = days.last();
    html! {
        section aria-labelledby="found" {
            h2 #found { "What did not fit" }
            p.gist { "As of the day above, by what had been said until then." }
            ul #findings.lines {
                @for past in past(here.room, &all) {
                    @let holds = past.spans.iter().any(|&(from, to)| from <= last && last < to);
                    @let spans: Vec<String> = past.spans.iter().map(|(from, to)| format!("{from}-{to}")).collect();
                    (BREAK)
                    li data-spans=(spans.join(" ")) hidden[!holds] { (finding(here, &past)) }
                }
            }
            p #nothing.quiet hidden { "Nothing, as far as is noted." }
        }
    }
}

/// A finding, with the way to its page where it is found on the day asked about, and to its words otherwise.
fn finding(here: &Here<'_>, past: &Past) -> Markup {
    let found = &past.judged.finding;
    html! {
        @match past.number {
            Some(number) => (super::finding::line(here, number)),
            None => {
                (prose(&capitalised(&found.message))) " "
                span.tags { (super::finding::kind(found.rule)) }
                @for (place, &id) in found.statements.iter().enumerate() {
                    " " a.quiet href=(here.words(id)) { "words " (place + 1) }
                }
            },
        }
    }
}

struct Rows<'a> {
    shown: Vec<&'a Thread<'a>>,
    left_out: usize,
}

/// Positions, and no claims: those that moved first, then those taken last.
fn rows<'a>(here: &Here<'a>) -> Rows<'a> {
    let standing = &here.room.desk.standing;
    let has_own = |thread: &&Thread<'_>| !standing.slot(thread.holder, thread.what, thread.board).is_empty();
    let mut shown: Vec<&Thread<'_>> =
        here.room.threads.iter().filter(|thread| thread.board == Board::Outcome).filter(has_own).collect();
    let left_out = shown.len().saturating_sub(MOST_ROWS);
    shown.truncate(MOST_ROWS);
    Rows { shown, left_out }
}

fn by_holder<'a>(here: &Here<'_>, threads: &[&'a Thread<'a>]) -> Vec<(ActorId, Vec<&'a Thread<'a>>)> {
    let mut lanes: BTreeMap<ActorId, Vec<&Thread<'_>>> = BTreeMap::new();
    for thread in threads {
        lanes.entry(thread.holder).or_default().push(thread);
    }
    let mut lanes: Vec<_> = lanes.into_iter().collect();
    lanes.sort_by_key(|(holder, _)| (here.corpus()[*holder].place, *holder));
    lanes
}

/// So many days have room for their names.
const MOST_LABELS: usize = 7;

/// Some days along the top; the others are read from the slider.
fn axis(days: &Days) -> Markup {
    let last = days.last();
    let every = last.div_ceil(MOST_LABELS).max(1);
    html! {
        div.axis aria-hidden="true" {
            @for step in (0..=last).step_by(every) { span style={ "--at: " (step) "; --wide: " (every) } { (days.label(step)) } }
        }
    }
}

fn lane(here: &Here<'_>, days: &Days, holder: ActorId, threads: &[&Thread<'_>]) -> Markup {
    html! {
        section.lane aria-label=(super::markup::shown(&here.corpus()[holder].name)) {
            h2 { (actor(here, holder)) }
            ul {
                @for thread in threads {
                    (BREAK)
                    li {
                        span.label { (proposition(here, thread.what)) }
                        span.track { @for bar in bars(here, days, thread) { (bar) } }
                    }
                }
            }
        }
    }
}

/// A bar for each statement of a thread that counts, as a link to its words.
fn bars(here: &Here<'_>, days: &Days, thread: &Thread<'_>) -> Vec<Markup> {
    let (corpus, standing) = (here.corpus(), &here.room.desk.standing);
    let own = standing.slot(thread.holder, thread.what, thread.board).iter();
    let bar = |id: StatementId| {
        let interval = standing.interval(corpus, id);
        let from = days.step(interval.from.unwrap_or(Day::MIN));
        let ended = next(interval.until).filter(|&day| day <= standing.as_of());
        let to = ended.map(|day| days.step(day));
        let one = &corpus[id];
        let until = to.map_or_else(|| "on".to_owned(), |to| format!("to {}", days.label(to)));
        let label = format!("{} from {} {until}", one.verb.phrase(), date_in_words(one.said));
        html! {
            a.bar.(side(one.verb)).open[to.is_none()] href=(here.words(id)) title=(label)
                style={ "--from: " (from) "; --to: " (to.unwrap_or(days.last() + 1)) }
                data-from=(from) data-to=[to] {
                span { (text(one.verb.phrase())) }
            }
        }
    };
    own.map(|own| bar(own.id)).collect()
}
