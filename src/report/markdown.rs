//! The report that `build` writes beside the pictures, and its part that `check` tells: Markdown that reads well as it
//! is and as a page. It holds no date of the run and no absolute path, so that a change in it is a change in the data.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::story::{Story, Told};
use super::{Tally, capitalised, family, told_later, words};
use crate::Desk;
use crate::corpus::Corpus;
use crate::demands::Demand;
use crate::rules::{Judged, Judgement};
use crate::text::Place;

/// A picture that stands beside the report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// The question it answers.
    pub title: String,
    /// Its file, seen from the report.
    pub file: String,
}

/// The pictures that stand beside the report.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Pictures {
    pub views: Vec<Picture>,
    /// Cards of actors.
    pub actors: Vec<Picture>,
    /// By the findings' ids.
    pub findings: BTreeMap<String, Picture>,
}

/// The whole report: pictures, findings, demands.
pub fn report(name: &str, desk: &Desk, judgement: &Judgement, demands: &[Demand], pictures: &Pictures) -> String {
    let mut page = Page::default();
    page.head(name, desk, judgement);
    for picture in &pictures.views {
        page.paragraph(format_args!("## {}", escaped(&picture.title)));
        page.picture(picture);
    }
    page.actors(&pictures.actors);
    page.reading_problems(desk);
    page.findings(desk, judgement, &pictures.findings);
    page.demands(&desk.corpus, demands);
    page.text
}

/// What a check has to tell, for a note, an issue or a pull request.
pub fn check(name: &str, desk: &Desk, judgement: &Judgement) -> String {
    let mut page = Page::default();
    page.head(name, desk, judgement);
    page.reading_problems(desk);
    page.findings(desk, judgement, &BTreeMap::new());
    page.text
}

#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        self.text.write_fmt(line).expect("a string takes any text");
        self.text.push('\n');
    }

    fn paragraph(&mut self, text: std::fmt::Arguments<'_>) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.line(text);
    }

    fn head(&mut self, name: &str, desk: &Desk, judgement: &Judgement) {
        let tally = Tally::of(desk, judgement);
        self.paragraph(format_args!("# {}: who stands where on {}", escaped(name), desk.standing.as_of()));
        self.paragraph(format_args!("{}: {}.", tally.read(), tally.outcome()));
        if let Some(later) = told_later(desk) {
            self.paragraph(format_args!("{later}."));
        }
    }

    fn reading_problems(&mut self, desk: &Desk) {
        if desk.diagnostics.is_empty() {
            return;
        }
        self.paragraph(format_args!("## What could not be read"));
        self.text.push('\n');
        for problem in &desk.diagnostics {
            let place = position(desk, problem.primary.place);
            let help = problem.help.as_ref().map_or(String::new(), |help| format!(". What helps: {}", prose(help)));
            let (message, name) = (prose(&capitalised(&problem.message)), problem.problem.name());
            self.line(format_args!("- {message} (`{name}`, {place}){help}"));
        }
    }

    fn picture(&mut self, picture: &Picture) {
        self.paragraph(format_args!("![{}]({})", escaped(&picture.title), link(&picture.file)));
    }

    /// Links to the actors' cards; to show them all would hide what comes after.
    fn actors(&mut self, cards: &[Picture]) {
        if cards.is_empty() {
            return;
        }
        self.paragraph(format_args!("## What each of them wants"));
        self.text.push('\n');
        for card in cards {
            self.line(format_args!("- [{}]({})", escaped(&card.title), link(&card.file)));
        }
    }

    fn findings(&mut self, desk: &Desk, judgement: &Judgement, pictures: &BTreeMap<String, Picture>) {
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
                pictures.get(&judged.id).into_iter().for_each(|picture| self.picture(picture));
            }
        }
    }

    fn finding(&mut self, desk: &Desk, judged: &Judged) {
        let Story { finding, statements, beside, .. } = &Story::new(&desk.corpus, judged);
        self.paragraph(format_args!("#### {}", prose(&capitalised(&finding.message))));
        let place = position(desk, finding.primary.place);
        self.paragraph(format_args!("`{}`, {}, {place}", finding.rule.name, judged.level.name()));
        for told in statements {
            self.statement(told);
        }
        for label in beside {
            let place = position(desk, label.place);
            self.paragraph(format_args!("- {} ({place})", prose(&capitalised(&label.text))));
        }
        for note in &finding.notes {
            self.paragraph(format_args!("*{}*", prose(&capitalised(note))));
        }
        if let Some(help) = &finding.help {
            self.paragraph(format_args!("What helps: {}", prose(help)));
        }
    }

    /// A statement and its quotes, with who was heard, when and where.
    fn statement(&mut self, told: &Told<'_>) {
        self.paragraph(format_args!("- {} ({})", escaped(&told.sentence), escaped(&told.heard)));
        for quote in &told.quotes {
            self.paragraph(format_args!("  > “{}”", escaped(quote)));
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

fn position(desk: &Desk, place: Place) -> String {
    let source = desk.sources.get(place.file);
    format!("{}, line {}", escaped(source.path()), source.line_column(place.span.start).line)
}

/// A sentence of ours: what is to be typed keeps its backticks, and the rest is escaped.
fn prose(sentence: &str) -> String {
    let part = |(is_typed, part): (bool, &str)| match is_typed {
        true => format!("`{}`", part.replace(char::is_control, " ")),
        false => escaped(part),
    };
    words::typed_parts(sentence).into_iter().map(part).collect()
}

/// The text with each sign that means something to Markdown or HTML made to stand for itself, on one line.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let (mut at_start, mut after_number) = (true, false);
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => escaped.extend(['\\', c]),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '#' | '+' | '-' if at_start => escaped.extend(['\\', c]),
            // "2. May" would begin a list.
            '.' | ')' if after_number => escaped.extend(['\\', c]),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
        after_number = c.is_ascii_digit() && (at_start || after_number);
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
        assert_eq!(prose("write `a_b: [c]`, *now*"), "write `a_b: [c]`, \\*now\\*");
        assert_eq!(prose("a lone ` and <b>"), "a lone \\` and &lt;b&gt;");
        assert_eq!(escaped("2. May, 3.5 km"), "2\\. May, 3.5 km");
        assert_eq!(link("all.svg"), "all.svg");
        assert_eq!(link("a b.svg"), "<a b.svg>");
    }
}
