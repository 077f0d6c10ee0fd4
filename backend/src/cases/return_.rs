//! Returns: goods go back for a refund or store credit, or are kept where that is wiser.

use aftercare_contract::{
    filing::ReturnRequest,
    money::{MAX_AMOUNT, Money},
};
use serde_json::Value;

use super::{
    Filing, Kind, check_items, each_once,
    goods::{self, Opening},
    tried,
};
use crate::{
    problem::{Answer, Refusal},
    request::{Check, read},
    returns::{self, Asked, Wish},
    store::{Writing, market::Market, sessions::Scope},
};

/// Reads the body.
///
/// # Errors
/// 422 with what does not fit the schema.
pub fn parse(body: &Value) -> Answer<ReturnRequest> {
    let request: ReturnRequest = read(body)?;
    let mut check = Check::default();
    check.require_id(&request.order_id, "/order_id");
    check_items(&mut check, &request.items);
    check_agreement(&mut check, request.one_click, request.quote_id.as_deref());
    check_money(&mut check, request.expected_refund.as_ref());
    if let Some(booking) = &request.booking_id {
        check.require_id(booking, "/booking_id");
    }
    tried::check(&mut check, request.guide.as_ref());
    check.finish()?;
    each_once(&request.items)?;
    Ok(request)
}

/// Either one tap or a quote.
pub fn check_agreement(check: &mut Check, one_click: bool, quote_id: Option<&str>) {
    match quote_id {
        Some(quote) => {
            check.require_id(quote, "/quote_id");
            check.require(!one_click, "/one_click", "conflict");
        }
        None => check.require(one_click, "/quote_id", "required"),
    }
}

/// What the schema says about the refund that was shown.
pub fn check_money(check: &mut Check, shown: Option<&Money>) {
    let Some(Money { amount, currency }) = shown else { return };
    check.require((-MAX_AMOUNT..=MAX_AMOUNT).contains(amount), "/expected_refund/amount", "out_of_range");
    let code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
    check.require(code, "/expected_refund/currency", "malformed");
}

/// Opens a return.
///
/// # Errors
/// 409 with the code of what is in the way.
pub async fn file(filing: &Filing<'_>, writing: &mut Writing, request: &ReturnRequest) -> Answer<String> {
    let Filing { app, session, order, now, .. } = *filing;
    let gift = session.scope == Scope::Gift;
    let market = Market::to_open(writing, &app.shop, order).await?;
    let promise = match &request.quote_id {
        Some(quote) => goods::agreed(filing, writing, &market, Kind::Return, quote, &request.items).await?,
        // One tap takes what it showed, and a gift's recipient is shown no amount.
        None if gift => return Err(Refusal::Conflict("resolution_unavailable")),
        None => {
            let wish = Wish { items: &request.items, asked: Asked::OneClick, gift };
            let promise = returns::goods(&app.shop, order, &market, wish, now)?.promise(None, None)?;
            if promise.by_slot() { return Err(Refusal::Conflict("slot_required")) } else { promise }
        }
    };
    goods::as_expected(order, &promise, request.expected_refund.as_ref())?;
    let opening = Opening {
        items: &request.items,
        quote_id: request.quote_id.as_deref(),
        booking_id: request.booking_id.as_deref(),
        guide: request.guide.as_ref(),
        ..Opening::default()
    };
    goods::open(filing, writing, &market, &promise, opening).await
}
