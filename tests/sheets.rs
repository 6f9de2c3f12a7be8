//! Our reader of sheets beside the `ron` crate's, on our own data: the same records, and what is written is read again.

#![expect(clippy::disallowed_methods, reason = "the test reads the project's own sheets")]

use proptest::prelude::*;
use standoff::diagnostic::Diagnostic;
use standoff::sheet::{self, Sheet, StatementRecord};
use standoff::syntax::Spanned;
use standoff::text::{Source, SourceMap};
use walkdir::WalkDir;

/// The sheets of the project itself, and of the sample.
fn own_sheets() -> Vec<(String, String)> {
    let root = env!("CARGO_MANIFEST_DIR");
    let files = WalkDir::new(format!("{root}/data")).sort_by_file_name().into_iter().map(|entry| entry.unwrap());
    let sheets = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "ron"));
    let read =
        |file: walkdir::DirEntry| (file.path().display().to_string(), std::fs::read_to_string(file.path()).unwrap());
    sheets.map(read).collect()
}

/// A sheet by our own reader, and what it has to say against it.
fn by_us(text: &str) -> (Sheet, Vec<Diagnostic>) {
    let mut sources = SourceMap::new();
    let file = sources.add(Source::new("sheet.ron".into(), text.to_owned()));
    let (sheet, mut problems) = sheet::open(file, sources.get(file));
    let mut statements = Vec::new();
    problems.extend(sheet.statements.each(file, sources.get(file), |span, record| {
        let value = std::mem::replace(record, StatementRecord::new(record.verb));
        statements.push(Spanned { value, span });
    }));
    (sheet.with_statements(statements.into()), problems)
}

/// A sheet by our own reader, which must have nothing to say against it.
fn ours(text: &str) -> Sheet {
    let (sheet, problems) = by_us(text);
    assert!(problems.is_empty(), "{problems:?}");
    sheet
}

/// The text with some characters left out, put in or changed, as a slip of the hand would.
fn mutated(text: &str, slips: &[(prop::sample::Index, u8, char)]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for (place, kind, letter) in slips {
        let at = place.index(letters.len());
        match kind % 3 {
            0 => _ = letters.remove(at),
            1 => letters.insert(at, *letter),
            _ => letters[at] = *letter,
        }
    }
    letters.into_iter().collect()
}

#[test]
fn both_readers_read_the_same_records() {
    let sheets = own_sheets();
    assert!(sheets.len() >= 5);
    for (path, text) in sheets {
        let theirs: Sheet = sheet::options().from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert_eq!(sheet::write(&ours(&text)).unwrap(), sheet::write(&theirs).unwrap(), "{path}");
    }
}

#[test]
fn what_is_written_is_read_again() {
    for (path, text) in own_sheets() {
        let written = sheet::write(&ours(&text)).unwrap();
        assert_eq!(sheet::write(&ours(&written)).unwrap(), written, "{path}");
    }
}

#[test]
fn every_form_of_a_constraint_is_read_and_what_is_written_is_read_again() {
    let text = r#"(
        constraints: [
            Implies("p", "q"), Implies(if: "p", then: "q", because: "so it is"),
            NotAll(["p", "q", "r"]), NotAll(of: ["p", "q"], because: "so it is"),
            OneOf(["p", "q"]), SameTime(of: ["p", "q"]),
            Parts("p", ["q", "r"]), Parts(whole: "p", parts: ["q", "r"], complete: true, because: "so it is"),
            Parts(whole: "p", parts: ["q"], complete: false),
        ],
    )"#;
    let sheet = ours(text);
    let kinds: Vec<&str> = sheet.constraints.iter().map(|constraint| constraint.value.kind.name()).collect();
    let expected = ["Implies", "Implies", "NotAll", "NotAll", "OneOf", "SameTime", "Parts", "Parts", "Parts"];
    assert_eq!(kinds, expected);
    let complete = sheet.constraints.iter().filter_map(|constraint| constraint.value.terms.complete.as_ref());
    assert_eq!(complete.map(|complete| complete.value).collect::<Vec<_>>(), [true, false]);
    let written = sheet::write(&sheet).unwrap();
    assert_eq!(sheet::write(&ours(&written)).unwrap(), written);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever both readers take of a sheet with slips in it, they take alike.
    #[test]
    fn both_readers_read_a_sheet_with_slips_alike(
        which in any::<prop::sample::Index>(),
        slips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), prop::sample::select(LETTERS)), 1..4),
    ) {
        let sheets = own_sheets();
        let text = mutated(&sheets[which.index(sheets.len())].1, &slips);
        let (sheet, problems) = by_us(&text);
        if let (true, Ok(theirs)) = (problems.is_empty(), sheet::options().from_str::<Sheet>(&text)) {
            prop_assert_eq!(sheet::write(&sheet).unwrap(), sheet::write(&theirs).unwrap());
        }
    }
}

/// Letters that mean something to RON, and some that do not.
const LETTERS: &[char] = &['"', '(', ')', '[', ']', ',', ':', '/', '\\', '\n', ' ', 'x', '1', '-', '“', 'ї'];
