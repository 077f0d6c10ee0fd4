//! Complaints: said in a few taps, with what the shop needs, and filed once whatever happens on the way.

use aftercare_tests::{
    api::{LAMP, RUNNER},
    prelude::*,
};
use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::evidence::files;

pub const STORIES: [Story; 5] = stories![
    a_complaint_takes_three_taps_and_has_a_person_and_a_clock,
    an_alert_leads_to_the_complaint_it_is_about,
    a_photo_is_asked_for_where_the_reason_needs_one,
    a_complaint_whose_answer_is_lost_is_filed_once,
    a_session_that_ends_midway_loses_nothing_of_a_complaint,
];

async fn begin<'b>(stage: &Stage, browser: &'b Browser) -> Result<Shopper<'b>> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    shopper.start_counting();
    shopper.tap(&part("complain")).await?;
    shopper.widget.await_view("complaint").await?;
    Ok(shopper)
}

async fn say(shopper: &Shopper<'_>, reason: &str, text: &str) -> Result<()> {
    shopper.tap(&format!("label:has([part~=reason][value={reason}])")).await?;
    shopper.fill(&part("complaint-text"), text).await
}

fn primary() -> String {
    format!("{}[aria-disabled=false]", part_of("complaint", "primary"))
}

async fn a_complaint_takes_three_taps_and_has_a_person_and_a_clock(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser).await?;
    let why = shopper.widget.text("#why").await?;
    ensure!(why.contains("Choose what is wrong"), "the button says what it waits for: {why:?}");
    say(&shopper, "service", "I was promised a call.").await?;
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("case").await?;
    ensure!(shopper.taps() == 3, "it took {} taps", shopper.taps());

    let case = Desk::open(stage, RUNNER).await?.only_case().await?;
    ensure!(case["type"] == "complaint" && case["complaint"]["reason_code"] == "service", "{case:#}");
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    shopper.widget.get(&part("open-case")).await?;
    shopper.nothing_went_wrong().await
}

async fn an_alert_leads_to_the_complaint_it_is_about(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    let id = shopper.open_moving_parcel(stage, LAMP).await?;
    Sandbox::of(stage).act(&format!("/shipments/{id}/stall"), &json!({})).await?;
    shopper.widget.get(&part("alert-action")).await?;
    shopper.start_counting();
    shopper.tap(&part("alert-action")).await?;
    shopper.widget.await_view("complaint").await?;
    shopper.widget.get("label:has([part~=reason][value=parcel_lost]:checked)").await?;
    ensure!(shopper.widget.count("label:has([part~=meant]:checked)").await? == 1, "the lamp alone is in this parcel");
    shopper.fill(&part("complaint-text"), "No news for four days.").await?;
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("case").await?;
    ensure!(shopper.taps() == 2, "it took {} taps", shopper.taps());
    let case = Desk::open(stage, LAMP).await?.only_case().await?;
    ensure!(case["items"].as_array().is_some_and(|items| items.len() == 1), "{case:#}");
    shopper.nothing_went_wrong().await
}

async fn a_photo_is_asked_for_where_the_reason_needs_one(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser).await?;
    say(&shopper, "damaged", "The sole is torn.").await?;
    shopper.widget.text_where("#why", "ask for it", |text| text.contains("Add a photo")).await?;
    let photo = files::photo(stage.folder(), "sole.jpg")?;
    shopper.widget.get(&part("add-file")).await?.send_keys(photo.to_str().context("a path in UTF-8")?).await?;
    shopper.tap("label:has([part~=wish][value=replacement])").await?;
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("case").await?;
    let case = Desk::open(stage, RUNNER).await?.only_case().await?;
    let complaint = &case["complaint"];
    ensure!(complaint["attachments"].as_array().is_some_and(|files| files.len() == 1), "{complaint:#}");
    ensure!(complaint["wished_resolution"] == "replacement", "{complaint:#}");
    shopper.nothing_went_wrong().await
}

async fn a_complaint_whose_answer_is_lost_is_filed_once(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser).await?;
    say(&shopper, "something_else", "The invoice is wrong.").await?;
    stage.faults.once("POST /cases", Fault::LoseResponse);
    shopper.widget.get(&primary()).await?;
    // Twice at once, as an impatient thumb does.
    shopper.widget.eval("const [button] = all(arguments[1]); button.click(); button.click()", primary()).await?;
    shopper.widget.await_view("case").await?;
    Desk::open(stage, RUNNER).await?.only_case().await?;
    shopper.tap(&part("back")).await?;
    shopper.tap(&part_of("order", "complain")).await?;
    shopper.widget.await_view("complaint").await?;
    ensure!(shopper.widget.value(&part("complaint-text")).await?.is_empty(), "what is filed is no draft any more");
    Ok(())
}

async fn a_session_that_ends_midway_loses_nothing_of_a_complaint(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser).await?;
    say(&shopper, "service", "I was promised a call.").await?;
    browser.reload().await?;
    shopper.open_and_get_in(RUNNER).await?;
    shopper.tap(&part("complain")).await?;
    shopper.widget.await_view("complaint").await?;
    shopper.holds(&part("complaint-text"), "I was promised a call.").await?;
    stage.faults.once("POST /cases", Fault::TokenEnded);
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("get-in").await?;
    shopper.fill_get_in(RUNNER.order, RUNNER.email).await?;
    shopper.tap(&part_of("get-in", "primary")).await?;
    shopper.widget.await_view("case").await?;
    let case = Desk::open(stage, RUNNER).await?.only_case().await?;
    ensure!(case["complaint"]["text"] == "I was promised a call.", "{case:#}");
    Ok(())
}
