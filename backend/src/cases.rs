//! Cases: one envelope, a module for each type.
//!
//! A type's module reads the body that opens such a case (`parse`), opens it (`file`), says what the shopper may do
//! (`allowed`) and does it (`act`); [`crate::view::case`] and its modules say the rest in the shopper's language. This
//! file is the one place that lists the types. What the four types about goods have in common is in [`goods`], what the
//! shop does with those in [`shop_side`].

pub mod complaint;
pub mod details;
pub mod exchange;
pub mod goods;
pub mod price_protection;
pub mod repair;
pub mod return_;
pub mod shop_side;
pub mod tried;
pub mod withdrawal;

use aftercare_contract::filing::{ActionRequest, CaseItemRequest, CaseRequest};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use crate::{
    app::App,
    clock::Millis,
    locale::Locale,
    problem::{Answer, Fault, Refusal},
    request::Check,
    shop::Shop,
    store::{
        Writing,
        cases::{self, Case, CaseRecord},
        orders::Order,
        sessions::SessionRecord,
    },
};

/// The most pieces of one line in one case.
const MOST_PIECES: u32 = 999;

/// The most lines in one case.
const MOST_ITEMS: usize = 100;

/// The most files a request may name for one item; how many the shop takes is said in its own rules.
const MOST_ATTACHMENTS: usize = 20;

/// The types of cases there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Return,
    Exchange,
    Withdrawal,
    PriceProtection,
    Repair,
    Complaint,
}

impl Kind {
    /// Every type, in the order in which a shopper thinks of them.
    pub const ALL: [Self; 6] =
        [Self::Return, Self::Exchange, Self::Withdrawal, Self::PriceProtection, Self::Repair, Self::Complaint];

    /// The contract's code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Return => "return",
            Self::Exchange => "exchange",
            Self::Withdrawal => "withdrawal",
            Self::PriceProtection => "price_protection",
            Self::Repair => "repair",
            Self::Complaint => "complaint",
        }
    }

    /// The type with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The type of a stored case.
    ///
    /// # Errors
    /// When an older or newer backend has stored it.
    pub fn of(record: &CaseRecord) -> Answer<Self> {
        Self::from_code(&record.kind).ok_or(Refusal::Internal)
    }

    /// Whether people talk about such a case ([`crate::desk`]).
    #[must_use]
    pub fn has_desk(self) -> bool {
        matches!(self, Self::Repair | Self::Complaint)
    }

    /// Whether the pieces of such a case are given back for good, so that no other case may have them.
    #[must_use]
    pub fn sends_back(self) -> bool {
        matches!(self, Self::Return | Self::Exchange | Self::Withdrawal)
    }
}

/// A case that is about to be opened, in a write that holds the order's lock.
#[derive(Clone, Copy)]
pub struct Filing<'a> {
    pub app: &'a App,
    pub session: &'a SessionRecord,
    pub locale: Locale,
    pub order: &'a Order,
    pub now: Millis,
}

/// Something the shopper does with a case, in a write that holds the order's lock.
#[derive(Clone, Copy)]
pub struct Acting<'a> {
    pub app: &'a App,
    pub session: &'a SessionRecord,
    pub locale: Locale,
    pub order: &'a Order,
    pub case: &'a Case,
    pub request: &'a ActionRequest,
    pub now: Millis,
}

/// Something the shopper may do with a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The contract's code.
    pub action: &'static str,
    /// The last moment to do it.
    pub until: Option<Millis>,
}

impl Allowed {
    /// `action`, until `until`.
    #[must_use]
    pub fn until(action: &'static str, until: Option<Millis>) -> Self {
        Self { action, until }
    }
}

/// Reads the body of `POST /cases`. Past the discriminator each type is read by itself: serde buffers tagged enums, and
/// a fault in a buffer has no pointer.
///
/// # Errors
/// 422 with what does not fit the schema.
pub fn parse(body: &Value) -> Answer<CaseRequest> {
    let kind = match body.get("type") {
        None => return Err(Refusal::Invalid(vec![Fault::at("/type", "required")])),
        Some(kind) => kind.as_str().and_then(Kind::from_code),
    };
    match kind {
        Some(Kind::Return) => return_::parse(body).map(CaseRequest::Return),
        Some(Kind::Exchange) => exchange::parse(body).map(CaseRequest::Exchange),
        Some(Kind::Withdrawal) => withdrawal::parse(body).map(CaseRequest::Withdrawal),
        Some(Kind::PriceProtection) => price_protection::parse(body).map(CaseRequest::PriceProtection),
        Some(Kind::Repair) => repair::parse(body).map(CaseRequest::Repair),
        Some(Kind::Complaint) => complaint::parse(body).map(CaseRequest::Complaint),
        None => Err(Refusal::Invalid(vec![Fault::at("/type", "unknown_value")])),
    }
}

/// The order a request is about.
#[must_use]
pub fn order_of(request: &CaseRequest) -> &str {
    match request {
        CaseRequest::Return(request) => &request.order_id,
        CaseRequest::Exchange(request) => &request.order_id,
        CaseRequest::Withdrawal(request) => &request.order_id,
        CaseRequest::PriceProtection(request) => &request.order_id,
        CaseRequest::Repair(request) => &request.order_id,
        CaseRequest::Complaint(request) => &request.order_id,
    }
}

/// The files that come with a request.
#[must_use]
pub fn attachments_of(request: &CaseRequest) -> Vec<String> {
    let (items, own) = match request {
        CaseRequest::Return(request) => (&request.items, &[][..]),
        CaseRequest::Exchange(request) => (&request.items, &[][..]),
        CaseRequest::Withdrawal(request) => (&request.items, &[][..]),
        CaseRequest::PriceProtection(request) => (&request.items, &[][..]),
        CaseRequest::Repair(request) => (&request.items, &[][..]),
        CaseRequest::Complaint(request) => (&request.items, &request.attachments[..]),
    };
    items.iter().flat_map(|item| &item.attachments).chain(own).cloned().collect()
}

/// Opens a case and returns its id.
///
/// # Errors
/// 409 with the code of what is in the way.
pub async fn file(filing: &Filing<'_>, writing: &mut Writing, request: &CaseRequest) -> Answer<String> {
    match request {
        CaseRequest::Return(request) => return_::file(filing, writing, request).await,
        CaseRequest::Exchange(request) => exchange::file(filing, writing, request).await,
        CaseRequest::Withdrawal(request) => withdrawal::file(filing, writing, request).await,
        CaseRequest::PriceProtection(request) => price_protection::file(filing, writing, request).await,
        CaseRequest::Repair(request) => repair::file(filing, writing, request).await,
        CaseRequest::Complaint(request) => complaint::file(filing, writing, request).await,
    }
}

/// What the shopper may do with a case now. An unknown type allows nothing.
#[must_use]
pub fn allowed(shop: &Shop, case: &Case, now: Millis) -> Vec<Allowed> {
    match Kind::from_code(&case.record.kind) {
        Some(Kind::Return | Kind::Exchange | Kind::Withdrawal) => goods::allowed(case, now),
        Some(Kind::Repair) => repair::allowed(shop, case, now),
        Some(Kind::Complaint) => complaint::allowed(shop, case, now),
        Some(Kind::PriceProtection) | None => Vec::new(),
    }
}

/// Does something that is [`allowed`].
///
/// # Errors
/// 422 when the request lacks what the action needs, 409 with the code of what is in the way, 412 when somebody was
/// faster.
pub async fn act(acting: &Acting<'_>, writing: &mut Writing, action: &str) -> Answer<()> {
    match Kind::of(&acting.case.record)? {
        Kind::Return | Kind::Exchange | Kind::Withdrawal => goods::act(acting, writing, action).await,
        Kind::Repair => repair::act(acting, writing, action).await,
        Kind::Complaint => complaint::act(acting, writing, action).await,
        Kind::PriceProtection => Err(Refusal::Internal),
    }
}

/// What time alone does to the cases of an order: to be called, under the order's lock, before anything is decided
/// about them.
///
/// # Errors
/// When the database fails.
pub async fn lapse(_app: &App, writing: &mut Writing, order_id: &str, now: Millis) -> Answer<()> {
    for id in cases::late(writing, order_id, now).await? {
        let case = cases::load(writing, &id).await?.ok_or(Refusal::Internal)?;
        goods::give_up(writing, &case, goods::EXPIRE, now).await?;
    }
    Ok(())
}

/// The orders to which [`lapse`] would do something, in the order of their locks.
///
/// # Errors
/// When the database fails.
pub async fn overdue(writing: &mut Writing, now: Millis) -> Answer<Vec<String>> {
    Ok(cases::late_orders(writing, now).await?)
}

/// What is stored with a case of its type.
///
/// # Errors
/// When it can't be read.
pub fn details<T: DeserializeOwned>(record: &CaseRecord) -> Answer<T> {
    Ok(serde_json::from_str(&record.details)?)
}

/// What the schema says about items.
pub fn check_items(check: &mut Check, items: &[CaseItemRequest]) {
    check.require(!items.is_empty(), "/items", "empty");
    check.require(items.len() <= MOST_ITEMS, "/items", "too_long");
    for (place, item) in items.iter().enumerate().take(MOST_ITEMS) {
        check.require_id(&item.line_item_id, format!("/items/{place}/line_item_id"));
        check.require((1..=MOST_PIECES).contains(&item.quantity), format!("/items/{place}/quantity"), "out_of_range");
        let reason = item.reason_code.as_deref().unwrap_or_default();
        check.require_short(reason, 128, format!("/items/{place}/reason_code"));
        let noted = item.note.as_deref().unwrap_or_default();
        check.require_short(noted, 2_000, format!("/items/{place}/note"));
        check.require(item.serial.as_deref() != Some(""), format!("/items/{place}/serial"), "empty");
        let serial = item.serial.as_deref().unwrap_or_default();
        check.require_short(serial, 128, format!("/items/{place}/serial"));
        check.require(item.attachments.len() <= MOST_ATTACHMENTS, format!("/items/{place}/attachments"), "too_long");
        for (number, id) in item.attachments.iter().enumerate().take(MOST_ATTACHMENTS) {
            check.require_id(id, format!("/items/{place}/attachments/{number}"));
        }
        if let Some(variant) = &item.variant_id {
            check.require_id(variant, format!("/items/{place}/variant_id"));
        }
    }
}

/// That each line stands once among the items, which no schema can say.
///
/// # Errors
/// 409 `duplicate_line`.
pub fn each_once(items: &[CaseItemRequest]) -> Answer<()> {
    let mut lines: Vec<&str> = items.iter().map(|item| item.line_item_id.as_str()).collect();
    lines.sort_unstable();
    if lines.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(Refusal::Conflict("duplicate_line"));
    }
    Ok(())
}
