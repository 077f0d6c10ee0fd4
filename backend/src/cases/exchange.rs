//! Exchanges: goods go back, and another variant comes instead. The wanted variants are reserved when the case is
//! opened, and the difference in price is refunded or paid.

use aftercare_contract::filing::ExchangeRequest;
use serde_json::Value;

use super::{
    Filing, Kind, check_items, each_once,
    goods::{self, Opening},
};
use crate::{
    problem::Answer,
    request::{Check, read},
    store::{Writing, market::Market},
};

/// Reads the body.
///
/// # Errors
/// 422 with what does not fit the schema.
pub fn parse(body: &Value) -> Answer<ExchangeRequest> {
    let request: ExchangeRequest = read(body)?;
    let mut check = Check::default();
    check.require_id(&request.order_id, "/order_id");
    check.require_id(&request.quote_id, "/quote_id");
    check_items(&mut check, &request.items);
    if let Some(booking) = &request.booking_id {
        check.require_id(booking, "/booking_id");
    }
    check.finish()?;
    each_once(&request.items)?;
    Ok(request)
}

/// Opens an exchange.
///
/// # Errors
/// 409 with the code of what is in the way, `variant_sold_out` when somebody was faster.
pub async fn file(filing: &Filing<'_>, writing: &mut Writing, request: &ExchangeRequest) -> Answer<String> {
    let market = Market::to_open(writing, &filing.app.shop, filing.order).await?;
    let promise = goods::agreed(filing, writing, &market, Kind::Exchange, &request.quote_id, &request.items).await?;
    let opening = Opening {
        items: &request.items,
        quote_id: Some(&request.quote_id),
        booking_id: request.booking_id.as_deref(),
        ..Opening::default()
    };
    goods::open(filing, writing, &market, &promise, opening).await
}
