//! The other side of the counter.

use aftercare_backend::sandbox::BASE;
use reqwest::Method;
use serde_json::{Value, json};

use crate::backend::{Backend, Shopper, text};

impl Backend {
    /// A backend whose shop, carrier and time can be acted for.
    pub async fn with_sandbox() -> Self {
        Self::start_with(|config, _| config.sandbox = true).await
    }

    /// Acts for the other side. The status and the body, null when there is none.
    pub async fn sandbox(&self, method: Method, path: &str, body: Option<&Value>) -> (u16, Value) {
        let request = reqwest::Client::new().request(method, format!("{}{BASE}{path}", self.origin));
        let request = match body {
            Some(body) => request.header("content-type", "application/json").body(body.to_string()),
            None => request,
        };
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let said = response.text().await.unwrap();
        (status, if said.is_empty() { Value::Null } else { serde_json::from_str(&said).unwrap() })
    }

    /// Acts for the other side, which must do.
    pub async fn shop_does(&self, path: &str, body: Value) -> Value {
        let (status, answer) = self.sandbox(Method::POST, path, Some(&body)).await;
        assert!(matches!(status, 200 | 201 | 204), "{path}: {status} {answer}");
        answer
    }

    /// A customer of the sample shop (`ada`), signed in on the shop's page.
    pub async fn sign_in(&self, name: &str) -> Shopper {
        let token = self.shop_does("/merchant_tokens", json!({ "customer_id": format!("cus_{name}") })).await;
        let body = json!({ "merchant_token": { "jwt": token["jwt"] } });
        let session = self.guest().post("/sessions", &[], &body).await.must(200);
        self.guest().with_token(text(&session, "access_token"))
    }

    /// Whoever follows a link.
    pub async fn follow(&self, wanted: Value) -> Shopper {
        let link = self.shop_does("/links", wanted).await;
        let session =
            self.guest().post("/sessions", &[], &json!({ "link": { "token": link["token"] } })).await.must(200);
        self.guest().with_token(text(&session, "access_token"))
    }
}

#[tokio::test]
async fn without_the_option_there_is_no_other_side() {
    let backend = Backend::start().await;
    for path in ["/links", "/merchant_tokens", "/outbox", "/orders", "/cases/case_1/approve"] {
        let (status, body) = backend.sandbox(Method::POST, path, Some(&json!({}))).await;
        assert_eq!((status, body), (404, Value::Null), "{path}");
    }
}

#[tokio::test]
async fn a_customer_can_have_bought_a_great_deal() {
    let backend = Backend::with_sandbox().await;
    let wanted = json!({ "customer_id": "cus_ada", "count": 30, "parcels": 12 });
    let numbers = backend.shop_does("/orders", wanted).await["numbers"].clone();
    let ada = backend.sign_in("ada").await;
    let page = ada.get("/orders?limit=100").await.must(200);
    let listed = |number: &Value| page["data"].as_array().unwrap().iter().find(|order| order["number"] == *number);
    assert!(numbers.as_array().unwrap().iter().all(|number| listed(number).is_some()), "{numbers}");
    let newest = ada.get(&format!("/orders/{}", text(listed(&numbers[0]).unwrap(), "id"))).await.must(200);
    assert_eq!(newest["shipments"].as_array().unwrap().len(), 12);
    for wrong in [json!({ "customer_id": "cus_nobody" }), json!({ "customer_id": "cus_ada", "count": 0 })] {
        let (status, _) = backend.sandbox(Method::POST, "/orders", Some(&wrong)).await;
        assert!(matches!(status, 404 | 422), "{wrong}: {status}");
    }
}
