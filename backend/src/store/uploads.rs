//! Files that shoppers send, before and after they belong to something. The bytes are in [`crate::uploads::storage`].

use sqlx::FromRow;

use crate::clock::Millis;
use crate::store::Connection;

/// A file's row.
#[derive(Clone, Debug, FromRow)]
pub struct UploadRecord {
    pub id: String,
    pub subject: String,
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    pub name: Option<String>,
    pub created_at: Millis,
    pub expires_at: Millis,
    /// Where its bytes lie in the storage, once all of them are there.
    pub object: Option<String>,
    /// Present once it is attached.
    pub owner_id: Option<String>,
}

impl UploadRecord {
    /// Whether bytes may still come and the file may still be attached.
    #[must_use]
    pub fn is_pending(&self, now: Millis) -> bool {
        self.owner_id.is_none() && now < self.expires_at
    }
}

/// Stores a file that is about to come.
///
/// # Errors
/// When the database fails.
pub async fn insert(connection: &mut Connection, upload: &UploadRecord) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO uploads (id, subject, media_type, size, name, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(&upload.id)
    .bind(&upload.subject)
    .bind(&upload.media_type)
    .bind(upload.size)
    .bind(upload.name.as_deref())
    .bind(upload.created_at)
    .bind(upload.expires_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// The file with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(connection: &mut Connection, id: &str) -> sqlx::Result<Option<UploadRecord>> {
    sqlx::query_as("SELECT * FROM uploads WHERE id = $1").bind(id).fetch_optional(connection).await
}

/// How many files a shopper has sent or announced that belong to nothing yet, their bytes, and when the first ends.
///
/// # Errors
/// When the database fails.
pub async fn pending(
    connection: &mut Connection,
    subject: &str,
    now: Millis,
) -> sqlx::Result<(i64, i64, Option<Millis>)> {
    sqlx::query_as(
        "SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS BIGINT), MIN(expires_at) FROM uploads \
         WHERE subject = $1 AND owner_id IS NULL AND expires_at > $2",
    )
    .bind(subject)
    .bind(now)
    .fetch_one(connection)
    .await
}

/// Notes where a pending file's bytes are. Returns false, and changes nothing, when it is not pending any more.
///
/// # Errors
/// When the database fails.
pub async fn complete(connection: &mut Connection, id: &str, object: &str, now: Millis) -> sqlx::Result<bool> {
    let done = sqlx::query("UPDATE uploads SET object = $1 WHERE id = $2 AND owner_id IS NULL AND expires_at > $3")
        .bind(object)
        .bind(id)
        .bind(now)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// What a file is attached to: one of the kinds in [`crate::uploads`] and the id there.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    pub kind: &'a str,
    pub id: &'a str,
}

/// Attaches a complete pending file of `subject`. Returns false, and changes nothing, when it is not one.
///
/// # Errors
/// When the database fails.
pub async fn attach(
    connection: &mut Connection,
    subject: &str,
    id: &str,
    owner: Owner<'_>,
    position: i64,
    now: Millis,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "UPDATE uploads SET owner_kind = $1, owner_id = $2, position = $3 WHERE id = $4 AND subject = $5 \
         AND owner_id IS NULL AND object IS NOT NULL AND expires_at > $6",
    )
    .bind(owner.kind)
    .bind(owner.id)
    .bind(position)
    .bind(id)
    .bind(subject)
    .bind(now)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// The files of an owner in their order.
///
/// # Errors
/// When the database fails.
pub async fn of(connection: &mut Connection, owner: Owner<'_>) -> sqlx::Result<Vec<UploadRecord>> {
    sqlx::query_as("SELECT * FROM uploads WHERE owner_kind = $1 AND owner_id = $2 ORDER BY position")
        .bind(owner.kind)
        .bind(owner.id)
        .fetch_all(connection)
        .await
}

/// Some of the files that ended before `before` and have not been tidied up.
///
/// # Errors
/// When the database fails.
pub async fn untidy(connection: &mut Connection, before: Millis) -> sqlx::Result<Vec<UploadRecord>> {
    sqlx::query_as("SELECT * FROM uploads WHERE tidy = 0 AND expires_at < $1 ORDER BY expires_at LIMIT 100")
        .bind(before)
        .fetch_all(connection)
        .await
}

/// Forgets a file that was attached to nothing; notes of any other that it is tidied up.
///
/// # Errors
/// When the database fails.
pub async fn tidied(connection: &mut Connection, id: &str) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM uploads WHERE id = $1 AND owner_id IS NULL").bind(id).execute(&mut *connection).await?;
    sqlx::query("UPDATE uploads SET tidy = 1 WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}
