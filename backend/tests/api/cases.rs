//! `POST /cases` and reading cases.

use aftercare_backend::clock::DAY;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::backend::{Backend, key, one_click, text};

#[tokio::test]
async fn one_tap_files_everything() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let order = ada.order("10482").await;
    let offered = ada.options(&order).await[0]["one_click"].clone();
    let mut body = one_click(&order, 0, 1);
    body["expected_refund"] = offered["refund"].clone();
    let reply = ada.open(&key(1), &body).await;
    let (location, tag) = (reply.header("location").to_owned(), reply.etag());
    let case = reply.must(201);
    assert_eq!((text(&case, "phase"), text(&case, "status")), ("awaiting_customer", "approved"));
    assert_eq!(case["refund"]["amount"], offered["refund"]);
    assert_eq!(case["refund"]["destination_label"], "Visa ··42");
    assert_eq!(case["method"]["code"], "drop_off_labelless");
    assert_eq!(case["method"]["fee"]["type"], "free");
    assert_eq!(case["next_step"]["code"], "drop_off");
    assert_eq!(case["next_step"]["due_at"], case["allowed_actions"][0]["until"]);
    assert_eq!(case["timeline"].as_array().unwrap().len(), 1);
    assert_eq!(case["upcoming"].as_array().unwrap().len(), 2);
    let modules = case["method"]["qr"]["modules"].as_array().unwrap();
    assert!(modules.iter().all(|row| row.as_str().unwrap().len() == modules.len()));
    assert!(text(&case["method"]["qr"], "payload").starts_with(text(&case, "number")));

    assert!(location.ends_with(text(&case, "id")));
    let read = ada.get(&format!("/cases/{}", text(&case, "id"))).await;
    assert_eq!(read.etag(), tag);
    assert_eq!(read.must(200), case);
    let order = ada.order("10482").await;
    assert_eq!(order["cases"][0]["number"], case["number"]);
    assert_eq!(ada.options(&order).await[0]["ineligible"][0]["code"], "already_requested");
}

#[tokio::test]
async fn a_second_tap_with_another_key_is_refused() {
    let backend = Backend::start().await;
    let lin = backend.enter("10495", "lin.yue@example.com").await;
    let body = one_click(&lin.order("10495").await, 0, 1);
    lin.open(&key(1), &body).await.must(201);
    assert_eq!(lin.open(&key(2), &body).await.refusal(), (409, "already_requested"));
}

#[tokio::test]
async fn each_refusal_has_its_code() {
    let backend = Backend::start().await;
    for (number, email, line, code) in [
        ("10482", "ada@example.com", 1, "final_sale"),
        ("10440", "ada@example.com", 0, "window_expired"),
        ("10460", "ada@example.com", 0, "not_fulfilled"),
        ("10455", "ada@example.com", 0, "already_returned"),
        ("10469", "sato@example.com", 0, "already_requested"),
        ("10477", "ada@example.com", 0, "reason_required"),
        ("10446", "huang@example.com", 0, "not_covered"),
        ("10507", "claire@example.com", 0, "other"),
    ] {
        let shopper = backend.enter(number, email).await;
        let body = one_click(&shopper.order(number).await, line, 1);
        let reply = shopper.open(&key(1), &body).await;
        assert_eq!(reply.refusal(), (409, code), "{number}");
        assert!(text(&reply.body, "detail").ends_with('.'));
        assert_eq!(
            shopper.get("/cases?phase=awaiting_customer").await.must(200)["data"].as_array().unwrap().len(),
            usize::from(number == "10469")
        );
    }
}

/// The contract has one code for everything rare; the sentence says which it is.
#[tokio::test]
async fn a_cancelled_order_is_named_as_the_reason() {
    let backend = Backend::start().await;
    let claire = backend.enter("10507", "claire@example.com").await;
    let reply = claire.open(&key(1), &one_click(&claire.order("10507").await, 0, 1)).await;
    assert_eq!(reply.refusal(), (409, "other"));
    assert_eq!(text(&reply.body, "detail"), "This order was cancelled, so there is nothing to return.");
}

#[tokio::test]
async fn another_refund_than_the_shopper_saw_is_refused() {
    let backend = Backend::start().await;
    let chen = backend.enter("10501", "chen@example.com").await;
    let mut body = one_click(&chen.order("10501").await, 0, 1);
    for expected in [json!({ "amount": 48_001, "currency": "TWD" }), json!({ "amount": 48_000, "currency": "USD" })] {
        body["expected_refund"] = expected;
        assert_eq!(chen.open(&key(1), &body).await.refusal(), (409, "refund_changed"));
    }
    body["expected_refund"] = json!({ "amount": 48_000, "currency": "TWD" });
    assert_eq!(chen.open(&key(1), &body).await.status, 201, "a refused request leaves no key behind");
}

#[tokio::test]
async fn nobody_opens_a_case_on_another_order() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let lin = backend.enter("10495", "lin.yue@example.com").await;
    let theirs = lin.order("10495").await;
    let mine = ada.order("10482").await;
    let mut missing = one_click(&theirs, 0, 1);
    missing["order_id"] = "ord_none".into();
    let mut mixed = one_click(&theirs, 0, 1);
    mixed["order_id"] = mine["id"].clone();
    for body in [one_click(&theirs, 0, 1), missing, mixed] {
        assert_eq!(ada.open(&key(1), &body).await.refusal(), (404, "not_found"), "{body}");
    }
    let case = lin.open(&key(1), &one_click(&theirs, 0, 1)).await.must(201);
    let foreign = ada.get(&format!("/cases/{}", text(&case, "id"))).await;
    assert_eq!(foreign.refusal(), (404, "not_found"));
    assert_eq!(foreign.body, ada.get("/cases/case_none").await.body);
    assert_eq!(ada.act(&case, "cancel", &[("if-match", "*")]).await.body, foreign.body);
    let none = ada.get(&format!("/cases?order_id={}", text(&theirs, "id"))).await.must(200);
    assert!(none["data"].as_array().unwrap().is_empty());
}

/// Invariant 3: two requests with two keys want the same last piece; exactly one gets it.
#[tokio::test]
async fn two_at_once_can_not_oversell_a_line() {
    let backend = Backend::start().await;
    let candidates = [
        ("10482", "ada@example.com", 0),
        ("10495", "lin.yue@example.com", 0),
        ("10495", "lin.yue@example.com", 1),
        ("10501", "chen@example.com", 0),
        ("10501", "chen@example.com", 1),
        ("10510", "sato@example.com", 0),
        ("10510", "sato@example.com", 1),
        ("10510", "sato@example.com", 2),
        ("10520", "meyer@example.com", 0),
        ("10520", "meyer@example.com", 1),
        ("10520", "meyer@example.com", 2),
    ];
    for (round, (number, email, line)) in candidates.into_iter().enumerate() {
        let shopper = backend.enter(number, email).await;
        let body = one_click(&shopper.order(number).await, line, 1);
        let (left, right) = (key(round * 2), key(round * 2 + 1));
        let (left, right) = tokio::join!(shopper.open(&left, &body), shopper.open(&right, &body));
        let mut outcomes = [left.refusal(), right.refusal()];
        outcomes.sort_unstable();
        assert_eq!(outcomes, [(201, ""), (409, "already_requested")], "round {round}");
    }
}

#[tokio::test]
async fn many_at_once_get_as_many_pieces_as_there_are() {
    let backend = Backend::start().await;
    // Three bottles.
    let wang = backend.enter("10466", "wang.lei@example.com").await;
    let order = wang.order("10466").await;
    let mut requests = JoinSet::new();
    for number in 0..8 {
        let (wang, body) = (wang.clone(), one_click(&order, 0, 1));
        requests.spawn(async move { wang.open(&key(number), &body).await });
    }
    let replies = requests.join_all().await;
    let opened: Vec<&Value> = replies.iter().filter(|reply| reply.status == 201).map(|reply| &reply.body).collect();
    assert_eq!(opened.len(), 3);
    let refunds: i64 = opened.iter().map(|case| case["refund"]["amount"]["amount"].as_i64().unwrap()).sum();
    assert_eq!(refunds, order["lines"][0]["total"]["amount"].as_i64().unwrap());
    assert!(
        replies.iter().filter(|reply| reply.status != 201).all(|reply| reply.refusal() == (409, "already_requested"))
    );
}

#[tokio::test]
async fn cases_are_listed_newest_first_and_filtered() {
    let backend = Backend::start().await;
    let sato =
        backend.enter("10510", "sato@example.com").await.enter("10469", json!({ "email": "sato@example.com" })).await;
    let order = sato.order("10510").await;
    let first = sato.open(&key(1), &one_click(&order, 0, 1)).await;
    sato.act(&first.body, "cancel", &[("if-match", &first.etag())]).await.must(200);
    backend.clock.advance(1_000);
    sato.open(&key(2), &one_click(&order, 1, 1)).await.must(201);
    let phases = async |query: &str| -> Vec<String> {
        let page = sato.get(&format!("/cases{query}")).await.must(200);
        page["data"].as_array().unwrap().iter().map(|case| text(case, "phase").to_owned()).collect()
    };
    assert_eq!(phases("").await, ["awaiting_customer", "cancelled", "awaiting_customer"]);
    assert_eq!(phases("?phase=cancelled").await, ["cancelled"]);
    assert_eq!(phases(&format!("?order_id={}", text(&order, "id"))).await.len(), 2);
    let page = sato.get("/cases?limit=2").await.must(200);
    let next = text(&page, "next_cursor");
    let rest = sato.get(&format!("/cases?limit=2&cursor={next}")).await.must(200);
    assert_eq!(rest["data"][0]["order_number"], "10469");
    assert_eq!(sato.get("/cases?phase=someday").await.refusal(), (400, "invalid_query"));
    assert_eq!(sato.get("/cases?limit=0").await.refusal(), (400, "invalid_query"));
}

#[tokio::test]
async fn what_does_not_fit_is_named() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let order = ada.order("10482").await;
    let good = one_click(&order, 0, 1);
    let with = |pointer: &str, value: Value| {
        let mut body = good.clone();
        *body.pointer_mut(pointer).unwrap() = value;
        body
    };
    let without = |member: &str| {
        let mut body = good.clone();
        body.as_object_mut().unwrap().remove(member);
        body
    };
    let twice = good["items"][0].clone();
    let mut noted = good.clone();
    noted["items"][0]["note"] = "字".repeat(2_001).into();
    let mut both = good.clone();
    both["quote_id"] = "quo_1".into();
    for (body, pointer, code) in [
        (with("/type", "balloon_ride".into()), "/type", "unknown_value"),
        (without("type"), "/type", "required"),
        (without("order_id"), "/order_id", "required"),
        (without("items"), "/items", "required"),
        (without("one_click"), "/quote_id", "required"),
        (with("/items", json!([])), "/items", "empty"),
        (with("/items/0/quantity", 0.into()), "/items/0/quantity", "out_of_range"),
        (with("/items/0/quantity", "1".into()), "/items/0/quantity", "invalid_type"),
        (with("/items/0/quantity", json!(1.5)), "/items/0/quantity", "invalid_type"),
        (with("/items/0/line_item_id", "../x".into()), "/items/0/line_item_id", "malformed"),
        (with("/order_id", "x".repeat(65).into()), "/order_id", "malformed"),
        (noted, "/items/0/note", "too_long"),
        (both, "/one_click", "conflict"),
        (json!([]), "/type", "required"),
    ] {
        let reply = ada.open(&key(1), &body).await;
        assert_eq!(reply.refusal(), (422, "invalid_request"), "{body}");
        let found = (text(&reply.body["errors"][0], "pointer"), text(&reply.body["errors"][0], "code"));
        assert_eq!(found, (pointer, code), "{body}");
    }
    // No schema can say that a line stands once.
    let reply = ada.open(&key(1), &with("/items", json!([twice, twice]))).await;
    assert_eq!(reply.refusal(), (409, "duplicate_line"));
    assert_eq!(ada.open(&key(1), &good).await.status, 201);
}

#[tokio::test]
async fn a_return_nobody_hands_in_ends_and_frees_its_pieces() {
    let backend = Backend::start().await;
    let meyer = backend.enter("10520", "meyer@example.com").await;
    let order = meyer.order("10520").await;
    let case = meyer.open(&key(1), &one_click(&order, 2, 1)).await.must(201);
    backend.clock.advance(9 * DAY);
    let meyer = backend.enter("10520", "meyer@example.com").await;
    // Opening another case looks after what is late; so does the housekeeping in its own time.
    let body = crate::backend::quote_for(&order, 0, 1, Some("changed_mind"));
    let quote = meyer.post("/quotes", &[], &body).await.must(200);
    meyer.open(&key(2), &crate::backend::quoted(&body, &quote)).await.must(201);
    let late = meyer.get(&format!("/cases/{}", text(&case, "id"))).await.must(200);
    assert_eq!(late["phase"], "expired");
    assert!(late["allowed_actions"].as_array().unwrap().is_empty());
    assert_eq!(late["timeline"].as_array().unwrap().len(), 2);
    assert_eq!(meyer.options(&order).await[2]["eligible_quantity"], 1);
}
