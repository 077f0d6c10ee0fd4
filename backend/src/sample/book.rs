//! The sample's files as they are written.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    clock::{HOUR, MINUTE, Millis},
    shop::Shop,
    store::shipments::LegRecord,
};

/// Everything in `sample/`.
pub struct Book {
    pub customers: BTreeMap<String, Customer>,
    pub products: BTreeMap<String, Product>,
    /// Where parcels pass, by name.
    pub routes: BTreeMap<String, Vec<Stop>>,
    /// The stages of the longer routes.
    pub legs: BTreeMap<String, Vec<LegRecord>>,
    pub orders: Vec<Order>,
}

#[derive(Deserialize)]
pub struct Customer {
    pub email: String,
    pub phone: String,
    pub postal_code: String,
    pub tier: Option<String>,
}

#[derive(Deserialize)]
pub struct Product {
    pub category: String,
    pub image: String,
    /// By language tag.
    pub titles: BTreeMap<String, String>,
    /// Minor units by currency.
    pub prices: BTreeMap<String, i64>,
    #[serde(default)]
    pub variants: Vec<Variant>,
}

#[derive(Deserialize)]
pub struct Variant {
    pub id: String,
    /// By language tag.
    pub labels: BTreeMap<String, String>,
    /// What it costs more, in minor units by currency.
    #[serde(default)]
    pub surcharges: BTreeMap<String, i64>,
    pub stock: i64,
}

/// A checkpoint, so many hours from the arrival.
#[derive(Deserialize)]
pub struct Stop {
    pub hours: i64,
    pub status: String,
    pub message: String,
    pub place: Option<String>,
}

#[derive(Deserialize)]
pub struct Order {
    pub number: String,
    pub customer: String,
    /// The language its titles are in.
    pub language: String,
    pub currency: String,
    pub placed: Day,
    pub cancelled: Option<Day>,
    pub payment: Payment,
    /// Where it was sent, ISO 3166-1 alpha-2; where nothing depends on it, nothing is said.
    pub region: Option<String>,
    /// Whether it was bought for a trade or profession.
    #[serde(default)]
    pub business: bool,
    /// Whether it was bought with what the shop offers beyond a refund.
    #[serde(default)]
    pub choices: bool,
    pub lines: Vec<Line>,
    #[serde(default)]
    pub parcels: Vec<Parcel>,
    pub case: Option<Case>,
}

#[derive(Deserialize)]
pub struct Payment {
    pub method: String,
    pub hint: String,
}

#[derive(Deserialize)]
pub struct Line {
    /// Months of a plan that was bought with it, from delivery.
    pub plan_months: Option<i32>,
    pub product: String,
    pub quantity: i64,
    pub variant: Option<String>,
    pub variant_id: Option<String>,
    /// What one piece cost, where that is not what it costs now.
    pub price: Option<i64>,
}

#[derive(Deserialize)]
pub struct Parcel {
    pub carrier: String,
    pub tracking_number: String,
    pub route: String,
    /// In the future while under way.
    pub arrives: Day,
    /// The day it is expected on, where that is not the one it arrives on.
    pub expected: Option<Day>,
    /// The days it was expected on before, oldest first.
    #[serde(default)]
    pub expected_before: Vec<ExpectedBefore>,
    /// What holds it up, where that is not customs.
    pub substatus: Option<String>,
    /// Positions of the lines inside, from 1; all when empty.
    #[serde(default)]
    pub lines: Vec<usize>,
}

/// A day on which a parcel was expected until `changed`.
#[derive(Deserialize)]
pub struct ExpectedBefore {
    pub day: Day,
    pub changed: Day,
    pub reason: String,
}

/// A return from before the seeding.
#[derive(Deserialize)]
pub struct Case {
    pub outcome: Outcome,
    pub opened: Day,
    pub lines: Vec<usize>,
    pub reason: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Open,
    InProgress,
    Refunded,
    Cancelled,
}

/// A time of day in the shop's time zone, some days before the seeding.
#[derive(Deserialize)]
pub struct Day {
    days_ago: i64,
    /// `HH:MM`.
    at: String,
}

impl Day {
    /// The moment, counted back from `now`; never later than `now` for a day that is not in the future.
    pub fn before(&self, shop: &Shop, now: Millis) -> Millis {
        let number = |text: &str| text.parse::<i64>().unwrap_or(0);
        let (hours, minutes) = self.at.split_once(':').map_or((0, 0), |(h, m)| (number(h), number(m)));
        let at = shop.calendar().start_of_day(now, -self.days_ago) + hours * HOUR + minutes * MINUTE;
        if self.days_ago >= 0 { at.min(now) } else { at }
    }
}

impl Book {
    /// Reads the files, which are built in.
    pub fn load() -> Result<Self, serde_json::Error> {
        Ok(Self {
            customers: serde_json::from_str(include_str!("../../sample/customers.json"))?,
            products: serde_json::from_str(include_str!("../../sample/products.json"))?,
            routes: serde_json::from_str(include_str!("../../sample/routes.json"))?,
            legs: serde_json::from_str(include_str!("../../sample/legs.json"))?,
            orders: serde_json::from_str(include_str!("../../sample/orders.json"))?,
        })
    }
}
