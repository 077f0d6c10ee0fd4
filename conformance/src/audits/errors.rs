//! Refusals: which status, which shape.

use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile},
    client::{Question, Reply},
    fixtures::Role,
    piece::Piece,
    stage::Stage,
};

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "ERR-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A body that does not fit its schema is 422 and says where",
        rule: "Rules: 409 or 422",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(unfit(stage)),
    },
    Audit {
        code: "ERR-03",
        level: Level::Must,
        profile: Profile::Returns,
        title: "What is not JSON, and a query that does not fit, is 400",
        rule: "Rules: Errors",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(malformed(stage)),
    },
    Audit {
        code: "ERR-04",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Refusals are problem details with a code, their status inside",
        rule: "Rules: Errors",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(problem_shape(stage)),
    },
    Audit {
        code: "ERR-05",
        level: Level::Must,
        profile: Profile::Returns,
        title: "An unknown path is 404, an unknown method 405 with Allow",
        rule: "Rules: Errors",
        needs: &[],
        effect: Effect::Reads,
        run: |stage| Box::pin(outside(stage)),
    },
    Audit {
        code: "TOL-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Members, queries and headers that are unknown are ignored",
        rule: "Rules: Members",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(tolerant(stage)),
    },
    Audit {
        code: "TOL-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Long, foreign and hostile texts are taken or refused, never a failure",
        rule: "Rules: Errors",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(hostile(stage)),
    },
];

async fn unfit(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let fit = piece.quote_body(1).await?;
    let with = |pointer: &str, value: Value| {
        let mut body = fit.clone();
        if let Some(place) = body.pointer_mut(pointer) {
            *place = value;
        }
        body
    };
    for body in [
        with("/items/0/quantity", json!(0)),
        with("/items/0/quantity", json!(-1)),
        with("/items/0/quantity", json!("1")),
        with("/items/0/quantity", json!(1.5)),
        with("/items", json!([])),
        with("/items", json!({})),
        with("/order_id", json!("not an id")),
        with("/order_id", json!(null)),
        json!({}),
        json!([]),
    ] {
        let reply = piece.shopper.post("/quotes", &body).await?;
        reply.must_refuse(422, &[])?;
        let named = reply.list("/errors").any(|error| error["pointer"].is_string() && error["code"].is_string());
        reply.ensure(named, "`errors` does not say what is wrong where")?;
    }
    Ok(())
}

async fn malformed(stage: &Stage) -> Outcome {
    let shopper = stage.customer(Role::Returnable).await?;
    let post = || Question::new(Method::POST, "/quotes");
    let cut = post().header("Content-Type", "application/json").raw(r#"{"type": "return","#);
    shopper.ask(cut).await?.must_refuse(400, &[])?;
    let form = post().header("Content-Type", "application/x-www-form-urlencoded").raw("type=return");
    shopper.ask(form).await?.must_refuse(400, &[])?;
    for query in ["limit=0", "limit=101", "limit=many"] {
        shopper.get(&format!("/orders?{query}")).await?.must_refuse(400, &[])?;
    }
    shopper.get("/cases?phase=asleep").await?.must_refuse(400, &[])?;
    shopper.get("/reasons?type=return").await?.must_refuse(400, &[])
}

async fn problem_shape(stage: &Stage) -> Outcome {
    let shopper = stage.customer(Role::Returnable).await?;
    let refusals: [Reply; 4] = [
        stage.guest().get("/orders").await?.must(401)?,
        shopper.get("/orders/no-such-order-0000").await?.must(404)?,
        shopper.get("/orders?limit=0").await?.must(400)?,
        shopper.post("/quotes", &json!({})).await?.must(422)?,
    ];
    for reply in &refusals {
        let kind = reply.header("Content-Type").unwrap_or_default();
        reply.ensure(kind.starts_with("application/problem+json"), format!("a refusal comes as `{kind}`"))?;
        reply.ensure(!reply.code().is_empty(), "a refusal without a `code`")?;
        reply.ensure(reply.body["status"] == reply.status, "`status` differs from the answer's")?;
        reply.ensure(!reply.text("/detail").is_empty(), "a refusal without a `detail` for the shopper")?;
    }
    Ok(())
}

async fn outside(stage: &Stage) -> Outcome {
    stage.guest().get("/no-such-path-in-the-contract").await?.must_refuse(404, &[])?;
    let reply = stage.guest().ask(Question::new(Method::PUT, "/capabilities")).await?;
    reply.must_refuse(405, &[])?;
    reply.ensure(reply.header("Allow").is_some(), "405 without `Allow`")
}

async fn tolerant(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let (body, known) = piece.quote(1).await?;
    let mut more = body.clone();
    more["a_member_of_tomorrow"] = json!({ "deep": [1, null, "x"] });
    more["items"][0]["colour_of_the_box"] = "blue".into();
    more["ext"] = json!({ "example.conformance.note": true });
    let question = Question::post("/quotes?a_query_of_tomorrow=1", &more).header("X-Of-Tomorrow", "1");
    let reply = piece.shopper.ask(question).await?.must(200)?;
    if reply.body["total"] != known.body["total"] {
        return Err(reply.broken_beside(&known, "unknown members change the total"));
    }
    Ok(())
}

async fn hostile(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let fit = piece.quote_body(1).await?;
    let texts = ["'; DROP TABLE orders; --", "\u{0}\u{1}\u{7f}", "𝕏 你好 \u{202e}olleh", "{{7*7}} ${7*7}", "%00%ff%n"];
    for text in texts {
        let mut body = fit.clone();
        body["items"][0]["note"] = text.into();
        let reply = piece.shopper.post("/quotes", &body).await?;
        reply.ensure(reply.status < 500, format!("{} for a note", reply.status))?;
    }
    let mut long = fit;
    long["items"][0]["note"] = "x".repeat(2001).into();
    piece.shopper.post("/quotes", &long).await?.must_refuse(422, &[])?;
    for path in ["/orders/%00", "/orders/..%2f..%2fetc", "/cases/%F0%9F%92%A9", "/orders?cursor=%27%20OR%201=1"] {
        let reply = piece.shopper.get(path).await?;
        reply.ensure((400..500).contains(&reply.status), format!("{} for {path}", reply.status))?;
    }
    Ok(())
}
