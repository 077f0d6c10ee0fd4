//! Cases with their items and timelines.

use sqlx::{AnyConnection, FromRow};

use crate::{clock::Millis, rma};

/// A case's own row. Amounts in the order's minor units.
#[derive(Clone, Debug, FromRow)]
pub struct CaseRecord {
    pub id: String,
    pub number: String,
    pub kind: String,
    pub order_id: String,
    /// One of the contract's phases, spelled as there.
    pub phase: String,
    pub status: String,
    /// Raised by every change; the state part of the `ETag`.
    pub version: i64,
    pub created_at: Millis,
    pub updated_at: Millis,
    /// Until when the shopper has to hand the items in.
    pub due_at: Option<Millis>,
    pub resolution: String,
    pub method: String,
    pub method_fee: i64,
    pub refund: i64,
    /// The parts of the refund, `policy::refund::Part` as JSON.
    pub breakdown: String,
    pub speed: String,
    pub expected_by: Option<Millis>,
    pub paid_at: Option<Millis>,
    /// For where scanning fails.
    pub drop_off_code: String,
    /// The unguessable part of the label's address.
    pub label_token: String,
}

/// An item's own row.
#[derive(Clone, Debug, FromRow)]
pub struct CaseItemRecord {
    pub line_id: String,
    pub quantity: i64,
    pub amount: i64,
    pub reason: Option<String>,
    pub note: Option<String>,
}

/// Something that happened; its sentence is `event-{code}` in the catalogs.
#[derive(Clone, Debug, FromRow)]
pub struct EventRecord {
    pub at: Millis,
    pub code: String,
}

/// A whole case.
#[derive(Clone, Debug)]
pub struct Case {
    pub record: CaseRecord,
    pub items: Vec<CaseItemRecord>,
    /// Oldest first.
    pub timeline: Vec<EventRecord>,
    /// The parcel back, once announced.
    pub shipment_id: Option<String>,
}

/// The case with this id.
///
/// # Errors
/// When the database fails.
pub async fn load(connection: &mut AnyConnection, id: &str) -> sqlx::Result<Option<Case>> {
    let record: Option<CaseRecord> =
        sqlx::query_as("SELECT * FROM cases WHERE id = $1").bind(id).fetch_optional(&mut *connection).await?;
    let Some(record) = record else { return Ok(None) };
    let items = sqlx::query_as(
        "SELECT line_id, quantity, amount, reason, note FROM case_items WHERE case_id = $1 ORDER BY position",
    )
    .bind(id)
    .fetch_all(&mut *connection)
    .await?;
    let timeline = sqlx::query_as("SELECT at, code FROM timeline WHERE case_id = $1 ORDER BY position")
        .bind(id)
        .fetch_all(&mut *connection)
        .await?;
    let shipment_id =
        sqlx::query_scalar("SELECT id FROM shipments WHERE case_id = $1").bind(id).fetch_optional(connection).await?;
    Ok(Some(Case { record, items, timeline, shipment_id }))
}

/// The open or closed case whose label has this address.
///
/// # Errors
/// When the database fails.
pub async fn by_label(connection: &mut AnyConnection, token: &str) -> sqlx::Result<Option<CaseRecord>> {
    sqlx::query_as("SELECT * FROM cases WHERE label_token = $1").bind(token).fetch_optional(connection).await
}

/// The cases of an order, newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_order(connection: &mut AnyConnection, order_id: &str) -> sqlx::Result<Vec<Case>> {
    let ids: Vec<String> =
        sqlx::query_scalar("SELECT id FROM cases WHERE order_id = $1 ORDER BY created_at DESC, id DESC")
            .bind(order_id)
            .fetch_all(&mut *connection)
            .await?;
    let mut cases = Vec::with_capacity(ids.len());
    for id in ids {
        cases.extend(load(&mut *connection, &id).await?);
    }
    Ok(cases)
}

/// Which of a session's cases to list.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub order_id: Option<String>,
    pub phase: Option<String>,
}

/// The ids of a session's cases, newest first, from after `after` (created at, id).
///
/// # Errors
/// When the database fails.
pub async fn page(
    connection: &mut AnyConnection,
    token_hash: &str,
    filter: &Filter,
    after: Option<&(Millis, String)>,
    limit: i64,
) -> sqlx::Result<Vec<(String, Millis)>> {
    let (created_at, id) = after.cloned().unwrap_or((Millis::MAX, String::new()));
    sqlx::query_as(
        "SELECT cases.id, cases.created_at FROM cases \
         JOIN session_orders ON session_orders.order_id = cases.order_id \
         WHERE session_orders.token_hash = $1 \
         AND (cases.created_at < $2 OR (cases.created_at = $2 AND cases.id < $3)) \
         AND ($4 IS NULL OR cases.order_id = $4) AND ($5 IS NULL OR cases.phase = $5) \
         ORDER BY cases.created_at DESC, cases.id DESC LIMIT $6",
    )
    .bind(token_hash)
    .bind(created_at)
    .bind(id)
    .bind(filter.order_id.as_deref())
    .bind(filter.phase.as_deref())
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Stores a new case with its items and its first event, under a number nobody has yet (`record.number` if that is
/// free). Returns the number.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    connection: &mut AnyConnection,
    record: &CaseRecord,
    items: &[CaseItemRecord],
) -> sqlx::Result<String> {
    let mut number = record.number.clone();
    while !insert_as(&mut *connection, record, &number).await? {
        number = rma::number();
    }
    for (position, item) in (0_i64..).zip(items) {
        sqlx::query(
            "INSERT INTO case_items (case_id, position, line_id, quantity, amount, reason, note) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&record.id)
        .bind(position)
        .bind(&item.line_id)
        .bind(item.quantity)
        .bind(item.amount)
        .bind(item.reason.as_deref())
        .bind(item.note.as_deref())
        .execute(&mut *connection)
        .await?;
    }
    append(connection, &record.id, "case_opened", record.created_at).await?;
    Ok(number)
}

async fn insert_as(connection: &mut AnyConnection, record: &CaseRecord, number: &str) -> sqlx::Result<bool> {
    let done = sqlx::query(
        "INSERT INTO cases (id, number, kind, order_id, phase, status, version, created_at, updated_at, due_at, \
         resolution, method, method_fee, refund, breakdown, speed, expected_by, paid_at, drop_off_code, label_token) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) \
         ON CONFLICT (number) DO NOTHING",
    )
    .bind(&record.id)
    .bind(number)
    .bind(&record.kind)
    .bind(&record.order_id)
    .bind(&record.phase)
    .bind(&record.status)
    .bind(record.version)
    .bind(record.created_at)
    .bind(record.updated_at)
    .bind(record.due_at)
    .bind(&record.resolution)
    .bind(&record.method)
    .bind(record.method_fee)
    .bind(record.refund)
    .bind(&record.breakdown)
    .bind(&record.speed)
    .bind(record.expected_by)
    .bind(record.paid_at)
    .bind(&record.drop_off_code)
    .bind(&record.label_token)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Appends an event to a case's timeline.
///
/// # Errors
/// When the database fails.
pub async fn append(connection: &mut AnyConnection, case_id: &str, code: &str, at: Millis) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO timeline (case_id, position, at, code) \
         SELECT $1, COUNT(*), $2, $3 FROM timeline WHERE case_id = $1",
    )
    .bind(case_id)
    .bind(at)
    .bind(code)
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
    pub event: &'a str,
}

/// Moves a case on from the state `version`. Returns false, and changes nothing, when it has left that state.
///
/// # Errors
/// When the database fails.
pub async fn advance(
    connection: &mut AnyConnection,
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

/// The orders that have returns whose items were not handed in by their day, in the order of their locks.
///
/// # Errors
/// When the database fails.
pub async fn late_orders(connection: &mut AnyConnection, now: Millis) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar(
        "SELECT DISTINCT order_id FROM cases WHERE phase = 'awaiting_customer' AND due_at < $1 ORDER BY order_id",
    )
    .bind(now)
    .fetch_all(connection)
    .await
}

/// Ends the order's returns whose items were not handed in by their day, which frees the pieces. The caller holds the
/// order's lock.
///
/// # Errors
/// When the database fails.
pub async fn expire_due(connection: &mut AnyConnection, order_id: &str, now: Millis) -> sqlx::Result<()> {
    let late: Vec<(String, i64)> = sqlx::query_as(
        "SELECT id, version FROM cases WHERE order_id = $1 AND phase = 'awaiting_customer' AND due_at < $2",
    )
    .bind(order_id)
    .bind(now)
    .fetch_all(&mut *connection)
    .await?;
    for (id, version) in late {
        let closed = Step { phase: "expired", status: "expired", event: "expired" };
        advance(&mut *connection, &id, version, closed, now).await?;
    }
    Ok(())
}
