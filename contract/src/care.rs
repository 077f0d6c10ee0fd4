//! What belongs to a product someone owns: cover, manuals, care.

use serde::{Deserialize, Serialize};

use crate::{Id, Timestamp, content::Block, read::Read};

/// `GET /products/{id}/care`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Care {
    pub product_id: Id,
    pub title: String,
    /// One for each cover of each piece the session's orders hold.
    #[serde(default)]
    pub coverages: Vec<Coverage>,
    #[serde(default)]
    pub manuals: Vec<Manual>,
    #[serde(default)]
    pub tips: Vec<CareTip>,
    /// How a repair can be done.
    #[serde(default)]
    pub repair_modes: Vec<RepairMode>,
}

/// A warranty, a statutory right or a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Coverage {
    /// The order and line it belongs to.
    pub order_id: Id,
    pub line_item_id: Id,
    /// `statutory`, `manufacturer`, `extended` … (open).
    pub code: String,
    pub label: String,
    pub covered: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// What it covers and what not, a sentence.
    #[serde(default)]
    pub detail: String,
}

/// A document to keep.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Manual {
    pub title: String,
    pub url: String,
    pub media_type: String,
}

/// How to keep it well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct CareTip {
    pub title: String,
    pub blocks: Vec<Block>,
}

/// A way to have it repaired.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct RepairMode {
    /// `mail_in`, `on_site`, `drop_off`, `remote` (open).
    pub code: String,
    pub label: String,
    #[serde(default)]
    pub detail: String,
    /// Whether an appointment has to be booked (`GET /slots?for=repair&mode=`).
    #[serde(default)]
    pub needs_slot: bool,
}
