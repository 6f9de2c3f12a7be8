//! What comes of a document, of one with slips in it, and of one with remarks in every place where one can stand.

#[path = "../../../tests/fuzz/slips.rs"]
mod slips;

use super::compare::says_the_same;
use super::{Formatted, Style, format, format_value, printer};
use crate::syntax::edit::apply;
use crate::syntax::parse;
use crate::text::Span;
use proptest::prelude::*;
use slips::{SNIPPETS, slipped};

/// A narrow one, so that small examples have something to break.
const STYLE: Style = Style { width: 48, together: &[&["who", "via"]], together_hanging: &[&["id", "name", "kind"]] };

#[track_caller]
fn assert_formats(typed: &str, expected: &str) {
    let formatted = format(typed, &STYLE);
    assert_eq!(formatted.text, expected, "\n{}", formatted.text);
    assert_eq!(formatted.left, [], "\n{}", formatted.text);
    assert_eq!(format(expected, &STYLE).text, expected, "once more");
}

#[test]
fn a_bracket_that_fits_stands_on_one_line_and_else_each_item_does() {
    assert_formats(
        "(statements:[Offers( who:\"a\" , what : \"p\",),\nDemands(who: \"a\", via: \"b\", what: \"a-long-proposition\", \
         from: [\"usa\",\n\"uk\"])], levels: { \"deadlock\" : Deny })",
        r#"(
    statements: [
        Offers(who: "a", what: "p"),
        Demands(
            who: "a", via: "b",
            what: "a-long-proposition",
            from: ["usa", "uk"],
        ),
    ],
    levels: {"deadlock": Deny},
)
"#,
    );
}

#[test]
fn a_record_in_a_list_hangs_from_its_bracket() {
    assert_formats(
        "(actors: [(id: \"usa\", name: \"United States\", kind: State, aliases: [\"Washington\", \"the White House\", \"US\"]),
            (id: \"uk\", name: \"UK\")])",
        r#"(
    actors: [
        (id: "usa", name: "United States",
         kind: State,
         aliases: [
             "Washington",
             "the White House",
             "US",
         ]),
        (id: "uk", name: "UK"),
    ],
)
"#,
    );
}

#[test]
fn a_lone_bracket_in_a_bracket_takes_no_step_further_in() {
    assert_formats(
        "(constraints: [NotAll([\"the-first-of-them\", \"the-second-of-them\"])])",
        r#"(
    constraints: [
        NotAll([
            "the-first-of-them",
            "the-second-of-them",
        ]),
    ],
)
"#,
    );
}

#[test]
fn comments_stay_beside_what_they_are_about_and_single_empty_lines_stay() {
    assert_formats(
        r#"// The desk's own.


// Second.
(   // who
    actors: [ // all of them


        // first the states
        (id: "usa"), // Q30


        /* then */ (id: "eu" /* Q458 */), // one
                // two
        (id: "un",
            // not a state
            name: "UN", // for short
            kind: Organisation)
        // none yet
    ],
    pair: ("a", /* or */ "b" /* at most */),
    empty: [
        // to come
    ],
) // the end
// really
"#,
        r#"// The desk's own.

// Second.
( // who
    actors: [ // all of them
        // first the states
        (id: "usa"), // Q30

        /* then */ (id: "eu" /* Q458 */), // one
        // two
        (
            id: "un",
            // not a state
            name: "UN", // for short
            kind: Organisation,
        ),
        // none yet
    ],
    pair: ("a", /* or */ "b" /* at most */),
    empty: [
        // to come
    ],
) // the end
// really
"#,
    );
}

#[test]
fn a_comment_in_the_middle_of_a_field_leaves_that_field_as_it_was_typed() {
    let typed = "(a:1,b:   // two\n      2,  c:3)";
    assert_formats(typed, "(\n    a: 1,\n    b:   // two\n      2,\n    c: 3,\n)\n");
}

#[test]
fn line_breaks_inside_a_text_stay_and_so_does_the_way_in_which_lines_end() {
    assert_formats(
        "\u{FEFF}#![enable(/* so */ implicit_some)]\r\n(quote: \"two\r\nlines\", note: r#\"a \"b\"\"#, n: Some( 1 ))",
        "\u{FEFF}#![enable(/* so */ implicit_some)]\r\n(\r\n    quote: \"two\r\nlines\",\r\n    note: r#\"a \"b\"\"#,\r\n    \
         n: Some(1),\r\n)\r\n",
    );
}

#[test]
fn what_cannot_be_read_is_left_as_it_is_and_told() {
    let typed = "(actors:[(id:\"a\",),\n  (id:  \"b\" name:  \"B\"),(id  = \"c\"),  ;\n], note :  \"n\")";
    let Formatted { text, left } = format(typed, &STYLE);
    assert_eq!(
        text,
        "(\n    actors: [\n        (id: \"a\"),\n        (id:  \"b\" name:  \"B\"),\n        (id  = \"c\"),\n        ;\n    ],\n    \
         note: \"n\",\n)\n"
    );
    let left: Vec<&str> = left.iter().map(|span| &typed[span.range()]).collect();
    assert_eq!(left, ["(id:  \"b\" name:  \"B\")", "(id  = \"c\")", ";"]);
    assert_eq!(format(&text, &STYLE).text, text);
}

#[test]
fn a_file_that_is_no_document_is_left_alone() {
    for typed in ["", " \n", "// only words", "(a: 1", "/* open", "))", "(a:1)) x", "[1, 2}"] {
        assert_eq!(format(typed, &STYLE).text.trim_end(), typed.trim_end(), "{typed}");
    }
}

#[test]
fn a_comma_never_lands_in_what_was_typed_as_a_comment() {
    let typed = "[\"a\" # no comment in RON\n]";
    assert_eq!(format(typed, &STYLE).text, "[\n    \"a\" # no comment in RON\n]\n");
}

#[test]
fn huge_and_deep_documents_are_laid_out_in_a_moment() {
    let million = 1_000_000;
    for piece in ["(", "[", "[[],", "(a:", "a,", "\"x\",", "/**/", "//\n", "(a:1),", "[a:\n("] {
        let source = piece.repeat(million / piece.len());
        let whole = format!("[{source}]");
        let start = std::time::Instant::now();
        format(&source, &STYLE);
        format(&whole, &STYLE);
        assert!(start.elapsed().as_secs() < 20, "{piece:?} took {:?}", start.elapsed());
    }
}

#[test]
fn one_value_is_laid_out_where_it_stands() {
    let typed = "(\n  actors: [\n     (id: \"usa\",\n   name: \"United States\", aliases: [\"Washington\", \"US\"]), // so\n  ],\n  x:1)";
    let parsed = parse(typed);
    let record = parsed.tree.root(typed).field("actors").unwrap().children().next().unwrap();
    let edit = format_value(&parsed, typed, record.span(), &STYLE).unwrap();
    let text = apply(typed, vec![edit]);
    let expected = "(\n  actors: [\n     (id: \"usa\", name: \"United States\",\n      aliases: [\"Washington\", \"US\"]), // so\n  ],\n  x:1)";
    assert_eq!(text, expected);
    assert_eq!(format_value(&parse(&text), &text, Span::new(5, 5), &STYLE), None);
}

// Our own sheets, with slips and with remarks

const SHEETS: &[&str] = &[
    include_str!("../../../data/articles/clash-report-2025-06-20.ron"),
    include_str!("../../../data/codebook/actors.ron"),
    include_str!("../../cli/sample/article.ron"),
    include_str!("../../cli/sample/codebook.ron"),
    include_str!("../../cli/sample/settings.ron"),
    "(a: [1, 2, (b: Some(3), c: {\"d\": [()]}, // why\n e: \"f\")], g: H(\"i\", [J(k: 'l')]), m: -1.5e3)",
    "[Demands(who: \"a\", via: \"b\", what: \"p\", unless: [AnyOf([\"q\", (what: \"r\", by: \"s\")])]), /* t */ u]",
];

#[test]
fn each_record_of_a_document_in_style_is_in_style_alone() {
    for sheet in SHEETS {
        let text = format(sheet, &STYLE).text;
        let parsed = parse(&text);
        for item in parsed.tree.root(&text).entries().flat_map(|(_, section)| section.children()) {
            assert_eq!(format_value(&parsed, &text, item.span(), &STYLE), None);
        }
    }
}

/// What was given back says the same and stays as it is, and where nothing is wrong, the last look had nothing to do.
#[track_caller]
fn check(source: &str) {
    let parsed = parse(source);
    let Formatted { text, left } = format(source, &STYLE);
    assert!(says_the_same(&parsed, source, &text), "it says something else:\n{}", diff(source, &text));
    let again = format(&text, &STYLE).text;
    assert!(again == text, "it changes once more:\n{}", diff(&text, &again));
    for span in &left {
        let words = &source[span.range()];
        assert!(text.contains(words), "it was not left as it is:\n{words}\n{}", diff(source, &text));
    }
    if parsed.errors.is_empty() {
        let printed = printer::print(&parsed, source, &STYLE).map_or(source.to_owned(), |printed| printed.text);
        assert_eq!(printed, text, "the last look had something to do");
        assert_eq!(left, [], "something sound was left:\n{source}");
        let (before, after) = (lines_of_comments(source), lines_of_comments(&text));
        assert!(before == after, "a comment has moved: {before:?} {after:?}\n{}", diff(source, &text));
    }
}

fn diff(before: &str, after: &str) -> String {
    similar::TextDiff::from_lines(before, after).unified_diff().context_radius(1).to_string()
}

/// Each line comment, and whether it has its line for itself.
fn lines_of_comments(source: &str) -> Vec<(String, bool)> {
    let parsed = parse(source);
    let comments = parsed.tree.comments().iter().map(|comment| comment.range());
    let begins_line = |start: usize| source[..start].rsplit('\n').next().unwrap_or_default().trim().is_empty();
    let told =
        |comment: std::ops::Range<usize>| (source[comment.clone()].trim_end().to_owned(), begins_line(comment.start));
    comments.map(told).filter(|(text, _)| text.starts_with("//")).collect()
}

/// One of the sheets with remarks put in, each where the text had a blank.
fn remarked() -> impl Strategy<Value = String> {
    let remark = (
        any::<prop::sample::Index>(),
        prop::sample::select(vec!["// remark\n", "/* remark */", "\n", "\n// remark\n"]),
    );
    (0..SHEETS.len(), prop::collection::vec(remark, 1..8)).prop_map(|(sheet, remarks)| {
        let mut text = SHEETS[sheet].to_owned();
        for (place, remark) in remarks {
            let blanks: Vec<usize> = text.match_indices([' ', '\n', '(', ',']).map(|(at, _)| at + 1).collect();
            text.insert_str(blanks[place.index(blanks.len())], remark);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sheets_with_a_slip_or_two_are_laid_out_without_loss(source in slipped(SHEETS, 2)) {
        check(&source);
    }

    #[test]
    fn sheets_with_many_slips_are_laid_out_without_loss(source in slipped(SHEETS, 16)) {
        check(&source);
    }

    #[test]
    fn remarks_stay_where_they_are(source in remarked()) {
        check(&source);
    }

    #[test]
    fn any_snippets_in_a_row_are_laid_out_without_loss(picks in prop::collection::vec(0..SNIPPETS.len(), 0..60)) {
        check(&picks.into_iter().map(|pick| SNIPPETS[pick]).collect::<String>());
    }
}
