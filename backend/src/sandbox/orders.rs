//! Customers who have bought more than the sample tells of: `POST /sandbox/v1/orders`.
//!
//! | body, with what it is unless told | |
//! |---|---|
//! | `customer_id` | in the sample shop `cus_ada` and so on |
//! | `count` 1 | so many orders, up to 5,000, a day apart, the newest four days ago |
//! | `parcels` 1 | so many to the newest order, up to 100, on their way, arrived and in trouble |
//!
//! Answers `{numbers}`, the orders' numbers, newest first.

use axum::{Json, Router, extract::State, routing::post};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    app::App,
    problem::{Answer, Fault, Refusal},
    request::{JsonBody, read},
    sample,
};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route(&format!("{}/orders", super::BASE), post(buy))
}

#[derive(Deserialize)]
struct Wanted {
    customer_id: String,
    #[serde(default = "one")]
    count: usize,
    #[serde(default = "one")]
    parcels: usize,
}

fn one() -> usize {
    1
}

async fn buy(State(app): State<App>, JsonBody(body): JsonBody) -> Answer<Json<Value>> {
    let wanted: Wanted = read(&body)?;
    for (given, most, pointer) in [(wanted.count, 5_000, "/count"), (wanted.parcels, 100, "/parcels")] {
        if !(1..=most).contains(&given) {
            return Err(Refusal::Invalid(vec![Fault::at(pointer, "out_of_range")]));
        }
    }
    let mut writing = app.store.write().await?;
    let past = sample::Past { customer_id: &wanted.customer_id, orders: wanted.count, parcels: wanted.parcels };
    let numbers = sample::seed_past(&mut writing, &app.shop, &past, app.clock.now()).await?;
    writing.commit().await?;
    Ok(Json(json!({ "numbers": numbers })))
}
