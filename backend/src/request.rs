//! Reading requests: bodies, queries and headers, each refused in the contract's way.

mod strict;

use axum::{
    body::Bytes,
    extract::{FromRequest, FromRequestParts, Path, Query, Request},
    http::{header, request::Parts},
    response::IntoResponse as _,
};
use serde::de::DeserializeOwned;
use serde_json::Value;
use strict::Strict;

use crate::{
    app::App,
    problem::{Answer, Fault, Refusal},
};

/// The largest body that is read, in bytes.
pub const MAX_BODY: usize = 64 * 1024;

/// A JSON body, not yet of any shape.
#[derive(Debug)]
pub struct JsonBody(pub Value);

impl FromRequest<App> for JsonBody {
    type Rejection = Refusal;

    async fn from_request(request: Request, app: &App) -> Answer<Self> {
        let declared = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let media_type = declared.and_then(|value| value.split(';').next()).unwrap_or_default().trim();
        if !media_type.eq_ignore_ascii_case("application/json") {
            return Err(Refusal::Malformed("malformed_body"));
        }
        let reading = tokio::time::timeout(app.limits.body, Bytes::from_request(request, app));
        let bytes = reading.await.map_err(|_| Refusal::TooSlow)?.map_err(|rejection| {
            match rejection.into_response().status().as_u16() {
                413 => Refusal::TooLarge,
                _ => Refusal::Malformed("malformed_body"),
            }
        })?;
        let mut body = serde_json::from_slice(&bytes).map_err(|_| Refusal::Malformed("malformed_json"))?;
        settle(&mut body);
        Ok(Self(body))
    }
}

/// The largest whole number that JSON's numbers hold exactly everywhere, 2^53 − 1.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_991.0;

/// Settles two things on which JSON and what reads it here differ.
///
/// JSON's texts may hold U+0000, PostgreSQL's may not, and nobody types it: the replacement character takes its place,
/// as in an HTML page. And `2.0` is an integer to JSON Schema, but not to serde.
fn settle(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('\0') => *text = text.replace('\0', "\u{fffd}"),
        Value::Number(number) if number.is_f64() => {
            let whole = number.as_f64().filter(|it| it.fract() == 0.0 && it.abs() <= LARGEST_WHOLE);
            if let Some(whole) = whole {
                *number = (whole as i64).into();
            }
        }
        Value::Array(values) => values.iter_mut().for_each(settle),
        Value::Object(members) => members.values_mut().for_each(settle),
        _ => {}
    }
}

/// Whether a path or query holds U+0000, which is in no name and no id.
fn holds_nul(text: &str) -> bool {
    text.contains("%00")
}

/// Reads a body as `T`; what does not fit is named by its JSON Pointer.
///
/// # Errors
/// [`Refusal::Invalid`] with the first fault found.
pub fn read<T: DeserializeOwned>(value: &Value) -> Answer<T> {
    // Most bodies fit, and where one does not is looked for only then.
    if let Ok(read) = T::deserialize(Strict(value)) {
        return Ok(read);
    }
    serde_path_to_error::deserialize(Strict(value)).map_err(|error| {
        let mut pointer = String::new();
        for segment in error.path() {
            use serde_path_to_error::Segment;
            let step = match segment {
                Segment::Seq { index } => index.to_string(),
                Segment::Map { key } => key.clone(),
                Segment::Enum { variant } => variant.clone(),
                Segment::Unknown => continue,
            };
            pointer.push('/');
            pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
        }
        // serde has no error kinds, only sentences; these are part of its stable `de::Error` defaults.
        let sentence = error.inner().to_string();
        let code = if let Some(rest) = sentence.strip_prefix("missing field `") {
            pointer.push('/');
            pointer.push_str(rest.split('`').next().unwrap_or_default());
            "required"
        } else if sentence.starts_with("unknown variant") {
            "unknown_value"
        } else if sentence.starts_with("invalid value") {
            "out_of_range"
        } else {
            "invalid_type"
        };
        Refusal::Invalid(vec![Fault::at(pointer, code)])
    })
}

/// Whether it has the form of an identifier, `^[A-Za-z0-9_-]{1,64}$`.
#[must_use]
pub fn is_id(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    (1..=64).contains(&text.len()) && text.bytes().all(fits)
}

/// A query string of shape `T`.
#[derive(Debug)]
pub struct Search<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Search<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Answer<Self> {
        if parts.uri.query().is_some_and(holds_nul) {
            return Err(Refusal::Malformed("invalid_query"));
        }
        let read = Query::<T>::from_request_parts(parts, app).await;
        read.map(|Query(search)| Self(search)).map_err(|_| Refusal::Malformed("invalid_query"))
    }
}

/// The ids in a path.
#[derive(Debug)]
pub struct Named<T>(pub T);

impl<T: DeserializeOwned + Send> FromRequestParts<App> for Named<T> {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Answer<Self> {
        if holds_nul(parts.uri.path()) {
            return Err(Refusal::NotFound);
        }
        // What is not even text names nothing.
        let read = Path::<T>::from_request_parts(parts, app).await;
        read.map(|Path(ids)| Self(ids)).map_err(|_| Refusal::NotFound)
    }
}

/// Collects what is wrong with a body that has the right shape.
#[derive(Debug, Default)]
pub struct Check(Vec<Fault>);

impl Check {
    /// Notes a fault unless `holds`.
    pub fn require(&mut self, holds: bool, pointer: impl Into<String>, code: &'static str) {
        if !holds {
            self.0.push(Fault::at(pointer, code));
        }
    }

    /// Requires an identifier.
    pub fn require_id(&mut self, id: &str, pointer: impl Into<String>) {
        self.require(is_id(id), pointer, "malformed");
    }

    /// Requires a text of at least one visible and at most `longest` characters.
    pub fn require_text(&mut self, text: &str, longest: usize, pointer: &str) {
        self.require(!text.trim().is_empty(), pointer, "empty");
        self.require_short(text, longest, pointer);
    }

    /// Requires a code of an open set: any text but none at all, of at most 64 characters.
    pub fn require_code(&mut self, code: &str, pointer: &str) {
        self.require(!code.is_empty(), pointer, "empty");
        self.require_short(code, 64, pointer);
    }

    /// Requires a text of at most `longest` characters.
    pub fn require_short(&mut self, text: &str, longest: usize, pointer: impl Into<String>) {
        self.require(text.chars().count() <= longest, pointer, "too_long");
    }

    /// Ends the check.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with everything found.
    pub fn finish(self) -> Answer<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Refusal::Invalid(self.0)) }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use aftercare_contract::{filing::ReturnRequest, session::SessionRequest};
    use serde_json::json;

    use super::*;

    fn fault<T: DeserializeOwned + std::fmt::Debug>(value: &Value) -> (String, &'static str) {
        match read::<T>(value).unwrap_err() {
            Refusal::Invalid(faults) => (faults[0].pointer.clone(), faults[0].code),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_whole_number_is_one_however_it_is_written() {
        let mut body = json!({ "score": 22.0, "sizes": [1e3, 0.5, 1e300, -3.0] });
        settle(&mut body);
        assert_eq!(body, json!({ "score": 22, "sizes": [1000, 0.5, 1e300, -3] }));
    }

    #[test]
    fn faults_are_named_by_pointer_and_code() {
        let item =
            |quantity: Value| json!({ "order_id": "o", "items": [{ "line_item_id": "l", "quantity": quantity }] });
        assert_eq!(fault::<ReturnRequest>(&item(json!("2"))), ("/items/0/quantity".into(), "invalid_type"));
        assert_eq!(fault::<ReturnRequest>(&item(json!(-1))), ("/items/0/quantity".into(), "out_of_range"));
        assert_eq!(fault::<ReturnRequest>(&json!({ "items": [] })), ("/order_id".into(), "required"));
        let without = |member: &str, value: Value| json!({ "order_id": "o", "items": [], member: value });
        assert_eq!(fault::<ReturnRequest>(&without("quote_id", Value::Null)), ("/quote_id".into(), "invalid_type"));
        assert_eq!(fault::<ReturnRequest>(&without("items", json!([["l", 1]]))), ("/items/0".into(), "invalid_type"));
        assert!(read::<ReturnRequest>(&without("com.acme.x", json!({ "y": null }))).is_ok());
        assert_eq!(fault::<SessionRequest>(&json!({ "magic": {} })).1, "unknown_value");
        assert_eq!(
            fault::<SessionRequest>(&json!({ "order_lookup": { "order_number": "1" } })),
            ("/order_lookup/proof".into(), "required")
        );
    }
}
