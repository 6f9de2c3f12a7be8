//! The JSON that commands write, against the schema that `standoff schema` prints.
//!
//! CI asks a validator from elsewhere too. What is asked here goes further: every field that is written is in the schema.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{json_of, run, words};

/// Every command that writes JSON, on projects where all sorts of things are to be told.
const DOCUMENTS: &[(&str, &str)] = &[
    ("project", "check -W all"),
    ("broken", "check"),
    ("trilemma", "check -W all"),
    ("project", "demands"),
    ("project", "demands --all"),
    ("project", "settle"),
    ("trilemma", "settle"),
    ("project", "history delta"),
    ("project", "history talks-held"),
    ("project", "diff --from 2026-01-01"),
    ("project", "list actors"),
    ("project", "list propositions"),
    ("project", "list issues"),
    ("project", "list articles"),
    ("project", "list statements"),
    ("project", "list rules"),
    ("project", "show vale"),
    ("project", "show dam-opened"),
    ("../..", "check -W all"),
    ("../..", "demands --all"),
    ("../..", "settle"),
    ("../..", "history russia"),
    ("../..", "diff --from 2025-01-21"),
    ("../..", "list statements"),
    ("../..", "list actors"),
    ("../..", "show usa"),
];

fn schema() -> Value {
    serde_json::from_slice(&run(&["schema"]).stdout).expect("one JSON document")
}

#[test]
fn what_is_written_is_what_the_schema_says() {
    let schema = schema();
    for (project, command) in DOCUMENTS {
        let arguments: Vec<&str> = command.split(' ').collect();
        let document = json_of(project, &arguments);
        let kinds: Vec<&Value> = schema["oneOf"].as_array().unwrap().iter().collect();
        let kind = kinds.iter().find(|kind| kind["properties"]["kind"]["const"] == document["kind"]);
        let kind = kind.unwrap_or_else(|| panic!("{command}: the schema knows no `{}`", document["kind"]));
        let faults = faults(&schema, kind, &document, "$");
        assert!(faults.is_empty(), "-C {project} {command}: {faults:#?}");
    }
}

#[test]
fn the_schema_has_every_kind_and_no_other() {
    let schema = schema();
    let known: BTreeSet<String> =
        schema["oneOf"].as_array().unwrap().iter().map(|kind| kind["title"].as_str().unwrap().to_owned()).collect();
    let written: BTreeSet<String> = DOCUMENTS
        .iter()
        .map(|(project, command)| json_of(project, &command.split(' ').collect::<Vec<_>>()))
        .map(|document| document["kind"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(known, written);
}

#[test]
fn every_command_that_writes_json_is_asked() {
    let help = run(&["help"]);
    let commands = words(&help.stdout).split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = commands.lines().filter(|line| line.starts_with("  ") && !line.starts_with("   "));
    for name in names.filter_map(|line| line.split_whitespace().next()).filter(|name| *name != "help") {
        let help = run(&["help", name]);
        let writes_json = words(&help.stdout).contains("- json:");
        let is_asked = DOCUMENTS.iter().any(|(_, command)| command.split(' ').next() == Some(name));
        assert_eq!(writes_json, is_asked, "`standoff {name}`");
    }
}

#[test]
fn every_field_of_the_schema_is_explained() {
    let schema = schema();
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        for (field, about) in definition["properties"].as_object().into_iter().flatten() {
            let is_explained = about["description"].as_str().is_some_and(|text| text.ends_with('.'));
            assert!(is_explained, "`{field}` of {name}: {about}");
        }
    }
}

/// What is wrong with a value by a schema, or not told by it.
fn faults(whole: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let mut properties = BTreeSet::new();
    let mut faults = Vec::new();
    look(whole, schema, value, at, &mut properties, &mut faults);
    for (field, inner) in value.as_object().into_iter().flatten() {
        if !properties.contains(field) {
            faults.push(format!("{at}.{field} is not in the schema: {inner}"));
        }
    }
    faults
}

/// The same, but for fields that another part of the schema may tell of; collects those that this part tells of.
fn look(whole: &Value, schema: &Value, value: &Value, at: &str, told: &mut BTreeSet<String>, out: &mut Vec<String>) {
    let Some(parts) = schema.as_object() else { return };
    for (keyword, rule) in parts {
        match keyword.as_str() {
            "$ref" => {
                let name = rule.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                look(whole, &whole["$defs"][name], value, at, told, out);
            }
            "allOf" => rule.as_array().unwrap().iter().for_each(|part| look(whole, part, value, at, told, out)),
            "anyOf" | "oneOf" => {
                let outcomes = rule.as_array().unwrap().iter().map(|part| {
                    let (mut told, mut out) = (BTreeSet::new(), Vec::new());
                    look(whole, part, value, at, &mut told, &mut out);
                    (out, told)
                });
                match outcomes.min_by_key(|(out, _)| out.len()) {
                    Some((faults, fields)) => {
                        out.extend(faults);
                        told.extend(fields);
                    }
                    None => out.push(format!("{at}: nothing is allowed")),
                }
            }
            "type" => {
                let types: Vec<&str> = match rule {
                    Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
                    one => one.as_str().into_iter().collect(),
                };
                let is_whole = value.is_u64() && types.contains(&"integer");
                if !is_whole && !types.contains(&type_of(value)) {
                    out.push(format!("{at} is {value}, not {types:?}"));
                }
            }
            "const" if rule != value => out.push(format!("{at} is {value}, not {rule}")),
            "enum" if !rule.as_array().unwrap().contains(value) => {
                out.push(format!("{at} is {value}, not one of {rule}"))
            }
            "required" if value.is_object() => {
                let missing =
                    rule.as_array().unwrap().iter().filter(|field| value.get(field.as_str().unwrap()).is_none());
                out.extend(missing.map(|field| format!("{at} lacks {field}")));
            }
            "properties" => {
                for (field, part) in rule.as_object().unwrap() {
                    told.insert(field.clone());
                    if let Some(inner) = value.get(field) {
                        out.extend(faults(whole, part, inner, &format!("{at}.{field}")));
                    }
                }
            }
            "items" => {
                for (index, inner) in value.as_array().into_iter().flatten().enumerate() {
                    out.extend(faults(whole, rule, inner, &format!("{at}[{index}]")));
                }
            }
            "title" | "description" | "format" | "minimum" | "const" | "enum" | "required" => {}
            other => panic!("{at}: this test does not know `{other}`"),
        }
    }
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
