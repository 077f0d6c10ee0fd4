//! `POST /quotes`: a promise with an end.

use aftercare_contract::quote::QuoteRequest;
use axum::extract::State;

use crate::{
    app::App,
    auth::Shopper,
    cases::check_items,
    clock::{DAY, MINUTE},
    idempotency::{Attempt, Key, Outcome},
    locale::Locale,
    policy::refund::Method,
    problem::{Answer, Refusal},
    request::{Check, JsonBody, read},
    returns::{self, Asked},
    store::{
        orders,
        quotes::{self, QuoteRecord},
    },
    token,
    view::{View, quote::QuotePage},
};

/// Quotes for some items. Changes nothing for the shopper; a key, if there is one, gets the same quote again.
pub async fn make(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    key: Key,
    JsonBody(body): JsonBody,
) -> Answer<Outcome> {
    let request: QuoteRequest = read(&body)?;
    let mut check = Check::default();
    check.require(request.kind == "return", "/type", "unknown_value");
    check.require_id(&request.order_id, "/order_id");
    check_items(&mut check, &request.items);
    check.finish()?;
    let wanted = match request.method.as_deref() {
        None => Method::DropOffLabelless,
        Some(code) => Method::from_code(code).ok_or(Refusal::Conflict("method_unavailable"))?,
    };
    if request.resolution.as_deref().is_some_and(|resolution| resolution != "refund") {
        return Err(Refusal::Conflict("resolution_unavailable"));
    }

    let now = app.clock.now();
    let attempt = Attempt::new(&shopper.0.subject, key, "/quotes", &body);
    let mut writing = app.store.write().await?;
    shopper.must_open(&mut writing, &request.order_id).await?;
    if let Some(outcome) = attempt.replay(&mut writing).await? {
        return Ok(outcome);
    }
    let order = orders::load(&mut writing, &request.order_id).await?.ok_or(Refusal::NotFound)?;
    let offered = Method::ALL
        .into_iter()
        .map(|method| returns::promise(&app.shop, &order, &request.items, Asked::WithChoices(method), now))
        .collect::<Answer<Vec<_>>>()?;
    let chosen = offered.iter().find(|promise| promise.method == wanted).ok_or(Refusal::Internal)?;
    let quote = QuoteRecord {
        id: token::id("quo"),
        order_id: order.record.id.clone(),
        created_at: now,
        expires_at: now + app.shop.quote_minutes * MINUTE,
        case_id: None,
        promise: serde_json::to_string(chosen)?,
    };
    quotes::insert(&mut writing, &quote, now - DAY).await?;
    let page = QuotePage { quote: &quote, order: &order.record, chosen, offered: &offered };
    let body = serde_json::to_string(&View::new(&app, locale).quote(&page))?;
    let outcome = Outcome { status: 200, etag: None, location: None, body };
    attempt.remember(&mut writing, &outcome, now).await?;
    writing.commit().await?;
    Ok(outcome)
}
