//! `Spec::check_response` and `Spec::check_request` let the contract's own examples through and stop the rest.
#![allow(clippy::unwrap_used)]

use std::sync::LazyLock;

use aftercare_contract::spec::{Event, Spec};
use serde_json::{Value, json};

static SPEC: LazyLock<Spec> = LazyLock::new(|| Spec::load().unwrap());

const JSON: &str = "application/json";
const PROBLEM: &str = "application/problem+json";
const TOKEN: (&str, &str) = ("Authorization", "Bearer vN3qZ8wY1rT6kB0u");
const KEY: (&str, &str) = ("Idempotency-Key", "4f6c1d0e-93ab-4b7e-8a51-2d7be0c9f1a4");
const SENDS_JSON: (&str, &str) = ("content-type", "application/json; charset=utf-8");

fn example(pointer: &str) -> Value {
    SPEC.document().pointer(pointer).unwrap().clone()
}

fn case() -> Value {
    example("/components/examples/CaseOpened/value")
}

fn one_click() -> Value {
    example("/paths/~1cases/post/requestBody/content/application~1json/examples/one_click/value")
}

fn not_found() -> Value {
    example("/components/responses/NotFound/content/application~1problem+json/examples/not_found/value")
}

/// The complaints, joined; empty when there are none.
fn complaints(verdict: Result<(), Vec<String>>) -> String {
    verdict.err().unwrap_or_default().join("\n")
}

fn answer(method: &str, path: &str, status: u16, content_type: &str, body: &Value) -> String {
    complaints(SPEC.check_response(method, path, status, content_type, body))
}

fn ask(method: &str, path: &str, headers: &[(&str, &str)], body: Option<&Value>) -> String {
    complaints(SPEC.check_request(method, path, headers, body))
}

#[test]
fn every_operation_of_the_contract_is_there() {
    let mut operations: Vec<_> = SPEC.operations().map(|one| format!("{} {}", one.method, one.path)).collect();
    operations.sort();
    assert_eq!(
        operations,
        [
            "DELETE /bookings/{booking_id}",
            "DELETE /subscriptions/{subscription_id}",
            "GET /articles",
            "GET /articles/{article_id}",
            "GET /capabilities",
            "GET /cases",
            "GET /cases/{case_id}",
            "GET /cases/{case_id}/events",
            "GET /cases/{case_id}/messages",
            "GET /cases/{case_id}/receipts",
            "GET /guides",
            "GET /guides/{guide_id}",
            "GET /orders",
            "GET /orders/{order_id}",
            "GET /orders/{order_id}/eligibility",
            "GET /products/{product_id}/care",
            "GET /reasons",
            "GET /reviewables",
            "GET /reviews",
            "GET /reviews/{review_id}",
            "GET /shipments/{shipment_id}",
            "GET /shipments/{shipment_id}/events",
            "GET /slots",
            "GET /surveys/{survey_id}",
            "POST /articles/{article_id}/feedback",
            "POST /bookings",
            "POST /cases",
            "POST /cases/{case_id}/actions/{action}",
            "POST /cases/{case_id}/messages",
            "POST /quotes",
            "POST /reviews",
            "POST /reviews/{review_id}/follow_ups",
            "POST /sessions",
            "POST /sessions/challenges/{challenge_id}",
            "POST /subscriptions",
            "POST /surveys/{survey_id}",
            "POST /uploads",
            "PUT /reviews/{review_id}",
        ]
    );
    let public: Vec<_> = SPEC.operations().filter(|one| one.public).map(|one| &one.operation_id).collect();
    assert_eq!(public, ["getCapabilities", "createSession", "answerChallenge"]);
}

#[test]
fn an_answer_of_the_document_passes() {
    assert_eq!(answer("POST", "/cases", 201, JSON, &case()), "");
    assert_eq!(answer("get", "/cases/case_3N8K?x=1", 200, "application/json;charset=utf-8", &case()), "");
    assert_eq!(answer("GET", "/orders/ord_nowhere", 404, PROBLEM, &not_found()), "");
}

#[test]
fn an_answer_without_a_body_has_neither_content_type_nor_body() {
    assert_eq!(answer("GET", "/capabilities", 304, "", &Value::Null), "");
    assert_eq!(answer("DELETE", "/bookings/bkg_1", 204, "", &Value::Null), "");
    assert!(answer("GET", "/capabilities", 304, JSON, &json!({})).contains("describes no body"));
    assert!(answer("DELETE", "/bookings/bkg_1", 204, JSON, &json!({})).contains("describes no body"));
    assert!(answer("GET", "/cases/case_3N8K", 200, JSON, &Value::Null).contains("null"));
    assert!(answer("GET", "/cases/case_3N8K", 200, "", &case()).contains("content type ``"));
}

#[test]
fn an_undescribed_status_or_content_type_is_stopped() {
    assert!(answer("POST", "/cases", 200, JSON, &case()).contains("openCase does not describe this status"));
    assert!(answer("POST", "/cases", 201, "text/html", &case()).contains("content type `text/html`"));
    assert!(answer("GET", "/orders", 500, JSON, &json!({})).contains("content type `application/json`"));
}

#[test]
fn a_body_that_does_not_fit_is_stopped_with_its_place() {
    let mut body = case();
    body["items"][0]["quantity"] = json!("one");
    body["refund"]["amount"]["currency"] = json!("usd");
    let found = answer("GET", "/cases/case_3N8K", 200, JSON, &body);
    assert!(found.contains("/items/0/quantity: ") && found.contains("/refund/amount/currency: "), "{found}");
}

#[test]
fn amounts_stop_where_json_numbers_do() {
    let money = |amount: i64| json!({ "amount": amount, "currency": "USD" });
    assert!(SPEC.check_schema("Money", &money(aftercare_contract::money::MAX_AMOUNT)).is_ok());
    assert!(SPEC.check_schema("Money", &money(aftercare_contract::money::MAX_AMOUNT + 1)).is_err());
    assert!(SPEC.check_schema("Money", &money(-aftercare_contract::money::MAX_AMOUNT - 1)).is_err());
    assert!(SPEC.check_schema("Money", &json!({ "amount": 1.5, "currency": "USD" })).is_err());
}

#[test]
fn a_problem_repeats_the_status_of_its_answer() {
    assert!(answer("GET", "/orders/ord_1", 400, PROBLEM, &not_found()).contains("differs from the answer's status"));
}

#[test]
fn outside_the_document_only_404_and_405_problems_pass() {
    let mut wrong_method = not_found();
    wrong_method["status"] = json!(405);
    assert_eq!(answer("GET", "/nowhere", 404, PROBLEM, &not_found()), "");
    assert_eq!(answer("DELETE", "/orders", 405, PROBLEM, &wrong_method), "");
    assert!(answer("GET", "/nowhere", 200, JSON, &json!({})).contains("no such path"));
    assert!(answer("DELETE", "/orders", 404, PROBLEM, &not_found()).contains("no such method"));
    assert!(answer("GET", "/orders/", 200, JSON, &json!({})).contains("no such path"));
}

#[test]
fn required_headers_of_an_answer_are_asked_for() {
    let check = |headers: &[(&str, &str)]| complaints(SPEC.check_response_headers("POST", "/cases", 201, headers));
    assert_eq!(check(&[("etag", "\"c1\""), ("location", "/v1/cases/case_1"), ("request-id", "req_1")]), "");
    assert_eq!(check(&[("etag", "\"c1\"")]), "Location is missing");
    assert!(check(&[("etag", "c1"), ("location", "/v1/cases/case_1")]).starts_with("ETag: "));
    let busy = |wait| complaints(SPEC.check_response_headers("GET", "/orders", 503, &[("retry-after", wait)]));
    assert_eq!(busy("30"), "");
    assert!(busy("soon").starts_with("Retry-After: "));
}

#[test]
fn a_question_of_the_document_passes() {
    assert_eq!(ask("POST", "/cases", &[TOKEN, KEY, SENDS_JSON], Some(&one_click())), "");
    assert_eq!(ask("GET", "/cases?phase=in_review&limit=5&cursor=a%2Fb&utm=1", &[TOKEN], None), "");
    assert_eq!(ask("POST", "/cases/case_1/actions/cancel", &[TOKEN, ("If-Match", "\"c1\"")], None), "");
    assert_eq!(ask("GET", "/capabilities", &[("If-None-Match", "\"c1\"")], None), "");
}

#[test]
fn an_action_takes_what_it_needs_or_nothing() {
    let headers = [TOKEN, SENDS_JSON, ("If-Match", "\"c1\"")];
    assert_eq!(ask("POST", "/cases/case_1/actions/cancel", &headers, Some(&json!({}))), "");
    let offer = json!({ "offer_id": "off_1", "note": "Thank you." });
    assert_eq!(ask("POST", "/cases/case_1/actions/decline_offer", &headers, Some(&offer)), "");
    let found = ask("POST", "/cases/case_1/actions/accept_offer", &headers, Some(&json!({ "offer_id": 7 })));
    assert!(found.contains("/offer_id: "), "{found}");
}

#[test]
fn a_return_is_either_one_tap_or_quoted() {
    let headers = [TOKEN, KEY, SENDS_JSON];
    for kind in ["return", "price_protection"] {
        let with = |more: Value| {
            let mut body = json!({ "type": kind, "order_id": "o", "items": [{ "line_item_id": "l", "quantity": 1 }] });
            body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            ask("POST", "/cases", &headers, Some(&body))
        };
        assert_eq!(with(json!({ "one_click": true })), "");
        assert_eq!(with(json!({ "one_click": false, "quote_id": "q" })), "");
        assert_ne!(with(json!({})), "");
        assert_ne!(with(json!({ "one_click": false })), "");
        assert_ne!(with(json!({ "one_click": true, "quote_id": "q" })), "");
    }
}

#[test]
fn a_subscription_is_to_one_thing() {
    let wish = |body: Value| ask("POST", "/subscriptions", &[TOKEN, KEY, SENDS_JSON], Some(&body));
    assert_eq!(wish(json!({ "case_id": "c", "channel": "email" })), "");
    assert_ne!(wish(json!({ "channel": "email" })), "");
    assert_ne!(wish(json!({ "case_id": "c", "shipment_id": "s", "channel": "email" })), "");
}

#[test]
fn a_stream_says_what_it_is_described_to_say() {
    let case = case();
    let check = |path: &str, text: &str| complaints(SPEC.check_events(path, text));
    let stream = format!(": hello\n\nevent: case\nid: \"c1\"\ndata: {case}\n\nevent: case\ndata: {{\"cut off");
    assert_eq!(check("/cases/case_3N8K/events", &stream), "");
    assert_eq!(answer("GET", "/cases/case_3N8K/events", 200, "text/event-stream", &stream.as_str().into()), "");
    assert!(check("/cases/case_3N8K/events", &stream.replace("\"c1\"", "c1")).contains("GET /cases"));
    assert!(check("/shipments/shp_1/events", &stream).contains("no event `case`"));
    assert!(check("/cases/case_3N8K/events", "event: case\nid: \"c1\"\ndata: {}\n\n").contains("required"));
    assert!(check("/cases/case_3N8K/events", "event: case\nid: \"c1\"\ndata: {\n\n").contains("not JSON"));
    assert!(check("/cases/case_3N8K", &stream).contains("no stream here"));
}

#[test]
fn an_event_may_have_its_data_on_several_lines() {
    let events = Event::read_all("data: {\r\ndata: }\r\nevent:case\r\n\r\nid: 1\n\ndata\n\n");
    let told: Vec<_> = events.iter().map(|event| (event.name.as_str(), event.data.as_str())).collect();
    assert_eq!(told, [("case", "{\n}"), ("", "")]);
}

#[test]
fn a_question_that_lacks_something_is_stopped() {
    let body = one_click();
    assert!(ask("POST", "/cases", &[TOKEN, SENDS_JSON], Some(&body)).contains("Idempotency-Key is missing"));
    assert!(ask("POST", "/cases", &[KEY, SENDS_JSON], Some(&body)).contains("no bearer token"));
    assert!(ask("POST", "/cases", &[TOKEN, KEY], Some(&body)).contains("content type ``"));
    assert!(ask("POST", "/cases", &[TOKEN, KEY], None).contains("the body is missing"));
    assert!(ask("GET", "/reasons?line_item_id=li_1", &[TOKEN], None).contains("type is missing"));
    assert!(ask("GET", "/slots?for=pickup", &[TOKEN], None).contains("order_id is missing"));
    assert!(ask("PUT", "/reviews/rev_1", &[TOKEN, SENDS_JSON], Some(&json!({}))).contains("If-Match is missing"));
    assert!(ask("POST", "/cases/case_1/actions/cancel", &[TOKEN], None).contains("If-Match is missing"));
}

#[test]
fn a_question_that_does_not_fit_is_stopped() {
    let short = ("Idempotency-Key", "short");
    assert!(ask("POST", "/cases", &[TOKEN, short, SENDS_JSON], Some(&one_click())).contains("Idempotency-Key: "));
    assert!(ask("GET", "/cases?phase=gone", &[TOKEN], None).contains("phase: "));
    assert!(ask("GET", "/orders?limit=0", &[TOKEN], None).contains("limit: "));
    assert!(ask("GET", "/orders?limit=many", &[TOKEN], None).contains("limit: "));
    assert!(ask("GET", "/orders/a%20b", &[TOKEN], None).contains("order_id: "));
    assert!(ask("PATCH", "/orders", &[TOKEN], None).contains("no such operation"));
    assert!(ask("GET", "/slots?for=fun&order_id=ord_1", &[TOKEN], None).contains("for: "));
    assert!(ask("GET", "/slots?for=pickup&order_id=ord_1&from=tomorrow", &[TOKEN], None).contains("from: "));
    let mut body = one_click();
    body["items"][0]["quantity"] = json!(1000);
    body["type"] = json!("exchange");
    assert!(!ask("POST", "/cases", &[TOKEN, KEY, SENDS_JSON], Some(&body)).is_empty());
    let two_proofs = json!({ "order_lookup": { "order_number": "1", "proof": { "email": "a@b.test", "phone": "1" } } });
    assert!(!ask("POST", "/sessions", &[SENDS_JSON], Some(&two_proofs)).is_empty());
}
