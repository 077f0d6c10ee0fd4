//! `GET /products/{id}/care`.

use crate::{
    problem::{Answer, Refusal},
    reader::Reader,
    request::Named,
    store::care,
};

/// What belongs to a product that one of the session's orders holds.
pub async fn show(reader: Reader, Named(product_id): Named<String>) -> Answer {
    let mut reading = reader.app.store.read().await?;
    let pieces = care::owned(&mut reading, &reader.shopper.0.opener, &product_id).await?;
    drop(reading);
    if pieces.is_empty() {
        return Err(Refusal::NotFound);
    }
    reader.answer(&reader.view().care(&product_id, &pieces, reader.app.clock.now()))
}
