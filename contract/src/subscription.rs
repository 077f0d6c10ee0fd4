//! Tell me when something changes.

use serde::{Deserialize, Serialize};

use crate::{Id, read::Read};

/// `POST /subscriptions`. Exactly one of `shipment_id` and `case_id`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionRequest {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment_id: Option<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<Id>,
    /// One of the capabilities' channels: `email`, `sms`, `webview` (open).
    pub channel: String,
    /// Where to, when it is not the order's own address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
}

/// A wish to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Subscription {
    pub id: Id,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shipment_id: Option<Id>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case_id: Option<Id>,
    pub channel: String,
    /// Where it goes, masked, for example `a••@example.com`.
    pub address_label: String,
}
