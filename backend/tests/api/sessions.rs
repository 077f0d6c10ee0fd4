//! `POST /sessions`.

use std::time::Duration;

use aftercare_backend::{
    clock::{DAY, HOUR, MINUTE},
    store::{Location, Store, sessions},
};
use serde_json::{Value, json};

use crate::backend::{Backend, key, one_click, text};

#[tokio::test]
async fn each_proof_opens_the_order_however_it_is_typed() {
    let backend = Backend::start().await;
    for (number, proof) in [
        ("10482", json!({ "email": "ada@example.com" })),
        (" #10 482 ", json!({ "email": " ADA@Example.com " })),
        ("10482", json!({ "phone": "+1 (415) 555-0132" })),
        ("10482", json!({ "phone": "415 555 0132" })),
        ("10482", json!({ "postal_code": " 94107" })),
        ("10501", json!({ "phone": "0912-345-678" })),
        ("10510", json!({ "postal_code": "1500001" })),
    ] {
        let session = backend.guest().look_up(number, proof.clone()).await.must(200);
        assert_eq!(session["scope"], "order", "{proof}");
        assert_eq!(session["expires_in"], 3600);
    }
}

#[tokio::test]
async fn a_failed_look_up_never_says_why() {
    let backend = Backend::start().await;
    let guest = backend.guest();
    let unknown = guest.look_up("99999", json!({ "email": "ada@example.com" })).await;
    assert_eq!(unknown.refusal(), (401, "lookup_failed"));
    for proof in [
        json!({ "email": "somebody@example.com" }),
        json!({ "email": "lin.yue@example.com" }),
        json!({ "phone": "132" }),
        json!({ "phone": "no digits" }),
        json!({ "postal_code": "94108" }),
        json!({ "postal_code": "--" }),
    ] {
        let wrong = guest.look_up("10482", proof).await;
        assert_eq!((wrong.status, &wrong.body), (unknown.status, &unknown.body));
        let names = |reply: &crate::backend::Reply| -> Vec<String> {
            reply.headers.keys().map(|name| name.as_str().to_owned()).collect()
        };
        assert_eq!(names(&wrong), names(&unknown));
    }
}

#[tokio::test]
async fn attempts_on_an_order_number_are_limited_whether_it_exists_or_not() {
    let backend = Backend::start_with(|_, limits| limits.per_order = 3).await;
    let guest = backend.guest();
    let wrong = json!({ "email": "nobody@example.com" });
    for number in ["10482", "99999"] {
        for _ in 0..3 {
            assert_eq!(guest.look_up(number, wrong.clone()).await.status, 401);
        }
        // The right proof does not help any more, and no spelling of the number goes around the limit.
        let blocked = guest.look_up(&format!("#{number}"), json!({ "email": "ada@example.com" })).await;
        assert_eq!(blocked.refusal(), (429, "too_many_requests"));
        let wait: u64 = blocked.header("retry-after").parse().unwrap();
        assert!((1..=15 * 60 + 1).contains(&wait), "{wait}");
    }
    assert_eq!(guest.look_up("10477", json!({ "email": "ada@example.com" })).await.status, 200);
    backend.clock.advance(16 * MINUTE);
    assert_eq!(guest.look_up("10482", json!({ "email": "ada@example.com" })).await.status, 200);
}

#[tokio::test]
async fn who_was_let_in_before_meets_the_limit_like_everybody() {
    let backend = Backend::start_with(|_, limits| limits.per_order = 3).await;
    let guest = backend.guest();
    let ada = json!({ "email": "ada@example.com" });
    for _ in 0..3 {
        assert_eq!(guest.look_up("10482", ada.clone()).await.status, 200);
        assert_eq!(guest.look_up("10482", json!({ "email": "bo@example.com" })).await.status, 401);
    }
    assert_eq!(guest.look_up("10482", ada.clone()).await.refusal(), (429, "too_many_requests"));
    backend.clock.advance(16 * MINUTE);
    assert_eq!(guest.look_up("10482", ada).await.status, 200);
}

#[tokio::test]
async fn attempts_from_an_address_are_limited_and_successes_do_not_count() {
    let backend = Backend::start_with(|_, limits| limits.per_address = 4).await;
    let guest = backend.guest();
    for _ in 0..6 {
        assert_eq!(guest.look_up("10482", json!({ "email": "ada@example.com" })).await.status, 200);
    }
    for number in ["1", "2", "3", "4"] {
        assert_eq!(guest.look_up(number, json!({ "postal_code": "1" })).await.status, 401);
    }
    assert_eq!(guest.look_up("5", json!({ "postal_code": "1" })).await.status, 429);
}

#[tokio::test]
async fn the_limit_outlives_a_restart() {
    let backend = Backend::start().await;
    for _ in 0..10 {
        let reply = backend.guest().look_up("10482", json!({ "email": "x@example.com" })).await;
        assert_eq!(reply.status, 401);
    }
    let backend = backend.restart().await;
    assert_eq!(backend.guest().look_up("10482", json!({ "email": "x@example.com" })).await.status, 429);
}

#[tokio::test]
async fn a_second_look_up_extends_the_session_of_the_same_customer_only() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let numbers = async |shopper: &crate::backend::Shopper| -> Vec<Value> {
        let orders = shopper.get("/orders").await.must(200);
        orders["data"].as_array().unwrap().iter().map(|order| order["number"].clone()).collect()
    };
    assert_eq!(numbers(&ada).await, ["10482"]);
    let both = ada.enter("10440", json!({ "email": "ada@example.com" })).await;
    assert_eq!(numbers(&both).await, ["10482", "10440"], "newest first");
    let lin = both.enter("10495", json!({ "email": "lin.yue@example.com" })).await;
    assert_eq!(numbers(&lin).await, ["10495"]);

    let stranger = backend.guest().with_token("nobody-was-given-this");
    let fresh = stranger.enter("10482", json!({ "email": "ada@example.com" })).await;
    assert_eq!(numbers(&fresh).await, ["10482"]);
}

#[tokio::test]
async fn the_subject_is_the_customers_and_says_nothing() {
    let backend = Backend::start().await;
    let guest = backend.guest();
    let subject = async |number: &str, email: &str| {
        let session = guest.look_up(number, json!({ "email": email })).await.must(200);
        text(&session, "subject").to_owned()
    };
    let ada = subject("10482", "ada@example.com").await;
    assert_eq!(subject("10477", "ada@example.com").await, ada);
    assert_ne!(subject("10495", "lin.yue@example.com").await, ada);
}

#[tokio::test]
async fn members_see_their_tier() {
    let backend = Backend::start().await;
    let session = backend.guest().look_up("10401", json!({ "postal_code": "200000" })).await.must(200);
    assert_eq!(session["member"]["tier"], "gold");
    let benefits = session["member"]["benefits"].as_array().unwrap();
    assert_eq!(benefits.len(), 2);
    assert_eq!(benefits[1]["label"], "15 more days to return");
    let session = backend.guest().look_up("10482", json!({ "postal_code": "94107" })).await.must(200);
    assert!(session.get("member").is_none());
}

#[tokio::test]
async fn a_token_ends_after_an_hour() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    backend.clock.advance(HOUR - MINUTE);
    assert_eq!(ada.get("/orders").await.status, 200);
    backend.clock.advance(2 * MINUTE);
    let late = ada.get("/orders").await;
    assert_eq!(late.refusal(), (401, "session_expired"));
    assert_eq!(late.header("www-authenticate"), "Bearer");
}

/// Housekeeping runs when it likes; here it runs again at the moment that matters.
#[tokio::test]
async fn an_ended_token_is_told_so_for_a_day() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let both = ada.enter("10440", json!({ "email": "ada@example.com" })).await;
    let store = Store::open(&Location::parse(&backend.config.database)).await.unwrap();
    let prune = async || {
        let mut writing = store.write().await.unwrap();
        sessions::prune(&mut writing, backend.clock.now(), 0).await.unwrap();
        writing.commit().await.unwrap();
    };
    backend.clock.advance(HOUR + MINUTE);
    prune().await;
    for shopper in [&ada, &both] {
        assert_eq!(shopper.get("/orders").await.refusal(), (401, "session_expired"));
    }
    backend.clock.advance(DAY);
    prune().await;
    for shopper in [&ada, &both] {
        assert_eq!(shopper.get("/orders").await.refusal(), (401, "unauthorized"));
    }
    store.close().await;
}

/// A token for one order says which it is, and whoever changes it holds nothing.
#[tokio::test]
async fn a_token_that_is_changed_opens_nothing() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let lin = backend.enter("10495", "lin.yue@example.com").await;
    let (own, other) = (ada.order("10482").await, lin.order("10495").await);
    let token = ada.token.as_deref().unwrap();
    for (was, forged) in [(text(&own, "id"), text(&other, "id")), ("order.", "customer."), ("order.", "gift.")] {
        let changed = token.replacen(was, forged, 1);
        assert_ne!(changed, token);
        let forger = backend.guest().with_token(&changed);
        assert_eq!(forger.get("/orders").await.refusal(), (401, "unauthorized"), "{forged}");
    }
    let path = format!("/orders/{}", text(&other, "id"));
    assert_eq!(ada.get(&path).await.refusal(), (404, "not_found"));
}

/// What is asked for by joining many tables, too.
#[tokio::test]
async fn a_token_for_one_order_sees_what_belongs_to_it_and_nothing_else() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let both = ada.enter("10440", json!({ "email": "ada@example.com" })).await;
    let order = ada.order("10482").await;
    let case = ada.open(&key(1), &one_click(&order, 0, 1)).await.must(201);
    let elsewhere = backend.enter("10440", "ada@example.com").await;
    for (shopper, cases) in [(&ada, 1), (&both, 1), (&elsewhere, 0)] {
        assert_eq!(shopper.get("/cases").await.must(200)["data"].as_array().unwrap().len(), cases);
    }
    let path = format!("/cases/{}", text(&case, "id"));
    assert_eq!((both.get(&path).await.status, elsewhere.get(&path).await.status), (200, 404));
    let product = format!("/products/{}/care", text(&order["lines"][0], "product_id"));
    assert_eq!((ada.get(&product).await.status, elsewhere.get(&product).await.status), (200, 404));
}

#[tokio::test]
async fn without_a_token_nothing_opens() {
    let backend = Backend::start().await;
    let guest = backend.guest();
    for path in ["/orders", "/orders/ord_1", "/orders/ord_1/eligibility", "/cases", "/cases/case_1", "/shipments/shp_1"]
    {
        assert_eq!(guest.get(path).await.refusal(), (401, "unauthorized"), "{path}");
    }
    let forged = guest.with_token("forged");
    assert_eq!(forged.get("/orders").await.refusal(), (401, "unauthorized"));
}

#[tokio::test]
async fn what_does_not_fit_is_named() {
    let backend = Backend::start().await;
    let guest = backend.guest();
    for (body, pointer, code) in [
        (json!({}), "", "exactly_one"),
        (json!({ "magic": {} }), "", "unknown_value"),
        (json!({ "order_lookup": { "proof": { "email": "a@b" } } }), "/order_lookup/order_number", "required"),
        (
            json!({ "order_lookup": { "order_number": 1, "proof": { "email": "a@b" } } }),
            "/order_lookup/order_number",
            "invalid_type",
        ),
        (
            json!({ "order_lookup": { "order_number": " ", "proof": { "email": "a@b" } } }),
            "/order_lookup/order_number",
            "empty",
        ),
        (json!({ "order_lookup": { "order_number": "1", "proof": {} } }), "/order_lookup/proof", "exactly_one"),
        (
            json!({ "order_lookup": { "order_number": "1", "proof": { "email": "x".repeat(300) } } }),
            "/order_lookup/proof/email",
            "too_long",
        ),
    ] {
        let reply = guest.post("/sessions", &[], &body).await;
        assert_eq!(reply.refusal(), (422, "invalid_request"), "{body}");
        let fault = &reply.body["errors"][0];
        assert_eq!(fault["code"], code, "{body}: {fault}");
        assert!(text(fault, "pointer").starts_with(pointer), "{body}: {fault}");
    }
}

/// Unknown orders and wrong proofs do the same work. This compares medians generously: it is to catch a look-up that
/// skips the work, not to measure.
#[tokio::test]
async fn failures_take_about_the_same_time() {
    let backend = Backend::start_with(|_, limits| {
        limits.per_order = 1_000;
        limits.per_address = 1_000;
    })
    .await;
    let guest = backend.guest();
    let mut times = [Vec::new(), Vec::new()];
    for _ in 0..15 {
        for (number, times) in ["10482", "99999"].into_iter().zip(&mut times) {
            let began = std::time::Instant::now();
            assert_eq!(guest.look_up(number, json!({ "email": "x@example.com" })).await.status, 401);
            times.push(began.elapsed());
        }
    }
    let [wrong, unknown] = times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    });
    let (short, long) = (wrong.min(unknown), wrong.max(unknown));
    assert!(long < short * 4 + Duration::from_millis(20), "wrong proof {wrong:?}, unknown order {unknown:?}");
}
