//! Slips of the hand, for the tests that show what comes of them: whatever anyone can type, and whatever can go wrong
//! with a file that was sound.

use proptest::prelude::*;

/// One of some sheets, with up to so many slips in it.
pub fn slipped(sheets: &'static [&'static str], most: usize) -> impl Strategy<Value = String> {
    (0..sheets.len(), prop::collection::vec(mutation(), 0..=most))
        .prop_map(move |(sheet, slips)| mutate(sheets[sheet], &slips))
}

/// Bits of RON, whole and broken, to put in the way.
pub const SNIPPETS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "=",
    ";",
    "\"",
    "'",
    "\\",
    "/",
    "//",
    "/*",
    "*/",
    "// a remark\n",
    "/* a remark */",
    "\n\n",
    "#",
    "!",
    "r#\"",
    "\"#",
    "“",
    "”",
    "\n",
    "\r\n",
    " ",
    "\u{A0}",
    "\u{2028}",
    "é",
    "-",
    ".",
    "_",
    "0",
    "12",
    "1.5",
    "-3",
    "300",
    "70000",
    "0x",
    "inf",
    "NaN",
    "true",
    "false",
    "None",
    "Some(",
    "Some",
    "State",
    "Person",
    "Other(\"x\")",
    "who",
    "who: ",
    "id: \"x\",",
    "b\"x\"",
    "'x'",
    "\"x\"",
    "\"\"",
    "()",
    "[]",
    "{}",
    "\\u{41}",
    "\\x41",
    "\\q",
    "Holds(what: \"q\")",
    "(what: \"q\")",
    "Seal",
    "u8",
    "r#id",
    "#![enable(unwrap_newtypes)]",
    "e5",
];

/// A slip of the hand. Places are taken modulo the length of the text.
#[derive(Clone, Debug)]
enum Mutation {
    Insert(usize, usize),
    Remove(usize, usize),
    Repeat(usize, usize, usize),
    Replace(usize, usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let at = 0..1_000_000_usize;
    prop_oneof![
        (at.clone(), 0..SNIPPETS.len()).prop_map(|(at, snippet)| Mutation::Insert(at, snippet)),
        (at.clone(), 1..12_usize).prop_map(|(at, length)| Mutation::Remove(at, length)),
        (at.clone(), 1..40_usize, at.clone()).prop_map(|(from, length, to)| Mutation::Repeat(from, length, to)),
        (at, 0..SNIPPETS.len()).prop_map(|(at, snippet)| Mutation::Replace(at, snippet)),
    ]
}

/// The text with some slips in it.
fn mutate(source: &str, mutations: &[Mutation]) -> String {
    let mut characters: Vec<char> = source.chars().collect();
    for mutation in mutations {
        let count = characters.len();
        let clamp = |at: usize| if count == 0 { 0 } else { at % (count + 1) };
        match *mutation {
            Mutation::Insert(at, snippet) => {
                let at = clamp(at);
                characters.splice(at..at, SNIPPETS[snippet].chars());
            }
            Mutation::Replace(at, snippet) => {
                let at = clamp(at);
                let end = (at + 1).min(count);
                characters.splice(at..end, SNIPPETS[snippet].chars());
            }
            Mutation::Remove(at, length) => {
                let at = clamp(at);
                characters.drain(at..(at + length).min(count));
            }
            Mutation::Repeat(from, length, to) => {
                let (from, to) = (clamp(from), clamp(to));
                let piece = characters[from..(from + length).min(count)].to_vec();
                characters.splice(to..to, piece);
            }
        }
    }
    characters.into_iter().collect()
}
