//! One page for a browser: the findings with the words they rest on, side by side. It holds all it needs, asks no other
//! host for anything and runs no script, so that it can be mailed, kept and opened years later.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::family::{self, Family};
use super::story::{Story, Told};
use super::{Tally, capitalised, clean, count, told_later, words};
use crate::Desk;
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::project::TEXTS_FOLDER;
use crate::rules::{Judged, Judgement};
use crate::text::Place;

const STYLE: &str = include_str!("html/page.css");

/// A passage of an article is shown up to about so many characters.
const LONGEST_PASSAGE: usize = 300;

/// Between the parts of the page, so that a change in one finding is a change in one line.
const BREAK: PreEscaped<&str> = PreEscaped("\n");

/// The page of a check.
pub fn check(name: &str, desk: &Desk, judgement: &Judgement) -> String {
    let families = family::by_family(judgement);
    let title = format!("{name}: what does not fit");
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (text(&title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (head(&title, desk, judgement)) (BREAK)
                (contents(desk, &families)) (BREAK)
                main {
                    (reading_problems(desk))
                    @for (family, findings) in &families { (section(desk, family, findings)) }
                    @if families.is_empty() && desk.diagnostics.is_empty() { p { "Nothing was found." } }
                }
                (BREAK)
                footer {
                    p {
                        "Each finding shows the statements that it rests on, and no others: without any one of them it "
                        "is gone. Made by standoff."
                    }
                }
            }
        }
    };
    page.into_string() + "\n"
}

/// Words of the project, with control characters shown; maud escapes what means something to HTML.
fn text(words: &str) -> Markup {
    html! { (clean(words)) }
}

/// A sentence of ours, with what is to be typed set apart.
fn prose(sentence: &str) -> Markup {
    html! {
        @for (is_typed, part) in words::typed_parts(sentence) {
            @if is_typed { code { (text(part)) } } @else { (text(part)) }
        }
    }
}

/// The same as a whole sentence, with a capital letter and a full stop.
fn sentence(words: &str) -> Markup {
    let stop = if words.ends_with(['.', '?', '!']) { "" } else { "." };
    html! { (prose(&capitalised(words))) (stop) }
}

fn head(title: &str, desk: &Desk, judgement: &Judgement) -> Markup {
    let tally = Tally::of(desk, judgement);
    html! {
        header {
            h1 { (text(title)) }
            p {
                (tally.read()) ", as things stood on "
                time datetime=(desk.standing.as_of()) { (desk.standing.as_of()) } ": "
                strong { (tally.outcome()) } "."
            }
            @if let Some(later) = told_later(desk) { p { (later) "." } }
        }
    }
}

/// Where each family stands on the page.
fn contents(desk: &Desk, families: &[(&Family, Vec<&Judged>)]) -> Markup {
    html! {
        nav aria-label="Contents" {
            ul {
                @if !desk.diagnostics.is_empty() {
                    li { a href="#reading" { (READING) } " " span.count { (desk.diagnostics.len()) } }
                }
                @for (family, findings) in families {
                    li { a href={ "#" (anchor(family)) } { (family.title) } " " span.count { (findings.len()) } }
                }
            }
        }
    }
}

const READING: &str = "What could not be read";

fn anchor(family: &Family) -> String {
    family.title.to_lowercase().replace(' ', "-")
}

fn reading_problems(desk: &Desk) -> Markup {
    html! {
        @if !desk.diagnostics.is_empty() {
            section #reading aria-labelledby="reading-title" {
                h2 #reading-title { (READING) }
                p.gist { (count(desk.diagnostics.len(), "mistake")) " in the files; what is wrong is left out of the rest." }
                @for problem in &desk.diagnostics { (reading_problem(desk, problem)) }
            }
        }
    }
}

fn reading_problem(desk: &Desk, diagnostic: &Diagnostic) -> Markup {
    html! {
        (BREAK)
        article.finding.error {
            h3 { (prose(&capitalised(&diagnostic.message))) }
            (tags(Severity::Error, diagnostic.problem.name()))
            (typed(desk, diagnostic.primary.place))
            p.place { (position(desk, diagnostic.primary.place)) }
            (beside(desk, diagnostic.others.iter()))
            (way_out(diagnostic.help.as_deref()))
        }
    }
}

/// The line of a sheet, with the words marked that something is about.
fn typed(desk: &Desk, place: Place) -> Markup {
    let source = desk.sources.get(place.file);
    let number = source.line_column(place.span.start).line;
    let (line, start) = (source.line(number), source.line_start(number));
    let from = line.floor_char_boundary((place.span.start as usize).saturating_sub(start));
    let to = line.floor_char_boundary((place.span.end as usize).saturating_sub(start)).max(from);
    let (before, words, after) = (&line[..from], &line[from..to], &line[to..]);
    html! { @if !line.is_empty() { pre { code { (text(before.trim_start())) mark { (text(words)) } (text(after)) } } } }
}

fn section(desk: &Desk, family: &Family, findings: &[&Judged]) -> Markup {
    let (id, title_id) = (anchor(family), anchor(family) + "-title");
    html! {
        (BREAK)
        section id=(id) aria-labelledby=(title_id) {
            h2 id=(title_id) { (family.title) }
            p.gist { (family.gist) }
            @for judged in findings { (finding(desk, &Story::new(&desk.corpus, judged))) }
        }
    }
}

fn finding(desk: &Desk, story: &Story<'_>) -> Markup {
    let finding = story.finding;
    let severity = story.judged.level.severity().unwrap_or(Severity::Note);
    html! {
        (BREAK)
        article.finding.(word(severity)) {
            h3 { (prose(&capitalised(&finding.message))) }
            (tags(severity, finding.rule.name))
            div.sides { @for told in &story.statements { (statement(desk, told)) } }
            (beside(desk, story.beside.iter().copied()))
            @for note in &finding.notes { p.note { (sentence(note)) } }
            (way_out(finding.help.as_deref()))
            @if let Some(excuse) = &story.excuse {
                details {
                    summary { "It is right as it stands?" }
                    p { "Then excuse it in a sheet, and say why:" }
                    pre { code { (text(excuse)) } }
                }
            }
        }
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn tags(severity: Severity, name: &str) -> Markup {
    html! { p.tags { span.level { (word(severity)) } " " code { (name) } } }
}

/// A statement: the sentence, its words, and who was heard. Quotes are in any language, and run in its direction.
fn statement(desk: &Desk, told: &Told<'_>) -> Markup {
    html! {
        figure {
            p.says { (text(&told.sentence)) }
            @for quote in &told.quotes { blockquote dir="auto" { p { "“" (text(quote)) "”" } } }
            figcaption {
                @match told.link {
                    Some(link) => a href=(link) rel="noreferrer" { (text(&told.heard)) },
                    None => (text(&told.heard)),
                }
                span.place { (position(desk, told.place)) }
            }
        }
    }
}

fn beside<'a>(desk: &Desk, labels: impl Iterator<Item = &'a Label>) -> Markup {
    let mut labels = labels.filter(|label| !label.text.is_empty()).peekable();
    html! {
        @if labels.peek().is_some() {
            ul.beside {
                @for label in labels {
                    li {
                        (prose(&capitalised(&label.text))) " " span.place { (position(desk, label.place)) }
                        @if let Some(words) = printed(desk, label.place) {
                            blockquote dir="auto" { p { "“" (text(&words)) "”" } }
                        }
                    }
                }
            }
        }
    }
}

/// The words at a place, where that is in the text of an article: the passage that comes nearest to a quote.
fn printed(desk: &Desk, place: Place) -> Option<String> {
    let is_of_an_article = desk.sources.get(place.file).path().starts_with(TEXTS_FOLDER);
    is_of_an_article.then(|| words::shortened(desk.sources.slice(place), LONGEST_PASSAGE))
}

fn way_out(help: Option<&str>) -> Markup {
    html! { @if let Some(help) = help { p.help { strong { "What helps" } " " (sentence(help)) } } }
}

fn position(desk: &Desk, place: Place) -> Markup {
    let source = desk.sources.get(place.file);
    html! { (text(source.path())) ", line\u{a0}" (source.line_column(place.span.start).line) }
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn what_is_typed_is_set_apart_and_nothing_is_taken_for_html() {
        assert_eq!(prose("write `a < b`, “Київ”").into_string(), "write <code>a &lt; b</code>, “Київ”");
        assert_eq!(prose("a lone ` and <b>").into_string(), "a lone ` and &lt;b&gt;");
    }
}
