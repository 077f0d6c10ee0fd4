//! Who wants to be told when a parcel or a case changes.

use sqlx::FromRow;

use crate::clock::Millis;
use crate::store::Connection;

/// A wish to be told.
#[derive(Clone, Debug, FromRow)]
pub struct SubscriptionRecord {
    pub id: String,
    pub subject: String,
    /// Exactly one of the two is there, and is the target.
    pub shipment_id: Option<String>,
    pub case_id: Option<String>,
    /// `email`, `sms` or `webview`.
    pub channel: String,
    /// Of the channel's kind; with `webview` the shopper's subject.
    pub address: String,
    /// The language to write in, a BCP 47 tag.
    pub language: String,
    pub created_at: Millis,
    /// When whoever reads the address's letters agreed.
    pub agreed_at: Option<Millis>,
    /// The version of the target that was last written about.
    pub told: i64,
}

impl SubscriptionRecord {
    /// The id of the parcel or case.
    #[must_use]
    pub fn target(&self) -> &str {
        self.shipment_id.as_deref().or(self.case_id.as_deref()).unwrap_or_default()
    }
}

/// Stores a wish. The caller holds the customer's lock and has looked whether there is one already.
///
/// # Errors
/// When the database fails.
pub async fn insert(connection: &mut Connection, wish: &SubscriptionRecord) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO subscriptions (id, subject, shipment_id, case_id, target, channel, address, language, \
         created_at, agreed_at, told) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(&wish.id)
    .bind(&wish.subject)
    .bind(wish.shipment_id.as_deref())
    .bind(wish.case_id.as_deref())
    .bind(wish.target())
    .bind(&wish.channel)
    .bind(&wish.address)
    .bind(&wish.language)
    .bind(wish.created_at)
    .bind(wish.agreed_at)
    .bind(wish.told)
    .execute(connection)
    .await?;
    Ok(())
}

/// The shopper's own wishes about a parcel or a case, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of(connection: &mut Connection, subject: &str, target: &str) -> sqlx::Result<Vec<SubscriptionRecord>> {
    sqlx::query_as(
        "SELECT * FROM subscriptions WHERE subject = $1 AND target = $2 AND ended_at IS NULL ORDER BY created_at, id",
    )
    .bind(subject)
    .bind(target)
    .fetch_all(connection)
    .await
}

/// A wish whose target has changed since it was last written about.
#[derive(Clone, Debug, FromRow)]
pub struct Behind {
    #[sqlx(flatten)]
    pub wish: SubscriptionRecord,
    /// The target's version.
    pub version: i64,
}

/// Some of the wishes that are to be written about and may be.
///
/// # Errors
/// When the database fails.
pub async fn behind(connection: &mut Connection) -> sqlx::Result<Vec<Behind>> {
    sqlx::query_as(
        "SELECT subscriptions.*, COALESCE(shipments.version, cases.version) AS version FROM subscriptions \
         LEFT JOIN shipments ON shipments.id = subscriptions.shipment_id \
         LEFT JOIN cases ON cases.id = subscriptions.case_id \
         WHERE subscriptions.ended_at IS NULL AND subscriptions.agreed_at IS NOT NULL \
         AND subscriptions.told < COALESCE(shipments.version, cases.version) \
         ORDER BY subscriptions.id LIMIT 100",
    )
    .fetch_all(connection)
    .await
}

/// Notes that a version is written about. Returns false when somebody else has written meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn told(connection: &mut Connection, behind: &Behind) -> sqlx::Result<bool> {
    let done = sqlx::query("UPDATE subscriptions SET told = $1 WHERE id = $2 AND told = $3")
        .bind(behind.version)
        .bind(&behind.wish.id)
        .bind(behind.wish.told)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// How many wishes a shopper has.
///
/// # Errors
/// When the database fails.
pub async fn count(connection: &mut Connection, subject: &str) -> sqlx::Result<i64> {
    sqlx::query_scalar("SELECT COUNT(*) FROM subscriptions WHERE subject = $1 AND ended_at IS NULL")
        .bind(subject)
        .fetch_one(connection)
        .await
}

/// Notes that whoever reads the address's letters agreed, to hear what comes from now on. Returns false when there is no
/// such wish any more.
///
/// # Errors
/// When the database fails.
pub async fn agree(connection: &mut Connection, id: &str, now: Millis) -> sqlx::Result<bool> {
    sqlx::query(
        "UPDATE subscriptions SET agreed_at = $1, \
         told = COALESCE((SELECT version FROM shipments WHERE shipments.id = subscriptions.shipment_id), \
         (SELECT version FROM cases WHERE cases.id = subscriptions.case_id), told) \
         WHERE id = $2 AND agreed_at IS NULL",
    )
    .bind(now)
    .bind(id)
    .execute(&mut *connection)
    .await?;
    let there: Option<String> = sqlx::query_scalar("SELECT id FROM subscriptions WHERE id = $1 AND ended_at IS NULL")
        .bind(id)
        .fetch_optional(connection)
        .await?;
    Ok(there.is_some())
}

/// Ends a shopper's wish, once more as well. Returns false when the shopper never had one with this id.
///
/// # Errors
/// When the database fails.
pub async fn end(connection: &mut Connection, subject: &str, id: &str, now: Millis) -> sqlx::Result<bool> {
    let done = sqlx::query("UPDATE subscriptions SET ended_at = COALESCE(ended_at, $1) WHERE id = $2 AND subject = $3")
        .bind(now)
        .bind(id)
        .bind(subject)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}
