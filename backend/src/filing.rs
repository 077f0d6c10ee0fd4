//! Turns a promise into a case.

use sqlx::AnyConnection;

use crate::{
    clock::Millis,
    problem::Answer,
    returns::Promise,
    rma,
    shop::Shop,
    store::cases::{self, CaseRecord},
    token,
};

/// Stores the case of a promise, with the days by which things happen, and returns its id.
///
/// # Errors
/// When the database fails.
pub async fn file(
    shop: &Shop,
    connection: &mut AnyConnection,
    order_id: &str,
    promise: &Promise,
    now: Millis,
) -> Answer<String> {
    let record = CaseRecord {
        id: token::id("case"),
        number: rma::number(),
        kind: "return".into(),
        order_id: order_id.to_owned(),
        phase: "awaiting_customer".into(),
        status: "approved".into(),
        version: 1,
        created_at: now,
        updated_at: now,
        due_at: Some(shop.calendar().end_of_day(now, shop.drop_off_days)),
        resolution: "refund".into(),
        method: promise.method.code().into(),
        method_fee: promise.method_fee,
        refund: promise.total(),
        breakdown: serde_json::to_string(&promise.breakdown)?,
        speed: promise.speed.clone(),
        expected_by: Some(shop.calendar().end_of_day(now, shop.drop_off_days + shop.refund_days)),
        paid_at: None,
        drop_off_code: rma::drop_off_code(),
        label_token: token::bearer(),
    };
    cases::insert(connection, &record, &promise.records()).await?;
    Ok(record.id)
}
