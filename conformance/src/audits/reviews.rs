//! Reviews: one for each thing, and a reward that does not buy a score.

use std::collections::BTreeMap;

use reqwest::Method;
use serde_json::{Value, json};

use super::isolation::alike;
use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::{Question, Reply},
    fixtures::Role,
    stage::{Shopper, Stage},
};

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "REV-01",
        level: Level::Must,
        profile: Profile::Reviews,
        title: "A reward is the same whatever the score, and a low score is published like a high one",
        rule: "createReview",
        needs: &[Need::Order(Role::Reviewable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(reward(stage)),
    },
    Audit {
        code: "REV-02",
        level: Level::Must,
        profile: Profile::Reviews,
        title: "Something is reviewed once, by one key one time, and then not offered any more",
        rule: "createReview",
        needs: &[Need::Order(Role::Reviewable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(once(stage)),
    },
    Audit {
        code: "REV-03",
        level: Level::Must,
        profile: Profile::Reviews,
        title: "A review is changed by its version, and only by who wrote it",
        rule: "changeReview",
        needs: &[Need::Order(Role::Reviewable), Need::Stranger],
        effect: Effect::Writes,
        run: |stage| Box::pin(changed(stage)),
    },
    Audit {
        code: "REV-04",
        level: Level::Must,
        profile: Profile::Reviews,
        title: "A follow-up is taken when the review says so, and leaves the review as it was",
        rule: "addFollowUp",
        needs: &[Need::Order(Role::Reviewable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(followed_up(stage)),
    },
];

async fn reviewables(stage: &Stage) -> Outcome<(Shopper, Vec<Value>)> {
    let shopper = everything(stage).await?;
    let page = shopper.get("/reviewables?limit=100").await?.must(200)?;
    Ok((shopper, page.list("/data").cloned().collect()))
}

/// A session that opens every order with something to review.
async fn everything(stage: &Stage) -> Outcome<Shopper> {
    let orders = stage.site.fixtures.a.orders.iter();
    stage.customer_of(orders.filter(|order| order.serves.contains(&Role::Reviewable))).await
}

fn used_up() -> Stop {
    Stop::skipped("nothing is left to review; earlier runs have reviewed it")
}

fn body(reviewable: &Value, score: u8) -> Value {
    json!({ "reviewable_id": reviewable["id"], "score": score, "text": "Written by a conformance run." })
}

/// A reward without when it was given.
fn kind(reward: &Value) -> (Value, Value) {
    (reward["code"].clone(), reward["amount"].clone())
}

async fn reward(stage: &Stage) -> Outcome {
    let (shopper, things) = reviewables(stage).await?;
    let mut alike: BTreeMap<String, Vec<&Value>> = BTreeMap::new();
    for thing in &things {
        alike.entry(format!("{} {:?}", thing["type"], kind(&thing["reward"]))).or_default().push(thing);
    }
    let Some([first, second, ..]) = alike.values().map(Vec::as_slice).find(|things| things.len() >= 2) else {
        return Err(used_up());
    };
    let low = shopper.create("/reviews", &stage.key(), &body(first, 1)).await?.must(201)?;
    let high = shopper.create("/reviews", &stage.key(), &body(second, 5)).await?.must(201)?;
    if kind(&low.body["reward"]) != kind(&high.body["reward"]) || low.body["status"] != high.body["status"] {
        let said = |reply: &Reply| format!("{} with {}", reply.body["status"], reply.body["reward"]);
        let message = format!("one star: {}; five stars: {}", said(&low), said(&high));
        return Err(low.broken_beside(&high, message));
    }
    let promised = kind(&first["reward"]) == kind(&low.body["reward"]);
    low.ensure(promised, format!("{} was promised, {} is given", first["reward"], low.body["reward"]))
}

async fn once(stage: &Stage) -> Outcome {
    let (shopper, things) = reviewables(stage).await?;
    let Some(thing) = things.last() else { return Err(used_up()) };
    for score in [0, 6] {
        shopper.create("/reviews", &stage.key(), &body(thing, score)).await?.must_refuse(422, &[])?;
    }
    let (key, wish) = (stage.key(), body(thing, 4));
    let first = shopper.create("/reviews", &key, &wish).await?.must(201)?;
    let again = shopper.create("/reviews", &key, &wish).await?;
    if again.status != 201 || again.body != first.body {
        return Err(again.broken_beside(&first, "the second answer to the same key is not the first one"));
    }
    shopper.create("/reviews", &stage.key(), &wish).await?.must_refuse(409, &["already_reviewed"])?;
    let page = shopper.get("/reviewables?limit=100").await?.must(200)?;
    page.ensure(page.list("/data").all(|left| left["id"] != thing["id"]), "what was reviewed is offered again")?;
    let reviews = shopper.get("/reviews?limit=100").await?.must(200)?;
    let times = reviews.list("/data").filter(|review| review["id"] == first.body["id"]).count();
    reviews.ensure(times == 1, format!("the review is in the list {times} times"))
}

/// A review that fits, of an earlier audit or written now.
async fn written(stage: &Stage, fits: fn(&Value) -> bool) -> Outcome<(Shopper, Value)> {
    let (shopper, things) = reviewables(stage).await?;
    let page = shopper.get("/reviews?limit=100").await?.must(200)?;
    if let Some(review) = page.list("/data").find(|review| fits(review)) {
        return Ok((shopper, review.clone()));
    }
    let Some(thing) = things.last() else { return Err(used_up()) };
    let review = shopper.create("/reviews", &stage.key(), &body(thing, 4)).await?.must(201)?;
    if fits(&review.body) { Ok((shopper, review.body)) } else { Err(Stop::skipped("no review allows it now")) }
}

async fn changed(stage: &Stage) -> Outcome {
    let (shopper, review) = written(stage, |review| review["editable_until"].is_string()).await?;
    let path = format!("/reviews/{}", review["id"].as_str().unwrap_or_default());
    let now = shopper.get(&path).await?.must(200)?;
    let wish = json!({ "reviewable_id": review["reviewable_id"], "score": review["score"], "text": "Changed." });
    let put = |tag: Option<&str>| {
        let question = Question::new(Method::PUT, path.clone()).json(&wish);
        match tag {
            Some(tag) => question.header("If-Match", tag),
            None => question,
        }
    };
    shopper.ask(put(None)).await?.must_refuse(428, &[])?;
    shopper.ask(put(Some("\"an-older-version\""))).await?.must_refuse(412, &[])?;
    let after = shopper.ask(put(now.header("ETag"))).await?.must(200)?;
    after.ensure(after.text("/text") == "Changed.", "the change is not there")?;
    let taken_back = !now.body["reward"].is_null() && after.body["reward"].is_null();
    after.ensure(!taken_back, "a reward once given is taken back")?;
    let stranger = stage.stranger().await?;
    let foreign = stranger.get(&path).await?;
    alike(&foreign, &stranger.get("/reviews/no-such-review-0000").await?)
}

async fn followed_up(stage: &Stage) -> Outcome {
    let (shopper, review) = match written(stage, |review| review["can_follow_up"] == true).await {
        Err(Stop::Skipped(_)) => written(stage, |_| true).await?,
        found => found?,
    };
    let path = format!("/reviews/{}", review["id"].as_str().unwrap_or_default());
    let follow_ups = format!("{path}/follow_ups");
    let words = json!({ "text": "Still good after a conformance run." });
    let reply = shopper.create(&follow_ups, &stage.key(), &words).await?;
    if review["can_follow_up"] == true {
        let reply = reply.must(201)?;
        let there = reply.list("/follow_ups").any(|follow_up| follow_up["text"] == words["text"]);
        reply.ensure(there, "the follow-up is not among the review's")?;
        let kept = ["score", "text", "created_at"].iter().all(|member| reply.body[member] == review[member]);
        reply.ensure(kept, "the review itself has changed")?;
    } else {
        reply.must_refuse(409, &["follow_up_refused"])?;
    }
    let stranger = stage.stranger().await?;
    let foreign = stranger.create(&follow_ups, &stage.key(), &words).await?;
    alike(&foreign, &stranger.create("/reviews/no-such-review-0000/follow_ups", &stage.key(), &words).await?)
}
