//! `GET /shipments/{id}` and `GET /shipments/{id}/events`.

use axum::extract::State;

use crate::{
    app::App,
    auth::Shopper,
    live::{self, LastSeen},
    locale::Locale,
    problem::Answer,
    reader::Reader,
    request::Named,
    tracking::{Glance, WatchedShipment},
};

/// A parcel with its way so far.
pub async fn show(reader: Reader, Named(id): Named<String>) -> Answer {
    let mut reading = reader.app.store.read().await?;
    let glance = Glance::at(&mut reading, &reader.shopper.0.subject, &id, reader.app.clock.now()).await?;
    reader.shopper.must_open(&mut reading, &glance.record.order_id).await?;
    let version = glance.version();
    if let Some(unchanged) = reader.unchanged_since(version) {
        return Ok(unchanged);
    }
    let page = glance.whole(&mut reading).await?;
    reader.answer_version(version, &reader.view().shipment(&page))
}

/// The same, again whenever it changes.
pub async fn watch(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    Named(id): Named<String>,
    last_seen: LastSeen,
) -> Answer {
    let subject = shopper.0.subject.clone();
    let mut reading = app.store.read().await?;
    let glance = Glance::at(&mut reading, &subject, &id, app.clock.now()).await?;
    shopper.must_open(&mut reading, &glance.record.order_id).await?;
    drop(reading);
    live::watch(&app, &shopper, last_seen, WatchedShipment { id, subject, locale })
}
