//! Reviews, and what can be reviewed.

use sqlx::FromRow;

use crate::clock::Millis;
use crate::store::Connection;

/// Something that arrived or ended and can be reviewed, or has been.
#[derive(Clone, Debug, FromRow)]
pub struct ReviewableRecord {
    /// Of the line or the case, so that it is the same whenever it is asked for.
    pub id: String,
    /// `product` or `service`.
    pub kind: String,
    /// When it arrived or ended.
    pub at: Millis,
    pub order_id: String,
    pub line_id: Option<String>,
    pub case_id: Option<String>,
    /// The line's title, or the case's number.
    pub title: String,
    pub image: Option<String>,
    /// The product's category, or the case's type.
    pub about: String,
}

/// Which reviewables to look for.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'a> {
    pub id: Option<&'a str>,
    pub order_id: Option<&'a str>,
    pub case_id: Option<&'a str>,
    /// Only products that arrived, and cases that ended, after these moments.
    pub since: (Millis, Millis),
    /// Not those that have a review.
    pub unreviewed: bool,
    /// Not this product category.
    pub except: &'a str,
}

/// The reviewables of a session, newest first, from after `after` (moment, id).
///
/// # Errors
/// When the database fails.
pub async fn reviewables(
    connection: &mut Connection,
    opener: &str,
    wanted: &Wanted<'_>,
    after: Option<&(Millis, String)>,
    limit: i64,
) -> sqlx::Result<Vec<ReviewableRecord>> {
    let (at, id) = after.cloned().unwrap_or((Millis::MAX, String::new()));
    sqlx::query_as(
        "WITH found AS ( \
           SELECT 'product-' || lines.id AS id, 'product' AS kind, MAX(shipments.delivered_at) AS at, \
             lines.order_id AS order_id, lines.id AS line_id, CAST(NULL AS TEXT) AS case_id, lines.title AS title, \
             lines.image AS image, lines.category AS about \
           FROM open_orders JOIN lines ON lines.order_id = open_orders.order_id \
             JOIN shipment_lines ON shipment_lines.line_id = lines.id \
             JOIN shipments ON shipments.id = shipment_lines.shipment_id \
           WHERE open_orders.opener = $1 AND shipments.direction = 'outbound' AND shipments.case_id IS NULL \
             AND shipments.delivered_at IS NOT NULL AND lines.category <> $2 \
           GROUP BY lines.id, lines.order_id, lines.title, lines.image, lines.category \
           UNION ALL \
           SELECT 'service-' || cases.id, 'service', cases.updated_at, cases.order_id, CAST(NULL AS TEXT), cases.id, \
             cases.number, CAST(NULL AS TEXT), cases.kind \
           FROM open_orders JOIN cases ON cases.order_id = open_orders.order_id \
           WHERE open_orders.opener = $1 AND cases.phase IN ('resolved', 'rejected') \
         ) SELECT * FROM found \
         WHERE at > CASE WHEN kind = 'product' THEN $3 ELSE $4 END AND (at < $5 OR (at = $5 AND id < $6)) \
           AND ($7 = '' OR id = $7) AND ($8 = '' OR order_id = $8) AND ($9 = '' OR case_id = $9) \
           AND ($10 = 0 OR NOT EXISTS (SELECT 1 FROM reviews WHERE reviews.reviewable_id = found.id)) \
         ORDER BY at DESC, id DESC LIMIT $11",
    )
    .bind(opener)
    .bind(wanted.except)
    .bind(wanted.since.0)
    .bind(wanted.since.1)
    .bind(at)
    .bind(id)
    .bind(wanted.id.unwrap_or_default())
    .bind(wanted.order_id.unwrap_or_default())
    .bind(wanted.case_id.unwrap_or_default())
    .bind(i64::from(wanted.unreviewed))
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// A review's row, with what it is about.
#[derive(Clone, Debug, FromRow)]
pub struct ReviewRecord {
    pub id: String,
    pub reviewable_id: String,
    /// `product` or `service`.
    pub kind: String,
    pub subject: String,
    pub order_id: String,
    pub line_id: Option<String>,
    pub case_id: Option<String>,
    pub score: i64,
    /// `review::DimensionScore` as JSON.
    pub dimensions: String,
    pub text: String,
    /// 1 or 0.
    pub anonymous: i64,
    /// `review::Answer` as JSON.
    pub answers: String,
    pub created_at: Millis,
    pub editable_until: Millis,
    pub version: i64,
    pub reply: Option<String>,
    pub replied_at: Option<Millis>,
    /// The line's title, or the case's number.
    pub title: String,
    pub image: Option<String>,
    /// The product's category, or the case's type.
    pub about: String,
}

/// What was added later.
#[derive(Clone, Debug, FromRow)]
pub struct FollowUpRecord {
    pub id: String,
    pub at: Millis,
    pub text: String,
}

/// Stores a new review. Returns false, and stores nothing, when there is one of the same already.
///
/// # Errors
/// When the database fails.
pub async fn insert(connection: &mut Connection, review: &ReviewRecord) -> sqlx::Result<bool> {
    let inserted = sqlx::query(
        "INSERT INTO reviews (id, reviewable_id, kind, subject, order_id, line_id, case_id, score, dimensions, text, \
         anonymous, answers, created_at, editable_until, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, \
         $11, $12, $13, $14, $15) ON CONFLICT (reviewable_id) DO NOTHING",
    )
    .bind(&review.id)
    .bind(&review.reviewable_id)
    .bind(&review.kind)
    .bind(&review.subject)
    .bind(&review.order_id)
    .bind(review.line_id.as_deref())
    .bind(review.case_id.as_deref())
    .bind(review.score)
    .bind(&review.dimensions)
    .bind(&review.text)
    .bind(review.anonymous)
    .bind(&review.answers)
    .bind(review.created_at)
    .bind(review.editable_until)
    .bind(review.version)
    .execute(connection)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// The review with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(connection: &mut Connection, id: &str) -> sqlx::Result<Option<ReviewRecord>> {
    sqlx::query_as(
        "SELECT reviews.*, COALESCE(lines.title, cases.number) AS title, lines.image AS image, \
         COALESCE(lines.category, cases.kind) AS about FROM reviews LEFT JOIN lines ON lines.id = reviews.line_id \
         LEFT JOIN cases ON cases.id = reviews.case_id WHERE reviews.id = $1",
    )
    .bind(id)
    .fetch_optional(connection)
    .await
}

/// The ids of the reviews that `subject` has written about a session's orders, newest first, from after `after`
/// (created at, id).
///
/// # Errors
/// When the database fails.
pub async fn page(
    connection: &mut Connection,
    opener: &str,
    subject: &str,
    after: Option<&(Millis, String)>,
    limit: i64,
) -> sqlx::Result<Vec<(String, Millis)>> {
    let (created_at, id) = after.cloned().unwrap_or((Millis::MAX, String::new()));
    sqlx::query_as(
        "SELECT reviews.id, reviews.created_at FROM reviews \
         JOIN open_orders ON open_orders.order_id = reviews.order_id \
         WHERE open_orders.opener = $1 AND reviews.subject = $2 \
         AND (reviews.created_at < $3 OR (reviews.created_at = $3 AND reviews.id < $4)) \
         ORDER BY reviews.created_at DESC, reviews.id DESC LIMIT $5",
    )
    .bind(opener)
    .bind(subject)
    .bind(created_at)
    .bind(id)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Writes what the author has changed, and raises the version. The caller holds the author's lock.
///
/// # Errors
/// When the database fails.
pub async fn change(connection: &mut Connection, review: &ReviewRecord) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE reviews SET score = $1, dimensions = $2, text = $3, anonymous = $4, answers = $5, \
         version = version + 1 WHERE id = $6",
    )
    .bind(review.score)
    .bind(&review.dimensions)
    .bind(&review.text)
    .bind(review.anonymous)
    .bind(&review.answers)
    .bind(&review.id)
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes a file out of a review. It is kept: what was published once may have to be shown again.
///
/// # Errors
/// When the database fails.
pub async fn take_out(connection: &mut Connection, id: &str, upload_id: &str) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE uploads SET owner_kind = 'earlier_review' WHERE id = $1 AND owner_kind = 'review' AND owner_id = $2",
    )
    .bind(upload_id)
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}

/// A review's follow-ups, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn follow_ups(connection: &mut Connection, id: &str) -> sqlx::Result<Vec<FollowUpRecord>> {
    sqlx::query_as("SELECT id, at, text FROM follow_ups WHERE review_id = $1 ORDER BY at, id")
        .bind(id)
        .fetch_all(connection)
        .await
}

/// Adds a follow-up and raises the review's version. The caller holds the author's lock.
///
/// # Errors
/// When the database fails.
pub async fn follow_up(connection: &mut Connection, review_id: &str, follow_up: &FollowUpRecord) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO follow_ups (id, review_id, at, text) VALUES ($1, $2, $3, $4)")
        .bind(&follow_up.id)
        .bind(review_id)
        .bind(follow_up.at)
        .bind(&follow_up.text)
        .execute(&mut *connection)
        .await?;
    sqlx::query("UPDATE reviews SET version = version + 1 WHERE id = $1").bind(review_id).execute(connection).await?;
    Ok(())
}

/// Writes the shop's reply and raises the version. Returns false when there is no such review.
///
/// # Errors
/// When the database fails.
pub async fn reply(connection: &mut Connection, id: &str, text: &str, now: Millis) -> sqlx::Result<bool> {
    let replied = sqlx::query("UPDATE reviews SET reply = $1, replied_at = $2, version = version + 1 WHERE id = $3")
        .bind(text)
        .bind(now)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(replied.rows_affected() == 1)
}
