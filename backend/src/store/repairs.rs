//! What only repairs have.

use sqlx::FromRow;

use crate::clock::Millis;
use crate::store::Connection;

/// How a repair is done and who pays for it.
#[derive(Clone, Debug, FromRow)]
pub struct RepairRecord {
    pub case_id: String,
    /// `mail_in`, `on_site`, `drop_off`, `remote`.
    pub mode: String,
    /// 1 when the cover pays, 0 when not; absent until it is known.
    pub covered: Option<i64>,
    /// The cover that decides, by code.
    pub coverage: Option<String>,
    /// What the shopper pays, minor units of the order's currency.
    pub price: Option<i64>,
    pub pay_until: Option<Millis>,
    pub paid_at: Option<Millis>,
    /// `filing::GuideTrace` as JSON.
    pub guide: Option<String>,
}

/// The repair of a case, if it is one.
///
/// # Errors
/// When the database fails.
pub async fn find(connection: &mut Connection, case_id: &str) -> sqlx::Result<Option<RepairRecord>> {
    sqlx::query_as("SELECT * FROM repairs WHERE case_id = $1").bind(case_id).fetch_optional(connection).await
}

/// Stores a new repair.
///
/// # Errors
/// When the database fails.
pub async fn insert(connection: &mut Connection, record: &RepairRecord) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO repairs (case_id, mode, covered, coverage, price, pay_until, paid_at, guide) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(&record.case_id)
    .bind(&record.mode)
    .bind(record.covered)
    .bind(record.coverage.as_deref())
    .bind(record.price)
    .bind(record.pay_until)
    .bind(record.paid_at)
    .bind(record.guide.as_deref())
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes whether the cover pays.
///
/// # Errors
/// When the database fails.
pub async fn cover(connection: &mut Connection, case_id: &str, covered: bool) -> sqlx::Result<()> {
    sqlx::query("UPDATE repairs SET covered = $1 WHERE case_id = $2")
        .bind(i64::from(covered))
        .bind(case_id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes what the shopper has agreed to pay.
///
/// # Errors
/// When the database fails.
pub async fn ask_price(connection: &mut Connection, case_id: &str, price: i64, until: Millis) -> sqlx::Result<()> {
    sqlx::query("UPDATE repairs SET price = $1, pay_until = $2 WHERE case_id = $3")
        .bind(price)
        .bind(until)
        .bind(case_id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes that the shopper has paid.
///
/// # Errors
/// When the database fails.
pub async fn paid(connection: &mut Connection, case_id: &str, now: Millis) -> sqlx::Result<()> {
    sqlx::query("UPDATE repairs SET paid_at = $1 WHERE case_id = $2")
        .bind(now)
        .bind(case_id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes another appointment.
///
/// # Errors
/// When the database fails.
pub async fn rebook(connection: &mut Connection, case_id: &str, booking_id: &str) -> sqlx::Result<()> {
    sqlx::query("UPDATE cases SET booking_id = $1 WHERE id = $2")
        .bind(booking_id)
        .bind(case_id)
        .execute(connection)
        .await?;
    Ok(())
}
