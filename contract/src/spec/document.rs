//! The document as a JSON value: reading it, following references, naming places in it.

use std::borrow::Cow;

use serde_json::Value;

use super::SpecError;

const SOURCE: &str = include_str!("../../openapi.yaml");

/// A place in the document, a JSON Pointer (RFC 6901) from its root.
pub(super) type Pointer = String;

/// A node and where it stands.
#[derive(Clone)]
pub(super) struct Node<'d> {
    pub at: Pointer,
    pub value: &'d Value,
}

pub(super) fn read() -> Result<Value, SpecError> {
    yaml_serde::from_str(SOURCE).map_err(|error| SpecError(format!("openapi.yaml does not parse: {error}")))
}

impl<'d> Node<'d> {
    pub fn root(document: &'d Value) -> Self {
        Self { at: String::new(), value: document }
    }

    pub fn child(&self, key: &str) -> Option<Self> {
        Some(Self { at: format!("{}/{}", self.at, escape(key)), value: self.value.get(key)? })
    }

    /// The members of an object; nothing for other values.
    pub fn members(&self) -> impl Iterator<Item = (&'d str, Node<'d>)> + use<'d> {
        let at = self.at.clone();
        self.value
            .as_object()
            .into_iter()
            .flatten()
            .map(move |(key, value)| (key.as_str(), Node { at: format!("{at}/{}", escape(key)), value }))
    }

    /// The elements of an array; nothing for other values.
    pub fn elements(&self) -> impl Iterator<Item = Node<'d>> + use<'d> {
        let at = self.at.clone();
        let elements = self.value.as_array().into_iter().flatten().enumerate();
        elements.map(move |(index, value)| Node { at: format!("{at}/{index}"), value })
    }

    pub fn text(&self, key: &str) -> Option<&'d str> {
        self.value.get(key)?.as_str()
    }

    pub fn flag(&self, key: &str) -> bool {
        self.value.get(key).and_then(Value::as_bool).unwrap_or(false)
    }

    /// Follows a Reference Object to what it stands for; any other node is itself.
    pub fn resolved(self, document: &'d Value) -> Result<Self, SpecError> {
        let Some(reference) = self.text("$ref") else {
            return Ok(self);
        };
        let target = reference.strip_prefix('#').and_then(|at| Some((at, document.pointer(at)?)));
        let (at, value) =
            target.ok_or_else(|| SpecError(format!("{}: `{reference}` leads nowhere in this document", self.at)))?;
        // A reference to a reference is legal OpenAPI but has no use here, and could go in circles.
        if value.get("$ref").is_some() {
            return Err(SpecError(format!("{}: `{reference}` is itself a reference", self.at)));
        }
        Ok(Self { at: at.to_owned(), value })
    }
}

/// A key as a step of a JSON Pointer.
pub(super) fn escape(key: &str) -> Cow<'_, str> {
    if key.contains(['~', '/']) { key.replace('~', "~0").replace('/', "~1").into() } else { key.into() }
}
