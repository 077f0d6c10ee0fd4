//! The sample shop: customers, products and orders from `sample/`, with dates counted back from the moment of seeding.

mod book;
pub mod crowd;
mod past;
mod plenty;

use crate::{
    clock::Millis,
    problem::{Answer, Refusal},
    shop::Shop,
    store::{
        Connection, care,
        market::{self, NewVariant},
        orders,
        shipments::{self, CheckpointRecord, ExpectedChangeRecord, ShipmentRecord},
    },
    surveys::{self, About},
    token,
};
use book::{Book, Line, Order, Parcel};

pub use plenty::Past;

/// Fills an empty database; one that holds orders stays as it is. Returns how many orders were added.
///
/// # Errors
/// When the sample's files contradict each other or the database fails.
pub async fn seed(connection: &mut Connection, shop: &Shop, now: Millis) -> Answer<usize> {
    let known: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM orders").fetch_one(&mut *connection).await?;
    if known > 0 {
        return Ok(0);
    }
    fill(connection, shop, &Book::load()?, now).await
}

/// Fills an empty database with many customers, see [`crowd`].
///
/// # Errors
/// When the database fails.
pub async fn seed_crowd(connection: &mut Connection, shop: &Shop, customers: usize, now: Millis) -> Answer<usize> {
    fill(connection, shop, &crowd::book(customers)?, now).await
}

/// Lets a customer of the sample have bought more. Returns the new orders' numbers, newest first.
///
/// # Errors
/// 404 for a customer the sample does not have; else when the database fails.
pub async fn seed_past(connection: &mut Connection, shop: &Shop, past: &Past<'_>, now: Millis) -> Answer<Vec<String>> {
    let known: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM orders").fetch_one(&mut *connection).await?;
    let book = plenty::book(past, known)?.ok_or(Refusal::NotFound)?;
    for order in &book.orders {
        Seeding { connection: &mut *connection, shop, book: &book, order, now }.run(past.customer_id).await?;
    }
    Ok(book.orders.into_iter().map(|order| order.number).collect())
}

async fn fill(connection: &mut Connection, shop: &Shop, book: &Book, now: Millis) -> Answer<usize> {
    let mut customers = std::collections::BTreeMap::new();
    for (name, customer) in &book.customers {
        // As the shop knows them: a merchant token names them so.
        let id = format!("cus_{name}");
        sqlx::query("INSERT INTO customers (id, tier) VALUES ($1, $2)")
            .bind(&id)
            .bind(customer.tier.as_deref())
            .execute(&mut *connection)
            .await?;
        customers.insert(name.as_str(), id);
    }
    stock(connection, book).await?;
    for order in &book.orders {
        let customer_id = customers.get(order.customer.as_str()).ok_or(Refusal::Internal)?;
        Seeding { connection: &mut *connection, shop, book, order, now }.run(customer_id).await?;
    }
    Ok(book.orders.len())
}

/// What everything costs now, and what of it there is.
async fn stock(connection: &mut Connection, book: &Book) -> Answer<()> {
    for (product_id, product) in &book.products {
        for (currency, amount) in &product.prices {
            market::set_price(connection, product_id, currency, *amount).await?;
        }
        for (position, variant) in (1_i64..).zip(&product.variants) {
            let book::Variant { id, labels, surcharges, stock } = variant;
            let image = &product.image;
            let variant = NewVariant { id, product_id, position, labels, surcharges, image, stock: *stock };
            market::insert_variant(connection, variant).await?;
        }
    }
    Ok(())
}

/// One order on its way into the database.
struct Seeding<'a> {
    connection: &'a mut Connection,
    shop: &'a Shop,
    book: &'a Book,
    order: &'a Order,
    now: Millis,
}

impl Seeding<'_> {
    async fn run(mut self, customer_id: &str) -> Answer<()> {
        let order_id = token::id("ord");
        self.insert_order(&order_id, customer_id).await?;
        let mut line_ids = Vec::new();
        for (position, line) in (1_i64..).zip(&self.order.lines) {
            line_ids.push(self.insert_line(&order_id, position, line).await?);
        }
        for parcel in &self.order.parcels {
            self.insert_parcel(&order_id, &line_ids, parcel).await?;
        }
        if let Some(case) = &self.order.case {
            let order = orders::load(self.connection, &order_id).await?.ok_or(Refusal::Internal)?;
            past::live(self.connection, self.shop, self.book, &order, case, self.now).await?;
        }
        if let Some(cancelled) = &self.order.cancelled {
            let at = cancelled.before(self.shop, self.now);
            let total: i64 = sqlx::query_scalar("SELECT CAST(SUM(total) AS BIGINT) FROM lines WHERE order_id = $1")
                .bind(&order_id)
                .fetch_one(&mut *self.connection)
                .await?;
            orders::adjust(self.connection, &order_id, None, "cancellation", Some(total), at).await?;
        }
        Ok(())
    }

    async fn insert_order(&mut self, id: &str, customer_id: &str) -> Answer<()> {
        let order = self.order;
        let customer = self.book.customers.get(&order.customer).ok_or(Refusal::Internal)?;
        sqlx::query(
            "INSERT INTO orders (id, number, customer_id, placed_at, cancelled_at, currency, email, phone, \
             postal_code, payment_method, payment_hint, region, buyer) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        )
        .bind(id)
        .bind(&order.number)
        .bind(customer_id)
        .bind(order.placed.before(self.shop, self.now))
        .bind(order.cancelled.as_ref().map(|at| at.before(self.shop, self.now)))
        .bind(&order.currency)
        .bind(&customer.email)
        .bind(&customer.phone)
        .bind(&customer.postal_code)
        .bind(&order.payment.method)
        .bind(&order.payment.hint)
        .bind(order.region.as_deref())
        .bind(if order.business { "business" } else { "consumer" })
        .execute(&mut *self.connection)
        .await?;
        Ok(())
    }

    async fn insert_line(&mut self, order_id: &str, position: i64, line: &Line) -> Answer<String> {
        let order = self.order;
        let product = self.book.products.get(&line.product).ok_or(Refusal::Internal)?;
        let price = line.price.or(product.prices.get(&order.currency).copied()).ok_or(Refusal::Internal)?;
        let mut terms = self.shop.terms(&product.category, &order.currency, false);
        terms.choices = order.choices.then(|| self.shop.choices(&order.currency));
        let id = token::id("lin");
        sqlx::query(
            "INSERT INTO lines (id, order_id, position, product_id, category, title, variant, variant_id, image, \
             ordered, unit_price, total, terms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        )
        .bind(&id)
        .bind(order_id)
        .bind(position)
        .bind(&line.product)
        .bind(&product.category)
        .bind(product.titles.get(&order.language).ok_or(Refusal::Internal)?)
        .bind(line.variant.as_deref())
        .bind(line.variant_id.as_deref())
        .bind(&product.image)
        .bind(line.quantity)
        .bind(price)
        .bind(price * line.quantity)
        .bind(serde_json::to_string(&terms)?)
        .execute(&mut *self.connection)
        .await?;
        Ok(id)
    }

    async fn insert_parcel(&mut self, order_id: &str, line_ids: &[String], parcel: &Parcel) -> Answer<()> {
        let arrival = parcel.arrives.before(self.shop, self.now);
        let checkpoints = self.book.way(&parcel.route, arrival, self.now)?;
        let status = checkpoints.last().map_or("pending", |last| last.tracking_status.as_str());
        let delivered = status == "delivered";
        let calendar = self.shop.calendar();
        let expected = parcel.expected.as_ref().map_or(arrival, |day| day.before(self.shop, self.now));
        let record = ShipmentRecord {
            id: token::id("shp"),
            order_id: order_id.to_owned(),
            case_id: None,
            direction: "outbound".into(),
            tracking_status: status.to_owned(),
            substatus: (status == "exception")
                .then(|| parcel.substatus.clone().unwrap_or_else(|| "customs_hold".to_owned())),
            carrier: parcel.carrier.clone(),
            tracking_number: Some(parcel.tracking_number.clone()),
            tracking_url: (!delivered).then(|| tracking_url(&parcel.carrier, &parcel.tracking_number)),
            expected_from: (!delivered).then(|| calendar.start_of_day(expected, 0)),
            expected_to: (!delivered).then(|| calendar.end_of_day(expected, 0)),
            delivered_at: delivered.then_some(arrival),
            created_at: checkpoints.first().map_or(self.now, |first| first.at),
            collect_until: (status == "available_for_pickup").then(|| calendar.end_of_day(self.now, 3)),
            legs: self.book.legs.get(&parcel.route).map(serde_json::to_string).transpose()?,
            ..ShipmentRecord::default()
        };
        let inside = |position: &usize| parcel.lines.is_empty() || parcel.lines.contains(&(position + 1));
        let pieces: Vec<(String, i64)> = self
            .order
            .lines
            .iter()
            .zip(line_ids)
            .enumerate()
            .filter(|(position, _)| inside(position))
            .map(|(_, (line, id))| (id.clone(), line.quantity))
            .collect();
        shipments::insert(self.connection, &record, &pieces, &checkpoints).await?;
        for earlier in &parcel.expected_before {
            let day = earlier.day.before(self.shop, self.now);
            let change = ExpectedChangeRecord {
                at: earlier.changed.before(self.shop, self.now),
                previous_from: calendar.start_of_day(day, 0),
                previous_to: calendar.end_of_day(day, 0),
                reason: earlier.reason.clone(),
            };
            shipments::move_expected(self.connection, &record.id, &change).await?;
        }
        for (line, id) in self.order.lines.iter().zip(line_ids) {
            if let Some(months) = line.plan_months.filter(|_| delivered) {
                care::insure(self.connection, id, calendar.months_later(arrival, months)).await?;
            }
        }
        if delivered {
            let about = About::Delivery { shipment_id: &record.id };
            surveys::ask(self.connection, self.shop, order_id, about, arrival).await?;
        }
        Ok(())
    }
}

/// The carrier's own page about a parcel.
fn tracking_url(carrier: &str, number: &str) -> String {
    format!("https://track.example/{carrier}/{number}")
}

impl Book {
    /// The checkpoints of a parcel that arrives at `arrival`, as far as they lie before `now`.
    fn way(&self, route: &str, arrival: Millis, now: Millis) -> Answer<Vec<CheckpointRecord>> {
        let stops = self.routes.get(route).ok_or(Refusal::Internal)?;
        let checkpoint = |stop: &book::Stop| CheckpointRecord {
            at: arrival + stop.hours * crate::clock::HOUR,
            tracking_status: stop.status.clone(),
            message: stop.message.clone(),
            place: stop.place.clone(),
            ..CheckpointRecord::default()
        };
        Ok(stops.iter().map(checkpoint).filter(|checkpoint| checkpoint.at <= now).collect())
    }
}
