//! The first page: in ten seconds, who blocks whom and where; then each finding with both sides' words.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::links::{Here, Page};
use super::markup::{BREAK, actor, day, issue, issues, proposition, prose, sentence, sign, text};
use super::shell::Content;
use super::{demands, finding, lists};
use crate::diagram::view::View;
use crate::id::{ActorId, PropositionId};
use crate::report::family::Family;
use crate::report::{Tally, capitalised, count, settlement, told_later};
use crate::rules::Rule;

/// The rules by which somebody is in somebody's way, and what that is called between them.
const IN_THE_WAY: [(&str, &str, &str); 4] = [
    ("deadlock", "wait for each other", "a circle of waits"),
    ("incompatible-demands", "want what cannot be had together", "cannot all be met"),
    ("dead-condition", "ask for what is refused", "hangs on what is refused"),
    ("contradictory-position", "contradicts itself", "cannot all hold"),
];

/// More pairs, and more findings of one nature, are left to a page of their own.
const MOST_PAIRS: usize = 10;
const MOST_OF_A_PAIR: usize = 3;
const MOST_OF_A_FAMILY: usize = 8;

pub fn page(here: &Here<'_>) -> Content {
    let room = here.room;
    let tally = Tally::of(room.desk, room.judgement);
    let main = html! {
        h1 { (text(room.name)) }
        p.lead {
            a href=(here.to(Page::Articles)) { (tally.read()) } ", as things stood on " (day(room.desk.standing.as_of())) ". "
            (prose(&settlement::first_sentence(room.desk, &room.settlement))) " "
            a href=(here.to(Page::Settlement)) { "What a settlement would take" } "."
        }
        @if let Some(later) = told_later(room.desk) { p.note { (sentence(&later)) } }
        (reading_problems(here)) (BREAK)
        (who_blocks_whom(here)) (BREAK)
        (demands::section(here)) (BREAK)
        (findings(here))
    };
    Content { title: "Overview".to_owned(), scripts: &[], main }
}

/// Those who are in each other's way, and what it is about.
struct Block {
    actors: Vec<ActorId>,
    findings: Vec<usize>,
}

/// By who they are, the gravest first: those with most findings between them.
fn blocks(here: &Here<'_>) -> Vec<Block> {
    let mut by_actors: BTreeMap<Vec<ActorId>, Vec<usize>> = BTreeMap::new();
    for (number, known) in here.room.findings.iter().enumerate() {
        let found = &known.judged.finding;
        if IN_THE_WAY.iter().any(|(rule, ..)| *rule == found.rule.name) {
            let mut holders: Vec<ActorId> = found.statements.iter().map(|&id| here.corpus()[id].holder).collect();
            holders.sort_by_key(|&id| (here.corpus()[id].place, id));
            holders.dedup();
            by_actors.entry(holders).or_default().push(number);
        }
    }
    let mut blocks: Vec<Block> = by_actors.into_iter().map(|(actors, findings)| Block { actors, findings }).collect();
    let gravity = |block: &Block| {
        let first = here.room.findings[block.findings[0]].judged.finding.rule;
        (rank(first), std::cmp::Reverse(block.findings.len()), block.findings[0])
    };
    blocks.sort_by_key(gravity);
    blocks
}

fn rank(rule: &Rule) -> usize {
    IN_THE_WAY.iter().position(|(name, ..)| *name == rule.name).unwrap_or(IN_THE_WAY.len())
}

fn who_blocks_whom(here: &Here<'_>) -> Markup {
    let blocks = blocks(here);
    let more = blocks.len().saturating_sub(MOST_PAIRS);
    html! {
        section aria-labelledby="blocks" {
            h2 #blocks { "Who is in whose way" }
            @if blocks.is_empty() {
                p { "Nobody, as far as is noted: no circular wait, no contradiction, and no demands that cannot be met together." }
            }
            ul.blocks { @for block in blocks.iter().take(MOST_PAIRS) { (pair(here, block)) } }
            @if more > 0 {
                p { a href=(here.to(Page::Findings)) { "And " (count(more, "more such circle")) " among all findings" } }
            }
            p.quiet {
                "As pictures: "
                a href=(here.to(Page::Picture(View::Deadlocks))) { (View::Deadlocks.question()) } " "
                a href=(here.to(Page::Picture(View::Waits))) { (View::Waits.question()) } " "
                a href=(here.to(Page::Picture(View::Demands))) { (View::Demands.question()) }
            }
        }
    }
}

fn pair(here: &Here<'_>, block: &Block) -> Markup {
    let rule = here.room.findings[block.findings[0]].judged.finding.rule;
    let what = match (rule.name, &*block.actors) {
        ("deadlock", [_]) => "is held up by its own conditions",
        _ => IN_THE_WAY[rank(rule)].1,
    };
    let more = block.findings.len().saturating_sub(MOST_OF_A_PAIR);
    html! {
        (BREAK)
        li {
            p.who {
                @for (place, &id) in block.actors.iter().enumerate() {
                    @if place > 0 { " " span.between aria-hidden="true" { (sign(rule)) } " " }
                    (actor(here, id))
                }
                " " span.what { (what) }
                @for id in issues(here, &whats(here, &block.findings)) { " " (issue(here, id)) }
            }
            ul.over {
                @for &number in block.findings.iter().take(MOST_OF_A_PAIR) { li { (over(here, number)) } }
                @if more > 0 { li { (matters_of(here, block)) } }
            }
        }
    }
}

/// What one of their findings is about.
fn over(here: &Here<'_>, number: usize) -> Markup {
    let found = &here.room.findings[number].judged.finding;
    let whats = whats(here, &[number]);
    let (_, _, why) = IN_THE_WAY[rank(found.rule)];
    html! {
        a.chip href=(here.to(Page::Finding(number))) title=(capitalised(&found.message)) {
            span.sign aria-hidden="true" { (sign(found.rule)) } " " (why)
        }
        " "
        @for (place, &what) in whats.iter().enumerate() {
            @if place > 0 { span.versus { " · " } }
            (proposition(here, what))
        }
    }
}

/// What the statements of some findings are about, each once.
fn whats(here: &Here<'_>, findings: &[usize]) -> Vec<PropositionId> {
    let mut whats = Vec::new();
    for &id in findings.iter().flat_map(|&number| &here.room.findings[number].judged.finding.statements) {
        if !whats.contains(&here.corpus()[id].what) {
            whats.push(here.corpus()[id].what);
        }
    }
    whats
}

/// The way to the rest of what is between them.
fn matters_of(here: &Here<'_>, block: &Block) -> Markup {
    let more = block.findings.len() - MOST_OF_A_PAIR;
    html! { a href={ (here.to(Page::Actor(block.actors[0]))) "#findings" } { "and " (more) " more between them" } }
}

fn reading_problems(here: &Here<'_>) -> Markup {
    let problems = &here.room.desk.diagnostics;
    html! {
        @if !problems.is_empty() {
            section.problems aria-labelledby="reading" {
                h2 #reading { "What could not be read" }
                p.gist { (count(problems.len(), "mistake")) " in the sheets; what is wrong is left out of all pages." }
                ul { @for problem in problems.iter().take(MOST_PROBLEMS) {
                    li { (prose(&capitalised(&problem.message))) " " span.place { (finding::position(here, problem.primary.place)) } }
                } }
            }
        }
    }
}

const MOST_PROBLEMS: usize = 20;

/// The findings by what they have in common, the first ones of each with their words.
fn findings(here: &Here<'_>) -> Markup {
    let families = lists::by_family(here);
    html! {
        @if families.is_empty() { section aria-labelledby="found" { h2 #found { "Findings" } p { "Nothing was found." } } }
        @for (family, numbers) in &families {
            (BREAK)
            section aria-labelledby=(lists::family_anchor(family)) {
                h2 #(lists::family_anchor(family)) { (family.title) " " span.count { (numbers.len()) } }
                p.gist { (family.gist) }
                @for &number in numbers.iter().take(MOST_OF_A_FAMILY) { (finding::card(here, number)) }
                (more(here, family, numbers.len()))
            }
        }
    }
}

fn more(here: &Here<'_>, family: &Family, number: usize) -> Markup {
    html! {
        @if number > MOST_OF_A_FAMILY {
            p {
                a href={ (here.to(Page::Findings)) "#" (lists::family_anchor(family)) } {
                    "All " (number) " of them"
                }
            }
        }
    }
}
