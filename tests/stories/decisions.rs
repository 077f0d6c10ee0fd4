//! What becomes of a case in the shop's hands, and what the shopper can still change.

use aftercare_tests::{
    api::{Buyer, MEMBER, RUNNER, SHOES, TORCH, XU},
    clock,
    prelude::*,
};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

pub const STORIES: [Story; 7] = stories![
    the_shop_refuses_after_it_had_accepted,
    one_of_two_lines_is_not_accepted,
    the_way_back_is_changed_to_a_pickup,
    a_case_is_cancelled_after_a_second_question,
    code_and_label_work_where_nothing_can_be_copied_or_opened,
    money_comes_first_and_goes_back_when_the_parcel_never_comes,
    what_is_worth_less_than_its_way_back_is_kept,
];

async fn the_shop_refuses_after_it_had_accepted(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop().head(clock::STOPPED)).await?;
    shopper.open_and_get_in(SHOES).await?;
    shopper.return_in_one_tap().await?;
    shopper.widget.get(&part("refund")).await?;
    let step = format!("/cases/{}/reject", case_id(stage, SHOES).await?);
    Sandbox::of(stage).act(&step, &json!({"note": "The soles were worn outdoors."})).await?;
    heard(&shopper, &part("refused")).await?;
    let why = shopper.widget.text(&part("refused")).await?;
    ensure!(why.contains("The soles were worn outdoors."), "{why:?}");
    ensure!(shopper.widget.count(&part("refund")).await? == 0, "no money is promised any more");
    ensure!(shopper.widget.count(&part("qr")).await? == 0, "nothing is to be sent any more");
    ensure!(shopper.widget.everything().await?.contains("Talk to the shop"), "there is somebody to ask");
    shopper.nothing_went_wrong().await
}

async fn one_of_two_lines_is_not_accepted(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let desk = Desk::open(stage, TORCH).await?;
    let case = desk.open_return(&[(0, "does_not_work"), (1, "does_not_work")]).await?;
    let id = case["id"].as_str().context("an id")?;
    let shopper = stage.visit(browser, Page::shop().head(clock::STOPPED)).await?;
    shopper.open_and_get_in(TORCH).await?;
    shopper.tap(&part("case-row")).await?;
    shopper.widget.await_view("case").await?;

    let shop = Sandbox::of(stage);
    shop.act(&format!("/cases/{id}/receive"), &json!({})).await?;
    let line = |at: usize| case["items"][at]["line_item_id"].clone();
    let decisions = json!({"items": [
        {"line_item_id": line(0), "accepted": true},
        {"line_item_id": line(1), "accepted": false, "note": "It has been in the water."},
    ]});
    shop.act(&format!("/cases/{id}/inspect"), &decisions).await?;
    heard(&shopper, &part("decision")).await?;
    let decisions = shopper.widget.texts(&part("decision")).await?;
    ensure!(decisions.len() == 2 && decisions[0].starts_with("Accepted"), "{decisions:?}");
    ensure!(decisions[1] == "Not accepted It has been in the water.", "{decisions:?}");
    let money = shopper.widget.text(&part("refund")).await?;
    ensure!(money.contains("Promised"), "the promise stays beside what has changed: {money:?}");
    shopper.nothing_went_wrong().await
}

async fn the_way_back_is_changed_to_a_pickup(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(SHOES).await?;
    shopper.return_in_one_tap().await?;
    shopper.tap(&action("change_method")).await?;
    let save = part("save-change");
    ensure!(shopper.widget.attribute(&save, "aria-disabled").await?.as_deref() == Some("true"));
    shopper.tap(&format!("{} label:has([value=pickup])", part("change-method"))).await?;
    shopper.tap(&format!("{} label:has({})", part("change-method"), part("slot"))).await?;
    shopper.widget.get(&format!("{save}:not([aria-disabled=true])")).await?;
    shopper.tap(&save).await?;
    shopper.widget.gone(&part("change-method")).await?;

    let case = Desk::open(stage, SHOES).await?.only_case().await?;
    ensure!(case["method"]["code"] == "pickup" && case["booking"]["status"] == "booked", "{case:#}");
    let money = shopper.widget.text(&part("refund")).await?;
    ensure!(money.contains("Promised $48.00") && money.contains("Refund $43.00"), "{money:?}");
    shopper.widget.get(&part("booking")).await?;
    shopper.widget.get(&action("reschedule")).await?;
    shopper.nothing_went_wrong().await
}

async fn a_case_is_cancelled_after_a_second_question(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(SHOES).await?;
    shopper.return_in_one_tap().await?;
    shopper.tap(&part("cancel")).await?;
    shopper.tap(&part("cancel-keep")).await?;
    ensure!(Desk::open(stage, SHOES).await?.only_case().await?["phase"] == "awaiting_customer");
    shopper.tap(&part("cancel")).await?;
    shopper.tap(&part("cancel-confirm")).await?;
    shopper.widget.gone(&part("qr")).await?;
    ensure!(Desk::open(stage, SHOES).await?.only_case().await?["phase"] == "cancelled");
    shopper.nothing_went_wrong().await
}

/// As in a webview: no clipboard, no new window.
const BARE: &str = "<script>
  Object.defineProperty(Navigator.prototype, 'clipboard', {configurable: true, get: () => undefined});
  window.open = () => null;
</script>";

async fn code_and_label_work_where_nothing_can_be_copied_or_opened(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop().head(BARE)).await?;
    shopper.open_and_get_in(RUNNER).await?;
    shopper.return_in_one_tap().await?;
    let code = shopper.widget.text(&part("return-code")).await?;
    shopper.tap(&part("copy")).await?;
    shopper.holds(&part("copy-field"), &code).await?;
    wait::until("the code to be selected", || async {
        let selected = shopper
            .widget
            .eval(
                "const [field] = all('[part~=copy-field]');
                 return root.activeElement === field && field.selectionStart === 0 ? field.selectionEnd : 0",
                Value::Null,
            )
            .await?;
        Ok((selected == code.chars().count()).then_some(()))
    })
    .await?;

    shopper.tap(&part("label-image")).await?;
    wait::until("the label to be shown on the page", || async {
        let width = shopper
            .widget
            .eval(
                "const [label] = all('[part~=label]'); return label && label.complete ? label.naturalWidth : 0",
                Value::Null,
            )
            .await?;
        Ok(width.as_u64().filter(|width| *width > 0))
    })
    .await?;
    shopper.tap(&part("qr-button")).await?;
    shopper.widget.get(&format!("{}[aria-pressed=true]", part("qr-button"))).await?;
    shopper.nothing_went_wrong().await
}

async fn money_comes_first_and_goes_back_when_the_parcel_never_comes(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(MEMBER).await?;
    shopper.widget.text_where(&part("perk"), "say so before the tap", |text| text.contains("at once")).await?;
    shopper.return_in_one_tap().await?;
    let money = shopper.widget.text(&part("refund")).await?;
    ensure!(money.contains("$62.00") && money.contains("Paid today"), "{money:?}");
    let terms = shopper.widget.text(&part("instant")).await?;
    ensure!(terms.contains("$150.00") && terms.contains("we take it back"), "{terms:?}");

    Sandbox::of(stage).act("/clock", &json!({"advance_seconds": 10 * 86_400})).await?;
    browser.reload().await?;
    shopper.open_and_get_in(MEMBER).await?;
    shopper.tap(&part("past-case")).await?;
    shopper.widget.await_view("case").await?;
    let money = shopper.widget.text(&part("refund")).await?;
    ensure!(money.contains("Refund taken back") && money.contains("Refund $0.00"), "{money:?}");
    shopper.nothing_went_wrong().await
}

async fn what_is_worth_less_than_its_way_back_is_kept(stage: &mut Stage, browser: &Browser) -> Result<()> {
    Desk::open(stage, XU).await?.open_return(&[(3, "missing_parts")]).await?;
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(XU).await?;
    shopper.tap(&part("past-case")).await?;
    shopper.widget.await_view("case").await?;
    let words = shopper.widget.everything().await?;
    ensure!(words.contains("yours to keep"), "{words:?}");
    ensure!(shopper.widget.count(&part("qr")).await? == 0, "nothing goes back");
    shopper.nothing_went_wrong().await
}

fn action(name: &str) -> String {
    format!("{}[data-action={name}]", part_of("case", "action"))
}

async fn case_id(stage: &Stage, buyer: Buyer) -> Result<String> {
    let case = Desk::open(stage, buyer).await?.only_case().await?;
    case["id"].as_str().map(str::to_owned).context("an id")
}

/// Waits for news from the shop that bring this part.
async fn heard(shopper: &Shopper<'_>, part: &str) -> Result<()> {
    wait::until(&format!("news that bring {part}"), || async {
        clock::pass_while_idle(shopper.browser).await?;
        Ok((shopper.widget.count(part).await? > 0).then_some(()))
    })
    .await
}
