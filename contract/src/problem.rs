//! Errors: RFC 9457 `application/problem+json` with a machine code.

use serde::{Deserialize, Serialize};

use crate::read::Read;

/// What a backend answers instead of a result.
///
/// `status` is one of 400 (malformed header or query), 401, 403, 404 (also for other people's objects), 409
/// (understood and refused, `code` says why), 412 and 428 (`If-Match`), 413, 422 (does not fit the schema), 429 and
/// 503 (with `Retry-After` in seconds), 500.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Problem {
    /// A URI that names the kind of problem; `about:blank` when `code` says it all.
    #[serde(rename = "type", default = "about_blank")]
    pub kind: String,
    /// A short English summary for developers and logs.
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub status: u16,
    /// What happened and what to do, a sentence for the shopper in their language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// A stable machine code, for example `window_expired` or `idempotency_key_reused` (open).
    #[serde(default)]
    pub code: String,
    /// With 422 and some 400s: what is wrong where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
}

/// One thing wrong with one member of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct FieldError {
    /// JSON Pointer (RFC 6901) into the request body, for example `/items/0/quantity`.
    pub pointer: String,
    pub code: String,
    #[serde(default)]
    pub detail: String,
}

fn about_blank() -> String {
    "about:blank".into()
}
