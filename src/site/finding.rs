//! A finding: what does not fit, and the words of each side, side by side, each where it stands in its text.

use std::ops::Range;

use maud::{Markup, html};

use super::links::{Here, Page};
use super::markup::side;
use super::markup::{BREAK, actors, issue, issues, prose, sentence, sign, text, weight};
use super::passages;
use super::shell::Content;
use super::statement::{heard, quotes, says, statement};
use crate::corpus::Anchor;
use crate::diagnostic::Label;
use crate::id::StatementId;
use crate::project::TEXTS_FOLDER;
use crate::report::capitalised;
use crate::report::story::Story;
use crate::report::words::shortened;
use crate::rules::Rule;
use crate::text::Place;

/// Around its words, so many bytes of a text are shown.
const REACH: usize = 240;
/// A finding of more statements shows its first ones where it is but one of many.
const MOST_ON_A_CARD: usize = 4;

/// What a rule finds, in two words: "incompatible demands".
pub fn kind(rule: &Rule) -> String {
    rule.name.replace('-', " ")
}

/// A finding as a small link: its sign, and what kind it is.
pub fn chip(here: &Here<'_>, number: usize) -> Markup {
    let known = &here.room.findings[number];
    let rule = known.judged.finding.rule;
    html! {
        a.chip.(weight(known.judged.level)) href=(here.to(Page::Finding(number)))
            title=(capitalised(&known.judged.finding.message)) {
            span.sign aria-hidden="true" { (sign(rule)) } " " (kind(rule))
        }
    }
}

/// A finding as one line of a list.
pub fn line(here: &Here<'_>, number: usize) -> Markup {
    let judged = here.room.findings[number].judged;
    html! {
        a.message href=(here.to(Page::Finding(number))) { (prose(&capitalised(&judged.finding.message))) }
        " " span.tags.(weight(judged.level)) { (kind(judged.finding.rule)) }
    }
}

/// A finding among others: the message, where it belongs, and both sides' words.
pub fn card(here: &Here<'_>, number: usize) -> Markup {
    let judged = here.room.findings[number].judged;
    let story = Story::new(here.corpus(), judged);
    let statements = story.ids();
    let more = statements.len().saturating_sub(MOST_ON_A_CARD);
    html! {
        (BREAK)
        article.finding.(weight(judged.level)) {
            h3 { a href=(here.to(Page::Finding(number))) { (prose(&capitalised(&story.finding.message))) } }
            (tags(here, number))
            div.sides { @for &id in statements.iter().take(MOST_ON_A_CARD) { (statement(here, id)) } }
            @if more > 0 { p { a href=(here.to(Page::Finding(number))) { "and " (crate::report::count(more, "more statement")) } } }
        }
    }
}

fn tags(here: &Here<'_>, number: usize) -> Markup {
    let judged = here.room.findings[number].judged;
    let finding = &judged.finding;
    html! {
        p.tags {
            span.level { span.sign aria-hidden="true" { (sign(finding.rule)) } " " (kind(finding.rule)) }
            " · " (weight(judged.level))
            @for id in issues(here, &finding.propositions) { " · " (issue(here, id)) }
        }
    }
}

pub fn page(here: &Here<'_>, number: usize) -> Content {
    let known = &here.room.findings[number];
    let story = Story::new(here.corpus(), known.judged);
    let finding = story.finding;
    let statements = story.ids();
    let main = html! {
        p.kicker { a href={ (here.to(Page::Findings)) "#" (super::lists::family_anchor(known.family)) } { (known.family.title) } }
        h1 { (prose(&capitalised(&finding.message))) }
        div.(weight(known.judged.level)) { (tags(here, number)) }
        @if !finding.actors.is_empty() { p.about { "About " (actors(here, &finding.actors)) } }
        @if !statements.is_empty() {
            section aria-labelledby="sides" {
                h2 #sides { @if statements.len() == 1 { "The words" } @else { "Side by side" } }
                p.gist {
                    "It rests on " @if statements.len() == 1 { "this statement" } @else { "these statements" }
                    " and no others: without any one of them it is gone."
                }
                div.sides.wide { @for &id in &statements { (side_of(here, id)) } }
            }
        }
        (beside(here, story.beside.iter().copied()))
        @for note in &finding.notes { p.note { (sentence(note)) } }
        @if let Some(help) = &finding.help { p.help { strong { "What helps" } " " (sentence(help)) } }
        (super::pictures::of_finding(here, number))
        @if let Some(excuse) = &story.excuse {
            details {
                summary { "It is right as it stands?" }
                p { "Then excuse it in a sheet, and say why:" }
                pre { code { (text(excuse)) } }
            }
        }
        (neighbours(here, number))
    };
    Content { title: capitalised(&finding.message), scripts: &["viewer.js"], main }
}

/// The way to the findings before and after it.
fn neighbours(here: &Here<'_>, number: usize) -> Markup {
    let to = |number: usize| here.to(Page::Finding(number));
    html! {
        nav.neighbours aria-label="Other findings" {
            @if number > 0 { a rel="prev" href=(to(number - 1)) { "← The finding before" } }
            @if number + 1 < here.room.findings.len() { a rel="next" href=(to(number + 1)) { "The next finding →" } }
        }
    }
}

/// One side: what it says, and its words amid those that stand around them.
fn side_of(here: &Here<'_>, id: StatementId) -> Markup {
    let contexts = contexts(here, id);
    html! {
        article class={ "statement " (side(here.corpus()[id].verb)) } {
            (says(here, id))
            @for context in &contexts { (context) }
            @if contexts.is_empty() { (quotes(here, id)) }
            (heard(here, id))
            @if !contexts.is_empty() { p.onward { a href=(here.words(id)) { "Read it in the whole text" } } }
        }
    }
}

/// The words of a statement with what stands around them in the text; none where they were not found there.
fn contexts(here: &Here<'_>, id: StatementId) -> Vec<Markup> {
    let sources = &here.room.desk.sources;
    let places: Vec<Place> = here
        .corpus()
        .quotes_of(id)
        .filter_map(|(_, quote)| if let Anchor::Found(place) = quote.anchor { Some(place) } else { None })
        .collect();
    let mut shown: Vec<(Place, Range<usize>)> = Vec::new();
    for &place in &places {
        let window = window(sources.get(place.file).text(), place.span.range());
        let is_shown = |(other, around): &(Place, Range<usize>)| {
            other.file == place.file && around.start <= place.span.range().start && place.span.range().end <= around.end
        };
        if !shown.iter().any(is_shown) {
            shown.push((place, window));
        }
    }
    let context = |(place, window): &(Place, Range<usize>)| {
        let text = sources.get(place.file).text();
        let within = |other: &Place| {
            let (from, to) = (other.span.range().start.max(window.start), other.span.range().end.min(window.end));
            (other.file == place.file && from < to).then(|| from - window.start..to - window.start)
        };
        excerpt(text, window, &places.iter().filter_map(within).collect::<Vec<_>>())
    };
    shown.iter().map(context).collect()
}

fn excerpt(whole: &str, window: &Range<usize>, layers: &[Range<usize>]) -> Markup {
    let lines = passages::lines(&whole[window.clone()], layers);
    let last = lines.iter().rposition(|line| !line.is_empty()).unwrap_or(0);
    let first = lines.iter().position(|line| !line.is_empty()).unwrap_or(0);
    html! {
        blockquote.context {
            @for (number, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_empty()) {
                p dir="auto" {
                    @if number == first && window.start > 0 { "… " }
                    @for piece in line {
                        @if piece.layers.is_empty() { (text(piece.text)) } @else { mark { (text(piece.text)) } }
                    }
                    @if number == last && window.end < whole.len() { " …" }
                }
            }
        }
    }
}

/// A stretch of a text around some words, from and to the end of a word.
fn window(text: &str, words: Range<usize>) -> Range<usize> {
    let from = text.floor_char_boundary(words.start.saturating_sub(REACH));
    let to = text.ceil_char_boundary((words.end + REACH).min(text.len()));
    let is_space = |at: &(usize, char)| at.1.is_whitespace();
    let first = if from == 0 {
        Some(0)
    } else {
        text[from..words.start].char_indices().find(is_space).map(|(at, _)| from + at)
    };
    let last = if to == text.len() {
        Some(to)
    } else {
        text[words.end..to].rfind(char::is_whitespace).map(|at| words.end + at)
    };
    first.unwrap_or(words.start)..last.unwrap_or(words.end)
}

/// What the statements do not tell: a mandate that ended, an exclusion in the codebook.
fn beside<'a>(here: &Here<'_>, labels: impl Iterator<Item = &'a Label>) -> Markup {
    let mut labels = labels.filter(|label| !label.text.is_empty()).peekable();
    html! {
        @if labels.peek().is_some() {
            section aria-labelledby="beside" {
                h2 #beside { "What goes with it" }
                ul.beside {
                    @for label in labels {
                        li {
                            (prose(&capitalised(&label.text))) " " span.place { (position(here, label.place)) }
                            @if let Some(words) = printed(here, label.place) {
                                blockquote { p dir="auto" { "“" (text(&words)) "”" } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The words at a place, where that is in the text of an article: the passage that comes nearest to a quote.
fn printed(here: &Here<'_>, place: Place) -> Option<String> {
    let sources = &here.room.desk.sources;
    let is_of_an_article = sources.get(place.file).path().starts_with(TEXTS_FOLDER);
    is_of_an_article.then(|| shortened(sources.slice(place), 300))
}

/// Where something was typed.
pub fn position(here: &Here<'_>, place: Place) -> Markup {
    let source = here.room.desk.sources.get(place.file);
    html! { (text(source.path())) ", line\u{a0}" (source.line_column(place.span.start).line) }
}

#[cfg(test)]
mod tests {
    use super::window;

    #[test]
    fn a_window_begins_and_ends_between_words() {
        let text = "слово ".repeat(200);
        let at = 605..615;
        let around = window(&text, at.clone());
        assert!(around.start < at.start && at.end < around.end);
        assert!(text[around.clone()].starts_with(' ') && text[around.end..].starts_with(' '));
        assert_eq!(window("short", 1..3), 0..5);
    }
}
