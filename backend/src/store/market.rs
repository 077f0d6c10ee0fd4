//! What is true of the shop just now: prices, stock, and how much of a member's money is out.

use std::collections::BTreeMap;

use super::orders::Order;
use crate::{
    policy::resolution::{Resolution, Room},
    shop::Shop,
    store::Connection,
};

/// A variant's row.
#[derive(Clone, Debug)]
pub struct VariantRecord {
    pub id: String,
    pub product_id: String,
    /// By language tag.
    pub labels: BTreeMap<String, String>,
    pub image: Option<String>,
    /// By currency.
    pub surcharges: BTreeMap<String, i64>,
    /// Pieces nobody has reserved.
    pub stock: i64,
}

impl VariantRecord {
    /// The size, colour and the like in a language; the id where nobody has written it down.
    #[must_use]
    pub fn label(&self, language: &str) -> String {
        self.labels.get(language).cloned().unwrap_or_else(|| self.id.clone())
    }

    /// What it costs more than the plainest variant, in minor units.
    #[must_use]
    pub fn surcharge(&self, currency: &str) -> i64 {
        self.surcharges.get(currency).copied().unwrap_or_default()
    }
}

/// What the rules need to know about an order beyond the order.
#[derive(Clone, Debug, Default)]
pub struct Market {
    /// What the order's products cost now, in its currency.
    pub prices: BTreeMap<String, i64>,
    /// Of the order's products, in the shop's order.
    pub variants: Vec<VariantRecord>,
    /// How much may be paid before the goods are back; absent for whom it is nothing.
    pub room: Option<Room>,
}

impl Market {
    /// What an order's rules need; asks the database for no more.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(connection: &mut Connection, shop: &Shop, order: &Order) -> sqlx::Result<Self> {
        let mut market = Self::default();
        let choices = || order.lines.iter().filter_map(|line| line.terms.choices.as_ref());
        if choices().any(|choices| choices.price_protection_days > 0) {
            market.prices = prices(&mut *connection, order).await?;
        }
        if choices().any(|choices| choices.resolutions.contains(&Resolution::Exchange)) {
            market.variants = variants(&mut *connection, &order.record.id).await?;
        }
        if let Some(limit) = shop.instant_limit(order.record.tier.as_deref(), &order.record.currency) {
            let out = out_already(connection, &order.record.customer_id, &order.record.currency).await?;
            market.room = Some(Room::left(limit, out));
        }
        Ok(market)
    }

    /// The same for opening a case: nobody else's case takes of the customer's room until the write ends. The caller
    /// holds the order's lock; the customer's row is changed after it and before any other.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn to_open(connection: &mut Connection, shop: &Shop, order: &Order) -> sqlx::Result<Self> {
        if shop.instant_limit(order.record.tier.as_deref(), &order.record.currency).is_some() {
            sqlx::query("UPDATE customers SET tier = tier WHERE id = $1")
                .bind(&order.record.customer_id)
                .execute(&mut *connection)
                .await?;
        }
        Self::of(connection, shop, order).await
    }

    /// The variant with this id, if it is one of the order's products.
    #[must_use]
    pub fn variant(&self, id: &str) -> Option<&VariantRecord> {
        self.variants.iter().find(|variant| variant.id == id)
    }
}

async fn prices(connection: &mut Connection, order: &Order) -> sqlx::Result<BTreeMap<String, i64>> {
    let rows: Vec<(String, i64)> = sqlx::query_as(
        "SELECT product_id, amount FROM prices WHERE currency = $1 \
         AND product_id IN (SELECT product_id FROM lines WHERE order_id = $2)",
    )
    .bind(&order.record.currency)
    .bind(&order.record.id)
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().collect())
}

async fn variants(connection: &mut Connection, order_id: &str) -> sqlx::Result<Vec<VariantRecord>> {
    let rows: Vec<(String, String, String, Option<String>, String, i64)> = sqlx::query_as(
        "SELECT id, product_id, labels, image, surcharges, stock FROM variants \
         WHERE product_id IN (SELECT product_id FROM lines WHERE order_id = $1) ORDER BY product_id, position",
    )
    .bind(order_id)
    .fetch_all(connection)
    .await?;
    let variant = |(id, product_id, labels, image, surcharges, stock): (_, _, String, _, String, _)| {
        let (labels, surcharges) = (serde_json::from_str(&labels)?, serde_json::from_str(&surcharges)?);
        Ok(VariantRecord { id, product_id, labels, image, surcharges, stock })
    };
    let variants = rows.into_iter().map(variant).collect::<serde_json::Result<_>>();
    variants.map_err(|error| sqlx::Error::Decode(error.into()))
}

/// What was paid to a customer for goods that are not back.
async fn out_already(connection: &mut Connection, customer_id: &str, currency: &str) -> sqlx::Result<i64> {
    sqlx::query_scalar(
        "SELECT CAST(COALESCE(SUM(cases.refund), 0) AS BIGINT) FROM cases \
         JOIN orders ON orders.id = cases.order_id \
         WHERE orders.customer_id = $1 AND orders.currency = $2 AND cases.speed = 'instant' \
         AND cases.phase IN ('in_review', 'awaiting_customer', 'in_progress')",
    )
    .bind(customer_id)
    .bind(currency)
    .fetch_one(connection)
    .await
}

/// Reserves pieces of a variant; false, and nothing has changed, when there are not so many. Who reserves several
/// variants does it in the order of their ids.
///
/// # Errors
/// When the database fails.
pub async fn reserve(connection: &mut Connection, variant_id: &str, quantity: i64) -> sqlx::Result<bool> {
    let done = sqlx::query("UPDATE variants SET stock = stock - $1 WHERE id = $2 AND stock >= $1")
        .bind(quantity)
        .bind(variant_id)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Gives reserved pieces back.
///
/// # Errors
/// When the database fails.
pub async fn release(connection: &mut Connection, variant_id: &str, quantity: i64) -> sqlx::Result<()> {
    sqlx::query("UPDATE variants SET stock = stock + $1 WHERE id = $2")
        .bind(quantity)
        .bind(variant_id)
        .execute(connection)
        .await?;
    Ok(())
}

/// A variant as the sample knows it, on the way into the database.
#[derive(Clone, Copy, Debug)]
pub struct NewVariant<'a> {
    pub id: &'a str,
    pub product_id: &'a str,
    pub position: i64,
    pub labels: &'a BTreeMap<String, String>,
    pub surcharges: &'a BTreeMap<String, i64>,
    pub image: &'a str,
    pub stock: i64,
}

/// Stores a variant.
///
/// # Errors
/// When the database fails.
pub async fn insert_variant(connection: &mut Connection, variant: NewVariant<'_>) -> sqlx::Result<()> {
    let json = |error: serde_json::Error| sqlx::Error::Encode(error.into());
    sqlx::query(
        "INSERT INTO variants (id, product_id, position, labels, image, surcharges, stock) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(variant.id)
    .bind(variant.product_id)
    .bind(variant.position)
    .bind(serde_json::to_string(variant.labels).map_err(json)?)
    .bind(variant.image)
    .bind(serde_json::to_string(variant.surcharges).map_err(json)?)
    .bind(variant.stock)
    .execute(connection)
    .await?;
    Ok(())
}

/// Stores what a product costs from now on.
///
/// # Errors
/// When the database fails.
pub async fn set_price(connection: &mut Connection, product_id: &str, currency: &str, amount: i64) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO prices (product_id, currency, amount) VALUES ($1, $2, $3) \
         ON CONFLICT (product_id, currency) DO UPDATE SET amount = excluded.amount",
    )
    .bind(product_id)
    .bind(currency)
    .bind(amount)
    .execute(connection)
    .await?;
    Ok(())
}
