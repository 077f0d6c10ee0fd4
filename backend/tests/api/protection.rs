//! Price protection: one tap, paid at once, once.

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::{
    backend::{Backend, Shopper, key, one_click, text},
    desk::happened,
};

async fn nora(backend: &Backend) -> (Shopper, Value) {
    let nora = backend.enter("10536", "nora@example.com").await;
    let order = nora.order("10536").await;
    (nora, order)
}

async fn option(shopper: &Shopper, order: &Value, line: usize) -> Value {
    let eligibility = shopper.get(&format!("/orders/{}/eligibility", text(order, "id"))).await.must(200);
    let options = eligibility["lines"][line]["options"].as_array().unwrap();
    options.iter().find(|option| option["type"] == "price_protection").unwrap().clone()
}

fn claim(order: &Value, line: usize, quantity: u32) -> Value {
    let mut body = one_click(order, line, quantity);
    body["type"] = "price_protection".into();
    body
}

#[tokio::test]
async fn the_difference_is_paid_in_one_tap() {
    let backend = Backend::start().await;
    let (nora, order) = nora(&backend).await;
    let offered = option(&nora, &order, 0).await;
    assert_eq!(
        (&offered["price_drop"]["paid"]["amount"], &offered["price_drop"]["now"]["amount"]),
        (&json!(7_400), &json!(6_200))
    );
    assert_eq!(offered["one_click"]["refund"], offered["price_drop"]["difference"]);
    let mut body = claim(&order, 0, 2);
    body["expected_refund"] = offered["one_click"]["refund"].clone();
    let case = nora.open(&key(1), &body).await.must(201);
    assert_eq!((text(&case, "phase"), text(&case, "status")), ("resolved", "price_adjusted"));
    assert_eq!(case["refund"]["amount"]["amount"], 2_400);
    assert!(case["refund"]["paid_at"].is_string() && case.get("method").is_none());
    assert_eq!(happened(&case), ["case_opened", "price_adjusted"]);
    let order = nora.order("10536").await;
    assert_eq!(
        (text(&order["adjustments"][0], "type"), &order["adjustments"][0]["amount"]["amount"]),
        ("price_adjustment", &json!(2_400))
    );
    assert_eq!(option(&nora, &order, 0).await["ineligible"][0]["code"], "already_claimed");
    assert_eq!(nora.open(&key(2), &claim(&order, 0, 1)).await.refusal(), (409, "already_claimed"));
    // What was paid back is not paid back again with the goods.
    let refund = nora.open(&key(3), &json!({ "type": "return", "order_id": order["id"], "one_click": true, "items": [{ "line_item_id": order["lines"][0]["id"], "quantity": 2 }] })).await;
    let refund = if refund.status == 201 {
        refund.body
    } else {
        let request = crate::backend::quote_for(&order, 0, 2, Some("wrong_item"));
        let quote = nora.post("/quotes", &[], &request).await.must(200);
        nora.open(&key(4), &crate::backend::quoted(&request, &quote)).await.must(201)
    };
    assert_eq!(refund["refund"]["breakdown"][0]["amount"]["amount"], 12_400);
}

#[tokio::test]
async fn each_refusal_has_its_code() {
    let backend = Backend::start().await;
    let (nora, order) = nora(&backend).await;
    assert_eq!(option(&nora, &order, 1).await["ineligible"][0]["code"], "no_price_drop");
    assert_eq!(nora.open(&key(1), &claim(&order, 1, 1)).await.refusal(), (409, "no_price_drop"));
    assert_eq!(nora.open(&key(1), &claim(&order, 0, 3)).await.refusal(), (409, "quantity_too_large"));
    let mut wrong = claim(&order, 0, 1);
    wrong["expected_refund"] = json!({ "amount": 5_000, "currency": "USD" });
    assert_eq!(nora.open(&key(1), &wrong).await.refusal(), (409, "refund_changed"));
    let xu = backend.enter("10540", "xu.jing@example.com").await;
    let order = xu.order("10540").await;
    let over = xu.open(&key(1), &claim(&order, 0, 1)).await;
    assert_eq!(
        (over.refusal(), text(&over.body, "detail")),
        ((409, "window_expired"), "The time to claim a lower price has ended.")
    );
}

#[tokio::test]
async fn a_claim_sent_by_many_hands_is_paid_once() {
    let backend = Backend::start().await;
    let (nora, order) = nora(&backend).await;
    let mut hands = JoinSet::new();
    for number in 0..10 {
        let (nora, body) = (nora.clone(), claim(&order, 0, 1));
        hands.spawn(async move { nora.open(&key(number), &body).await.status });
    }
    let statuses = hands.join_all().await;
    assert_eq!(statuses.iter().filter(|status| **status == 201).count(), 2, "one for each piece");
    let paid = nora.order("10536").await;
    let paid: i64 =
        paid["adjustments"].as_array().unwrap().iter().map(|one| one["amount"]["amount"].as_i64().unwrap()).sum();
    assert_eq!(paid, 2_400);
}

#[tokio::test]
async fn a_quoted_difference_is_kept() {
    let backend = Backend::start().await;
    let (nora, order) = nora(&backend).await;
    let mut request = claim(&order, 0, 2);
    request.as_object_mut().unwrap().remove("one_click");
    let quote = nora.post("/quotes", &[], &request).await.must(200);
    assert_eq!((text(&quote, "resolution"), &quote["total"]["amount"]), ("price_adjustment", &json!(2_400)));
    let case = nora.open(&key(1), &crate::backend::quoted(&request, &quote)).await.must(201);
    assert_eq!(case["refund"]["amount"], quote["total"]);
}
