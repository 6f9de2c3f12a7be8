//! The sheets as plain structs, read by the `ron` crate alone: what a program would do that only wants the data.

#![allow(dead_code, reason = "the fields are read from the file, and that is what is measured")]

use rayon::prelude::*;
use serde::Deserialize;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Sheet {
    actors: Vec<Actor>,
    issues: Vec<Issue>,
    propositions: Vec<Proposition>,
    article: Option<Article>,
    statements: Vec<Statement>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Actor {
    id: String,
    name: String,
    kind: Option<Kind>,
    aliases: Vec<String>,
    mandates: Vec<Mandate>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Issue {
    id: String,
    name: String,
}

#[derive(Deserialize)]
enum Kind {
    State,
    Person,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Mandate {
    of: String,
    title: String,
    from: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Proposition {
    id: String,
    issue: Option<String>,
    text: String,
    by: Vec<String>,
    implies: Vec<String>,
    excludes: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Article {
    id: String,
    publisher: String,
    title: String,
    published: String,
    text: String,
}

#[derive(Deserialize)]
enum Statement {
    Demands(Fields),
    Offers(Fields),
    Accepts(Fields),
    Supports(Fields),
    Opposes(Fields),
    Rejects(Fields),
    Asserts(Fields),
    Denies(Fields),
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Fields {
    who: String,
    via: Option<String>,
    what: String,
    from: Vec<String>,
    only_if: Vec<String>,
    only_after: Vec<String>,
    in_return_for: Vec<String>,
    quote: String,
    gloss: Option<String>,
}

/// Reads all sheets, on all cores, and says how many statements there are.
pub fn read<'a>(texts: impl IntoParallelIterator<Item = &'a str>) -> usize {
    use ron::extensions::Extensions;
    let forms = Extensions::IMPLICIT_SOME | Extensions::UNWRAP_NEWTYPES | Extensions::UNWRAP_VARIANT_NEWTYPES;
    let options = ron::Options::default().with_default_extension(forms);
    let read = |text: &str| options.from_str::<Sheet>(text).expect("a generated sheet is well-formed").statements.len();
    texts.into_par_iter().map(read).sum()
}
