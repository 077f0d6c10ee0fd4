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
    line_item_id: Option<String>,
}

/// The reasons for a case type; those that fit the product when a line is named. A case type the shop does not know
/// has none.
pub async fn list(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    Search(wanted): Search<Wanted>,
    headers: HeaderMap,
) -> Answer {
    let mut category = None;
    if let Some(line) = &wanted.line_item_id {
        let mut reading = app.store.read().await?;
        let (order_id, line_category) = orders::line_owner(&mut reading, line).await?.ok_or(Refusal::NotFound)?;
        shopper.must_open(&mut reading, &order_id).await?;
        category = Some(line_category);
    }
    let rules = if wanted.kind == "return" { app.shop.reasons_for(category.as_deref()) } else { Vec::new() };
    etag::respond(&headers, &ReasonList { data: View::new(&app, locale).reasons(&rules) }, None, PRIVATE)
}
