//! What `standoff serve` shows above the last good pages while something cannot be read.

use maud::{Markup, html};

use super::markup::{prose, text};
use crate::Desk;
use crate::report::{capitalised, count};

/// More mistakes are counted: one slip may bring many.
const MOST_TOLD: usize = 8;

/// The mistakes that keep new pages from being written.
pub fn notice(desk: &Desk) -> String {
    let problems = &desk.diagnostics;
    let more = problems.len().saturating_sub(MOST_TOLD);
    let list = html! {
        ul {
            @for problem in problems.iter().take(MOST_TOLD) {
                @let source = desk.sources.get(problem.primary.place.file);
                @let at = source.line_column(problem.primary.place.span.start);
                li {
                    (prose(&capitalised(&problem.message)))
                    " " span.place { (text(source.path())) ", line\u{a0}" (at.line) ", column\u{a0}" (at.column) }
                    @if let Some(help) = &problem.help { " " span.help { (prose(help)) } }
                }
            }
            @if more > 0 { li { "and " (more) " more" } }
        }
    };
    banner(&format!("{} in the sheets: these pages are from before.", count(problems.len(), "mistake")), &list)
}

/// Says that nothing could be read at all.
pub fn notice_of_failure(reason: &str) -> String {
    banner("The project cannot be read: these pages are from before.", &html! { p { (prose(&capitalised(reason))) } })
}

fn banner(title: &str, more: &Markup) -> String {
    html! { aside.problems.notice role="alert" aria-label="Mistakes" { p { strong { (title) } } (more) } }.into_string()
}
