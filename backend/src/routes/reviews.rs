//! `GET /reviewables`, `GET` and `POST /reviews`, `GET` and `PUT /reviews/{id}` and `POST /reviews/{id}/follow_ups`.

mod request;

use aftercare_contract::list::Page;
use axum::{extract::State, http::HeaderMap};
use serde::Deserialize;

use crate::{
    app::App,
    auth::Shopper,
    clock::DAY,
    etag,
    idempotency::{Attempt, Key, Outcome},
    locale::Locale,
    paging::{self, Paging},
    problem::{Answer, Refusal},
    query,
    reader::Reader,
    request::{JsonBody, Named, Search},
    routes::BASE,
    store::{
        Connection, Lock,
        reviews::{self, FollowUpRecord, ReviewRecord, ReviewableRecord, Wanted},
        uploads::Owner,
    },
    token, uploads,
    view::{View, review::ReviewPage},
};

/// `?order_id=&case_id=`.
#[derive(Debug, Deserialize)]
pub struct About {
    #[serde(default, deserialize_with = "query::optional_id")]
    order_id: Option<String>,
    #[serde(default, deserialize_with = "query::optional_id")]
    case_id: Option<String>,
}

/// What can be reviewed now, newest first. Who was given something reviews nothing: the purchase is not theirs.
pub async fn reviewables(reader: Reader, Search(about): Search<About>, Search(paging): Search<Paging>) -> Answer {
    let (limit, after) = (paging.limit()?, paging.after()?);
    let rules = &reader.app.shop.reviews;
    let now = reader.app.clock.now();
    let wanted = Wanted {
        order_id: about.order_id.as_deref(),
        case_id: about.case_id.as_deref(),
        since: (now - rules.product.days * DAY, now - rules.service.days * DAY),
        unreviewed: true,
        except: &rules.except,
        ..Wanted::default()
    };
    let mut reading = reader.app.store.read().await?;
    let opener = &reader.shopper.0.opener;
    let mut found = match reader.shopper.is_gift() {
        true => Vec::new(),
        false => reviews::reviewables(&mut reading, opener, &wanted, after.as_ref(), limit as i64 + 1).await?,
    };
    let mut places: Vec<_> = found.iter().map(|record| (record.id.clone(), record.at)).collect();
    let next_cursor = paging::cut(&mut places, limit)?;
    found.truncate(places.len());
    let view = reader.view();
    reader.answer(&Page { data: found.iter().map(|record| view.reviewable(record)).collect::<Vec<_>>(), next_cursor })
}

/// The shopper's own reviews, newest first.
pub async fn list(reader: Reader, Search(paging): Search<Paging>) -> Answer {
    let (limit, after) = (paging.limit()?, paging.after()?);
    let session = &reader.shopper.0;
    let mut reading = reader.app.store.read().await?;
    let mut rows =
        reviews::page(&mut reading, &session.opener, &session.subject, after.as_ref(), limit as i64 + 1).await?;
    let next_cursor = paging::cut(&mut rows, limit)?;
    let view = reader.view();
    let mut data = Vec::with_capacity(rows.len());
    for (id, _) in rows {
        let review = own(&mut reading, &reader.shopper, &id).await?;
        data.push(view.review(&page(&mut reading, &view, review).await?)?);
    }
    reader.answer(&Page { data, next_cursor })
}

/// One of the shopper's own.
pub async fn show(reader: Reader, Named(id): Named<String>) -> Answer {
    let mut reading = reader.app.store.read().await?;
    let review = own(&mut reading, &reader.shopper, &id).await?;
    let version = review.version;
    let view = reader.view();
    let page = page(&mut reading, &view, review).await?;
    reader.answer_as_of(version, &view.review(&page)?)
}

/// Writes a review.
pub async fn write(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    key: Key,
    JsonBody(body): JsonBody,
) -> Answer<Outcome> {
    let key = key.required()?;
    let request = request::review(&body)?;
    let subject = &shopper.0.subject;
    let attempt = Attempt::new(subject, key, "/reviews", &body);
    uploads::collect(&app, subject, &request.attachments).await?;
    let now = app.clock.now();
    let mut writing = app.store.write().await?;
    if let Some(outcome) = attempt.replay(&mut writing).await? {
        return Ok(outcome);
    }
    writing.lock(Lock::Customer, subject).await?;
    let about = reviewable(&app, &mut writing, &shopper, &request.reviewable_id).await?;
    let rules = &app.shop.reviews;
    let (dimensions, answers) = request::fitting(rules.of(&about.kind), &about.about, &request)?;
    let review = ReviewRecord {
        id: token::id("rev"),
        reviewable_id: about.id,
        kind: about.kind,
        subject: subject.clone(),
        order_id: about.order_id,
        line_id: about.line_id,
        case_id: about.case_id,
        score: request.score.into(),
        dimensions,
        text: request.text,
        anonymous: request.anonymous.into(),
        answers,
        created_at: now,
        editable_until: now + rules.edit_days * DAY,
        version: 1,
        reply: None,
        replied_at: None,
        title: about.title,
        image: about.image,
        about: about.about,
    };
    let late = rules.until(&review.kind, about.at) <= now;
    if !reviews::insert(&mut writing, &review).await? {
        return Err(Refusal::Conflict("already_reviewed"));
    }
    if late {
        return Err(Refusal::Conflict("review_closed"));
    }
    uploads::attach(&app, &mut writing, subject, &request.attachments, files(&review.id)).await?;
    let location = format!("{BASE}/reviews/{}", review.id);
    let outcome = Outcome { location: Some(location), ..written(&app, &mut writing, locale, review).await? };
    attempt.remember(&mut writing, &outcome, now).await?;
    writing.commit().await?;
    Ok(outcome)
}

/// Changes a review as a whole.
pub async fn change(reader: Reader, headers: HeaderMap, Named(id): Named<String>, JsonBody(body): JsonBody) -> Answer {
    let request = request::review(&body)?;
    let (app, subject) = (&reader.app, &reader.shopper.0.subject);
    uploads::collect(app, subject, &request.attachments).await?;
    let mut writing = app.store.write().await?;
    writing.lock(Lock::Customer, subject).await?;
    let review = own(&mut writing, &reader.shopper, &id).await?;
    etag::must_match(&headers, review.version)?;
    if request.reviewable_id != review.reviewable_id {
        return Err(Refusal::Conflict("reviewable_mismatch"));
    }
    if review.editable_until <= app.clock.now() {
        return Err(Refusal::Conflict("review_closed"));
    }
    let (dimensions, answers) = request::fitting(app.shop.reviews.of(&review.kind), &review.about, &request)?;
    let (score, anonymous) = (request.score.into(), request.anonymous.into());
    let changed = ReviewRecord { score, dimensions, text: request.text, anonymous, answers, ..review };
    reviews::change(&mut writing, &changed).await?;
    attach_anew(app, &mut writing, subject, &id, &request.attachments).await?;
    let review = own(&mut writing, &reader.shopper, &id).await?;
    let version = review.version;
    let view = reader.view();
    let page = page(&mut writing, &view, review).await?;
    writing.commit().await?;
    reader.answer_as_of(version, &view.review(&page)?)
}

/// Adds to a review later.
pub async fn follow_up(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    Named(id): Named<String>,
    key: Key,
    JsonBody(body): JsonBody,
) -> Answer<Outcome> {
    let key = key.required()?;
    let request = request::follow_up(&body)?;
    let subject = &shopper.0.subject;
    let attempt = Attempt::new(subject, key, &format!("/reviews/{id}/follow_ups"), &body);
    uploads::collect(&app, subject, &request.attachments).await?;
    let now = app.clock.now();
    let mut writing = app.store.write().await?;
    own(&mut writing, &shopper, &id).await?;
    if let Some(outcome) = attempt.replay(&mut writing).await? {
        return Ok(outcome);
    }
    writing.lock(Lock::Customer, subject).await?;
    let review = own(&mut writing, &shopper, &id).await?;
    let earlier = reviews::follow_ups(&mut writing, &id).await?;
    if !earlier.is_empty() || !app.shop.reviews.takes_follow_up(review.created_at, now) {
        return Err(Refusal::Conflict("follow_up_refused"));
    }
    let record = FollowUpRecord { id: token::id("fup"), at: now, text: request.text };
    reviews::follow_up(&mut writing, &id, &record).await?;
    let owner = Owner { kind: "follow_up", id: &record.id };
    uploads::attach(&app, &mut writing, subject, &request.attachments, owner).await?;
    let review = own(&mut writing, &shopper, &id).await?;
    let outcome = written(&app, &mut writing, locale, review).await?;
    attempt.remember(&mut writing, &outcome, now).await?;
    writing.commit().await?;
    Ok(outcome)
}

/// What the shopper may review, or has reviewed, or was late for.
async fn reviewable(app: &App, connection: &mut Connection, shopper: &Shopper, id: &str) -> Answer<ReviewableRecord> {
    let wanted = Wanted { id: Some(id), except: &app.shop.reviews.except, ..Wanted::default() };
    let found = reviews::reviewables(connection, &shopper.0.opener, &wanted, None, 1).await?;
    found.into_iter().next().filter(|_| !shopper.is_gift()).ok_or(Refusal::NotFound)
}

/// A review of the shopper's, about an order that the session opens.
async fn own(connection: &mut Connection, shopper: &Shopper, id: &str) -> Answer<ReviewRecord> {
    let review = reviews::find(&mut *connection, id).await?;
    let review = review.filter(|review| review.subject == shopper.0.subject).ok_or(Refusal::NotFound)?;
    shopper.must_open(connection, &review.order_id).await?;
    Ok(review)
}

async fn page(connection: &mut Connection, view: &View<'_>, review: ReviewRecord) -> Answer<ReviewPage> {
    let media = view.attachments(&uploads::of(&mut *connection, files(&review.id)).await?);
    let mut follow_ups = Vec::new();
    for record in reviews::follow_ups(&mut *connection, &review.id).await? {
        let owner = Owner { kind: "follow_up", id: &record.id };
        let media = view.attachments(&uploads::of(&mut *connection, owner).await?);
        follow_ups.push((record, media));
    }
    Ok(ReviewPage { review, media, follow_ups })
}

/// The review as the answer to a write.
async fn written(app: &App, connection: &mut Connection, locale: Locale, review: ReviewRecord) -> Answer<Outcome> {
    let version = review.version;
    let view = View::new(app, locale);
    let page = page(connection, &view, review).await?;
    let body = serde_json::to_string(&view.review(&page)?)?;
    Ok(Outcome { status: 201, etag: Some(etag::of_state(version, locale, &body)), location: None, body })
}

/// Leaves exactly these files with a review.
async fn attach_anew(app: &App, connection: &mut Connection, subject: &str, id: &str, wanted: &[String]) -> Answer<()> {
    let earlier = uploads::of(&mut *connection, files(id)).await?;
    for upload in earlier.iter().filter(|upload| !wanted.contains(&upload.id)) {
        reviews::take_out(&mut *connection, id, &upload.id).await?;
    }
    if wanted.len() > app.shop.uploads.max_files as usize {
        return Err(Refusal::Conflict("too_many_files"));
    }
    let known = |id: &&String| !earlier.iter().any(|upload| upload.id == **id);
    let new: Vec<String> = wanted.iter().filter(known).cloned().collect();
    uploads::attach(app, connection, subject, &new, files(id)).await
}

/// What a review's files are attached to.
fn files(review_id: &str) -> Owner<'_> {
    Owner { kind: "review", id: review_id }
}
