//! Engines that lack something, and what a shopper sees of it: nothing, or a way on.

use aftercare_tests::{api::RUNNER, prelude::*};
use anyhow::{Result, ensure};

pub const STORIES: [Story; 4] = stories![
    a_webview_that_cannot_stream_wasm_runs_it_all_the_same,
    an_engine_without_constructed_sheets_looks_the_same,
    a_trap_offers_a_fresh_start,
    the_panel_keeps_clear_of_the_keyboard,
];

async fn a_webview_that_cannot_stream_wasm_runs_it_all_the_same(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let broken = "<script>
        window.refused = 0;
        WebAssembly.compileStreaming = WebAssembly.instantiateStreaming = () => {
          refused += 1;
          return Promise.reject(new TypeError('no streaming here'));
        };
      </script>";
    let shopper = stage.visit(browser, Page::shop().head(broken)).await?;
    shopper.open_and_get_in(RUNNER).await?;
    let refused = browser.eval("return refused", vec![]).await?;
    ensure!(
        refused.as_u64().is_some_and(|times| times > 1),
        "the main module and the chunks tried to stream: {refused}"
    );
    shopper.nothing_went_wrong().await
}

async fn an_engine_without_constructed_sheets_looks_the_same(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let style = "const button = document.querySelector('aftercare-widget').shadowRoot.querySelector('[part~=one-tap]');
                 const style = getComputedStyle(button);
                 return [style.backgroundColor, style.height, style.fontSize, style.borderRadius].join()";
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    let modern = browser.eval(style, vec![]).await?;

    let old = "<script>window.CSSStyleSheet = function () { throw new TypeError('Illegal constructor'); }</script>";
    let shopper = stage.visit(browser, Page::shop().head(old)).await?;
    shopper.open_and_get_in(RUNNER).await?;
    let sheets = browser
        .eval("return document.querySelector('aftercare-widget').shadowRoot.querySelectorAll('style').length", vec![])
        .await?;
    ensure!(sheets == 2, "the shell and the sheet stand in <style> elements, {sheets} do");
    ensure!(browser.eval(style, vec![]).await? == modern);
    Ok(())
}

async fn a_trap_offers_a_fresh_start(stage: &mut Stage, browser: &Browser) -> Result<()> {
    // An exception out of the browser's own goes right through the wasm, which then can't be trusted any more. The page
    // does it, because Firefox's driver has an `Intl` of its own.
    let breakable = "<script>
        const rules = Intl.DateTimeFormat;
        addEventListener('break', () => {
          Intl.DateTimeFormat = function () { throw new Error('made up by the story'); };
        });
        addEventListener('mend', () => { Intl.DateTimeFormat = rules; });
      </script>";
    let shopper = stage.visit(browser, Page::shop().head(breakable)).await?;
    shopper.open().await?;
    shopper.widget.await_view("get-in").await?;
    browser.run("window.dispatchEvent(new Event('break'))", vec![]).await?;
    shopper.fill_get_in(RUNNER.order, RUNNER.email).await?;
    shopper.tap(&part("primary")).await?;
    shopper.widget.get(&part("retry")).await?;
    wait::until("word of it", || async {
        Ok((shopper.witness().await?.named("aftercare-error").count() > 0).then_some(()))
    })
    .await?;

    browser.run("window.dispatchEvent(new Event('mend'))", vec![]).await?;
    shopper.tap(&part("retry")).await?;
    shopper.widget.await_view("get-in").await?;
    shopper.get_in(RUNNER).await
}

async fn the_panel_keeps_clear_of_the_keyboard(stage: &mut Stage, browser: &Browser) -> Result<()> {
    // No driver shows a keyboard; this viewport says what iOS says when one comes up.
    let viewport = "<script>
        window.keyboard = Object.assign(new EventTarget(), {width: innerWidth, height: innerHeight, scale: 1,
          offsetLeft: 0, offsetTop: 0, pageLeft: 0, pageTop: 0});
        Object.defineProperty(window, 'visualViewport', {value: keyboard});
      </script>";
    let shopper = stage.visit(browser, Page::shop().head(viewport)).await?;
    shopper.open().await?;
    shopper.widget.await_view("get-in").await?;
    let height = "return document.querySelector('aftercare-widget').shadowRoot.querySelector('.desk').clientHeight";
    let whole = browser.eval(height, vec![]).await?.as_f64().unwrap_or_default();
    browser.run("keyboard.height = innerHeight - 300; keyboard.dispatchEvent(new Event('resize'))", vec![]).await?;
    let clear = browser.eval(height, vec![]).await?.as_f64().unwrap_or_default();
    ensure!((whole - clear - 300.0).abs() < 2.0, "the panel was {whole} high and is {clear} above the keyboard");
    browser.run("keyboard.height = innerHeight; keyboard.dispatchEvent(new Event('resize'))", vec![]).await?;
    let again = browser.eval(height, vec![]).await?.as_f64().unwrap_or_default();
    ensure!((whole - again).abs() < 2.0, "the panel was {whole} high and is {again} without the keyboard");
    Ok(())
}
