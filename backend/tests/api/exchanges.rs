//! Exchanges: stock that is never promised twice, a difference either way, and what happens when the shelf is empty.

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::{
    backend::{Backend, Reply, Shopper, key, quoted, text},
    choices::nora,
    desk::{Shop, acts, allowed, happened, now},
};

fn exchange(order: &Value, line: usize, quantity: u32, variant: Option<&str>) -> Value {
    let mut item =
        json!({ "line_item_id": order["lines"][line]["id"], "quantity": quantity, "reason_code": "too_small" });
    if let Some(variant) = variant {
        item["variant_id"] = variant.into();
    }
    json!({ "type": "exchange", "order_id": order["id"], "items": [item] })
}

async fn opened(shopper: &Shopper, number: usize, request: &Value) -> Reply {
    let quote = shopper.post("/quotes", &[], request).await.must(200);
    shopper.open(&key(number), &quoted(request, &quote)).await
}

fn variant<'a>(quote: &'a Value, id: &str) -> &'a Value {
    let variants = quote["exchanges"][0]["variants"].as_array().unwrap();
    variants.iter().find(|variant| variant["id"] == id).unwrap_or_else(|| panic!("no {id} in {quote}"))
}

#[tokio::test]
async fn another_size_is_put_aside_at_once() {
    let backend = Backend::start().await;
    let (nora, order) = nora(&backend).await;
    let eligibility = nora.get(&format!("/orders/{}/eligibility", text(&order, "id"))).await.must(200);
    assert_eq!(eligibility["lines"][0]["options"][1]["type"], "exchange");
    let open = exchange(&order, 0, 1, None);
    let quote = nora.post("/quotes", &[], &open).await.must(200);
    assert_eq!((text(&quote, "resolution"), &quote["total"]["amount"]), ("exchange", &json!(0)));
    assert!(quote["exchanges"][0].get("variant_id").is_none());
    assert_eq!(variant(&quote, "trail_runner_43")["available"], 1);
    assert_eq!(variant(&quote, "trail_runner_44")["available"], 0);
    assert_eq!(nora.open(&key(1), &quoted(&open, &quote)).await.refusal(), (409, "variant_required"));
    for (wanted, code) in [("trail_runner_44", "variant_sold_out"), ("daypack_moss", "variant_unknown")] {
        let refused = nora.post("/quotes", &[], &exchange(&order, 0, 1, Some(wanted))).await;
        assert_eq!(refused.refusal(), (409, code));
    }
    let case = opened(&nora, 2, &exchange(&order, 0, 1, Some("trail_runner_43"))).await.must(201);
    assert_eq!((text(&case, "type"), text(&case, "resolution")), ("exchange", "exchange"));
    assert_eq!(
        (text(&case["replacement"], "status"), &case["replacement"]["items"][0]["variant_label"]),
        ("reserved", &json!("EU 43"))
    );
    assert_eq!(case["timeline"][0]["title"], "Exchange accepted");
    let chinese = now(&nora.speaking("zh-CN"), &case).await.body;
    assert_eq!(chinese["replacement"]["items"][0]["variant_label"], "43 码");
    let options = nora.options(&order).await;
    assert_eq!(options[0]["ineligible"][0]["code"], "already_requested", "what is exchanged can't go back as well");
    let cancelled = acts(&nora, &case, "cancel", json!({})).await.must(200);
    assert_eq!(text(&cancelled, "phase"), "cancelled");
    let quote = nora.post("/quotes", &[], &open).await.must(200);
    assert_eq!(variant(&quote, "trail_runner_43")["available"], 1, "it is free again");
}

/// One pair of EU 43, many customers of one order's two pairs and another's: the last pair is sold once.
#[tokio::test]
async fn the_last_piece_is_promised_once() {
    let backend = Backend::start().await;
    let nora = backend.enter("10530", "nora@example.com").await;
    let nora = nora.enter("10539", json!({ "email": "nora@example.com" })).await;
    let (small, many) = (nora.order("10530").await, nora.order("10539").await);
    let requests = [exchange(&small, 0, 1, Some("trail_runner_43")), exchange(&many, 9, 1, Some("trail_runner_43"))];
    let mut quoted_for = Vec::new();
    for request in &requests {
        let quote = nora.post("/quotes", &[], request).await.must(200);
        quoted_for.push(quoted(request, &quote));
    }
    let mut races = JoinSet::new();
    for number in 0..20 {
        let (nora, body) = (nora.clone(), quoted_for[number % 2].clone());
        races.spawn(async move { nora.open(&key(number), &body).await });
    }
    let replies = races.join_all().await;
    assert_eq!(replies.iter().filter(|reply| reply.status == 201).count(), 1);
    for refused in replies.iter().filter(|reply| reply.status != 201) {
        let code = refused.code();
        assert!(["variant_sold_out", "quote_used", "already_requested"].contains(&code), "{code}");
    }
    let sold_out = replies.iter().filter(|reply| reply.code() == "variant_sold_out").count();
    assert_eq!(sold_out, 10, "nobody of the other order got it");
}

#[tokio::test]
async fn the_difference_is_paid_before_the_dearer_one_leaves() {
    let backend = Backend::with_sandbox().await;
    let shop = Shop(&backend);
    let (nora, order) = nora(&backend).await;
    let case = opened(&nora, 1, &exchange(&order, 1, 1, Some("rain_jacket_xl"))).await.must(201);
    assert!(case.get("refund").is_none());
    assert_eq!(case["payment"]["amount"]["amount"], 600);
    assert!(text(&case["payment"], "url").ends_with(text(&case, "number")));
    shop.does(&case, "receive", json!({})).await;
    let refused = shop.tries(&case, "ship_replacement", json!({})).await;
    assert_eq!((refused.0, text(&refused.1, "code")), (409, "payment_due"));
    shop.does(&case, "take_payment", json!({})).await;
    assert_eq!(shop.tries(&case, "take_payment", json!({})).await.0, 409);
    shop.does(&case, "ship_replacement", json!({})).await;
    let sent = now(&nora, &case).await.body;
    assert_eq!(text(&sent["replacement"], "status"), "shipped");
    assert!(sent["payment"]["paid_at"].is_string());
    let parcel = nora.get(&format!("/shipments/{}", text(&sent["replacement"], "shipment_id"))).await.must(200);
    assert_eq!(parcel["direction"], "outbound");
    let order = nora.order("10530").await;
    assert_eq!(order["lines"][1]["quantity"]["fulfilled"], 1, "a replacement is no purchase");
    shop.does(&case, "deliver_replacement", json!({})).await;
    let done = now(&nora, &case).await.body;
    assert_eq!((text(&done, "phase"), text(&done, "status")), ("resolved", "exchanged"));
    assert_eq!(
        happened(&done),
        ["case_opened", "received", "difference_paid", "replacement_shipped", "replacement_delivered"]
    );
    assert!(allowed(&done).is_empty());
}

#[tokio::test]
async fn a_cheaper_one_leaves_a_refund() {
    let backend = Backend::with_sandbox().await;
    let shop = Shop(&backend);
    let nora = backend.enter("10539", "nora@example.com").await;
    let order = nora.order("10539").await;
    let mut request = exchange(&order, 10, 1, Some("daypack_junior"));
    request["items"][0]["reason_code"] = "changed_mind".into();
    let quote = nora.post("/quotes", &[], &request).await.must(200);
    assert_eq!(quote["total"]["amount"], 1_200);
    let parts: i64 =
        quote["breakdown"].as_array().unwrap().iter().map(|part| part["amount"]["amount"].as_i64().unwrap()).sum();
    assert_eq!(parts, 1_200);
    let case = nora.open(&key(1), &quoted(&request, &quote)).await.must(201);
    assert_eq!(case["refund"]["amount"], quote["total"]);
    shop.does(&case, "receive", json!({})).await;
    shop.does(&case, "ship_replacement", json!({})).await;
    let sent = now(&nora, &case).await.body;
    assert!(sent["refund"]["paid_at"].is_string());
    assert_eq!(nora.order("10539").await["adjustments"][1]["amount"]["amount"], 1_200);
}

/// The promise was an exchange; what becomes of it is told beside it.
#[tokio::test]
async fn an_empty_shelf_turns_it_into_a_refund() {
    let backend = Backend::with_sandbox().await;
    let shop = Shop(&backend);
    let (nora, order) = nora(&backend).await;
    let case = opened(&nora, 1, &exchange(&order, 0, 1, Some("trail_runner_43"))).await.must(201);
    shop.does(&case, "sell_out", json!({})).await;
    let told = now(&nora, &case).await.body;
    assert_eq!((text(&told, "resolution"), text(&told["replacement"], "status")), ("refund", "sold_out"));
    assert_eq!(told["refund"]["amount"]["amount"], 0);
    assert_eq!(told["adjustments"][0]["amount"]["amount"], 4_800);
    shop.does(&case, "receive", json!({})).await;
    if now(&nora, &case).await.body["phase"] != "resolved" {
        shop.does(&case, "pay", json!({})).await;
    }
    let done = now(&nora, &case).await.body;
    assert_eq!((text(&done, "phase"), text(&done, "status")), ("resolved", "refunded"));
    let paid = nora.order("10530").await;
    let refund = paid["adjustments"].as_array().unwrap().iter().find(|one| one["type"] == "refund").unwrap();
    assert_eq!(refund["amount"]["amount"], 4_800);
}

#[tokio::test]
async fn an_exchange_of_a_purchase_without_choices_is_refused() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let order = ada.order("10482").await;
    let refused = ada.post("/quotes", &[], &exchange(&order, 0, 1, None)).await;
    assert_eq!(refused.refusal(), (409, "resolution_unavailable"));
}
