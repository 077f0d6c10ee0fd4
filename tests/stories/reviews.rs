//! Reviews: stars for every hand, nothing typed lost, published once and as they are, changed and added to.

use aftercare_tests::{
    api::{DAYPACK, RUNNER},
    axe,
    prelude::*,
};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::common::keys::Key;

use crate::evidence::files;

pub const STORIES: [Story; 11] = stories![
    a_review_takes_three_taps_and_its_reward_is_known_before,
    the_stars_are_one_radio_group_for_the_keyboard,
    all_that_is_said_survives_a_reload_and_is_read_again,
    a_review_whose_answer_is_lost_is_published_once,
    a_session_that_ends_midway_loses_nothing_of_a_review,
    a_low_score_is_published_and_a_complaint_offered,
    a_review_is_changed_on_the_version_that_was_read,
    the_shop_replies_and_the_author_adds_to_it_later,
    what_was_reviewed_on_another_page_is_shown_and_not_said_twice,
    how_a_case_was_handled_is_reviewed_from_it,
    a_page_asks_for_reviews_by_name,
];

async fn begin<'b>(stage: &Stage, browser: &'b Browser) -> Result<Shopper<'b>> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    shopper.start_counting();
    enter(&shopper).await?;
    Ok(shopper)
}

/// From the order to its only review, written or not.
async fn enter(shopper: &Shopper<'_>) -> Result<()> {
    shopper.tap(&part_of("order", "review")).await?;
    shopper.widget.await_view("review").await
}

fn star(score: u8) -> String {
    format!("label:has([part~=stars][value=\"{score}\"])")
}

fn publish() -> String {
    format!("{}[aria-disabled=false]", part_of("review", "primary"))
}

async fn thanked(shopper: &Shopper<'_>) -> Result<String> {
    shopper.widget.text(&part("thanks")).await
}

async fn a_review_takes_three_taps_and_its_reward_is_known_before(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    let way_in = shopper.widget.text(&part_of("order", "review")).await?;
    ensure!(way_in.contains("30 points") && way_in.contains("whatever the score"), "{way_in:?}");
    shopper.start_counting();
    enter(&shopper).await?;
    let why = shopper.widget.text("#why").await?;
    ensure!(why.contains("how many stars"), "the button says what it waits for: {why:?}");
    shopper.tap(&star(4)).await?;
    shopper.tap(&publish()).await?;
    thanked(&shopper).await?;
    ensure!(shopper.taps() == 3, "it took {} taps", shopper.taps());
    let reward = shopper.widget.text(&part("reward")).await?;
    ensure!(reward.contains("30 points"), "{reward:?}");
    wait::until("the focus on the thanks", || async {
        Ok((shopper.widget.focused().await?.as_deref() == Some("thanks")).then_some(()))
    })
    .await?;

    let review = Desk::open(stage, RUNNER).await?.only_review().await?;
    ensure!(review["score"] == 4 && review["status"] == "published", "{review:#}");
    let witness = shopper.witness().await?;
    let told = &witness.named("aftercare-review-submitted").next().context("the page to be told")?.detail;
    ensure!(told["id"] == review["id"] && told["type"] == "product", "{told:#}");
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    shopper.widget.text_where(&part_of("order", "review"), "lead to it", |text| text == "Your review").await?;
    shopper.nothing_went_wrong().await
}

async fn the_stars_are_one_radio_group_for_the_keyboard(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser).await?;
    let group = "[role=radiogroup]:has([part~=stars])";
    ensure!(shopper.widget.count(&format!("{group} input[type=radio]")).await? == 5, "five buttons, one group");
    shopper.widget.eval("all(arguments[1])[0].querySelector('input').focus()", group).await?;
    browser.press(&[Key::Space]).await?;
    shopper.widget.text_where("[class~=verdict]", "say one star", |text| text == "Poor").await?;
    for verdict in ["Not good", "All right", "Good"] {
        browser.press(&[Key::Right]).await?;
        shopper.widget.text_where("[class~=verdict]", "go on", |text| text == verdict).await?;
    }
    let names = shopper
        .widget
        .eval("return [...root.querySelectorAll('[part~=stars]')].map(it => [it.ariaLabel || it.getAttribute('aria-label'), it.checked])", Value::Null)
        .await?;
    ensure!(names[3] == json!(["4 stars: Good", true]) && names[0] == json!(["1 star: Poor", false]), "{names}");
    browser.press(&[Key::Enter]).await?;
    thanked(&shopper).await?;
    let review = Desk::open(stage, RUNNER).await?.only_review().await?;
    ensure!(review["score"] == 4, "{review:#}");
    shopper.nothing_went_wrong().await
}

async fn all_that_is_said_survives_a_reload_and_is_read_again(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser).await?;
    shopper.tap(&star(5)).await?;
    shopper.tap("label:has([name=logistics][value=\"3\"])").await?;
    shopper.tap("label:has([part~=answer][value=runs_small])").await?;
    shopper.fill(&part("review-text"), "A hundred kilometres so far.").await?;
    shopper.tap("label:has([part~=anonymous])").await?;
    let photo = files::photo(stage.folder(), "shoes.jpg")?;
    shopper.widget.get(&part("add-file")).await?.send_keys(photo.to_str().context("a path in UTF-8")?).await?;
    shopper.widget.get(&format!("{}[data-state=attached]", part("file"))).await?;

    browser.reload().await?;
    shopper.open_and_get_in(RUNNER).await?;
    enter(&shopper).await?;
    shopper.holds(&part("review-text"), "A hundred kilometres so far.").await?;
    shopper.widget.get(&format!("{}[data-state=attached]", part("file"))).await?;
    shopper.tap(&publish()).await?;
    thanked(&shopper).await?;
    let written = shopper.widget.text(&part("written")).await?;
    for said in ["A hundred kilometres so far.", "Without your name", "Delivery", "Runs small"] {
        ensure!(written.contains(said), "{written:?} does not say {said:?}");
    }
    shopper.widget.get(&part("attachment")).await?;
    let review = Desk::open(stage, RUNNER).await?.only_review().await?;
    ensure!(review["anonymous"] == true && review["media"].as_array().is_some_and(|it| it.len() == 1), "{review:#}");
    ensure!(review["dimensions"] == json!([{ "code": "logistics", "score": 3 }]), "{review:#}");
    ensure!(review["answers"][0]["option"] == "runs_small", "{review:#}");
    shopper.nothing_went_wrong().await
}

async fn a_review_whose_answer_is_lost_is_published_once(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser).await?;
    shopper.tap(&star(3)).await?;
    stage.faults.once("POST /reviews", Fault::LoseResponse);
    shopper.widget.get(&publish()).await?;
    // Twice at once, as an impatient thumb does.
    shopper.widget.eval("const [button] = all(arguments[1]); button.click(); button.click()", publish()).await?;
    thanked(&shopper).await?;
    let sent = stage.faults.seen().into_iter().filter(|seen| seen.path == "/reviews");
    let keys: Vec<_> = sent.filter_map(|seen| seen.idempotency_key).collect();
    ensure!(keys.len() == 2 && keys[0] == keys[1], "the keys sent are {keys:?}");
    Desk::open(stage, RUNNER).await?.only_review().await.map(drop)
}

async fn a_session_that_ends_midway_loses_nothing_of_a_review(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser).await?;
    shopper.tap(&star(2)).await?;
    shopper.fill(&part("review-text"), "The sole squeaks.").await?;
    stage.faults.once("POST /reviews", Fault::TokenEnded);
    shopper.tap(&publish()).await?;
    shopper.widget.await_view("get-in").await?;
    shopper.fill_get_in(RUNNER.order, RUNNER.email).await?;
    shopper.tap(&part_of("get-in", "primary")).await?;
    shopper.widget.await_view("review").await?;
    shopper.holds(&part("review-text"), "The sole squeaks.").await?;
    shopper.tap(&publish()).await?;
    thanked(&shopper).await?;
    let review = Desk::open(stage, RUNNER).await?.only_review().await?;
    ensure!(review["text"] == "The sole squeaks.", "{review:#}");
    Ok(())
}

async fn a_low_score_is_published_and_a_complaint_offered(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser).await?;
    shopper.tap(&star(1)).await?;
    shopper.tap(&publish()).await?;
    thanked(&shopper).await?;
    let reward = shopper.widget.text(&part("reward")).await?;
    ensure!(reward.contains("30 points"), "the lowest score earns it, too: {reward:?}");
    let review = Desk::open(stage, RUNNER).await?.only_review().await?;
    ensure!(review["score"] == 1 && review["status"] == "published", "{review:#}");
    shopper.tap(&part_of("review", "complain")).await?;
    shopper.widget.await_view("complaint").await?;
    ensure!(shopper.widget.count("label:has([part~=meant]:checked)").await? == 1, "it is about the shoes");
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("review").await?;
    shopper.nothing_went_wrong().await
}

async fn a_review_is_changed_on_the_version_that_was_read(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let desk = Desk::open(stage, RUNNER).await?;
    let review = desk.review(2, "Hm.").await?;
    let shopper = begin(stage, browser).await?;
    shopper.tap(&part_of("review", "change")).await?;
    shopper.holds(&part("review-text"), "Hm.").await?;
    shopper.tap(&star(5)).await?;
    shopper.fill(&part("review-text"), "I was too quick.").await?;
    desk.change_review(&review, "From my laptop.").await?;
    shopper.tap(&publish()).await?;
    let news = shopper.widget.text(&part("problem")).await?;
    ensure!(news.contains("just changed"), "{news:?}");
    ensure!(desk.only_review().await?["text"] == "From my laptop.", "nothing is written over unseen");
    shopper.holds(&part("review-text"), "I was too quick.").await?;
    // What got through, with its answer lost, is no change of somebody else's.
    stage.faults.once("PUT /reviews/*", Fault::LoseResponse);
    shopper.tap(&publish()).await?;
    thanked(&shopper).await?;
    let review = desk.only_review().await?;
    ensure!(review["score"] == 5 && review["text"] == "I was too quick.", "{review:#}");
    let told = shopper.witness().await?.named("aftercare-review-submitted").count();
    ensure!(told == 0, "a change is no new review");
    Ok(())
}

async fn the_shop_replies_and_the_author_adds_to_it_later(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let review = Desk::open(stage, RUNNER).await?.review(3, "Fine so far.").await?;
    let sandbox = Sandbox::of(stage);
    let id = review["id"].as_str().context("an id")?;
    sandbox.act(&format!("/reviews/{id}/reply"), &json!({ "text": "Glad to hear." })).await?;
    sandbox.act("/clock", &json!({ "advance_seconds": 8 * 86_400 })).await?;
    let shopper = begin(stage, browser).await?;
    let reply = shopper.widget.text(&part("reply")).await?;
    ensure!(reply.contains("Glad to hear.") && reply.contains("The shop's reply"), "{reply:?}");
    shopper.fill(&part("follow-up-text"), "Still fine after a hundred kilometres.").await?;
    stage.faults.once("POST /reviews/*/follow_ups", Fault::LoseResponse);
    shopper.tap(&format!("{}[aria-disabled=false]", part("follow-up-send"))).await?;
    shopper.widget.text_where(&part("follow-up"), "be there", |text| text.contains("hundred kilometres")).await?;
    shopper.widget.gone(&part("follow-up-form")).await?;
    let review = Desk::open(stage, RUNNER).await?.only_review().await?;
    ensure!(review["follow_ups"].as_array().is_some_and(|all| all.len() == 1), "{review:#}");
    Ok(())
}

async fn what_was_reviewed_on_another_page_is_shown_and_not_said_twice(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let shopper = begin(stage, browser).await?;
    shopper.tap(&star(4)).await?;
    Desk::open(stage, RUNNER).await?.review(5, "From the other page.").await?;
    shopper.tap(&publish()).await?;
    let news = shopper.widget.text(&part("news")).await?;
    ensure!(news.contains("already reviewed"), "{news:?}");
    shopper.tap(&part("see")).await?;
    shopper.widget.text_where(&part("written"), "be the other", |text| text.contains("other page")).await?;
    Desk::open(stage, RUNNER).await?.only_review().await.map(drop)
}

async fn how_a_case_was_handled_is_reviewed_from_it(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let desk = Desk::open(stage, DAYPACK).await?;
    desk.claim_price_difference().await?;
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(DAYPACK).await?;
    shopper.tap(&part("past-case")).await?;
    shopper.widget.await_view("case").await?;
    shopper.start_counting();
    shopper.tap(&part_of("case", "review")).await?;
    shopper.widget.await_view("review").await?;
    let form = shopper.widget.text(&part("review-form")).await?;
    ensure!(form.contains("Your price adjustment ") && form.contains("Speed"), "{form:?}");
    shopper.fill("textarea[name=answer]", "Nothing.").await?;
    shopper.tap(&star(5)).await?;
    shopper.tap(&publish()).await?;
    thanked(&shopper).await?;
    ensure!(shopper.taps() == 3, "it took {} taps", shopper.taps());
    ensure!(shopper.widget.count(&part("reward")).await? == 0, "nothing was promised for it");
    let review = desk.only_review().await?;
    ensure!(review["answers"][0]["text"] == "Nothing.", "{review:#}");
    shopper.nothing_went_wrong().await
}

async fn a_page_asks_for_reviews_by_name(stage: &mut Stage, browser: &Browser) -> Result<()> {
    for theme in ["light", "dark"] {
        let attributes = format!("data-view=\"reviews\" data-theme=\"{theme}\"");
        let shopper = stage.visit(browser, Page::shop().with(&attributes)).await?;
        shopper.open().await?;
        shopper.fill_get_in(RUNNER.order, RUNNER.email).await?;
        shopper.tap(&part_of("get-in", "primary")).await?;
        shopper.widget.await_view("reviews").await?;
        shopper.widget.get(&part("waiting-review")).await?;
        axe::check(&shopper.widget, "reviews").await?;
        shopper.tap(&part("waiting-review")).await?;
        shopper.widget.await_view("review").await?;
        shopper.widget.get(&part("add-file")).await?;
        axe::check(&shopper.widget, "a review").await?;
        shopper.close().await?;
        if theme == "dark" {
            let id = Desk::open(stage, RUNNER).await?.review(1, "Loose.").await?["reviewable_id"].clone();
            browser.run("Aftercare.update({view: `review/${arguments[0]}`}); Aftercare.open()", vec![id]).await?;
            shopper.widget.await_view("review").await?;
            shopper.widget.get(&part("complaint-offer")).await?;
            axe::check(&shopper.widget, "a review that was written").await?;
        }
        shopper.nothing_went_wrong().await?;
    }
    Ok(())
}
