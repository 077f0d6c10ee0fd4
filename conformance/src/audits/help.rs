//! Care, guides and articles: what helps without a case.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::{Question, Reply},
    fixtures::Role,
    stage::{Shopper, Stage},
};

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "CARE-01",
        level: Level::Must,
        profile: Profile::Care,
        title: "Care covers pieces of the shopper's own orders only",
        rule: "getCare",
        needs: &[Need::Order(Role::Care)],
        effect: Effect::Reads,
        run: |stage| Box::pin(care(stage)),
    },
    Audit {
        code: "GUIDE-01",
        level: Level::Must,
        profile: Profile::Guides,
        title: "Every choice of a guide leads to a node, and every node to an outcome",
        rule: "getGuide",
        needs: &[Need::Order(Role::Guided)],
        effect: Effect::Reads,
        run: |stage| Box::pin(guides(stage)),
    },
    Audit {
        code: "ART-01",
        level: Level::Must,
        profile: Profile::Articles,
        title: "An article is found by its own title in every language, and nothing by nonsense",
        rule: "searchArticles",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(search(stage)),
    },
    Audit {
        code: "ART-02",
        level: Level::Must,
        profile: Profile::Articles,
        title: "Feedback on an article is taken as often as it is given",
        rule: "rateArticle",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(feedback(stage)),
    },
];

async fn care(stage: &Stage) -> Outcome {
    let shopper = stage.customer(Role::Care).await?;
    let order = shopper.order().await?;
    let page = shopper.get("/orders?limit=100").await?.must(200)?;
    let own: Vec<&Value> = page.list("/data").map(|order| &order["id"]).collect();
    for line in order.list("/lines") {
        let product = line["product_id"].as_str().unwrap_or_default();
        let care = shopper.get(&format!("/products/{product}/care")).await?.must(200)?;
        care.ensure(care.text("/product_id") == product, "the care of another product")?;
        let foreign = care.list("/coverages").any(|cover| !own.contains(&&cover["order_id"]));
        care.ensure(!foreign, "a cover belongs to an order this token does not open")?;
    }
    shopper.get("/products/no-such-product-0000/care").await?.must_refuse(404, &[])
}

async fn guides(stage: &Stage) -> Outcome {
    let shopper = stage.customer(Role::Guided).await?;
    let order = shopper.order().await?;
    let mut seen = 0;
    for line in order.list("/lines") {
        let product = line["product_id"].as_str().unwrap_or_default();
        let page = shopper.get(&format!("/guides?product_id={product}")).await?.must(200)?;
        for summary in page.list("/data") {
            let id = summary["id"].as_str().unwrap_or_default();
            let guide = shopper.get(&format!("/guides/{id}")).await?.must(200)?;
            walk(&guide)?;
            seen += 1;
        }
    }
    if seen == 0 { Err(Stop::skipped("no product of the order that serves `guided` has a guide")) } else { Ok(()) }
}

fn walk(guide: &Reply) -> Outcome {
    let nodes: BTreeMap<&str, &Value> =
        guide.list("/nodes").filter_map(|node| Some((node["id"].as_str()?, node))).collect();
    guide.ensure(nodes.len() == guide.list("/nodes").count(), "two nodes share an id")?;
    guide.ensure(nodes.contains_key(guide.text("/start")), "`start` names no node")?;
    let choices = |node: &Value| node["choices"].as_array().cloned().unwrap_or_default();
    // Backwards from the outcomes, until nothing new is reached.
    let mut good: BTreeSet<&str> =
        nodes.iter().filter(|(_, node)| node["outcome"].is_object()).map(|(id, _)| *id).collect();
    loop {
        let leads = |node: &Value| {
            choices(node).iter().any(|choice| choice["next"].as_str().is_some_and(|next| good.contains(next)))
        };
        let more: Vec<&str> =
            nodes.iter().filter(|(id, node)| !good.contains(**id) && leads(node)).map(|(id, _)| *id).collect();
        if more.is_empty() {
            break;
        }
        good.extend(more);
    }
    for (id, node) in &nodes {
        for choice in choices(node) {
            let next = choice["next"].as_str().unwrap_or_default();
            guide.ensure(
                nodes.contains_key(next),
                format!("a choice of `{id}` leads to `{next}`, which is not there"),
            )?;
        }
        guide.ensure(good.contains(id), format!("no way leads from `{id}` to an outcome"))?;
    }
    Ok(())
}

async fn find(shopper: &Shopper, query: &str, language: &str) -> Outcome<Reply> {
    let path = format!("/articles?limit=50{query}");
    shopper.ask(Question::get(path).header("Accept-Language", language)).await?.must(200)
}

async fn search(stage: &Stage) -> Outcome {
    let shopper = stage.customer(Role::Returnable).await?;
    let locales = stage.site.capabilities["locales"].as_array().cloned().unwrap_or_default();
    for language in locales.iter().filter_map(Value::as_str) {
        let most_read = find(&shopper, "", language).await?;
        let Some(article) = most_read.list("/data").next() else {
            return Err(Stop::skipped("the shop has no articles"));
        };
        let title = article["title"].as_str().unwrap_or_default();
        let found = find(&shopper, &format!("&q={}", super::pages::escaped(title)), language).await?;
        let there = found.list("/data").any(|hit| hit["id"] == article["id"]);
        found.ensure(there, format!("`{title}` is not found by its own title in `{language}`"))?;
        let path = format!("/articles/{}", article["id"].as_str().unwrap_or_default());
        let whole = shopper.ask(Question::get(path).header("Accept-Language", language)).await?.must(200)?;
        whole.ensure(whole.text("/title") == title, "the article has another title than in the list")?;
    }
    if let Some(words) = &stage.site.fixtures.article_query {
        let found = find(&shopper, &format!("&q={}", super::pages::escaped(words)), "en").await?;
        found.ensure(found.list("/data").count() > 0, format!("nothing is found for `{words}`"))?;
    }
    let nothing = find(&shopper, "&q=zqxjkvwpzqxjkvwp", "en").await?;
    nothing.ensure(nothing.list("/data").count() == 0, "nonsense finds something")
}

async fn feedback(stage: &Stage) -> Outcome {
    let shopper = stage.customer(Role::Returnable).await?;
    let page = shopper.get("/articles").await?.must(200)?;
    let Some(id) = page.list("/data").find_map(|article| article["id"].as_str()) else {
        return Err(Stop::skipped("the shop has no articles"));
    };
    for helpful in [true, false, false] {
        shopper.post(&format!("/articles/{id}/feedback"), &json!({ "helpful": helpful })).await?.must(204)?;
    }
    let nobody = "/articles/no-such-article-0000/feedback";
    shopper.post(nobody, &json!({ "helpful": true })).await?.must_refuse(404, &["not_found"])
}
