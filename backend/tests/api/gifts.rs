//! A gift's recipient: no amounts anywhere, an exchange or store credit, and nothing of the giver's.

use serde_json::{Value, json};

use crate::{
    backend::{Backend, key, one_click, quote_for, quoted, text},
    desk::now,
};

/// Every amount in an answer but those that say that something is free.
fn amounts(value: &Value, found: &mut Vec<Value>) {
    match value {
        Value::Object(members) => {
            if members.contains_key("currency") && members.get("amount").is_some_and(|amount| amount != 0) {
                found.push(value.clone());
            }
            members.values().for_each(|member| amounts(member, found));
        }
        Value::Array(values) => values.iter().for_each(|value| amounts(value, found)),
        _ => {}
    }
}

fn none_in(value: &Value) {
    let mut found = Vec::new();
    amounts(value, &mut found);
    assert!(found.is_empty(), "{found:?} in {value}");
    assert!(!value.to_string().contains("LINE Pay"), "{value}");
}

#[tokio::test]
async fn a_gift_can_be_exchanged_or_credited_and_nobody_sees_its_price() {
    let backend = Backend::with_sandbox().await;
    let recipient = backend.follow(json!({ "scope": "gift", "order_number": "10538" })).await;
    let order = recipient.order("10538").await;
    none_in(&order);
    assert!(order.get("total").is_none() && order["lines"][0].get("unit_price").is_none());
    none_in(&recipient.get("/orders").await.must(200));
    let eligibility = recipient.get(&format!("/orders/{}/eligibility", text(&order, "id"))).await.must(200);
    none_in(&eligibility);
    assert!(eligibility["lines"][0]["options"][0].get("one_click").is_none());
    assert_eq!(recipient.open(&key(1), &one_click(&order, 0, 1)).await.refusal(), (409, "resolution_unavailable"));

    let mut request = quote_for(&order, 0, 1, Some("changed_mind"));
    let quote = recipient.post("/quotes", &[], &request).await.must(200);
    none_in(&quote);
    let codes: Vec<_> = quote["resolutions"].as_array().unwrap().iter().map(|one| text(one, "code")).collect();
    assert_eq!(codes, ["store_credit", "exchange"]);
    assert!(quote["methods"].as_array().unwrap().iter().all(|way| way["fee"]["type"] == "free"));
    request["resolution"] = "refund".into();
    assert_eq!(recipient.post("/quotes", &[], &request).await.refusal(), (409, "resolution_unavailable"));
    let mut exchange = quote_for(&order, 0, 1, Some("changed_mind"));
    exchange["type"] = "exchange".into();
    exchange["items"][0]["variant_id"] = "wool_scarf_charcoal".into();
    let quote = recipient.post("/quotes", &[], &exchange).await.must(200);
    none_in(&quote);
    let case = recipient.open(&key(2), &quoted(&exchange, &quote)).await.must(201);
    none_in(&case);
    assert!(case.get("refund").is_none());
    none_in(&now(&recipient, &case).await.body);
}

#[tokio::test]
async fn what_the_giver_has_to_settle_is_not_the_recipients_to_know() {
    let backend = Backend::with_sandbox().await;
    let giver = backend.enter("10538", "tsai@example.com").await;
    let order = giver.order("10538").await;
    let theirs = giver.open(&key(1), &one_click(&order, 1, 1)).await.must(201);
    let recipient = backend.follow(json!({ "scope": "gift", "order_number": "10538" })).await;
    let id = text(&theirs, "id");
    for path in [format!("/cases/{id}"), format!("/cases/{id}/receipts"), format!("/cases/{id}/messages")] {
        assert_eq!(recipient.get(&path).await.refusal(), (404, "not_found"), "{path}");
    }
    assert_eq!(recipient.act(&theirs, "cancel", &[("if-match", "*")]).await.refusal(), (404, "not_found"));
    assert_eq!(recipient.get("/cases").await.must(200)["data"], json!([]));
    let seen = recipient.order("10538").await;
    assert_eq!((&seen["cases"], &seen["adjustments"]), (&json!([]), &json!([])));

    let mut request = quote_for(&order, 0, 1, Some("changed_mind"));
    request["resolution"] = "store_credit".into();
    let quote = recipient.post("/quotes", &[], &request).await.must(200);
    let own = recipient.open(&key(2), &quoted(&request, &quote)).await.must(201);
    assert_eq!(recipient.get("/cases").await.must(200)["data"].as_array().unwrap().len(), 1);
    let receipts = recipient.get(&format!("/cases/{}/receipts", text(&own, "id"))).await.must(200);
    none_in(&receipts);
    assert_eq!(recipient.order("10538").await["cases"][0]["id"], own["id"]);
}
