//! What the shop has offered to settle cases.

use sqlx::FromRow;

use crate::clock::Millis;
use crate::store::Connection;

/// An offer.
#[derive(Clone, Debug, FromRow)]
pub struct OfferRecord {
    pub id: String,
    pub resolution: String,
    /// Minor units of the order's currency; negative when the shopper pays.
    pub amount: Option<i64>,
    /// The shop's words beside it.
    pub message: String,
    pub offered_at: Millis,
    pub expires_at: Option<Millis>,
    /// `open`, `accepted`, `declined` or `expired`.
    pub status: String,
}

impl OfferRecord {
    /// Whether it can still be accepted or declined.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status == "open"
    }
}

/// The offers of a case, newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_case(connection: &mut Connection, case_id: &str) -> sqlx::Result<Vec<OfferRecord>> {
    sqlx::query_as(
        "SELECT id, resolution, amount, message, offered_at, expires_at, status FROM offers \
         WHERE case_id = $1 ORDER BY position DESC",
    )
    .bind(case_id)
    .fetch_all(connection)
    .await
}

/// Makes an offer. The caller holds the order's lock.
///
/// # Errors
/// When the database fails.
pub async fn insert(connection: &mut Connection, case_id: &str, offer: &OfferRecord) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO offers (id, case_id, position, resolution, amount, message, offered_at, expires_at, status) \
         SELECT $1, $2, COUNT(*), $3, $4, $5, $6, $7, $8 FROM offers WHERE case_id = $2",
    )
    .bind(&offer.id)
    .bind(case_id)
    .bind(&offer.resolution)
    .bind(offer.amount)
    .bind(&offer.message)
    .bind(offer.offered_at)
    .bind(offer.expires_at)
    .bind(&offer.status)
    .execute(connection)
    .await?;
    Ok(())
}

/// Ends an open offer. Returns false, and changes nothing, when it is not open any more.
///
/// # Errors
/// When the database fails.
pub async fn answer(connection: &mut Connection, id: &str, status: &str, now: Millis) -> sqlx::Result<bool> {
    let done = sqlx::query("UPDATE offers SET status = $1, answered_at = $2 WHERE id = $3 AND status = 'open'")
        .bind(status)
        .bind(now)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends the open offers of a case. Returns how many there were.
///
/// # Errors
/// When the database fails.
pub async fn close_all(connection: &mut Connection, case_id: &str, status: &str, now: Millis) -> sqlx::Result<u64> {
    let done = sqlx::query("UPDATE offers SET status = $1, answered_at = $2 WHERE case_id = $3 AND status = 'open'")
        .bind(status)
        .bind(now)
        .bind(case_id)
        .execute(connection)
        .await?;
    Ok(done.rows_affected())
}

/// Ends the open offers of a case whose time is over. Returns how many.
///
/// # Errors
/// When the database fails.
pub async fn expire(connection: &mut Connection, case_id: &str, now: Millis) -> sqlx::Result<u64> {
    let done = sqlx::query(
        "UPDATE offers SET status = 'expired', answered_at = $1 \
         WHERE case_id = $2 AND status = 'open' AND expires_at <= $1",
    )
    .bind(now)
    .bind(case_id)
    .execute(connection)
    .await?;
    Ok(done.rows_affected())
}
