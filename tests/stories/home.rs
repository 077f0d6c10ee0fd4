//! Home: what needs the shopper, before their orders.

use aftercare_tests::{
    api::{LAMP, RUNNER},
    prelude::*,
};
use anyhow::{Context, Result, ensure};
use serde_json::json;

pub const STORIES: [Story; 2] =
    stories![what_needs_the_shopper_comes_by_its_deadline, a_parcel_that_waits_stands_at_home_until_it_is_collected];

/// The offer ends tomorrow and the parcel may wait for two weeks, though the parcel is the newer one.
async fn what_needs_the_shopper_comes_by_its_deadline(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let desk = Desk::open(stage, RUNNER).await?;
    let complaint = desk.complain("defect", "The sole came off.").await?;
    let id = complaint["id"].as_str().context("an id")?;
    let offer = json!({ "resolution": "partial_refund", "amount": 1_800, "expires_in": 86_400 });
    Sandbox::of(stage).act(&format!("/cases/{id}/offer"), &offer).await?;
    desk.return_line(0, "changed_mind").await?;
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("home").await?;
    shopper.widget.get(&part("attention")).await?;
    let needed = shopper.widget.texts(&part("attention")).await?;
    let kinds: Vec<_> = needed.iter().map(|text| text.contains("Complaint")).collect();
    ensure!(kinds == [true, false], "in this order: {needed:?}");
    shopper.tap(&part("attention")).await?;
    shopper.widget.await_view("case").await?;
    shopper.widget.get(&part("accept")).await.map(drop)
}

async fn a_parcel_that_waits_stands_at_home_until_it_is_collected(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    let id = shopper.open_moving_parcel(stage, LAMP).await?;
    let carrier = async |step: &str| Sandbox::of(stage).act(&format!("/shipments/{id}/{step}"), &json!({})).await;
    carrier("pickup_ready").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("home").await?;
    let needed = shopper.widget.text(&part("attention")).await?;
    ensure!(needed.starts_with("Collect your parcel by") && needed.contains("Order 10490"), "{needed:?}");
    shopper.tap(&part("attention")).await?;
    shopper.widget.await_view("parcel").await?;
    shopper.widget.text_where(&part_of("parcel", "alert"), "name it", |text| text.contains("Ready to collect")).await?;
    carrier("deliver").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("home").await?;
    wait::until("nothing to wait at home", || async {
        Ok((shopper.widget.count(&part("attention")).await? == 0).then_some(()))
    })
    .await?;
    shopper.nothing_went_wrong().await
}
