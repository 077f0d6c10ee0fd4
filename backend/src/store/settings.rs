//! What the deployment remembers about itself.

use super::Connection;
/// The value of a setting; stores what `default` makes when there is none yet.
///
/// # Errors
/// When the database fails.
pub async fn get_or_insert(
    connection: &mut Connection,
    name: &str,
    default: impl FnOnce() -> String,
) -> sqlx::Result<String> {
    sqlx::query("INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
        .bind(name)
        .bind(default())
        .execute(&mut *connection)
        .await?;
    sqlx::query_scalar("SELECT value FROM settings WHERE name = $1").bind(name).fetch_one(connection).await
}
