//! What is said about a case: heard while the shopper looks, marked as new, and never lost on the way.

use std::collections::BTreeSet;

use aftercare_tests::{api::RUNNER, clock, prelude::*};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

pub const STORIES: [Story; 4] = stories![
    a_message_that_got_lost_is_said_once,
    a_message_written_offline_survives_a_reload_and_goes_when_back,
    an_answer_comes_while_the_shopper_looks_and_is_new_until_read,
    an_answer_marks_its_case_in_the_order_until_it_is_read,
];

async fn look<'b>(stage: &Stage, browser: &'b Browser, page: Page) -> Result<Shopper<'b>> {
    let shopper = stage.visit(browser, page).await?;
    shopper.open_and_get_in(RUNNER).await?;
    open_case(&shopper).await?;
    Ok(shopper)
}

async fn open_case(shopper: &Shopper<'_>) -> Result<()> {
    shopper.tap(&part("open-case")).await?;
    shopper.widget.await_view("case").await?;
    shopper.widget.get(&part("message-text")).await.map(drop)
}

async fn write(shopper: &Shopper<'_>, text: &str) -> Result<()> {
    shopper.fill(&part("message-text"), text).await?;
    shopper.tap(&format!("{}[aria-disabled=false]", part("message-send"))).await
}

/// The shop answers, as itself.
async fn answer(stage: &Stage, case: &Value, text: &str) -> Result<()> {
    let id = case["id"].as_str().context("an id")?;
    Sandbox::of(stage).act(&format!("/cases/{id}/answer"), &json!({ "text": text })).await
}

async fn a_message_that_got_lost_is_said_once(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let desk = Desk::open(stage, RUNNER).await?;
    let case = desk.complain("service", "I was promised a call.").await?;
    let shopper = look(stage, browser, Page::shop()).await?;
    stage.faults.once("POST /cases/*/messages", Fault::LoseResponse);
    write(&shopper, "Is anybody there?").await?;
    shopper.widget.text_where(&part("message"), "be said", |text| text.contains("Is anybody there?")).await?;
    shopper.widget.gone(&part("unsent")).await?;
    ensure!(shopper.widget.count(&part("message")).await? == 1, "it stands there once");
    ensure!(shopper.widget.value(&part("message-text")).await?.is_empty(), "the field is free again");
    let sent = stage.faults.seen().into_iter().filter(|seen| seen.path.ends_with("/messages"));
    let keys: Vec<_> = sent.filter_map(|seen| seen.idempotency_key).collect();
    ensure!(keys.len() == 2 && keys[0] == keys[1], "the keys sent are {keys:?}");
    ensure!(desk.messages(&case).await?.len() == 1, "the shop has it once");
    Ok(())
}

async fn a_message_written_offline_survives_a_reload_and_goes_when_back(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let desk = Desk::open(stage, RUNNER).await?;
    let case = desk.complain("service", "I was promised a call.").await?;
    let shopper = look(stage, browser, Page::shop()).await?;
    stage.faults.always("*", Fault::Down);
    shopper.connection(false).await?;
    write(&shopper, "I am on a train.").await?;
    shopper.widget.text_where(&part("unsent"), "say it is kept", |text| text.contains("Kept here")).await?;
    ensure!(desk.messages(&case).await?.is_empty(), "nothing has reached the shop");
    stage.faults.lift();
    browser.reload().await?;
    shopper.open_and_get_in(RUNNER).await?;
    open_case(&shopper).await?;
    shopper.widget.text_where(&part("message"), "be said", |text| text.contains("I am on a train.")).await?;
    let keys = stage.faults.seen().into_iter().filter_map(|seen| seen.idempotency_key).collect::<BTreeSet<_>>();
    ensure!(keys.len() == 1, "the keys sent are {keys:?}");
    ensure!(desk.messages(&case).await?.len() == 1, "the shop has it once");
    Ok(())
}

async fn an_answer_comes_while_the_shopper_looks_and_is_new_until_read(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let case = Desk::open(stage, RUNNER).await?.complain("service", "I was promised a call.").await?;
    let page = Page::shop().head(clock::STOPPED);
    let shopper = look(stage, browser, page.clone()).await?;
    // Half a sentence, which the news must leave alone.
    shopper.fill(&part("message-text"), "I have").await?;
    answer(stage, &case, "I am looking into it.").await?;
    wait::until("the answer", || async {
        clock::pass_while_idle(browser).await?;
        Ok((shopper.widget.count(&part("message")).await? > 0).then_some(()))
    })
    .await?;
    shopper.widget.text_where(&part("message"), "be signed", |text| text.contains("Zhou Min")).await?;
    shopper.widget.get(&part("unread")).await?;
    shopper.widget.get(&part("new-from-here")).await?;
    ensure!(shopper.widget.value(&part("message-text")).await? == "I have", "what was typed is still there");
    let kept = shopper.widget.texts(&part("clock-state")).await?;
    ensure!(kept == ["Kept"], "the first answer came in time: {kept:?}");

    browser.reload().await?;
    shopper.open_and_get_in(RUNNER).await?;
    open_case(&shopper).await?;
    shopper.widget.get(&part("message")).await?;
    ensure!(shopper.widget.count(&part("unread")).await? == 0, "it has been read");
    shopper.holds(&part("message-text"), "I have").await?;
    shopper.nothing_went_wrong().await
}

async fn an_answer_marks_its_case_in_the_order_until_it_is_read(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let desk = Desk::open(stage, RUNNER).await?;
    let case = desk.complain("service", "I was promised a call.").await?;
    answer(stage, &case, "I am sorry. You get it today.").await?;
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    let row = shopper.widget.text(&part("open-case")).await?;
    ensure!(row.contains("New"), "{row:?}");
    open_case(&shopper).await?;
    shopper.widget.text_where(&part("message"), "be read", |text| text.contains("You get it today.")).await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    let row = shopper.widget.text(&part("open-case")).await?;
    ensure!(!row.contains("New"), "it has been read: {row:?}");
    shopper.nothing_went_wrong().await
}
