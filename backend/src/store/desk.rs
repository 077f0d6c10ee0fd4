//! Owners, rungs, clocks and goodwill of the cases people talk about. Everything here changes under the lock of the
//! case's order.

use sqlx::FromRow;

use super::{
    complaints::{self, ComplaintRecord},
    messages::{self, MessageRecord},
    offers::{self, OfferRecord},
    repairs::{self, RepairRecord},
    uploads::{self, Owner, UploadRecord},
};
use crate::clock::Millis;
use crate::store::Connection;

/// Everything a case has because people talk about it.
#[derive(Clone, Debug)]
pub struct Folder {
    pub desk: DeskRecord,
    /// Lowest first.
    pub escalations: Vec<EscalationRecord>,
    /// In the order they were started.
    pub clocks: Vec<ClockRecord>,
    /// Newest first.
    pub offers: Vec<OfferRecord>,
    pub goodwill: Vec<GoodwillRecord>,
    /// How many messages there are.
    pub message_count: i64,
    pub last_message: Option<MessageRecord>,
    pub complaint: Option<ComplaintRecord>,
    pub repair: Option<RepairRecord>,
    /// What came with the complaint.
    pub attachments: Vec<UploadRecord>,
}

/// What the files of a complaint are attached to.
#[must_use]
pub fn complaint_files(case_id: &str) -> Owner<'_> {
    Owner { kind: "complaint", id: case_id }
}

/// The folder of a case, if it has a desk.
///
/// # Errors
/// When the database fails.
pub async fn folder(connection: &mut Connection, case_id: &str) -> sqlx::Result<Option<Folder>> {
    let Some(desk) = find(&mut *connection, case_id).await? else { return Ok(None) };
    let (message_count, last_message) = messages::last(&mut *connection, case_id).await?;
    Ok(Some(Folder {
        desk,
        escalations: escalations(&mut *connection, case_id).await?,
        clocks: clocks(&mut *connection, case_id).await?,
        offers: offers::of_case(&mut *connection, case_id).await?,
        goodwill: goodwill(&mut *connection, case_id).await?,
        message_count,
        last_message,
        complaint: complaints::find(&mut *connection, case_id).await?,
        repair: repairs::find(&mut *connection, case_id).await?,
        attachments: uploads::of(connection, complaint_files(case_id)).await?,
    }))
}

/// Who has a case, and how high it has gone.
#[derive(Clone, Debug, FromRow)]
pub struct DeskRecord {
    pub case_id: String,
    /// One of the staff, by code.
    pub owner: String,
    pub since: Millis,
    /// An index into the ladder.
    pub level: i64,
    /// The BCP 47 tag of the language the case was opened in.
    pub locale: String,
    /// While the case waits for the shopper: until when.
    pub waits_until: Option<Millis>,
}

/// A promise of time.
#[derive(Clone, Debug, FromRow)]
pub struct ClockRecord {
    pub position: i64,
    pub code: String,
    pub due_at: Millis,
    pub met_at: Option<Millis>,
    pub breached_at: Option<Millis>,
    /// When it was given up with what it was about.
    pub stopped_at: Option<Millis>,
}

/// A rung that was reached.
#[derive(Clone, Debug, FromRow)]
pub struct EscalationRecord {
    pub level: i64,
    pub reached_at: Millis,
}

impl ClockRecord {
    /// Whether it still runs.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.met_at.or(self.breached_at).or(self.stopped_at).is_none()
    }
}

/// Something given for the trouble.
#[derive(Clone, Debug, FromRow)]
pub struct GoodwillRecord {
    /// `store_credit`.
    pub code: String,
    pub amount: i64,
    pub granted_at: Millis,
}

/// The desk of a case, if it has one.
///
/// # Errors
/// When the database fails.
pub async fn find(connection: &mut Connection, case_id: &str) -> sqlx::Result<Option<DeskRecord>> {
    sqlx::query_as("SELECT * FROM desks WHERE case_id = $1").bind(case_id).fetch_optional(connection).await
}

/// How many cases were taken so far.
///
/// # Errors
/// When the database fails.
pub async fn count(connection: &mut Connection) -> sqlx::Result<i64> {
    sqlx::query_scalar("SELECT COUNT(*) FROM desks").fetch_one(connection).await
}

/// Takes a case, on the lowest rung.
///
/// # Errors
/// When the database fails.
pub async fn insert(connection: &mut Connection, record: &DeskRecord) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO desks (case_id, owner, since, level, locale, waits_until) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&record.case_id)
    .bind(&record.owner)
    .bind(record.since)
    .bind(record.level)
    .bind(&record.locale)
    .bind(record.waits_until)
    .execute(&mut *connection)
    .await?;
    reach(connection, &record.case_id, record.level, record.since).await
}

/// Moves a case to a rung.
///
/// # Errors
/// When the database fails.
pub async fn reach(connection: &mut Connection, case_id: &str, level: i64, at: Millis) -> sqlx::Result<()> {
    sqlx::query("UPDATE desks SET level = $1 WHERE case_id = $2")
        .bind(level)
        .bind(case_id)
        .execute(&mut *connection)
        .await?;
    sqlx::query("INSERT INTO escalations (case_id, level, reached_at) VALUES ($1, $2, $3)")
        .bind(case_id)
        .bind(level)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}

/// The rungs a case has reached, lowest first.
///
/// # Errors
/// When the database fails.
pub async fn escalations(connection: &mut Connection, case_id: &str) -> sqlx::Result<Vec<EscalationRecord>> {
    sqlx::query_as("SELECT level, reached_at FROM escalations WHERE case_id = $1 ORDER BY level")
        .bind(case_id)
        .fetch_all(connection)
        .await
}

/// Sets or clears until when a case waits for the shopper.
///
/// # Errors
/// When the database fails.
pub async fn set_waits_until(connection: &mut Connection, case_id: &str, until: Option<Millis>) -> sqlx::Result<()> {
    sqlx::query("UPDATE desks SET waits_until = $1 WHERE case_id = $2")
        .bind(until)
        .bind(case_id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Starts a clock.
///
/// # Errors
/// When the database fails.
pub async fn start_clock(connection: &mut Connection, case_id: &str, code: &str, due_at: Millis) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO clocks (case_id, position, code, due_at) \
         SELECT $1, COUNT(*), $2, $3 FROM clocks WHERE case_id = $1",
    )
    .bind(case_id)
    .bind(code)
    .bind(due_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// The clocks of a case in the order they were started.
///
/// # Errors
/// When the database fails.
pub async fn clocks(connection: &mut Connection, case_id: &str) -> sqlx::Result<Vec<ClockRecord>> {
    sqlx::query_as(
        "SELECT position, code, due_at, met_at, breached_at, stopped_at FROM clocks WHERE case_id = $1 ORDER BY position",
    )
    .bind(case_id)
    .fetch_all(connection)
    .await
}

/// How a running clock ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The promise was kept.
    Met,
    /// It ran out.
    Breached,
    /// What it was about is over.
    Stopped,
}

/// Ends the running clock at a position. Returns false, and changes nothing, when it is not running any more.
///
/// # Errors
/// When the database fails.
pub async fn end_clock(
    connection: &mut Connection,
    case_id: &str,
    position: i64,
    end: End,
    at: Millis,
) -> sqlx::Result<bool> {
    let statement = match end {
        End::Met => {
            "UPDATE clocks SET met_at = $1 WHERE case_id = $2 AND position = $3 \
             AND met_at IS NULL AND breached_at IS NULL AND stopped_at IS NULL"
        }
        End::Breached => {
            "UPDATE clocks SET breached_at = $1 WHERE case_id = $2 AND position = $3 \
             AND met_at IS NULL AND breached_at IS NULL AND stopped_at IS NULL"
        }
        End::Stopped => {
            "UPDATE clocks SET stopped_at = $1 WHERE case_id = $2 AND position = $3 \
             AND met_at IS NULL AND breached_at IS NULL AND stopped_at IS NULL"
        }
    };
    let done = sqlx::query(statement).bind(at).bind(case_id).bind(position).execute(connection).await?;
    Ok(done.rows_affected() == 1)
}

/// Gives something for the trouble.
///
/// # Errors
/// When the database fails.
pub async fn grant(connection: &mut Connection, case_id: &str, gift: &GoodwillRecord) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO goodwill (case_id, position, code, amount, granted_at) \
         SELECT $1, COUNT(*), $2, $3, $4 FROM goodwill WHERE case_id = $1",
    )
    .bind(case_id)
    .bind(&gift.code)
    .bind(gift.amount)
    .bind(gift.granted_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// What was given for the trouble, first things first.
///
/// # Errors
/// When the database fails.
pub async fn goodwill(connection: &mut Connection, case_id: &str) -> sqlx::Result<Vec<GoodwillRecord>> {
    sqlx::query_as("SELECT code, amount, granted_at FROM goodwill WHERE case_id = $1 ORDER BY position")
        .bind(case_id)
        .fetch_all(connection)
        .await
}

/// The cases (id, order id) for which something is due at `now`: a clock has run out, an offer has ended, or it
/// has waited for the shopper long enough. In the order of the locks, by order.
///
/// # Errors
/// When the database fails.
pub async fn due(connection: &mut Connection, now: Millis) -> sqlx::Result<Vec<(String, String)>> {
    sqlx::query_as(
        "SELECT id, order_id FROM cases WHERE id IN (\
         SELECT case_id FROM clocks WHERE due_at <= $1 AND met_at IS NULL AND breached_at IS NULL AND stopped_at IS NULL \
         UNION SELECT case_id FROM offers WHERE expires_at <= $1 AND status = 'open' \
         UNION SELECT case_id FROM desks WHERE waits_until <= $1) ORDER BY order_id, id",
    )
    .bind(now)
    .fetch_all(connection)
    .await
}

/// The cases of an order for which something is due at `now`.
///
/// # Errors
/// When the database fails.
pub async fn due_of_order(connection: &mut Connection, order_id: &str, now: Millis) -> sqlx::Result<Vec<String>> {
    let due = due(connection, now).await?.into_iter();
    Ok(due.filter(|(_, order)| order == order_id).map(|(id, _)| id).collect())
}

/// What was paid for an order and what its other living cases have promised back, minor units.
///
/// # Errors
/// When the database fails.
pub async fn paid_and_promised(connection: &mut Connection, order_id: &str, case_id: &str) -> sqlx::Result<(i64, i64)> {
    let paid = sqlx::query_scalar("SELECT CAST(COALESCE(SUM(total), 0) AS BIGINT) FROM lines WHERE order_id = $1")
        .bind(order_id)
        .fetch_one(&mut *connection)
        .await?;
    let promised = sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(refund), 0) AS BIGINT) FROM cases WHERE order_id = $1 AND id <> $2 AND refund > 0 \
         AND phase NOT IN ('cancelled', 'rejected', 'expired')",
    )
    .bind(order_id)
    .bind(case_id)
    .fetch_one(connection)
    .await?;
    Ok((paid, promised))
}
