//! Answers that are read where they are shown.
//!
//! What reads a large answer is code, and belongs to the chunk that shows it. What every visit needs (is there a case,
//! how does one get in) is read at once; the rest waits, as the browser parsed it.

use aftercare_contract::{
    Id,
    capabilities::{AuthMethods, ContactChannel},
    case::Case,
    order::OrderCase,
    read::Read,
};
use wasm_bindgen::JsValue;
use web_sys::js_sys::Reflect;

use super::{
    Failure, json,
    transport::{Answer, Tagged},
};

/// A case as a write brought it back.
#[derive(Debug, PartialEq)]
pub struct UnreadCase {
    pub id: Id,
    pub number: String,
    /// Its type.
    pub kind: String,
    answer: Answer,
}

impl UnreadCase {
    pub(super) fn new(answer: Answer) -> Result<Self, Failure> {
        // A case has every member by which an order names it.
        let OrderCase { id, number, kind, .. } = answer.read()?;
        Ok(Self { id, number, kind, answer })
    }

    /// The whole of it; `None` when it does not keep the contract.
    #[must_use]
    pub fn read(&self) -> Option<Tagged<Case>> {
        Some(Tagged { it: self.answer.read().ok()?, etag: self.answer.etag.clone() })
    }
}

/// What the shop supports.
#[derive(Debug)]
pub struct ShopFront {
    pub auth: AuthMethods,
    pub contact: Vec<ContactChannel>,
    /// The optional parts, by name.
    capabilities: JsValue,
}

/// What every visit reads of the capabilities.
#[derive(Read)]
struct Front {
    auth: AuthMethods,
    #[serde(default)]
    contact: Vec<ContactChannel>,
}

impl ShopFront {
    pub(super) fn new(answer: &Answer) -> Result<Self, Failure> {
        let Front { auth, contact } = answer.read()?;
        Ok(Self { auth, contact, capabilities: member(&answer.body, "capabilities") })
    }

    /// A capability by its name in the contract; `None` when the shop does not have it.
    #[must_use]
    pub fn can<T: Read>(&self, name: &str) -> Option<T> {
        let capability = member(&self.capabilities, name);
        if capability.is_object() { json::read(&capability).ok() } else { None }
    }

    /// Whether the shop has a capability, whatever is in it.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        member(&self.capabilities, name).is_object()
    }
}

fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}
