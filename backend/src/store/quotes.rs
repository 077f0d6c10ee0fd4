//! Promised refunds.

use sqlx::FromRow;

use crate::clock::{DAY, Millis};
use crate::store::Connection;

/// A quote's row.
#[derive(Clone, Debug, FromRow)]
pub struct QuoteRecord {
    pub id: String,
    pub order_id: String,
    pub created_at: Millis,
    pub expires_at: Millis,
    /// The case that was opened with it.
    pub case_id: Option<String>,
    /// `returns::Promise` as JSON.
    pub promise: String,
}

/// For how long a quote is remembered that led nowhere.
const MEMORY: Millis = DAY;

/// Stores a quote and removes those that have long ended and led nowhere.
///
/// # Errors
/// When the database fails.
pub async fn insert(connection: &mut Connection, quote: &QuoteRecord) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM quotes WHERE case_id IS NULL AND expires_at < $1")
        .bind(quote.created_at - MEMORY)
        .execute(&mut *connection)
        .await?;
    sqlx::query("INSERT INTO quotes (id, order_id, created_at, expires_at, promise) VALUES ($1, $2, $3, $4, $5)")
        .bind(&quote.id)
        .bind(&quote.order_id)
        .bind(quote.created_at)
        .bind(quote.expires_at)
        .bind(&quote.promise)
        .execute(connection)
        .await?;
    Ok(())
}

/// The quote with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(connection: &mut Connection, id: &str) -> sqlx::Result<Option<QuoteRecord>> {
    sqlx::query_as("SELECT * FROM quotes WHERE id = $1").bind(id).fetch_optional(connection).await
}

/// Notes the case a quote led to.
///
/// # Errors
/// When the database fails.
pub async fn spend(connection: &mut Connection, id: &str, case_id: &str) -> sqlx::Result<()> {
    sqlx::query("UPDATE quotes SET case_id = $1 WHERE id = $2").bind(case_id).bind(id).execute(connection).await?;
    Ok(())
}
