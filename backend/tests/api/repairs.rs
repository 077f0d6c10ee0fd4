//! Repairs.

use aftercare_backend::clock::{DAY, HOUR};
use serde_json::{Value, json};

use crate::{
    backend::{Backend, Shopper, key, text},
    desk::{Shop, acts, allowed, happened, now},
};

fn repair(order: &Value, line: usize, mode: &str) -> Value {
    let items = json!([{ "line_item_id": order["lines"][line]["id"], "quantity": 1, "note": "No sound on the left." }]);
    json!({ "type": "repair", "order_id": order["id"], "items": items, "mode": mode })
}

/// Meyer, whose headphones came twenty days ago.
async fn meyer(backend: &Backend) -> Shopper {
    backend.enter("10419", "meyer@example.com").await
}

async fn sent_in(backend: &Backend) -> (Shopper, Value) {
    let meyer = meyer(backend).await;
    let case = meyer.open(&key(1), &repair(&meyer.order("10419").await, 0, "mail_in")).await.must(201);
    (meyer, case)
}

#[tokio::test]
async fn what_is_covered_comes_back_repaired() {
    let backend = Backend::with_sandbox().await;
    let shop = Shop(&backend);
    let (meyer, case) = sent_in(&backend).await;
    assert_eq!((text(&case, "phase"), text(&case, "status")), ("awaiting_customer", "awaiting_item"));
    assert_eq!((&case["repair"]["mode"], text(&case["method"], "code")), (&json!("mail_in"), "drop_off_label"));
    assert!(case["repair"].get("covered").is_none(), "somebody has to look first");
    assert!(!text(&case["repair"], "coverage_label").is_empty() && case["owner"].is_object());
    assert_eq!(allowed(&case), ["confirm_shipped", "cancel"]);
    let sent = acts(&meyer, &case, "confirm_shipped", json!({})).await.must(200);
    assert_eq!(text(&sent, "status"), "in_transit");
    assert!(sent["shipment_id"].is_string());
    assert_eq!(shop.tries(&case, "repair", json!({})).await.0, 409, "nobody has looked at it");
    shop.does(&case, "receive", json!({})).await;
    shop.does(&case, "diagnose", json!({ "covered": true })).await;
    shop.does(&case, "repair", json!({})).await;
    shop.does(&case, "return", json!({})).await;
    let back = now(&meyer, &case).await.body;
    assert_eq!((text(&back, "status"), &back["repair"]["covered"]), ("settled", &json!(true)));
    let steps = ["case_opened", "shipped", "received", "diagnosing", "repairing", "returned", "settled"];
    assert_eq!(happened(&back), steps);
    assert_eq!(back["timeline"][0]["title"], "Repair requested");
    assert_eq!(allowed(&back), ["reopen"]);
}

#[tokio::test]
async fn what_is_not_covered_is_repaired_only_when_the_price_is_paid() {
    let backend = Backend::with_sandbox().await;
    let shop = Shop(&backend);
    let (meyer, case) = sent_in(&backend).await;
    shop.does(&case, "receive", json!({})).await;
    shop.does(&case, "diagnose", json!({ "covered": false })).await;
    assert_eq!(shop.tries(&case, "repair", json!({})).await.0, 409, "nobody pays for it");
    shop.does(&case, "offer", json!({ "resolution": "repair", "amount": -3_900 })).await;
    let offered = now(&meyer, &case).await.body;
    assert!(offered.get("method").is_none(), "it is there, so there is nothing to hand in: {offered:#}");
    let id = json!({ "offer_id": offered["offers"][0]["id"] });
    let accepted = acts(&meyer, &case, "accept_offer", id).await.must(200);
    assert_eq!((text(&accepted, "status"), &accepted["payment"]["amount"]["amount"]), ("payment_due", &json!(3_900)));
    assert_eq!(accepted["next_step"]["due_at"], accepted["payment"]["due_at"]);
    shop.does(&case, "take_payment", json!({})).await;
    let paid = now(&meyer, &case).await.body;
    assert_eq!(text(&paid, "status"), "repairing");
    assert!(paid["payment"]["paid_at"].is_string());
    shop.does(&case, "return", json!({})).await;
}

#[tokio::test]
async fn a_declined_or_unpaid_price_means_it_comes_back_as_it_was() {
    let backend = Backend::with_sandbox().await;
    let shop = Shop(&backend);
    let (before, case) = sent_in(&backend).await;
    shop.does(&case, "receive", json!({})).await;
    shop.does(&case, "diagnose", json!({ "covered": false })).await;
    shop.does(&case, "offer", json!({ "resolution": "repair", "amount": -3_900 })).await;
    let id = json!({ "offer_id": now(&before, &case).await.body["offers"][0]["id"] });
    acts(&before, &case, "accept_offer", id).await.must(200);
    backend.clock.advance(16 * DAY);
    let unpaid = now(&meyer(&backend).await, &case).await.body;
    assert_eq!(text(&unpaid, "status"), "returning_unrepaired");
    shop.does(&case, "return", json!({})).await;
}

#[tokio::test]
async fn what_never_arrives_ends_by_itself() {
    let backend = Backend::start().await;
    let (_, case) = sent_in(&backend).await;
    backend.clock.advance(16 * DAY);
    let over = now(&meyer(&backend).await, &case).await.body;
    assert_eq!((text(&over, "phase"), happened(&over).last().copied()), ("expired", Some("expired")));
}

#[tokio::test]
async fn somebody_comes_when_a_time_is_booked() {
    let backend = Backend::with_sandbox().await;
    let chen = backend.enter("10501", "chen@example.com").await;
    let order = chen.order("10501").await;
    let eligibility = chen.get(&format!("/orders/{}/eligibility", text(&order, "id"))).await.must(200);
    let options = eligibility["lines"][1]["options"].as_array().unwrap();
    assert_eq!(options.iter().find(|option| option["type"] == "repair").unwrap()["eligible_quantity"], 1);
    // The blanket.
    let mut body = repair(&order, 1, "on_site");
    assert_eq!(chen.open(&key(1), &body).await.refusal(), (409, "slot_required"));
    let path = format!("/slots?for=repair&mode=on_site&order_id={}", text(&order, "id"));
    let slots = chen.get(&path).await.must(200);
    let free: Vec<_> = slots["data"].as_array().unwrap().iter().filter(|slot| slot["available"] == true).collect();
    let hold = async |number: usize, slot: &Value| {
        let wish = json!({ "slot_id": slot["id"], "order_id": order["id"] });
        chen.post("/bookings", &[("idempotency-key", &key(number))], &wish).await.must(201)["id"].clone()
    };
    body["booking_id"] = hold(10, free[0]).await;
    let case = chen.open(&key(2), &body).await.must(201);
    assert_eq!((text(&case, "status"), &case["booking"]["slot_id"]), ("appointment_booked", &free[0]["id"]));
    assert_eq!(allowed(&case), ["reschedule", "cancel"]);
    assert_eq!(acts(&chen, &case, "reschedule", json!({})).await.refusal(), (422, "invalid_request"));
    let later = json!({ "booking_id": hold(11, free[1]).await });
    let moved = acts(&chen, &case, "reschedule", later).await.must(200);
    assert_eq!(moved["booking"]["slot_id"], free[1]["id"]);
    acts(&chen, &case, "cancel", json!({})).await.must(200);
    let again = chen.get(&path).await.must(200);
    let available = |slot: &Value| {
        let found = again["data"].as_array().unwrap().iter().find(|other| other["id"] == slot["id"]);
        found.is_some_and(|found| found["available"] == true)
    };
    assert!(available(free[0]) && available(free[1]), "both times are free again");
}

#[tokio::test]
async fn what_is_in_the_way_has_its_code() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let order = ada.order("10482").await;
    let with = |quantity: u32| {
        let mut body = repair(&order, 0, "mail_in");
        body["items"][0]["quantity"] = quantity.into();
        body
    };
    let unsent = backend.enter("10460", "ada@example.com").await;
    let unsent_order = unsent.order("10460").await;
    for (shopper, body, refusal) in [
        (&ada, repair(&order, 1, "mail_in"), (409, "mode_unavailable")),
        (&ada, repair(&order, 0, "on_site"), (409, "mode_unavailable")),
        (&ada, repair(&order, 0, "magic"), (409, "mode_unavailable")),
        (&ada, with(2), (409, "quantity_too_large")),
        (&ada, repair(&order, 0, ""), (422, "invalid_request")),
        (&unsent, repair(&unsent_order, 0, "mail_in"), (409, "not_fulfilled")),
        (&unsent, with(1), (404, "not_found")),
    ] {
        assert_eq!(shopper.open(&key(1), &body).await.refusal(), refusal, "{body}");
    }
    backend.clock.advance(HOUR / 2);
    ada.open(&key(1), &with(1)).await.must(201);
}

#[tokio::test]
async fn a_symptom_asks_for_what_shows_it() {
    let backend = Backend::start().await;
    let meyer = meyer(&backend).await;
    let order = meyer.order("10419").await;
    let line = text(&order["lines"][0], "id");
    let symptoms = meyer.get(&format!("/reasons?type=repair&line_item_id={line}")).await.must(200);
    let codes: Vec<_> = symptoms["data"].as_array().unwrap().iter().map(|symptom| text(symptom, "code")).collect();
    assert_eq!(codes, ["does_not_work", "works_sometimes", "part_broken", "something_else"], "headphones don't leak");
    let with = |code: &str, serial: &str| {
        let mut body = repair(&order, 0, "mail_in");
        body["items"][0]["reason_code"] = code.into();
        body["items"][0]["serial"] = serial.into();
        body
    };
    for (body, code) in [
        (with("leaks", "HP2-0093"), "reason_unknown"),
        (with("does_not_work", " "), "serial_required"),
        (with("works_sometimes", "HP2-0093"), "video_required"),
        (with("part_broken", "HP2-0093"), "photo_required"),
    ] {
        assert_eq!(meyer.open(&key(1), &body).await.refusal(), (409, code));
    }
    let case = meyer.open(&key(1), &with("does_not_work", "HP2-0093")).await.must(201);
    assert_eq!(case["items"][0]["reason_label"], "It doesn't work");
}
