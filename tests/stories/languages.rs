//! The main story in Chinese, with nothing left in English.

use aftercare_tests::{
    api::{Buyer, LAMP, MUG, SCARF, TORCH},
    prelude::*,
};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

pub const STORIES: [Story; 5] = stories![
    the_same_in_simplified_chinese,
    the_same_in_traditional_chinese,
    other_jobs_in_simplified_chinese,
    other_jobs_in_traditional_chinese,
    trouble_speaks_chinese_as_well,
];

/// Latin words that belong in a Chinese sentence: codes the shopper reads out, file types, names of carriers, payment
/// and shops, and currency signs. E-mail addresses are left out as well.
const LATIN: [&str; 22] = [
    "JPEG",
    "PNG",
    "WEBP",
    "HEIC",
    "MP",
    "MOV",
    "QR",
    "RMA",
    "PDF",
    "Visa",
    "Mastercard",
    "Alipay",
    "WeChat",
    "SF",
    "Express",
    "CNY",
    "TWD",
    "NT",
    "Yuanye",
    "Outdoor",
    "LINE",
    "Pay",
];

/// Fails on any word in Latin letters that is neither allowed nor part of the order's own data.
async fn no_english(shopper: &Shopper<'_>, own: &[&str]) -> Result<()> {
    let said = shopper
        .widget
        .eval(
            "return all('[part~=panel]').flatMap(panel => [panel.innerText, panel.getAttribute('aria-label') || '',
               ...[...panel.querySelectorAll('*')].flatMap(element =>
                 ['aria-label', 'title', 'placeholder', 'alt'].map(name => element.getAttribute(name) || ''))]).join('\\n')",
            Value::Null,
        )
        .await?;
    let mut said = said.as_str().context("the panel's words")?.to_owned();
    ensure!(said.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter)), "no Chinese on the screen: {said}");
    for data in own {
        said = said.replace(data, " ");
    }
    let english: Vec<&str> = said
        .split_whitespace()
        .filter(|word| !word.contains('@'))
        .flat_map(|word| word.split(|letter: char| !letter.is_ascii_alphabetic()))
        .filter(|word| word.len() > 1 && !LATIN.contains(word))
        .collect();
    ensure!(english.is_empty(), "{:?} has {english:?} in\n{said}", shopper.widget.view().await?);
    Ok(())
}

async fn one_tap_in(stage: &Stage, browser: &Browser, lang: &'static str, buyer: Buyer, money: &str) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop().lang(lang)).await?;
    let launcher = shopper.widget.text(&part("launcher")).await?;
    ensure!(!launcher.chars().any(|letter| letter.is_ascii_alphabetic()), "the launcher says {launcher:?}");
    shopper.open().await?;
    shopper.widget.await_view("get-in").await?;
    no_english(&shopper, &[]).await?;

    shopper.get_in(buyer).await?;
    no_english(&shopper, &[]).await?;
    shopper.start_counting();
    shopper.return_in_one_tap().await?;
    ensure!(shopper.taps() == 1);

    let case = Desk::open(stage, buyer).await?.only_case().await?;
    let number = case["number"].as_str().context("a case number")?;
    let code = case["method"]["code_label"].as_str().unwrap_or_default();
    no_english(&shopper, &[number, code]).await?;
    shopper.widget.text_where(&part("refund"), "name the money", |text| text.contains(money)).await?;

    back(&shopper, "order").await?;
    no_english(&shopper, &[number]).await?;
    back(&shopper, "home").await?;
    no_english(&shopper, &[number]).await?;
    shopper.nothing_went_wrong().await
}

async fn the_same_in_simplified_chinese(stage: &mut Stage, browser: &Browser) -> Result<()> {
    one_tap_in(stage, browser, "zh-CN", SCARF, "199.00").await
}

async fn the_same_in_traditional_chinese(stage: &mut Stage, browser: &Browser) -> Result<()> {
    one_tap_in(stage, browser, "zh-TW", MUG, "480").await
}

/// Repair, review, help and a complaint with what comes of it, view by view.
async fn other_jobs_in(stage: &Stage, browser: &Browser, lang: &'static str, buyer: Buyer) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop().lang(lang)).await?;
    shopper.open_and_get_in(buyer).await?;
    let in_order = |way: &str| part_of("order", way);
    let say_something_else = "label:has([part~=reason][value=something_else])";

    shopper.tap_on_line(1, "repair").await?;
    shopper.widget.await_view("repair").await?;
    shopper.tap(say_something_else).await?;
    shopper.widget.get(&part("note")).await?;
    no_english(&shopper, &[]).await?;
    back(&shopper, "order").await?;
    read(&shopper, &in_order("review"), "reviews", "waiting-review").await?;
    read(&shopper, &part("waiting-review"), "review", "stars").await?;
    back(&shopper, "reviews").await?;
    back(&shopper, "order").await?;
    read(&shopper, &in_order("help"), "help", "article-row").await?;
    read(&shopper, &part("article-row"), "article", "article").await?;
    back(&shopper, "help").await?;
    back(&shopper, "order").await?;

    read(&shopper, &in_order("complain"), "complaint", "add-file").await?;
    shopper.tap(say_something_else).await?;
    shopper.fill(&part("complaint-text"), "有一处开线。").await?;
    no_english(&shopper, &[]).await?;
    shopper.tap(&format!("{}[aria-disabled=false]", part_of("complaint", "primary"))).await?;
    shopper.widget.await_view("case").await?;
    shopper.widget.get(&part("beginning")).await?;
    let case = Desk::open(stage, buyer).await?.only_case().await?;
    let number = case["number"].as_str().context("a number")?;
    no_english(&shopper, &[number]).await?;
    let id = case["id"].as_str().context("an id")?;
    let shop = Sandbox::of(stage);
    shop.act(&format!("/cases/{id}/answer"), &json!({ "text": "非常抱歉。" })).await?;
    let offer = json!({ "resolution": "partial_refund", "amount": 500, "message": "这是补偿。" });
    shop.act(&format!("/cases/{id}/offer"), &offer).await?;
    back(&shopper, "order").await?;
    no_english(&shopper, &[number]).await?;
    shopper.tap(&part("open-case")).await?;
    shopper.widget.await_view("case").await?;
    shopper.tap(&part("accept")).await?;
    shopper.widget.gone(&part("accept")).await?;
    no_english(&shopper, &[number]).await?;
    shopper.nothing_went_wrong().await
}

/// Goes on to a view and, once what matters there is shown, reads all of it.
async fn read(shopper: &Shopper<'_>, way: &str, view: &str, shown: &str) -> Result<()> {
    shopper.tap(way).await?;
    shopper.widget.await_view(view).await?;
    shopper.widget.get(&part(shown)).await?;
    no_english(shopper, &[]).await
}

async fn back(shopper: &Shopper<'_>, view: &str) -> Result<()> {
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view(view).await
}

async fn other_jobs_in_simplified_chinese(stage: &mut Stage, browser: &Browser) -> Result<()> {
    other_jobs_in(stage, browser, "zh-CN", TORCH).await
}

async fn other_jobs_in_traditional_chinese(stage: &mut Stage, browser: &Browser) -> Result<()> {
    other_jobs_in(stage, browser, "zh-TW", MUG).await
}

async fn trouble_speaks_chinese_as_well(stage: &mut Stage, browser: &Browser) -> Result<()> {
    use aftercare_tests::faults::Fault;
    for lang in ["zh-CN", "zh-TW"] {
        let shopper = stage.visit(browser, Page::shop().lang(lang)).await?;
        shopper.open().await?;
        shopper.fill_get_in(LAMP.order, "somebody@example.com").await?;
        shopper.tap(&part_of("get-in", "primary")).await?;
        shopper.widget.text(&part("problem")).await?;
        no_english(&shopper, &[]).await?;
        // With the right e-mail, so that the last fault spoils a good answer.
        shopper.fill_get_in(LAMP.order, LAMP.email).await?;
        for fault in [Fault::Down, Fault::Busy { retry_after: 60 }, Fault::Garble("{")] {
            stage.faults.always("POST /sessions", fault.clone());
            shopper.tap(&part_of("get-in", "primary")).await?;
            let kind = match fault {
                Fault::Down => "unreachable",
                Fault::Busy { .. } => "busy",
                _ => "invalid",
            };
            shopper.widget.text(&format!("{}[data-kind={kind}]", part("problem"))).await?;
            no_english(&shopper, &[]).await?;
        }
        stage.faults.lift();
    }
    Ok(())
}
