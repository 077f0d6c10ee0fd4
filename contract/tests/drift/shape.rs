//! Does each schema say what its Rust type says? Names, requiredness, types and closed sets.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::source::{Field, RustType, Shape, Source};

/// Schemas for which there is no Rust type: clients ignore `ext`, so no type has it, and a stream is not JSON.
const SCHEMA_ONLY: [&str; 2] = ["EventStream", "Extensions"];

/// Schemas of a generic type, with its argument.
const INSTANCES: [(&str, &str, &str); 9] = [
    ("OrderPage", "Page", "OrderSummary"),
    ("CasePage", "Page", "Case"),
    ("MessagePage", "Page", "Message"),
    ("ReceiptPage", "Page", "Receipt"),
    ("SlotPage", "Page", "Slot"),
    ("GuidePage", "Page", "GuideSummary"),
    ("ArticlePage", "Page", "ArticleSummary"),
    ("ReviewablePage", "Page", "Reviewable"),
    ("ReviewPage", "Page", "Review"),
];

/// Every disagreement between the document and the Rust types, one sentence each.
pub fn differences(document: &Value, source: &Source) -> Vec<String> {
    let none = serde_json::Map::new();
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object).unwrap_or(&none);
    let mut found = Vec::new();
    for (name, rust_type) in expected(source) {
        match schemas.get(&name) {
            Some(schema) => found.extend(compare(schema, &rust_type).into_iter().map(|what| format!("{name}{what}"))),
            None => found.push(format!("{name}: a Rust type without a schema")),
        }
    }
    let known: BTreeSet<_> = expected(source).into_iter().map(|(name, _)| name).collect();
    let strangers = schemas.keys().filter(|name| !known.contains(*name) && !SCHEMA_ONLY.contains(&name.as_str()));
    found.extend(strangers.map(|name| format!("{name}: a schema without a Rust type")));
    found
}

/// The schemas there should be: the types, generic ones replaced by their instances.
pub fn expected(source: &Source) -> Vec<(String, RustType)> {
    let is_generic = |name: &String| INSTANCES.iter().any(|(_, generic, _)| generic == name);
    let plain = source.iter().filter(|(name, _)| !is_generic(name));
    let mut expected: Vec<_> = plain.map(|(name, rust_type)| (name.clone(), rust_type.clone())).collect();
    for (schema, generic, argument) in INSTANCES {
        if let Some(RustType::Struct { fields, flattened }) = source.get(generic) {
            let put = |field: &Field| Field { shape: substitute(&field.shape, argument), ..field.clone() };
            let fields = fields.iter().map(put).collect();
            expected.push((schema.to_owned(), RustType::Struct { fields, flattened: flattened.clone() }));
        }
    }
    expected
}

fn substitute(shape: &Shape, argument: &str) -> Shape {
    match shape {
        Shape::Named(name) if name == "T" => Shape::Named(argument.to_owned()),
        Shape::List(inner) => Shape::List(Box::new(substitute(inner, argument))),
        Shape::Nullable(inner) => Shape::Nullable(Box::new(substitute(inner, argument))),
        other => other.clone(),
    }
}

fn compare(schema: &Value, rust_type: &RustType) -> Vec<String> {
    match rust_type {
        RustType::Text => same_shape(schema, &Shape::Text),
        RustType::Struct { fields, flattened } if flattened.is_empty() => same_members(schema, fields),
        RustType::Struct { fields, flattened } => {
            let parts = list(&schema["allOf"]);
            let inherited: Vec<_> = parts.iter().filter_map(reference).collect();
            let own = parts.iter().find(|part| reference(part).is_none());
            let mut found = match own {
                None if fields.is_empty() => Vec::new(),
                own => same_members(own.unwrap_or(&Value::Null), fields),
            };
            if inherited != flattened.iter().map(String::as_str).collect::<Vec<_>>() {
                found.push(format!(": allOf names {inherited:?}, the Rust type flattens {flattened:?}"));
            }
            found
        }
        RustType::Codes(codes) => {
            let closed: Vec<_> = list(&schema["enum"]).iter().filter_map(Value::as_str).collect();
            same_set("enum", closed, codes.iter().map(String::as_str))
        }
        RustType::Keyed(variants) => one_of(schema, variants, |branch, name, shape| {
            let alone = branch["required"] == serde_json::json!([name]) && branch["maxProperties"] == 1;
            let mut found = same_shape(&branch["properties"][name], shape);
            if !alone {
                found.push(format!(".{name}: not the only member its branch allows and requires"));
            }
            found
        }),
        RustType::Tagged { tag, variants } => one_of(schema, variants, |branch, name, shape| {
            let parts = list(&branch["allOf"]);
            let tagged = parts
                .iter()
                .any(|part| part["properties"][tag]["const"] == *name && part["required"] == serde_json::json!([tag]));
            let body = parts.iter().find(|part| reference(part).is_some()).unwrap_or(&Value::Null);
            let mut found = same_shape(body, shape);
            if !tagged {
                found.push(format!(": no part of its branch requires `{tag}` to be `{name}`"));
            }
            found
        }),
    }
}

fn one_of(
    schema: &Value,
    variants: &[(String, Shape)],
    compare: impl Fn(&Value, &str, &Shape) -> Vec<String>,
) -> Vec<String> {
    let branches = list(&schema["oneOf"]);
    if branches.len() != variants.len() {
        return vec![format!(": {} branches for {} variants", branches.len(), variants.len())];
    }
    branches.iter().zip(variants).flat_map(|(branch, (name, shape))| compare(branch, name, shape)).collect()
}

fn same_members(schema: &Value, fields: &[Field]) -> Vec<String> {
    let none = serde_json::Map::new();
    let properties = schema["properties"].as_object().unwrap_or(&none);
    let own = properties.keys().map(String::as_str).filter(|name| *name != "ext");
    let mut found = same_set("properties", own, fields.iter().map(|field| field.name.as_str()));
    let required = list(&schema["required"]).iter().filter_map(Value::as_str);
    let expected = fields.iter().filter(|field| field.required).map(|field| field.name.as_str());
    found.extend(same_set("required", required, expected));
    if schema["type"] != "object" {
        found.push(": not an object".into());
    }
    if properties.get("ext").is_some_and(|ext| reference(ext) != Some("Extensions")) {
        found.push(".ext: not the Extensions".into());
    }
    for field in fields {
        if let Some(property) = properties.get(&field.name) {
            let name = &field.name;
            found.extend(same_shape(property, &field.shape).into_iter().map(|what| format!(".{name}{what}")));
        }
    }
    found
}

fn same_shape(schema: &Value, shape: &Shape) -> Vec<String> {
    let fits = match shape {
        Shape::Text => schema["type"] == "string" && schema.get("enum").is_none(),
        Shape::Integer { signed } => {
            let minimum = schema["minimum"].as_i64();
            schema["type"] == "integer" && minimum.is_some_and(|minimum| *signed || minimum >= 0)
        }
        Shape::Boolean => schema["type"] == "boolean",
        Shape::List(item) if schema["type"] == "array" => return same_shape(&schema["items"], item),
        Shape::Nullable(inner) if **inner == Shape::Text => schema["type"] == serde_json::json!(["string", "null"]),
        Shape::List(_) | Shape::Nullable(_) => false,
        Shape::Named(name) => reference(schema) == Some(name),
    };
    if fits { Vec::new() } else { vec![format!(": the document says {schema}, the Rust type says {shape:?}")] }
}

fn same_set<'a>(
    what: &str,
    document: impl IntoIterator<Item = &'a str>,
    rust: impl IntoIterator<Item = &'a str>,
) -> Vec<String> {
    let document: BTreeSet<_> = document.into_iter().collect();
    let rust: BTreeSet<_> = rust.into_iter().collect();
    let only_document = document.difference(&rust).map(|name| format!(".{name}: in the document's {what} only"));
    let only_rust = rust.difference(&document).map(|name| format!(".{name}: missing in the document's {what}"));
    only_document.chain(only_rust).collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The component a schema refers to.
pub fn reference(schema: &Value) -> Option<&str> {
    schema.get("$ref")?.as_str()?.strip_prefix("#/components/schemas/")
}
