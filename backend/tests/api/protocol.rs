//! What holds for every operation.

use reqwest::Method;
use serde_json::json;

use crate::backend::{Backend, key};

#[tokio::test]
async fn unknown_routes_and_methods_are_problems() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    for path in ["", "/", "/nothing", "/orders/a/b/c", "/orders/%FF", "/orders/..%2F..%2Fcapabilities"] {
        let reply = ada.get(path).await;
        assert_eq!(reply.refusal(), (404, "not_found"), "{path}");
        assert_eq!(reply.header("content-type"), "application/problem+json");
    }
    let reply = ada.send(Method::DELETE, "/orders", &[], None).await;
    assert_eq!(reply.refusal(), (405, "method_not_allowed"));
    assert!(reply.header("allow").contains("GET"), "{:?}", reply.headers);
}

#[tokio::test]
async fn what_is_not_json_is_refused() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let unique = key(1);
    for path in ["/sessions", "/quotes", "/cases"] {
        let send = async |kind: &str, body: &str| {
            let headers = [("content-type", kind), ("idempotency-key", unique.as_str())];
            ada.send(Method::POST, path, &headers, Some(body.to_owned())).await
        };
        for body in ["", "{", "{\"a\":1,}", "\u{feff}{}", "NaN"] {
            assert_eq!(send("application/json", body).await.refusal(), (400, "malformed_json"), "{path} {body}");
        }
        assert_eq!(send("text/plain", "{}").await.refusal(), (400, "malformed_body"), "{path}");
        assert_eq!(send("application/json; charset=utf-8", "[1]").await.refusal(), (422, "invalid_request"), "{path}");
        let deep = "[".repeat(30_000);
        assert_eq!(send("application/json", &deep).await.refusal(), (400, "malformed_json"), "{path}");
    }
}

#[tokio::test]
async fn a_body_over_64_kib_is_too_large() {
    let backend = Backend::start().await;
    let guest = backend.guest();
    let body = |bytes: usize| json!({ "filler": "x".repeat(bytes - 13) });
    assert_eq!(body(65_536).to_string().len(), 65_536);
    assert_eq!(guest.post("/sessions", &[], &body(65_536)).await.status, 422);
    assert_eq!(guest.post("/sessions", &[], &body(65_537)).await.refusal(), (413, "payload_too_large"));
}

#[tokio::test]
async fn nothing_a_client_sends_ends_up_in_the_request_id() {
    let backend = Backend::start().await;
    let reply = backend.guest().send(Method::GET, "/capabilities", &[("request-id", "mine")], None).await;
    assert_ne!(reply.header("request-id"), "mine");
    assert_eq!(reply.header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn problems_speak_the_shoppers_language() {
    let backend = Backend::start().await;
    let detail = async |language: &str| {
        let reply = backend.guest().speaking(language).get("/orders").await;
        reply.body["detail"].as_str().unwrap().to_owned()
    };
    assert_eq!(detail("zh-TW,zh;q=0.8,en;q=0.5").await, "請先查詢您的訂單。");
    assert_eq!(detail("zh-CN").await, "请先查询您的订单。");
    assert_eq!(detail("fr").await, "Please look up your order to continue.");
}
