//! Conversations: every word once, in order, as it was written.

use futures_util::future::join_all;
use serde_json::json;

use super::{
    complaints::{self, WORDS},
    isolation::alike,
};
use crate::{
    audit::{Audit, Effect, Level, Need, Outcome, Profile},
    client::{Question, Reply},
    fixtures::Role,
    stage::Stage,
};

pub(super) const AUDITS: &[Audit] = &[
    Audit {
        code: "MSG-01",
        level: Level::Must,
        profile: Profile::Messages,
        title: "A message sent several times by one key is there once, as it was written",
        rule: "postMessage",
        needs: &[Need::Order(Role::Complainable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(once(stage)),
    },
    Audit {
        code: "MSG-02",
        level: Level::Must,
        profile: Profile::Messages,
        title: "A conversation is oldest first, page by page complete, and its summary says what is new",
        rule: "listMessages",
        needs: &[Need::Order(Role::Complainable)],
        effect: Effect::Writes,
        run: |stage| Box::pin(in_order(stage)),
    },
    Audit {
        code: "MSG-03",
        level: Level::Must,
        profile: Profile::Messages,
        title: "Nobody else writes into a conversation, and nothing is written without words",
        rule: "postMessage",
        needs: &[Need::Order(Role::Complainable), Need::Stranger],
        effect: Effect::Writes,
        run: |stage| Box::pin(refused(stage)),
    },
];

async fn once(stage: &Stage) -> Outcome {
    let (shopper, case) = complaints::open(stage).await?;
    let path = format!("/cases/{}/messages", case.text("/id"));
    let (key, body) = (stage.key(), json!({ "text": WORDS }));
    let copies = (0..3).map(|_| shopper.create(&path, &key, &body));
    let replies: Vec<Reply> = join_all(copies).await.into_iter().collect::<Outcome<_>>()?;
    for reply in &replies {
        reply.ensure(reply.status == 201, format!("201 is due here, {} came", reply.status))?;
        if reply.body != replies[0].body {
            return Err(reply.broken_beside(&replies[0], "one key has two messages"));
        }
    }
    let other = json!({ "text": "Something else." });
    shopper.create(&path, &key, &other).await?.must_refuse(409, &["idempotency_key_reused"])?;
    let page = shopper.get(&format!("{path}?limit=100")).await?.must(200)?;
    let told: Vec<_> =
        page.list("/data").filter(|message| message["author"] == "customer" && message["text"] == WORDS).collect();
    let by_key = told.iter().filter(|message| message["id"] == replies[0].body["id"]).count();
    let others = told.len() - by_key;
    // The complaint's own words may open the conversation.
    page.ensure(by_key == 1 && others <= 1, format!("the message is there {} times", told.len()))?;
    page.ensure(page.list("/data").all(|message| message["text"] != other["text"]), "the refused message is there")
}

async fn in_order(stage: &Stage) -> Outcome {
    let (shopper, case) = complaints::open(stage).await?;
    let path = format!("/cases/{}/messages", case.text("/id"));
    for text in ["One.", "Two.", "Three."] {
        shopper.create(&path, &stage.key(), &json!({ "text": text })).await?.must(201)?;
    }
    let whole = shopper.get(&format!("{path}?limit=100")).await?.must(200)?;
    let texts: Vec<_> = whole.list("/data").filter_map(|message| message["text"].as_str()).collect();
    whole.ensure(texts.ends_with(&["One.", "Two.", "Three."]), format!("the conversation reads {texts:?}"))?;
    let mut paged = Vec::new();
    let mut next = format!("{path}?limit=1");
    // One request more than there are messages: `next_cursor` may stay, for reading on later.
    for _ in 0..=texts.len() {
        let page = shopper.get(&next).await?.must(200)?;
        paged.extend(page.list("/data").filter_map(|message| message["id"].as_str().map(str::to_owned)));
        let Some(cursor) = page.body["next_cursor"].as_str() else { break };
        next = format!("{path}?limit=1&cursor={}", super::pages::escaped(cursor));
    }
    let all: Vec<_> = whole.list("/data").filter_map(|message| message["id"].as_str().map(str::to_owned)).collect();
    whole.ensure(paged == all, format!("page by page: {}; in one page: {}", paged.join(", "), all.join(", ")))?;
    let now = shopper.get(&format!("/cases/{}", case.text("/id"))).await?.must(200)?;
    let counted = now.body["messages"]["count"].as_u64().and_then(|count| usize::try_from(count).ok());
    now.ensure(counted == Some(all.len()), format!("the case counts {counted:?} messages of {}", all.len()))?;
    now.ensure(now.body["messages"]["last_id"] == *all.last().map_or("", |id| id), "`last_id` is not the last one's")
}

async fn refused(stage: &Stage) -> Outcome {
    let (shopper, case) = complaints::open(stage).await?;
    let path = |id: &str| format!("/cases/{id}/messages");
    let stranger = stage.stranger().await?;
    let write = |id: &str| Question::post(path(id), &json!({ "text": "Let me in." })).key(&stage.key());
    let foreign = stranger.ask(write(case.text("/id"))).await?;
    alike(&foreign, &stranger.ask(write("no-such-case-0000")).await?)?;
    shopper.create(&path(case.text("/id")), &stage.key(), &json!({})).await?.must_refuse(422, &[])?;
    let long = json!({ "text": "x".repeat(5001) });
    shopper.create(&path(case.text("/id")), &stage.key(), &long).await?.must_refuse(422, &[])?;
    shopper.post(&path(case.text("/id")), &json!({ "text": "No key." })).await?.must_refuse(400, &[])
}
