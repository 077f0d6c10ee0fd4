//! The fault proxy: what can go wrong between a phone and a shop, on demand.
//!
//! It stands before the real backend and passes everything on. A story adds rules for the requests it wants to
//! disturb; a rule holds for a number of requests or until it is lifted. Every connection serves one request, so a
//! browser never repeats one on its own because a kept-alive connection was found dead: what the proxy counts is
//! what the widget sent.

mod fault;
mod forward;
mod streams;

use std::{
    convert::Infallible,
    fmt, io,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use anyhow::Result;
use hyper::{Method, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpListener, task::JoinHandle};

pub use fault::{Fault, Gate, Rewrite};
use streams::Streams;

use crate::port;

/// The path under which the backend serves the contract.
pub const API_BASE: &str = "/api/v1";

/// A request as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub method: Method,
    /// Below [`API_BASE`] where it is below it, without the query.
    pub path: String,
    pub query: String,
    /// What `Authorization` bears.
    pub token: Option<String>,
    pub idempotency_key: Option<String>,
}

impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}

struct Rule {
    pattern: &'static str,
    fault: Fault,
    /// How many more requests it takes; `None` until lifted.
    left: Option<u32>,
}

/// What the proxy's connections share.
struct Shared {
    client: reqwest::Client,
    /// Where the backend is now; it may come back on another port.
    upstream: Mutex<String>,
    rules: Mutex<Vec<Rule>>,
    seen: Mutex<Vec<Seen>>,
    streams: Streams,
}

/// The proxy; it ends when dropped.
pub struct FaultProxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    server: JoinHandle<Infallible>,
}

impl FaultProxy {
    /// Listens on a free port of the loopback interface. Until [`FaultProxy::lead_to`] it is as if down.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start() -> Result<Self> {
        let (listener, address) = port::listen().await?;
        let shared = Arc::new(Shared {
            client: crate::http::client(),
            upstream: Mutex::new(String::new()),
            rules: Mutex::new(Vec::new()),
            seen: Mutex::new(Vec::new()),
            streams: Streams::default(),
        });
        let server = tokio::spawn(serve(listener, Arc::clone(&shared)));
        Ok(Self { address, shared, server })
    }

    /// The origin the widget believes to be the shop's.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The contract's base URL, for `data-api`.
    #[must_use]
    pub fn api(&self) -> String {
        format!("{}{API_BASE}", self.origin())
    }

    /// Passes requests on to this origin from now on.
    pub fn lead_to(&self, upstream: &str) {
        *lock(&self.shared.upstream) = upstream.to_owned();
    }

    /// `fault` for every request that matches, until [`FaultProxy::lift`].
    ///
    /// A pattern is a method and a path below [`API_BASE`], for example `POST /cases`. A path segment `*` matches any
    /// one, and the pattern `*` every request. The latest matching rule counts.
    pub fn always(&self, pattern: &'static str, fault: Fault) {
        lock(&self.shared.rules).push(Rule { pattern, fault, left: None });
    }

    /// `fault` for the next matching request only.
    pub fn once(&self, pattern: &'static str, fault: Fault) {
        lock(&self.shared.rules).push(Rule { pattern, fault, left: Some(1) });
    }

    /// Ends all faults.
    pub fn lift(&self) {
        lock(&self.shared.rules).clear();
    }

    /// How many streams of events are passing now: begun by the backend, ended by nobody.
    #[must_use]
    pub fn streams(&self) -> usize {
        self.shared.streams.passing()
    }

    /// Cuts every stream that is passing, as a network that goes away; the next one passes again.
    pub fn cut_streams(&self) {
        self.shared.streams.cut();
    }

    /// How many matching requests have arrived, disturbed or not. Preflights don't count.
    #[must_use]
    pub fn count(&self, pattern: &str) -> usize {
        self.seen().iter().filter(|seen| matches(pattern, &seen.method, &seen.path)).count()
    }

    /// Every request so far, oldest first.
    #[must_use]
    pub fn seen(&self) -> Vec<Seen> {
        lock(&self.shared.seen).clone()
    }
}

impl Drop for FaultProxy {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Shared {
    /// Writes the request down and takes the fault that is due to it, if any.
    fn fault_for(&self, seen: Seen) -> Option<Fault> {
        let mut rules = lock(&self.rules);
        let found = rules
            .iter()
            .rposition(|rule| rule.left != Some(0) && matches(rule.pattern, &seen.method, &seen.path))
            .and_then(|position| rules.get_mut(position));
        let fault = found.map(|rule| {
            rule.left = rule.left.map(|left| left - 1);
            rule.fault.clone()
        });
        lock(&self.seen).push(seen);
        fault
    }

    /// Whether the shop can't be reached at all, preflights included.
    fn is_down(&self) -> bool {
        lock(&self.rules)
            .iter()
            .rev()
            .find(|rule| rule.pattern == "*" && rule.left != Some(0))
            .is_some_and(|rule| matches!(rule.fault, Fault::Down))
    }
}

async fn serve(listener: TcpListener, shared: Arc<Shared>) -> Infallible {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        let shared = Arc::clone(&shared);
        tokio::spawn(async move {
            let service = service_fn(move |request| {
                let shared = Arc::clone(&shared);
                // An error makes hyper close the connection without an answer, which is what a fault wants.
                async move { forward::answer(&shared, request).await.map_err(io::Error::other) }
            });
            let _ = http1::Builder::new().keep_alive(false).serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

fn matches(pattern: &str, method: &Method, path: &str) -> bool {
    if pattern == "*" {
        return true;
    }
    let Some((wanted, segments)) = pattern.split_once(' ') else {
        return false;
    };
    let mut segments = segments.split('/');
    let mut path = path.split('/');
    wanted == method.as_str()
        && loop {
            match (segments.next(), path.next()) {
                (None, None) => break true,
                (Some("*"), Some(_)) => {}
                (Some(one), Some(other)) if one == other => {}
                _ => break false,
            }
        }
}

/// A lock that a panicking story can't poison for the proxy.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
