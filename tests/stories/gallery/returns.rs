//! Forms: returning with choices, exchanging, withdrawing.

use aftercare_tests::{
    api::{BLANKET, SHOES, SHOES_TOO, XU},
    prelude::*,
};
use anyhow::{Context, Result};
use serde_json::json;

use super::{Gallery, album::Album};
use crate::evidence::files;

pub async fn pictures(gallery: &Gallery<'_>) -> Result<()> {
    let mut album = gallery.chapter("4-forms")?;
    choices(gallery, &mut album).await?;
    ways_back(gallery, &mut album).await?;
    proof(gallery, &mut album).await?;
    gift(gallery, &mut album).await?;
    exchange(gallery, &mut album).await?;
    withdrawal(gallery, &mut album).await?;
    album.close()
}

fn reason(code: &str) -> String {
    format!("label:has([part~=reason][value={code}])")
}

fn send(view: &str) -> String {
    format!("{}:not([aria-disabled=true])", part_of(view, "primary"))
}

async fn open<'g>(gallery: &Gallery<'g>, buyer: aftercare_tests::api::Buyer, line: usize) -> Result<Shopper<'g>> {
    let shopper = gallery.order(buyer).await?;
    shopper.tap_on_line(line, "choices").await?;
    shopper.widget.await_view("return").await?;
    Ok(shopper)
}

/// Why, how many and what else of the order; then what was quoted, and a quote that ran out meanwhile.
async fn choices(gallery: &Gallery<'_>, album: &mut Album) -> Result<()> {
    let shopper = open(gallery, XU, 0).await?;
    album.take(&shopper, "return").await?;
    shopper.fill(&part("reason-search"), gallery.either("small", "小")).await?;
    shopper.widget.text(&part("reason-count")).await?;
    album.take(&shopper, "reasons-searched").await?;
    shopper.fill(&part("reason-search"), gallery.either("dragon", "龙")).await?;
    shopper.widget.gone(&part("reason")).await?;
    album.take(&shopper, "no-such-reason").await?;
    shopper.fill(&part("reason-search"), " ").await?;
    shopper.tap(&reason("changed_mind")).await?;
    shopper.tap(&part("add-note")).await?;
    shopper.fill("textarea[name=note]", gallery.either("Bought twice.", "买重了。")).await?;
    shopper.tap(&format!("{} > summary", part("others"))).await?;
    shopper.tap(&format!("{}:nth-child(1) label:has({})", part("other"), part("add-line"))).await?;
    shopper.widget.get(&format!("{} {}", part("other"), part("reason"))).await?;
    album.take_at(&shopper, "several-lines", "others").await?;
    shopper.tap(&part("same-reason")).await?;
    shopper.widget.get(&send("return")).await?;
    album.take_at(&shopper, "offers", "resolution").await?;
    album.take_at(&shopper, "ways-back", "method").await?;
    album.take_at(&shopper, "what-it-comes-to", "quote").await?;
    Sandbox::of(gallery.stage).act("/clock", &json!({ "advance_seconds": 16 * 60 })).await?;
    shopper.tap(&send("return")).await?;
    shopper.widget.get(&part("news")).await?;
    shopper.widget.get(&send("return")).await?;
    album.take_at(&shopper, "quote-ended", "quote").await
}

/// Places to hand it in, and a time for the courier.
async fn ways_back(gallery: &Gallery<'_>, album: &mut Album) -> Result<()> {
    let shopper = open(gallery, SHOES, 0).await?;
    shopper.tap(&reason("changed_mind")).await?;
    shopper.widget.get(&part("method")).await?;
    album.take_at(&shopper, "offers-side-by-side", "resolution").await?;
    shopper.tap(&format!("label:has({}[value=in_store])", part("method"))).await?;
    shopper.widget.get(&part("place")).await?;
    shopper.widget.get(&send("return")).await?;
    album.take_at(&shopper, "places", "method").await?;
    shopper.tap(&format!("label:has({}[value=pickup])", part("method"))).await?;
    shopper.widget.get(&part("slot")).await?;
    album.take_at(&shopper, "pickup-times", "slots").await?;
    shopper.tap(&format!("label:has({}:not(:disabled))", part("slot"))).await?;
    shopper.widget.get(&part("release")).await?;
    album.take_at(&shopper, "pickup-held", "slots").await
}

/// A reason that asks for proof: a photo that is there, one that is not taken, a serial number that is missing.
async fn proof(gallery: &Gallery<'_>, album: &mut Album) -> Result<()> {
    let shopper = open(gallery, XU, 2).await?;
    shopper.tap(&reason("faulty")).await?;
    shopper.tap(&reason("does_not_work")).await?;
    shopper.widget.get("input[name=serial]").await?;
    album.take_at(&shopper, "serial-number", "serial").await?;
    shopper.tap(&reason("broken_on_arrival")).await?;
    let field = shopper.widget.get(&part("add-file")).await?;
    let (folder, name) = (gallery.stage.folder(), gallery.either("broken lamp.jpg", "碎了的台灯.jpg"));
    for file in [files::photo(folder, name)?, files::write(folder, "torn.jpg", &[0xff, 0xd8, 0xff, 0xe0, 1])?] {
        field.send_keys(file.to_str().context("a path in UTF-8")?).await?;
    }
    for state in ["attached", "refused"] {
        shopper.widget.get(&format!("{}[data-state={state}]", part("file"))).await?;
    }
    album.take_at(&shopper, "photos", "evidence").await
}

async fn gift(gallery: &Gallery<'_>, album: &mut Album) -> Result<()> {
    let session = Sandbox::of(gallery.stage).gift_session(gallery.stage, SHOES.order).await?;
    gallery.stage.faults.once("POST /sessions", Fault::rewrite(move |answer| *answer = session.clone()));
    let shopper = open(gallery, SHOES, 1).await?;
    shopper.widget.get(&part("quote")).await?;
    album.take_at(&shopper, "gift", "resolution").await
}

/// Another size: which there are, a dearer one, and one that somebody else was faster to take.
async fn exchange(gallery: &Gallery<'_>, album: &mut Album) -> Result<()> {
    let variant = |id: &str| format!("label:has({}[value={id}])", part("variant"));
    let shopper = gallery.order(SHOES).await?;
    shopper.tap_on_line(1, "exchange").await?;
    shopper.widget.await_view("exchange").await?;
    album.take(&shopper, "exchange").await?;
    shopper.tap(&variant("rain_jacket_xl")).await?;
    shopper.widget.get(&send("exchange")).await?;
    album.take(&shopper, "exchange-dearer").await?;
    shopper.tap(&part("back")).await?;
    shopper.tap_on_line(0, "exchange").await?;
    shopper.tap(&variant("trail_runner_43")).await?;
    shopper.widget.get(&send("exchange")).await?;
    Desk::open(gallery.stage, SHOES_TOO).await?.exchange_line(9, "trail_runner_43").await?;
    shopper.tap(&part_of("exchange", "primary")).await?;
    shopper.widget.get(&part("gone")).await?;
    album.take(&shopper, "sold-out").await
}

/// The declaration in the law's words, and its acknowledgement.
async fn withdrawal(gallery: &Gallery<'_>, album: &mut Album) -> Result<()> {
    let shopper = gallery.order(BLANKET).await?;
    album.take_at(&shopper, "way-into-a-withdrawal", "withdraw").await?;
    shopper.tap(&part("withdraw")).await?;
    shopper.widget.await_view("withdrawal").await?;
    album.take(&shopper, "withdrawal").await?;
    shopper.fill("input[name=name]", "Anke Weber").await?;
    shopper.fill("input[name=email]", "anke@example.org").await?;
    shopper.widget.get(&send("withdrawal")).await?;
    album.take_at(&shopper, "declaration", "declaration").await?;
    shopper.tap(&send("withdrawal")).await?;
    shopper.widget.await_view("case").await?;
    album.take(&shopper, "withdrawn").await?;
    album.take_at(&shopper, "acknowledgement", "acknowledgement").await
}
