//! `GET /capabilities`.

use reqwest::Method;

use crate::backend::Backend;

#[tokio::test]
async fn anyone_may_read_and_keep_them() {
    let backend = Backend::start().await;
    let reply = backend.guest().get("/capabilities").await;
    assert_eq!(reply.header("cache-control"), "public, max-age=300");
    let tag = reply.etag();
    let body = reply.must(200);
    assert_eq!(body["capabilities"]["returns"]["one_click"], true);
    assert_eq!(body["auth"]["order_lookup"]["proofs"].as_array().unwrap().len(), 3);

    let again = backend.guest().send(Method::GET, "/capabilities", &[("if-none-match", &tag)], None).await;
    assert_eq!((again.status, again.etag()), (304, tag));
}

#[tokio::test]
async fn another_language_is_another_representation() {
    let backend = Backend::start().await;
    let english = backend.guest().get("/capabilities").await;
    let shopper = backend.guest().speaking("zh-TW");
    let chinese = shopper.send(Method::GET, "/capabilities", &[("if-none-match", &english.etag())], None).await;
    assert_eq!(chinese.header("content-language"), "zh-Hant");
    assert!(chinese.headers.get_all("vary").iter().any(|value| value == "accept-language"));
    assert_eq!(chinese.must(200)["shop"]["name"], "原野 · 戶外與家居");
}

#[tokio::test]
async fn what_the_shop_supports_is_announced_with_its_opening_hours() {
    let backend = Backend::start().await;
    let body = backend.guest().get("/capabilities").await.must(200);
    let announced = body["capabilities"].as_object().unwrap();
    for name in ["guides", "articles", "reviews", "surveys"] {
        assert!(announced.contains_key(name), "{name}");
    }
    assert_eq!(body["capabilities"]["reviews"]["dimensions"].as_array().unwrap().len(), 6);
    let phone = body["contact"].as_array().unwrap().iter().find(|way| way["channel"] == "phone").unwrap();
    assert_eq!(phone["hours"]["time_zone"], "Asia/Shanghai");
    assert_eq!(phone["hours"]["periods"].as_array().unwrap().len(), 5, "not at the weekend");
    assert!(phone["expected_wait"].as_u64().unwrap() > 0);
    assert!(body["auth"]["link"].is_object());
}
