//! Answers no shop should give: none of them breaks a screen.

use aftercare_tests::{
    api::{CUPS, RUNNER, SCARF},
    prelude::*,
};
use anyhow::{Result, ensure};
use serde_json::{Value, json};

pub const STORIES: [Story; 5] = stories![
    a_list_without_orders_says_so_and_offers_to_add_one,
    malformed_json_is_a_problem_with_a_way_on,
    unknown_codes_are_shown_in_the_shops_words,
    an_answer_with_the_bare_minimum_is_enough,
    text_from_the_shop_is_always_text,
];

async fn malformed_json_is_a_problem_with_a_way_on(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open().await?;
    shopper.fill_get_in(RUNNER.order, RUNNER.email).await?;
    for text in ["{\"id\": \"o_1\", \"lines\": [", "<!doctype html><title>502</title>", "", "[]", "null"] {
        stage.faults.always("GET /orders/*", Fault::Garble(text));
        if shopper.widget.view().await?.as_deref() == Some("get-in") {
            shopper.tap(&part_of("get-in", "primary")).await?;
        } else {
            shopper.tap(&part("retry")).await?;
        }
        let said = shopper.widget.text(&format!("{}[data-kind=invalid]", part("problem"))).await?;
        ensure!(!said.contains("JSON") && !said.contains("expected"), "{said:?}");
    }
    stage.faults.lift();
    shopper.tap(&part("retry")).await?;
    shopper.widget.await_view("order").await?;
    shopper.return_in_one_tap().await
}

async fn unknown_codes_are_shown_in_the_shops_words(stage: &mut Stage, browser: &Browser) -> Result<()> {
    stage.faults.always(
        "GET /capabilities",
        Fault::rewrite(|body| {
            body["capabilities"]["com.acme.teleport"] = json!({"range_m": 4});
            body["auth"]["retina_scan"] = json!({});
            body["auth"]["order_lookup"]["proofs"] = json!(["star_sign", "email"]);
            body["contact"] = json!([{"channel": "pigeon", "label": "By pigeon", "url": "pigeon:home"}]);
        }),
    );
    stage.faults.always(
        "GET /orders/*",
        Fault::rewrite(|body| {
            body["status"] = json!("teleported");
            body["policies"] = json!([{"code": "moon_phase", "label": "Only at full moon"}]);
            for shipment in body["shipments"].as_array_mut().into_iter().flatten() {
                shipment["tracking_status"] = json!("beamed_up");
                shipment["direction"] = json!("sideways");
                shipment["status_label"] = json!("Beamed up");
            }
        }),
    );
    stage.faults.always(
        "GET /orders/*/eligibility",
        Fault::rewrite(|body| {
            for line in body["lines"].as_array_mut().into_iter().flatten() {
                if let Some(options) = line["options"].as_array_mut() {
                    for option in options.iter_mut() {
                        for refusal in option["ineligible"].as_array_mut().into_iter().flatten() {
                            refusal["code"] = json!("wrong_planet");
                        }
                    }
                    options.insert(0, json!({"type": "com.acme.swap", "eligible_quantity": 1}));
                }
            }
        }),
    );
    stage.faults.always(
        "POST /cases",
        Fault::rewrite(|body| {
            body["phase"] = json!("hovering");
            body["status"] = json!("over_the_rainbow");
            body["status_label"] = json!("Over the rainbow");
            body["resolution"] = json!("com.acme.hug");
            body["next_step"]["code"] = json!("whistle");
            body["refund"]["speed"] = json!("sometime");
            body["method"]["code"] = json!("by_pigeon");
            body["method"]["fee"]["type"] = json!("barter");
            body["timeline"][0]["code"] = json!("com.acme.begun");
            body["allowed_actions"] = json!([{"action": "com.acme.dance", "label": "Dance"}]);
        }),
    );
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    let order = shopper.widget.everything().await?;
    ensure!(order.contains("Only at full moon") && order.contains("Beamed up"), "{order}");
    shopper.return_in_one_tap().await?;
    let case = shopper.widget.everything().await?;
    ensure!(case.contains("Over the rainbow"), "{case}");
    ensure!(shopper.widget.count(&part("problem")).await? == 0);
    shopper.nothing_went_wrong().await
}

/// Takes away every member that the contract lets a shop leave out.
fn bare(body: &mut Value) {
    const OPTIONAL: [&str; 45] = [
        "logo_url",
        "contact",
        "locales",
        "versions",
        "order_number_example",
        "tracking",
        "hours_label",
        "url",
        "status_label",
        "image_url",
        "line_count",
        "delivered_at",
        "return_until",
        "shipments",
        "policies",
        "adjustments",
        "cases",
        "variant_label",
        "deadline",
        "no_reason_until",
        "ineligible",
        "method_label",
        "resolution",
        "keep_item",
        "next_step",
        "refund",
        "method",
        "shipment_id",
        "timeline",
        "upcoming",
        "allowed_actions",
        "reason_label",
        "detail",
        "due_at",
        "speed_label",
        "expected_by",
        "paid_at",
        "destination_label",
        "member",
        "next_cursor",
        "children",
        "requires",
        "resolutions",
        "fault",
        "methods",
    ];
    match body {
        Value::Object(members) => {
            // What one object may leave out another must name: a case its status but not its refund, a quote its
            // resolution, an order and an offer of one tap their refund.
            let kept = if members.contains_key("phase") {
                "status_label"
            } else if members.contains_key("quote_id") {
                "resolution"
            } else {
                "refund"
            };
            members.retain(|name, _| !OPTIONAL.contains(&name.as_str()) || name == kept);
            members.values_mut().for_each(bare);
        }
        Value::Array(values) => values.iter_mut().for_each(bare),
        _ => {}
    }
}

async fn an_answer_with_the_bare_minimum_is_enough(stage: &mut Stage, browser: &Browser) -> Result<()> {
    for pattern in [
        "GET /capabilities",
        "POST /sessions",
        "GET /orders",
        "GET /orders/*",
        "GET /orders/*/eligibility",
        "GET /cases",
        "GET /cases/*",
        "GET /reasons",
        "POST /quotes",
        "POST /cases",
    ] {
        stage.faults.always(pattern, Fault::rewrite(bare));
    }
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(RUNNER).await?;
    shopper.return_in_one_tap().await?;
    let case = Desk::open(stage, RUNNER).await?.only_case().await?;
    shopper.widget.text_where(&part("case-number"), "be the one on file", |text| case["number"] == text).await?;
    no_gap_shows(&shopper).await?;

    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(CUPS).await?;
    shopper.tap(&part_of("order", "choices")).await?;
    shopper.give_a_reason().await?;
    shopper.widget.get(&part_of("return", "quote")).await?;
    no_gap_shows(&shopper).await?;
    shopper.tap(&part_of("return", "primary")).await?;
    shopper.widget.await_view("case").await?;
    Desk::open(stage, CUPS).await?.only_case().await?;
    no_gap_shows(&shopper).await?;
    shopper.nothing_went_wrong().await
}

/// Checks that nothing absent is shown as a machine would call it.
async fn no_gap_shows(shopper: &Shopper<'_>) -> Result<()> {
    let said = shopper.widget.everything().await?;
    for word in ["undefined", "null", "NaN", "Invalid Date", "None"] {
        ensure!(!said.contains(word), "{word} is on the screen: {said}");
    }
    Ok(())
}

/// What a shop's text might hold, at a length it should not have.
const MARKUP: &str = "<img src=x onerror=\"window.pwned = 1\"><b>bold</b> & \u{202e}backwards ";

/// Puts [`MARKUP`] and 5,000 characters into every text that is for people.
fn mark(body: &mut Value) {
    match body {
        Value::Object(members) => {
            for (name, value) in members {
                if let Value::String(text) = value
                    && (name == "title" || name.ends_with("label") || name == "detail")
                {
                    *text = format!("{MARKUP}{}", text.repeat(5_000 / text.len().max(1)));
                } else {
                    mark(value);
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(mark),
        _ => {}
    }
}

/// Checks that a view shows the shop's text as it came and fits the panel.
async fn holds_text_only(shopper: &Shopper<'_>, view: &str) -> Result<()> {
    let shown = shopper.widget.view().await?;
    ensure!(shown.as_deref() == Some(view), "the view is {shown:?}, not {view}");
    let said = shopper.widget.everything().await?;
    ensure!(said.contains("<b>bold</b>"), "the {view} shows the title as it came");
    let seen = shopper
        .widget
        .eval(
            "const [panel] = all('[part~=panel]');
             return [root.querySelectorAll('b, img[src=x]').length, window.pwned === undefined,
               panel.scrollWidth - panel.clientWidth]",
            Value::Null,
        )
        .await?;
    ensure!(seen[0] == 0 && seen[1] == true, "markup from the shop became elements in {view}");
    ensure!(seen[2].as_f64().unwrap_or_default() <= 0.0, "the {view} is {} px too wide", seen[2]);
    Ok(())
}

async fn text_from_the_shop_is_always_text(stage: &mut Stage, browser: &Browser) -> Result<()> {
    for pattern in [
        "GET /orders",
        "GET /orders/*",
        "GET /orders/*/eligibility",
        "GET /reasons",
        "POST /quotes",
        "GET /cases",
        "POST /cases",
    ] {
        stage.faults.always(pattern, Fault::rewrite(mark));
    }
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(CUPS).await?;
    shopper.tap(&part_of("order", "choices")).await?;
    shopper.give_a_reason().await?;
    shopper.widget.get(&part_of("return", "quote")).await?;
    holds_text_only(&shopper, "return").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("home").await?;
    holds_text_only(&shopper, "home").await?;

    shopper.tap(&part("add-order")).await?;
    shopper.get_in(RUNNER).await?;
    holds_text_only(&shopper, "order").await?;
    shopper.return_in_one_tap().await?;
    holds_text_only(&shopper, "case").await?;
    shopper.nothing_went_wrong().await?;

    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(SCARF).await?;
    stage.faults.always("*", Fault::Down);
    shopper.connection(false).await?;
    shopper.tap(&part_of("order", "one-tap")).await?;
    shopper.widget.get(&part("filing")).await?;
    holds_text_only(&shopper, "filing").await
}

async fn a_list_without_orders_says_so_and_offers_to_add_one(stage: &mut Stage, browser: &Browser) -> Result<()> {
    stage.faults.always(
        "GET /orders",
        Fault::rewrite(|body| {
            body["data"] = json!([]);
            body["next_cursor"] = json!(null);
        }),
    );
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open().await?;
    shopper.fill_get_in(RUNNER.order, RUNNER.email).await?;
    shopper.tap(&part_of("get-in", "primary")).await?;
    shopper.widget.await_view("home").await?;
    shopper.widget.text_where(&part("empty"), "say so", |text| text.contains("No orders here yet")).await?;
    shopper.tap(&part("add-order")).await?;
    shopper.widget.get("input[name=order_number]").await?;
    shopper.nothing_went_wrong().await
}
