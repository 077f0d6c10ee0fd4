//! Another size, and what can come in between.

use aftercare_tests::{
    api::{SHOES, SHOES_TOO, XU},
    clock,
    prelude::*,
};
use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::evidence::files;

pub const STORIES: [Story; 9] = stories![
    a_size_is_exchanged_in_three_taps_and_comes_in_the_same_case,
    a_dearer_one_says_what_is_to_pay_and_that_it_is_paid,
    the_size_is_gone_while_the_shopper_decides,
    the_size_is_gone_after_the_exchange_was_accepted,
    what_was_said_goes_along_to_the_exchange_and_back,
    a_reason_the_exchange_does_not_know_stays_with_the_return,
    the_difference_changes_while_the_shopper_decides,
    the_last_one_goes_while_the_shopper_decides,
    the_offer_has_run_out_when_the_exchange_is_sent,
];

async fn a_size_is_exchanged_in_three_taps_and_comes_in_the_same_case(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop().head(clock::STOPPED)).await?;
    shopper.open_and_get_in(SHOES).await?;
    shopper.start_counting();
    open_exchange(&shopper, 0).await?;
    let sold_out = shopper.widget.get(&variant("trail_runner_44")).await?;
    ensure!(!sold_out.is_enabled().await?, "what is sold out can't be chosen");
    choose(&shopper, "trail_runner_43").await?;
    let words = send(&shopper).await?;
    ensure!(shopper.taps() <= 3, "it took {} taps from the order's page", shopper.taps());
    ensure!(words == "Exchange for EU 43", "{words:?}");

    let case = Desk::open(stage, SHOES).await?.only_case().await?;
    let chosen = &case["replacement"]["items"][0]["variant_label"];
    ensure!(case["type"] == "exchange" && chosen == "EU 43", "{case:#}");
    shopper.widget.text_where(&part("replacement"), "name the size", |text| text.contains("EU 43")).await?;

    let shop = Sandbox::of(stage);
    let id = case["id"].as_str().context("an id")?;
    shop.act(&format!("/cases/{id}/receive"), &json!({})).await?;
    shop.act(&format!("/cases/{id}/ship_replacement"), &json!({})).await?;
    heard(&shopper, &part("parcel")).await?;
    shopper.tap(&part("parcel")).await?;
    shopper.widget.await_view("parcel").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("case").await?;
    shopper.nothing_went_wrong().await
}

async fn a_dearer_one_says_what_is_to_pay_and_that_it_is_paid(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop().head(clock::STOPPED)).await?;
    shopper.open_and_get_in(SHOES).await?;
    open_exchange(&shopper, 1).await?;
    let card = format!("label:has({})", variant("rain_jacket_xl"));
    shopper.widget.text_where(&card, "say what it costs more", |text| text.contains("+$6.00")).await?;
    choose(&shopper, "rain_jacket_xl").await?;
    shopper.widget.text_where(&part("quote"), "say what is to pay", |text| text.contains("To pay $6.00")).await?;
    let words = send(&shopper).await?;
    ensure!(words == "Exchange for XL, pay $6.00", "{words:?}");

    let case = Desk::open(stage, SHOES).await?.only_case().await?;
    let link = shopper.widget.attribute(&part("pay"), "href").await?;
    ensure!(link.as_deref() == case["payment"]["url"].as_str() && link.is_some(), "{link:?}");
    let id = case["id"].as_str().context("an id")?;
    Sandbox::of(stage).act(&format!("/cases/{id}/take_payment"), &json!({})).await?;
    wait::until("the payment to show", || async {
        clock::pass_while_idle(browser).await?;
        Ok((shopper.widget.count(&part("pay")).await? == 0).then_some(()))
    })
    .await?;
    shopper.widget.text_where(&part("payment"), "say it is paid", |text| text.contains("Paid today")).await?;
    shopper.nothing_went_wrong().await
}

/// The last pair goes to somebody else between the quote and the tap. Money back is one tap away, and nothing is lost.
async fn the_size_is_gone_while_the_shopper_decides(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(SHOES).await?;
    open_exchange(&shopper, 0).await?;
    shopper.tap(&format!("label:has({}[value=drop_off_label])", part("method"))).await?;
    choose(&shopper, "trail_runner_43").await?;
    ready(&shopper).await?;
    Desk::open(stage, SHOES_TOO).await?.exchange_line(9, "trail_runner_43").await?;

    shopper.tap(&part_of("exchange", "primary")).await?;
    let news = shopper.widget.text(&part("gone")).await?;
    ensure!(news.contains("EU 43") && news.contains("sold out"), "{news:?}");
    wait::until("the size to be shown as sold out", || async {
        Ok((!shopper.widget.get(&variant("trail_runner_43")).await?.is_enabled().await?).then_some(()))
    })
    .await?;
    let method = shopper.widget.get(&format!("{}[value=drop_off_label]", part("method"))).await?;
    ensure!(method.is_selected().await?, "the way back is still the one that was chosen");
    ensure!(Desk::open(stage, SHOES).await?.cases().await?.is_empty(), "nothing was filed");

    shopper.start_counting();
    shopper.tap(&part("refund-instead")).await?;
    shopper.widget.await_view("return").await?;
    ensure!(shopper.taps() == 1);
    shopper.tap(&part("back")).await?;
    choose(&shopper, "trail_runner_41").await?;
    send(&shopper).await?;
    let case = Desk::open(stage, SHOES).await?.only_case().await?;
    ensure!(case["method"]["code"] == "drop_off_label", "{case:#}");
    Ok(())
}

async fn the_size_is_gone_after_the_exchange_was_accepted(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop().head(clock::STOPPED)).await?;
    shopper.open_and_get_in(SHOES).await?;
    open_exchange(&shopper, 0).await?;
    choose(&shopper, "trail_runner_43").await?;
    send(&shopper).await?;
    let case = Desk::open(stage, SHOES).await?.only_case().await?;
    let id = case["id"].as_str().context("an id")?;
    Sandbox::of(stage).act(&format!("/cases/{id}/sell_out"), &json!({})).await?;
    heard(&shopper, &part("refund")).await?;
    let money = shopper.widget.text(&part("refund")).await?;
    ensure!(money.contains("Promised $0.00") && money.contains("Refund $48.00"), "{money:?}");
    shopper.nothing_went_wrong().await
}

/// Nobody says it twice: why, how many, in which words and with which picture.
async fn what_was_said_goes_along_to_the_exchange_and_back(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(XU).await?;
    shopper.tap_on_line(0, "choices").await?;
    shopper.widget.await_view("return").await?;
    shopper.tap(&reason("faulty")).await?;
    shopper.tap(&reason("poor_quality")).await?;
    shopper.choose(&part("quantity"), "1").await?;
    shopper.tap(&part("add-note")).await?;
    shopper.fill("textarea[name=note]", "The seam is open.").await?;
    attach(&shopper, &files::cut_out(stage.folder(), "seam.png")?).await?;
    shopper.tap(&part("exchange-instead")).await?;
    shopper.widget.await_view("exchange").await?;
    finds(&shopper, "poor_quality", "The seam is open.").await?;

    shopper.fill("textarea[name=note]", "Both seams are open.").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("return").await?;
    finds(&shopper, "poor_quality", "Both seams are open.").await?;
    shopper.tap(&part("exchange-instead")).await?;
    shopper.widget.await_view("exchange").await?;
    choose(&shopper, "rain_jacket_l").await?;
    send(&shopper).await?;
    let case = Desk::open(stage, XU).await?.only_case().await?;
    let item = &case["items"][0];
    ensure!(item["quantity"] == 1 && item["note"] == "Both seams are open.", "{case:#}");
    ensure!(item["attachments"][0]["name"] == "seam.png" && item["reason_label"].is_string(), "{case:#}");

    // What was filed is said; the other piece starts from nothing.
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    shopper.tap_on_line(0, "choices").await?;
    shopper.widget.get(&part("reason")).await?;
    ensure!(shopper.widget.count(&format!("{}:checked", part("reason"))).await? == 0, "nothing is said of it yet");
    shopper.nothing_went_wrong().await
}

async fn attach(shopper: &Shopper<'_>, file: &std::path::Path) -> Result<()> {
    let field = shopper.widget.get(&part("add-file")).await?;
    field.send_keys(file.to_str().context("a path in UTF-8")?).await?;
    shopper.widget.get(&format!("{}[data-state=attached]", part("file"))).await.map(drop)
}

/// The form shows this reason and these words, one piece and one file.
async fn finds(shopper: &Shopper<'_>, code: &str, note: &str) -> Result<()> {
    shopper.widget.get(&format!("{}[value={code}]:checked", part("reason"))).await?;
    shopper.holds("textarea[name=note]", note).await?;
    shopper.holds(&part("quantity"), "1").await?;
    shopper.widget.get(&format!("{}[data-state=attached]", part("file"))).await.map(drop)
}

fn reason(code: &str) -> String {
    format!("label:has([part~=reason][value={code}])")
}

async fn a_reason_the_exchange_does_not_know_stays_with_the_return(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(XU).await?;
    shopper.tap_on_line(0, "choices").await?;
    shopper.tap(&reason("arrived_late")).await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    open_exchange(&shopper, 0).await?;
    shopper.widget.get(&part("reason")).await?;
    ensure!(shopper.widget.count(&format!("{}:checked", part("reason"))).await? == 0, "it is none of these");
    shopper.choose(&part("quantity"), "1").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    shopper.tap_on_line(0, "choices").await?;
    shopper.widget.get(&format!("{}[value=arrived_late]:checked", part("reason"))).await?;
    shopper.holds(&part("quantity"), "1").await?;
    shopper.nothing_went_wrong().await
}

/// A quarter of an hour less some seconds later by the shopper's clock, whenever the story says so.
const LATER: &str =
    "<script>addEventListener('later', () => { const { now } = Date; Date.now = () => now() + 895000 })</script>";

async fn later(shopper: &Shopper<'_>) -> Result<()> {
    shopper.browser.run("window.dispatchEvent(new Event('later'))", vec![]).await.map(drop)
}

async fn the_difference_changes_while_the_shopper_decides(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop().head(LATER)).await?;
    shopper.open_and_get_in(SHOES).await?;
    open_exchange(&shopper, 1).await?;
    choose(&shopper, "rain_jacket_xl").await?;
    ensure!(ready(&shopper).await? == "Exchange for XL, pay $6.00");
    stage.faults.once("POST /quotes", Fault::rewrite(|quote| quote["total"]["amount"] = json!(-800)));
    later(&shopper).await?;
    let changed = format!("{}[data-kind=changed]", part("news"));
    shopper
        .widget
        .text_where(&changed, "say both", |text| text.contains("$6.00 to pay") && text.contains("$8.00 to pay"))
        .await?;
    ensure!(ready(&shopper).await? == "Exchange for XL, pay $8.00");
    ensure!(stage.faults.count("POST /cases") == 0, "it is said before anything is sent");
    later(&shopper).await?;
    let back = |text: &str| text.contains("Before: $8.00") && text.contains("Now: $6.00");
    shopper.widget.text_where(&changed, "say that it is as before", back).await?;
    send(&shopper).await?;
    ensure!(Desk::open(stage, SHOES).await?.only_case().await?["type"] == "exchange");
    shopper.nothing_went_wrong().await
}

async fn the_last_one_goes_while_the_shopper_decides(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop().head(LATER)).await?;
    shopper.open_and_get_in(SHOES).await?;
    open_exchange(&shopper, 0).await?;
    choose(&shopper, "trail_runner_43").await?;
    ready(&shopper).await?;
    Desk::open(stage, SHOES_TOO).await?.exchange_line(9, "trail_runner_43").await?;
    later(&shopper).await?;
    shopper.widget.text_where(&part("gone"), "name the size", |text| text.contains("EU 43")).await?;
    ensure!(stage.faults.count("POST /cases") == 0, "it is said before anything is sent");
    choose(&shopper, "trail_runner_41").await?;
    shopper.widget.gone(&part("gone")).await?;
    send(&shopper).await?;
    Ok(())
}

async fn the_offer_has_run_out_when_the_exchange_is_sent(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(SHOES).await?;
    open_exchange(&shopper, 1).await?;
    choose(&shopper, "rain_jacket_xl").await?;
    ready(&shopper).await?;
    Sandbox::of(stage).act("/clock", &json!({ "advance_seconds": 16 * 60 })).await?;
    shopper.tap(&part_of("exchange", "primary")).await?;
    shopper.widget.get(&format!("{}[data-kind=expired]", part("news"))).await?;
    let desk = Desk::open(stage, SHOES).await?;
    ensure!(desk.cases().await?.is_empty(), "nothing is filed without another tap");
    ensure!(send(&shopper).await? == "Exchange for XL, pay $6.00", "the size is still chosen");
    ensure!(desk.only_case().await?["type"] == "exchange");
    shopper.nothing_went_wrong().await
}

fn variant(id: &str) -> String {
    format!("{}[value={id}]", part("variant"))
}

/// Opens the exchange of the order's `line`-th line, counted from 0.
async fn open_exchange(shopper: &Shopper<'_>, line: usize) -> Result<()> {
    shopper.tap_on_line(line, "exchange").await?;
    shopper.widget.await_view("exchange").await
}

async fn choose(shopper: &Shopper<'_>, id: &str) -> Result<()> {
    shopper.tap(&format!("label:has({})", variant(id))).await
}

/// Waits until the exchange can be sent and gives the button's words.
async fn ready(shopper: &Shopper<'_>) -> Result<String> {
    shopper.widget.text(&format!("{}:not([aria-disabled=true])", part_of("exchange", "primary"))).await
}

async fn send(shopper: &Shopper<'_>) -> Result<String> {
    let words = ready(shopper).await?;
    shopper.tap(&part_of("exchange", "primary")).await?;
    shopper.widget.await_view("case").await?;
    Ok(words)
}

/// Waits for news from the shop that bring this part.
async fn heard(shopper: &Shopper<'_>, part: &str) -> Result<()> {
    wait::until(&format!("news that bring {part}"), || async {
        clock::pass_while_idle(shopper.browser).await?;
        Ok((shopper.widget.count(part).await? > 0).then_some(()))
    })
    .await
}
