//! What returns, exchanges, withdrawals and price adjustments have in common: a promise becomes a case, goods go back
//! some way, and the shopper may change the way or give it up.

use aftercare_contract::{
    filing::{CaseItemRequest, GuideTrace},
    money::Money,
};

use super::{
    Acting, Allowed, Filing, Kind,
    details::{Acknowledgement, Details, Payment, Replacement, ReplacementItem},
};
use crate::{
    app::App,
    bookings,
    clock::Millis,
    policy::{refund::Method, resolution::Resolution, withdrawal::DAYS_TO_SETTLE},
    problem::{Answer, Fault, Refusal},
    returns::{self, Promise},
    rma,
    shop::Shop,
    store::{
        Writing,
        cases::{self, Case, CaseRecord, Event, Step},
        market::{self, Market},
        orders::{self, Order},
        quotes, sessions,
        shipments::{self, CheckpointRecord, ShipmentRecord},
        uploads::{self as files, Owner},
    },
    surveys, token, uploads,
};

/// What a request adds to a promise.
#[derive(Clone, Copy, Debug, Default)]
pub struct Opening<'a> {
    pub items: &'a [CaseItemRequest],
    pub quote_id: Option<&'a str>,
    pub booking_id: Option<&'a str>,
    pub acknowledgement: Option<&'a Acknowledgement>,
    pub guide: Option<&'a GuideTrace>,
}

/// What is attached to an item of a case.
#[must_use]
pub fn item_files(case_id: &str, line_id: &str) -> String {
    format!("{case_id}/{line_id}")
}

/// The promise of a quote, if it can still be kept for these items.
///
/// # Errors
/// 404 for a quote that is not the shopper's, 409 with the code of what is in the way.
pub async fn agreed(
    filing: &Filing<'_>,
    writing: &mut Writing,
    market: &Market,
    kind: Kind,
    quote_id: &str,
    items: &[CaseItemRequest],
) -> Answer<Promise> {
    let Filing { app, order, now, .. } = *filing;
    let quote = quotes::find(writing, quote_id).await?.ok_or(Refusal::NotFound)?;
    if !sessions::opens(writing, filing.session, &quote.order_id).await? {
        return Err(Refusal::NotFound);
    }
    let mut promise: Promise = serde_json::from_str(&quote.promise)?;
    if quote.order_id != order.record.id || promise.kind != kind || !promise.covers(items) {
        return Err(Refusal::Conflict("quote_mismatch"));
    }
    if quote.case_id.is_some() {
        return Err(Refusal::Conflict("quote_used"));
    }
    if quote.expires_at <= now {
        return Err(Refusal::Conflict("quote_expired"));
    }
    if kind != Kind::PriceProtection {
        returns::still_kept(&app.shop, order, market, &promise, quote.created_at)?;
    }
    promise.complete(items);
    Ok(promise)
}

/// Checks that the promise is what the shopper saw before the tap.
///
/// # Errors
/// 409 `refund_changed`.
pub fn as_expected(order: &Order, promise: &Promise, expected: Option<&Money>) -> Answer<()> {
    let differs = |money: &Money| money.amount != promise.total() || money.currency != order.record.currency;
    if expected.is_some_and(differs) { Err(Refusal::Conflict("refund_changed")) } else { Ok(()) }
}

/// Opens the case of a promise with everything that comes with it, and returns its id.
///
/// # Errors
/// 409 with the code of what is in the way.
pub async fn open(
    filing: &Filing<'_>,
    writing: &mut Writing,
    market: &Market,
    promise: &Promise,
    opening: Opening<'_>,
) -> Answer<String> {
    let Filing { app, order, now, .. } = *filing;
    let by_slot = promise.by_slot();
    match opening.booking_id {
        None if by_slot => return Err(Refusal::Conflict("slot_required")),
        Some(_) if !by_slot => return Err(Refusal::Conflict("booking_mismatch")),
        _ => {}
    }
    let mut details = details_of(promise, market, now, &app.shop)?;
    details.acknowledgement = opening.acknowledgement.cloned();
    details.guide = opening.guide.cloned();
    details.attachments = opening.items.iter().any(|item| !item.attachments.is_empty());
    let id = record(&app.shop, writing, order, promise, &details, now).await?;
    for item in opening.items {
        let line = order.line(&item.line_item_id).ok_or(Refusal::NotFound)?;
        let evidence = returns::evidence_of(&app.shop, line, item.reason_code.as_deref());
        attach(filing, writing, &id, item, &evidence).await?;
    }
    if let Some(booking_id) = opening.booking_id {
        book(app, writing, &filing.session.subject, booking_id, &order.record.id, &id, now).await?;
        cases::set_method(writing, &id, promise.method.code(), promise.method_fee, Some(booking_id)).await?;
    }
    reserve(writing, details.replacement.as_ref()).await?;
    if let Some(quote) = opening.quote_id {
        quotes::spend(writing, quote, &id).await?;
    }
    let (phase, _) = first_state(promise);
    if phase == "resolved" {
        let about = surveys::About::Case { id: &id, kind: promise.kind.code() };
        surveys::ask(writing, &app.shop, &order.record.id, about, now).await?;
    }
    Ok(id)
}

/// Attaches an item's files, if there is all that its reason asks for: `note`, `serial`, `photo`, `video`.
///
/// # Errors
/// 409 `note_required`, `serial_required`, `photo_required`, `video_required`, and what [`uploads::attach`] refuses.
pub async fn attach(
    filing: &Filing<'_>,
    writing: &mut Writing,
    case_id: &str,
    item: &CaseItemRequest,
    evidence: &[String],
) -> Answer<()> {
    let Filing { app, session, .. } = *filing;
    if evidence.is_empty() && item.attachments.is_empty() {
        return Ok(());
    }
    let mut kinds = Vec::with_capacity(item.attachments.len());
    for id in &item.attachments {
        let file = files::find(writing, id).await?.filter(|file| file.subject == session.subject);
        kinds.push(file.ok_or(Refusal::Conflict("upload_unknown"))?.media_type);
    }
    let has = |prefix: &str| kinds.iter().any(|kind| kind.starts_with(prefix));
    let said = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    for proof in evidence {
        let (there, code) = match proof.as_str() {
            "note" => (said(&item.note), "note_required"),
            "photo" => (has("image/"), "photo_required"),
            "video" => (has("video/"), "video_required"),
            _ => (said(&item.serial), "serial_required"),
        };
        if !there {
            return Err(Refusal::Conflict(code));
        }
    }
    let owner = item_files(case_id, &item.line_item_id);
    let owner = Owner { kind: "case_item", id: &owner };
    uploads::attach(app, writing, &session.subject, &item.attachments, owner).await
}

async fn book(
    app: &App,
    writing: &mut Writing,
    subject: &str,
    booking_id: &str,
    order_id: &str,
    case_id: &str,
    now: Millis,
) -> Answer<()> {
    let wanted = bookings::Wanted { subject, booking_id, purpose: "pickup", order_id };
    bookings::take(writing, wanted, case_id, now).await?;
    app.live.announce(case_id);
    Ok(())
}

/// What is stored with the case of a promise.
fn details_of(promise: &Promise, market: &Market, now: Millis, shop: &Shop) -> Answer<Details> {
    let due_at = shop.calendar().end_of_day(now, shop.drop_off_days);
    let mut details = Details {
        instant: promise.instant,
        ways: promise.ways.clone(),
        keep_item: promise.keep_item() && promise.kind != Kind::Withdrawal,
        price_drop: promise.price_drop,
        ..Details::default()
    };
    if promise.kind == Kind::Exchange {
        let mut items = Vec::with_capacity(promise.items.len());
        for item in &promise.items {
            let wanted = item.variant_id.as_deref().ok_or(Refusal::Conflict("variant_required"))?;
            let variant = market.variant(wanted).ok_or(Refusal::Conflict("variant_unknown"))?;
            items.push(ReplacementItem {
                line_id: item.line_id.clone(),
                variant_id: variant.id.clone(),
                quantity: i64::from(item.quantity),
                labels: variant.labels.clone(),
                image: variant.image.clone(),
            });
        }
        details.replacement = Some(Replacement { status: "reserved".into(), items });
        let total = promise.total();
        details.payment = (total < 0).then_some(Payment { amount: -total, due_at, paid_at: None });
    }
    Ok(details)
}

/// Takes what comes instead out of the stock, in the order of the variants' ids.
async fn reserve(writing: &mut Writing, replacement: Option<&Replacement>) -> Answer<()> {
    for (variant_id, quantity) in by_variant(replacement) {
        if !market::reserve(writing, variant_id, quantity).await? {
            return Err(Refusal::Conflict("variant_sold_out"));
        }
    }
    Ok(())
}

/// The pieces of each variant, in the order of their ids.
fn by_variant(replacement: Option<&Replacement>) -> std::collections::BTreeMap<&str, i64> {
    let mut pieces = std::collections::BTreeMap::new();
    for item in replacement.into_iter().flat_map(|replacement| &replacement.items) {
        *pieces.entry(item.variant_id.as_str()).or_default() += item.quantity;
    }
    pieces
}

/// Stores the case of a promise, with the days by which things happen, and returns its id. What is paid at once is paid
/// here.
///
/// # Errors
/// When the database fails.
pub async fn record(
    shop: &Shop,
    writing: &mut crate::store::Connection,
    order: &Order,
    promise: &Promise,
    details: &Details,
    now: Millis,
) -> Answer<String> {
    let (phase, status) = first_state(promise);
    let at_once = promise.speed == "instant";
    let calendar = shop.calendar();
    let goes_back = !promise.keep_item();
    let expected_by = match promise.kind {
        _ if at_once => now,
        Kind::Withdrawal => calendar.end_of_day(now, DAYS_TO_SETTLE),
        _ => calendar.end_of_day(now, shop.drop_off_days + shop.refund_days),
    };
    let total = promise.total();
    let record = CaseRecord {
        due_at: (goes_back && !promise.review).then(|| calendar.end_of_day(now, days_to_send(shop, promise.kind))),
        resolution: promise.resolution.code().into(),
        method: goes_back.then(|| promise.method.code().into()),
        method_fee: promise.method_fee,
        refund: (total >= 0).then_some(total),
        breakdown: serde_json::to_string(&promise.breakdown)?,
        speed: promise.speed.clone(),
        expected_by: Some(expected_by),
        paid_at: at_once.then_some(now),
        drop_off_code: goes_back.then(rma::drop_off_code),
        label_token: (goes_back || promise.kind == Kind::Withdrawal).then(token::bearer),
        details: serde_json::to_string(details)?,
        ..CaseRecord::new(promise.kind.code(), &order.record.id, phase, status, now)
    };
    cases::insert(
        writing,
        &record,
        &promise.records(),
        Event::by_customer(if promise.review { "case_submitted" } else { "case_opened" }),
    )
    .await?;
    if at_once {
        cases::append(writing, &record.id, Event::by_shop(paid_event(promise.resolution)), now).await?;
        orders::adjust(writing, &order.record.id, None, promise.resolution.adjustment(), Some(total), now).await?;
    }
    Ok(record.id)
}

/// Days to send the goods back.
fn days_to_send(shop: &Shop, kind: Kind) -> i64 {
    if kind == Kind::Withdrawal { DAYS_TO_SETTLE } else { shop.drop_off_days }
}

/// Phase and status of a new case.
fn first_state(promise: &Promise) -> (&'static str, &'static str) {
    match (promise.kind, promise.keep_item()) {
        (Kind::PriceProtection, _) => ("resolved", "price_adjusted"),
        (Kind::Withdrawal, true) => ("in_progress", "withdrawn"),
        (Kind::Withdrawal, false) => ("awaiting_customer", "withdrawn"),
        _ if promise.review => ("in_review", "under_review"),
        (Kind::Exchange, true) => ("in_progress", "approved"),
        (_, true) => ("resolved", paid_event(promise.resolution)),
        (_, false) => ("awaiting_customer", "approved"),
    }
}

/// What the timeline, and the status of a case that ends with it, call the payment.
#[must_use]
pub fn paid_event(resolution: Resolution) -> &'static str {
    match resolution {
        Resolution::StoreCredit => "credited",
        Resolution::PriceAdjustment => "price_adjusted",
        Resolution::Refund | Resolution::Exchange => "refunded",
    }
}

/// What the shopper may do while goods are to go back. A withdrawal has been declared: it is not taken back.
#[must_use]
pub fn allowed(case: &Case, _now: Millis) -> Vec<Allowed> {
    let record = &case.record;
    let until = record.due_at;
    let mut allowed = Vec::new();
    let waiting = record.phase == "awaiting_customer";
    if (waiting || record.phase == "in_review") && record.kind != Kind::Withdrawal.code() {
        allowed.push(Allowed::until("cancel", until));
    }
    if !waiting {
        return allowed;
    }
    if record.method.as_deref() != Some(Method::InStore.code()) {
        allowed.push(Allowed::until("confirm_shipped", until));
    }
    if Details::of(record).is_ok_and(|details| details.ways.len() > 1) {
        allowed.push(Allowed::until("change_method", until));
    }
    if record.booking_id.is_some() {
        allowed.push(Allowed::until("reschedule", until));
    }
    allowed
}

/// The shopper gives it up.
pub const CANCEL: Step<'static> =
    Step { phase: "cancelled", status: "cancelled", event: Event { code: "cancelled", actor: "customer", args: &[] } };

/// Nothing was handed in in time.
pub const EXPIRE: Step<'static> =
    Step { phase: "expired", status: "expired", event: Event { code: "expired", actor: "system", args: &[] } };

/// The shopper has sent it.
pub const SHIP: Step<'static> =
    Step { phase: "in_progress", status: "in_transit", event: Event { code: "shipped", actor: "customer", args: &[] } };

/// Does what is allowed.
///
/// # Errors
/// As [`super::act`].
pub async fn act(acting: &Acting<'_>, writing: &mut Writing, action: &str) -> Answer<()> {
    let Acting { app, case, now, .. } = *acting;
    match action {
        "cancel" => give_up(writing, case, CANCEL, now).await,
        "confirm_shipped" => {
            advance(writing, case, SHIP, now).await?;
            let record = &case.record;
            let pieces: Vec<_> = case.items.iter().map(|item| (item.line_id.clone(), item.quantity)).collect();
            let carrier = &app.shop.return_carrier;
            Ok(shipments::announce_return(writing, &record.order_id, &record.id, carrier, &pieces, now).await?)
        }
        "change_method" => change_method(acting, writing).await,
        "reschedule" => reschedule(acting, writing).await,
        _ => Err(Refusal::Internal),
    }
}

/// Moves a case on from the state it was read in.
///
/// # Errors
/// 412 when somebody was faster.
pub async fn advance(writing: &mut Writing, case: &Case, step: Step<'_>, now: Millis) -> Answer<()> {
    let done = cases::advance(writing, &case.record.id, case.record.version, step, now).await?;
    if done { Ok(()) } else { Err(Refusal::Stale) }
}

/// Ends a case before anything has come back: what was reserved or booked is free again, and money that was out ahead
/// of the goods is taken back.
///
/// # Errors
/// 412 when somebody was faster.
pub async fn give_up(writing: &mut Writing, case: &Case, step: Step<'_>, now: Millis) -> Answer<()> {
    let record = &case.record;
    advance(writing, case, step, now).await?;
    bookings::release(writing, &record.id, None).await?;
    for (variant_id, quantity) in by_variant(Details::of(record)?.replacement.as_ref()) {
        market::release(writing, variant_id, quantity).await?;
    }
    if record.paid_at.is_some() { claw_back(writing, case, now).await } else { Ok(()) }
}

/// Takes back what was paid ahead of the goods: nothing is left of the promise.
async fn claw_back(writing: &mut Writing, case: &Case, now: Millis) -> Answer<()> {
    let record = &case.record;
    let paid = record.refund.unwrap_or_default();
    let left = paid + changes(case);
    cases::append(writing, &record.id, Event::by_shop("clawed_back"), now).await?;
    orders::adjust(writing, &record.order_id, Some(&record.id), "clawback", Some(-left), now).await?;
    orders::adjust(writing, &record.order_id, None, "clawback", Some(-paid), now).await?;
    Ok(())
}

/// Announces the parcel with what comes instead.
///
/// # Errors
/// When the database fails.
pub async fn replace(
    writing: &mut Writing,
    case: &CaseRecord,
    carrier: &str,
    pieces: &[(String, i64)],
    now: Millis,
) -> Answer<()> {
    let parcel = ShipmentRecord {
        id: token::id("shp"),
        order_id: case.order_id.clone(),
        case_id: Some(case.id.clone()),
        direction: "outbound".into(),
        tracking_status: "info_received".into(),
        carrier: carrier.to_owned(),
        created_at: now,
        ..ShipmentRecord::default()
    };
    let announced = CheckpointRecord {
        at: now,
        tracking_status: "info_received".into(),
        message: "announced".into(),
        ..CheckpointRecord::default()
    };
    Ok(shipments::insert(writing, &parcel, pieces, &[announced]).await?)
}

/// By how much the promise was changed since.
#[must_use]
pub fn changes(case: &Case) -> i64 {
    case.adjustments.iter().filter_map(|adjustment| adjustment.amount).sum()
}

async fn change_method(acting: &Acting<'_>, writing: &mut Writing) -> Answer<()> {
    let Acting { app, session, case, request, now, .. } = *acting;
    let record = &case.record;
    let wanted = request.method.as_deref().ok_or(Refusal::Invalid(vec![Fault::at("/method", "required")]))?;
    let details = Details::of(record)?;
    let way = details.ways.iter().find(|way| way.method.code() == wanted);
    let way = *way.ok_or(Refusal::Conflict("method_unavailable"))?;
    match &request.booking_id {
        None if way.by_slot => return Err(Refusal::Conflict("slot_required")),
        Some(_) if !way.by_slot => return Err(Refusal::Conflict("booking_mismatch")),
        _ => {}
    }
    let old = record.method.as_deref().and_then(Method::from_code);
    let deducted = |method: Method, fee: i64| if method.is_deducted() { fee } else { 0 };
    let before = old.map_or(0, |method| deducted(method, record.method_fee));
    let change = before - deducted(way.method, way.fee);
    advance(
        writing,
        case,
        Step { phase: &record.phase, status: &record.status, event: Event::by_customer("method_changed") },
        now,
    )
    .await?;
    match &request.booking_id {
        Some(booking) => book(app, writing, &session.subject, booking, &record.order_id, &record.id, now).await?,
        None => bookings::release(writing, &record.id, None).await?,
    }
    cases::set_method(writing, &record.id, way.method.code(), way.fee, request.booking_id.as_deref()).await?;
    if change != 0 {
        orders::adjust(writing, &record.order_id, Some(&record.id), "method_fee", Some(change), now).await?;
    }
    Ok(())
}

async fn reschedule(acting: &Acting<'_>, writing: &mut Writing) -> Answer<()> {
    let Acting { app, session, case, request, now, .. } = *acting;
    let record = &case.record;
    let missing = || Refusal::Invalid(vec![Fault::at("/booking_id", "required")]);
    let booking = request.booking_id.as_deref().ok_or_else(missing)?;
    let step = Step { phase: &record.phase, status: &record.status, event: Event::by_customer("rescheduled") };
    advance(writing, case, step, now).await?;
    book(app, writing, &session.subject, booking, &record.order_id, &record.id, now).await?;
    let method = record.method.as_deref().unwrap_or_default();
    Ok(cases::set_method(writing, &record.id, method, record.method_fee, Some(booking)).await?)
}
