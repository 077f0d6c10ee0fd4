//! What opens a case (`POST /cases`) and what moves it on (`POST /cases/{id}/actions/{action}`).

use serde::{Deserialize, Serialize};

use crate::{Id, money::Money, read::Read};

/// `POST /cases`. On the wire the members of the type's own body beside `type`.
///
/// A shop's own types (reverse-DNS) are opened on the shop's own ways; a client reads them like any other case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum CaseRequest {
    Return(ReturnRequest),
    Exchange(ExchangeRequest),
    Withdrawal(WithdrawalRequest),
    PriceProtection(PriceProtectionRequest),
    Repair(RepairRequest),
    Complaint(ComplaintRequest),
}

/// The body of a case of type `return`.
///
/// With `one_click: true` the server fills every default and needs `order_id` and `items` only. Otherwise
/// `quote_id` names the quote the shopper agreed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnRequest {
    pub order_id: Id,
    pub items: Vec<CaseItemRequest>,
    #[serde(default)]
    pub one_click: bool,
    /// The refund the shopper saw before the tap. If the server would now record another one it refuses with 409
    /// `refund_changed` rather than break the promise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_refund: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote_id: Option<Id>,
    /// The held pick-up slot, where the quoted method needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking_id: Option<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<GuideTrace>,
}

/// The body of a case of type `exchange`. The quote holds the wanted variants and the price difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeRequest {
    pub order_id: Id,
    pub items: Vec<CaseItemRequest>,
    pub quote_id: Id,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking_id: Option<Id>,
}

/// The body of a case of type `withdrawal`: the second step, "confirm withdrawal".
///
/// The first step is `POST /quotes` with type `withdrawal`; it answers the statement that this confirms. Name, contract
/// and where to send the acknowledgement, no more, may be asked: never a reason (Directive (EU) 2023/2673, article 11a).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawalRequest {
    pub order_id: Id,
    pub items: Vec<CaseItemRequest>,
    pub quote_id: Id,
    /// The consumer's name.
    pub name: String,
    /// Where the acknowledgement goes, an e-mail address.
    pub email: String,
}

/// The body of a case of type `price_protection`: the difference between what was paid and the price now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceProtectionRequest {
    pub order_id: Id,
    pub items: Vec<CaseItemRequest>,
    #[serde(default)]
    pub one_click: bool,
    /// As in a return: 409 `refund_changed` when the difference is another by now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_refund: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quote_id: Option<Id>,
}

/// The body of a case of type `repair`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RepairRequest {
    pub order_id: Id,
    pub items: Vec<CaseItemRequest>,
    /// One of the modes that `GET /products/{id}/care` names: `mail_in`, `on_site`, `drop_off`, `remote` (open).
    pub mode: String,
    /// The held appointment, where the mode needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking_id: Option<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<GuideTrace>,
}

/// The body of a case of type `complaint`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComplaintRequest {
    pub order_id: Id,
    /// The lines it is about; empty when it is about the order as a whole.
    #[serde(default)]
    pub items: Vec<CaseItemRequest>,
    /// A leaf of `GET /reasons?type=complaint&order_id=`.
    pub reason_code: String,
    /// The shopper's own words, 1 to 5,000 characters.
    pub text: String,
    /// What would put it right, one of the reason's `resolutions`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wished_resolution: Option<String>,
    /// Uploads that belong to it.
    #[serde(default)]
    pub attachments: Vec<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<GuideTrace>,
}

/// A line and how many pieces of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseItemRequest {
    pub line_item_id: Id,
    pub quantity: u32,
    /// A leaf of the reason tree; may be absent where the shop asks none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason_code: Option<String>,
    /// The shopper's own words, up to 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Photos and videos of this line, by upload id, where the reason asks for them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Id>,
    /// The serial number, where the reason asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
    /// With an exchange: the variant wanted instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant_id: Option<Id>,
}

/// The way through a troubleshooting guide that led here, so that nobody asks again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct GuideTrace {
    pub guide_id: Id,
    /// The choices taken, in order.
    pub choice_ids: Vec<Id>,
}

/// `POST /cases/{id}/actions/{action}`: what the action needs beside its name. Most need nothing; then the body may be
/// absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionRequest {
    /// With `accept_offer` and `decline_offer`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer_id: Option<Id>,
    /// With `change_method`: one of the case's `methods`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// With `change_method` to one with slots, and with `reschedule`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub booking_id: Option<Id>,
    /// With `escalate`, `reopen` and `decline_offer`: the shopper's own words, up to 2,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
