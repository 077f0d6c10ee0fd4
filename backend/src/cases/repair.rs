//! Repairs: sent in, brought in, done at home or from afar.
//!
//! Status by status: `awaiting_item` (sent or brought in) or `appointment_booked` (at home) or `in_review` (from afar) →
//! `received` → `diagnosing` → where the cover does not pay, an offer with what it costs and `payment_due` →
//! `repairing` → `settled` when it is back. An offer that is declined leads to `returning_unrepaired`.
//! [`crate::desk::shop_side`] has the shop's steps.

use aftercare_contract::filing::RepairRequest;
use serde_json::Value;

use super::{
    Acting, Allowed, Filing, check_items,
    complaint::{answers, higher, offer_of},
    each_once,
    goods::attach,
    tried,
};
use crate::{
    bookings::{self, Wanted},
    care,
    clock::Millis,
    desk::{Handling, talk::Speaker},
    problem::{Answer, Fault, Refusal},
    receipts::Proof,
    request::{Check, read},
    rma,
    shop::Shop,
    store::{
        Writing,
        cases::{self, Case, CaseItemRecord, CaseRecord, Event},
        orders::Line,
        repairs::{self, RepairRecord},
        shipments,
    },
    token,
    view::View,
};

/// Days to send or bring in what is to be repaired.
const HAND_IN_DAYS: i64 = 14;

/// Reads the body.
///
/// # Errors
/// 422 with what does not fit the schema.
pub fn parse(body: &Value) -> Answer<RepairRequest> {
    let request: RepairRequest = read(body)?;
    let mut check = Check::default();
    check.require_id(&request.order_id, "/order_id");
    check_items(&mut check, &request.items);
    check.require_text(&request.mode, 64, "/mode");
    if let Some(booking) = &request.booking_id {
        check.require_id(booking, "/booking_id");
    }
    tried::check(&mut check, request.guide.as_ref());
    check.finish()?;
    each_once(&request.items)?;
    Ok(request)
}

/// Opens a repair.
///
/// # Errors
/// 404 for a line that is not the order's; 409 `not_fulfilled`, `quantity_too_large`, `mode_unavailable`,
/// `reason_unknown`, `slot_required`, and what [`bookings::take`] and [`attach`] refuse.
pub async fn file(filing: &Filing<'_>, writing: &mut Writing, request: &RepairRequest) -> Answer<String> {
    let Filing { app, session, locale, order, now } = *filing;
    let mut items = Vec::with_capacity(request.items.len());
    let mut covers = Vec::with_capacity(request.items.len());
    let mut asked = Vec::with_capacity(request.items.len());
    let mut by_slot = false;
    for item in &request.items {
        let line = order.line(&item.line_item_id).ok_or(Refusal::NotFound)?;
        let there = there(line);
        if there == 0 {
            return Err(Refusal::Conflict("not_fulfilled"));
        }
        if item.quantity > there {
            return Err(Refusal::Conflict("quantity_too_large"));
        }
        let mode = care::mode(app, &line.record.category, &request.mode);
        by_slot |= mode.ok_or(Refusal::Conflict("mode_unavailable"))?.needs_slot;
        let symptom = item.reason_code.as_ref().map(|code| {
            let symptom = app.shop.symptom(code, &line.record.category);
            symptom.ok_or(Refusal::Conflict("reason_unknown"))
        });
        asked.push(symptom.transpose()?.map(|symptom| symptom.requires).unwrap_or_default());
        covers.push(care::coverage(app, writing, &line.record.id, now).await?);
        items.push(CaseItemRecord {
            line_id: line.record.id.clone(),
            quantity: item.quantity.into(),
            amount: 0,
            reason: item.reason_code.clone(),
            note: item.note.clone().filter(|note| !note.trim().is_empty()),
            serial: item.serial.clone(),
            decision: None,
            decision_note: None,
        });
    }
    let mut record = opening(filing, &request.mode);
    record.booking_id = request.booking_id.clone().filter(|_| by_slot);
    record.number = cases::insert(writing, &record, &items, Event::by_customer("case_opened")).await?;
    match &request.booking_id {
        Some(booking_id) if by_slot => {
            let wanted =
                Wanted { subject: &session.subject, booking_id, purpose: "repair", order_id: &order.record.id };
            bookings::take(writing, wanted, &record.id, now).await?;
        }
        None if by_slot => return Err(Refusal::Conflict("slot_required")),
        Some(_) => return Err(Refusal::Conflict("booking_mismatch")),
        None => {}
    }
    // A cover that holds may still not pay: somebody has to look first. Without one it is known at once.
    let covered = covers.iter().all(Option::is_some);
    let repair = RepairRecord {
        case_id: record.id.clone(),
        mode: request.mode.clone(),
        covered: (!covered).then_some(0),
        coverage: covers.into_iter().flatten().next().filter(|_| covered).map(|cover| cover.code.to_owned()),
        price: None,
        pay_until: None,
        paid_at: None,
        guide: request.guide.as_ref().map(serde_json::to_string).transpose()?,
    };
    repairs::insert(writing, &repair).await?;
    for (item, asked) in request.items.iter().zip(&asked) {
        attach(filing, writing, &record.id, item, asked).await?;
    }
    let mut handling = Handling::begin(View::new(app, locale), writing, &record, &order.record, now).await?;
    handling.wait_until(record.due_at).await?;
    let words = handling.view.voice.say("mode", &request.mode);
    handling.receipt(Proof { code: "case_opened", words: &words, ..Proof::default() }).await?;
    handling.start("first_answer").await?;
    Ok(record.id)
}

/// How many pieces of a line the shopper has.
#[must_use]
pub fn there(line: &Line) -> u32 {
    let delivered = line.parcels.iter().filter(|parcel| parcel.delivered_at.is_some());
    delivered.map(|parcel| parcel.quantity).sum::<u32>().saturating_sub(line.claims.returned)
}

/// How a repair begins, by its mode.
fn opening(filing: &Filing<'_>, mode: &str) -> CaseRecord {
    let Filing { app, order, now, .. } = *filing;
    let new = |phase, status| CaseRecord {
        resolution: "repair".into(),
        ..CaseRecord::new("repair", &order.record.id, phase, status, now)
    };
    let due_at = Some(app.shop.calendar().end_of_day(now, HAND_IN_DAYS));
    match mode {
        "mail_in" => CaseRecord {
            due_at,
            method: Some("drop_off_label".into()),
            drop_off_code: Some(rma::drop_off_code()),
            label_token: Some(token::bearer()),
            ..new("awaiting_customer", "awaiting_item")
        },
        "drop_off" => CaseRecord { due_at, ..new("awaiting_customer", "awaiting_item") },
        "on_site" => new("in_progress", "appointment_booked"),
        _ => new("in_review", "in_review"),
    }
}

/// What the shopper may do with a repair.
#[must_use]
pub fn allowed(shop: &Shop, case: &Case, _now: Millis) -> Vec<Allowed> {
    let Some(folder) = case.folder.as_ref().filter(|_| case.record.is_open()) else { return Vec::new() };
    let until = folder.desk.waits_until;
    let mut allowed = answers(folder);
    let booked = case.record.booking_id.is_some();
    match case.record.status.as_str() {
        "settled" => allowed.push(Allowed::until("reopen", until)),
        "refused" => allowed.extend(higher(shop, folder, until)),
        "awaiting_item" | "appointment_booked" => {
            if case.record.method.is_some() {
                allowed.push(Allowed::until("confirm_shipped", until));
            }
            if booked {
                allowed.push(Allowed::until("reschedule", None));
            }
            allowed.push(Allowed::until("cancel", until));
        }
        _ => {
            allowed.extend(higher(shop, folder, None));
            if case.record.phase == "in_review" {
                allowed.push(Allowed::until("cancel", None));
            }
        }
    }
    allowed
}

/// Does it.
///
/// # Errors
/// As [`super::act`].
pub async fn act(acting: &Acting<'_>, writing: &mut Writing, action: &str) -> Answer<()> {
    let Acting { app, session, order, case, request, now, .. } = *acting;
    let record = &case.record;
    match action {
        "cancel" => bookings::release(writing, &record.id, None).await?,
        "confirm_shipped" => {
            let pieces: Vec<_> = case.items.iter().map(|item| (item.line_id.clone(), item.quantity)).collect();
            let carrier = &app.shop.return_carrier;
            shipments::announce_return(writing, &record.order_id, &record.id, carrier, &pieces, now).await?;
        }
        "reschedule" => {
            let booking_id = request.booking_id.as_deref();
            let booking_id = booking_id.ok_or_else(|| Refusal::Invalid(vec![Fault::at("/booking_id", "required")]))?;
            let wanted =
                Wanted { subject: &session.subject, booking_id, purpose: "repair", order_id: &record.order_id };
            bookings::take(writing, wanted, &record.id, now).await?;
            repairs::rebook(writing, &record.id, booking_id).await?;
        }
        _ => {}
    }
    let handling = Handling::of(app, writing, record, &order.record, now).await?;
    let mut handling = handling.ok_or(Refusal::Internal)?;
    if let Some(note) = request.note.as_deref().filter(|note| !note.trim().is_empty()) {
        handling.say(Speaker::Customer, note).await?;
    }
    match action {
        "accept_offer" => handling.accept(offer_of(request)?).await,
        "decline_offer" => handling.decline(offer_of(request)?).await,
        "escalate" => handling.escalate("customer").await,
        "reopen" => handling.reopen().await,
        "reschedule" => handling.note(Event::by_customer("rescheduled")).await,
        "confirm_shipped" => {
            handling.wait_until(None).await?;
            handling.step("in_progress", "in_transit", Event::by_customer("shipped")).await
        }
        "cancel" => {
            handling.finish("cancelled", "cancelled", Event::by_customer("cancelled")).await?;
            handling.receipt(Proof { code: "cancelled", ..Proof::default() }).await
        }
        _ => Err(Refusal::Internal),
    }
}
