//! One-time codes that were asked for.

use sqlx::FromRow;

use crate::clock::Millis;
use crate::store::Connection;

/// A code that somebody has to type.
#[derive(Clone, Debug, FromRow)]
pub struct ChallengeRecord {
    pub id: String,
    /// What it opens.
    pub order_id: String,
    /// A keyed hash of the code with the id.
    pub code_hash: String,
    /// Where failures count for the order.
    pub bucket: String,
    pub expires_at: Millis,
    /// How often a code was typed in vain.
    pub tries: i64,
    pub used_at: Option<Millis>,
}

/// Stores a challenge.
///
/// # Errors
/// When the database fails.
pub async fn insert(connection: &mut Connection, challenge: &ChallengeRecord) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO challenges (id, order_id, code_hash, bucket, expires_at, tries) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&challenge.id)
    .bind(&challenge.order_id)
    .bind(&challenge.code_hash)
    .bind(&challenge.bucket)
    .bind(challenge.expires_at)
    .bind(challenge.tries)
    .execute(connection)
    .await?;
    Ok(())
}

/// The challenge with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(connection: &mut Connection, id: &str) -> sqlx::Result<Option<ChallengeRecord>> {
    sqlx::query_as("SELECT * FROM challenges WHERE id = $1").bind(id).fetch_optional(connection).await
}

/// Counts a code that was typed in vain.
///
/// # Errors
/// When the database fails.
pub async fn count_try(connection: &mut Connection, id: &str) -> sqlx::Result<()> {
    sqlx::query("UPDATE challenges SET tries = tries + 1 WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}

/// Notes that the code was used.
///
/// # Errors
/// When the database fails.
pub async fn spend(connection: &mut Connection, id: &str, now: Millis) -> sqlx::Result<()> {
    sqlx::query("UPDATE challenges SET used_at = $1 WHERE id = $2").bind(now).bind(id).execute(connection).await?;
    Ok(())
}
