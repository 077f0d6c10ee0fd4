//! Signed receipts. They are added and read, never changed.

use sqlx::{AnyConnection, FromRow};

use crate::clock::Millis;

/// A receipt as it was signed.
#[derive(Clone, Debug, FromRow)]
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
pub async fn insert(connection: &mut AnyConnection, case_id: &str, record: &ReceiptRecord) -> sqlx::Result<()> {
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

/// The receipts of a case, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_case(connection: &mut AnyConnection, case_id: &str) -> sqlx::Result<Vec<ReceiptRecord>> {
    sqlx::query_as("SELECT id, issued_at, code, jws FROM receipts WHERE case_id = $1 ORDER BY position")
        .bind(case_id)
        .fetch_all(connection)
        .await
}
