//! The consumer's right to withdraw from a contract: what is meant, what is acknowledged, and who has it.

use aftercare_tests::{
    api::{BLANKET, Buyer, OFFICE, UNSENT},
    http,
    prelude::*,
};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

pub const STORIES: [Story; 7] = stories![
    the_laws_words_are_the_pages_language_where_nothing_else_is,
    some_pieces_are_withdrawn_from_and_the_acknowledgement_is_kept,
    a_final_sale_of_the_shops_is_withdrawn_from_all_the_same,
    what_was_never_sent_is_withdrawn_from_without_sending_it_back,
    a_business_is_offered_no_withdrawal,
    after_the_period_nothing_is_offered,
    a_session_that_ends_midway_loses_nothing_of_a_withdrawal,
];

/// Opens the order and its withdrawal.
async fn begin<'b>(stage: &Stage, browser: &'b Browser, buyer: Buyer) -> Result<Shopper<'b>> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(buyer).await?;
    shopper.tap(&part("withdraw")).await?;
    shopper.widget.await_view("withdrawal").await?;
    Ok(shopper)
}

async fn sign(shopper: &Shopper<'_>) -> Result<()> {
    shopper.fill("input[name=name]", "Anke Weber").await?;
    shopper.fill("input[name=email]", "anke@example.org").await
}

async fn confirm(shopper: &Shopper<'_>) -> Result<()> {
    shopper.tap(&format!("{}[aria-disabled=false]", part_of("withdrawal", "primary"))).await?;
    shopper.widget.await_view("case").await
}

/// Takes a line out of the declaration, or puts it back.
async fn flip(shopper: &Shopper<'_>, line: &Value) -> Result<()> {
    let id = line["id"].as_str().context("an id")?;
    shopper.tap(&format!("[data-line=\"{id}\"] label")).await
}

/// Neither the widget nor the shop speaks German or Italian: the law's words are there in them, and said to be.
async fn the_laws_words_are_the_pages_language_where_nothing_else_is(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    for (lang, buyer, enter, confirm_label) in [
        ("zh-CN", BLANKET, "在此撤回合同", "确认撤回"),
        ("de-DE", BLANKET, "Vertrag widerrufen", "Widerruf bestätigen"),
        ("it", UNSENT, "recedere dal contratto qui", "conferma recesso"),
    ] {
        let shopper = stage.visit(browser, Page::shop().lang(lang)).await?;
        shopper.open_and_get_in(buyer).await?;
        let way_in = format!("{} .row-title", part("withdraw"));
        let second_step = part_of("withdrawal", "primary");
        is_in(&shopper, lang, &way_in, enter).await?;
        shopper.tap(&part("withdraw")).await?;
        shopper.widget.await_view("withdrawal").await?;
        is_in(&shopper, lang, &part("title"), enter).await?;
        is_in(&shopper, lang, &second_step, confirm_label).await?;
        // Where the widget has a catalog, everything is in it.
        if lang == "zh-CN" {
            continue;
        }
        sign(&shopper).await?;
        confirm(&shopper).await?;
        shopper
            .widget
            .text_where(&part_of("case", "acknowledgement"), "be the shop's", |text| text.contains("withdraw"))
            .await?;
        shopper.widget.text_where(&part("title"), "be the widget's again", |text| text.contains("Withdrawal")).await?;
        is_in(&shopper, "en", &part("title"), &shopper.widget.text(&part("title")).await?).await?;
        shopper.nothing_went_wrong().await?;
    }
    Ok(())
}

/// Checks an element's words, and that a screen reader reads them in this language.
async fn is_in(shopper: &Shopper<'_>, lang: &str, selector: &str, words: &str) -> Result<()> {
    shopper.widget.text_where(selector, &format!("say {words:?}"), |text| text == words).await?;
    let said = shopper.widget.eval("return all(arguments[1])[0].closest('[lang]').lang", selector).await?;
    ensure!(said.as_str().is_some_and(|said| lang.starts_with(said)), "{words:?} is said to be {said}, not {lang}");
    Ok(())
}

async fn some_pieces_are_withdrawn_from_and_the_acknowledgement_is_kept(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let order = Desk::open(stage, BLANKET).await?.order().await?;
    let shopper = begin(stage, browser, BLANKET).await?;
    sign(&shopper).await?;
    let bottles = &order["lines"][1];
    flip(&shopper, &order["lines"][0]).await?;
    flip(&shopper, &order["lines"][2]).await?;
    let quantity = format!("[data-line=\"{}\"] select", bottles["id"].as_str().context("an id")?);
    shopper.choose(&quantity, "1").await?;
    let declared = shopper
        .widget
        .text_where(&part("declaration"), "name one bottle", |text| text.contains("1 × Steel bottle"))
        .await?;
    ensure!(!declared.contains("blanket") && !declared.contains("Gift card"), "{declared:?}");
    confirm(&shopper).await?;

    let case = Desk::open(stage, BLANKET).await?.only_case().await?;
    let items = case["items"].as_array().context("items")?;
    ensure!(items.len() == 1 && items[0]["quantity"] == 1, "{items:#?}");
    let shown = shopper.widget.text(&part_of("case", "acknowledgement")).await?;
    ensure!(shown.contains("1 × Steel bottle") && !shown.contains("anke@example.org"), "{shown:?}");
    let link = format!("{} a[href]", part_of("case", "acknowledgement"));
    let address = shopper.widget.attribute(&link, "href").await?.context("the document's address")?;
    // The widget knows the shop by the proxy's name, the story by the backend's.
    let address = address.replace(&stage.faults.origin(), stage.backend_origin());
    let document = http::client().get(address).send().await?.error_for_status()?.text().await?;
    let letters = Sandbox::of(stage).letters_to("anke@example.org").await?.to_string();
    let received = case["acknowledgement"]["received_at"].as_str().context("a moment")?;
    for said in ["Anke Weber", "1 × Steel bottle", received] {
        ensure!(document.contains(said), "the document does not say {said}: {document}");
        ensure!(letters.contains(said), "the letter does not say {said}: {letters}");
    }
    shopper.nothing_went_wrong().await
}

async fn a_final_sale_of_the_shops_is_withdrawn_from_all_the_same(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let order = Desk::open(stage, BLANKET).await?.order().await?;
    let shopper = begin(stage, browser, BLANKET).await?;
    sign(&shopper).await?;
    flip(&shopper, &order["lines"][0]).await?;
    flip(&shopper, &order["lines"][1]).await?;
    let declared = shopper
        .widget
        .text_where(&part("declaration"), "be about the card alone", |text| !text.contains("blanket"))
        .await?;
    ensure!(declared.contains("Gift card"), "{declared:?}");
    // With nothing left there is nothing to declare, and the form says so.
    flip(&shopper, &order["lines"][2]).await?;
    shopper.widget.gone(&part("declaration")).await?;
    ensure!(shopper.widget.everything().await?.contains("Choose at least one item."));
    flip(&shopper, &order["lines"][2]).await?;
    confirm(&shopper).await?;
    let case = Desk::open(stage, BLANKET).await?.only_case().await?;
    ensure!(case["items"][0]["title"].as_str().is_some_and(|title| title.contains("Gift card")), "{case:#}");
    shopper.nothing_went_wrong().await
}

async fn what_was_never_sent_is_withdrawn_from_without_sending_it_back(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let shopper = begin(stage, browser, UNSENT).await?;
    sign(&shopper).await?;
    confirm(&shopper).await?;
    shopper.widget.text(&part_of("case", "acknowledgement")).await?;
    ensure!(shopper.widget.count(&part_of("case", "method")).await? == 0, "there is nothing to send back");
    shopper.nothing_went_wrong().await
}

async fn a_business_is_offered_no_withdrawal(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(OFFICE).await?;
    shopper.widget.get(&part_of("order", "line")).await?;
    ensure!(shopper.widget.count(&part("withdraw")).await? == 0, "a business has no such right");
    ensure!(!shopper.widget.everything().await?.to_lowercase().contains("withdraw"), "and reads nothing of it");
    shopper.nothing_went_wrong().await
}

async fn after_the_period_nothing_is_offered(stage: &mut Stage, browser: &Browser) -> Result<()> {
    Sandbox::of(stage).act("/clock", &json!({ "advance_seconds": 11 * 24 * 60 * 60 })).await?;
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(BLANKET).await?;
    shopper.widget.get(&part_of("order", "line")).await?;
    ensure!(shopper.widget.count(&part("withdraw")).await? == 0, "the period has ended");
    shopper.nothing_went_wrong().await
}

async fn a_session_that_ends_midway_loses_nothing_of_a_withdrawal(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let order = Desk::open(stage, BLANKET).await?.order().await?;
    let shopper = begin(stage, browser, BLANKET).await?;
    sign(&shopper).await?;
    flip(&shopper, &order["lines"][0]).await?;
    shopper.widget.text_where(&part("declaration"), "leave the blanket out", |text| !text.contains("blanket")).await?;
    stage.faults.once("POST /quotes", Fault::TokenEnded);
    flip(&shopper, &order["lines"][2]).await?;
    shopper.widget.await_view("get-in").await?;
    shopper.fill_get_in(BLANKET.order, BLANKET.email).await?;
    shopper.tap(&part_of("get-in", "primary")).await?;
    shopper.widget.await_view("withdrawal").await?;
    ensure!(shopper.widget.value("input[name=name]").await? == "Anke Weber", "the name is kept");
    let declared = shopper.widget.text(&part("declaration")).await?;
    ensure!(declared.contains("Steel bottle") && !declared.contains("blanket"), "{declared:?}");
    confirm(&shopper).await?;
    let case = Desk::open(stage, BLANKET).await?.only_case().await?;
    ensure!(case["items"].as_array().is_some_and(|items| items.len() == 1), "{case:#}");
    Ok(())
}
