//! A case's page, from filing to its end.

use aftercare_tests::{
    api::{MEMBER, SHOES, TORCH, XU},
    clock,
    prelude::*,
};
use anyhow::{Context, Result};
use serde_json::json;

use super::{Gallery, album::Album};

pub async fn pictures(gallery: &Gallery<'_>) -> Result<()> {
    let mut album = gallery.chapter("5-cases")?;
    just_filed(gallery, &mut album).await?;
    changed(gallery, &mut album).await?;
    exchanged(gallery, &mut album).await?;
    decided(gallery, &mut album).await?;
    money_first(gallery, &mut album).await?;
    album.close()
}

fn action(name: &str) -> String {
    format!("{}[data-action={name}]", part_of("case", "action"))
}

/// One tap, and the page that follows: the README's picture.
async fn just_filed(gallery: &Gallery<'_>, album: &mut Album) -> Result<()> {
    let shopper = gallery.order(gallery.one_tap()).await?;
    album.take(&shopper, "order").await?;
    shopper.return_in_one_tap().await?;
    album.take(&shopper, "return").await?;
    album.take_at(&shopper, "return-further-down", "refund").await?;
    if gallery.lang == "en" {
        album.put_side_by_side(["order", "return"])?;
    }
    // As where nothing can be copied, no window opens and nothing is downloaded.
    gallery
        .browser
        .run("Object.defineProperty(Navigator.prototype, 'clipboard', {configurable: true, get() {}})", vec![])
        .await?;
    shopper.tap(&part("copy")).await?;
    shopper.widget.get(&part("copy-field")).await?;
    shopper.tap(&part("label-image")).await?;
    shopper.widget.get(&part("label")).await?;
    album.take_at(&shopper, "code-and-label-to-keep", "method").await?;
    shopper.tap(&format!("{} > summary", part("proof"))).await?;
    shopper.widget.get(&part("checked")).await?;
    album.take_at(&shopper, "proof", "proof").await?;
    shopper.tap(&part("qr-button")).await?;
    album.take(&shopper, "code-enlarged").await?;
    shopper.tap(&part("cancel")).await?;
    shopper.widget.get(&part("cancel-confirm")).await?;
    album.take_at(&shopper, "cancel", "cancel-confirm").await?;
    shopper.tap(&part("cancel-confirm")).await?;
    shopper.widget.gone(&part("qr")).await?;
    album.take(&shopper, "cancelled").await
}

/// The way back changed to a pickup, the pickup moved, and the return refused in the end.
async fn changed(gallery: &Gallery<'_>, album: &mut Album) -> Result<()> {
    let change = part("change-method");
    let shopper = gallery.order(SHOES).await?;
    shopper.return_in_one_tap().await?;
    shopper.tap(&action("change_method")).await?;
    shopper.tap(&format!("{change} label:has([value=pickup])")).await?;
    shopper.tap(&format!("{change} label:has({})", part("slot"))).await?;
    let save = format!("{}:not([aria-disabled=true])", part("save-change"));
    shopper.widget.get(&save).await?;
    album.take_at(&shopper, "change-the-way-back", "change-method").await?;
    shopper.tap(&save).await?;
    shopper.widget.get(&part("booking")).await?;
    album.take(&shopper, "pickup").await?;
    shopper.tap(&action("reschedule")).await?;
    shopper.widget.get(&part("slot")).await?;
    album.take_at(&shopper, "move-the-pickup", "reschedule").await?;
    let case = Desk::open(gallery.stage, SHOES).await?.only_case().await?;
    let why = gallery.either("The soles were worn outdoors.", "鞋底有户外穿着痕迹。");
    gallery.shop(&case, "reject", json!({ "note": why })).await?;
    let shopper = gallery.case(SHOES).await?;
    album.take(&shopper, "refused-by-the-shop").await
}

/// Something to pay, then what comes instead.
async fn exchanged(gallery: &Gallery<'_>, album: &mut Album) -> Result<()> {
    let case = Desk::open(gallery.stage, SHOES).await?.exchange_line(1, "rain_jacket_xl").await?;
    let shopper = gallery.order(SHOES).await?;
    shopper.tap(&part("case-row")).await?;
    shopper.widget.get(&part("pay")).await?;
    album.take(&shopper, "exchange-to-pay").await?;
    for step in ["take_payment", "receive", "ship_replacement"] {
        gallery.shop(&case, step, json!({})).await?;
    }
    heard(&shopper, &part("parcel")).await?;
    album.take(&shopper, "replacement-on-its-way").await
}

/// One line taken back and one not; then what is kept because its way back would cost more.
async fn decided(gallery: &Gallery<'_>, album: &mut Album) -> Result<()> {
    let desk = Desk::open(gallery.stage, TORCH).await?;
    let case = desk.open_return(&[(0, "does_not_work"), (1, "does_not_work")]).await?;
    gallery.shop(&case, "receive", json!({})).await?;
    let shopper = gallery.case(TORCH).await?;
    album.take(&shopper, "being-looked-at").await?;
    let line = |at: usize| case["items"][at]["line_item_id"].clone();
    let why = gallery.either("It has been in the water.", "产品曾进水。");
    let decisions = json!({"items": [
        {"line_item_id": line(0), "accepted": true},
        {"line_item_id": line(1), "accepted": false, "note": why},
    ]});
    gallery.shop(&case, "inspect", decisions).await?;
    heard(&shopper, &part("decision")).await?;
    album.take(&shopper, "one-of-two-accepted").await?;
    Desk::open(gallery.stage, XU).await?.open_return(&[(3, "missing_parts")]).await?;
    let shopper = gallery.case(XU).await?;
    album.take(&shopper, "kept").await
}

/// Money before the parcel, and taken back when that never came.
async fn money_first(gallery: &Gallery<'_>, album: &mut Album) -> Result<()> {
    let shopper = gallery.order(MEMBER).await?;
    shopper.return_in_one_tap().await?;
    album.take(&shopper, "money-before-the-parcel").await?;
    album.take_at(&shopper, "its-terms", "instant").await?;
    gallery.later(10).await?;
    let shopper = gallery.case(MEMBER).await?;
    album.take_at(&shopper, "money-taken-back", "").await
}

/// Waits for news from the shop that bring this part.
async fn heard(shopper: &Shopper<'_>, part: &str) -> Result<()> {
    wait::until(&format!("news that bring {part}"), || async {
        clock::pass_while_idle(shopper.browser).await?;
        Ok((shopper.widget.count(part).await? > 0).then_some(()))
    })
    .await
    .context("the case's page")
}
