//! A finding about what the sides say: each statement as a sentence, then its words, who was heard, and where it is noted.

use anstyle::{AnsiColor, Style};
use textwrap::{Options, WordSplitter};

use super::{LONGEST_QUOTE, MOST_QUOTES, STRONG, severity};
use crate::Desk;
use crate::diagnostic::Severity;
use crate::report::story::{Story, Told};
use crate::report::{clean, words};
use crate::text::Place;

/// Lines are wrapped to so many columns at most: longer ones are hard to follow.
pub(super) const MEASURE: usize = 100;

/// The story, wrapped to the window.
pub(super) fn told(desk: &Desk, story: &Story<'_>, width: usize) -> String {
    let mut tale = Tale { desk, width: width.min(MEASURE), text: String::new() };
    tale.title(story);
    for told in story.statements.iter().take(MOST_QUOTES) {
        tale.statement(told);
    }
    let untold = story.statements.len().saturating_sub(MOST_QUOTES);
    if untold > 0 {
        tale.item(&format!("and {untold} more"));
    }
    for label in &story.beside {
        tale.item(&label.text);
        tale.place(label.place);
    }
    tale.text.push('\n');
    for note in &story.finding.notes {
        tale.close("note", note);
    }
    if let Some(help) = &story.finding.help {
        tale.close("help", help);
    }
    if let Some(excuse) = story.excuse.as_ref().filter(|_| story.is_denied()) {
        tale.close("help", &format!("where it is right as it stands, write `{excuse}`"));
    }
    // Dimmed, and not wrapped: it is there to be copied.
    tale.text += &format!("  {DIM}draw: standoff graph finding {}{DIM:#}\n", story.judged.id);
    tale.text.trim_end().to_owned()
}

/// Lines of a width in which no word is broken: half an id could not be pasted.
pub(super) fn unbroken(width: usize) -> Options<'static> {
    Options::new(width).break_words(false).word_splitter(WordSplitter::NoHyphenation)
}

struct Tale<'a> {
    desk: &'a Desk,
    width: usize,
    text: String,
}

const DIM: Style = Style::new().dimmed();
const ARROW: Style = Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::BrightBlue)));

impl Tale<'_> {
    fn title(&mut self, story: &Story<'_>) {
        let (name, colour) = match severity(story.judged) {
            Severity::Error => ("error", AnsiColor::BrightRed),
            Severity::Warning => ("warning", AnsiColor::Yellow),
            Severity::Note => ("note", AnsiColor::BrightGreen),
        };
        let style = Style::new().bold().fg_color(Some(colour.into()));
        let (rule, message) = (story.finding.rule.name, clean(&story.finding.message));
        self.wrapped("", "  ", &format!("{style}{name}[{rule}]{style:#}{STRONG}: {message}{STRONG:#}"));
    }

    fn statement(&mut self, told: &Told<'_>) {
        self.item(&told.sentence);
        for quote in &told.quotes {
            let quote = format!("“{}”", words::shortened(quote, LONGEST_QUOTE));
            self.wrapped("    ", "     ", &clean(&quote));
        }
        self.wrapped("    ", "    ", &format!("{DIM}{}{DIM:#}", clean(&told.heard)));
        self.place(told.place);
    }

    fn item(&mut self, text: &str) {
        self.text.push('\n');
        self.wrapped("  • ", "    ", &clean(text));
    }

    fn place(&mut self, place: Place) {
        let source = self.desk.sources.get(place.file);
        let at = source.line_column(place.span.start);
        // Not wrapped: terminals make a link of it.
        self.text += &format!("    {ARROW}-->{ARROW:#} {}:{}:{}\n", clean(source.path()), at.line, at.column);
    }

    fn close(&mut self, word: &str, text: &str) {
        self.wrapped(&format!("  {STRONG}{word}{STRONG:#}: "), "        ", &clean(text));
    }

    fn wrapped(&mut self, first: &str, further: &str, text: &str) {
        self.text += &textwrap::fill(text, unbroken(self.width).initial_indent(first).subsequent_indent(further));
        self.text.push('\n');
    }
}
