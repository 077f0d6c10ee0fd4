//! `GET /reviewables` and `/reviews` with everything below it.

use aftercare_backend::clock::DAY;
use reqwest::Method;
use serde_json::{Value, json};

use crate::backend::{Backend, Reply, Shopper, key, text};

async fn reviewables(shopper: &Shopper, filter: &str) -> Vec<Value> {
    shopper.get(&format!("/reviewables{filter}")).await.must(200)["data"].as_array().unwrap().clone()
}

async fn write(shopper: &Shopper, number: usize, body: &Value) -> Reply {
    shopper.post("/reviews", &[("idempotency-key", &key(number))], body).await
}

async fn change(shopper: &Shopper, review: &Value, tag: &str, body: &Value) -> Reply {
    let path = format!("/reviews/{}", text(review, "id"));
    let headers: &[(&str, &str)] = if tag.is_empty() { &[] } else { &[("if-match", tag)] };
    shopper.send(Method::PUT, &path, headers, Some(body.to_string())).await
}

#[tokio::test]
async fn what_arrived_and_what_ended_can_be_reviewed() {
    let backend = Backend::with_sandbox().await;
    let ada = backend.sign_in("ada").await;
    let all = reviewables(&ada, "?limit=100").await;
    let of = |kind: &str| all.iter().filter(|one| one["type"] == kind).collect::<Vec<_>>();
    let shoes = of("product").into_iter().find(|one| one["title"] == "Trail runner, sand").unwrap().clone();
    assert_eq!(shoes["questions"][0]["options"].as_array().unwrap().len(), 3);
    assert_eq!(shoes["reward"]["label"], "30 points");
    assert!(shoes["reward"].get("granted_at").is_none());
    assert!(!of("product").iter().any(|one| text(one, "title").starts_with("Gift card")));
    assert!(!of("product").iter().any(|one| one["title"] == "Rain jacket, slate"), "that one is not delivered");
    let service = of("service");
    assert!(text(service[0], "title").starts_with("Your return R-"), "{}", service[0]);
    assert_eq!(service[0]["dimensions"][0]["code"], "service_attitude");

    let order = format!("?order_id={}", text(&shoes, "order_id"));
    assert!(reviewables(&ada, &order).await.iter().all(|one| one["order_id"] == shoes["order_id"]));
    let case = format!("?case_id={}", text(service[0], "case_id"));
    assert_eq!(reviewables(&ada, &case).await.len(), 1);

    let guest = backend.enter("10482", "ada@example.com").await;
    assert_eq!(reviewables(&guest, "").await, [shoes]);
    assert!(reviewables(&guest, &case).await.is_empty(), "its order is not open here");
}

#[tokio::test]
async fn a_review_is_published_and_rewarded_whatever_its_score() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let id = reviewables(&ada, "").await[0]["id"].clone();
    let body = json!({
        "reviewable_id": id,
        "score": 1,
        "dimensions": [{ "code": "logistics", "score": 2 }, { "code": "logistics", "score": 5 }],
        "text": "The sole came off.",
        "anonymous": true,
        "answers": [{ "question_id": "fit", "option": "runs_small" }],
    });
    let reply = write(&ada, 1, &body).await;
    let (tag, location) = (reply.etag(), reply.header("location").to_owned());
    let review = reply.must(201);
    assert_eq!((&review["status"], &review["complaint_offered"]), (&json!("published"), &json!(true)));
    assert!(review["reward"]["granted_at"].is_string());
    assert_eq!(review["dimensions"], json!([{ "code": "logistics", "score": 5 }]));
    assert!(location.ends_with(&format!("/reviews/{}", text(&review, "id"))));
    let about = &review["about"];
    assert_eq!((&about["id"], &about["questions"][0]["id"]), (&id, &json!("fit")), "what was asked can be read again");
    assert_eq!(write(&ada, 1, &body).await.must(201), review, "the same request again is the same review");
    assert_eq!(write(&ada, 2, &body).await.refusal(), (409, "already_reviewed"));
    assert!(reviewables(&ada, "").await.is_empty());
    let shown = ada.get(&format!("/reviews/{}", text(&review, "id"))).await;
    assert_eq!((shown.etag(), &shown.body), (tag, &review));
    assert_eq!(ada.get("/reviews").await.must(200)["data"], json!([review]));
}

#[tokio::test]
async fn two_reviews_of_the_same_at_once_are_one() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let id = reviewables(&ada, "").await[0]["id"].clone();
    let mut writing = tokio::task::JoinSet::new();
    for number in 0..8_usize {
        let (ada, body) = (ada.clone(), json!({ "reviewable_id": id, "score": number % 5 + 1 }));
        writing.spawn(async move { write(&ada, number, &body).await.status });
    }
    let answers = writing.join_all().await;
    assert_eq!(answers.iter().filter(|status| **status == 201).count(), 1, "{answers:?}");
    assert_eq!(answers.iter().filter(|status| **status == 409).count(), 7, "{answers:?}");
}

#[tokio::test]
async fn what_was_not_asked_is_refused() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let id = reviewables(&ada, "").await[0]["id"].clone();
    let with = |member: &str, value: Value| {
        let mut body = json!({ "reviewable_id": id, "score": 4 });
        body[member] = value;
        body
    };
    for (number, (body, refusal)) in [
        (with("score", json!(0)), (422, "invalid_request")),
        (with("score", json!(6)), (422, "invalid_request")),
        (with("text", json!("x".repeat(5_001))), (422, "invalid_request")),
        (with("reviewable_id", json!("not an id")), (422, "invalid_request")),
        (with("reviewable_id", json!("product-unknown")), (404, "not_found")),
        (with("dimensions", json!([{ "code": "weather", "score": 3 }])), (409, "dimension_unknown")),
        (with("dimensions", json!([{ "code": "product", "score": 9 }])), (422, "invalid_request")),
        (with("answers", json!([{ "question_id": "fit", "option": "perfect" }])), (409, "answer_unknown")),
        (with("answers", json!([{ "question_id": "age", "text": "9" }])), (409, "answer_unknown")),
        (with("answers", json!([{ "question_id": "fit", "text": "in words" }])), (409, "answer_unknown")),
        (with("attachments", json!(["upl_unknown"])), (409, "upload_unknown")),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(write(&ada, number, &body).await.refusal(), refusal, "{body}");
    }
    let keyless = ada.post("/reviews", &[], &with("text", json!("x"))).await;
    assert_eq!(keyless.refusal(), (400, "idempotency_key_required"));
    assert_eq!(reviewables(&ada, "").await.len(), 1, "none of it was written");
    backend.clock.advance(91 * DAY);
    let ada = backend.enter("10482", "ada@example.com").await;
    assert!(reviewables(&ada, "").await.is_empty());
    assert_eq!(write(&ada, 50, &with("text", json!("late"))).await.refusal(), (409, "review_closed"));
}

#[tokio::test]
async fn a_review_can_be_changed_for_a_while_by_who_has_read_it() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let id = reviewables(&ada, "").await[0]["id"].clone();
    let reply = write(&ada, 1, &json!({ "reviewable_id": id, "score": 2, "text": "Hm." })).await;
    let tag = reply.etag();
    let review = reply.must(201);
    let better = json!({ "reviewable_id": id, "score": 5 });
    assert_eq!(change(&ada, &review, "", &better).await.refusal(), (428, "precondition_required"));
    let changed = change(&ada, &review, &tag, &better).await;
    assert_ne!(changed.etag(), tag);
    let changed_tag = changed.etag();
    let changed = changed.must(200);
    assert_eq!((&changed["score"], &changed["text"]), (&json!(5), &json!("")), "it is as it was sent, as a whole");
    assert_eq!((&changed["complaint_offered"], &changed["reward"]), (&json!(false), &review["reward"]));
    assert_eq!(change(&ada, &review, &tag, &better).await.refusal(), (412, "precondition_failed"));
    let other = json!({ "reviewable_id": "product-other", "score": 5 });
    assert_eq!(change(&ada, &review, &changed_tag, &other).await.refusal(), (409, "reviewable_mismatch"));
    backend.clock.advance(31 * DAY);
    let ada = backend.enter("10482", "ada@example.com").await;
    assert_eq!(change(&ada, &review, &changed_tag, &better).await.refusal(), (409, "review_closed"));
    let path = format!("/reviews/{}", text(&review, "id"));
    assert!(ada.get(&path).await.must(200).get("editable_until").is_none());
}

#[tokio::test]
async fn one_follow_up_is_taken_after_a_week_and_the_shop_replies() {
    let backend = Backend::with_sandbox().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let id = reviewables(&ada, "").await[0]["id"].clone();
    let review = write(&ada, 1, &json!({ "reviewable_id": id, "score": 3 })).await.must(201);
    let path = format!("/reviews/{}/follow_ups", text(&review, "id"));
    let more = json!({ "text": "Still fine after a hundred kilometres." });
    let early = ada.post(&path, &[("idempotency-key", &key(2))], &more).await;
    assert_eq!((early.refusal(), &review["can_follow_up"]), ((409, "follow_up_refused"), &json!(false)));

    backend.clock.advance(8 * DAY);
    let ada = backend.enter("10482", "ada@example.com").await;
    let reply = json!({ "text": "Glad to hear." });
    backend.shop_does(&format!("/reviews/{}/reply", text(&review, "id")), reply).await;
    let shown = ada.get(&format!("/reviews/{}", text(&review, "id"))).await.must(200);
    assert_eq!((&shown["reply"]["text"], &shown["can_follow_up"]), (&json!("Glad to hear."), &json!(true)));
    let empty = ada.post(&path, &[("idempotency-key", &key(3))], &json!({ "text": " " })).await;
    assert_eq!(empty.status, 422);
    let followed = ada.post(&path, &[("idempotency-key", &key(4))], &more).await.must(201);
    assert_eq!(followed["follow_ups"][0]["text"], more["text"]);
    assert_eq!((&followed["text"], &followed["can_follow_up"]), (&json!(""), &json!(false)));
    assert_eq!(ada.post(&path, &[("idempotency-key", &key(4))], &more).await.must(201), followed);
    let twice = ada.post(&path, &[("idempotency-key", &key(5))], &more).await;
    assert_eq!(twice.refusal(), (409, "follow_up_refused"));
}

#[tokio::test]
async fn reviews_are_nobody_elses() {
    let backend = Backend::with_sandbox().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let id = reviewables(&ada, "").await[0]["id"].clone();
    let reply = write(&ada, 1, &json!({ "reviewable_id": id, "score": 4 })).await;
    let tag = reply.etag();
    let review = reply.must(201);
    let path = format!("/reviews/{}", text(&review, "id"));
    let lin = backend.enter("10495", "lin.yue@example.com").await;
    // Ada's own token, but for another of her orders.
    let elsewhere = backend.enter("10477", "ada@example.com").await;
    let recipient = backend.follow(json!({ "scope": "gift", "order_number": "10482" })).await;
    for stranger in [lin, elsewhere, recipient] {
        assert_eq!(stranger.get(&path).await.refusal(), (404, "not_found"));
        assert_eq!(stranger.get("/reviews").await.must(200)["data"], json!([]));
        let body = json!({ "reviewable_id": id, "score": 1 });
        assert_eq!(change(&stranger, &review, &tag, &body).await.refusal(), (404, "not_found"));
        assert_eq!(write(&stranger, 9, &body).await.refusal(), (404, "not_found"));
        let more = json!({ "text": "x" });
        let more = stranger.post(&format!("{path}/follow_ups"), &[("idempotency-key", &key(8))], &more).await;
        assert_eq!(more.refusal(), (404, "not_found"));
    }
    assert_eq!(backend.sign_in("ada").await.get(&path).await.must(200), review);
}
