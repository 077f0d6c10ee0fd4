//! Cursor pages.

use std::collections::BTreeSet;

use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile, Stop},
    client::Reply,
    fixtures::Role,
    stage::{Shopper, Stage},
};

/// A list that has not ended after so many pages goes round in circles.
const MOST: usize = 200;

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "PAGE-01",
        level: Level::Must,
        profile: Profile::Returns,
        title: "A list page by page holds everything once, in the same order",
        rule: "Rules: Lists",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(complete(stage)),
    },
    Audit {
        code: "PAGE-02",
        level: Level::Must,
        profile: Profile::Returns,
        title: "An unknown cursor is 400 `invalid_cursor`",
        rule: "Rules: Lists",
        needs: &[Need::Order(Role::Returnable)],
        effect: Effect::Reads,
        run: |stage| Box::pin(unknown_cursor(stage)),
    },
];

async fn complete(stage: &Stage) -> Outcome {
    let shopper = stage.customer_of(stage.site.fixtures.a.orders.iter()).await?;
    for list in ["/orders", "/cases"] {
        let whole = shopper.get(&format!("{list}?limit=100")).await?.must(200)?;
        let expected = ids(&whole);
        if whole.body["next_cursor"].is_string() {
            return Err(Stop::skipped(format!("{list} is longer than a page of 100")));
        }
        if list == "/orders" && expected.len() < 2 {
            return Err(Stop::skipped("customer `a` has one order only"));
        }
        one_by_one(&shopper, list, &whole, &expected).await?;
    }
    Ok(())
}

async fn one_by_one(shopper: &Shopper, list: &str, whole: &Reply, expected: &[String]) -> Outcome {
    let (mut seen, mut found) = (BTreeSet::new(), Vec::new());
    let mut page = shopper.get(&format!("{list}?limit=1")).await?.must(200)?;
    for _ in 0..MOST {
        page.ensure(ids(&page).len() <= 1, "more than `limit` asks for")?;
        for id in ids(&page) {
            page.ensure(seen.insert(id.clone()), format!("{id} comes a second time"))?;
            found.push(id);
        }
        let Some(cursor) = page.body["next_cursor"].as_str() else {
            if found != expected {
                let message = format!("page by page: {}; in one page: {}", found.join(", "), expected.join(", "));
                return Err(page.broken_beside(whole, message));
            }
            return Ok(());
        };
        page = shopper.get(&format!("{list}?limit=1&cursor={}", escaped(cursor))).await?.must(200)?;
    }
    Err(page.broken(format!("{list} has not ended after {MOST} pages")))
}

fn ids(page: &Reply) -> Vec<String> {
    page.list("/data").filter_map(|one| one["id"].as_str().map(str::to_owned)).collect()
}

/// A cursor as it stands in a query.
pub(super) fn escaped(cursor: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    cursor.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

async fn unknown_cursor(stage: &Stage) -> Outcome {
    let shopper = stage.customer(Role::Returnable).await?;
    for list in ["/orders", "/cases"] {
        shopper.get(&format!("{list}?cursor=no-cursor-of-this-list")).await?.must_refuse(400, &["invalid_cursor"])?;
    }
    Ok(())
}
