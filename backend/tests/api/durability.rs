//! `kill -9`, again and again, while shoppers tap.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use aftercare_backend::{
    clock::Clock,
    routes::BASE,
    sample::{self, crowd},
    shop::Shop,
    store::{Connection, Location, Store},
};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use tokio::{sync::Semaphore, task::JoinSet};

use crate::{database::Database, program::Program};

/// How often the program is killed.
const KILLS: u32 = 50;

/// How many shoppers tap at once.
const HANDS: usize = 8;

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
type Acknowledged = (String, Value);

/// Somebody's lines, and every case that was acknowledged, by its id.
#[derive(Default)]
struct Hand {
    lines: Vec<Line>,
    known: BTreeMap<String, Acknowledged>,
    /// Those of this round.
    fresh: BTreeSet<String>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_kills_lose_no_acknowledged_case_and_leave_no_half_one() {
    let database = Database::new();
    let location = Location::parse(&database.url());
    seed(&location, 13 * HANDS).await;
    let url = database.url();
    let arguments = ["--database", &url, "--public-url", "https://shop.example"];
    let mut program = Program::work(&arguments);
    let mut hands = enter(&program, 13 * HANDS).await;
    for round in 0..KILLS {
        hands = tap(program, hands, 1 + round * 7 % 24).await;
        let opened = whole(&location).await;
        program = Program::work(&arguments);
        for hand in &mut hands {
            // Who was not answered asks again, with the same key.
            hand.tap_once(&Client::new(), &program.address).await.unwrap();
            let fresh = std::mem::take(&mut hand.fresh);
            hand.nothing_is_lost(&program.address, fresh.iter()).await;
        }
        let known: usize = hands.iter().map(|hand| hand.known.len()).sum();
        assert!(opened <= known, "round {round}: {opened} cases are there, {known} were asked for");
    }
    for hand in &hands {
        hand.nothing_is_lost(&program.address, hand.known.keys()).await;
    }
    program.kill();
    let known: usize = hands.iter().map(|hand| hand.known.len()).sum();
    assert_eq!(whole(&location).await, known);
    assert!(known > KILLS as usize, "{known} cases are too few to prove anything");
}

async fn seed(location: &Location, customers: usize) {
    let store = Store::open(location).await.unwrap();
    let mut writing = store.write().await.unwrap();
    sample::seed_crowd(&mut writing, &Shop::load().unwrap(), customers, Clock::default().now()).await.unwrap();
    writing.commit().await.unwrap();
    store.close().await;
}

/// Opens everybody's session and deals the lines out.
async fn enter(program: &Program, customers: usize) -> Vec<Hand> {
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
async fn tap(program: Program, hands: Vec<Hand>, answers: u32) -> Vec<Hand> {
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
    async fn tap_once(&mut self, client: &Client, address: &str) -> reqwest::Result<()> {
        let base = format!("http://{address}{BASE}");
        // The line with the fewest taps: everybody's turn comes.
        let line = self.lines.iter_mut().filter(|line| !line.sent).min_by_key(|line| (line.open.is_none(), line.taps));
        let line = line.unwrap();
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
        Ok(())
    }

    /// These cases are there as they were acknowledged.
    async fn nothing_is_lost(&self, address: &str, cases: impl Iterator<Item = &String>) {
        let client = Client::new();
        for id in cases {
            let (token, acknowledged) = &self.known[id];
            let request = client.get(format!("http://{address}{BASE}/cases/{id}")).bearer_auth(token);
            assert_eq!(answer(request).await.unwrap(), (200, acknowledged.clone()));
        }
    }
}

async fn answer(request: RequestBuilder) -> reqwest::Result<(u16, Value)> {
    let response = request.send().await?;
    Ok((response.status().as_u16(), response.json().await?))
}

/// Looks at the tables, with no program running: whatever is there is there with all its parts. Returns how many cases
/// there are.
async fn whole(location: &Location) -> usize {
    let store = Store::open(location).await.unwrap();
    let mut reading = store.read().await.unwrap();
    for (problem, rows) in [
        ("cases without items", "cases WHERE id NOT IN (SELECT case_id FROM case_items)"),
        (
            "cases without a beginning",
            "cases WHERE id NOT IN (SELECT case_id FROM timeline WHERE code = 'case_opened')",
        ),
        ("changes without an event", "cases WHERE version <> (SELECT COUNT(*) FROM timeline WHERE case_id = cases.id)"),
        (
            "parcels that nobody announced",
            "cases WHERE phase = 'in_progress' AND id NOT IN (SELECT case_id FROM shipments WHERE case_id IS NOT NULL)",
        ),
        (
            "lines returned twice",
            "lines WHERE ordered < (SELECT SUM(quantity) FROM case_items JOIN cases ON cases.id = case_id \
             WHERE line_id = lines.id AND phase NOT IN ('cancelled', 'rejected', 'expired'))",
        ),
        (
            "answers to nothing",
            "idempotency_keys WHERE status = 201 \
             AND NOT EXISTS (SELECT 1 FROM cases WHERE location LIKE '%' || cases.id)",
        ),
    ] {
        let found = count(&mut reading, rows).await;
        assert_eq!(found, 0, "{problem}");
    }
    let cases = count(&mut reading, "cases").await;
    assert_eq!(cases, count(&mut reading, "idempotency_keys WHERE status = 201").await, "cases without a key");
    drop(reading);
    store.close().await;
    usize::try_from(cases).unwrap()
}

async fn count(connection: &mut Connection, rows: &str) -> i64 {
    let statement = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {rows}"));
    sqlx::query_scalar(statement).fetch_one(connection).await.unwrap()
}
