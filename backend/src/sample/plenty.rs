//! One customer with a long past, and an order in many parcels.

use serde_json::{Value, json};

use super::book::Book;

/// The first number given to such orders; the sample's own have five digits, the crowd's seven.
const FIRST_NUMBER: i64 = 200_000;

/// What a customer is to have bought.
#[derive(Clone, Copy, Debug)]
pub struct Past<'a> {
    /// `cus_` and the customer's name in the sample.
    pub customer_id: &'a str,
    /// How many orders, a day apart, the newest of four days ago.
    pub orders: usize,
    /// How many parcels the newest comes in.
    pub parcels: usize,
}

/// What the orders are of, in turn.
const PRODUCTS: [&str; 7] =
    ["wool_scarf", "steel_bottle", "merino_socks", "ceramic_mug", "daypack", "linen_blanket", "tea_pot"];

/// A parcel's route and the days since it arrives, in turn: what has arrived, what moves, what is in trouble.
const PARCELS: [(&str, i64); 6] =
    [("us_west", 0), ("us_west", 1), ("us_west", -1), ("us_west", -2), ("attempted", -1), ("held", -1)];

/// The book of these orders alone, with the sample's products; `known` orders are there already. `None` for a customer
/// the sample does not have.
pub(super) fn book(past: &Past<'_>, known: i64) -> Result<Option<Book>, serde_json::Error> {
    let sample = Book::load()?;
    let Some(customer) = past.customer_id.strip_prefix("cus_").filter(|name| sample.customers.contains_key(*name))
    else {
        return Ok(None);
    };
    let orders = (0_i64..).take(past.orders).map(|place| {
        let parcels =
            if place == 0 { (0_i64..).take(past.parcels).map(parcel).collect() } else { vec![arrived(place)] };
        serde_json::from_value(json!({
            "number": format!("{}", FIRST_NUMBER + known + past.orders as i64 - place),
            "customer": customer,
            "language": "en",
            "currency": "USD",
            "placed": { "days_ago": place + 4, "at": "09:05" },
            "payment": { "method": "visa", "hint": "42" },
            "lines": [{ "product": PRODUCTS[place as usize % PRODUCTS.len()], "quantity": 1 + place % 3 }],
            "parcels": parcels,
        }))
    });
    Ok(Some(Book { orders: orders.collect::<Result<_, _>>()?, ..sample }))
}

fn arrived(place: i64) -> Value {
    json!({
        "carrier": "ups",
        "tracking_number": format!("UP{place:010}"),
        "route": "us_west",
        "arrives": { "days_ago": place, "at": "11:20" },
    })
}

fn parcel(place: i64) -> Value {
    let (route, days_ago) = PARCELS[place as usize % PARCELS.len()];
    json!({
        "carrier": "ups",
        "tracking_number": format!("UP9{place:09}"),
        "route": route,
        "arrives": { "days_ago": days_ago, "at": "11:20" },
    })
}
