//! A filing that waits for its moment, with and without anywhere to keep it.

use std::collections::BTreeSet;

use aftercare_tests::{api::RUNNER, prelude::*};
use anyhow::{Result, ensure};

pub const STORIES: [Story; 2] =
    stories![one_tap_files_where_storage_is_blocked, a_waiting_filing_goes_on_after_back_and_is_not_filed_twice];

/// What a browser does that was told to keep no site's data: the very look at a storage throws.
const BLOCKED_STORAGE: &str = "<script>for (const name of ['localStorage', 'sessionStorage'])
  Object.defineProperty(window, name, {get() { throw new DOMException('denied', 'SecurityError'); }})</script>";

async fn one_tap_files_where_storage_is_blocked(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop().head(BLOCKED_STORAGE)).await?;
    let blocked = browser
        .eval(
            "return [() => localStorage, () => sessionStorage].filter(look => {
               try { look(); return false } catch { return true }
             }).length",
            vec![],
        )
        .await?;
    ensure!(blocked == 2, "this page does not block its storages");
    shopper.open_and_get_in(RUNNER).await?;
    shopper.start_counting();
    shopper.return_in_one_tap().await?;
    ensure!(shopper.taps() == 1, "it took {} taps", shopper.taps());
    let desk = Desk::open(stage, RUNNER).await?;
    let case = desk.only_case().await?;
    shopper.widget.text_where(&part("case-number"), "be the one on file", |text| case["number"] == text).await?;

    shopper.tap(&part("undo")).await?;
    shopper.widget.gone(&part("qr")).await?;
    ensure!(desk.only_case().await?["phase"] == "cancelled");
    let witness = shopper.witness().await?;
    ensure!(witness.named("aftercare-error").count() == 0, "{witness:?}");
    shopper.nothing_went_wrong().await
}

async fn a_waiting_filing_goes_on_after_back_and_is_not_filed_twice(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let waiting = part_of("order", "waiting-filing");
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    ensure!(shopper.widget.count(&waiting).await? == 0, "nothing waits yet");
    // Tried once, in vain, so that the key it went under is known; then there is no connection at all.
    stage.faults.always("POST /cases", Fault::Down);
    shopper.tap(&part_of("order", "one-tap")).await?;
    shopper.widget.get(&part("view")).await?;
    wait::until("the first try", || async { Ok((stage.faults.count("POST /cases") > 0).then_some(())) }).await?;
    stage.faults.always("*", Fault::Down);
    shopper.connection(false).await?;
    shopper.widget.await_view("filing").await?;
    shopper.widget.get(&part("filing")).await?;

    shopper.tap(&part("back")).await?;
    shopper.widget.text_where(&waiting, "say so", |text| text.contains("Waiting to send")).await?;
    shopper.tap(&waiting).await?;
    shopper.widget.get(&part("filing")).await?;
    shopper.tap(&part("back")).await?;
    shopper.tap(&part_of("order", "one-tap")).await?;
    shopper.widget.get(&part("filing")).await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.get(&waiting).await?;
    ensure!(shopper.widget.count(&waiting).await? == 1, "the same return waits once");
    let desk = Desk::open(stage, RUNNER).await?;
    ensure!(desk.cases().await?.is_empty(), "nothing has reached the shop");

    // With the order on top, not the filing.
    stage.faults.lift();
    shopper.start_counting();
    shopper.connection(true).await?;
    wait::until("the case", || async { Ok((!desk.cases().await?.is_empty()).then_some(())) }).await?;
    shopper.widget.gone(&waiting).await?;
    ensure!(shopper.taps() == 0);
    let view = shopper.widget.view().await?;
    ensure!(view.as_deref() == Some("order"), "the shopper looked at the order and now at {view:?}");
    let case = desk.only_case().await?;
    shopper
        .widget
        .text_where(&part_of("order", "case-row"), "name the case", |text| {
            case["number"].as_str().is_some_and(|number| text.contains(number))
        })
        .await?;
    let keys: BTreeSet<Option<String>> = stage
        .faults
        .seen()
        .into_iter()
        .filter(|seen| seen.to_string() == "POST /cases")
        .map(|seen| seen.idempotency_key)
        .collect();
    ensure!(keys.len() == 1, "one return went under {} keys: {keys:?}", keys.len());
    let created = shopper.witness().await?.named("aftercare-case-created").count();
    ensure!(created == 1, "the page heard of it {created} times");
    Ok(())
}
