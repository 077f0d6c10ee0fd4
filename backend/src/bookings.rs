//! Appointments: holding a slot, and booking it with a case.
//!
//! A hold is the shopper's for a while. [`take`] makes it the case's, in the transaction that opens or moves the case;
//! [`release`] frees it when the case is given up. A hold that no case names ends by itself: nothing sweeps it away,
//! the next who wants the slot does. That no place is given twice is kept by [`Lock::Slot`], and by a unique index
//! should that fail.

use crate::{
    app::App,
    clock::{MINUTE, Millis},
    policy::slots::{SlotRule, SlotTime},
    problem::{Answer, Refusal},
    store::{
        Connection, Lock, Writing,
        bookings::{self, BookingRecord},
    },
    token,
};

/// The slot with this id at `now`.
///
/// # Errors
/// 409 `slot_unknown` for one that was never offered or can't be booked any more.
pub fn slot<'a>(app: &'a App, id: &str, now: Millis) -> Answer<(&'a SlotRule, SlotTime)> {
    let calendar = app.shop.calendar();
    let named = |rule: &SlotRule| rule.times(calendar, now).into_iter().find(|time| time.id == id);
    let found = app.shop.slots.iter().find_map(|rule| Some((rule, named(rule)?)));
    found.ok_or(Refusal::Conflict("slot_unknown"))
}

/// Holds a slot for an order, whose earlier hold for the same purpose ends with it. The caller has checked that the
/// order is the shopper's and holds no lock beyond [`Lock::Key`].
///
/// # Errors
/// As [`slot`], and 409 `slot_taken` when it is full.
pub async fn hold(
    app: &App,
    writing: &mut Writing,
    subject: &str,
    slot_id: &str,
    order_id: &str,
    now: Millis,
) -> Answer<BookingRecord> {
    let (rule, time) = slot(app, slot_id, now)?;
    writing.lock(Lock::Order, order_id).await?;
    writing.lock(Lock::Slot, slot_id).await?;
    bookings::let_go(writing, order_id, &rule.purpose).await?;
    let taken = bookings::places(writing, slot_id, now).await?;
    let place = (0..rule.capacity).find(|place| !taken.contains(place)).ok_or(Refusal::Conflict("slot_taken"))?;
    let booking = BookingRecord {
        id: token::id("bkg"),
        subject: subject.to_owned(),
        slot_id: time.id,
        place,
        purpose: rule.purpose.clone(),
        starts_at: time.starts_at,
        ends_at: time.ends_at,
        order_id: order_id.to_owned(),
        case_id: None,
        status: "held".into(),
        held_until: Some(now + rule.hold_minutes * MINUTE),
        created_at: now,
    };
    bookings::insert(writing, &booking).await?;
    Ok(booking)
}

/// What a case is to take over.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Who holds it.
    pub subject: &'a str,
    pub booking_id: &'a str,
    /// `pickup` or `repair`.
    pub purpose: &'a str,
    /// What it must have been held for.
    pub order_id: &'a str,
}

/// Books a held slot for a case, which may be about to be stored in the same transaction: `case_id` has to be there
/// when it commits, and on SQLite already. What the case had booked before is freed.
///
/// # Errors
/// 404 for a booking that is not the shopper's; 409 `booking_mismatch` when it was held for something else, 409
/// `booking_used` when a case has it already, 409 `booking_expired` when the hold has ended.
pub async fn take(writing: &mut Writing, wanted: Wanted<'_>, case_id: &str, now: Millis) -> Answer<BookingRecord> {
    let found = check(writing, wanted, now).await?;
    writing.lock(Lock::Slot, &found.slot_id).await?;
    if !bookings::book(writing, &found.id, case_id, now).await? {
        return Err(Refusal::Conflict("booking_expired"));
    }
    release(writing, case_id, Some(&found.id)).await?;
    bookings::find(writing, &found.id).await?.ok_or(Refusal::Internal)
}

/// Whether [`take`] would take the booking now.
///
/// # Errors
/// As [`take`].
pub async fn check(connection: &mut Connection, wanted: Wanted<'_>, now: Millis) -> Answer<BookingRecord> {
    let found = bookings::find(connection, wanted.booking_id).await?;
    let found = found.filter(|found| found.subject == wanted.subject).ok_or(Refusal::NotFound)?;
    if found.order_id != wanted.order_id || found.purpose != wanted.purpose {
        return Err(Refusal::Conflict("booking_mismatch"));
    }
    if found.case_id.is_some() {
        return Err(Refusal::Conflict("booking_used"));
    }
    if found.is_kept(now) { Ok(found) } else { Err(Refusal::Conflict("booking_expired")) }
}

/// Frees what a case has booked, but for `kept`.
///
/// # Errors
/// When the database fails.
pub async fn release(connection: &mut Connection, case_id: &str, kept: Option<&str>) -> sqlx::Result<()> {
    bookings::release(connection, case_id, kept).await
}
