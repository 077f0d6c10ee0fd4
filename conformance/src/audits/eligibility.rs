//! What eligibility says, and that it is kept.

use serde_json::Value;

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile},
    fixtures::Role,
    piece::{Piece, has_one_click},
    stage::Stage,
};

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "ELIG-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Eligible and ineligible pieces of each line make what was ordered, each with its reason",
        rule: "getEligibility",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(complete(stage)),
    },
    Audit {
        code: "ELIG-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "What one tap is said to bring is what it brings",
        rule: "getEligibility",
        needs: &[Need::Order(Role::OneClick)],
        effect: Effect::Writes,
        run: |stage| Box::pin(honoured(stage)),
    },
    Audit {
        code: "ELIG-03",
        level: Level::Must,
        profile: Profile::Returns,
        title: "What was sold finally is refused with 409 and eligibility's own code",
        rule: "getEligibility",
        needs: &[Need::Order(Role::FinalSale)],
        effect: Effect::Writes,
        run: |stage| Box::pin(refused(stage, Role::FinalSale, "final_sale")),
    },
    Audit {
        code: "ELIG-04",
        level: Level::Must,
        profile: Profile::Returns,
        title: "What was not handed over yet is refused with 409 and eligibility's own code",
        rule: "getEligibility",
        needs: &[Need::Order(Role::NotShipped)],
        effect: Effect::Writes,
        run: |stage| Box::pin(refused(stage, Role::NotShipped, "not_fulfilled")),
    },
    Audit {
        code: "ELIG-05",
        level: Level::Must,
        profile: Profile::Returns,
        title: "What is too late is refused with 409 and eligibility's own code",
        rule: "getEligibility",
        needs: &[Need::Order(Role::WindowExpired)],
        effect: Effect::Writes,
        run: |stage| Box::pin(refused(stage, Role::WindowExpired, "window_expired")),
    },
    Audit {
        code: "ELIG-06",
        level: Level::Must,
        profile: Profile::Returns,
        title: "An open case takes its pieces out of eligibility, cancelling it brings them back",
        rule: "getEligibility",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(given_back(stage)),
    },
];

async fn complete(stage: &Stage) -> Outcome {
    for order in stage.site.fixtures.orders() {
        let shopper = stage.enter(order).await?;
        let order = shopper.order().await?;
        let reply = shopper.get(&format!("/orders/{}/eligibility", order.text("/id"))).await?.must(200)?;
        for line in order.list("/lines") {
            let ordered = line["quantity"]["ordered"].as_u64().unwrap_or_default();
            let entry = reply.list("/lines").find(|entry| entry["line_item_id"] == line["id"]);
            let Some(entry) = entry else { return Err(reply.broken(format!("nothing about line {}", line["id"]))) };
            for option in entry["options"].as_array().into_iter().flatten() {
                let barred: u64 = ineligible(option).filter_map(|one| one["quantity"].as_u64()).sum();
                let sum = option["eligible_quantity"].as_u64().unwrap_or_default() + barred;
                let message =
                    format!("{} of line {}: {sum} pieces, {ordered} were ordered", option["type"], line["id"]);
                reply.ensure(sum == ordered, message)?;
                let told = ineligible(option).all(|one| !one["label"].as_str().unwrap_or_default().is_empty());
                reply.ensure(told, "an ineligible piece without a sentence for the shopper")?;
            }
        }
    }
    Ok(())
}

fn ineligible(option: &Value) -> impl Iterator<Item = &Value> {
    option["ineligible"].as_array().into_iter().flatten()
}

async fn honoured(stage: &Stage) -> Outcome {
    let piece = Piece::find(stage, Role::OneClick, "return", has_one_click).await?;
    let promised = &piece.option["one_click"];
    let mut body = piece.one_tap(promised["quantity"].as_u64().unwrap_or(1));
    body["expected_refund"] = promised["refund"].clone();
    let case = piece.shopper.create("/cases", &stage.key(), &body).await?.must(201)?;
    let refund = &case.body["refund"]["amount"];
    case.ensure(*refund == promised["refund"], format!("{refund} is recorded, {} was said", promised["refund"]))
}

/// A line that can't be returned, for the reason its order serves for.
async fn refused(stage: &Stage, role: Role, code: &'static str) -> Outcome {
    let fits: fn(&Value) -> bool = match role {
        Role::FinalSale => |option| says(option, "final_sale"),
        Role::NotShipped => |option| says(option, "not_fulfilled"),
        _ => |option| says(option, "window_expired"),
    };
    let piece = Piece::find(stage, role, "return", fits).await?;
    let quantity = piece.eligible() + 1;
    let tap = piece.shopper.create("/cases", &stage.key(), &piece.one_tap(quantity)).await?;
    tap.must_refuse(409, &[code])?;
    let mut quote = piece.one_tap(quantity);
    quote.as_object_mut().map(|members| members.remove("one_click"));
    piece.shopper.post("/quotes", &quote).await?.must_refuse(409, &[code])
}

fn says(option: &Value, code: &str) -> bool {
    ineligible(option).any(|one| one["code"] == code)
}

async fn given_back(stage: &Stage) -> Outcome {
    let piece = Piece::returnable(stage).await?;
    let case = piece.open(stage).await?;
    let (during, reply) = piece.option_now().await?;
    let left = during["eligible_quantity"].as_u64().unwrap_or_default();
    reply
        .ensure(left + 1 == piece.eligible(), format!("{left} eligible with one of {} in a case", piece.eligible()))?;
    reply.ensure(says(&during, "already_requested"), "a piece in a case is not `already_requested`")?;
    let cancelled = piece.shopper.cancel_if_allowed(case.text("/id")).await?;
    let Some(cancelled) = cancelled else { return Err(case.broken("a case just opened can't be cancelled")) };
    cancelled.must(200)?;
    let (after, reply) = piece.option_now().await?;
    let left = after["eligible_quantity"].as_u64().unwrap_or_default();
    reply.ensure(left == piece.eligible(), format!("{left} eligible after cancelling, {} before", piece.eligible()))
}
