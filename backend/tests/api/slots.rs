//! `GET /slots`, `POST /bookings` and `DELETE /bookings/{booking_id}`.

use std::collections::BTreeMap;

use aftercare_backend::clock::{DAY, MINUTE};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::backend::{Backend, Reply, Shopper, key, text};

async fn slots(shopper: &Shopper, order: &Value, rest: &str) -> Vec<Value> {
    let page = shopper.get(&format!("/slots?order_id={}&limit=100&{rest}", text(order, "id"))).await.must(200);
    page["data"].as_array().unwrap().clone()
}

async fn hold(shopper: &Shopper, number: usize, slot: &Value, order: &Value) -> Reply {
    let body = json!({ "slot_id": slot["id"], "order_id": order["id"] });
    shopper.post("/bookings", &[("idempotency-key", &key(number))], &body).await
}

/// Asks again, with the same key, for as long as the backend is busy: it says when, and has waited for its database
/// already.
async fn hold_patiently(shopper: &Shopper, number: usize, slot: &Value, order: &Value) -> Reply {
    loop {
        let reply = hold(shopper, number, slot, order).await;
        if reply.refusal() != (503, "busy") {
            return reply;
        }
        assert!(reply.header("retry-after").parse::<u32>().is_ok(), "{reply:?}");
    }
}

async fn give_back(shopper: &Shopper, booking: &Value) -> Reply {
    shopper.send(Method::DELETE, &format!("/bookings/{}", text(booking, "id")), &[], None).await
}

#[tokio::test]
async fn slots_come_soonest_first_and_in_pages() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let order = ada.order("10482").await;
    let all = slots(&ada, &order, "for=pickup").await;
    assert!(all.len() >= 15 && all.iter().all(|slot| slot["available"] == true), "{all:?}");
    assert!(all.windows(2).all(|pair| text(&pair[0], "from") < text(&pair[1], "from")));
    let path = format!("/slots?order_id={}&for=pickup&limit=4", text(&order, "id"));
    let first = ada.get(&path).await.must(200);
    let second = ada.get(&format!("{path}&cursor={}", text(&first, "next_cursor"))).await.must(200);
    assert_eq!(
        [first["data"].as_array().unwrap().clone(), second["data"].as_array().unwrap().clone()].concat(),
        all[..8]
    );

    let (from, to) = (text(&all[3], "from").replace('+', "%2B"), text(&all[5], "to").replace('+', "%2B"));
    let some = slots(&ada, &order, &format!("for=pickup&from={from}&to={to}")).await;
    assert_eq!(some, all[3..6]);
    let counter = slots(&ada, &order, "for=repair&mode=drop_off").await;
    assert!(counter.iter().all(|slot| text(slot, "place_label").contains("Hangzhou")));
    assert_eq!(slots(&ada, &order, "for=repair&mode=remote").await.len(), 0, "needs no appointment");
    for query in ["", "for=massage", "for=pickup&from=tomorrow", "for=pickup&limit=0"] {
        let reply = ada.get(&format!("/slots?order_id={}&{query}", text(&order, "id"))).await;
        assert_eq!(reply.status, 400, "{query}");
    }
}

#[tokio::test]
async fn an_order_without_anything_to_fetch_has_no_slots() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let lena = backend.enter("10585", "vega@example.com").await;
    let (adas, lenas) = (ada.order("10482").await, lena.order("10585").await);
    assert_eq!(slots(&lena, &adas, "for=pickup").await.len(), 0, "somebody else's");
    assert_eq!(slots(&lena, &lenas, "for=pickup").await.len(), 0, "still on its way");
}

#[tokio::test]
async fn a_hold_is_one_and_ends_by_itself() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let order = ada.order("10482").await;
    let visits = slots(&ada, &order, "for=repair&mode=on_site").await;
    let held = hold(&ada, 1, &visits[0], &order).await;
    let booking = held.clone().must(201);
    assert!(held.header("location").ends_with(text(&booking, "id")));
    assert_eq!((text(&booking, "status"), &booking["from"]), ("held", &visits[0]["from"]));
    assert_eq!(hold(&ada, 1, &visits[0], &order).await.must(201), booking, "the same request again");
    assert_eq!(slots(&ada, &order, "for=repair&mode=on_site").await[0]["available"], false);

    let lin = backend.enter("10490", "lin.yue@example.com").await;
    let lins = lin.order("10490").await;
    assert_eq!(hold(&lin, 1, &visits[0], &lins).await.refusal(), (409, "slot_taken"));
    backend.clock.advance(16 * MINUTE);
    assert_eq!(hold(&lin, 2, &visits[0], &lins).await.status, 201, "nobody swept the hold away");
    assert_eq!(give_back(&ada, &booking).await.status, 204);
    assert_eq!(slots(&ada, &order, "for=repair&mode=on_site").await[0]["available"], false, "lin keeps hers");
}

/// Who looks around in the calendar keeps one slot and not all of them.
#[tokio::test]
async fn another_hold_for_the_order_frees_the_one_before() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let order = ada.order("10482").await;
    let visits = slots(&ada, &order, "for=repair&mode=on_site").await;
    for (number, visit) in visits.iter().take(3).enumerate() {
        hold(&ada, number, visit, &order).await.must(201);
    }
    let free: Vec<_> = slots(&ada, &order, "for=repair&mode=on_site")
        .await
        .into_iter()
        .take(3)
        .map(|slot| slot["available"].clone())
        .collect();
    assert_eq!(free, [json!(true), json!(true), json!(false)]);
}

#[tokio::test]
async fn what_can_not_be_held() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let lin = backend.enter("10490", "lin.yue@example.com").await;
    let order = ada.order("10482").await;
    let slot = slots(&ada, &order, "for=pickup").await[0].clone();
    for id in ["slot_pickup_1", "slot_pickup_", "anything"] {
        assert_eq!(hold(&ada, 1, &json!({ "id": id }), &order).await.refusal(), (409, "slot_unknown"), "{id}");
    }
    assert_eq!(hold(&lin, 2, &slot, &order).await.refusal(), (404, "not_found"));
    let body = json!({ "slot_id": "no spaces", "order_id": order["id"] });
    assert_eq!(ada.post("/bookings", &[("idempotency-key", &key(3))], &body).await.status, 422);
    assert_eq!(ada.post("/bookings", &[], &body).await.refusal(), (400, "idempotency_key_required"));
    backend.clock.advance(DAY);
    let ada = backend.enter("10482", "ada@example.com").await;
    assert_eq!(hold(&ada, 4, &slot, &order).await.refusal(), (409, "slot_unknown"), "that was yesterday");
}

#[tokio::test]
async fn a_held_slot_is_given_back_once_and_again() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let order = ada.order("10482").await;
    let visit = slots(&ada, &order, "for=repair&mode=on_site").await[0].clone();
    let booking = hold(&ada, 1, &visit, &order).await.must(201);
    let lin = backend.enter("10490", "lin.yue@example.com").await;
    assert_eq!(give_back(&lin, &booking).await.refusal(), (404, "not_found"));
    assert_eq!(give_back(&ada, &json!({ "id": "bkg_none" })).await.status, 404);
    for _ in 0..2 {
        assert_eq!(give_back(&ada, &booking).await.status, 204);
    }
    assert_eq!(slots(&ada, &order, "for=repair&mode=on_site").await[0]["available"], true);
}

#[tokio::test]
async fn a_case_books_what_is_held() {
    let backend = Backend::start().await;
    let lena = backend.enter("10584", "vega@example.com").await;
    let order = lena.order("10584").await;
    let visit = slots(&lena, &order, "for=repair&mode=on_site").await[0].clone();
    let booking = hold(&lena, 1, &visit, &order).await.must(201);
    let items = json!([{ "line_item_id": order["lines"][1]["id"], "quantity": 1, "note": "It flickers." }]);
    let body = json!({ "type": "repair", "order_id": order["id"], "items": items, "mode": "on_site", "booking_id": booking["id"] });
    let case = lena.open(&key(2), &body).await.must(201);
    assert_eq!((&case["booking"]["id"], &case["booking"]["status"]), (&booking["id"], &json!("booked")));
    assert_eq!(give_back(&lena, &booking).await.refusal(), (409, "action_not_allowed"));
    assert_eq!(lena.open(&key(3), &body).await.refusal(), (409, "booking_used"));
    backend.clock.advance(16 * MINUTE);
    assert_eq!(slots(&lena, &order, "for=repair&mode=on_site").await[0]["available"], false, "booked is for good");
}

#[tokio::test]
async fn a_hold_that_has_ended_books_nothing() {
    let backend = Backend::start().await;
    let lena = backend.enter("10584", "vega@example.com").await;
    let order = lena.order("10584").await;
    let visit = slots(&lena, &order, "for=repair&mode=on_site").await[0].clone();
    let booking = hold(&lena, 1, &visit, &order).await.must(201);
    backend.clock.advance(16 * MINUTE);
    let items = json!([{ "line_item_id": order["lines"][1]["id"], "quantity": 1, "note": "It flickers." }]);
    let body = json!({ "type": "repair", "order_id": order["id"], "items": items, "mode": "on_site", "booking_id": booking["id"] });
    assert_eq!(lena.open(&key(2), &body).await.refusal(), (409, "booking_expired"));
}

/// Everybody who ever bought something wants the same courier, at two instances at once.
#[tokio::test]
async fn the_last_place_is_given_once() {
    let backend = Backend::with_sandbox().await;
    let other = backend.twin().await;
    let mut wanting = Vec::new();
    for name in ["ada", "lin", "chen", "sato", "meyer", "wang", "zhang", "huang", "dupont", "reed"] {
        let shopper = backend.sign_in(name).await;
        let there = other.guest().with_token(shopper.token.as_deref().unwrap());
        for order in shopper.get("/orders?limit=100").await.must(200)["data"].as_array().unwrap() {
            let at = if wanting.len() % 2 == 0 { &shopper } else { &there };
            wanting.push((at.clone(), order.clone()));
        }
    }
    assert!(wanting.len() >= 40, "{}", wanting.len());
    let delivered = wanting.iter().find(|(_, order)| order["status"] == "delivered").unwrap();
    let slot = slots(&delivered.0, &delivered.1, "for=pickup").await[4].clone();
    let mut requests = JoinSet::new();
    for (number, (shopper, order)) in wanting.into_iter().enumerate() {
        let slot = slot.clone();
        requests.spawn(async move { hold_patiently(&shopper, number, &slot, &order).await });
    }
    let replies = requests.join_all().await;
    let mut counted = BTreeMap::new();
    for reply in &replies {
        *counted.entry(reply.refusal()).or_insert(0) += 1;
    }
    assert_eq!(counted, BTreeMap::from([((201, ""), 3), ((409, "slot_taken"), replies.len() - 3)]));
}
