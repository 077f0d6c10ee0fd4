//! Answers that come when nobody waits for them any more.

use aftercare_tests::{
    api::{CUPS, RUNNER, SCARF},
    faults::Gate,
    prelude::*,
    shopper::SETTLED,
};
use anyhow::{Context, Result, ensure};
use serde_json::Value;

pub const STORIES: [Story; 3] = stories![
    a_slow_quote_does_not_overtake_a_newer_choice,
    removing_a_widget_midway_harms_no_other,
    choosing_a_way_back_keeps_the_focus_on_it,
];

/// Checks that neither page nor console heard of any trouble.
async fn no_trouble(shopper: &Shopper<'_>) -> Result<()> {
    let witness = shopper.witness().await?;
    let troubles: Vec<&Value> = witness.named("aftercare-error").map(|event| &event.detail).collect();
    ensure!(troubles.is_empty(), "the page heard aftercare-error: {troubles:?}");
    shopper.nothing_went_wrong().await
}

async fn a_slow_quote_does_not_overtake_a_newer_choice(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop().head(SETTLED)).await?;
    shopper.open_and_get_in(CUPS).await?;
    shopper.tap(&part_of("order", "choices")).await?;
    shopper.widget.await_view("return").await?;
    let gate = Gate::default();
    stage.faults.once("POST /quotes", Fault::Hold(gate.clone()));
    // Both sets, so that the first answer and the second differ.
    choose_quantity(&shopper, "2").await?;
    shopper.give_a_reason().await?;
    wait::until("the first question", || async { Ok((stage.faults.count("POST /quotes") == 1).then_some(())) }).await?;

    choose_quantity(&shopper, "1").await?;
    let quote = part_of("return", "quote");
    let one = shopper.widget.text(&quote).await?;
    let promised = shopper.widget.text(&part_of("return", "primary")).await?;
    // One set is US$36.00, less US$3.00 for its way back; two would promise US$69.00.
    ensure!(one.contains("$36.00") && promised.contains("$33.00"), "for one set: {promised:?}, {one:?}");
    ensure!(stage.faults.count("POST /quotes") == 2, "asked {} times", stage.faults.count("POST /quotes"));

    gate.open();
    shopper.settled("/quotes", 2).await?;
    ensure!(shopper.widget.text(&quote).await? == one, "the late answer changed the quote");
    ensure!(shopper.widget.text(&part_of("return", "primary")).await? == promised);
    no_trouble(&shopper).await?;

    shopper.tap(&part_of("return", "primary")).await?;
    shopper.widget.await_view("case").await?;
    let case = Desk::open(stage, CUPS).await?.only_case().await?;
    ensure!(case["items"][0]["quantity"] == 1, "{case:#}");
    Ok(())
}

/// Sets the return form's quantity as its menu does; drivers differ in opening menus within a shadow root.
async fn choose_quantity(shopper: &Shopper<'_>, count: &str) -> Result<()> {
    let chosen = shopper
        .widget
        .eval(
            "const [select] = all('[part~=quantity]');
             select.value = arguments[1];
             select.dispatchEvent(new Event('input', {bubbles: true}));
             select.dispatchEvent(new Event('change', {bubbles: true}));
             return select.value",
            count,
        )
        .await?;
    ensure!(chosen == count, "the menu has no {count}");
    Ok(())
}

async fn removing_a_widget_midway_harms_no_other(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let first = stage.visit(browser, Page::named("two").head(SETTLED)).await?;
    let second = Shopper::at(browser, 1);
    second.widget.await_view("get-in").await?;
    let gate = Gate::default();
    stage.faults.once("POST /sessions", Fault::Hold(gate.clone()));
    first.fill_get_in(RUNNER.order, RUNNER.email).await?;
    first.tap(&part_of("get-in", "primary")).await?;
    wait::until("the question", || async { Ok((stage.faults.count("POST /sessions") == 1).then_some(())) }).await?;

    browser.run("document.querySelector('aftercare-widget').remove()", vec![]).await?;
    gate.open();
    // What was the second is now the only one.
    let other = Shopper::new(browser);
    other.settled("/sessions", 1).await?;
    ensure!(other.on_page("aftercare-widget").await? == 1);
    other.get_in(SCARF).await?;
    other.return_in_one_tap().await?;
    Desk::open(stage, SCARF).await?.only_case().await?;
    no_trouble(&other).await
}

async fn choosing_a_way_back_keeps_the_focus_on_it(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop().head(SETTLED)).await?;
    shopper.open_and_get_in(CUPS).await?;
    shopper.tap(&part_of("order", "choices")).await?;
    shopper.give_a_reason().await?;
    shopper.widget.get(&part_of("return", "quote")).await?;
    let other = shopper
        .widget
        .eval(
            "const other = [...root.querySelectorAll('[part~=method]')].find(input => input.type === 'radio' && !input.checked);
             return other ? other.value : null",
            Value::Null,
        )
        .await?;
    let other = other.as_str().context("another way to send it back")?;
    let asked = stage.faults.count("POST /quotes");

    let other_row = format!("label:has([part~=method][value=\"{other}\"])");
    // WebKit's driver scrolls only as far as under the button that sticks to the bottom; a shopper scrolls on.
    shopper.widget.eval("all(arguments[1])[0].scrollIntoView({block: 'center'})", other_row.as_str()).await?;
    shopper.tap(&other_row).await?;
    wait::until("the new question", || async { Ok((stage.faults.count("POST /quotes") > asked).then_some(())) })
        .await?;
    shopper.settled("/quotes", asked + 1).await?;
    shopper.widget.get(&part_of("return", "quote")).await?;
    let focus = shopper
        .widget
        .eval(
            "const element = root.activeElement;
             return element && [element.getAttribute('part'), element.value, element.checked]",
            Value::Null,
        )
        .await?;
    ensure!(
        focus[0].as_str().is_some_and(|part| part.split(' ').any(|word| word == "method"))
            && focus[1] == other
            && focus[2] == true,
        "{other} was chosen and the focus is on {focus}"
    );
    no_trouble(&shopper).await
}
