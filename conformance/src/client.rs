//! Asks the backend, gently, and looks at every answer.

use std::{
    sync::Mutex,
    time::{Duration, Instant},
};

use aftercare_contract::spec::Spec;
use reqwest::{Method, header::HeaderMap, redirect::Policy};
use serde_json::Value;
use tokio::sync::Semaphore;

use crate::{
    audit::{Outcome, Stop},
    exchange::{Credential, Exchange, without_tokens},
    observe::{self, Observed},
};

/// As many requests at once at most. Races need a few; a sandbox is not to be flooded.
const AT_ONCE: usize = 8;

/// How often an answer 429 or 503 is waited for.
const TRIES: usize = 4;

/// The way to the backend.
pub struct Client {
    http: reqwest::Client,
    /// Without a slash at the end.
    base: String,
    spec: Spec,
    permits: Semaphore,
    /// A longer `Retry-After` is not waited for.
    patience: Duration,
    observed: Mutex<Observed>,
}

/// A bearer token and how to get one like it.
#[derive(Clone, Debug)]
pub struct Token {
    pub value: String,
    pub credential: Credential,
}

impl Token {
    /// One that no backend has given.
    #[must_use]
    pub fn invented() -> Self {
        let value = "not-a-token-anybody-was-given-000000000000".to_owned();
        Self { credential: Credential::Invented(value.clone()), value }
    }
}

/// A question.
#[derive(Clone, Debug)]
pub struct Question {
    pub method: Method,
    /// Below the base, or a whole URL.
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Option<Vec<u8>>,
    pub token: Option<Token>,
    /// Whether a 429 or 503 is an answer to look at rather than to wait for.
    pub blunt: bool,
}

impl Question {
    #[must_use]
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self { method, path: path.into(), headers: Vec::new(), body: None, token: None, blunt: false }
    }

    #[must_use]
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::GET, path)
    }

    #[must_use]
    pub fn post(path: impl Into<String>, body: &Value) -> Self {
        Self::new(Method::POST, path).json(body)
    }

    #[must_use]
    pub fn json(self, body: &Value) -> Self {
        self.header("Content-Type", "application/json").raw(body.to_string())
    }

    #[must_use]
    pub fn raw(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self
    }

    #[must_use]
    pub fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    #[must_use]
    pub fn key(self, key: &str) -> Self {
        self.header("Idempotency-Key", key)
    }

    #[must_use]
    pub fn token(mut self, token: Option<&Token>) -> Self {
        self.token = token.cloned();
        self
    }

    #[must_use]
    pub fn blunt(mut self) -> Self {
        self.blunt = true;
        self
    }
}

impl Client {
    /// For the API at `base`.
    ///
    /// # Errors
    /// When TLS can't be set up.
    pub fn new(base: &str, spec: Spec, patience: Duration) -> Result<Self, reqwest::Error> {
        // A second installation in the same process fails and changes nothing.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .timeout(Duration::from_secs(30))
            // A redirect would take the token to another place, and the contract knows none.
            .redirect(Policy::none())
            .user_agent(concat!("aftercare-conformance/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self {
            http,
            base: base.trim_end_matches('/').to_owned(),
            spec,
            permits: Semaphore::new(AT_ONCE),
            patience,
            observed: Mutex::default(),
        })
    }

    pub fn base(&self) -> &str {
        &self.base
    }

    pub fn spec(&self) -> &Spec {
        &self.spec
    }

    /// What the answers so far have shown by themselves.
    pub fn observed(&self) -> std::sync::MutexGuard<'_, Observed> {
        self.observed.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// Asks, and waits out a 429 or 503 that says for how long.
    ///
    /// # Errors
    /// [`Stop::Unreachable`] when there is no answer, [`Stop::Skipped`] when the backend wants more patience than there
    /// is.
    pub async fn ask(&self, question: Question) -> Outcome<Reply> {
        for _ in 1..TRIES {
            let reply = self.once(&question).await?;
            if question.blunt || !matches!(reply.status, 429 | 503) {
                return Ok(reply);
            }
            let wait = reply.header("Retry-After").and_then(|text| text.parse().ok()).map(Duration::from_secs);
            match wait {
                Some(wait) if wait <= self.patience => tokio::time::sleep(wait).await,
                Some(wait) => {
                    let label = reply.exchange.label();
                    return Err(Stop::skipped(format!("{label}: the backend asks for {} seconds", wait.as_secs())));
                }
                None => return Ok(reply),
            }
        }
        self.once(&question).await
    }

    async fn once(&self, question: &Question) -> Outcome<Reply> {
        let elsewhere = question.path.contains("://");
        let url = if elsewhere { question.path.clone() } else { format!("{}{}", self.base, question.path) };
        let mut request = self.http.request(question.method.clone(), &url);
        let mut headers = question.headers.clone();
        if !elsewhere && !headers.iter().any(|(name, _)| name == "Accept-Language") {
            headers.push(("Accept-Language".into(), "en".into()));
        }
        for (name, value) in &headers {
            request = request.header(name, value);
        }
        if let Some(token) = &question.token {
            request = request.bearer_auth(&token.value);
        }
        if let Some(body) = &question.body {
            request = request.body(body.clone());
        }
        let _permit = self.permits.acquire().await.map_err(|_| Stop::Unreachable("stopped".into()))?;
        let started = Instant::now();
        let unreachable =
            |error: reqwest::Error| Stop::Unreachable(format!("{} {url}: {}", question.method, chain(&error)));
        let mut response = request.send().await.map_err(unreachable)?;
        let (status, sent) = (response.status().as_u16(), response.headers().clone());
        let stream = header(&sent, "content-type").is_some_and(|kind| kind.starts_with("text/event-stream"));
        let bytes = if stream {
            // A stream has no end: its first words are enough.
            let first = tokio::time::timeout(Duration::from_secs(5), response.chunk()).await;
            first.ok().transpose().map_err(unreachable)?.flatten().unwrap_or_default().to_vec()
        } else {
            response.bytes().await.map_err(unreachable)?.to_vec()
        };
        let millis = started.elapsed().as_millis();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let body = serde_json::from_str(&text)
            .unwrap_or_else(|_| if text.is_empty() { Value::Null } else { Value::String(text.clone()) });
        let exchange = Exchange {
            method: question.method.to_string(),
            url,
            path: question.path.clone(),
            headers,
            body: question.body.as_ref().map(|body| String::from_utf8_lossy(body).into_owned()),
            token: question.token.as_ref().map(|token| token.credential.clone()),
            status,
            response_headers: sent
                .iter()
                .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
                .collect(),
            response: without_tokens(&body, &text),
            millis,
        };
        if !elsewhere {
            observe::look(&self.spec, &exchange, &body, &mut self.observed());
        }
        Ok(Reply { status, body, exchange })
    }
}

fn header<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name)?.to_str().ok()
}

/// An error with what it came from.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text.push_str(&format!(": {inner}"));
        source = inner.source();
    }
    text
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    /// `Null` without one, a string when it is not JSON.
    pub body: Value,
    pub exchange: Exchange,
}

impl Reply {
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.exchange.header(name)
    }

    /// The machine code of a problem; empty when there is none.
    #[must_use]
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// A text of the body; empty when it is not there.
    #[must_use]
    pub fn text(&self, pointer: &str) -> &str {
        self.body.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
    }

    /// The elements of an array of the body.
    pub fn list(&self, pointer: &str) -> impl Iterator<Item = &Value> {
        self.body.pointer(pointer).and_then(Value::as_array).into_iter().flatten()
    }

    /// The audit ends here, and this answer shows why.
    pub fn broken(&self, message: impl Into<String>) -> Stop {
        Stop::Broken { message: message.into(), exchanges: vec![self.exchange.clone()] }
    }

    /// The audit ends here, and these two answers show why.
    pub fn broken_beside(&self, other: &Self, message: impl Into<String>) -> Stop {
        Stop::Broken { message: message.into(), exchanges: vec![other.exchange.clone(), self.exchange.clone()] }
    }

    /// Goes on if `holds`.
    ///
    /// # Errors
    /// [`Stop::Broken`] with this answer.
    pub fn ensure(&self, holds: bool, message: impl Into<String>) -> Outcome {
        if holds { Ok(()) } else { Err(self.broken(message)) }
    }

    /// Goes on with this status only.
    ///
    /// # Errors
    /// [`Stop::Broken`] with this answer.
    pub fn must(self, status: u16) -> Outcome<Self> {
        self.ensure(self.status == status, format!("{status} is due here, {} came", said(&self)))?;
        Ok(self)
    }

    /// Goes on if it was refused with this status and one of these codes; any code will do when there are none.
    ///
    /// # Errors
    /// [`Stop::Broken`] with this answer.
    pub fn must_refuse(&self, status: u16, codes: &[&str]) -> Outcome {
        let fits = self.status == status && (codes.is_empty() || codes.contains(&self.code()));
        let due = if codes.is_empty() { status.to_string() } else { format!("{status} `{}`", codes.join("` or `")) };
        self.ensure(fits, format!("{due} is due here, {} came", said(self)))
    }
}

/// Status and code in words.
fn said(reply: &Reply) -> String {
    if reply.code().is_empty() { reply.status.to_string() } else { format!("{} `{}`", reply.status, reply.code()) }
}
