//! The document's examples, wherever they stand.

use serde_json::Value;

use super::{SpecError, document::Node};

/// One example and the schema it illustrates.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Example<'s> {
    /// Where it stands in the document, a JSON Pointer. An example that several places refer to is given once for
    /// each, with the place that refers to it.
    pub at: String,
    /// Where its schema stands, a JSON Pointer.
    pub schema: String,
    /// The schema's name in `components.schemas`, unless it has none.
    pub schema_name: Option<&'s str>,
    pub value: &'s Value,
}

/// Every example of a body, a parameter or a header, and every one that a schema lists itself.
pub(super) fn collect(document: &Value) -> Result<Vec<Example<'_>>, SpecError> {
    let mut found = Vec::new();
    visit(&Node::root(document), document, &mut found)?;
    Ok(found)
}

fn visit<'d>(node: &Node<'d>, document: &'d Value, found: &mut Vec<Example<'d>>) -> Result<(), SpecError> {
    if let Some(schema) = node.child("schema").filter(|schema| schema.value.is_object()) {
        let named = node.child("examples");
        for (_, example) in named.iter().flat_map(Node::members) {
            let target = example.clone().resolved(document)?;
            let value = target.child("value").ok_or_else(|| SpecError(format!("{}: no value", target.at)))?;
            found.push(example_of(example.at, &schema, value.value));
        }
        if let Some(example) = node.child("example") {
            found.push(example_of(example.at, &schema, example.value));
        }
    } else if let Some(list) = node.child("examples").filter(|list| list.value.is_array()) {
        let named = Node::root(document).child("components").and_then(|components| components.child("schemas"));
        let mut named = named.iter().flat_map(Node::members);
        let schema_name = named.find(|(_, schema)| schema.at == node.at).map(|(name, _)| name);
        let given = list.elements().map(|example| example_of(example.at, node, example.value));
        found.extend(given.map(|example| Example { schema_name, ..example }));
    }
    for (key, child) in node.members() {
        // What is inside an example is the shop's data, not the document's structure.
        if key != "example" && key != "examples" {
            visit(&child, document, found)?;
        }
    }
    for child in node.elements() {
        visit(&child, document, found)?;
    }
    Ok(())
}

fn example_of<'d>(at: String, schema: &Node<'d>, value: &'d Value) -> Example<'d> {
    let schema_name = schema.text("$ref").and_then(|target| target.strip_prefix("#/components/schemas/"));
    Example { at, schema: schema.at.clone(), schema_name, value }
}
