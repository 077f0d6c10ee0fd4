//! `GET /guides` and `GET /guides/{id}`.

use aftercare_contract::list::Page;
use serde::Deserialize;

use crate::{
    paging::{self, Paging},
    problem::{Answer, Refusal},
    query,
    reader::Reader,
    request::{Named, Search},
};

/// `?product_id=`.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(deserialize_with = "query::id")]
    product_id: String,
}

/// The guides for a product.
pub async fn list(reader: Reader, Search(wanted): Search<Wanted>, Search(paging): Search<Paging>) -> Answer {
    let (limit, after) = (paging.limit()?, paging.after()?);
    let guides = reader.app.guides.of_product(&wanted.product_id, reader.locale);
    let (data, next_cursor) = paging::slice(&guides, limit, after.as_ref())?;
    reader.answer(&Page { data: data.to_vec(), next_cursor })
}

/// A whole guide.
pub async fn show(reader: Reader, Named(id): Named<String>) -> Answer {
    let guide = reader.app.guides.find(&id, reader.locale).ok_or(Refusal::NotFound)?;
    reader.answer(guide)
}
