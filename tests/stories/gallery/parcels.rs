//! A parcel's own page.

use aftercare_tests::{api::LAMP, prelude::*};
use anyhow::Result;
use serde_json::json;

use super::Gallery;

pub async fn pictures(gallery: &Gallery<'_>) -> Result<()> {
    let mut album = gallery.chapter("3-parcels")?;
    let shopper = gallery.visit().await?;
    let id = shopper.open_moving_parcel(gallery.stage, LAMP).await?;
    let sandbox = Sandbox::of(gallery.stage);
    album.take(&shopper, "on-its-way").await?;
    let switch = format!("{}[data-channel=email]", part("tell-me"));
    shopper.tap(&switch).await?;
    shopper.widget.get(&format!("{switch}[aria-checked=true]")).await?;
    album.take_at(&shopper, "tell-me", "tell-me").await?;

    for (step, said, view, seen) in [
        ("delay", json!({ "days": 2, "reason": "weather" }), "later-than-expected", "moved"),
        ("stall", json!({}), "no-news", "alert"),
        ("customs", json!({}), "customs", "alert"),
        ("address", json!({}), "address-not-found", "alert"),
        ("attempt_fail", json!({}), "nobody-was-there", "alert"),
        ("pickup_ready", json!({}), "ready-to-collect", "alert"),
        ("return_to_sender", json!({}), "coming-back-to-us", "alert"),
    ] {
        let before = shopper.widget.everything().await?;
        sandbox.act(&format!("/shipments/{id}/{step}"), &said).await?;
        wait::until(&format!("news of {view}"), || async {
            Ok((shopper.widget.everything().await? != before).then_some(()))
        })
        .await?;
        shopper.widget.get(&part_of("parcel", seen)).await?;
        album.take(&shopper, view).await?;
    }
    sandbox.act(&format!("/shipments/{id}/scan"), &json!({ "times": 60 })).await?;
    let shopper = gallery.visit().await?;
    shopper.open_moving_parcel(gallery.stage, LAMP).await?;
    shopper.widget.get(&part_of("parcel", "more")).await?;
    album.take_at(&shopper, "a-long-way", "more").await?;
    sandbox.act(&format!("/shipments/{id}/deliver"), &json!({})).await?;
    shopper
        .widget
        .text_where(&part_of("parcel", "arrival"), "say it has come", |text| {
            text.contains(gallery.either("Delivered", "签收"))
        })
        .await?;
    album.take(&shopper, "delivered").await?;
    album.close()
}
