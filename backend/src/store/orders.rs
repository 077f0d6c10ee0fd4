//! Orders with their lines, and what of them is claimed by returns.

use sqlx::FromRow;

use crate::{
    cases::Kind,
    clock::Millis,
    policy::{
        Terms,
        alerts::{self, Alert, Facts},
        eligibility::Parcel,
    },
    store::Connection,
    token,
};

/// An order's own row.
#[derive(Clone, Debug, FromRow)]
pub struct OrderRecord {
    pub id: String,
    pub number: String,
    pub customer_id: String,
    pub placed_at: Millis,
    pub cancelled_at: Option<Millis>,
    pub currency: String,
    pub email: String,
    pub phone: String,
    pub postal_code: String,
    pub payment_method: String,
    pub payment_hint: String,
    /// Where it was sent, ISO 3166-1 alpha-2.
    pub region: Option<String>,
    /// `consumer` or `business`.
    pub buyer: String,
    /// The customer's member tier.
    pub tier: Option<String>,
}

/// A line's own row.
#[derive(Clone, Debug, FromRow)]
pub struct LineRecord {
    pub id: String,
    pub order_id: String,
    pub product_id: String,
    pub category: String,
    pub title: String,
    pub variant: Option<String>,
    pub variant_id: Option<String>,
    pub image: Option<String>,
    pub ordered: i64,
    /// Minor units of the order's currency.
    pub unit_price: i64,
    pub total: i64,
    /// [`Terms`] as JSON.
    pub terms: String,
}

/// A line with everything that decides about its return.
#[derive(Clone, Debug)]
pub struct Line {
    pub record: LineRecord,
    pub terms: Terms,
    /// Outbound only.
    pub parcels: Vec<Parcel>,
    pub claims: Claims,
}

/// What cases have taken of a line.
#[derive(Clone, Copy, Debug, Default)]
pub struct Claims {
    /// Pieces that went back.
    pub returned: u32,
    /// Pieces of open cases that are to go back.
    pub requested: u32,
    /// What all of them were credited with, before fees.
    pub amount: i64,
    /// Pieces whose price was adjusted.
    pub adjusted: u32,
    /// By how much, together.
    pub adjustment: i64,
}

/// An order with its lines in the order of purchase.
#[derive(Clone, Debug)]
pub struct Order {
    pub record: OrderRecord,
    pub lines: Vec<Line>,
    /// What its parcels wait for from the shopper.
    pub waiting: Vec<WaitingParcel>,
}

/// A parcel that waits for the shopper to do something.
#[derive(Clone, Debug)]
pub struct WaitingParcel {
    pub shipment_id: String,
    pub carrier: String,
    pub wanted: Alert,
}

/// What of a parcel decides about a line in it, and about what the parcel waits for.
#[derive(FromRow)]
struct ParcelRow {
    line_id: String,
    quantity: i64,
    id: String,
    carrier: String,
    tracking_status: String,
    substatus: Option<String>,
    delivered_at: Option<Millis>,
    last_news_at: Option<Millis>,
    collect_until: Option<Millis>,
}

impl ParcelRow {
    fn waiting(&self) -> Option<WaitingParcel> {
        let wanted = alerts::wanted(&Facts {
            outbound: true,
            tracking_status: &self.tracking_status,
            substatus: self.substatus.as_deref(),
            expected_to: None,
            collect_until: self.collect_until,
            last_news_at: self.last_news_at,
        })?;
        Some(WaitingParcel { shipment_id: self.id.clone(), carrier: self.carrier.clone(), wanted })
    }
}

impl Order {
    /// The line with this id.
    #[must_use]
    pub fn line(&self, id: &str) -> Option<&Line> {
        self.lines.iter().find(|line| line.record.id == id)
    }

    /// What was paid, in minor units.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.lines.iter().map(|line| line.record.total).sum()
    }
}

/// The order with this number, as printed.
///
/// # Errors
/// When the database fails.
pub async fn by_number(connection: &mut Connection, number: &str) -> sqlx::Result<Option<OrderRecord>> {
    sqlx::query_as(
        "SELECT orders.*, customers.tier FROM orders JOIN customers ON customers.id = orders.customer_id \
         WHERE orders.number = $1",
    )
    .bind(number)
    .fetch_optional(connection)
    .await
}

/// The order with its lines; absent when there is none.
///
/// # Errors
/// When the database fails or the stored terms can't be read.
pub async fn load(connection: &mut Connection, id: &str) -> sqlx::Result<Option<Order>> {
    let record: Option<OrderRecord> = sqlx::query_as(
        "SELECT orders.*, customers.tier FROM orders JOIN customers ON customers.id = orders.customer_id \
         WHERE orders.id = $1",
    )
    .bind(id)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(record) = record else { return Ok(None) };
    let rows: Vec<LineRecord> = sqlx::query_as("SELECT * FROM lines WHERE order_id = $1 ORDER BY position")
        .bind(id)
        .fetch_all(&mut *connection)
        .await?;
    let parcels: Vec<ParcelRow> = sqlx::query_as(
        "SELECT shipment_lines.line_id, shipment_lines.quantity, shipments.id, shipments.carrier, \
         shipments.tracking_status, shipments.substatus, shipments.delivered_at, shipments.last_news_at, \
         shipments.collect_until FROM shipments JOIN shipment_lines ON shipment_lines.shipment_id = shipments.id \
         WHERE shipments.order_id = $1 AND shipments.direction = 'outbound' AND shipments.case_id IS NULL",
    )
    .bind(id)
    .fetch_all(&mut *connection)
    .await?;
    let claims: Vec<(String, String, String, i64, i64)> = sqlx::query_as(
        "SELECT case_items.line_id, cases.kind, cases.phase, case_items.quantity, case_items.amount FROM cases \
         JOIN case_items ON case_items.case_id = cases.id \
         WHERE cases.order_id = $1 AND cases.phase NOT IN ('cancelled', 'rejected', 'expired') \
         AND (case_items.decision IS NULL OR case_items.decision <> 'refused')",
    )
    .bind(id)
    .fetch_all(connection)
    .await?;

    let mut lines = Vec::with_capacity(rows.len());
    for record in rows {
        let terms = serde_json::from_str(&record.terms).map_err(|error| sqlx::Error::Decode(error.into()))?;
        let own = parcels.iter().filter(|parcel| parcel.line_id == record.id);
        let parcel = |row: &ParcelRow| Parcel { quantity: pieces(row.quantity), delivered_at: row.delivered_at };
        let parcels = own.map(parcel).collect();
        let mut claimed = Claims::default();
        for (_, kind, phase, quantity, amount) in claims.iter().filter(|(line_id, ..)| *line_id == record.id) {
            match Kind::from_code(kind) {
                Some(kind) if kind.sends_back() => {
                    let side = if phase == "resolved" { &mut claimed.returned } else { &mut claimed.requested };
                    *side += pieces(*quantity);
                    claimed.amount += amount;
                }
                Some(Kind::PriceProtection) => {
                    claimed.adjusted += pieces(*quantity);
                    claimed.adjustment += amount;
                }
                _ => {}
            }
        }
        lines.push(Line { record, terms, parcels, claims: claimed });
    }
    let mut waiting: Vec<WaitingParcel> = parcels.iter().filter_map(ParcelRow::waiting).collect();
    // A parcel comes once for each line in it.
    waiting.sort_by(|one, other| one.shipment_id.cmp(&other.shipment_id));
    waiting.dedup_by(|one, other| one.shipment_id == other.shipment_id);
    Ok(Some(Order { record, lines, waiting }))
}

/// A stored count of pieces.
#[must_use]
pub fn pieces(stored: i64) -> u32 {
    u32::try_from(stored).unwrap_or(0)
}

/// The ids of a session's orders, newest first, from after `after` (placed at, id); with `wanted`, those whose number,
/// or some line's title or variant, holds it.
///
/// # Errors
/// When the database fails.
pub async fn page(
    connection: &mut Connection,
    opener: &str,
    wanted: Option<&str>,
    after: Option<&(Millis, String)>,
    limit: i64,
) -> sqlx::Result<Vec<(String, Millis)>> {
    let (placed_at, id) = after.cloned().unwrap_or((Millis::MAX, String::new()));
    let Some(wanted) = wanted else {
        return sqlx::query_as(
            "SELECT orders.id, orders.placed_at FROM orders \
             JOIN open_orders ON open_orders.order_id = orders.id \
             WHERE open_orders.opener = $1 \
             AND (orders.placed_at < $2 OR (orders.placed_at = $2 AND orders.id < $3)) \
             ORDER BY orders.placed_at DESC, orders.id DESC LIMIT $4",
        )
        .bind(opener)
        .bind(placed_at)
        .bind(id)
        .bind(limit)
        .fetch_all(connection)
        .await;
    };
    sqlx::query_as(
        "SELECT orders.id, orders.placed_at FROM orders \
         JOIN open_orders ON open_orders.order_id = orders.id \
         WHERE open_orders.opener = $1 \
         AND (orders.placed_at < $2 OR (orders.placed_at = $2 AND orders.id < $3)) \
         AND (orders.number LIKE $4 ESCAPE '\\' OR EXISTS (SELECT 1 FROM lines WHERE lines.order_id = orders.id \
         AND (LOWER(lines.title) LIKE $4 ESCAPE '\\' OR LOWER(lines.variant) LIKE $4 ESCAPE '\\'))) \
         ORDER BY orders.placed_at DESC, orders.id DESC LIMIT $5",
    )
    .bind(opener)
    .bind(placed_at)
    .bind(id)
    .bind(pattern(wanted))
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// What `LIKE` compares with, so that it finds the text anywhere and nothing in it is special. A number may be typed
/// with its `#`.
fn pattern(wanted: &str) -> String {
    let mut pattern = String::from("%");
    for character in wanted.trim_start_matches('#').to_lowercase().chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}

/// The order of a line; absent when there is no such line.
///
/// # Errors
/// When the database fails.
pub async fn line_owner(connection: &mut Connection, line_id: &str) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("SELECT order_id FROM lines WHERE id = $1").bind(line_id).fetch_optional(connection).await
}

/// A change to an order after it was placed.
#[derive(Clone, Debug, FromRow)]
pub struct AdjustmentRecord {
    pub id: String,
    pub kind: String,
    pub amount: Option<i64>,
    pub at: Millis,
}

/// The changes to what a case promised, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn case_adjustments(connection: &mut Connection, case_id: &str) -> sqlx::Result<Vec<AdjustmentRecord>> {
    sqlx::query_as("SELECT id, kind, amount, at FROM adjustments WHERE case_id = $1 ORDER BY at, id")
        .bind(case_id)
        .fetch_all(connection)
        .await
}

/// Adds what has happened to an order; with `case_id`, a change to what that case promised, which is not the order's.
///
/// # Errors
/// When the database fails.
pub async fn adjust(
    connection: &mut Connection,
    order_id: &str,
    case_id: Option<&str>,
    kind: &str,
    amount: Option<i64>,
    at: Millis,
) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO adjustments (id, order_id, case_id, kind, amount, at) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(token::id("adj"))
        .bind(order_id)
        .bind(case_id)
        .bind(kind)
        .bind(amount)
        .bind(at)
        .execute(connection)
        .await?;
    Ok(())
}

/// What has happened to an order, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn adjustments(connection: &mut Connection, order_id: &str) -> sqlx::Result<Vec<AdjustmentRecord>> {
    sqlx::query_as(
        "SELECT id, kind, amount, at FROM adjustments WHERE order_id = $1 AND case_id IS NULL ORDER BY at, id",
    )
    .bind(order_id)
    .fetch_all(connection)
    .await
}
