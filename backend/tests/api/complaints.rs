//! Complaints: an owner at once, clocks that keep their word, offers, a ladder, and an end that can be objected to.

use aftercare_backend::clock::{DAY, HOUR, MINUTE};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    backend::{Backend, key, text},
    desk::{Shop, acts, allowed, clock, complained, complaint, happened, lin, now},
    uploads::{PNG, announce, put},
};

#[tokio::test]
async fn somebody_has_it_at_once_and_says_by_when() {
    let backend = Backend::start().await;
    let (lin, case) = complained(&backend).await;
    assert_eq!((text(&case, "phase"), text(&case, "status")), ("in_review", "in_review"));
    assert_eq!(text(&case["owner"], "name"), "Zhou Min");
    assert_eq!(case["owner"]["since"], case["created_at"]);
    assert_eq!(case["complaint"]["reason_label"], "It doesn't work, or broke");
    assert_eq!(case["complaint"]["wished_resolution_label"], "Part of the price back, and you keep it");
    assert!(text(clock(&case, "first_answer"), "due_at") < text(clock(&case, "resolution"), "due_at"));
    assert_eq!(text(clock(&case, "first_answer"), "on_breach_label"), "If not, the next level takes over by itself.");
    assert_eq!(case["upcoming"][0]["code"], "first_answer");
    assert_eq!((&case["escalation"]["level"], &case["messages"]["count"]), (&json!(0), &json!(0)));
    assert_eq!(allowed(&case), ["escalate", "cancel"]);
    assert_eq!(case["timeline"][0]["title"], "Complaint received");
    // A complaint takes nothing away from what can be returned.
    let order = lin.order("10495").await;
    assert_eq!(lin.options(&order).await[0]["eligible_quantity"], 1);
    // The next case is somebody else's, and this one stays with whom it has.
    let other = lin.open(&key(2), &complaint(&order, "something_else")).await.must(201);
    assert_eq!(text(&other["owner"], "name"), "Eva Lindberg");
    let chinese = now(&lin.speaking("zh-CN"), &case).await.body;
    assert_eq!((text(&chinese["owner"], "name"), text(&chinese, "status_label")), ("周敏", "处理中"));
}

#[tokio::test]
async fn reasons_go_with_how_far_the_order_has_come() {
    let backend = Backend::start().await;
    for (number, email, offered, missing) in [
        ("10460", "ada@example.com", "late_parcel", "damaged"),
        ("10458", "meyer@example.com", "parcel_lost", "defect"),
        ("10495", "lin.yue@example.com", "damaged", "late_parcel"),
    ] {
        let shopper = backend.enter(number, email).await;
        let order = shopper.order(number).await;
        let path = format!("/reasons?type=complaint&order_id={}", text(&order, "id"));
        let reasons = shopper.get(&path).await.must(200);
        let codes: Vec<_> = reasons["data"].as_array().unwrap().iter().map(|reason| text(reason, "code")).collect();
        assert!(codes.contains(&offered) && !codes.contains(&missing), "{number}: {codes:?}");
        assert_eq!(shopper.open(&key(1), &complaint(&order, missing)).await.refusal(), (409, "reason_unknown"));
    }
}

#[tokio::test]
async fn what_is_in_the_way_has_its_code() {
    let backend = Backend::start().await;
    let lin = lin(&backend).await;
    let order = lin.order("10495").await;
    let good = complaint(&order, "defect");
    let with = |member: &str, value: Value| {
        let mut body = good.clone();
        body[member] = value;
        body
    };
    let line = |id: &Value, quantity: u32| json!([{ "line_item_id": id, "quantity": quantity }]);
    let mut damaged = with("reason_code", "damaged".into());
    damaged["wished_resolution"] = "replacement".into();
    for (body, refusal) in [
        (with("wished_resolution", "a pony".into()), (409, "resolution_unavailable")),
        (with("text", "  ".into()), (409, "note_required")),
        (with("items", line(&"lin_none".into(), 1)), (404, "not_found")),
        (with("items", line(&order["lines"][0]["id"], 2)), (409, "quantity_too_large")),
        (damaged, (409, "photo_required")),
        (with("text", "".into()), (422, "invalid_request")),
        (with("text", "字".repeat(5_001).into()), (422, "invalid_request")),
        (with("guide", json!({ "guide_id": "../", "choice_ids": [] })), (422, "invalid_request")),
        (with("order_id", "ord_none".into()), (404, "not_found")),
    ] {
        assert_eq!(lin.open(&key(1), &body).await.refusal(), refusal, "{body}");
    }
    let ada = backend.enter("10482", "ada@example.com").await;
    assert_eq!(ada.open(&key(1), &good).await.refusal(), (404, "not_found"));
    lin.open(&key(1), &good).await.must(201);
}

#[tokio::test]
async fn a_photo_shows_what_arrived_damaged() {
    let backend = Backend::start().await;
    let lin = lin(&backend).await;
    let order = lin.order("10495").await;
    let eligibility = lin.get(&format!("/orders/{}/eligibility", text(&order, "id"))).await.must(200);
    let options = eligibility["order_options"].as_array().unwrap();
    assert!(options.iter().any(|option| option["type"] == "complaint" && option["eligible"] == true));
    let upload = announce(&lin, 20, "image/png", PNG.len()).await.must(201);
    let mut body = complaint(&order, "damaged");
    body["attachments"] = json!([upload["id"]]);
    assert_eq!(lin.open(&key(1), &body).await.refusal(), (409, "upload_incomplete"));
    assert_eq!(put(&upload, PNG).await.status(), 200);
    let case = lin.open(&key(1), &body).await.must(201);
    assert_eq!(case["complaint"]["attachments"][0]["id"], upload["id"]);
    assert_eq!(lin.open(&key(2), &body).await.refusal(), (409, "upload_unknown"), "a file goes with one thing");
    let link = text(&case["complaint"]["attachments"][0], "url");
    assert_eq!(reqwest::get(link).await.unwrap().bytes().await.unwrap(), PNG);
    // The link ends. Who kept the case until then is not told that it is still good.
    let known = now(&lin, &case).await.etag();
    backend.clock.advance(7 * HOUR);
    let lin = crate::desk::lin(&backend).await;
    let path = format!("/cases/{}", text(&case, "id"));
    let later = lin.send(Method::GET, &path, &[("if-none-match", &known)], None).await.must(200);
    assert_eq!(later["timeline"], case["timeline"]);
    assert_ne!(text(&later["complaint"]["attachments"][0], "url"), link);
}

/// A clock runs out while nobody looks: what was promised for that has happened when somebody does, at its own time.
#[tokio::test]
async fn a_broken_promise_has_its_consequences_without_a_timer() {
    let backend = Backend::start().await;
    let (_, case) = complained(&backend).await;
    let due = text(clock(&case, "first_answer"), "due_at").to_owned();
    // Silver members wait for twelve hours.
    backend.clock.advance(13 * HOUR);
    let later = now(&lin(&backend).await, &case).await.body;
    assert_eq!(happened(&later), ["case_opened", "clock_breached", "escalated"]);
    assert_eq!(later["timeline"][1]["title"], "We didn't answer in time");
    assert_eq!((text(&later["timeline"][1], "at"), text(&later["timeline"][1], "actor")), (due.as_str(), "system"));
    assert_eq!(text(clock(&later, "first_answer"), "breached_at"), due);
    assert_eq!(later["escalation"]["level"], 1);
    assert_eq!(later["owner"], case["owner"], "the first owner keeps it");
    assert_eq!(later["timeline"][0], case["timeline"][0]);
    // The supervisor does not decide either, then the time for a solution ends as well.
    backend.clock.advance(6 * DAY);
    let later = now(&lin(&backend).await, &case).await.body;
    assert_eq!(later["escalation"]["level"], 2);
    let breaches = happened(&later).iter().filter(|code| **code == "clock_breached").count();
    assert_eq!(breaches, 3, "{:?}", happened(&later));
    let rewards = later["rewards"].as_array().unwrap();
    assert_eq!(rewards.len(), 2, "a credit for the decision and one for the solution");
    assert!(rewards.iter().all(|reward| reward["amount"] == json!({ "amount": 2_000, "currency": "CNY" })));
    let times: Vec<_> = later["timeline"].as_array().unwrap().iter().map(|entry| text(entry, "at")).collect();
    assert!(times.is_sorted(), "{times:?}");
    // Looking again changes nothing.
    assert_eq!(now(&lin(&backend).await, &case).await.body, later);
}

/// Two instances look at the same moment; what is due happens once.
#[tokio::test]
async fn two_instances_break_a_promise_once() {
    let backend = Backend::start().await;
    let twin = backend.twin().await;
    let (_, case) = complained(&backend).await;
    backend.clock.advance(13 * HOUR);
    let here = lin(&backend).await;
    let there = twin.guest().with_token(here.token.as_deref().unwrap());
    let (left, right, list) = tokio::join!(now(&here, &case), now(&there, &case), there.get("/cases"));
    assert_eq!(left.body, right.body);
    assert_eq!(happened(&left.body), ["case_opened", "clock_breached", "escalated"]);
    assert_eq!(list.must(200)["data"][0]["escalation"]["level"], 1);
}

#[tokio::test]
async fn an_answer_in_time_keeps_the_promise() {
    let backend = Backend::with_sandbox().await;
    let (_, case) = complained(&backend).await;
    backend.clock.advance(11 * HOUR);
    Shop(&backend).does(&case, "answer", json!({ "text": "I am looking into it." })).await;
    backend.clock.advance(2 * HOUR);
    let later = now(&lin(&backend).await, &case).await.body;
    assert_eq!((text(&later, "status"), happened(&later).len()), ("answered", 2));
    assert!(clock(&later, "first_answer")["met_at"].is_string());
    assert_eq!(later["messages"]["last_author"], "shop");
    assert_eq!(later["escalation"]["level"], 0);
}

#[tokio::test]
async fn an_accepted_refund_is_promised_paid_and_settled() {
    let backend = Backend::with_sandbox().await;
    let shop = Shop(&backend);
    let (lin, case) = complained(&backend).await;
    let offer = json!({ "resolution": "partial_refund", "amount": 5_000, "message": "Keep it, and take this." });
    shop.does(&case, "offer", offer).await;
    let offered = now(&lin, &case).await.body;
    assert_eq!((text(&offered, "phase"), text(&offered, "status")), ("awaiting_customer", "offer_made"));
    assert_eq!(
        (&offered["offers"][0]["status"], &offered["offers"][0]["amount"]["amount"]),
        (&json!("open"), &json!(5_000))
    );
    assert_eq!(offered["next_step"]["code"], "answer_offer");
    assert_eq!(offered["next_step"]["due_at"], offered["offers"][0]["expires_at"]);
    assert_eq!(acts(&lin, &case, "accept_offer", json!({})).await.refusal(), (422, "invalid_request"));
    let wrong = json!({ "offer_id": "off_none" });
    assert_eq!(acts(&lin, &case, "accept_offer", wrong).await.refusal(), (409, "offer_closed"));
    let id = json!({ "offer_id": offered["offers"][0]["id"] });
    let accepted = acts(&lin, &case, "accept_offer", id.clone()).await.must(200);
    assert_eq!((text(&accepted, "phase"), text(&accepted, "status")), ("in_progress", "refund_promised"));
    assert_eq!(accepted["refund"]["amount"], json!({ "amount": 5_000, "currency": "CNY" }));
    assert_eq!(accepted["offers"][0]["status"], "accepted");
    assert!(clock(&accepted, "resolution")["met_at"].is_string());
    assert_eq!(acts(&lin, &case, "accept_offer", id).await.refusal(), (409, "action_not_allowed"));
    // Money that is promised can't be waved away.
    assert_eq!(shop.tries(&case, "resolve", json!({})).await.0, 409);
    shop.does(&case, "pay", json!({})).await;
    let paid = now(&lin, &case).await.body;
    assert_eq!((text(&paid, "phase"), text(&paid, "status")), ("awaiting_customer", "settled"));
    assert!(paid["refund"]["paid_at"].is_string());
    assert_eq!(allowed(&paid), ["reopen"]);
    let order = lin.order("10495").await;
    assert_eq!(order["adjustments"].as_array().unwrap().last().unwrap()["amount"]["amount"], 5_000);
    assert_eq!(shop.tries(&case, "pay", json!({})).await.0, 409, "nothing is paid twice");
}

#[tokio::test]
async fn accepted_store_credit_is_there_at_once() {
    let backend = Backend::with_sandbox().await;
    let shop = Shop(&backend);
    let (lin, case) = complained(&backend).await;
    shop.does(&case, "offer", json!({ "resolution": "partial_refund", "amount": 3_000 })).await;
    shop.does(&case, "offer", json!({ "resolution": "store_credit", "amount": 4_000 })).await;
    let offered = now(&lin, &case).await.body;
    assert_eq!(offered["offers"][0]["resolution"], "store_credit", "the newest first");
    let id = json!({ "offer_id": offered["offers"][0]["id"] });
    let done = acts(&lin, &case, "accept_offer", id).await.must(200);
    assert_eq!((text(&done, "status"), text(&done, "resolution")), ("settled", "store_credit"));
    assert!(done["refund"]["paid_at"].is_string());
    assert_eq!(done["offers"][1]["status"], "declined", "one settlement is enough");
}

/// Invariant 10.
#[tokio::test]
async fn never_more_than_was_paid_comes_back() {
    let backend = Backend::with_sandbox().await;
    let shop = Shop(&backend);
    let (lin, case) = complained(&backend).await;
    let order = lin.order("10495").await;
    let total = order["total"]["amount"].as_i64().unwrap();
    let offer = |amount: i64| json!({ "resolution": "refund", "amount": amount });
    let (status, refused) = shop.tries(&case, "offer", offer(total + 1)).await;
    assert_eq!((status, text(&refused, "code")), (409, "refund_changed"));
    shop.does(&case, "offer", offer(total)).await;
    // Meanwhile a line goes back.
    lin.open(&key(2), &crate::backend::one_click(&order, 0, 1)).await.must(201);
    let id = json!({ "offer_id": now(&lin, &case).await.body["offers"][0]["id"] });
    assert_eq!(acts(&lin, &case, "accept_offer", id).await.refusal(), (409, "refund_changed"));
    for odd in [json!({ "resolution": "refund" }), offer(-1), json!({ "resolution": "replacement", "amount": 1 })] {
        assert_eq!(shop.tries(&case, "offer", odd.clone()).await.0, 422, "{odd}");
    }
}

#[tokio::test]
async fn a_declined_offer_can_not_be_accepted() {
    let backend = Backend::with_sandbox().await;
    let (lin, case) = complained(&backend).await;
    Shop(&backend).does(&case, "offer", json!({ "resolution": "store_credit", "amount": 100 })).await;
    let id = now(&lin, &case).await.body["offers"][0]["id"].clone();
    let note = json!({ "offer_id": id, "note": "That is not even the postage." });
    let declined = acts(&lin, &case, "decline_offer", note).await.must(200);
    assert_eq!((text(&declined, "phase"), text(&declined, "status")), ("in_review", "offer_declined"));
    assert_eq!((&declined["offers"][0]["status"], &declined["messages"]["count"]), (&json!("declined"), &json!(1)));
    let accept = json!({ "offer_id": id });
    assert_eq!(acts(&lin, &case, "accept_offer", accept).await.refusal(), (409, "action_not_allowed"));
}

#[tokio::test]
async fn an_offer_ends_with_its_time() {
    let backend = Backend::with_sandbox().await;
    let (lin, case) = complained(&backend).await;
    let offer = json!({ "resolution": "store_credit", "amount": 1_000, "expires_in": 1_800 });
    Shop(&backend).does(&case, "offer", offer).await;
    let offered = now(&lin, &case).await;
    let id = json!({ "offer_id": offered.body["offers"][0]["id"] });
    backend.clock.advance(31 * MINUTE);
    // Nobody has looked since: the tag is that of the open offer.
    let path = format!("/cases/{}/actions/accept_offer", text(&case, "id"));
    let late = lin.post(&path, &[("if-match", &offered.etag())], &id).await;
    assert_eq!(late.refusal(), (412, "precondition_failed"));
    let ended = now(&lin, &case).await.body;
    assert_eq!((text(&ended, "status"), text(&ended["offers"][0], "status")), ("offer_expired", "expired"));
    assert_eq!(acts(&lin, &case, "accept_offer", id).await.refusal(), (409, "action_not_allowed"));
}

#[tokio::test]
async fn the_ladder_has_a_top() {
    let backend = Backend::start().await;
    let (lin, case) = complained(&backend).await;
    let up = acts(&lin, &case, "escalate", json!({ "note": "I was promised a call." })).await.must(200);
    assert_eq!((&up["escalation"]["level"], text(&up, "status")), (&json!(1), "escalated"));
    assert!(up["escalation"]["levels"][1]["reached_at"].is_string());
    assert!(up["escalation"]["levels"][2].get("reached_at").is_none());
    assert!(clock(&up, "decision")["due_at"].is_string());
    let top = acts(&lin, &case, "escalate", json!({})).await.must(200);
    assert_eq!(allowed(&top), ["cancel"]);
    assert_eq!(acts(&lin, &case, "escalate", json!({})).await.refusal(), (409, "action_not_allowed"));
    let given_up = acts(&lin, &case, "cancel", json!({})).await.must(200);
    assert_eq!(
        (text(&given_up, "phase"), text(&given_up["timeline"][3], "title")),
        ("cancelled", "Complaint withdrawn")
    );
}

/// Invariant 8: what is settled can be taken up again for some days, what is resolved never.
#[tokio::test]
async fn a_settlement_that_does_not_hold_is_taken_up_again() {
    let backend = Backend::with_sandbox().await;
    let shop = Shop(&backend);
    let (lin_before, case) = complained(&backend).await;
    shop.does(&case, "resolve", json!({})).await;
    let settled = now(&lin_before, &case).await.body;
    assert_eq!(
        (text(&settled, "phase"), text(&settled["next_step"], "code")),
        ("awaiting_customer", "say_if_not_solved")
    );
    let again = acts(&lin_before, &case, "reopen", json!({ "note": "It broke again." })).await.must(200);
    assert_eq!((text(&again, "phase"), text(&again, "status")), ("in_review", "reopened"));
    assert!(clock(&again, "resolution").get("met_at").is_none(), "the time for a solution runs anew");
    shop.does(&case, "resolve", json!({})).await;
    backend.clock.advance(9 * DAY);
    let later = lin(&backend).await;
    let over = now(&later, &case).await.body;
    assert_eq!((text(&over, "phase"), text(&over, "status")), ("resolved", "resolved"));
    assert!(allowed(&over).is_empty());
    for action in ["reopen", "escalate", "cancel", "accept_offer"] {
        assert_eq!(acts(&later, &case, action, json!({})).await.refusal(), (409, "action_not_allowed"));
    }
    for step in ["resolve", "reject", "pay", "receive"] {
        assert_eq!(shop.tries(&case, step, json!({})).await.0, 409, "{step}");
    }
}

#[tokio::test]
async fn a_refusal_can_be_taken_higher_until_there_is_no_higher() {
    let backend = Backend::with_sandbox().await;
    let shop = Shop(&backend);
    let (lin, case) = complained(&backend).await;
    for level in [1, 2] {
        shop.does(&case, "reject", json!({})).await;
        let refused = now(&lin, &case).await.body;
        assert_eq!((text(&refused, "phase"), text(&refused, "status")), ("awaiting_customer", "refused"));
        assert_eq!(allowed(&refused), ["escalate"]);
        assert_eq!(acts(&lin, &case, "escalate", json!({})).await.must(200)["escalation"]["level"], level);
    }
    shop.does(&case, "reject", json!({})).await;
    assert_eq!(now(&lin, &case).await.body["phase"], "rejected");
}

#[tokio::test]
async fn the_shops_side_is_there_only_in_a_sandbox() {
    let backend = Backend::start().await;
    let (lin, case) = complained(&backend).await;
    let (status, _) = Shop(&backend).tries(&case, "resolve", json!({})).await;
    assert_eq!(status, 404);
    assert_eq!(now(&lin, &case).await.body, case);
}
