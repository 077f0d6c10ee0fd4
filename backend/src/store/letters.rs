//! Messages to shoppers that wait to be sent.

use sqlx::FromRow;

use crate::{
    clock::{DAY, MINUTE, Millis},
    store::Connection,
    token,
};

/// For how long whoever sends a letter keeps it from the others.
const CLAIM: Millis = MINUTE;

/// For how long a letter is tried. A code has ended by then, and a parcel has moved on.
const PATIENCE: Millis = 3 * DAY;

/// A message to one address.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, FromRow)]
pub struct Letter {
    pub id: String,
    pub created_at: Millis,
    /// `email`, `sms` or `webview`.
    pub channel: String,
    /// Of the channel's kind; personal.
    pub address: String,
    /// Empty where the channel has none.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

impl Letter {
    /// A new letter.
    #[must_use]
    pub fn new(channel: &str, address: &str, subject: String, text: String, now: Millis) -> Self {
        let (channel, address) = (channel.to_owned(), address.to_owned());
        Self { id: token::id("ltr"), created_at: now, channel, address, subject, text }
    }
}

/// Stores a letter, in the transaction of what it tells of.
///
/// # Errors
/// When the database fails.
pub async fn insert(connection: &mut Connection, letter: &Letter) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO letters (id, created_at, channel, address, subject, text) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(&letter.id)
    .bind(letter.created_at)
    .bind(&letter.channel)
    .bind(&letter.address)
    .bind(&letter.subject)
    .bind(&letter.text)
    .execute(connection)
    .await?;
    Ok(())
}

/// The letters nobody has sent or is sending, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn waiting(connection: &mut Connection, now: Millis) -> sqlx::Result<Vec<Letter>> {
    sqlx::query_as(
        "SELECT id, created_at, channel, address, subject, text FROM letters \
         WHERE sent_at IS NULL AND claimed_until < $1 ORDER BY created_at, id LIMIT 100",
    )
    .bind(now)
    .fetch_all(connection)
    .await
}

/// Takes a letter to send it. Returns false when somebody else has it.
///
/// # Errors
/// When the database fails.
pub async fn claim(connection: &mut Connection, id: &str, now: Millis) -> sqlx::Result<bool> {
    let claimed =
        sqlx::query("UPDATE letters SET claimed_until = $1 WHERE id = $2 AND sent_at IS NULL AND claimed_until < $3")
            .bind(now + CLAIM)
            .bind(id)
            .bind(now)
            .execute(connection)
            .await?;
    Ok(claimed.rows_affected() == 1)
}

/// Notes that a letter has gone out, or forgets it when nobody need `keep` it.
///
/// # Errors
/// When the database fails.
pub async fn sent(connection: &mut Connection, id: &str, keep: bool, now: Millis) -> sqlx::Result<()> {
    let query = if keep {
        sqlx::query("UPDATE letters SET sent_at = $1 WHERE id = $2").bind(now)
    } else {
        sqlx::query("DELETE FROM letters WHERE id = $1")
    };
    query.bind(id).execute(connection).await?;
    Ok(())
}

/// The letters to an address, or to everybody, newest first, sent or not.
///
/// # Errors
/// When the database fails.
pub async fn list(connection: &mut Connection, address: Option<&str>) -> sqlx::Result<Vec<Letter>> {
    sqlx::query_as(
        "SELECT id, created_at, channel, address, subject, text FROM letters \
         WHERE $1 = '' OR address = $1 ORDER BY created_at DESC, id DESC LIMIT 100",
    )
    .bind(address.unwrap_or_default())
    .fetch_all(connection)
    .await
}

/// Forgets what was sent long ago or could not be sent.
///
/// # Errors
/// When the database fails.
pub async fn prune(connection: &mut Connection, now: Millis) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM letters WHERE created_at < $1").bind(now - PATIENCE).execute(connection).await?;
    Ok(())
}
