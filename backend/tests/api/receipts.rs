//! Receipts, checked with another implementation than the one that signs them.

use aftercare_backend::clock::HOUR;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_compact::{PublicKey, Signature};
use serde_json::{Value, json};

use crate::{
    backend::{Backend, Shopper, key, one_click, text},
    database::Database,
    desk::{Shop, acts, clock, complained, lin, now},
};

/// What a receipt says, if one of the shop's published keys has signed exactly that.
fn verified(receipt: &Value, keys: &Value) -> Option<Value> {
    let decoded = |part: &str| URL_SAFE_NO_PAD.decode(part).ok();
    let jws = text(receipt, "jws");
    let (signed, signature) = jws.rsplit_once('.')?;
    let (header, claims) = signed.split_once('.')?;
    let header: Value = serde_json::from_slice(&decoded(header)?).ok()?;
    assert_eq!(header["alg"], "EdDSA");
    let key = keys.as_array()?.iter().find(|key| key["kid"] == header["kid"])?;
    assert_eq!((&key["kty"], &key["crv"]), (&json!("OKP"), &json!("Ed25519")));
    let public = PublicKey::from_slice(&decoded(text(key, "x"))?).ok()?;
    public.verify(signed, &Signature::from_slice(&decoded(signature)?).ok()?).ok()?;
    serde_json::from_slice(&decoded(claims)?).ok()
}

async fn keys(shopper: &Shopper) -> Value {
    shopper.get("/capabilities").await.must(200)["capabilities"]["receipts"]["keys"].clone()
}

/// Every receipt of a case, its code and what it says.
async fn proofs(shopper: &Shopper, case: &Value) -> Vec<Value> {
    let keys = keys(shopper).await;
    let page = shopper.get(&format!("/cases/{}/receipts", text(case, "id"))).await.must(200);
    let receipts = page["data"].as_array().unwrap();
    let proof = |receipt: &Value| {
        let claims = verified(receipt, &keys).unwrap_or_else(|| panic!("{receipt} is not the shop's"));
        assert_eq!((&claims["jti"], &claims["code"]), (&receipt["id"], &receipt["code"]));
        assert_eq!((&claims["case_id"], &claims["case_number"]), (&case["id"], &case["number"]));
        claims
    };
    receipts.iter().map(proof).collect()
}

fn codes(proofs: &[Value]) -> Vec<&str> {
    proofs.iter().map(|proof| text(proof, "code")).collect()
}

#[tokio::test]
async fn what_was_asked_and_promised_can_be_proved() {
    let backend = Backend::with_sandbox().await;
    let (lin, case) = complained(&backend).await;
    let opened = proofs(&lin, &case).await;
    assert_eq!(codes(&opened), ["case_opened", "clock_promised", "clock_promised"]);
    assert!(text(&opened[0], "statement").contains("The zip came off on the first day."));
    assert_eq!((text(&opened[0], "case_type"), text(&opened[0], "order_number")), ("complaint", "10495"));
    assert_eq!(opened[1]["due_at"], clock(&case, "first_answer")["due_at"]);
    assert_eq!(opened[2]["due_at"], clock(&case, "resolution")["due_at"]);
    assert!(text(&opened[2], "statement").contains("(UTC+08:00)"), "a moment is written for people: {}", opened[2]);
    Shop(&backend).does(&case, "offer", json!({ "resolution": "refund", "amount": 9_900 })).await;
    let id = json!({ "offer_id": now(&lin, &case).await.body["offers"][0]["id"] });
    let accepted = acts(&lin, &case, "accept_offer", id).await.must(200);
    let agreed = proofs(&lin, &case).await.pop().unwrap();
    assert_eq!(agreed["code"], "offer_accepted");
    assert_eq!(
        (&agreed["amount"], &agreed["due_at"]),
        (&accepted["refund"]["amount"], &accepted["refund"]["expected_by"])
    );
    assert!(text(&agreed, "statement").contains("CN¥99.00"), "{agreed}");
}

#[tokio::test]
async fn a_return_is_proved_with_its_refund() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let case = ada.open(&key(1), &one_click(&ada.order("10482").await, 0, 1)).await.must(201);
    let proofs = proofs(&ada, &case).await;
    assert_eq!(codes(&proofs), ["case_opened"]);
    assert_eq!(
        (&proofs[0]["amount"], &proofs[0]["due_at"]),
        (&case["refund"]["amount"], &case["refund"]["expected_by"])
    );
    assert!(text(&proofs[0], "statement").contains("1 × Trail runner, sand"));
    let lin = lin(&backend).await;
    let foreign = lin.get(&format!("/cases/{}/receipts", text(&case, "id"))).await;
    assert_eq!(foreign.refusal(), (404, "not_found"));
}

#[tokio::test]
async fn a_broken_promise_and_a_giving_up_are_proved_too() {
    let backend = Backend::start().await;
    let (_, case) = complained(&backend).await;
    backend.clock.advance(13 * HOUR);
    let lin = lin(&backend).await;
    acts(&lin, &case, "cancel", json!({})).await.must(200);
    let proofs = proofs(&lin, &case).await;
    assert_eq!(codes(&proofs)[3..], ["clock_promised", "cancelled"], "the next level has a time as well");
}

/// Whoever changes a receipt, or signs one with a key of their own, proves nothing.
#[tokio::test]
async fn a_forged_receipt_is_none() {
    let backend = Backend::start().await;
    let (lin, case) = complained(&backend).await;
    let page = lin.get(&format!("/cases/{}/receipts", text(&case, "id"))).await.must(200);
    let genuine = &page["data"][0];
    let keys = keys(&lin).await;
    assert!(verified(genuine, &keys).is_some());
    let mut parts: Vec<_> = text(genuine, "jws").split('.').map(str::to_owned).collect();
    let mut claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(&parts[1]).unwrap()).unwrap();
    claims["amount"] = json!({ "amount": 1_000_000, "currency": "CNY" });
    parts[1] = URL_SAFE_NO_PAD.encode(claims.to_string());
    assert!(verified(&json!({ "jws": parts.join(".") }), &keys).is_none());
    // Another deployment has another key.
    let other = Backend::start_on(Database::new(), |_, _| {}).await;
    assert!(verified(genuine, &crate::receipts::keys(&other.guest()).await).is_none());
}

#[tokio::test]
async fn the_key_outlives_a_restart() {
    let backend = Backend::start().await;
    let (lin, case) = complained(&backend).await;
    let before = proofs(&lin, &case).await;
    let backend = backend.restart().await;
    let same = backend.guest().with_token(lin.token.as_deref().unwrap());
    assert_eq!(proofs(&same, &case).await, before);
}
