//! Every order of the sample, in every language, through every page a shopper can open.

use serde_json::{Value, json};

use crate::backend::{Backend, Shopper, text};

const LANGUAGES: [&str; 3] = ["en", "zh-CN", "zh-TW"];

#[tokio::test]
async fn every_sample_order_is_served_in_every_language() {
    let backend = Backend::start().await;
    let orders: Vec<Value> = serde_json::from_str(include_str!("../../sample/orders.json")).unwrap();
    let customers: Value = serde_json::from_str(include_str!("../../sample/customers.json")).unwrap();
    assert!(orders.len() >= 40 && customers.as_object().unwrap().len() >= 8);
    for order in &orders {
        let number = text(order, "number");
        let email = &customers[text(order, "customer")]["email"];
        let shopper = backend.guest().enter(number, json!({ "email": email })).await;
        for language in LANGUAGES {
            browse(&shopper.speaking(language), number).await;
        }
    }
}

/// Labels that are empty when what they label is absent.
const OPTIONAL: [&str; 7] = [
    "substatus_label",
    "decision_label",
    "coverage_label",
    "reason_label",
    "speed_label",
    "destination_label",
    "wished_resolution_label",
];

async fn browse(shopper: &Shopper, number: &str) {
    let order = shopper.order(number).await;
    let mut seen = vec![without_titles(order.clone())];
    seen.extend(shopper.options(&order).await);
    for shipment in order["shipments"].as_array().unwrap() {
        seen.push(shopper.get(&format!("/shipments/{}", text(shipment, "id"))).await.must(200));
    }
    for case in order["cases"].as_array().unwrap() {
        seen.push(without_titles(shopper.get(&format!("/cases/{}", text(case, "id"))).await.must(200)));
    }
    for line in order["lines"].as_array().unwrap() {
        let path = format!("/reasons?type=return&line_item_id={}", text(line, "id"));
        seen.push(shopper.get(&path).await.must(200));
    }
    for value in &seen {
        sentences(value, &mut |member, sentence| {
            // Nothing to say where there is no finer status, reason, decision.
            if sentence.is_empty() && OPTIONAL.contains(&member) {
                return;
            }
            let chinese = sentence.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            // A parcel without a substatus has no words for it, and neither has an item nobody has decided about.
            let name = matches!(member, "carrier_label" | "destination_label" | "code_label")
                || matches!(member, "substatus_label" | "decision_label") && sentence.is_empty();
            assert!(!sentence.contains('{') && !sentence.contains('_'), "{number} {member}: {sentence}");
            match shopper.language.as_str() {
                "en" => assert!(!chinese, "{number} {member}: {sentence}"),
                _ => assert!(chinese || name, "{number} {} {member}: {sentence}", shopper.language),
            }
        });
    }
}

/// The lines' titles are the order's own, in the language it was placed in.
fn without_titles(mut value: Value) -> Value {
    for list in ["lines", "items"] {
        for line in value[list].as_array_mut().into_iter().flatten() {
            for member in ["title", "variant_label"] {
                line.as_object_mut().unwrap().remove(member);
            }
        }
    }
    value
}

/// Visits every text a shopper reads.
fn sentences(value: &Value, visit: &mut dyn FnMut(&str, &str)) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| sentences(value, visit)),
        Value::Object(members) => {
            for (member, value) in members {
                let spoken = member == "label"
                    || member.ends_with("_label")
                    || matches!(member.as_str(), "title" | "detail" | "message");
                match value.as_str() {
                    Some(text) if spoken => visit(member, text),
                    _ => sentences(value, visit),
                }
            }
        }
        _ => {}
    }
}
