//! Lists of all that there is: actors, propositions by issue, articles, findings. A page's filter narrows them.

use maud::{Markup, html};

use super::links::{Here, Page, issue_anchor};
use super::markup::{BREAK, actor, date, native, proposition, text};
use super::shell::Content;
use super::{finding, statement};
use crate::corpus::{Anchor, Board};
use crate::id::{ActorId, IssueId, PropositionId, StatementId};
use crate::report::count;
use crate::report::family::Family;

/// A field that narrows what follows it; shown by the page's script.
fn filter(what: &str) -> Markup {
    html! { p.filter hidden { label { "Show only " (what) " with " input type="search" data-filter; } " " output {} } }
}

pub fn family_anchor(family: &Family) -> String {
    family.title.to_lowercase().replace(' ', "-")
}

/// The findings by family, as places in the room's list.
pub fn by_family(here: &Here<'_>) -> Vec<(&'static Family, Vec<usize>)> {
    let mut families: Vec<(&'static Family, Vec<usize>)> = Vec::new();
    for (number, known) in here.room.findings.iter().enumerate() {
        match families.last_mut().filter(|(family, _)| family.title == known.family.title) {
            Some((_, numbers)) => numbers.push(number),
            None => families.push((known.family, vec![number])),
        }
    }
    families
}

pub fn findings(here: &Here<'_>) -> Content {
    let families = by_family(here);
    let main = html! {
        h1 { "What does not fit" }
        p.lead { (count(here.room.findings.len(), "finding")) ", each with the statements that it rests on." }
        (filter("findings"))
        @for (family, numbers) in &families {
            (BREAK)
            section data-part aria-labelledby=(family_anchor(family)) {
                h2 #(family_anchor(family)) { (family.title) " " span.count { (numbers.len()) } }
                p.gist { (family.gist) }
                ul.lines { @for &number in numbers { (BREAK) li data-row { (finding::line(here, number)) } } }
            }
        }
        @if families.is_empty() { p { "Nothing was found." } }
    };
    Content { title: "What does not fit".to_owned(), scripts: &[], main }
}

pub fn actors(here: &Here<'_>) -> Content {
    let corpus = here.corpus();
    let mut ids: Vec<ActorId> = corpus.actor_ids().collect();
    let held = |id: ActorId| here.room.of_actor(id).iter().filter(|&&at| corpus[at].holder == id).count();
    ids.sort_by_key(|&id| (held(id) == 0, corpus[id].place, id));
    let main = html! {
        h1 { "Actors" }
        (filter("actors"))
        div.scroll tabindex="0" role="region" aria-label="Actors" {
            table.list {
                thead { tr {
                    th scope="col" { "Actor" } th scope="col" { "Kind" } th scope="col" { "Speaks for" }
                    th.number scope="col" { "Positions in force" } th.number scope="col" { "Findings" }
                } }
                tbody { @for &id in &ids { (actor_row(here, id)) } }
            }
        }
    };
    Content { title: "Actors".to_owned(), scripts: &[], main }
}

fn actor_row(here: &Here<'_>, id: ActorId) -> Markup {
    let one = &here.corpus()[id];
    let standing = &here.room.desk.standing;
    let own = here.room.of_actor(id).iter().filter(|&&at| {
        let statement = &here.corpus()[at];
        statement.holder == id && statement.board() == Board::Outcome && standing.in_force(at)
    });
    let (positions, findings) = (own.count(), here.room.findings_of_actor(id).len());
    let mut principals: Vec<ActorId> = one.mandates.iter().map(|mandate| mandate.of).collect();
    principals.dedup();
    html! {
        (BREAK)
        tr data-row data-words=(one.aliases.join(" ")) {
            th scope="row" { (actor(here, id)) " " (native(one)) }
            td { (one.kind.name()) }
            td { (super::markup::actors(here, &principals)) }
            td.number { @if positions > 0 { (positions) } }
            td.number { @if findings > 0 { (findings) } }
        }
    }
}

pub fn propositions(here: &Here<'_>) -> Content {
    let corpus = here.corpus();
    let of_issue = |issue| corpus.proposition_ids().filter(move |&id| corpus[id].issue == issue).collect::<Vec<_>>();
    let without = of_issue(None);
    // Editors put what matters most first in their codebook.
    let mut in_order: Vec<IssueId> = corpus.issue_ids().collect();
    in_order.sort_by_key(|&id| (corpus[id].place, id));
    let main = html! {
        h1 { "What it is about" }
        p.lead { "Each proposition with those who are for it and those who are against." }
        (filter("propositions"))
        @for issue in in_order {
            (part(here, &corpus[issue].name, &issue_anchor(&corpus[issue].slug), &of_issue(Some(issue))))
        }
        @if !without.is_empty() { (part(here, "Of no issue", "without-issue", &without)) }
    };
    Content { title: "Propositions".to_owned(), scripts: &[], main }
}

fn part(here: &Here<'_>, title: &str, anchor: &str, ids: &[PropositionId]) -> Markup {
    let mut ids = ids.to_vec();
    ids.sort_by_key(|&id| (std::cmp::Reverse(here.room.of_proposition(id).len()), id));
    html! {
        (BREAK)
        section data-part aria-labelledby=(anchor) {
            h2 #(anchor) { bdi { (text(title)) } " " span.count { (ids.len()) } }
            ul.stances { @for &id in &ids { (proposition_row(here, id)) } }
        }
    }
}

fn proposition_row(here: &Here<'_>, id: PropositionId) -> Markup {
    let corpus = here.corpus();
    let standing = &here.room.desk.standing;
    let holders = |board: Board, is_positive: bool| {
        let mut holders: Vec<ActorId> = Vec::new();
        for &at in here.room.of_proposition(id).iter().filter(|&&at| standing.in_force(at)) {
            let one = &corpus[at];
            if (one.board(), one.is_positive()) == (board, is_positive) && !holders.contains(&one.holder) {
                holders.push(one.holder);
            }
        }
        holders
    };
    let sides = [
        (holders(Board::Outcome, true), "granted", "+", "for: "),
        (holders(Board::Outcome, false), "refused", "×", "against: "),
        (holders(Board::Fact, true), "granted", "+", "say so: "),
        (holders(Board::Fact, false), "refused", "×", "deny it: "),
    ];
    let is_contested = sides.chunks(2).any(|pair| pair.iter().all(|(side, ..)| !side.is_empty()));
    html! {
        (BREAK)
        li.contested[is_contested] data-row {
            (proposition(here, id))
            @for (side, class, sign, word) in &sides {
                @if !side.is_empty() {
                    " " span.side {
                        span.sign.(class) aria-hidden="true" { (sign) } " " span.quiet { (word) }
                        (super::markup::actors(here, side))
                    }
                }
            }
        }
    }
}

pub fn articles(here: &Here<'_>) -> Content {
    let corpus = here.corpus();
    let mut ids: Vec<_> = corpus.article_ids().collect();
    ids.sort_by_key(|&id| (std::cmp::Reverse(corpus[id].published.first_day()), id));
    let unplaced = here.room.unplaced.len();
    let main = html! {
        h1 { "Articles" }
        (filter("articles"))
        div.scroll tabindex="0" role="region" aria-label="Articles" {
            table.list {
                thead { tr {
                    th scope="col" { "Published" } th scope="col" { "Article" } th scope="col" { "Publisher" }
                    th.number scope="col" { "Statements" } th scope="col" { "Quotes" }
                } }
                tbody {
                    @for &id in &ids {
                        @let article = &corpus[id];
                        @let statements = here.room.of_article(id);
                        (BREAK)
                        tr data-row {
                            td.date { (date(article.published)) }
                            th scope="row" {
                                a href=(here.to(Page::Article(id))) { bdi { (text(article.title.as_ref().unwrap_or(&article.slug))) } }
                            }
                            td { bdi { (text(article.publisher.as_deref().unwrap_or_default())) } }
                            td.number { (statements.len()) }
                            td { (quotes_in_short(here, statements)) }
                        }
                    }
                }
            }
        }
        @if unplaced > 0 {
            p { a href=(here.to(Page::Unplaced)) { (count(unplaced, "statement")) " without an article" } }
        }
    };
    Content { title: "Articles".to_owned(), scripts: &[], main }
}

/// Whether all quotes were found: what an editor looks for.
fn quotes_in_short(here: &Here<'_>, statements: &[StatementId]) -> String {
    let quotes = || statements.iter().flat_map(|&id| here.corpus().quotes_of(id)).map(|(_, quote)| &quote.anchor);
    let (all, found) = (quotes().count(), quotes().filter(|anchor| matches!(anchor, Anchor::Found(_))).count());
    match (all, quotes().filter(|anchor| **anchor == Anchor::Unchecked).count()) {
        (0, _) => String::new(),
        (all, unchecked) if all == unchecked => "no text at hand".to_owned(),
        _ if all == found => "all found".to_owned(),
        _ => format!("{found} of {all} found"),
    }
}

/// Statements that were noted without an article.
pub fn unplaced(here: &Here<'_>) -> Content {
    let main = html! {
        h1 { "Noted without an article" }
        ol.notes.alone {
            @for &id in &here.room.unplaced {
                (BREAK)
                li id={ "s-" (here.room.anchor(id)) } { (statement::statement(here, id)) (statement::found(here, id)) }
            }
        }
    };
    Content { title: "Noted without an article".to_owned(), scripts: &[], main }
}
