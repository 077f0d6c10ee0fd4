//! Answering one request: pass it on, or do to it what the rules say.

use anyhow::{Result, bail};
use http_body_util::{BodyExt, Full};
use hyper::{
    HeaderMap, Method, Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header::{
        ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL, CONNECTION, CONTENT_LENGTH,
        CONTENT_TYPE, HeaderName, HeaderValue, IF_NONE_MATCH, ORIGIN, RETRY_AFTER, TRANSFER_ENCODING, VARY,
    },
};
use serde_json::{Value, json};

use super::{API_BASE, Fault, Seen, Shared, lock};

/// Headers that belong to one connection and are never passed on.
const OF_ONE_CONNECTION: [HeaderName; 3] = [CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING];

/// The answer to a request.
///
/// # Errors
/// When the connection is to be closed without one.
pub(super) async fn answer(shared: &Shared, request: Request<Incoming>) -> Result<Response<Full<Bytes>>> {
    let method = request.method().clone();
    let path = request.uri().path();
    let path = path.strip_prefix(API_BASE).unwrap_or(path).to_owned();
    if method == Method::OPTIONS {
        if shared.is_down() {
            bail!("down");
        }
        return pass(shared, request).await;
    }
    let idempotency_key =
        request.headers().get("idempotency-key").and_then(|key| key.to_str().ok()).map(ToOwned::to_owned);
    let origin = request.headers().get(ORIGIN).cloned();
    match shared.fault_for(Seen { method, path, idempotency_key }) {
        None => pass(shared, request).await,
        Some(Fault::Down) => bail!("down"),
        Some(Fault::LoseResponse) => {
            pass(shared, request).await?;
            bail!("the response is lost")
        }
        Some(Fault::Busy { retry_after }) => {
            let mut busy = problem(StatusCode::SERVICE_UNAVAILABLE, "busy", origin)?;
            busy.headers_mut().insert(RETRY_AFTER, retry_after.into());
            Ok(busy)
        }
        Some(Fault::TokenEnded) => problem(StatusCode::UNAUTHORIZED, "token_expired", origin),
        Some(Fault::Hold(gate)) => {
            gate.passed().await;
            pass(shared, request).await
        }
        Some(Fault::Rewrite(change)) => {
            let (parts, body) = pass_anew(shared, request).await?.into_parts();
            let bytes = body.collect().await?.to_bytes();
            let mut value: Value = serde_json::from_slice(&bytes)?;
            change(&mut value);
            Ok(Response::from_parts(parts, Full::from(serde_json::to_vec(&value)?)))
        }
        Some(Fault::Garble(text)) => {
            let (parts, _) = pass_anew(shared, request).await?.into_parts();
            Ok(Response::from_parts(parts, Full::from(text)))
        }
    }
}

/// Like [`pass`], for an answer that will be changed: whole even if the browser has it, and not kept by the browser.
async fn pass_anew(shared: &Shared, mut request: Request<Incoming>) -> Result<Response<Full<Bytes>>> {
    request.headers_mut().remove(IF_NONE_MATCH);
    let mut response = pass(shared, request).await?;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Sends the request to the backend and brings back its answer.
async fn pass(shared: &Shared, request: Request<Incoming>) -> Result<Response<Full<Bytes>>> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let url = format!("{}{path}", lock(&shared.upstream));
    let body = body.collect().await?.to_bytes();
    let answer =
        shared.client.request(parts.method, url).headers(without_hops(&parts.headers)).body(body).send().await?;
    let mut response = Response::new(Full::default());
    *response.status_mut() = answer.status();
    *response.headers_mut() = without_hops(answer.headers());
    *response.body_mut() = Full::from(answer.bytes().await?);
    Ok(response)
}

fn without_hops(headers: &HeaderMap) -> HeaderMap {
    let mut kept = headers.clone();
    for name in OF_ONE_CONNECTION {
        kept.remove(name);
    }
    kept
}

/// A problem that the page may read, as the backend's own would be.
fn problem(status: StatusCode, code: &str, origin: Option<HeaderValue>) -> Result<Response<Full<Bytes>>> {
    let body = json!({"type": "about:blank", "title": code, "status": status.as_u16(), "code": code});
    let mut response = Response::new(Full::from(serde_json::to_vec(&body)?));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("ETag, Location, Retry-After, Request-Id"));
    headers.insert(VARY, HeaderValue::from_static("Origin"));
    if let Some(origin) = origin {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    Ok(response)
}
