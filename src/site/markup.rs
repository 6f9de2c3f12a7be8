//! Words as markup, and the small forms that all pages share: a name on its plate, a day, a proposition, a sign.

use std::borrow::Cow;

use maud::{Markup, PreEscaped, html};

use super::links::{Here, Page};
use crate::corpus::{Actor, Verb};
pub use crate::date::words::{date as date_in_words, day as day_in_words};
use crate::date::{Day, PartialDate};
use crate::id::{ActorId, IssueId, PropositionId};
use crate::report::{clean, words};
use crate::rules::{Level, Rule};

/// Between the parts of a page, so that a change in one is a change in one line.
pub const BREAK: PreEscaped<&str> = PreEscaped("\n");

/// Words of the project, with control characters shown; maud escapes what means something to HTML.
pub fn text(words: &str) -> Markup {
    html! { (shown(words)) }
}

/// As reports show words, but for two marks that texts in Arabic and Hebrew are set right with, and that do no harm
/// within an element of their own.
pub fn shown(words: &str) -> Cow<'_, str> {
    let is_mark = |sign: char| matches!(sign, '\u{200e}' | '\u{200f}');
    if !words.contains(is_mark) {
        return clean(words);
    }
    let mut shown = String::new();
    for part in words.split_inclusive(is_mark) {
        let plain = part.trim_end_matches(is_mark);
        shown += &clean(plain);
        shown += &part[plain.len()..];
    }
    shown.into()
}

/// A sentence of ours, with what is to be typed set apart.
pub fn prose(sentence: &str) -> Markup {
    html! {
        @for (is_typed, part) in words::typed_parts(sentence) {
            @if is_typed { code { (text(part)) } } @else { (text(part)) }
        }
    }
}

/// The same as a whole sentence, with a capital letter and a full stop.
pub fn sentence(words: &str) -> Markup {
    let stop = if words.ends_with(['.', '?', '!']) { "" } else { "." };
    html! { (prose(&crate::report::capitalised(words))) (stop) }
}

/// An actor's name on its plate, as a link to its page.
pub fn actor(here: &Here<'_>, id: ActorId) -> Markup {
    html! {
        a.plate data-colour=(here.room.colour(id)) href=(here.to(Page::Actor(id))) { bdi { (text(&here.corpus()[id].name)) } }
    }
}

/// Several, in a row.
pub fn actors(here: &Here<'_>, ids: &[ActorId]) -> Markup {
    html! {
        @for (place, &id) in ids.iter().enumerate() {
            @if place > 0 { @if place + 1 == ids.len() { " and " } @else { ", " } }
            (actor(here, id))
        }
    }
}

/// The name in the actor's own script, where it differs.
pub fn native(actor: &Actor) -> Markup {
    let native = actor.native.as_ref().filter(|native| **native != actor.name);
    html! { @if let Some(native) = native { span.native dir="auto" { (text(native)) } } }
}

/// A proposition as a link to its page.
pub fn proposition(here: &Here<'_>, id: PropositionId) -> Markup {
    html! {
        a.proposition href=(here.to(Page::Proposition(id))) { bdi { (text(&here.corpus()[id].text)) } }
    }
}

pub fn issue(here: &Here<'_>, id: IssueId) -> Markup {
    html! { a.issue href=(here.issue(id)) { bdi { (text(&here.corpus()[id].name)) } } }
}

/// The issues of some propositions, each once: where something is in dispute.
pub fn issues(here: &Here<'_>, propositions: &[PropositionId]) -> Vec<IssueId> {
    let mut issues: Vec<IssueId> = Vec::new();
    for issue in propositions.iter().filter_map(|&what| here.corpus()[what].issue) {
        if !issues.contains(&issue) {
            issues.push(issue);
        }
    }
    issues
}

pub fn date(date: PartialDate) -> Markup {
    html! { time datetime=(date) { (date_in_words(date)) } }
}

pub fn day(day: Day) -> Markup {
    html! { time datetime=(day) { (day_in_words(day)) } }
}

/// What a verb amounts to, as a class for the style sheet: for colours and signs.
pub fn side(verb: Verb) -> &'static str {
    match verb {
        Verb::Demands | Verb::Proposes => "demand",
        Verb::Offers | Verb::Promises | Verb::Accepts | Verb::Supports => "offer",
        Verb::Opposes | Verb::Rejects | Verb::Refuses => "reject",
        Verb::Threatens => "threat",
        Verb::Asserts | Verb::Denies => "claim",
    }
}

/// The sign of a rule, beside its words.
pub fn sign(rule: &Rule) -> &'static str {
    match rule.name {
        "deadlock" => "↻",
        "incompatible-demands" => "×",
        "contradictory-position" => "≠",
        "mixed-signals" | "disputed-report" => "≈",
        "dead-condition" => "∅",
        "overdue-promise" => "!",
        "reversal" => "↔",
        "hardened-position" => "▲",
        "softened-position" => "▼",
        _ => "?",
    }
}

/// How much a finding weighs, in a word that is also a class.
pub fn weight(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Note | Level::Allow => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn marks_of_direction_stay_and_overrides_are_shown() {
        assert_eq!(shown("a\u{200f}b\u{202e}c\u{7}"), "a\u{200f}b�c␇");
        assert_eq!(shown("\u{200e}\u{200e}x"), "\u{200e}\u{200e}x");
    }
}
