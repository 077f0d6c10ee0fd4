//! Returns with choices: what for, by which way, with what proof, and what becomes of it in the shop's hands.

use aftercare_backend::clock::DAY;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::{
    backend::{Backend, Shopper, key, one_click, quote_for, quoted, text},
    desk::{Shop, acts, allowed, happened, now},
    uploads::{PNG, announce, put},
};

pub async fn nora(backend: &Backend) -> (Shopper, Value) {
    let nora = backend.enter("10530", "nora@example.com").await;
    let order = nora.order("10530").await;
    (nora, order)
}

fn with(mut body: Value, member: &str, value: impl Into<Value>) -> Value {
    body[member] = value.into();
    body
}

fn codes(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|one| text(one, "code")).collect()
}

fn sum(parts: &Value) -> i64 {
    parts.as_array().unwrap().iter().map(|part| part["amount"]["amount"].as_i64().unwrap()).sum()
}

/// Quotes and opens the case.
async fn open(shopper: &Shopper, number: usize, request: &Value) -> Value {
    let quote = shopper.post("/quotes", &[], request).await.must(200);
    let case = shopper.open(&key(number), &quoted(request, &quote)).await.must(201);
    assert_eq!(case["refund"]["amount"], quote["total"]);
    assert_eq!(case["refund"]["breakdown"], quote["breakdown"]);
    case
}

#[tokio::test]
async fn everything_there_is_to_choose_stands_side_by_side() {
    let backend = Backend::start().await;
    let (nora, order) = nora(&backend).await;
    let request = quote_for(&order, 0, 1, Some("changed_mind"));
    let quote = nora.post("/quotes", &[], &request).await.must(200);
    assert_eq!(codes(&quote["resolutions"]), ["refund", "store_credit", "exchange"]);
    assert_eq!(quote["total"]["amount"], 4_800);
    let credit = &quote["resolutions"][1];
    assert_eq!((&credit["total"]["amount"], &credit["bonus"]["amount"]), (&json!(5_280), &json!(480)));
    assert!(quote["resolutions"].as_array().unwrap().iter().all(|one| one["expected_by"].is_string()));
    assert_eq!(codes(&quote["methods"]), ["drop_off_labelless", "drop_off_label", "pickup", "in_store"]);
    assert_eq!(quote["methods"][2]["needs_slot"], true);
    assert_eq!(quote["methods"][3]["locations"][0]["id"], "san_francisco_valencia");
    assert_eq!(quote["methods"][3]["fee"]["type"], "free");

    let wanted = with(request.clone(), "resolution", "store_credit");
    let quote = nora.post("/quotes", &[], &wanted).await.must(200);
    assert_eq!((&quote["total"]["amount"], sum(&quote["breakdown"])), (&json!(5_280), 5_280));
    assert_eq!(quote["destination_label"], "Store credit");
    let case = nora.open(&key(1), &quoted(&wanted, &quote)).await.must(201);
    assert_eq!((text(&case, "resolution"), &case["refund"]["amount"]["amount"]), ("store_credit", &json!(5_280)));
    assert_eq!(case["upcoming"][1]["code"], "credit");
}

/// Wherever the way back is the shopper's to pay, a carrier of their own choice is offered, and not taken off.
#[tokio::test]
async fn who_sends_it_themselves_pays_the_carrier_and_not_us() {
    let backend = Backend::start().await;
    let xu = backend.enter("10531", "xu.jing@example.com").await;
    let order = xu.order("10531").await;
    let request = with(quote_for(&order, 0, 1, Some("changed_mind")), "method", "self_ship");
    let quote = xu.post("/quotes", &[], &request).await.must(200);
    assert_eq!(quote["total"]["amount"], 59_900);
    let fee = &quote["methods"].as_array().unwrap().iter().find(|way| way["code"] == "self_ship").unwrap()["fee"];
    assert_eq!((text(fee, "type"), &fee["amount"]["amount"]), ("customer_pays", &json!(1_200)));
    let case = xu.open(&key(1), &quoted(&request, &quote)).await.must(201);
    assert_eq!((text(&case["next_step"], "code"), &case["method"]["fee"]), ("ship", fee));
    assert!(case["method"]["label_pdf_url"].is_string());
}

#[tokio::test]
async fn many_lines_in_one_parcel_add_up() {
    let backend = Backend::start().await;
    let nora = backend.enter("10539", "nora@example.com").await;
    let order = nora.order("10539").await;
    let lines = order["lines"].as_array().unwrap();
    let items: Vec<_> = lines.iter().map(|line| json!({ "line_item_id": line["id"], "quantity": 1 })).collect();
    assert_eq!(items.len(), 12);
    let request = json!({ "type": "return", "order_id": order["id"], "items": items });
    let case = open(&nora, 1, &request).await;
    let prices: i64 = lines.iter().map(|line| line["unit_price"]["amount"].as_i64().unwrap()).sum();
    assert_eq!(case["refund"]["amount"]["amount"], prices);
    let options = nora.options(&order).await;
    assert_eq!(options[0]["eligible_quantity"], 2, "two of the three bottles stay");
    assert!(options[1..].iter().all(|option| option["eligible_quantity"] == 0));
}

#[tokio::test]
async fn proof_is_asked_for_by_its_kind_when_the_case_is_opened() {
    let backend = Backend::start().await;
    let xu = backend.enter("10531", "xu.jing@example.com").await;
    let order = xu.order("10531").await;
    let path = format!("/reasons?type=return&line_item_id={}", text(&order["lines"][2], "id"));
    let reasons = xu.get(&path).await.must(200);
    let faulty = reasons["data"].as_array().unwrap().iter().find(|reason| reason["code"] == "faulty").unwrap();
    assert_eq!(faulty["children"][0]["requires"], json!(["video", "serial"]));
    let lamp = quote_for(&order, 2, 1, Some("does_not_work"));
    let quote = xu.post("/quotes", &[], &lamp).await.must(200);
    assert_eq!(xu.open(&key(1), &quoted(&lamp, &quote)).await.refusal(), (409, "video_required"));

    let jacket = quote_for(&order, 0, 1, Some("poor_quality"));
    let quote = xu.post("/quotes", &[], &jacket).await.must(200);
    let mut body = quoted(&jacket, &quote);
    assert_eq!(xu.open(&key(2), &body).await.refusal(), (409, "photo_required"));
    body["items"][0]["attachments"] = json!(["upl_none"]);
    assert_eq!(xu.open(&key(3), &body).await.refusal(), (409, "upload_unknown"));
    let upload = announce(&xu, 4, "image/png", PNG.len()).await.must(201);
    body["items"][0]["attachments"] = json!([upload["id"]]);
    assert_eq!(xu.open(&key(5), &body).await.refusal(), (409, "upload_incomplete"));
    assert_eq!(put(&upload, PNG).await.status(), 200);
    let case = xu.open(&key(6), &body).await.must(201);
    assert_eq!(case["items"][0]["attachments"][0]["id"], upload["id"]);
    assert_eq!(now(&xu, &case).await.body["items"][0]["attachments"][0]["media_type"], "image/png");
}

#[tokio::test]
async fn what_arrived_broken_is_looked_at_first() {
    let backend = Backend::with_sandbox().await;
    let shop = Shop(&backend);
    let xu = backend.enter("10531", "xu.jing@example.com").await;
    let order = xu.order("10531").await;
    let request = quote_for(&order, 0, 1, Some("broken_on_arrival"));
    let quote = xu.post("/quotes", &[], &request).await.must(200);
    let upload = announce(&xu, 1, "image/png", PNG.len()).await.must(201);
    put(&upload, PNG).await;
    let mut body = quoted(&request, &quote);
    body["items"][0]["attachments"] = json!([upload["id"]]);
    let case = xu.open(&key(2), &body).await.must(201);
    assert_eq!((text(&case, "phase"), text(&case, "status")), ("in_review", "under_review"));
    assert_eq!(allowed(&case), ["cancel"]);
    assert!(case["method"].get("qr").is_none(), "nothing is sent before the shop agrees");
    shop.does(&case, "approve", json!({})).await;
    let approved = now(&xu, &case).await.body;
    assert_eq!((text(&approved, "phase"), text(&approved["next_step"], "code")), ("awaiting_customer", "drop_off"));
    assert!(approved["method"]["qr"].is_object());
    shop.does(&case, "reject", json!({ "note": "The damage is from use." })).await;
    let rejected = now(&xu, &case).await.body;
    assert_eq!(text(&rejected, "phase"), "rejected");
    assert_eq!(rejected["timeline"].as_array().unwrap().last().unwrap()["detail"], "The damage is from use.");
    assert_eq!(xu.options(&order).await[0]["eligible_quantity"], 2);
}

/// A mug for less than the way back: the shopper keeps it and has the money.
#[tokio::test]
async fn what_is_worth_less_than_its_way_back_is_kept() {
    let backend = Backend::start().await;
    let xu = backend.enter("10531", "xu.jing@example.com").await;
    let order = xu.order("10531").await;
    let request = quote_for(&order, 3, 1, Some("missing_parts"));
    let quote = xu.post("/quotes", &[], &request).await.must(200);
    assert_eq!((&quote["keep_item"], text(&quote, "speed")), (&json!(true), "instant"));
    assert!(quote.get("method").is_none());
    assert_eq!(codes(&quote["methods"]), ["keep_item"]);
    let refused = xu.post("/quotes", &[], &with(request.clone(), "method", "pickup")).await;
    assert_eq!(refused.refusal(), (409, "method_unavailable"));
    let case = xu.open(&key(1), &quoted(&request, &quote)).await.must(201);
    assert_eq!(
        (text(&case, "phase"), text(&case, "status"), &case["keep_item"]),
        ("resolved", "refunded", &json!(true))
    );
    assert_eq!(happened(&case), ["case_opened", "refunded"]);
    assert!(case["refund"]["paid_at"].is_string() && case.get("method").is_none());
    assert_eq!(xu.order("10531").await["adjustments"][0]["amount"]["amount"], 9_900);
    // With a change of mind it has to come back.
    let other = nora(&backend).await;
    let quote = other.0.post("/quotes", &[], &quote_for(&other.1, 2, 1, Some("changed_mind"))).await.must(200);
    assert_eq!(quote["keep_item"], false);
}

#[tokio::test]
async fn the_way_back_can_be_changed_and_costs_what_it_was_said_to() {
    let backend = Backend::start().await;
    let (nora, order) = nora(&backend).await;
    let case = open(&nora, 1, &quote_for(&order, 0, 1, None)).await;
    assert_eq!(allowed(&case), ["cancel", "confirm_shipped", "change_method"]);
    assert_eq!(acts(&nora, &case, "change_method", json!({})).await.status, 422);
    let refused = |body| acts(&nora, &case, "change_method", body);
    assert_eq!(refused(json!({ "method": "balloon" })).await.refusal(), (409, "method_unavailable"));
    assert_eq!(refused(json!({ "method": "pickup" })).await.refusal(), (409, "slot_required"));
    let slots = nora.get(&format!("/slots?for=pickup&order_id={}", text(&order, "id"))).await.must(200);
    let free: Vec<_> = slots["data"].as_array().unwrap().iter().filter(|slot| slot["available"] == true).collect();
    let book = async |number: usize, slot: &Value| {
        let body = json!({ "slot_id": slot["id"], "order_id": order["id"] });
        nora.post("/bookings", &[("idempotency-key", &key(number))], &body).await.must(201)
    };
    let booking = book(10, free[0]).await;
    let body = json!({ "method": "pickup", "booking_id": booking["id"] });
    let changed = acts(&nora, &case, "change_method", body).await.must(200);
    assert_eq!((text(&changed["method"], "code"), &changed["booking"]["status"]), ("pickup", &json!("booked")));
    assert_eq!(changed["refund"]["amount"], case["refund"]["amount"], "the promise stays as it was");
    assert_eq!(
        (text(&changed["adjustments"][0], "type"), &changed["adjustments"][0]["amount"]["amount"]),
        ("method_fee", &json!(-500))
    );
    let later = book(11, free[1]).await;
    let moved = acts(&nora, &case, "reschedule", json!({ "booking_id": later["id"] })).await.must(200);
    assert_eq!((&moved["booking"]["id"], text(&moved["method"], "code")), (&later["id"], "pickup"));
    let back = acts(&nora, &case, "change_method", json!({ "method": "drop_off_label" })).await.must(200);
    assert!(back.get("booking").is_none());
    let changes: i64 =
        back["adjustments"].as_array().unwrap().iter().map(|one| one["amount"]["amount"].as_i64().unwrap()).sum();
    assert_eq!(changes, 0);
    let slots = nora.get(&format!("/slots?for=pickup&order_id={}", text(&order, "id"))).await.must(200);
    assert!(
        slots["data"].as_array().unwrap().iter().any(|slot| slot["id"] == free[1]["id"] && slot["available"] == true)
    );
}

#[tokio::test]
async fn a_pickup_is_booked_with_the_case() {
    let backend = Backend::start().await;
    let (nora, order) = nora(&backend).await;
    let request = with(quote_for(&order, 0, 1, None), "method", "pickup");
    let quote = nora.post("/quotes", &[], &request).await.must(200);
    let body = quoted(&request, &quote);
    assert_eq!(nora.open(&key(1), &body).await.refusal(), (409, "slot_required"));
    let slots = nora.get(&format!("/slots?for=pickup&order_id={}", text(&order, "id"))).await.must(200);
    let slot = slots["data"].as_array().unwrap().iter().find(|slot| slot["available"] == true).unwrap();
    let booking = json!({ "slot_id": slot["id"], "order_id": order["id"] });
    let booking = nora.post("/bookings", &[("idempotency-key", &key(2))], &booking).await.must(201);
    let case = nora.open(&key(3), &with(body, "booking_id", booking["id"].clone())).await.must(201);
    assert_eq!((&case["booking"]["id"], &case["booking"]["status"]), (&booking["id"], &json!("booked")));
    assert!(allowed(&case).contains(&"reschedule"));
}

/// Two of three lines are as promised; the third takes its share with it.
#[tokio::test]
async fn what_is_not_accepted_is_an_adjustment_and_the_promise_stays() {
    let backend = Backend::with_sandbox().await;
    let shop = Shop(&backend);
    let wang = backend.enter("10427", "wang.lei@example.com").await;
    let order = wang.order("10427").await;
    let items: Vec<_> = (0..2)
        .map(
            |line| json!({ "line_item_id": order["lines"][line]["id"], "quantity": 1, "reason_code": "does_not_work" }),
        )
        .collect();
    let case = open(&wang, 1, &json!({ "type": "return", "order_id": order["id"], "items": items })).await;
    let promised = case["refund"]["amount"].clone();
    assert_eq!(promised["amount"], 82_800);
    let refused = shop.tries(&case, "pay", json!({})).await;
    assert_eq!((refused.0, text(&refused.1, "code")), (409, "action_not_allowed"));
    shop.does(&case, "receive", json!({})).await;
    let decisions = json!({ "items": [
        { "line_item_id": order["lines"][0]["id"], "accepted": true },
        { "line_item_id": order["lines"][1]["id"], "accepted": false, "note": "It has been in the water." },
    ] });
    shop.does(&case, "inspect", decisions).await;
    let done = now(&wang, &case).await.body;
    assert_eq!((text(&done, "phase"), &done["refund"]["amount"]), ("resolved", &promised));
    assert_eq!(done["adjustments"][0]["amount"]["amount"], -12_900);
    assert_eq!(done["items"][1]["decision"], "refused");
    assert_eq!(done["items"][1]["decision_label"], "It has been in the water.");
    let order = wang.order("10427").await;
    let refund = order["adjustments"].as_array().unwrap().iter().find(|one| one["type"] == "refund").unwrap();
    assert_eq!(refund["amount"]["amount"], 69_900);
    assert_eq!(order["lines"][1]["quantity"]["current"], 1, "it goes back to its owner");
    let timeline = happened(&done);
    assert_eq!(&timeline[..3], ["case_opened", "received", "inspected_partly"]);
}

#[tokio::test]
async fn the_refund_is_paid_the_day_it_arrives() {
    let backend = Backend::with_sandbox().await;
    let (nora, order) = nora(&backend).await;
    let case = nora.open(&key(1), &one_click(&order, 0, 1)).await.must(201);
    acts(&nora, &case, "confirm_shipped", json!({})).await.must(200);
    Shop(&backend).does(&case, "receive", json!({})).await;
    let done = now(&nora, &case).await.body;
    assert_eq!((text(&done, "phase"), text(&done, "status")), ("resolved", "refunded"));
    assert_eq!(happened(&done), ["case_opened", "shipped", "received", "refunded"]);
    assert!(done["refund"]["paid_at"].is_string());
    assert!(allowed(&done).is_empty());
    assert_eq!(Shop(&backend).tries(&case, "receive", json!({})).await.0, 409, "the end is never left");
}

async fn mia(backend: &Backend) -> (Shopper, Value) {
    let mia = backend.enter("10537", "mia@example.com").await;
    let order = mia.order("10537").await;
    (mia, order)
}

#[tokio::test]
async fn platinum_members_have_their_money_before_the_parcel_up_to_a_limit() {
    let backend = Backend::start().await;
    let (mia, order) = mia(&backend).await;
    let options = mia.options(&order).await;
    assert_eq!(options[0]["one_click"]["speed"], "instant");
    let quote = mia.post("/quotes", &[], &quote_for(&order, 1, 1, None)).await.must(200);
    assert_eq!(
        (&quote["instant"]["limit"]["amount"], &quote["instant"]["available"]["amount"]),
        (&json!(15_000), &json!(15_000))
    );
    let case = mia.open(&key(1), &one_click(&order, 0, 1)).await.must(201);
    assert_eq!((text(&case, "phase"), text(&case["refund"], "speed")), ("awaiting_customer", "instant"));
    assert!(case["refund"]["paid_at"].is_string());
    assert_eq!(case["refund"]["instant"]["send_by"], case["next_step"]["due_at"]);
    assert_eq!(mia.order("10537").await["adjustments"][0]["amount"]["amount"], 6_200);
    // 150 less 62 is not enough for boots at 119; the quote made before is not kept either.
    assert_eq!(mia.options(&order).await[1]["one_click"]["speed"], "on_receipt");
    let late = mia.open(&key(2), &quoted(&quote_for(&order, 1, 1, None), &quote)).await;
    assert_eq!(late.refusal(), (409, "refund_changed"));
}

#[tokio::test]
async fn money_for_a_parcel_that_never_comes_is_taken_back() {
    let backend = Backend::start().await;
    let (shopper, order) = mia(&backend).await;
    let case = shopper.open(&key(1), &one_click(&order, 0, 1)).await.must(201);
    backend.clock.advance(9 * DAY);
    let (shopper, order) = mia(&backend).await;
    open(&shopper, 2, &quote_for(&order, 1, 1, Some("changed_mind"))).await;
    let late = now(&shopper, &case).await.body;
    assert_eq!(text(&late, "phase"), "expired");
    assert!(happened(&late).contains(&"clawed_back"));
    assert_eq!(late["refund"]["amount"]["amount"], 6_200);
    assert_eq!(
        (text(&late["adjustments"][0], "type"), &late["adjustments"][0]["amount"]["amount"]),
        ("clawback", &json!(-6_200))
    );
    let order = shopper.order("10537").await;
    let money: i64 =
        order["adjustments"].as_array().unwrap().iter().filter_map(|one| one["amount"]["amount"].as_i64()).sum();
    assert_eq!(money, 0, "what went out has come back: {order}");
}

/// Two phones, two lines, one limit.
#[tokio::test]
async fn the_limit_holds_when_two_taps_come_at_once() {
    let backend = Backend::start().await;
    let (mia, order) = mia(&backend).await;
    let mut taps = JoinSet::new();
    for line in 0..2 {
        let (mia, body) = (mia.clone(), one_click(&order, line, 1));
        taps.spawn(async move { mia.open(&key(line), &body).await.must(201) });
    }
    let cases = taps.join_all().await;
    let out: i64 = cases
        .iter()
        .filter(|case| case["refund"]["speed"] == "instant")
        .map(|case| case["refund"]["amount"]["amount"].as_i64().unwrap())
        .sum();
    assert!((1..=15_000).contains(&out), "{out} is out");
}

#[tokio::test]
async fn orders_are_found_by_number_and_by_what_was_bought() {
    let backend = Backend::start().await;
    let nora = backend.enter("10530", "nora@example.com").await;
    let nora = nora.enter("10536", json!({ "email": "nora@example.com" })).await;
    let nora = nora.enter("10539", json!({ "email": "nora@example.com" })).await;
    let found = async |query: &str| -> Vec<String> {
        let page = nora.get(&format!("/orders?q={query}")).await.must(200);
        page["data"].as_array().unwrap().iter().map(|order| text(order, "number").to_owned()).collect()
    };
    assert_eq!(found("%2310536").await, ["10536"]);
    assert_eq!(found("TRAIL%20run").await, ["10530", "10539"]);
    assert_eq!(found("moss").await, ["10539"]);
    assert_eq!(found("%25").await, Vec::<String>::new(), "nothing in it is special");
    assert_eq!(found("_").await, Vec::<String>::new());
    for nothing in ["", "%20", "%E3%80%80"] {
        assert_eq!(found(nothing).await.len(), 3, "nothing looked for is like no search");
    }
    let page = nora.get("/orders?q=runner&limit=1").await.must(200);
    let next = text(&page, "next_cursor");
    assert_eq!(
        nora.get(&format!("/orders?q=runner&limit=1&cursor={next}")).await.must(200)["data"][0]["number"],
        "10539"
    );
    assert!(found(&"x".repeat(200)).await.is_empty(), "as long as the document allows");
    let long = "x".repeat(201);
    assert_eq!(nora.get(&format!("/orders?q={long}")).await.refusal(), (400, "invalid_query"));
}
