//! Nobody sees what is somebody else's.

use serde_json::{Value, json};

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::{Question, Reply},
    fixtures::Role,
    piece::Piece,
    stage::{Stage, action_question},
};

const BOTH: &[Need] = &[Need::Order(Role::Returnable), Need::Stranger];

/// An id that is well formed and belongs to nothing.
const NOTHING: &str = "no-such-thing-0000000000";

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "ISO-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Another customer's order is like one that does not exist",
        rule: "Rules: Isolation",
        needs: BOTH,
        effect: Effect::Reads,
        run: |stage| Box::pin(orders(stage)),
    },
    Audit {
        code: "ISO-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Another customer's case is like one that does not exist, for reading and for acting",
        rule: "Rules: Isolation",
        needs: BOTH,
        effect: Effect::Writes,
        run: |stage| Box::pin(cases(stage)),
    },
    Audit {
        code: "ISO-03",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Nothing can be opened on another customer's order, line or quote",
        rule: "Rules: Isolation",
        needs: BOTH,
        effect: Effect::Writes,
        run: |stage| Box::pin(writes(stage)),
    },
    Audit {
        code: "ISO-04",
        level: Level::Must,
        profile: Profile::Tracking,
        title: "Another customer's parcel is like one that does not exist",
        rule: "Rules: Isolation",
        needs: &[Need::Order(Role::Tracked), Need::Stranger],
        effect: Effect::Reads,
        run: |stage| Box::pin(parcels(stage)),
    },
    Audit {
        code: "ISO-05",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Lists hold the customer's own only, and filters find nothing of others",
        rule: "Rules: Isolation",
        needs: BOTH,
        effect: Effect::Writes,
        run: |stage| Box::pin(lists(stage)),
    },
];

/// The same answer for what is somebody else's and for what is nobody's.
pub(super) fn alike(foreign: &Reply, none: &Reply) -> Outcome {
    foreign.must_refuse(404, &["not_found"])?;
    if foreign.body != none.body || foreign.status != none.status {
        return Err(foreign.broken_beside(none, "what is somebody else's is told from what does not exist"));
    }
    Ok(())
}

/// Reads the same path with a foreign id and with one that is nothing.
pub(super) async fn unreadable(stage: &Stage, template: &str, id: &str) -> Outcome {
    let stranger = stage.stranger().await?;
    let foreign = stranger.get(&template.replace("{}", id)).await?;
    alike(&foreign, &stranger.get(&template.replace("{}", NOTHING)).await?)
}

async fn orders(stage: &Stage) -> Outcome {
    let order = stage.customer(Role::Returnable).await?.order().await?;
    let line = order.text("/lines/0/id");
    unreadable(stage, "/orders/{}", order.text("/id")).await?;
    unreadable(stage, "/orders/{}/eligibility", order.text("/id")).await?;
    unreadable(stage, "/reasons?type=return&line_item_id={}", line).await
}

async fn cases(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let case = piece.open(stage).await?;
    let id = case.text("/id");
    unreadable(stage, "/cases/{}", id).await?;
    if stage.site.declares("receipts") {
        unreadable(stage, "/cases/{}/receipts", id).await?;
    }
    if stage.site.declares("complaints") {
        unreadable(stage, "/cases/{}/messages", id).await?;
    }
    let stranger = stage.stranger().await?;
    let tag = case.header("ETag").unwrap_or_default();
    let act = |id: &str| action_question(id, "cancel").header("If-Match", tag);
    let foreign = stranger.ask(act(id)).await?;
    alike(&foreign, &stranger.ask(act(NOTHING)).await?)?;
    let after = piece.shopper.get(&format!("/cases/{id}")).await?.must(200)?;
    after.ensure(after.body == case.body, "another customer has changed the case")
}

async fn writes(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let stranger = stage.stranger().await?;
    let own = stranger.order().await?;
    let theirs = piece.one_tap(1);
    let nobodys = swap(&theirs, "order_id", &json!(NOTHING));
    let open = |body: Value| Question::post("/cases", &body).key(&stage.key());
    let foreign = stranger.ask(open(theirs.clone())).await?;
    alike(&foreign, &stranger.ask(open(nobodys.clone())).await?)?;
    let quote = |body: &Value| {
        let mut body = body.clone();
        body.as_object_mut().map(|members| members.remove("one_click"));
        Question::post("/quotes", &body)
    };
    let foreign = stranger.ask(quote(&theirs)).await?;
    alike(&foreign, &stranger.ask(quote(&nobodys)).await?)?;
    // The line is the other's, the order one's own.
    let mixed = swap(&theirs, "order_id", &own.body["id"]);
    let mut nothing = mixed.clone();
    nothing["items"][0]["line_item_id"] = NOTHING.into();
    let foreign = stranger.ask(open(mixed)).await?;
    alike(&foreign, &stranger.ask(open(nothing)).await?)?;
    let (body, promised) = piece.quote(1).await?;
    let taken = crate::piece::with_quote(&swap(&body, "order_id", &own.body["id"]), &promised);
    let foreign = stranger.ask(open(taken)).await?;
    foreign.must_refuse(404, &["not_found"])
}

fn swap(body: &Value, member: &str, value: &Value) -> Value {
    let mut body = body.clone();
    body[member] = value.clone();
    body
}

async fn parcels(stage: &Stage) -> Outcome {
    let order = stage.customer(Role::Tracked).await?.order().await?;
    let Some(id) = order.list("/shipments").find_map(|parcel| parcel["id"].as_str()) else {
        return Err(Stop::skipped("the order that serves `tracked` has no parcel"));
    };
    unreadable(stage, "/shipments/{}", id).await
}

async fn lists(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let case = piece.open(stage).await?;
    let stranger = stage.stranger().await?;
    let theirs = piece.order_id();
    let orders = stranger.get("/orders?limit=100").await?.must(200)?;
    orders
        .ensure(orders.list("/data").all(|order| order["id"] != theirs), "another customer's order is in the list")?;
    let cases = stranger.get("/cases?limit=100").await?.must(200)?;
    cases.ensure(
        cases.list("/data").all(|one| one["id"] != case.body["id"]),
        "another customer's case is in the list",
    )?;
    let filtered = stranger.get(&format!("/cases?order_id={theirs}")).await?.must(200)?;
    filtered.ensure(filtered.list("/data").count() == 0, "the filter finds another customer's cases")
}
