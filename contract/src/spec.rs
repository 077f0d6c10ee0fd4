//! The contract document, `openapi.yaml`, and checks of real messages against it.
//!
//! For tests and tools (feature `spec`): a backend's tests send every answer through [`Spec::check_response`], a
//! client's tests every request through [`Spec::check_request`], and what a stream has said goes through
//! [`Spec::check_events`]. They are strict where the contract binds: a path, method, status or content type that the
//! document does not describe is an error, formats are asserted. Members that the document does not know are fine, as
//! everywhere in the contract.
//!
//! ```
//! use aftercare_contract::spec::Spec;
//!
//! let spec = Spec::load()?;
//! let page = serde_json::json!({ "data": [], "next_cursor": null });
//! assert_eq!(spec.check_response("GET", "/orders?limit=20", 200, "application/json", &page), Ok(()));
//! assert!(spec.check_response("GET", "/orders", 418, "application/json", &page).is_err());
//! # Ok::<(), aftercare_contract::spec::SpecError>(())
//! ```

mod document;
mod example;
mod message;
mod operation;
mod schema;
mod stream;

use std::{collections::BTreeSet, fmt};

use serde_json::Value;

pub use self::{example::Example, operation::Operation, stream::Event};

/// The document, read and ready to check messages. Loading costs some milliseconds: share one among the tests of a
/// process. Schemas are compiled when first used and kept.
pub struct Spec {
    document: Value,
    operations: Vec<Operation>,
    schemas: schema::Schemas,
}

/// The document is not what this module can read: a defect of `openapi.yaml`.
#[derive(Debug)]
pub struct SpecError(String);

impl fmt::Display for SpecError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for SpecError {}

impl Spec {
    /// The contract's own document, which is part of the program.
    ///
    /// # Errors
    /// When it is not YAML or a reference in it leads nowhere.
    pub fn load() -> Result<Self, SpecError> {
        Self::from_document(document::read()?)
    }

    /// Any document of the same kind, for example a changed copy of [`Spec::document`].
    ///
    /// # Errors
    /// When a reference in it leads nowhere, or a parameter, header or body has no schema.
    pub fn from_document(document: Value) -> Result<Self, SpecError> {
        let operations = operation::read_all(&document)?;
        example::collect(&document)?;
        Ok(Self { operations, schemas: schema::Schemas::new(document.clone()), document })
    }

    /// The whole document as JSON.
    #[must_use]
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// Every machine code that the introduction's section "Codes" names. Other backends may have more: they are open.
    #[must_use]
    pub fn codes(&self) -> BTreeSet<&str> {
        let introduction = self.document["info"]["description"].as_str().unwrap_or_default();
        let section = introduction.split("## Codes").nth(1).unwrap_or_default();
        section.split('`').skip(1).step_by(2).collect()
    }

    /// Every operation, once.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        self.operations.iter()
    }

    /// Every example of a body, a parameter or a header, and every one that a schema lists itself.
    #[must_use]
    pub fn examples(&self) -> Vec<Example<'_>> {
        // `from_document` has refused documents whose examples can't be collected.
        example::collect(&self.document).unwrap_or_default()
    }

    /// Checks one value against a schema of `components.schemas`.
    ///
    /// # Errors
    /// Everything that is wrong, one sentence each; also when there is no such schema.
    pub fn check_schema(&self, name: &str, value: &Value) -> Result<(), Vec<String>> {
        self.check_at(&format!("/components/schemas/{name}"), value)
    }

    /// Checks one value against the schema at a JSON Pointer of the document, [`Example::schema`] for instance.
    ///
    /// # Errors
    /// Everything that is wrong, one sentence each; also when there is no schema.
    pub fn check_at(&self, schema: &str, value: &Value) -> Result<(), Vec<String>> {
        verdict(self.schemas.errors(schema, value))
    }
}

fn verdict(errors: Vec<String>) -> Result<(), Vec<String>> {
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}
