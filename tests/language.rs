//! The reference of the annotation language: `docs/reference.md` is what the types say, and its links lead somewhere.

#![expect(clippy::disallowed_methods, reason = "tests read and write the documentation")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use standoff::report::language::reference;
use standoff::sheet::{Description, SHEET, Shape};

fn docs(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    fs::read_to_string(path).unwrap_or_default().replace('\r', "")
}

#[test]
fn the_reference_is_what_the_types_say() {
    let now = reference();
    if std::env::var_os("BLESS").is_some() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference.md"), now).unwrap();
        return;
    }
    assert!(docs("reference.md") == now, "docs/reference.md differs; BLESS=1 writes what the types say now");
}

#[test]
fn links_into_the_reference_lead_somewhere() {
    let page = reference();
    let headings: BTreeSet<String> =
        page.lines().filter_map(|line| line.strip_prefix("## ")).map(str::to_lowercase).collect();
    let own = page.split("](#").skip(1);
    let guide = docs("language.md");
    let from_the_guide = guide.split("](reference.md#").skip(1);
    let targets: Vec<&str> = own.chain(from_the_guide).map(|rest| rest.split(')').next().unwrap_or_default()).collect();
    assert!(targets.len() > 20);
    for target in targets {
        assert!(headings.contains(target), "no heading of docs/reference.md is `{target}`");
    }
}

#[test]
fn every_field_has_a_line_and_a_sentence() {
    fn look(record: &Description, page: &str) {
        for field in record.fields {
            assert!(!field.doc.trim().is_empty(), "`{}` of {} is not explained", field.name, record.word);
            assert!(
                page.contains(&format!("\n| `{}` |", field.name)),
                "`{}` of {} is not told",
                field.name,
                record.word
            );
            let shape = if let Shape::List(inner) = field.shape { *inner } else { field.shape };
            if let Shape::Record(inner) | Shape::Statement(inner) = shape {
                look(inner, page);
            }
        }
    }
    let page = reference();
    look(&SHEET, &page);
    for word in ["Demands", "Denies", "Inferred", "Person"] {
        assert!(page.contains(&format!("\n| `{word}` |")), "{word}");
    }
}
