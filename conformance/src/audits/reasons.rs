//! The reason tree.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    fixtures::Role,
    piece::{Piece, has_some, leaves},
    stage::Stage,
};

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "RSN-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Every reason to choose has a code of its own and a label",
        rule: "listReasons",
        needs: &[Need::Order(Role::NeedsReason)],
        effect: Effect::Reads,
        run: |stage| Box::pin(distinct(stage)),
    },
    Audit {
        code: "RSN-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A line that needs a reason is refused without one, with a group, and with a code nobody knows",
        rule: "createQuote",
        needs: &[Need::Order(Role::NeedsReason)],
        effect: Effect::Reads,
        run: |stage| Box::pin(wanted(stage)),
    },
    Audit {
        code: "RSN-03",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A shop that takes no files has no reason that asks for one",
        rule: "listReasons",
        needs: &[Need::Order(Role::NeedsReason)],
        effect: Effect::Reads,
        run: |stage| Box::pin(provable(stage)),
    },
];

/// The case types that have reasons.
const REASONED: [&str; 4] = ["return", "exchange", "complaint", "repair"];

async fn piece(stage: &Stage) -> Outcome<Piece> {
    Piece::find(stage, Role::NeedsReason, "return", |option| has_some(option) && !asks_none(option)).await
}

fn asks_none(option: &Value) -> bool {
    let until = option["no_reason_until"].as_str().and_then(|text| text.parse::<jiff::Timestamp>().ok());
    until.is_some_and(|until| until > jiff::Timestamp::now())
}

async fn distinct(stage: &Stage) -> Outcome {
    let piece = piece(stage).await?;
    let reply = piece.reasons().await?;
    let found = leaves(&reply.body["data"]);
    reply.ensure(!found.is_empty(), "no reason to choose")?;
    let mut codes = BTreeSet::new();
    for reason in found {
        let fresh = codes.insert(reason["code"].to_string());
        reply.ensure(fresh, format!("the code {} is there twice", reason["code"]))?;
        reply.ensure(!reason["label"].as_str().unwrap_or_default().is_empty(), "a reason without a label")?;
    }
    Ok(())
}

async fn wanted(stage: &Stage) -> Outcome {
    let piece = piece(stage).await?;
    let fit = piece.quote_body(1).await?;
    let mut without = fit.clone();
    without["items"][0].as_object_mut().map(|item| item.remove("reason_code"));
    piece.shopper.post("/quotes", &without).await?.must_refuse(409, &["reason_required"])?;
    let mut unknown = fit.clone();
    unknown["items"][0]["reason_code"] = "a_reason_nobody_knows".into();
    piece.shopper.post("/quotes", &unknown).await?.must_refuse(409, &[])?;
    let reasons = piece.reasons().await?;
    let is_group = |reason: &&Value| reason["children"].as_array().is_some_and(|children| !children.is_empty());
    let Some(group) = reasons.list("/data").find(is_group) else {
        return Err(Stop::skipped("the reasons have no groups, all else holds"));
    };
    let mut with_group = fit;
    with_group["items"][0]["reason_code"] = group["code"].clone();
    piece.shopper.post("/quotes", &with_group).await?.must_refuse(409, &[])
}

async fn provable(stage: &Stage) -> Outcome {
    let piece = piece(stage).await?;
    if stage.site.declares("uploads") {
        return Ok(());
    }
    for kind in REASONED {
        let path = format!("/reasons?type={kind}&line_item_id={}", piece.line_id);
        let reply = piece.shopper.get(&path).await?.must(200)?;
        for reason in leaves(&reply.body["data"]) {
            let files =
                reason["requires"].as_array().into_iter().flatten().filter(|it| **it == "photo" || **it == "video");
            let asked: Vec<String> = files.map(Value::to_string).collect();
            let code = &reason["code"];
            reply.ensure(
                asked.is_empty(),
                format!("the {kind} reason {code} asks for {} and `uploads` is not declared", asked.join(", ")),
            )?;
        }
    }
    Ok(())
}
