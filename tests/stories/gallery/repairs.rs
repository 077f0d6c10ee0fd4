//! Repair and warranty, from the cover to the price of what is not covered.

use aftercare_tests::{
    api::{COVERED, HEADPHONES, TORCH, XU},
    prelude::*,
};
use anyhow::Result;
use serde_json::json;

use super::Gallery;
use crate::complaints::heard;

pub async fn pictures(gallery: &Gallery<'_>) -> Result<()> {
    let mut album = gallery.chapter("7-repairs")?;
    let (buyer, lamp) = gallery.either((COVERED, 1), (XU, 2));
    let shopper = gallery.order(buyer).await?;
    album.take_at(&shopper, "order", "repair").await?;
    shopper.tap_on_line(lamp, "repair").await?;
    shopper.widget.await_view("repair").await?;
    album.take(&shopper, "repair").await?;
    shopper.tap("label:has([part~=reason][value=works_sometimes])").await?;
    shopper.widget.get(&part("add-file")).await?;
    shopper.fill(&part("serial"), "DL4-118207").await?;
    album.take_at(&shopper, "what-is-wrong", "reason").await?;
    shopper.tap("label:has([part~=reason][value=something_else])").await?;
    let words = gallery.either("The shade is loose.", "灯罩松了。");
    shopper.fill(&part("note"), words).await?;
    shopper.tap("label:has([part~=method][value=on_site])").await?;
    shopper.tap(&format!("label:has({})", part("slot"))).await?;
    shopper.widget.get(&part("release")).await?;
    album.take_at(&shopper, "how-and-when", "method").await?;
    shopper.tap(&format!("{}[aria-disabled=false]", part_of("repair", "primary"))).await?;
    shopper.widget.await_view("case").await?;
    album.take(&shopper, "appointment").await?;
    album.take_at(&shopper, "appointment-further-down", "timeline").await?;
    shopper.tap(&format!("{}[data-action=reschedule]", part_of("case", "action"))).await?;
    shopper.widget.get(&part("slot")).await?;
    album.take_at(&shopper, "move-the-appointment", "reschedule").await?;

    let buyer = gallery.either(HEADPHONES, TORCH);
    let desk = Desk::open(gallery.stage, buyer).await?;
    let case = desk.repair(0, "mail_in", gallery.either("No sound on the left.", "左边没有声音。")).await?;
    let shopper = gallery.case(buyer).await?;
    shopper.widget.get(&part("owner")).await?;
    album.take(&shopper, "sent-in").await?;
    gallery.shop(&case, "receive", json!({})).await?;
    gallery.shop(&case, "diagnose", json!({ "covered": false })).await?;
    let message = gallery.either("The left driver is broken by water.", "左侧单元进水损坏。");
    gallery.shop(&case, "offer", json!({ "resolution": "repair", "amount": -3_900, "message": message })).await?;
    heard(&shopper, &part("accept")).await?;
    album.take(&shopper, "price").await?;
    album.take_at(&shopper, "price-further-down", "offer").await?;
    shopper.tap(&part("accept")).await?;
    shopper.widget.get(&part("pay")).await?;
    album.take(&shopper, "to-pay").await?;
    gallery.shop(&case, "take_payment", json!({})).await?;
    heard(&shopper, &format!("{} .done:nth-child(6)", part("timeline"))).await?;
    album.take_at(&shopper, "step-by-step", "repair-terms").await?;

    gallery.later(900).await?;
    let shopper = gallery.order(buyer).await?;
    shopper.tap_on_line(0, "repair").await?;
    shopper.widget.await_view("repair").await?;
    album.take(&shopper, "nothing-covers-it").await?;
    album.close()
}
