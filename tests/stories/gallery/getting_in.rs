//! The button on the page, getting in, and what can be in the way.

use aftercare_tests::{
    api::{Buyer, TENT, TENT_POSTAL_CODE},
    faults::Gate,
    prelude::*,
};
use anyhow::Result;

use super::Gallery;

pub async fn pictures(gallery: &Gallery<'_>) -> Result<()> {
    let mut album = gallery.chapter("1-getting-in")?;
    let faults = &gallery.stage.faults;
    let buyer = gallery.one_tap();
    let shopper = gallery.visit().await?;
    shopper.widget.get(&part("launcher")).await?;
    album.take(&shopper, "launcher").await?;
    shopper.open().await?;
    shopper.widget.await_view("get-in").await?;
    album.take(&shopper, "get-in").await?;
    let gate = Gate::default();
    faults.once("POST /sessions", Fault::Hold(gate.clone()));
    gallery.sign(&shopper, Buyer { email: "somebody@example.com", ..buyer }).await?;
    album.take(&shopper, "looking-it-up").await?;
    gate.open();
    shopper.widget.get(&format!("{}[data-kind=refused]", part("problem"))).await?;
    album.take_at(&shopper, "refused", "problem").await?;
    for (fault, kind) in [(Fault::Down, "unreachable"), (Fault::Busy { retry_after: 40 }, "busy")] {
        faults.always("POST /sessions", fault);
        gallery.sign(&shopper, buyer).await?;
        shopper.widget.get(&format!("{}[data-kind={kind}]", part("problem"))).await?;
        album.take_at(&shopper, kind, "problem").await?;
        faults.lift();
    }

    // Signed out in the middle of a form.
    shopper.get_in(buyer).await?;
    faults.always("GET /reasons", Fault::TokenEnded);
    shopper.tap(&part_of("order", "choices")).await?;
    shopper.widget.await_view("get-in").await?;
    album.take(&shopper, "session-ended").await?;
    faults.lift();

    // The widget's files are not where the page says.
    let shopper = gallery.stage.visit(gallery.browser, gallery.page().with("data-base=\"/nowhere/\"")).await?;
    shopper.tap(&part("launcher")).await?;
    shopper.widget.get(&part("contact")).await?;
    album.take(&shopper, "did-not-load").await?;

    // Last, and then forgotten: the form remembers the kind of proof.
    let shopper = gallery.visit().await?;
    shopper.open_and_be_asked_for_a_code(TENT, TENT_POSTAL_CODE).await?;
    album.take(&shopper, "code").await?;
    gallery.browser.run("sessionStorage.clear()", vec![]).await?;
    album.close()
}
