//! `GET /slots`, `POST /bookings` and `DELETE /bookings/{id}`.

use aftercare_contract::{list::Page, slot::BookingRequest};
use axum::{extract::State, http::StatusCode};
use serde::Deserialize;

use crate::{
    app::App,
    auth::Shopper,
    bookings as appointments,
    clock::{self, Millis},
    idempotency::{Attempt, Key, Outcome},
    locale::Locale,
    paging::{self, Paging},
    policy::slots::{SlotRule, SlotTime},
    problem::{Answer, Refusal},
    query,
    reader::Reader,
    request::{Check, JsonBody, Named, Search, read},
    routes::BASE,
    store::{Lock, bookings, orders},
    view::View,
};

/// `?for=&order_id=&mode=&from=&to=`.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(rename = "for")]
    purpose: String,
    #[serde(deserialize_with = "query::id")]
    order_id: String,
    #[serde(default, deserialize_with = "query::optional_code")]
    mode: Option<String>,
    from: Option<String>,
    to: Option<String>,
}

impl Wanted {
    /// The moments asked for.
    fn span(&self) -> Answer<(Millis, Millis)> {
        let moment = |text: &Option<String>, otherwise: Millis| match text {
            None => Ok(otherwise),
            Some(text) => clock::parse_rfc3339(text).ok_or(Refusal::Malformed("invalid_query")),
        };
        Ok((moment(&self.from, Millis::MIN)?, moment(&self.to, Millis::MAX)?))
    }

    fn fits(&self, rule: &SlotRule) -> bool {
        let mode = self.mode.as_deref().unwrap_or("on_site");
        rule.purpose == self.purpose && rule.mode.as_deref().is_none_or(|offered| offered == mode)
    }
}

/// The times that can be booked, soonest first, full ones too. A repair mode that needs no appointment has none, and
/// neither has an order of which nothing was delivered.
pub async fn list(reader: Reader, Search(wanted): Search<Wanted>, Search(paging): Search<Paging>) -> Answer {
    if !matches!(wanted.purpose.as_str(), "pickup" | "repair") {
        return Err(Refusal::Malformed("invalid_query"));
    }
    let (from, to) = wanted.span()?;
    let (limit, after) = (paging.limit()?, paging.after()?);
    let now = reader.app.clock.now();
    let mut reading = reader.app.store.read().await?;
    let nothing = Page::<aftercare_contract::slot::Slot> { data: Vec::new(), next_cursor: None };
    match reader.shopper.must_open(&mut reading, &wanted.order_id).await {
        Err(Refusal::NotFound) => return reader.answer(&nothing),
        opened => opened?,
    }
    let order = orders::load(&mut reading, &wanted.order_id).await?.ok_or(Refusal::NotFound)?;
    if !order.lines.iter().flat_map(|line| &line.parcels).any(|parcel| parcel.delivered_at.is_some()) {
        return reader.answer(&nothing);
    }
    let taken = bookings::taken(&mut reading, &wanted.purpose, now).await?;
    drop(reading);

    let calendar = reader.app.shop.calendar();
    let rules = reader.app.shop.slots.iter().filter(|rule| wanted.fits(rule));
    let mut times: Vec<(&SlotRule, SlotTime)> =
        rules.flat_map(|rule| rule.times(calendar, now).into_iter().map(move |time| (rule, time))).collect();
    times.retain(|(_, time)| from <= time.starts_at && time.ends_at <= to);
    times.sort_by(|(_, left), (_, right)| (left.starts_at, &left.id).cmp(&(right.starts_at, &right.id)));
    if let Some((starts_at, id)) = &after {
        times.retain(|(_, time)| (time.starts_at, &time.id) > (*starts_at, id));
    }
    let mut places: Vec<_> = times.iter().map(|(_, time)| (time.id.clone(), time.starts_at)).take(limit + 1).collect();
    let next_cursor = paging::cut(&mut places, limit)?;
    let view = reader.view();
    let data = times.iter().take(limit).map(|(rule, time)| view.slot(rule, time, &taken)).collect();
    reader.answer(&Page { data, next_cursor })
}

/// Holds a slot.
pub async fn book(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    key: Key,
    JsonBody(body): JsonBody,
) -> Answer<Outcome> {
    let key = key.required()?;
    let request: BookingRequest = read(&body)?;
    let mut check = Check::default();
    check.require_id(&request.slot_id, "/slot_id");
    check.require_id(&request.order_id, "/order_id");
    check.finish()?;
    let now = app.clock.now();
    let subject = &shopper.0.subject;
    let attempt = Attempt::new(subject, key, "/bookings", &body);
    let mut writing = app.store.write().await?;
    shopper.must_open(&mut writing, &request.order_id).await?;
    if let Some(outcome) = attempt.replay(&mut writing).await? {
        return Ok(outcome);
    }
    let held = appointments::hold(&app, &mut writing, subject, &request.slot_id, &request.order_id, now).await?;
    let outcome = Outcome {
        status: 201,
        etag: None,
        location: Some(format!("{BASE}/bookings/{}", held.id)),
        body: serde_json::to_string(&View::new(&app, locale).booking(&held))?,
    };
    attempt.remember(&mut writing, &outcome, now).await?;
    writing.commit().await?;
    Ok(outcome)
}

/// Lets a hold go; one that has ended is gone already. What a case has booked is moved or cancelled with the case.
pub async fn cancel(State(app): State<App>, shopper: Shopper, Named(id): Named<String>) -> Answer<StatusCode> {
    let mut writing = app.store.write().await?;
    let found = bookings::find(&mut writing, &id).await?;
    let found = found.filter(|found| found.subject == shopper.0.subject).ok_or(Refusal::NotFound)?;
    writing.lock(Lock::Slot, &found.slot_id).await?;
    if !bookings::cancel(&mut writing, &id).await? {
        return Err(Refusal::Conflict("action_not_allowed"));
    }
    writing.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
