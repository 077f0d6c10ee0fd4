//! What only complaints have.

use crate::store::Connection;
use sqlx::FromRow;

/// What a complaint is about.
#[derive(Clone, Debug, FromRow)]
pub struct ComplaintRecord {
    pub case_id: String,
    pub reason: String,
    /// The shopper's own words.
    pub text: String,
    pub wished_resolution: Option<String>,
    /// `filing::GuideTrace` as JSON.
    pub guide: Option<String>,
}

/// The complaint of a case, if it is one.
///
/// # Errors
/// When the database fails.
pub async fn find(connection: &mut Connection, case_id: &str) -> sqlx::Result<Option<ComplaintRecord>> {
    sqlx::query_as("SELECT * FROM complaints WHERE case_id = $1").bind(case_id).fetch_optional(connection).await
}

/// Stores a new complaint.
///
/// # Errors
/// When the database fails.
pub async fn insert(connection: &mut Connection, record: &ComplaintRecord) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO complaints (case_id, reason, text, wished_resolution, guide) VALUES ($1, $2, $3, $4, $5)")
        .bind(&record.case_id)
        .bind(&record.reason)
        .bind(&record.text)
        .bind(record.wished_resolution.as_deref())
        .bind(record.guide.as_deref())
        .execute(connection)
        .await?;
    Ok(())
}
