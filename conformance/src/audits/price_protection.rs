//! Price protection: the difference, as it was shown.

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile},
    fixtures::Role,
    piece::{Piece, has_some},
    stage::Stage,
};

const NEEDS: &[Need] = &[Need::Order(Role::PriceDrop)];

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "PRICE-01",
        level: Level::Must,
        profile: Profile::PriceProtection,
        title: "A price drop says what was paid, what it costs now, and the difference",
        rule: "getEligibility",
        needs: NEEDS,
        effect: Effect::Reads,
        run: |stage| Box::pin(explained(stage)),
    },
    Audit {
        code: "PRICE-02",
        level: Level::Must,
        profile: Profile::PriceProtection,
        title: "A claim brings the difference that was shown, once",
        rule: "openCase",
        needs: NEEDS,
        effect: Effect::Writes,
        run: |stage| Box::pin(honoured(stage)),
    },
];

async fn found(stage: &Stage) -> Outcome<Piece> {
    Piece::find(stage, Role::PriceDrop, "price_protection", has_some).await
}

async fn explained(stage: &Stage) -> Outcome {
    let piece = found(stage).await?;
    let (option, reply) = piece.option_now().await?;
    let drop = &option["price_drop"];
    let amount = |member: &str| drop[member]["amount"].as_i64().unwrap_or_default();
    reply.ensure(drop.is_object(), "eligible without `price_drop`")?;
    let pieces = i64::try_from(piece.eligible()).unwrap_or_default();
    let due = (amount("paid") - amount("now")) * pieces;
    let said = amount("difference");
    // A shop may cap what it pays back; more than the difference it never is.
    reply.ensure(said > 0 && said <= due, format!("a difference of {said} for {pieces} pieces, {due} at most"))
}

async fn honoured(stage: &Stage) -> Outcome {
    let piece = found(stage).await?;
    let all = piece.eligible();
    let (body, again) = (piece.body(all).await?, piece.body(all).await?);
    let case = piece.shopper.create("/cases", &stage.key(), &body).await?.must(201)?;
    let (refund, due) = (&case.body["refund"]["amount"], &piece.option["price_drop"]["difference"]);
    case.ensure(refund == due, format!("{refund} is recorded, {due} was shown"))?;
    piece.shopper.create("/cases", &stage.key(), &again).await?.must_refuse(409, &[])
}
