//! On somebody else's page: it does not change us, and we do not change it.

use aftercare_tests::{
    api::{CUPS, RUNNER},
    host::is_main_module,
    look::{self, Look},
    prelude::*,
};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

pub const PICTURED: [Story; 1] = [Story { pictured: true, ..stories![a_hostile_page_does_not_change_the_widget][0] }];

pub const STORIES: [Story; 6] = stories![
    the_widget_does_not_change_a_page,
    a_strict_content_policy_is_enough,
    nothing_is_fetched_before_somebody_means_it,
    unknown_attributes_warn_once,
    a_wrong_backend_address_says_so_kindly_and_tells_the_console,
    the_page_can_drive_the_widget,
];

/// Antialiasing of text on another background, and a row that WebKit still draws as pointed at, as a share of full
/// difference. Styles are compared exactly.
const TOLERANCE: f64 = 0.004;

/// New names on `window`: the product's one, the witness's, and what ChromeDriver leaves there itself.
const EXPECTED: [&str; 4] = ["Aftercare", "__witness", "ret_nodes", "se_exportedFunctionSymbol"];

async fn a_hostile_page_does_not_change_the_widget(stage: &mut Stage, browser: &Browser) -> Result<()> {
    browser.viewport(1100, 800).await?;
    let mut shots = Vec::new();
    for page in [Page::shop(), Page::named("hostile")] {
        let shopper = stage.visit(browser, page).await?;
        shopper.widget.get(&part("launcher")).await?;
        let launcher =
            (Look::of(&shopper.widget).await?, look::picture_of(&shopper.widget, &part("launcher"), 8).await?);
        shopper.open().await?;
        shopper.widget.await_view("get-in").await?;
        let get_in = Look::of(&shopper.widget).await?;
        shopper.get_in(CUPS).await?;
        // The question comes late, and makes the page so long that it scrolls.
        shopper.widget.get(&part("survey")).await?;
        let order = (Look::of(&shopper.widget).await?, look::picture_of(&shopper.widget, &part("panel"), 0).await?);
        shopper.tap(&part_of("order", "choices")).await?;
        shopper.widget.await_view("return").await?;
        let form = Look::of(&shopper.widget).await?;
        shots.push((launcher, get_in, order, form));
    }
    let [(launcher, get_in, order, form), (launcher_there, get_in_there, order_there, form_there)] = shots.as_slice()
    else {
        anyhow::bail!("two pages were visited")
    };
    launcher.0.same_as(&launcher_there.0).context("the launcher")?;
    get_in.same_as(get_in_there).context("get-in")?;
    order.0.same_as(&order_there.0).context("the order")?;
    form.same_as(form_there).context("the return form")?;
    look::same_picture(&launcher.1, &launcher_there.1, TOLERANCE).context("the launcher's picture")?;
    look::same_picture(&order.1, &order_there.1, TOLERANCE).context("the order's picture")?;

    let shopper = stage.visit(browser, Page::named("hostile")).await?;
    shopper.open_and_get_in(RUNNER).await?;
    shopper.return_in_one_tap().await?;
    Desk::open(stage, RUNNER).await?.only_case().await?;
    shopper.close().await
}

async fn the_widget_does_not_change_a_page(stage: &mut Stage, browser: &Browser) -> Result<()> {
    browser.viewport(1100, 800).await?;
    for name in ["shop", "hostile"] {
        browser.goto(&Page::named(name).without_widget().url(stage)).await?;
        let before = look::host_page(browser).await?;
        let shopper = stage.visit(browser, Page::named(name)).await?;
        shopper.open_and_get_in(CUPS).await?;
        let during = look::host_page(browser).await?;
        shopper.close().await?;
        let after = look::host_page(browser).await?;
        for (moment, now) in [("while it is open", &during), ("after it", &after)] {
            let changed: Vec<&String> = before
                .as_object()
                .context("elements")?
                .iter()
                .filter(|(name, style)| now.get(name) != Some(style))
                .map(|(name, _)| name)
                .collect();
            ensure!(changed.is_empty(), "on {name}, {moment}, these look different: {changed:?}");
        }
        let added = browser
            .eval(
                "return Object.getOwnPropertyNames(window).filter(name => !window.__witness.globals.includes(name))",
                vec![],
            )
            .await?;
        let added: Vec<String> = serde_json::from_value(added)?;
        let ours: Vec<&String> = added.iter().filter(|name| !EXPECTED.contains(&name.as_str())).collect();
        ensure!(ours.is_empty(), "new names on window: {ours:?}");
    }
    Ok(())
}

async fn a_strict_content_policy_is_enough(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop().strict()).await?;
    shopper.open_and_get_in(CUPS).await?;
    shopper.tap(&part_of("order", "choices")).await?;
    shopper.widget.await_view("return").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("home").await?;
    shopper.tap(&part("add-order")).await?;
    shopper.get_in(RUNNER).await?;
    shopper.return_in_one_tap().await?;
    shopper.nothing_went_wrong().await
}

async fn nothing_is_fetched_before_somebody_means_it(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.widget.get(&part("launcher")).await?;
    // Two frames and an idle moment after everything has loaded: what comes by itself has begun to come.
    browser
        .eval_async(
            "if (document.readyState !== 'complete') await new Promise(done => addEventListener('load', done));
             const frame = () => new Promise(done => requestAnimationFrame(done));
             await frame(); await frame();
             await new Promise(done => window.requestIdleCallback ? requestIdleCallback(done) : setTimeout(done))",
            vec![],
        )
        .await?;
    let files = stage.widget_host.requested();
    ensure!(files == ["/aftercare.js"], "before any intent the page fetched {files:?}");
    ensure!(stage.faults.seen().is_empty(), "and asked the shop for {:?}", stage.faults.seen());

    shopper.open().await?;
    shopper.widget.await_view("get-in").await?;
    let files = stage.widget_host.requested();
    let modules = files.iter().filter(|file| is_main_module(file)).count();
    ensure!(modules == 1, "there is one main module, it fetched {files:?}");
    let mut once = files.clone();
    once.sort_unstable();
    once.dedup();
    ensure!(once.len() == files.len(), "something was fetched twice: {files:?}");
    Ok(())
}

async fn unknown_attributes_warn_once(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop().with("data-colour=\"red\"")).await?;
    shopper.widget.get(&part("launcher")).await?;
    let warnings = shopper.witness().await?.warnings;
    let ours: Vec<&String> = warnings.iter().filter(|line| line.contains("data-colour")).collect();
    ensure!(ours.len() == 1, "the console says {warnings:?}");
    for known in ["data-api", "data-lang", "data-mode", "data-theme"] {
        ensure!(ours[0].contains(known), "{known} is not in {:?}", ours[0]);
    }
    shopper.open_and_get_in(RUNNER).await?;
    let again = shopper.witness().await?.warnings.iter().filter(|line| line.contains("colour")).count();
    ensure!(again == 1, "it was said {again} times");

    let shopper = stage.visit(browser, Page::inline().with("colour=\"red\"")).await?;
    shopper.widget.await_view("get-in").await?;
    let warnings = shopper.witness().await?.warnings;
    ensure!(warnings.len() == 1 && warnings[0].contains("colour") && warnings[0].contains("theme"), "{warnings:?}");
    Ok(())
}

async fn a_wrong_backend_address_says_so_kindly_and_tells_the_console(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let nowhere = format!("{}/nowhere/v1", stage.site.origin());
    // A closed port of this machine, a page that is no shop, and something that is no address.
    for api in ["http://127.0.0.1:1/api/v1", nowhere.as_str(), "https://"] {
        let shopper = stage.visit(browser, Page::shop().api(api)).await?;
        shopper.tap(&part("launcher")).await?;
        // The widget's own problem, or the loader's when the widget can't even start.
        shopper.widget.get(&part("retry")).await.with_context(|| format!("data-api={api}"))?;
        let said = shopper.widget.everything().await?;
        ensure!(said.split_whitespace().count() > 5, "with data-api={api} the shopper reads {said:?}");
        for word in ["fetch", "http", "404", "JSON", "Error"] {
            ensure!(!said.contains(word), "with data-api={api} the shopper reads {said:?}");
        }
        let witness = wait::until("the console's line", || async {
            let witness = shopper.witness().await?;
            let lines = witness.errors.iter().chain(&witness.warnings);
            Ok(lines.clone().any(|line| line.contains("aftercare") && line.contains(api)).then(|| witness.clone()))
        })
        .await
        .with_context(|| format!("data-api={api}"))?;
        ensure!(
            witness.errors.iter().all(|line| !line.contains("uncaught") && !line.contains("unhandled")),
            "{witness:?}"
        );
    }
    Ok(())
}

async fn the_page_can_drive_the_widget(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.widget.get(&part("launcher")).await?;
    let heard = |name: &'static str| {
        let shopper = &shopper;
        async move { Ok::<_, anyhow::Error>(shopper.witness().await?.named(name).count()) }
    };
    browser.run("window.heard = []; window.onHeard = event => heard.push(event.type); Aftercare.on('open', onHeard); Aftercare.open()", vec![]).await?;
    shopper.widget.await_view("get-in").await?;
    ensure!(heard("aftercare-open").await? == 1 && heard("aftercare-ready").await? == 1);
    browser.run("Aftercare.update({lang: 'zh-CN'})", vec![]).await?;
    shopper.widget.text_where(&part("title"), "be Chinese", |text| !text.is_ascii()).await?;
    browser.run("Aftercare.close()", vec![]).await?;
    shopper.widget.gone(&part("panel")).await?;

    browser.run("Aftercare.off('open', onHeard); document.addEventListener('aftercare-open', event => event.preventDefault()); Aftercare.open()", vec![]).await?;
    ensure!(shopper.widget.count(&part("panel")).await? == 0, "the page may keep the panel from opening");
    let heard = browser.eval("return heard", vec![]).await?;
    ensure!(heard == json!(["aftercare-open"]), "{heard}");

    browser.run("Aftercare.destroy()", vec![]).await?;
    ensure!(shopper.on_page("aftercare-widget").await? == 0);
    browser
        .run(
            "Aftercare.init({api: arguments[0], lang: 'en', mode: 'inline', target: document.querySelector('main'), id: 'desk'})",
            vec![Value::from(stage.faults.api())],
        )
        .await?;
    Shopper::new(browser).widget.await_view("get-in").await?;
    ensure!(shopper.on_page("main > aftercare-widget#desk").await? == 1);
    shopper.nothing_went_wrong().await
}
