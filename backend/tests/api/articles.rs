//! `GET /articles`, `GET /articles/{id}` and `POST /articles/{id}/feedback`.

use aftercare_backend::store::{Location, Store};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::backend::{Backend, Shopper, text};

async fn search(shopper: &Shopper, question: &str) -> Value {
    let question = utf8_percent_encode(question, NON_ALPHANUMERIC);
    shopper.get(&format!("/articles?q={question}&limit=100")).await.must(200)
}

/// The ids of what is found, best first.
async fn found(shopper: &Shopper, question: &str) -> Vec<String> {
    let page = search(shopper, question).await;
    page["data"].as_array().unwrap().iter().map(|article| text(article, "id").to_owned()).collect()
}

#[tokio::test]
async fn english_is_found_by_words_beginnings_and_whatever_the_spelling() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    for (question, best) in [
        ("gift card", "gift-cards"),
        ("GIFT CARDS", "gift-cards"),
        ("gift c", "gift-cards"),
        ("headph", "pair-headphones"),
        ("bluetooth pair", "pair-headphones"),
        ("Réturn an ïtem", "return-an-item"),
        ("other size", "exchange-for-another-size"),
        ("it says delivered", "parcel-not-received"),
    ] {
        assert_eq!(found(&ada, question).await.first().map(String::as_str), Some(best), "{question}");
    }
    assert!(found(&ada, "xylophone").await.is_empty());
    assert!(found(&ada, "eadphones").await.is_empty(), "a word is found by its beginning");
    // No article has all of these words, so those with some of them are shown.
    assert!(found(&ada, "gift xylophone").await.contains(&"gift-cards".to_owned()));
}

#[tokio::test]
async fn chinese_is_found_by_one_character_two_or_more_and_mixed_with_latin() {
    let backend = Backend::start().await;
    let lin = backend.enter("10495", "lin.yue@example.com").await.speaking("zh-CN");
    assert!(found(&lin, "礼").await.contains(&"gift-cards".to_owned()));
    assert_eq!(found(&lin, "礼品卡").await[0], "gift-cards");
    assert_eq!(found(&lin, "退货").await[0], "return-an-item");
    assert_eq!(found(&lin, "如何退货").await[0], "return-an-item");
    assert_eq!(found(&lin, "蓝牙").await, ["pair-headphones"]);
    assert_eq!(found(&lin, "paypal到账").await[0], "when-refund-arrives");
    assert!(found(&lin, "货退").await.iter().all(|id| id != "return-an-item"), "the order of characters counts");
    assert!(found(&lin, "鳄鱼").await.is_empty());
    let huang = lin.speaking("zh-TW");
    assert_eq!(found(&huang, "禮物卡").await[0], "gift-cards");
    assert_eq!(found(&huang, "藍牙").await, ["pair-headphones"]);
    assert!(found(&huang, "蓝牙").await.is_empty(), "each language has its own words");
}

#[tokio::test]
async fn the_excerpt_is_the_passage_that_fits() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let page = search(&ada, "softener").await;
    assert_eq!(page["data"][0]["id"], "care-for-a-rain-jacket");
    assert!(text(&page["data"][0], "excerpt").contains("never with softener"), "{page}");
    let page = search(&ada.speaking("zh-Hans"), "快递柜").await;
    assert!(text(&page["data"][0], "excerpt").contains("快递柜"), "{page}");
}

#[tokio::test]
async fn whatever_is_typed_is_a_question_and_never_an_instruction() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    for question in [
        "\"",
        "'",
        "\"\"\"",
        "gift\" OR \"x",
        "title:gift",
        "gift NEAR card",
        "NOT gift",
        "AND",
        "OR OR",
        "*",
        "gift*",
        "(gift",
        "gift)",
        "-gift",
        "^gift",
        "gift:*",
        "gift & card | !x",
        "<->",
        "{title}: gift",
        "'; DROP TABLE orders; --",
        "%",
        "_",
        "\\",
        "🎁",
        "🎁 gift",
        "\u{202e}gift",
        "a'b''c",
        "1=1",
        "：，。",
        "ﷺ",
    ] {
        let page = search(&ada, question).await;
        assert!(page["data"].is_array(), "{question:?}");
    }
    // The words count, not the sign between them.
    assert!(found(&ada, "title:gift").await.contains(&"gift-cards".to_owned()));
    assert_eq!(ada.get(&format!("/articles?q={}", "x".repeat(201))).await.refusal(), (400, "invalid_query"));
    assert_eq!(ada.get("/articles?q=gift%00card").await.refusal(), (400, "invalid_query"));
    assert_eq!(ada.get("/articles?q=%ff%fe").await.status, 200, "not a character, so not a word");
    assert!(!found(&ada, &"词".repeat(200)).await.contains(&"gift-cards".to_owned()));
}

#[tokio::test]
async fn no_question_lists_everything_page_by_page() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let all = found(&ada, "  ").await;
    assert!(all.len() >= 12);
    for (question, all) in [("", all.clone()), ("q=&", all), ("q=return&", found(&ada, "return").await)] {
        let (mut seen, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = ada.get(&format!("/articles?{question}limit=2{cursor}")).await.must(200);
            seen.extend(page["data"].as_array().unwrap().iter().map(|article| text(article, "id").to_owned()));
            let Some(next) = page["next_cursor"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(seen, all);
    }
    assert_eq!(ada.get("/articles?cursor=nonsense").await.refusal(), (400, "invalid_cursor"));
}

#[tokio::test]
async fn who_reads_a_language_that_is_missing_gets_and_finds_the_nearest() {
    let backend = Backend::start().await;
    let chen = backend.enter("10501", "chen@example.com").await.speaking("zh-TW");
    let article = chen.get("/articles/withdraw-eu").await.must(200);
    assert_eq!(article["title"], "撤回合同（欧盟）");
    assert_eq!(found(&chen, "撤回合同").await[0], "withdraw-eu");
    assert_eq!(chen.get("/articles/return-an-item").await.must(200)["title"], "如何退貨");
    assert_eq!(chen.get("/articles/nothing").await.refusal(), (404, "not_found"));
}

#[tokio::test]
async fn a_shoppers_last_word_on_an_article_counts() {
    let backend = Backend::start().await;
    let ada = backend.enter("10482", "ada@example.com").await;
    let lin = backend.enter("10495", "lin.yue@example.com").await;
    let path = "/articles/gift-cards/feedback";
    for (shopper, body) in [
        (&ada, json!({ "helpful": true })),
        (&ada, json!({ "helpful": false, "comment": "I paid half with a card." })),
        (&lin, json!({ "helpful": true })),
    ] {
        let reply = shopper.post(path, &[], &body).await;
        assert_eq!((reply.status, reply.body), (204, Value::Null));
    }
    let store = Store::open(&Location::parse(&backend.config.database)).await.unwrap();
    let kept: Vec<(i64, Option<String>)> = sqlx::query_as(
        "SELECT helpful, comment FROM article_feedback WHERE article_id = 'gift-cards' ORDER BY helpful",
    )
    .fetch_all(&mut *store.read().await.unwrap())
    .await
    .unwrap();
    assert_eq!(kept, [(0, Some("I paid half with a card.".to_owned())), (1, None)]);
    store.close().await;
    assert_eq!(ada.post("/articles/nothing/feedback", &[], &json!({ "helpful": true })).await.status, 404);
    assert_eq!(ada.post(path, &[], &json!({ "helpful": "yes" })).await.status, 422);
    let long = json!({ "helpful": true, "comment": "x".repeat(2_001) });
    assert_eq!(ada.post(path, &[], &long).await.status, 422);
    assert_eq!(backend.guest().post(path, &[], &json!({ "helpful": true })).await.refusal(), (401, "unauthorized"));
}
