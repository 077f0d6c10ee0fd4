//! A running backend and the shoppers who ask it.

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use aftercare_backend::{
    app::Limits,
    clock::{Clock, Millis},
    config::Config,
    routes::BASE,
    server::Server,
};
use aftercare_contract::spec::Spec;
use reqwest::{Client, Method, header::HeaderMap};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{sync::oneshot, task::JoinHandle};

use crate::database::Database;

/// The contract's document.
pub fn spec() -> &'static Spec {
    static SPEC: OnceLock<Spec> = OnceLock::new();
    SPEC.get_or_init(|| Spec::load().expect("the contract's document"))
}

/// Wednesday, 2026-11-18T14:00:00+08:00, the shop's time.
pub const TODAY: Millis = 1_794_981_600_000;

/// The clock of a test's shop: the sample counts its days back from now, so that what is under way would depend on the
/// hour of the run.
pub fn clock() -> Clock {
    Clock::set_to(TODAY)
}

/// A backend with the sample shop.
pub struct Backend {
    pub origin: String,
    pub clock: Clock,
    pub config: Config,
    limits: Limits,
    database: Arc<Database>,
    /// Where shoppers' files go unless the test says otherwise.
    files: Arc<TempDir>,
    stop: oneshot::Sender<()>,
    running: JoinHandle<()>,
}

impl Backend {
    /// A backend as it comes.
    pub async fn start() -> Self {
        Self::start_with(|_, _| {}).await
    }

    /// A backend configured otherwise.
    pub async fn start_with(change: impl FnOnce(&mut Config, &mut Limits)) -> Self {
        Self::start_on(Database::with_sample(), change).await
    }

    /// A backend on a certain database.
    pub async fn start_on(database: Database, change: impl FnOnce(&mut Config, &mut Limits)) -> Self {
        let mut config = Config::new(database.url());
        config.sample = true;
        let files = Arc::new(tempfile::tempdir().unwrap());
        config.uploads = files.path().to_str().map(str::to_owned);
        let mut limits = Limits::default();
        change(&mut config, &mut limits);
        Self::run(Arc::new(database), files, config, limits, clock()).await
    }

    async fn run(database: Arc<Database>, files: Arc<TempDir>, config: Config, limits: Limits, clock: Clock) -> Self {
        let server = Server::bind(config.clone(), clock.clone(), limits).await.unwrap();
        let origin = format!("http://{}", server.address());
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(async move {
            let stopped = async { stopped.await.unwrap_or_default() };
            server.run(stopped).await;
        });
        Self { origin, clock, config, limits, database, files, stop, running }
    }

    /// Stops and starts again on the same database.
    pub async fn restart(self) -> Self {
        self.stop.send(()).unwrap();
        self.running.await.unwrap();
        Self::run(self.database, self.files, self.config, self.limits, self.clock).await
    }

    /// Another instance beside this one, on the same database and known by the same address.
    pub async fn twin(&self) -> Self {
        let config = Config { public_url: Some(self.origin.clone()), ..self.config.clone() };
        Self::run(self.database.clone(), self.files.clone(), config, self.limits, self.clock.clone()).await
    }

    /// Somebody without a token.
    pub fn guest(&self) -> Shopper {
        Shopper::at(&self.origin)
    }

    /// A shopper who got in with an order number and an e-mail address.
    pub async fn enter(&self, number: &str, email: &str) -> Shopper {
        self.guest().enter(number, json!({ "email": email })).await
    }
}

/// Somebody who asks.
#[derive(Clone)]
pub struct Shopper {
    client: Client,
    base: String,
    pub token: Option<String>,
    pub language: String,
}

/// An answer, checked against the contract.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Value,
}

impl Reply {
    /// A header's text; empty when it is not there.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The machine code of a problem.
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }

    /// The status with the machine code, to compare both at once.
    pub fn refusal(&self) -> (u16, &str) {
        (self.status, self.code())
    }

    /// The body of an answer that must have this status.
    pub fn must(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.body);
        self.body
    }

    pub fn etag(&self) -> String {
        self.header("etag").to_owned()
    }
}

impl Shopper {
    /// Somebody without a token who asks the backend at `origin`.
    pub fn at(origin: &str) -> Self {
        // As the backend does; a backend in another process has not done it here.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // One for all, as it takes a moment to read the machine's certificates; but a connection for every request, as
        // stopping never waits for a test.
        static CLIENT: OnceLock<Client> = OnceLock::new();
        let client = CLIENT.get_or_init(|| {
            Client::builder().pool_max_idle_per_host(0).timeout(Duration::from_secs(30)).build().unwrap()
        });
        Self { client: client.clone(), base: format!("{origin}{BASE}"), token: None, language: "en".into() }
    }

    /// Sends a request and checks the answer against the document.
    pub async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<String>) -> Reply {
        let mut request = self.client.request(method.clone(), format!("{}{path}", self.base));
        request = request.header("accept-language", &self.language);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            if !headers.iter().any(|(name, _)| *name == "content-type") {
                request = request.header("content-type", "application/json");
            }
            request = request.body(body);
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let text = response.text().await.unwrap();
        let body = if text.is_empty() { Value::Null } else { serde_json::from_str(&text).unwrap() };
        let reply = Reply { status, headers, body };
        self.check(method.as_str(), path, &reply);
        reply
    }

    fn check(&self, method: &str, path: &str, reply: &Reply) {
        let checked = spec().check_response(method, path, reply.status, reply.header("content-type"), &reply.body);
        assert_eq!(checked, Ok(()), "{method} {path}: {}", reply.body);
        let known = reply.status < 400 || spec().codes().contains(reply.code());
        assert!(known, "{method} {path}: the document does not list {}", reply.body);
        // A path or method outside the document has no headers described.
        if !matches!(reply.status, 404 | 405) {
            let headers: Vec<_> =
                reply.headers.iter().map(|(name, value)| (name.as_str(), value.to_str().unwrap())).collect();
            assert_eq!(spec().check_response_headers(method, path, reply.status, &headers), Ok(()));
        }
        assert!(reply.header("request-id").starts_with("req_"), "{method} {path} has no request id");
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, &[], None).await
    }

    pub async fn post(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Reply {
        self.send(Method::POST, path, headers, Some(body.to_string())).await
    }

    /// Tries to open a session.
    pub async fn look_up(&self, number: &str, proof: Value) -> Reply {
        let body = json!({ "order_lookup": { "order_number": number, "proof": proof } });
        self.post("/sessions", &[], &body).await
    }

    /// Opens a session, which extends the one there is.
    pub async fn enter(&self, number: &str, proof: Value) -> Self {
        let session = self.look_up(number, proof).await.must(200);
        Self { token: Some(session["access_token"].as_str().unwrap().to_owned()), ..self.clone() }
    }

    /// The same shopper with this token.
    pub fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// The same shopper in another language, by its `Accept-Language`.
    pub fn speaking(&self, language: &str) -> Self {
        Self { language: language.to_owned(), ..self.clone() }
    }

    /// The order with this number.
    pub async fn order(&self, number: &str) -> Value {
        let orders = self.get("/orders?limit=100").await.must(200);
        let order = orders["data"].as_array().unwrap().iter().find(|order| order["number"] == number);
        let id = order.unwrap_or_else(|| panic!("{number} is not among {orders}"))["id"].as_str().unwrap().to_owned();
        self.get(&format!("/orders/{id}")).await.must(200)
    }

    /// The return option of each line.
    pub async fn options(&self, order: &Value) -> Vec<Value> {
        let eligibility = self.get(&format!("/orders/{}/eligibility", text(order, "id"))).await.must(200);
        let lines = eligibility["lines"].as_array().unwrap().iter();
        lines.map(|line| line["options"][0].clone()).collect()
    }

    /// Opens a case with a key.
    pub async fn open(&self, key: &str, body: &Value) -> Reply {
        self.post("/cases", &[("idempotency-key", key)], body).await
    }

    /// Does something with a case.
    pub async fn act(&self, case: &Value, action: &str, headers: &[(&str, &str)]) -> Reply {
        let path = format!("/cases/{}/actions/{action}", text(case, "id"));
        self.send(Method::POST, &path, headers, None).await
    }
}

/// A text member.
pub fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_else(|| panic!("no {member} in {value}"))
}

/// The body that returns a line in one tap.
pub fn one_click(order: &Value, line: usize, quantity: u32) -> Value {
    json!({
        "type": "return",
        "order_id": order["id"],
        "one_click": true,
        "items": [{ "line_item_id": order["lines"][line]["id"], "quantity": quantity }],
    })
}

/// The body that quotes for a line.
pub fn quote_for(order: &Value, line: usize, quantity: u32, reason: Option<&str>) -> Value {
    let mut item = json!({ "line_item_id": order["lines"][line]["id"], "quantity": quantity });
    if let Some(reason) = reason {
        item["reason_code"] = reason.into();
    }
    json!({ "type": "return", "order_id": order["id"], "items": [item] })
}

/// The body that opens the case a quote was made for.
pub fn quoted(request: &Value, quote: &Value) -> Value {
    let mut body = request.clone();
    body["quote_id"] = quote["quote_id"].clone();
    body
}

/// A key no other case has.
pub fn key(number: usize) -> String {
    format!("test-key-{number:012}")
}
