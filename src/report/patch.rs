//! What would change in a file, as every editor and `git` show it: lines that go, lines that come, and some around them.

use std::fmt::Write;
use std::time::{Duration, Instant};

use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};

use super::clean;

const HEADING: Style = Style::new().bold();
const PLACE: Style = AnsiColor::Cyan.on_default();
const GONE: Style = AnsiColor::Red.on_default();
const COME: Style = AnsiColor::Green.on_default();

/// How long to look for the shortest diff of a file. After that any diff will do.
const PATIENCE: Duration = Duration::from_millis(500);

/// The changes in a file; empty where there are none. `path` is shown as the name of both.
pub fn patch(path: &str, before: &str, after: &str) -> String {
    if before == after {
        return String::new();
    }
    let path = clean(path);
    let mut text = format!("{HEADING}--- {path}{HEADING:#}\n{HEADING}+++ {path}{HEADING:#}\n");
    let diff = TextDiff::configure().deadline(Instant::now() + PATIENCE).diff_lines(before, after);
    for hunk in diff.unified_diff().context_radius(2).iter_hunks() {
        writeln!(text, "{PLACE}{}{PLACE:#}", hunk.header()).expect("a string takes any text");
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Equal => (' ', Style::new()),
                ChangeTag::Delete => ('-', GONE),
                ChangeTag::Insert => ('+', COME),
            };
            // A line of one file may differ from the other's in nothing but how it ends.
            let line = change.value().strip_suffix('\n').unwrap_or(change.value());
            writeln!(text, "{style}{sign}{}{style:#}", clean(line)).expect("a string takes any text");
            if change.missing_newline() {
                text += "\\ no line break at the end of the file\n";
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patch_shows_what_goes_and_what_comes() {
        let told = patch("data/a.ron", "(\n  id: \"a\",\n)", "(\n    id: \"a\",\n)\n");
        let plain = anstream::adapter::strip_str(&told).to_string();
        assert_eq!(
            plain,
            "--- data/a.ron\n+++ data/a.ron\n@@ -1,3 +1,3 @@\n (\n-  id: \"a\",\n-)\n\
             \\ no line break at the end of the file\n+    id: \"a\",\n+)\n"
        );
        assert_eq!(patch("data/a.ron", "()", "()"), "");
    }
}
