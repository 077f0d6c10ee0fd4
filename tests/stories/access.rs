//! With the keyboard alone, and what a machine can tell about accessibility.

use aftercare_tests::{
    api::{CUPS, RUNNER},
    axe,
    prelude::*,
};
use anyhow::{Result, bail, ensure};
use thirtyfour::common::keys::Key;

pub const STORIES: [Story; 4] = stories![
    the_keyboard_alone_is_enough,
    a_late_frame_does_not_take_the_focus_from_what_is_typed,
    axe_finds_nothing_serious_in_the_light,
    axe_finds_nothing_serious_in_the_dark
];

/// More stops than any page here has.
const MOST_TABS: usize = 30;

/// Presses Tab until something whose part or name contains `wanted` has the focus, and checks that the focus can be
/// seen on every stop inside the widget.
async fn tab_to(shopper: &Shopper<'_>, wanted: &str) -> Result<()> {
    let mut stops = Vec::new();
    for _ in 0..MOST_TABS {
        if let Some(stop) = shopper.widget.focused().await? {
            if stop.split(' ').any(|word| word == wanted) {
                return focus_is_visible(shopper, &stop).await;
            }
            stops.push(stop);
        }
        shopper.browser.press(&[Key::Tab]).await?;
    }
    bail!("Tab never came to {wanted}; it stopped at {stops:?}")
}

/// The browser's own ring (`auto`) or one of at least two pixels.
async fn focus_is_visible(shopper: &Shopper<'_>, stop: &str) -> Result<()> {
    let element = shopper.focus().await?;
    let visible = shopper
        .browser
        .eval(
            "const style = getComputedStyle(arguments[0]);
             const outline = style.outlineStyle === 'auto' ||
               (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2);
             return outline || style.boxShadow !== 'none'",
            vec![element.to_json()?],
        )
        .await?;
    ensure!(visible == true, "the focus on {stop} can't be seen");
    Ok(())
}

async fn the_keyboard_alone_is_enough(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.widget.get(&part("launcher")).await?;
    tab_to(&shopper, "launcher").await?;
    browser.press(&[Key::Enter]).await?;
    shopper.widget.await_view("get-in").await?;
    ensure!(shopper.widget.focused().await?.is_some(), "the focus went into the panel");

    tab_to(&shopper, "order_number").await?;
    shopper.type_into_focus("input[name=order_number]", RUNNER.order).await?;
    browser.press(&[Key::Tab]).await?;
    tab_to(&shopper, "proof").await?;
    shopper.type_into_focus("input[name=proof]", RUNNER.email).await?;
    browser.press(&[Key::Enter]).await?;
    shopper.widget.await_view("order").await?;

    tab_to(&shopper, "one-tap").await?;
    browser.press(&[Key::Enter]).await?;
    shopper.widget.await_view("case").await?;
    Desk::open(stage, RUNNER).await?.only_case().await?;
    wait::until("the focus in the new view", || shopper.widget.focused()).await?;

    tab_to(&shopper, "undo").await?;
    browser.press(&[Key::Enter]).await?;
    shopper.widget.gone(&part("qr")).await?;
    wait::until("the focus in the view after the undo", || shopper.widget.focused()).await?;

    browser.press(&[Key::Escape]).await?;
    shopper.widget.gone(&part("panel")).await?;
    wait::until("the focus back on the launcher", || async {
        Ok((shopper.widget.focused().await?.as_deref() == Some("launcher")).then_some(()))
    })
    .await?;
    ensure!(shopper.witness().await?.named("aftercare-close").count() == 1);
    shopper.nothing_went_wrong().await
}

/// On a slow phone the first frame comes after the first letters.
async fn a_late_frame_does_not_take_the_focus_from_what_is_typed(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.widget.get(&part("launcher")).await?;
    browser.run("window.held = []; window.requestAnimationFrame = frame => held.push(frame)", vec![]).await?;
    shopper.open().await?;
    shopper.widget.await_view("get-in").await?;
    shopper.fill("input[name=order_number]", "104").await?;
    // Whatever asked for a frame gets it now, in the middle of typing. Today nothing does; what did took the focus.
    browser.run("held.splice(0).forEach(frame => frame(performance.now()))", vec![]).await?;
    browser.type_text("82").await?;
    shopper.holds("input[name=order_number]", "10482").await
}

async fn every_view_passes(stage: &Stage, browser: &Browser, theme: &str) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop().with(&format!("data-theme=\"{theme}\""))).await?;
    shopper.widget.get(&part("launcher")).await?;
    axe::check(&shopper.widget, "the launcher").await?;
    shopper.open().await?;
    shopper.widget.await_view("get-in").await?;
    axe::check(&shopper.widget, "get-in").await?;
    shopper.fill_get_in(CUPS.order, "somebody@example.com").await?;
    shopper.tap(&part_of("get-in", "primary")).await?;
    shopper.widget.get(&part("problem")).await?;
    axe::check(&shopper.widget, "a problem").await?;
    shopper.get_in(CUPS).await?;
    axe::check(&shopper.widget, "order").await?;
    shopper.tap(&part_of("order", "choices")).await?;
    shopper.widget.await_view("return").await?;
    axe::check(&shopper.widget, "return").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("home").await?;
    axe::check(&shopper.widget, "home").await?;

    shopper.tap(&part("add-order")).await?;
    shopper.get_in(RUNNER).await?;
    stage.faults.always("POST /cases", Fault::Busy { retry_after: 60 });
    shopper.tap(&part_of("order", "one-tap")).await?;
    shopper.widget.get(&part("filing")).await?;
    axe::check(&shopper.widget, "filing").await?;
    stage.faults.lift();
    shopper.tap(&part("retry")).await?;
    shopper.widget.await_view("case").await?;
    axe::check(&shopper.widget, "case").await
}

async fn axe_finds_nothing_serious_in_the_light(stage: &mut Stage, browser: &Browser) -> Result<()> {
    every_view_passes(stage, browser, "light").await
}

async fn axe_finds_nothing_serious_in_the_dark(stage: &mut Stage, browser: &Browser) -> Result<()> {
    every_view_passes(stage, browser, "dark").await
}
