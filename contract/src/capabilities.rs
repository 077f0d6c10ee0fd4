//! `GET /capabilities`: what this shop supports.

use serde::{Deserialize, Serialize};

/// The public, cacheable description of a shop (ETag, `max-age` of at least 60 seconds).
///
/// A capability that is absent is hidden in the widget; one the widget does not know is ignored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Capabilities {
    pub contract: ContractVersion,
    pub shop: Shop,
    /// How a shopper reaches a person, best first. Also shown when everything else fails.
    #[serde(default)]
    pub contact: Vec<ContactChannel>,
    /// BCP 47 tags the backend has labels for, its default first.
    #[serde(default)]
    pub locales: Vec<String>,
    /// The shop's main currency, ISO 4217.
    pub currency: String,
    /// ISO 3166-1 alpha-2.
    pub region: String,
    pub auth: AuthMethods,
    #[serde(default)]
    pub capabilities: CapabilitySet,
}

/// Which contract the backend speaks. The major version is in the base URL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractVersion {
    /// The dated minor version in force, for example `2026-11-01`.
    pub version: String,
    /// Every minor version it also honours, newest first.
    #[serde(default)]
    pub versions: Vec<String>,
}

/// The shop as the shopper knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shop {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo_url: Option<String>,
}

/// A way to reach a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactChannel {
    /// `email`, `phone`, `chat`, `wechat` … (open).
    pub channel: String,
    /// What to show, for example `400 800 1234`.
    pub label: String,
    /// What a tap opens: `mailto:`, `tel:` or `https:`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When somebody answers, in words, for example `09:00–21:00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_label: Option<String>,
}

/// How a shopper may get in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuthMethods {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_lookup: Option<OrderLookupAuth>,
}

/// Guests prove an order is theirs with something only the buyer knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderLookupAuth {
    /// Which proofs the shop takes: `email`, `phone`, `postal_code`; one is enough.
    pub proofs: Vec<String>,
    /// An order number as this shop writes it, shown as a hint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_number_example: Option<String>,
}

/// The optional parts of the contract, by name. Absent means not supported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapabilitySet {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returns: Option<ReturnsCapability>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking: Option<TrackingCapability>,
}

/// Returns: eligibility, reasons, quotes and cases of type `return`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReturnsCapability {
    /// Whether some lines can be returned in one tap with the server's defaults.
    #[serde(default)]
    pub one_click: bool,
}

/// Shipments and their checkpoints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrackingCapability {}
