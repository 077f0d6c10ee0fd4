//! The carrier: `POST /sandbox/v1/shipments/{shipment_id}/{step}`. The body may be absent; the answer is the parcel's `id`,
//! `tracking_status` and `substatus`. A step that does not go with the parcel's state (whatever is delivered stays so) is
//! 409 `action_not_allowed`, one nobody knows 404.
//!
//! | step | body, with what it is unless told | |
//! |---|---|---|
//! | `scan` | `message` `arrived`, `place?`, `words?` (the carrier's own), `tracking_status` `in_transit`, `times` 1 | so often, up to 1,000, half an hour apart, the last now |
//! | `delay` | `days` 1, `reason` `carrier` | moves the expected window |
//! | `stall` | `days` 4 | as if nothing had been heard for so long |
//! | `customs` | `release` false | held, or let through |
//! | `address` | | the address is not found |
//! | `attempt_fail` | | nobody was there |
//! | `pickup_ready` | `days` 7 | can be collected so long |
//! | `return_to_sender` | | |
//! | `deliver` | `message` `door` | a return is received by the shop with it, a replacement finished |

use aftercare_contract::shipment::TrackingStatus;
use axum::{Json, Router, body::Bytes, extract::State, routing::post};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    app::App,
    cases::shop_side,
    clock::{DAY, MINUTE, Millis},
    desk::Handling,
    problem::{Answer, Fault, Refusal},
    request::{Named, read},
    store::{
        Lock, Writing, orders,
        shipments::{self, CheckpointRecord, ExpectedChangeRecord, ShipmentRecord},
    },
    surveys::{self, About},
};

/// Between two scans told of at once.
const HALF_AN_HOUR: Millis = 30 * MINUTE;

/// The routes.
pub fn routes() -> Router<App> {
    Router::new().route(&format!("{}/shipments/{{shipment_id}}/{{step}}", super::BASE), post(step))
}

/// What a step may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Said {
    message: Option<String>,
    place: Option<String>,
    words: Option<String>,
    tracking_status: Option<String>,
    days: Option<i64>,
    reason: Option<String>,
    release: bool,
    times: Option<i64>,
}

async fn step(State(app): State<App>, Named((id, step)): Named<(String, String)>, body: Bytes) -> Answer<Json<Value>> {
    let body = if body.is_empty() { Ok(json!({})) } else { serde_json::from_slice(&body) };
    let said: Said = read(&body.map_err(|_| Refusal::Malformed("malformed_json"))?)?;
    let now = app.clock.now();
    let mut writing = app.store.write().await?;
    let found = shipments::record(&mut writing, &id).await?.ok_or(Refusal::NotFound)?;
    writing.lock(Lock::Order, &found.order_id).await?;
    let mut parcel = shipments::record(&mut writing, &id).await?.ok_or(Refusal::NotFound)?;
    if parcel.delivered_at.is_some() {
        return Err(Refusal::Conflict("action_not_allowed"));
    }
    let times = said.times.filter(|_| step == "scan").unwrap_or(1);
    if !(1..=1_000).contains(&times) {
        return Err(Refusal::Invalid(vec![Fault::at("/times", "out_of_range")]));
    }
    let news = news(&step, said, now)?;
    if let Some(days) = news.days.filter(|_| step == "delay") {
        delay(&mut writing, &mut parcel, days, &news.reason, now).await?;
    }
    match (step.as_str(), news.checkpoint) {
        ("stall", _) => parcel.last_news_at = Some(now - news.days.unwrap_or_default() * DAY),
        (_, checkpoint) => {
            parcel.tracking_status.clone_from(&checkpoint.tracking_status);
            parcel.substatus = news.substatus.map(str::to_owned);
            parcel.last_news_at = Some(now);
            parcel.collect_until = news.days.filter(|_| step == "pickup_ready").map(|days| now + days * DAY);
            parcel.delivered_at = (checkpoint.tracking_status == "delivered").then_some(now);
            for before in (0..times).rev() {
                let checkpoint = CheckpointRecord { at: now - before * HALF_AN_HOUR, ..checkpoint.clone() };
                shipments::append(&mut writing, &id, &checkpoint).await?;
            }
        }
    }
    shipments::update(&mut writing, &parcel).await?;
    if parcel.delivered_at.is_some() {
        arrive(&app, &mut writing, &parcel, now).await?;
    }
    writing.commit().await?;
    app.live.announce(&id);
    if let Some(case_id) = &parcel.case_id {
        app.live.announce(case_id);
    }
    Ok(Json(json!({ "id": id, "tracking_status": parcel.tracking_status, "substatus": parcel.substatus })))
}

/// What the carrier says.
struct News {
    checkpoint: CheckpointRecord,
    substatus: Option<&'static str>,
    days: Option<i64>,
    reason: String,
}

/// What a step means.
fn news(step: &str, said: Said, now: Millis) -> Answer<News> {
    let (status, message, substatus, days) = match step {
        "scan" => ("in_transit", "arrived", None, None),
        "delay" => ("in_transit", "delayed", None, Some(1)),
        "stall" => ("in_transit", "arrived", None, Some(4)),
        "customs" if said.release => ("in_transit", "customs_cleared", None, None),
        "customs" => ("exception", "customs", Some("customs_hold"), None),
        "address" => ("exception", "address_problem", Some("address_problem"), None),
        "attempt_fail" => ("attempt_fail", "attempt_fail", None, None),
        "pickup_ready" => ("available_for_pickup", "awaiting_pickup", None, Some(7)),
        "return_to_sender" => ("exception", "returned_to_sender", Some("returned_to_sender"), None),
        "deliver" => ("delivered", "door", None, None),
        _ => return Err(Refusal::NotFound),
    };
    let days = days.map(|days| said.days.unwrap_or(days));
    if days.is_some_and(|days| !(0..=365).contains(&days)) {
        return Err(Refusal::Invalid(vec![Fault::at("/days", "out_of_range")]));
    }
    let status = match said.tracking_status.filter(|_| step == "scan") {
        None => status.to_owned(),
        Some(status) => {
            let known: TrackingStatus = serde_json::from_value(json!(status))?;
            // What is delivered is delivered by `deliver`, with all that follows.
            if matches!(known, TrackingStatus::Unknown | TrackingStatus::Delivered) {
                return Err(Refusal::Invalid(vec![Fault::at("/tracking_status", "unknown_value")]));
            }
            status
        }
    };
    let checkpoint = CheckpointRecord {
        at: now,
        tracking_status: status,
        message: said.message.unwrap_or_else(|| message.to_owned()),
        place: said.place,
        words: said.words,
    };
    Ok(News { checkpoint, substatus, days, reason: said.reason.unwrap_or_else(|| "carrier".to_owned()) })
}

/// Moves the window, and keeps the one before.
async fn delay(writing: &mut Writing, parcel: &mut ShipmentRecord, days: i64, reason: &str, now: Millis) -> Answer<()> {
    let window = parcel.expected_from.zip(parcel.expected_to);
    let (from, to) = window.ok_or(Refusal::Conflict("action_not_allowed"))?;
    let change = ExpectedChangeRecord { at: now, previous_from: from, previous_to: to, reason: reason.to_owned() };
    shipments::move_expected(writing, &parcel.id, &change).await?;
    (parcel.expected_from, parcel.expected_to) = (Some(from + days * DAY), Some(to + days * DAY));
    Ok(())
}

/// What follows from a parcel that has arrived.
async fn arrive(app: &App, writing: &mut Writing, parcel: &ShipmentRecord, now: Millis) -> Answer<()> {
    let Some(case_id) = &parcel.case_id else {
        let about = About::Delivery { shipment_id: &parcel.id };
        return Ok(surveys::ask(writing, &app.shop, &parcel.order_id, about, now).await?);
    };
    let case = shop_side::take(app, writing, case_id, now).await?;
    if !case.record.is_open() {
        return Ok(());
    }
    if parcel.direction == "outbound" {
        return match case.record.status.as_str() {
            "replacement_shipped" => shop_side::replacement_delivered(app, writing, &case, now).await,
            _ => Ok(()),
        };
    }
    let order = orders::load(writing, &parcel.order_id).await?.ok_or(Refusal::NotFound)?;
    match Handling::of(app, writing, &case.record, &order.record, now).await? {
        Some(mut handling) => {
            handling.catch_up().await?;
            handling.take_in().await
        }
        None => shop_side::receive(app, writing, &case, now).await,
    }
}
