//! Prepares a database to measure on.
//!
//! ```text
//! cargo run --profile server -p aftercare-backend --example crowd -- crowd.sqlite 5000 > crowd.jsonl
//! ```
//!
//! empties the database (a path or URL, as for `--database`), makes that many customers with an order of three lines
//! each, opens a session for everybody, and writes a line for each line of an order:
//!
//! ```json
//! {"order_number": "1000000", "email": "shopper0@example.com", "token": "…", "order_id": "ord_…", "line_item_id": "lin_…"}
//! ```
//!
//! First everybody's first line, then everybody's second: a load that goes through the file in order does not return
//! two lines of one order at once. Each can be looked up any number of times, and returned in one tap once. The
//! sessions end after an hour. Start the backend on the same database, without `--fresh` and `--sample`.

use std::{io::Write as _, sync::Arc};

use aftercare_backend::{
    app::Limits,
    clock::Clock,
    config::Config,
    routes::BASE,
    sample::{self, crowd},
    server::Server,
    shop::Shop,
    store::{Location, Store},
};
use reqwest::Client;
use serde_json::{Value, json};
use tokio::task::JoinSet;

type Outcome<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// How many sessions are opened at once.
const AT_ONCE: usize = 32;

#[tokio::main]
async fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let (Some(database), Some(customers)) = (arguments.next(), arguments.next()) else {
        return Err("crowd <database> <customers>".into());
    };
    let customers: usize = customers.parse()?;
    seed(&database, customers).await?;

    let server = Server::bind(Config::new(&database), Clock::default(), Limits::default()).await?;
    let base = Arc::new(format!("http://{}{BASE}", server.address()));
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let running = tokio::spawn(server.run(async { stopped.await.unwrap_or_default() }));
    let mut people = enter_all(base, customers).await?;
    people.sort_by_key(|(place, ..)| *place);

    let mut out = std::io::stdout().lock();
    let lines = people.first().and_then(|(.., order)| order["lines"].as_array()).map_or(0, Vec::len);
    for line in 0..lines {
        for (place, token, order) in &people {
            let known = json!({
                "order_number": crowd::order_number(*place),
                "email": crowd::email(*place),
                "token": token,
                "order_id": order["id"],
                "line_item_id": order["lines"][line]["id"],
            });
            writeln!(out, "{known}")?;
        }
    }
    let _ = stop.send(());
    running.await?;
    Ok(())
}

async fn seed(database: &str, customers: usize) -> Outcome<()> {
    let location = Location::parse(database);
    location.clear().await?;
    let store = Store::open(&location).await?;
    let mut writing = store.write().await?;
    let shop = Shop::load()?;
    let now = Clock::default().now();
    sample::seed_crowd(&mut writing, &shop, customers, now).await.map_err(|refusal| format!("{refusal:?}"))?;
    writing.commit().await?;
    store.close().await;
    Ok(())
}

/// Everybody's token and order.
async fn enter_all(base: Arc<String>, customers: usize) -> Outcome<Vec<(usize, String, Value)>> {
    let client = Client::new();
    let mut entering = JoinSet::new();
    let mut people = Vec::with_capacity(customers);
    for place in 0..customers {
        if entering.len() == AT_ONCE {
            people.extend(entering.join_next().await.transpose()?.transpose()?);
        }
        entering.spawn(enter(client.clone(), base.clone(), place));
    }
    while let Some(entered) = entering.join_next().await {
        people.push(entered??);
    }
    Ok(people)
}

async fn enter(client: Client, base: Arc<String>, place: usize) -> Outcome<(usize, String, Value)> {
    let proof = json!({ "email": crowd::email(place) });
    let body = json!({ "order_lookup": { "order_number": crowd::order_number(place), "proof": proof } });
    let session = client.post(format!("{base}/sessions")).json(&body).send().await?.error_for_status()?;
    let session: Value = session.json().await?;
    let token = session["access_token"].as_str().ok_or("no token")?.to_owned();
    let get = async |path: String| -> Outcome<Value> {
        let answer = client.get(format!("{base}{path}")).bearer_auth(&token).send().await?;
        Ok(answer.error_for_status()?.json().await?)
    };
    let orders = get("/orders".into()).await?;
    let id = orders["data"][0]["id"].as_str().ok_or("no order")?;
    let order = get(format!("/orders/{id}")).await?;
    Ok((place, token, order))
}
