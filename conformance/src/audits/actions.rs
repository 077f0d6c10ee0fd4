//! What `allowed_actions` promises.

use serde_json::{Value, json};

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::Reply,
    fixtures::Role,
    piece::{Piece, has_some},
    stage::{Stage, action_question, allows},
};

/// Every action of the contract.
pub(super) const KNOWN: [&str; 8] =
    ["cancel", "confirm_shipped", "change_method", "reschedule", "accept_offer", "decline_offer", "escalate", "reopen"];

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "ACT-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "An action that is not allowed, or that nobody knows, is 409 `action_not_allowed`",
        rule: "actOnCase",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(not_allowed(stage)),
    },
    Audit {
        code: "ACT-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Cancelling works where it is allowed, and ends the case",
        rule: "actOnCase",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(cancel(stage)),
    },
    Audit {
        code: "ACT-03",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Handing the parcel over works where it is allowed, and names the parcel back",
        rule: "actOnCase",
        needs: &[Need::Order(Role::Consumable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(hand_over(stage)),
    },
    Audit {
        code: "ACT-04",
        level: Level::Must,
        profile: Profile::Returns,
        title: "The way back changes to one of `methods` and no other, and the refund promised stays as it was",
        rule: "actOnCase",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(change_method(stage)),
    },
];

/// Tries every action that is not allowed.
///
/// # Errors
/// When one of them works.
pub(super) async fn refuse_the_rest(piece: &Piece, case: &Reply) -> Outcome {
    let tag = case.header("ETag").unwrap_or_default();
    for action in KNOWN.iter().copied().chain(["teleport"]).filter(|action| !allows(&case.body, action)) {
        let reply = piece.shopper.act(case.text("/id"), action, tag).await?;
        reply.must_refuse(409, &["action_not_allowed"])?;
    }
    Ok(())
}

async fn not_allowed(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let case = piece.open(stage).await?;
    refuse_the_rest(&piece, &case).await?;
    let after = piece.shopper.get(&format!("/cases/{}", case.text("/id"))).await?.must(200)?;
    after.ensure(after.body == case.body, "a refused action has changed the case")
}

async fn cancel(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let case = piece.open(stage).await?;
    case.ensure(allows(&case.body, "cancel"), "a return just opened can't be undone")?;
    let tag = case.header("ETag").unwrap_or_default();
    let reply = piece.shopper.act(case.text("/id"), "cancel", tag).await?.must(200)?;
    reply.ensure(reply.text("/phase") == "cancelled", format!("the phase is `{}`", reply.text("/phase")))?;
    let (before, after) = (case.list("/timeline").count(), reply.list("/timeline").count());
    reply.ensure(after > before, "the timeline does not tell of it")
}

async fn hand_over(stage: &Stage) -> Outcome {
    let piece = Piece::find(stage, Role::Consumable, "return", has_some).await?;
    let case = piece.open(stage).await?;
    case.ensure(allows(&case.body, "confirm_shipped"), "`confirm_shipped` is not allowed on a return to be sent")?;
    let tag = case.header("ETag").unwrap_or_default();
    let reply = piece.shopper.act(case.text("/id"), "confirm_shipped", tag).await?.must(200)?;
    let Some(parcel) = reply.body["shipment_id"].as_str() else {
        return Err(reply.broken("no `shipment_id` after handing the parcel over"));
    };
    let parcel = piece.shopper.get(&format!("/shipments/{parcel}")).await?.must(200)?;
    parcel.ensure(parcel.text("/direction") == "return", "the parcel back is not one of direction `return`")?;
    keeps_timeline(&case, &reply)
}

fn keeps_timeline(before: &Reply, after: &Reply) -> Outcome {
    let held = before.list("/timeline").zip(after.list("/timeline")).all(|(old, new): (&Value, &Value)| old == new);
    after.ensure(held, "the timeline was rewritten")
}

/// On the first order that lets a return be sent another way, without an appointment.
async fn change_method(stage: &Stage) -> Outcome {
    for order in stage.site.fixtures.orders().filter(|order| order.serves.contains(&Role::Returnable)) {
        let Ok(piece) = Piece::on(stage.enter(order).await?, "return", has_some).await? else { continue };
        let case = piece.open(stage).await?;
        let current = case.text("/method/code");
        let other = case.list("/methods").find(|way| way["code"] != current && way["needs_slot"] != true);
        if let Some(other) = other.filter(|_| allows(&case.body, "change_method")) {
            return change_to(&piece, &case, &other["code"]).await;
        }
    }
    Err(Stop::skipped("no return can be sent another way without an appointment"))
}

async fn change_to(piece: &Piece, case: &Reply, method: &Value) -> Outcome {
    let change = |body: Value| {
        let question = action_question(case.text("/id"), "change_method").json(&body);
        piece.shopper.ask(question.header("If-Match", case.header("ETag").unwrap_or_default()))
    };
    change(json!({})).await?.must_refuse(422, &[])?;
    change(json!({ "method": "by-balloon" })).await?.must_refuse(409, &["method_unavailable"])?;
    let changed = change(json!({ "method": method })).await?.must(200)?;
    let reads = piece.shopper.get(&format!("/cases/{}", case.text("/id"))).await?.must(200)?;
    for reply in [&changed, &reads] {
        let now = &reply.body["method"]["code"];
        reply.ensure(now == method, format!("{method} was chosen, the way back is {now}"))?;
        let (promised, told) = (&case.body["refund"]["amount"], &reply.body["refund"]["amount"]);
        if promised != told {
            return Err(reply.broken_beside(case, format!("{promised} was promised, {told} is told now")));
        }
        keeps_timeline(case, reply)?;
    }
    Ok(())
}
