//! `POST /quotes`, and the cases opened with one.

use aftercare_backend::clock::{DAY, MINUTE};
use serde_json::{Value, json};

use crate::backend::{Backend, Shopper, key, quote_for, quoted, text};

async fn cups(backend: &Backend) -> (Shopper, Value) {
    let ada = backend.enter("10477", "ada@example.com").await;
    let order = ada.order("10477").await;
    (ada, order)
}

#[tokio::test]
async fn a_quote_adds_up_and_shows_every_way() {
    let backend = Backend::start().await;
    let (ada, order) = cups(&backend).await;
    let quote = ada.post("/quotes", &[], &quote_for(&order, 0, 2, Some("changed_mind"))).await.must(200);
    assert_eq!(quote["total"], json!({ "amount": 6900, "currency": "USD" }));
    let parts = quote["breakdown"].as_array().unwrap();
    assert_eq!(parts.iter().map(|part| part["amount"]["amount"].as_i64().unwrap()).sum::<i64>(), 6900);
    assert_eq!(quote["methods"].as_array().unwrap().len(), 3);
    assert_eq!(quote["methods"][2]["fee"]["label"], "US$8.00 off your refund");

    let mut by_courier = quote_for(&order, 0, 2, Some("changed_mind"));
    by_courier["method"] = "pickup".into();
    let quote = ada.post("/quotes", &[], &by_courier).await.must(200);
    assert_eq!(quote["total"]["amount"], 6400);
    let quote = ada.post("/quotes", &[], &quote_for(&order, 0, 1, Some("broken_on_arrival"))).await.must(200);
    assert_eq!(quote["total"]["amount"], 3600);
    assert!(quote["methods"].as_array().unwrap().iter().all(|method| method["fee"]["type"] == "free"));
}

#[tokio::test]
async fn a_case_records_what_was_quoted() {
    let backend = Backend::start().await;
    let (ada, order) = cups(&backend).await;
    let mut request = quote_for(&order, 0, 1, Some("other"));
    request["items"][0]["note"] = "Bought one too many.".into();
    let quote = ada.post("/quotes", &[], &request).await.must(200);
    let case = ada.open(&key(1), &quoted(&request, &quote)).await.must(201);
    assert_eq!(case["refund"]["amount"], quote["total"]);
    assert_eq!(case["refund"]["breakdown"], quote["breakdown"]);
    assert_eq!(case["items"][0]["reason_label"], "Another reason");
    let twice = ada.open(&key(2), &quoted(&request, &quote)).await;
    assert_eq!(twice.refusal(), (409, "quote_used"));
}

#[tokio::test]
async fn a_quote_is_kept_to_its_end_and_not_beyond() {
    let backend = Backend::start().await;
    let (ada, order) = cups(&backend).await;
    let request = quote_for(&order, 0, 1, Some("changed_mind"));
    let quote = ada.post("/quotes", &[], &request).await.must(200);
    backend.clock.advance(16 * MINUTE);
    assert_eq!(ada.open(&key(1), &quoted(&request, &quote)).await.refusal(), (409, "quote_expired"));
    let quote = ada.post("/quotes", &[], &request).await.must(200);
    backend.clock.advance(14 * MINUTE);
    assert_eq!(ada.open(&key(2), &quoted(&request, &quote)).await.status, 201);
}

/// The quote is of the window's last moments; the case arrives after it.
#[tokio::test]
async fn a_deadline_between_quote_and_case_does_not_break_the_promise() {
    let backend = Backend::start().await;
    let (ada, order) = cups(&backend).await;
    let deadline: i64 = {
        let deadline = ada.options(&order).await[0]["deadline"].as_str().unwrap().to_owned();
        deadline.parse::<jiff::Timestamp>().unwrap().as_millisecond()
    };
    backend.clock.advance(deadline - backend.clock.now() - 5 * MINUTE);
    let ada = backend.enter("10477", "ada@example.com").await;
    let request = quote_for(&order, 0, 1, Some("changed_mind"));
    let quote = ada.post("/quotes", &[], &request).await.must(200);
    backend.clock.advance(10 * MINUTE);
    let late = ada.post("/quotes", &[], &request).await;
    assert_eq!(late.refusal(), (409, "window_expired"));
    let case = ada.open(&key(1), &quoted(&request, &quote)).await.must(201);
    assert_eq!(case["refund"]["amount"], quote["total"]);
}

#[tokio::test]
async fn a_quote_is_for_its_items_and_its_shopper_only() {
    let backend = Backend::start().await;
    let (ada, order) = cups(&backend).await;
    let request = quote_for(&order, 0, 1, Some("changed_mind"));
    let quote = ada.post("/quotes", &[], &request).await.must(200);
    let more = quoted(&quote_for(&order, 0, 2, Some("changed_mind")), &quote);
    assert_eq!(ada.open(&key(1), &more).await.refusal(), (409, "quote_mismatch"));
    let free = quoted(&quote_for(&order, 0, 1, Some("poor_quality")), &quote);
    assert_eq!(ada.open(&key(2), &free).await.refusal(), (409, "quote_mismatch"));

    let lin = backend.enter("10495", "lin.yue@example.com").await;
    let scarf = quote_for(&lin.order("10495").await, 0, 1, None);
    let foreign = lin.open(&key(3), &quoted(&scarf, &quote)).await;
    let missing = lin.open(&key(4), &quoted(&scarf, &json!({ "quote_id": "quo_none" }))).await;
    assert_eq!(foreign.refusal(), (404, "not_found"));
    assert_eq!(foreign.body, missing.body);
}

#[tokio::test]
async fn what_can_not_be_quoted_says_why() {
    let backend = Backend::start().await;
    let (ada, order) = cups(&backend).await;
    let with = |member: &str, value: Value| {
        let mut body = quote_for(&order, 0, 1, Some("changed_mind"));
        body[member] = value;
        body
    };
    for (body, status, code) in [
        (quote_for(&order, 0, 1, None), 409, "reason_required"),
        (quote_for(&order, 0, 1, Some("faulty")), 409, "reason_unknown"),
        (quote_for(&order, 0, 1, Some("too_small")), 409, "reason_unknown"),
        (quote_for(&order, 0, 1, Some("other")), 409, "note_required"),
        (quote_for(&order, 0, 3, Some("changed_mind")), 409, "quantity_too_large"),
        (quote_for(&order, 0, 0, Some("changed_mind")), 422, "invalid_request"),
        (quote_for(&order, 7, 1, Some("changed_mind")), 422, "invalid_request"),
        (with("method", "balloon".into()), 409, "method_unavailable"),
        (with("resolution", "store_credit".into()), 409, "resolution_unavailable"),
        (with("type", "exchange".into()), 409, "resolution_unavailable"),
        (with("type", "repair".into()), 409, "type_unavailable"),
        (with("items", json!([])), 422, "invalid_request"),
        (with("items", json!([{ "line_item_id": "lin_none", "quantity": 1 }])), 404, "not_found"),
        (with("order_id", "ord_none".into()), 404, "not_found"),
    ] {
        assert_eq!(ada.post("/quotes", &[], &body).await.refusal(), (status, code), "{body}");
    }
}

#[tokio::test]
async fn electronics_without_a_fault_pay_for_the_inspection() {
    let backend = Backend::start().await;
    let wang = backend.enter("10427", "wang.lei@example.com").await;
    let order = wang.order("10427").await;
    let quote = wang.post("/quotes", &[], &quote_for(&order, 0, 1, Some("changed_mind"))).await.must(200);
    let codes: Vec<_> = quote["breakdown"].as_array().unwrap().iter().map(|part| part["code"].clone()).collect();
    assert_eq!(codes, ["items", "inspection_fee"], "gold members send back for free");
    let quote = wang.post("/quotes", &[], &quote_for(&order, 0, 1, Some("does_not_work"))).await.must(200);
    assert_eq!(quote["total"]["amount"], 69_900);
}

#[tokio::test]
async fn an_old_quote_is_forgotten_without_a_trace_of_whose_it_was() {
    let backend = Backend::start().await;
    let (ada, order) = cups(&backend).await;
    let request = quote_for(&order, 0, 1, Some("changed_mind"));
    let old = ada.post("/quotes", &[], &request).await.must(200);
    backend.clock.advance(2 * DAY);
    let (ada, order) = cups(&backend).await;
    ada.post("/quotes", &[], &quote_for(&order, 0, 1, Some("changed_mind"))).await.must(200);
    assert!(!text(&old, "quote_id").is_empty());
    assert_eq!(ada.open(&key(1), &quoted(&request, &old)).await.refusal(), (404, "not_found"));
}
