//! One style: our own sheets, the sample and the examples of the documentation are as `standoff fmt` writes them.
//!
//! `BLESS=1 cargo test --test style` lays them out.

#![expect(clippy::disallowed_methods, reason = "tests read and write the project's own files")]

use std::fs;
use std::path::{Path, PathBuf};

use standoff::sheet::STYLE;
use standoff::syntax::{Formatted, format};
use walkdir::WalkDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Our own sheets, and those that `standoff init` writes.
fn sheets() -> Vec<PathBuf> {
    let walked = ["data", "src/cli/sample"].into_iter().flat_map(|folder| WalkDir::new(root().join(folder)));
    let paths = walked.map(|entry| entry.unwrap().into_path()).chain([root().join("standoff.ron")]);
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "ron")).collect()
}

#[test]
fn our_own_sheets_are_in_style() {
    let sheets = sheets();
    assert!(sheets.len() >= 9, "{sheets:?}");
    for path in sheets {
        let typed = fs::read_to_string(&path).unwrap();
        let Formatted { text, left } = format(&typed, &STYLE);
        assert_eq!(left, [], "{}", path.display());
        settle(&path, &typed, text);
    }
}

#[test]
fn the_examples_of_the_documentation_are_in_style() {
    for name in ["README.md", "docs/language.md"] {
        let path = root().join(name);
        let page = fs::read_to_string(&path).unwrap();
        let mut laid_out = String::new();
        for (index, part) in page.split("```ron\n").enumerate() {
            match part.split_once("```").filter(|_| index > 0) {
                None => laid_out += part,
                Some((example, rest)) => {
                    let example = format(example, &STYLE).text;
                    laid_out += &format!("```ron\n{example}```{rest}");
                }
            }
        }
        settle(&path, &page, laid_out);
    }
}

/// Writes what is in style, where that is asked for, or else sees that it is so already.
fn settle(path: &Path, typed: &str, in_style: String) {
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, in_style).unwrap();
    } else {
        assert_eq!(typed, in_style, "{}", path.display());
    }
}
