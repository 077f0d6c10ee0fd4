//! Help, and fixing something by oneself.

use aftercare_tests::{
    api::{RUNNER, SHOES, SHOES_TOO, TORCH},
    prelude::*,
};
use anyhow::Result;
use serde_json::json;

use super::{Gallery, album::Album};

pub async fn pictures(gallery: &Gallery<'_>) -> Result<()> {
    let mut album = gallery.chapter("6-help")?;
    help(gallery, &mut album).await?;
    guide(gallery, &mut album).await?;
    album.close()
}

async fn help(gallery: &Gallery<'_>, album: &mut Album) -> Result<()> {
    let faults = &gallery.stage.faults;
    let shopper = gallery.customer("cus_ada", RUNNER).await?;
    shopper.widget.await_view("home").await?;
    album.take_at(&shopper, "way-in", "help").await?;
    shopper.tap(&part_of("home", "help")).await?;
    shopper.widget.get(&part("help-order")).await?;
    album.take(&shopper, "help").await?;
    shopper.fill(&part("help-search"), gallery.either("return an item", "如何退货")).await?;
    let row = format!("{}[data-id=return-an-item]", part("article-row"));
    shopper.widget.gone(&format!("{}[data-id=follow-a-parcel]", part("article-row"))).await?;
    album.take(&shopper, "found").await?;
    shopper.tap(&row).await?;
    shopper.widget.get(&part("article")).await?;
    album.take(&shopper, "article").await?;
    shopper.tap(&part("helpful-no")).await?;
    shopper.widget.get(&part("comment")).await?;
    album.take_at(&shopper, "not-helpful", "helpful").await?;
    shopper.tap(&part("back")).await?;
    shopper.fill(&part("help-search"), gallery.either("xylophone", "鳄鱼")).await?;
    shopper.widget.gone(&part("article-row")).await?;
    album.take(&shopper, "nothing-found").await?;

    faults.once("GET /articles", Fault::rewrite(|found| found["data"][0]["id"] = json!("no-longer-there")));
    let shopper = gallery.order(TORCH).await?;
    shopper.tap(&part_of("order", "help")).await?;
    shopper.widget.get(&part("belongings")).await?;
    album.take_at(&shopper, "about-an-order", "belongings").await?;
    shopper.tap(&format!("{} summary", part("tip"))).await?;
    shopper.tap(&format!("{} summary", part("hours"))).await?;
    album.take_at(&shopper, "a-care-tip", "tip").await?;
    album.take_at(&shopper, "people", "contact").await?;
    shopper.tap(&part("article-row")).await?;
    shopper.widget.get(&part("gone")).await?;
    album.take(&shopper, "article-gone").await?;

    let shopper = gallery.order(SHOES_TOO).await?;
    shopper.tap(&part_of("order", "help")).await?;
    shopper.widget.get(&part("help-item")).await?;
    album.take_at(&shopper, "many-items", "help-item").await
}

async fn guide(gallery: &Gallery<'_>, album: &mut Album) -> Result<()> {
    let shopper = gallery.order(SHOES).await?;
    shopper.tap(&part_of("order", "help")).await?;
    shopper.tap(&format!("{}[data-id=shoe-sole]", part("guide-row"))).await?;
    at(&shopper, "age").await?;
    album.take(&shopper, "guide-question").await?;
    choose(&shopper, "unsure", "measure").await?;
    album.take(&shopper, "guide-instruction").await?;
    for (choice, then) in [("edge", "glue"), ("yes", "kit")] {
        choose(&shopper, choice, then).await?;
    }
    album.take(&shopper, "guide-steps").await?;
    choose(&shopper, "works", "solved").await?;
    album.take(&shopper, "guide-solved").await?;
    shopper.tap(&part("works-yes")).await?;
    shopper.widget.get(&part("works")).await?;
    album.take(&shopper, "guide-it-works").await?;
    shopper.tap(&part("back")).await?;
    choose(&shopper, "still", "repair").await?;
    album.take(&shopper, "guide-goes-to-the-shop").await?;

    let shopper = gallery.order(SHOES).await?;
    shopper.tap(&part_of("order", "help")).await?;
    shopper.widget.get(&part("guide-row")).await?;
    album.take_at(&shopper, "guide-to-go-on-with", "guide-row").await?;
    shopper.tap(&format!("{}[data-id=jacket-leaks]", part("guide-row"))).await?;
    choose(&shopper, "yes", "seam").await?;
    choose(&shopper, "no", "complaint").await?;
    shopper.tap(&part("primary")).await?;
    shopper.widget.await_view("complaint").await?;
    album.take_at(&shopper, "guide-led-to-a-complaint", "complaint-text").await
}

async fn choose(shopper: &Shopper<'_>, choice: &str, then: &str) -> Result<()> {
    shopper.tap(&format!("{}[data-choice={choice}]", part("choice"))).await?;
    at(shopper, then).await
}

async fn at(shopper: &Shopper<'_>, node: &str) -> Result<()> {
    shopper.widget.get(&format!("{}[data-node={node}]", part("step"))).await.map(drop)
}
