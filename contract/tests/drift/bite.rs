//! The checks bite: each change below would have gone wrong unnoticed without one of them.

use aftercare_contract::spec::Spec;
use serde_json::{Value, json};

use crate::{conventions, coverage, proofs, round_trip, shape, source, story, sums};

/// The document with one change.
fn changed(change: impl FnOnce(&mut Value)) -> Spec {
    let mut document = Spec::load().unwrap().document().clone();
    change(&mut document);
    Spec::from_document(document).unwrap()
}

fn set(at: &'static str, value: Value) -> Spec {
    changed(|document| *document.pointer_mut(at).unwrap() = value)
}

fn remove(parent: &'static str, key: &str) -> Spec {
    changed(|document| {
        document.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(key).unwrap();
    })
}

fn push(at: &'static str, value: Value) -> Spec {
    changed(|document| document.pointer_mut(at).unwrap().as_array_mut().unwrap().push(value))
}

fn differences(spec: &Spec) -> Vec<String> {
    shape::differences(spec.document(), &source::read())
}

/// Exactly the expected complaints, by how they begin.
#[track_caller]
fn assert_says(found: Vec<String>, expected: &[&str]) {
    let as_expected = found.len() == expected.len()
        && found.iter().zip(expected).all(|(sentence, beginning)| sentence.starts_with(beginning));
    assert!(as_expected, "found {found:#?}, expected {expected:#?}");
}

#[test]
fn a_dropped_property_is_reported() {
    let spec = remove("/components/schemas/LineItem/properties", "variant_label");
    assert_says(differences(&spec), &["LineItem.variant_label: missing in the document's properties"]);
}

#[test]
fn an_added_property_is_reported() {
    let spec = changed(|document| {
        document["components"]["schemas"]["Order"]["properties"]["gift"] = json!({ "type": "boolean" });
    });
    assert_says(differences(&spec), &["Order.gift: in the document's properties only"]);
    assert_says(coverage::never_shown(&spec), &["Order.gift"]);
}

#[test]
fn an_added_enum_value_is_reported() {
    let spec = push("/components/schemas/Phase/enum", json!("on_hold"));
    assert_says(differences(&spec), &["Phase.on_hold: in the document's enum only"]);
}

#[test]
fn a_dropped_enum_value_is_reported() {
    let spec = set("/components/schemas/Direction/enum", json!(["outbound"]));
    let found = differences(&spec);
    assert_says(found, &["Direction.return: missing in the document's enum"]);
    assert!(round_trip::losses(&spec).iter().any(|loss| loss.contains("\"return\" is not")), "the examples use it");
}

#[test]
fn an_added_requirement_is_reported() {
    let spec = push("/components/schemas/Refund/required", json!("paid_at"));
    assert_says(differences(&spec), &["Refund.paid_at: in the document's required only"]);
}

#[test]
fn a_dropped_requirement_is_reported() {
    let spec = set("/components/schemas/Money/required", json!(["amount"]));
    assert_says(differences(&spec), &["Money.currency: missing in the document's required"]);
}

#[test]
fn another_type_is_reported() {
    let spec = set("/components/schemas/Session/properties/expires_in", json!({ "type": "string" }));
    assert_says(differences(&spec), &["Session.expires_in: the document says"]);
}

#[test]
fn a_negative_quantity_is_reported() {
    let spec = set("/components/schemas/LineQuantity/properties/ordered/minimum", json!(-1));
    assert_says(differences(&spec), &["LineQuantity.ordered: the document says"]);
}

#[test]
fn closing_an_open_code_is_reported() {
    let spec = set("/components/schemas/Ineligible/properties/code", json!({ "type": "string", "enum": ["other"] }));
    assert_says(differences(&spec), &["Ineligible.code: the document says"]);
}

#[test]
fn a_second_member_in_a_proof_is_reported() {
    let spec = remove("/components/schemas/Proof/oneOf/1", "maxProperties");
    assert_says(differences(&spec), &["Proof.phone: not the only member"]);
}

#[test]
fn a_schema_without_a_type_is_reported() {
    let spec = changed(|document| document["components"]["schemas"]["Voucher"] = json!({ "type": "object" }));
    assert_says(differences(&spec), &["Voucher: a schema without a Rust type"]);
}

#[test]
fn a_type_without_a_schema_is_reported() {
    let mut source = source::read();
    source::add_types("pub struct Voucher { pub code: String }", &mut source);
    let found = shape::differences(Spec::load().unwrap().document(), &source);
    assert_says(found, &["Voucher: a Rust type without a schema"]);
}

#[test]
fn an_example_that_does_not_fit_is_reported() {
    let spec = set("/components/examples/CaseOpened/value/items/0/quantity", json!(0));
    let losses = round_trip::losses(&spec);
    assert!(!losses.is_empty() && losses.iter().all(|loss| loss.contains("/items/0/quantity")), "{losses:#?}");
}

#[test]
fn a_time_without_an_offset_is_reported() {
    let spec = set("/components/examples/OrderDelivered/value/placed_at", json!("2026-11-14T09:26:31"));
    assert!(round_trip::losses(&spec).iter().any(|loss| loss.contains("date-time")));
}

#[test]
fn an_example_member_that_the_rust_type_drops_is_reported() {
    let spec = changed(|document| document["components"]["examples"]["OrderDelivered"]["value"]["gift"] = json!(true));
    assert_says(
        round_trip::losses(&spec),
        &["/paths/~1orders~1{order_id}/get/responses/200/content/application~1json/examples/delivered/gift: lost"],
    );
}

#[test]
fn a_dangling_line_is_reported() {
    let spec = set("/components/examples/CaseQuoted/value/items/0/line_item_id", json!("li_7QD1"));
    let at = "/paths/~1cases/post/responses/201/content/application~1json/examples/quoted/items/0";
    assert_says(story::contradictions(&spec), &[&format!("{at}/title"), &format!("{at}/line_item_id")]);
}

#[test]
fn a_breakdown_that_does_not_add_up_is_reported() {
    let spec = set("/components/examples/CaseQuoted/value/refund/breakdown/1/amount/amount", json!(-299));
    let found = sums::mistakes(&spec);
    assert!(found.len() == 1 && found[0].ends_with("\"currency\":\"USD\"}"), "{found:#?}");
}

#[test]
fn a_piece_that_is_not_accounted_for_is_reported() {
    let spec = set(
        "/paths/~1orders~1{order_id}~1eligibility/get/responses/200/content/application~1json/examples/with_reason/value/\
         lines/0/options/0/eligible_quantity",
        json!(2),
    );
    assert_eq!(sums::mistakes(&spec).len(), 1);
}

#[test]
fn another_title_of_the_same_line_is_reported() {
    let spec = set("/components/examples/CaseRepair/value/items/0/title", json!("Headlamp"));
    let found = story::contradictions(&spec);
    assert!(found.len() == 1 && found[0].ends_with("li_6RH1 was told otherwise before"), "{found:#?}");
}

#[test]
fn an_upload_that_nobody_made_is_reported() {
    let spec = set(
        "/paths/~1cases~1{case_id}~1messages/post/requestBody/content/application~1json/examples/with_a_photo/value/\
         attachments/0",
        json!("upl_0000"),
    );
    assert_eq!(story::contradictions(&spec).len(), 1);
}

#[test]
fn a_receipt_of_another_key_is_reported() {
    let spec = set(
        "/paths/~1capabilities/get/responses/200/content/application~1json/examples/shop/value/capabilities/receipts/\
         keys/0/x",
        json!("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"),
    );
    assert!(proofs::failures(&spec).iter().any(|one| one.ends_with("the signature is not the shop's")));
}

#[test]
fn a_code_that_is_not_listed_is_reported() {
    let at = "/components/responses/BookingRefused/content/application~1problem+json/examples/slot_taken/value/code";
    let found = proofs::failures(&set(at, json!("slot_gone")));
    assert!(found.len() == 1 && found[0].ends_with("`slot_gone`"), "{found:#?}");
}

#[test]
fn an_operation_that_forgets_an_error_is_reported() {
    let spec = remove("/paths/~1orders/get/responses", "401");
    assert_says(conventions::breaches(&spec), &["GET /orders: needs a token but does not describe 401"]);
}

#[test]
fn a_link_that_leads_astray_is_reported() {
    let spec = set("/components/links/firstOrder/operationId", json!("getCase"));
    assert_says(conventions::breaches(&spec), &["link firstOrder: getCase has no parameter order_id"]);
}

#[test]
fn a_busy_answer_without_retry_after_is_reported() {
    let spec = remove("/components/responses/Unavailable/headers", "Retry-After");
    let found = conventions::breaches(&spec);
    assert!(found.len() == spec.operations().count() && found.iter().all(|one| one.contains("Retry-After")));
}
