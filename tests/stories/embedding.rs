//! How a merchant puts it on a page and what the page may do with it.

use std::fs;

use aftercare_tests::{api::RUNNER, host::is_main_module, prelude::*};
use anyhow::{Context, Result, ensure};
use serde_json::json;
use thirtyfour::common::keys::Key;

pub const STORIES: [Story; 7] = stories![
    calls_before_the_script_has_loaded_are_done_when_it_has,
    a_language_changed_between_hover_and_open_is_the_one_shown,
    a_theme_changes_and_nothing_is_asked_or_drawn_anew,
    focus_goes_back_to_whatever_opened_the_panel,
    tokens_change_the_look,
    a_body_swap_brings_the_launcher_back,
    a_tag_taken_by_a_stranger_is_no_obstacle,
];

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");

/// The most the queue stub may weigh, in bytes; every visitor of every page pays it.
const STUB_LIMIT: usize = 200;

/// The queue stub as the README gives it to merchants.
fn stub() -> Result<String> {
    let readme = fs::read_to_string(README).context("reading README.md")?;
    let line = readme.lines().find(|line| line.contains("window.Aftercare||")).context("the README's queue stub")?;
    Ok(line.trim().to_owned())
}

async fn calls_before_the_script_has_loaded_are_done_when_it_has(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let stub = stub()?;
    ensure!(stub.len() <= STUB_LIMIT, "the stub weighs {} bytes, {STUB_LIMIT} are allowed", stub.len());
    let calls = "<script>
        window.opened = [];
        Aftercare.on('open', event => opened.push([event.type, Boolean(Aftercare.version)]));
        Aftercare.open();
        window.early = opened.length || Boolean(Aftercare.version);
      </script>";
    let shopper = stage.visit(browser, Page::shop().head(&format!("{stub}{calls}"))).await?;
    ensure!(browser.eval("return early", vec![]).await? == false, "the calls came before the script");
    shopper.widget.await_view("get-in").await?;
    let opened = browser.eval("return opened", vec![]).await?;
    ensure!(opened == json!([["aftercare-open", true]]), "the page heard {opened}");
    ensure!(shopper.on_page("aftercare-widget").await? == 1);
    shopper.get_in(RUNNER).await?;
    shopper.nothing_went_wrong().await
}

async fn a_language_changed_between_hover_and_open_is_the_one_shown(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    let launcher = shopper.widget.get(&part("launcher")).await?;
    browser.hover(&launcher).await?;
    wait::until("what the hover fetches", || async {
        let files = stage.widget_host.requested();
        let english = files.iter().any(|file| file.starts_with("/assets/en-"));
        Ok((english && files.iter().any(|file| is_main_module(file))).then_some(()))
    })
    .await?;
    browser.run("Aftercare.update({lang: 'zh-CN'})", vec![]).await?;
    shopper.open().await?;
    shopper.widget.await_view("get-in").await?;
    shopper.widget.text_where(&part("title"), "be Chinese", |text| !text.is_ascii()).await?;
    let go = shopper.widget.text(&part_of("get-in", "primary")).await?;
    ensure!(!go.is_ascii(), "the button says {go:?}");
    shopper.get_in(RUNNER).await?;
    let choices = shopper.widget.text(&part_of("order", "choices")).await?;
    ensure!(!choices.is_ascii(), "the order's button says {choices:?}");
    shopper.nothing_went_wrong().await
}

async fn a_theme_changes_and_nothing_is_asked_or_drawn_anew(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    let asked = stage.faults.seen().len();
    browser.run("Aftercare.update({theme: 'dark'})", vec![]).await?;
    let ground = "return getComputedStyle(all('[part~=panel]')[0]).backgroundColor";
    ensure!(shopper.widget.eval(ground, json!(null)).await? == "rgb(16, 18, 22)", "it is dark");
    // The language is the next to change, and the first thing to be asked about.
    browser.run("Aftercare.update({lang: 'zh-CN'})", vec![]).await?;
    wait::until("the shop to be asked in Chinese", || async { Ok((stage.faults.seen().len() > asked).then_some(())) })
        .await?;
    shopper.widget.text_where(&part("title"), "be Chinese", |text| !text.is_ascii()).await?;
    shopper.widget.await_view("order").await?;
    let capabilities = stage.faults.seen().iter().skip(asked).filter(|seen| seen.path == "/capabilities").count();
    ensure!(capabilities == 1, "the theme asked the shop, too: {:?}", stage.faults.seen());
    shopper.nothing_went_wrong().await
}

async fn focus_goes_back_to_whatever_opened_the_panel(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.widget.get(&part("launcher")).await?;
    browser
        .run(
            "const buy = document.querySelector('button.buy');
             buy.addEventListener('click', () => Aftercare.open());
             buy.focus()",
            vec![],
        )
        .await?;
    browser.press(&[Key::Enter]).await?;
    shopper.widget.await_view("get-in").await?;
    wait::until("the focus in the panel", || shopper.widget.focused()).await?;
    browser.press(&[Key::Escape]).await?;
    shopper.widget.gone(&part("panel")).await?;
    wait::until("the focus back on the page's own button", || async {
        let focus = browser.eval("return document.activeElement && document.activeElement.className", vec![]).await?;
        ensure!(focus == "buy", "it is on {focus}");
        Ok(Some(()))
    })
    .await?;
    shopper.nothing_went_wrong().await
}

async fn tokens_change_the_look(stage: &mut Stage, browser: &Browser) -> Result<()> {
    const BRAND: &str = "rgb(122, 31, 162)";
    let style = format!("<style>aftercare-widget {{ --aftercare-brand: {BRAND} }}</style>");
    let shopper = stage.visit(browser, Page::shop().head(&style)).await?;
    is_painted(&shopper, &part("launcher"), BRAND).await?;
    shopper.open_and_get_in(RUNNER).await?;
    is_painted(&shopper, &part_of("order", "primary"), BRAND).await
}

/// Checks an element's computed background once nothing moves.
async fn is_painted(shopper: &Shopper<'_>, selector: &str, colour: &str) -> Result<()> {
    shopper.widget.get(selector).await?;
    shopper.widget.settled().await?;
    let found = shopper.widget.eval("return getComputedStyle(all(arguments[1])[0]).backgroundColor", selector).await?;
    ensure!(found == colour, "{selector} is {found}, the page asked for {colour}");
    Ok(())
}

async fn a_body_swap_brings_the_launcher_back(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::named("head")).await?;
    shopper.widget.get(&part("launcher")).await?;
    // As Turbo does it, twice: the first visit must not use up whatever brings it back.
    for _ in 0..2 {
        browser
            .run(
                "const body = document.createElement('body');
                 body.append(Object.assign(document.createElement('main'), {textContent: 'Another page'}));
                 document.body.replaceWith(body);
                 document.dispatchEvent(new Event('turbo:load', {bubbles: true}))",
                vec![],
            )
            .await?;
        shopper.widget.get(&part("launcher")).await?;
        ensure!(shopper.on_page("aftercare-widget").await? == 1);
    }
    shopper.open_and_get_in(RUNNER).await?;
    // With the same body still there it is just another event.
    browser.run("document.dispatchEvent(new Event('turbo:load', {bubbles: true}))", vec![]).await?;
    ensure!(shopper.on_page("aftercare-widget").await? == 1);
    ensure!(shopper.widget.view().await?.as_deref() == Some("order"));
    shopper.nothing_went_wrong().await
}

async fn a_tag_taken_by_a_stranger_is_no_obstacle(stage: &mut Stage, browser: &Browser) -> Result<()> {
    const STRANGER: &str = "<script>customElements.define('aftercare-widget', class extends HTMLElement {})</script>";
    // The widget is not where the page object looks for it.
    const OURS: &str = "const element = [...document.body.querySelectorAll('*')]
        .find(element => element.localName.startsWith('aftercare-widget-'));
      const root = element && element.shadowRoot;";
    let shopper = stage.visit(browser, Page::shop().head(STRANGER)).await?;
    wait::until("a launcher under another tag", || async {
        let found = browser
            .eval(&format!("{OURS} return Boolean(root && root.querySelector('[part~=launcher]'))"), vec![])
            .await?;
        Ok((found == true).then_some(()))
    })
    .await?;
    let warnings = shopper.witness().await?.warnings;
    ensure!(
        warnings.len() == 1 && warnings[0].contains("[aftercare]") && warnings[0].contains("aftercare-widget-"),
        "the console says {warnings:?}"
    );
    let launcher =
        browser.run(&format!("{OURS} return root.querySelector('[part~=launcher]')"), vec![]).await?.element()?;
    launcher.click().await?;
    wait::until("its form", || async {
        let found =
            browser.eval(&format!("{OURS} return Boolean(root.querySelector('input[name=proof]'))"), vec![]).await?;
        Ok((found == true).then_some(()))
    })
    .await?;
    shopper.nothing_went_wrong().await
}
