//! Who wants to be told when a parcel or a case changes.

use sqlx::{AnyConnection, FromRow};

use crate::clock::Millis;

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
pub async fn insert(connection: &mut AnyConnection, wish: &SubscriptionRecord) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO subscriptions (id, subject, shipment_id, case_id, target, channel, address, language, \
         created_at, agreed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
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
    .execute(connection)
    .await?;
    Ok(())
}

/// The shopper's own wishes about a parcel or a case, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of(connection: &mut AnyConnection, subject: &str, target: &str) -> sqlx::Result<Vec<SubscriptionRecord>> {
    sqlx::query_as(
        "SELECT * FROM subscriptions WHERE subject = $1 AND target = $2 AND ended_at IS NULL ORDER BY created_at, id",
    )
    .bind(subject)
    .bind(target)
    .fetch_all(connection)
    .await
}

/// Everybody's wishes about a parcel or a case that may be written to.
///
/// # Errors
/// When the database fails.
pub async fn agreed(connection: &mut AnyConnection, target: &str) -> sqlx::Result<Vec<SubscriptionRecord>> {
    sqlx::query_as(
        "SELECT * FROM subscriptions WHERE target = $1 AND ended_at IS NULL AND agreed_at IS NOT NULL \
         ORDER BY created_at, id",
    )
    .bind(target)
    .fetch_all(connection)
    .await
}

/// How many wishes a shopper has.
///
/// # Errors
/// When the database fails.
pub async fn count(connection: &mut AnyConnection, subject: &str) -> sqlx::Result<i64> {
    sqlx::query_scalar("SELECT COUNT(*) FROM subscriptions WHERE subject = $1 AND ended_at IS NULL")
        .bind(subject)
        .fetch_one(connection)
        .await
}

/// Notes that whoever reads the address's letters agreed. Returns false when there is no such wish any more.
///
/// # Errors
/// When the database fails.
pub async fn agree(connection: &mut AnyConnection, id: &str, now: Millis) -> sqlx::Result<bool> {
    let done =
        sqlx::query("UPDATE subscriptions SET agreed_at = COALESCE(agreed_at, $1) WHERE id = $2 AND ended_at IS NULL")
            .bind(now)
            .bind(id)
            .execute(connection)
            .await?;
    Ok(done.rows_affected() == 1)
}

/// Ends a shopper's wish, once more as well. Returns false when the shopper never had one with this id.
///
/// # Errors
/// When the database fails.
pub async fn end(connection: &mut AnyConnection, subject: &str, id: &str, now: Millis) -> sqlx::Result<bool> {
    let done = sqlx::query("UPDATE subscriptions SET ended_at = COALESCE(ended_at, $1) WHERE id = $2 AND subject = $3")
        .bind(now)
        .bind(id)
        .bind(subject)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}
