//! Edits of sheets: what they change, and that they leave all else alone.

#[path = "fuzz/slips.rs"]
mod slips;

use proptest::prelude::*;
use slips::slipped;
use standoff::syntax::edit::{TextEdit, apply, insert, quoted, remove, replace};
use standoff::syntax::{Node, NodeKind, parse};
use standoff::text::Span;

/// The text after something was done to the value of its field `a`.
#[track_caller]
fn after(source: &str, change: impl Fn(Node<'_>) -> Vec<TextEdit>) -> String {
    let parsed = parse(source);
    apply(source, change(parsed.tree.root(source).field("a").unwrap()))
}

#[track_caller]
fn assert_inserts(source: &str, index: usize, expected: &str) {
    assert_eq!(after(source, |node| insert(node, index, "\"new\"").unwrap()), expected);
}

#[track_caller]
fn assert_removes(source: &str, index: usize, expected: &str) {
    assert_eq!(after(source, |node| vec![remove(node, index).unwrap()]), expected);
}

#[test]
fn what_is_put_in_stands_as_its_neighbours_do() {
    assert_inserts("(a: [])", 0, "(a: [\"new\"])");
    assert_inserts("(a: [1])", 0, "(a: [\"new\", 1])");
    assert_inserts("(a: [1])", 9, "(a: [1, \"new\"])");
    assert_inserts("(a: [1, 2,])", 1, "(a: [1, \"new\", 2,])");
    assert_inserts("(a: [1, 2,])", 2, "(a: [1, 2, \"new\",])");
    assert_inserts("(a: [\n  1,\n  2\n])", 1, "(a: [\n  1,\n  \"new\",\n  2\n])");
    assert_inserts("(a: [\n  1,\n  2\n])", 2, "(a: [\n  1,\n  2,\n  \"new\",\n])");
    assert_inserts("(a: [\r\n\t1,\r\n])", 1, "(a: [\r\n\t1,\r\n\t\"new\",\r\n])");
    assert_inserts("(a: [1,\n     2])", 2, "(a: [1,\n     2,\n     \"new\"])");
}

#[test]
fn what_is_put_in_keeps_clear_of_comments() {
    assert_inserts("(a: [\n  1 // one\n  // none\n])", 1, "(a: [\n  1, // one\n  \"new\",\n  // none\n])");
    assert_inserts("(a: [\n  // one\n  1,\n])", 0, "(a: [\n  \"new\",\n  // one\n  1,\n])");
    assert_inserts("(a: [ // all\n  1,\n])", 0, "(a: [ // all\n  \"new\",\n  1,\n])");
    assert_inserts("(a: [1 // one\n])", 1, "(a: [1, \"new\" // one\n])");
    assert_inserts("(a: [ // to come\n])", 0, "(a: [ // to come\n    \"new\",\n])");
    assert_inserts("(a: [\n  // to come\n])", 0, "(a: [\n  // to come\n  \"new\",\n])");
}

#[test]
fn what_is_taken_out_takes_its_comma_and_its_line_along() {
    assert_removes("(a: [1])", 0, "(a: [])");
    assert_removes("(a: [1, 2, 3])", 0, "(a: [2, 3])");
    assert_removes("(a: [1, 2, 3])", 1, "(a: [1, 3])");
    assert_removes("(a: [1, 2, 3])", 2, "(a: [1, 2])");
    assert_removes("(a: [1, 2,])", 1, "(a: [1,])");
    assert_removes("(a: [\n  1,\n  2,\n])", 1, "(a: [\n  1,\n])");
    assert_removes("(a: [\n  1,\n  2\n])", 0, "(a: [\n  2\n])");
    assert_removes("(a: (b: 1,\n     c: 2))", 0, "(a: (c: 2))");
    assert_removes("(a: (b: 1,\n     c: 2))", 1, "(a: (b: 1))");
    assert_removes("(a: (\n  b: 1, c: 2,\n  d: 3,\n))", 1, "(a: (\n  b: 1,\n  d: 3,\n))");
}

#[test]
fn what_is_taken_out_takes_its_own_comments_along_and_no_others() {
    assert_removes("(a: [\n  1, // one\n  // two\n  2, // too\n  3,\n])", 1, "(a: [\n  1, // one\n  3,\n])");
    assert_removes("(a: [\n  1, // one\n  2, // two\n])", 0, "(a: [\n  2, // two\n])");
    assert_removes("(a: [1, // one\n  2])", 1, "(a: [1, // one\n  ])");
    assert_removes("(a: [\n  1,\n  // none\n])", 0, "(a: [\n  // none\n])");
    assert_removes("(a: [1, /* two */ 2, 3])", 1, "(a: [1, 3])");
}

#[test]
fn a_comment_above_several_stays_as_their_heading_and_goes_with_the_last() {
    let sheet = "(a: [\n  // small\n  1,\n  2,\n\n  // large\n  100,\n])";
    assert_removes(sheet, 0, "(a: [\n  // small\n  2,\n\n  // large\n  100,\n])");
    assert_removes(sheet, 2, "(a: [\n  // small\n  1,\n  2,\n])");
    assert_removes("(a: [\n  // one\n  1,\n\n  // two\n  2,\n])", 0, "(a: [\n  // two\n  2,\n])");
}

#[test]
fn a_bracket_with_a_slip_is_not_touched_where_the_slip_is() {
    let parsed = parse("[1 2, 3, # c\n]");
    let list = parsed.tree.root("[1 2, 3, # c\n]");
    assert!(insert(list, 0, "0").is_none() && insert(list, 9, "0").is_none());
    assert!(remove(list, 0).is_none());
    let unclosed = "(a: [1, 2";
    let parsed = parse(unclosed);
    assert!(insert(parsed.tree.root(unclosed).field("a").unwrap(), 0, "0").is_none());
}

#[test]
fn edits_that_meet_are_all_made_and_none_twice() {
    let edit = |start, end, text: &str| TextEdit { span: Span::new(start, end), text: text.to_owned() };
    assert_eq!(apply("abcdef", vec![edit(4, 5, "E"), edit(0, 1, "A"), edit(1, 1, "+")]), "A+bcdEf");
    assert_eq!(apply("abcdef", vec![edit(1, 3, ""), edit(2, 5, "")]), "af");
    assert_eq!(apply("abcdef", vec![edit(1, 5, ""), edit(2, 3, "C")]), "af");
    assert_eq!(apply("abcdef", vec![edit(3, 3, "1"), edit(3, 3, "2")]), "abc12def");
}

#[test]
fn a_value_gives_way_to_another() {
    assert_eq!(after("(a: [1, 2] /* so */)", |node| vec![replace(node, "3")]), "(a: 3 /* so */)");
}

const SHEETS: &[&str] = &[
    include_str!("../data/articles/clash-report-2025-06-20.ron"),
    include_str!("../data/codebook/actors.ron"),
    include_str!("../src/cli/sample/article.ron"),
    "(a: [1, 2, (b: Some(3), c: {\"d\": [()]}, // why\n e: \"f\")], g: H(\"i\", [J(k: 'l')]), m: -1.5e3)",
    "(a: [ // all\n  // one\n  1, /* two */ 2,\n\n  // three\n  3 // so\n  // none\n], b: C(\n  // d\n  d: [], e: 1 /* f */,\n))",
];

/// All brackets of a document, outermost first.
fn brackets<'a>(node: Node<'a>, all: &mut Vec<Node<'a>>) {
    if matches!(node.kind(), NodeKind::Tuple | NodeKind::Record | NodeKind::List | NodeKind::Map) {
        all.push(node);
    }
    node.children().for_each(|child| brackets(child, all));
}

/// The values and names of a document in their order, without its layout.
fn values(source: &str) -> Vec<String> {
    fn collect(node: Node<'_>, all: &mut Vec<String>) {
        let is_bracket = matches!(node.kind(), NodeKind::Tuple | NodeKind::Record | NodeKind::List | NodeKind::Map);
        all.push(if is_bracket { node.name().unwrap_or_default() } else { node.text() }.to_owned());
        node.children().for_each(|child| collect(child, all));
        all.push("end".to_owned());
    }
    let mut all = Vec::new();
    collect(parse(source).tree.root(source), &mut all);
    all
}

fn comments(source: &str) -> Vec<String> {
    parse(source).tree.comments().iter().map(|comment| source[comment.range()].to_owned()).collect()
}

/// The same document, with one item more or less: what was said stays, in its order.
#[track_caller]
fn assert_holds(more: &[String], fewer: &[String], what: &str) {
    let mut rest = more.iter();
    assert!(fewer.iter().all(|value| rest.any(|other| other == value)), "{what}: {fewer:?}\nis not in {more:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_edit_leaves_all_else_alone(
        source in slipped(SHEETS, 3),
        which in any::<prop::sample::Index>(),
        index in 0..6_usize,
    ) {
        let parsed = parse(&source);
        let mut all = Vec::new();
        brackets(parsed.tree.root(&source), &mut all);
        prop_assume!(!all.is_empty());
        let bracket = *which.get(&all);
        let is_sound = parsed.errors.is_empty();
        let is_paired = matches!(bracket.kind(), NodeKind::Record | NodeKind::Map);
        let item = if is_paired { "zzz: 0" } else { "0" };
        if let Some(edits) = insert(bracket, index, item) {
            let edited = apply(&source, edits);
            prop_assert_eq!(comments(&source), comments(&edited));
            if is_sound {
                let errors = parse(&edited).errors;
                prop_assert!(errors.is_empty(), "{:?}\n{}", errors, edited);
                assert_holds(&values(&edited), &values(&source), &edited);
                prop_assert_eq!(values(&edited).len() - values(&source).len(), if is_paired { 4 } else { 2 });
            }
        }
        if let Some(edit) = remove(bracket, index) {
            let taken = &source[edit.span.range()];
            prop_assert!(edit.text.is_empty() && !taken.trim().is_empty());
            let edited = apply(&source, vec![edit.clone()]);
            if is_sound {
                let errors = parse(&edited).errors;
                prop_assert!(errors.is_empty(), "{:?}\n{}", errors, edited);
                assert_holds(&values(&source), &values(&edited), &edited);
                assert_holds(&comments(&source), &comments(&edited), &edited);
                let gone = bracket.children().nth(if is_paired { index * 2 } else { index }).unwrap();
                prop_assert!(edit.span.start <= gone.span().start && gone.span().end <= edit.span.end);
            }
        }
    }

    #[test]
    fn quoted_words_are_read_as_they_are(words in "\\PC*|[\\x00-\\x7f“”їй\u{2028}\u{feff}]*") {
        let source = quoted(&words);
        let parsed = parse(&source);
        prop_assert!(parsed.errors.is_empty(), "{:?}", parsed.errors);
        let read = parsed.tree.root(&source).string().unwrap().into_owned();
        prop_assert_eq!(&read, &words);
        prop_assert_eq!(ron::from_str::<String>(&source).unwrap(), words);
    }
}
