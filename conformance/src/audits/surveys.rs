//! Surveys: asked once.

use serde_json::json;

use super::isolation::unreadable;
use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    fixtures::Role,
    stage::{Shopper, Stage},
};

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "SURV-01",
        level: Level::Must,
        profile: Profile::Surveys,
        title: "Another customer's survey is like one that does not exist",
        rule: "Rules: Isolation",
        needs: &[Need::Order(Role::Surveyed), Need::Stranger],
        effect: Effect::Reads,
        run: |stage| Box::pin(foreign(stage)),
    },
    Audit {
        code: "SURV-02",
        level: Level::Must,
        profile: Profile::Surveys,
        title: "The first answer counts: the same again is taken, another one refused",
        rule: "answerSurvey",
        needs: &[Need::Order(Role::Surveyed)],
        effect: Effect::Writes,
        run: |stage| Box::pin(once(stage)),
    },
];

async fn survey(stage: &Stage) -> Outcome<(Shopper, String)> {
    let shopper = stage.customer(Role::Surveyed).await?;
    let order = shopper.order().await?;
    let cases = shopper.get(&format!("/cases?order_id={}", order.text("/id"))).await?.must(200)?;
    let of_cases = cases.list("/data").flat_map(|case| case["surveys"].as_array().into_iter().flatten());
    let id = order.list("/surveys").chain(of_cases).find_map(|survey| survey["id"].as_str());
    let id = id.ok_or_else(|| Stop::skipped("no survey is open on the order that serves `surveyed`"))?;
    Ok((shopper, id.to_owned()))
}

async fn foreign(stage: &Stage) -> Outcome {
    let (_, id) = survey(stage).await?;
    unreadable(stage, "/surveys/{}", &id).await
}

async fn once(stage: &Stage) -> Outcome {
    let (shopper, id) = survey(stage).await?;
    let path = format!("/surveys/{id}");
    let open = shopper.get(&path).await?.must(200)?;
    if open.text("/status") != "open" {
        return Err(Stop::skipped("the survey is not open any more"));
    }
    let bound = |pointer: &str| open.body.pointer(pointer).and_then(serde_json::Value::as_u64).unwrap_or_default();
    let (least, most) = (bound("/scale/min"), bound("/scale/max"));
    open.ensure(least < most, format!("a scale from {least} to {most}"))?;
    let answer = |score: u64| json!({ "score": score });
    shopper.post(&path, &answer(most + 1)).await?.must_refuse(409, &["score_out_of_range"])?;
    let first = shopper.post(&path, &answer(most)).await?.must(200)?;
    first.ensure(first.text("/status") == "answered", "an answered survey is not `answered`")?;
    shopper.post(&path, &answer(most)).await?.must(200)?;
    shopper.post(&path, &answer(least)).await?.must_refuse(409, &["survey_closed"])?;
    let after = shopper.get(&path).await?.must(200)?;
    after.ensure(after.text("/status") == "answered", "the survey is asked again")
}
