//! The shop's mails, its signed-in page, and its answers to reviews.
//!
//! | | body | answers |
//! |---|---|---|
//! | `POST /links` | `scope` (`order`, `gift` or `customer`), `order_number` or `customer_id`, `expires_in?` (seconds) | `{id, token, expires_at}` |
//! | `POST /links/{id}/revoke` | | 204 |
//! | `POST /merchant_tokens` | `customer_id` (in the sample shop `cus_ada` and so on), `expires_in?` (seconds) | `{jwt}`, signed with the sample's key |
//! | `GET /outbox?address=` | | `{data: [letter]}`, newest first |
//! | `POST /reviews/{id}/reply` | `text` | 204 |

use axum::{
    Json, Router,
    extract::State,
    http::StatusCode,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    app::App,
    clock::{DAY, MINUTE, Millis, SECOND},
    link::{Link, Target},
    merchant::{Audience, Claims, sign_as_sample},
    problem::{Answer, Fault, Refusal},
    request::{JsonBody, Named, Search, read},
    store::{letters, orders, reviews, sessions},
    token,
};

/// For how long a link works unless told, and how long a revoked one is remembered.
const LINK: Millis = 30 * DAY;

/// The routes.
pub fn routes() -> Router<App> {
    let path = |last: &str| format!("{}{last}", super::BASE);
    Router::new()
        .route(&path("/links"), post(make_link))
        .route(&path("/links/{id}/revoke"), post(revoke_link))
        .route(&path("/merchant_tokens"), post(sign_in))
        .route(&path("/outbox"), get(outbox))
        .route(&path("/reviews/{id}/reply"), post(reply))
}

#[derive(Deserialize)]
struct WantedLink {
    scope: String,
    order_number: Option<String>,
    customer_id: Option<String>,
    expires_in: Option<i64>,
}

async fn make_link(State(app): State<App>, JsonBody(body): JsonBody) -> Answer<Json<Value>> {
    let wanted: WantedLink = read(&body)?;
    let mut reading = app.store.read().await?;
    let order_id = match &wanted.order_number {
        Some(number) => orders::by_number(&mut reading, number).await?.map(|order| order.id),
        None => None,
    };
    let missing = |pointer: &str| Refusal::Invalid(vec![Fault::at(pointer, "required")]);
    let target = match wanted.scope.as_str() {
        "customer" => Target::Customer { customer_id: wanted.customer_id.ok_or(missing("/customer_id"))? },
        "order" => Target::Order { order_id: order_id.ok_or(missing("/order_number"))? },
        "gift" => Target::Gift { order_id: order_id.ok_or(missing("/order_number"))? },
        _ => return Err(Refusal::Invalid(vec![Fault::at("/scope", "unknown_value")])),
    };
    let lifetime = wanted.expires_in.map_or(LINK, |seconds| seconds.saturating_mul(SECOND));
    let link = Link::new(target, app.clock.now().saturating_add(lifetime));
    let token = link.sign(&app.secret)?;
    Ok(Json(json!({ "id": link.id, "token": token, "expires_at": app.shop.calendar().rfc3339(link.expires_at) })))
}

async fn revoke_link(State(app): State<App>, Named(id): Named<String>) -> Answer<StatusCode> {
    let mut writing = app.store.write().await?;
    sessions::revoke_link(&mut writing, &id, app.clock.now() + LINK).await?;
    writing.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize)]
struct Vouched {
    customer_id: String,
    expires_in: Option<i64>,
}

async fn sign_in(State(app): State<App>, JsonBody(body): JsonBody) -> Answer<Json<Value>> {
    let vouched: Vouched = read(&body)?;
    let now = app.clock.now() as f64 / SECOND as f64;
    let claims = Claims {
        sub: vouched.customer_id,
        aud: Audience::One(app.merchant.audience.clone()),
        exp: now + vouched.expires_in.unwrap_or(MINUTE / SECOND) as f64,
        iat: now,
        nbf: None,
        jti: token::id("jti"),
    };
    Ok(Json(json!({ "jwt": sign_as_sample(&claims)? })))
}

#[derive(Debug, Deserialize)]
struct Whose {
    address: Option<String>,
}

async fn outbox(State(app): State<App>, Search(whose): Search<Whose>) -> Answer<Json<Value>> {
    let mut reading = app.store.read().await?;
    let letters = letters::list(&mut reading, whose.address.as_deref()).await?;
    Ok(Json(json!({ "data": letters })))
}

#[derive(Deserialize)]
struct Said {
    text: String,
}

async fn reply(State(app): State<App>, Named(id): Named<String>, JsonBody(body): JsonBody) -> Answer<StatusCode> {
    let said: Said = read(&body)?;
    let mut writing = app.store.write().await?;
    if !reviews::reply(&mut writing, &id, &said.text, app.clock.now()).await? {
        return Err(Refusal::NotFound);
    }
    writing.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
