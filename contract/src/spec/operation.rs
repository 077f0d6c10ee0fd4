//! Operations: what may be asked, and what may be answered.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    SpecError,
    document::{Node, Pointer},
};

const METHODS: [&str; 5] = ["get", "put", "post", "delete", "patch"];

/// One method on one path of the document.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Operation {
    /// In capitals, `GET`.
    pub method: String,
    /// Relative to the API's base, with its parameters in braces, `/orders/{order_id}`.
    pub path: String,
    /// Unique in the document, `getOrder`.
    pub operation_id: String,
    /// Whether it may be asked without a bearer token.
    pub public: bool,
    pub(super) parameters: Vec<Parameter>,
    pub(super) request: Option<Body>,
    pub(super) responses: BTreeMap<u16, Response>,
}

/// A parameter of a request or a header of a response.
#[derive(Clone, Debug)]
pub(super) struct Parameter {
    pub name: String,
    pub place: Place,
    pub required: bool,
    pub schema: Pointer,
    /// Whether its text is to be read as a number before its schema looks at it.
    pub integer: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Path,
    Query,
    Header,
}

#[derive(Clone, Debug)]
pub(super) struct Response {
    pub headers: Vec<Parameter>,
    pub content: Content,
}

#[derive(Clone, Debug)]
pub(super) struct Body {
    pub required: bool,
    pub content: Content,
}

/// Media type → where its schema stands.
pub(super) type Content = BTreeMap<String, Pointer>;

impl Operation {
    /// The statuses it may answer with, ascending.
    pub fn statuses(&self) -> impl Iterator<Item = u16> + '_ {
        self.responses.keys().copied()
    }

    /// The values of the path's parameters if `path` (concrete, without a query) is one of this operation's.
    pub(super) fn match_path<'p>(&self, path: &'p str) -> Option<Vec<(&str, &'p str)>> {
        let (template, given) = (self.path.split('/'), path.split('/'));
        if template.clone().count() != given.clone().count() {
            return None;
        }
        let mut values = Vec::new();
        for (wanted, given) in template.zip(given) {
            match wanted.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
                Some(name) if !given.is_empty() => values.push((name, given)),
                None if wanted == given => {}
                _ => return None,
            }
        }
        Some(values)
    }
}

/// Reads every operation.
pub(super) fn read_all(document: &Value) -> Result<Vec<Operation>, SpecError> {
    let root = Node::root(document);
    let paths = root.child("paths").ok_or_else(|| SpecError("the document has no paths".into()))?;
    let public_by_default = root.child("security").is_none_or(|security| allows_anyone(&security));
    let mut operations = Vec::new();
    for (path, item) in paths.members() {
        let shared = parameters(&item, document)?;
        for (method, node) in item.members().filter(|(key, _)| METHODS.contains(key)) {
            operations.push(Operation {
                method: method.to_uppercase(),
                path: path.to_owned(),
                operation_id: node.text("operationId").unwrap_or_default().to_owned(),
                public: node.child("security").map_or(public_by_default, |security| allows_anyone(&security)),
                parameters: shared.iter().cloned().chain(parameters(&node, document)?).collect(),
                request: request(&node, document)?,
                responses: responses(&node, document)?,
            });
        }
    }
    Ok(operations)
}

/// An empty list of requirements, or an empty requirement in it, lets everybody in.
fn allows_anyone(security: &Node<'_>) -> bool {
    let mut requirements = security.elements().peekable();
    requirements.peek().is_none() || requirements.any(|one| one.members().next().is_none())
}

fn parameters(owner: &Node<'_>, document: &Value) -> Result<Vec<Parameter>, SpecError> {
    let Some(list) = owner.child("parameters") else {
        return Ok(Vec::new());
    };
    list.elements()
        .map(|node| {
            let node = node.resolved(document)?;
            let place = match node.text("in") {
                Some("path") => Place::Path,
                Some("query") => Place::Query,
                Some("header") => Place::Header,
                other => {
                    return Err(SpecError(format!("{}: no parameter stands in {other:?}", node.at)));
                }
            };
            parameter(node.text("name").unwrap_or_default(), place, &node)
        })
        .collect()
}

fn parameter(name: &str, place: Place, node: &Node<'_>) -> Result<Parameter, SpecError> {
    let schema = schema(node)?;
    Ok(Parameter {
        name: name.to_owned(),
        place,
        required: node.flag("required"),
        integer: schema.text("type") == Some("integer"),
        schema: schema.at,
    })
}

fn request(operation: &Node<'_>, document: &Value) -> Result<Option<Body>, SpecError> {
    let Some(node) = operation.child("requestBody") else {
        return Ok(None);
    };
    let node = node.resolved(document)?;
    Ok(Some(Body { required: node.flag("required"), content: content(&node)? }))
}

fn responses(operation: &Node<'_>, document: &Value) -> Result<BTreeMap<u16, Response>, SpecError> {
    let Some(list) = operation.child("responses") else {
        return Ok(BTreeMap::new());
    };
    list.members()
        .map(|(status, node)| {
            let status = status.parse().map_err(|_| SpecError(format!("{}: not a status", node.at)))?;
            let node = node.resolved(document)?;
            let headers = node.child("headers");
            let headers = headers.iter().flat_map(Node::members).map(|(name, header)| {
                header.resolved(document).and_then(|header| parameter(name, Place::Header, &header))
            });
            let response = Response { headers: headers.collect::<Result<_, _>>()?, content: content(&node)? };
            Ok((status, response))
        })
        .collect()
}

fn content(owner: &Node<'_>) -> Result<Content, SpecError> {
    let content = owner.child("content");
    let types = content.iter().flat_map(Node::members);
    types.map(|(media_type, node)| Ok((media_type.to_owned(), schema(&node)?.at))).collect()
}

fn schema<'d>(owner: &Node<'d>) -> Result<Node<'d>, SpecError> {
    owner.child("schema").ok_or_else(|| SpecError(format!("{}: no schema", owner.at)))
}
