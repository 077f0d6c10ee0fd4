//! `ETag`, `If-None-Match` and `If-Match` (RFC 9110, 13.1).

use std::io::{self, Write};

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::{
    locale::Locale,
    problem::{Answer, Refusal},
    token,
};

/// How long most answers are at most, in bytes: they are written without making room again and again.
const USUAL: usize = 4096;

/// The tag of a state in a language, where the version says everything that is shown. The language is part of it because
/// the representation depends on it.
#[must_use]
pub fn of_version(version: i64, locale: Locale) -> String {
    format!("\"{version}.{}\"", locale.tag())
}

/// The tag of a state and of what is shown with it: links that end, wishes to be told, what is possible at this hour.
/// None of that is the state that an action is decided on, so [`must_match`] looks at the version alone.
#[must_use]
pub fn of_state(version: i64, locale: Locale, body: impl AsRef<[u8]>) -> String {
    format!("\"{version}.{}.{}\"", locale.tag(), token::hash(body))
}

/// The tag of what is said and nothing else.
#[must_use]
pub fn of_body(body: &[u8]) -> String {
    ["\"", &token::hash(body), "\""].concat()
}

/// Compares the request's `If-Match` with a state. The shopper may have read it in another language: only the state
/// counts.
///
/// # Errors
/// 428 when the header is missing, 412 when it names another state.
pub fn must_match(headers: &HeaderMap, version: i64) -> Answer<()> {
    let expected = listed(headers, header::IF_MATCH).ok_or(Refusal::MatchRequired)?;
    let state = format!("\"{version}.");
    if expected.iter().any(|tag| *tag == "*" || tag.starts_with(&state)) { Ok(()) } else { Err(Refusal::Stale) }
}

/// A JSON response with its tag; 304 without a body when the client has it already.
///
/// # Errors
/// When `body` can't be written as JSON.
pub fn respond<T: Serialize>(
    headers: &HeaderMap,
    body: &T,
    tag: impl FnOnce(&[u8]) -> String,
    cache: &'static str,
) -> Answer {
    let json = write(body)?;
    let tag = tag(&json);
    Ok(send(headers, json.into(), &tag, cache))
}

/// The JSON of an answer.
///
/// # Errors
/// When it can't be written as JSON.
pub fn write<T: Serialize>(body: &T) -> serde_json::Result<Vec<u8>> {
    let mut json = Written(Vec::with_capacity(USUAL));
    serde_json::to_writer(&mut json, body)?;
    Ok(json.0)
}

/// The response with JSON that is written already.
#[must_use]
pub fn send(headers: &HeaderMap, json: Bytes, tag: &str, cache: &'static str) -> Response {
    if let Some(unchanged) = unchanged(headers, tag, cache) {
        return unchanged;
    }
    tagged(([(header::CONTENT_TYPE, "application/json")], json).into_response(), tag, cache)
}

/// What is written of an answer. serde_json writes most of its pieces a byte at a time, for which `Vec` calls `memcpy`.
struct Written(Vec<u8>);

impl Write for Written {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        match piece {
            [byte] => self.0.push(*byte),
            _ => self.0.extend_from_slice(piece),
        }
        Ok(piece.len())
    }

    fn write_all(&mut self, piece: &[u8]) -> io::Result<()> {
        self.write(piece).map(drop)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// 304 without a body when the client has what is tagged `tag` already.
#[must_use]
pub fn unchanged(headers: &HeaderMap, tag: &str, cache: &'static str) -> Option<Response> {
    let tags = listed(headers, header::IF_NONE_MATCH)?;
    let known = tags.iter().any(|known| *known == "*" || known.trim_start_matches("W/") == tag);
    known.then(|| tagged(StatusCode::NOT_MODIFIED.into_response(), tag, cache))
}

fn tagged(mut response: Response, tag: &str, cache: &'static str) -> Response {
    let sent = response.headers_mut();
    sent.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    sent.extend(HeaderValue::from_str(tag).ok().map(|tag| (header::ETAG, tag)));
    response
}

fn listed(headers: &HeaderMap, name: HeaderName) -> Option<Vec<&str>> {
    let values: Vec<&str> = headers.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
    (!values.is_empty()).then(|| values.iter().flat_map(|value| value.split(',')).map(str::trim).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn if_match_compares_states() {
        let with = |value: &'static str| HeaderMap::from_iter([(header::IF_MATCH, HeaderValue::from_static(value))]);
        assert_eq!(must_match(&HeaderMap::new(), 3), Err(Refusal::MatchRequired));
        assert_eq!(must_match(&with("\"3.zh-Hans\""), 3), Ok(()));
        assert_eq!(must_match(&with("\"3.en.aHash\""), 3), Ok(()));
        assert_eq!(must_match(&with("\"1.en\", \"3.en\""), 3), Ok(()));
        assert_eq!(must_match(&with("*"), 3), Ok(()));
        assert_eq!(must_match(&with("\"33.en\""), 3), Err(Refusal::Stale));
        // If-Match compares strongly: a weak tag never matches.
        assert_eq!(must_match(&with("W/\"3.en\""), 3), Err(Refusal::Stale));
    }
}
