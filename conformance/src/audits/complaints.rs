//! Complaints: somebody answers for them, by when, and who decides next.

use serde_json::{Value, json};

use super::tracking::first_event;
use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::{Question, Reply},
    fixtures::Role,
    piece::leaves,
    stage::{Shopper, Stage, action_question, allows},
};

const NEEDS: &[Need] = &[Need::Order(Role::Complainable)];

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "COMP-01",
        level: Level::Must,
        profile: Profile::Complaints,
        title: "A complaint keeps the shopper's words, and has clocks, a ladder and a conversation",
        rule: "openCase",
        needs: NEEDS,
        effect: Effect::Writes,
        run: |stage| Box::pin(opened(stage)),
    },
    Audit {
        code: "COMP-02",
        level: Level::Must,
        profile: Profile::Complaints,
        title: "Escalating hands the complaint to the next level and says so",
        rule: "actOnCase",
        needs: NEEDS,
        effect: Effect::Writes,
        run: |stage| Box::pin(escalated(stage)),
    },
    Audit {
        code: "COMP-03",
        level: Level::Must,
        profile: Profile::Complaints,
        title: "An offer is answered by its id, once",
        rule: "actOnCase",
        needs: &[Need::Order(Role::Offer)],
        effect: Effect::Writes,
        run: |stage| Box::pin(answered(stage)),
    },
    Audit {
        code: "COMP-04",
        level: Level::Must,
        profile: Profile::Complaints,
        title: "Where cases are live, the stream begins with the case as it is",
        rule: "watchCase",
        needs: NEEDS,
        effect: Effect::Writes,
        run: |stage| Box::pin(live(stage)),
    },
];

/// What the shopper writes: signs that a careless backend spoils.
pub(super) const WORDS: &str = "5 < 6 & \"quoted\" 'words' 你好 — the box was wet.";

/// Opens a complaint about an order as a whole.
///
/// # Errors
/// When the shop has no reasons for one, or refuses it.
pub(super) async fn open(stage: &Stage) -> Outcome<(Shopper, Reply)> {
    let shopper = stage.customer(Role::Complainable).await?;
    let order = shopper.order().await?;
    let reasons = shopper.get(&format!("/reasons?type=complaint&order_id={}", order.text("/id"))).await?.must(200)?;
    let plain = |reason: &&Value| {
        reason["requires"].as_array().is_none_or(|requires| requires.iter().all(|need| need == "note"))
    };
    let Some(reason) = leaves(&reasons.body["data"]).into_iter().find(plain) else {
        return Err(reasons.broken("no reason for a complaint that can be given in words"));
    };
    let body = json!({
        "type": "complaint",
        "order_id": order.body["id"],
        "reason_code": reason["code"],
        "text": WORDS,
    });
    let case = shopper.create("/cases", &stage.key(), &body).await?.must(201)?;
    Ok((shopper, case))
}

async fn opened(stage: &Stage) -> Outcome {
    let (_, case) = open(stage).await?;
    case.ensure(case.text("/complaint/text") == WORDS, "the shopper's words are not as they were written")?;
    let promised =
        |clock: &Value| clock["due_at"].is_string() && !clock["label"].as_str().unwrap_or_default().is_empty();
    case.ensure(case.list("/clocks").count() > 0, "no clock says by when somebody answers")?;
    case.ensure(case.list("/clocks").all(promised), "a clock without its moment or its words")?;
    let level = case.body["escalation"]["level"].as_u64().and_then(|level| usize::try_from(level).ok());
    let levels = case.list("/escalation/levels").count();
    case.ensure(level.is_some_and(|level| level < levels), "the level in force is not one of the ladder's")?;
    case.ensure(case.body["messages"].is_object(), "a complaint takes no messages")
}

async fn escalated(stage: &Stage) -> Outcome {
    let (shopper, case) = open(stage).await?;
    if !allows(&case.body, "escalate") {
        return Err(Stop::skipped("a new complaint can't be escalated in this shop"));
    }
    let tag = case.header("ETag").unwrap_or_default();
    let question = action_question(case.text("/id"), "escalate").header("If-Match", tag);
    let reply = shopper.ask(question.json(&json!({ "note": WORDS }))).await?.must(200)?;
    let level = |reply: &Reply| reply.body["escalation"]["level"].as_u64();
    reply.ensure(level(&reply) > level(&case), "the level is the one before")?;
    let reached = level(&reply).map(|level| format!("/escalation/levels/{level}/reached_at"));
    let dated = reached.is_some_and(|pointer| !reply.text(&pointer).is_empty());
    reply.ensure(dated, "the level reached has no `reached_at`")?;
    let (before, after): (Vec<_>, Vec<_>) = (case.list("/timeline").collect(), reply.list("/timeline").collect());
    reply.ensure(after.starts_with(&before) && after.len() > before.len(), "the timeline does not tell of it")?;
    let kept = case.body["owner"].is_null() || case.body["owner"]["name"] == reply.body["owner"]["name"];
    reply.ensure(kept, "the complaint's first owner has lost it")
}

async fn answered(stage: &Stage) -> Outcome {
    let shopper = stage.customer(Role::Offer).await?;
    let order = shopper.order().await?;
    let page = shopper.get(&format!("/cases?order_id={}&type=complaint", order.text("/id"))).await?.must(200)?;
    let open = page.list("/data").find_map(|case| {
        let offers = case["offers"].as_array()?;
        let offer = offers.iter().find(|offer| offer["status"] == "open")?;
        Some((case["id"].as_str()?, offer["id"].as_str()?))
    });
    let Some((case_id, offer_id)) = open else { return Err(Stop::skipped("no complaint has an open offer any more")) };
    let case = shopper.get(&format!("/cases/{case_id}")).await?.must(200)?;
    case.ensure(allows(&case.body, "decline_offer"), "an open offer that can't be declined")?;
    let act = |tag: &str| action_question(case_id, "decline_offer").header("If-Match", tag);
    let tag = case.header("ETag").unwrap_or_default();
    shopper.ask(act(tag).json(&json!({}))).await?.must_refuse(422, &[])?;
    let answer = json!({ "offer_id": offer_id });
    let declined = shopper.ask(act(tag).json(&answer)).await?.must(200)?;
    let offer = declined.list("/offers").find(|offer| offer["id"] == offer_id);
    declined.ensure(offer.is_some_and(|offer| offer["status"] == "declined"), "the offer is not `declined`")?;
    let tag = declined.header("ETag").unwrap_or_default();
    shopper.ask(act(tag).json(&answer)).await?.must_refuse(409, &["offer_closed", "action_not_allowed"])
}

async fn live(stage: &Stage) -> Outcome {
    if stage.site.capabilities["capabilities"]["complaints"]["live"] != true {
        return Err(Stop::skipped("not declared: `complaints.live`"));
    }
    let (shopper, case) = open(stage).await?;
    let path = format!("/cases/{}", case.text("/id"));
    let now = shopper.get(&path).await?.must(200)?;
    let stream = Question::get(format!("{path}/events")).header("Accept", "text/event-stream");
    first_event(&shopper.ask(stream).await?.must(200)?, "case", &now)
}
