//! Home: what needs the shopper, before their orders.

use aftercare_tests::{api::RUNNER, prelude::*};
use anyhow::{Context, Result, ensure};
use serde_json::json;

pub const STORIES: [Story; 1] = stories![what_needs_the_shopper_comes_by_its_deadline];

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
