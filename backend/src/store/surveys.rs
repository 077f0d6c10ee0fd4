//! Surveys and what was answered.

use sqlx::FromRow;

use crate::clock::Millis;
use crate::store::Connection;

/// A survey's row.
#[derive(Clone, Debug, FromRow)]
pub struct SurveyRecord {
    pub id: String,
    pub order_id: String,
    /// With a case that has ended.
    pub case_id: Option<String>,
    /// With a parcel that has arrived.
    pub shipment_id: Option<String>,
    /// Names the question.
    pub occasion: String,
    pub created_at: Millis,
    pub expires_at: Millis,
    /// `open`, `answered` or `dismissed`.
    pub status: String,
    pub score: Option<i64>,
    pub comment: Option<String>,
    pub answered_at: Option<Millis>,
}

impl SurveyRecord {
    /// Whether it takes an answer.
    #[must_use]
    pub fn is_open(&self, now: Millis) -> bool {
        self.status == "open" && now < self.expires_at
    }
}

/// Stores a survey; one on the same occasion about the same thing stays as it is.
///
/// # Errors
/// When the database fails.
pub async fn insert(connection: &mut Connection, survey: &SurveyRecord) -> sqlx::Result<()> {
    let about = survey.case_id.as_ref().or(survey.shipment_id.as_ref());
    sqlx::query(
        "INSERT INTO surveys (id, order_id, case_id, shipment_id, about, occasion, created_at, expires_at, status) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (about, occasion) DO NOTHING",
    )
    .bind(&survey.id)
    .bind(&survey.order_id)
    .bind(survey.case_id.as_deref())
    .bind(survey.shipment_id.as_deref())
    .bind(about.unwrap_or(&survey.order_id))
    .bind(&survey.occasion)
    .bind(survey.created_at)
    .bind(survey.expires_at)
    .bind(&survey.status)
    .execute(connection)
    .await?;
    Ok(())
}

/// The survey with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(connection: &mut Connection, id: &str) -> sqlx::Result<Option<SurveyRecord>> {
    sqlx::query_as("SELECT * FROM surveys WHERE id = $1").bind(id).fetch_optional(connection).await
}

/// The unanswered surveys about an order's deliveries, oldest first. Some may have ended.
///
/// # Errors
/// When the database fails.
pub async fn of_order(connection: &mut Connection, order_id: &str) -> sqlx::Result<Vec<SurveyRecord>> {
    sqlx::query_as(
        "SELECT * FROM surveys WHERE order_id = $1 AND case_id IS NULL AND status = 'open' ORDER BY created_at, id",
    )
    .bind(order_id)
    .fetch_all(connection)
    .await
}

/// The unanswered surveys about a case, oldest first. Some may have ended.
///
/// # Errors
/// When the database fails.
pub async fn of_case(connection: &mut Connection, case_id: &str) -> sqlx::Result<Vec<SurveyRecord>> {
    sqlx::query_as("SELECT * FROM surveys WHERE about = $1 AND status = 'open' ORDER BY created_at, id")
        .bind(case_id)
        .fetch_all(connection)
        .await
}

/// Ends a survey with an answer, or without a score when it was dismissed. Returns false, and changes nothing, when it
/// takes no answer any more.
///
/// # Errors
/// When the database fails.
pub async fn settle(
    connection: &mut Connection,
    id: &str,
    score: Option<i64>,
    comment: Option<&str>,
    now: Millis,
) -> sqlx::Result<bool> {
    let settled = sqlx::query(
        "UPDATE surveys SET status = $1, score = $2, comment = $3, answered_at = $4 \
         WHERE id = $5 AND status = 'open' AND expires_at > $4",
    )
    .bind(if score.is_some() { "answered" } else { "dismissed" })
    .bind(score)
    .bind(comment)
    .bind(now)
    .bind(id)
    .execute(&mut *connection)
    .await?;
    if settled.rows_affected() == 0 {
        return Ok(false);
    }
    // A case shows its open surveys, and its version tags what it shows.
    sqlx::query(
        "UPDATE cases SET version = version + 1 WHERE id = (SELECT case_id FROM surveys WHERE surveys.id = $1)",
    )
    .bind(id)
    .execute(connection)
    .await?;
    Ok(true)
}
