//! What is read from top to bottom: headings, dated entries, and the words that they rest on. Written once as lines, and
//! laid out for a terminal or as Markdown.

use anstyle::Style;
use textwrap::{Options, WordSplitter};

use super::{clean, markdown, words};

/// One line of what is told, before it is laid out.
pub(super) enum Line {
    /// A sentence of its own.
    Sentence(String),
    /// What the following lines have in common.
    Heading(String),
    /// What the following entries are about.
    Subject(String),
    /// Something of a day, with a word for what it is.
    Entry { when: String, label: Option<&'static str>, words: String },
    /// One of several things, with a word for what it is.
    Item { label: Option<String>, words: String },
    /// More of the line before.
    Detail { label: Option<&'static str>, words: String },
    /// What the line before rests on: words of an article, and who was heard where.
    Evidence { quotes: Vec<String>, source: Option<String> },
}

/// A quote is shown up to about so many characters; it stands in full in its sheet.
const LONGEST_QUOTE: usize = 200;
/// Lines are wrapped to so many columns at most: longer ones are hard to follow.
const MEASURE: usize = 100;
/// Dates stand in a column of their own.
const DATE_COLUMN: usize = 14;

const STRONG: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();

/// For a terminal or a file of plain text, in lines of about so many columns.
pub(super) fn text(lines: &[Line], width: usize) -> String {
    let mut layout = Layout { text: String::new(), width: width.min(MEASURE), indent: 0 };
    lines.iter().for_each(|line| layout.line(line));
    layout.text.trim_start_matches('\n').to_owned()
}

struct Layout {
    text: String,
    width: usize,
    /// Where what belongs to the last line begins.
    indent: usize,
}

impl Layout {
    fn line(&mut self, line: &Line) {
        match line {
            Line::Sentence(words) => {
                self.text.push('\n');
                self.wrapped("", 0, &clean(words));
            }
            Line::Heading(words) => self.heading(&clean(words)),
            Line::Subject(words) => {
                self.text.push('\n');
                self.wrapped("", 2, &format!("{STRONG}{}{STRONG:#}", clean(words)));
            }
            Line::Entry { when, label, words } => {
                let column = DATE_COLUMN - 2;
                let when = format!("  {when:<column$}");
                self.wrapped(&when, DATE_COLUMN, &labelled(*label, words));
                self.indent = DATE_COLUMN;
            }
            Line::Item { label, words } => {
                self.text.push('\n');
                self.wrapped("  • ", 4, &labelled(label.as_deref(), words));
                self.indent = 4;
            }
            Line::Detail { label, words } => {
                let first = " ".repeat(self.indent);
                self.wrapped(&first, self.indent + 2, &labelled(*label, words));
            }
            Line::Evidence { quotes, source } => {
                let first = " ".repeat(self.indent);
                for quote in quotes {
                    self.wrapped(&first, self.indent + 1, &clean(&shown(quote)));
                }
                if let Some(source) = source {
                    self.wrapped(&first, self.indent, &format!("{DIM}{}{DIM:#}", clean(source)));
                }
            }
        }
    }

    /// A line across the window: "── What was said once ─────".
    fn heading(&mut self, words: &str) {
        let rest = "─".repeat(self.width.saturating_sub(words.chars().count() + 4));
        self.text += &format!("\n── {STRONG}{words}{STRONG:#} {rest}");
        self.text.truncate(self.text.trim_end().len());
        self.text.push('\n');
    }

    fn wrapped(&mut self, first: &str, indent: usize, words: &str) {
        let further = " ".repeat(indent);
        let options = Options::new(self.width).break_words(false).word_splitter(WordSplitter::NoHyphenation);
        self.text += &textwrap::fill(words, options.initial_indent(first).subsequent_indent(&further));
        self.text.push('\n');
    }
}

fn labelled(label: Option<&str>, words: &str) -> String {
    match label {
        Some(label) => format!("{STRONG}{label}{STRONG:#}: {}", clean(words)),
        None => clean(words).into_owned(),
    }
}

fn shown(quote: &str) -> String {
    format!("“{}”", words::shortened(quote, LONGEST_QUOTE))
}

/// As Markdown, for a wiki or a letter. The quotes stand in full.
pub(super) fn markdown(title: &str, lines: &[Line]) -> String {
    let mut text = format!("# {}\n", markdown::escaped(title));
    let labelled = |label: Option<&str>, words: &str| {
        let label = label.map_or_else(String::new, |label| format!("*{}*: ", markdown::escaped(label)));
        label + &markdown::escaped(words)
    };
    for line in lines {
        text += &match line {
            Line::Sentence(words) => format!("\n{}\n", markdown::escaped(words)),
            Line::Heading(words) => format!("\n## {}\n", markdown::escaped(words)),
            Line::Subject(words) => format!("\n### {}\n", markdown::escaped(words)),
            Line::Entry { when, label, words } => format!("\n- **{when}** {}\n", labelled(*label, words)),
            Line::Item { label, words } => format!("\n- {}\n", labelled(label.as_deref(), words)),
            Line::Detail { label, words } => format!("\n  {}\n", labelled(*label, words)),
            Line::Evidence { quotes, source } => {
                let quotes = quotes.iter().map(|quote| format!("“{}”", markdown::escaped(quote)));
                let source = source.iter().map(|source| format!("({})", markdown::escaped(source)));
                let lines: Vec<String> = quotes.chain(source).map(|line| format!("\n  > {line}\n")).collect();
                lines.join("  >")
            }
        };
    }
    text
}
