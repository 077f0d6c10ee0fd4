//! More than one widget, more than one script tag, and elements that move.

use aftercare_tests::{
    api::{RUNNER, SCARF},
    host::is_main_module,
    prelude::*,
};
use anyhow::{Context, Result, ensure};
use serde_json::Value;

pub const STORIES: [Story; 4] = stories![
    two_widgets_on_a_page_do_not_mix,
    the_same_script_tag_twice_is_harmless,
    a_script_tag_in_the_head_is_harmless,
    a_widget_that_is_moved_goes_on,
];

async fn two_widgets_on_a_page_do_not_mix(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let first = stage.visit(browser, Page::named("two")).await?;
    let second = Shopper::at(browser, 1);
    first.get_in(RUNNER).await?;
    second.get_in(SCARF).await?;
    ensure!(first.widget.text(&part("title")).await?.contains(RUNNER.order));
    ensure!(second.widget.text(&part("title")).await?.contains(SCARF.order));

    second.return_in_one_tap().await?;
    ensure!(first.widget.view().await?.as_deref() == Some("order"), "the first widget stays where it was");
    ensure!(Desk::open(stage, RUNNER).await?.cases().await?.is_empty());
    let scarf = Desk::open(stage, SCARF).await?.only_case().await?;
    first.return_in_one_tap().await?;
    let runner = Desk::open(stage, RUNNER).await?.only_case().await?;

    let witness = first.witness().await?;
    let heard: Vec<(i64, &Value)> =
        witness.named("aftercare-case-created").map(|event| (event.widget, &event.detail["id"])).collect();
    ensure!(heard == [(1, &scarf["id"]), (0, &runner["id"])], "{heard:?}");
    let ids = browser
        .eval(
            "const widgets = [...document.querySelectorAll('aftercare-widget')];
             return [new Set(widgets.map(widget => widget.id)).size, widgets.length]",
            vec![],
        )
        .await?;
    ensure!(ids[0] == ids[1], "{ids}");
    let number = |case: &Value| case["number"].as_str().map(ToOwned::to_owned).context("a case number");
    ensure!(first.widget.text(&part("case-number")).await? == number(&runner)?);
    ensure!(second.widget.text(&part("case-number")).await? == number(&scarf)?);
    let modules = stage.widget_host.requested().iter().filter(|file| is_main_module(file)).count();
    ensure!(modules == 1, "two widgets share one module, {modules} were fetched");
    first.nothing_went_wrong().await
}

async fn works_once(stage: &Stage, shopper: &Shopper<'_>) -> Result<()> {
    shopper.open_and_get_in(RUNNER).await?;
    ensure!(shopper.on_page("aftercare-widget").await? == 1, "there is one widget");
    shopper.return_in_one_tap().await?;
    ensure!(shopper.witness().await?.named("aftercare-case-created").count() == 1);
    Desk::open(stage, RUNNER).await?.only_case().await?;
    shopper.nothing_went_wrong().await
}

async fn the_same_script_tag_twice_is_harmless(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::named("twice")).await?;
    works_once(stage, &shopper).await?;
    // As when a framework swaps the page and runs its scripts again.
    browser
        .eval_async(
            "await new Promise((loaded, failed) => {
               const again = document.createElement('script');
               const first = document.querySelector('script[data-api]');
               again.src = first.src;
               again.dataset.api = first.dataset.api;
               again.onload = loaded;
               again.onerror = failed;
               document.body.append(again);
             })",
            vec![],
        )
        .await?;
    ensure!(shopper.on_page("aftercare-widget").await? == 1);
    ensure!(shopper.witness().await?.warnings.is_empty());
    Ok(())
}

async fn a_script_tag_in_the_head_is_harmless(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::named("head")).await?;
    works_once(stage, &shopper).await
}

async fn a_widget_that_is_moved_goes_on(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::inline()).await?;
    shopper.get_in(RUNNER).await?;
    let sessions = stage.faults.count("POST /sessions");
    browser
        .run(
            "const place = document.createElement('section');
             document.body.prepend(place);
             place.append(document.querySelector('aftercare-widget'))",
            vec![],
        )
        .await?;
    ensure!(shopper.widget.count(&part_of("order", "one-tap")).await? == 1, "it shows what it showed");
    shopper.return_in_one_tap().await?;
    ensure!(stage.faults.count("POST /sessions") == sessions, "nobody had to get in again");

    // Taken away for good and put back later: it starts over, and works.
    browser
        .eval_async(
            "const widget = document.querySelector('aftercare-widget');
             widget.remove();
             await new Promise(done => setTimeout(done));
             window.emptied = !widget.shadowRoot.querySelector('[part~=view]');
             document.body.append(widget)",
            vec![],
        )
        .await?;
    ensure!(browser.eval("return window.emptied", vec![]).await? == true, "what is taken away is taken down");
    shopper.get_in(RUNNER).await?;
    shopper.widget.text(&part("case-row")).await?;
    shopper.nothing_went_wrong().await
}
