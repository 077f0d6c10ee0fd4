//! Price protection: what a line brings whose product costs less now.

use aftercare_contract::filing::CaseItemRequest;

use super::{PriceClaim, Promise, PromisedItem};
use crate::{
    cases::Kind,
    clock::Millis,
    policy::{
        eligibility::Barrier,
        price::{Drop, PriceFacts, claimable},
        refund::{Method, Part},
        resolution::Resolution,
    },
    problem::{Answer, Refusal},
    shop::Shop,
    store::{
        market::Market,
        orders::{Line, Order, pieces},
    },
};

/// The prices of a line whose purchase is protected.
#[must_use]
pub fn facts(order: &Order, market: &Market, line: &Line) -> Option<PriceFacts> {
    let days = line.terms.choices.as_ref()?.price_protection_days;
    let gone = line.claims.returned + line.claims.requested;
    (days > 0 && order.record.cancelled_at.is_none()).then(|| PriceFacts {
        kept: pieces(line.record.ordered).saturating_sub(gone),
        adjusted: line.claims.adjusted,
        paid: line.record.unit_price,
        now: market.prices.get(&line.record.product_id).copied().unwrap_or(line.record.unit_price),
        placed_at: order.record.placed_at,
        days,
    })
}

/// Whether the line's lower price may be claimed, and the prices.
#[must_use]
pub fn assess(
    shop: &Shop,
    order: &Order,
    market: &Market,
    line: &Line,
    now: Millis,
) -> Option<(PriceFacts, Result<Drop, Barrier>)> {
    let facts = facts(order, market, line)?;
    Some((facts, claimable(&facts, shop.calendar(), now)))
}

/// The difference for these items, all of it at once.
///
/// # Errors
/// 404 for a line that is not the order's, 409 with the code of what is in the way.
pub fn promise(shop: &Shop, order: &Order, market: &Market, items: &[CaseItemRequest], now: Millis) -> Answer<Promise> {
    let mut promised = Vec::with_capacity(items.len());
    let mut price_drop = None;
    for item in items {
        let line = order.line(&item.line_item_id).ok_or(Refusal::NotFound)?;
        let (facts, drop) = assess(shop, order, market, line, now).ok_or(Refusal::Barred(Barrier::NotCheaper))?;
        let drop = drop.map_err(Refusal::Barred)?;
        if item.quantity > drop.quantity {
            return Err(Refusal::Conflict("quantity_too_large"));
        }
        let difference = (facts.paid - facts.now) * i64::from(item.quantity);
        let asked = PromisedItem::asked(item, difference);
        promised.push(PromisedItem { reason: None, variant_id: None, ..asked });
        price_drop = Some(PriceClaim { paid: facts.paid, now: facts.now, until: drop.until });
    }
    let difference = promised.iter().map(|item| item.amount).sum();
    Ok(Promise {
        kind: Kind::PriceProtection,
        resolution: Resolution::PriceAdjustment,
        method: Method::KeepItem,
        method_fee: 0,
        breakdown: vec![Part::new("price_drop", difference)],
        speed: "instant".into(),
        instant: None,
        review: false,
        ways: Vec::new(),
        declaration: None,
        // Two lines have two prices, which the breakdown does not tell apart.
        price_drop: price_drop.filter(|_| promised.len() == 1),
        items: promised,
    })
}
