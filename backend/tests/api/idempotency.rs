//! `Idempotency-Key`, invariants 1 and 2.

use tokio::task::JoinSet;

use crate::backend::{Backend, key, one_click, quote_for, text};

#[tokio::test]
async fn the_same_request_gets_the_same_answer() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let body = one_click(&ada.order("10482").await, 0, 1);
    let first = ada.open(&key(1), &body).await;
    let again = ada.open(&key(1), &body).await;
    assert_eq!((again.status, again.etag(), &again.body), (201, first.etag(), &first.body));
    assert_eq!(again.header("location"), first.header("location"));
    assert_eq!(ada.get("/cases").await.must(200)["data"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_answer_comes_again_after_a_restart_and_a_new_session() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let body = one_click(&ada.order("10482").await, 0, 1);
    let first = ada.open(&key(1), &body).await.must(201);
    let backend = backend.restart().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    assert_eq!(ada.open(&key(1), &body).await.must(201)["id"], first["id"]);
}

#[tokio::test]
async fn another_request_under_the_key_changes_nothing() {
    let backend = Backend::start().await;
    let lin = backend.enter("10495", "lin.yue@example.com").await;
    let order = lin.order("10495").await;
    let case = lin.open(&key(1), &one_click(&order, 0, 1)).await;
    let other = lin.open(&key(1), &one_click(&order, 1, 1)).await;
    assert_eq!(other.refusal(), (409, "idempotency_key_reused"));
    assert_eq!(lin.options(&order).await[1]["eligible_quantity"], 1);
    let action = lin.act(&case.body, "cancel", &[("idempotency-key", &key(1)), ("if-match", &case.etag())]).await;
    assert_eq!(action.refusal(), (409, "idempotency_key_reused"));
}

/// Invariant 1, when the two arrive at once.
#[tokio::test]
async fn twins_have_one_effect() {
    let backend = Backend::start().await;
    let candidates = [("10482", "ada@example.com"), ("10495", "lin.yue@example.com"), ("10501", "chen@example.com")];
    for (number, email) in candidates {
        let shopper = backend.enter(number, email).await;
        let body = one_click(&shopper.order(number).await, 0, 1);
        let mut requests = JoinSet::new();
        for _ in 0..6 {
            let (shopper, body) = (shopper.clone(), body.clone());
            requests.spawn(async move { shopper.open(&key(1), &body).await });
        }
        let replies = requests.join_all().await;
        assert!(replies.iter().all(|reply| reply.status == 201 && reply.body == replies[0].body));
        assert_eq!(shopper.get("/cases").await.must(200)["data"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn keys_belong_to_the_shopper() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let lin = backend.enter("10495", "lin.yue@example.com").await;
    let hers = ada.open(&key(1), &one_click(&ada.order("10482").await, 0, 1)).await.must(201);
    let theirs = lin.open(&key(1), &one_click(&lin.order("10495").await, 0, 1)).await.must(201);
    assert_ne!(hers["id"], theirs["id"]);
}

#[tokio::test]
async fn a_case_needs_a_well_formed_key() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let body = one_click(&ada.order("10482").await, 0, 1);
    assert_eq!(ada.post("/cases", &[], &body).await.refusal(), (400, "idempotency_key_required"));
    for wrong in ["short", "0123456789 abcdef", "0123456789abcde!", &"x".repeat(129)] {
        assert_eq!(ada.open(wrong, &body).await.refusal(), (400, "idempotency_key_invalid"), "{wrong}");
    }
    for right in ["x".repeat(16), "x".repeat(128)] {
        let reply = ada.open(&right, &body).await;
        assert!(matches!(reply.refusal(), (201, "") | (409, "already_requested")), "{}", reply.body);
    }
}

/// The answer to an action was lost. The client tries again with the tag it had, which is old by now.
#[tokio::test]
async fn a_lost_action_is_answered_again() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let case = ada.open(&key(1), &one_click(&ada.order("10482").await, 0, 1)).await;
    let headers = [("idempotency-key", "the-cancel-tap-0001"), ("if-match", &case.etag())];
    let first = ada.act(&case.body, "cancel", &headers).await.must(200);
    let again = ada.act(&case.body, "cancel", &headers).await.must(200);
    assert_eq!(first, again);
    assert_eq!(text(&again, "phase"), "cancelled");
}

#[tokio::test]
async fn a_quote_honours_a_key_without_needing_one() {
    let backend = Backend::start().await;
    let ada = backend.enter("10477", "ada@example.com").await;
    let body = quote_for(&ada.order("10477").await, 0, 1, Some("changed_mind"));
    let unique = key(1);
    let headers = [("idempotency-key", unique.as_str())];
    let first = ada.post("/quotes", &headers, &body).await.must(200);
    assert_eq!(ada.post("/quotes", &headers, &body).await.must(200), first);
    assert_ne!(ada.post("/quotes", &[], &body).await.must(200)["quote_id"], first["quote_id"]);
    let wrong = ada.post("/quotes", &[("idempotency-key", "short")], &body).await;
    assert_eq!(wrong.refusal(), (400, "idempotency_key_invalid"));
}
