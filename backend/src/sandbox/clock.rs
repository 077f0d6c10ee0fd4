//! The time: `POST /sandbox/v1/clock` with `{advance_seconds}` or `{set_to}` (RFC 3339, not before now) → `{now}`; `GET`
//! tells it. What is due by then is done before the answer comes.
//!
//! The clock is this instance's own. With several, move each of them.

use axum::{Json, Router, body::Bytes, extract::State, routing::get};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    app::App,
    clock::{SECOND, parse_rfc3339},
    problem::{Answer, Fault, Refusal},
    request::read,
    server,
};

/// A hundred years: more would leave the calendar.
const MOST: i64 = 100 * 366 * 24 * 3600;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route(&format!("{}/clock", super::BASE), get(tell).post(set))
}

#[derive(Deserialize)]
struct Wanted {
    advance_seconds: Option<i64>,
    set_to: Option<String>,
}

async fn tell(State(app): State<App>) -> Json<Value> {
    Json(json!({ "now": app.shop.calendar().rfc3339(app.clock.now()) }))
}

async fn set(State(app): State<App>, body: Bytes) -> Answer<Json<Value>> {
    let body: Value = serde_json::from_slice(&body).map_err(|_| Refusal::Malformed("malformed_json"))?;
    let by = match read(&body)? {
        Wanted { advance_seconds: Some(seconds), set_to: None } if (0..=MOST).contains(&seconds) => seconds * SECOND,
        Wanted { advance_seconds: None, set_to: Some(moment) } => {
            let wanted = parse_rfc3339(&moment).map(|moment| moment - app.clock.now());
            // A time that goes back would undo what has been answered.
            let ahead = wanted.filter(|by| (0..=MOST * SECOND).contains(by));
            ahead.ok_or_else(|| Refusal::Invalid(vec![Fault::at("/set_to", "out_of_range")]))?
        }
        _ => return Err(Refusal::Invalid(vec![Fault::at("", "exactly_one")])),
    };
    app.clock.advance(by);
    server::tidy(&app).await?;
    Ok(tell(State(app)).await)
}
