//! `POST /cases`, `GET /cases`, `GET /cases/{id}` and `POST /cases/{id}/actions/{action}`.

use aftercare_contract::{case::Phase, filing::ReturnRequest, list::Page};
use axum::{extract::State, http::HeaderMap};
use serde::Deserialize;
use serde_json::Value;
use sqlx::AnyConnection;

use crate::{
    app::App,
    auth::Shopper,
    clock::Millis,
    etag, filing,
    idempotency::{Attempt, Key, Outcome},
    locale::Locale,
    paging::{self, Paging},
    problem::{Answer, Fault, Refusal},
    reader::Reader,
    request::{Check, JsonBody, Named, Search, read},
    returns::{self, Action, Asked, Promise},
    routes::{BASE, quotes::check_items},
    store::{
        Lock,
        cases::{self, Filter},
        orders::{self, Order},
        quotes, shipments,
    },
    view::View,
};

/// Opens a case.
pub async fn open(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    key: Key,
    JsonBody(body): JsonBody,
) -> Answer<Outcome> {
    let key = key.required()?;
    let request = parse(&body)?;
    let attempt = Attempt::new(&shopper.0.subject, key, "/cases", &body);
    let now = app.clock.now();
    let mut writing = app.store.write().await?;
    shopper.must_open(&mut writing, &request.order_id).await?;
    if let Some(outcome) = attempt.replay(&mut writing).await? {
        return Ok(outcome);
    }
    writing.lock(Lock::Order, &request.order_id).await?;
    cases::expire_due(&mut writing, &request.order_id, now).await?;
    let order = orders::load(&mut writing, &request.order_id).await?.ok_or(Refusal::NotFound)?;
    let promise = promised(&app, &shopper, &mut writing, &order, &request, now).await?;
    if request
        .expected_refund
        .as_ref()
        .is_some_and(|expected| expected.amount != promise.total() || expected.currency != order.record.currency)
    {
        return Err(Refusal::Conflict("refund_changed"));
    }
    let id = filing::file(&app.shop, &mut writing, &order.record.id, &promise, now).await?;
    if let Some(quote) = &request.quote_id {
        quotes::spend(&mut writing, quote, &id).await?;
    }
    let outcome = outcome(&app, &mut writing, locale, &id, 201).await?;
    attempt.remember(&mut writing, &outcome, now).await?;
    writing.commit().await?;
    Ok(outcome)
}

fn parse(body: &Value) -> Answer<ReturnRequest> {
    match body.get("type") {
        Some(kind) if kind == "return" => {}
        Some(_) => return Err(Refusal::Invalid(vec![Fault::at("/type", "unknown_value")])),
        None => return Err(Refusal::Invalid(vec![Fault::at("/type", "required")])),
    }
    // Read past the discriminator: serde buffers tagged enums, and a fault in a buffer has no pointer.
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

/// The promise the case records: the quote's, or what one tap brings.
async fn promised(
    app: &App,
    shopper: &Shopper,
    connection: &mut AnyConnection,
    order: &Order,
    request: &ReturnRequest,
    now: Millis,
) -> Answer<Promise> {
    let Some(quote) = &request.quote_id else {
        return returns::promise(&app.shop, order, &request.items, Asked::OneClick, now);
    };
    let quote = quotes::find(&mut *connection, quote).await?.ok_or(Refusal::NotFound)?;
    shopper.must_open(connection, &quote.order_id).await?;
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

/// The case as the answer to a write.
async fn outcome(app: &App, connection: &mut AnyConnection, locale: Locale, id: &str, status: i64) -> Answer<Outcome> {
    let case = cases::load(&mut *connection, id).await?.ok_or(Refusal::NotFound)?;
    let order = orders::load(connection, &case.record.order_id).await?.ok_or(Refusal::NotFound)?;
    let body = serde_json::to_string(&View::new(app, locale).case(&order, &case)?)?;
    Ok(Outcome {
        status,
        etag: Some(etag::of_version(case.record.version, locale)),
        location: (status == 201).then(|| format!("{BASE}/cases/{id}")),
        body,
    })
}

/// `?order_id=&phase=`.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    order_id: Option<String>,
    phase: Option<String>,
}

/// The cases of the session's orders, newest first.
pub async fn list(reader: Reader, Search(wanted): Search<Wanted>, Search(paging): Search<Paging>) -> Answer {
    let (limit, after) = (paging.limit()?, paging.after()?);
    let known = |phase: &String| {
        serde_json::from_value(phase.as_str().into()).is_ok_and(|phase: Phase| phase != Phase::Unknown)
    };
    if !wanted.phase.iter().all(known) {
        return Err(Refusal::Malformed("invalid_query"));
    }
    let filter = Filter { order_id: wanted.order_id, phase: wanted.phase };
    let view = reader.view();
    let mut reading = reader.app.store.read().await?;
    let mut rows =
        cases::page(&mut reading, &reader.shopper.0.token_hash, &filter, after.as_ref(), limit as i64 + 1).await?;
    let next_cursor = paging::cut(&mut rows, limit)?;
    let mut data = Vec::with_capacity(rows.len());
    for (id, _) in rows {
        let case = cases::load(&mut reading, &id).await?.ok_or(Refusal::NotFound)?;
        let order = orders::load(&mut reading, &case.record.order_id).await?.ok_or(Refusal::NotFound)?;
        data.push(view.case(&order, &case)?);
    }
    reader.answer(&Page { data, next_cursor })
}

/// A case.
pub async fn show(reader: Reader, Named(id): Named<String>) -> Answer {
    let mut reading = reader.app.store.read().await?;
    let case = cases::load(&mut reading, &id).await?.ok_or(Refusal::NotFound)?;
    reader.shopper.must_open(&mut reading, &case.record.order_id).await?;
    let order = orders::load(&mut reading, &case.record.order_id).await?.ok_or(Refusal::NotFound)?;
    reader.answer_as_of(case.record.version, &reader.view().case(&order, &case)?)
}

/// Does something the case allows. An action nobody knows is refused like one that is not allowed now.
pub async fn act(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    Named((id, action)): Named<(String, String)>,
    key: Key,
    headers: HeaderMap,
) -> Answer<Outcome> {
    let attempt = Attempt::new(&shopper.0.subject, key, &format!("/cases/{id}/actions/{action}"), &Value::Null);
    let now = app.clock.now();
    let mut writing = app.store.write().await?;
    let found = cases::load(&mut writing, &id).await?.ok_or(Refusal::NotFound)?;
    shopper.must_open(&mut writing, &found.record.order_id).await?;
    if let Some(outcome) = attempt.replay(&mut writing).await? {
        return Ok(outcome);
    }
    writing.lock(Lock::Order, &found.record.order_id).await?;
    cases::expire_due(&mut writing, &found.record.order_id, now).await?;
    let case = cases::load(&mut writing, &id).await?.ok_or(Refusal::NotFound)?;
    etag::must_match(&headers, case.record.version)?;
    let mut allowed = returns::allowed_actions(&case.record).iter();
    let action = allowed.find(|allowed| allowed.code() == action).ok_or(Refusal::Conflict("action_not_allowed"))?;
    if !cases::advance(&mut writing, &id, case.record.version, action.step(), now).await? {
        return Err(Refusal::Stale);
    }
    if *action == Action::ConfirmShipped {
        let pieces: Vec<_> = case.items.iter().map(|item| (item.line_id.clone(), item.quantity)).collect();
        let carrier = &app.shop.return_carrier;
        shipments::announce_return(&mut writing, &case.record.order_id, &id, carrier, &pieces, now).await?;
    }
    let outcome = outcome(&app, &mut writing, locale, &id, 200).await?;
    attempt.remember(&mut writing, &outcome, now).await?;
    writing.commit().await?;
    Ok(outcome)
}
