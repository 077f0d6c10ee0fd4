//! `GET /capabilities`: public, cacheable, complete.

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile},
    client::Question,
    fixtures::Role,
    stage::Stage,
};

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "CAP-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Capabilities are public and may be cached for 60 seconds at least",
        rule: "getCapabilities",
        needs: &[],
        effect: Effect::Reads,
        run: |stage| Box::pin(public(stage)),
    },
    Audit {
        code: "CAP-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Capabilities known by their ETag are 304 without a body",
        rule: "getCapabilities",
        needs: &[],
        effect: Effect::Reads,
        run: |stage| Box::pin(not_modified(stage)),
    },
    Audit {
        code: "CAP-03",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A shop that takes returns says so, and how shoppers get in",
        rule: "getCapabilities",
        needs: &[],
        effect: Effect::Reads,
        run: |stage| Box::pin(complete(stage)),
    },
    Audit {
        code: "CAP-04",
        level: Level::Must,
        profile: Profile::Returns,
        title: "An operation of a capability that is not declared is 404, like a path that is not there",
        rule: "Rules: Capabilities",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(undeclared(stage)),
    },
];

/// Operations to read without an id, and the capability each belongs to.
const LISTS: [(&str, &str); 4] = [
    ("guides", "/guides?product_id=any"),
    ("articles", "/articles"),
    ("reviews", "/reviews"),
    ("reviews", "/reviewables"),
];

async fn public(stage: &Stage) -> Outcome {
    let reply = stage.guest().get("/capabilities").await?.must(200)?;
    let cache = reply.header("Cache-Control").unwrap_or_default();
    let age = cache.split(',').find_map(|part| part.trim().strip_prefix("max-age=")?.parse::<u64>().ok());
    reply.ensure(age.is_some_and(|age| age >= 60), format!("`Cache-Control: {cache}` does not allow 60 seconds"))?;
    let kept = !cache.contains("no-store") && !cache.contains("private");
    reply.ensure(kept, format!("`Cache-Control: {cache}` keeps shared caches away"))
}

async fn not_modified(stage: &Stage) -> Outcome {
    let first = stage.guest().get("/capabilities").await?.must(200)?;
    let Some(tag) = first.header("ETag") else { return Err(first.broken("no `ETag`")) };
    let known = stage.guest().ask(Question::get("/capabilities").header("If-None-Match", tag)).await?;
    let again = known.clone().must(304)?;
    again.ensure(again.exchange.response.is_empty(), "a 304 has no body")?;
    let other = Question::get("/capabilities").header("If-None-Match", "\"another-copy\"");
    stage.guest().ask(other).await?.must(200).map(|_| ())
}

async fn complete(stage: &Stage) -> Outcome {
    let reply = stage.guest().get("/capabilities").await?.must(200)?;
    reply.ensure(reply.body["capabilities"]["returns"].is_object(), "`capabilities.returns` is level 0")?;
    let ways = reply.body["auth"].as_object().map_or(0, serde_json::Map::len);
    reply.ensure(ways > 0, "`auth` names no way in")
}

async fn undeclared(stage: &Stage) -> Outcome {
    let shopper = stage.customer(Role::Returnable).await?;
    for (_, path) in LISTS.iter().filter(|(capability, _)| !stage.site.declares(capability)) {
        shopper.get(path).await?.must_refuse(404, &["not_found"])?;
    }
    Ok(())
}
