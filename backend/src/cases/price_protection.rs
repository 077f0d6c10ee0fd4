//! Price protection: the same thing costs less now, and the difference is paid at once.

use aftercare_contract::filing::PriceProtectionRequest;
use serde_json::Value;

use super::{
    Filing, Kind, check_items, each_once,
    goods::{self, Opening},
    return_::{check_agreement, check_money},
};
use crate::{
    policy::eligibility::Barrier,
    problem::{Answer, Refusal},
    request::{Check, read},
    returns::{Promise, protection},
    store::{Writing, market::Market, sessions::Scope},
};

/// Reads the body.
///
/// # Errors
/// 422 with what does not fit the schema.
pub fn parse(body: &Value) -> Answer<PriceProtectionRequest> {
    let request: PriceProtectionRequest = read(body)?;
    let mut check = Check::default();
    check.require_id(&request.order_id, "/order_id");
    check_items(&mut check, &request.items);
    check_agreement(&mut check, request.one_click, request.quote_id.as_deref());
    check_money(&mut check, request.expected_refund.as_ref());
    check.finish()?;
    each_once(&request.items)?;
    Ok(request)
}

/// Opens the case, which is resolved at once.
///
/// # Errors
/// 409 with the code of what is in the way.
pub async fn file(filing: &Filing<'_>, writing: &mut Writing, request: &PriceProtectionRequest) -> Answer<String> {
    let Filing { app, session, order, now, .. } = *filing;
    if session.scope == Scope::Gift {
        return Err(Refusal::Conflict("resolution_unavailable"));
    }
    let market = Market::to_open(writing, &app.shop, order).await?;
    let promise = match &request.quote_id {
        None => protection::promise(&app.shop, order, &market, &request.items, now)?,
        Some(quote) => {
            let agreed = goods::agreed(filing, writing, &market, Kind::PriceProtection, quote, &request.items).await?;
            still_claimable(filing, &market, &agreed)?;
            agreed
        }
    };
    goods::as_expected(order, &promise, request.expected_refund.as_ref())?;
    let opening = Opening { items: &[], quote_id: request.quote_id.as_deref(), ..Opening::default() };
    goods::open(filing, writing, &market, &promise, opening).await
}

/// Checks that the pieces of a quote are still the shopper's and unclaimed; the quoted price stands whatever it costs by
/// now.
fn still_claimable(filing: &Filing<'_>, market: &Market, promise: &Promise) -> Answer<()> {
    for item in &promise.items {
        let line = filing.order.line(&item.line_id).ok_or(Refusal::NotFound)?;
        let facts = protection::facts(filing.order, market, line).ok_or(Refusal::Conflict("refund_changed"))?;
        if item.quantity > facts.kept.saturating_sub(facts.adjusted) {
            return Err(Refusal::Barred(Barrier::AlreadyClaimed));
        }
    }
    Ok(())
}
