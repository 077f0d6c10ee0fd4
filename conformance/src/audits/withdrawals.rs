//! The right of withdrawal: offered through its period, two steps, no reason, acknowledged.

use serde_json::{Value, json};

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::Reply,
    fixtures::Role,
    stage::{Shopper, Stage},
};

const NEEDS: &[Need] = &[Need::Order(Role::Withdrawable)];

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "WDR-01",
        level: Level::Must,
        profile: Profile::Withdrawals,
        title: "A withdrawal is offered for the order as a whole, in words, until its period is over",
        rule: "Rules: Withdrawal",
        needs: NEEDS,
        effect: Effect::Reads,
        run: |stage| Box::pin(offered(stage)),
    },
    Audit {
        code: "WDR-02",
        level: Level::Must,
        profile: Profile::Withdrawals,
        title: "No reason is asked for a withdrawal, and none is offered",
        rule: "Rules: Withdrawal",
        needs: NEEDS,
        effect: Effect::Reads,
        run: |stage| Box::pin(no_reason(stage)),
    },
    Audit {
        code: "WDR-03",
        level: Level::Must,
        profile: Profile::Withdrawals,
        title: "A withdrawal takes two steps: a declaration to read, then its confirmation",
        rule: "Rules: Withdrawal",
        needs: NEEDS,
        effect: Effect::Writes,
        run: |stage| Box::pin(two_steps(stage)),
    },
    Audit {
        code: "WDR-04",
        level: Level::Must,
        profile: Profile::Withdrawals,
        title: "A withdrawal is acknowledged with its content, date and time, on something that lasts",
        rule: "Rules: Withdrawal",
        needs: NEEDS,
        effect: Effect::Writes,
        run: |stage| Box::pin(acknowledged(stage)),
    },
];

async fn option(shopper: &Shopper, order_id: &str) -> Outcome<(Value, Reply)> {
    let reply = shopper.get(&format!("/orders/{order_id}/eligibility")).await?.must(200)?;
    let found = reply.list("/order_options").find(|option| option["type"] == "withdrawal").cloned();
    match found {
        Some(option) => Ok((option, reply)),
        None => Err(reply.broken("`order_options` does not name the withdrawal")),
    }
}

/// The order with what the first step asks for: its first line that something can still be sent back of.
async fn first_step(stage: &Stage) -> Outcome<(Shopper, Value)> {
    let shopper = stage.customer(Role::Withdrawable).await?;
    let order = shopper.order().await?;
    let (option, _) = option(&shopper, order.text("/id")).await?;
    if option["eligible"] != true {
        return Err(Stop::skipped(format!("order {} can't be withdrawn from any more", shopper.number)));
    }
    let left = order.list("/lines").find(|line| line["quantity"]["current"].as_u64() > Some(0));
    let Some(line) = left else { return Err(Stop::skipped("nothing of the order is left")) };
    let items = json!([{ "line_item_id": line["id"], "quantity": 1 }]);
    Ok((shopper, json!({ "type": "withdrawal", "order_id": order.body["id"], "items": items })))
}

async fn offered(stage: &Stage) -> Outcome {
    let (shopper, first) = first_step(stage).await?;
    let (option, reply) = option(&shopper, first["order_id"].as_str().unwrap_or_default()).await?;
    reply.ensure(!option["label"].as_str().unwrap_or_default().is_empty(), "the way in has no words")?;
    // Until everything has arrived the period has no end yet.
    let deadline = option["deadline"].as_str().and_then(|text| text.parse::<jiff::Timestamp>().ok());
    reply.ensure(deadline.is_none_or(|day| day > jiff::Timestamp::now()), "eligible, but the `deadline` is over")
}

async fn no_reason(stage: &Stage) -> Outcome {
    let (shopper, first) = first_step(stage).await?;
    let line = first["items"][0]["line_item_id"].as_str().unwrap_or_default();
    let reasons = shopper.get(&format!("/reasons?type=withdrawal&line_item_id={line}")).await?.must(200)?;
    reasons.ensure(reasons.list("/data").count() == 0, "reasons are offered for a withdrawal")?;
    shopper.post("/quotes", &first).await?.must(200).map(|_| ())
}

async fn two_steps(stage: &Stage) -> Outcome {
    let (shopper, first) = first_step(stage).await?;
    let mut at_once = first.clone();
    at_once["name"] = "Conformance Run".into();
    at_once["email"] = "run@conformance.invalid".into();
    shopper.create("/cases", &stage.key(), &at_once).await?.must_refuse(422, &[])?;
    let quote = shopper.post("/quotes", &first).await?.must(200)?;
    let said = |pointer: &str| !quote.text(pointer).trim().is_empty();
    quote.ensure(said("/declaration/text"), "the first step has no declaration to read")?;
    quote.ensure(said("/declaration/confirm_label"), "the second step has no words")
}

async fn acknowledged(stage: &Stage) -> Outcome {
    let (shopper, first) = first_step(stage).await?;
    let quote = shopper.post("/quotes", &first).await?.must(200)?;
    let mut second = first.clone();
    second["quote_id"] = quote.body["quote_id"].clone();
    second["name"] = "Conformance Run".into();
    second["email"] = "run@conformance.invalid".into();
    let case = shopper.create("/cases", &stage.key(), &second).await?.must(201)?;
    let acknowledgement = &case.body["acknowledgement"];
    case.ensure(acknowledgement.is_object(), "the withdrawal is not acknowledged")?;
    let text = case.text("/acknowledgement/text");
    case.ensure(!text.trim().is_empty(), "the acknowledgement has no content")?;
    let moment = |pointer: &str| case.text(pointer).parse::<jiff::Timestamp>().ok();
    let (received, created) = (moment("/acknowledgement/received_at"), moment("/created_at"));
    let together = received.zip(created).is_some_and(|(one, two)| one.duration_since(two).abs().as_secs() <= 60);
    case.ensure(together, "`received_at` is not when the withdrawal came")?;
    let address = case.text("/acknowledgement/sent_to_label");
    case.ensure(!address.contains("run@conformance"), "`sent_to_label` is not masked")?;
    let document = stage.guest().get(case.text("/acknowledgement/document_url")).await?;
    document.must(200)?;
    if stage.site.declares("receipts") {
        let receipts = shopper.get(&format!("/cases/{}/receipts", case.text("/id"))).await?.must(200)?;
        let proof = receipts.list("/data").any(|receipt| receipt["code"] == "withdrawal_acknowledged");
        receipts.ensure(proof, "no receipt `withdrawal_acknowledged`")?;
    }
    Ok(())
}
