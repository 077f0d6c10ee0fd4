//! Parcels in both directions.

use sqlx::{AnyConnection, FromRow};

use crate::{clock::Millis, token};

/// A parcel's own row.
#[derive(Clone, Debug, FromRow)]
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
}

/// A scan or report.
#[derive(Clone, Debug, FromRow)]
pub struct CheckpointRecord {
    pub at: Millis,
    pub tracking_status: String,
    /// Its sentence is `checkpoint-{message}` in the catalogs.
    pub message: String,
    /// Its name is `place-{place}` in the catalogs.
    pub place: Option<String>,
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
pub async fn of_order(connection: &mut AnyConnection, order_id: &str) -> sqlx::Result<Vec<Parcel>> {
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
pub async fn find(connection: &mut AnyConnection, id: &str) -> sqlx::Result<Option<Parcel>> {
    let record: Option<ShipmentRecord> =
        sqlx::query_as("SELECT * FROM shipments WHERE id = $1").bind(id).fetch_optional(&mut *connection).await?;
    let Some(record) = record else { return Ok(None) };
    let line_ids = line_ids(connection, &record.id).await?;
    Ok(Some(Parcel { record, line_ids }))
}

async fn line_ids(connection: &mut AnyConnection, id: &str) -> sqlx::Result<Vec<String>> {
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
pub async fn checkpoints(connection: &mut AnyConnection, id: &str) -> sqlx::Result<Vec<CheckpointRecord>> {
    sqlx::query_as(
        "SELECT at, tracking_status, message, place FROM checkpoints WHERE shipment_id = $1 ORDER BY position DESC",
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
    connection: &mut AnyConnection,
    record: &ShipmentRecord,
    pieces: &[(String, i64)],
    checkpoints: &[CheckpointRecord],
) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO shipments (id, order_id, case_id, direction, tracking_status, substatus, carrier, \
         tracking_number, tracking_url, expected_from, expected_to, delivered_at, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
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
        sqlx::query(
            "INSERT INTO checkpoints (shipment_id, position, at, tracking_status, message, place) \
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&record.id)
        .bind(position)
        .bind(checkpoint.at)
        .bind(&checkpoint.tracking_status)
        .bind(&checkpoint.message)
        .bind(checkpoint.place.as_deref())
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Announces the parcel in which a case's items come back.
///
/// # Errors
/// When the database fails.
pub async fn announce_return(
    connection: &mut AnyConnection,
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
    };
    let announced =
        CheckpointRecord { at: now, tracking_status: "info_received".into(), message: "announced".into(), place: None };
    insert(connection, &record, pieces, &[announced]).await
}
