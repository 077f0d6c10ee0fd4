#![allow(clippy::unwrap_used)]

use std::sync::atomic::{AtomicU32, Ordering};

use axum::{Router, routing::post};
use serde_json::{Value, json};

use super::*;

/// A backend that counts what reaches it.
async fn backend() -> (String, Arc<AtomicU32>) {
    let reached = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&reached);
    let app = Router::new().route(
        "/api/v1/cases",
        post(move || async move {
            counter.fetch_add(1, Ordering::SeqCst);
            r#"{"title":"kept"}"#
        }),
    );
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (origin, reached)
}

async fn proxied() -> (FaultProxy, Arc<AtomicU32>) {
    let (origin, reached) = backend().await;
    let proxy = FaultProxy::start().await.unwrap();
    proxy.lead_to(&origin);
    (proxy, reached)
}

async fn send(proxy: &FaultProxy) -> reqwest::Result<reqwest::Response> {
    crate::http::client()
        .post(format!("{}/cases", proxy.api()))
        .header("Idempotency-Key", "k-1")
        .header("Origin", "http://shop.test")
        .send()
        .await
}

#[tokio::test]
async fn passes_what_no_rule_names_and_counts_it() {
    let (proxy, reached) = proxied().await;
    proxy.always("GET /cases", Fault::Down);
    let answer: Value = send(&proxy).await.unwrap().json().await.unwrap();
    assert_eq!(answer, json!({"title": "kept"}));
    assert_eq!((proxy.count("POST /cases"), reached.load(Ordering::SeqCst)), (1, 1));
    assert_eq!(proxy.seen().first().and_then(|seen| seen.idempotency_key.clone()), Some("k-1".into()));
}

#[tokio::test]
async fn down_reaches_nobody_until_lifted() {
    let (proxy, reached) = proxied().await;
    proxy.always("*", Fault::Down);
    assert!(send(&proxy).await.is_err());
    assert_eq!(reached.load(Ordering::SeqCst), 0);
    proxy.lift();
    assert!(send(&proxy).await.is_ok());
}

#[tokio::test]
async fn a_lost_response_has_its_effect_once() {
    let (proxy, reached) = proxied().await;
    proxy.once("POST /cases", Fault::LoseResponse);
    assert!(send(&proxy).await.is_err());
    assert_eq!(reached.load(Ordering::SeqCst), 1);
    assert!(send(&proxy).await.is_ok());
}

#[tokio::test]
async fn busy_says_when_to_come_back_and_may_be_read_by_the_page() {
    let (proxy, reached) = proxied().await;
    proxy.once("POST /cases", Fault::Busy { retry_after: 3 });
    let answer = send(&proxy).await.unwrap();
    assert_eq!(answer.status(), 503);
    assert_eq!(answer.headers()["retry-after"], "3");
    assert_eq!(answer.headers()["access-control-allow-origin"], "http://shop.test");
    assert!(answer.headers()["access-control-expose-headers"].to_str().unwrap().contains("Retry-After"));
    assert_eq!(reached.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_held_request_passes_when_the_gate_opens() {
    let (proxy, reached) = proxied().await;
    let gate = Gate::default();
    proxy.once("POST /cases", Fault::Hold(gate.clone()));
    let held = send(&proxy);
    let opened = async {
        while proxy.count("POST /cases") == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(reached.load(Ordering::SeqCst), 0);
        gate.open();
    };
    let (answer, ()) = tokio::join!(held, opened);
    assert!(answer.is_ok());
    assert_eq!(reached.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn answers_can_be_changed_or_spoilt() {
    let (proxy, _) = proxied().await;
    proxy.once("POST /cases", Fault::rewrite(|body| body["title"] = json!("changed")));
    assert_eq!(send(&proxy).await.unwrap().json::<Value>().await.unwrap()["title"], "changed");
    proxy.once("POST /cases", Fault::Garble("{\"title\":"));
    assert!(send(&proxy).await.unwrap().json::<Value>().await.is_err());
}

#[test]
fn a_star_stands_for_one_segment() {
    assert!(matches("GET /orders/*", &Method::GET, "/orders/o_1"));
    assert!(!matches("GET /orders/*", &Method::GET, "/orders"));
    assert!(!matches("GET /orders/*", &Method::GET, "/orders/o_1/eligibility"));
    assert!(!matches("GET /orders/*", &Method::POST, "/orders/o_1"));
    assert!(matches("*", &Method::POST, "/anything"));
}
