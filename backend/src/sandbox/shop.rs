//! The shop: `POST /sandbox/v1/cases/{case_id}/{step}`. The body may be absent where the table names none; the answer is
//! the case's `id`, `number`, `phase` and `status`. A step that does not go with the case's state is 409
//! `action_not_allowed`, one nobody knows 404.
//!
//! | step | body | with |
//! |---|---|---|
//! | `approve` | | goods: the photos show what was said |
//! | `reject` | `note?` | any: not taken back, not covered, not granted |
//! | `receive` | | goods and repairs: it has arrived |
//! | `inspect` | `items: [{line_item_id, accepted, note?}]` | goods: what was found in the parcel |
//! | `pay` | | any: what was promised is paid out |
//! | `take_payment` | | exchanges and repairs: the shopper has paid |
//! | `ship_replacement`, `deliver_replacement`, `sell_out` | | exchanges |
//! | `answer` | `text` | complaints and repairs: a message of the owner's |
//! | `offer` | `resolution, amount?, message?, expires_in?` (seconds) | complaints and repairs |
//! | `resolve` | | complaints and repairs: the shop has done its part |
//! | `diagnose` | `covered?` | repairs |
//! | `repair`, `return` | | repairs: is being repaired, is back |
//!
//! `GET /sandbox/v1/cases/{case_id}/tried` answers what a guide had found out before the case was opened, `null` when none
//! led to it.

use aftercare_contract::filing::GuideTrace;
use axum::{
    Json, Router,
    body::Bytes,
    extract::State,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    app::App,
    cases::{
        shop_side::{self, Decision},
        tried,
    },
    clock::SECOND,
    desk::{Handling, offers::NewOffer, talk::Speaker},
    problem::{Answer, Refusal},
    request::{Named, read},
    store::{
        Writing,
        cases::{self, Case},
        orders,
    },
};

/// The routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route(&format!("{}/cases/{{case_id}}/{{step}}", super::BASE), post(step))
        .route(&format!("{}/cases/{{case_id}}/tried", super::BASE), get(show_tried))
}

/// What a step may say.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Said {
    note: String,
    text: String,
    items: Vec<SaidItem>,
    resolution: String,
    amount: Option<i64>,
    message: String,
    expires_in: Option<i64>,
    covered: Option<bool>,
}

#[derive(Debug, Deserialize)]
struct SaidItem {
    line_item_id: String,
    accepted: bool,
    note: Option<String>,
}

async fn show_tried(State(app): State<App>, Named(id): Named<String>) -> Answer<Json<Option<GuideTrace>>> {
    let mut reading = app.store.read().await?;
    let case = cases::load(&mut reading, &id).await?.ok_or(Refusal::NotFound)?;
    Ok(Json(tried::of_case(&mut reading, &case.record).await?))
}

async fn step(State(app): State<App>, Named((id, step)): Named<(String, String)>, body: Bytes) -> Answer<Json<Value>> {
    let body = if body.is_empty() { Ok(json!({})) } else { serde_json::from_slice(&body) };
    let said: Said = read(&body.map_err(|_| Refusal::Malformed("malformed_json"))?)?;
    let now = app.clock.now();
    let mut writing = app.store.write().await?;
    let case = shop_side::take(&app, &mut writing, &id, now).await?;
    let order = orders::load(&mut writing, &case.record.order_id).await?.ok_or(Refusal::NotFound)?;
    match Handling::of(&app, &mut writing, &case.record, &order.record, now).await? {
        Some(mut handling) => {
            handling.catch_up().await?;
            with_desk(handling, &step, said).await?;
        }
        None => with_goods(&app, &mut writing, &case, &step, said).await?,
    }
    let record = cases::load(&mut writing, &id).await?.ok_or(Refusal::NotFound)?.record;
    writing.commit().await?;
    app.live.announce(&id);
    Ok(Json(json!({ "id": id, "number": record.number, "phase": record.phase, "status": record.status })))
}

/// Cases about goods.
async fn with_goods(app: &App, writing: &mut Writing, case: &Case, step: &str, said: Said) -> Answer<()> {
    let now = app.clock.now();
    match step {
        "approve" => shop_side::approve(app, writing, case, now).await,
        "reject" => shop_side::reject(writing, case, &said.note, now).await,
        "receive" => shop_side::receive(app, writing, case, now).await,
        "inspect" => {
            let decision =
                |item: SaidItem| Decision { line_id: item.line_item_id, accepted: item.accepted, note: item.note };
            let decisions: Vec<_> = said.items.into_iter().map(decision).collect();
            shop_side::inspect(app, writing, case, &decisions, now).await
        }
        "pay" => shop_side::pay(app, writing, case, now).await,
        "take_payment" => shop_side::take_payment(writing, case, now).await,
        "ship_replacement" => shop_side::ship_replacement(app, writing, case, now).await,
        "deliver_replacement" => shop_side::replacement_delivered(app, writing, case, now).await,
        "sell_out" => shop_side::sold_out(app, writing, case, now).await,
        _ => Err(Refusal::NotFound),
    }
}

/// Cases people talk about.
async fn with_desk(mut handling: Handling<'_>, step: &str, said: Said) -> Answer<()> {
    match step {
        "reject" => handling.refuse().await,
        "receive" => handling.take_in().await,
        "pay" => handling.pay_out().await,
        "take_payment" => handling.take_price().await,
        "answer" => handling.say(Speaker::Shop, &said.text).await.map(drop),
        "offer" => {
            let expires_at = said.expires_in.map(|seconds| handling.now + seconds * SECOND);
            let Said { resolution, amount, message, .. } = said;
            handling.offer(NewOffer { resolution, amount, message, expires_at }).await
        }
        "resolve" => handling.resolve().await,
        "diagnose" => handling.diagnose(said.covered).await,
        "repair" => handling.mend().await,
        "return" => handling.give_back().await,
        _ => Err(Refusal::NotFound),
    }
}
