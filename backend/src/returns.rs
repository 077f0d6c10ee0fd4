//! Returns: from the shopper's wish to a promise the shop keeps.

use aftercare_contract::filing::CaseItemRequest;
use serde::{Deserialize, Serialize};

use crate::{
    clock::Millis,
    policy::{
        eligibility::{Assessment, Barrier, LineFacts, assess},
        refund::{self, Fault, Method, Part, Piece},
    },
    problem::{Answer, Refusal},
    shop::Shop,
    store::{
        cases::CaseItemRecord,
        orders::{Line, Order},
    },
};

/// What the shop would do for these items; stored with a quote, and what a case records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    pub items: Vec<PromisedItem>,
    pub method: Method,
    pub method_fee: i64,
    /// Sums to the refund.
    pub breakdown: Vec<Part>,
    /// `on_receipt` or `after_inspection`.
    pub speed: String,
}

/// Pieces of a line and what they are credited with before fees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromisedItem {
    pub line_id: String,
    pub quantity: u32,
    pub amount: i64,
    pub reason: Option<String>,
    pub note: Option<String>,
}

impl Promise {
    /// What the shopper gets.
    #[must_use]
    pub fn total(&self) -> i64 {
        refund::total(&self.breakdown)
    }

    /// Whether the promise is for exactly these items.
    #[must_use]
    pub fn covers(&self, items: &[CaseItemRequest]) -> bool {
        let same = |(promised, asked): (&PromisedItem, &CaseItemRequest)| {
            promised.line_id == asked.line_item_id
                && promised.quantity == asked.quantity
                && promised.reason == asked.reason_code
        };
        self.items.len() == items.len() && self.items.iter().zip(items).all(same)
    }

    /// The items as a case stores them.
    #[must_use]
    pub fn records(&self) -> Vec<CaseItemRecord> {
        let record = |item: &PromisedItem| CaseItemRecord {
            line_id: item.line_id.clone(),
            quantity: i64::from(item.quantity),
            amount: item.amount,
            reason: item.reason.clone(),
            note: item.note.clone(),
            serial: None,
            decision: None,
            decision_note: None,
        };
        self.items.iter().map(record).collect()
    }
}

/// How the shopper asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// In one tap: only where no reason is needed.
    OneClick,
    /// With choices.
    WithChoices(Method),
}

/// What can be done with a line of the order.
#[must_use]
pub fn assess_line(shop: &Shop, order: &Order, line: &Line, now: Millis) -> Assessment {
    let facts = LineFacts {
        ordered: u32::try_from(line.record.ordered).unwrap_or(0),
        returned: line.claims.returned,
        requested: line.claims.requested,
        order_cancelled: order.record.cancelled_at.is_some(),
        parcels: &line.parcels,
        terms: &line.terms,
    };
    assess(&facts, shop.tier(order.record.tier.as_deref()), shop.calendar(), now)
}

/// What `quantity` more pieces of the line are worth before fees.
fn share(line: &Line, quantity: u32) -> i64 {
    let claims = line.claims;
    let ordered = u32::try_from(line.record.ordered).unwrap_or(0);
    refund::share(line.record.total, ordered, claims.returned + claims.requested, claims.amount, quantity)
}

/// What the shop would do for these items at the moment `now`.
///
/// # Errors
/// 404 for a line that is not the order's, 409 with the code of the first thing in the way.
pub fn promise(shop: &Shop, order: &Order, items: &[CaseItemRequest], asked: Asked, now: Millis) -> Answer<Promise> {
    let method = match asked {
        Asked::OneClick => Method::DropOffLabelless,
        Asked::WithChoices(method) => method,
    };
    let mut promised = Vec::with_capacity(items.len());
    let mut pieces = Vec::with_capacity(items.len());
    let mut speed = "on_receipt";
    for item in items {
        let line = order.line(&item.line_item_id).ok_or(Refusal::NotFound)?;
        let assessment = assess_line(shop, order, line, now);
        if item.quantity > assessment.eligible {
            return Err(in_the_way(&assessment));
        }
        let without_reason = item.quantity <= assessment.without_reason;
        if !without_reason && (asked == Asked::OneClick || item.reason_code.is_none()) {
            return Err(Refusal::Conflict("reason_required"));
        }
        let fault = fault_of(shop, line, item)?;
        if shop.refunds_after_inspection(&line.record.category) {
            speed = "after_inspection";
        }
        let amount = share(line, item.quantity);
        pieces.push(Piece { terms: &line.terms, amount, without_reason, fault });
        promised.push(PromisedItem {
            line_id: line.record.id.clone(),
            quantity: item.quantity,
            amount,
            reason: item.reason_code.clone(),
            note: item.note.clone().filter(|note| !note.trim().is_empty()),
        });
    }
    let tier = shop.tier(order.record.tier.as_deref());
    Ok(Promise {
        items: promised,
        method,
        method_fee: refund::method_fee(&pieces, method, tier),
        breakdown: refund::breakdown(&pieces, method, tier),
        speed: speed.into(),
    })
}

/// Checks that a promise made earlier can still be kept for its pieces: they are still there, and nothing they were
/// credited with has been credited since.
///
/// # Errors
/// 409 with the code of what is in the way.
pub fn still_kept(shop: &Shop, order: &Order, promise: &Promise, promised_at: Millis) -> Answer<()> {
    for item in &promise.items {
        let line = order.line(&item.line_id).ok_or(Refusal::NotFound)?;
        // The window is judged at the moment of the promise: a deadline in between does not break it.
        let assessment = assess_line(shop, order, line, promised_at);
        if item.quantity > assessment.eligible {
            return Err(in_the_way(&assessment));
        }
        if line.claims.amount + item.amount > line.record.total {
            return Err(Refusal::Conflict("refund_changed"));
        }
    }
    Ok(())
}

/// Why more pieces than are eligible can't go back.
fn in_the_way(assessment: &Assessment) -> Refusal {
    let barriers = assessment.barriers.iter().map(|(barrier, _)| *barrier);
    // Pieces of several fates: name the one nearest to the shopper's wish, which is never what is long done.
    let nearest = barriers.min_by_key(|barrier| *barrier == Barrier::AlreadyReturned);
    nearest.map_or(Refusal::Conflict("quantity_too_large"), Refusal::Barred)
}

/// Who bears the item's reason.
fn fault_of(shop: &Shop, line: &Line, item: &CaseItemRequest) -> Answer<Fault> {
    let Some(code) = &item.reason_code else { return Ok(Fault::Customer) };
    let reason = shop.reason(code, &line.record.category).ok_or(Refusal::Conflict("reason_unknown"))?;
    let noted = item.note.as_deref().is_some_and(|note| !note.trim().is_empty());
    if reason.requires.iter().any(|needed| needed == "note") && !noted {
        return Err(Refusal::Conflict("note_required"));
    }
    Ok(reason.fault)
}
