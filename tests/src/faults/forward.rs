//! Answering one request: pass it on, or do to it what the rules say.

use anyhow::{Error, Result, bail};
use http_body_util::{BodyExt, Full, combinators::UnsyncBoxBody};
use hyper::{
    HeaderMap, Method, Request, Response, StatusCode,
    body::{Bytes, Incoming},
    header::{
        ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, AUTHORIZATION, CACHE_CONTROL, CONNECTION,
        CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue, IF_NONE_MATCH, ORIGIN, RETRY_AFTER, TRANSFER_ENCODING,
        VARY,
    },
};
use serde_json::{Value, json};

use super::{API_BASE, Fault, Seen, Shared, lock};

/// Headers that belong to one connection and are never passed on.
const OF_ONE_CONNECTION: [HeaderName; 3] = [CONNECTION, CONTENT_LENGTH, TRANSFER_ENCODING];

/// An answer's body: whole, or a stream that is passing.
type Body = UnsyncBoxBody<Bytes, Error>;

/// The answer to a request.
///
/// # Errors
/// When the connection is to be closed without one.
pub(super) async fn answer(shared: &Shared, request: Request<Incoming>) -> Result<Response<Body>> {
    if request.method() == Method::OPTIONS {
        if shared.is_down() {
            bail!("down");
        }
        return pass(shared, request).await;
    }
    let origin = request.headers().get(ORIGIN).cloned();
    match shared.fault_for(seen(&request)) {
        None => pass(shared, request).await,
        Some(Fault::Down) => bail!("down"),
        Some(Fault::LoseResponse) => {
            pass(shared, request).await?;
            bail!("the response is lost")
        }
        Some(Fault::Busy { retry_after }) => {
            let mut busy = problem(StatusCode::SERVICE_UNAVAILABLE, "busy", origin)?;
            busy.headers_mut().insert(RETRY_AFTER, retry_after.into());
            Ok(boxed(busy))
        }
        Some(Fault::TokenEnded) => problem(StatusCode::UNAUTHORIZED, "token_expired", origin).map(boxed),
        Some(Fault::Hold(gate)) => {
            gate.passed().await;
            pass(shared, request).await
        }
        Some(Fault::Collect) => collect(send(shared, request).await?).await.map(boxed),
        Some(Fault::Rewrite(change)) => {
            let (parts, body) = pass_anew(shared, request).await?.into_parts();
            let bytes = body.collect().await?.to_bytes();
            let mut value: Value = serde_json::from_slice(&bytes)?;
            change(&mut value);
            Ok(boxed(Response::from_parts(parts, Full::from(serde_json::to_vec(&value)?))))
        }
        Some(Fault::Garble(text)) => {
            let (parts, _) = pass_anew(shared, request).await?.into_parts();
            Ok(boxed(Response::from_parts(parts, Full::from(text))))
        }
    }
}

/// What is written down of a request.
fn seen(request: &Request<Incoming>) -> Seen {
    let path = request.uri().path();
    let header = |name: HeaderName| request.headers().get(name).and_then(|value| value.to_str().ok());
    Seen {
        method: request.method().clone(),
        path: path.strip_prefix(API_BASE).unwrap_or(path).to_owned(),
        query: request.uri().query().unwrap_or_default().to_owned(),
        token: header(AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer ")).map(ToOwned::to_owned),
        idempotency_key: header(HeaderName::from_static("idempotency-key")).map(ToOwned::to_owned),
    }
}

/// Sends the request to the backend and passes on its answer: a stream as it arrives, anything else once it is whole.
async fn pass(shared: &Shared, request: Request<Incoming>) -> Result<Response<Body>> {
    let answer = send(shared, request).await?;
    if answer.headers().get(CONTENT_TYPE).is_none_or(|kind| !kind.as_bytes().starts_with(b"text/event-stream")) {
        return collect(answer).await.map(boxed);
    }
    let head = head(&answer);
    Ok(head.map(|()| shared.streams.pass(answer.into()).boxed_unsync()))
}

/// An answer that will be changed: whole even if the browser has it, and not kept by the browser.
async fn pass_anew(shared: &Shared, mut request: Request<Incoming>) -> Result<Response<Full<Bytes>>> {
    request.headers_mut().remove(IF_NONE_MATCH);
    let mut response = collect(send(shared, request).await?).await?;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// What the backend answers.
async fn send(shared: &Shared, request: Request<Incoming>) -> Result<reqwest::Response> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("/", |path| path.as_str());
    let url = format!("{}{path}", lock(&shared.upstream));
    let body = body.collect().await?.to_bytes();
    Ok(shared.client.request(parts.method, url).headers(without_hops(&parts.headers)).body(body).send().await?)
}

/// The answer once it is whole.
async fn collect(answer: reqwest::Response) -> Result<Response<Full<Bytes>>> {
    let head = head(&answer);
    let body = answer.bytes().await?;
    Ok(head.map(|()| Full::from(body)))
}

/// An answer's status and headers.
fn head(answer: &reqwest::Response) -> Response<()> {
    let mut head = Response::new(());
    *head.status_mut() = answer.status();
    *head.headers_mut() = without_hops(answer.headers());
    head
}

fn boxed(response: Response<Full<Bytes>>) -> Response<Body> {
    response.map(|body| body.map_err(|never| match never {}).boxed_unsync())
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
