//! Invariant 11: a withdrawal needs no reason, is offered through the whole period, takes two steps, and is acknowledged
//! with content, date and time.

use aftercare_backend::clock::{DAY, HOUR};
use serde_json::{Value, json};

use crate::{
    backend::{Backend, Shopper, key, quoted, text},
    desk::{Shop, allowed, happened, now},
};

async fn weber(backend: &Backend, number: &str) -> (Shopper, Value) {
    let weber = backend.enter(number, "anke.weber@example.com").await;
    let order = weber.order(number).await;
    (weber, order)
}

async fn option(shopper: &Shopper, order: &Value) -> Option<Value> {
    let eligibility = shopper.get(&format!("/orders/{}/eligibility", text(order, "id"))).await.must(200);
    eligibility["order_options"].as_array().unwrap().iter().find(|option| option["type"] == "withdrawal").cloned()
}

fn withdrawal(order: &Value, pieces: &[(usize, u32)]) -> Value {
    let item =
        |(line, quantity): &(usize, u32)| json!({ "line_item_id": order["lines"][line]["id"], "quantity": quantity });
    json!({ "type": "withdrawal", "order_id": order["id"], "items": pieces.iter().map(item).collect::<Vec<_>>() })
}

fn confirmed(request: &Value, quote: &Value) -> Value {
    let mut body = quoted(request, quote);
    body["name"] = "Anke Weber".into();
    body["email"] = "anke.weber@example.com".into();
    body
}

#[tokio::test]
async fn two_steps_no_reason_and_an_acknowledgement_to_keep() {
    let backend = Backend::with_sandbox().await;
    let (weber, order) = weber(&backend, "10532").await;
    let offered = option(&weber, &order).await.unwrap();
    assert_eq!((text(&offered, "label"), &offered["eligible"]), ("Withdraw from contract here", &json!(true)));
    // A gift card is a final sale to the shop; the law knows no such thing.
    let request = withdrawal(&order, &[(0, 1), (2, 1)]);
    let quote = weber.post("/quotes", &[], &request).await.must(200);
    let declaration = &quote["declaration"];
    assert_eq!(text(declaration, "confirm_label"), "Confirm withdrawal");
    assert!(text(declaration, "text").contains("Linen blanket") && text(declaration, "text").contains("10532"));
    assert_eq!(quote["total"]["amount"], 5_200 + 2_000);
    assert_eq!(weber.get("/cases").await.must(200)["data"], json!([]), "the first step declares nothing yet");

    let case = weber.open(&key(1), &confirmed(&request, &quote)).await.must(201);
    let sent = &case["acknowledgement"];
    assert_eq!((&sent["text"], &sent["received_at"]), (&declaration["text"], &case["created_at"]));
    assert_eq!(text(sent, "sent_to_label"), "a••@example.com");
    assert_eq!(case["refund"]["amount"], quote["total"]);
    assert_eq!(text(&case["method"]["fee"], "type"), "free");
    assert!(case["items"].as_array().unwrap().iter().all(|item| item.get("reason_label").is_none()));
    assert!(!allowed(&case).contains(&"cancel"), "what is declared is declared");
    let document = reqwest::get(text(sent, "document_url")).await.unwrap();
    assert!(document.headers()["content-type"].to_str().unwrap().starts_with("text/plain"));
    let document = document.text().await.unwrap();
    for said in [text(sent, "text"), text(sent, "received_at"), "Anke Weber", "10532"] {
        assert!(document.contains(said), "{said} is not in {document}");
    }
    let (_, outbox) = backend.sandbox(reqwest::Method::GET, "/outbox", None).await;
    let letters = outbox.to_string();
    assert!(letters.contains("your withdrawal has been received") && letters.contains("Linen blanket"), "{letters}");

    Shop(&backend).does(&case, "receive", json!({})).await;
    let done = now(&weber, &case).await.body;
    assert_eq!((text(&done, "phase"), *happened(&done).last().unwrap()), ("resolved", "refunded"));
    assert_eq!(reqwest::get(text(sent, "document_url")).await.unwrap().status(), 200, "the document stays");
}

#[tokio::test]
async fn it_is_offered_through_the_whole_period_and_not_beyond() {
    let backend = Backend::start().await;
    let (shopper, order) = weber(&backend, "10532").await;
    assert!(option(&shopper, &order).await.unwrap()["deadline"].is_string());
    backend.clock.advance(9 * DAY);
    let (shopper, order) = weber(&backend, "10532").await;
    assert_eq!(option(&shopper, &order).await.unwrap()["eligible"], true, "the fourteenth day");
    backend.clock.advance(DAY + 12 * HOUR);
    let (shopper, order) = weber(&backend, "10532").await;
    let over = option(&shopper, &order).await.unwrap();
    assert_eq!((&over["eligible"], text(&over["ineligible"], "code")), (&json!(false), "window_expired"));
    let refused = shopper.post("/quotes", &[], &withdrawal(&order, &[(0, 1)])).await;
    assert_eq!(refused.refusal(), (409, "window_expired"));
    let (shopper, order) = weber(&backend, "10535").await;
    assert_eq!(option(&shopper, &order).await.unwrap()["eligible"], false);
}

#[tokio::test]
async fn what_has_not_arrived_is_withdrawn_from_without_sending_anything() {
    let backend = Backend::start().await;
    let (weber, order) = weber(&backend, "10534").await;
    let offered = option(&weber, &order).await.unwrap();
    assert!(offered["eligible"] == true && offered.get("deadline").is_none());
    let request = withdrawal(&order, &[(0, 1), (1, 1)]);
    let quote = weber.post("/quotes", &[], &request).await.must(200);
    let case = weber.open(&key(1), &confirmed(&request, &quote)).await.must(201);
    assert_eq!(text(&case, "phase"), "in_progress");
    assert!(case.get("method").is_none() && case.get("next_step").is_none());
    assert_eq!(case["keep_item"], false);
    let gone = option(&weber, &order).await.unwrap();
    assert_eq!(text(&gone["ineligible"], "code"), "already_requested");
    assert_eq!(weber.post("/quotes", &[], &request).await.refusal(), (409, "already_requested"));
}

#[tokio::test]
async fn businesses_and_others_have_no_such_right() {
    let backend = Backend::start().await;
    let firm = backend.enter("10533", "einkauf@brandt.example").await;
    let order = firm.order("10533").await;
    let offered = option(&firm, &order).await.unwrap();
    assert_eq!(
        (&offered["eligible"], text(&offered["ineligible"], "label")),
        (&json!(false), "The right of withdrawal is for consumers.")
    );
    assert_eq!(firm.post("/quotes", &[], &withdrawal(&order, &[(0, 1)])).await.refusal(), (409, "not_covered"));
    let nora = backend.enter("10530", "nora@example.com").await;
    let order = nora.order("10530").await;
    assert_eq!(option(&nora, &order).await, None);
    assert_eq!(nora.post("/quotes", &[], &withdrawal(&order, &[(0, 1)])).await.refusal(), (409, "not_covered"));
}

#[tokio::test]
async fn name_and_address_are_needed_and_nothing_else() {
    let backend = Backend::start().await;
    let (weber, order) = weber(&backend, "10532").await;
    let request = withdrawal(&order, &[(1, 2)]);
    let quote = weber.post("/quotes", &[], &request).await.must(200);
    let good = confirmed(&request, &quote);
    for (member, value) in [
        ("name", json!(" ")),
        ("email", json!("nowhere")),
        ("email", json!("a@b\r\nBcc: c@d")),
        ("quote_id", Value::Null),
    ] {
        let mut body = good.clone();
        body[member] = value;
        assert_eq!(weber.open(&key(1), &body).await.refusal(), (422, "invalid_request"), "{body}");
    }
    let mut curious = good.clone();
    curious["items"][0]["reason_code"] = "changed_mind".into();
    let case = weber.open(&key(2), &curious).await.must(201);
    assert!(case["items"][0].get("reason_label").is_none());
    assert_eq!(weber.open(&key(3), &good).await.refusal(), (409, "quote_used"));
    let chinese = weber.speaking("zh-TW");
    assert_eq!(option(&chinese, &order).await.unwrap()["label"], "在此撤回合約");
}

/// The shop speaks neither German nor Italian; what the law words, it words in them all the same.
#[tokio::test]
async fn the_two_steps_bear_the_laws_words_in_the_consumers_language() {
    let backend = Backend::start().await;
    let (weber, order) = weber(&backend, "10532").await;
    for (wanted, language, enter, confirm) in [
        ("de-DE,de;q=0.9,en;q=0.8", json!("de"), "Vertrag widerrufen", "Widerruf bestätigen"),
        ("it", json!("it"), "recedere dal contratto qui", "conferma recesso"),
        ("sv", Value::Null, "Withdraw from contract here", "Confirm withdrawal"),
    ] {
        let weber = weber.speaking(wanted);
        let option = option(&weber, &order).await.unwrap();
        assert_eq!((&option["label"], &option["language"]), (&json!(enter), &language));
        let quote = weber.post("/quotes", &[], &withdrawal(&order, &[(0, 1)])).await.must(200);
        let declaration = &quote["declaration"];
        assert_eq!((&declaration["confirm_label"], &declaration["confirm_language"]), (&json!(confirm), &language));
        assert!(text(&quote["declaration"], "text").starts_with("I hereby withdraw"));
    }
}
