//! Returns.

use aftercare_contract::filing::ReturnRequest;
use serde_json::Value;
use sqlx::AnyConnection;

use super::{Acting, Allowed, Filing, check_items};
use crate::{
    clock::Millis,
    problem::{Answer, Refusal},
    request::{Check, read},
    returns::{self, Asked, Promise},
    rma,
    shop::Shop,
    store::{
        Writing,
        cases::{self, Case, CaseRecord, Event, Step},
        quotes, sessions, shipments,
    },
    token,
};

/// Reads the body.
///
/// # Errors
/// 422 with what does not fit the schema.
pub fn parse(body: &Value) -> Answer<ReturnRequest> {
    let request: ReturnRequest = read(body)?;
    let mut check = Check::default();
    check.require_id(&request.order_id, "/order_id");
    check_items(&mut check, &request.items);
    match &request.quote_id {
        Some(quote) => {
            check.require_id(quote, "/quote_id");
            check.require(!request.one_click, "/one_click", "conflict");
        }
        None => check.require(request.one_click, "/quote_id", "required"),
    }
    check.finish()?;
    Ok(request)
}

/// Opens a return.
///
/// # Errors
/// 409 with the code of what is in the way.
pub async fn file(filing: &Filing<'_>, writing: &mut Writing, request: &ReturnRequest) -> Answer<String> {
    let Filing { app, order, now, .. } = *filing;
    let promise = promised(filing, writing, request).await?;
    if request
        .expected_refund
        .as_ref()
        .is_some_and(|expected| expected.amount != promise.total() || expected.currency != order.record.currency)
    {
        return Err(Refusal::Conflict("refund_changed"));
    }
    let id = record(&app.shop, writing, &order.record.id, &promise, now).await?;
    if let Some(quote) = &request.quote_id {
        quotes::spend(writing, quote, &id).await?;
    }
    Ok(id)
}

/// The promise the case records: the quote's, or what one tap brings.
async fn promised(filing: &Filing<'_>, connection: &mut AnyConnection, request: &ReturnRequest) -> Answer<Promise> {
    let Filing { app, order, now, .. } = *filing;
    let Some(quote) = &request.quote_id else {
        return returns::promise(&app.shop, order, &request.items, Asked::OneClick, now);
    };
    let quote = quotes::find(&mut *connection, quote).await?.ok_or(Refusal::NotFound)?;
    if !sessions::opens(connection, filing.session, &quote.order_id).await? {
        return Err(Refusal::NotFound);
    }
    let mut promise: Promise = serde_json::from_str(&quote.promise)?;
    if quote.order_id != order.record.id || !promise.covers(&request.items) {
        return Err(Refusal::Conflict("quote_mismatch"));
    }
    if quote.case_id.is_some() {
        return Err(Refusal::Conflict("quote_used"));
    }
    if quote.expires_at <= now {
        return Err(Refusal::Conflict("quote_expired"));
    }
    returns::still_kept(&app.shop, order, &promise, quote.created_at)?;
    for (item, asked) in promise.items.iter_mut().zip(&request.items) {
        if asked.note.is_some() {
            item.note.clone_from(&asked.note);
        }
    }
    Ok(promise)
}

/// Stores the case of a promise, with the days by which things happen, and returns its id.
///
/// # Errors
/// When the database fails.
pub async fn record(
    shop: &Shop,
    connection: &mut AnyConnection,
    order_id: &str,
    promise: &Promise,
    now: Millis,
) -> Answer<String> {
    let record = CaseRecord {
        due_at: Some(shop.calendar().end_of_day(now, shop.drop_off_days)),
        resolution: "refund".into(),
        method: Some(promise.method.code().into()),
        method_fee: promise.method_fee,
        refund: Some(promise.total()),
        breakdown: serde_json::to_string(&promise.breakdown)?,
        speed: promise.speed.clone(),
        expected_by: Some(shop.calendar().end_of_day(now, shop.drop_off_days + shop.refund_days)),
        drop_off_code: Some(rma::drop_off_code()),
        label_token: Some(token::bearer()),
        ..CaseRecord::new("return", order_id, "awaiting_customer", "approved", now)
    };
    cases::insert(connection, &record, &promise.records(), Event::by_customer("case_opened")).await?;
    Ok(record.id)
}

/// What the shopper may do with a return.
#[must_use]
pub fn allowed(case: &Case, _now: Millis) -> Vec<Allowed> {
    let until = case.record.due_at;
    match case.record.phase.as_str() {
        "awaiting_customer" => vec![Allowed::until("cancel", until), Allowed::until("confirm_shipped", until)],
        _ => Vec::new(),
    }
}

/// The shopper gives it up.
pub const CANCEL: Step<'static> =
    Step { phase: "cancelled", status: "cancelled", event: Event { code: "cancelled", actor: "customer", args: &[] } };

/// The shopper has sent it.
pub const SHIP: Step<'static> =
    Step { phase: "in_progress", status: "in_transit", event: Event { code: "shipped", actor: "customer", args: &[] } };

/// Does it.
///
/// # Errors
/// As [`super::act`].
pub async fn act(acting: &Acting<'_>, writing: &mut Writing, action: &str) -> Answer<()> {
    let Acting { app, case, now, .. } = *acting;
    let record = &case.record;
    let step = match action {
        "cancel" => CANCEL,
        "confirm_shipped" => SHIP,
        _ => return Err(Refusal::Internal),
    };
    if !cases::advance(writing, &record.id, record.version, step, now).await? {
        return Err(Refusal::Stale);
    }
    if action == "confirm_shipped" {
        let pieces: Vec<_> = case.items.iter().map(|item| (item.line_id.clone(), item.quantity)).collect();
        let carrier = &app.shop.return_carrier;
        shipments::announce_return(writing, &record.order_id, &record.id, carrier, &pieces, now).await?;
    }
    Ok(())
}
