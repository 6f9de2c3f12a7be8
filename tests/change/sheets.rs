//! Random sheets about few things and many days, so that statements meet.

use proptest::prelude::*;
use standoff::date::Day;
use standoff::{Desk, Files};

/// Statements on two propositions by one holder, its voices, and others who say what it holds; as text.
pub fn statements() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(statement(), 1..24).prop_map(|statements| {
        let named = statements.iter().enumerate();
        named.map(|(index, statement)| statement.replacen('(', &format!("(id: \"s{index}\", "), 1)).collect()
    })
}

fn statement() -> impl Strategy<Value = String> {
    let verb = prop::sample::select(vec![
        "Demands",
        "Supports",
        "Accepts",
        "Offers",
        "Promises",
        "Threatens",
        "Opposes",
        "Rejects",
        "Asserts",
        "Denies",
    ]);
    let terms = prop::sample::select(vec![
        "",
        "",
        "only_if: [\"q\"],",
        "only_if: [\"q\", \"r\"],",
        "in_return_for: [\"q\"],",
        "in_return_for: [\"r\"],",
        "unless: [\"q\"],",
    ]);
    let by = prop::sample::select(vec![
        "",
        "",
        "via: \"v\",",
        "via: \"v\",",
        "via: \"w\",",
        "via: \"stranger\",",
        "according_to: \"b\",",
    ]);
    let other = prop::sample::select(vec![
        "",
        "",
        "",
        "",
        "firmness: Firm,",
        "firmness: Open,",
        "basis: Unnamed,",
        "event: \"e\",",
        "event: \"f\",",
        "until: \"2025-04\",",
        "until: \"2025-05-10\",",
        "reaffirmed: [\"2025-03-15\", \"2025-06\"],",
    ]);
    (verb, prop::sample::select(vec!["p", "o"]), said(), terms, by, other, any::<bool>()).prop_map(
        |(verb, what, said, terms, by, other, has_due)| {
            let terms = match verb {
                "Threatens" | "Opposes" | "Rejects" if terms.contains("in_return_for") => "",
                "Asserts" | "Denies" => "",
                _ => terms,
            };
            let from = if verb == "Demands" { "from: [\"b\"]," } else { "" };
            let due = if verb == "Promises" && has_due { "due: \"2025-05\"," } else { "" };
            format!("{verb}(who: \"a\", what: \"{what}\", said: \"{said}\", {from} {terms} {by} {other} {due}),\n")
        },
    )
}

fn said() -> impl Strategy<Value = String> {
    let day = (1..7u8, 1..29u8).prop_map(|(month, day)| format!("2025-{month:02}-{day:02}"));
    let month = (1..7u8).prop_map(|month| format!("2025-{month:02}"));
    prop_oneof![8 => day, 2 => month, 1 => Just("2025".to_owned())]
}

/// A day of the year that the statements are of, or a little after.
pub fn day() -> impl Strategy<Value = Day> {
    (1..13u8, 1..29u8).prop_map(|(month, day)| format!("2025-{month:02}-{day:02}").parse().unwrap())
}

pub fn files(statements: &[String]) -> Files {
    let sheet = format!(
        "(
            actors: [
                (id: \"a\", name: \"A\"), (id: \"b\", name: \"B\"), (id: \"stranger\", name: \"Stranger\"),
                (id: \"v\", name: \"V\", mandates: [(of: \"a\", title: \"minister\")]),
                (id: \"w\", name: \"W\", mandates: [(of: \"a\", title: \"minister\", until: \"2025-04-20\")]),
            ],
            propositions: [
                (id: \"o\", text: \"O\", excludes: [\"p\"]), (id: \"p\", text: \"P\"),
                (id: \"q\", text: \"Q\"), (id: \"r\", text: \"R\"),
            ],
            article: (id: \"x\", published: \"2025-12-31\"),
            statements: [{}],
            verdicts: [
                (what: \"p\", happened: \"2025-05-20\", because: \"it was seen\"),
                (what: \"o\", did_not_happen: \"2025-03\", because: \"it was not seen\"),
            ],
        )",
        statements.concat()
    );
    Files::default().with_sheet("x.ron", sheet)
}

pub fn desk(statements: &[String], day: Day) -> Desk {
    let desk = Desk::new(files(statements), Some(day), day);
    assert!(desk.diagnostics.is_empty(), "{statements:#?}\n{:?}", desk.diagnostics);
    desk
}
