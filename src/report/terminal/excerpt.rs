//! The words of a sheet or an article that something is about, underlined, with what is said about them.

use annotate_snippets::{Annotation, AnnotationKind, Element, Level as Weight, Origin, Snippet};

use crate::diagnostic::Label;
use crate::report::clean;
use crate::report::clean::clean_source;
use crate::text::{Place, Source, SourceMap};

/// Labels that stand so many lines apart, or fewer, share one excerpt.
const NEAR: usize = 12;
/// An excerpt of more bytes is not shown: a line of that length is no line to read, and takes long to lay out.
const LONGEST_EXCERPT: usize = 16 << 10;

/// Excerpts of the sources with all labels in them, the primary one's first.
pub(super) fn excerpts<'a>(sources: &'a SourceMap, primary: &'a Label, others: &'a [Label]) -> Vec<Element<'a>> {
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

/// A label that is laid out on its line.
struct Mark<'a> {
    place: Place,
    line: usize,
    label: &'a str,
    kind: AnnotationKind,
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
