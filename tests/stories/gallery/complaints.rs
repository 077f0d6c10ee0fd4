//! Complaints, from what is wrong to an offer and who decides next.

use aftercare_tests::prelude::*;
use anyhow::{Context, Result};
use serde_json::json;

use super::Gallery;
use crate::{complaints::heard, evidence::files};

pub async fn pictures(gallery: &Gallery<'_>) -> Result<()> {
    let mut album = gallery.chapter("9-complaints")?;
    let buyer = gallery.one_tap();
    let shopper = gallery.order(buyer).await?;
    shopper.tap(&part_of("order", "complain")).await?;
    shopper.widget.await_view("complaint").await?;
    shopper.widget.get(&part("add-file")).await?;
    album.take(&shopper, "complaint").await?;
    shopper.tap("label:has([part~=reason][value=damaged])").await?;
    let text = gallery.either("The box was open and a seam is torn.", "箱子是开的，有一处开线。");
    shopper.fill(&part("complaint-text"), text).await?;
    let photo = files::photo(gallery.stage.folder(), "box.jpg")?;
    let bill = files::write(gallery.stage.folder(), "bill.pdf", files::BILL)?;
    for file in [photo, bill] {
        shopper.widget.get(&part("add-file")).await?.send_keys(file.to_str().context("a path in UTF-8")?).await?;
    }
    wait::until("both files to be attached", || async {
        let attached = shopper.widget.count(&format!("{}[data-state=attached]", part("file"))).await?;
        Ok((attached == 2).then_some(()))
    })
    .await?;
    shopper.tap("label:has([part~=wish][value=replacement])").await?;
    album.take_at(&shopper, "what-is-wrong", "reason").await?;
    album.take_at(&shopper, "files-and-wish", "evidence").await?;
    shopper.tap(&format!("{}[aria-disabled=false]", part_of("complaint", "primary"))).await?;
    shopper.widget.await_view("case").await?;
    shopper.widget.get(&part("beginning")).await?;
    album.take(&shopper, "a-person-and-a-clock").await?;
    album.take_at(&shopper, "who-decides", "ladder").await?;

    let case = Desk::open(gallery.stage, buyer).await?.only_case().await?;
    let answer = gallery.either("I am sorry. I am looking into it.", "非常抱歉，我正在处理。");
    gallery.shop(&case, "answer", json!({ "text": answer })).await?;
    heard(&shopper, &part("message")).await?;
    album.take_at(&shopper, "an-answer", "beginning").await?;
    let message = gallery.either("Keep it, and take this for the seam.", "您可以留下商品，这是开线的补偿。");
    let offer = json!({ "resolution": "partial_refund", "amount": 1_800, "message": message });
    gallery.shop(&case, "offer", offer).await?;
    heard(&shopper, &part("accept")).await?;
    album.take(&shopper, "an-offer").await?;
    album.take_at(&shopper, "the-offer-further-down", "offer").await?;
    shopper.tap(&format!("{}[data-action=escalate]", part_of("case", "action"))).await?;
    shopper.widget.get(&part("note")).await?;
    album.take_at(&shopper, "to-be-taken-higher", "note-form").await?;
    album.close()
}
