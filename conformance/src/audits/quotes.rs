//! Quotes: no side effect, and kept.

use serde_json::{Value, json};

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile},
    fixtures::Role,
    piece::{Piece, has_some, with_quote},
    stage::Stage,
};

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "QUOTE-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A quote's total is the refund recorded",
        rule: "openCase",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(honoured(stage)),
    },
    Audit {
        code: "QUOTE-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A quote reserves nothing",
        rule: "createQuote",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(reserves_nothing(stage)),
    },
    Audit {
        code: "QUOTE-03",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A quote serves for one case",
        rule: "createQuote",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(once(stage)),
    },
    Audit {
        code: "QUOTE-04",
        level: Level::Must,
        profile: Profile::Returns,
        title: "No refund exceeds what was paid, and each choice offered can be quoted at the price it names",
        rule: "Rules: Money",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(choices(stage)),
    },
    Audit {
        code: "QUOTE-05",
        level: Level::Must,
        profile: Profile::Returns,
        title: "More pieces than are eligible are refused with 409",
        rule: "createQuote",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(too_many(stage)),
    },
    Audit {
        code: "QUOTE-06",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A quote opens nothing after the moment until which it says to hold",
        rule: "createQuote",
        needs: &[Need::Order(Role::Returnable), Need::Clock],
        effect: Effect::Disturbs,
        run: |stage| Box::pin(ends(stage)),
    },
];

async fn honoured(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let (body, quote) = piece.quote(1).await?;
    let opened = piece.shopper.create("/cases", &stage.key(), &with_quote(&body, &quote)).await?.must(201)?;
    let case = piece.shopper.get(&format!("/cases/{}", opened.text("/id"))).await?.must(200)?;
    for reply in [&opened, &case] {
        let refund = &reply.body["refund"]["amount"];
        if *refund != quote.body["total"] {
            let message = format!("{refund} is recorded, {} was quoted", quote.body["total"]);
            return Err(reply.broken_beside(&quote, message));
        }
    }
    Ok(())
}

async fn reserves_nothing(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let (before, _) = piece.option_now().await?;
    piece.quote(piece.eligible()).await?;
    piece.quote(piece.eligible()).await?;
    let (after, reply) = piece.option_now().await?;
    let same = before["eligible_quantity"] == after["eligible_quantity"];
    reply.ensure(
        same,
        format!("{} eligible before the quotes, {} after", before["eligible_quantity"], after["eligible_quantity"]),
    )
}

async fn once(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let (body, quote) = piece.quote(1).await?;
    let body = with_quote(&body, &quote);
    piece.shopper.create("/cases", &stage.key(), &body).await?.must(201)?;
    piece.shopper.create("/cases", &stage.key(), &body).await?.must_refuse(409, &["quote_used", "already_requested"])
}

async fn choices(stage: &Stage) -> Outcome {
    for order in stage.site.fixtures.orders().filter(|order| order.serves.contains(&Role::Returnable)) {
        if let Ok(piece) = Piece::on(stage.enter(order).await?, "return", has_some).await? {
            choices_of(&piece).await?;
        }
    }
    Ok(())
}

async fn choices_of(piece: &Piece) -> Outcome {
    let (body, quote) = piece.quote(1).await?;
    let unit = piece.line().and_then(|line| line["unit_price"]["amount"].as_i64());
    let total = quote.body["total"]["amount"].as_i64().unwrap_or_default();
    let paid_back = quote.text("/resolution") == "refund";
    quote.ensure(
        !paid_back || unit.is_none_or(|unit| total <= unit),
        format!("{total} for a piece that cost {unit:?}"),
    )?;
    let speaks_of_itself = quote.list("/resolutions").any(|option| option["code"] == quote.body["resolution"]);
    quote.ensure(speaks_of_itself, "the resolution quoted is not among `resolutions`")?;
    for option in quote.list("/resolutions") {
        // Without a variant chosen an exchange has no price yet.
        if option["code"] == "exchange" {
            continue;
        }
        let mut chosen = body.clone();
        chosen["resolution"] = option["code"].clone();
        chosen["method"] = quote.body["method"].clone();
        without_nulls(&mut chosen);
        let reply = piece.shopper.post("/quotes", &chosen).await?.must(200)?;
        let kept = option["total"].is_null() || reply.body["total"] == option["total"];
        reply.ensure(kept, format!("{} now, {} was said", reply.body["total"], option["total"]))?;
    }
    for option in quote.list("/methods") {
        let mut chosen = body.clone();
        chosen["method"] = option["code"].clone();
        let reply = piece.shopper.post("/quotes", &chosen).await?.must(200)?;
        reply.ensure(reply.body["method"] == option["code"], "another method is quoted than asked for")?;
    }
    Ok(())
}

fn without_nulls(body: &mut Value) {
    if let Some(members) = body.as_object_mut() {
        members.retain(|_, value| !value.is_null());
    }
}

async fn too_many(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let mut body = piece.quote_body(1).await?;
    body["items"][0]["quantity"] = json!(piece.eligible() + 1);
    piece.shopper.post("/quotes", &body).await?.must_refuse(409, &[])
}

async fn ends(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let (body, quote) = piece.quote(1).await?;
    let until = quote.text("/expires_at").parse::<jiff::Timestamp>();
    let until = until.map_err(|_| quote.broken("`expires_at` is no moment"))?;
    let left = until.as_second() - jiff::Timestamp::now().as_second();
    quote.ensure(left > 0, "a new quote has ended already")?;
    stage.advance(left + 1).await?;
    let late = piece.shopper.create("/cases", &stage.key(), &with_quote(&body, &quote)).await?;
    late.must_refuse(409, &["quote_expired"])
}
