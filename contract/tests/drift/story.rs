//! The examples tell one story: ids resolve, breakdowns add up, quantities agree.

use std::collections::BTreeMap;

use aftercare_contract::spec::{Example, Spec};
use serde_json::Value;

/// What the examples define.
#[derive(Default)]
struct Shop<'s> {
    /// Order id → number.
    orders: BTreeMap<&'s str, &'s str>,
    /// Line id → its order's id.
    lines: BTreeMap<&'s str, &'s str>,
    /// Case id → RMA number.
    cases: BTreeMap<&'s str, &'s str>,
    quotes: Vec<&'s str>,
    shipments: Vec<&'s str>,
}

/// Everything in the examples that contradicts the rest, one sentence each.
pub fn contradictions(spec: &Spec) -> Vec<String> {
    let examples = spec.examples();
    let mut shop = Shop::default();
    for example in &examples {
        shop.learn(example);
    }
    let mut found = Vec::new();
    for example in &examples {
        let order = match example.schema_name {
            Some("Order") => example.value["id"].as_str(),
            _ => None,
        };
        let name = parameter_name(spec.document(), &example.at);
        match name.map(|name| (name, example.value)) {
            Some(parameter) => shop.check_member(&example.at, parameter, order, &mut found),
            None => shop.check(&example.at, example.value, order, &mut found),
        }
    }
    found
}

/// The name of the parameter an example belongs to.
fn parameter_name<'d>(document: &'d Value, at: &str) -> Option<&'d str> {
    document.pointer(at.strip_suffix("/example")?)?.get("name")?.as_str()
}

impl<'s> Shop<'s> {
    fn learn(&mut self, example: &Example<'s>) {
        let value = example.value;
        match example.schema_name {
            Some("Order") => {
                self.orders.insert(text(&value["id"]), text(&value["number"]));
                let lines = elements(&value["lines"]).map(|line| (text(&line["id"]), text(&value["id"])));
                self.lines.extend(lines);
                self.shipments.extend(elements(&value["shipments"]).map(|shipment| text(&shipment["id"])));
            }
            Some("Case") => {
                self.cases.insert(text(&value["id"]), text(&value["number"]));
            }
            Some("Quote") => self.quotes.push(text(&value["quote_id"])),
            Some("Shipment") => self.shipments.push(text(&value["id"])),
            _ => {}
        }
    }

    /// `order` is the order that the objects around are about.
    fn check(&self, at: &str, value: &Value, order: Option<&str>, found: &mut Vec<String>) {
        let order = value["order_id"].as_str().or(order);
        for (key, inner) in value.as_object().into_iter().flatten() {
            let at = format!("{at}/{key}");
            self.check_member(&at, (key, inner), order, found);
            self.check(&at, inner, order, found);
        }
        for (index, inner) in elements(value).enumerate() {
            self.check(&format!("{at}/{index}"), inner, order, found);
        }
        if let Some(breakdown) = value.get("breakdown") {
            let total = value.get("total").unwrap_or(&value["amount"]);
            let sum: i64 = elements(breakdown).filter_map(|part| part["amount"]["amount"].as_i64()).sum();
            let one_currency = elements(breakdown).all(|part| part["amount"]["currency"] == total["currency"]);
            if total["amount"] != sum || !one_currency {
                found.push(format!("{at}/breakdown: does not add up to {total}"));
            }
        }
        if value.get("number").is_some_and(|number| number.as_str().is_some_and(|number| number.starts_with("R-"))) {
            let known = self.cases.get(text(&value["id"]));
            if known != Some(&text(&value["number"])) {
                found.push(format!("{at}: {} is not the case {}", value["id"], value["number"]));
            }
        }
        if let Some(modules) = value.get("modules") {
            let side = elements(modules).count();
            if elements(modules).any(|row| text(row).len() != side) {
                found.push(format!("{at}/modules: not a square"));
            }
        }
    }

    fn check_member(&self, at: &str, (key, value): (&str, &Value), order: Option<&str>, found: &mut Vec<String>) {
        let resolves = match key {
            "order_id" => self.orders.contains_key(text(value)),
            "order_number" => {
                let number = text(value).trim_start_matches('#');
                self.orders.iter().any(|(id, known)| *known == number && order.is_none_or(|order| order == *id))
            }
            "line_item_id" => self.has_line(value, order),
            "line_item_ids" => elements(value).all(|id| self.has_line(id, order)),
            "case_id" => self.cases.contains_key(text(value)),
            "quote_id" => self.quotes.contains(&text(value)),
            "shipment_id" => self.shipments.contains(&text(value)),
            _ => true,
        };
        if !resolves {
            found.push(format!("{at}: {value} is nowhere else in the examples"));
        }
    }

    fn has_line(&self, id: &Value, order: Option<&str>) -> bool {
        self.lines.get(text(id)).is_some_and(|owner| order.is_none_or(|order| order == *owner))
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn elements(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
