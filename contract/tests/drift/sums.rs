//! The examples' figures agree: breakdowns add up, quantities are accounted for, QR codes are square.

use std::collections::BTreeMap;

use aftercare_contract::spec::Spec;
use serde_json::Value;

use crate::story::{elements, text};

/// Everything that does not add up, one sentence each.
pub fn mistakes(spec: &Spec) -> Vec<String> {
    let examples = spec.examples();
    let orders = examples.iter().filter(|example| example.schema_name == Some("Order"));
    let lines = orders.flat_map(|order| elements(&order.value["lines"]));
    let ordered: BTreeMap<_, _> = lines.map(|line| (text(&line["id"]), line["quantity"]["ordered"].as_u64())).collect();
    let mut found = Vec::new();
    for example in &examples {
        check(&example.at, example.value, &mut found);
        if example.schema_name == Some("Eligibility") {
            check_quantities(&example.at, example.value, &ordered, &mut found);
        }
        if example.schema_name == Some("Order") {
            check_order(&example.at, example.value, &mut found);
        }
    }
    found
}

fn check(at: &str, value: &Value, found: &mut Vec<String>) {
    for (key, inner) in value.as_object().into_iter().flatten() {
        check(&format!("{at}/{key}"), inner, found);
    }
    for (index, inner) in elements(value).enumerate() {
        check(&format!("{at}/{index}"), inner, found);
    }
    if let Some(breakdown) = value.get("breakdown") {
        let total = value.get("total").or(value.get("amount"));
        let sum: i64 = elements(breakdown).filter_map(|part| part["amount"]["amount"].as_i64()).sum();
        let fits = match total {
            // A gift's session has neither.
            None => elements(breakdown).next().is_none(),
            Some(total) => {
                let one_currency = elements(breakdown).all(|part| part["amount"]["currency"] == total["currency"]);
                total["amount"] == sum && one_currency
            }
        };
        if !fits {
            found.push(format!("{at}/breakdown: does not add up to {}", total.unwrap_or(&Value::Null)));
        }
    }
    if let Some(modules) = value.get("modules") {
        let side = elements(modules).count();
        if elements(modules).any(|row| text(row).len() != side) {
            found.push(format!("{at}/modules: not a square"));
        }
    }
}

/// For each option, the pieces that are eligible and those that are not make the line.
fn check_quantities(at: &str, eligibility: &Value, ordered: &BTreeMap<&str, Option<u64>>, found: &mut Vec<String>) {
    for (index, line) in elements(&eligibility["lines"]).enumerate() {
        for option in elements(&line["options"]) {
            let barred: u64 = elements(&option["ineligible"]).filter_map(|one| one["quantity"].as_u64()).sum();
            let total = option["eligible_quantity"].as_u64().map(|eligible| eligible + barred);
            if ordered.get(text(&line["line_item_id"])) != Some(&total) {
                found.push(format!("{at}/lines/{index}: {} does not account for each piece", option["type"]));
            }
        }
    }
}

/// Each line is its pieces, and the order is at least its lines (delivery comes on top).
fn check_order(at: &str, order: &Value, found: &mut Vec<String>) {
    let amount = |money: &Value| money["amount"].as_i64();
    for (index, line) in elements(&order["lines"]).enumerate() {
        let pieces = line["quantity"]["ordered"].as_i64();
        let product = pieces.and_then(|pieces| Some(pieces * amount(&line["unit_price"])?));
        if product != amount(&line["total"]) {
            found.push(format!("{at}/lines/{index}/total: not what the pieces cost"));
        }
    }
    let lines: Option<i64> = elements(&order["lines"]).map(|line| amount(&line["total"])).sum();
    if lines > amount(&order["total"]) {
        found.push(format!("{at}/total: less than the lines"));
    }
}
