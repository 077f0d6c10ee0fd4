//! Parcels.

use reqwest::Method;
use serde_json::Value;

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::{Question, Reply},
    fixtures::Role,
    stage::{Shopper, Stage},
};

const NEEDS: &[Need] = &[Need::Order(Role::Tracked)];

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "TRACK-01",
        level: Level::Must,
        profile: Profile::Tracking,
        title: "A parcel known by its ETag is 304 without a body",
        rule: "getShipment",
        needs: NEEDS,
        effect: Effect::Reads,
        run: |stage| Box::pin(not_modified(stage)),
    },
    Audit {
        code: "TRACK-02",
        level: Level::Must,
        profile: Profile::Tracking,
        title: "A parcel says the same in its order and by itself, its newest scan first",
        rule: "getShipment",
        needs: NEEDS,
        effect: Effect::Reads,
        run: |stage| Box::pin(agree(stage)),
    },
    Audit {
        code: "TRACK-03",
        level: Level::Must,
        profile: Profile::Tracking,
        title: "Where parcels are live, the stream begins with the parcel as it is",
        rule: "watchShipment",
        needs: NEEDS,
        effect: Effect::Reads,
        run: |stage| Box::pin(live(stage)),
    },
];

async fn parcel(stage: &Stage) -> Outcome<(Shopper, Reply, String)> {
    let shopper = stage.customer(Role::Tracked).await?;
    let order = shopper.order().await?;
    let id = order.list("/shipments").find_map(|parcel| parcel["id"].as_str()).map(str::to_owned);
    let id = id.ok_or_else(|| Stop::skipped("the order that serves `tracked` has no parcel"))?;
    Ok((shopper, order, format!("/shipments/{id}")))
}

async fn not_modified(stage: &Stage) -> Outcome {
    let (shopper, _, path) = parcel(stage).await?;
    let first = shopper.get(&path).await?.must(200)?;
    let tag = first.header("ETag").unwrap_or_default();
    let again = shopper.ask(Question::get(path).header("If-None-Match", tag)).await?.must(304)?;
    again.ensure(again.exchange.response.is_empty(), "a 304 has no body")
}

async fn agree(stage: &Stage) -> Outcome {
    let (shopper, order, _) = parcel(stage).await?;
    for summary in order.list("/shipments") {
        let id = summary["id"].as_str().unwrap_or_default();
        let parcel = shopper.get(&format!("/shipments/{id}")).await?.must(200)?;
        for member in ["direction", "tracking_status", "delivered_at", "expected", "tracking_number"] {
            if parcel.body[member] != summary[member] {
                return Err(parcel.broken_beside(&order, format!("`{member}` is another than in the order")));
            }
        }
        parcel.ensure(parcel.body["order_id"] == order.body["id"], "the parcel is another order's")?;
        let scans: Vec<jiff::Timestamp> =
            parcel.list("/checkpoints").filter_map(|scan| scan["at"].as_str()?.parse().ok()).collect();
        parcel.ensure(scans.is_sorted_by(|newer, older| newer >= older), "the checkpoints are not newest first")?;
        let arrived = parcel.text("/tracking_status") == "delivered";
        parcel.ensure(arrived == parcel.body["delivered_at"].is_string(), "`delivered` and `delivered_at` disagree")?;
    }
    Ok(())
}

async fn live(stage: &Stage) -> Outcome {
    if stage.site.capabilities["capabilities"]["tracking"]["live"] != true {
        return Err(Stop::skipped("not declared: `tracking.live`"));
    }
    let (shopper, _, path) = parcel(stage).await?;
    let parcel = shopper.get(&path).await?.must(200)?;
    let stream = Question::new(Method::GET, format!("{path}/events")).header("Accept", "text/event-stream");
    first_event(&shopper.ask(stream).await?.must(200)?, "shipment", &parcel)
}

/// The first event of a stream is the thing as it is.
///
/// # Errors
/// When it is not.
pub(super) fn first_event(stream: &Reply, name: &str, now: &Reply) -> Outcome {
    let kind = stream.header("Content-Type").unwrap_or_default();
    stream.ensure(kind.starts_with("text/event-stream"), format!("a stream comes as `{kind}`"))?;
    let fields = |wanted: &str| -> Vec<&str> {
        let lines = stream.exchange.response.lines().skip_while(|line| line.is_empty() || line.starts_with(':'));
        let event = lines.take_while(|line| !line.is_empty());
        event.filter_map(|line| Some(line.strip_prefix(wanted)?.strip_prefix(':')?.trim_start())).collect()
    };
    stream.ensure(fields("event") == [name], format!("the first event is {:?}, not `{name}`", fields("event")))?;
    let data: Option<Value> = serde_json::from_str(&fields("data").join("\n")).ok();
    if data.as_ref() != Some(&now.body) {
        return Err(stream.broken_beside(now, "the first event is not the thing as it is"));
    }
    let tag = now.header("ETag").unwrap_or_default();
    stream.ensure(fields("id") == [tag], format!("the event's id is {:?}, the ETag `{tag}`", fields("id")))
}
