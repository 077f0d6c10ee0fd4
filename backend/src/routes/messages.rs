//! `GET` and `POST /cases/{id}/messages`.

use aftercare_contract::{desk::MessageRequest, list::Page};
use axum::extract::State;
use serde_json::Value;

use crate::{
    app::App,
    auth::Shopper,
    desk::{Handling, talk::Speaker},
    idempotency::{Attempt, Key, Outcome},
    locale::Locale,
    paging::{self, Paging},
    problem::{Answer, Refusal},
    reader::Reader,
    request::{Check, JsonBody, Named, Search, read},
    store::{
        Lock, cases,
        messages::{self, MessageRecord},
        orders,
        uploads::Owner,
    },
    uploads,
    view::View,
};

/// The longest message, in characters.
const LONGEST: usize = 5_000;

/// The most files a request may name; how many the shop takes is said in its own rules.
const MOST_ATTACHMENTS: usize = 20;

/// The conversation, oldest first. A case without one has an empty one.
pub async fn list(reader: Reader, Named(id): Named<String>, Search(paging): Search<Paging>) -> Answer {
    let (limit, after) = (paging.limit()?, paging.after()?);
    let mut reading = reader.app.store.read().await?;
    let case = cases::load(&mut reading, &id).await?.ok_or(Refusal::NotFound)?;
    reader.shopper.must_see(&mut reading, &case.record).await?;
    // The place of a message in its list is its place in the conversation.
    let after = after.map(|(position, _)| position);
    let records = messages::page(&mut reading, &id, after, limit as i64 + 1).await?;
    let mut places: Vec<_> = records.iter().map(|record| (record.id.clone(), record.position)).collect();
    let next_cursor = paging::cut(&mut places, limit)?;
    let view = reader.view();
    let mut data = Vec::with_capacity(places.len());
    for record in records.iter().take(places.len()) {
        data.push(view.message(record, &uploads::of(&mut reading, files(record)).await?));
    }
    reader.answer(&Page { data, next_cursor })
}

/// Adds a message of the shopper's.
pub async fn send(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    Named(id): Named<String>,
    key: Key,
    JsonBody(body): JsonBody,
) -> Answer<Outcome> {
    let key = key.required()?;
    let request = parse(&body)?;
    let subject = &shopper.0.subject;
    let attempt = Attempt::new(subject, key, &format!("/cases/{id}/messages"), &body);
    uploads::collect(&app, subject, &request.attachments).await?;
    let now = app.clock.now();
    let mut writing = app.store.write().await?;
    let found = cases::load(&mut writing, &id).await?.ok_or(Refusal::NotFound)?;
    shopper.must_see(&mut writing, &found.record).await?;
    if let Some(outcome) = attempt.replay(&mut writing).await? {
        return Ok(outcome);
    }
    writing.lock(Lock::Order, &found.record.order_id).await?;
    let case = cases::load(&mut writing, &id).await?.ok_or(Refusal::NotFound)?;
    let order = orders::load(&mut writing, &case.record.order_id).await?.ok_or(Refusal::NotFound)?;
    let handling = Handling::of(&app, &mut writing, &case.record, &order.record, now).await?;
    let mut handling = handling.ok_or(Refusal::Conflict("messages_not_taken"))?;
    handling.catch_up().await?;
    let record = handling.say(Speaker::Customer, &request.text).await?;
    uploads::attach(&app, &mut writing, subject, &request.attachments, files(&record)).await?;
    let message = View::new(&app, locale).message(&record, &uploads::of(&mut writing, files(&record)).await?);
    let outcome = Outcome { status: 201, etag: None, location: None, body: serde_json::to_string(&message)? };
    attempt.remember(&mut writing, &outcome, now).await?;
    writing.commit().await?;
    app.live.announce(&id);
    Ok(outcome)
}

/// What a message's files are attached to.
fn files(record: &MessageRecord) -> Owner<'_> {
    Owner { kind: "message", id: &record.id }
}

fn parse(body: &Value) -> Answer<MessageRequest> {
    let request: MessageRequest = read(body)?;
    let mut check = Check::default();
    check.require(!request.text.is_empty() || !request.attachments.is_empty(), "/text", "empty");
    check.require_short(&request.text, LONGEST, "/text");
    check.require(request.attachments.len() <= MOST_ATTACHMENTS, "/attachments", "too_long");
    for (place, id) in request.attachments.iter().enumerate().take(MOST_ATTACHMENTS) {
        check.require_id(id, format!("/attachments/{place}"));
    }
    check.finish()?;
    if request.text.trim().is_empty() && request.attachments.is_empty() {
        return Err(Refusal::Conflict("note_required"));
    }
    Ok(request)
}
