//! Members of a query string that have to be of a form: for serde's `deserialize_with`, beside `default` where they may be
//! absent. What is not of the form is refused like every malformed query.

use serde::{Deserialize as _, Deserializer, de::Error as _};

use crate::request;

/// An identifier.
///
/// # Errors
/// When it is none.
pub fn id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if request::is_id(&text) { Ok(text) } else { Err(D::Error::custom("not an identifier")) }
}

/// An identifier that may be absent.
///
/// # Errors
/// When it is there and none.
pub fn optional_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    id(deserializer).map(Some)
}

/// A code of an open set: any text but none at all.
///
/// # Errors
/// When it is empty.
pub fn code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.is_empty() { Err(D::Error::custom("empty")) } else { Ok(text) }
}

/// A code that may be absent.
///
/// # Errors
/// When it is there and empty.
pub fn optional_code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    code(deserializer).map(Some)
}
