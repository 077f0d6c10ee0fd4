//! `GET /guides` and `GET /guides/{id}`.

use serde_json::json;

use crate::backend::{Backend, text};

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
    let again = ada.send(reqwest::Method::GET, &path, &[("if-none-match", &tag)], None).await;
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
