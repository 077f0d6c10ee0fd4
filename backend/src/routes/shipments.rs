//! `GET /shipments/{id}`.

use crate::{
    problem::{Answer, Refusal},
    reader::Reader,
    request::Named,
    store::shipments,
};

/// A parcel with its way so far.
pub async fn show(reader: Reader, Named(id): Named<String>) -> Answer {
    let mut reading = reader.app.store.read().await?;
    let parcel = shipments::find(&mut reading, &id).await?.ok_or(Refusal::NotFound)?;
    reader.shopper.must_open(&mut reading, &parcel.record.order_id).await?;
    let checkpoints = shipments::checkpoints(&mut reading, &id).await?;
    reader.answer(&reader.view().shipment(&parcel, &checkpoints))
}
