//! Repair and warranty: what covers it until when, how it is put right, who pays, and how far it is.

use aftercare_tests::{
    api::{Buyer, COVERED, HEADPHONES, MUG, RUNNER},
    axe, clock,
    prelude::*,
};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::{
    complaints::{heard, shop_does},
    evidence::files,
};

pub const STORIES: [Story; 11] = stories![
    what_covers_it_until_when_is_said_first,
    a_repair_takes_three_taps,
    a_video_of_the_fault_is_refused_before_it_is_sent_when_it_is_too_long,
    somebody_else_took_the_appointment,
    an_appointment_is_moved_and_given_up,
    another_way_does_not_keep_the_time_of_the_first,
    a_price_is_named_accepted_and_paid_and_the_repair_goes_on_step_by_step,
    a_price_ends_while_the_shopper_decides,
    a_repair_whose_answer_is_lost_is_filed_once_however_often_it_is_tapped,
    a_repair_survives_a_lost_connection_and_a_session_that_ends,
    axe_finds_nothing_serious_in_a_repair,
];

/// Where the blanket stands in its order, and the lamp beside the headphones, counted from 0.
const SECOND: usize = 1;

async fn begin<'b>(stage: &Stage, browser: &'b Browser, buyer: Buyer, line: usize) -> Result<Shopper<'b>> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(buyer).await?;
    shopper.start_counting();
    shopper.tap_on_line(line, "repair").await?;
    shopper.widget.await_view("repair").await?;
    Ok(shopper)
}

async fn say(shopper: &Shopper<'_>, symptom: &str) -> Result<()> {
    shopper.tap(&format!("label:has([part~=reason][value={symptom}])")).await
}

async fn choose_mode(shopper: &Shopper<'_>, mode: &str) -> Result<()> {
    shopper.tap(&format!("label:has([part~=method][value={mode}])")).await
}

/// Something else is wrong, in the shopper's words.
async fn say_in_words(shopper: &Shopper<'_>, words: &str) -> Result<()> {
    say(shopper, "something_else").await?;
    shopper.fill(&part("note"), words).await
}

fn primary() -> String {
    format!("{}[aria-disabled=false]", part_of("repair", "primary"))
}

fn action(name: &str) -> String {
    format!("{}[data-action={name}]", part_of("case", "action"))
}

fn slot(id: &str) -> String {
    format!("label:has({}[value=\"{id}\"])", part("slot"))
}

/// The ids of the times shown that can be chosen.
async fn free(shopper: &Shopper<'_>) -> Result<Vec<String>> {
    let script = format!("return all('{}:not(:disabled)').map(input => input.value)", part("slot"));
    shopper.widget.get(&format!("{}:not(:disabled)", part("slot"))).await?;
    Ok(serde_json::from_value(shopper.widget.eval(&script, Value::Null).await?)?)
}

/// Takes the first time that is free and waits until it is held.
async fn hold(shopper: &Shopper<'_>) -> Result<String> {
    let id = free(shopper).await?.into_iter().next().context("a time")?;
    shopper.tap(&slot(&id)).await?;
    shopper.widget.text_where(&part("held"), "say until when", |text| text.contains("Held for you until")).await?;
    Ok(id)
}

async fn is_free(stage: &Stage, buyer: Buyer, mode: &str, id: &str) -> Result<bool> {
    let slots = Desk::open(stage, buyer).await?.repair_slots(mode).await?;
    let slot = slots.iter().find(|slot| slot["id"] == id).context("the time")?;
    slot["available"].as_bool().context("whether it is to be had")
}

/// Opens the page of a repair that has begun elsewhere.
async fn look_at_case<'b>(stage: &Stage, browser: &'b Browser) -> Result<Shopper<'b>> {
    let shopper = stage.visit(browser, Page::shop().head(clock::STOPPED)).await?;
    shopper.open_and_get_in(HEADPHONES).await?;
    shopper.tap(&part("case-row")).await?;
    shopper.widget.await_view("case").await?;
    shopper.widget.get(&part("owner")).await?;
    Ok(shopper)
}

async fn what_covers_it_until_when_is_said_first(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser, COVERED, 0).await?;
    let covers = shopper.widget.texts(&part("cover")).await?;
    let [law, maker, plan] = covers.as_slice() else { anyhow::bail!("three covers were expected: {covers:?}") };
    ensure!(law.contains("Legal guarantee") && law.contains("until ") && law.contains("Covered"), "{law:?}");
    ensure!(maker.contains("Manufacturer") && plan.contains("Extended plan"), "{covers:?}");

    // A year and some weeks later the manufacturer is out of it.
    Sandbox::of(stage).act("/clock", &json!({ "advance_seconds": 400 * 86_400 })).await?;
    let shopper = begin(stage, browser, COVERED, 0).await?;
    let covers = shopper.widget.texts(&part("cover")).await?;
    ensure!(covers[1].contains("Not covered") && covers[1].contains("ended "), "{covers:?}");
    ensure!(shopper.widget.count(&part("uncovered")).await? == 0, "others hold: {covers:?}");

    Sandbox::of(stage).act("/clock", &json!({ "advance_seconds": 1_000 * 86_400 })).await?;
    let shopper = begin(stage, browser, COVERED, 0).await?;
    let uncovered = shopper.widget.text(&part("uncovered")).await?;
    ensure!(uncovered.contains("price first"), "{uncovered:?}");
    shopper.nothing_went_wrong().await
}

async fn a_repair_takes_three_taps(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser, HEADPHONES, 0).await?;
    let why = shopper.widget.text("#why").await?;
    ensure!(why.contains("Choose what is wrong"), "the button says what it waits for: {why:?}");
    say(&shopper, "does_not_work").await?;
    shopper.fill(&part("serial"), "HP2-0093").await?;
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("case").await?;
    ensure!(shopper.taps() == 3, "it took {} taps", shopper.taps());

    let headline = shopper.widget.text(&part("next-step")).await?;
    ensure!(headline.starts_with("Hand in the parcel with its label by "), "{headline:?}");
    let terms = shopper.widget.text(&part("repair-terms")).await?;
    ensure!(
        terms.contains("Send it in") && terms.contains("Legal guarantee") && terms.contains("examined"),
        "{terms:?}"
    );
    shopper.widget.get(&part("qr")).await?;
    let case = Desk::open(stage, HEADPHONES).await?.only_case().await?;
    ensure!(case["repair"]["mode"] == "mail_in" && case["items"][0]["reason_label"] == "It doesn't work", "{case:#}");

    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    shopper.widget.get(&part("case-row")).await?;
    shopper.nothing_went_wrong().await
}

async fn a_video_of_the_fault_is_refused_before_it_is_sent_when_it_is_too_long(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let shopper = begin(stage, browser, HEADPHONES, 0).await?;
    say(&shopper, "works_sometimes").await?;
    shopper.fill(&part("serial"), "HP2-0093").await?;
    shopper.widget.text_where("#why", "ask for it", |text| text.contains("short video")).await?;
    let add = shopper.widget.get(&part("add-file")).await?;
    let long = files::video(stage.folder(), "long.mp4", 61)?;
    add.send_keys(long.to_str().context("a path in UTF-8")?).await?;
    let refused = format!("{}[data-state=refused]", part("file"));
    shopper.widget.text_where(&refused, "say why", |text| text.contains("60 seconds")).await?;
    ensure!(stage.faults.count("POST /uploads") == 0, "nothing was announced");
    let short = files::video(stage.folder(), "short.mp4", 20)?;
    add.send_keys(short.to_str().context("a path in UTF-8")?).await?;
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("case").await?;
    let case = Desk::open(stage, HEADPHONES).await?.only_case().await?;
    ensure!(case["items"][0]["attachments"].as_array().is_some_and(|files| files.len() == 1), "{case:#}");
    Ok(())
}

async fn somebody_else_took_the_appointment(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser, MUG, SECOND).await?;
    say_in_words(&shopper, "The hem is open.").await?;
    choose_mode(&shopper, "on_site").await?;
    shopper.widget.text_where("#why", "wait for a time", |text| text.contains("time for the appointment")).await?;
    // A whole day: of the first only one time may be left, and a day that is full is left for the next.
    shopper.tap(&format!("label:nth-child(2):has({})", part("slot-day"))).await?;
    shopper.widget.get(&format!("label:nth-child(2) > {}:checked", part("slot-day"))).await?;
    let wanted = free(&shopper).await?.into_iter().next().context("a time")?;
    Desk::open(stage, RUNNER).await?.hold_slot(&wanted).await?;
    shopper.tap(&slot(&wanted)).await?;
    shopper.widget.get(&format!("{}[data-kind=taken]", part("slot-trouble"))).await?;
    shopper.widget.get(&format!("{}[value=\"{wanted}\"]:disabled", part("slot"))).await?;
    ensure!(shopper.widget.count(&primary()).await? == 0, "it waits for another time");
    shopper.holds(&part("note"), "The hem is open.").await?;

    let id = hold(&shopper).await?;
    shopper.widget.gone(&part("slot-trouble")).await?;
    let label = shopper.widget.text(&primary()).await?;
    ensure!(label.starts_with("Book "), "the button says when: {label:?}");
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("case").await?;
    let booking = shopper.widget.text(&part("booking")).await?;
    ensure!(booking.contains("Appointment"), "{booking:?}");
    let case = Desk::open(stage, MUG).await?.only_case().await?;
    ensure!(case["booking"]["slot_id"] == id && case["status"] == "appointment_booked", "{case:#}");
    Ok(())
}

async fn an_appointment_is_moved_and_given_up(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser, MUG, SECOND).await?;
    say_in_words(&shopper, "The hem is open.").await?;
    choose_mode(&shopper, "on_site").await?;
    let first = hold(&shopper).await?;
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("case").await?;
    shopper.tap(&action("reschedule")).await?;
    let save = part("save-change");
    shopper.widget.text_where(&save, "say what it moves", |text| text == "Move the appointment").await?;
    let other = hold(&shopper).await?;
    ensure!(other != first, "its own time is not offered");
    shopper.tap(&format!("{save}:not([aria-disabled=true])")).await?;
    shopper.widget.gone(&part("reschedule")).await?;
    let case = Desk::open(stage, MUG).await?.only_case().await?;
    ensure!(case["booking"]["slot_id"] == other && case["booking"]["status"] == "booked", "{case:#}");
    ensure!(is_free(stage, RUNNER, "on_site", &first).await?, "the first time is free for others again");

    shopper.tap(&part("cancel")).await?;
    shopper.tap(&part("cancel-confirm")).await?;
    let told = |text: &str| text.starts_with("This repair is cancelled");
    shopper.widget.text_where(&part("next-step"), "say so", told).await?;
    ensure!(is_free(stage, RUNNER, "on_site", &other).await?, "so is the other");
    shopper.nothing_went_wrong().await
}

/// The hold of a time at the workshop was taken over when somebody was to come instead.
async fn another_way_does_not_keep_the_time_of_the_first(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = begin(stage, browser, COVERED, SECOND).await?;
    say_in_words(&shopper, "The shade is loose.").await?;
    choose_mode(&shopper, "drop_off").await?;
    let workshop = hold(&shopper).await?;
    shopper.widget.get(&primary()).await?;
    choose_mode(&shopper, "on_site").await?;
    wait::until("the other way's times", || async {
        Ok(free(&shopper).await?.iter().all(|id| id.contains("visit")).then_some(()))
    })
    .await?;
    ensure!(shopper.widget.count(&part("release")).await? == 0, "nothing is held for this way");
    ensure!(shopper.widget.count(&primary()).await? == 0, "it waits for a time");
    let visit = hold(&shopper).await?;
    ensure!(visit != workshop);
    choose_mode(&shopper, "remote").await?;
    shopper.widget.gone(&part("slots")).await?;
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("case").await?;
    let case = Desk::open(stage, COVERED).await?.only_case().await?;
    ensure!(case["repair"]["mode"] == "remote" && case.get("booking").is_none(), "{case:#}");
    shopper.nothing_went_wrong().await
}

async fn a_price_is_named_accepted_and_paid_and_the_repair_goes_on_step_by_step(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let case = Desk::open(stage, HEADPHONES).await?.repair(0, "mail_in", "No sound on the left.").await?;
    let shopper = look_at_case(stage, browser).await?;
    shop_does(stage, &case, "receive", json!({})).await?;
    shop_does(stage, &case, "diagnose", json!({ "covered": false })).await?;
    let offer = json!({ "resolution": "repair", "amount": -3_900, "message": "The left driver is broken." });
    shop_does(stage, &case, "offer", offer).await?;
    heard(&shopper, &part("offer")).await?;
    let offer = shopper.widget.text(&part("offer")).await?;
    ensure!(offer.contains("You pay €39.00") && offer.contains("Stands until"), "{offer:?}");
    ensure!(shopper.widget.count(&part("method")).await? == 0, "it is there, so there is nothing to hand in");
    let terms = shopper.widget.text(&part("repair-terms")).await?;
    ensure!(terms.contains("You, if you accept the price"), "{terms:?}");
    shopper.start_counting();
    shopper.tap(&part("accept")).await?;
    let payment = shopper.widget.text(&part("payment")).await?;
    ensure!(payment.contains("€39.00") && payment.contains("by "), "{payment:?}");
    shopper.widget.get(&part("pay")).await?;
    ensure!(shopper.taps() == 1, "it took {} taps", shopper.taps());

    shop_does(stage, &case, "take_payment", json!({})).await?;
    shop_does(stage, &case, "return", json!({})).await?;
    let done = format!("{} .done", part("timeline"));
    wait::until("the last step", || async {
        clock::pass_while_idle(browser).await?;
        let steps = shopper.widget.texts(&done).await?.join(" ");
        ensure!(steps.contains("Back with you"), "{steps:?}");
        Ok(Some(()))
    })
    .await?;
    let steps = shopper.widget.texts(&done).await?.join(" ");
    let expected = ["Repair requested", "With us", "Being examined", "Offer accepted", "Paid", "Back with you"];
    let places: Vec<_> = expected.iter().map(|step| steps.find(step)).collect();
    ensure!(places.is_sorted() && places.iter().all(Option::is_some), "step by step: {steps:?}");
    shopper.nothing_went_wrong().await
}

async fn a_price_ends_while_the_shopper_decides(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let case = Desk::open(stage, HEADPHONES).await?.repair(0, "mail_in", "No sound on the left.").await?;
    shop_does(stage, &case, "receive", json!({})).await?;
    shop_does(stage, &case, "diagnose", json!({ "covered": false })).await?;
    let offer = json!({ "resolution": "repair", "amount": -3_900, "expires_in": 1_800 });
    shop_does(stage, &case, "offer", offer).await?;
    let shopper = look_at_case(stage, browser).await?;
    shopper.widget.get(&part("accept")).await?;
    Sandbox::of(stage).act("/clock", &json!({ "advance_seconds": 1_860 })).await?;
    shopper.tap(&part("accept")).await?;
    shopper.widget.text_where(&part("offer-state"), "say so", |text| text == "Ended").await?;
    let changed = shopper.widget.text(&part("changed")).await?;
    ensure!(changed.contains("just changed"), "{changed:?}");
    ensure!(shopper.widget.count(&part("payment")).await? == 0, "nothing is to be paid");
    let case = Desk::open(stage, HEADPHONES).await?.only_case().await?;
    ensure!(case["status"] == "returning_unrepaired" && case.get("payment").is_none(), "{case:#}");
    Ok(())
}

async fn a_repair_whose_answer_is_lost_is_filed_once_however_often_it_is_tapped(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let shopper = begin(stage, browser, HEADPHONES, 0).await?;
    say_in_words(&shopper, "It creaks.").await?;
    choose_mode(&shopper, "remote").await?;
    stage.faults.once("POST /cases", Fault::LoseResponse);
    shopper.widget.get(&primary()).await?;
    shopper.widget.eval("const [button] = all(arguments[1]); button.click(); button.click()", primary()).await?;
    shopper.widget.await_view("case").await?;
    Desk::open(stage, HEADPHONES).await?.only_case().await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    shopper.tap_on_line(0, "repair").await?;
    shopper.widget.await_view("repair").await?;
    ensure!(
        shopper.widget.count("label:has([part~=reason]:checked)").await? == 0,
        "what is filed is no draft any more"
    );
    shopper.nothing_went_wrong().await
}

async fn a_repair_survives_a_lost_connection_and_a_session_that_ends(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let shopper = begin(stage, browser, HEADPHONES, 0).await?;
    say_in_words(&shopper, "It creaks.").await?;
    choose_mode(&shopper, "remote").await?;
    browser.reload().await?;
    shopper.open_and_get_in(HEADPHONES).await?;
    shopper.tap_on_line(0, "repair").await?;
    shopper.widget.await_view("repair").await?;
    shopper.holds(&part("note"), "It creaks.").await?;
    shopper.widget.get(&format!("{}[value=remote]:checked", part("method"))).await?;

    stage.faults.always("*", Fault::Down);
    shopper.connection(false).await?;
    shopper.tap(&primary()).await?;
    shopper.widget.await_view("filing").await?;
    shopper.widget.text_where(&part("view"), "say it is kept", |text| text.contains("Nothing to do")).await?;
    stage.faults.lift();
    stage.faults.once("POST /cases", Fault::TokenEnded);
    shopper.connection(true).await?;
    shopper.widget.await_view("get-in").await?;
    shopper.fill_get_in(HEADPHONES.order, HEADPHONES.email).await?;
    shopper.tap(&part_of("get-in", "primary")).await?;
    shopper.widget.await_view("case").await?;
    let case = Desk::open(stage, HEADPHONES).await?.only_case().await?;
    ensure!(case["items"][0]["note"] == "It creaks." && case["repair"]["mode"] == "remote", "{case:#}");
    Ok(())
}

async fn axe_finds_nothing_serious_in_a_repair(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let case = Desk::open(stage, HEADPHONES).await?.repair(0, "mail_in", "No sound on the left.").await?;
    shop_does(stage, &case, "receive", json!({})).await?;
    shop_does(stage, &case, "diagnose", json!({ "covered": false })).await?;
    shop_does(stage, &case, "offer", json!({ "resolution": "repair", "amount": -3_900 })).await?;
    for theme in ["light", "dark"] {
        let shopper = stage.visit(browser, Page::shop().with(&format!("data-theme=\"{theme}\""))).await?;
        shopper.open_and_get_in(HEADPHONES).await?;
        shopper.tap_on_line(0, "repair").await?;
        shopper.widget.await_view("repair").await?;
        say(&shopper, "works_sometimes").await?;
        // What it asks for comes above the modes and moves them.
        shopper.widget.get(&part("add-file")).await?;
        choose_mode(&shopper, "drop_off").await?;
        hold(&shopper).await?;
        axe::check(&shopper.widget, "a repair").await?;
        shopper.tap(&part("back")).await?;
        shopper.tap(&part("case-row")).await?;
        shopper.widget.await_view("case").await?;
        shopper.widget.get(&part("offer")).await?;
        axe::check(&shopper.widget, "a repair's case").await?;
    }
    Ok(())
}
