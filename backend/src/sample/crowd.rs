//! A shop with many customers, to measure on: everybody has one order of the same three lines, delivered yesterday,
//! each of which goes back in one tap.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::book::Book;

/// The number of the `place`-th customer's order, from 0.
#[must_use]
pub fn order_number(place: usize) -> String {
    format!("{}", 1_000_000 + place)
}

/// The e-mail address that opens it.
#[must_use]
pub fn email(place: usize) -> String {
    format!("shopper{place}@example.com")
}

/// The book of `customers` customers, with the sample's products.
pub(super) fn book(customers: usize) -> Result<Book, serde_json::Error> {
    let mut people = BTreeMap::new();
    let mut orders = Vec::with_capacity(customers);
    for place in 0..customers {
        people.insert(format!("{place}"), serde_json::from_value(customer(place))?);
        orders.push(serde_json::from_value(order(place))?);
    }
    Ok(Book { customers: people, orders, ..Book::load()? })
}

fn customer(place: usize) -> Value {
    json!({
        "name": "Wei",
        "email": email(place),
        "phone": format!("+86 138 {:08}", place),
        "postal_code": "310000",
        "tier": null,
    })
}

fn order(place: usize) -> Value {
    json!({
        "number": order_number(place),
        "customer": format!("{place}"),
        "language": "en",
        "currency": "CNY",
        "placed": { "days_ago": 4, "at": "14:55" },
        "payment": { "method": "wechat_pay", "hint": "" },
        "lines": [
            { "product": "wool_scarf", "quantity": 1 },
            { "product": "steel_bottle", "quantity": 1 },
            { "product": "merino_socks", "quantity": 1 },
        ],
        "parcels": [{
            "carrier": "sf_express",
            "tracking_number": format!("SF{place:012}"),
            "route": "cn_local",
            "arrives": { "days_ago": 1, "at": "16:40" },
        }],
    })
}
