//! `GET /cases/{id}/events`: server-sent events, read by a real client.

use std::time::Duration;

use aftercare_backend::{clock::HOUR, live::MOST};
use reqwest::{Client, Response};
use serde_json::{Value, json};

use crate::{
    backend::{Backend, Shopper, key, text},
    desk::{Shop, acts, complained, now},
};

/// For how long a test waits for an event that must come.
const PATIENCE: Duration = Duration::from_secs(20);

/// An open stream.
struct Stream {
    response: Response,
    text: String,
}

/// An event as it came.
#[derive(Debug)]
struct Event {
    name: String,
    id: String,
    data: Value,
}

async fn connect(backend: &Backend, shopper: &Shopper, case: &Value, last_seen: Option<&str>) -> Response {
    let url = format!("{}/api/v1/cases/{}/events", backend.origin, text(case, "id"));
    let mut request = Client::new().get(url).bearer_auth(shopper.token.as_deref().unwrap());
    if let Some(last_seen) = last_seen {
        request = request.header("last-event-id", last_seen);
    }
    request.send().await.unwrap()
}

impl Stream {
    async fn open(backend: &Backend, shopper: &Shopper, case: &Value) -> Self {
        let response = connect(backend, shopper, case, None).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self { response, text: String::new() }
    }

    /// The next event; nothing when the stream has ended.
    async fn next(&mut self) -> Option<Event> {
        tokio::time::timeout(PATIENCE, self.read()).await.expect("an event or the end")
    }

    async fn read(&mut self) -> Option<Event> {
        loop {
            while let Some((block, rest)) = self.text.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.text = rest;
                let field = |name: &str| {
                    let mut lines = block.lines();
                    lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).map(str::to_owned)
                };
                if let (Some(name), Some(id), Some(data)) = (field("event"), field("id"), field("data")) {
                    return Some(Event { name, id, data: serde_json::from_str(&data).unwrap() });
                }
            }
            let chunk = self.response.chunk().await.ok()??;
            self.text.push_str(std::str::from_utf8(&chunk).unwrap());
        }
    }
}

#[tokio::test]
async fn a_watched_case_is_shown_again_when_it_changes() {
    let backend = Backend::with_sandbox().await;
    let (lin, case) = complained(&backend).await;
    let mut stream = Stream::open(&backend, &lin, &case).await;
    let first = stream.next().await.unwrap();
    let read = now(&lin, &case).await;
    assert_eq!((first.name.as_str(), first.id, first.data), ("case", read.etag(), read.body));
    Shop(&backend).does(&case, "answer", json!({ "text": "Hello!" })).await;
    let answered = stream.next().await.unwrap();
    assert_eq!(answered.data["messages"]["count"], 1);
    acts(&lin, &case, "escalate", json!({})).await.must(200);
    let escalated = stream.next().await.unwrap();
    assert_eq!((escalated.id, &escalated.data["escalation"]["level"]), (now(&lin, &case).await.etag(), &json!(1)));
}

#[tokio::test]
async fn a_watched_case_shows_a_wish_to_be_told() {
    let backend = Backend::start().await;
    let (lin, case) = complained(&backend).await;
    let mut stream = Stream::open(&backend, &lin, &case).await;
    stream.next().await.unwrap();
    let body = json!({ "case_id": case["id"], "channel": "email" });
    let wish = lin.post("/subscriptions", &[("idempotency-key", &key(2))], &body).await.must(201);
    assert_eq!(stream.next().await.unwrap().data["subscriptions"], json!([wish]));
}

/// Nobody announces what another instance has changed, or what time has.
#[tokio::test]
async fn changes_of_another_instance_and_of_time_are_found() {
    let backend = Backend::start().await;
    let twin = backend.twin().await;
    let (lin, case) = complained(&backend).await;
    let mut stream = Stream::open(&twin, &lin, &case).await;
    stream.next().await.unwrap();
    acts(&lin, &case, "escalate", json!({})).await.must(200);
    assert_eq!(stream.next().await.unwrap().data["escalation"]["level"], 1);
}

#[tokio::test]
async fn a_client_that_comes_back_is_not_told_what_it_knows() {
    let backend = Backend::start().await;
    let (lin, case) = complained(&backend).await;
    let tag = now(&lin, &case).await.etag();
    let mut stream = Stream { response: connect(&backend, &lin, &case, Some(&tag)).await, text: String::new() };
    acts(&lin, &case, "escalate", json!({})).await.must(200);
    assert_eq!(stream.next().await.unwrap().data["escalation"]["level"], 1, "the first thing it is told is new");
}

#[tokio::test]
async fn a_stream_ends_with_its_session() {
    let backend = Backend::start().await;
    let (lin, case) = complained(&backend).await;
    let mut stream = Stream::open(&backend, &lin, &case).await;
    stream.next().await.unwrap();
    backend.clock.advance(2 * HOUR);
    assert!(stream.next().await.is_none());
}

#[tokio::test]
async fn a_session_has_so_many_streams_and_gets_them_back() {
    let backend = Backend::start().await;
    let (lin, case) = complained(&backend).await;
    let mut streams = Vec::new();
    for _ in 0..MOST {
        streams.push(Stream::open(&backend, &lin, &case).await);
    }
    let refused = connect(&backend, &lin, &case, None).await;
    assert_eq!(refused.status(), 429);
    assert_eq!(refused.headers()["retry-after"], "5");
    // Somebody else is not held up.
    let other = backend.enter("10495", "lin.yue@example.com").await;
    Stream::open(&backend, &other, &case).await.next().await.unwrap();
    streams.pop();
    let again = async {
        while connect(&backend, &lin, &case, None).await.status() != 200 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, again).await.expect("the place of a closed stream");
}

#[tokio::test]
async fn nobody_watches_another_shoppers_case() {
    let backend = Backend::start().await;
    let (lin, case) = complained(&backend).await;
    let ada = backend.enter("10482", "ada@example.com").await;
    assert_eq!(connect(&backend, &ada, &case, None).await.status(), 404);
    let path = format!("/cases/{}/events", text(&case, "id"));
    assert_eq!(backend.guest().get(&path).await.refusal(), (401, "unauthorized"));
    lin.open(&key(1), &json!({ "type": "complaint" })).await.must(422);
}

/// The server would otherwise wait for streams that never end.
#[tokio::test]
async fn streams_do_not_hold_up_the_end_of_the_server() {
    let backend = Backend::start().await;
    let (lin, case) = complained(&backend).await;
    let mut stream = Stream::open(&backend, &lin, &case).await;
    stream.next().await.unwrap();
    let stopping = tokio::time::timeout(Duration::from_secs(8), backend.restart());
    stopping.await.expect("an end well before the last call");
    assert!(stream.next().await.is_none());
}
