//! The rules in their own words: a page for each, as `standoff explain` shows it, and all of them as `docs/rules.md`.

use std::fmt::Write;

use anstyle::Style;
use textwrap::Options;

use super::capitalised;
use super::family::FAMILIES;
use crate::diagnostic::Problem;
use crate::rules::{Levels, RULES, Rule};

/// What a rule's Markdown uses to set its examples apart.
const FENCE: &str = "```";

const STRONG: Style = Style::new().bold();

/// A rule's page for a terminal: paragraphs wrapped to the window, and examples set off by white space alone, since
/// nobody should have to know what fences are.
pub fn page(rule: &Rule, width: usize) -> String {
    let mut text = format!("{STRONG}{}{STRONG:#}\n\n", rule.name);
    let mut paragraph = String::new();
    let mut in_example = false;
    for line in rule.page().lines() {
        let is_fence = line.starts_with(FENCE);
        if is_fence || line.is_empty() || line.starts_with("* ") {
            text += &wrapped(&std::mem::take(&mut paragraph), width);
        }
        match line {
            _ if is_fence => in_example = !in_example,
            "" => text.push('\n'),
            _ if in_example => text += &format!("    {line}\n"),
            _ => paragraph += &format!("{} ", line.trim_start()),
        }
    }
    text += &wrapped(&paragraph, width);
    text + &format!("\nIts level is {}.\n", Levels::default().of(rule).name())
}

/// What there is to say of a kind of problem: little, since the message itself says what to write.
pub fn problem(problem: Problem, width: usize) -> String {
    let (name, summary) = (problem.name(), capitalised(problem.summary()));
    format!("{STRONG}{name}{STRONG:#}\n\n{summary}.\n\n{}", wrapped(READING, width))
}

/// A paragraph, or an entry of a list, in lines.
fn wrapped(paragraph: &str, width: usize) -> String {
    let further = if paragraph.starts_with("* ") { "  " } else { "" };
    let paragraph = paragraph.replace('\n', " ");
    let lines = textwrap::fill(paragraph.trim_end(), Options::new(width).subsequent_indent(further));
    if lines.is_empty() { lines } else { lines + "\n" }
}

/// The whole reference, as a page of the documentation.
pub fn reference() -> String {
    let mut text = INTRODUCTION.to_owned();
    for family in FAMILIES {
        section(&mut text, family.title, family.gist);
        text += "| rule | level | what it finds |\n|---|---|---|\n";
        for rule in family.rules() {
            let (name, level) = (rule.name, level(rule));
            writeln!(text, "| [`{name}`](#{name}) | {level} | {} |", rule.summary).expect("a string takes any text");
        }
    }
    section(&mut text, "Problems in reading", READING);
    text += "| problem | what is wrong |\n|---|---|\n";
    for problem in Problem::ALL {
        writeln!(text, "| `{}` | {} |", problem.name(), problem.summary()).expect("a string takes any text");
    }
    section(&mut text, "Every rule", "In the order of their names.");
    for rule in RULES {
        let (name, level) = (rule.name, level(rule));
        write!(text, "\n### {name}\n\n*Level: {level}.* {}\n", linked(rule)).expect("a string takes any text");
    }
    // The sections begin with an empty line, and so would the first one of the rules.
    text.replace("\n\n\n", "\n\n")
}

const INTRODUCTION: &str = "\
<!-- Written by `BLESS=1 cargo test --test reference` from the first lines of each file in src/rules/. -->

# The rules

What `standoff check` looks for, and what to do about it; `standoff explain RULE` shows the same page in a terminal. The
first example of each page raises its rule, and is run as a test. Ids that an example does not define stand for records of
your codebook, and `…` for words of your article.

A level says how much a finding weighs: what is **deny** makes the check fail, **warn** is worth a look, **note** is worth
knowing. **Pedantic** rules are silent until you ask for them, with `-W pedantic`. A finding that rests on an unnamed source,
on a reading, or on an old position that was never withdrawn, is one level lower, and says so. You set levels for good in
`standoff.ron`, and for a run with `-A` (allow), `-W` (warn) or `-D` (deny):

```ron
(levels: { \"reversal\": Allow, \"overdue-promise\": Deny })
```

A single finding that is right as it stands is excused by `accept`, with a reason; one that must stay is made part of the
record by `expect` ([how](language.md#exceptions-and-expectations)).
";

const READING: &str = "\
What was typed cannot be understood, and is left out of everything until it is mended. The message says what to write; no
level changes it, and nothing excuses it.";

fn section(text: &mut String, title: &str, gist: &str) {
    write!(text, "\n## {title}\n\n{gist}\n\n").expect("a string takes any text");
}

fn level(rule: &Rule) -> &'static str {
    if rule.is_pedantic { "pedantic" } else { rule.level.name() }
}

/// A rule's page, in which the names of other rules lead to their pages.
fn linked(rule: &Rule) -> String {
    let others = RULES.iter().filter(|other| other.name != rule.name);
    let names: Vec<(String, String)> =
        others.map(|Rule { name, .. }| (format!("`{name}`"), format!("[`{name}`](#{name})"))).collect();
    let mut in_example = false;
    let line = |line: &str| {
        in_example ^= line.starts_with(FENCE);
        let is_prose = !in_example;
        let linked = names.iter().fold(line.to_owned(), |line, (name, link)| match is_prose {
            true => line.replace(name, link),
            false => line,
        });
        linked + "\n"
    };
    rule.page().lines().map(line).collect()
}
