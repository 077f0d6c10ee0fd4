//! One question at the right moment: answered or dismissed, and never asked twice.

use aftercare_tests::{
    api::{Buyer, RUNNER},
    axe,
    prelude::*,
};
use anyhow::{Context, Result, ensure};
use serde_json::json;

pub const STORIES: [Story; 4] = stories![
    a_delivery_is_asked_about_once_in_two_taps,
    who_does_not_want_to_be_asked_is_not_asked_again,
    a_question_answered_on_another_page_takes_no_second_answer,
    the_end_of_a_complaint_is_asked_about_and_any_answer_earns_the_same,
];

fn score(score: u8) -> String {
    format!("label:has([part~=survey-score][value=\"{score}\"])")
}

/// The id of what the order asks.
async fn asked(desk: &Desk) -> Result<String> {
    Ok(desk.order().await?["surveys"][0]["id"].as_str().context("a survey")?.to_owned())
}

async fn visit<'b>(stage: &Stage, browser: &'b Browser, buyer: Buyer) -> Result<Shopper<'b>> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(buyer).await?;
    shopper.widget.get(&part("survey")).await?;
    Ok(shopper)
}

/// Comes back another time, when nothing is asked.
async fn is_not_asked_again(shopper: &Shopper<'_>) -> Result<()> {
    shopper.browser.reload().await?;
    shopper.open_and_get_in(RUNNER).await?;
    shopper.widget.get(&part_of("order", "review")).await?;
    ensure!(shopper.widget.count(&part("survey")).await? == 0, "it asks again");
    Ok(())
}

async fn a_delivery_is_asked_about_once_in_two_taps(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let desk = Desk::open(stage, RUNNER).await?;
    let id = asked(&desk).await?;
    let shopper = visit(stage, browser, RUNNER).await?;
    axe::check(&shopper.widget, "a question").await?;
    ensure!(shopper.widget.count(&part("survey-comment")).await? == 0, "one question at first");
    shopper.start_counting();
    shopper.tap(&score(9)).await?;
    shopper.fill(&part("survey-comment"), "Faster.").await?;
    axe::check(&shopper.widget, "an answer").await?;
    stage.faults.once("POST /surveys/*", Fault::LoseResponse);
    shopper.tap(&part("survey-send")).await?;
    ensure!(shopper.taps() == 2, "it took {} taps", shopper.taps());
    shopper.tap(&format!("{} {}", part("survey"), part("retry"))).await?;
    let end = shopper.widget.text(&part("survey-end")).await?;
    ensure!(end.contains("Thank you"), "{end:?}");
    ensure!(desk.survey(&id).await?["status"] == "answered");
    is_not_asked_again(&shopper).await
}

async fn who_does_not_want_to_be_asked_is_not_asked_again(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let desk = Desk::open(stage, RUNNER).await?;
    let id = asked(&desk).await?;
    let shopper = visit(stage, browser, RUNNER).await?;
    shopper.tap(&part("survey-never")).await?;
    shopper.widget.text_where(&part("survey-end"), "say so", |text| text.contains("won't ask again")).await?;
    ensure!(desk.survey(&id).await?["status"] == "dismissed");
    is_not_asked_again(&shopper).await?;
    shopper.nothing_went_wrong().await
}

async fn a_question_answered_on_another_page_takes_no_second_answer(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let desk = Desk::open(stage, RUNNER).await?;
    let id = asked(&desk).await?;
    let shopper = visit(stage, browser, RUNNER).await?;
    shopper.tap(&score(2)).await?;
    desk.answer_survey(&id, 10).await?;
    shopper.tap(&part("survey-send")).await?;
    let end = shopper.widget.text(&part("survey-end")).await?;
    ensure!(end.contains("answered already"), "{end:?}");
    is_not_asked_again(&shopper).await
}

async fn the_end_of_a_complaint_is_asked_about_and_any_answer_earns_the_same(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let case = Desk::open(stage, RUNNER).await?.complain("service", "I was promised a call.").await?;
    let (id, sandbox) = (case["id"].as_str().context("an id")?, Sandbox::of(stage));
    sandbox.act(&format!("/cases/{id}/resolve"), &json!({})).await?;
    // Until then it could have been taken up again.
    sandbox.act("/clock", &json!({ "advance_seconds": 8 * 86_400 })).await?;
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    shopper.tap(&part("past-case")).await?;
    shopper.widget.await_view("case").await?;
    shopper.tap(&score(1)).await?;
    shopper.tap(&part("survey-send")).await?;
    let end = shopper.widget.text(&part("survey-end")).await?;
    ensure!(end.contains("20 points"), "{end:?}");
    wait::until("the focus on what came of it", || async {
        Ok((shopper.widget.focused().await?.as_deref() == Some("survey")).then_some(()))
    })
    .await?;
    shopper.nothing_went_wrong().await
}
