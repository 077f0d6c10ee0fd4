//! `GET /reasons`.

use crate::backend::{Backend, text};

#[tokio::test]
async fn reasons_fit_the_product() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let order = ada.order("10482").await;
    let line = text(&order["lines"][0], "id");
    let reasons = ada.get(&format!("/reasons?type=return&line_item_id={line}")).await.must(200);
    let fit = reasons["data"].as_array().unwrap().iter().find(|reason| reason["code"] == "fit").unwrap();
    assert_eq!(fit["children"][0]["label"], "Too small");
    assert_eq!(fit["children"][0]["resolutions"][0], "refund");
    let other = reasons["data"].as_array().unwrap().last().unwrap();
    assert_eq!(other["requires"][0], "note");

    let ada = backend.enter("10477", "ada@example.com").await;
    let cups = ada.order("10477").await;
    let line = text(&cups["lines"][0], "id");
    let reasons = ada.get(&format!("/reasons?type=return&line_item_id={line}")).await.must(200);
    assert!(reasons["data"].as_array().unwrap().iter().all(|reason| reason["code"] != "fit"));
    let unknown = ada.get(&format!("/reasons?type=com.acme.swap&line_item_id={line}")).await.must(200);
    assert!(unknown["data"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn a_query_without_its_parts_is_refused() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    assert_eq!(ada.get("/reasons").await.refusal(), (400, "invalid_query"));
    assert_eq!(ada.get("/reasons?type=return").await.refusal(), (400, "invalid_query"));
}
