//! `POST /quotes`: a promise with an end.

use aftercare_contract::{
    case::CaseItemRequest,
    quote::{Quote, QuoteRequest},
};
use axum::{
    Json,
    extract::State,
    http::{HeaderName, header},
};

use crate::{
    app::App,
    auth::Shopper,
    clock::{DAY, MINUTE},
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

/// The most lines in one case.
const MOST_ITEMS: usize = 100;

/// Quotes for some items. Changes nothing for the shopper.
pub async fn make(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    JsonBody(body): JsonBody,
) -> Answer<([(HeaderName, &'static str); 1], Json<Quote>)> {
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
    let mut reading = app.store.read().await?;
    shopper.must_open(&mut reading, &request.order_id).await?;
    let order = orders::load(&mut reading, &request.order_id).await?.ok_or(Refusal::NotFound)?;
    drop(reading);
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
    let mut writing = app.store.write().await?;
    quotes::insert(&mut writing, &quote, now - DAY).await?;
    writing.commit().await?;
    let page = QuotePage { quote: &quote, order: &order.record, chosen, offered: &offered };
    let quote = View::new(&app, locale).quote(&page);
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(quote)))
}

/// What the schema says about items.
pub fn check_items(check: &mut Check, items: &[CaseItemRequest]) {
    check.require(!items.is_empty(), "/items", "empty");
    check.require(items.len() <= MOST_ITEMS, "/items", "too_long");
    for (place, item) in items.iter().enumerate().take(MOST_ITEMS) {
        check.require_id(&item.line_item_id, format!("/items/{place}/line_item_id"));
        check.require(item.quantity >= 1, format!("/items/{place}/quantity"), "out_of_range");
        let noted = item.note.as_deref().unwrap_or_default();
        check.require(noted.chars().count() <= 2_000, format!("/items/{place}/note"), "too_long");
        let again = items[..place].iter().any(|other| other.line_item_id == item.line_item_id);
        check.require(!again, format!("/items/{place}/line_item_id"), "duplicate");
    }
}
