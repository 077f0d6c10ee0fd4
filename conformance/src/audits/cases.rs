//! `POST /cases`: promises, and quantities that never exceed what was handed over.

use futures_util::future::join_all;
use serde_json::json;

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::Reply,
    fixtures::Role,
    piece::{Piece, has_one_click},
    stage::Stage,
};

/// How many ask for the same piece at once.
const RIVALS: usize = 5;

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "CASE-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A new case comes with its Location and ETag, and reads the same when asked for",
        rule: "openCase",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(same_again(stage)),
    },
    Audit {
        code: "CASE-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Another refund than the shopper saw is refused with 409 `refund_changed`",
        rule: "openCase",
        needs: &[Need::Order(Role::OneClick)],
        effect: Effect::Writes,
        run: |stage| Box::pin(refund_changed(stage)),
    },
    Audit {
        code: "QTY-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Pieces in an open case are refused a second time, one after the other",
        rule: "openCase",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(one_after_the_other(stage)),
    },
    Audit {
        code: "QTY-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Of several who ask for the same pieces at once, one gets them",
        rule: "openCase",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(at_once(stage)),
    },
];

async fn same_again(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let opened = piece.open(stage).await?;
    let id = opened.text("/id");
    let case = piece.shopper.get(&format!("/cases/{id}")).await?.must(200)?;
    if case.body != opened.body {
        return Err(case.broken_beside(&opened, "the case reads otherwise than when it was opened"));
    }
    if case.header("ETag") != opened.header("ETag") {
        return Err(case.broken_beside(&opened, "the ETag is another than when it was opened"));
    }
    let location = opened.header("Location").unwrap_or_default();
    opened.ensure(location.ends_with(&format!("/cases/{id}")), format!("`Location: {location}` is not the case's"))?;
    opened.ensure(opened.body["type"] == piece.kind, "another type than asked for")?;
    let quantity = opened.body["items"][0]["quantity"].as_u64();
    opened.ensure(quantity == Some(1), format!("{quantity:?} pieces, one was asked for"))?;
    let page = piece.shopper.get(&format!("/cases?order_id={}&limit=100", piece.order_id())).await?.must(200)?;
    page.ensure(page.list("/data").any(|one| one["id"] == id), "the list does not hold the case")?;
    let order = piece.shopper.order().await?;
    order.ensure(order.list("/cases").any(|one| one["id"] == id), "the order does not name the case")
}

async fn refund_changed(stage: &Stage) -> Outcome {
    let piece = Piece::find(stage, Role::OneClick, "return", has_one_click).await?;
    let promised = &piece.option["one_click"];
    let mut body = piece.one_tap(promised["quantity"].as_u64().unwrap_or(1));
    let more = promised["refund"]["amount"].as_i64().unwrap_or_default() + 1;
    body["expected_refund"] = json!({ "amount": more, "currency": promised["refund"]["currency"] });
    piece.shopper.create("/cases", &stage.key(), &body).await?.must_refuse(409, &["refund_changed"])?;
    let (after, reply) = piece.option_now().await?;
    let unchanged = after["eligible_quantity"] == piece.option["eligible_quantity"];
    reply.ensure(unchanged, "a refused case has taken pieces")
}

async fn one_after_the_other(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let all = piece.eligible();
    let (first, second) = (piece.body(all).await?, piece.body(all).await?);
    piece.shopper.create("/cases", &stage.key(), &first).await?.must(201)?;
    piece.shopper.create("/cases", &stage.key(), &second).await?.must_refuse(409, &[])?;
    let (after, reply) = piece.option_now().await?;
    reply.ensure(after["eligible_quantity"] == 0, "pieces are eligible although all are in a case")
}

async fn at_once(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let all = piece.eligible();
    let mut bodies = Vec::new();
    for _ in 0..RIVALS {
        bodies.push((stage.key(), piece.body(all).await?));
    }
    let rivals = bodies.iter().map(|(key, body)| piece.shopper.create("/cases", key, body));
    let replies: Vec<Reply> = join_all(rivals).await.into_iter().collect::<Outcome<_>>()?;
    let opened: Vec<&Reply> = replies.iter().filter(|reply| reply.status == 201).collect();
    match opened.as_slice() {
        [_] => {}
        [] => return Err(replies[0].broken(format!("none of {RIVALS} got the pieces"))),
        many => {
            let message = format!("{} of {RIVALS} got the same {all} pieces", many.len());
            let exchanges = many.iter().map(|reply| reply.exchange.clone()).collect();
            return Err(Stop::Broken { message, exchanges });
        }
    }
    for refused in replies.iter().filter(|reply| reply.status != 201) {
        refused.must_refuse(409, &[])?;
    }
    Ok(())
}
