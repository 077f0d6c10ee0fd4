//! Another size, and what can come in between.

use aftercare_tests::{
    api::{SHOES, SHOES_TOO},
    clock,
    prelude::*,
};
use anyhow::{Context, Result, ensure};
use serde_json::json;

pub const STORIES: [Story; 4] = stories![
    a_size_is_exchanged_in_three_taps_and_comes_in_the_same_case,
    a_dearer_one_says_what_is_to_pay_and_that_it_is_paid,
    the_size_is_gone_while_the_shopper_decides,
    the_size_is_gone_after_the_exchange_was_accepted,
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
