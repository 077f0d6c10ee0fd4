//! Parcels as the sandbox's carrier moves them.

use std::time::Duration;

use reqwest::{Client, Method};
use serde_json::{Value, json};

use crate::backend::{Backend, Shopper, key, one_click, text};

/// Lena, whose parcel is on its way from Shanghai.
async fn lena(backend: &Backend) -> (Shopper, String) {
    let lena = backend.enter("10585", "vega@example.com").await;
    let id = text(&lena.order("10585").await["shipments"][0], "id").to_owned();
    (lena, id)
}

async fn read(shopper: &Shopper, id: &str) -> Value {
    shopper.get(&format!("/shipments/{id}")).await.must(200)
}

async fn moved(backend: &Backend, id: &str, step: &str, body: Value) -> Value {
    backend.shop_does(&format!("/shipments/{id}/{step}"), body).await
}

#[tokio::test]
async fn a_parcel_is_moved_step_by_step() {
    let backend = Backend::with_sandbox().await;
    let (lena, id) = lena(&backend).await;
    let before = read(&lena, &id).await;
    moved(&backend, &id, "scan", json!({ "place": "berlin", "words": "Sendung in Zustellbasis 07" })).await;
    let scanned = read(&lena, &id).await;
    let newest = &scanned["checkpoints"][0];
    assert_eq!(newest["message"], "Sendung in Zustellbasis 07");
    assert_eq!(
        (&newest["label"], &newest["location_label"]),
        (&json!("It reached a stop on its way"), &json!("Berlin"))
    );

    moved(&backend, &id, "scan", json!({ "times": 40 })).await;
    let often = read(&lena, &id).await["checkpoints"].as_array().unwrap().len();
    assert_eq!(often, scanned["checkpoints"].as_array().unwrap().len() + 40);

    moved(&backend, &id, "delay", json!({ "days": 2, "reason": "weather" })).await;
    let delayed = read(&lena, &id).await;
    assert_eq!(delayed["expected_history"][0]["previous"], before["expected"]);
    assert!(text(&delayed["expected"], "from") > text(&before["expected"], "from"));

    for (step, status, alert) in [
        ("stall", "in_transit", "stalled"),
        ("customs", "exception", "customs"),
        ("address", "exception", "address"),
        ("attempt_fail", "attempt_fail", "attempt_failed"),
        ("pickup_ready", "available_for_pickup", "ready_for_pickup"),
        ("return_to_sender", "exception", "returned_to_sender"),
    ] {
        moved(&backend, &id, step, json!({})).await;
        let parcel = read(&lena, &id).await;
        assert_eq!((text(&parcel, "tracking_status"), text(&parcel["alerts"][0], "code")), (status, alert));
        assert_eq!(parcel["alerts"].as_array().unwrap().len(), 1, "{parcel}");
    }
    let delivered = moved(&backend, &id, "deliver", json!({})).await;
    assert_eq!(delivered, json!({ "id": id, "tracking_status": "delivered", "substatus": null }));
    let parcel = read(&lena, &id).await;
    assert_eq!(parcel["alerts"], json!([]));
    assert_eq!(parcel["checkpoints"][0]["at"], parcel["delivered_at"]);
    let order = lena.order("10585").await;
    assert_eq!((text(&order, "status"), &order["lines"][0]["quantity"]["fulfilled"]), ("delivered", &json!(1)));
}

#[tokio::test]
async fn an_order_says_what_its_parcel_waits_for() {
    let backend = Backend::with_sandbox().await;
    let (lena, id) = lena(&backend).await;
    let step = async || {
        let orders = lena.get("/orders").await.must(200);
        let orders = orders["data"].as_array().unwrap();
        orders.iter().find(|order| order["number"] == "10585").unwrap()["next_step"].clone()
    };
    assert_eq!(step().await, Value::Null, "it is on its way");
    for (does, title) in [
        ("attempt_fail", "Arrange when it is delivered"),
        ("address", "Give us the right address"),
        ("pickup_ready", "Collect your parcel"),
    ] {
        moved(&backend, &id, does, json!({})).await;
        let wanted = step().await;
        assert_eq!((text(&wanted, "title"), text(&wanted, "shipment_id")), (title, id.as_str()));
        let alert = &read(&lena, &id).await["alerts"][0];
        assert_eq!((&wanted["code"], &wanted["due_at"]), (&alert["code"], &alert["due_at"]));
    }
    moved(&backend, &id, "deliver", json!({})).await;
    assert_eq!(step().await, Value::Null, "it has come");
}

#[tokio::test]
async fn what_the_carrier_can_not_do() {
    let backend = Backend::with_sandbox().await;
    let (_, id) = lena(&backend).await;
    let tries = async |path: String, body: Value| backend.sandbox(Method::POST, &path, Some(&body)).await;
    assert_eq!(tries(format!("/shipments/{id}/teleport"), json!({})).await.0, 404);
    assert_eq!(tries("/shipments/shp_none/scan".into(), json!({})).await.0, 404);
    assert_eq!(tries(format!("/shipments/{id}/delay"), json!({ "days": -1 })).await.0, 422);
    assert_eq!(tries(format!("/shipments/{id}/scan"), json!({ "tracking_status": "teleported" })).await.0, 422);
    assert_eq!(tries(format!("/shipments/{id}/scan"), json!({ "message": 7 })).await.0, 422);
    moved(&backend, &id, "deliver", json!({})).await;
    for step in ["scan", "delay", "deliver"] {
        assert_eq!(tries(format!("/shipments/{id}/{step}"), json!({})).await.0, 409, "it stays delivered");
    }
}

#[tokio::test]
async fn a_return_that_arrives_moves_its_case() {
    let backend = Backend::with_sandbox().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let opened = ada.open(&key(1), &one_click(&ada.order("10482").await, 0, 1)).await;
    let sent = ada.act(&opened.body, "confirm_shipped", &[("if-match", &opened.etag())]).await.must(200);
    let id = text(&sent, "shipment_id");
    moved(&backend, id, "scan", json!({ "message": "picked_up" })).await;
    moved(&backend, id, "deliver", json!({})).await;
    let case = ada.get(&format!("/cases/{}", text(&sent, "id"))).await.must(200);
    assert_eq!((text(&case, "phase"), text(&case, "status")), ("resolved", "refunded"));
    assert!(case["refund"]["paid_at"].is_string());
}

/// A parcel that went round the world, and one order in thirty parcels.
#[tokio::test]
async fn a_thousand_scans_and_thirty_parcels_are_read_whole() {
    use aftercare_backend::store::{
        Location, Store,
        shipments::{self, CheckpointRecord, ShipmentRecord},
    };
    let backend = Backend::start().await;
    let (lena, id) = lena(&backend).await;
    let order = lena.order("10585").await;
    let store = Store::open(&Location::parse(&backend.config.database)).await.unwrap();
    let mut writing = store.write().await.unwrap();
    let scan = |number: i64| CheckpointRecord {
        at: backend.clock.now() + number,
        tracking_status: "in_transit".into(),
        message: "arrived".into(),
        ..CheckpointRecord::default()
    };
    let scans: Vec<_> = (0..1_000).map(scan).collect();
    let mut record = ShipmentRecord {
        id: "shp_round_the_world".into(),
        order_id: text(&order, "id").into(),
        direction: "outbound".into(),
        tracking_status: "in_transit".into(),
        carrier: "dhl".into(),
        ..ShipmentRecord::default()
    };
    shipments::insert(&mut writing, &record, &[], &scans).await.unwrap();
    for number in 1..29 {
        record.id = format!("shp_{number}");
        shipments::insert(&mut writing, &record, &[], &[]).await.unwrap();
    }
    writing.commit().await.unwrap();
    store.close().await;
    assert_eq!(read(&lena, "shp_round_the_world").await["checkpoints"].as_array().unwrap().len(), 1_000);
    let parcels = lena.order("10585").await["shipments"].as_array().unwrap().clone();
    assert_eq!(parcels.len(), 30);
    assert!(parcels.iter().any(|parcel| text(parcel, "id") == id));
}

/// For how long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(20);

#[tokio::test]
async fn a_watched_parcel_is_shown_again_when_it_moves() {
    let backend = Backend::with_sandbox().await;
    let (lena, id) = lena(&backend).await;
    let url = format!("{}/api/v1/shipments/{id}/events", backend.origin);
    let request = Client::new().get(url).bearer_auth(lena.token.as_deref().unwrap());
    let mut stream = request.send().await.unwrap();
    assert_eq!(
        (stream.status().as_u16(), &stream.headers()["content-type"]),
        (200, &"text/event-stream".parse().unwrap())
    );
    let mut heard = String::new();
    let mut hear = async |wanted: &str| {
        while !heard.contains(wanted) {
            let chunk = tokio::time::timeout(PATIENCE, stream.chunk()).await.expect("an event").unwrap();
            heard.push_str(&String::from_utf8_lossy(&chunk.expect("more")));
        }
    };
    hear(&lena.get(&format!("/shipments/{id}")).await.etag()).await;
    moved(&backend, &id, "attempt_fail", json!({})).await;
    hear("\"tracking_status\":\"attempt_fail\"").await;
    hear(&lena.get(&format!("/shipments/{id}")).await.etag()).await;
    assert_eq!(heard.matches("event: shipment").count(), 2, "{heard}");
}

#[tokio::test]
async fn the_clock_goes_forward_only() {
    let backend = Backend::with_sandbox().await;
    let tell = async || backend.sandbox(Method::GET, "/clock", None).await.1["now"].as_str().unwrap().to_owned();
    let before = tell().await;
    let set = |body: Value| {
        let backend = &backend;
        async move { backend.sandbox(Method::POST, "/clock", Some(&body)).await }
    };
    let (status, body) = set(json!({ "advance_seconds": 86_400 })).await;
    assert_eq!(status, 200);
    assert!(text(&body, "now")[..10] > before[..10], "{before} → {body}");
    assert_eq!(set(json!({ "set_to": "2099-01-01T00:00:00+08:00" })).await.0, 200);
    assert!(tell().await.starts_with("2099-01-01T00:0"));
    for body in [
        json!({ "advance_seconds": -1 }),
        json!({ "set_to": before }),
        json!({ "set_to": "yesterday" }),
        json!({}),
        json!({ "advance_seconds": 1, "set_to": "2099-01-01T00:00:00+08:00" }),
        json!({ "advance_seconds": i64::MAX }),
    ] {
        assert_eq!(set(body.clone()).await.0, 422, "{body}");
    }
    let plain = Backend::start().await;
    assert_eq!(plain.sandbox(Method::POST, "/clock", Some(&json!({ "advance_seconds": 1 }))).await.0, 404);
    assert_eq!(plain.sandbox(Method::POST, "/shipments/shp_1/scan", Some(&json!({}))).await.0, 404);
}
