//! Getting in, and getting in again.

use aftercare_tests::{api::RUNNER, prelude::*};
use anyhow::{Result, ensure};

pub const STORIES: [Story; 3] = stories![
    a_wrong_proof_says_so_without_revealing_more,
    a_phone_number_or_postal_code_gets_in_as_well,
    a_token_that_ends_midway_asks_again_and_goes_on,
];

async fn a_wrong_proof_says_so_without_revealing_more(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open().await?;
    let problem = format!("{}[data-kind=refused]", part("problem"));

    shopper.fill_get_in(RUNNER.order, "somebody@example.com").await?;
    shopper.tap(&part_of("get-in", "primary")).await?;
    let wrong_proof = shopper.widget.text(&problem).await?;
    ensure!(shopper.widget.value("input[name=order_number]").await? == RUNNER.order);
    ensure!(shopper.widget.value("input[name=proof]").await? == "somebody@example.com");

    shopper.fill_get_in("99999", RUNNER.email).await?;
    let asked = stage.faults.count("POST /sessions");
    shopper.tap(&part_of("get-in", "primary")).await?;
    aftercare_tests::wait::until("the second answer", || async {
        Ok((stage.faults.count("POST /sessions") > asked).then_some(()))
    })
    .await?;
    let no_such_order = shopper.widget.text(&problem).await?;
    ensure!(wrong_proof == no_such_order, "{wrong_proof:?} tells an existing order from {no_such_order:?}");
    ensure!(!wrong_proof.contains(RUNNER.email) && !wrong_proof.contains(RUNNER.order), "{wrong_proof:?}");

    shopper.get_in(RUNNER).await
}

async fn a_phone_number_or_postal_code_gets_in_as_well(stage: &mut Stage, browser: &Browser) -> Result<()> {
    for (kind, proof) in [("phone", "+1 415 555 0132"), ("postal_code", "94107")] {
        let shopper = stage.visit(browser, Page::shop()).await?;
        shopper.open().await?;
        shopper.widget.await_view("get-in").await?;
        shopper.choose_proof(kind).await?;
        shopper.fill_get_in(RUNNER.order, proof).await?;
        shopper.tap(&part_of("get-in", "primary")).await?;
        shopper.reach_order(RUNNER).await?;
    }
    Ok(())
}

async fn a_token_that_ends_midway_asks_again_and_goes_on(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    stage.faults.once("POST /cases", Fault::TokenEnded);
    shopper.tap(&part_of("order", "one-tap")).await?;

    shopper.widget.await_view("get-in").await?;
    shopper.widget.text(&part("expired")).await?;
    shopper.fill_get_in(RUNNER.order, RUNNER.email).await?;
    shopper.tap(&part_of("get-in", "primary")).await?;
    shopper.widget.await_view("case").await?;
    Desk::open(stage, RUNNER).await?.only_case().await?;
    Ok(())
}
