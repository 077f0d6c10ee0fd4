//! A parcel that moves while the shopper looks at it: by the shop's stream, after the stream is cut, and without one.

use std::collections::BTreeSet;

use aftercare_tests::{api::LAMP, clock, faults::Gate, prelude::*};
use anyhow::{Result, ensure};
use serde_json::json;

pub const STORIES: [Story; 5] = stories![
    a_parcel_moves_on_by_its_stream_alone,
    a_cut_stream_loses_no_checkpoint_and_doubles_none,
    a_parcel_moves_on_though_something_holds_its_stream_back,
    where_no_stream_opens_the_shop_is_asked_now_and_then,
    nothing_is_asked_while_nobody_can_see_the_page,
];

/// The clock stands, so nothing is asked for but what the stream has told of.
async fn a_parcel_moves_on_by_its_stream_alone(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let parcel = Watched::open(stage, browser, Page::shop().head(clock::STOPPED)).await?;
    parcel.hears(1, 2).await?;
    parcel.scan("Reno").await?;
    parcel.has_been_in(&["Reno"]).await?;
    parcel.scan("Sparks").await?;
    parcel.has_been_in(&["Sparks", "Reno"]).await?;

    parcel.deliver().await?;
    parcel.arrives().await?;
    parcel.stream_ends().await?;
    let (streams, reads) = (parcel.streams_asked_for(), parcel.reads());
    ensure!(streams == 1, "{streams} streams were asked for");
    // At first, then for each of the four events; for one that arrives in two pieces perhaps twice.
    ensure!((5..=9).contains(&reads), "it was read {reads} times");
    parcel.no_address_has_a_token().await?;
    parcel.shopper.nothing_went_wrong().await
}

async fn a_cut_stream_loses_no_checkpoint_and_doubles_none(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let parcel = Watched::open(stage, browser, Page::shop().head(clock::STOPPED)).await?;
    parcel.hears(1, 2).await?;
    parcel.scan("Reno").await?;
    parcel.has_been_in(&["Reno"]).await?;

    // The next stream is asked for without a long wait, but nobody answers yet.
    let gate = Gate::default();
    stage.faults.once("GET /shipments/*/events", Fault::Hold(gate.clone()));
    stage.faults.cut_streams();
    wait::until("the stream to be asked for anew", || async { Ok((parcel.streams_asked_for() == 2).then_some(())) })
        .await?;
    let reads = parcel.reads();
    parcel.scan("Sparks").await?;
    parcel.scan("Elko").await?;
    ensure!(parcel.reads() == reads && stage.faults.streams() == 0, "nobody could have told it");

    gate.open();
    parcel.has_been_in(&["Elko", "Sparks", "Reno"]).await?;
    parcel.hears(2, reads + 1).await?;
    parcel.scan("Provo").await?;
    parcel.has_been_in(&["Provo", "Elko", "Sparks", "Reno"]).await?;
    parcel.no_address_has_a_token().await?;

    parcel.shopper.tap(&part("back")).await?;
    parcel.stream_ends().await?;
    let streams = parcel.streams_asked_for();
    ensure!(streams == 2, "{streams} streams were asked for");
    parcel.shopper.nothing_went_wrong().await
}

async fn a_parcel_moves_on_though_something_holds_its_stream_back(stage: &mut Stage, browser: &Browser) -> Result<()> {
    stage.faults.always("GET /shipments/*/events", Fault::Collect);
    let parcel = Watched::open(stage, browser, Page::shop()).await?;
    parcel.deliver().await?;
    parcel.arrives().await?;
    let (streams, reads) = (parcel.streams_asked_for(), parcel.reads());
    ensure!(streams == 1, "{streams} streams were asked for");
    ensure!((2..8).contains(&reads), "it was read {reads} times");
    parcel.shopper.nothing_went_wrong().await
}

async fn where_no_stream_opens_the_shop_is_asked_now_and_then(stage: &mut Stage, browser: &Browser) -> Result<()> {
    stage.faults.always("GET /shipments/*/events", Fault::Down);
    let parcel = Watched::open(stage, browser, Page::shop().head(clock::STOPPED)).await?;
    for place in ["Reno", "Sparks"] {
        wait::until("the widget to wait before it asks", || async {
            let waits = clock::waits(browser).await?;
            ensure!(matches!(*waits, [pause] if (16_000.0..=36_000.0).contains(&pause)), "it waits for {waits:?}");
            Ok(Some(()))
        })
        .await?;
        let reads = parcel.reads();
        parcel.scan(place).await?;
        ensure!(parcel.reads() == reads, "it has not waited");
        clock::pass(browser).await?;
        parcel.shopper.widget.text_where(&steps(), "tell of it", |text| text.contains(place)).await?;
    }
    parcel.no_address_has_a_token().await
}

async fn nothing_is_asked_while_nobody_can_see_the_page(stage: &mut Stage, browser: &Browser) -> Result<()> {
    stage.faults.always("GET /shipments/*/events", Fault::Down);
    let parcel = Watched::open(stage, browser, Page::shop().head(clock::STOPPED)).await?;
    let pauses = |count: usize| async move {
        wait::until(&format!("{count} pauses"), || async {
            Ok((clock::waits(browser).await?.len() == count).then_some(()))
        })
        .await
    };
    pauses(1).await?;
    let reads = parcel.reads();
    // No driver hides a page; what the widget asks and hears is the same.
    let show = |is_hidden: bool| {
        browser.run(
            "Object.defineProperty(document, 'hidden', {configurable: true, value: arguments[0]});
             document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))",
            vec![json!(is_hidden)],
        )
    };
    show(true).await?;
    pauses(0).await?;
    parcel.scan("Reno").await?;
    ensure!(parcel.reads() == reads, "it was asked for unseen");
    show(false).await?;
    parcel.shopper.widget.text_where(&steps(), "tell of it at once", |text| text.contains("Reno")).await?;
    parcel.shopper.nothing_went_wrong().await
}

/// A parcel on its way, its page open before the shopper.
struct Watched<'t> {
    stage: &'t Stage,
    shopper: Shopper<'t>,
    id: String,
    /// Its way when the page was opened, newest first.
    so_far: Vec<String>,
}

impl<'t> Watched<'t> {
    async fn open(stage: &'t Stage, browser: &'t Browser, page: Page) -> Result<Self> {
        let shopper = stage.visit(browser, page).await?;
        let id = shopper.open_moving_parcel(stage, LAMP).await?;
        let so_far = shopper.widget.texts(&steps()).await?;
        ensure!(!so_far.is_empty(), "its way so far is there");
        Ok(Self { stage, shopper, id, so_far })
    }

    /// Waits until the `count`-th stream passes and the widget has heard its first event, which only says how things
    /// are: it makes this the `reads`-th reading.
    async fn hears(&self, count: usize, reads: usize) -> Result<()> {
        wait::until("the stream to pass and to be heard", || async {
            let now = (self.streams_asked_for(), self.stage.faults.streams(), self.reads());
            ensure!(now.0 == count && now.1 == 1 && now.2 >= reads, "asked for, passing, readings: {now:?}");
            Ok(Some(()))
        })
        .await
    }

    /// Waits until the widget has closed its stream.
    async fn stream_ends(&self) -> Result<()> {
        wait::until("the stream to end", || async { Ok((self.stage.faults.streams() == 0).then_some(())) }).await
    }

    async fn scan(&self, place: &str) -> Result<()> {
        Sandbox::of(self.stage).act(&format!("/shipments/{}/scan", self.id), &json!({ "place": place })).await
    }

    async fn deliver(&self) -> Result<()> {
        Sandbox::of(self.stage).act(&format!("/shipments/{}/deliver", self.id), &json!({})).await
    }

    /// Waits until the page shows these places, newest first, and under them the way as it was.
    async fn has_been_in(&self, places: &[&str]) -> Result<()> {
        wait::until(&format!("the way over {places:?}"), || async {
            let way = self.shopper.widget.texts(&steps()).await?;
            let new = way.strip_suffix(&*self.so_far).unwrap_or_default();
            let these = new.len() == places.len() && new.iter().zip(places).all(|(step, place)| step.contains(place));
            ensure!(these, "it is {way:?}");
            Ok(Some(()))
        })
        .await
    }

    async fn arrives(&self) -> Result<String> {
        self.shopper.widget.text_where(&part("arrival"), "say it has come", |text| text.contains("Delivered")).await
    }

    fn reads(&self) -> usize {
        self.stage.faults.count(&format!("GET /shipments/{}", self.id))
    }

    fn streams_asked_for(&self) -> usize {
        self.stage.faults.count(&format!("GET /shipments/{}/events", self.id))
    }

    /// Neither at the shop nor in what the page remembers of its requests; and the stream had one.
    async fn no_address_has_a_token(&self) -> Result<()> {
        let seen = self.stage.faults.seen();
        let tokens: BTreeSet<&str> = seen.iter().filter_map(|it| it.token.as_deref()).collect();
        ensure!(
            seen.iter().filter(|it| it.path.ends_with("/events")).all(|it| it.token.is_some()),
            "a stream was asked for without one"
        );
        let script = "return [location.href, ...performance.getEntriesByType('resource').map(entry => entry.name)]";
        let mut addresses: Vec<String> = serde_json::from_value(self.shopper.browser.eval(script, vec![]).await?)?;
        addresses.extend(seen.iter().map(|it| format!("{}?{}", it.path, it.query)));
        let telling = addresses.iter().find(|address| tokens.iter().any(|token| address.contains(token)));
        ensure!(telling.is_none(), "{telling:?} has a token");
        Ok(())
    }
}

/// The selector of what the page shows of the way.
fn steps() -> String {
    format!("{} li", part_of("parcel", "timeline"))
}
