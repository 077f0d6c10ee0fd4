//! `GET /reasons`.

use aftercare_contract::reason::ReasonList;
use serde::Deserialize;

use crate::{
    cases::Kind,
    policy::{
        complaint::{offered, progress},
        resolution::Resolution,
    },
    problem::{Answer, Refusal},
    query,
    reader::Reader,
    request::Search,
    store::orders::{self, Line, Order},
};

/// `?type=&line_item_id=&order_id=`; at least one of the ids.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(rename = "type", deserialize_with = "query::code")]
    kind: String,
    #[serde(default, deserialize_with = "query::optional_id")]
    line_item_id: Option<String>,
    #[serde(default, deserialize_with = "query::optional_id")]
    order_id: Option<String>,
}

/// The reasons for a case type and a line or an order, those that fit. A case type that the shop does not know, or that
/// asks no reason, has none.
pub async fn list(reader: Reader, Search(wanted): Search<Wanted>) -> Answer {
    let mut reading = reader.app.store.read().await?;
    let mut order_id = wanted.order_id.clone();
    if let Some(line_id) = &wanted.line_item_id {
        let owner = orders::line_owner(&mut reading, line_id).await?.ok_or(Refusal::NotFound)?;
        if order_id.as_ref().is_some_and(|order_id| *order_id != owner) {
            return Err(Refusal::NotFound);
        }
        order_id = Some(owner);
    }
    let order_id = order_id.ok_or(Refusal::Malformed("invalid_query"))?;
    reader.shopper.must_open(&mut reading, &order_id).await?;
    let order = orders::load(&mut reading, &order_id).await?.ok_or(Refusal::NotFound)?;
    let line = wanted.line_item_id.as_deref().and_then(|id| order.line(id));
    reader.answer(&ReasonList { data: reasons(&reader, Kind::from_code(&wanted.kind), &order, line) })
}

fn reasons(
    reader: &Reader,
    kind: Option<Kind>,
    order: &Order,
    line: Option<&Line>,
) -> Vec<aftercare_contract::reason::Reason> {
    let (view, shop) = (reader.view(), &reader.app.shop);
    let of = |line: &Line, resolution: Option<Resolution>| {
        view.reasons(&shop.reasons_for(&line.record.category), &line.terms, resolution)
    };
    match (kind, line) {
        (Some(Kind::Return), Some(line)) => of(line, None),
        (Some(Kind::Exchange), Some(line)) => of(line, Some(Resolution::Exchange)),
        (Some(Kind::Repair), Some(line)) => view.symptoms(&shop.symptoms_for(&line.record.category)),
        (Some(Kind::Complaint), _) => view.complaint_reasons(offered(&shop.complaints, progress(order))),
        _ => Vec::new(),
    }
}
