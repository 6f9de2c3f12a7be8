//! Slips that editors make, and what they are told: the line, the message, the words at fault, and the help.

use serde::Deserialize;
use standoff::syntax::{Lenient, List, Spanned, from_node, parse};

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct Sheet {
    #[serde(default)]
    actors: List<Actor>,
    #[serde(default)]
    statements: List<Statement>,
}

#[expect(dead_code, reason = "what is read matters less here than what is said about it")]
#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields, rename = "Actor")]
struct Actor {
    id: Spanned<String>,
    name: Lenient<String>,
    kind: Option<Lenient<Kind>>,
    #[serde(default)]
    aliases: List<Spanned<String>>,
    seats: Option<Lenient<u8>>,
    since: Option<Lenient<Year>>,
}

#[derive(Deserialize, Debug)]
enum Kind {
    State,
    Person,
}

#[expect(dead_code, reason = "what is read matters less here than what is said about it")]
#[derive(Deserialize, Debug)]
enum Statement {
    Demands { who: Lenient<String>, from: List<String> },
    Refuses { who: Lenient<String> },
    Says(String),
}

/// A type that has something to say of its own.
#[derive(Debug)]
struct Year;

impl<'de> Deserialize<'de> for Year {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Year, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.len() == 4 { Ok(Year) } else { Err(serde::de::Error::custom("a year has four digits")) }
    }
}

struct Outcome {
    told: Vec<String>,
    actors: Vec<String>,
    statements: usize,
}

fn read(source: &str) -> Outcome {
    let parsed = parse(source);
    let mut errors = Vec::new();
    let sheet: Option<Sheet> = from_node(parsed.tree.root(source), &mut errors);
    let syntax = parsed.errors.iter().map(|error| (error.span, error.to_string(), error.related.clone(), &error.help));
    let values = errors.iter().map(|error| (error.span, error.to_string(), error.related.clone(), &error.help));
    let line = |start: u32| source[..start as usize].matches('\n').count() + 1;
    let mut all: Vec<_> = syntax.chain(values).collect();
    all.sort_by_key(|(span, ..)| span.start);
    let told = all.into_iter().map(|(span, message, related, help)| {
        let at = &source[span.range()];
        let at = if at.is_empty() { String::new() } else { format!(" at {at}") };
        let related = related.map(|(span, what)| format!("; line {}: {what}", line(span.start))).unwrap_or_default();
        let help = help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        format!("{}: {message}{at}{related}{help}", line(span.start))
    });
    let actors = sheet.iter().flat_map(|sheet| sheet.actors.iter()).map(|actor| actor.id.to_string()).collect();
    Outcome { told: told.collect(), actors, statements: sheet.map_or(0, |sheet| sheet.statements.len()) }
}

/// Checks what is said of some lines in a list of actors, and that the actor after them is read all the same.
#[track_caller]
fn check_actors(lines: &str, expected: &[&str]) {
    let outcome = read(&format!("(actors: [\n{lines}\n(id: \"next\", name: \"Next\"),\n])"));
    assert_eq!(outcome.told, expected);
    assert_eq!(outcome.actors.last().map(String::as_str), Some("next"), "the next actor is read");
}

#[test]
fn punctuation_is_mended() {
    check_actors(r#"(id: "a" name: "A"),"#, &["2: expected a comma before `name`; write `,` between them"]);
    check_actors(r#"(id: "a", name: "A")"#, &["2: expected a comma before `(`; write `,` between them"]);
    check_actors(r#"(id: "a"; name: "A"),"#, &["2: expected a comma, found `;` at ;; write `,`"]);
    check_actors(r#"(id = "a", name: "A"),"#, &["2: expected `:`, found `=` at =; write `:`"]);
    check_actors(r#"(id "a", name: "A"),"#, &["2: expected `:` after `id`; write `:`"]);
    check_actors(
        r#"("id": "a", name: "A"),"#,
        &["2: the name of a field stands without quotation marks at \"id\"; write `id`"],
    );
    check_actors(r#"(id: "a", , name: "A"),"#, &["2: a comma with no value before it at ,; remove it"]);
    check_actors(r#"(id: "a", name: ),"#, &["2: a value is missing here; write a value, or remove what waits for it"]);
    check_actors(
        "(id: \"a\", name:\n kind: State),",
        &["2: a value is missing here; write a value, or remove what waits for it"],
    );
    check_actors("% what\n,", &["2: expected a value, found `%` at %"]);
    check_actors("(id: \"a\",\u{A0}name: \"A\"),", &["2: expected a value, found a no-break space at \u{A0}"]);
}

#[test]
fn brackets_are_mended() {
    check_actors(
        "(id: \"a\", name: \"A\",",
        &["2: the bracket `(` is not closed; line 2: it is opened here; write `)`"],
    );
    check_actors(
        "(id: \"a\", name: \"A\"},",
        &["2: the bracket `(` is closed by `}` at }; line 2: it is opened here; write `)`"],
    );
    check_actors(
        r#"(id: "a", name: "A", aliases: ["x", "y"),"#,
        &["2: the bracket `[` is not closed; line 2: it is opened here; write `]`"],
    );
    check_actors(
        r#"(id: "a", name: "A", aliases: ["x", kind: State),"#,
        &["2: the bracket `[` is not closed; line 2: it is opened here; write `]`"],
    );
    check_actors(
        r#"(id: "a", name: "A")),"#,
        &["2: `)` closes the whole file, but more follows at ); remove it, or the bracket above that is too many"],
    );
    check_actors(
        r#"{id: "a", name: "A"},"#,
        &["2: expected fields in round brackets, `(name: value, …)`, found a map, `{…}` at {id: \"a\", name: \"A\"}; \
         write `(` and `)` instead of `{` and `}`"],
    );
}

#[test]
fn quotation_marks_are_mended() {
    check_actors(
        "(id: \"a\", name: \"Dmitry Peskov,\n kind: Person),",
        &["2: this text has no closing quotation mark at \"Dmitry Peskov; write `\"` at its end"],
    );
    check_actors(
        "(id: \"a\", name: \"Dmitry Peskov),",
        &["2: this text has no closing quotation mark at \"Dmitry Peskov; write `\"` at its end"],
    );
    check_actors(
        r#"(id: "a", name: "He said "no" today"),"#,
        &["2: the text ends at this quotation mark, but more words follow at \"; \
         write `\\\"` for a quotation mark inside a text, or put a comma after the text"],
    );
    check_actors(
        r#"(id: "a", name: „Moscow“),"#,
        &["2: a text begins with a straight quotation mark, not with `„` at „Moscow“; write `\"` at both ends"],
    );
    check_actors(
        r#"(id: "a", name: "Moscow”),"#,
        &["2: this text begins with a straight quotation mark and ends with a typographic one at \"Moscow”; \
         write `\"` at both ends"],
    );
    check_actors(
        r#"(id: "a", name: 'Moscow'),"#,
        &["2: a text stands between double quotation marks, not single ones at 'Moscow'; write `\"` at both ends"],
    );
    check_actors(
        r#"(id: "a", name: "C:\quotes"),"#,
        &["2: `\\q` means nothing in a text at \\q; write `\\\\` for a backslash"],
    );
}

#[test]
fn words_without_quotation_marks_are_told_as_such() {
    check_actors(
        r#"(id: "a", name: Moscow),"#,
        &["2: expected a text in quotation marks, found the bare word `Moscow` at Moscow; write `\"Moscow\"`"],
    );
    check_actors(
        r#"(id: "a", name: Russian Federation, seats: 1),"#,
        &[
            "2: `Russian Federation` stands here without quotation marks at Russian Federation; write `\"Russian Federation\"`",
        ],
    );
    check_actors(
        r#"(id: "a", name: us-diplomats),"#,
        &["2: `us-diplomats` stands here without quotation marks at us-diplomats; write `\"us-diplomats\"`"],
    );
    check_actors(
        r#"(id: "a", name: 2025-01-20),"#,
        &["2: `2025-01-20` is not a number at 2025-01-20; if it is meant as a text, write `\"2025-01-20\"`"],
    );
}

#[test]
fn all_that_is_wrong_in_a_record_is_told_and_the_record_stays() {
    let source = r#"(actors: [(
        id: "a",
        nmae: "A",
        name: 12,
        kind: "State",
        aliases: "x",
        seats: 300,
        since: "25",
        id: "b",
    )])"#;
    let outcome = read(source);
    assert_eq!(
        outcome.told,
        [
            "3: `Actor` has no field `nmae` at nmae",
            "4: expected a text in quotation marks, found a number at 12; write `\"12\"`",
            "5: expected a word such as `State`, found a text at \"State\"; write it without the quotation marks",
            "6: expected a list, `[ … ]`, found a text at \"x\"; write `[` and `]` around it",
            "7: `300` is out of range: expected a whole number from 0 to 255 at 300",
            "8: a year has four digits at \"25\"",
            "9: the field `id` is given twice at id; line 2: it is given here first; \
         remove one of the two, or write both values in one list if the field takes a list",
        ]
    );
    assert_eq!(outcome.actors, ["a"]);
}

#[test]
fn one_bad_record_does_not_hide_its_neighbours() {
    let outcome = read(
        r#"(statements: [
        Demand(who: "usa"),
        Demands(who: "usa"),
        Refuses,
        Says(who: "usa"),
        Says("yes", "no"),
        Refuses(who: "usa", whom: "uk"),
        "Refuses",
        Refuses("usa"),
        Demands(who: "usa", from: ["uk", 3, "russia"]),
    ])"#,
    );
    assert_eq!(
        outcome.told,
        [
            "2: `Demand` is not one of the words that can stand here at Demand",
            "3: `Demands` lacks the field `from` at Demands",
            "4: expected `Refuses` with brackets after it, found the bare word `Refuses` at Refuses; \
         write `Refuses(field: value, …)`",
            "5: expected a text in quotation marks, found `Says(…)` at Says(who: \"usa\")",
            "6: expected one value in these brackets, found 2 at Says(\"yes\", \"no\")",
            "7: `Refuses` has no field `whom` at whom",
            "8: expected a word such as `Demands`, found a text at \"Refuses\"; write it without the quotation marks",
            "9: expected fields with names, `Refuses(field: value, …)`, found `Refuses(…)` at Refuses(\"usa\")",
            "10: expected a text in quotation marks, found a number at 3; write `\"3\"`",
        ]
    );
    assert_eq!(outcome.statements, 2);
}

#[test]
fn a_missing_field_is_told_at_the_name_or_the_opening_bracket_but_not_in_a_damaged_record() {
    check_actors("(name: \"A\",\n kind: State),", &["2: `Actor` lacks the field `id` at ("]);
    check_actors("Actor(name: \"A\"),", &["2: `Actor` lacks the field `id` at Actor"]);
    check_actors("(name: \"A\", id \"a\"),", &["2: expected `:` after `id`; write `:`"]);
    check_actors(
        "(name: \"A, kind: State),",
        &["2: this text has no closing quotation mark at \"A, kind: State; write `\"` at its end"],
    );
}

#[test]
fn a_file_closed_too_early_is_read_to_its_end() {
    let outcome = read("(\n actors: [(id: \"a\", name: \"A\")],\n),\n statements: [Refuses(who: \"usa\")],\n)");
    assert_eq!(
        outcome.told,
        ["3: `)` closes the whole file, but more follows at ); remove it, or the bracket above that is too many",]
    );
    assert_eq!((outcome.actors.len(), outcome.statements), (1, 1));
}

#[test]
fn attributes_are_known_or_told() {
    assert!(read("#![enable(implicit_some, unwrap_newtypes)]\n#![type = \"Sheet\"]\n()").told.is_empty());
    assert_eq!(
        read("#![enable(magic)]\n()").told,
        ["1: this is not an attribute that RON knows at #![enable(magic; \
         write `#![enable(implicit_some, unwrap_newtypes, unwrap_variant_newtypes)]`",]
    );
}

/// Checks what is said of one line in a list of statements, and that it is read as meant, and the statement after it too.
#[track_caller]
fn check_statement(line: &str, expected: &str) -> Statement {
    let source = format!("(statements: [\n{line}\nRefuses(who: \"next\"),\n])");
    assert_eq!(read(&source).told, [expected]);
    let parsed = parse(&source);
    let sheet: Sheet = from_node(parsed.tree.root(&source), &mut Vec::new()).expect("the sheet is read");
    assert_eq!(sheet.statements.len(), 2, "both statements are read");
    sheet.statements.into_iter().next().expect("there are two")
}

#[test]
fn a_text_without_an_end_is_told_at_its_beginning_and_costs_only_itself() {
    let open = |text: &str| format!("2: this text has no closing quotation mark at \"{text}; write `\"` at its end");
    let read = check_statement(r#"Demands(who: "usa, from: ["russia", "uk"]),"#, &open("usa"));
    assert_eq!(from_whom(&read), ["russia", "uk"]);
    let read = check_statement(r#"Demands(who: "usa, from: [ "russia" ] ), // "now""#, &open("usa"));
    assert_eq!(from_whom(&read), ["russia"]);
    let read = check_statement(r#"Demands(from: ["uk", "russia], who: "usa"),"#, &open("russia"));
    assert_eq!(from_whom(&read), ["uk"]);
    check_actors(r#"(id: "a", name: "Town, aliases: ["T", "A: b"], kind: State),"#, &[&open("Town")]);
    check_actors(r#"(id: "a", name: "Town, kind: State, aliases: ["T"]),"#, &[&open("Town")]);
    check_actors("(id: \"a\", name: \"Town, aliases: [\"a\n b\"]),", &[&open("Town")]);
    let outcome = self::read("(actors: [\n(id: \"a, name: \"Town of A\", kind: State),\n(id: \"b\", name: \"B\")])");
    assert_eq!((outcome.told, outcome.actors), (vec![open("a")], vec!["b".to_owned()]));
}

fn from_whom(statement: &Statement) -> Vec<&str> {
    let Statement::Demands { from, .. } = statement else { panic!("a demand was read as {statement:?}") };
    from.iter().map(String::as_str).collect()
}

#[test]
fn a_field_name_in_a_text_does_not_end_it() {
    let source = r#"(actors: [(id: "a", name: "He said, namely: this", aliases: ["so, who: [", "x"])])"#;
    assert!(read(source).told.is_empty());
    let expected = "2: the text ends at this quotation mark, but more words follow at \"; \
         write `\\\"` for a quotation mark inside a text, or put a comma after the text";
    check_actors(r#"(id: "a", name: "He said, namely: "no" today", kind: State),"#, &[expected]);
    check_actors(
        r#"(id: "a", name: "Moscow”, aliases: ["x"]),"#,
        &["2: this text begins with a straight quotation mark and ends with a typographic one at \"Moscow”; \
         write `\"` at both ends"],
    );
}

#[test]
fn curly_brackets_after_a_name_are_taken_for_round_ones() {
    let expected = "2: expected `(` after `Demands`, found `{` at {; write `(` here and `)` at the end";
    for line in [
        r#"Demands{who: "usa", from: ["russia"]),"#,
        r#"Demands{who: "usa", from: ["russia"]},"#,
        "Demands {\n who: \"usa\",\n from: [\"russia\"],\n},",
    ] {
        assert_eq!(from_whom(&check_statement(line, expected)), ["russia"]);
    }
    let outcome = read("(statements: [\nRefuses(who: \"usa\",\nRefuses{who: \"uk\"},\n])");
    assert_eq!(
        outcome.told,
        [
            "2: the bracket `(` is not closed; line 2: it is opened here; write `)`",
            "3: expected `(` after `Refuses`, found `{` at {; write `(` here and `)` at the end",
        ]
    );
    assert_eq!(outcome.statements, 2);
    check_actors(
        "Actor{\nname: \"A\"},",
        &["2: `Actor` lacks the field `id` at Actor", &expected.replace("Demands", "Actor")],
    );
}

#[test]
fn what_was_meant_as_a_comment_is_told_as_such() {
    let expected = "2: `#` means nothing here at #; a comment begins with `//`";
    check_actors("# said on Monday, by (a", &[expected]);
    check_actors("(id: \"a\", #name: \"x\n name: \"A\"),", &[expected]);
    check_actors("(id: \"a\", name: \"A\"), ## \"A\"", &[expected]);
    let outcome = read("# the sheet\n#![enable(implicit_some)]\n(actors: []) # its end");
    let expected = |line: u32| format!("{line}: `#` means nothing here at #; a comment begins with `//`");
    assert_eq!(outcome.told, [expected(1), expected(3)]);
}

#[test]
fn a_list_around_a_text_is_told_as_such() {
    check_actors(
        r#"(id: "a", name: ["A"]),"#,
        &["2: expected a text in quotation marks, found a list at [\"A\"]; take the `[` and `]` off"],
    );
    check_actors(
        r#"(id: "a", name: ["A", "B"]),"#,
        &["2: expected a text in quotation marks, found a list at [\"A\", \"B\"]"],
    );
}
