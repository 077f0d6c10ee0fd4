//! `GET /orders`, `GET /orders/{order_id}` and its eligibility.

use serde_json::json;

use crate::backend::{Backend, text};

#[tokio::test]
async fn a_list_tells_what_each_order_is() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let page = ada.get("/orders").await.must(200);
    let order = &page["data"][0];
    assert_eq!(order["title"], "Trail runner, sand");
    assert_eq!(order["status"], "delivered");
    assert_eq!(order["line_count"], 2);
    assert_eq!(order["total"], json!({ "amount": 6800, "currency": "USD" }));
    assert!(text(order, "delivered_at").contains("T14:12:00"), "{order}");
    assert!(text(order, "return_until").ends_with("T23:59:59+08:00"), "{order}");
    assert!(text(order, "image_url").starts_with(&backend.origin));
}

#[tokio::test]
async fn pages_follow_each_other_without_gaps_or_repeats() {
    let backend = Backend::start().await;
    let mut ada = backend.enter("10482", "ada@example.com").await;
    for number in ["10477", "10440", "10460", "10455"] {
        ada = ada.enter(number, json!({ "postal_code": "94107" })).await;
    }
    let mut numbers = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = ada.get(&format!("/orders?limit=2{cursor}")).await.must(200);
        let data = page["data"].as_array().unwrap();
        assert!((1..=2).contains(&data.len()));
        numbers.extend(data.iter().map(|order| text(order, "number").to_owned()));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(numbers, ["10460", "10482", "10477", "10455", "10440"]);
}

#[tokio::test]
async fn a_malformed_page_is_refused() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    for query in ["limit=0", "limit=101", "limit=many", "limit=-1"] {
        assert_eq!(ada.get(&format!("/orders?{query}")).await.refusal(), (400, "invalid_query"), "{query}");
    }
    assert_eq!(ada.get("/orders?cursor=nonsense").await.refusal(), (400, "invalid_cursor"));
}

#[tokio::test]
async fn other_peoples_orders_are_like_none() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let lin = backend.enter("10495", "lin.yue@example.com").await;
    let theirs = lin.order("10495").await;
    let id = text(&theirs, "id");
    let shipment = text(&theirs["shipments"][0], "id");
    for (foreign, missing) in [
        (format!("/orders/{id}"), "/orders/ord_none"),
        (format!("/orders/{id}/eligibility"), "/orders/ord_none/eligibility"),
        (format!("/shipments/{shipment}"), "/shipments/shp_none"),
        (
            format!("/reasons?type=return&line_item_id={}", text(&theirs["lines"][0], "id")),
            "/reasons?type=return&line_item_id=lin_none",
        ),
    ] {
        let (foreign, missing) = (ada.get(&foreign).await, ada.get(missing).await);
        assert_eq!(foreign.refusal(), (404, "not_found"));
        assert_eq!(foreign.body, missing.body);
    }
    // The same customer's order that this token did not open is closed as well.
    let other = backend.enter("10477", "ada@example.com").await.order("10477").await;
    assert_eq!(ada.get(&format!("/orders/{}", text(&other, "id"))).await.status, 404);
}

#[tokio::test]
async fn every_state_of_an_order_is_told_by_its_parcels() {
    let backend = Backend::start().await;
    for (number, email, status) in [
        ("10460", "ada@example.com", "processing"),
        ("10490", "lin.yue@example.com", "shipped"),
        ("10497", "reed@example.com", "partly_shipped"),
        ("10482", "ada@example.com", "delivered"),
        ("10507", "claire@example.com", "cancelled"),
    ] {
        let order = backend.enter(number, email).await.order(number).await;
        assert_eq!(order["status"], status, "{number}");
    }
}

#[tokio::test]
async fn two_parcels_have_their_own_fate() {
    let backend = Backend::start().await;
    let lin = backend.enter("10490", "lin.yue@example.com").await;
    let order = lin.order("10490").await;
    assert_eq!(order["lines"][0]["title"], "护眼台灯（暖白）");
    assert_eq!(order["lines"][0]["unit_price"]["amount"], 26_800);
    assert_eq!(order["shipments"].as_array().unwrap().len(), 2);
    let options = lin.options(&order).await;
    assert_eq!(options[0]["eligible_quantity"], 0);
    assert_eq!(options[0]["ineligible"][0]["code"], "not_fulfilled");
    assert_eq!(options[1]["eligible_quantity"], 2);
    assert_eq!(options[2]["one_click"]["refund"]["amount"], 28_900);
}

#[tokio::test]
async fn eligibility_explains_every_line_it_refuses() {
    let backend = Backend::start().await;
    for (number, email, line, code) in [
        ("10482", "ada@example.com", 1, "final_sale"),
        ("10440", "ada@example.com", 0, "window_expired"),
        ("10460", "ada@example.com", 0, "not_fulfilled"),
        ("10455", "ada@example.com", 0, "already_returned"),
        ("10469", "sato@example.com", 0, "already_requested"),
        ("10446", "huang@example.com", 0, "not_covered"),
        ("10507", "claire@example.com", 0, "other"),
    ] {
        let shopper = backend.enter(number, email).await;
        let order = shopper.order(number).await;
        let option = &shopper.options(&order).await[line];
        assert_eq!(option["eligible_quantity"], 0, "{number}: {option}");
        assert_eq!(option["ineligible"][0]["code"], code, "{number}");
        assert!(text(&option["ineligible"][0], "label").ends_with('.'));
        assert!(option.get("one_click").is_none());
    }
}

#[tokio::test]
async fn one_tap_is_offered_only_where_no_reason_is_asked() {
    let backend = Backend::start().await;
    let ada =
        backend.enter("10482", "ada@example.com").await.enter("10477", json!({ "email": "ada@example.com" })).await;
    let runner = &ada.options(&ada.order("10482").await).await[0];
    assert_eq!(runner["one_click"]["refund"], json!({ "amount": 4800, "currency": "USD" }));
    assert_eq!(runner["one_click"]["quantity"], 1);
    let cups = &ada.options(&ada.order("10477").await).await[0];
    assert_eq!(cups["eligible_quantity"], 2);
    assert!(cups.get("one_click").is_none() && cups.get("no_reason_until").is_none(), "{cups}");
}

#[tokio::test]
async fn gold_members_have_longer() {
    let backend = Backend::start().await;
    let wang = backend.enter("10401", "wang.lei@example.com").await;
    assert_eq!(wang.options(&wang.order("10401").await).await[0]["eligible_quantity"], 1);
    let zhang = backend.enter("10404", "zhang.min@example.com").await;
    assert_eq!(zhang.options(&zhang.order("10404").await).await[0]["eligible_quantity"], 0);
}

#[tokio::test]
async fn a_finished_return_shows_on_its_order() {
    let backend = Backend::start().await;
    let order = backend.enter("10455", "ada@example.com").await.order("10455").await;
    assert_eq!(order["lines"][0]["quantity"], json!({ "ordered": 1, "current": 0, "fulfilled": 1 }));
    assert_eq!(order["cases"][0]["phase"], "resolved");
    let kinds: Vec<_> = order["adjustments"].as_array().unwrap().iter().map(|a| a["type"].clone()).collect();
    assert_eq!(kinds, ["return", "refund"]);
    assert_eq!(order["adjustments"][1]["amount"]["amount"], 11_900);
    assert_eq!(order["shipments"][0]["direction"], "return");
}
