//! `POST /cases`, `GET /cases`, `GET /cases/{id}` and `POST /cases/{id}/actions/{action}`.

use aftercare_contract::{
    case::Phase,
    filing::{ActionRequest, CaseRequest},
    list::Page,
};
use axum::{body::Bytes, extract::State, http::HeaderMap};
use serde::Deserialize;
use serde_json::Value;

use crate::{
    app::App,
    auth::Shopper,
    cases::{self, Acting, Filing},
    desk::due,
    etag,
    idempotency::{Attempt, Key, Outcome},
    live::{self, LastSeen},
    locale::Locale,
    paging::{self, Paging},
    post,
    problem::{Answer, Refusal},
    query,
    reader::Reader,
    receipts::{self, Proof},
    request::{Check, JsonBody, Named, Search, read},
    routes::BASE,
    store::{
        self, Connection, Lock,
        cases::Filter,
        orders::{self, Order},
        sessions::SessionRecord,
    },
    uploads,
    view::{
        View,
        case::{CasePage, WatchedCase},
    },
};

/// Opens a case.
pub async fn open(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    key: Key,
    JsonBody(body): JsonBody,
) -> Answer<Outcome> {
    let key = key.required()?;
    let request = cases::parse(&body)?;
    let order_id = cases::order_of(&request);
    let attempt = Attempt::new(&shopper.0.subject, key, "/cases", &body);
    uploads::collect(&app, &shopper.0.subject, &cases::attachments_of(&request)).await?;
    let now = app.clock.now();
    let mut writing = app.store.write().await?;
    shopper.must_open(&mut writing, order_id).await?;
    if let Some(outcome) = attempt.replay(&mut writing).await? {
        return Ok(outcome);
    }
    writing.lock(Lock::Order, order_id).await?;
    cases::lapse(&app, &mut writing, order_id, now).await?;
    let order = orders::load(&mut writing, order_id).await?.ok_or(Refusal::NotFound)?;
    let filing = Filing { app: &app, session: &shopper.0, locale, order: &order, now };
    let id = cases::file(&filing, &mut writing, &request).await?;
    if shopper.is_gift() {
        store::cases::set_gift(&mut writing, &id).await?;
    }
    let outcome = outcome(&app, &mut writing, &shopper.0, locale, &order, &id, 201).await?;
    attempt.remember(&mut writing, &outcome, now).await?;
    writing.commit().await?;
    if matches!(request, CaseRequest::Withdrawal(_)) {
        post::hurry(&app);
    }
    Ok(outcome)
}

/// The case as the answer to a write.
async fn outcome(
    app: &App,
    connection: &mut Connection,
    session: &SessionRecord,
    locale: Locale,
    order: &Order,
    id: &str,
    status: i64,
) -> Answer<Outcome> {
    let page = if status == 201 {
        CasePage::just_opened(connection, id).await?
    } else {
        CasePage::load(connection, session, id).await?
    };
    let page = page.ok_or(Refusal::NotFound)?;
    let view = View::new(app, locale).seen_by(session);
    let record = &page.case.record;
    if status == 201 && page.case.folder.is_none() {
        receipts::opened(&view, connection, order, &page.case, record.created_at).await?;
    }
    let body = serde_json::to_string(&view.case(order, &page)?)?;
    Ok(Outcome {
        status,
        etag: Some(etag::of_state(record.version, locale, &body)),
        location: (status == 201).then(|| format!("{BASE}/cases/{id}")),
        body,
    })
}

/// `?order_id=&phase=&type=`.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    #[serde(default, deserialize_with = "query::optional_id")]
    order_id: Option<String>,
    phase: Option<String>,
    #[serde(default, rename = "type", deserialize_with = "query::optional_code")]
    kind: Option<String>,
}

/// The cases of the session's orders, newest first.
pub async fn list(reader: Reader, Search(wanted): Search<Wanted>, Search(paging): Search<Paging>) -> Answer {
    let (limit, after) = (paging.limit()?, paging.after()?);
    let known = |phase: &String| {
        serde_json::from_value(phase.as_str().into()).is_ok_and(|phase: Phase| phase != Phase::Unknown)
    };
    if !wanted.phase.iter().all(known) {
        return Err(Refusal::Malformed("invalid_query"));
    }
    let filter =
        Filter { order_id: wanted.order_id, phase: wanted.phase, kind: wanted.kind, gift: reader.shopper.is_gift() };
    let view = reader.view();
    due::look_after(&reader.app, None).await?;
    let mut reading = reader.app.store.read().await?;
    let session = &reader.shopper.0;
    let mut rows = store::cases::page(&mut reading, &session.opener, &filter, after.as_ref(), limit as i64 + 1).await?;
    let next_cursor = paging::cut(&mut rows, limit)?;
    let mut data = Vec::with_capacity(rows.len());
    for (id, _) in rows {
        let page = CasePage::load(&mut reading, session, &id).await?.ok_or(Refusal::NotFound)?;
        let order = orders::load(&mut reading, &page.case.record.order_id).await?.ok_or(Refusal::NotFound)?;
        data.push(view.case(&order, &page)?);
    }
    reader.answer(&Page { data, next_cursor })
}

/// A case.
pub async fn show(reader: Reader, Named(id): Named<String>) -> Answer {
    due::look_after(&reader.app, Some(&id)).await?;
    let mut reading = reader.app.store.read().await?;
    let page = CasePage::load(&mut reading, &reader.shopper.0, &id).await?.ok_or(Refusal::NotFound)?;
    let record = &page.case.record;
    reader.shopper.must_see(&mut reading, record).await?;
    let order = orders::load(&mut reading, &record.order_id).await?.ok_or(Refusal::NotFound)?;
    reader.answer_as_of(record.version, &reader.view().case(&order, &page)?)
}

/// The same, again whenever it changes.
pub async fn watch(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    Named(id): Named<String>,
    last_seen: LastSeen,
) -> Answer {
    let mut reading = app.store.read().await?;
    let case = store::cases::load(&mut reading, &id).await?.ok_or(Refusal::NotFound)?;
    shopper.must_see(&mut reading, &case.record).await?;
    drop(reading);
    let session = shopper.0.clone();
    live::watch(&app, &shopper, last_seen, WatchedCase { id, session, locale })
}

/// Does something the case allows. An action nobody knows is refused like one that is not allowed now.
pub async fn act(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    Named((id, action)): Named<(String, String)>,
    key: Key,
    headers: HeaderMap,
    body: Bytes,
) -> Answer<Outcome> {
    let (body, request) = parse_action(&body)?;
    let attempt = Attempt::new(&shopper.0.subject, key, &format!("/cases/{id}/actions/{action}"), &body);
    let now = app.clock.now();
    let mut writing = app.store.write().await?;
    let found = store::cases::load(&mut writing, &id).await?.ok_or(Refusal::NotFound)?;
    shopper.must_see(&mut writing, &found.record).await?;
    if let Some(outcome) = attempt.replay(&mut writing).await? {
        return Ok(outcome);
    }
    writing.lock(Lock::Order, &found.record.order_id).await?;
    cases::lapse(&app, &mut writing, &found.record.order_id, now).await?;
    if found.folder.is_some() {
        due::catch_up(&app, &mut writing, &found.record.order_id, now).await?;
    }
    let case = store::cases::load(&mut writing, &id).await?.ok_or(Refusal::NotFound)?;
    etag::must_match(&headers, case.record.version)?;
    let allowed = cases::allowed(&app.shop, &case, now);
    let allowed = allowed.iter().find(|allowed| allowed.action == action);
    let action = allowed.ok_or(Refusal::Conflict("action_not_allowed"))?.action;
    let order = orders::load(&mut writing, &case.record.order_id).await?.ok_or(Refusal::NotFound)?;
    let session = &shopper.0;
    let acting = Acting { app: &app, session, locale, order: &order, case: &case, request: &request, now };
    cases::act(&acting, &mut writing, action).await?;
    if action == "cancel" && case.folder.is_none() {
        let view = View::new(&app, locale);
        let proof = Proof { code: "cancelled", ..Proof::default() };
        receipts::issue(&view, &mut writing, &case.record, &order.record.number, proof, now).await?;
    }
    let outcome = outcome(&app, &mut writing, session, locale, &order, &id, 200).await?;
    attempt.remember(&mut writing, &outcome, now).await?;
    writing.commit().await?;
    app.live.announce(&id);
    Ok(outcome)
}

/// Reads what goes with an action. Most actions need nothing: then the body may be absent.
fn parse_action(bytes: &Bytes) -> Answer<(Value, ActionRequest)> {
    if bytes.is_empty() {
        return Ok((Value::Null, ActionRequest::default()));
    }
    let body: Value = serde_json::from_slice(bytes).map_err(|_| Refusal::Malformed("malformed_json"))?;
    let request: ActionRequest = read(&body)?;
    let mut check = Check::default();
    for (id, pointer) in [(&request.offer_id, "/offer_id"), (&request.booking_id, "/booking_id")] {
        if let Some(id) = id {
            check.require_id(id, pointer);
        }
    }
    let noted = request.note.as_deref().unwrap_or_default();
    check.require_short(noted, 2_000, "/note");
    if let Some(method) = &request.method {
        check.require_code(method, "/method");
    }
    check.finish()?;
    Ok((body, request))
}
