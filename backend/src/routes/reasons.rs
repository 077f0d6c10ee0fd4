//! `GET /reasons`.

use aftercare_contract::reason::ReasonList;
use serde::Deserialize;

use crate::{
    problem::{Answer, Refusal},
    reader::Reader,
    request::Search,
    store::orders,
};

/// `?type=&line_item_id=`.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(rename = "type")]
    kind: String,
    line_item_id: String,
}

/// The reasons for a case type and a line, those that fit the product. A case type the shop does not know has none.
pub async fn list(reader: Reader, Search(wanted): Search<Wanted>) -> Answer {
    let mut reading = reader.app.store.read().await?;
    let line = orders::line_owner(&mut reading, &wanted.line_item_id).await?;
    let (order_id, category) = line.ok_or(Refusal::NotFound)?;
    reader.shopper.must_open(&mut reading, &order_id).await?;
    let rules = if wanted.kind == "return" { reader.app.shop.reasons_for(&category) } else { Vec::new() };
    reader.answer(&ReasonList { data: reader.view().reasons(&rules) })
}
