//! `GET /capabilities`: what this shop supports.

use serde::{Deserialize, Serialize};

use crate::{read::Read, receipt::ReceiptKey, review::Dimension};

/// The public, cacheable description of a shop (ETag, `max-age` of at least 60 seconds).
///
/// A capability that is absent is hidden in the widget; one the widget does not know is ignored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Read)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ContractVersion {
    /// The dated minor version in force, for example `2026-11-01`.
    pub version: String,
    /// Every minor version it also honours, newest first.
    #[serde(default)]
    pub versions: Vec<String>,
}

/// The shop as the shopper knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct Shop {
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo_url: Option<String>,
}

/// A way to reach a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
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
    /// The same for a client that shows it in the shopper's own time zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<OpeningHours>,
    /// How long an answer takes at the moment, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_wait: Option<u32>,
}

/// When somebody answers, week by week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct OpeningHours {
    /// IANA name of the zone the times are in, for example `Asia/Shanghai`.
    pub time_zone: String,
    pub periods: Vec<OpeningPeriod>,
}

/// A stretch of one day of the week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct OpeningPeriod {
    /// 1 is Monday, 7 is Sunday (ISO 8601).
    pub weekday: u8,
    /// `HH:MM`, from `00:00`.
    pub opens: String,
    /// `HH:MM`, to `24:00`, later than `opens`.
    pub closes: String,
}

/// How a shopper may get in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct AuthMethods {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_lookup: Option<OrderLookupAuth>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merchant_token: Option<MerchantTokenAuth>,
    /// Present when signed links in the shop's mails and on its parcels open a session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<LinkAuth>,
}

/// The shop's own page signs its shopper in with a short-lived JWT.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct MerchantTokenAuth {
    /// What the token's `aud` has to be.
    pub audience: String,
    /// The algorithms taken, asymmetric ones only: `EdDSA`, `ES256` … (open).
    pub algorithms: Vec<String>,
}

/// Signed links.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct LinkAuth {}

/// Guests prove an order is theirs with something only the buyer knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct OrderLookupAuth {
    /// Which proofs the shop takes: `email`, `phone`, `postal_code`; one is enough.
    pub proofs: Vec<String>,
    /// An order number as this shop writes it, shown as a hint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub order_number_example: Option<String>,
}

/// The optional parts of the contract, by name. Absent means not supported.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct CapabilitySet {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returns: Option<ReturnsCapability>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exchanges: Option<ExchangesCapability>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawals: Option<WithdrawalsCapability>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_protection: Option<PriceProtectionCapability>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tracking: Option<TrackingCapability>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub complaints: Option<ComplaintsCapability>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repairs: Option<RepairsCapability>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipts: Option<ReceiptsCapability>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uploads: Option<UploadsCapability>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub care: Option<CareCapability>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guides: Option<GuidesCapability>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub articles: Option<ArticlesCapability>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviews: Option<ReviewsCapability>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub surveys: Option<SurveysCapability>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subscriptions: Option<SubscriptionsCapability>,
}

/// Returns: eligibility, reasons, quotes and cases of type `return`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ReturnsCapability {
    /// Whether some lines can be returned in one tap with the server's defaults.
    #[serde(default)]
    pub one_click: bool,
}

/// Cases of type `exchange`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ExchangesCapability {}

/// Cases of type `withdrawal`, the EU's right of withdrawal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct WithdrawalsCapability {}

/// Cases of type `price_protection`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct PriceProtectionCapability {}

/// Shipments and their checkpoints.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct TrackingCapability {
    /// Whether `GET /shipments/{id}/events` streams (SSE). Polling with `If-None-Match` always works.
    #[serde(default)]
    pub live: bool,
}

/// Cases of type `complaint` with their conversation, offers and escalation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ComplaintsCapability {
    /// Whether `GET /cases/{id}/events` streams (SSE).
    #[serde(default)]
    pub live: bool,
}

/// Cases of type `repair`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct RepairsCapability {}

/// Signed receipts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ReceiptsCapability {
    /// Every key that ever signed a receipt a shopper may still hold, the one in use first.
    pub keys: Vec<ReceiptKey>,
}

/// Files from the shopper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct UploadsCapability {
    /// The largest file, in bytes.
    pub max_bytes: u64,
    /// The types taken, for example `image/jpeg`.
    pub media_types: Vec<String>,
    /// How many files one message, item or review may have.
    pub max_files: u32,
    /// The longest video, in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_video_seconds: Option<u32>,
}

/// Cover, manuals and care tips of products.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct CareCapability {}

/// Troubleshooting guides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct GuidesCapability {}

/// Help articles.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ArticlesCapability {}

/// Reviews.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct ReviewsCapability {
    /// Every dimension that is rated somewhere in the shop.
    #[serde(default)]
    pub dimensions: Vec<Dimension>,
}

/// Surveys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct SurveysCapability {}

/// Being told when something changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct SubscriptionsCapability {
    pub channels: Vec<SubscriptionChannel>,
}

/// A way to be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Read)]
pub struct SubscriptionChannel {
    /// `email`, `sms`, `webview` (open).
    pub code: String,
    pub label: String,
}
