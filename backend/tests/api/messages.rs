//! Conversations.

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::{
    backend::{Backend, Shopper, key, one_click, text},
    desk::{Shop, complained, now},
};

async fn say(shopper: &Shopper, case: &Value, key: &str, body: &Value) -> crate::backend::Reply {
    let path = format!("/cases/{}/messages", text(case, "id"));
    shopper.post(&path, &[("idempotency-key", key)], body).await
}

#[tokio::test]
async fn both_sides_talk_in_order() {
    let backend = Backend::with_sandbox().await;
    let (lin, case) = complained(&backend).await;
    let tag = now(&lin, &case).await.etag();
    let said = say(&lin, &case, &key(10), &json!({ "text": "Hello?\n你好 <b>" })).await.must(201);
    assert_eq!((text(&said, "author"), text(&said, "author_label")), ("customer", "You"));
    let after = now(&lin, &case).await;
    assert_ne!(after.etag(), tag, "a message changes the case");
    assert_eq!((&after.body["messages"]["count"], &after.body["messages"]["last_id"]), (&json!(1), &said["id"]));
    assert_eq!(after.body["timeline"], case["timeline"], "and nothing has happened");
    Shop(&backend).does(&case, "answer", json!({ "text": "Hello!" })).await;
    let order = lin.order(text(&case, "order_number")).await;
    let named = order["cases"].as_array().unwrap().iter().find(|named| named["id"] == case["id"]).unwrap();
    assert_eq!(named["messages"], now(&lin, &case).await.body["messages"], "the order says it, too");
    assert_eq!(named["messages"]["last_author"], "shop");
    let path = format!("/cases/{}/messages", text(&case, "id"));
    let first = lin.get(&format!("{path}?limit=1")).await.must(200);
    assert_eq!(first["data"][0], said);
    let cursor = text(&first, "next_cursor");
    let rest = lin.speaking("zh-TW").get(&format!("{path}?limit=1&cursor={cursor}")).await.must(200);
    assert_eq!((text(&rest["data"][0], "text"), text(&rest["data"][0], "author_label")), ("Hello!", "周敏"));
    assert!(rest["next_cursor"].is_null());
}

/// The answer was lost on the way, so the message was sent again.
#[tokio::test]
async fn a_message_sent_twice_is_stored_once() {
    let backend = Backend::start().await;
    let (lin, case) = complained(&backend).await;
    let body = json!({ "text": "Is anybody there?" });
    let (left, right) = (key(10), key(10));
    let (left, right) = tokio::join!(say(&lin, &case, &left, &body), say(&lin, &case, &right, &body));
    assert_eq!((left.status, right.status), (201, 201));
    assert_eq!(left.body, right.body);
    assert_eq!(now(&lin, &case).await.body["messages"]["count"], 1);
    let other = json!({ "text": "Another one." });
    assert_eq!(say(&lin, &case, &key(10), &other).await.refusal(), (409, "idempotency_key_reused"));
    assert_eq!(now(&lin, &case).await.body["messages"]["count"], 1);
}

#[tokio::test]
async fn what_can_not_be_said_has_its_code() {
    let backend = Backend::with_sandbox().await;
    let (lin, case) = complained(&backend).await;
    let path = format!("/cases/{}/messages", text(&case, "id"));
    let body = json!({ "text": "Hello?" });
    assert_eq!(lin.post(&path, &[], &body).await.refusal(), (400, "idempotency_key_required"));
    for (body, refusal) in [
        (json!({}), (422, "invalid_request")),
        (json!({ "text": "" }), (422, "invalid_request")),
        (json!({ "text": "字".repeat(5_001) }), (422, "invalid_request")),
        (json!({ "text": 1 }), (422, "invalid_request")),
        (json!({ "attachments": ["../x"] }), (422, "invalid_request")),
        (json!({ "text": " " }), (409, "note_required")),
    ] {
        assert_eq!(say(&lin, &case, &key(10), &body).await.refusal(), refusal, "{body}");
    }
    assert!(matches!(say(&lin, &case, &key(10), &json!({ "attachments": ["upl_none"] })).await.status, 404 | 409));
    let ada = backend.enter("10482", "ada@example.com").await;
    assert_eq!(say(&ada, &case, &key(10), &body).await.refusal(), (404, "not_found"));
    assert_eq!(ada.get(&path).await.refusal(), (404, "not_found"));
    assert_eq!(now(&lin, &case).await.body["messages"]["count"], 0);
    // A return has no conversation.
    let plain = ada.open(&key(1), &one_click(&ada.order("10482").await, 0, 1)).await.must(201);
    assert_eq!(say(&ada, &plain, &key(11), &body).await.refusal(), (409, "messages_not_taken"));
    let empty = ada.get(&format!("/cases/{}/messages", text(&plain, "id"))).await.must(200);
    assert!(empty["data"].as_array().unwrap().is_empty());
    crate::desk::acts(&lin, &case, "cancel", json!({})).await.must(200);
    assert_eq!(say(&lin, &case, &key(12), &body).await.refusal(), (409, "case_closed"));
}

/// A conversation ends somewhere, also for those who write at the same moment.
#[tokio::test]
async fn a_conversation_has_an_end() {
    let backend = Backend::start().await;
    let (lin, case) = complained(&backend).await;
    let mut sending = JoinSet::new();
    for hand in 1..=4 {
        let (lin, case) = (lin.clone(), case.clone());
        sending.spawn(async move {
            let mut replies = Vec::new();
            for number in 0..26 {
                replies.push(say(&lin, &case, &key(100 * hand + number), &json!({ "text": "Again." })).await);
            }
            replies
        });
    }
    let replies: Vec<_> = sending.join_all().await.into_iter().flatten().collect();
    let refused: Vec<_> = replies.iter().filter(|reply| reply.status != 201).collect();
    assert_eq!(refused.len(), 4);
    assert!(refused.iter().all(|reply| reply.refusal() == (409, "too_many_messages")));
    assert_eq!(now(&lin, &case).await.body["messages"]["count"], 100);
}
