//! What the shop has signed: checked in the browser, refused when it is not the shop's, and kept.

use aftercare_tests::{api::RUNNER, axe, prelude::*};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

pub const STORIES: [Story; 4] = stories![
    a_receipt_is_checked_by_the_browser_and_kept_as_a_file,
    a_receipt_that_was_changed_is_not_the_shops,
    a_browser_that_cannot_check_says_so_and_keeps_it_all_the_same,
    a_receipt_is_a_picture_where_nothing_can_be_downloaded,
];

/// Files a return and unfolds what proves it. Some browsers know no Ed25519; which one this is, it says itself.
async fn unfold<'b>(stage: &Stage, browser: &'b Browser, page: Page) -> Result<Shopper<'b>> {
    let shopper = stage.visit(browser, page).await?;
    shopper.open_and_get_in(RUNNER).await?;
    shopper.return_in_one_tap().await?;
    shopper.tap(&format!("{} > summary", part("proof"))).await?;
    shopper.widget.get(&part("checked")).await?;
    Ok(shopper)
}

async fn verdict(shopper: &Shopper<'_>) -> Result<String> {
    let selector = format!("{} [data-kind]", part("receipt"));
    shopper.widget.attribute(&selector, "data-kind").await?.context("a verdict")
}

async fn can_check(browser: &Browser) -> Result<bool> {
    let tried = "try { await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']); return true } \
                 catch { return false }";
    Ok(browser.eval_async(tried, vec![]).await? == true)
}

async fn a_receipt_is_checked_by_the_browser_and_kept_as_a_file(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = unfold(stage, browser, Page::shop()).await?;
    let expected = if can_check(browser).await? { "genuine" } else { "unable" };
    ensure!(verdict(&shopper).await? == expected, "the browser finds it {}", verdict(&shopper).await?);
    let case = Desk::open(stage, RUNNER).await?.only_case().await?;
    let number = case["number"].as_str().context("a number")?;
    shopper.widget.text_where(&part("statement"), "say what was asked", |text| text.contains("Trail runner")).await?;
    let name = shopper.widget.attribute(&part("receipt-file"), "download").await?;
    ensure!(name == Some(format!("{number}-case_opened.txt")), "the file is called {name:?}");
    let address = shopper.widget.attribute(&part("receipt-file"), "href").await?;
    let kept = browser.eval_async("return await (await fetch(arguments_[0])).text()", vec![json!(address)]).await?;
    let kept = kept.as_str().context("a text")?;
    let jws = receipt(stage).await?["jws"].as_str().context("a JWS")?.to_owned();
    ensure!(kept.contains(number) && kept.contains(&jws) && kept.contains("\"kty\":\"OKP\""), "it holds {kept}");
    axe::check(&shopper.widget, "receipts").await?;
    shopper.nothing_went_wrong().await
}

async fn receipt(stage: &Stage) -> Result<Value> {
    let desk = Desk::open(stage, RUNNER).await?;
    let case = desk.only_case().await?;
    desk.receipts(&case).await?.into_iter().next().context("a receipt")
}

async fn a_receipt_that_was_changed_is_not_the_shops(stage: &mut Stage, browser: &Browser) -> Result<()> {
    // One byte of the signature is another.
    let forge = Fault::rewrite(|page| {
        let Some(jws) = page["data"][0]["jws"].as_str() else { return };
        let (signed, signature) = jws.rsplit_once('.').unwrap_or_default();
        let first = if signature.starts_with('A') { 'B' } else { 'A' };
        page["data"][0]["jws"] = json!(format!("{signed}.{first}{}", signature.get(1..).unwrap_or_default()));
    });
    stage.faults.always("GET /cases/*/receipts", forge);
    let shopper = unfold(stage, browser, Page::shop()).await?;
    if can_check(browser).await? {
        ensure!(verdict(&shopper).await? == "forged", "it is found {}", verdict(&shopper).await?);
        shopper.widget.get(&part_of("case", "contact")).await?;
        ensure!(shopper.widget.count(&part("receipt-file")).await? == 0, "what proves nothing is not kept");
    } else {
        ensure!(verdict(&shopper).await? == "unable");
    }
    Ok(())
}

async fn a_browser_that_cannot_check_says_so_and_keeps_it_all_the_same(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let without = "<script>Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })</script>";
    let shopper = unfold(stage, browser, Page::shop().head(without)).await?;
    ensure!(verdict(&shopper).await? == "unable");
    shopper.widget.text_where(&part("receipt"), "say so", |text| text.contains("can't check signatures")).await?;
    shopper.widget.get(&part("receipt-file")).await.map(drop)
}

async fn a_receipt_is_a_picture_where_nothing_can_be_downloaded(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = unfold(stage, browser, Page::shop()).await?;
    shopper.tap(&part("receipt-draw")).await?;
    let drawn =
        "const image = all(arguments[1])[0]; return image?.complete ? [image.naturalWidth, image.naturalHeight] : null";
    let size = wait::until("the picture", || async {
        let size = shopper.widget.eval(drawn, part("receipt-picture")).await?;
        Ok(Some(size).filter(|size| size[0].as_u64().is_some_and(|width| width > 0)))
    })
    .await?;
    ensure!(size[0] == 1080 && size[1].as_u64().is_some_and(|height| height > 500), "it is {size} large");
    shopper.tap(&part("receipt-draw")).await?;
    shopper.widget.gone(&part("receipt-picture")).await
}
