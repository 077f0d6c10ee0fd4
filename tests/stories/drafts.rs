//! What is typed is kept on the device: for whom, and for how long.

use aftercare_tests::{
    api::{Buyer, CUPS, XU},
    prelude::*,
};
use anyhow::{Result, ensure};
use serde_json::json;

pub const STORIES: [Story; 3] = stories![
    a_draft_of_fourteen_days_is_gone,
    what_was_filed_leaves_nothing_behind,
    one_shopper_never_finds_anothers_words,
];

const DAY: i64 = 86_400_000;

/// Opens the form for the order's first line.
async fn open_form(shopper: &Shopper<'_>, buyer: Buyer) -> Result<()> {
    shopper.open_and_get_in(buyer).await?;
    shopper.tap_on_line(0, "choices").await?;
    shopper.widget.await_view("return").await?;
    shopper.widget.get(&part("reason")).await.map(drop)
}

/// Says why and writes a note.
async fn say(shopper: &Shopper<'_>, note: &str) -> Result<()> {
    shopper.tap("label:has([part~=reason][value=changed_mind])").await?;
    shopper.tap(&part("add-note")).await?;
    shopper.fill("textarea[name=note]", note).await
}

/// The names of everything the widget keeps on the device, without the shop's address.
async fn kept(browser: &Browser) -> Result<Vec<String>> {
    let script = "return Object.keys(localStorage).filter(key => key.startsWith('aftercare:'))";
    Ok(serde_json::from_value(browser.eval(script, vec![]).await?)?)
}

/// Lets everything kept have been written so much earlier.
async fn age(browser: &Browser, milliseconds: i64) -> Result<()> {
    let script = "for (const key of Object.keys(localStorage)) {
        const draft = JSON.parse(localStorage[key]);
        localStorage[key] = JSON.stringify({ ...draft, at: draft.at - arguments[0] });
    }";
    browser.run(script, vec![json!(milliseconds)]).await.map(drop)
}

async fn a_draft_of_fourteen_days_is_gone(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper, XU).await?;
    say(&shopper, "Bought twice.").await?;
    age(browser, 13 * DAY).await?;
    browser.reload().await?;
    open_form(&shopper, XU).await?;
    shopper.holds("textarea[name=note]", "Bought twice.").await?;

    age(browser, DAY).await?;
    browser.reload().await?;
    shopper.open().await?;
    // Whoever opens it, and before anybody has got in.
    wait::until("what is too old to go", || async { Ok(kept(browser).await?.is_empty().then_some(())) }).await?;
    shopper.get_in(XU).await?;
    shopper.tap_on_line(0, "choices").await?;
    shopper.widget.get(&part("reason")).await?;
    ensure!(shopper.widget.count(&format!("{}:checked", part("reason"))).await? == 0, "nothing is said any more");
    shopper.nothing_went_wrong().await
}

async fn what_was_filed_leaves_nothing_behind(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper, XU).await?;
    say(&shopper, "Bought twice.").await?;
    ensure!(!kept(browser).await?.is_empty(), "it is kept while the shopper decides");
    shopper.tap(&format!("{}:not([aria-disabled=true])", part_of("return", "primary"))).await?;
    shopper.widget.await_view("case").await?;
    let kept = kept(browser).await?;
    ensure!(kept.is_empty(), "{kept:?} is still there");
    shopper.nothing_went_wrong().await
}

async fn one_shopper_never_finds_anothers_words(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper, XU).await?;
    say(&shopper, "Bought twice.").await?;
    let first = kept(browser).await?;
    browser.reload().await?;
    open_form(&shopper, CUPS).await?;
    ensure!(shopper.widget.count(&format!("{}:checked", part("reason"))).await? == 0, "nothing is said yet");
    say(&shopper, "One is chipped.").await?;
    let whose = |key: &String| key.rsplit(':').nth(2).unwrap_or_default().to_owned();
    let second: Vec<String> = kept(browser).await?.into_iter().filter(|key| !first.contains(key)).collect();
    ensure!(!second.is_empty() && whose(&second[0]) != whose(&first[0]), "{first:?} and {second:?}");

    browser.reload().await?;
    open_form(&shopper, XU).await?;
    shopper.holds("textarea[name=note]", "Bought twice.").await?;
    shopper.nothing_went_wrong().await
}
