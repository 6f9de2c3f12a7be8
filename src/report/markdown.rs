//! The report that `build` writes beside the pictures: Markdown that reads well as it is and as a page. It holds no
//! date of the run and no absolute path, so that a change in it is a change in the data.

use std::fmt::Write;

use super::{Tally, family, told_later, words};
use crate::Desk;
use crate::corpus::Corpus;
use crate::demands::Demand;
use crate::diagnostic::{Diagnostic, Label};
use crate::id::StatementId;
use crate::rules::{Finding, Judged, Judgement};
use crate::text::Place;

/// A picture that stands beside the report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// The question it answers.
    pub title: String,
    /// Its file, seen from the report.
    pub file: String,
}

/// The whole report.
pub fn report(name: &str, desk: &Desk, judgement: &Judgement, demands: &[Demand], pictures: &[Picture]) -> String {
    let tally = Tally::of(desk, judgement);
    let mut page = Page(String::new());
    page.paragraph(format_args!("# {}: who stands where on {}", escaped(name), desk.standing.as_of()));
    page.paragraph(format_args!("{}: {}.", tally.read(), tally.outcome()));
    if let Some(later) = told_later(desk) {
        page.paragraph(format_args!("{later}."));
    }
    for picture in pictures {
        page.paragraph(format_args!("## {}", escaped(&picture.title)));
        page.paragraph(format_args!("![{}]({})", escaped(&picture.title), link(&picture.file)));
    }
    page.reading_problems(desk);
    page.findings(desk, judgement);
    page.demands(&desk.corpus, demands);
    page.0
}

struct Page(String);

impl Page {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        self.0.write_fmt(line).expect("a string takes any text");
        self.0.push('\n');
    }

    fn paragraph(&mut self, text: std::fmt::Arguments<'_>) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.line(text);
    }

    fn reading_problems(&mut self, desk: &Desk) {
        if desk.diagnostics.is_empty() {
            return;
        }
        self.paragraph(format_args!("## What could not be read"));
        self.0.push('\n');
        for Diagnostic { problem, message, primary, .. } in &desk.diagnostics {
            let place = position(desk, primary.place);
            self.line(format_args!("- {} (`{}`, {place})", escaped(message), problem.name()));
        }
    }

    fn findings(&mut self, desk: &Desk, judgement: &Judgement) {
        self.paragraph(format_args!("## What does not fit"));
        let families = family::by_family(judgement);
        if families.is_empty() {
            self.paragraph(format_args!("Nothing was found."));
        }
        for (family, findings) in families {
            self.paragraph(format_args!("### {}", family.title));
            self.paragraph(format_args!("{}", family.gist));
            for judged in findings {
                self.finding(desk, judged);
            }
        }
    }

    fn finding(&mut self, desk: &Desk, judged: &Judged) {
        let finding = &judged.finding;
        self.paragraph(format_args!("#### {}", escaped(&capitalised(&finding.message))));
        let place = position(desk, finding.primary.place);
        self.paragraph(format_args!("`{}`, {}, {place}", finding.rule.name, judged.level.name()));
        for &id in &finding.statements {
            self.statement(&desk.corpus, id);
        }
        for label in beyond_its_statements(&desk.corpus, finding) {
            let place = position(desk, label.place);
            self.paragraph(format_args!("- {} ({place})", escaped(&capitalised(&label.text))));
        }
        for note in &finding.notes {
            self.paragraph(format_args!("*{}*", escaped(&capitalised(note))));
        }
        if let Some(help) = &finding.help {
            self.paragraph(format_args!("What helps: {}", escaped(help)));
        }
    }

    /// A statement and its quotes, with who was heard, when and where.
    fn statement(&mut self, corpus: &Corpus, id: StatementId) {
        let heard = words::heard(corpus, &corpus[id]);
        self.paragraph(format_args!("- {} ({})", escaped(&words::sentence(corpus, id)), escaped(&heard)));
        for (_, quote) in corpus.quotes_of(id) {
            self.paragraph(format_args!("  > “{}”", escaped(&quote.exact)));
        }
    }

    fn demands(&mut self, corpus: &Corpus, demands: &[Demand]) {
        self.paragraph(format_args!("## Who demands what from whom"));
        if demands.is_empty() {
            return self.paragraph(format_args!("Nobody demands anything."));
        }
        self.paragraph(format_args!("| who | what | from whom | on which condition | since |"));
        self.line(format_args!("|---|---|---|---|---|"));
        for demand in demands {
            let who = escaped(&corpus[demand.holder].name);
            let what = escaped(&corpus[demand.what].text);
            let from = escaped(&words::names(corpus, &demand.from));
            let conditions = escaped(&words::conditions(corpus, demand.statements[0]).join("; "));
            self.line(format_args!("| {who} | {what} | {from} | {conditions} | {} |", demand.since));
        }
    }
}

/// The labels of a finding that stand outside of its statements, and so tell what those do not: a mandate that ended, a
/// verdict.
fn beyond_its_statements<'a>(corpus: &Corpus, finding: &'a Finding) -> impl Iterator<Item = &'a Label> {
    let records: Vec<Place> = finding.statements.iter().map(|&id| corpus[id].place(|places| places.record)).collect();
    let is_in = |label: &Label, record: &Place| {
        record.file == label.place.file && record.span.range().contains(&(label.place.span.start as usize))
    };
    let labels = std::iter::once(&finding.primary).chain(&finding.others);
    labels.filter(move |label| !label.text.is_empty() && !records.iter().any(|record| is_in(label, record)))
}

fn position(desk: &Desk, place: Place) -> String {
    let source = desk.sources.get(place.file);
    format!("{}, line {}", escaped(source.path()), source.line_column(place.span.start).line)
}

fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// The text with each sign that means something to Markdown or HTML made to stand for itself, on one line.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut at_start = true;
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => escaped.extend(['\\', c]),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '#' | '+' | '-' if at_start => escaped.extend(['\\', c]),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
        at_start = false;
    }
    escaped
}

/// A file's name as the target of a link.
fn link(file: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    if file.chars().all(is_plain) { file.to_owned() } else { format!("<{}>", file.replace(['<', '>', '\n'], "")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn user_data_is_never_taken_for_markdown() {
        assert_eq!(
            escaped("# no <b>*bold*</b> | [link](x)\nhere"),
            "\\# no &lt;b&gt;\\*bold\\*&lt;/b&gt; \\| \\[link\\](x) here"
        );
        assert_eq!(link("all.svg"), "all.svg");
        assert_eq!(link("a b.svg"), "<a b.svg>");
    }
}
