//! The examples are complete: each member that a schema describes is shown somewhere.

use std::collections::BTreeSet;

use aftercare_contract::spec::Spec;
use serde_json::Value;

use crate::shape::reference;

/// `Schema.member` for every member that no example shows. `ext` belongs to no schema in particular.
pub fn never_shown(spec: &Spec) -> Vec<String> {
    let document = spec.document();
    let mut shown = BTreeSet::new();
    for example in spec.examples() {
        if let Some(schema) = document.pointer(&example.schema) {
            walk(document, schema, example.schema_name.unwrap_or_default(), example.value, &mut shown);
        }
    }
    let all = document["components"]["schemas"].as_object().into_iter().flatten();
    let members = all.flat_map(|(name, schema)| members(schema).into_iter().map(move |one| format!("{name}.{one}")));
    members.filter(|member| !shown.contains(member) && !member.ends_with(".ext")).collect()
}

fn walk(document: &Value, schema: &Value, name: &str, value: &Value, shown: &mut BTreeSet<String>) {
    if let Some(name) = reference(schema) {
        return walk(document, &document["components"]["schemas"][name], name, value, shown);
    }
    for item in value.as_array().into_iter().flatten() {
        walk(document, &schema["items"], "", item, shown);
    }
    for part in parts(schema) {
        walk(document, part, name, value, shown);
    }
    for (member, inner) in own_members(schema) {
        if let Some(value) = value.get(member) {
            shown.insert(format!("{name}.{member}"));
            walk(document, inner, "", value, shown);
        }
    }
}

/// The members a schema describes itself, those of its branches too.
fn members(schema: &Value) -> Vec<&String> {
    let own = own_members(schema).map(|(member, _)| member);
    own.chain(parts(schema).flat_map(members)).collect()
}

fn own_members(schema: &Value) -> impl Iterator<Item = (&String, &Value)> {
    schema["properties"].as_object().into_iter().flatten()
}

fn parts(schema: &Value) -> impl Iterator<Item = &Value> {
    ["allOf", "oneOf"].into_iter().flat_map(|keyword| schema[keyword].as_array().into_iter().flatten())
}
