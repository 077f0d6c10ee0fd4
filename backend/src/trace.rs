//! A name for every request, and one log line for it without anything personal: the route's pattern instead of the
//! path, no query, no headers, no address. A preflight has neither: CORS answers it before any route, and the browser,
//! which asks by itself, shows nobody its answer.

use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderName, HeaderValue},
};
use tracing::Span;

use crate::{around::Ending, token};

const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");

/// Names the request, in the response's `Request-Id` and in everything logged meanwhile.
pub fn request(request: &Request) -> (Span, Ending) {
    let id = token::id("req");
    let route = request.extensions().get::<MatchedPath>().map_or("other", MatchedPath::as_str);
    let span = tracing::info_span!("request", id = id.as_str(), method = request.method().as_str(), route);
    let began = Instant::now();
    let end: Ending = Box::new(move |mut response| {
        let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(status = response.status().as_u16(), milliseconds, "answered");
        response.headers_mut().extend(HeaderValue::try_from(id).ok().map(|id| (REQUEST_ID, id)));
        response
    });
    (span, end)
}
