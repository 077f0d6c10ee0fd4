//! Shoppers who tap, and remember every case that was acknowledged.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use aftercare_backend::{routes::BASE, sample::crowd};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use tokio::{sync::Semaphore, task::JoinSet};

use crate::program::Program;

/// How many shoppers tap at once.
pub const HANDS: usize = 8;

/// A line of an order, and what its shopper has done with it.
#[derive(Clone)]
struct Line {
    token: String,
    order_id: String,
    id: String,
    /// Returns taken back so far.
    taps: usize,
    /// The open return.
    open: Option<String>,
    /// On its way to the shop: nothing is left to tap.
    sent: bool,
}

/// What a case was when it was last acknowledged, and the token that sees it.
pub type Acknowledged = (String, Value);

/// Somebody's lines, and every case that was acknowledged, by its id.
#[derive(Default)]
pub struct Hand {
    lines: Vec<Line>,
    pub known: BTreeMap<String, Acknowledged>,
    /// Those of this round.
    pub fresh: BTreeSet<String>,
    /// The case about which nothing came back: it may have changed or not.
    unanswered: Option<String>,
}

/// Opens everybody's session and deals the lines out.
pub async fn enter(program: &Program, customers: usize) -> Vec<Hand> {
    // As the backend does, which runs in another process.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::new();
    let base = format!("http://{}{BASE}", program.address);
    let mut hands: Vec<Hand> = (0..HANDS).map(|_| Hand::default()).collect();
    for place in 0..customers {
        let proof = json!({ "email": crowd::email(place) });
        let body = json!({ "order_lookup": { "order_number": crowd::order_number(place), "proof": proof } });
        let (_, session) = answer(client.post(format!("{base}/sessions")).json(&body)).await.unwrap();
        let token = session["access_token"].as_str().unwrap();
        let get = |path: String| answer(client.get(format!("{base}{path}")).bearer_auth(token));
        let (_, orders) = get("/orders".into()).await.unwrap();
        let order_id = orders["data"][0]["id"].as_str().unwrap();
        let (_, order) = get(format!("/orders/{order_id}")).await.unwrap();
        hands[place % HANDS].lines.extend(order["lines"].as_array().unwrap().iter().map(|line| Line {
            token: token.to_owned(),
            order_id: order_id.to_owned(),
            id: line["id"].as_str().unwrap().to_owned(),
            taps: 0,
            open: None,
            sent: false,
        }));
    }
    hands
}

/// Lets everybody tap, and kills the program when so many were answered.
pub async fn tap(program: Program, hands: Vec<Hand>, answers: u32) -> Vec<Hand> {
    let answered = Arc::new(Semaphore::new(0));
    let mut tapping = JoinSet::new();
    for mut hand in hands {
        let (address, answered) = (program.address.clone(), answered.clone());
        tapping.spawn(async move {
            let client = Client::new();
            while hand.tap_once(&client, &address).await.is_ok() {
                answered.add_permits(1);
            }
            hand
        });
    }
    answered.acquire_many(answers).await.unwrap().forget();
    program.kill();
    tapping.join_all().await
}

impl Hand {
    /// Opens or takes back a return, with the key this step had before if it was not answered then.
    ///
    /// # Errors
    /// When there is no answer.
    pub async fn tap_once(&mut self, client: &Client, address: &str) -> reqwest::Result<()> {
        let base = format!("http://{address}{BASE}");
        // The line with the fewest taps: everybody's turn comes.
        let line = self.lines.iter_mut().filter(|line| !line.sent).min_by_key(|line| (line.open.is_none(), line.taps));
        let line = line.unwrap();
        self.unanswered.clone_from(&line.open);
        let Some(case) = &line.open else {
            let body = json!({
                "type": "return", "order_id": line.order_id, "one_click": true,
                "items": [{ "line_item_id": line.id, "quantity": 1 }],
            });
            let key = format!("open-{}-{:016}", line.id, line.taps);
            let request = client.post(format!("{base}/cases")).header("idempotency-key", key).json(&body);
            let (status, case) = answer(request.bearer_auth(&line.token)).await?;
            assert_eq!(status, 201, "{case}");
            let id = case["id"].as_str().unwrap().to_owned();
            self.fresh.insert(id.clone());
            let earlier = self.known.insert(id.clone(), (line.token.clone(), case));
            assert!(earlier.is_none(), "{id} was opened twice");
            line.open = Some(id);
            self.unanswered = None;
            return Ok(());
        };
        // One in eight is really sent.
        let action = if line.taps % 8 == 7 { "confirm_shipped" } else { "cancel" };
        let key = format!("{action}-{}-{:016}", line.id, line.taps);
        let request = client.post(format!("{base}/cases/{case}/actions/{action}")).header("idempotency-key", key);
        let (status, changed) = answer(request.header("if-match", "*").bearer_auth(&line.token)).await?;
        assert_eq!(status, 200, "{changed}");
        self.fresh.insert(case.clone());
        self.known.insert(case.clone(), (line.token.clone(), changed));
        line.sent = action == "confirm_shipped";
        line.open = None;
        line.taps += 1;
        self.unanswered = None;
        Ok(())
    }

    /// The cases of this round that must be as they were acknowledged.
    pub fn settled(&self) -> impl Iterator<Item = &String> {
        self.fresh.iter().filter(|id| self.unanswered.as_ref() != Some(*id))
    }

    /// One of them that is open.
    pub fn open(&self) -> Option<&String> {
        self.settled().find(|id| self.lines.iter().any(|line| line.open.as_ref() == Some(*id)))
    }

    /// Which of these cases are not there as they were acknowledged.
    pub async fn lost(&self, address: &str, cases: impl Iterator<Item = &String>) -> Vec<String> {
        let client = Client::new();
        let mut lost = Vec::new();
        for id in cases {
            let (token, acknowledged) = &self.known[id];
            let request = client.get(format!("http://{address}{BASE}/cases/{id}")).bearer_auth(token);
            let now = answer(request).await.unwrap();
            if now != (200, acknowledged.clone()) {
                lost.push(format!("{id} was acknowledged as {acknowledged} and is {now:?}"));
            }
        }
        lost
    }
}

/// The answer. A backend that is busy has done nothing, and is asked again.
async fn answer(request: RequestBuilder) -> reqwest::Result<(u16, Value)> {
    loop {
        let response = request.try_clone().expect("a body that can be sent twice").send().await?;
        let status = response.status().as_u16();
        if status != 503 {
            return Ok((status, response.json().await?));
        }
    }
}
