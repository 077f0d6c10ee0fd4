//! Coming and going a hundred times.

use aftercare_tests::{
    browser::Browser, engine::Engine, page::Page, shopper::Shopper, stage::Stage, stories, suite::Story,
};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

pub const STORIES: [Story; 1] = stories![a_hundred_mounts_leave_nothing_behind];

/// Mounts before the first measurement: caches fill and the allocator takes its pages.
const WARM_UP: u32 = 20;
const MOUNTS: u32 = 100;
/// Mounts in one script call, well within the driver's script time-out.
const AT_ONCE: u32 = 10;

/// Mounts an inline widget, waits until it shows its form, takes it away; again and again.
async fn mount(stage: &Stage, shopper: &Shopper<'_>, times: u32) -> Result<()> {
    for _ in 0..times / AT_ONCE {
        shopper
            .browser
            .eval_async(
                "const [api, times] = arguments;
                 for (let i = 0; i < times; i++) {
                   const widget = document.createElement('aftercare-widget');
                   widget.setAttribute('mode', 'inline');
                   widget.setAttribute('lang', 'en');
                   widget.setAttribute('api', api);
                   document.querySelector('main').append(widget);
                   while (!(widget.shadowRoot && widget.shadowRoot.querySelector('input[name=proof]')))
                     await new Promise(done => setTimeout(done));
                   widget.remove();
                   await new Promise(done => setTimeout(done));
                 }",
                vec![json!(stage.faults.api()), json!(AT_ONCE)],
            )
            .await?;
    }
    Ok(())
}

/// Listeners on what outlives a widget, and the size of its module's memory in bytes.
async fn left_behind(browser: &Browser) -> Result<Value> {
    browser
        .eval(
            "return {listeners: window.__listeners, memory: window.__memories.map(memory => memory.buffer.byteLength)}",
            vec![],
        )
        .await
}

async fn a_hundred_mounts_leave_nothing_behind(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::named("counted")).await?;
    mount(stage, &shopper, WARM_UP).await?;
    let before = left_behind(browser).await?;
    ensure!(before["memory"].as_array().is_some_and(|memories| memories.len() == 1), "one module: {before}");
    let objects_before = objects(browser).await?;

    mount(stage, &shopper, MOUNTS).await?;
    let after = left_behind(browser).await?;
    ensure!(
        after["listeners"] == before["listeners"],
        "listeners: {} became {}",
        before["listeners"],
        after["listeners"]
    );
    ensure!(after["memory"] == before["memory"], "wasm memory: {} became {}", before["memory"], after["memory"]);
    if let (Some(before), Some(after)) = (objects_before, objects(browser).await?) {
        for kind in ["nodes", "jsEventListeners"] {
            let grown = after[kind].as_i64().context("a count")? - before[kind].as_i64().context("a count")?;
            ensure!(grown < i64::from(MOUNTS) / 2, "{kind}: {} became {}", before[kind], after[kind]);
        }
    }
    shopper.nothing_went_wrong().await
}

/// What Chromium still holds after a collection; the other engines do not tell.
async fn objects(browser: &Browser) -> Result<Option<Value>> {
    if browser.engine != Engine::Chromium {
        return Ok(None);
    }
    Ok(Some(browser.held_objects().await?))
}
