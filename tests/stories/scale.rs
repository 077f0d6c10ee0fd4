//! Shoppers with a great deal: thousands of orders, a thousand checkpoints, thirty parcels.

use std::sync::atomic::{AtomicU64, Ordering};

use aftercare_tests::{
    api::{LAMP, RUNNER},
    prelude::*,
};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use thirtyfour::common::keys::Key;

pub const STORIES: [Story; 7] = stories![
    two_thousand_orders_pass_by_and_the_page_stays_small,
    coming_back_from_an_order_finds_the_place_on_a_page_that_scrolls,
    without_an_observer_the_button_brings_the_next_orders,
    a_page_of_orders_that_does_not_come_is_asked_for_again,
    a_search_finds_an_old_order_and_forgets_nothing,
    a_way_of_a_thousand_checkpoints_grows_at_its_head_only,
    of_thirty_parcels_those_in_trouble_come_first,
];

/// More rows than ever stand on the page, however long the list.
const MOST_ROWS: u64 = 150;

/// The list, and what scrolls when the shopper does: the panel's view, or the page.
const LIST: &str = "
const view = root.querySelector('[part~=view]');
const scroller = getComputedStyle(view).overflowY === 'auto' ? view : document.scrollingElement;
const rows = () => [...root.querySelectorAll('[part~=order-row]')];
const frame = () => new Promise(done => requestAnimationFrame(done));
";

/// Ada has bought `count` more orders, the newest in `parcels` parcels, and gets in as a customer whom the shop's page
/// has signed in: all of her orders are open.
async fn ada<'b>(
    stage: &Stage,
    browser: &'b Browser,
    page: Page,
    count: usize,
    parcels: usize,
) -> Result<(Shopper<'b>, Vec<String>)> {
    let sandbox = Sandbox::of(stage);
    let bought = json!({ "customer_id": "cus_ada", "count": count, "parcels": parcels });
    let numbers = serde_json::from_value(sandbox.ask("/orders", &bought).await?["numbers"].take())?;
    let session = sandbox.sign_in("cus_ada").await?;
    stage.faults.once("POST /sessions", Fault::rewrite(move |answer| *answer = session.clone()));
    let shopper = stage.visit(browser, page).await?;
    if shopper.on_page("aftercare-widget[mode=inline]").await? == 0 {
        shopper.open().await?;
    }
    shopper.fill_get_in(RUNNER.order, RUNNER.email).await?;
    shopper.tap(&part_of("get-in", "primary")).await?;
    shopper.widget.await_view("home").await?;
    Ok((shopper, numbers))
}

async fn two_thousand_orders_pass_by_and_the_page_stays_small(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let (shopper, _) = ada(stage, browser, Page::shop(), 2_000, 1).await?;
    let list = List(&shopper);
    let begin = list.pace().await?;
    let mut most = 0;
    for count in [400, 800, 1_200, 1_600, 2_000] {
        most = most.max(list.read_on_to(count).await?);
    }
    shopper.widget.gone(&part("more")).await?;
    ensure!(most <= MOST_ROWS, "{most} rows stood on the page");
    let said = shopper.widget.text(&part("shown")).await?;
    let last = list.eval("return rows().pop().parentElement.getAttribute('aria-posinset')", Value::Null).await?;
    let all = list.eval("return rows().pop().parentElement.getAttribute('aria-setsize')", Value::Null).await?;
    ensure!(
        last == all && last.as_str().is_some_and(|last| said.replace(',', "").contains(last)),
        "{last} {all} {said}"
    );
    let elements = list.eval("return root.querySelectorAll('*').length", Value::Null).await?;
    ensure!(elements.as_u64().is_some_and(|count| count < 5_000), "{elements} elements");

    // As smooth as at the beginning: a frame takes as long where thousands are known as where twenty were.
    let end = list.pace().await?;
    ensure!(end <= 3.0 * begin, "a frame took {begin} ms at the beginning, {end} ms at the end");

    list.eval("scroller.scrollTop = scroller.scrollHeight / 2", Value::Null).await?;
    let opened = list.row_in_sight().await?;
    list.open(&opened).await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("home").await?;
    list.is_back_at(&opened).await?;
    let rows = list.eval("return rows().length", Value::Null).await?;
    ensure!(rows.as_u64().is_some_and(|rows| rows <= MOST_ROWS), "{rows} rows");
    shopper.nothing_went_wrong().await
}

async fn coming_back_from_an_order_finds_the_place_on_a_page_that_scrolls(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let (shopper, _) = ada(stage, browser, Page::inline(), 200, 1).await?;
    let list = List(&shopper);
    list.read_on_to(120).await?;
    list.eval("scroller.scrollTop = scroller.scrollHeight / 2", Value::Null).await?;
    let opened = list.row_in_sight().await?;
    list.open(&opened).await?;
    let top = list.eval("return root.querySelector('[part~=title]').getBoundingClientRect().top", Value::Null).await?;
    ensure!(top.as_f64().is_some_and(|top| (0.0..600.0).contains(&top)), "the order's title is at {top}");
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("home").await?;
    list.is_back_at(&opened).await?;
    shopper.nothing_went_wrong().await
}

async fn without_an_observer_the_button_brings_the_next_orders(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let page = Page::shop().head("<script>delete window.IntersectionObserver</script>");
    let (shopper, _) = ada(stage, browser, page, 50, 1).await?;
    let rows = part("order-row");
    ensure!(shopper.widget.count(&rows).await? == 20, "a page of orders");
    shopper.widget.get(&part("more")).await?.focus().await?;
    browser.press(&[Key::Enter]).await?;
    wait::until("the next page", || async { Ok((shopper.widget.count(&rows).await? == 40).then_some(())) }).await?;
    // Whoever asked goes on reading with the first of the new ones.
    let focus = "return root.activeElement.parentElement.getAttribute('aria-posinset')";
    wait::until("the focus to go on", || async {
        let position = shopper.widget.eval(focus, Value::Null).await?;
        ensure!(position == "21", "it is at {position}");
        Ok(Some(()))
    })
    .await?;
    let said = shopper.widget.text(&part("shown")).await?;
    ensure!(said.contains("40"), "{said:?}");
    shopper.nothing_went_wrong().await
}

async fn a_page_of_orders_that_does_not_come_is_asked_for_again(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let (shopper, _) = ada(stage, browser, Page::shop(), 150, 1).await?;
    let list = List(&shopper);
    stage.faults.always("GET /orders", Fault::Down);
    list.eval("scroller.scrollTop = scroller.scrollHeight", Value::Null).await?;
    shopper.widget.get(&format!("{}[data-kind=unreachable]", part("problem"))).await?;
    let asked = stage.faults.count("GET /orders");
    ensure!(shopper.widget.count(&part("order-row")).await? >= 20, "what was there stays");
    ensure!(asked == stage.faults.count("GET /orders"), "it does not ask on and on");
    stage.faults.lift();
    shopper.tap(&part("retry")).await?;
    shopper.widget.gone(&part("problem")).await?;
    list.read_on_to(150).await?;
    Ok(())
}

async fn a_search_finds_an_old_order_and_forgets_nothing(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let (shopper, numbers) = ada(stage, browser, Page::shop(), 300, 1).await?;
    let list = List(&shopper);
    let wanted = numbers.get(270).context("an old order")?;
    let field = part("order-search");
    shopper.fill(&field, wanted).await?;
    let row = format!("{}[data-order=\"{wanted}\"]", part("order-row"));
    shopper.widget.get(&row).await?;
    ensure!(shopper.widget.count(&part("order-row")).await? == 1, "only this one");
    shopper.tap(&row).await?;
    shopper.widget.await_view("order").await?;
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("home").await?;
    shopper.widget.get(&row).await?;
    ensure!(shopper.widget.value(&field).await? == *wanted, "what was looked for is still there");

    shopper.fill(&field, "no such thing").await?;
    let nothing = shopper.widget.text(&part("empty")).await?;
    ensure!(nothing.contains("no such thing"), "{nothing:?}");
    // Drivers differ in what they tell a page of a field they empty.
    shopper.fill(&field, " ").await?;
    wait::until("all orders to be back", || async {
        Ok((shopper.widget.count(&part("order-row")).await? >= 20).then_some(()))
    })
    .await?;
    list.read_on_to(60).await?;
    shopper.nothing_went_wrong().await
}

async fn a_way_of_a_thousand_checkpoints_grows_at_its_head_only(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let sandbox = Sandbox::of(stage);
    let order = Desk::open(stage, LAMP).await?.order().await?;
    let parcels = order["shipments"].as_array().context("shipments")?;
    let moving = parcels.iter().position(|it| it["tracking_status"] == "in_transit").context("one in transit")?;
    let id = parcels[moving]["id"].as_str().context("its id")?;
    sandbox.act(&format!("/shipments/{id}/scan"), &json!({ "times": 1_000 })).await?;
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(LAMP).await?;
    shopper.tap(&format!("{}:nth-child({})", part_of("order", "shipment"), moving + 1)).await?;
    shopper.widget.await_view("parcel").await?;

    let steps = format!("{} li", part_of("parcel", "timeline"));
    wait::until("the newest of its way", || async {
        let count = shopper.widget.count(&steps).await?;
        Ok((count == 20).then_some(()))
    })
    .await?;
    let more = part_of("parcel", "more");
    let mut pressed = 0;
    while shopper.widget.count(&more).await? > 0 {
        shopper.widget.eval("all(arguments[1])[0].click()", more.clone()).await?;
        pressed += 1;
        ensure!(pressed <= 11, "it never ends");
    }
    ensure!(pressed >= 10, "it took {pressed} steps");
    // All of it can be scrolled through, and only what is near is there.
    let steps_there = "return root.querySelectorAll('[part~=timeline] li').length";
    wait::until("what is far to leave the page", || async {
        let count = shopper.widget.eval(steps_there, Value::Null).await?;
        ensure!(count.as_u64().is_some_and(|count| count <= 420), "{count} steps are on the page");
        Ok(Some(()))
    })
    .await?;

    let mark = "for (const step of root.querySelectorAll('[part~=timeline] li, [part~=arrival], [part~=tell-me]'))
                  step.__before = true";
    shopper.widget.eval(mark, Value::Null).await?;
    sandbox.act(&format!("/shipments/{id}/scan"), &json!({ "place": "Elko" })).await?;
    shopper.widget.text_where(&steps, "tell of Elko", |text| text.contains("Elko")).await?;
    let new = "const steps = [...root.querySelectorAll('[part~=timeline] li')];
               const tell = root.querySelector('[part~=tell-me]');
               return [steps.filter(step => !step.__before).length, !!tell.__before]";
    let drawn = shopper.widget.eval(new, Value::Null).await?;
    ensure!(drawn[0].as_u64().is_some_and(|count| count <= 21), "{} steps were drawn anew", drawn[0]);
    ensure!(drawn[1] == true, "what has nothing to do with it was drawn anew");
    shopper.nothing_went_wrong().await
}

async fn of_thirty_parcels_those_in_trouble_come_first(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let (shopper, numbers) = ada(stage, browser, Page::shop(), 1, 30).await?;
    let number = numbers.first().context("an order")?;
    shopper.tap(&format!("{}[data-order=\"{number}\"]", part("order-row"))).await?;
    shopper.widget.await_view("order").await?;
    let parcels = part_of("order", "shipment");
    let first = shopper.widget.texts(&parcels).await?;
    ensure!(first.len() == 5 && first.iter().all(|text| !text.contains("Delivered")), "{first:?}");
    ensure!(first.iter().all(|text| text.contains("Held up") || text.contains("Delivery attempted")), "{first:?}");
    shopper.start_counting();
    shopper.tap(&part_of("order", "more-parcels")).await?;
    wait::until("all of them", || async { Ok((shopper.widget.count(&parcels).await? == 30).then_some(())) }).await?;
    ensure!(shopper.taps() == 1, "it took {} taps", shopper.taps());
    wait::until("the focus to go on", || async {
        Ok((shopper.widget.focused().await?.as_deref() == Some("shipment")).then_some(()))
    })
    .await?;
    shopper.nothing_went_wrong().await
}

/// The list of orders before the shopper.
struct List<'s, 'b>(&'s Shopper<'b>);

/// A row that was tapped, and where it stood.
#[derive(Debug)]
struct Opened {
    number: String,
    top: f64,
}

impl List<'_, '_> {
    async fn eval(&self, body: &str, argument: impl Into<Value>) -> Result<Value> {
        self.0.widget.eval(&format!("{LIST}{body}"), argument).await
    }

    /// Scrolls on until so many orders have been read, and gives the most rows that were ever on the page.
    async fn read_on_to(&self, count: u64) -> Result<u64> {
        let most = AtomicU64::new(0);
        wait::until(&format!("{count} orders"), || async {
            let now = self
                .eval(
                    "scroller.scrollTop = scroller.scrollHeight;
                     const last = rows().pop();
                     return [rows().length, last ? +last.parentElement.getAttribute('aria-posinset') : 0]",
                    Value::Null,
                )
                .await?;
            most.fetch_max(now[0].as_u64().context("rows")?, Ordering::Relaxed);
            let read = now[1].as_u64().context("a position")?;
            ensure!(read >= count, "{read} so far");
            Ok(Some(()))
        })
        .await?;
        Ok(most.into_inner())
    }

    /// What a frame takes, in milliseconds, while the shopper scrolls up and down: the middle one of forty.
    async fn pace(&self) -> Result<f64> {
        let script = format!(
            "const root = document.querySelector('aftercare-widget').shadowRoot;
             {LIST}
             const times = [];
             let before = performance.now();
             for (let step = 0; step < 40; step += 1) {{
               scroller.scrollTop += step < 20 ? 120 : -120;
               await frame();
               const now = performance.now();
               times.push(now - before);
               before = now;
             }}
             return times.sort((one, other) => one - other)[20]"
        );
        self.0.browser.eval_async(&script, vec![]).await?.as_f64().context("a time")
    }

    /// Waits until a row stands in the middle of what can be seen.
    async fn row_in_sight(&self) -> Result<Opened> {
        wait::until("a row in sight", || async {
            let found = self
                .eval(
                    "const inside = rows().map(row => [row.dataset.order, row.getBoundingClientRect().top]);
                     return inside.find(([, top]) => top > innerHeight / 3 && top < innerHeight * 2 / 3) || null",
                    Value::Null,
                )
                .await?;
            let number = found[0].as_str().map(ToOwned::to_owned);
            Ok(number.zip(found[1].as_f64()).map(|(number, top)| Opened { number, top }))
        })
        .await
    }

    async fn open(&self, row: &Opened) -> Result<()> {
        self.eval("rows().find(row => row.dataset.order === arguments[1]).click()", row.number.clone()).await?;
        self.0.widget.await_view("order").await
    }

    /// Waits until the row has the focus and stands where it stood.
    async fn is_back_at(&self, row: &Opened) -> Result<()> {
        wait::until("the row to be where it was", || async {
            let now = self
                .eval(
                    "const row = root.activeElement;
                     return row && row.dataset.order ? [row.dataset.order, row.getBoundingClientRect().top] : null",
                    Value::Null,
                )
                .await?;
            let top = now[1].as_f64().unwrap_or_default();
            ensure!(now[0] == *row.number && (top - row.top).abs() <= 2.0, "{now} instead of {row:?}");
            Ok(Some(()))
        })
        .await
    }
}
