//! The jobs beside the plain return: what the shopper does, and what the other side answers.

use aftercare_tests::{
    api::{BLANKET, DAYPACK, LAMP, TENT, TENT_POSTAL_CODE},
    prelude::*,
};
use anyhow::{Context, Result, ensure};

pub const STORIES: [Story; 5] = stories![
    a_one_time_code_lets_in_where_the_shop_wants_one,
    a_shopper_asks_to_be_told_and_changes_their_mind,
    a_price_difference_comes_back_in_one_tap,
    a_price_that_is_looked_after_says_why_nothing_comes_of_it,
    a_withdrawal_takes_two_taps_and_is_acknowledged,
];

async fn a_one_time_code_lets_in_where_the_shop_wants_one(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_be_asked_for_a_code(TENT, TENT_POSTAL_CODE).await?;
    let form = shopper.widget.text(&part("code-form")).await?;
    ensure!(!form.contains(TENT.email), "the address is masked: {form:?}");
    shopper.fill("input[name=code]", "000000").await?;
    shopper.tap(&part_of("get-in", "primary")).await?;
    shopper.widget.text(&format!("{}[data-kind=refused]", part("problem"))).await?;
    ensure!(shopper.widget.value("input[name=code]").await? == "000000", "what was typed is still there");

    let code = Sandbox::of(stage).code_sent_to(TENT.email).await?;
    shopper.fill("input[name=code]", &code).await?;
    shopper.widget.gone(&part("problem")).await?;
    shopper.tap(&part_of("get-in", "primary")).await?;
    shopper.reach_order(TENT).await?;
    shopper.nothing_went_wrong().await
}

async fn a_shopper_asks_to_be_told_and_changes_their_mind(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_moving_parcel(stage, LAMP).await?;

    let switch = format!("{}[data-channel=email]", part("tell-me"));
    shopper.tap(&switch).await?;
    shopper.widget.get(&format!("{switch}[aria-checked=true]")).await?;
    let words = shopper.widget.text(&switch).await?;
    ensure!(!words.contains(LAMP.email) && words.contains('@'), "the address is masked: {words:?}");
    shopper.tap(&switch).await?;
    shopper.widget.get(&format!("{switch}[aria-checked=false]")).await?;
    shopper.nothing_went_wrong().await
}

async fn a_price_difference_comes_back_in_one_tap(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(DAYPACK).await?;
    shopper.start_counting();
    shopper.tap(&part_of("order", "claim")).await?;
    shopper.widget.await_view("case").await?;
    ensure!(shopper.taps() == 1, "it took {} taps", shopper.taps());
    let case = Desk::open(stage, DAYPACK).await?.only_case().await?;
    ensure!(case["type"] == "price_protection" && case["phase"] == "resolved", "{case:#}");

    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    wait::until("the offer to go", || async {
        Ok((shopper.widget.count(&part_of("order", "claim")).await? == 0).then_some(()))
    })
    .await?;
    shopper.nothing_went_wrong().await
}

async fn a_price_that_is_looked_after_says_why_nothing_comes_of_it(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let desk = Desk::open(stage, DAYPACK).await?;
    let eligibility = desk.eligibility().await?;
    let mut options = eligibility["lines"][1]["options"].as_array().context("options")?.iter();
    let refused = options.find(|option| option["type"] == "price_protection").context("price protection")?;
    let reason = refused["ineligible"][0]["label"].as_str().context("a reason")?;
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(DAYPACK).await?;
    let said = shopper.widget.text(&part_of("order", "price-refusal")).await?;
    ensure!(said.contains(reason) && said.contains("Wool scarf"), "{said:?} does not say {reason:?} of the scarf");
    shopper.nothing_went_wrong().await
}

async fn a_withdrawal_takes_two_taps_and_is_acknowledged(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(BLANKET).await?;
    let way_in = shopper.widget.text(&part("withdraw")).await?;
    ensure!(way_in.contains("Withdraw from contract here"), "{way_in:?}");
    shopper.start_counting();
    shopper.tap(&part("withdraw")).await?;
    shopper.widget.await_view("withdrawal").await?;
    shopper.fill("input[name=name]", "Anke Weber").await?;
    shopper.fill("input[name=email]", "anke@example.org").await?;
    shopper.widget.text(&part("declaration")).await?;
    let confirm = shopper.widget.text(&part_of("withdrawal", "primary")).await?;
    ensure!(confirm == "Confirm withdrawal", "{confirm:?}");
    shopper.tap(&part_of("withdrawal", "primary")).await?;
    shopper.widget.await_view("case").await?;
    ensure!(shopper.taps() == 2, "it took {} taps", shopper.taps());

    let case = Desk::open(stage, BLANKET).await?.only_case().await?;
    ensure!(case["type"] == "withdrawal", "{case:#}");
    let acknowledged = &case["acknowledgement"];
    ensure!(acknowledged["received_at"].is_string() && acknowledged["text"].is_string(), "{acknowledged:#}");
    ensure!(!acknowledged["sent_to_label"].to_string().contains("anke@example.org"), "{acknowledged:#}");
    shopper.nothing_went_wrong().await
}
