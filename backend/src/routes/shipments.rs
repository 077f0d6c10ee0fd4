//! `GET /shipments/{id}`.

use axum::{extract::State, http::HeaderMap};

use crate::{
    app::App,
    auth::Shopper,
    etag,
    locale::Locale,
    problem::{Answer, Refusal},
    request::Named,
    routes::orders::PRIVATE,
    store::shipments,
    view::View,
};

/// A parcel with its way so far.
pub async fn show(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    Named(id): Named<String>,
    headers: HeaderMap,
) -> Answer {
    let mut reading = app.store.read().await?;
    let parcel = shipments::find(&mut reading, &id).await?.ok_or(Refusal::NotFound)?;
    shopper.must_open(&mut reading, &parcel.record.order_id).await?;
    let checkpoints = shipments::checkpoints(&mut reading, &id).await?;
    etag::respond(&headers, &View::new(&app, locale).shipment(&parcel, &checkpoints), None, PRIVATE)
}
