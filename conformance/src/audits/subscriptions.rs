//! Being told when something changes.

use serde_json::json;

use super::isolation::alike;
use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    fixtures::Role,
    stage::Stage,
};

pub(super) const AUDITS: &[Audit] = &[Audit {
    code: "SUBS-01",
    level: Level::Must,
    profile: Profile::Subscriptions,
    title: "A subscription is there once, masks its address, is the shopper's own, and ends for good",
    rule: "createSubscription",
    needs: &[Need::Order(Role::Tracked), Need::Stranger],
    effect: Effect::Writes,
    run: |stage| Box::pin(one(stage)),
}];

async fn one(stage: &Stage) -> Outcome {
    let shopper = stage.customer(Role::Tracked).await?;
    let order = shopper.order().await?;
    let Some(parcel) = order.list("/shipments").find_map(|parcel| parcel["id"].as_str()) else {
        return Err(Stop::skipped("the order that serves `tracked` has no parcel"));
    };
    let address = "run@conformance.invalid";
    let channels = stage.site.capabilities["capabilities"]["subscriptions"]["channels"].as_array();
    if !channels.into_iter().flatten().any(|channel| channel["code"] == "email") {
        return Err(Stop::skipped("the shop does not tell by e-mail"));
    }
    let wish = json!({ "shipment_id": parcel, "channel": "email", "address": address });
    let first = shopper.create("/subscriptions", &stage.key(), &wish).await?.must(201)?;
    let label = first.text("/address_label");
    first.ensure(!label.is_empty() && !label.contains(address), format!("the address reads `{label}`"))?;
    let second = shopper.create("/subscriptions", &stage.key(), &wish).await?.must(201)?;
    second.ensure(second.body["id"] == first.body["id"], "the same wish twice is two subscriptions")?;
    let pigeon = json!({ "shipment_id": parcel, "channel": "pigeon" });
    shopper.create("/subscriptions", &stage.key(), &pigeon).await?.must_refuse(409, &["channel_unavailable"])?;
    let to_nothing = json!({ "channel": "email" });
    shopper.create("/subscriptions", &stage.key(), &to_nothing).await?.must_refuse(422, &[])?;
    let path = format!("/subscriptions/{}", first.text("/id"));
    let stranger = stage.stranger().await?;
    let foreign = stranger.create("/subscriptions", &stage.key(), &wish).await?;
    foreign.must_refuse(404, &["not_found"])?;
    let foreign = stranger.delete(&path).await?;
    alike(&foreign, &stranger.delete("/subscriptions/no-such-subscription-0000").await?)?;
    let listed = |reply: &crate::client::Reply| reply.list("/subscriptions").any(|one| one["id"] == first.body["id"]);
    let during = shopper.get(&format!("/shipments/{parcel}")).await?.must(200)?;
    during.ensure(listed(&during), "the parcel does not name the subscription")?;
    shopper.delete(&path).await?.must(204)?;
    shopper.delete(&path).await?.must(204)?;
    let after = shopper.get(&format!("/shipments/{parcel}")).await?.must(200)?;
    after.ensure(!listed(&after), "the subscription goes on after its end")
}
