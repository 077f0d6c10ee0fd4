//! `POST /sessions` with a merchant token.

use std::collections::BTreeSet;

use aftercare_backend::{
    merchant::{Audience, Claims, sign_as_sample},
    store::{Location, Store},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use p256::pkcs8::{EncodePrivateKey as _, EncodePublicKey as _, LineEnding};
use serde_json::{Value, json};

use crate::backend::{Backend, Reply, Shopper, text};

async fn audience(backend: &Backend) -> String {
    let capabilities = backend.guest().get("/capabilities").await.must(200);
    text(&capabilities["auth"]["merchant_token"], "audience").to_owned()
}

/// A token as it should be: for Ada, one minute long.
async fn proper(backend: &Backend) -> Claims {
    let now = backend.clock.now() as f64 / 1_000.0;
    Claims {
        sub: "cus_ada".into(),
        aud: Audience::One(audience(backend).await),
        exp: now + 60.0,
        iat: now,
        nbf: None,
        jti: "jti_1".into(),
    }
}

async fn enter(guest: &Shopper, jwt: &str) -> Reply {
    guest.post("/sessions", &[], &json!({ "merchant_token": { "jwt": jwt } })).await
}

async fn numbers(shopper: &Shopper) -> BTreeSet<String> {
    let orders = shopper.get("/orders?limit=100").await.must(200);
    orders["data"].as_array().unwrap().iter().map(|order| text(order, "number").to_owned()).collect()
}

#[tokio::test]
async fn a_signed_in_shopper_has_all_orders_and_the_next_one_as_soon_as_it_is_placed() {
    let backend = Backend::start().await;
    let jwt = sign_as_sample(&proper(&backend).await).unwrap();
    let session = enter(&backend.guest(), &jwt).await.must(200);
    assert_eq!(session["scope"], "customer");
    let ada = backend.guest().with_token(text(&session, "access_token"));
    let known = numbers(&ada).await;
    for number in ["10482", "10477", "10440", "10460", "10455"] {
        assert!(known.contains(number), "{number} is not among {known:?}");
    }
    assert!(!known.contains("10495"), "that is somebody else's");
    let order = ada.order("10455").await;
    assert!(!ada.get("/cases").await.must(200)["data"].as_array().unwrap().is_empty());

    let store = Store::open(&Location::parse(&backend.config.database)).await.unwrap();
    let mut writing = store.write().await.unwrap();
    sqlx::query("UPDATE orders SET customer_id = 'cus_ada' WHERE number = '10495'")
        .execute(&mut *writing)
        .await
        .unwrap();
    writing.commit().await.unwrap();
    store.close().await;
    assert!(numbers(&ada).await.contains("10495"));

    // The look-up of an order keeps what the sign-in has opened, and the subject is the same.
    let again = ada.look_up("10482", json!({ "email": "ada@example.com" })).await.must(200);
    assert_eq!((&again["scope"], &again["subject"]), (&session["scope"], &session["subject"]));
    let guest = backend.enter("10482", "ada@example.com").await;
    assert_eq!(guest.get(&format!("/orders/{}", text(&order, "id"))).await.status, 404);
}

#[tokio::test]
async fn what_the_shop_did_not_say_opens_nothing() {
    let backend = Backend::start().await;
    let guest = backend.guest();
    let good = proper(&backend).await;
    let now = good.iat;
    let with = |change: fn(&mut Claims, f64)| {
        let mut claims = good.clone();
        change(&mut claims, now);
        sign_as_sample(&claims).unwrap()
    };
    let valid = sign_as_sample(&good).unwrap();
    let (said, signature) = valid.rsplit_once('.').unwrap();
    let (header, payload) = said.split_once('.').unwrap();
    let part = |json: Value| URL_SAFE_NO_PAD.encode(json.to_string());
    let mut other = good.clone();
    other.sub = "cus_lin".into();
    let forged_payload = URL_SAFE_NO_PAD.encode(serde_json::to_string(&other).unwrap());
    // The verifier's public key as the secret of a symmetric signature.
    let confused = |key: &[u8]| {
        let said = format!("{}.{payload}", part(json!({ "alg": "HS256", "typ": "JWT" })));
        let mut mac = Hmac::<sha2::Sha256>::new_from_slice(key).unwrap();
        mac.update(said.as_bytes());
        format!("{said}.{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
    };
    let public = "0KxiL5FXsGnWX9MO4kD0IlMnRqHrdjUPxRQlRUNwY5A";
    let mut cases = vec![
        ("too long ahead", with(|claims, now| claims.exp = now + 600.0)),
        ("endless", with(|claims, _| claims.exp = 1e300)),
        ("ended", with(|claims, now| claims.exp = now - 1.0)),
        ("of tomorrow", with(|claims, now| claims.iat = now + 3_600.0)),
        ("not yet", with(|claims, now| claims.nbf = Some(now + 3_600.0))),
        ("for somebody else", with(|claims, _| claims.aud = Audience::One("https://other.example".into()))),
        ("for nobody", with(|claims, _| claims.aud = Audience::Several(Vec::new()))),
        ("without a name of its own", with(|claims, _| claims.jti = String::new())),
        ("for no customer", with(|claims, _| claims.sub = "cus_nobody".into())),
        ("signed by nobody", format!("{}.{payload}.", part(json!({ "alg": "none", "typ": "JWT" })))),
        ("signed for another algorithm", format!("{}.{payload}.{signature}", part(json!({ "alg": "ES256" })))),
        ("signed by another key", format!("{}.{payload}.{signature}", part(json!({ "alg": "EdDSA", "kid": "x" })))),
        ("signed with the public key's text", confused(public.as_bytes())),
        ("signed with the public key", confused(&URL_SAFE_NO_PAD.decode(public).unwrap())),
        ("changed afterwards", format!("{header}.{forged_payload}.{signature}")),
        ("cut short", said.to_owned()),
        ("not a token", "hello".to_owned()),
    ];
    for missing in ["exp", "aud", "sub", "iat", "jti"] {
        let mut claims = serde_json::to_value(&good).unwrap();
        claims.as_object_mut().unwrap().remove(missing);
        // Signed by the right key, which only a shop that forgot something has.
        cases.push((missing, sign(&claims)));
    }
    let mut bodies = BTreeSet::new();
    for (what, jwt) in cases {
        let reply = enter(&guest, &jwt).await;
        assert_eq!(reply.refusal(), (401, "merchant_token_invalid"), "{what}");
        bodies.insert(reply.body.to_string());
    }
    assert_eq!(bodies.len(), 1, "it never says why");
    assert_eq!(enter(&guest, &valid).await.status, 200, "none of them has used the name up");
}

/// Signs any claims with the sample's key.
fn sign(claims: &Value) -> String {
    use ed25519_dalek::{Signer as _, SigningKey};
    let pair: Value = serde_json::from_str(include_str!("../../sample/merchant_key.json")).unwrap();
    let seed: [u8; 32] = URL_SAFE_NO_PAD.decode(text(&pair, "d")).unwrap().try_into().unwrap();
    let part = |json: &Value| URL_SAFE_NO_PAD.encode(json.to_string());
    let said = format!("{}.{}", part(&json!({ "alg": "EdDSA" })), part(claims));
    format!("{said}.{}", URL_SAFE_NO_PAD.encode(SigningKey::from_bytes(&seed).sign(said.as_bytes()).to_bytes()))
}

#[tokio::test]
async fn a_token_is_taken_once_even_when_sent_many_times_at_once() {
    let backend = Backend::start().await;
    let twin = backend.twin().await;
    let jwt = sign_as_sample(&proper(&backend).await).unwrap();
    let mut sending = tokio::task::JoinSet::new();
    for place in 0..16 {
        let (guest, jwt) = (if place % 2 == 0 { backend.guest() } else { twin.guest() }, jwt.clone());
        // Both instances are the same shop at the same address as far as the token is concerned.
        sending.spawn(async move { enter(&guest, &jwt).await.status });
    }
    let answers = sending.join_all().await;
    let opened = answers.iter().filter(|status| **status == 200).count();
    assert_eq!((opened, answers.iter().all(|status| matches!(status, 200 | 401 | 503))), (1, true), "{answers:?}");
}

#[tokio::test]
async fn the_shops_own_key_counts_and_names_its_algorithm() {
    let key = p256::ecdsa::SigningKey::from_slice(&[7; 32]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.pem");
    std::fs::write(&file, key.verifying_key().to_public_key_pem(LineEnding::LF).unwrap()).unwrap();
    let backend = Backend::start_with(|config, _| config.merchant_key = vec![file]).await;
    let capabilities = backend.guest().get("/capabilities").await.must(200);
    assert_eq!(capabilities["auth"]["merchant_token"]["algorithms"], json!(["ES256", "EdDSA"]));

    let private = EncodingKey::from_ec_pem(key.to_pkcs8_pem(LineEnding::LF).unwrap().as_bytes()).unwrap();
    let jwt = jsonwebtoken::encode(&Header::new(Algorithm::ES256), &proper(&backend).await, &private).unwrap();
    assert_eq!(enter(&backend.guest(), &jwt).await.must(200)["scope"], "customer");
}
