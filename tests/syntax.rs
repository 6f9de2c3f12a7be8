//! The tree against the `ron` crate, on sheets that were mutated at random: what it takes, we take and read alike; what
//! it refuses, we report; and nothing that anyone can type makes us fall over.

#[path = "fuzz/slips.rs"]
mod slips;

use proptest::prelude::*;
use ron::extensions::Extensions;
use serde::Deserialize;
use slips::{SNIPPETS, slipped};
use standoff::syntax::{Node, NodeKind, Spanned, from_node, parse};
use std::collections::BTreeMap;

// Records in the manner of our sheets, with one of each sort of value

#[derive(Deserialize, PartialEq, Debug, Default)]
#[serde(deny_unknown_fields, default)]
struct Sheet {
    actors: Vec<Actor>,
    statements: Vec<Statement>,
    constraints: Vec<Constraint>,
    weights: BTreeMap<String, i16>,
    mark: Option<char>,
    pair: Option<(u8, f64)>,
    seal: Option<Seal>,
}

#[derive(Deserialize, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
struct Actor {
    id: Id,
    name: Spanned<String>,
    kind: Option<Kind>,
    #[serde(default)]
    aliases: Vec<Spanned<String>>,
    is_public: Option<bool>,
    seats: Option<u32>,
}

#[derive(Deserialize, PartialEq, Debug)]
#[serde(transparent)]
struct Id(String);

#[derive(Deserialize, PartialEq, Debug)]
struct Days(u16);

#[derive(Deserialize, PartialEq, Debug)]
struct Seal;

#[derive(Deserialize, PartialEq, Debug)]
enum Kind {
    State,
    Person,
    Other(String),
}

#[derive(Deserialize, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
enum Statement {
    Demands { who: Id, from: Vec<Id>, what: Spanned<Id>, within: Option<Days> },
    Offers { who: Id, what: Id, quote: Option<String>, only_after: Option<Vec<Condition>> },
}

#[derive(Deserialize, PartialEq, Debug)]
enum Condition {
    Holds(Holds),
    AnyOf(Vec<Condition>),
}

#[derive(Deserialize, PartialEq, Debug)]
#[serde(deny_unknown_fields)]
struct Holds {
    what: Id,
    by: Option<Id>,
}

#[derive(Deserialize, PartialEq, Debug)]
enum Constraint {
    Implies(Id, Id),
    NotAll(Vec<Id>),
}

const SHEETS: &[&str] = &[
    r##"#![enable(implicit_some)]
// The desk's own list.
(
    actors: [
        (id: "russia", name: "Russia", kind: State, aliases: ["Moscow", "the \"Kremlin\""], is_public: true, seats: 0x1F),
        (id: "peskov", name: r#"Dmitry "P" Peskov"#, kind: Some(Person), aliases: [],), /* a /* nested */ one */
        Actor(id: "desk", name: "Ди\u{44f}", kind: Other("desk"), is_public: None, seats: Some(1_000)),
    ],
    weights: {"russia": -12, "usa": +7, "x": 0b11},
)
"##,
    r#"(
    statements: [
        Demands(who: "russia", from: ["usa", "uk"], what: "nato-excluded", within: 30),
        Offers(who: "usa", what: "relations-restored", quote: "words, over\n two \
            lines", only_after: [
            Holds(what: "progress", by: "russia"),
            AnyOf([Holds(what: "a"), AnyOf([])]),
        ]),
    ],
    constraints: [Implies("a", "b"), NotAll(["a", "b", "c"])],
)"#,
    "(mark: '\\n', pair: (255, 1.5e3), seal: Seal, actors: [], weights: {}, )\r\n",
    "(mark: Some('é'), pair: Some(7, inf), seal: (),\r\n // done\r\n)",
    "()",
];

/// The sheet as far as it can be read, and all that is said against it.
fn ours(source: &str) -> (Option<Sheet>, Vec<String>) {
    let parsed = parse(source);
    let mut errors = Vec::new();
    let sheet = from_node(parsed.tree.root(source), &mut errors);
    let told: Vec<String> =
        parsed.errors.iter().map(ToString::to_string).chain(errors.iter().map(ToString::to_string)).collect();
    assert!(sheet.is_some() || !told.is_empty(), "a sheet is lost in silence: {source}");
    (sheet, told)
}

fn theirs(source: &str) -> Option<Sheet> {
    let extensions = Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES | Extensions::UNWRAP_VARIANT_NEWTYPES;
    ron::Options::default().with_default_extension(extensions).from_str(source).ok()
}

/// Whether a sheet holds what we take and `ron` does not: `Some((..))` and `( )`, in the shapes that mutations give them.
fn is_known_leniency(source: &str) -> bool {
    let dense: String = source.chars().filter(|c| !c.is_whitespace()).collect();
    dense.contains("((") || dense.contains("seal:(")
}

/// Whether a sheet holds what `ron` takes and we do not: a key twice in a map, or a `Some` without brackets after it.
fn is_known_refusal(source: &str, told: &[String]) -> bool {
    let some_stands_alone = source.split("Some").skip(1).any(|rest| !rest.trim_start().starts_with('('));
    some_stands_alone || told.iter().any(|message| message.starts_with("the key"))
}

#[track_caller]
fn check_against_ron(source: &str) {
    let (sheet, told) = ours(source);
    match theirs(source) {
        Some(expected) => {
            let is_refused = !told.is_empty() && is_known_refusal(source, &told);
            assert!(told.is_empty() || is_refused, "ron takes it, we say {told:?}: {source}");
            assert!(is_refused || sheet == Some(expected), "we read it otherwise than ron: {source}");
        }
        None => assert!(!told.is_empty() || is_known_leniency(source), "ron refuses it, we do not: {source}"),
    }
}

#[track_caller]
fn check_losslessness(source: &str) {
    fn walk(node: Node, source: &str, count: &mut usize) {
        *count += 1;
        assert_eq!(node.text(), &source[node.span().range()]);
        if let Some(name) = node.name_span() {
            assert!(node.span().start == name.start && name.end <= node.span().end);
        }
        if matches!(node.kind(), NodeKind::Record | NodeKind::Map) {
            assert_eq!(node.children().count() % 2, 0, "keys and values come in pairs");
        }
        let mut reached = node.span().start;
        for child in node.children() {
            assert!(reached <= child.span().start && child.span().start <= child.span().end, "{node:?} {child:?}");
            reached = child.span().end;
            walk(child, source, count);
        }
        assert!(reached <= node.span().end, "{node:?}");
    }
    let parsed = parse(source);
    walk(parsed.tree.root(source), source, &mut 0);
    for pair in parsed.tree.comments().windows(2) {
        assert!(pair[0].end <= pair[1].start);
    }
    for comment in parsed.tree.comments() {
        assert!(source[comment.range()].starts_with('/'));
    }
    let lines = parsed.errors.iter().map(|error| source[..error.span.start as usize].matches('\n').count());
    assert!(lines.is_sorted_by(|earlier, later| earlier < later), "at most one error a line, in their order");
    for offset in [0, source.len() / 2, source.len()] {
        parsed.tree.node_at(source, offset as u32);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sheets_with_one_or_two_slips_are_read_as_ron_reads_them(source in slipped(SHEETS, 2)) {
        check_against_ron(&source);
        check_losslessness(&source);
    }

    #[test]
    fn sheets_with_many_slips_are_read_as_ron_reads_them(source in slipped(SHEETS, 12)) {
        check_against_ron(&source);
        check_losslessness(&source);
    }

    #[test]
    fn any_characters_make_a_tree(source in "\\PC*") {
        ours(&source);
        check_losslessness(&source);
    }

    #[test]
    fn any_snippets_in_a_row_make_a_tree(picks in prop::collection::vec(0..SNIPPETS.len(), 0..60)) {
        let source: String = picks.into_iter().map(|pick| SNIPPETS[pick]).collect();
        check_against_ron(&source);
        check_losslessness(&source);
    }
}

#[test]
fn whole_sheets_are_read_as_ron_reads_them() {
    for source in SHEETS {
        assert!(theirs(source).is_some(), "{source} {:?}", ron::from_str::<Sheet>(source));
        check_against_ron(source);
        check_against_ron(&source.replace('\n', "\r\n"));
        check_losslessness(source);
    }
}

#[test]
fn strange_files_make_a_tree() {
    for source in
        ["", "\u{FEFF}", " \n", "// only words", "/* open", "\"", "'", "r#\"", "b\"", "#![", "(\"", "[[[{{{(((", ")]}"]
    {
        ours(source);
        check_losslessness(source);
        assert!(!parse(source).errors.is_empty(), "{source}");
    }
    let marked = "\u{FEFF}(mark: 'a')";
    assert_eq!(ours(marked), ours("(mark: 'a')"));
}

#[test]
fn huge_and_hostile_files_are_read_in_a_moment() {
    let million = 1_000_000;
    let pieces = [
        "(",
        "[",
        "{",
        "\"",
        "\"\n",
        "\\\"\n",
        "'",
        "'\n",
        "“,",
        "“\n",
        "r#\"",
        "r#\"\n",
        "r##\"\"#",
        ")",
        "a",
        "a:",
        "(a:",
        "[a:",
        "\n(",
        "/*",
        "/**/",
        "-",
        "1-",
        "\"a\"b",
        "\"\\\",",
        ",",
        "a(",
        "[a:\n(",
        "\\\"x\n",
        "%",
        "\"))",
        "b'",
        "(a:[\n(b:",
    ];
    for piece in pieces {
        let source = piece.repeat(million / piece.len());
        let start = std::time::Instant::now();
        let parsed = parse(&source);
        assert!(!parsed.errors.is_empty() || piece == "a", "{piece}");
        let _: Option<Sheet> = from_node(parsed.tree.root(&source), &mut Vec::new());
        assert!(start.elapsed().as_secs() < 10, "{piece:?} took {:?}", start.elapsed());
    }
}

#[test]
fn depth_is_limited_and_told_once() {
    let source = format!("(\nactors: {}{},\nseal: ;\n)", "[".repeat(10_000), "]".repeat(10_000));
    let messages: Vec<String> = parse(&source).errors.into_iter().map(|error| error.message).collect();
    assert_eq!(messages, ["brackets stand more than 128 deep in each other", "expected a value, found `;`"]);
}
