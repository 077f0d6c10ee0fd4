//! Stands between the runner and the reference backend, and does one thing wrong.

use std::{
    collections::HashMap,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use aftercare_backend::routes::BASE;
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::Response,
};
use serde_json::Value;
use tokio::net::TcpListener;

/// What a backend makes of a question.
pub type Behaviour = fn(Arc<Honest>, Asked) -> Pin<Box<dyn Future<Output = Told> + Send>>;

/// The reference backend, as it is, and what a defect remembers between two questions.
pub struct Honest {
    origin: String,
    http: reqwest::Client,
    memory: Mutex<HashMap<String, Told>>,
    /// How often something was counted, by name.
    counts: Mutex<HashMap<String, i64>>,
}

/// A question.
#[derive(Clone)]
pub struct Asked {
    pub method: Method,
    /// With its query; below the API's base where it lies there.
    pub path: String,
    pub headers: HeaderMap,
    pub body: Bytes,
    below: bool,
}

/// An answer.
#[derive(Clone)]
pub struct Told {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Honest {
    pub fn new(origin: String) -> Self {
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        Self { origin, http, memory: Mutex::default(), counts: Mutex::default() }
    }

    /// The right answer.
    pub async fn answer(&self, asked: &Asked) -> Told {
        let base = if asked.below { BASE } else { "" };
        let request = self
            .http
            .request(asked.method.clone(), format!("{}{base}{}", self.origin, asked.path))
            .headers(asked.headers.clone())
            .body(asked.body.clone());
        let mut response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let endless = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let body = if endless {
            let first = tokio::time::timeout(Duration::from_secs(2), response.chunk()).await;
            first.ok().and_then(Result::unwrap).unwrap_or_default()
        } else {
            response.bytes().await.unwrap()
        };
        Told { status, headers, body }
    }

    /// The answers a defect has kept, by a name of its own.
    pub fn memory(&self) -> MutexGuard<'_, HashMap<String, Told>> {
        self.memory.lock().unwrap()
    }

    /// Adds to a counter and says what it was before.
    pub fn count(&self, name: &str, more: i64) -> i64 {
        let mut counts = self.counts.lock().unwrap();
        let count = counts.entry(name.to_owned()).or_default();
        let before = *count;
        *count += more;
        before
    }

    /// Waits, as a slow shop would, until somebody else is counted under this name, too; whether somebody came. What goes
    /// wrong only when two ask at once must not hang on which of them a fast machine answers first.
    pub async fn has_company(&self, name: &str) -> bool {
        soon(|| (self.count(name, 0) > 1).then_some(())).await.is_some()
    }

    /// What another question has put into the memory or is about to.
    pub async fn recall(&self, name: &str) -> Option<Told> {
        soon(|| self.memory().get(name).cloned()).await
    }
}

/// Waits for something that others bring about, at most a second.
async fn soon<T>(look: impl Fn() -> Option<T>) -> Option<T> {
    let found = async {
        loop {
            if let Some(found) = look() {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(1), found).await.ok()
}

impl Asked {
    /// Whether it is this operation; a `*` in the path stands for one segment.
    pub fn is(&self, method: &str, path: &str) -> bool {
        let (given, wanted): (Vec<&str>, Vec<&str>) = (self.plain().split('/').collect(), path.split('/').collect());
        self.method == method
            && given.len() == wanted.len()
            && given.iter().zip(&wanted).all(|(given, wanted)| *wanted == "*" || given == wanted)
    }

    /// The path without its query.
    pub fn plain(&self) -> &str {
        self.path.split('?').next().unwrap_or_default()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// Changes the body.
    pub fn edit(&mut self, change: impl FnOnce(&mut Value)) {
        let mut body = self.json();
        change(&mut body);
        self.body = body.to_string().into();
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn set(&mut self, name: &'static str, value: &str) {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
    }
}

impl Told {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// Changes the body, where there is one.
    pub fn edit(&mut self, change: impl FnOnce(&mut Value)) {
        if let Ok(mut body) = serde_json::from_slice(&self.body) {
            change(&mut body);
            self.body = body.to_string().into();
        }
    }

    pub fn set(&mut self, name: &'static str, value: &str) {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
    }

    /// The refusal with another status and code.
    pub fn refuse(&mut self, status: u16, code: &str) {
        self.status = status;
        self.set("content-type", "application/problem+json");
        self.edit(|body| {
            body["status"] = status.into();
            body["code"] = code.into();
        });
    }

    /// The code of a refusal.
    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

/// Answers for as long as the runtime lives.
pub async fn serve(listener: TcpListener, backend: Arc<Honest>, behaviour: Behaviour) {
    let router = Router::new().fallback(move |request: Request| {
        let backend = Arc::clone(&backend);
        async move { respond(behaviour(backend, take(request).await).await) }
    });
    axum::serve(listener, router).await.unwrap();
}

async fn take(request: Request) -> Asked {
    let (mut parts, body) = request.into_parts();
    for hop in [header::HOST, header::CONTENT_LENGTH, header::CONNECTION, header::TRANSFER_ENCODING] {
        parts.headers.remove(hop);
    }
    let path = parts.uri.path_and_query().unwrap().to_string();
    let below = path.strip_prefix(BASE).map(str::to_owned);
    Asked {
        method: parts.method,
        headers: parts.headers,
        body: to_bytes(body, usize::MAX).await.unwrap(),
        below: below.is_some(),
        path: below.unwrap_or(path),
    }
}

fn respond(told: Told) -> Response {
    let mut response = Response::new(Body::from(told.body));
    *response.status_mut() = StatusCode::from_u16(told.status).unwrap();
    *response.headers_mut() = told.headers;
    for hop in [header::CONTENT_LENGTH, header::CONNECTION, header::TRANSFER_ENCODING] {
        response.headers_mut().remove(hop);
    }
    response
}
