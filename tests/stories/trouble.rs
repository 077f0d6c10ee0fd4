//! What goes wrong on the way to the shop, and how nothing is lost by it.

use std::{collections::BTreeSet, time::Instant};

use aftercare_tests::{api::RUNNER, prelude::*};
use anyhow::{Result, ensure};

pub const STORIES: [Story; 5] = stories![
    a_lost_response_makes_one_case,
    the_shop_is_down_and_comes_back,
    a_busy_shop_counts_down_and_goes_on_by_itself,
    a_return_filed_offline_is_sent_when_back,
    a_return_not_yet_sent_survives_a_reload,
];

/// Words of machines, never of shops.
const MACHINE_WORDS: [&str; 10] =
    ["fetch", "http", "error:", "typeerror", "json", "status", "network error", "undefined", "null", "exception"];

fn is_friendly(text: &str) -> Result<()> {
    let lower = text.to_lowercase();
    let word = MACHINE_WORDS.iter().find(|word| lower.contains(**word));
    ensure!(word.is_none(), "{text:?} is not a shop's sentence");
    ensure!(text.split_whitespace().count() > 3, "{text:?} says too little");
    Ok(())
}

async fn a_lost_response_makes_one_case(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    stage.faults.once("POST /cases", Fault::LoseResponse);
    shopper.return_in_one_tap().await?;
    let keys: Vec<Option<String>> = stage
        .faults
        .seen()
        .into_iter()
        .filter(|seen| seen.to_string() == "POST /cases")
        .map(|seen| seen.idempotency_key)
        .collect();
    ensure!(keys.len() == 2 && keys[0].is_some() && keys[0] == keys[1], "the keys sent are {keys:?}");
    Desk::open(stage, RUNNER).await?.only_case().await?;
    Ok(())
}

async fn the_shop_is_down_and_comes_back(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let unreachable = format!("{}[data-kind=unreachable]", part("problem"));
    stage.kill_backend();
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open().await?;
    is_friendly(&shopper.widget.text(&unreachable).await?)?;
    stage.kill_and_restart_backend()?;
    shopper.tap(&part("retry")).await?;

    shopper.fill_get_in(RUNNER.order, RUNNER.email).await?;
    stage.kill_backend();
    shopper.tap(&part_of("get-in", "primary")).await?;
    is_friendly(&shopper.widget.text(&unreachable).await?)?;
    ensure!(shopper.widget.value("input[name=order_number]").await? == RUNNER.order);
    ensure!(shopper.widget.value("input[name=proof]").await? == RUNNER.email);
    stage.kill_and_restart_backend()?;
    shopper.tap(&part("retry")).await?;
    shopper.reach_order(RUNNER).await?;

    stage.faults.always("POST /cases", Fault::Down);
    shopper.tap(&part_of("order", "one-tap")).await?;
    is_friendly(&shopper.widget.text(&unreachable).await?)?;
    stage.faults.lift();
    shopper.tap(&part("retry")).await?;
    shopper.widget.await_view("case").await?;
    Desk::open(stage, RUNNER).await?.only_case().await?;
    Ok(())
}

async fn a_busy_shop_counts_down_and_goes_on_by_itself(stage: &mut Stage, browser: &Browser) -> Result<()> {
    const RETRY_AFTER: u32 = 3;
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open().await?;
    stage.faults.once("GET /orders/*", Fault::Busy { retry_after: RETRY_AFTER });
    shopper.fill_get_in(RUNNER.order, RUNNER.email).await?;
    shopper.tap(&part_of("get-in", "primary")).await?;

    let busy = format!("{}[data-kind=busy]", part("problem"));
    is_friendly(&shopper.widget.text(&busy).await?)?;
    let asked = Instant::now();
    let mut sentences = BTreeSet::new();
    shopper.start_counting();
    while shopper.widget.count(&part_of("order", "line")).await? == 0 {
        sentences.extend(shopper.widget.texts(&busy).await?);
        ensure!(asked.elapsed() < wait::LIMIT, "it never went on; it said {sentences:?}");
    }
    ensure!(sentences.len() >= 2, "the countdown said {sentences:?}");
    ensure!(stage.faults.count("GET /orders/*") == 2, "asked {} times", stage.faults.count("GET /orders/*"));
    ensure!(shopper.taps() == 0);
    Ok(())
}

async fn a_return_filed_offline_is_sent_when_back(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;

    stage.faults.always("*", Fault::Down);
    shopper.connection(false).await?;
    shopper.widget.get(&part("offline")).await?;
    shopper.tap(&part_of("order", "one-tap")).await?;
    let kept = shopper.widget.text(&part("filing")).await?;
    ensure!(kept.contains("Trail runner") && kept.contains("48.00"), "what is kept is {kept:?}");
    is_friendly(&shopper.widget.text(&part("problem")).await?)?;
    let desk = Desk::open(stage, RUNNER).await?;
    ensure!(desk.cases().await?.is_empty(), "nothing has reached the shop");

    stage.faults.lift();
    shopper.start_counting();
    shopper.connection(true).await?;
    shopper.widget.await_view("case").await?;
    ensure!(shopper.taps() == 0);
    desk.only_case().await?;
    shopper.widget.gone(&part("offline")).await
}

async fn a_return_not_yet_sent_survives_a_reload(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    stage.faults.always("POST /cases", Fault::LoseResponse);
    shopper.tap(&part_of("order", "one-tap")).await?;
    shopper.widget.get(&part("filing")).await?;

    stage.faults.lift();
    browser.reload().await?;
    shopper.open().await?;
    shopper.fill_get_in(RUNNER.order, RUNNER.email).await?;
    shopper.tap(&part_of("get-in", "primary")).await?;
    shopper.widget.await_view("case").await?;
    let keys: BTreeSet<Option<String>> = stage
        .faults
        .seen()
        .into_iter()
        .filter(|seen| seen.to_string() == "POST /cases")
        .map(|seen| seen.idempotency_key)
        .collect();
    ensure!(keys.len() == 1, "the keys sent are {keys:?}");
    Desk::open(stage, RUNNER).await?.only_case().await?;
    Ok(())
}
