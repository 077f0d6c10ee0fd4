//! The harness itself: what the other stories rely on, in each engine.

use aftercare_tests::prelude::*;
use anyhow::{Result, ensure};
use serde_json::json;
use thirtyfour::common::keys::Key;

pub const STORIES: [Story; 1] = [Story { pictured: true, ..stories![the_harness_sees_taps_types_and_presses_keys][0] }];

/// A stand-in for the widget, so that a broken harness is not taken for a broken widget.
async fn the_harness_sees_taps_types_and_presses_keys(stage: &mut Stage, browser: &Browser) -> Result<()> {
    browser.goto(&Page::named("stand-in").url(stage)).await?;
    browser.viewport(800, 600).await?;
    let shopper = Shopper::new(browser);
    shopper.open().await?;
    ensure!(shopper.taps() == 1, "one tap was counted as {}", shopper.taps());
    shopper.fill_get_in("1048", "ada").await?;
    ensure!(shopper.widget.value("input[name=order_number]").await? == "1048");
    browser.press(&[Key::Tab]).await?;
    ensure!(shopper.widget.focused().await?.as_deref() == Some("primary"), "Tab goes on inside the shadow root");
    browser.press(&[Key::Escape]).await?;
    shopper.widget.gone(&part("panel")).await?;
    ensure!(shopper.witness().await?.named("aftercare-close").count() == 1);
    let answer = browser.eval_async("return await Promise.resolve(arguments[0])", vec![json!(7)]).await?;
    ensure!(answer == 7, "{answer}");
    let fast = shopper.widget.get(&part("launcher")).await?;
    browser.click_fast(&fast, 2).await?;
    let taps = browser.eval("return window.launched", vec![]).await?;
    ensure!(taps == 3, "two fast taps after one make {taps}");
    let picture = aftercare_tests::look::picture_of(&shopper.widget, &part("launcher"), 0).await?;
    ensure!(picture.width() > 20, "the launcher was cut out as {:?}", picture.dimensions());
    Ok(())
}
