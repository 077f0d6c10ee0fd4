//! Help: articles searched and read, people to ask, and what to tell them.

use aftercare_tests::{
    api::{LAMP, RUNNER},
    axe,
    faults::Gate,
    prelude::*,
};
use anyhow::{Result, ensure};
use serde_json::{Value, json};
use thirtyfour::Key;

pub const STORIES: [Story; 10] = stories![
    an_article_is_found_while_typing_and_two_taps_away,
    a_question_that_is_overtaken_changes_nothing,
    a_word_still_being_composed_is_no_question_yet,
    chinese_is_found_and_read,
    an_article_that_is_gone_leaves_a_way_on,
    help_that_does_not_come_says_so_and_comes_again,
    whether_an_article_helped_is_asked_once_and_can_be_changed,
    people_are_there_by_the_shoppers_own_clock,
    where_something_fails_the_articles_are_one_tap_away,
    axe_finds_nothing_serious_in_help,
];

const ROW: &str = "[part~=\"article-row\"]";

async fn ask_for_help<'b>(stage: &Stage, browser: &'b Browser, page: Page) -> Result<Shopper<'b>> {
    let shopper = stage.visit(browser, page).await?;
    shopper.open_and_get_in(RUNNER).await?;
    shopper.start_counting();
    shopper.tap(&part_of("order", "help")).await?;
    shopper.widget.await_view("help").await?;
    Ok(shopper)
}

async fn search(shopper: &Shopper<'_>, words: &str, finds: &str) -> Result<()> {
    shopper.fill(&part("help-search"), words).await?;
    shopper.widget.text_where(&part("found"), "say how many", |text| text.contains(finds)).await.map(drop)
}

fn article(id: &str) -> String {
    format!("{ROW}[data-id=\"{id}\"]")
}

async fn an_article_is_found_while_typing_and_two_taps_away(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = ask_for_help(stage, browser, Page::shop()).await?;
    shopper.widget.text_where(&part("found"), "say what these are", |text| text == "Most read").await?;
    search(&shopper, "return an item", "found").await?;
    // By keyboard: down from the field, then in.
    browser.press(&[Key::Down]).await?;
    wait::until("the first article to have the focus", || async {
        Ok((shopper.widget.focused().await?.as_deref() == Some("article-row")).then_some(()))
    })
    .await?;
    shopper.tap(&article("return-an-item")).await?;
    shopper.widget.await_view("article").await?;
    ensure!(shopper.taps() == 2, "it took {} taps", shopper.taps());
    let read = shopper.widget.text(&part("article")).await?;
    for words in
        ["Return an item", "As of October 2026", "Show the code", "Our mistake, or a fault", "can't be returned"]
    {
        ensure!(read.contains(words), "{words:?} is not in {read:?}");
    }
    for (what, count) in [("ol li", 3), ("th", 2), ("td", 4), ("strong", 1), ("[role=note]", 1)] {
        let selector = format!("{} {what}", part("article"));
        ensure!(shopper.widget.count(&selector).await? == count, "{what}: not {count}");
    }
    shopper.tap(&part("back")).await?;
    shopper.widget.await_view("help").await?;
    ensure!(shopper.widget.value(&part("help-search")).await? == "return an item", "the search is as it was left");
    wait::until("the focus to be where it was", || async {
        Ok((shopper.widget.focused().await?.as_deref() == Some("article-row")).then_some(()))
    })
    .await?;
    search(&shopper, "xylophone", "Nothing about “xylophone” yet").await?;
    ensure!(shopper.widget.count(ROW).await? == 0);
    shopper.nothing_went_wrong().await
}

async fn a_question_that_is_overtaken_changes_nothing(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = ask_for_help(stage, browser, Page::shop()).await?;
    let gate = Gate::default();
    stage.faults.once("GET /articles", Fault::Hold(gate.clone()));
    shopper.fill(&part("help-search"), "gift card").await?;
    wait::until("the first question", || async { Ok((stage.faults.count("GET /articles") == 2).then_some(())) })
        .await?;
    search(&shopper, "bluetooth", "1 article found").await?;
    shopper.widget.get(&article("pair-headphones")).await?;
    gate.open();
    shopper.widget.settled().await?;
    ensure!(shopper.widget.count(&article("gift-cards")).await? == 0, "the older answer came too late");
    shopper.nothing_went_wrong().await
}

async fn a_word_still_being_composed_is_no_question_yet(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = ask_for_help(stage, browser, Page::shop().lang("zh-CN")).await?;
    let asked = stage.faults.count("GET /articles");
    // A question waits for a pause in the typing: whoever sets no timer asks nothing.
    let compose = "const [field] = all('[part~=help-search]');
        const {setTimeout} = window;
        let timers = 0;
        window.setTimeout = (...call) => { timers += 1; return setTimeout(...call); };
        field.focus();
        field.dispatchEvent(new CompositionEvent('compositionstart', {bubbles: true}));
        for (const letters of ['l', 'lan', 'lan ya']) {
          field.value = letters;
          field.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: true}));
        }
        window.setTimeout = setTimeout;
        return timers";
    ensure!(shopper.widget.eval(compose, Value::Null).await? == 0, "letters are no words");
    let done = "const [field] = all('[part~=help-search]');
        field.value = '蓝牙';
        field.dispatchEvent(new CompositionEvent('compositionend', {bubbles: true, data: '蓝牙'}))";
    shopper.widget.eval(done, Value::Null).await?;
    shopper.widget.text_where(&part("found"), "say how many", |text| text.contains("1 篇")).await?;
    ensure!(stage.faults.count("GET /articles") == asked + 1);
    shopper.nothing_went_wrong().await
}

async fn chinese_is_found_and_read(stage: &mut Stage, browser: &Browser) -> Result<()> {
    for (lang, words, found, title) in [("zh-CN", "如何退货", "篇", "如何退货"), ("zh-TW", "藍牙", "1 篇", "藍牙")]
    {
        let shopper = ask_for_help(stage, browser, Page::shop().lang(lang)).await?;
        search(&shopper, words, found).await?;
        shopper.tap(ROW).await?;
        shopper.widget.await_view("article").await?;
        let read = shopper.widget.text(&part("article")).await?;
        ensure!(read.contains(title), "{read:?}");
        shopper.nothing_went_wrong().await?;
    }
    Ok(())
}

async fn an_article_that_is_gone_leaves_a_way_on(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let moved = Fault::rewrite(|found| found["data"][0]["id"] = json!("no-longer-there"));
    stage.faults.once("GET /articles", moved);
    let shopper = ask_for_help(stage, browser, Page::shop()).await?;
    shopper.tap(&article("no-longer-there")).await?;
    let gone = shopper.widget.text(&part("gone")).await?;
    ensure!(gone.contains("no longer here") && gone.contains("people below"), "{gone:?}");
    shopper.widget.get(&part("channel")).await?;
    shopper.tap(&part("search-again")).await?;
    shopper.widget.await_view("help").await?;
    shopper.nothing_went_wrong().await
}

async fn help_that_does_not_come_says_so_and_comes_again(stage: &mut Stage, browser: &Browser) -> Result<()> {
    stage.faults.always("GET /articles", Fault::Down);
    let shopper = ask_for_help(stage, browser, Page::shop()).await?;
    shopper.widget.get(&format!("{}[data-kind=unreachable]", part("problem"))).await?;
    shopper.widget.get(&part("channel")).await?;
    stage.faults.lift();
    shopper.tap(&part("retry")).await?;
    shopper.widget.get(ROW).await?;
    stage.faults.once("GET /articles/*", Fault::TokenEnded);
    shopper.tap(ROW).await?;
    shopper.widget.await_view("get-in").await?;
    shopper.fill_get_in(RUNNER.order, RUNNER.email).await?;
    shopper.tap(&part_of("get-in", "primary")).await?;
    shopper.widget.await_view("article").await?;
    shopper.widget.get(&part("article")).await.map(drop)
}

async fn whether_an_article_helped_is_asked_once_and_can_be_changed(
    stage: &mut Stage,
    browser: &Browser,
) -> Result<()> {
    let shopper = ask_for_help(stage, browser, Page::shop()).await?;
    shopper.tap(&article("return-an-item")).await?;
    stage.faults.once("POST /articles/*/feedback", Fault::LoseResponse);
    // Twice at once, as an impatient thumb does.
    shopper.widget.get(&part("helpful-yes")).await?;
    let twice = "const [button] = all(arguments[1]); button.click(); button.click()";
    shopper.widget.eval(twice, part("helpful-yes")).await?;
    shopper.widget.get(&format!("{}[data-kind=unreachable]", part("problem"))).await?;
    shopper.tap(&part("retry")).await?;
    shopper.widget.gone(&part("problem")).await?;
    ensure!(stage.faults.count("POST /articles/*/feedback") == 2, "one for the taps, one for the lost answer");

    // Asked once, also when the article is read again.
    shopper.tap(&part("back")).await?;
    shopper.tap(&article("return-an-item")).await?;
    shopper.widget.await_view("article").await?;
    ensure!(shopper.widget.text(&part("helpful")).await?.contains("Good to hear"));
    ensure!(shopper.widget.count(&part("helpful-yes")).await? == 0);
    shopper.tap(&part("helpful-change")).await?;
    shopper.tap(&part("helpful-no")).await?;
    shopper.fill(&part("comment"), "I paid half with a gift card.").await?;
    shopper.tap(&part("back")).await?;
    shopper.tap(&article("return-an-item")).await?;
    shopper.holds(&part("comment"), "I paid half with a gift card.").await?;
    shopper.tap(&part("comment-send")).await?;
    shopper.widget.get(&part("comment-said")).await?;
    Ok(())
}

async fn people_are_there_by_the_shoppers_own_clock(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let hours = |opens: &str, closes: &str| {
        let periods: Vec<Value> =
            (1..=7).map(|day| json!({"weekday": day, "opens": opens, "closes": closes})).collect();
        json!({"time_zone": "Asia/Shanghai", "periods": periods})
    };
    // A minute before midnight in Shanghai is a minute before four in the afternoon in London's winter.
    let channels = json!([
        {"channel": "chat", "label": "Chat", "url": "https://shop.example/chat", "hours": hours("00:00", "23:59"), "expected_wait": 180},
        {"channel": "phone", "label": "Phone", "url": "tel:+864008001234", "hours": hours("00:00", "24:00")},
        {"channel": "fax", "label": "Fax", "url": "javascript:alert(1)",
         "hours": {"time_zone": "Asia/Shanghai", "periods": []}, "hours_label": "Hardly ever", "expected_wait": 60},
        {"channel": "pigeon", "label": "Pigeon", "hours": {"time_zone": "Nowhere/Land", "periods": []}, "hours_label": "In spring"},
        {"channel": "email", "label": "Mail", "url": "mailto:care@shop.example", "expected_wait": 86_400},
    ]);
    stage.faults.always("GET /capabilities", Fault::rewrite(move |front| front["contact"] = channels.clone()));
    let shopper = ask_for_help(stage, browser, Page::shop()).await?;
    let channel = |name: &str| format!("{}[data-channel={name}]", part("channel"));
    let chat = shopper.widget.text(&channel("chat")).await?;
    // Midnight in Shanghai itself is the one minute without.
    if !chat.contains("from") {
        ensure!(chat.contains("Open now") && chat.contains(":59") && chat.contains("your time"), "{chat:?}");
        ensure!(chat.contains("Usually answered in 3 minutes"), "{chat:?}");
    }
    ensure!(shopper.widget.text(&channel("phone")).await?.contains("Around the clock"));
    let fax = shopper.widget.text(&channel("fax")).await?;
    ensure!(fax.contains("Closed now") && fax.contains("Hardly ever") && !fax.contains("answered"), "{fax:?}");
    ensure!(shopper.widget.attribute(&channel("fax"), "href").await?.is_none(), "that leads nowhere");
    ensure!(shopper.widget.text(&channel("pigeon")).await?.contains("In spring"), "the shop's own words");
    let mail = shopper.widget.attribute(&channel("email"), "href").await?.unwrap_or_default();
    ensure!(mail.starts_with("mailto:care@shop.example?subject=Order%2010482"), "{mail:?}");
    ensure!(shopper.widget.text(&channel("email")).await?.contains("in 1 day"));
    let told = shopper.widget.text(&part("handed-over")).await?;
    ensure!(told.contains("Order 10482"), "{told:?}");
    shopper.tap(&format!("{} summary", part("hours"))).await?;
    ensure!(shopper.widget.count(&format!("{} dt", part("week"))).await? == 7, "a week, and of the chat alone");
    shopper.nothing_went_wrong().await
}

async fn where_something_fails_the_articles_are_one_tap_away(stage: &mut Stage, browser: &Browser) -> Result<()> {
    let shopper = stage.visit(browser, Page::shop()).await?;
    shopper.open_and_get_in(LAMP).await?;
    stage.faults.always("GET /reasons", Fault::Down);
    shopper.tap(&part("complain")).await?;
    shopper.widget.get(&format!("{}[data-kind=unreachable]", part("problem"))).await?;
    shopper.tap(&part_of("complaint", "help")).await?;
    shopper.widget.await_view("help").await?;
    shopper.widget.get(ROW).await?;
    Ok(())
}

async fn axe_finds_nothing_serious_in_help(stage: &mut Stage, browser: &Browser) -> Result<()> {
    for theme in ["light", "dark"] {
        let shopper = ask_for_help(stage, browser, Page::shop().with(&format!("data-theme=\"{theme}\""))).await?;
        shopper.widget.get(ROW).await?;
        shopper.widget.get(&part("belongings")).await?;
        axe::check(&shopper.widget, &format!("help, {theme}")).await?;
        shopper.tap(&article("return-an-item")).await?;
        shopper.widget.get(&part("article")).await?;
        axe::check(&shopper.widget, &format!("an article, {theme}")).await?;
        shopper.tap(&part("helpful-no")).await?;
        shopper.widget.get(&part("comment")).await?;
        axe::check(&shopper.widget, &format!("an answer, {theme}")).await?;
        shopper.tap(&part("helpful-change")).await?;
        shopper.widget.get(&part("helpful-no")).await?;
    }
    Ok(())
}
