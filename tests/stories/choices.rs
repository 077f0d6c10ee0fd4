//! Returning with choices: more than one line, why, what for, how it travels, and what gets in between.

use aftercare_tests::{
    api::{Buyer, DAYPACK},
    prelude::*,
};
use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};
use thirtyfour::common::keys::Key;

pub const STORIES: [Story; 12] = stories![
    several_lines_and_part_quantities_go_back_in_one_case,
    a_long_list_of_reasons_is_searched,
    a_reason_that_asks_for_proof_waits_for_it,
    store_credit_brings_its_bonus,
    a_gifts_recipient_never_sees_a_price,
    the_quote_runs_out_while_deciding,
    the_refund_changes_while_deciding,
    a_quote_about_to_end_is_renewed_quietly,
    offline_in_the_middle_of_the_form_and_back,
    signed_out_in_the_middle_and_nothing_typed_is_lost,
    the_shop_refuses_and_the_form_is_as_it_was,
    the_keyboard_alone_fills_in_the_form,
];

/// Three lines bought in the US a week ago: shoes, a jacket, two mugs.
const SHOES: Buyer = Buyer { order: "10530", email: "nora@example.com" };
/// Two jackets, three packs of socks, a lamp and a mug, too long ago to go back without a reason.
const JACKETS: Buyer = Buyer { order: "10531", email: "xu.jing@example.com" };

fn send() -> String {
    format!("{}:not([aria-disabled=true])", part_of("return", "primary"))
}

fn reason(code: &str) -> String {
    format!("label:has([part~=reason][value={code}])")
}

/// Opens the form for the order's `line`-th line, counted from 0.
async fn open_form(shopper: &Shopper<'_>, buyer: Buyer, line: usize) -> Result<()> {
    shopper.open_and_get_in(buyer).await?;
    choose_line(shopper, line).await
}

async fn choose_line(shopper: &Shopper<'_>, line: usize) -> Result<()> {
    shopper.tap_on_line(line, "choices").await?;
    shopper.widget.await_view("return").await
}

/// Unfolds the other lines and takes the `row`-th in, counted from 1.
async fn add_line(shopper: &Shopper<'_>, row: usize) -> Result<String> {
    // What is folded away has boxes all the same.
    if shopper.widget.count("details[open] > summary").await? == 0 {
        shopper.tap(&format!("{} > summary", part("others"))).await?;
    }
    let line = format!("{}:nth-child({row})", part("other"));
    shopper.tap(&format!("{line} label:has({})", part("add-line"))).await?;
    shopper.widget.get(&format!("{line} {}", part("reason"))).await.context("its own reasons")?;
    Ok(line)
}

async fn several_lines_and_part_quantities_go_back_in_one_case(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper, JACKETS, 0).await?;
    shopper.tap(&reason("changed_mind")).await?;
    shopper.widget.get(&send()).await?;
    let one = shopper.widget.text(&send()).await?;

    let socks = add_line(&shopper, 1).await?;
    let title = shopper.widget.text(&format!("{socks} .row-title")).await?;
    shopper.widget.text_where("#why", "say what is missing where", |text| text.contains(&title)).await?;
    add_line(&shopper, 3).await?;
    shopper.tap(&part("same-reason")).await?;
    shopper.widget.gone(&part("same-reason")).await?;
    shopper.choose(&format!("{socks} {}", part("quantity")), "2").await?;
    shopper.widget.text_where(&send(), "hold more than one line's money", |text| text != one).await?;
    let promised = quoted_total(&shopper).await?;
    shopper.tap(&send()).await?;
    shopper.widget.await_view("case").await?;

    let case = Desk::open(stage, JACKETS).await?.only_case().await?;
    let items = case["items"].as_array().context("items")?;
    let quantities: Vec<_> = items.iter().map(|item| item["quantity"].as_u64().unwrap_or_default()).collect();
    ensure!(quantities == [2, 2, 1], "{case:#}");
    ensure!(items.iter().all(|item| item["reason_label"] == items[0]["reason_label"]), "{case:#}");
    ensure!(case["refund"]["amount"]["amount"] == promised, "promised {promised}, recorded {case:#}");
    shopper.nothing_went_wrong().await
}

/// What the parts of the refund shown sum to, and the total they stand above, in minor units of a currency with two
/// decimals.
async fn quoted_total(shopper: &Shopper<'_>) -> Result<i64> {
    let values = shopper.widget.texts(&format!("{} dd", part("quote"))).await?;
    let strong = shopper.widget.text(&format!("{} dd.strong", part("quote"))).await?;
    let amounts: Vec<i64> = values.iter().take_while(|value| **value != strong).filter_map(|it| minor(it)).collect();
    let total = minor(&strong).with_context(|| format!("{strong:?} is an amount"))?;
    ensure!(amounts.is_empty() || amounts.iter().sum::<i64>() == total, "{values:?} do not sum to {strong:?}");
    Ok(total)
}

fn minor(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let amount: i64 = digits.parse().ok().filter(|_| text.contains('.'))?;
    Some(if text.contains(['-', '\u{2212}']) { -amount } else { amount })
}

async fn a_long_list_of_reasons_is_searched(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper, JACKETS, 0).await?;
    let search = part("reason-search");
    shopper.fill(&search, "dragon").await?;
    shopper.widget.gone(&part("reason")).await?;
    shopper.widget.text_where(&part_of("return", "reason-count"), "say so", |text| text.contains("No reason")).await?;
    shopper.fill(&search, "SMALL").await?;
    shopper.widget.text_where(&part_of("return", "reason-count"), "count", |text| text.starts_with('1')).await?;
    // By keyboard from the field to what was found; the words and the focus stay.
    browser.press(&[Key::Tab]).await?;
    browser.press(&[Key::Space]).await?;
    shopper.widget.get(&send()).await?;
    ensure!(shopper.widget.focused().await?.as_deref() == Some("reason"), "the focus stayed on the reason");
    ensure!(shopper.widget.value(&search).await? == "SMALL");
    shopper.tap(&send()).await?;
    shopper.widget.await_view("case").await?;
    let case = Desk::open(stage, JACKETS).await?.only_case().await?;
    ensure!(case["items"][0]["reason_label"].as_str().is_some_and(|label| label.contains("small")), "{case:#}");
    shopper.nothing_went_wrong().await
}

async fn a_reason_that_asks_for_proof_waits_for_it(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper, JACKETS, 2).await?;
    ensure!(shopper.widget.count("input[name=serial], textarea, input[type=file]").await? == 0, "nothing is asked yet");
    shopper.tap(&reason("faulty")).await?;
    shopper.tap(&reason("does_not_work")).await?;
    shopper.widget.text_where("#why", "ask for the serial number", |text| text.contains("serial")).await?;
    // What it comes to is said before anybody takes a photo.
    shopper.widget.text(&part("quote")).await?;
    shopper.fill("input[name=serial]", "YL-2231").await?;
    shopper.widget.text_where("#why", "ask for a video", |text| text.contains("video")).await?;
    shopper.tap(&part_of("return", "primary")).await?;
    ensure!(stage.faults.count("POST /cases") == 0, "nothing is sent without what the reason asks for");

    shopper.tap(&reason("broken_on_arrival")).await?;
    shopper.widget.gone("input[name=serial]").await?;
    shopper.tap(&part("add-note")).await?;
    shopper.fill("textarea[name=note]", "The shade is cracked.").await?;
    shopper.widget.text_where("#why", "ask for a photo", |text| text.contains("photo")).await?;
    shopper.nothing_went_wrong().await
}

async fn store_credit_brings_its_bonus(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper, SHOES, 0).await?;
    let refund = format!("label:has({}[value=refund])", part("resolution"));
    let credit = format!("label:has({}[value=store_credit])", part("resolution"));
    let said = shopper.widget.text(&refund).await?;
    ensure!(said.contains("48.00"), "{said:?}");
    let said = shopper.widget.text(&credit).await?;
    ensure!(said.contains("52.80") && said.contains("4.80"), "amount and bonus: {said:?}");
    ensure!(shopper.widget.count(&part("exchange-instead")).await? == 1, "an exchange stands beside them");

    shopper.tap(&credit).await?;
    shopper.widget.text_where(&send(), "promise the credit", |text| text.contains("52.80")).await?;
    ensure!(quoted_total(&shopper).await? == 5_280);
    shopper.tap(&send()).await?;
    shopper.widget.await_view("case").await?;
    let case = Desk::open(stage, SHOES).await?.only_case().await?;
    ensure!(case["resolution"] == "store_credit" && case["refund"]["amount"]["amount"] == 5_280, "{case:#}");
    shopper.nothing_went_wrong().await
}

async fn a_gifts_recipient_never_sees_a_price(stage: &mut Stage, browser: &Browser) -> Result<()> {
    // The shop's own link opened it; the widget is handed the session where it asks for one.
    let session = Sandbox::of(stage).gift_session(stage, SHOES.order).await?;
    stage.faults.always("POST /sessions", Fault::rewrite(move |body| *body = session.clone()));
    let shopper = stage.visit(browser, Page::shop()).await?;
    let mut read = Vec::new();
    open_form(&shopper, SHOES, 0).await?;
    shopper.widget.get(&part("quote")).await?;
    read.push(shopper.widget.everything().await?);
    shopper.tap(&send()).await?;
    shopper.widget.await_view("case").await?;
    read.push(shopper.widget.everything().await?);
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("order").await?;
    read.push(shopper.widget.everything().await?);
    for text in read {
        let price = text.split_whitespace().find(|word| is_price(word));
        ensure!(price.is_none(), "{price:?} is a price in {text:?}");
    }
    shopper.nothing_went_wrong().await
}

/// A currency's sign, or a number with two decimals.
fn is_price(word: &str) -> bool {
    let decimals = |rest: &str| rest.chars().take_while(char::is_ascii_digit).count() == 2;
    let number = |(before, after): (&str, &str)| before.ends_with(|c: char| c.is_ascii_digit()) && decimals(after);
    word.contains(['$', '€', '¥']) || word.split_once('.').is_some_and(number)
}

async fn the_quote_runs_out_while_deciding(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper, JACKETS, 0).await?;
    shopper.tap(&reason("changed_mind")).await?;
    shopper.tap(&part("add-note")).await?;
    shopper.fill("textarea[name=note]", "Bought twice.").await?;
    shopper.choose(&part_of("return", "quantity"), "1").await?;
    shopper.tap(&format!("label:has({}[value=drop_off_label])", part("method"))).await?;
    shopper.widget.get(&send()).await?;
    Sandbox::of(stage).act("/clock", &json!({ "advance_seconds": 16 * 60 })).await?;

    shopper.tap(&send()).await?;
    shopper.widget.get(&format!("{}[data-kind=expired]", part("news"))).await?;
    shopper.widget.await_view("return").await?;
    let desk = Desk::open(stage, JACKETS).await?;
    ensure!(desk.cases().await?.is_empty(), "nothing is filed without another tap");
    ensure!(shopper.widget.value("textarea[name=note]").await? == "Bought twice.");
    ensure!(shopper.widget.count(&format!("{}[value=drop_off_label]:checked", part("method"))).await? == 1);
    shopper.tap(&send()).await?;
    shopper.widget.await_view("case").await?;
    let case = desk.only_case().await?;
    ensure!(case["items"][0]["quantity"] == 1 && case["items"][0]["note"] == "Bought twice.", "{case:#}");
    ensure!(case["method"]["code"] == "drop_off_label", "{case:#}");
    shopper.nothing_went_wrong().await
}

async fn the_refund_changes_while_deciding(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper, DAYPACK, 0).await?;
    shopper.tap(&reason("changed_mind")).await?;
    shopper.widget.get(&send()).await?;
    let was = quoted_total(&shopper).await?;
    // On another of the shopper's devices.
    let desk = Desk::open(stage, DAYPACK).await?;
    desk.claim_price_difference().await?;

    shopper.tap(&send()).await?;
    let told = shopper.widget.text(&format!("{}[data-kind=changed]", part("news"))).await?;
    let now = quoted_total(&shopper).await?;
    ensure!(now < was, "it was {was} and is {now}");
    let amounts = [was, now].map(|amount| format!("{}.{:02}", amount / 100, amount % 100));
    ensure!(amounts.iter().all(|amount| told.contains(amount)), "{told:?} names {amounts:?}");
    let returns = |cases: Vec<Value>| cases.into_iter().filter(|case| case["type"] == "return").collect::<Vec<_>>();
    ensure!(returns(desk.cases().await?).is_empty(), "nothing is filed without another tap");
    shopper.tap(&send()).await?;
    shopper.widget.await_view("case").await?;
    let cases = returns(desk.cases().await?);
    ensure!(cases.len() == 1 && cases[0]["refund"]["amount"]["amount"] == now, "{cases:#?}");
    shopper.nothing_went_wrong().await
}

async fn a_quote_about_to_end_is_renewed_quietly(stage: &mut Stage, browser: &Browser) -> Result<()> {
    // A quarter of an hour less some seconds later by the shopper's clock. Changed by the page itself: what Firefox runs
    // for a driver sees a clock of its own.
    let later =
        "<script>addEventListener('later', () => { const { now } = Date; Date.now = () => now() + 895000 })</script>";
    let shopper = stage.visit(browser, Page::shop().head(later)).await?;
    open_form(&shopper, JACKETS, 0).await?;
    shopper.tap(&reason("changed_mind")).await?;
    shopper.widget.get(&send()).await?;
    let asked = stage.faults.count("POST /quotes");
    browser.run("window.dispatchEvent(new Event('later'))", vec![]).await?;
    wait::until("another quote", || async { Ok((stage.faults.count("POST /quotes") > asked).then_some(())) }).await?;
    shopper.widget.get(&send()).await?;
    ensure!(shopper.widget.count(&part("news")).await? == 0, "nothing has changed, nothing is said");
    shopper.tap(&send()).await?;
    shopper.widget.await_view("case").await?;
    shopper.nothing_went_wrong().await
}

async fn offline_in_the_middle_of_the_form_and_back(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper, JACKETS, 0).await?;
    stage.faults.always("*", Fault::Down);
    shopper.connection(false).await?;
    shopper.widget.get(&part("offline")).await?;
    shopper.tap(&reason("changed_mind")).await?;
    shopper.widget.get(&format!("{}[data-kind=offline]", part("problem"))).await?;
    shopper.choose(&part_of("return", "quantity"), "1").await?;
    stage.faults.lift();
    shopper.start_counting();
    shopper.connection(true).await?;
    shopper.widget.get(&send()).await?;
    ensure!(shopper.taps() == 0, "it went on by itself");
    shopper.tap(&send()).await?;
    shopper.widget.await_view("case").await?;
    let case = Desk::open(stage, JACKETS).await?.only_case().await?;
    ensure!(case["items"][0]["quantity"] == 1, "{case:#}");
    Ok(())
}

async fn signed_out_in_the_middle_and_nothing_typed_is_lost(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper, JACKETS, 0).await?;
    shopper.tap(&reason("other")).await?;
    add_line(&shopper, 1).await?;
    shopper.tap(&format!("{} {}", part("other"), reason("style"))).await?;
    shopper.choose(&part_of("return", "quantity"), "1").await?;
    stage.faults.once("POST /quotes", Fault::TokenEnded);
    let words = "The sleeves are too long for my taste.";
    shopper.tap("textarea[name=note]").await?;
    browser.type_text(&words[..1]).await?;
    shopper.widget.await_view("get-in").await?;

    shopper.fill_get_in(JACKETS.order, JACKETS.email).await?;
    shopper.tap(&part_of("get-in", "primary")).await?;
    shopper.widget.await_view("return").await?;
    ensure!(shopper.widget.value("textarea[name=note]").await? == words[..1]);
    ensure!(shopper.widget.value(&part_of("return", "quantity")).await? == "1");
    ensure!(shopper.widget.count(&format!("{}:checked", part("reason"))).await? == 2, "both reasons are there");
    shopper.fill("textarea[name=note]", words).await?;
    shopper.tap(&send()).await?;
    shopper.widget.await_view("case").await?;
    let case = Desk::open(stage, JACKETS).await?.only_case().await?;
    ensure!(case["items"].as_array().is_some_and(|items| items.len() == 2), "{case:#}");
    ensure!(case["items"][0]["note"] == words, "{case:#}");
    Ok(())
}

async fn the_shop_refuses_and_the_form_is_as_it_was(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper, JACKETS, 0).await?;
    shopper.tap(&reason("changed_mind")).await?;
    add_line(&shopper, 3).await?;
    shopper.tap(&part("same-reason")).await?;
    shopper.widget.get(&send()).await?;
    // On another of the shopper's devices, just before.
    let desk = Desk::open(stage, JACKETS).await?;
    desk.return_line(3, "changed_mind").await?;

    shopper.tap(&send()).await?;
    let told = shopper.widget.text(&format!("{}[data-kind=refused]", part("news"))).await?;
    ensure!(told.split_whitespace().count() > 3 && !told.contains('_'), "it is a sentence: {told:?}");
    // The line that is gone is out; the other stays as it was and can still go back.
    ensure!(shopper.widget.count(&format!("{}:checked", part("reason"))).await? == 1);
    shopper.tap(&send()).await?;
    shopper.widget.await_view("case").await?;
    let cases = desk.cases().await?;
    ensure!(cases.len() == 2 && cases[0]["items"].as_array().is_some_and(|items| items.len() == 1), "{cases:#?}");
    Ok(())
}

/// Presses Tab until something with this part has the focus.
async fn tab_to(shopper: &Shopper<'_>, wanted: &str) -> Result<()> {
    let mut stops = Vec::new();
    for _ in 0..30 {
        let stop = shopper.widget.focused().await?.unwrap_or_default();
        if stop == wanted {
            return Ok(());
        }
        stops.push(stop);
        shopper.browser.press(&[Key::Tab]).await?;
    }
    bail!("Tab never came to {wanted}; it stopped at {stops:?}")
}

async fn the_keyboard_alone_fills_in_the_form(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    open_form(&shopper, JACKETS, 0).await?;
    tab_to(&shopper, "reason").await?;
    browser.press(&[Key::Space]).await?;
    shopper.widget.get(&send()).await?;
    ensure!(shopper.widget.focused().await?.as_deref() == Some("reason"), "the reason keeps the focus");
    tab_to(&shopper, "resolution").await?;
    browser.press(&[Key::Right]).await?;
    shopper.widget.text_where(&send(), "promise the credit", |text| text.contains("credit")).await?;
    shopper.widget.get(&send()).await?;
    ensure!(shopper.widget.focused().await?.as_deref() == Some("resolution"), "the next quote takes no focus away");
    tab_to(&shopper, "method").await?;
    browser.press(&[Key::Down]).await?;
    let label = format!("{}[value=drop_off_label]:checked", part("method"));
    wait::until("the method", || async { Ok((shopper.widget.count(&label).await? == 1).then_some(())) }).await?;
    shopper.widget.get(&send()).await?;
    tab_to(&shopper, "primary").await?;
    browser.press(&[Key::Enter]).await?;
    shopper.widget.await_view("case").await?;
    let case = Desk::open(stage, JACKETS).await?.only_case().await?;
    ensure!(case["resolution"] == "store_credit" && case["method"]["code"] == "drop_off_label", "{case:#}");
    shopper.nothing_went_wrong().await
}
