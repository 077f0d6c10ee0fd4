//! What is stored with cases about goods beside what every case has.

use std::collections::BTreeMap;

use aftercare_contract::filing::GuideTrace;
use serde::{Deserialize, Serialize};

use crate::{
    clock::Millis,
    policy::resolution::Room,
    problem::Answer,
    returns::{PriceClaim, Way},
    store::cases::CaseRecord,
};

/// The JSON of [`CaseRecord::details`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// With money that was out before the goods were back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instant: Option<Room>,
    /// What the way back may be changed to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<Way>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub keep_item: bool,
    /// Whether files came with some item.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub attachments: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replacement: Option<Replacement>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<Payment>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledgement: Option<Acknowledgement>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_drop: Option<PriceClaim>,
    /// The way through a guide that led to a return.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<GuideTrace>,
}

impl Details {
    /// What is stored with a case.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn of(record: &CaseRecord) -> Answer<Self> {
        super::details(record)
    }
}

/// What comes instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replacement {
    /// `reserved`, `shipped`, `delivered` or `sold_out`.
    pub status: String,
    pub items: Vec<ReplacementItem>,
}

/// Pieces of a variant that are reserved for a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplacementItem {
    pub line_id: String,
    pub variant_id: String,
    pub quantity: i64,
    /// By language tag, as the shop called the variant when it was chosen.
    pub labels: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
}

/// What the shopper has to pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Minor units, positive.
    pub amount: i64,
    pub due_at: Millis,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_at: Option<Millis>,
}

/// That a withdrawal has arrived: its content with the date and time, as it was sent to the consumer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgement {
    pub received_at: Millis,
    /// What was declared.
    pub text: String,
    /// Where it was sent.
    pub email: String,
    /// The whole document, plain text.
    pub document: String,
}
