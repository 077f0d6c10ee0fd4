//! Parcels in both directions.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use crate::{clock::Millis, store::Connection, token};

/// A parcel's own row.
#[derive(Clone, Debug, Default, FromRow)]
pub struct ShipmentRecord {
    pub id: String,
    pub order_id: String,
    pub case_id: Option<String>,
    /// `outbound` or `return`.
    pub direction: String,
    pub tracking_status: String,
    pub substatus: Option<String>,
    pub carrier: String,
    pub tracking_number: Option<String>,
    pub tracking_url: Option<String>,
    pub expected_from: Option<Millis>,
    pub expected_to: Option<Millis>,
    pub delivered_at: Option<Millis>,
    pub created_at: Millis,
    /// Raised by every change; the state part of the `ETag`.
    pub version: i64,
    /// The last scan or report; set by [`insert`] and [`append`].
    pub last_news_at: Option<Millis>,
    /// Until when it waits to be collected.
    pub collect_until: Option<Millis>,
    /// [`LegRecord`]s as JSON, for a longer journey.
    pub legs: Option<String>,
}

/// A stage of a longer journey.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LegRecord {
    /// Its name is `leg-{mode}` in the catalogs.
    pub mode: String,
    /// Places, as a checkpoint's.
    pub from: String,
    pub to: String,
    /// The checkpoint's message that ends it.
    pub ends_with: String,
}

/// The expected window changed.
#[derive(Clone, Debug, FromRow)]
pub struct ExpectedChangeRecord {
    pub at: Millis,
    pub previous_from: Millis,
    pub previous_to: Millis,
    /// Its sentence is `delay-{reason}` in the catalogs.
    pub reason: String,
}

/// A scan or report.
#[derive(Clone, Debug, Default, FromRow)]
pub struct CheckpointRecord {
    pub at: Millis,
    pub tracking_status: String,
    /// The carrier's sentence is `checkpoint-{message}` in the catalogs, the shop's plain words are
    /// `plain-{message}`.
    pub message: String,
    /// Its name is `place-{place}` in the catalogs.
    pub place: Option<String>,
    /// The carrier's own words, where they are known.
    pub words: Option<String>,
}

/// A parcel and the lines in it.
#[derive(Clone, Debug)]
pub struct Parcel {
    pub record: ShipmentRecord,
    pub line_ids: Vec<String>,
}

/// The order's parcels, newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_order(connection: &mut Connection, order_id: &str) -> sqlx::Result<Vec<Parcel>> {
    let records: Vec<ShipmentRecord> =
        sqlx::query_as("SELECT * FROM shipments WHERE order_id = $1 ORDER BY created_at DESC, id")
            .bind(order_id)
            .fetch_all(&mut *connection)
            .await?;
    let mut parcels = Vec::with_capacity(records.len());
    for record in records {
        let line_ids = line_ids(&mut *connection, &record.id).await?;
        parcels.push(Parcel { record, line_ids });
    }
    Ok(parcels)
}

/// The parcel with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(connection: &mut Connection, id: &str) -> sqlx::Result<Option<Parcel>> {
    let Some(record) = record(&mut *connection, id).await? else { return Ok(None) };
    let line_ids = line_ids(connection, &record.id).await?;
    Ok(Some(Parcel { record, line_ids }))
}

/// The lines in a parcel, in the order of purchase.
///
/// # Errors
/// When the database fails.
pub async fn line_ids(connection: &mut Connection, id: &str) -> sqlx::Result<Vec<String>> {
    sqlx::query_scalar(
        "SELECT shipment_lines.line_id FROM shipment_lines JOIN lines ON lines.id = shipment_lines.line_id \
         WHERE shipment_lines.shipment_id = $1 ORDER BY lines.position",
    )
    .bind(id)
    .fetch_all(connection)
    .await
}

/// The parcel's checkpoints, newest first.
///
/// # Errors
/// When the database fails.
pub async fn checkpoints(connection: &mut Connection, id: &str) -> sqlx::Result<Vec<CheckpointRecord>> {
    sqlx::query_as(
        "SELECT at, tracking_status, message, place, words FROM checkpoints WHERE shipment_id = $1 ORDER BY position DESC",
    )
    .bind(id)
    .fetch_all(connection)
    .await
}

/// Stores a parcel with the pieces in it and its checkpoints, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn insert(
    connection: &mut Connection,
    record: &ShipmentRecord,
    pieces: &[(String, i64)],
    checkpoints: &[CheckpointRecord],
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO shipments (id, order_id, case_id, direction, tracking_status, substatus, carrier, \
         tracking_number, tracking_url, expected_from, expected_to, delivered_at, created_at, last_news_at, \
         collect_until, legs) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(&record.id)
    .bind(&record.order_id)
    .bind(record.case_id.as_deref())
    .bind(&record.direction)
    .bind(&record.tracking_status)
    .bind(record.substatus.as_deref())
    .bind(&record.carrier)
    .bind(record.tracking_number.as_deref())
    .bind(record.tracking_url.as_deref())
    .bind(record.expected_from)
    .bind(record.expected_to)
    .bind(record.delivered_at)
    .bind(record.created_at)
    .bind(checkpoints.last().map(|last| last.at))
    .bind(record.collect_until)
    .bind(record.legs.as_deref())
    .execute(&mut *connection)
    .await?;
    for (line_id, quantity) in pieces {
        sqlx::query("INSERT INTO shipment_lines (shipment_id, line_id, quantity) VALUES ($1, $2, $3)")
            .bind(&record.id)
            .bind(line_id)
            .bind(quantity)
            .execute(&mut *connection)
            .await?;
    }
    for (position, checkpoint) in (0_i64..).zip(checkpoints) {
        insert_checkpoint(&mut *connection, &record.id, position, checkpoint).await?;
    }
    Ok(())
}

async fn insert_checkpoint(
    connection: &mut Connection,
    id: &str,
    position: i64,
    checkpoint: &CheckpointRecord,
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO checkpoints (shipment_id, position, at, tracking_status, message, place, words) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id)
    .bind(position)
    .bind(checkpoint.at)
    .bind(&checkpoint.tracking_status)
    .bind(&checkpoint.message)
    .bind(checkpoint.place.as_deref())
    .bind(checkpoint.words.as_deref())
    .execute(connection)
    .await?;
    Ok(())
}

/// Adds what the carrier says of a parcel. The caller holds the order's lock and raises the version with [`update`].
///
/// # Errors
/// When the database fails.
pub async fn append(connection: &mut Connection, id: &str, checkpoint: &CheckpointRecord) -> sqlx::Result<()> {
    let position: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM checkpoints WHERE shipment_id = $1")
        .bind(id)
        .fetch_one(&mut *connection)
        .await?;
    insert_checkpoint(connection, id, position, checkpoint).await
}

/// Stores what has changed of a parcel and raises its version.
///
/// # Errors
/// When the database fails.
pub async fn update(connection: &mut Connection, record: &ShipmentRecord) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE shipments SET tracking_status = $1, substatus = $2, tracking_number = $3, tracking_url = $4, \
         expected_from = $5, expected_to = $6, delivered_at = $7, last_news_at = $8, collect_until = $9, \
         version = version + 1 WHERE id = $10",
    )
    .bind(&record.tracking_status)
    .bind(record.substatus.as_deref())
    .bind(record.tracking_number.as_deref())
    .bind(record.tracking_url.as_deref())
    .bind(record.expected_from)
    .bind(record.expected_to)
    .bind(record.delivered_at)
    .bind(record.last_news_at)
    .bind(record.collect_until)
    .bind(&record.id)
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes that the window a parcel is expected in was another until `change.at`.
///
/// # Errors
/// When the database fails.
pub async fn move_expected(connection: &mut Connection, id: &str, change: &ExpectedChangeRecord) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO expected_changes (shipment_id, position, at, previous_from, previous_to, reason) \
         SELECT $1, COUNT(*), $2, $3, $4, $5 FROM expected_changes WHERE shipment_id = $1",
    )
    .bind(id)
    .bind(change.at)
    .bind(change.previous_from)
    .bind(change.previous_to)
    .bind(&change.reason)
    .execute(connection)
    .await?;
    Ok(())
}

/// The windows a parcel was expected in before, newest first.
///
/// # Errors
/// When the database fails.
pub async fn expected_history(connection: &mut Connection, id: &str) -> sqlx::Result<Vec<ExpectedChangeRecord>> {
    sqlx::query_as(
        "SELECT at, previous_from, previous_to, reason FROM expected_changes WHERE shipment_id = $1 \
         ORDER BY position DESC",
    )
    .bind(id)
    .fetch_all(connection)
    .await
}

/// A parcel's own row, without the lines in it.
///
/// # Errors
/// When the database fails.
pub async fn record(connection: &mut Connection, id: &str) -> sqlx::Result<Option<ShipmentRecord>> {
    sqlx::query_as("SELECT * FROM shipments WHERE id = $1").bind(id).fetch_optional(connection).await
}

/// Announces the parcel in which a case's items come back.
///
/// # Errors
/// When the database fails.
pub async fn announce_return(
    connection: &mut Connection,
    order_id: &str,
    case_id: &str,
    carrier: &str,
    pieces: &[(String, i64)],
    now: Millis,
) -> sqlx::Result<()> {
    let record = ShipmentRecord {
        id: token::id("shp"),
        order_id: order_id.to_owned(),
        case_id: Some(case_id.to_owned()),
        direction: "return".into(),
        tracking_status: "info_received".into(),
        substatus: None,
        carrier: carrier.to_owned(),
        tracking_number: None,
        tracking_url: None,
        expected_from: None,
        expected_to: None,
        delivered_at: None,
        created_at: now,
        ..ShipmentRecord::default()
    };
    let announced = CheckpointRecord {
        at: now,
        tracking_status: "info_received".into(),
        message: "announced".into(),
        ..CheckpointRecord::default()
    };
    insert(connection, &record, pieces, &[announced]).await
}
