//! The list of orders and an order's own page.

use aftercare_tests::{
    api::{DAYPACK, LAMP, MEMBER, MUG, RUNNER, SHOES},
    faults::Gate,
    prelude::*,
};
use anyhow::{Context, Result};
use serde_json::json;

use super::{Gallery, album::Album};

pub async fn pictures(gallery: &Gallery<'_>) -> Result<()> {
    let mut album = gallery.chapter("2-orders")?;
    orders(gallery, &mut album).await?;
    order(gallery, &mut album).await?;
    waiting(gallery, &mut album).await?;
    album.close()
}

/// The list: with what needs the shopper on top, searched, empty, without a connection.
async fn orders(gallery: &Gallery<'_>, album: &mut Album) -> Result<()> {
    let faults = &gallery.stage.faults;
    let (buyer, customer) = gallery.either((RUNNER, "cus_ada"), (LAMP, "cus_lin"));
    Desk::open(gallery.stage, gallery.one_tap()).await?.return_line(0, "changed_mind").await?;
    let shopper = gallery.customer(customer, buyer).await?;
    shopper.widget.await_view("home").await?;
    shopper.widget.get(&part("attention")).await?;
    album.take(&shopper, "orders").await?;
    shopper.connection(false).await?;
    shopper.widget.get(&part("offline")).await?;
    album.take(&shopper, "offline").await?;
    shopper.connection(true).await?;

    let bought = json!({ "customer_id": customer, "count": 40, "parcels": 30 });
    let numbers = Sandbox::of(gallery.stage).ask("/orders", &bought).await?;
    let shopper = gallery.customer(customer, buyer).await?;
    shopper.widget.get(&part("order-search")).await?;
    album.take(&shopper, "many-orders").await?;
    shopper.fill(&part("order-search"), gallery.either("no such thing", "没有的东西")).await?;
    shopper.widget.get(&part("empty")).await?;
    album.take(&shopper, "nothing-found").await?;
    let newest = numbers["numbers"][0].as_str().context("an order")?;
    shopper.fill(&part("order-search"), newest).await?;
    shopper.tap(&format!("{}[data-order=\"{newest}\"]", part("order-row"))).await?;
    shopper.widget.get(&part_of("order", "more-parcels")).await?;
    album.take_at(&shopper, "thirty-parcels", "parcels").await?;

    faults.always("GET /orders", Fault::rewrite(|orders| *orders = json!({ "data": [], "next_cursor": null })));
    let shopper = gallery.customer(customer, buyer).await?;
    shopper.widget.get(&part("empty")).await?;
    album.take(&shopper, "no-orders").await?;
    faults.lift();
    Ok(())
}

/// The page of an order in its states.
async fn order(gallery: &Gallery<'_>, album: &mut Album) -> Result<()> {
    let faults = &gallery.stage.faults;
    let several = gallery.several();
    let gate = Gate::default();
    faults.once("GET /orders/*", Fault::Hold(gate.clone()));
    let shopper = gallery.visit().await?;
    shopper.open().await?;
    gallery.sign(&shopper, several).await?;
    shopper.widget.get(&part("skeleton")).await?;
    album.take(&shopper, "order-on-its-way").await?;
    gate.open();
    shopper.reach_order(several).await?;
    album.take(&shopper, "several-lines").await?;
    for (buyer, view, seen) in [
        (MEMBER, "money-before-the-parcel", "perk"),
        (DAYPACK, "price-drop", "price-drop"),
        (LAMP, "parcels", "shipment"),
        (gallery.one_tap(), "return-under-way", "case-row"),
    ] {
        let shopper = gallery.order(buyer).await?;
        shopper.widget.get(&part_of("order", seen)).await?;
        album.take(&shopper, view).await?;
    }
    faults.always("GET /orders/*", Fault::Busy { retry_after: 40 });
    let shopper = gallery.visit().await?;
    shopper.open().await?;
    gallery.sign(&shopper, MUG).await?;
    shopper.widget.get(&format!("{}[data-kind=busy]", part("problem"))).await?;
    album.take(&shopper, "order-busy").await?;
    faults.lift();

    let session = Sandbox::of(gallery.stage).gift_session(gallery.stage, SHOES.order).await?;
    faults.once("POST /sessions", Fault::rewrite(move |answer| *answer = session.clone()));
    let shopper = gallery.order(SHOES).await?;
    album.take(&shopper, "gift").await
}

/// A return filed without a connection.
async fn waiting(gallery: &Gallery<'_>, album: &mut Album) -> Result<()> {
    let shopper = gallery.order(MUG).await?;
    gallery.stage.faults.always("*", Fault::Down);
    shopper.connection(false).await?;
    shopper.tap(&part_of("order", "one-tap")).await?;
    shopper.widget.get(&part("filing")).await?;
    album.take(&shopper, "waiting-to-send").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.get(&part_of("order", "waiting-filing")).await?;
    album.take(&shopper, "order-with-a-return-waiting").await?;
    gallery.stage.faults.lift();
    // Kept in the tab, it would be sent by the next visit.
    gallery.browser.run("sessionStorage.clear(); localStorage.clear()", vec![]).await?;
    Ok(())
}
