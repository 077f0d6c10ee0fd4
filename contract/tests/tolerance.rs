//! What a newer, older or careless shop sends must still be readable.
#![allow(clippy::unwrap_used)]

use aftercare_contract::{
    capabilities::Capabilities,
    case::{Case, Phase},
    eligibility::Eligibility,
    list::Page,
    order::{Order, OrderStatus, OrderSummary},
    problem::Problem,
    reason::ReasonList,
    shipment::{Direction, Shipment, TrackingStatus},
};
use serde_json::{Value, from_value, json};

/// A case with the required members only.
fn bare_case() -> Value {
    json!({
        "id": "case_1", "number": "R-2222-22", "type": "return", "phase": "submitted", "status": "new",
        "status_label": "New", "order_id": "ord_1", "order_number": "1", "created_at": "2026-11-21T10:00:00Z",
        "updated_at": "2026-11-21T10:00:00Z", "items": [],
    })
}

#[test]
fn missing_optionals_read_as_nothing() {
    let case: Case = from_value(bare_case()).unwrap();
    assert!(case.refund.is_none() && case.method.is_none() && case.next_step.is_none() && case.shipment_id.is_none());
    assert!(case.timeline.is_empty() && case.upcoming.is_empty() && case.allowed_actions.is_empty());
    assert!(!case.keep_item && case.resolution.is_empty());
}

#[test]
fn optionals_that_are_null_read_as_nothing() {
    let mut sent = bare_case();
    for optional in ["refund", "method", "next_step", "shipment_id"] {
        sent[optional] = Value::Null;
    }
    let case: Case = from_value(sent).unwrap();
    assert_eq!(case, from_value(bare_case()).unwrap());
}

#[test]
fn unknown_members_are_ignored_at_every_depth() {
    let mut sent = bare_case();
    sent["ext"] = json!({ "com.acme.gift": true });
    sent["weather"] = json!([{ "code": "rain" }]);
    sent["items"] = json!([{ "line_item_id": "li_1", "title": "Cup", "quantity": 1, "serials": ["A1"] }]);
    let case: Case = from_value(sent).unwrap();
    assert_eq!(case.items[0].title, "Cup");
}

#[test]
fn a_phase_of_a_newer_shop_reads_as_unknown_and_is_not_terminal() {
    let mut sent = bare_case();
    sent["phase"] = json!("on_hold");
    let case: Case = from_value(sent).unwrap();
    assert_eq!(case.phase, Phase::Unknown);
    assert!(!case.phase.is_terminal());
}

#[test]
fn an_order_status_of_a_newer_shop_reads_as_unknown() {
    let page: Page<OrderSummary> = from_value(json!({ "data": [{
        "id": "ord_1", "number": "1", "placed_at": "2026-11-21T10:00:00Z", "status": "awaiting_stock",
        "total": { "amount": 1, "currency": "JPY" }, "title": "Cup",
    }] }))
    .unwrap();
    assert_eq!(page.data[0].status, OrderStatus::Unknown);
    assert_eq!(page.next_cursor, None);
}

#[test]
fn a_parcel_of_a_newer_shop_reads_as_unknown() {
    let shipment: Shipment = from_value(json!({
        "id": "shp_1", "order_id": "ord_1", "direction": "sideways", "tracking_status": "by_drone",
        "status_label": "In the air", "checkpoints": [
            { "at": "2026-11-21T10:00:00Z", "tracking_status": "hovering", "message": "Above your house" },
        ],
    }))
    .unwrap();
    assert_eq!(shipment.summary.direction, Direction::Unknown);
    assert_eq!(shipment.summary.tracking_status, TrackingStatus::Unknown);
    assert_eq!(shipment.journey.checkpoints[0].tracking_status, TrackingStatus::Unknown);
}

#[test]
fn open_codes_take_any_value() {
    let eligibility: Eligibility = from_value(json!({ "order_id": "ord_1", "lines": [{
        "line_item_id": "li_1",
        "options": [{ "type": "com.acme.trade_in", "eligible_quantity": 0, "ineligible": [
            { "code": "moon_phase", "label": "Not tonight.", "quantity": 1 },
        ] }],
    }] }))
    .unwrap();
    assert_eq!(eligibility.lines[0].options[0].ineligible[0].label, "Not tonight.");

    let reasons: ReasonList =
        from_value(json!({ "data": [{ "code": "bored", "label": "I got bored", "category": "mood" }] })).unwrap();
    assert!(reasons.data[0].children.is_empty() && reasons.data[0].fault.is_empty());
}

#[test]
fn capabilities_that_this_version_does_not_know_are_ignored() {
    let capabilities: Capabilities = from_value(json!({
        "contract": { "version": "2027-03-01" }, "shop": { "name": "Acme" }, "currency": "EUR", "region": "DE",
        "auth": { "passkey": { "rp_id": "acme.test" } }, "capabilities": { "time_travel": { "years": 3 } },
    }))
    .unwrap();
    assert!(capabilities.auth.order_lookup.is_none());
    assert!(capabilities.capabilities.returns.is_none() && capabilities.capabilities.tracking.is_none());
}

#[test]
fn a_title_of_five_thousand_characters_is_kept_whole() {
    let title = "长<b>&😀".repeat(1_000);
    let order: Order = from_value(json!({
        "id": "ord_1", "number": "1", "placed_at": "2026-11-21T10:00:00Z", "status": "delivered",
        "total": { "amount": 1, "currency": "CNY" },
        "lines": [{
            "id": "li_1", "product_id": "prd_1", "title": title,
            "quantity": { "ordered": 1, "current": 1, "fulfilled": 1 },
            "unit_price": { "amount": 1, "currency": "CNY" }, "total": { "amount": 1, "currency": "CNY" },
        }],
    }))
    .unwrap();
    assert_eq!(order.lines[0].title, title);
}

#[test]
fn a_problem_may_say_almost_nothing() {
    let problem: Problem = from_value(json!({})).unwrap();
    assert_eq!((problem.kind.as_str(), problem.status, problem.code.as_str()), ("about:blank", 0, ""));
    assert!(problem.detail.is_none() && problem.errors.is_empty());
}
