//! How cases change.

use super::Event;
use crate::clock::Millis;
use crate::store::Connection;

/// Appends an event to a case's timeline.
///
/// # Errors
/// When the database fails.
pub async fn append(connection: &mut Connection, case_id: &str, event: Event<'_>, at: Millis) -> sqlx::Result<()> {
    let args = (!event.args.is_empty()).then(|| {
        let members = event.args.iter().map(|(name, value)| ((*name).to_owned(), (*value).into()));
        serde_json::Value::Object(members.collect()).to_string()
    });
    sqlx::query(
        "INSERT INTO timeline (case_id, position, at, code, actor, args) \
         SELECT $1, COUNT(*), $2, $3, $4, $5 FROM timeline WHERE case_id = $1",
    )
    .bind(case_id)
    .bind(at)
    .bind(event.code)
    .bind(event.actor)
    .bind(args)
    .execute(connection)
    .await?;
    Ok(())
}

/// Gives a case a new version because something beside its timeline has changed.
///
/// # Errors
/// When the database fails.
pub async fn touch(connection: &mut Connection, id: &str, now: Millis) -> sqlx::Result<()> {
    sqlx::query("UPDATE cases SET version = version + 1, updated_at = $1 WHERE id = $2")
        .bind(now)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Where a case moves.
#[derive(Clone, Copy, Debug)]
pub struct Step<'a> {
    pub phase: &'a str,
    pub status: &'a str,
    /// What the timeline says about it.
    pub event: Event<'a>,
}

/// Moves a case on from the state `version`. Returns false, and changes nothing, when it has left that state.
///
/// # Errors
/// When the database fails.
pub async fn advance(
    connection: &mut Connection,
    id: &str,
    version: i64,
    step: Step<'_>,
    now: Millis,
) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "UPDATE cases SET phase = $1, status = $2, version = version + 1, updated_at = $3 \
         WHERE id = $4 AND version = $5",
    )
    .bind(step.phase)
    .bind(step.status)
    .bind(now)
    .bind(id)
    .bind(version)
    .execute(&mut *connection)
    .await?;
    if done.rows_affected() == 0 {
        return Ok(false);
    }
    append(connection, id, step.event, now).await?;
    Ok(true)
}

/// The orders that have returns or exchanges whose items were not handed in by their day, in the order of their locks.
/// A withdrawal stands all the same.
///
/// # Errors
/// When the database fails.
pub async fn late_orders(connection: &mut Connection, now: Millis) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar(
        "SELECT DISTINCT order_id FROM cases WHERE phase = 'awaiting_customer' AND due_at < $1 \
         AND kind IN ('return', 'exchange') ORDER BY order_id",
    )
    .bind(now)
    .fetch_all(connection)
    .await
}

/// The cases that make an order one of [`late_orders`].
///
/// # Errors
/// When the database fails.
pub async fn late(connection: &mut Connection, order_id: &str, now: Millis) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar(
        "SELECT id FROM cases WHERE order_id = $1 AND phase = 'awaiting_customer' AND due_at < $2 \
         AND kind IN ('return', 'exchange') ORDER BY created_at, id",
    )
    .bind(order_id)
    .bind(now)
    .fetch_all(connection)
    .await
}

/// Sets how the items go back.
///
/// # Errors
/// When the database fails.
pub async fn set_method(
    connection: &mut Connection,
    id: &str,
    method: &str,
    fee: i64,
    booking_id: Option<&str>,
) -> sqlx::Result<()> {
    sqlx::query("UPDATE cases SET method = $1, method_fee = $2, booking_id = $3 WHERE id = $4")
        .bind(method)
        .bind(fee)
        .bind(booking_id)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Sets the days by which things happen.
///
/// # Errors
/// When the database fails.
pub async fn set_days(connection: &mut Connection, id: &str, due_at: Millis, expected_by: Millis) -> sqlx::Result<()> {
    sqlx::query("UPDATE cases SET due_at = $1, expected_by = $2 WHERE id = $3")
        .bind(due_at)
        .bind(expected_by)
        .bind(id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes when the refund was paid.
///
/// # Errors
/// When the database fails.
pub async fn set_paid(connection: &mut Connection, id: &str, at: Millis) -> sqlx::Result<()> {
    sqlx::query("UPDATE cases SET paid_at = $1 WHERE id = $2").bind(at).bind(id).execute(connection).await?;
    Ok(())
}

/// Replaces what only a case of its type has.
///
/// # Errors
/// When the database fails.
pub async fn set_details(connection: &mut Connection, id: &str, details: &str) -> sqlx::Result<()> {
    sqlx::query("UPDATE cases SET details = $1 WHERE id = $2").bind(details).bind(id).execute(connection).await?;
    Ok(())
}

/// Sets what settles the case.
///
/// # Errors
/// When the database fails.
pub async fn set_resolution(connection: &mut Connection, id: &str, resolution: &str) -> sqlx::Result<()> {
    sqlx::query("UPDATE cases SET resolution = $1 WHERE id = $2").bind(resolution).bind(id).execute(connection).await?;
    Ok(())
}

/// Notes what the shop decided about a line of a case.
///
/// # Errors
/// When the database fails.
pub async fn decide(
    connection: &mut Connection,
    id: &str,
    line_id: &str,
    decision: &str,
    note: Option<&str>,
) -> sqlx::Result<()> {
    sqlx::query("UPDATE case_items SET decision = $1, decision_note = $2 WHERE case_id = $3 AND line_id = $4")
        .bind(decision)
        .bind(note)
        .bind(id)
        .bind(line_id)
        .execute(connection)
        .await?;
    Ok(())
}

/// Notes that a gift's recipient has opened the case.
///
/// # Errors
/// When the database fails.
pub async fn set_gift(connection: &mut Connection, id: &str) -> sqlx::Result<()> {
    sqlx::query("UPDATE cases SET gift = 1 WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}
