//! Withdrawal: what a consumer gets back who withdraws from the contract, whatever the shop's own rules are.

use aftercare_contract::filing::CaseItemRequest;

use super::{Promise, PromisedItem, Way, share};
use crate::{
    cases::Kind,
    clock::Millis,
    policy::{
        eligibility::Barrier,
        refund::{Method, Part},
        resolution::Resolution,
        withdrawal::{Right, right},
    },
    problem::{Answer, Refusal},
    shop::Shop,
    store::orders::{Line, Order, pieces as count},
};

/// Whose orders may be withdrawn from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not a contract that the Union's law of withdrawal knows.
    Elsewhere,
    /// Bought for a trade or profession.
    Business,
    Consumer(Right),
}

/// Where withdrawal stands for an order.
#[must_use]
pub fn standing(shop: &Shop, order: &Order, now: Millis) -> Standing {
    if !order.record.region.as_ref().is_some_and(|region| shop.withdrawal_regions.contains(region)) {
        return Standing::Elsewhere;
    }
    if order.record.buyer != "consumer" {
        return Standing::Business;
    }
    let mut deliveries = Vec::new();
    let mut complete = true;
    for line in &order.lines {
        deliveries.extend(line.parcels.iter().map(|parcel| parcel.delivered_at));
        let sent: u32 = line.parcels.iter().map(|parcel| parcel.quantity).sum();
        complete &= sent >= count(line.record.ordered);
    }
    Standing::Consumer(right(&deliveries, complete, now))
}

/// Pieces of a line that can still be withdrawn from: all that no other case has, delivered or not.
#[must_use]
pub fn pieces(line: &Line) -> u32 {
    count(line.record.ordered).saturating_sub(line.claims.returned + line.claims.requested)
}

/// Why no more pieces of a line can be withdrawn from.
#[must_use]
pub fn barrier(line: &Line) -> Barrier {
    if line.claims.requested > 0 { Barrier::AlreadyRequested } else { Barrier::AlreadyReturned }
}

/// Whether something of these lines is in the shopper's hands and has to be sent back.
fn delivered(order: &Order, items: &[CaseItemRequest]) -> bool {
    let lines = items.iter().filter_map(|item| order.line(&item.line_item_id));
    lines.flat_map(|line| &line.parcels).any(|parcel| parcel.delivered_at.is_some())
}

/// The ways back. The shop bears their cost, but for a carrier of the shopper's own choice.
fn ways(order: &Order, items: &[CaseItemRequest]) -> Vec<Way> {
    let way = |method| Way { method, fee: 0, by_slot: false };
    if delivered(order, items) {
        vec![way(Method::DropOffLabelless), way(Method::DropOffLabel), way(Method::SelfShip)]
    } else {
        vec![way(Method::KeepItem)]
    }
}

/// What withdrawing from these items brings: everything that was paid for them.
///
/// # Errors
/// 404 for a line that is not the order's, 409 with the code of what is in the way.
pub fn promise(
    shop: &Shop,
    order: &Order,
    items: &[CaseItemRequest],
    method: Option<Method>,
    now: Millis,
) -> Answer<Promise> {
    match standing(shop, order, now) {
        Standing::Consumer(Right::Open(_)) => {}
        Standing::Consumer(Right::Over(_)) => return Err(Refusal::Barred(Barrier::WithdrawalOver)),
        Standing::Business | Standing::Elsewhere => return Err(Refusal::Barred(Barrier::NoWithdrawal)),
    }
    if order.record.cancelled_at.is_some() {
        return Err(Refusal::Barred(Barrier::OrderCancelled));
    }
    let mut promised = Vec::with_capacity(items.len());
    for item in items {
        let line = order.line(&item.line_item_id).ok_or(Refusal::NotFound)?;
        let left = pieces(line);
        if left == 0 {
            return Err(Refusal::Barred(barrier(line)));
        }
        if item.quantity > left {
            return Err(Refusal::Conflict("quantity_too_large"));
        }
        let asked = PromisedItem::asked(item, share(line, item.quantity));
        promised.push(PromisedItem { reason: None, note: None, variant_id: None, ..asked });
    }
    let ways = ways(order, items);
    let way = match method {
        Some(wanted) => ways.iter().find(|way| way.method == wanted),
        None => ways.first(),
    };
    let way = *way.ok_or(Refusal::Conflict("method_unavailable"))?;
    let total = promised.iter().map(|item| item.amount).sum();
    Ok(Promise {
        kind: Kind::Withdrawal,
        resolution: Resolution::Refund,
        items: promised,
        method: way.method,
        method_fee: way.fee,
        breakdown: vec![Part::new("items", total)],
        speed: if way.method == Method::KeepItem { "after_cancellation" } else { "on_receipt" }.into(),
        instant: None,
        review: false,
        ways,
        declaration: None,
        price_drop: None,
    })
}
