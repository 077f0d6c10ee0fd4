//! `POST /subscriptions`, `DELETE /subscriptions/{subscription_id}`, and the letters.

use std::time::{Duration, Instant};

use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::backend::{Backend, Reply, Shopper, key, one_click, text};

/// For how long a test waits for a letter that must come.
const PATIENCE: Duration = Duration::from_secs(20);

async fn lena(backend: &Backend) -> (Shopper, String) {
    let lena = backend.enter("10585", "vega@example.com").await;
    let id = text(&lena.order("10585").await["shipments"][0], "id").to_owned();
    (lena, id)
}

async fn subscribe(shopper: &Shopper, number: usize, body: Value) -> Reply {
    shopper.post("/subscriptions", &[("idempotency-key", &key(number))], &body).await
}

async fn end(shopper: &Shopper, wish: &Value) -> Reply {
    shopper.send(Method::DELETE, &format!("/subscriptions/{}", text(wish, "id")), &[], None).await
}

/// The letters to an address, newest first, once there are `count` of them.
async fn letters(backend: &Backend, address: &str, count: usize) -> Vec<Value> {
    let patience = Instant::now() + PATIENCE;
    loop {
        let address = address.replace('+', "%2B");
        let (_, outbox) = backend.sandbox(Method::GET, &format!("/outbox?address={address}"), None).await;
        let letters = outbox["data"].as_array().unwrap().clone();
        if letters.len() >= count {
            return letters;
        }
        assert!(Instant::now() < patience, "{} letters of {count}", letters.len());
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn whoever_asked_hears_of_a_parcel() {
    let backend = Backend::with_sandbox().await;
    let (lena, id) = lena(&backend).await;
    let reply = subscribe(&lena, 1, json!({ "shipment_id": id, "channel": "email" })).await;
    let wish = reply.clone().must(201);
    assert!(reply.header("location").ends_with(text(&wish, "id")));
    assert_eq!((text(&wish, "address_label"), &wish["shipment_id"]), ("v••@example.com", &json!(id)));
    let parcel = lena.get(&format!("/shipments/{id}")).await.must(200);
    assert_eq!(parcel["subscriptions"], json!([wish]));

    backend.shop_does(&format!("/shipments/{id}/attempt_fail"), json!({})).await;
    let letter = &letters(&backend, "vega@example.com", 1).await[0];
    assert_eq!(letter["subject"], "Order 10585: Delivery attempted");
    assert_eq!(end(&lena, &wish).await.status, 204);
    assert_eq!(end(&lena, &wish).await.status, 204, "once more");
    assert_eq!(lena.get(&format!("/shipments/{id}")).await.must(200)["subscriptions"], json!([]));
    // Whoever wishes again after that is told of what comes, and of nothing in between.
    backend.shop_does(&format!("/shipments/{id}/customs"), json!({})).await;
    subscribe(&lena.speaking("zh-CN"), 2, json!({ "shipment_id": id, "channel": "email" })).await.must(201);
    backend.shop_does(&format!("/shipments/{id}/deliver"), json!({})).await;
    let letters = letters(&backend, "vega@example.com", 2).await;
    assert_eq!((letters.len(), text(&letters[0], "subject")), (2, "订单 10585：已签收"));
}

/// A wish is shown with the case and is no change of it: who polls sees it, and an action may still be taken.
#[tokio::test]
async fn a_case_with_another_wish_is_another_answer() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let opened = ada.open(&key(1), &one_click(&ada.order("10482").await, 0, 1)).await;
    let path = format!("/cases/{}", text(&opened.body, "id"));
    let poll = async |known: &str| ada.send(Method::GET, &path, &[("if-none-match", known)], None).await;
    assert_eq!(poll(&opened.etag()).await.status, 304);
    let wish = subscribe(&ada, 2, json!({ "case_id": opened.body["id"], "channel": "sms" })).await.must(201);
    let wished = poll(&opened.etag()).await;
    assert_eq!(wished.clone().must(200)["subscriptions"], json!([wish]));
    assert_eq!(poll(&wished.etag()).await.status, 304);
    end(&ada, &wish).await;
    let ended = poll(&wished.etag()).await;
    assert_eq!((ended.status, ended.etag()), (200, opened.etag()));
    ada.act(&opened.body, "cancel", &[("if-match", &wished.etag())]).await.must(200);
}

#[tokio::test]
async fn whoever_asked_hears_of_a_case() {
    let backend = Backend::with_sandbox().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let opened = ada.open(&key(1), &one_click(&ada.order("10482").await, 0, 1)).await;
    let wish = subscribe(&ada, 2, json!({ "case_id": opened.body["id"], "channel": "sms" })).await.must(201);
    assert_eq!(text(&wish, "address_label"), "••0132");
    let case = ada.get(&format!("/cases/{}", text(&opened.body, "id"))).await.must(200);
    assert_eq!(case["subscriptions"], json!([wish]));
    ada.act(&opened.body, "cancel", &[("if-match", &opened.etag())]).await.must(200);
    let letter = &letters(&backend, "+1 415 555 0132", 1).await[0];
    assert!(text(letter, "text").contains(text(&case, "number")), "{letter}");
}

#[tokio::test]
async fn the_same_wish_is_one() {
    let backend = Backend::with_sandbox().await;
    let (lena, id) = lena(&backend).await;
    let body = json!({ "shipment_id": id, "channel": "email" });
    let wish = subscribe(&lena, 1, body.clone()).await.must(201);
    assert_eq!(subscribe(&lena, 2, body).await.must(201), wish);
    let other = subscribe(&lena, 3, json!({ "shipment_id": id, "channel": "webview" })).await.must(201);
    assert_eq!(text(&other, "address_label"), "In this app");
    let parcel = lena.get(&format!("/shipments/{id}")).await.must(200);
    assert_eq!(parcel["subscriptions"].as_array().unwrap().len(), 2);
}

/// Anybody could type in anybody's address.
#[tokio::test]
async fn an_unknown_address_hears_nothing_before_it_agrees() {
    let backend = Backend::with_sandbox().await;
    let (lena, id) = lena(&backend).await;
    let body = json!({ "shipment_id": id, "channel": "email", "address": "neighbour@example.com" });
    subscribe(&lena, 1, body).await.must(201);
    backend.shop_does(&format!("/shipments/{id}/customs"), json!({})).await;
    let asked = letters(&backend, "neighbour@example.com", 1).await;
    let words = text(&asked[0], "text");
    let url = words.split_whitespace().find(|word| word.contains("/consent/")).unwrap().trim_end_matches('.');
    let url = url.strip_suffix('.').unwrap_or(url);
    let page = reqwest::get(url).await.unwrap().text().await.unwrap();
    assert!(page.contains("<form method=\"post\">"), "{page}");
    assert_eq!(reqwest::get(format!("{url}x")).await.unwrap().status(), 404);
    // Looking at the page is not agreeing: programs look at every link in a letter.
    backend.shop_does("/clock", json!({ "advance_seconds": 1 })).await;
    assert_eq!(letters(&backend, "neighbour@example.com", 1).await.len(), 1);
    assert_eq!(Client::new().post(url).send().await.unwrap().status(), 200);
    backend.shop_does(&format!("/shipments/{id}/deliver"), json!({})).await;
    assert_eq!(text(&letters(&backend, "neighbour@example.com", 2).await[0], "subject"), "Order 10585: Delivered");
}

#[tokio::test]
async fn what_can_not_be_wished() {
    let backend = Backend::with_sandbox().await;
    let (lena, id) = lena(&backend).await;
    for (number, body, refusal) in [
        (1, json!({ "channel": "email" }), (422, "invalid_request")),
        (2, json!({ "shipment_id": id, "case_id": "case_1", "channel": "email" }), (422, "invalid_request")),
        (3, json!({ "shipment_id": id, "channel": "pigeon" }), (409, "channel_unavailable")),
        (4, json!({ "shipment_id": id, "channel": "email", "address": "nobody" }), (409, "address_invalid")),
        (5, json!({ "shipment_id": id, "channel": "sms", "address": "call me" }), (409, "address_invalid")),
        (6, json!({ "shipment_id": "shp_none", "channel": "email" }), (404, "not_found")),
        (7, json!({ "case_id": "case_none", "channel": "email" }), (404, "not_found")),
    ] {
        assert_eq!(subscribe(&lena, number, body.clone()).await.refusal(), refusal, "{body}");
    }
    let ada = backend.enter("10482", "ada@example.com").await;
    assert_eq!(subscribe(&ada, 8, json!({ "shipment_id": id, "channel": "email" })).await.status, 404);
    let wish = subscribe(&lena, 9, json!({ "shipment_id": id, "channel": "email" })).await.must(201);
    assert_eq!(end(&ada, &wish).await.refusal(), (404, "not_found"));
    let channels = ada.get("/capabilities").await.must(200)["capabilities"]["subscriptions"]["channels"].clone();
    assert_eq!(channels.as_array().unwrap().len(), 3);
}
