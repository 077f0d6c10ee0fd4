//! What a parcel's page says: each status in plain words and the carrier's, what went wrong and what to do about it.

use aftercare_tests::{api::LAMP, prelude::*};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

pub const STORIES: [Story; 4] = stories![
    every_status_has_plain_words_beside_the_carriers,
    an_expected_day_that_moves_says_from_when_to_when_and_why,
    every_alert_says_what_the_shopper_can_do,
    a_late_parcel_leads_to_the_right_job_or_to_somebody_to_ask,
];

/// A parcel on its way, its page open before the shopper.
struct Parcel<'t> {
    sandbox: Sandbox,
    shopper: Shopper<'t>,
    id: String,
}

impl<'t> Parcel<'t> {
    async fn open(stage: &'t Stage, browser: &'t Browser) -> Result<Self> {
        let shopper = stage.visit(browser, Page::shop()).await?;
        let id = shopper.open_moving_parcel(stage, LAMP).await?;
        Ok(Self { sandbox: Sandbox::of(stage), shopper, id })
    }

    async fn carrier(&self, step: &str, body: Value) -> Result<()> {
        self.sandbox.act(&format!("/shipments/{}/{step}", self.id), &body).await
    }
}

async fn every_status_has_plain_words_beside_the_carriers(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let parcel = Parcel::open(stage, browser).await?;
    let newest = format!("{} li:first-child", part_of("parcel", "timeline"));
    for (status, words) in [
        ("pending", "Waiting for the carrier"),
        ("info_received", "Announced to the carrier"),
        ("in_transit", "On the way"),
        ("out_for_delivery", "Out for delivery"),
        ("available_for_pickup", "Ready to collect"),
        ("attempt_fail", "Delivery attempted"),
        ("exception", "Held up"),
        ("expired", "No news from the carrier"),
    ] {
        let own = format!("CODE-{status}");
        parcel.carrier("scan", json!({ "tracking_status": status, "message": "scan", "words": own })).await?;
        let step = parcel.shopper.widget.text_where(&newest, "quote the carrier", |text| text.contains(&own)).await?;
        ensure!(!step.starts_with(&own), "the plain words come first: {step:?}");
        let tag = parcel.shopper.widget.text(&part_of("parcel", "shipment-status")).await?;
        ensure!(tag == words, "{status} is {tag:?}");
    }
    parcel.carrier("deliver", json!({ "words": "CODE-delivered" })).await?;
    parcel.shopper.widget.text_where(&part("arrival"), "say it has come", |text| text.contains("Delivered")).await?;
    parcel.shopper.nothing_went_wrong().await
}

async fn an_expected_day_that_moves_says_from_when_to_when_and_why(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let parcel = Parcel::open(stage, browser).await?;
    let moved = part_of("parcel", "moved");
    parcel.carrier("delay", json!({ "days": 1, "reason": "weather" })).await?;
    let once = parcel.shopper.widget.text_where(&moved, "tell of the weather", |text| text.contains("eather")).await?;
    ensure!(once.contains("Was ") && once.contains(", now "), "{once:?}");
    parcel.carrier("delay", json!({ "days": 2, "reason": "volume" })).await?;
    let twice = parcel.shopper.widget.text_where(&moved, "tell of the new day", |text| *text != once).await?;
    // It was where the first change had put it.
    let first_now = once.split(", now ").nth(1).and_then(|rest| rest.split('.').next()).context("a day")?;
    ensure!(twice.contains(&format!("Was {first_now}")), "{once:?}, then {twice:?}");
    let before = parcel.shopper.widget.text(&part_of("parcel", "moved-before")).await?;
    ensure!(before.contains('1'), "{before:?}");
    // A day is one word to the eye: no line ends within it.
    let headline = "return all('[part~=arrival]')[0].textContent";
    let headline = parcel.shopper.widget.eval(headline, Value::Null).await?;
    let headline = headline.as_str().context("a headline")?;
    ensure!(headline.contains('\u{a0}') && headline.matches(' ').count() <= 4, "{headline:?}");
    parcel.shopper.nothing_went_wrong().await
}

async fn every_alert_says_what_the_shopper_can_do(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let parcel = Parcel::open(stage, browser).await?;
    let alert = part_of("parcel", "alert");
    // What this widget has no view for leads to the shop's people.
    for (step, title, leads) in [
        ("stall", "No news for days", true),
        ("customs", "Held by customs", true),
        ("address", "The address wasn't found", true),
        ("attempt_fail", "Nobody was there", true),
        ("pickup_ready", "Ready to collect", true),
        ("return_to_sender", "It is coming back to us", true),
    ] {
        parcel.carrier(step, json!({})).await?;
        let said = parcel.shopper.widget.text_where(&alert, "name it", |text| text.contains(title)).await?;
        let ways = parcel.shopper.widget.count(&part_of("parcel", "alert-action")).await?;
        let people = parcel.shopper.widget.count(&part_of("parcel", "contact")).await?;
        ensure!((ways > 0) == leads && (people > 0) != leads, "{said:?}: {ways} ways on, {people} to ask");
    }
    parcel.shopper.nothing_went_wrong().await
}

async fn a_late_parcel_leads_to_the_right_job_or_to_somebody_to_ask(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    Sandbox::of(stage).act("/clock", &json!({ "advance_seconds": 4 * 86_400 })).await?;
    let parcel = Parcel::open(stage, browser).await?;
    // It moves, and is late all the same.
    parcel.carrier("scan", json!({})).await?;
    let said = |text: &str| text.starts_with("It should have arrived by now");
    parcel.shopper.widget.text_where(&part_of("parcel", "alert"), "say it is late", said).await?;
    let alerts = || async { Ok((parcel.shopper.widget.count(&part("alert")).await? == 1).then_some(())) };
    wait::until("nothing else to be the matter", alerts).await?;
    parcel.shopper.start_counting();
    parcel.shopper.tap(&part("alert-action")).await?;
    parcel.shopper.widget.await_view("complaint").await?;
    ensure!(parcel.shopper.taps() == 1, "one tap to the right job");

    // A job of the shop's own, for which this widget has no view: no button that does nothing, but people.
    let exotic = Fault::rewrite(|parcel| parcel["alerts"][0]["actions"][0]["case_type"] = json!("com.example.search"));
    stage.faults.always("GET /shipments/*", exotic);
    for view in ["parcel", "order"] {
        parcel.shopper.tap(&part("back")).await?;
        parcel.shopper.widget.await_view(view).await?;
    }
    parcel.shopper.tap(&format!("{}:nth-child(1)", part_of("order", "shipment"))).await?;
    parcel.shopper.widget.get(&part_of("parcel", "contact")).await?;
    ensure!(parcel.shopper.widget.count(&part("alert-action")).await? == 0);
    parcel.shopper.nothing_went_wrong().await
}
