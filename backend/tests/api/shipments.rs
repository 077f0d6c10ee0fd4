//! `GET /shipments/{shipment_id}`.

use aftercare_backend::clock::DAY;
use reqwest::Method;
use serde_json::{Value, json};

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

async fn lenas(backend: &Backend, number: &str) -> Value {
    parcel(backend, number, "vega@example.com", 0).await
}

fn codes(parcel: &Value) -> Vec<&str> {
    parcel["alerts"].as_array().unwrap().iter().map(|alert| text(alert, "code")).collect()
}

#[tokio::test]
async fn each_trouble_says_what_to_do() {
    let backend = Backend::start().await;
    for (number, alerts, reason) in [
        ("10580", &["late"][..], Some("late_parcel")),
        ("10581", &["stalled"], Some("parcel_lost")),
        ("10582", &["address"], None),
        ("10583", &["returned_to_sender"], Some("parcel_lost")),
        ("10585", &[], None),
    ] {
        let parcel = lenas(&backend, number).await;
        assert_eq!(codes(&parcel), alerts, "{number}: {parcel}");
        for alert in parcel["alerts"].as_array().unwrap() {
            assert!(!text(alert, "title").is_empty() && !text(alert, "detail").is_empty());
            let action = &alert["actions"][0];
            assert!(!text(action, "label").is_empty());
            assert_eq!(action["reason_code"].as_str(), reason);
            assert_ne!(action["case_type"].is_string(), action["url"].is_string(), "exactly one way");
        }
    }
    let lost = lenas(&backend, "10582").await;
    assert_eq!(
        (&lost["substatus"], &lost["substatus_label"]),
        (&json!("address_problem"), &json!("Address not found"))
    );
    assert!(lost["alerts"][0]["due_at"].is_string());
}

/// What an alert leads to is on offer there.
#[tokio::test]
async fn an_alerts_complaint_can_be_filed() {
    let backend = Backend::start().await;
    let lena = backend.enter("10581", "vega@example.com").await;
    let order = lena.order("10581").await;
    let parcel = lena.get(&format!("/shipments/{}", text(&order["shipments"][0], "id"))).await.must(200);
    let action = &parcel["alerts"][0]["actions"][0];
    let body = json!({ "type": action["case_type"], "reason_code": action["reason_code"], "order_id": order["id"],
        "items": [], "text": "Nothing has moved for days." });
    lena.open(&crate::backend::key(1), &body).await.must(201);
}

#[tokio::test]
async fn a_moved_window_keeps_the_one_before() {
    let backend = Backend::start().await;
    let parcel = lenas(&backend, "10580").await;
    let history = parcel["expected_history"].as_array().unwrap();
    assert_eq!(history.len(), 1);
    assert!(text(&history[0]["previous"], "to") < text(&parcel["expected"], "from"));
    assert_eq!(history[0]["reason_label"], "More parcels than usual.");
}

#[tokio::test]
async fn a_long_way_has_stages() {
    let backend = Backend::start().await;
    let parcel = lenas(&backend, "10585").await;
    let stages: Vec<_> =
        parcel["legs"].as_array().unwrap().iter().map(|leg| (text(leg, "mode"), text(leg, "status"))).collect();
    assert_eq!(stages, [("road", "done"), ("air", "done"), ("customs", "done"), ("last_mile", "current")]);
    let delivered = lenas(&backend, "10584").await;
    assert!(delivered["legs"].as_array().unwrap().iter().all(|leg| leg["status"] == "done"));
    assert_eq!(lenas(&backend, "10583").await["legs"], json!([]), "an ordinary way has none");
}

#[tokio::test]
async fn the_carriers_words_have_plain_ones_beside_them() {
    let backend = Backend::start().await;
    let lena = backend.enter("10585", "vega@example.com").await;
    let order = lena.order("10585").await;
    let path = format!("/shipments/{}", text(&order["shipments"][0], "id"));
    for (language, message, label) in
        [("en", "Left by air", "It is in the air"), ("zh-CN", "航班已起飞", "正在空运途中")]
    {
        let parcel = lena.speaking(language).get(&path).await.must(200);
        let flown = parcel["checkpoints"].as_array().unwrap().iter().find(|checkpoint| checkpoint["label"] == label);
        let flown = flown.unwrap_or_else(|| panic!("{language}: {parcel}"));
        assert_eq!(flown["message"], message);
    }
}

/// Nobody scans anything: time alone makes it late, and a poll must show that.
#[tokio::test]
async fn a_parcel_becomes_late_by_itself() {
    let backend = Backend::start().await;
    let lena = backend.enter("10585", "vega@example.com").await;
    let order = lena.order("10585").await;
    let path = format!("/shipments/{}", text(&order["shipments"][0], "id"));
    let before = lena.get(&path).await;
    assert_eq!(codes(&before.body), [""; 0]);
    backend.clock.advance(5 * DAY);
    let lena = backend.enter("10585", "vega@example.com").await;
    let after = lena.send(Method::GET, &path, &[("if-none-match", &before.etag())], None).await;
    assert_eq!(after.status, 200, "the tag has changed");
    assert_eq!(codes(&after.body), ["stalled", "late"]);
}

#[tokio::test]
async fn somebody_elses_parcel_is_not_there() {
    let backend = Backend::start().await;
    let lena = backend.enter("10585", "vega@example.com").await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let id = lena.order("10585").await["shipments"][0]["id"].as_str().unwrap().to_owned();
    for path in [format!("/shipments/{id}"), format!("/shipments/{id}/events"), "/shipments/shp_none/events".into()] {
        assert_eq!(ada.get(&path).await.refusal(), (404, "not_found"));
        assert_eq!(backend.guest().get(&path).await.status, 401);
    }
}
