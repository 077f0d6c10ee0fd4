//! Rules that hold for every operation of the document.

use std::collections::BTreeSet;

use aftercare_contract::spec::Spec;
use serde_json::Value;

/// Statuses that carry no problem.
const PLAIN: [&str; 5] = ["200", "201", "202", "204", "304"];
/// Statuses that carry nothing.
const EMPTY: [&str; 2] = ["204", "304"];

/// Everything that breaks a rule, one sentence each.
pub fn breaches(spec: &Spec) -> Vec<String> {
    let document = spec.document();
    let mut found = Vec::new();
    let mut ids = BTreeSet::new();
    for operation in spec.operations() {
        let name = format!("{} {}", operation.method, operation.path);
        let mut must = |holds: bool, rule: &str| {
            if !holds {
                found.push(format!("{name}: {rule}"));
            }
        };
        let node = &document["paths"][&operation.path][operation.method.to_lowercase()];
        let answers = |status: u16| operation.statuses().any(|one| one == status);
        must(ids.insert(&operation.operation_id) && !operation.operation_id.is_empty(), "operationId is not unique");
        must(node["summary"].is_string() && node["description"].is_string(), "no summary or description");
        must([400, 429, 500, 503].into_iter().all(answers), "does not describe 400, 429, 500 and 503");
        must(operation.public || answers(401), "needs a token but does not describe 401");
        must(!operation.path.contains('{') || answers(404), "names an object but does not describe 404");
        let takes_body = node.get("requestBody").is_some();
        must(!takes_body || (answers(413) && answers(422)), "takes a body but does not describe 413 and 422");
        must(!takes_body || shows_examples(&node["requestBody"]), "the request has no example");
        for (status, response) in node["responses"].as_object().into_iter().flatten() {
            let response = follow(document, response);
            let types: Vec<_> = response["content"].as_object().into_iter().flatten().map(|(key, _)| key).collect();
            let problem = types == ["application/problem+json"];
            must(problem != PLAIN.contains(&status.as_str()), &format!("{status} and its content type don't agree"));
            let empty = EMPTY.contains(&status.as_str());
            must(empty == types.is_empty(), &format!("{status} and its body don't agree"));
            must(empty || shows_examples(response), &format!("{status} has no example"));
            must(response["headers"].get("Request-Id").is_some(), &format!("{status} has no Request-Id"));
            let waits = ["429", "503"].contains(&status.as_str());
            must(!waits || response["headers"].get("Retry-After").is_some(), &format!("{status} has no Retry-After"));
        }
    }
    found.extend(links_astray(spec));
    found
}

/// Links that name no operation, or a parameter it does not have.
fn links_astray(spec: &Spec) -> Vec<String> {
    let document = spec.document();
    let mut found = Vec::new();
    for (name, link) in document["components"]["links"].as_object().into_iter().flatten() {
        let Some(target) = spec.operations().find(|one| link["operationId"] == one.operation_id) else {
            found.push(format!("link {name}: leads to no operation"));
            continue;
        };
        let path = &document["paths"][&target.path];
        let lists = [&path["parameters"], &path[target.method.to_lowercase()]["parameters"]];
        let taken = lists.into_iter().filter_map(Value::as_array).flatten().map(|one| &follow(document, one)["name"]);
        let taken: BTreeSet<_> = taken.filter_map(Value::as_str).collect();
        let given = link["parameters"].as_object().into_iter().flatten().map(|(key, _)| key);
        found.extend(
            given
                .filter(|key| !taken.contains(key.as_str()))
                .map(|key| format!("link {name}: {} has no parameter {key}", target.operation_id)),
        );
    }
    found
}

/// Every media type names a schema of `components.schemas` and gives examples.
fn shows_examples(owner: &Value) -> bool {
    let mut types = owner["content"].as_object().into_iter().flatten().map(|(_, media_type)| media_type).peekable();
    types.peek().is_some()
        && types.all(|media_type| {
            let named = crate::shape::reference(&media_type["schema"]).is_some();
            named && media_type["examples"].as_object().is_some_and(|examples| !examples.is_empty())
        })
}

fn follow<'d>(document: &'d Value, node: &'d Value) -> &'d Value {
    let target = node.get("$ref").and_then(Value::as_str).and_then(|target| target.strip_prefix('#'));
    target.and_then(|at| document.pointer(at)).unwrap_or(node)
}
