//! Complaints: said in a few taps, owned by somebody, answered in time or not, settled or taken higher.

use aftercare_tests::{
    api::{Buyer, LAMP, RUNNER},
    axe, clock,
    prelude::*,
};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::evidence::files;

pub const STORIES: [Story; 13] = stories![
    a_complaint_takes_three_taps_and_has_a_person_and_a_clock,
    an_alert_leads_to_the_complaint_it_is_about,
    a_photo_is_asked_for_where_the_reason_needs_one,
    a_wish_of_the_shops_own_has_the_shops_words,
    a_bill_goes_along_as_it_is,
    a_complaint_whose_answer_is_lost_is_filed_once,
    a_complaint_filed_offline_is_sent_when_back,
    a_session_that_ends_midway_loses_nothing_of_a_complaint,
    a_clock_runs_out_while_the_shopper_looks,
    an_accepted_offer_is_worth_what_it_said,
    an_offer_ends_while_the_shopper_decides,
    what_is_not_solved_goes_higher_with_the_shoppers_words,
    axe_finds_nothing_serious_in_a_complaint,
];

/// A day in which Ada is promised an answer, in seconds, less five minutes.
const NEARLY_DUE: u32 = 24 * 3_600 - 300;

async fn begin<'b>(stage: &Stage, browser: &'b Browser) -> Result<Shopper<'b>> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    shopper.start_counting();
    shopper.tap(&part("complain")).await?;
    shopper.widget.await_view("complaint").await?;
    Ok(shopper)
}

async fn say(shopper: &Shopper<'_>, reason: &str, text: &str) -> Result<()> {
    shopper.tap(&format!("label:has([part~=reason][value={reason}])")).await?;
    shopper.fill(&part("complaint-text"), text).await
}

fn primary() -> String {
    format!("{}[aria-disabled=false]", part_of("complaint", "primary"))
}

/// Opens the page of a case that has begun elsewhere, from its order.
async fn look_at_case<'b>(stage: &Stage, browser: &'b Browser, buyer: Buyer) -> Result<Shopper<'b>> {
    let shopper = stage.visit(browser, Page::shop().head(clock::STOPPED)).await?;
    shopper.open_and_get_in(buyer).await?;
    shopper.tap(&part("open-case")).await?;
    shopper.widget.await_view("case").await?;
    shopper.widget.get(&part("owner")).await?;
    Ok(shopper)
}

/// Waits for news from the shop that this selector finds.
pub async fn heard(shopper: &Shopper<'_>, selector: &str) -> Result<()> {
    wait::until(&format!("news that bring {selector}"), || async {
        clock::pass_while_idle(shopper.browser).await?;
        Ok((shopper.widget.count(selector).await? > 0).then_some(()))
    })
    .await
}

pub async fn shop_does(stage: &Stage, case: &Value, step: &str, body: Value) -> Result<()> {
    let id = case["id"].as_str().context("an id")?;
    Sandbox::of(stage).act(&format!("/cases/{id}/{step}"), &body).await
}

async fn a_complaint_takes_three_taps_and_has_a_person_and_a_clock(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser).await?;
    let why = shopper.widget.text("#why").await?;
    ensure!(why.contains("Choose what is wrong"), "the button says what it waits for: {why:?}");
    say(&shopper, "service", "I was promised a call.").await?;
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("case").await?;
    ensure!(shopper.taps() == 3, "it took {} taps", shopper.taps());

    let headline = shopper.widget.text(&part("next-step")).await?;
    ensure!(headline.starts_with("First answer by "), "the next promise is what matters most: {headline:?}");
    let owner = shopper.widget.text(&part("owner")).await?;
    ensure!(owner.contains("Zhou Min") && owner.contains("stays with you"), "{owner:?}");
    let first = shopper.widget.text(&format!("{}[data-clock=first_answer]", part("clock"))).await?;
    ensure!(first.contains(" by ") && first.contains("in 23 hours") && first.contains("next level"), "{first:?}");
    let beginning = shopper.widget.text(&part("beginning")).await?;
    ensure!(beginning.contains("I was promised a call."), "{beginning:?}");
    let ladder = shopper.widget.text(&part("ladder")).await?;
    ensure!(ladder.contains("decides now") && ladder.contains("ombudsman"), "{ladder:?}");

    let case = Desk::open(stage, RUNNER).await?.only_case().await?;
    ensure!(case["type"] == "complaint" && case["complaint"]["reason_code"] == "service", "{case:#}");
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    shopper.widget.get(&part("open-case")).await?;
    shopper.nothing_went_wrong().await
}

async fn an_alert_leads_to_the_complaint_it_is_about(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    let id = shopper.open_moving_parcel(stage, LAMP).await?;
    Sandbox::of(stage).act(&format!("/shipments/{id}/stall"), &json!({})).await?;
    shopper.widget.get(&part("alert-action")).await?;
    shopper.start_counting();
    shopper.tap(&part("alert-action")).await?;
    shopper.widget.await_view("complaint").await?;
    shopper.widget.get("label:has([part~=reason][value=parcel_lost]:checked)").await?;
    ensure!(shopper.widget.count("label:has([part~=meant]:checked)").await? == 1, "the lamp alone is in this parcel");
    shopper.fill(&part("complaint-text"), "No news for four days.").await?;
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("case").await?;
    ensure!(shopper.taps() == 2, "it took {} taps", shopper.taps());
    let case = Desk::open(stage, LAMP).await?.only_case().await?;
    ensure!(case["items"].as_array().is_some_and(|items| items.len() == 1), "{case:#}");
    shopper.nothing_went_wrong().await
}

async fn a_photo_is_asked_for_where_the_reason_needs_one(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser).await?;
    say(&shopper, "damaged", "The sole is torn.").await?;
    shopper.widget.text_where("#why", "ask for it", |text| text.contains("Add a photo")).await?;
    let photo = files::photo(stage.folder(), "sole.jpg")?;
    shopper.widget.get(&part("add-file")).await?.send_keys(photo.to_str().context("a path in UTF-8")?).await?;
    shopper.tap("label:has([part~=wish][value=replacement])").await?;
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("case").await?;
    shopper.widget.get(&part("attachment")).await?;
    let case = Desk::open(stage, RUNNER).await?.only_case().await?;
    let complaint = &case["complaint"];
    ensure!(complaint["attachments"].as_array().is_some_and(|files| files.len() == 1), "{complaint:#}");
    ensure!(complaint["wished_resolution"] == "replacement", "{complaint:#}");
    shopper.nothing_went_wrong().await
}

/// The widget knows nothing of apologies.
async fn a_wish_of_the_shops_own_has_the_shops_words(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser).await?;
    say(&shopper, "service", "I was promised a call.").await?;
    let wish = "label:has([part~=wish][value=apology])";
    let label = shopper.widget.text(wish).await?;
    ensure!(label == "An apology", "{label:?}");
    shopper.tap(wish).await?;
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("case").await?;
    let beginning = shopper.widget.text(&part("beginning")).await?;
    ensure!(beginning.contains("An apology"), "{beginning:?}");
    let case = Desk::open(stage, RUNNER).await?.only_case().await?;
    ensure!(case["complaint"]["wished_resolution"] == "apology", "{case:#}");
    shopper.nothing_went_wrong().await
}

async fn a_bill_goes_along_as_it_is(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser).await?;
    say(&shopper, "something_else", "The bill has the wrong name.").await?;
    let field = shopper.widget.get(&part("add-file")).await?;
    let accepted = field.attr("accept").await?.unwrap_or_default();
    ensure!(accepted.contains("application/pdf"), "the browser's dialog offers {accepted}");
    let bill = files::write(stage.folder(), "bill.pdf", files::BILL)?;
    field.send_keys(bill.to_str().context("a path in UTF-8")?).await?;
    shopper.widget.text_where(&part("file"), "be attached", |text| text.contains("Attached")).await?;
    ensure!(files::stored(stage.folder())? == [files::BILL], "the shop has it as it is");
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("case").await?;
    shopper.widget.text_where(&part("attachment"), "name the bill", |text| text == "bill.pdf").await?;
    let case = Desk::open(stage, RUNNER).await?.only_case().await?;
    let file = &case["complaint"]["attachments"][0];
    ensure!(file["media_type"] == "application/pdf" && file["name"] == "bill.pdf", "{file:#}");
    shopper.nothing_went_wrong().await
}

async fn a_complaint_filed_offline_is_sent_when_back(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser).await?;
    say(&shopper, "service", "I was promised a call.").await?;
    shopper.widget.get(&primary()).await?;
    stage.faults.always("*", Fault::Down);
    shopper.connection(false).await?;
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("filing").await?;
    shopper.widget.get(&part("offline")).await?;
    stage.faults.lift();
    shopper.connection(true).await?;
    shopper.widget.await_view("case").await?;
    let case = Desk::open(stage, RUNNER).await?.only_case().await?;
    ensure!(case["complaint"]["text"] == "I was promised a call.", "{case:#}");
    shopper.widget.gone(&part("offline")).await
}

async fn a_complaint_whose_answer_is_lost_is_filed_once(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser).await?;
    say(&shopper, "something_else", "The invoice is wrong.").await?;
    stage.faults.once("POST /cases", Fault::LoseResponse);
    shopper.widget.get(&primary()).await?;
    // Twice at once, as an impatient thumb does.
    shopper.widget.eval("const [button] = all(arguments[1]); button.click(); button.click()", primary()).await?;
    shopper.widget.await_view("case").await?;
    Desk::open(stage, RUNNER).await?.only_case().await?;
    shopper.tap(&part("back")).await?;
    shopper.tap(&part_of("order", "complain")).await?;
    shopper.widget.await_view("complaint").await?;
    ensure!(shopper.widget.value(&part("complaint-text")).await?.is_empty(), "what is filed is no draft any more");
    Ok(())
}

async fn a_session_that_ends_midway_loses_nothing_of_a_complaint(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser).await?;
    say(&shopper, "service", "I was promised a call.").await?;
    browser.reload().await?;
    shopper.open_and_get_in(RUNNER).await?;
    shopper.tap(&part("complain")).await?;
    shopper.widget.await_view("complaint").await?;
    shopper.holds(&part("complaint-text"), "I was promised a call.").await?;
    stage.faults.once("POST /cases", Fault::TokenEnded);
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("get-in").await?;
    shopper.fill_get_in(RUNNER.order, RUNNER.email).await?;
    shopper.tap(&part_of("get-in", "primary")).await?;
    shopper.widget.await_view("case").await?;
    let case = Desk::open(stage, RUNNER).await?.only_case().await?;
    ensure!(case["complaint"]["text"] == "I was promised a call.", "{case:#}");
    Ok(())
}

async fn a_clock_runs_out_while_the_shopper_looks(stage: &mut Stage, browser: &Browser) -> Result<()> {
    Desk::open(stage, RUNNER).await?.complain("service", "I was promised a call.").await?;
    let sandbox = Sandbox::of(stage);
    sandbox.act("/clock", &json!({ "advance_seconds": NEARLY_DUE })).await?;
    let shopper = look_at_case(stage, browser, RUNNER).await?;
    let clock_row = format!("{}[data-clock=first_answer]", part("clock"));
    ensure!(!shopper.widget.text(&clock_row).await?.contains("Missed"));
    sandbox.act("/clock", &json!({ "advance_seconds": 400 })).await?;
    heard(&shopper, &format!("{clock_row} {}", part("clock-state"))).await?;
    let row = shopper.widget.text(&clock_row).await?;
    ensure!(row.contains("Missed") && row.contains("ran out"), "{row:?}");
    let steps = shopper.widget.texts(&part("timeline")).await?.join(" ");
    ensure!(steps.contains("We didn't answer in time") && steps.contains("With a supervisor"), "{steps:?}");
    ensure!(shopper.widget.text(&part("owner")).await?.contains("Zhou Min"), "the first owner keeps it");
    shopper.nothing_went_wrong().await
}

async fn an_accepted_offer_is_worth_what_it_said(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let case = Desk::open(stage, RUNNER).await?.complain("defect", "The sole came off.").await?;
    let shopper = look_at_case(stage, browser, RUNNER).await?;
    let offer = json!({ "resolution": "partial_refund", "amount": 1_800, "message": "Keep them, and take this." });
    shop_does(stage, &case, "offer", offer).await?;
    heard(&shopper, &part("offer")).await?;
    let offer = shopper.widget.text(&part("offer")).await?;
    ensure!(offer.contains("$18.00") && offer.contains("Keep them") && offer.contains("Stands until"), "{offer:?}");
    shopper.start_counting();
    shopper.tap(&part("accept")).await?;
    shopper.widget.text_where(&part("refund"), "say how much", |text| text.contains("$18.00")).await?;
    ensure!(shopper.taps() == 1, "it took {} taps", shopper.taps());
    shopper.widget.text_where(&part("offer-state"), "say so", |text| text == "Accepted").await?;
    let case = Desk::open(stage, RUNNER).await?.only_case().await?;
    ensure!(case["status"] == "refund_promised", "{case:#}");
    shopper.nothing_went_wrong().await
}

async fn an_offer_ends_while_the_shopper_decides(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let case = Desk::open(stage, RUNNER).await?.complain("defect", "The sole came off.").await?;
    let offer = json!({ "resolution": "store_credit", "amount": 1_800, "expires_in": 1_800 });
    shop_does(stage, &case, "offer", offer).await?;
    let shopper = look_at_case(stage, browser, RUNNER).await?;
    shopper.widget.get(&part("accept")).await?;
    Sandbox::of(stage).act("/clock", &json!({ "advance_seconds": 1_860 })).await?;
    shopper.tap(&part("accept")).await?;
    shopper.widget.text_where(&part("offer-state"), "say so", |text| text == "Ended").await?;
    let changed = shopper.widget.text(&part("changed")).await?;
    ensure!(changed.contains("just changed"), "{changed:?}");
    ensure!(shopper.widget.count(&part("accept")).await? == 0, "there is nothing left to accept");
    let case = Desk::open(stage, RUNNER).await?.only_case().await?;
    ensure!(case["status"] == "offer_expired", "{case:#}");
    Ok(())
}

async fn what_is_not_solved_goes_higher_with_the_shoppers_words(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let desk = Desk::open(stage, RUNNER).await?;
    let case = desk.complain("service", "I was promised a call.").await?;
    shop_does(stage, &case, "resolve", json!({})).await?;
    let shopper = look_at_case(stage, browser, RUNNER).await?;
    for (action, words, then) in
        [("reopen", "Nobody called.", "reopened"), ("escalate", "Three days now.", "escalated")]
    {
        shopper.tap(&format!("{}[data-action={action}]", part_of("case", "action"))).await?;
        shopper.fill(&part("note"), words).await?;
        shopper.tap(&part("note-send")).await?;
        shopper.widget.gone(&part("note-form")).await?;
        let case = desk.only_case().await?;
        ensure!(case["status"] == then, "{case:#}");
        shopper.widget.text_where(&part("message"), "hold the words", |text| text.contains(words)).await?;
    }
    let ladder = shopper.widget.text(&part("ladder")).await?;
    ensure!(ladder.contains("supervisor"), "{ladder:?}");
    shopper.nothing_went_wrong().await
}

async fn axe_finds_nothing_serious_in_a_complaint(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let case = Desk::open(stage, RUNNER).await?.complain("defect", "The sole came off.").await?;
    shop_does(stage, &case, "answer", json!({ "text": "I am looking into it." })).await?;
    shop_does(stage, &case, "offer", json!({ "resolution": "partial_refund", "amount": 1_800 })).await?;
    for theme in ["light", "dark"] {
        let shopper = stage.visit(browser, Page::shop().with(&format!("data-theme=\"{theme}\""))).await?;
        shopper.open_and_get_in(RUNNER).await?;
        shopper.tap(&part("complain")).await?;
        shopper.widget.await_view("complaint").await?;
        shopper.widget.get(&part("add-file")).await?;
        axe::check(&shopper.widget, "a complaint").await?;
        shopper.tap(&part("back")).await?;
        shopper.tap(&part("open-case")).await?;
        shopper.widget.await_view("case").await?;
        shopper.widget.get(&part("message")).await?;
        shopper.tap(&format!("{}[data-action=escalate]", part_of("case", "action"))).await?;
        shopper.widget.get(&part("note")).await?;
        axe::check(&shopper.widget, "a complaint's case").await?;
    }
    Ok(())
}
