//! Every view as a picture, for people to look at.

mod album;

use aftercare_tests::{
    api::{BLANKET, Buyer, CUPS, DAYPACK, LAMP, RUNNER, SCARF, SHOES, TENT, TENT_POSTAL_CODE},
    engine::Engine,
    faults::Gate,
    prelude::*,
    shopper::order_row,
};
use album::Album;
use anyhow::{Context, Result, ensure};
use serde_json::Value;

/// A trial for each language, as the pictures take longer than any other story.
pub const STORIES: [Story; 2] = [
    Story {
        name: "gallery_in_english",
        tell: |stage, browser| Box::pin(gallery(stage, browser, "en", RUNNER)),
        engines: &[Engine::Chromium],
    },
    Story {
        name: "gallery_in_chinese",
        tell: |stage, browser| Box::pin(gallery(stage, browser, "zh-CN", SCARF)),
        engines: &[Engine::Chromium],
    },
];

const SIZES: [(u32, u32); 2] = [(360, 740), (1280, 800)];
const THEMES: [&str; 2] = ["light", "dark"];

/// Pictures taken by [`visit`] and [`jobs`] in each size.
const VIEWS: usize = 13;

async fn gallery(stage: &mut Stage, browser: &Browser, lang: &'static str, buyer: Buyer) -> Result<()> {
    let mut album = Album::open(stage, lang)?;
    browser.hide_scrollbars().await?;
    for theme in THEMES {
        // One visit a theme, at both sizes: the views re-flow, and the shop is asked less often.
        let page = || Page::shop().lang(lang).with(&format!("data-theme=\"{theme}\""));
        let shopper = stage.visit(browser, page()).await?;
        let set = format!("{lang}-{theme}");
        visit(stage, &shopper, &mut album, &set, buyer).await?;
        jobs(stage, browser, &mut album, &set, page).await?;
    }
    if lang == album::README_LANGUAGE {
        album.put_side_by_side()?;
    }
    album.close()?;
    ensure!(album.names().len() == SIZES.len() * THEMES.len() * VIEWS, "{:?}", album.names());
    Ok(())
}

/// Takes a view at every size.
async fn take(album: &mut Album, shopper: &Shopper<'_>, set: &str, view: &str) -> Result<()> {
    for (width, height) in SIZES {
        shopper.browser.viewport(width, height).await?;
        album.take(shopper, &format!("{set}-{width}"), view).await?;
    }
    Ok(())
}

async fn visit(stage: &Stage, shopper: &Shopper<'_>, album: &mut Album, set: &str, buyer: Buyer) -> Result<()> {
    shopper.widget.get(&part("launcher")).await?;
    take(album, shopper, set, "launcher").await?;
    shopper.open().await?;
    shopper.widget.await_view("get-in").await?;
    take(album, shopper, set, "get-in").await?;
    stage.faults.once("POST /sessions", Fault::Down);
    shopper.fill_get_in(CUPS.order, CUPS.email).await?;
    shopper.tap(&part_of("get-in", "primary")).await?;
    shopper.widget.get(&part("problem")).await?;
    take(album, shopper, set, "problem").await?;
    shopper.get_in(CUPS).await?;
    shopper.tap(&part_of("order", "choices")).await?;
    shopper.widget.await_view("return").await?;
    let code = shopper.widget.eval("return root.querySelector('[part~=reason]').value", Value::Null).await?;
    let code = code.as_str().context("a reason")?;
    shopper.tap(&format!("label:has([part~=reason][value=\"{code}\"])")).await?;
    shopper.widget.await_view("return").await?;
    take(album, shopper, set, "return").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("home").await?;

    shopper.tap(&part("add-order")).await?;
    let gate = Gate::default();
    stage.faults.once("GET /orders/*", Fault::Hold(gate.clone()));
    shopper.fill_get_in(buyer.order, buyer.email).await?;
    shopper.tap(&part_of("get-in", "primary")).await?;
    shopper.tap(&order_row(buyer)).await?;
    shopper.widget.get(&part("skeleton")).await?;
    take(album, shopper, set, "skeleton").await?;
    gate.open();
    shopper.reach_order(buyer).await?;
    take(album, shopper, set, "order").await?;
    shopper.return_in_one_tap().await?;
    take(album, shopper, set, "case").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("home").await?;
    shopper.widget.get(&part("attention")).await?;
    take(album, shopper, set, "home").await?;
    // Taken back, so that the next set finds the line as this one did.
    shopper.tap(&part("attention")).await?;
    shopper.widget.await_view("case").await?;
    shopper.tap(&part("cancel")).await?;
    shopper.tap(&part("cancel-confirm")).await?;
    shopper.widget.gone(&part("qr")).await
}

/// The views of the jobs beside the plain return, each with a buyer who has it to do.
async fn jobs(stage: &Stage, browser: &Browser, album: &mut Album, set: &str, page: impl Fn() -> Page) -> Result<()> {
    let ways = [
        (LAMP, "shipment", "parcel"),
        (DAYPACK, "price-drop", "price-drop"),
        (BLANKET, "withdraw", "withdrawal"),
        (SHOES, "exchange", "exchange"),
    ];
    for (buyer, way, view) in ways {
        let shopper = stage.visit(browser, page()).await?;
        shopper.open_and_get_in(buyer).await?;
        // Shown on the order's own page.
        if view == "price-drop" {
            shopper.widget.get(&part_of("order", way)).await?;
        } else {
            shopper.tap(&part_of("order", way)).await?;
            shopper.widget.await_view(view).await?;
        }
        take(album, &shopper, set, view).await?;
    }
    // Last, and then forgotten: the form remembers the kind of proof.
    let shopper = stage.visit(browser, page()).await?;
    shopper.open_and_be_asked_for_a_code(TENT, TENT_POSTAL_CODE).await?;
    take(album, &shopper, set, "code").await?;
    browser.run("sessionStorage.clear()", vec![]).await?;
    Ok(())
}
