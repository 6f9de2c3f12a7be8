//! Who demands what from whom: actors by actors, how many demands there are in each cell, and how they were answered.
//! A cell leads to the list of them, on the page of the one who demands.

use std::collections::{BTreeMap, BTreeSet};

use maud::{Markup, html};

use super::links::{Here, Page, stem};
use super::markup::{BREAK, actor, text};
use super::shell::Content;
use crate::corpus::Board;
use crate::demands::Demand;
use crate::id::ActorId;
use crate::report::count;
use crate::stances::ruled_out;
use crate::standing::Own;

/// A larger table is not read. The actors with most demands are kept.
const MOST_ACTORS: usize = 30;
/// On the overview, a smaller one has to do.
const MOST_ON_OVERVIEW: usize = 12;

pub fn page(here: &Here<'_>) -> Content {
    let main = html! {
        h1 { "Who demands what from whom?" }
        p.lead { "A row demands, a column is asked. Each number leads to the demands themselves." }
        (table(here, MOST_ACTORS))
        (legend())
    };
    Content { title: "Who demands what from whom?".to_owned(), scripts: &[], main }
}

/// The same on the overview.
pub fn section(here: &Here<'_>) -> Markup {
    html! {
        section aria-labelledby="demands" {
            h2 #demands { "Who demands what from whom" }
            (table(here, MOST_ON_OVERVIEW))
            (legend())
        }
    }
}

/// How a demand was answered by the one who is asked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Answer {
    Refused,
    Granted,
    OnCondition,
    Open,
}

impl Answer {
    const ALL: [Answer; 4] = [Answer::Refused, Answer::Granted, Answer::OnCondition, Answer::Open];

    /// In a word, which is also its class.
    pub fn word(self) -> &'static str {
        match self {
            Answer::Refused => "refused",
            Answer::Granted => "granted",
            Answer::OnCondition => "conditional",
            Answer::Open => "open",
        }
    }

    pub fn sign(self) -> &'static str {
        match self {
            Answer::Refused => "×",
            Answer::Granted => "+",
            Answer::OnCondition => "±",
            Answer::Open => "?",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Answer::Refused => "refused by the one who is asked, in so many words or by what follows from them",
            Answer::Granted => "agreed to",
            Answer::OnCondition => "agreed to on a condition",
            Answer::Open => "without an answer, as far as is noted",
        }
    }
}

/// How one actor has answered a demand.
pub fn answer(here: &Here<'_>, demand: &Demand, asked: ActorId) -> Answer {
    let desk = here.room.desk;
    let own =
        desk.standing.slot(asked, demand.what, Board::Outcome).iter().filter(|own| desk.standing.in_force(own.id));
    let (agreed, against): (Vec<&Own>, Vec<&Own>) = own.partition(|own| own.verb.is_positive());
    if !against.is_empty() || ruled_out(&desk.standing, &desk.background, asked, demand.what).is_some() {
        Answer::Refused
    } else if agreed.iter().any(|own| !own.is_conditional) {
        Answer::Granted
    } else if !agreed.is_empty() {
        Answer::OnCondition
    } else {
        Answer::Open
    }
}

/// Where the list of a cell begins, on the page of the one who demands.
pub fn cell_anchor(here: &Here<'_>, asked: Option<ActorId>) -> String {
    asked.map_or_else(|| "from-nobody".to_owned(), |id| format!("from-{}", stem(&here.corpus()[id].slug)))
}

/// Demands by who demands and who is asked. One that is addressed to nobody stands by itself.
type Cells<'a> = BTreeMap<(ActorId, Option<ActorId>), Vec<&'a Demand>>;

fn cells<'a>(here: &Here<'a>) -> Cells<'a> {
    let mut cells: Cells<'a> = BTreeMap::new();
    for demand in &here.room.demands {
        let asked: Vec<Option<ActorId>> = match &*demand.from {
            [] => vec![None],
            all => all.iter().copied().map(Some).collect(),
        };
        for one in asked {
            cells.entry((demand.holder, one)).or_default().push(demand);
        }
    }
    cells
}

fn table(here: &Here<'_>, most: usize) -> Markup {
    let cells = cells(here);
    let kept = |all: BTreeMap<ActorId, usize>| {
        let mut ids: Vec<ActorId> = all.keys().copied().collect();
        ids.sort_by_key(|id| std::cmp::Reverse(all[id]));
        let left_out: BTreeSet<ActorId> = ids.split_off(most.min(ids.len())).into_iter().collect();
        // Editors put the main actors first in their codebook, and readers expect them there.
        ids.sort_by_key(|&id| (here.corpus()[id].place, id));
        (ids, left_out)
    };
    let (mut by_row, mut by_column) = (BTreeMap::new(), BTreeMap::new());
    for (&(holder, asked), all) in &cells {
        *by_row.entry(holder).or_insert(0) += all.len();
        if let Some(asked) = asked {
            *by_column.entry(asked).or_insert(0) += all.len();
        }
    }
    let has_nobody = cells.keys().any(|(_, asked)| asked.is_none());
    let ((rows, no_rows), (columns, no_columns)) = (kept(by_row), kept(by_column));
    let mut columns: Vec<Option<ActorId>> = columns.into_iter().map(Some).collect();
    columns.extend(has_nobody.then_some(None));
    let left_out = no_rows.union(&no_columns).count();
    html! {
        @if rows.is_empty() {
            p { "No demands are in force." }
        } @else {
            div.scroll tabindex="0" role="region" aria-label="Who demands what from whom" {
                table.matrix {
                    thead {
                        tr {
                            td.corner { "demands ↓ from →" }
                            @for &column in &columns { th scope="col" { (head(here, column)) } }
                        }
                    }
                    tbody {
                        @for &row in &rows {
                            (BREAK)
                            tr {
                                th scope="row" { (actor(here, row)) }
                                @for &column in &columns { (cell(here, row, column, cells.get(&(row, column)))) }
                            }
                        }
                    }
                }
            }
            @if left_out > 0 {
                p.note {
                    (count(left_out, "actor")) " with fewer demands " @if left_out == 1 { "is" } @else { "are" } " left out; "
                    @if here.page == Page::Overview { a href=(here.to(Page::Demands)) { "the whole table" } " has more." }
                    @else { "their own pages tell them: " a href=(here.to(Page::Actors)) { "all actors" } "." }
                }
            }
        }
    }
}

fn head(here: &Here<'_>, column: Option<ActorId>) -> Markup {
    html! {
        @match column {
            Some(id) => (actor(here, id)),
            None => span.nobody { "nobody in particular" },
        }
    }
}

fn cell(here: &Here<'_>, row: ActorId, column: Option<ActorId>, demands: Option<&Vec<&Demand>>) -> Markup {
    let Some(demands) = demands else {
        return html! { @if column == Some(row) { td.self { } } @else { td { } } };
    };
    let corpus = here.corpus();
    let answers: Vec<Answer> =
        column.map_or_else(Vec::new, |asked| demands.iter().map(|demand| answer(here, demand, asked)).collect());
    let tally: Vec<(Answer, usize)> = Answer::ALL
        .into_iter()
        .map(|kind| (kind, answers.iter().filter(|&&answer| answer == kind).count()))
        .filter(|&(_, number)| number > 0)
        .collect();
    let depth = demands.len().min(5);
    html! {
        td.filled data-depth=(depth) {
            a href={ (here.to(Page::Actor(row))) "#" (cell_anchor(here, column)) } {
                span.unseen {
                    (text(&corpus[row].name)) " from "
                    @match column { Some(asked) => (text(&corpus[asked].name)), None => "nobody in particular" }
                    ": "
                }
                span.number { (demands.len()) }
                @if !tally.is_empty() {
                    span.answers {
                        @for (kind, number) in &tally {
                            span.(kind.word()) { (number) (kind.sign()) } span.unseen { " " (kind.word()) } " "
                        }
                    }
                }
            }
        }
    }
}

fn legend() -> Markup {
    html! {
        dl.legend aria-label="Signs" {
            @for kind in Answer::ALL {
                div { dt.(kind.word()) { (kind.sign()) } dd { (text(kind.meaning())) } }
            }
        }
    }
}
