//! Sending something back: the product's main job.

use aftercare_tests::{
    api::{CUPS, RUNNER, SCARF},
    prelude::*,
};
use anyhow::{Context, Result, ensure};
use serde_json::Value;

pub const STORIES: [Story; 7] = stories![
    a_guest_gets_in_and_returns_an_item_in_one_tap,
    a_filed_return_is_there_after_a_reload_and_a_power_cut,
    undo_cancels_it_and_the_line_can_go_back_again,
    a_refused_line_says_why_and_offers_no_button,
    a_double_tap_makes_one_case,
    a_return_with_a_reason_takes_three_taps,
    the_shopper_says_it_is_sent,
];

async fn a_guest_gets_in_and_returns_an_item_in_one_tap(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;

    shopper.start_counting();
    shopper.return_in_one_tap().await?;
    ensure!(shopper.taps() == 1, "it took {} taps from the order's page", shopper.taps());

    let case = Desk::open(stage, RUNNER).await?.only_case().await?;
    ensure!(case["phase"] == "awaiting_customer" && case["type"] == "return", "{case:#}");
    let number = case["number"].as_str().context("a case number")?;
    shopper.widget.text_where(&part("case-number"), "be the one on file", |text| text == number).await?;
    shopper.widget.get(&part("qr")).await?;
    let code = case["method"]["code_label"].as_str().context("a code to read out")?;
    shopper.widget.text_where(&part("return-code"), "be the one on file", |text| text == code).await?;
    shopper.widget.text_where(&part("refund"), "name the money", |text| text.contains("$48.00")).await?;
    shopper.widget.text(&part("next-step")).await?;
    let created: Vec<Value> =
        shopper.witness().await?.named("aftercare-case-created").map(|event| event.detail.clone()).collect();
    ensure!(created.len() == 1 && created[0]["id"] == case["id"], "the page heard {created:?}");
    let told = created[0].to_string();
    ensure!(!told.contains(RUNNER.order) && !told.contains(number), "events carry no personal data: {told}");
    let troubles = shopper.witness().await?.named("aftercare-error").count();
    ensure!(troubles == 0, "nothing went wrong, yet the page heard aftercare-error {troubles} times");
    shopper.nothing_went_wrong().await
}

async fn a_filed_return_is_there_after_a_reload_and_a_power_cut(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    shopper.return_in_one_tap().await?;
    let number = shopper.widget.text(&part("case-number")).await?;

    stage.kill_and_restart_backend()?;
    browser.reload().await?;
    shopper.open_and_get_in(RUNNER).await?;
    shopper.widget.text_where(&part("case-row"), "name the case", |text| text.contains(&number)).await?;
    shopper.tap(&part("case-row")).await?;
    shopper.widget.await_view("case").await?;
    ensure!(shopper.widget.text(&part("case-number")).await? == number);
    shopper.widget.get(&part("qr")).await?;
    let case = Desk::open(stage, RUNNER).await?.only_case().await?;
    ensure!(case["number"] == number, "{case:#}");
    Ok(())
}

async fn undo_cancels_it_and_the_line_can_go_back_again(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    shopper.return_in_one_tap().await?;
    let desk = Desk::open(stage, RUNNER).await?;
    desk.only_case().await?;

    shopper.tap(&part("undo")).await?;
    shopper.widget.gone(&part("qr")).await?;
    ensure!(desk.only_case().await?["phase"] == "cancelled");
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;

    shopper.return_in_one_tap().await?;
    let phases: Vec<Value> = desk.cases().await?.into_iter().map(|case| case["phase"].clone()).collect();
    ensure!(phases == ["awaiting_customer", "cancelled"], "{phases:?}");
    shopper.nothing_went_wrong().await
}

async fn a_refused_line_says_why_and_offers_no_button(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    let card = shopper
        .widget
        .eval(
            "const line = all('[part~=line]').find(line => line.innerText.includes('Gift card'));
             const refusal = line.querySelector('[part~=refusal]');
             return [refusal && shown(refusal) ? refusal.innerText : '', line.querySelectorAll('button, a, [role=button]').length]",
            Value::Null,
        )
        .await?;
    let why = card[0].as_str().unwrap_or_default();
    ensure!(why.split_whitespace().count() > 3, "the gift card's refusal is {why:?}");
    ensure!(!why.contains('_'), "it is a sentence, not a code: {why:?}");
    ensure!(card[1] == 0, "the refused line holds {} things to press", card[1]);
    Ok(())
}

async fn a_double_tap_makes_one_case(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    let button = shopper.widget.get(&part_of("order", "one-tap")).await?;
    browser.click_fast(&button, 2).await?;
    shopper.widget.await_view("case").await?;
    ensure!(stage.faults.count("POST /cases") == 1, "{} requests were sent", stage.faults.count("POST /cases"));
    Desk::open(stage, RUNNER).await?.only_case().await?;
    Ok(())
}

async fn a_return_with_a_reason_takes_three_taps(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(CUPS).await?;
    ensure!(shopper.widget.count(&part("one-tap")).await? == 0, "this line needs a reason");

    shopper.start_counting();
    shopper.tap(&part_of("order", "choices")).await?;
    shopper.give_a_reason().await?;
    wait::until("the quote", || async {
        Ok((shopper.widget.count(&format!("{}:not([aria-disabled=true])", part_of("return", "primary"))).await? == 1)
            .then_some(()))
    })
    .await?;
    let promised = shopper.widget.text(&part_of("return", "primary")).await?;
    shopper.tap(&part_of("return", "primary")).await?;
    shopper.widget.await_view("case").await?;
    ensure!(shopper.taps() <= 3, "it took {} taps from the order's page", shopper.taps());

    let case = Desk::open(stage, CUPS).await?.only_case().await?;
    ensure!(case["items"][0]["reason_label"].is_string(), "{case:#}");
    let refund = case["refund"]["amount"]["amount"].as_i64().context("a refund")?;
    let refund = format!("{}.{:02}", refund / 100, refund % 100);
    ensure!(promised.contains(&refund), "the button promised {promised:?}, the case holds {refund}");
    shopper.nothing_went_wrong().await
}

/// Fetches the case's label as image and as PDF, as its links would.
async fn labels(links: &[String; 2]) -> Result<[(u16, String); 2]> {
    let mut answers = [(0, String::new()), (0, String::new())];
    for (link, answer) in links.iter().zip(&mut answers) {
        let got = reqwest::get(link).await.with_context(|| format!("following {link}"))?;
        let kind = got.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        *answer = (got.status().as_u16(), kind.split(';').next().unwrap_or_default().to_owned());
    }
    Ok(answers)
}

async fn label_links(shopper: &Shopper<'_>) -> Result<[String; 2]> {
    shopper.tap(&part("label-image")).await?;
    let image = shopper.widget.attribute(&part("label"), "src").await?.context("the label has no picture")?;
    let file = shopper.widget.attribute(&part("label-pdf"), "href").await?.context("label-pdf leads nowhere")?;
    Ok([image, file])
}

async fn the_shopper_says_it_is_sent(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let good = [(200, "image/svg+xml".to_owned()), (200, "application/pdf".to_owned())];
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    let parcels = shopper.widget.count(&part_of("order", "shipment")).await?;
    shopper.return_in_one_tap().await?;
    let answers = labels(&label_links(&shopper).await?).await?;
    ensure!(answers == good, "the label's links give {answers:?}");

    let status = shopper.widget.text(&part_of("case", "status")).await?;
    shopper.tap(&format!("{}[data-action=confirm_shipped]", part_of("case", "action"))).await?;
    shopper.widget.text_where(&part_of("case", "status"), "change", |text| text != status).await?;
    shopper.widget.gone("[data-action=confirm_shipped]").await?;
    let case = Desk::open(stage, RUNNER).await?.only_case().await?;
    ensure!(case["phase"] == "in_progress" && case["shipment_id"].is_string(), "{case:#}");
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    shopper.widget.text_where(&part("shipment"), "be a parcel back", |text| text.contains("Coming back")).await?;
    ensure!(shopper.widget.count(&part("shipment")).await? == parcels + 1, "there is one parcel more than before");
    shopper.nothing_went_wrong().await?;

    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(SCARF).await?;
    shopper.return_in_one_tap().await?;
    let links = label_links(&shopper).await?;
    let answers = labels(&links).await?;
    ensure!(answers == good, "the second label's links give {answers:?}");
    shopper.tap(&part("undo")).await?;
    shopper.widget.gone(&part("qr")).await?;
    ensure!(Desk::open(stage, SCARF).await?.only_case().await?["phase"] == "cancelled");
    let answers = labels(&links).await?;
    ensure!(answers.iter().all(|(status, _)| *status == 404), "after the undo the label's links give {answers:?}");
    Ok(())
}
