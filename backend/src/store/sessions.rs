//! Sessions and the attempts to open one.

use sqlx::AnyConnection;

use crate::{
    clock::{DAY, Millis},
    token,
};

/// For how long an expired session is kept: whoever comes back the same day learns that it has ended, and not that
/// the token is wrong.
const MEMORY: Millis = DAY;

/// Who a token speaks for.
#[derive(Clone, Debug)]
pub struct SessionRecord {
    /// SHA-256 of the token.
    pub token_hash: String,
    /// The shopper's opaque name.
    pub subject: String,
    pub expires_at: Millis,
}

/// The session of a token, expired ones too.
///
/// # Errors
/// When the database fails.
pub async fn find(connection: &mut AnyConnection, token: &str) -> sqlx::Result<Option<SessionRecord>> {
    let token_hash = token::hash(token);
    let row: Option<(String, Millis)> =
        sqlx::query_as("SELECT subject, expires_at FROM sessions WHERE token_hash = $1")
            .bind(&token_hash)
            .fetch_optional(connection)
            .await?;
    Ok(row.map(|(subject, expires_at)| SessionRecord { token_hash, subject, expires_at }))
}

/// Whether the session opens the order.
///
/// # Errors
/// When the database fails.
pub async fn opens(connection: &mut AnyConnection, session: &SessionRecord, order_id: &str) -> sqlx::Result<bool> {
    let row: Option<(String,)> =
        sqlx::query_as("SELECT order_id FROM session_orders WHERE token_hash = $1 AND order_id = $2")
            .bind(&session.token_hash)
            .bind(order_id)
            .fetch_optional(connection)
            .await?;
    Ok(row.is_some())
}

/// Stores a session that opens `order_id` and everything `extends` opened.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    connection: &mut AnyConnection,
    session: &SessionRecord,
    order_id: &str,
    extends: Option<&SessionRecord>,
) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO sessions (token_hash, subject, expires_at) VALUES ($1, $2, $3)")
        .bind(&session.token_hash)
        .bind(&session.subject)
        .bind(session.expires_at)
        .execute(&mut *connection)
        .await?;
    if let Some(earlier) = extends {
        sqlx::query(
            "INSERT INTO session_orders (token_hash, order_id) \
             SELECT $1, order_id FROM session_orders WHERE token_hash = $2",
        )
        .bind(&session.token_hash)
        .bind(&earlier.token_hash)
        .execute(&mut *connection)
        .await?;
    }
    sqlx::query("INSERT INTO session_orders (token_hash, order_id) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(&session.token_hash)
        .bind(order_id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Removes the sessions that ended a day before `now`, and the attempts from before `attempts_before`.
///
/// # Errors
/// When the database fails.
pub async fn prune(connection: &mut AnyConnection, now: Millis, attempts_before: Millis) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM sessions WHERE expires_at < $1").bind(now - MEMORY).execute(&mut *connection).await?;
    sqlx::query("DELETE FROM lookup_attempts WHERE at < $1").bind(attempts_before).execute(connection).await?;
    Ok(())
}

/// How many attempts were made on a bucket since a moment, and the first of them.
///
/// # Errors
/// When the database fails.
pub async fn attempts(
    connection: &mut AnyConnection,
    bucket: &str,
    since: Millis,
) -> sqlx::Result<(i64, Option<Millis>)> {
    sqlx::query_as("SELECT COUNT(*), MIN(at) FROM lookup_attempts WHERE bucket = $1 AND at > $2")
        .bind(bucket)
        .bind(since)
        .fetch_one(connection)
        .await
}

/// Counts an attempt.
///
/// # Errors
/// When the database fails.
pub async fn count_attempt(connection: &mut AnyConnection, bucket: &str, at: Millis) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO lookup_attempts (id, bucket, at) VALUES ($1, $2, $3)")
        .bind(token::id("att"))
        .bind(bucket)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}
