//! The floors of the house: nothing looks up, and rooms on one floor do not look at each other.

#![expect(clippy::disallowed_methods, reason = "the test reads the sources")]

use std::fs;
use std::path::{Path, PathBuf};

/// The rooms under `src/`, lowest floor first. A room may use what stands in a line above its own, and itself. Where
/// rooms share a floor in ARCHITECTURE.md and one of them does need the other, they stand in two lines here.
const FLOORS: &[&[&str]] = &[
    // 0: text and places, no word of the subject.
    &["text"],
    &["date", "id", "quote", "syntax"],
    &["page"],
    // 1: what can be said about a place, and the words of the language.
    &["diagnostic", "vocabulary"],
    // 2: as written.
    &["sheet"],
    &["project", "settings"],
    // 3: as meant.
    &["corpus"],
    // 4: linked and weighed. The logic knows no word of the subject, not even an id.
    &["entry", "graph", "logic", "revision"],
    &["background"],
    &["standing"],
    &["demands", "moves", "outcomes", "stances"],
    &["waits"],
    // 5: siblings.
    &["analysis", "diagram", "exchange", "intake", "rules"],
    // The pipeline of floors 0 to 5, and the door of the library.
    &["desk"],
    &["lib"],
    // 6: faces.
    &["report"],
    &["lsp", "site"],
    // 7: the binary. It sees what the library makes public, as `standoff::…`; its own `crate::` is itself.
    &["cli"],
];

/// Rooms that may use nothing at all but themselves, however low the others stand.
const HERMITS: &[&str] = &["logic", "text"];

#[test]
fn nothing_looks_up() {
    let mut offences = Vec::new();
    for (room, file) in files() {
        let code = fs::read_to_string(&file).unwrap();
        for (number, used) in rooms_used(&code) {
            if used != room && !may_use(&room, &used) {
                offences.push(format!("{}:{number}: `{room}` uses `{used}`", file.display()));
            }
        }
    }
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
}

#[test]
fn every_room_has_a_floor() {
    for (room, file) in files() {
        assert!(floor(&room).is_some(), "{}: `{room}` stands on no floor in this test", file.display());
    }
}

#[test]
fn paths_do_not_climb_out_of_their_room() {
    for (_, file) in files() {
        let code = fs::read_to_string(&file).unwrap();
        // In `src/rules/deadlock.rs`, two deep, `super` is the room and `super::super` would be the whole crate.
        let depth = file.strip_prefix(src()).unwrap().components().count();
        for (number, line) in product_code(&code) {
            // A module within a file begins one deeper; its lines are indented.
            let depth = depth + usize::from(line.starts_with(' '));
            let climbs_out = line.contains(&"super::".repeat(depth));
            assert!(!climbs_out, "{}:{number}: write `crate::…` for what stands outside the room", file.display());
        }
    }
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every file under `src/`, with the room that it belongs to.
fn files() -> Vec<(String, PathBuf)> {
    let mut files = Vec::new();
    let mut folders = vec![src()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let first = path.strip_prefix(src()).unwrap().iter().next().unwrap().to_str().unwrap();
                files.push((first.trim_end_matches(".rs").to_owned(), path.clone()));
            }
        }
    }
    files.sort();
    files
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|rooms| rooms.contains(&room))
}

fn may_use(room: &str, used: &str) -> bool {
    let is_below = floor(used).is_some() && floor(used) < floor(room);
    room == "cli" || (is_below && !HERMITS.contains(&room))
}

/// The rooms that a file uses by `crate::room`, each with the number of its line.
fn rooms_used(code: &str) -> Vec<(usize, String)> {
    let mut used = Vec::new();
    for (number, line) in product_code(code) {
        for rest in line.split("crate::").skip(1) {
            let end = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
            let room = &rest[..end];
            // `crate::Desk` and other names of the door; `pub(crate)` has no path behind it.
            let is_room = room.starts_with(char::is_lowercase);
            used.push((number, if is_room { room.to_owned() } else { "lib".to_owned() }));
        }
    }
    used
}

/// The numbered lines of a file up to its tests, without comments.
fn product_code(code: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = code.lines().enumerate().map(|(index, line)| (index + 1, line));
    let before_tests = lines.take_while(|(_, line)| line.trim() != "#[cfg(test)]");
    before_tests.map(|(number, line)| (number, line.split("//").next().unwrap_or_default()))
}
