//! Workflow commands of GitHub Actions: each finding becomes a note beside the lines of a pull request.
//!
//! ```text
//! ::error file=data/a.ron,line=10,endLine=10,col=18,endColumn=25,title=unknown-id::there is no actor `rusia`
//! ```

use super::notice::{Notice, notices};
use super::{capitalised, clean};
use crate::Desk;
use crate::diagnostic::{Label, Severity};
use crate::rules::Judgement;
use crate::text::SourceMap;

/// One command a line. `folder` is the project's folder as seen from the repository's, either empty or with a `/` at its
/// end, since GitHub looks for the files from there.
pub fn check(desk: &Desk, judgement: &Judgement, folder: &str) -> String {
    notices(desk, judgement).map(|notice| command(&desk.sources, &notice, folder)).collect()
}

fn command(sources: &SourceMap, notice: &Notice<'_>, folder: &str) -> String {
    let weight = match notice.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let place = notice.primary.place;
    let source = sources.get(place.file);
    let (start, end) = (source.line_column(place.span.start), source.line_column(place.span.end));
    let file = property(&format!("{folder}{}", source.path()));
    // GitHub takes columns only of what stands on one line.
    let columns = match start.line == end.line {
        true => format!(",col={},endColumn={}", start.column, end.column),
        false => String::new(),
    };
    let (line, end_line, title) = (start.line, end.line, property(notice.name));
    let message = data(&message(sources, notice));
    format!("::{weight} file={file},line={line},endLine={end_line}{columns},title={title}::{message}\n")
}

/// The whole story in lines, since nothing but its own line is shown beside it.
fn message(sources: &SourceMap, notice: &Notice<'_>) -> String {
    let told = |label: &Label| {
        let source = sources.get(label.place.file);
        let line = source.line_column(label.place.span.start).line;
        format!("{} ({}, line {line})", capitalised(&label.text), source.path())
    };
    let here = Some(&notice.primary.text).filter(|text| !text.is_empty()).map(|text| capitalised(text));
    let elsewhere = notice.others.iter().filter(|label| !label.text.is_empty()).map(told);
    let notes = notice.notes.iter().map(|note| capitalised(note));
    let help = notice.help.map(|help| format!("What helps: {help}"));
    let lines = std::iter::once(capitalised(notice.message)).chain(here).chain(elsewhere).chain(notes).chain(help);
    // User data must not begin a command of its own.
    lines.map(|line| clean(&line).into_owned()).collect::<Vec<_>>().join("\n")
}

/// A message, with what would end it escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, with what would end that escaped as well.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_value_ends_it() {
        assert_eq!(data("50%\r\nof: a, b"), "50%25%0D%0Aof: a, b");
        assert_eq!(property("a:b,c 1%\n"), "a%3Ab%2Cc 1%25%0A");
    }
}
