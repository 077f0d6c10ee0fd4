//! `GET /products/{product_id}/care`.

use aftercare_backend::clock::DAY;
use serde_json::{Value, json};

use crate::backend::{Backend, text};

fn covers(care: &Value) -> Vec<(&str, bool)> {
    let covers = care["coverages"].as_array().unwrap().iter();
    covers.map(|cover| (text(cover, "code"), cover["covered"].as_bool().unwrap())).collect()
}

#[tokio::test]
async fn each_cover_of_a_piece_is_named_with_its_end() {
    let backend = Backend::start().await;
    let lena = backend.enter("10584", "vega@example.com").await;
    let order = lena.order("10584").await;
    let care = lena.get("/products/headphones/care").await.must(200);
    assert_eq!(covers(&care), [("statutory", true), ("manufacturer", true), ("extended", true)]);
    for cover in care["coverages"].as_array().unwrap() {
        assert_eq!((&cover["order_id"], &cover["line_item_id"]), (&order["id"], &order["lines"][0]["id"]));
        assert!(text(cover, "until") > text(&order, "placed_at") && !text(cover, "detail").is_empty());
    }
    let modes: Vec<_> = care["repair_modes"].as_array().unwrap().iter().map(|mode| text(mode, "code")).collect();
    assert_eq!(modes, ["mail_in", "drop_off", "remote"]);
    assert_eq!(care["repair_modes"][1]["needs_slot"], true);

    backend.clock.advance(400 * DAY);
    let lena = backend.enter("10584", "vega@example.com").await;
    let later = lena.get("/products/headphones/care").await.must(200);
    assert_eq!(covers(&later), [("statutory", true), ("manufacturer", false), ("extended", true)]);
}

#[tokio::test]
async fn a_manual_can_be_opened() {
    let backend = Backend::start().await;
    let lena = backend.enter("10584", "vega@example.com").await;
    let care = lena.get("/products/desk_lamp/care").await.must(200);
    let manual = &care["manuals"][0];
    let response = reqwest::get(text(manual, "url")).await.unwrap();
    assert_eq!(
        (response.status().as_u16(), &response.headers()["content-type"]),
        (200, &"application/pdf".parse().unwrap())
    );
    assert!(response.bytes().await.unwrap().starts_with(b"%PDF-"));
}

#[tokio::test]
async fn tips_are_blocks_in_the_readers_language() {
    let backend = Backend::start().await;
    let reed = backend.enter("10497", "reed@example.com").await;
    for (language, title) in [("en", "Season the pan"), ("zh-CN", "养锅"), ("zh-TW", "養鍋")] {
        let care = reed.speaking(language).get("/products/cast_iron_pan/care").await.must(200);
        let tip = &care["tips"][0];
        assert_eq!(tip["title"], title);
        assert_eq!((&tip["blocks"][0]["type"], &tip["blocks"][1]["type"]), (&json!("paragraph"), &json!("list")));
        assert_eq!(tip["blocks"][1]["items"].as_array().unwrap().len(), 3);
    }
}

#[tokio::test]
async fn what_nobody_bought_is_not_there() {
    let backend = Backend::start().await;
    let lena = backend.enter("10584", "vega@example.com").await;
    for product in ["two_person_tent", "no_such_thing"] {
        assert_eq!(lena.get(&format!("/products/{product}/care")).await.refusal(), (404, "not_found"));
    }
    assert_eq!(backend.guest().get("/products/headphones/care").await.status, 401);
}

/// Before it is there nothing is covered, and nothing has to be.
#[tokio::test]
async fn cover_begins_with_delivery() {
    let backend = Backend::start().await;
    let lena = backend.enter("10585", "vega@example.com").await;
    let care = lena.get("/products/daypack/care").await.must(200);
    assert_eq!(care["coverages"], json!([]));
}
