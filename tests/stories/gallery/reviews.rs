//! Reviews, and what is asked at the end.

use aftercare_tests::prelude::*;
use anyhow::{Context, Result};
use serde_json::json;

use super::Gallery;
use crate::evidence::files;

pub async fn pictures(gallery: &Gallery<'_>) -> Result<()> {
    let mut album = gallery.chapter("8-reviews")?;
    let buyer = gallery.one_tap();
    let shopper = gallery.order(buyer).await?;
    shopper.widget.get(&part("survey")).await?;
    album.take_at(&shopper, "one-question", "review").await?;
    shopper.tap(&format!("label:has({}[value=\"9\"])", part("survey-score"))).await?;
    let faster = gallery.either("The parcel could say when it comes.", "希望能提前告知送达时间。");
    shopper.fill(&part("survey-comment"), faster).await?;
    album.take_at(&shopper, "its-answer", "survey").await?;
    shopper.tap(&part("survey-send")).await?;
    shopper.widget.get(&part("survey-end")).await?;
    album.take_at(&shopper, "thanks-for-the-answer", "review").await?;

    enter(&shopper, "waiting-review").await?;
    shopper.widget.get(&part("add-file")).await?;
    album.take(&shopper, "review").await?;
    let star = |name: &str, score: u8| format!("label:has([name={name}][value=\"{score}\"])");
    shopper.tap(&star("whole", 2)).await?;
    shopper.tap(&star("product", 2)).await?;
    shopper.tap(&star("logistics", 5)).await?;
    let text = gallery.either("It came fast, but a seam is loose.", "送得很快，可是有一处开线。");
    shopper.fill(&part("review-text"), text).await?;
    let photo = files::photo(gallery.stage.folder(), "seam.jpg")?;
    shopper.widget.get(&part("add-file")).await?.send_keys(photo.to_str().context("a path in UTF-8")?).await?;
    shopper.widget.get(&format!("{}[data-state=attached]", part("file"))).await?;
    shopper.tap(&format!("label:has({})", part("anonymous"))).await?;
    album.take(&shopper, "filled-in").await?;
    album.take_at(&shopper, "filled-in-further-down", "review-text").await?;
    shopper.tap(&format!("{}[aria-disabled=false]", part_of("review", "primary"))).await?;
    shopper.widget.get(&part("thanks")).await?;
    album.take(&shopper, "published-and-a-complaint-offered").await?;

    let review = Desk::open(gallery.stage, buyer).await?.only_review().await?;
    let id = review["id"].as_str().context("an id")?;
    let reply =
        gallery.either("Thank you for telling us. A new one is on its way.", "谢谢您告诉我们，新的一件已经寄出。");
    Sandbox::of(gallery.stage).act(&format!("/reviews/{id}/reply"), &json!({ "text": reply })).await?;
    gallery.later(8).await?;
    let shopper = gallery.order(buyer).await?;
    enter(&shopper, "written-review").await?;
    shopper.widget.get(&part("follow-up-form")).await?;
    album.take(&shopper, "a-reply-and-room-for-more").await?;
    album.take_at(&shopper, "room-for-more", "follow-up-form").await?;
    shopper.tap(&part("change")).await?;
    shopper.widget.get(&part("keep")).await?;
    album.take(&shopper, "to-be-changed").await?;

    let shopper = gallery.stage.visit(gallery.browser, gallery.page().with("data-view=\"reviews\"")).await?;
    shopper.open().await?;
    gallery.sign(&shopper, buyer).await?;
    shopper.widget.await_view("reviews").await?;
    album.take(&shopper, "reviews").await?;
    album.close()
}

/// From the order to a review: past the list, where there are several.
async fn enter(shopper: &Shopper<'_>, row: &str) -> Result<()> {
    shopper.tap(&part_of("order", "review")).await?;
    wait::until("a review or the list of them", || async {
        Ok(shopper.widget.view().await?.filter(|view| view.starts_with("review")))
    })
    .await?;
    if shopper.widget.view().await?.as_deref() == Some("reviews") {
        shopper.tap(&part(row)).await?;
    }
    shopper.widget.await_view("review").await
}
