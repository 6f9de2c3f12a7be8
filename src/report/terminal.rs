//! What a person reads in a terminal: each problem with the words it is about, underlined, and a line at the end that
//! sums up. Colours are always in the text; who prints it takes them out where nobody would see them.

use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level as Weight, Origin, Renderer, Snippet};
use anstyle::{AnsiColor, Style};

use super::clean::clean_source;
use super::{Tally, clean, words};
use crate::Desk;
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::rules::{Finding, Judged, Judgement};
use crate::text::{Place, Source, SourceMap};

/// Labels that stand so many lines apart, or fewer, share one excerpt.
const NEAR: usize = 12;
/// An excerpt of more bytes is not shown: a line of that length is no line to read, and takes long to lay out.
const LONGEST_EXCERPT: usize = 16 << 10;
/// A quote is shown up to about so many characters; it stands in full in its sheet.
const LONGEST_QUOTE: usize = 200;
/// Quotes are shown side by side for findings of so many statements at most.
const MOST_QUOTES: usize = 8;

/// All that a check has to tell. The gravest stands last, where the eye is when the run ends.
pub fn check(desk: &Desk, judgement: &Judgement, width: usize) -> String {
    let findings = by_weight(judgement).into_iter().map(|judged| finding(desk, judged, width));
    let problems = desk.diagnostics.iter().map(|problem| diagnostic(&desk.sources, problem, width));
    findings.chain(problems).map(|message| message + "\n\n").collect()
}

/// The rule of the finding that [`check`] tells last.
pub fn told_last(judgement: &Judgement) -> Option<&'static str> {
    by_weight(judgement).last().map(|judged| judged.finding.rule.name)
}

fn by_weight(judgement: &Judgement) -> Vec<&Judged> {
    let mut findings: Vec<&Judged> = judgement.findings.iter().collect();
    findings.sort_by_key(|judged| judged.level);
    findings
}

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

/// What a rule found: the places, the quotes side by side, what else is worth knowing, and last what to write.
pub fn finding(desk: &Desk, judged: &Judged, width: usize) -> String {
    let finding = &judged.finding;
    let severity = judged.level.severity().unwrap_or(Severity::Note);
    let mut group = title(severity, &finding.message, finding.rule.name);
    group = group.elements(excerpts(&desk.sources, &finding.primary, &finding.others));
    for quote in quotes(&desk.corpus, finding) {
        group = group.element(Weight::NOTE.with_name("quote").message(quote));
    }
    for note in &finding.notes {
        group = group.element(Weight::NOTE.message(clean(note)));
    }
    if let Some(help) = &finding.help {
        group = group.element(Weight::HELP.message(clean(help)));
    }
    renderer(width).render(&[group])
}

fn renderer(width: usize) -> Renderer {
    Renderer::styled().term_width(width)
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
        Some(clean(&format!("“{exact}” ({})", words::source(corpus, &corpus[id]))).into_owned())
    };
    finding.statements.iter().filter_map(quote).collect()
}

/// A label that is laid out on its line.
struct Mark<'a> {
    place: Place,
    line: usize,
    label: &'a str,
    kind: AnnotationKind,
}

/// Excerpts of the sources with all labels in them, the primary one's first.
fn excerpts<'a>(sources: &'a SourceMap, primary: &'a Label, others: &'a [Label]) -> Vec<Element<'a>> {
    let mark = |label: &'a Label, kind| {
        let line = sources.get(label.place.file).line_column(label.place.span.start).line;
        Mark { place: label.place, line, label: &label.text, kind }
    };
    let mut marks = vec![mark(primary, AnnotationKind::Primary)];
    marks.extend(others.iter().map(|other| mark(other, AnnotationKind::Context)));
    marks.sort_by_key(|mark| (mark.place.file, mark.line));
    let are_near = |a: &Mark<'_>, b: &Mark<'_>| a.place.file == b.place.file && b.line - a.line <= NEAR;
    let mut runs: Vec<&[Mark<'_>]> = marks.chunk_by(are_near).collect();
    runs.sort_by_key(|run| !run.iter().any(|mark| matches!(mark.kind, AnnotationKind::Primary)));
    runs.into_iter().flat_map(|marks| excerpt(sources.get(marks[0].place.file), marks)).collect()
}

/// The lines from the first mark to the last. The renderer gets no more of the source, and no place outside of it.
fn excerpt<'a>(source: &'a Source, marks: &[Mark<'a>]) -> Vec<Element<'a>> {
    let (first, last) = (marks[0].line, marks[marks.len() - 1].line);
    let start = source.line_start(first);
    let end = source.line_start(last) + source.line(last).len();
    let path = clean(source.path());
    if end - start > LONGEST_EXCERPT {
        return marks.iter().flat_map(|mark| without_excerpt(source, mark)).collect();
    }
    let annotation = |mark: &Mark<'a>| -> Annotation<'a> {
        let range = on_its_first_line(source, mark);
        let annotation = mark.kind.span(range.start - start..range.end - start);
        if mark.label.is_empty() { annotation } else { annotation.label(clean(mark.label)) }
    };
    let text = clean_source(&source.text()[start..end]);
    vec![Snippet::source(text).path(path).line_start(first).annotations(marks.iter().map(annotation)).into()]
}

/// The bytes of a mark, cut back to what stands on the line it begins on and to the borders of characters: a record of
/// ten lines is known by its first.
fn on_its_first_line(source: &Source, mark: &Mark<'_>) -> std::ops::Range<usize> {
    let text = source.text();
    let line_end = source.line_start(mark.line) + source.line(mark.line).len();
    let start = text.floor_char_boundary(mark.place.span.start as usize).min(line_end);
    let end = text.floor_char_boundary(mark.place.span.end as usize).clamp(start, line_end);
    start..end
}

fn without_excerpt<'a>(source: &'a Source, mark: &Mark<'a>) -> Vec<Element<'a>> {
    let at = source.line_column(mark.place.span.start);
    let origin = Origin::path(clean(source.path())).line(at.line).char_column(at.column);
    let label = (!mark.label.is_empty()).then(|| Weight::NOTE.message(clean(mark.label)).into());
    std::iter::once(origin.into()).chain(label).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Problem;
    use crate::text::Span;

    fn plain(sources: &SourceMap, problem: &Diagnostic) -> String {
        anstream::adapter::strip_str(&diagnostic(sources, problem, 100)).to_string()
    }

    #[test]
    fn places_outside_the_text_or_inside_a_character_are_cut_back() {
        let mut sources = SourceMap::new();
        let file = sources.add(Source::new("data/\u{1b}[31ma.ron".into(), "їй\r\nдві\n".into()));
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
        let article = sources.add(Source::new("seeds/a.txt".into(), "words\n".into()));
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
