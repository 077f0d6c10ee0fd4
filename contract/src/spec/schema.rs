//! JSON Schema (2020-12) checks of single values against places in the document.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use jsonschema::{Draft, Validator};
use serde_json::{Value, json};

/// Compiles each schema of the document when it is first needed, once.
pub(super) struct Schemas {
    document: Value,
    compiled: Mutex<HashMap<String, Arc<Validator>>>,
}

impl Schemas {
    pub fn new(document: Value) -> Self {
        Self {
            document,
            compiled: Mutex::default(),
        }
    }

    /// What is wrong with `value`, by the schema that stands at the JSON Pointer `at`; empty when it fits.
    pub fn errors(&self, at: &str, value: &Value) -> Vec<String> {
        match self.validator(at) {
            Ok(validator) => validator
                .iter_errors(value)
                .map(|error| sentence(&error))
                .collect(),
            Err(error) => vec![error],
        }
    }

    fn validator(&self, at: &str) -> Result<Arc<Validator>, String> {
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(validator) = compiled.get(at) {
            return Ok(Arc::clone(validator));
        }
        if self.document.pointer(at).is_none() {
            return Err(format!("the document has no schema at {at}"));
        }
        // The whole document is the schema resource, so that `#/components/…` resolves as it does in OpenAPI; its
        // other members are unknown keywords to JSON Schema and assert nothing.
        let mut root = self.document.clone();
        root["$ref"] = json!(format!("#{at}"));
        let validator = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .should_validate_formats(true)
            .build(&root)
            .map_err(|error| format!("the schema at {at} does not compile: {error}"))?;
        let validator = Arc::new(validator);
        compiled.insert(at.to_owned(), Arc::clone(&validator));
        Ok(validator)
    }
}

fn sentence(error: &jsonschema::ValidationError<'_>) -> String {
    let place = error.instance_path().as_str();
    if place.is_empty() {
        error.to_string()
    } else {
        format!("{place}: {error}")
    }
}
