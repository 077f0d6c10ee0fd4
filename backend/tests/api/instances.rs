//! Two instances on one database: the races of `cases`, `idempotency`, `actions` and `sessions` once more, with the two
//! sides on different instances.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::backend::{Backend, Reply, Shopper, key, one_click, text};

/// The same shopper, at each of the two.
async fn at_both(number: &str, email: &str) -> (Backend, Backend, [Shopper; 2]) {
    let first = Backend::start().await;
    let second = first.twin().await;
    let here = first.enter(number, email).await;
    let there = second.guest().with_token(here.token.as_deref().unwrap());
    (first, second, [here, there])
}

/// Sends the request `count` times at once, every other time to the other instance.
async fn at_once(shoppers: &[Shopper; 2], count: usize, key: impl Fn(usize) -> String, body: &Value) -> Vec<Reply> {
    let mut requests = JoinSet::new();
    for number in 0..count {
        let (shopper, key, body) = (shoppers[number % 2].clone(), key(number), body.clone());
        requests.spawn(async move { shopper.open(&key, &body).await });
    }
    requests.join_all().await
}

fn count(replies: &[Reply]) -> BTreeMap<(u16, &str), usize> {
    replies.iter().fold(BTreeMap::new(), |mut counted, reply| {
        *counted.entry(reply.refusal()).or_default() += 1;
        counted
    })
}

/// Invariant 1.
#[tokio::test]
async fn twins_at_two_instances_have_one_effect() {
    let (_first, _second, shoppers) = at_both("10501", "chen@example.com").await;
    let order = shoppers[0].order("10501").await;
    for line in 0..2 {
        let replies = at_once(&shoppers, 8, |_| key(line), &one_click(&order, line, 1)).await;
        assert!(replies.iter().all(|reply| reply.status == 201 && reply.body == replies[0].body), "{replies:?}");
    }
    assert_eq!(shoppers[1].get("/cases").await.must(200)["data"].as_array().unwrap().len(), 2);
}

/// Invariant 2.
#[tokio::test]
async fn one_key_for_two_requests_at_two_instances_serves_one() {
    let (_first, _second, [here, there]) = at_both("10501", "chen@example.com").await;
    let order = here.order("10501").await;
    let bodies = [one_click(&order, 0, 1), one_click(&order, 1, 1)];
    let (left, right) = (key(1), key(1));
    let replies: [Reply; 2] = tokio::join!(here.open(&left, &bodies[0]), there.open(&right, &bodies[1])).into();
    assert_eq!(count(&replies), BTreeMap::from([((201, ""), 1), ((409, "idempotency_key_reused"), 1)]));
    assert_eq!(here.get("/cases").await.must(200)["data"].as_array().unwrap().len(), 1);
}

/// Invariant 3. Three bottles, eight hands.
#[tokio::test]
async fn two_instances_can_not_oversell_a_line() {
    let (_first, _second, shoppers) = at_both("10466", "wang.lei@example.com").await;
    let order = shoppers[0].order("10466").await;
    let replies = at_once(&shoppers, 8, key, &one_click(&order, 0, 1)).await;
    assert_eq!(count(&replies), BTreeMap::from([((201, ""), 3), ((409, "already_requested"), 5)]));
    let refunds = replies.iter().filter_map(|reply| reply.body["refund"]["amount"]["amount"].as_i64());
    assert_eq!(refunds.sum::<i64>(), order["lines"][0]["total"]["amount"].as_i64().unwrap());
}

/// Invariant 9.
#[tokio::test]
async fn two_actions_at_two_instances_have_one_winner() {
    let (_first, _second, [here, there]) = at_both("10510", "sato@example.com").await;
    let order = here.order("10510").await;
    for line in 0..3 {
        let case = here.open(&key(line), &one_click(&order, line, 1)).await;
        let tag = case.etag();
        let headers = [("if-match", tag.as_str())];
        let (cancel, ship) =
            tokio::join!(here.act(&case.body, "cancel", &headers), there.act(&case.body, "confirm_shipped", &headers));
        let mut statuses = [cancel.status, ship.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412]);
        let case = there.get(&format!("/cases/{}", text(&case.body, "id"))).await.must(200);
        assert_eq!(case["timeline"].as_array().unwrap().len(), 2, "{case}");
    }
}

/// Invariant 5: the limit is the shop's, not an instance's.
#[tokio::test]
async fn attempts_at_two_instances_are_counted_together() {
    let first = Backend::start().await;
    let second = first.twin().await;
    let mut requests = JoinSet::new();
    for number in 0..16 {
        let guest = if number % 2 == 0 { first.guest() } else { second.guest() };
        requests.spawn(async move { guest.look_up("10482", json!({ "email": "x@example.com" })).await });
    }
    let replies = requests.join_all().await;
    assert_eq!(count(&replies), BTreeMap::from([((401, "lookup_failed"), 10), ((429, "too_many_requests"), 6)]));
}

/// A case opened at one is seen at the other at once.
#[tokio::test]
async fn what_one_instance_has_written_the_other_reads() {
    let (_first, _second, [here, there]) = at_both("10482", "ada@example.com").await;
    let order = here.order("10482").await;
    assert_eq!(there.options(&order).await[0]["eligible_quantity"], 1);
    let case = here.open(&key(1), &one_click(&order, 0, 1)).await.must(201);
    assert_eq!(there.options(&order).await[0]["eligible_quantity"], 0);
    let seen = there.get(&format!("/cases/{}", text(&case, "id"))).await;
    let cancelled = there.act(&case, "cancel", &[("if-match", &seen.etag())]).await.must(200);
    assert_eq!(here.get(&format!("/cases/{}", text(&case, "id"))).await.must(200), cancelled);
    assert_eq!(here.options(&order).await[0]["eligible_quantity"], 1);
}
