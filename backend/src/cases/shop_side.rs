//! What the shop does with goods that go back. Its own back office would call these; here the sandbox does, and the
//! carrier's scans.
//!
//! Every function takes a case that was read under its order's lock ([`take`]), and leaves the announcement of the
//! change to whoever commits it.

use super::{
    details::Details,
    goods::{advance, changes, give_up, paid_event, replace},
    lapse,
};
use crate::{
    app::App,
    clock::Millis,
    policy::resolution::{Resolution, reduction},
    problem::{Answer, Refusal},
    store::{
        Lock, Writing,
        cases::{self, Case, CaseRecord, Event, Step},
        orders,
    },
    surveys,
};

/// A decision about one line of a case.
#[derive(Clone, Debug)]
pub struct Decision {
    pub line_id: String,
    pub accepted: bool,
    /// Why, in the shop's words.
    pub note: Option<String>,
}

/// A case for the shop to deal with: read anew under its order's lock, after time has done what is due.
///
/// # Errors
/// 404 when there is none.
pub async fn take(app: &App, writing: &mut Writing, case_id: &str, now: Millis) -> Answer<Case> {
    let found = cases::load(writing, case_id).await?.ok_or(Refusal::NotFound)?;
    writing.lock(Lock::Order, &found.record.order_id).await?;
    lapse(app, writing, &found.record.order_id, now).await?;
    cases::load(writing, case_id).await?.ok_or(Refusal::NotFound)
}

/// The photos show what was said: the shopper may send it.
///
/// # Errors
/// 409 `action_not_allowed` when the case is not under review.
pub async fn approve(app: &App, writing: &mut Writing, case: &Case, now: Millis) -> Answer<()> {
    must(case.record.phase == "in_review")?;
    let shop = &app.shop;
    if case.record.method.is_none() {
        // Nothing goes back, so nothing is waited for.
        let step = Step { phase: "in_progress", status: "approved", event: Event::by_shop("approved") };
        advance(writing, case, step, now).await?;
        let case = again(writing, case).await?;
        return if case.record.kind == "exchange" { Ok(()) } else { pay(app, writing, &case, now).await };
    }
    let step = Step { phase: "awaiting_customer", status: "approved", event: Event::by_shop("approved") };
    advance(writing, case, step, now).await?;
    let due_at = shop.calendar().end_of_day(now, shop.drop_off_days);
    let expected_by = shop.calendar().end_of_day(now, shop.drop_off_days + shop.refund_days);
    Ok(cases::set_days(writing, &case.record.id, due_at, expected_by).await?)
}

/// The shop does not take it back, for a reason in its own words.
///
/// # Errors
/// 409 `action_not_allowed` when the case is over, or is a withdrawal, which needs nobody's consent.
pub async fn reject(writing: &mut Writing, case: &Case, note: &str, now: Millis) -> Answer<()> {
    must(case.record.is_open() && case.record.kind != "withdrawal")?;
    let args = [("note", note)];
    let event = Event::by_shop("rejected").with(&args);
    give_up(writing, case, Step { phase: "rejected", status: "rejected", event }, now).await
}

/// The parcel has reached the shop. Where the refund waits for that alone, it is paid.
///
/// # Errors
/// 409 `action_not_allowed` when nothing is on its way.
pub async fn receive(app: &App, writing: &mut Writing, case: &Case, now: Millis) -> Answer<()> {
    let record = &case.record;
    let on_its_way = record.phase == "awaiting_customer" || record.status == "in_transit";
    must(on_its_way && record.method.is_some())?;
    let inspected = record.speed == "after_inspection";
    let status = if inspected { "inspecting" } else { "received" };
    advance(writing, case, Step { phase: "in_progress", status, event: Event::by_shop("received") }, now).await?;
    orders::adjust(writing, &record.order_id, None, "return", None, now).await?;
    if inspected || record.kind == "exchange" {
        return Ok(());
    }
    let case = again(writing, case).await?;
    pay(app, writing, &case, now).await
}

/// What was found in the parcel. What is not accepted takes its share of the promise with it, as an adjustment; what is
/// accepted is paid.
///
/// # Errors
/// 404 for a line that is not in the case, 409 `action_not_allowed` when nothing has been received.
pub async fn inspect(app: &App, writing: &mut Writing, case: &Case, decisions: &[Decision], now: Millis) -> Answer<()> {
    let record = &case.record;
    must(record.phase == "in_progress" && matches!(record.status.as_str(), "inspecting" | "received"))?;
    let mut refused = 0;
    for decision in decisions {
        let item = case.items.iter().find(|item| item.line_id == decision.line_id).ok_or(Refusal::NotFound)?;
        let word = if decision.accepted { "accepted" } else { "refused" };
        cases::decide(writing, &record.id, &decision.line_id, word, decision.note.as_deref()).await?;
        refused += if decision.accepted { 0 } else { item.amount };
    }
    let all: i64 = case.items.iter().map(|item| item.amount).sum();
    if refused >= all {
        let step = Step { phase: "rejected", status: "rejected", event: Event::by_shop("inspected_refused") };
        give_up(writing, case, step, now).await?;
        return end(app, writing, case, now).await;
    }
    let event = Event::by_shop(if refused > 0 { "inspected_partly" } else { "inspected" });
    advance(writing, case, Step { phase: "in_progress", status: "received", event }, now).await?;
    let promised = record.refund.unwrap_or_default() + changes(case);
    let lost = reduction(promised, refused, all);
    if lost != 0 {
        orders::adjust(writing, &record.order_id, Some(&record.id), "not_accepted", Some(-lost), now).await?;
    }
    if record.kind == "exchange" {
        return Ok(());
    }
    let case = again(writing, case).await?;
    pay(app, writing, &case, now).await
}

/// Pays what was promised, with what has changed since, and ends the case. What was paid ahead of the goods only ends.
///
/// # Errors
/// 409 `action_not_allowed` when it is over or nothing has come back.
pub async fn pay(app: &App, writing: &mut Writing, case: &Case, now: Millis) -> Answer<()> {
    let record = &case.record;
    must(record.phase == "in_progress")?;
    let resolution = Resolution::from_code(&record.resolution).ok_or(Refusal::Internal)?;
    let amount = (record.refund.unwrap_or_default() + changes(case)).max(0);
    let status = paid_event(resolution);
    if record.paid_at.is_some() {
        let step = Step { phase: "resolved", status, event: Event::by_shop("completed") };
        advance(writing, case, step, now).await?;
        let taken_back = record.refund.unwrap_or_default() - amount;
        if taken_back > 0 {
            orders::adjust(writing, &record.order_id, None, "clawback", Some(-taken_back), now).await?;
        }
        return end(app, writing, case, now).await;
    }
    advance(writing, case, Step { phase: "resolved", status, event: Event::by_shop(status) }, now).await?;
    cases::set_paid(writing, &record.id, now).await?;
    orders::adjust(writing, &record.order_id, None, resolution.adjustment(), Some(amount), now).await?;
    end(app, writing, case, now).await
}

/// The shopper has paid the difference.
///
/// # Errors
/// 409 `action_not_allowed` when there is none to pay.
pub async fn take_payment(writing: &mut Writing, case: &Case, now: Millis) -> Answer<()> {
    let record = &case.record;
    let mut details = Details::of(record)?;
    let due = details.payment.as_mut().filter(|payment| payment.paid_at.is_none() && record.is_open());
    let payment = due.ok_or(Refusal::Conflict("action_not_allowed"))?;
    payment.paid_at = Some(now);
    let amount = payment.amount;
    let step = Step { phase: &record.phase, status: &record.status, event: Event::by_customer("difference_paid") };
    advance(writing, case, step, now).await?;
    orders::adjust(writing, &record.order_id, None, "payment", Some(-amount), now).await?;
    Ok(cases::set_details(writing, &record.id, &serde_json::to_string(&details)?).await?)
}

/// Sends what comes instead.
///
/// # Errors
/// 409 `payment_due` while the difference is not paid, `action_not_allowed` when there is nothing to send (yet).
pub async fn ship_replacement(app: &App, writing: &mut Writing, case: &Case, now: Millis) -> Answer<()> {
    let record = &case.record;
    let mut details = Details::of(record)?;
    let ready = record.phase == "in_progress" && matches!(record.status.as_str(), "received" | "approved");
    let replacement = details.replacement.as_mut().filter(|replacement| ready && replacement.status == "reserved");
    let replacement = replacement.ok_or(Refusal::Conflict("action_not_allowed"))?;
    if details.payment.is_some_and(|payment| payment.paid_at.is_none()) {
        return Err(Refusal::Conflict("payment_due"));
    }
    replacement.status = "shipped".into();
    let pieces: Vec<_> = replacement.items.iter().map(|item| (item.line_id.clone(), item.quantity)).collect();
    let event = Event::by_shop("replacement_shipped");
    advance(writing, case, Step { phase: "in_progress", status: "replacement_shipped", event }, now).await?;
    cases::set_details(writing, &record.id, &serde_json::to_string(&details)?).await?;
    let carrier = &app.shop.return_carrier;
    replace(writing, record, carrier, &pieces, now).await?;
    let due = (record.refund.unwrap_or_default() + changes(case)).max(0);
    if due > 0 && record.paid_at.is_none() {
        cases::set_paid(writing, &record.id, now).await?;
        cases::append(writing, &record.id, Event::by_shop("difference_refunded"), now).await?;
        orders::adjust(writing, &record.order_id, None, "refund", Some(due), now).await?;
    }
    Ok(())
}

/// What came instead has been delivered: the exchange is done.
///
/// # Errors
/// 409 `action_not_allowed` when it has not been sent.
pub async fn replacement_delivered(app: &App, writing: &mut Writing, case: &Case, now: Millis) -> Answer<()> {
    let record = &case.record;
    let mut details = Details::of(record)?;
    must(record.status == "replacement_shipped")?;
    if let Some(replacement) = &mut details.replacement {
        replacement.status = "delivered".into();
    }
    let event = Event { code: "replacement_delivered", actor: "carrier", args: &[] };
    advance(writing, case, Step { phase: "resolved", status: "exchanged", event }, now).await?;
    cases::set_details(writing, &record.id, &serde_json::to_string(&details)?).await?;
    end(app, writing, case, now).await
}

/// The wanted variant is not there after all (a piece was damaged, the shelf was empty): the exchange becomes a refund
/// of what was sent back and of what was paid on top. The promise stays as it was; the change is an adjustment.
///
/// # Errors
/// 409 `action_not_allowed` when the replacement is not waiting to be sent.
pub async fn sold_out(app: &App, writing: &mut Writing, case: &Case, now: Millis) -> Answer<()> {
    let record = &case.record;
    let mut details = Details::of(record)?;
    let waiting = details.replacement.as_mut().filter(|replacement| replacement.status == "reserved");
    waiting.filter(|_| record.is_open()).ok_or(Refusal::Conflict("action_not_allowed"))?.status = "sold_out".into();
    let paid_on_top = details.payment.take().filter(|payment| payment.paid_at.is_some());
    let all: i64 = case.items.iter().map(|item| item.amount).sum();
    let more = all + paid_on_top.map_or(0, |payment| payment.amount) - record.refund.unwrap_or_default();
    let step = Step { phase: &record.phase, status: &record.status, event: Event::by_shop("replacement_sold_out") };
    advance(writing, case, step, now).await?;
    cases::set_details(writing, &record.id, &serde_json::to_string(&details)?).await?;
    cases::set_resolution(writing, &record.id, Resolution::Refund.code()).await?;
    orders::adjust(writing, &record.order_id, Some(&record.id), "refund", Some(more), now).await?;
    let received = record.phase == "in_progress" && matches!(record.status.as_str(), "received" | "approved");
    if !received {
        return Ok(());
    }
    let case = again(writing, case).await?;
    pay(app, writing, &case, now).await
}

/// Takes back money that was paid ahead of goods which never came, and ends the case.
///
/// # Errors
/// 409 `action_not_allowed` when it is over already or goods are here.
pub async fn expire(writing: &mut Writing, case: &Case, now: Millis) -> Answer<()> {
    must(case.record.is_open() && !matches!(case.record.status.as_str(), "received" | "inspecting"))?;
    give_up(writing, case, super::goods::EXPIRE, now).await
}

fn must(holds: bool) -> Answer<()> {
    if holds { Ok(()) } else { Err(Refusal::Conflict("action_not_allowed")) }
}

async fn again(writing: &mut Writing, case: &Case) -> Answer<Case> {
    cases::load(writing, &case.record.id).await?.ok_or(Refusal::Internal)
}

/// A case has ended: one question may follow.
async fn end(app: &App, writing: &mut Writing, case: &Case, now: Millis) -> Answer<()> {
    let CaseRecord { id, kind, order_id, .. } = &case.record;
    Ok(surveys::ask(writing, &app.shop, order_id, surveys::About::Case { id, kind }, now).await?)
}
