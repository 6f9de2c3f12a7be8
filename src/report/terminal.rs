//! What a person reads in a terminal, in the order in which an editor will act on it: what is worth telling, what is
//! worth a look, and last, where the eye is when the run ends, what has to be settled. News is told by the words of those
//! who made it; a slip, by the words of the sheet, underlined. Colours are always in the text; who prints it takes them
//! out where nobody would see them.

mod excerpt;
mod tale;

use annotate_snippets::{Group, Level as Weight, Renderer};
use anstyle::{AnsiColor, Style};

use super::family::{Family, Task, by_task};
use super::story::Story;
use super::{Tally, clean, words};
use crate::Desk;
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::{Finding, Judged, Judgement};
use crate::text::SourceMap;
use excerpt::excerpts;

/// A quote is shown up to about so many characters; it stands in full in its sheet.
const LONGEST_QUOTE: usize = 200;
/// The numbers of lines, and the word "help", take about so many columns.
const MARGIN: usize = 13;
/// Quotes are shown for findings of so many statements at most.
const MOST_QUOTES: usize = 8;

/// All that a check has to tell, by what an editor does about it.
pub fn check(desk: &Desk, judgement: &Judgement, width: usize) -> String {
    let told = |task: Task| {
        let findings = by_task(judgement, task).into_iter().map(|judged| finding(desk, judged, width));
        let problems: &[Diagnostic] = if task == Task::Settle { &desk.diagnostics } else { &[] };
        let problems = problems.iter().map(|problem| diagnostic(&desk.sources, problem, width));
        let messages: Vec<String> = findings.chain(problems).map(|message| message + "\n\n").collect();
        if messages.is_empty() { String::new() } else { heading(task, messages.len(), width) + &messages.concat() }
    };
    Task::ALL.into_iter().map(told).collect()
}

/// The rule of the finding that [`check`] tells last.
pub fn told_last(judgement: &Judgement) -> Option<&'static str> {
    let findings = Task::ALL.into_iter().rev().find_map(|task| by_task(judgement, task).pop());
    findings.map(|judged| judged.finding.rule.name)
}

/// A line across the window: "── Worth telling (4): what the sides' own words add up to ───".
fn heading(task: Task, count: usize, width: usize) -> String {
    let (title, gist) = (task.title(), task.gist());
    let length = format!("── {title} ({count}): {gist} ").chars().count();
    let rest = "─".repeat(width.min(tale::MEASURE).saturating_sub(length));
    format!("── {STRONG}{title} ({count}){STRONG:#}: {gist} {rest}").trim_end().to_owned() + "\n\n"
}

const STRONG: Style = Style::new().bold();

/// The line that sums up.
pub fn summary(tally: &Tally) -> String {
    let colour = match tally {
        tally if tally.fails() => AnsiColor::Red,
        tally if tally.warnings > 0 => AnsiColor::Yellow,
        _ => AnsiColor::Green,
    };
    let style = Style::new().bold().fg_color(Some(colour.into()));
    format!("{}: {style}{}{style:#}\n", tally.read(), tally.outcome())
}

/// A problem met while reading or resolving.
pub fn diagnostic(sources: &SourceMap, diagnostic: &Diagnostic, width: usize) -> String {
    let mut group = title(Severity::Error, &diagnostic.message, diagnostic.problem.name());
    group = group.elements(excerpts(sources, &diagnostic.primary, &diagnostic.others));
    if let Some(help) = &diagnostic.help {
        group = group.element(Weight::HELP.message(clean(help)));
    }
    renderer(width).render(&[group])
}

/// What a rule found: where it stands, in which words, what else is worth knowing, and last what to write.
pub fn finding(desk: &Desk, judged: &Judged, width: usize) -> String {
    let story = Story::new(&desk.corpus, judged);
    if Family::of(judged.finding.rule).is_news { tale::told(desk, &story, width) } else { shown(desk, &story, width) }
}

/// A finding about the sheet itself: the words that were typed, underlined.
fn shown(desk: &Desk, story: &Story<'_>, width: usize) -> String {
    let finding = story.finding;
    let mut group = title(severity(story.judged), &finding.message, finding.rule.name);
    group = group.elements(excerpts(&desk.sources, &finding.primary, &finding.others));
    for quote in quotes(&desk.corpus, finding) {
        group = group.element(Weight::NOTE.with_name("quote").message(wrapped(&quote, width)));
    }
    for note in &finding.notes {
        group = group.element(Weight::NOTE.message(wrapped(note, width)));
    }
    if let Some(help) = &finding.help {
        group = group.element(Weight::HELP.message(wrapped(help, width)));
    }
    if let Some(excuse) = story.excuse.as_ref().filter(|_| story.is_denied()) {
        let excuse = format!("where it is right as it stands, write `{excuse}`");
        group = group.element(Weight::HELP.message(wrapped(&excuse, width)));
    }
    renderer(width).render(&[group])
}

/// What stands beside the margin, in lines that fit.
fn wrapped(text: &str, width: usize) -> String {
    let beside = width.min(tale::MEASURE).saturating_sub(MARGIN);
    textwrap::fill(&clean(text), tale::unbroken(beside))
}

fn renderer(width: usize) -> Renderer {
    Renderer::styled().term_width(width)
}

fn severity(judged: &Judged) -> Severity {
    judged.level.severity().unwrap_or(Severity::Note)
}

fn title<'a>(severity: Severity, message: &'a str, name: &'a str) -> Group<'a> {
    let weight = match severity {
        Severity::Error => Weight::ERROR,
        Severity::Warning => Weight::WARNING,
        Severity::Note => Weight::NOTE,
    };
    Group::with_title(weight.primary_title(clean(message)).id(name))
}

/// The words of the statements that a finding sets against each other, with who was heard, when and where.
fn quotes(corpus: &Corpus, finding: &Finding) -> Vec<String> {
    if !(2..=MOST_QUOTES).contains(&finding.statements.len()) {
        return Vec::new();
    }
    let quote = |&id| {
        let (_, quote) = corpus.quotes_of(id).next()?;
        let exact = words::shortened(&quote.exact, LONGEST_QUOTE);
        Some(format!("“{exact}” ({})", words::source(corpus, &corpus[id])))
    };
    finding.statements.iter().filter_map(quote).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Label, Problem};
    use crate::text::{Place, Source, Span};

    fn plain(sources: &SourceMap, problem: &Diagnostic) -> String {
        anstream::adapter::strip_str(&diagnostic(sources, problem, 100)).to_string()
    }

    #[test]
    fn places_outside_the_text_or_inside_a_character_are_cut_back() {
        let mut sources = SourceMap::new();
        let file = sources.add(Source::new("data/\u{1b}[31ma.ron".into(), "їй\r\nдві\n"));
        for (start, end) in [(0, 999), (1, 3), (998, 999), (4, 4), (9, 12)] {
            let place = Place { file, span: Span::new(start, end) };
            let text = plain(&sources, &Diagnostic::new(Problem::BadId, place, "bad\u{1b} id").at("here\u{7}"));
            assert!(text.starts_with("error[bad-id]: bad␛ id"), "{text}");
            assert!(text.contains("data/␛[31ma.ron") && !text.contains('\u{7}'), "{text}");
        }
    }

    #[test]
    fn far_labels_and_other_files_get_an_excerpt_of_their_own() {
        let mut sources = SourceMap::new();
        let sheet = sources.add(Source::new("data/a.ron".into(), "one\n".repeat(100)));
        let article = sources.add(Source::new("seeds/a.txt".into(), "words\n"));
        let place = |file, start| Place { file, span: Span::new(start, start + 3) };
        let problem = Diagnostic::new(Problem::DuplicateId, place(sheet, 200), "twice")
            .at("again here")
            .with_label(Label::new(place(sheet, 0), "first here"))
            .with_label(Label::new(place(article, 0), "and here"))
            .with_help("keep one");
        let text = plain(&sources, &problem);
        let order = ["data/a.ron:51:1", "again here", "first here", "seeds/a.txt:1", "and here", "help: keep one"];
        let found: Vec<Option<usize>> = order.iter().map(|words| text.find(words)).collect();
        assert!(found.iter().all(Option::is_some) && found.is_sorted(), "{found:?}\n{text}");
    }

    #[test]
    fn a_line_too_long_to_read_is_named_and_not_shown() {
        let mut sources = SourceMap::new();
        let file = sources.add(Source::new("data/a.ron".into(), "x".repeat(1 << 20)));
        let place = Place { file, span: Span::new(1 << 19, (1 << 19) + 4) };
        let text = plain(&sources, &Diagnostic::new(Problem::Syntax, place, "no comma").at("before this"));
        assert!(text.len() < 300 && text.contains("data/a.ron:1:524289") && text.contains("before this"), "{text}");
    }
}
