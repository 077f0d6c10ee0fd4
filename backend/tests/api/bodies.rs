//! A body that fits the document is understood, one that does not is 422: each example of the document, with one thing
//! in it changed, by the document's verdict.

use std::collections::BTreeSet;

use reqwest::Method;
use serde_json::{Value, json};

use crate::backend::{Backend, Shopper, key, spec};

#[tokio::test]
async fn the_backend_takes_the_bodies_that_the_document_takes() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let mut wrong = Vec::new();
    let (mut number, mut tried) = (0, BTreeSet::new());
    let examples = spec().examples();
    for operation in spec().operations() {
        let place =
            format!("/paths/{}/{}/requestBody/", operation.path.replace('/', "~1"), operation.method.to_lowercase());
        let path: Vec<_> = operation.path.split('/').map(named).collect();
        let (method, path) = (operation.method.parse::<Method>().unwrap(), path.join("/"));
        for example in examples.iter().filter(|example| example.at.starts_with(&place)) {
            for (what, body) in variants(example.value) {
                // Examples of the same type differ in little: a change is tried on the first that has the place.
                if !tried.insert((path.clone(), example.value["type"].to_string(), what.clone())) {
                    continue;
                }
                number += 1;
                if let Some(sentence) = disagreement(&ada, &method, &path, &key(number), &body).await {
                    wrong.push(format!("{} {path} with {what}: {sentence}", operation.method));
                }
            }
        }
    }
    assert!(number > 1_000, "the examples were not found");
    assert!(wrong.is_empty(), "{number} bodies, of which {}\n  {}", wrong.len(), wrong.join("\n  "));
}

/// A part of a path, with something for a parameter.
fn named(part: &str) -> &str {
    match part {
        "{action}" => "cancel",
        parameter if parameter.starts_with('{') => "some_id",
        part => part,
    }
}

async fn disagreement(shopper: &Shopper, method: &Method, path: &str, key: &str, body: &Value) -> Option<String> {
    let mut headers = vec![("idempotency-key", key), ("if-match", "\"1.en\""), ("content-type", "application/json")];
    let reply = shopper.send(method.clone(), path, &headers, Some(body.to_string())).await;
    headers.push(("authorization", "Bearer some"));
    let verdict = spec().check_request(method.as_str(), path, &headers, Some(body));
    let taken = !matches!(reply.status, 400 | 422);
    (taken != verdict.is_ok() || reply.status == 500).then(|| {
        format!("{}, and the document {}", reply.status, if verdict.is_ok() { "allows it" } else { "does not" })
    })
}

/// The example itself, and with one of its values gone or of another form; each with its name.
fn variants(example: &Value) -> Vec<(String, Value)> {
    let mut all = vec![("nothing changed".to_owned(), example.clone())];
    let mut places = Vec::new();
    walk(example, String::new(), &mut places);
    for place in places {
        let there = example.pointer(&place).unwrap();
        for other in others(there) {
            let mut body = example.clone();
            let name = other.to_string();
            *body.pointer_mut(&place).unwrap() = other;
            all.push((
                format!("{place} of {} letters = {}", name.chars().count(), name.chars().take(20).collect::<String>()),
                body,
            ));
        }
        if let Some((parent, member)) = place.rsplit_once('/') {
            let mut body = example.clone();
            if let Some(members) = body.pointer_mut(parent).and_then(Value::as_object_mut) {
                members.remove(member);
                all.push((format!("no {place}"), body));
            }
        }
    }
    all
}

/// The JSON Pointers of a value and everything in it.
fn walk(value: &Value, at: String, places: &mut Vec<String>) {
    match value {
        Value::Object(members) => members.iter().for_each(|(name, inner)| walk(inner, format!("{at}/{name}"), places)),
        Value::Array(values) => {
            values.iter().enumerate().for_each(|(place, inner)| walk(inner, format!("{at}/{place}"), places));
        }
        _ => {}
    }
    places.push(at);
}

/// Values of another form: nothing, too little, too much, of another type.
fn others(value: &Value) -> Vec<Value> {
    let mut others = match value {
        Value::String(_) => {
            let lengths = [33, 65, 129, 256, 2_049, 9_000];
            let long = lengths.map(|length| Value::from("x".repeat(length)));
            [json!(""), json!("  "), json!("\u{3000}"), json!(7)].into_iter().chain(long).collect()
        }
        Value::Number(_) => {
            [0, -1, 6, 101, 1_000, 9_007_199_254_740_991_i64].map(Value::from).into_iter().chain([json!("1")]).collect()
        }
        Value::Array(values) => {
            let many = |count| Value::from(vec![values.first().cloned().unwrap_or_default(); count]);
            vec![json!([]), many(21), many(101), json!({})]
        }
        Value::Object(members) => {
            vec![json!({}), json!([]), members.values().cloned().collect(), json!("x")]
        }
        _ => vec![json!(1), json!("true")],
    };
    others.push(Value::Null);
    others
}
