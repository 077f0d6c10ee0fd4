//! `GET /orders/{id}/eligibility`: what can be done with each line. The widget infers nothing; it shows this.

use serde::{Deserialize, Serialize};

use crate::{Id, Timestamp, money::Money};

/// Eligibility of a whole order at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Eligibility {
    pub order_id: Id,
    pub lines: Vec<LineEligibility>,
}

/// Eligibility of one line, an entry for each case type the shop knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineEligibility {
    pub line_item_id: Id,
    pub options: Vec<CaseOption>,
}

/// Whether one case type is open to a line, for how many pieces and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseOption {
    /// A case type, `return` and the like (open).
    #[serde(rename = "type")]
    pub kind: String,
    /// Pieces a case may be opened for now; 0 when none.
    pub eligible_quantity: u32,
    /// The last moment to open the case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Timestamp>,
    /// Until when no reason is asked (seven days without reason, for example).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub no_reason_until: Option<Timestamp>,
    /// What one tap would do; absent when this line can't be done in one tap.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one_click: Option<OneClick>,
    /// Why the rest of the pieces can't, per quantity.
    #[serde(default)]
    pub ineligible: Vec<Ineligible>,
}

/// The server's defaults for one tap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneClick {
    /// Pieces that one tap covers.
    pub quantity: u32,
    /// What the shopper gets back, fees deducted.
    pub refund: Money,
    /// How the item goes back, in a few words, for example `Drop off, no box`.
    #[serde(default)]
    pub method_label: String,
}

/// Why some pieces of a line are not eligible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ineligible {
    /// `not_fulfilled`, `already_returned`, `already_requested`, `window_expired`, `final_sale`, `not_covered`,
    /// `other` or a newer one (open).
    pub code: String,
    /// The reason as a sentence for the shopper.
    pub label: String,
    pub quantity: u32,
}
