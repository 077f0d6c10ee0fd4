//! One request and its answer.

use aftercare_contract::read::Read;
use std::{cell::RefCell, rc::Rc, time::Duration};

use gloo_net::http::{Method, Request, RequestBuilder, Response};
use leptos::prelude::{TimeoutHandle, window};
use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::{AbortController, AbortSignal, RequestCredentials};

use super::{Failure, json};
use crate::erased::set_timeout_with_handle;

/// Longer than any sane answer, shorter than a shopper's patience with a spinner.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// A connection to one shop's backend. Clones share the token.
#[derive(Clone)]
pub struct Client(Rc<Connection>);

struct Connection {
    api: String,
    /// `Accept-Language`.
    languages: String,
    /// In memory only: whoever reads the page's storage later finds nothing.
    token: RefCell<Option<String>>,
}

/// Something with the `ETag` it came with, to be named in `If-Match`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagged<T> {
    pub it: T,
    pub etag: String,
}

/// The switch that ends a request. Empty where the engine has none (before Chrome 66): then requests run to their end.
#[derive(Clone)]
pub struct Abort(Option<AbortController>);

/// Aborts its request when dropped: a view that goes away takes its requests along.
pub struct AbortOnDrop(Abort);

impl Abort {
    /// A switch to hand to a call, and its guard to keep where the answer is awaited.
    #[must_use]
    pub fn pair() -> (Self, AbortOnDrop) {
        let abort = Self(AbortController::new().ok());
        (abort.clone(), AbortOnDrop(abort))
    }

    pub(super) fn signal(&self) -> Option<AbortSignal> {
        self.0.as_ref().map(AbortController::signal)
    }

    fn abort(&self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// What to send. `path` is below the base URL and has its query escaped.
pub(super) struct Call {
    pub method: Method,
    pub path: String,
    pub body: Option<String>,
    pub headers: Vec<(&'static str, String)>,
}

/// A response, its body perhaps still on the way.
pub(super) struct Sent {
    pub response: Response,
    /// To be kept until the body is read: WebKit forgets how to end a request whose object nobody holds any more.
    pub request: web_sys::Request,
}

#[derive(Debug, PartialEq)]
pub(super) struct Answer {
    pub status: u16,
    pub etag: String,
    pub body: JsValue,
}

impl Call {
    pub(super) fn get(path: String) -> Self {
        Self { method: Method::GET, path, body: None, headers: Vec::new() }
    }

    pub(super) fn post<T: Serialize>(path: String, body: &T) -> Self {
        Self::post_json(path, json::write(body))
    }

    pub(super) fn post_json(path: String, json: String) -> Self {
        Self { body: Some(json), ..Self::post_nothing(path) }
    }

    pub(super) fn post_nothing(path: String) -> Self {
        Self { method: Method::POST, path, body: None, headers: Vec::new() }
    }

    pub(super) fn put_json(path: String, json: String) -> Self {
        Self { method: Method::PUT, ..Self::post_json(path, json) }
    }

    pub(super) fn delete(path: String) -> Self {
        Self { method: Method::DELETE, ..Self::get(path) }
    }

    pub(super) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }
}

impl Answer {
    pub(super) fn read<T: Read>(&self) -> Result<T, Failure> {
        json::read(&self.body).map_err(|mismatch| Failure::Broken { reason: mismatch.to_string() })
    }
}

impl Client {
    /// `api` is the contract's base URL; `languages` goes out as `Accept-Language`.
    #[must_use]
    pub fn new(api: &str, languages: &str, token: Option<String>) -> Self {
        Self(Rc::new(Connection {
            api: api.trim_end_matches('/').to_owned(),
            languages: languages.to_owned(),
            token: RefCell::new(token),
        }))
    }

    #[must_use]
    pub fn token(&self) -> Option<String> {
        self.0.token.borrow().clone()
    }

    pub fn set_token(&self, token: Option<String>) {
        *self.0.token.borrow_mut() = token;
    }

    /// Not generic on purpose: one copy of this in the wasm, however many operations there are.
    pub(super) async fn exchange(&self, call: Call, abort: &Abort) -> Result<Answer, Failure> {
        // What was sent while the connection was away may fail only when it is back.
        let away = !window().navigator().on_line();
        let sent = self.send(call, abort).await;
        let Sent { response, request } = sent.map_err(|error| if away { Failure::Offline } else { silence(error) })?;
        let (status, headers) = (response.status(), response.headers());
        let body = body(response).await;
        drop(request);
        if (200..300).contains(&status) || status == 304 {
            let body = match body {
                // 204: done, and nothing to say about it. 304: as it was.
                None if matches!(status, 204 | 304) => JsValue::UNDEFINED,
                body => body.ok_or_else(|| Failure::Broken { reason: "no JSON".into() })?,
            };
            return Ok(Answer { status, etag: headers.get("etag").unwrap_or_default(), body });
        }
        Err(Failure::of_answer(status, headers.get("retry-after").as_deref(), &body.unwrap_or_default()))
    }

    pub(super) async fn send(&self, call: Call, abort: &Abort) -> Result<Sent, gloo_net::Error> {
        let mut request = RequestBuilder::new(&format!("{}{}", self.0.api, call.path))
            .method(call.method)
            // The token is all a shop may go by, and no cookie is its business.
            .credentials(RequestCredentials::Omit)
            .header("Accept-Language", &self.0.languages)
            .abort_signal(abort.signal().as_ref());
        if let Some(token) = self.token() {
            request = request.header("Authorization", &format!("Bearer {token}"));
        }
        for (name, value) in &call.headers {
            request = request.header(name, value);
        }
        let request = match call.body {
            Some(body) => request.header("Content-Type", "application/json").body(body)?,
            None => request.build()?,
        };
        let request = web_sys::Request::from(request);
        let response = Request::from(Clone::clone(&request)).send().await?;
        Ok(Sent { response, request })
    }
}

/// Why nobody answered. The browser's word is taken for nothing else: it is wrong now and then, either way.
pub(super) fn silence<E>(_: E) -> Failure {
    if window().navigator().on_line() { Failure::Unreachable } else { Failure::Offline }
}

/// The body as the browser's own parser reads it, which no script on the page can have tampered with. `None` when it
/// is not JSON or broke off on the way.
async fn body(response: Response) -> Option<JsValue> {
    web_sys::Response::from(response).json().ok()?.await.ok()
}

/// Ends a request that nobody answers. Dropping it, when the answer is there, takes the timer away.
pub(super) struct TimeLimit(Option<TimeoutHandle>);

impl TimeLimit {
    pub(super) fn on(abort: &Abort) -> Self {
        let abort = abort.clone();
        Self(set_timeout_with_handle(move || abort.abort(), TIME_LIMIT).ok())
    }
}

impl Drop for TimeLimit {
    fn drop(&mut self) {
        if let Some(timer) = &self.0 {
            timer.clear();
        }
    }
}
