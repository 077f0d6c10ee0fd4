//! Complaints: somebody owns them at once, answers within a time the shopper can watch, and there is always somebody
//! above. [`crate::desk`] says how they go on and how they end.

use aftercare_contract::filing::{ActionRequest, ComplaintRequest};
use serde_json::Value;

use super::{Acting, Allowed, Filing, check_items, each_once, tried};
use crate::{
    clock::Millis,
    desk::{Handling, talk::Speaker},
    policy::complaint::{ComplaintRule, offered, progress},
    problem::{Answer, Fault, Refusal},
    receipts::Proof,
    request::{Check, read},
    shop::Shop,
    store::{
        Writing,
        cases::{self, Case, CaseItemRecord, CaseRecord, Event},
        complaints::{self, ComplaintRecord},
        desk::{Folder, complaint_files},
        orders::Order,
        uploads as files,
    },
    uploads,
    view::View,
};

/// The longest text, in characters.
const LONGEST: usize = 5_000;

/// The most files a request may name; how many the shop takes is said in its own rules.
const MOST_ATTACHMENTS: usize = 20;

/// Reads the body.
///
/// # Errors
/// 422 with what does not fit the schema; 409 `note_required` when nothing is said.
pub fn parse(body: &Value) -> Answer<ComplaintRequest> {
    let request: ComplaintRequest = read(body)?;
    let mut check = Check::default();
    check.require_id(&request.order_id, "/order_id");
    if !request.items.is_empty() {
        check_items(&mut check, &request.items);
    }
    check.require((1..=128).contains(&request.reason_code.chars().count()), "/reason_code", "out_of_range");
    check.require(!request.text.is_empty(), "/text", "empty");
    check.require_short(&request.text, LONGEST, "/text");
    let wished = request.wished_resolution.as_deref().unwrap_or_default();
    check.require_short(wished, 64, "/wished_resolution");
    check.require(request.attachments.len() <= MOST_ATTACHMENTS, "/attachments", "too_long");
    for (place, id) in request.attachments.iter().enumerate().take(MOST_ATTACHMENTS) {
        check.require_id(id, format!("/attachments/{place}"));
    }
    tried::check(&mut check, request.guide.as_ref());
    check.finish()?;
    each_once(&request.items)?;
    if request.text.trim().is_empty() {
        return Err(Refusal::Conflict("note_required"));
    }
    Ok(request)
}

/// Opens a complaint.
///
/// # Errors
/// 404 for a line that is not the order's; 409 `reason_unknown`, `resolution_unavailable`, `quantity_too_large`,
/// `photo_required`, and what [`uploads::attach`] refuses.
pub async fn file(filing: &Filing<'_>, writing: &mut Writing, request: &ComplaintRequest) -> Answer<String> {
    let Filing { app, session, locale, order, now } = *filing;
    let rule = rule(&app.shop, order, &request.reason_code)?;
    let wished = request.wished_resolution.clone();
    if wished.as_ref().is_some_and(|wished| !rule.resolutions.contains(wished)) {
        return Err(Refusal::Conflict("resolution_unavailable"));
    }
    let mut items = Vec::with_capacity(request.items.len());
    for item in &request.items {
        let line = order.line(&item.line_item_id).ok_or(Refusal::NotFound)?;
        if i64::from(item.quantity) > line.record.ordered {
            return Err(Refusal::Conflict("quantity_too_large"));
        }
        items.push(CaseItemRecord {
            line_id: line.record.id.clone(),
            quantity: item.quantity.into(),
            amount: 0,
            reason: None,
            note: item.note.clone().filter(|note| !note.trim().is_empty()),
            serial: item.serial.clone(),
            decision: None,
            decision_note: None,
        });
    }
    let mut record = CaseRecord::new("complaint", &order.record.id, "in_review", "in_review", now);
    record.number = cases::insert(writing, &record, &items, Event::by_customer("case_opened")).await?;
    let complaint = ComplaintRecord {
        case_id: record.id.clone(),
        reason: request.reason_code.clone(),
        text: request.text.clone(),
        wished_resolution: wished,
        guide: request.guide.as_ref().map(serde_json::to_string).transpose()?,
    };
    complaints::insert(writing, &complaint).await?;
    let owner = complaint_files(&record.id);
    let of_items = request.items.iter().flat_map(|item| &item.attachments);
    let attachments: Vec<_> = request.attachments.iter().chain(of_items).cloned().collect();
    uploads::attach(app, writing, &session.subject, &attachments, owner).await?;
    if rule.requires.iter().any(|needed| needed == "photo") {
        let photographed = files::of(writing, owner).await?.iter().any(|file| file.media_type.starts_with("image/"));
        if !photographed {
            return Err(Refusal::Conflict("photo_required"));
        }
    }
    let view = View::new(app, locale);
    let mut handling = Handling::begin(view, writing, &record, &order.record, now).await?;
    handling.receipt(Proof { code: "case_opened", words: &request.text, ..Proof::default() }).await?;
    for clock in ["first_answer", "resolution"] {
        handling.start(clock).await?;
    }
    Ok(record.id)
}

/// The rule of a reason that goes with how far the order has come.
fn rule<'a>(shop: &'a Shop, order: &Order, code: &str) -> Answer<&'a ComplaintRule> {
    let mut rules = offered(&shop.complaints, progress(order));
    rules.find(|rule| rule.code == code).ok_or(Refusal::Conflict("reason_unknown"))
}

/// What the shopper may do with a complaint.
#[must_use]
pub fn allowed(shop: &Shop, case: &Case, _now: Millis) -> Vec<Allowed> {
    let Some(folder) = case.folder.as_ref().filter(|_| case.record.is_open()) else { return Vec::new() };
    let until = folder.desk.waits_until;
    let mut allowed = answers(folder);
    match case.record.status.as_str() {
        "settled" => allowed.push(Allowed::until("reopen", until)),
        "refused" => allowed.extend(higher(shop, folder, until)),
        _ => {
            allowed.extend(higher(shop, folder, None));
            if case.record.phase != "in_progress" {
                allowed.push(Allowed::until("cancel", None));
            }
        }
    }
    allowed
}

/// What can be answered to the open offers.
#[must_use]
pub fn answers(folder: &Folder) -> Vec<Allowed> {
    let open = folder.offers.iter().filter(|offer| offer.is_open());
    let last = open.map(|offer| offer.expires_at).max();
    let both = |until| ["accept_offer", "decline_offer"].map(|action| Allowed::until(action, until)).to_vec();
    last.map(both).unwrap_or_default()
}

/// Going to somebody above, if there is anybody.
pub fn higher(shop: &Shop, folder: &Folder, until: Option<Millis>) -> Option<Allowed> {
    let level = usize::try_from(folder.desk.level).unwrap_or_default();
    shop.desk.can_escalate(level).then(|| Allowed::until("escalate", until))
}

/// Does it.
///
/// # Errors
/// As [`super::act`].
pub async fn act(acting: &Acting<'_>, writing: &mut Writing, action: &str) -> Answer<()> {
    let Acting { app, order, case, request, now, .. } = *acting;
    let handling = Handling::of(app, writing, &case.record, &order.record, now).await?;
    let mut handling = handling.ok_or(Refusal::Internal)?;
    if let Some(note) = request.note.as_deref().filter(|note| !note.trim().is_empty()) {
        handling.say(Speaker::Customer, note).await?;
    }
    match action {
        "accept_offer" => handling.accept(offer_of(request)?).await,
        "decline_offer" => handling.decline(offer_of(request)?).await,
        "escalate" => handling.escalate("customer").await,
        "reopen" => handling.reopen().await,
        "cancel" => {
            handling.finish("cancelled", "cancelled", Event::by_customer("cancelled")).await?;
            handling.receipt(Proof { code: "cancelled", ..Proof::default() }).await
        }
        _ => Err(Refusal::Internal),
    }
}

/// The offer an action is about.
///
/// # Errors
/// 422 when none is named.
pub fn offer_of(request: &ActionRequest) -> Answer<&str> {
    request.offer_id.as_deref().ok_or_else(|| Refusal::Invalid(vec![Fault::at("/offer_id", "required")]))
}
