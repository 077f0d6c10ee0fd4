//! The reference backend with its sample shop, on a database of its own, behind the proxy.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    net::SocketAddr,
    sync::Arc,
};

use aftercare_backend::{
    app::Limits,
    clock::{Clock, Millis},
    config::Config,
    routes::BASE,
    sandbox,
    server::Server,
};
use aftercare_conformance::{fixtures::Fixtures, run::Plan};
use reqwest::Client;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{
    net::TcpListener,
    sync::{Mutex, oneshot},
};

use crate::proxy::{self, Behaviour, Honest};

/// The origin that the sample's fixtures name.
const ORIGIN: &str = "https://shop.example";

/// The order on which the shop makes an offer.
const OFFERED: (&str, &str) = ("10532", "anke.weber@example.com");

/// The order that is somebody's gift.
const GIFT: &str = "10538";

/// A running shop. It stops when dropped.
pub struct Shop {
    /// The API's base, through the proxy.
    pub url: String,
    fixtures: Fixtures,
    _folder: TempDir,
    _stop: oneshot::Sender<()>,
}

impl Shop {
    /// Starts one that answers as `behaviour` makes it.
    pub async fn start(behaviour: Behaviour) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let outside = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
        let public = format!("http://{}", outside.local_addr().unwrap());
        let database = folder.path().join("shop.sqlite");
        std::fs::write(&database, filled().await).unwrap();
        let mut config = Config::new(database.to_str().unwrap());
        config.sandbox = true;
        config.allow_origin = vec![ORIGIN.into()];
        // Links to labels lead through the proxy as well.
        config.public_url = Some(public.clone());
        let server = Server::bind(config, Clock::default(), Limits::default()).await.unwrap();
        let inside = format!("http://{}", server.address());
        let (stop, stopped) = oneshot::channel::<()>();
        tokio::spawn(async move {
            let stopped = async {
                // Dropping the sender is the signal.
                let _ = stopped.await;
            };
            server.run(stopped).await;
        });
        let fixtures = prepare(&inside).await;
        tokio::spawn(proxy::serve(outside, Arc::new(Honest::new(inside)), behaviour));
        Self { url: format!("{public}{BASE}"), fixtures, _folder: folder, _stop: stop }
    }

    /// A plan for it with the sample's fixtures.
    pub fn plan(&self) -> Plan {
        Plan::new(self.url.clone(), self.fixtures.clone())
    }
}

/// The database of the sample shop as a first start leaves it: made once a day and copied for each trial.
async fn filled() -> Arc<[u8]> {
    static FILLED: Mutex<BTreeMap<Millis, Arc<[u8]>>> = Mutex::const_new(BTreeMap::new());
    let calendar = aftercare_backend::shop::Shop::load().unwrap().calendar();
    let mut filled = FILLED.lock().await;
    let missing = match filled.entry(calendar.start_of_day(Clock::default().now(), 0)) {
        Entry::Occupied(filled) => return Arc::clone(filled.get()),
        Entry::Vacant(missing) => missing,
    };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.sqlite");
    let config = Config { sample: true, ..Config::new(file.to_str().unwrap()) };
    let server = Server::bind(config, Clock::default(), Limits::default()).await.unwrap();
    server.run(async {}).await;
    Arc::clone(missing.insert(std::fs::read(file).unwrap().into()))
}

/// Has the shop do what no file can hold: send a link, and make an offer on a complaint.
async fn prepare(origin: &str) -> Fixtures {
    let shop = Sandbox { http: Client::new(), origin: origin.to_owned(), token: None };
    let mut fixtures = Fixtures::parse(include_str!("../../fixtures/sample.json")).unwrap();
    let wish = json!({ "scope": "order", "order_number": "10482" });
    let link = shop.post(&format!("{}/links", sandbox::BASE), &wish).await;
    fixtures.link = link["token"].as_str().map(str::to_owned);
    let wish = json!({ "scope": "gift", "order_number": GIFT });
    let link = shop.post(&format!("{}/links", sandbox::BASE), &wish).await;
    fixtures.gift_link = link["token"].as_str().map(str::to_owned);
    fixtures.clock = Some(format!("{origin}{}/clock", sandbox::BASE));

    let (number, email) = OFFERED;
    let lookup = json!({ "order_lookup": { "order_number": number, "proof": { "email": email } } });
    let session = shop.post(&format!("{BASE}/sessions"), &lookup).await;
    let shopper = Sandbox { token: session["access_token"].as_str().map(str::to_owned), ..shop.clone() };
    let order_id = shopper.get(&format!("{BASE}/orders")).await["data"][0]["id"].clone();
    let reasons = shopper.get(&format!("{BASE}/reasons?type=complaint&order_id={}", order_id.as_str().unwrap())).await;
    let reason = aftercare_conformance::piece::leaves(&reasons["data"])[0]["code"].clone();
    let complaint =
        json!({ "type": "complaint", "order_id": order_id, "reason_code": reason, "text": "The box was wet." });
    let case = shopper.post(&format!("{BASE}/cases"), &complaint).await;
    let offer = json!({ "resolution": "partial_refund", "amount": 500, "message": "We are sorry." });
    shop.post(&format!("{}/cases/{}/offer", sandbox::BASE, case["id"].as_str().unwrap()), &offer).await;
    fixtures
}

/// The way to the backend itself, past the proxy.
#[derive(Clone)]
struct Sandbox {
    http: Client,
    origin: String,
    token: Option<String>,
}

impl Sandbox {
    async fn post(&self, path: &str, body: &Value) -> Value {
        let request = self.http.post(format!("{}{path}", self.origin)).header("content-type", "application/json");
        self.send(request.header("idempotency-key", "prepared-by-the-tests").body(body.to_string())).await
    }

    async fn get(&self, path: &str) -> Value {
        self.send(self.http.get(format!("{}{path}", self.origin))).await
    }

    async fn send(&self, request: reqwest::RequestBuilder) -> Value {
        let request = match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        };
        let response = request.send().await.unwrap();
        let (status, text) = (response.status(), response.text().await.unwrap());
        assert!(status.is_success(), "{status}: {text}");
        serde_json::from_str(&text).unwrap()
    }
}
