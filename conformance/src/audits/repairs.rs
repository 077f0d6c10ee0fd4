//! Repairs, in one of the ways that the product's care names.

use serde_json::{Value, json};

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::Reply,
    fixtures::Role,
    piece::{Piece, has_some},
    stage::Stage,
};

pub(super) const AUDITS: &[Audit] = &[Audit {
    code: "REP-01",
    level: Level::Must,
    profile: Profile::Repairs,
    title: "A repair opens in a mode that care names, and in no other",
    rule: "openCase",
    needs: &[Need::Order(Role::Repairable)],
    effect: Effect::Writes,
    run: |stage| Box::pin(modes(stage)),
}];

/// A line that eligibility says can be repaired, and the care that says how.
async fn repairable(stage: &Stage) -> Outcome<(Piece, Reply)> {
    let piece = Piece::find(stage, Role::Repairable, "repair", has_some).await?;
    let product = piece.line().and_then(|line| line["product_id"].as_str()).unwrap_or_default();
    let care = piece.shopper.get(&format!("/products/{product}/care")).await?.must(200)?;
    care.ensure(care.list("/repair_modes").count() > 0, "a repair is offered, but no way to have it")?;
    Ok((piece, care))
}

async fn modes(stage: &Stage) -> Outcome {
    let (piece, care) = repairable(stage).await?;
    let item = piece.item(1).await?;
    let body = |mode: &Value| json!({ "type": "repair", "order_id": piece.order_id(), "items": [item], "mode": mode });
    let open = |mode: Value| {
        let (key, body) = (stage.key(), body(&mode));
        async { piece.shopper.create("/cases", &{ key }, &{ body }).await }
    };
    open("teleport".into()).await?.must_refuse(409, &["mode_unavailable"])?;
    if let Some(mode) = care.list("/repair_modes").find(|mode| mode["needs_slot"] == true) {
        open(mode["code"].clone()).await?.must_refuse(409, &["slot_required"])?;
    }
    let Some(mode) = care.list("/repair_modes").find(|mode| mode["needs_slot"] != true) else {
        return Err(Stop::skipped("every repair needs an appointment; the refusals are right"));
    };
    let case = open(mode["code"].clone()).await?.must(201)?;
    case.ensure(case.body["repair"]["mode"] == mode["code"], "another mode than asked for")
}
