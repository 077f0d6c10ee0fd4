//! `GET /orders` and `GET /orders/{id}`.

use serde_json::Value;

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile},
    client::Question,
    fixtures::Role,
    stage::Stage,
};

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "ORD-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "An order says the same in the list and by itself",
        rule: "getOrder",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(agree(stage)),
    },
    Audit {
        code: "ORD-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "No quantity of a line exceeds what was ordered, and no line costs more than its order",
        rule: "getOrder",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(quantities(stage)),
    },
    Audit {
        code: "ORD-03",
        level: Level::Should,
        profile: Profile::Returns,
        title: "An order known by its ETag is 304",
        rule: "getOrder",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(not_modified(stage)),
    },
];

async fn agree(stage: &Stage) -> Outcome {
    let shopper = stage.customer(Role::Returnable).await?;
    let page = shopper.get("/orders?limit=100").await?.must(200)?;
    for summary in page.list("/data") {
        let id = summary["id"].as_str().unwrap_or_default();
        let order = shopper.get(&format!("/orders/{id}")).await?.must(200)?;
        for member in ["id", "number", "placed_at", "status", "total"] {
            if order.body[member] != summary[member] {
                return Err(order.broken_beside(&page, format!("`{member}` is another than in the list")));
            }
        }
        let lines = order.list("/lines").count();
        let counted = summary["line_count"].as_u64().is_none_or(|count| usize::try_from(count) == Ok(lines));
        order.ensure(counted, format!("{lines} lines; the list says {}", summary["line_count"]))?;
    }
    Ok(())
}

async fn quantities(stage: &Stage) -> Outcome {
    let order = stage.customer(Role::Returnable).await?.order().await?;
    for line in order.list("/lines") {
        let quantity = |member: &str| line["quantity"][member].as_u64().unwrap_or_default();
        let ordered = quantity("ordered");
        let fits = quantity("current") <= ordered && quantity("fulfilled") <= ordered;
        order.ensure(fits, format!("line {}: {}", line["id"], line["quantity"]))?;
        let currency = |money: &Value| money["currency"].clone();
        let same = line["total"].is_null() || currency(&line["total"]) == currency(&order.body["total"]);
        order.ensure(same, format!("line {} is in another currency than its order", line["id"]))?;
    }
    let sum: i64 = order.list("/lines").filter_map(|line| line["total"]["amount"].as_i64()).sum();
    let total = order.body["total"]["amount"].as_i64().unwrap_or(i64::MAX);
    let discount_free =
        sum <= total || order.list("/lines").all(|line| line["total"]["amount"].as_i64() <= Some(total));
    order.ensure(discount_free, format!("a line costs more than the whole order, {total}"))
}

async fn not_modified(stage: &Stage) -> Outcome {
    let shopper = stage.customer(Role::Returnable).await?;
    let order = shopper.order().await?;
    let Some(tag) = order.header("ETag") else { return Err(order.broken("no `ETag`")) };
    let path = format!("/orders/{}", order.text("/id"));
    shopper.ask(Question::get(path).header("If-None-Match", tag)).await?.must(304).map(|_| ())
}
