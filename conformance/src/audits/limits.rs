//! Guessing is limited.

use serde_json::json;

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::{Question, Reply},
    fixtures::Role,
    stage::{Stage, look_up_body},
};

/// Who may guess this often without being stopped may guess a postal code.
const MANY: usize = 60;

pub(super) const AUDITS: &[Audit] = &[Audit {
    code: "LIMIT-01",
    level: Level::Must,
    profile: Profile::Returns,
    title: "Failed look-ups are limited, for known and unknown orders alike, and say when to come back",
    rule: "createSession",
    needs: &[Need::Order(Role::Returnable)],
    effect: Effect::Disturbs,
    run: |stage| Box::pin(limited(stage)),
}];

async fn limited(stage: &Stage) -> Outcome {
    let order = stage.site.fixtures.order(Role::Returnable);
    let order = order.ok_or_else(|| Stop::skipped("no order serves `returnable`"))?;
    let unknown = format!("{}5150", order.number);
    let without = guess(stage, &unknown).await?;
    let with = guess(stage, &order.number).await?;
    if with.body != without.body && with.code() != without.code() {
        return Err(with.broken_beside(&without, "the limit tells an order that is there from one that is not"));
    }
    Ok(())
}

/// Guesses until it is stopped.
async fn guess(stage: &Stage, number: &str) -> Outcome<Reply> {
    let mut last = None;
    for nth in 0..MANY {
        let body = look_up_body(number, &json!({ "email": format!("guess{nth}@conformance.invalid") }));
        let reply = stage.guest().ask(Question::post("/sessions", &body).blunt()).await?;
        if reply.status == 429 {
            let wait = reply.header("Retry-After").and_then(|text| text.parse::<u64>().ok());
            reply.ensure(wait.is_some_and(|wait| wait > 0), "429 without `Retry-After` in whole seconds")?;
            return Ok(reply);
        }
        last = Some(reply);
    }
    let message = format!("{MANY} wrong proofs for order {number} and none was refused with 429");
    Err(last.map_or_else(|| Stop::broken(message.clone()), |reply| reply.broken(message.clone())))
}
