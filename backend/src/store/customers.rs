//! Customers, as far as getting in needs them.

use super::Connection;
/// Somebody who has ordered.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct CustomerRecord {
    /// The shop's own name for the customer.
    pub id: String,
    /// The member tier.
    pub tier: Option<String>,
}

/// The customer with this id.
///
/// # Errors
/// When the database fails.
pub async fn find(connection: &mut Connection, id: &str) -> sqlx::Result<Option<CustomerRecord>> {
    sqlx::query_as("SELECT id, tier FROM customers WHERE id = $1").bind(id).fetch_optional(connection).await
}

/// Who has placed the order with this id.
///
/// # Errors
/// When the database fails.
pub async fn of_order(connection: &mut Connection, order_id: &str) -> sqlx::Result<Option<CustomerRecord>> {
    sqlx::query_as(
        "SELECT customers.id, customers.tier FROM orders JOIN customers ON customers.id = orders.customer_id \
         WHERE orders.id = $1",
    )
    .bind(order_id)
    .fetch_optional(connection)
    .await
}

/// What was paid for an order, in its minor units.
///
/// # Errors
/// When the database fails.
pub async fn paid(connection: &mut Connection, order_id: &str) -> sqlx::Result<i64> {
    let sum: Option<i64> = sqlx::query_scalar("SELECT CAST(SUM(total) AS BIGINT) FROM lines WHERE order_id = $1")
        .bind(order_id)
        .fetch_one(connection)
        .await?;
    Ok(sum.unwrap_or(0))
}
