//! Slots that are held or booked.

use std::collections::HashMap;

use sqlx::FromRow;

use crate::clock::Millis;
use crate::store::Connection;

/// A booking's row.
#[derive(Clone, Debug, FromRow)]
pub struct BookingRecord {
    pub id: String,
    pub subject: String,
    pub slot_id: String,
    /// Which of the slot's places it takes, from 0.
    pub place: i64,
    pub purpose: String,
    pub starts_at: Millis,
    pub ends_at: Millis,
    pub order_id: String,
    pub case_id: Option<String>,
    /// `held`, `booked` or `cancelled`.
    pub status: String,
    pub held_until: Option<Millis>,
    pub created_at: Millis,
}

impl BookingRecord {
    /// Whether the slot is kept for it.
    #[must_use]
    pub fn is_kept(&self, now: Millis) -> bool {
        self.status == "booked" || self.status == "held" && self.held_until.is_some_and(|until| now < until)
    }
}

/// The booking with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(connection: &mut Connection, id: &str) -> sqlx::Result<Option<BookingRecord>> {
    sqlx::query_as("SELECT * FROM bookings WHERE id = $1").bind(id).fetch_optional(connection).await
}

/// What a case has booked; the last one when it was moved.
///
/// # Errors
/// When the database fails.
pub async fn of_case(connection: &mut Connection, case_id: &str) -> sqlx::Result<Option<BookingRecord>> {
    sqlx::query_as("SELECT * FROM bookings WHERE case_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1")
        .bind(case_id)
        .fetch_optional(connection)
        .await
}

/// How many places of each coming slot are taken, by slot id.
///
/// # Errors
/// When the database fails.
pub async fn taken(connection: &mut Connection, purpose: &str, now: Millis) -> sqlx::Result<HashMap<String, i64>> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT slot_id, COUNT(*) FROM bookings WHERE purpose = $1 AND starts_at > $2 \
         AND (status = 'booked' OR (status = 'held' AND held_until > $2)) GROUP BY slot_id",
    )
    .bind(purpose)
    .bind(now)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().collect())
}

/// Frees the holds of a slot that have ended, and returns the places that are still taken. The caller holds the
/// slot's lock.
///
/// # Errors
/// When the database fails.
pub async fn places(connection: &mut Connection, slot_id: &str, now: Millis) -> sqlx::Result<Vec<i64>> {
    sqlx::query("UPDATE bookings SET status = 'cancelled' WHERE slot_id = $1 AND status = 'held' AND held_until <= $2")
        .bind(slot_id)
        .bind(now)
        .execute(&mut *connection)
        .await?;
    sqlx::query_scalar("SELECT place FROM bookings WHERE slot_id = $1 AND status <> 'cancelled'")
        .bind(slot_id)
        .fetch_all(connection)
        .await
}

/// Stores a new hold.
///
/// # Errors
/// When the database fails.
pub async fn insert(connection: &mut Connection, booking: &BookingRecord) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO bookings (id, subject, slot_id, place, purpose, starts_at, ends_at, order_id, status, \
         held_until, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(&booking.id)
    .bind(&booking.subject)
    .bind(&booking.slot_id)
    .bind(booking.place)
    .bind(&booking.purpose)
    .bind(booking.starts_at)
    .bind(booking.ends_at)
    .bind(&booking.order_id)
    .bind(&booking.status)
    .bind(booking.held_until)
    .bind(booking.created_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Ends the holds for an order and a purpose that no case has named.
///
/// # Errors
/// When the database fails.
pub async fn let_go(connection: &mut Connection, order_id: &str, purpose: &str) -> sqlx::Result<()> {
    sqlx::query("UPDATE bookings SET status = 'cancelled' WHERE order_id = $1 AND purpose = $2 AND status = 'held'")
        .bind(order_id)
        .bind(purpose)
        .execute(connection)
        .await?;
    Ok(())
}

/// Books a held slot for a case. Returns false, and changes nothing, when the hold has ended.
///
/// # Errors
/// When the database fails.
pub async fn book(connection: &mut Connection, id: &str, case_id: &str, now: Millis) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "UPDATE bookings SET status = 'booked', case_id = $1, held_until = NULL \
         WHERE id = $2 AND status = 'held' AND held_until > $3",
    )
    .bind(case_id)
    .bind(id)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Frees a hold. Returns false, and changes nothing, when it is booked.
///
/// # Errors
/// When the database fails.
pub async fn cancel(connection: &mut Connection, id: &str) -> sqlx::Result<bool> {
    let done = sqlx::query("UPDATE bookings SET status = 'cancelled' WHERE id = $1 AND status <> 'booked'")
        .bind(id)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Frees what a case has booked, but for `kept`.
///
/// # Errors
/// When the database fails.
pub async fn release(connection: &mut Connection, case_id: &str, kept: Option<&str>) -> sqlx::Result<()> {
    sqlx::query("UPDATE bookings SET status = 'cancelled' WHERE case_id = $1 AND id <> $2")
        .bind(case_id)
        .bind(kept.unwrap_or_default())
        .execute(connection)
        .await?;
    Ok(())
}
