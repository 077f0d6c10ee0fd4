//! `GET /shipments/{shipment_id}`.

use reqwest::Method;
use serde_json::Value;

use crate::backend::{Backend, text};

async fn parcel(backend: &Backend, number: &str, email: &str, place: usize) -> Value {
    let shopper = backend.enter(number, email).await;
    let order = shopper.order(number).await;
    shopper.get(&format!("/shipments/{}", text(&order["shipments"][place], "id"))).await.must(200)
}

#[tokio::test]
async fn a_parcel_tells_its_way_newest_first() {
    let backend = Backend::start().await;
    let parcel = parcel(&backend, "10482", "ada@example.com", 0).await;
    assert_eq!(parcel["tracking_status"], "delivered");
    let checkpoints = parcel["checkpoints"].as_array().unwrap();
    assert_eq!(checkpoints[0]["message"], "Left with the front desk");
    assert_eq!(checkpoints[0]["at"], parcel["delivered_at"]);
    assert!(checkpoints.windows(2).all(|pair| text(&pair[0], "at") >= text(&pair[1], "at")));
}

#[tokio::test]
async fn what_is_under_way_has_a_day_and_no_future_checkpoints() {
    let backend = Backend::start().await;
    for (number, email, statuses) in [
        ("10458", "meyer@example.com", &["exception"][..]),
        ("10492", "zhang.min@example.com", &["attempt_fail", "in_transit", "out_for_delivery"]),
        ("10493", "wang.lei@example.com", &["available_for_pickup", "in_transit"]),
    ] {
        let parcel = parcel(&backend, number, email, 0).await;
        assert!(statuses.contains(&text(&parcel, "tracking_status")), "{number}: {parcel}");
        assert!(text(&parcel["expected"], "from") < text(&parcel["expected"], "to"));
        assert!(parcel.get("delivered_at").is_none());
    }
}

#[tokio::test]
async fn polling_is_cheap() {
    let backend = Backend::start().await;
    let lin = backend.enter("10490", "lin.yue@example.com").await;
    let order = lin.order("10490").await;
    let path = format!("/shipments/{}", text(&order["shipments"][0], "id"));
    let first = lin.get(&path).await;
    let again = lin.send(Method::GET, &path, &[("if-none-match", &first.etag())], None).await;
    assert_eq!((again.status, again.etag()), (304, first.etag()));
}
