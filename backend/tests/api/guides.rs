//! `GET /guides` and `GET /guides/{id}`.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    backend::{Backend, key, one_click, text},
    desk::complaint,
};

#[tokio::test]
async fn a_product_has_its_guides_whole_and_in_every_language() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let shoes = ada.get("/guides?product_id=trail_runner").await.must(200);
    assert_eq!(shoes["data"].as_array().unwrap().len(), 1);
    let path = format!("/guides/{}", text(&shoes["data"][0], "id"));
    let reply = ada.get(&path).await;
    let tag = reply.etag();
    let guide = reply.must(200);
    let nodes = guide["nodes"].as_array().unwrap();
    assert!(nodes.iter().any(|node| node["id"] == guide["start"]));
    let repair = nodes.iter().find(|node| node["outcome"]["code"] == "open_case").unwrap();
    assert_eq!(repair["outcome"]["case"]["type"], "repair");
    let again = ada.send(Method::GET, &path, &[("if-none-match", &tag)], None).await;
    assert_eq!(again.status, 304);
    assert_eq!(ada.speaking("zh-TW").get(&path).await.must(200)["title"], "鞋底脫膠");
    assert_eq!(ada.speaking("zh-CN").get(&path).await.must(200)["title"], "鞋底开胶");
}

#[tokio::test]
async fn a_product_without_guides_has_an_empty_page() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    assert_eq!(ada.get("/guides?product_id=gift_card").await.must(200)["data"], json!([]));
    assert_eq!(ada.get("/guides").await.refusal(), (400, "invalid_query"));
    assert_eq!(ada.get("/guides/nothing").await.refusal(), (404, "not_found"));
}

#[tokio::test]
async fn what_a_guide_found_out_is_there_for_whoever_works_on_the_case() {
    let backend = Backend::with_sandbox().await;
    let trace = json!({ "guide_id": "jacket-leaks", "choice_ids": ["yes", "no"] });
    let lin = backend.enter("10495", "lin.yue@example.com").await;
    let order = lin.order("10495").await;
    let meyer = backend.enter("10419", "meyer@example.com").await;
    let headphones = meyer.order("10419").await;
    let items = json!([{ "line_item_id": headphones["lines"][0]["id"], "quantity": 1, "note": "No sound." }]);
    let repair = json!({ "type": "repair", "order_id": headphones["id"], "items": items, "mode": "mail_in" });
    let ada = backend.enter("10482", "ada@example.com").await;
    let return_ = one_click(&ada.order("10482").await, 0, 1);
    for (number, (shopper, mut body)) in
        [(&lin, complaint(&order, "defect")), (&meyer, repair), (&ada, return_)].into_iter().enumerate()
    {
        body["guide"] = json!({ "guide_id": "../", "choice_ids": [] });
        assert_eq!(shopper.open(&key(number), &body).await.refusal(), (422, "invalid_request"), "{body}");
        body["guide"] = trace.clone();
        let case = shopper.open(&key(10 + number), &body).await.must(201);
        let path = format!("/cases/{}/tried", text(&case, "id"));
        assert_eq!(backend.sandbox(Method::GET, &path, None).await, (200, trace.clone()), "{body}");
    }
    let case = lin.open(&key(20), &complaint(&order, "something_else")).await.must(201);
    let path = format!("/cases/{}/tried", text(&case, "id"));
    assert_eq!(backend.sandbox(Method::GET, &path, None).await, (200, Value::Null));
}
