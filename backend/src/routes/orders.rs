//! `GET /orders`, `GET /orders/{id}` and `GET /orders/{id}/eligibility`.

use aftercare_contract::list::Page;
use axum::{extract::State, http::HeaderMap};

use crate::{
    app::App,
    auth::Shopper,
    etag,
    locale::Locale,
    paging::{self, Paging},
    problem::{Answer, Refusal},
    request::{Named, Search},
    store::{cases, orders, shipments},
    view::{View, order::OrderPage},
};

/// What only the shopper may keep, and must ask about before using again.
pub const PRIVATE: &str = "private, no-cache";

/// The orders the session opens, newest first.
pub async fn list(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    Search(paging): Search<Paging>,
    headers: HeaderMap,
) -> Answer {
    let (limit, after) = (paging.limit()?, paging.after()?);
    let view = View::new(&app, locale);
    let now = app.clock.now();
    let mut reading = app.store.read().await?;
    let mut rows = orders::page(&mut reading, &shopper.0.token_hash, after.as_ref(), limit as i64 + 1).await?;
    let next_cursor = paging::cut(&mut rows, limit)?;
    let mut data = Vec::with_capacity(rows.len());
    for (id, _) in rows {
        let order = orders::load(&mut reading, &id).await?.ok_or(Refusal::NotFound)?;
        data.push(view.order_summary(&order, now));
    }
    etag::respond(&headers, &Page { data, next_cursor }, None, PRIVATE)
}

/// A whole order.
pub async fn show(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    Named(id): Named<String>,
    headers: HeaderMap,
) -> Answer {
    let mut reading = app.store.read().await?;
    shopper.must_open(&mut reading, &id).await?;
    let order = orders::load(&mut reading, &id).await?.ok_or(Refusal::NotFound)?;
    let shipments = shipments::of_order(&mut reading, &id).await?;
    let adjustments = orders::adjustments(&mut reading, &id).await?;
    let cases = cases::of_order(&mut reading, &id).await?;
    let page = OrderPage { order: &order, shipments: &shipments, adjustments: &adjustments, cases: &cases };
    etag::respond(&headers, &View::new(&app, locale).order(&page), None, PRIVATE)
}

/// What can be done with each line now.
pub async fn eligibility(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    Named(id): Named<String>,
    headers: HeaderMap,
) -> Answer {
    let mut reading = app.store.read().await?;
    shopper.must_open(&mut reading, &id).await?;
    let order = orders::load(&mut reading, &id).await?.ok_or(Refusal::NotFound)?;
    etag::respond(&headers, &View::new(&app, locale).eligibility(&order, app.clock.now())?, None, PRIVATE)
}
