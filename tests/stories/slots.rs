//! Appointments: a time is held while the shopper decides, and let go when they don't.

use std::time::Duration;

use aftercare_tests::{
    api::{Buyer, CUPS, RUNNER, SCARF, SHOES},
    prelude::*,
};
use anyhow::{Context, Result, bail, ensure};
use jiff::Timestamp;
use serde_json::{Value, json};
use thirtyfour::common::keys::Key;

pub const STORIES: [Story; 8] = stories![
    a_time_is_held_and_filed,
    somebody_else_was_faster,
    the_hold_runs_out_while_deciding,
    the_hold_has_run_out_at_the_shop,
    a_change_of_mind_frees_the_time,
    the_connection_is_lost_while_a_time_is_held,
    the_keyboard_goes_on_after_a_time_is_refused,
    a_pickup_is_moved_to_another_time,
];

/// Three others who could have the same courier, who has three places.
const OTHERS: [Buyer; 3] = [RUNNER, CUPS, SCARF];

/// Chooses to have the shoes fetched, and waits for the times.
async fn choose_pickup(shopper: &Shopper<'_>) -> Result<()> {
    shopper.open_and_get_in(SHOES).await?;
    reopen(shopper).await?;
    shopper.tap("label:has([part~=reason][value=changed_mind])").await?;
    shopper.tap(&format!("label:has({}[value=pickup])", part("method"))).await?;
    shopper.widget.get(&part("slot")).await?;
    Ok(())
}

/// Opens the form for the order's first line.
async fn reopen(shopper: &Shopper<'_>) -> Result<()> {
    shopper.tap(&part_of("order", "choices")).await?;
    shopper.widget.await_view("return").await
}

/// The ids of the times shown that can be chosen.
async fn free(shopper: &Shopper<'_>) -> Result<Vec<String>> {
    let script = format!("return all('{}:not(:disabled)').map(input => input.value)", part("slot"));
    let ids: Vec<String> = serde_json::from_value(shopper.widget.eval(&script, Value::Null).await?)?;
    ensure!(!ids.is_empty(), "there is a time to be had");
    Ok(ids)
}

async fn tap_slot(shopper: &Shopper<'_>, id: &str) -> Result<()> {
    shopper.tap(&format!("label:has({}[value=\"{id}\"])", part("slot"))).await
}

/// Chooses the day's last time, which is still to come, and waits until it is held.
async fn hold(shopper: &Shopper<'_>) -> Result<String> {
    let id = free(shopper).await?.pop().context("a time")?;
    tap_slot(shopper, &id).await?;
    shopper.widget.text_where(&part("held"), "say until when", |text| text.contains("Held for you until")).await?;
    Ok(id)
}

fn send() -> String {
    format!("{}:not([aria-disabled=true])", part_of("return", "primary"))
}

/// How many can still have this time.
async fn places(stage: &Stage, id: &str) -> Result<bool> {
    let slots = Desk::open(stage, RUNNER).await?.pickup_slots().await?;
    let slot = slots.iter().find(|slot| slot["id"] == id).context("the time")?;
    slot["available"].as_bool().context("whether it is to be had")
}

async fn a_time_is_held_and_filed(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    choose_pickup(&shopper).await?;
    ensure!(shopper.widget.count(&send()).await? == 0, "the form waits for a time");
    let days = shopper.widget.count(&part("slot-day")).await?;
    ensure!(days > 1, "there is more than one day to choose from");
    let today = free(&shopper).await?;
    shopper.tap(&format!("label:nth-child(2):has({})", part("slot-day"))).await?;
    wait::until("another day's times", || async { Ok((free(&shopper).await? != today).then_some(())) }).await?;
    let id = hold(&shopper).await?;

    // A reload forgets nothing: the time is held all the same.
    browser.reload().await?;
    shopper.open_and_get_in(SHOES).await?;
    reopen(&shopper).await?;
    shopper.widget.text_where(&part("held"), "say until when", |text| text.contains("Held for you until")).await?;
    ensure!(stage.faults.count("POST /bookings") == 1, "it is the same hold");
    shopper.tap(&send()).await?;
    shopper.widget.await_view("case").await?;
    let case = Desk::open(stage, SHOES).await?.only_case().await?;
    ensure!(case["booking"]["slot_id"] == id && case["booking"]["status"] == "booked", "{case:#}");
    shopper.nothing_went_wrong().await
}

async fn somebody_else_was_faster(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    choose_pickup(&shopper).await?;
    let held = hold(&shopper).await?;
    shopper.tap(&format!("label:nth-child(2):has({})", part("slot-day"))).await?;
    let wanted = wait::until("another day's times", || async {
        Ok(free(&shopper).await?.into_iter().next().filter(|id| *id != held))
    })
    .await?;
    for buyer in OTHERS {
        Desk::open(stage, buyer).await?.hold_slot(&wanted).await?;
    }
    tap_slot(&shopper, &wanted).await?;
    shopper.widget.get(&format!("{}[data-kind=taken]", part("slot-trouble"))).await?;
    shopper.widget.get(&format!("{}[value=\"{wanted}\"]:disabled", part("slot"))).await?;
    ensure!(!free(&shopper).await?.is_empty(), "the others can still be had");
    shopper.widget.text_where(&part("held"), "still hold the first", |text| text.contains("Held for you")).await?;

    let id = hold(&shopper).await?;
    shopper.widget.gone(&part("slot-trouble")).await?;
    shopper.tap(&send()).await?;
    shopper.widget.await_view("case").await?;
    let case = Desk::open(stage, SHOES).await?.only_case().await?;
    ensure!(case["booking"]["slot_id"] == id, "{case:#}");
    Ok(())
}

async fn the_hold_runs_out_while_deciding(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    choose_pickup(&shopper).await?;
    // A shop that holds a time for two seconds.
    let shortly = Fault::rewrite(|booking| {
        booking["held_until"] = json!((Timestamp::now() + Duration::from_secs(2)).to_string());
    });
    stage.faults.once("POST /bookings", shortly);
    let id = free(&shopper).await?.pop().context("a time")?;
    tap_slot(&shopper, &id).await?;
    shopper.widget.get(&format!("{}[data-kind=ended]", part("slot-trouble"))).await?;
    ensure!(shopper.widget.count(&send()).await? == 0, "the form waits for another time");
    hold(&shopper).await?;
    shopper.widget.gone(&part("slot-trouble")).await?;
    shopper.widget.get(&send()).await?;
    shopper.nothing_went_wrong().await
}

async fn the_hold_has_run_out_at_the_shop(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    choose_pickup(&shopper).await?;
    hold(&shopper).await?;
    Sandbox::of(stage).act("/clock", &json!({"advance_seconds": 16 * 60})).await?;
    // The quote has ended with it: the shop says so first, and of the time when asked again.
    shopper.tap(&send()).await?;
    shopper.widget.get(&part("news")).await?;
    shopper.widget.get(&part("release")).await?;
    shopper.tap(&send()).await?;
    shopper.widget.gone(&part("release")).await?;
    shopper.widget.get(&part("slot")).await?;
    ensure!(shopper.widget.count(&send()).await? == 0, "the form waits for another time");
    let id = hold(&shopper).await?;
    shopper.tap(&send()).await?;
    shopper.widget.await_view("case").await?;
    let case = Desk::open(stage, SHOES).await?.only_case().await?;
    ensure!(case["booking"]["slot_id"] == id, "{case:#}");
    Ok(())
}

async fn a_change_of_mind_frees_the_time(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    choose_pickup(&shopper).await?;
    let id = hold(&shopper).await?;
    for buyer in &OTHERS[1..] {
        Desk::open(stage, *buyer).await?.hold_slot(&id).await?;
    }
    ensure!(!places(stage, &id).await?, "it is full");
    shopper.tap(&part("release")).await?;
    shopper.widget.gone(&part("release")).await?;
    wait::until("the time to be free", || async { Ok(places(stage, &id).await?.then_some(())) }).await?;

    // Leaving the form does the same.
    let id = hold(&shopper).await?;
    ensure!(!places(stage, &id).await?, "it is full again");
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    wait::until("the time to be free", || async { Ok(places(stage, &id).await?.then_some(())) }).await?;
    shopper.nothing_went_wrong().await
}

async fn the_connection_is_lost_while_a_time_is_held(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    choose_pickup(&shopper).await?;
    stage.faults.once("POST /bookings", Fault::LoseResponse);
    let id = free(&shopper).await?.pop().context("a time")?;
    tap_slot(&shopper, &id).await?;
    shopper.tap(&format!("{} {}", part("problem"), part("retry"))).await?;
    shopper.widget.text_where(&part("held"), "say until when", |text| text.contains("Held for you until")).await?;
    let asked: Vec<_> = stage.faults.seen().into_iter().filter(|seen| seen.path == "/bookings").collect();
    ensure!(asked.len() == 2 && asked[0] == asked[1], "the same request was sent again, by its key: {asked:?}");
    Ok(())
}

async fn the_keyboard_goes_on_after_a_time_is_refused(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    choose_pickup(&shopper).await?;
    shopper.tap(&format!("label:nth-child(2):has({})", part("slot-day"))).await?;
    shopper.widget.get(&format!("label:nth-child(2) > {}:checked", part("slot-day"))).await?;
    let times = free(&shopper).await?;
    let [_, wanted, next, ..] = &times[..] else { bail!("three times a day were expected: {times:?}") };
    for buyer in OTHERS {
        Desk::open(stage, buyer).await?.hold_slot(wanted).await?;
    }
    let focus = "all('[part~=slot]:not(:disabled)')[1].focus()";
    shopper.widget.eval(focus, Value::Null).await?;
    browser.press(&[Key::Space]).await?;
    shopper.widget.get(&format!("{}[value=\"{wanted}\"]:disabled", part("slot"))).await?;
    shopper.widget.get(&format!("{}[value=\"{next}\"]:focus:not(:disabled)", part("slot"))).await?;
    browser.press(&[Key::Space]).await?;
    shopper.widget.text_where(&part("held"), "say until when", |text| text.contains("Held for you until")).await?;
    shopper.widget.gone(&part("slot-trouble")).await?;
    shopper.nothing_went_wrong().await
}

async fn a_pickup_is_moved_to_another_time(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    choose_pickup(&shopper).await?;
    let first = hold(&shopper).await?;
    shopper.tap(&send()).await?;
    shopper.widget.await_view("case").await?;
    shopper.tap(&format!("{}[data-action=reschedule]", part("action"))).await?;
    let save = part("save-change");
    ensure!(shopper.widget.attribute(&save, "aria-disabled").await?.as_deref() == Some("true"), "it waits for a time");
    shopper.tap(&format!("label:nth-child(2):has({})", part("slot-day"))).await?;
    let other = wait::until("another day's times", || async {
        Ok(free(&shopper).await?.into_iter().next().filter(|id| *id != first))
    })
    .await?;
    tap_slot(&shopper, &other).await?;
    shopper.tap(&format!("{save}:not([aria-disabled=true])")).await?;
    shopper.widget.gone(&part("reschedule")).await?;
    let case = Desk::open(stage, SHOES).await?.only_case().await?;
    ensure!(case["booking"]["slot_id"] == other && case["booking"]["status"] == "booked", "{case:#}");
    ensure!(places(stage, &first).await?, "the first time is free for others again");
    shopper.nothing_went_wrong().await
}
