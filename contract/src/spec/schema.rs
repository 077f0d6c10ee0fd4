//! JSON Schema (2020-12) checks of single values against places in the document.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use jsonschema::{Draft, Validator};
use serde_json::{Map, Value, json};

/// Compiles each schema of the document when it is first needed, once.
pub(super) struct Schemas {
    document: Value,
    compiled: Mutex<HashMap<String, Arc<Validator>>>,
}

impl Schemas {
    pub fn new(document: Value) -> Self {
        Self { document, compiled: Mutex::default() }
    }

    /// What is wrong with `value`, by the schema that stands at the JSON Pointer `at`; empty when it fits.
    pub fn errors(&self, at: &str, value: &Value) -> Vec<String> {
        match self.validator(at) {
            Ok(validator) => validator.iter_errors(value).map(|error| sentence(&error)).collect(),
            Err(error) => vec![error],
        }
    }

    fn validator(&self, at: &str) -> Result<Arc<Validator>, String> {
        let schema = self.document.pointer(at).ok_or_else(|| format!("the document has no schema at {at}"))?;
        // Many places hold the same reference, so the schema's text is the key rather than its place.
        let key = schema.to_string();
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(validator) = compiled.get(&key) {
            return Ok(Arc::clone(validator));
        }
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .build(&self.alone(schema))
            .map_err(|error| format!("the schema at {at} does not compile: {error}"))?;
        let validator = Arc::new(validator);
        compiled.insert(key, Arc::clone(&validator));
        Ok(validator)
    }

    /// The schema as a document of its own. It takes the named schemas that it needs with it, so that
    /// `#/components/schemas/…` resolves as it does in OpenAPI; to JSON Schema `components` is an unknown keyword that
    /// asserts nothing.
    fn alone(&self, schema: &Value) -> Value {
        let mut needed = Map::new();
        self.collect_named(schema, &mut needed);
        let mut alone = schema.clone();
        if let Some(members) = alone.as_object_mut() {
            members.insert("components".into(), json!({ "schemas": needed }));
        }
        alone
    }

    /// Puts every named schema that `schema` refers to, near or far, into `needed`.
    fn collect_named(&self, schema: &Value, needed: &mut Map<String, Value>) {
        let target = schema.get("$ref").and_then(Value::as_str);
        if let Some(name) = target.and_then(|target| target.strip_prefix("#/components/schemas/"))
            && !needed.contains_key(name)
            && let Some(named) = self.document["components"]["schemas"].get(name)
        {
            needed.insert(name.to_owned(), named.clone());
            self.collect_named(named, needed);
        }
        let members = schema.as_object().into_iter().flat_map(Map::values);
        for inner in members.chain(schema.as_array().into_iter().flatten()) {
            self.collect_named(inner, needed);
        }
    }
}

fn sentence(error: &jsonschema::ValidationError<'_>) -> String {
    let place = error.instance_path().as_str();
    if place.is_empty() { error.to_string() } else { format!("{place}: {error}") }
}
