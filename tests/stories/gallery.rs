//! Every view as a picture, for people to look at.

mod album;
mod cases;
mod complaints;
mod getting_in;
mod help;
mod orders;
mod parcels;
mod repairs;
mod returns;
mod reviews;

use aftercare_tests::{
    api::{Buyer, RUNNER, SCARF, SHOES, XU},
    clock,
    engine::Engine,
    prelude::*,
    suite::Telling,
};
use album::Album;
use anyhow::{Context, Result};
use serde_json::{Value, json};

/// Several trials for each language, as the pictures take longer than any other story.
pub const STORIES: [Story; 12] = [
    pictures("gallery_in_english_from_getting_in_to_orders_and_parcels", |stage, browser| {
        Box::pin(looked_at(stage, browser, "en"))
    }),
    pictures("gallery_in_english_of_what_is_asked_for", |stage, browser| Box::pin(asked_for(stage, browser, "en"))),
    pictures("gallery_in_chinese_from_getting_in_to_orders_and_parcels", |stage, browser| {
        Box::pin(looked_at(stage, browser, "zh-CN"))
    }),
    pictures("gallery_in_chinese_of_what_is_asked_for", |stage, browser| Box::pin(asked_for(stage, browser, "zh-CN"))),
    pictures("gallery_in_english_of_repairs", |stage, browser| Box::pin(repaired(stage, browser, "en"))),
    pictures("gallery_in_chinese_of_repairs", |stage, browser| Box::pin(repaired(stage, browser, "zh-CN"))),
    pictures("gallery_in_english_of_help", |stage, browser| Box::pin(helped(stage, browser, "en"))),
    pictures("gallery_in_chinese_of_help", |stage, browser| Box::pin(helped(stage, browser, "zh-CN"))),
    pictures("gallery_in_english_of_what_is_thought_of_it", |stage, browser| Box::pin(thought(stage, browser, "en"))),
    pictures("gallery_in_chinese_of_what_is_thought_of_it", |stage, browser| {
        Box::pin(thought(stage, browser, "zh-CN"))
    }),
    pictures("gallery_in_english_of_complaints", |stage, browser| Box::pin(complained(stage, browser, "en"))),
    pictures("gallery_in_chinese_of_complaints", |stage, browser| Box::pin(complained(stage, browser, "zh-CN"))),
];

/// A story that only takes pictures: one engine's are enough.
const fn pictures(name: &'static str, tell: for<'t> fn(&'t mut Stage, &'t Browser) -> Telling<'t>) -> Story {
    Story { name, tell, engines: &[Engine::Chromium], pictured: true }
}

async fn looked_at(stage: &mut Stage, browser: &Browser, lang: &'static str) -> Result<()> {
    let gallery = Gallery::open(stage, browser, lang).await?;
    getting_in::pictures(&gallery).await?;
    orders::pictures(&gallery).await?;
    parcels::pictures(&gallery).await
}

async fn asked_for(stage: &mut Stage, browser: &Browser, lang: &'static str) -> Result<()> {
    let gallery = Gallery::open(stage, browser, lang).await?;
    returns::pictures(&gallery).await?;
    cases::pictures(&gallery).await
}

async fn repaired(stage: &mut Stage, browser: &Browser, lang: &'static str) -> Result<()> {
    repairs::pictures(&Gallery::open(stage, browser, lang).await?).await
}

async fn helped(stage: &mut Stage, browser: &Browser, lang: &'static str) -> Result<()> {
    let gallery = Gallery::open(stage, browser, lang).await?;
    help::pictures(&gallery).await
}

async fn thought(stage: &mut Stage, browser: &Browser, lang: &'static str) -> Result<()> {
    let gallery = Gallery::open(stage, browser, lang).await?;
    reviews::pictures(&gallery).await
}

async fn complained(stage: &mut Stage, browser: &Browser, lang: &'static str) -> Result<()> {
    complaints::pictures(&Gallery::open(stage, browser, lang).await?).await
}

/// What the chapters of one language share.
struct Gallery<'g> {
    stage: &'g Stage,
    browser: &'g Browser,
    lang: &'static str,
}

impl<'g> Gallery<'g> {
    async fn open(stage: &'g Stage, browser: &'g Browser, lang: &'static str) -> Result<Self> {
        browser.hide_scrollbars().await?;
        browser.without_motion().await?;
        // The shop's own: a courier comes by day.
        browser.time_zone("Asia/Shanghai").await?;
        Ok(Self { stage, browser, lang })
    }

    fn chapter(&self, name: &str) -> Result<Album> {
        Album::open(self.stage, self.lang, name)
    }

    /// One of two, by the language.
    fn either<T>(&self, english: T, chinese: T) -> T {
        if self.lang == "en" { english } else { chinese }
    }

    /// Somebody whose first line goes back in one tap.
    fn one_tap(&self) -> Buyer {
        self.either(RUNNER, SCARF)
    }

    /// Somebody with several lines to choose from.
    fn several(&self) -> Buyer {
        self.either(SHOES, XU)
    }

    fn page(&self) -> Page {
        // What the other side does is heard of when the story says so.
        Page::shop().lang(self.lang).head(clock::STOPPED)
    }

    async fn visit(&self) -> Result<Shopper<'g>> {
        self.stage.visit(self.browser, self.page()).await
    }

    /// Somebody who looks at their order.
    async fn order(&self, buyer: Buyer) -> Result<Shopper<'g>> {
        let shopper = self.visit().await?;
        shopper.open_and_get_in(buyer).await?;
        Ok(shopper)
    }

    /// A customer whom the shop's own page has signed in, with all of their orders.
    async fn customer(&self, customer_id: &str, buyer: Buyer) -> Result<Shopper<'g>> {
        let session = Sandbox::of(self.stage).sign_in(customer_id).await?;
        self.stage.faults.once("POST /sessions", Fault::rewrite(move |answer| *answer = session.clone()));
        let shopper = self.visit().await?;
        shopper.open().await?;
        self.sign(&shopper, buyer).await?;
        Ok(shopper)
    }

    async fn sign(&self, shopper: &Shopper<'_>, buyer: Buyer) -> Result<()> {
        shopper.fill_get_in(buyer.order, buyer.email).await?;
        shopper.tap(&part_of("get-in", "primary")).await
    }

    /// Somebody who looks at the case of their order, open or closed.
    async fn case(&self, buyer: Buyer) -> Result<Shopper<'g>> {
        let shopper = self.order(buyer).await?;
        shopper.tap(&format!("{}, {}", part("case-row"), part("past-case"))).await?;
        shopper.widget.await_view("case").await?;
        Ok(shopper)
    }

    /// The shop does something with a case.
    async fn shop(&self, case: &Value, step: &str, said: Value) -> Result<()> {
        let id = case["id"].as_str().context("an id")?;
        Sandbox::of(self.stage).act(&format!("/cases/{id}/{step}"), &said).await
    }

    /// So many days later.
    async fn later(&self, days: i64) -> Result<()> {
        Sandbox::of(self.stage).act("/clock", &json!({ "advance_seconds": days * 86_400 })).await
    }
}
