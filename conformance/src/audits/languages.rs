//! Labels in the shopper's language.

use serde_json::Value;

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::{Question, Reply},
    fixtures::Role,
    stage::Stage,
};

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "LANG-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "Accept-Language selects the language of labels, and caches are told",
        rule: "Rules: Language",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(selected(stage)),
    },
    Audit {
        code: "LANG-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A language the shop has no labels for gets the first of its locales",
        rule: "Rules: Language",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(fallback(stage)),
    },
];

async fn in_language(stage: &Stage, language: &str) -> Outcome<Reply> {
    let shopper = stage.customer(Role::Returnable).await?;
    let order = shopper.order().await?;
    let path = format!("/orders/{}", order.text("/id"));
    shopper.ask(Question::get(path).header("Accept-Language", language)).await?.must(200)
}

fn locales(stage: &Stage) -> Vec<&str> {
    stage.site.capabilities["locales"].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}

async fn selected(stage: &Stage) -> Outcome {
    let locales = locales(stage);
    let [first, others @ ..] = locales.as_slice() else { return Err(Stop::skipped("the shop names no locales")) };
    if others.is_empty() {
        return Err(Stop::skipped("the shop has one language"));
    }
    let one = in_language(stage, first).await?;
    let names = |(name, value): &(String, String)| {
        name.eq_ignore_ascii_case("vary") && value.to_ascii_lowercase().contains("accept-language")
    };
    let varies = one.exchange.response_headers.iter().any(names);
    one.ensure(varies, "labels without `Vary: Accept-Language`")?;
    for other in others {
        let two = in_language(stage, other).await?;
        if labels(&one.body) == labels(&two.body) {
            return Err(two.broken_beside(&one, format!("the labels are the same in `{first}` and `{other}`")));
        }
    }
    Ok(())
}

async fn fallback(stage: &Stage) -> Outcome {
    let Some(first) = locales(stage).first().map(|first| (*first).to_owned()) else {
        return Err(Stop::skipped("the shop names no locales"));
    };
    let own = in_language(stage, &first).await?;
    let klingon = in_language(stage, "tlh").await?;
    if labels(&own.body) != labels(&klingon.body) {
        return Err(klingon.broken_beside(&own, format!("`tlh` is not answered in `{first}`")));
    }
    Ok(())
}

/// Every label of the order and its policies.
fn labels(order: &Value) -> Vec<&Value> {
    let policies = order["policies"].as_array().into_iter().flatten().map(|policy| &policy["label"]);
    [&order["status_label"]].into_iter().chain(policies).collect()
}
