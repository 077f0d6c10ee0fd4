//! `GET` and `POST /surveys/{id}`.

use aftercare_backend::{
    clock::DAY,
    shop::Shop,
    store::{Location, Store},
    surveys::{self, About},
};
use serde_json::{Value, json};

use crate::backend::{Backend, Shopper, text};

/// What is asked about the delivery of an order.
async fn of_delivery(shopper: &Shopper, number: &str) -> Vec<Value> {
    shopper.order(number).await["surveys"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_delivery_is_asked_about_once() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let asked = of_delivery(&ada, "10482").await;
    assert_eq!((asked.len(), &asked[0]["type"]), (1, &json!("nps")));
    let path = format!("/surveys/{}", text(&asked[0], "id"));
    let survey = ada.get(&path).await.must(200);
    assert_eq!((&survey["status"], &survey["question"]), (&json!("open"), &asked[0]["question"]));
    assert_eq!((&survey["scale"]["min"], &survey["scale"]["max"]), (&json!(0), &json!(10)));

    for (body, refusal) in [
        (json!({ "score": 11 }), (409, "score_out_of_range")),
        (json!({ "score": 101 }), (422, "invalid_request")),
        (json!({ "score": -1 }), (422, "invalid_request")),
        (json!({ "comment": "no score" }), (422, "invalid_request")),
        (json!({ "score": 3, "comment": "x".repeat(2_001) }), (422, "invalid_request")),
    ] {
        assert_eq!(ada.post(&path, &[], &body).await.refusal(), refusal, "{body}");
    }
    let body = json!({ "score": 0, "comment": "Too slow." });
    assert_eq!(ada.post(&path, &[], &body).await.must(200)["status"], "answered");
    assert_eq!(ada.post(&path, &[], &body).await.must(200)["status"], "answered", "the very same again");
    assert_eq!(ada.post(&path, &[], &json!({ "score": 9 })).await.refusal(), (409, "survey_closed"));
    assert_eq!(ada.post(&path, &[], &json!({ "dismissed": true })).await.refusal(), (409, "survey_closed"));
    assert!(of_delivery(&ada, "10482").await.is_empty());
}

#[tokio::test]
async fn who_does_not_want_to_be_asked_is_not_asked_again() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let path = format!("/surveys/{}", text(&of_delivery(&ada, "10482").await[0], "id"));
    for _ in 0..2 {
        assert_eq!(ada.post(&path, &[], &json!({ "dismissed": true })).await.must(200)["status"], "dismissed");
    }
    assert_eq!(ada.post(&path, &[], &json!({ "score": 9 })).await.refusal(), (409, "survey_closed"));
}

#[tokio::test]
async fn a_survey_ends_and_is_nobody_elses() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let path = format!("/surveys/{}", text(&of_delivery(&ada, "10482").await[0], "id"));
    let lin = backend.enter("10495", "lin.yue@example.com").await;
    assert_eq!(lin.get(&path).await.refusal(), (404, "not_found"));
    assert_eq!(lin.post(&path, &[], &json!({ "score": 1 })).await.refusal(), (404, "not_found"));
    backend.clock.advance(15 * DAY);
    let ada = backend.enter("10482", "ada@example.com").await;
    assert_eq!(ada.get(&path).await.must(200)["status"], "expired");
    assert_eq!(ada.post(&path, &[], &json!({ "score": 9 })).await.refusal(), (409, "survey_closed"));
    assert!(of_delivery(&ada, "10482").await.is_empty());
}

#[tokio::test]
async fn the_end_of_a_case_is_asked_about_once_and_an_answer_earns_the_same_whatever_it_is() {
    let backend = Backend::start().await;
    let ada = backend.enter("10455", "ada@example.com").await;
    let cases = ada.get("/cases").await.must(200);
    let case = &cases["data"][0];
    let id = text(case, "id");
    let store = Store::open(&Location::parse(&backend.config.database)).await.unwrap();
    let shop = Shop::load().unwrap();
    for _ in 0..2 {
        let mut writing = store.write().await.unwrap();
        let about = About::Case { id, kind: "complaint" };
        surveys::ask(&mut writing, &shop, text(case, "order_id"), about, backend.clock.now()).await.unwrap();
        writing.commit().await.unwrap();
    }
    store.close().await;
    let before = ada.get(&format!("/cases/{id}")).await;
    let asked = before.body["surveys"].as_array().unwrap().clone();
    assert_eq!((asked.len(), &asked[0]["type"]), (1, &json!("csat")));
    let path = format!("/surveys/{}", text(&asked[0], "id"));
    assert_eq!(ada.get(&path).await.must(200)["reward"]["label"], "20 points");
    let answered = ada.post(&path, &[], &json!({ "score": 1 })).await.must(200);
    assert!(answered["reward"]["granted_at"].is_string(), "the lowest score earns it too");
    let after = ada.get(&format!("/cases/{id}")).await;
    assert_eq!(after.body["surveys"], json!([]));
    assert_ne!(before.etag(), after.etag());
}
