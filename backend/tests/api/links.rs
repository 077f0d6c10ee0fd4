//! `POST /sessions` with a signed link.

use aftercare_backend::clock::{DAY, HOUR};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::{
    backend::{Backend, Reply, text},
    database::Database,
};

async fn follow(backend: &Backend, token: &str) -> Reply {
    backend.guest().post("/sessions", &[], &json!({ "link": { "token": token } })).await
}

#[tokio::test]
async fn a_link_opens_what_it_names_as_often_as_it_is_followed() {
    let backend = Backend::with_sandbox().await;
    let ada = backend.guest().look_up("10482", json!({ "email": "ada@example.com" })).await.must(200);
    let numbers = async |token: &Value| -> Vec<Value> {
        let shopper = backend.guest().with_token(token.as_str().unwrap());
        let orders = shopper.get("/orders?limit=100").await.must(200);
        orders["data"].as_array().unwrap().iter().map(|order| order["number"].clone()).collect()
    };
    let link = backend.shop_does("/links", json!({ "scope": "order", "order_number": "10482" })).await;
    for _ in 0..2 {
        let session = follow(&backend, text(&link, "token")).await.must(200);
        assert_eq!((&session["scope"], &session["subject"]), (&json!("order"), &ada["subject"]));
        assert_eq!(numbers(&session["access_token"]).await, ["10482"]);
    }
    let link = backend.shop_does("/links", json!({ "scope": "customer", "customer_id": "cus_ada" })).await;
    let session = follow(&backend, text(&link, "token")).await.must(200);
    assert_eq!((&session["scope"], &session["subject"]), (&json!("customer"), &ada["subject"]));
    assert!(numbers(&session["access_token"]).await.len() >= 5);
}

#[tokio::test]
async fn who_was_given_it_is_not_who_bought_it() {
    let backend = Backend::with_sandbox().await;
    let link = backend.shop_does("/links", json!({ "scope": "gift", "order_number": "10401" })).await;
    let buyer = backend.enter("10404", "zhang.min@example.com").await;
    let gift = buyer.post("/sessions", &[], &json!({ "link": { "token": link["token"] } })).await.must(200);
    let wang = backend.guest().look_up("10401", json!({ "postal_code": "200000" })).await.must(200);
    assert_eq!(gift["scope"], "gift");
    assert_ne!(gift["subject"], wang["subject"]);
    assert!(gift.get("member").is_none(), "whose tier it is stays with the buyer");
    let recipient = backend.guest().with_token(text(&gift, "access_token"));
    let orders = recipient.get("/orders").await.must(200);
    assert_eq!(orders["data"].as_array().unwrap().len(), 1);
    assert_eq!(recipient.get("/reviewables").await.must(200)["data"], json!([]));
}

#[tokio::test]
async fn a_link_that_ended_was_revoked_or_tampered_with_opens_nothing() {
    let backend = Backend::with_sandbox().await;
    let wanted = json!({ "scope": "order", "order_number": "10482", "expires_in": 3600 });
    let link = backend.shop_does("/links", wanted.clone()).await;
    let token = text(&link, "token").to_owned();
    assert_eq!(follow(&backend, &token).await.status, 200);

    let (said, signature) = token.split_once('.').unwrap();
    let mut more: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(said).unwrap()).unwrap();
    more["expires_at"] = json!(i64::MAX);
    let forged = URL_SAFE_NO_PAD.encode(more.to_string());
    // Its first character: the last one holds bits that mean nothing.
    let other = if signature.starts_with('A') { 'B' } else { 'A' };
    let flipped = format!("{said}.{other}{}", &signature[1..]);
    let shop = Backend::start_on(Database::new(), |config, _| config.sandbox = true).await;
    let foreign = shop.shop_does("/links", wanted.clone()).await;
    let mut refused = vec![
        format!("{forged}.{signature}"),
        flipped,
        format!("{said}."),
        said.to_owned(),
        ".".to_owned(),
        text(&foreign, "token").to_owned(),
    ];
    let revoked = backend.shop_does("/links", wanted).await;
    backend.shop_does(&format!("/links/{}/revoke", text(&revoked, "id")), json!({})).await;
    refused.push(text(&revoked, "token").to_owned());
    for token in refused {
        assert_eq!(follow(&backend, &token).await.refusal(), (401, "link_invalid"), "{token}");
    }
    backend.clock.advance(HOUR);
    assert_eq!(follow(&backend, &token).await.refusal(), (401, "link_invalid"));
    backend.clock.advance(40 * DAY);
    assert_eq!(follow(&backend, text(&revoked, "token")).await.refusal(), (401, "link_invalid"));
}
