//! What is fetched, and when.

use aftercare_tests::{
    api::{CUPS, RUNNER},
    engine::Engine,
    prelude::*,
};
use anyhow::{Result, ensure};

pub const STORIES: [Story; 2] = [
    stories![what_an_order_leads_to_is_there_before_it_is_asked_for][0],
    Story { engines: &[Engine::Chromium], ..stories![who_pays_for_each_byte_gets_nothing_unasked][0] },
];

async fn what_an_order_leads_to_is_there_before_it_is_asked_for(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(CUPS).await?;
    for chunk in ["return_form", "why", "tracking", "complaint"] {
        wait::until(&format!("{chunk} to be fetched"), || async { Ok(is_fetched(stage, chunk).then_some(())) }).await?;
    }
    ensure!(!is_fetched(stage, "withdrawal"), "this order has no right of withdrawal: {:?}", fetched(stage));
    let before = fetched(stage);
    shopper.tap(&part_of("order", "choices")).await?;
    shopper.widget.await_view("return").await?;
    ensure!(fetched(stage) == before, "the form was fetched once more: {:?}", fetched(stage));
    Ok(())
}

async fn who_pays_for_each_byte_gets_nothing_unasked(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let saving = "Object.defineProperty(navigator, 'connection', {value: {saveData: true, effectiveType: '4g'}})";
    browser.before_every_page(saving).await?;
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    // Whatever waited for an idle moment has had it.
    let idle = "for (let i = 0; i < 3; i++) await new Promise(done => requestIdleCallback(done))";
    browser.eval_async(idle, vec![]).await?;
    ensure!(!is_fetched(stage, "return_form"), "fetched unasked: {:?}", fetched(stage));
    shopper.tap(&part_of("order", "choices")).await?;
    shopper.widget.await_view("return").await?;
    ensure!(is_fetched(stage, "return_form"), "{:?}", fetched(stage));
    Ok(())
}

/// The modules fetched so far.
fn fetched(stage: &Stage) -> Vec<String> {
    stage.widget_host.requested().into_iter().filter(|file| file.ends_with(".wasm")).collect()
}

fn is_fetched(stage: &Stage, chunk: &str) -> bool {
    fetched(stage).iter().any(|file| file.starts_with(&format!("/assets/{chunk}-")))
}
