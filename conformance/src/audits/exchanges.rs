//! Exchanges: what there is, and what it costs.

use serde_json::Value;

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::Reply,
    fixtures::Role,
    piece::{Piece, has_some, with_quote},
    stage::Stage,
};

const NEEDS: &[Need] = &[Need::Order(Role::Exchangeable)];

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "EXC-01",
        level: Level::Must,
        profile: Profile::Exchanges,
        title: "A quote names the variants; one that is sold out or unknown is refused with 409",
        rule: "createQuote",
        needs: NEEDS,
        effect: Effect::Reads,
        run: |stage| Box::pin(variants(stage)),
    },
    Audit {
        code: "EXC-02",
        level: Level::Must,
        profile: Profile::Exchanges,
        title: "An exchange records what was quoted: what comes instead, and who pays the difference",
        rule: "openCase",
        needs: NEEDS,
        effect: Effect::Writes,
        run: |stage| Box::pin(recorded(stage)),
    },
];

async fn quoted(stage: &Stage) -> Outcome<(Piece, Value, Reply)> {
    let piece = Piece::find(stage, Role::Exchangeable, "exchange", has_some).await?;
    let (body, quote) = piece.quote(1).await?;
    Ok((piece, body, quote))
}

fn offered(quote: &Reply) -> impl Iterator<Item = &Value> {
    quote.list("/exchanges/0/variants")
}

fn wanting(body: &Value, variant: &Value) -> Value {
    let mut body = body.clone();
    body["items"][0]["variant_id"] = variant.clone();
    body
}

async fn variants(stage: &Stage) -> Outcome {
    let (piece, body, quote) = quoted(stage).await?;
    quote.ensure(offered(&quote).count() > 0, "no variant to exchange for")?;
    let unknown = wanting(&body, &"no-such-variant-0000".into());
    piece.shopper.post("/quotes", &unknown).await?.must_refuse(409, &["variant_unknown"])?;
    if let Some(sold_out) = offered(&quote).find(|variant| variant["available"] == 0) {
        let body = wanting(&body, &sold_out["id"]);
        piece.shopper.post("/quotes", &body).await?.must_refuse(409, &["variant_sold_out"])?;
    }
    Ok(())
}

async fn recorded(stage: &Stage) -> Outcome {
    let (piece, body, quote) = quoted(stage).await?;
    let Some(variant) = offered(&quote).find(|variant| variant["available"].as_u64() > Some(0)) else {
        return Err(Stop::skipped("every variant is sold out"));
    };
    let body = wanting(&body, &variant["id"]);
    let quote = piece.shopper.post("/quotes", &body).await?.must(200)?;
    let total = quote.body["total"]["amount"].as_i64().unwrap_or_default();
    let case = piece.shopper.create("/cases", &stage.key(), &with_quote(&body, &quote)).await?.must(201)?;
    case.ensure(case.body["replacement"].is_object(), "the case does not say what comes instead")?;
    let back = case.body["refund"]["amount"]["amount"].as_i64().unwrap_or_default();
    let pays = case.body["payment"]["amount"]["amount"].as_i64().unwrap_or_default();
    if back - pays != total {
        let message = format!("{back} back and {pays} to pay are recorded, {total} was quoted");
        return Err(case.broken_beside(&quote, message));
    }
    Ok(())
}
