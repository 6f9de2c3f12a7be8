//! The form of the documents as a JSON Schema, made of the types that write them.

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::difference::DifferenceOut;
use super::history::HistoriesOut;
use super::records::{Demands, Listed, Shown};
use super::settlement::SettlementOut;
use super::{Body, CheckBody, Head, VERSION};
use crate::rules::Level;
use crate::vocabulary::{ActorKind, Basis, ConditionKind, Firmness, Verb};

/// The schema of all documents: each is one of the kinds.
pub fn schema() -> String {
    // What is written always has all of its fields, those without a value as `null`.
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let kinds = [
        kind::<CheckBody>(&mut generator),
        kind::<Demands>(&mut generator),
        kind::<SettlementOut>(&mut generator),
        kind::<HistoriesOut>(&mut generator),
        kind::<DifferenceOut>(&mut generator),
        kind::<Listed>(&mut generator),
        kind::<Shown>(&mut generator),
    ];
    let document = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What standoff writes with `--format json`",
        "description": "docs/json.md tells more. New fields may come at any time.",
        "oneOf": kinds,
        "$defs": generator.take_definitions(true),
    });
    let mut text = serde_json::to_string_pretty(&document).expect("a schema is JSON");
    text.push('\n');
    text
}

fn kind<B: Body>(generator: &mut SchemaGenerator) -> Value {
    let (head, body) = (generator.subschema_for::<Head>(), generator.subschema_for::<B>());
    json!({
        "title": B::KIND,
        "allOf": [head, body],
        "properties": { "version": { "const": VERSION }, "kind": { "const": B::KIND } },
    })
}

/// One of some words.
fn one_of(words: impl IntoIterator<Item = &'static str>) -> Schema {
    let words: Vec<Value> = words.into_iter().map(Value::from).collect();
    let schema: Map<String, Value> =
        [("type".to_owned(), json!("string")), ("enum".to_owned(), Value::Array(words))].into_iter().collect();
    schema.into()
}

pub fn levels(_: &mut SchemaGenerator) -> Schema {
    one_of([Level::Allow, Level::Note, Level::Warn, Level::Deny].map(Level::name))
}

pub fn verbs(_: &mut SchemaGenerator) -> Schema {
    one_of(Verb::ALL.map(Verb::name))
}

pub fn bases(_: &mut SchemaGenerator) -> Schema {
    one_of(Basis::ALL.map(Basis::name))
}

pub fn actor_kinds(_: &mut SchemaGenerator) -> Schema {
    one_of(ActorKind::ALL.map(ActorKind::name))
}

pub fn condition_kinds(_: &mut SchemaGenerator) -> Schema {
    one_of(ConditionKind::ALL.map(ConditionKind::field))
}

pub fn firmness(_: &mut SchemaGenerator) -> Schema {
    let words = one_of(Firmness::ALL.map(Firmness::name));
    json_schema!({ "anyOf": [words, { "type": "null" }] })
}
