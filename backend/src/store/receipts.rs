//! Signed receipts. They are added and read, never changed.

use crate::clock::Millis;
use crate::store::Connection;

/// A receipt as it was signed.
#[derive(Clone, Debug)]
pub struct ReceiptRecord {
    pub id: String,
    pub issued_at: Millis,
    /// Its sentence is `receipt-{code}` in the catalogs.
    pub code: String,
    /// JWS, compact.
    pub jws: String,
}

/// Adds a receipt to a case. The caller holds the order's lock.
///
/// # Errors
/// When the database fails.
pub async fn insert(connection: &mut Connection, case_id: &str, record: &ReceiptRecord) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO receipts (case_id, position, id, issued_at, code, jws) \
         SELECT $1, COUNT(*), $2, $3, $4, $5 FROM receipts WHERE case_id = $1",
    )
    .bind(case_id)
    .bind(&record.id)
    .bind(record.issued_at)
    .bind(&record.code)
    .bind(&record.jws)
    .execute(connection)
    .await?;
    Ok(())
}

/// A page of a case's receipts, oldest first, from after the place `after`.
///
/// # Errors
/// When the database fails.
pub async fn page(
    connection: &mut Connection,
    case_id: &str,
    after: Option<i64>,
    limit: i64,
) -> sqlx::Result<Vec<(i64, ReceiptRecord)>> {
    let rows: Vec<(i64, String, Millis, String, String)> = sqlx::query_as(
        "SELECT position, id, issued_at, code, jws FROM receipts \
         WHERE case_id = $1 AND position > $2 ORDER BY position LIMIT $3",
    )
    .bind(case_id)
    .bind(after.unwrap_or(-1))
    .bind(limit)
    .fetch_all(connection)
    .await?;
    let record = |(position, id, issued_at, code, jws)| (position, ReceiptRecord { id, issued_at, code, jws });
    Ok(rows.into_iter().map(record).collect())
}
