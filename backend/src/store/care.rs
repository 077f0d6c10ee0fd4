//! What belongs to products somebody owns.

use sqlx::FromRow;

use crate::{clock::Millis, policy::cover::Bought, store::Connection};

/// A line of a product, as far as its covers depend on it.
#[derive(Clone, Debug, FromRow)]
pub struct OwnedRecord {
    pub order_id: String,
    pub line_id: String,
    pub category: String,
    pub title: String,
    pub currency: String,
    /// The last piece's; absent before.
    pub delivered_at: Option<Millis>,
    /// The end of a plan for longer, if one was bought.
    pub plan_until: Option<Millis>,
}

impl OwnedRecord {
    /// What its covers depend on.
    #[must_use]
    pub fn bought(&self) -> Bought<'_> {
        Bought {
            category: &self.category,
            currency: &self.currency,
            delivered_at: self.delivered_at,
            plan_until: self.plan_until,
        }
    }
}

/// The lines of a product in a session's orders, newest order first.
///
/// # Errors
/// When the database fails.
pub async fn owned(connection: &mut Connection, opener: &str, product_id: &str) -> sqlx::Result<Vec<OwnedRecord>> {
    sqlx::query_as(
        "SELECT lines.order_id, lines.id AS line_id, lines.category, lines.title, orders.currency, \
         (SELECT MAX(shipments.delivered_at) FROM shipments \
          JOIN shipment_lines ON shipment_lines.shipment_id = shipments.id \
          WHERE shipment_lines.line_id = lines.id AND shipments.direction = 'outbound') AS delivered_at, \
         plans.until AS plan_until \
         FROM lines JOIN orders ON orders.id = lines.order_id \
         LEFT JOIN plans ON plans.line_id = lines.id \
         JOIN open_orders ON open_orders.order_id = lines.order_id \
         WHERE open_orders.opener = $1 AND lines.product_id = $2 \
         ORDER BY orders.placed_at DESC, lines.position",
    )
    .bind(opener)
    .bind(product_id)
    .fetch_all(connection)
    .await
}

/// Notes a plan for longer.
///
/// # Errors
/// When the database fails.
pub async fn insure(connection: &mut Connection, line_id: &str, until: Millis) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO plans (line_id, until) VALUES ($1, $2)")
        .bind(line_id)
        .bind(until)
        .execute(connection)
        .await?;
    Ok(())
}

/// One line.
///
/// # Errors
/// When the database fails.
pub async fn line(connection: &mut Connection, line_id: &str) -> sqlx::Result<Option<OwnedRecord>> {
    sqlx::query_as(
        "SELECT lines.order_id, lines.id AS line_id, lines.category, lines.title, orders.currency, \
         (SELECT MAX(shipments.delivered_at) FROM shipments \
          JOIN shipment_lines ON shipment_lines.shipment_id = shipments.id \
          WHERE shipment_lines.line_id = lines.id AND shipments.direction = 'outbound') AS delivered_at, \
         plans.until AS plan_until \
         FROM lines JOIN orders ON orders.id = lines.order_id \
         LEFT JOIN plans ON plans.line_id = lines.id \
         WHERE lines.id = $1",
    )
    .bind(line_id)
    .fetch_optional(connection)
    .await
}
