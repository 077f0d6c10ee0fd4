//! Conversations. Messages are added and read, never changed.

use sqlx::FromRow;

use crate::clock::Millis;
use crate::store::Connection;

/// A message.
#[derive(Clone, Debug, FromRow)]
pub struct MessageRecord {
    pub id: String,
    /// Its place in the conversation, from 0.
    pub position: i64,
    pub at: Millis,
    /// `customer`, `shop` or `system`.
    pub author: String,
    /// With `shop`: who of the staff, by code.
    pub staff: Option<String>,
    pub text: String,
}

/// Adds a message to a case's conversation. The caller holds the order's lock. `record.position` is not looked at.
///
/// # Errors
/// When the database fails.
pub async fn insert(connection: &mut Connection, case_id: &str, record: &MessageRecord) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO messages (id, case_id, position, at, author, staff, text) \
         SELECT $1, $2, COUNT(*), $3, $4, $5, $6 FROM messages WHERE case_id = $2",
    )
    .bind(&record.id)
    .bind(case_id)
    .bind(record.at)
    .bind(&record.author)
    .bind(record.staff.as_deref())
    .bind(&record.text)
    .execute(connection)
    .await?;
    Ok(())
}

/// A page of a conversation, oldest first, from after the place `after`.
///
/// # Errors
/// When the database fails.
pub async fn page(
    connection: &mut Connection,
    case_id: &str,
    after: Option<i64>,
    limit: i64,
) -> sqlx::Result<Vec<MessageRecord>> {
    sqlx::query_as(
        "SELECT id, position, at, author, staff, text FROM messages \
         WHERE case_id = $1 AND position > $2 ORDER BY position LIMIT $3",
    )
    .bind(case_id)
    .bind(after.unwrap_or(-1))
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// How many messages a conversation has, and its last one.
///
/// # Errors
/// When the database fails.
pub async fn last(connection: &mut Connection, case_id: &str) -> sqlx::Result<(i64, Option<MessageRecord>)> {
    let last: Option<MessageRecord> = sqlx::query_as(
        "SELECT id, position, at, author, staff, text FROM messages \
         WHERE case_id = $1 ORDER BY position DESC LIMIT 1",
    )
    .bind(case_id)
    .fetch_optional(connection)
    .await?;
    Ok((last.as_ref().map_or(0, |last| last.position + 1), last))
}
