//! `GET /orders/{id}/eligibility`: what can be done with each line. The widget infers nothing; it shows this.

use serde::{Deserialize, Serialize};

use crate::{Id, Timestamp, money::Money, read::Read};

/// Eligibility of a whole order at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Eligibility {
    pub order_id: Id,
    pub lines: Vec<LineEligibility>,
    /// What can be done with the order as a whole: `withdrawal`, `complaint` … (open).
    #[serde(default)]
    pub order_options: Vec<OrderOption>,
}

/// Whether a case type is open to the order as a whole. A `withdrawal` is, through the whole period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct OrderOption {
    /// A case type (open).
    #[serde(rename = "type")]
    pub kind: String,
    /// The words of the way in, for example `Withdraw from contract here`.
    pub label: String,
    /// That of `label` (BCP 47), where the rest of the answer has another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    pub eligible: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Timestamp>,
    /// Why not, when it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ineligible: Option<Barrier>,
}

/// Why something can't be done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Barrier {
    /// As [`Ineligible::code`] (open).
    pub code: String,
    /// The reason as a sentence for the shopper.
    pub label: String,
}

/// Eligibility of one line, an entry for each case type the shop knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct LineEligibility {
    pub line_item_id: Id,
    pub options: Vec<CaseOption>,
}

/// Whether one case type is open to a line, for how many pieces and until when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
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
    /// With `price_protection`: the prices it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_drop: Option<PriceDrop>,
    /// Why the rest of the pieces can't, per quantity.
    #[serde(default)]
    pub ineligible: Vec<Ineligible>,
}

/// The server's defaults for one tap.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct OneClick {
    /// Pieces that one tap covers.
    pub quantity: u32,
    /// What the shopper gets back, fees deducted.
    pub refund: Money,
    /// How the item goes back, in a few words, for example `Drop off, no box`.
    #[serde(default)]
    pub method_label: String,
    /// When the money comes, `instant`, `on_receipt`, `after_inspection` (open), and in words.
    #[serde(default)]
    pub speed: String,
    #[serde(default)]
    pub speed_label: String,
    /// True when nothing need be sent back.
    #[serde(default)]
    pub keep_item: bool,
}

/// The same thing costs less now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct PriceDrop {
    /// What one piece cost.
    pub paid: Money,
    /// What one piece costs now.
    pub now: Money,
    /// What a case for the eligible pieces would bring.
    pub difference: Money,
    pub until: Timestamp,
}

/// Why some pieces of a line are not eligible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Ineligible {
    /// `not_fulfilled`, `already_returned`, `already_requested`, `window_expired`, `final_sale`, `not_covered`,
    /// `other` or a newer one (open).
    pub code: String,
    /// The reason as a sentence for the shopper.
    pub label: String,
    pub quantity: u32,
}
