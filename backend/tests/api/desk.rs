//! Both sides of a case people talk about: a shopper who complains, and the shop, acting through the sandbox.

use reqwest::Method;
use serde_json::{Value, json};

use crate::backend::{Backend, Reply, Shopper, key, text};

/// The shop's side of a backend with a sandbox.
pub struct Shop<'a>(pub &'a Backend);

impl Shop<'_> {
    /// Does a step with a case and returns the status and the body.
    pub async fn tries(&self, case: &Value, step: &str, body: Value) -> (u16, Value) {
        self.0.sandbox(Method::POST, &format!("/cases/{}/{step}", text(case, "id")), Some(&body)).await
    }

    /// Does a step that must work.
    pub async fn does(&self, case: &Value, step: &str, body: Value) -> Value {
        self.0.shop_does(&format!("/cases/{}/{step}", text(case, "id")), body).await
    }
}

/// The body of a complaint about an order as a whole.
pub fn complaint(order: &Value, reason: &str) -> Value {
    json!({
        "type": "complaint",
        "order_id": order["id"],
        "reason_code": reason,
        "text": "The zip came off on the first day.",
        "wished_resolution": "partial_refund",
    })
}

/// Lin, and the complaint she has opened about what she got.
pub async fn complained(backend: &Backend) -> (Shopper, Value) {
    let lin = backend.enter("10495", "lin.yue@example.com").await;
    let case = lin.open(&key(1), &complaint(&lin.order("10495").await, "defect")).await.must(201);
    (lin, case)
}

/// Lin once more, as sessions end while time goes by.
pub async fn lin(backend: &Backend) -> Shopper {
    backend.enter("10495", "lin.yue@example.com").await
}

/// The case as it is now.
pub async fn now(shopper: &Shopper, case: &Value) -> Reply {
    let reply = shopper.get(&format!("/cases/{}", text(case, "id"))).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply
}

/// Does something with the case as it is now.
pub async fn acts(shopper: &Shopper, case: &Value, action: &str, body: Value) -> Reply {
    let tag = now(shopper, case).await.etag();
    let path = format!("/cases/{}/actions/{action}", text(case, "id"));
    shopper.post(&path, &[("if-match", &tag)], &body).await
}

/// The actions the case allows.
pub fn allowed(case: &Value) -> Vec<&str> {
    case["allowed_actions"].as_array().unwrap().iter().map(|allowed| text(allowed, "action")).collect()
}

/// What has happened, by code.
pub fn happened(case: &Value) -> Vec<&str> {
    case["timeline"].as_array().unwrap().iter().map(|entry| text(entry, "code")).collect()
}

/// The clock with this code.
pub fn clock<'a>(case: &'a Value, code: &str) -> &'a Value {
    let clocks = case["clocks"].as_array().unwrap();
    clocks.iter().rfind(|clock| clock["code"] == code).unwrap_or_else(|| panic!("no {code} in {case}"))
}
