//! What the shop promises: stored with a quote, and what a case records.

use aftercare_contract::filing::CaseItemRequest;
use serde::{Deserialize, Serialize};

use crate::{
    cases::Kind,
    clock::Millis,
    policy::{
        refund::{self, Method, Part},
        resolution::{Resolution, Room},
    },
    store::cases::CaseItemRecord,
};

/// What the shop would do for some items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The type of case that keeps it.
    pub kind: Kind,
    pub resolution: Resolution,
    pub items: Vec<PromisedItem>,
    pub method: Method,
    pub method_fee: i64,
    /// Sums to the refund.
    pub breakdown: Vec<Part>,
    /// `instant`, `on_receipt` or `after_inspection`.
    pub speed: String,
    /// With a speed of `instant` for goods that are still to come back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instant: Option<Room>,
    /// Whether somebody looks at the shopper's photos before anything is sent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub review: bool,
    /// The ways back that cost what they were said to cost. Empty where the way can't be changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<Way>,
    /// With a withdrawal: the declaration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declaration: Option<String>,
    /// With price protection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_drop: Option<PriceClaim>,
}

/// A way back and what it costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    pub method: Method,
    pub fee: i64,
    /// Whether a slot has to be booked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub by_slot: bool,
}

/// The prices a price adjustment is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceClaim {
    /// What one piece cost.
    pub paid: i64,
    /// What one piece costs now.
    pub now: i64,
    pub until: Millis,
}

/// Pieces of a line and what they are credited with before fees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromisedItem {
    pub line_id: String,
    pub quantity: u32,
    pub amount: i64,
    pub reason: Option<String>,
    pub note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
    /// With an exchange: the variant wanted instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant_id: Option<String>,
}

impl PromisedItem {
    /// The item as a request names it.
    #[must_use]
    pub fn asked(item: &CaseItemRequest, amount: i64) -> Self {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        Self {
            line_id: item.line_item_id.clone(),
            quantity: item.quantity,
            amount,
            reason: item.reason_code.clone(),
            note: given(&item.note),
            serial: given(&item.serial),
            variant_id: item.variant_id.clone(),
        }
    }
}

impl Promise {
    /// What the shopper gets; what the shopper pays when negative.
    #[must_use]
    pub fn total(&self) -> i64 {
        refund::total(&self.breakdown)
    }

    /// What the items are worth before fees.
    #[must_use]
    pub fn items_total(&self) -> i64 {
        self.items.iter().map(|item| item.amount).sum()
    }

    /// The part with this code.
    #[must_use]
    pub fn part(&self, code: &str) -> Option<i64> {
        self.breakdown.iter().find(|part| part.code == code).map(|part| part.amount)
    }

    /// Whether nothing need be sent back.
    #[must_use]
    pub fn keep_item(&self) -> bool {
        self.method == Method::KeepItem
    }

    /// The chosen way back.
    #[must_use]
    pub fn by_slot(&self) -> bool {
        self.ways.iter().any(|way| way.method == self.method && way.by_slot)
    }

    /// Whether the promise is for exactly these items. A withdrawal has no reasons, whatever was sent along.
    #[must_use]
    pub fn covers(&self, items: &[CaseItemRequest]) -> bool {
        let same = |(promised, asked): (&PromisedItem, &CaseItemRequest)| {
            promised.line_id == asked.line_item_id
                && promised.quantity == asked.quantity
                && (self.kind == Kind::Withdrawal || promised.reason == asked.reason_code)
                && promised.variant_id == asked.variant_id
        };
        self.items.len() == items.len() && self.items.iter().zip(items).all(same)
    }

    /// Takes over what the shopper has added since: words and serial numbers.
    pub fn complete(&mut self, items: &[CaseItemRequest]) {
        for (item, asked) in self.items.iter_mut().zip(items) {
            let later = PromisedItem::asked(asked, item.amount);
            item.note = later.note.or_else(|| item.note.take());
            item.serial = later.serial.or_else(|| item.serial.take());
        }
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
            serial: item.serial.clone(),
            decision: None,
            decision_note: None,
        };
        self.items.iter().map(record).collect()
    }
}
