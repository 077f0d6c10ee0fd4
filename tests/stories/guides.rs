//! Fixing something by oneself: questions and steps, back and on, until it works or the shop takes over.

use aftercare_tests::{
    api::{Buyer, RUNNER, SHOES, TORCH},
    axe,
    prelude::*,
};
use anyhow::{Context, Result, ensure};
use serde_json::json;

pub const STORIES: [Story; 8] = stories![
    a_guide_is_two_taps_away_and_ends_when_it_works,
    back_leads_through_the_steps_and_later_it_goes_on_where_it_was,
    a_guide_is_walked_without_a_connection,
    a_guide_opens_a_complaint_filled_in_with_what_was_tried,
    a_guide_opens_a_return_filled_in_with_what_was_tried,
    a_guide_opens_a_repair_filled_in_with_what_was_tried,
    a_guide_that_ends_with_people_tells_them_what_was_tried,
    axe_finds_nothing_serious_in_a_guide,
];

async fn begin<'b>(stage: &Stage, browser: &'b Browser, buyer: Buyer, guide: &str) -> Result<Shopper<'b>> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(buyer).await?;
    shopper.start_counting();
    open_guide(&shopper, guide).await?;
    Ok(shopper)
}

async fn open_guide(shopper: &Shopper<'_>, guide: &str) -> Result<()> {
    shopper.tap(&part_of("order", "help")).await?;
    shopper.widget.await_view("help").await?;
    shopper.tap(&format!("{}[data-id=\"{guide}\"]", part("guide-row"))).await?;
    shopper.widget.await_view("guide").await
}

/// Takes one choice after the other.
async fn choose(shopper: &Shopper<'_>, choices: &[(&str, &str)]) -> Result<()> {
    for (choice, then) in choices {
        shopper.tap(&format!("{}[data-choice=\"{choice}\"]", part("choice"))).await?;
        at(shopper, then).await?;
    }
    Ok(())
}

async fn at(shopper: &Shopper<'_>, node: &str) -> Result<()> {
    shopper.widget.get(&format!("{}[data-node=\"{node}\"]", part("step"))).await.map(drop)
}

async fn a_guide_is_two_taps_away_and_ends_when_it_works(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser, RUNNER, "shoe-sole").await?;
    at(&shopper, "age").await?;
    ensure!(shopper.taps() == 2, "it took {} taps", shopper.taps());
    choose(&shopper, &[("edge", "glue")]).await?;
    // What is asked next is read out.
    wait::until("the question to have the focus", || async {
        Ok((shopper.widget.focused().await?.as_deref() == Some("H2")).then_some(()))
    })
    .await?;
    choose(&shopper, &[("yes", "kit"), ("works", "solved")]).await?;
    ensure!(shopper.widget.text(&part("step")).await?.contains("Does it work now?"));
    shopper.tap(&part("works-yes")).await?;
    ensure!(shopper.widget.text(&part("works")).await?.contains("Good to hear"));
    shopper.tap(&part("done")).await?;
    shopper.widget.await_view("order").await?;
    // What is solved is begun anew next time.
    open_guide(&shopper, "shoe-sole").await?;
    at(&shopper, "age").await?;
    shopper.nothing_went_wrong().await
}

async fn back_leads_through_the_steps_and_later_it_goes_on_where_it_was(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let shopper = begin(stage, browser, RUNNER, "shoe-sole").await?;
    choose(&shopper, &[("unsure", "measure"), ("edge", "glue"), ("yes", "kit")]).await?;
    shopper.tap(&part("back")).await?;
    at(&shopper, "glue").await?;

    browser.reload().await?;
    shopper.open_and_get_in(RUNNER).await?;
    shopper.tap(&part_of("order", "help")).await?;
    let row = shopper.widget.text(&part("guide-row")).await?;
    ensure!(row.contains("Go on at step 3"), "{row:?}");
    shopper.tap(&part("guide-row")).await?;
    at(&shopper, "glue").await?;
    for step in ["measure", "age"] {
        shopper.tap(&part("back")).await?;
        at(&shopper, step).await?;
    }
    choose(&shopper, &[("more", "water"), ("no", "repair")]).await?;
    shopper.tap(&part("start-over")).await?;
    at(&shopper, "age").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("help").await?;
    let row = shopper.widget.text(&part("guide-row")).await?;
    ensure!(row.contains("Fix it yourself"), "{row:?}");
    shopper.nothing_went_wrong().await
}

async fn a_guide_is_walked_without_a_connection(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser, RUNNER, "shoe-sole").await?;
    at(&shopper, "age").await?;
    stage.faults.always("*", Fault::Down);
    shopper.connection(false).await?;
    choose(&shopper, &[("edge", "glue"), ("no", "repair")]).await?;
    shopper.widget.get(&part("offline")).await?;
    stage.faults.lift();
    shopper.connection(true).await?;
    shopper.nothing_went_wrong().await
}

async fn a_guide_opens_a_complaint_filled_in_with_what_was_tried(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser, SHOES, "jacket-leaks").await?;
    choose(&shopper, &[("yes", "seam"), ("no", "complaint")]).await?;
    ensure!(shopper.widget.count(&format!("{} li", part("tried"))).await? == 2);
    shopper.tap(&part("primary")).await?;
    shopper.widget.await_view("complaint").await?;
    shopper.widget.get("label:has([part~=reason][value=defect]:checked)").await?;
    let text = shopper.widget.value(&part("complaint-text")).await?;
    ensure!(text.contains("lets water in") && text.contains(" → "), "{text:?}");
    shopper.tap(&format!("{}[aria-disabled=false]", part_of("complaint", "primary"))).await?;
    shopper.widget.await_view("case").await?;
    ensure!(shopper.taps() == 6, "it took {} taps", shopper.taps());
    let case = Desk::open(stage, SHOES).await?.only_case().await?;
    ensure!(case["complaint"]["reason_code"] == "defect", "{case:#}");
    ensure!(case["items"].as_array().is_some_and(|items| items.len() == 1), "{case:#}");
    let tried = Sandbox::of(stage).tried(case["id"].as_str().context("an id")?).await?;
    ensure!(tried == json!({ "guide_id": "jacket-leaks", "choice_ids": ["yes", "no"] }), "the shop knows: {tried:#}");
    // Not to the guide, which has done its work.
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    shopper.nothing_went_wrong().await
}

async fn a_guide_opens_a_return_filled_in_with_what_was_tried(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser, TORCH, "lamp-flickers").await?;
    choose(&shopper, &[("hot", "stop")]).await?;
    shopper.tap(&part("primary")).await?;
    shopper.widget.await_view("return").await?;
    shopper.widget.get("label:has([part~=reason][value=does_not_work]:checked)").await?;
    let note = shopper.widget.value(&part("note")).await?;
    ensure!(note.contains("very hot") && note.contains(" → "), "{note:?}");
    // Words of the shopper's own stay when the form comes back.
    shopper.fill(&part("note"), "It smells.").await?;
    shopper.tap(&part("back")).await?;
    at(&shopper, "stop").await?;
    shopper.nothing_went_wrong().await
}

async fn a_guide_opens_a_repair_filled_in_with_what_was_tried(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser, RUNNER, "shoe-sole").await?;
    choose(&shopper, &[("edge", "glue"), ("no", "repair")]).await?;
    shopper.tap(&part("primary")).await?;
    shopper.widget.await_view("repair").await?;
    let note = shopper.widget.value(&part("note")).await?;
    ensure!(note.contains("The sole comes loose.") && note.contains("Less than 2 cm"), "{note:?}");
    shopper.nothing_went_wrong().await
}

async fn a_guide_that_ends_with_people_tells_them_what_was_tried(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser, RUNNER, "shoe-sole").await?;
    choose(&shopper, &[("more", "water"), ("yes", "contact")]).await?;
    shopper.tap(&part("primary")).await?;
    shopper.widget.await_view("help").await?;
    let told = shopper.widget.text(&part("handed-over")).await?;
    ensure!(told.contains("Order 10482") && told.contains("The sole comes loose") && told.contains(" → "), "{told:?}");
    let mail = format!("{}[data-channel=email]", part("channel"));
    let mail = shopper.widget.attribute(&mail, "href").await?.unwrap_or_default();
    ensure!(mail.contains("subject=Order%2010482") && mail.contains("sole"), "{mail:?}");

    // Somebody's own kind of ending, of which the widget knows nothing, leads to people, too.
    let own = Fault::rewrite(|guide| {
        for node in guide["nodes"].as_array_mut().into_iter().flatten().filter(|node| node["type"] == "outcome") {
            node["outcome"] = json!({"code": "com.example.robot"});
        }
    });
    stage.faults.always("GET /guides/*", own);
    let shopper = begin(stage, browser, SHOES, "jacket-leaks").await?;
    choose(&shopper, &[("yes", "seam"), ("no", "complaint")]).await?;
    shopper.tap(&part("primary")).await?;
    shopper.widget.await_view("help").await?;
    shopper.nothing_went_wrong().await
}

async fn axe_finds_nothing_serious_in_a_guide(stage: &mut Stage, browser: &Browser) -> Result<()> {
    for theme in ["light", "dark"] {
        let shopper = stage.visit(browser, Page::shop().with(&format!("data-theme=\"{theme}\""))).await?;
        shopper.open_and_get_in(RUNNER).await?;
        open_guide(&shopper, "shoe-sole").await?;
        at(&shopper, "age").await?;
        axe::check(&shopper.widget, &format!("a question, {theme}")).await?;
        choose(&shopper, &[("edge", "glue"), ("yes", "kit")]).await?;
        axe::check(&shopper.widget, &format!("an instruction, {theme}")).await?;
        choose(&shopper, &[("works", "solved")]).await?;
        axe::check(&shopper.widget, &format!("an end, {theme}")).await?;
        shopper.tap(&part("works-yes")).await?;
        shopper.tap(&part("done")).await?;
    }
    Ok(())
}
