//! `GET /reasons`.

use aftercare_contract::reason::ReasonList;
use axum::{extract::State, http::HeaderMap};
use serde::Deserialize;

use crate::{
    app::App,
    auth::Shopper,
    etag,
    locale::Locale,
    problem::{Answer, Refusal},
    request::Search,
    routes::orders::PRIVATE,
    store::orders,
    view::View,
};

/// `?type=&line_item_id=`.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(rename = "type")]
    kind: String,
    line_item_id: String,
}

/// The reasons for a case type and a line, those that fit the product. A case type the shop does not know has none.
pub async fn list(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    Search(wanted): Search<Wanted>,
    headers: HeaderMap,
) -> Answer {
    let mut reading = app.store.read().await?;
    let line = orders::line_owner(&mut reading, &wanted.line_item_id).await?;
    let (order_id, category) = line.ok_or(Refusal::NotFound)?;
    shopper.must_open(&mut reading, &order_id).await?;
    let rules = if wanted.kind == "return" { app.shop.reasons_for(&category) } else { Vec::new() };
    etag::respond(&headers, &ReasonList { data: View::new(&app, locale).reasons(&rules) }, None, PRIVATE)
}
