//! Other people's pages.

use reqwest::Method;

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::{Question, Reply},
    stage::Stage,
};

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "CORS-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "An origin that is not configured is not allowed",
        rule: "Rules: CORS",
        needs: &[],
        effect: Effect::Reads,
        run: |stage| Box::pin(stranger(stage)),
    },
    Audit {
        code: "CORS-03",
        level: Level::Must,
        profile: Profile::Returns,
        title: "The shop's own origin may send and read what the contract uses",
        rule: "Rules: CORS",
        needs: &[Need::Origin],
        effect: Effect::Reads,
        run: |stage| Box::pin(own(stage)),
    },
];

/// Headers the widget sends.
const SENT: [&str; 6] =
    ["authorization", "content-type", "idempotency-key", "if-match", "if-none-match", "accept-language"];

/// Headers the widget reads.
const READ: [&str; 4] = ["etag", "location", "retry-after", "request-id"];

async fn stranger(stage: &Stage) -> Outcome {
    let evil = "https://not-this-shop.invalid";
    for reply in [preflight(stage, evil).await?, from(stage, evil).await?] {
        let allowed = reply.header("Access-Control-Allow-Origin").unwrap_or_default();
        reply.ensure(allowed != evil && allowed != "*", format!("`{evil}` may use the API: `{allowed}` is allowed"))?;
    }
    Ok(())
}

async fn own(stage: &Stage) -> Outcome {
    let origin = stage.site.fixtures.origin.clone().ok_or_else(|| Stop::skipped("no `origin` in the fixtures"))?;
    let asked = preflight(stage, &origin).await?;
    let read = from(stage, &origin).await?;
    for reply in [&asked, &read] {
        let allowed = reply.header("Access-Control-Allow-Origin").unwrap_or_default();
        reply.ensure(allowed == origin, format!("`{allowed}` is allowed, not `{origin}`"))?;
    }
    let missing = lacking(&asked, "Access-Control-Allow-Headers", &SENT);
    asked.ensure(missing.is_empty(), format!("not allowed: {}", missing.join(", ")))?;
    let methods = lacking(&asked, "Access-Control-Allow-Methods", &["post"]);
    asked.ensure(methods.is_empty(), "the method POST is not allowed")?;
    let hidden = lacking(&read, "Access-Control-Expose-Headers", &READ);
    read.ensure(hidden.is_empty(), format!("not exposed: {}", hidden.join(", ")))?;
    let varies = lacking(&read, "Vary", &["origin"]);
    read.ensure(varies.is_empty(), "an answer for one origin without `Vary: Origin`")
}

async fn preflight(stage: &Stage, origin: &str) -> Outcome<Reply> {
    let question = Question::new(Method::OPTIONS, "/cases")
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", SENT.join(","));
    stage.guest().ask(question).await
}

async fn from(stage: &Stage, origin: &str) -> Outcome<Reply> {
    stage.guest().ask(Question::get("/capabilities").header("Origin", origin)).await
}

/// Which of these a header that lists names does not list.
fn lacking<'n>(reply: &Reply, header: &str, wanted: &[&'n str]) -> Vec<&'n str> {
    let given = reply.exchange.response_headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case(header));
    let given: Vec<String> =
        given.flat_map(|(_, list)| list.split(',')).map(|name| name.trim().to_ascii_lowercase()).collect();
    wanted.iter().copied().filter(|name| !given.iter().any(|given| given == name)).collect()
}
