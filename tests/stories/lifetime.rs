//! Coming and going a hundred times.

use aftercare_tests::{api::RUNNER, engine::Engine, prelude::*};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

pub const STORIES: [Story; 2] =
    stories![a_hundred_mounts_leave_nothing_behind, a_visit_to_an_order_leaves_nothing_behind];

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
    let objects_before = objects(browser).await?;

    mount(stage, &shopper, MOUNTS).await?;
    let after = left_behind(browser).await?;
    same_as_before(&before, &after)?;
    if let (Some(before), Some(after)) = (objects_before, objects(browser).await?) {
        none_kept(&before, &after, MOUNTS)?;
    }
    shopper.nothing_went_wrong().await
}

/// Visits before the first measurement, and after it.
const VISITS_WARM_UP: u32 = 10;
const VISITS: u32 = 20;

/// Puts a launcher on the page, opens it, gets in, waits for the order, closes it and takes it away; again and again.
async fn visit_an_order(stage: &Stage, shopper: &Shopper<'_>, times: u32) -> Result<()> {
    for _ in 0..times {
        shopper
            .browser
            .eval_async(
                "const [api, order, email] = arguments;
                 const id = Aftercare.init({api, lang: 'en'});
                 const widget = document.getElementById(id);
                 const seen = async selector => {
                   for (;;) {
                     const found = widget.shadowRoot && widget.shadowRoot.querySelector(selector);
                     if (found) return found;
                     await new Promise(done => setTimeout(done));
                   }
                 };
                 const fill = async (name, text) => {
                   const field = await seen(`input[name=${name}]`);
                   field.value = text;
                   field.dispatchEvent(new Event('input', {bubbles: true}));
                 };
                 Aftercare.open(id);
                 await fill('order_number', order);
                 await fill('proof', email);
                 (await seen('[data-view=get-in] [part~=primary]')).click();
                 await seen('[data-view=order] [part~=line]');
                 Aftercare.close(id);
                 Aftercare.destroy(id);
                 await new Promise(done => setTimeout(done))",
                vec![json!(stage.faults.api()), json!(RUNNER.order), json!(RUNNER.email)],
            )
            .await?;
    }
    Ok(())
}

async fn a_visit_to_an_order_leaves_nothing_behind(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::named("counted")).await?;
    visit_an_order(stage, &shopper, VISITS_WARM_UP).await?;
    let before = left_behind(browser).await?;
    let objects_before = objects(browser).await?;
    visit_an_order(stage, &shopper, VISITS).await?;
    let after = left_behind(browser).await?;
    ensure!(stage.faults.count("POST /sessions") >= (VISITS_WARM_UP + VISITS) as usize);
    ensure!(shopper.on_page("aftercare-widget").await? == 0);
    same_as_before(&before, &after)?;
    if let (Some(before), Some(after)) = (objects_before, objects(browser).await?) {
        none_kept(&before, &after, VISITS)?;
    }
    shopper.nothing_went_wrong().await
}

/// A page of a module's memory, in bytes.
const MEMORY_PAGE: u64 = 65_536;

/// Listeners on what outlives a widget are balanced, and its module's memory has not grown by more than the one page that
/// it may take when more happens at a time than before: what each mount or visit keeps would take several.
fn same_as_before(before: &Value, after: &Value) -> Result<()> {
    ensure!(before["memory"].as_array().is_some_and(|memories| memories.len() == 1), "one module: {before}");
    ensure!(
        after["listeners"] == before["listeners"],
        "listeners: {} became {}",
        before["listeners"],
        after["listeners"]
    );
    let memory = |left: &Value| left["memory"][0].as_u64().context("a memory's size");
    let (before, after) = (memory(before)?, memory(after)?);
    ensure!(after <= before + MEMORY_PAGE, "wasm memory: {before} became {after}");
    Ok(())
}

/// Fewer nodes and listeners were kept than half of the mounts would leave with one each.
fn none_kept(before: &Value, after: &Value, mounts: u32) -> Result<()> {
    for kind in ["nodes", "jsEventListeners"] {
        let grown = after[kind].as_i64().context("a count")? - before[kind].as_i64().context("a count")?;
        ensure!(grown < i64::from(mounts) / 2, "{kind}: {} became {}", before[kind], after[kind]);
    }
    Ok(())
}

/// What Chromium still holds after a collection; the other engines do not tell.
async fn objects(browser: &Browser) -> Result<Option<Value>> {
    if browser.engine != Engine::Chromium {
        return Ok(None);
    }
    Ok(Some(browser.held_objects().await?))
}
