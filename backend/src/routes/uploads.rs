//! `POST /uploads`, and beside the API the addresses that take files' bytes and show attachments.

use std::time::Duration;

use aftercare_contract::upload::UploadRequest;
use axum::{
    Router,
    body::Body,
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{get, put},
};
use http_range_header::parse_range_header;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    app::App,
    auth::Shopper,
    clock::{MINUTE, SECOND},
    idempotency::{Attempt, Key, Outcome},
    locale::Locale,
    problem::{Answer, Refusal},
    request::{Check, JsonBody, Named, read},
    store::{
        Lock,
        uploads::{self, UploadRecord},
    },
    token,
    uploads::address,
    view::View,
};

/// Below it files are taken.
pub const INTAKE: &str = "/files/uploads/";

/// The router of the addresses that take bytes; pages of the shop put them there.
pub fn intake() -> Router<App> {
    Router::new().route(&format!("{INTAKE}{{last}}"), put(take))
}

/// The router of the attachments. Their addresses are secrets.
pub fn attachments() -> Router<App> {
    Router::new().route("/files/attachments/{last}", get(show))
}

/// Announces a file.
pub async fn announce(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    key: Key,
    JsonBody(body): JsonBody,
) -> Answer<Outcome> {
    let key = key.required()?;
    let request: UploadRequest = read(&body)?;
    let mut check = Check::default();
    check.require_short(&request.media_type, 128, "/media_type");
    check.require(is_media_type(&request.media_type), "/media_type", "malformed");
    check.require(request.size >= 1, "/size", "out_of_range");
    if let Some(name) = &request.name {
        check.require(!name.is_empty(), "/name", "empty");
        check.require_short(name, 255, "/name");
    }
    check.finish()?;
    let rules = &app.shop.uploads;
    if !rules.media_types.contains(&request.media_type) {
        return Err(Refusal::Conflict("media_type_refused"));
    }
    let size = i64::try_from(request.size).ok().filter(|_| request.size <= rules.max_bytes);
    let size = size.ok_or(Refusal::Conflict("file_too_large"))?;

    let now = app.clock.now();
    let subject = shopper.0.subject;
    let attempt = Attempt::new(&subject, key, "/uploads", &body);
    let mut writing = app.store.write().await?;
    if let Some(outcome) = attempt.replay(&mut writing).await? {
        return Ok(outcome);
    }
    writing.lock(Lock::Customer, &subject).await?;
    let (files, bytes, first) = uploads::pending(&mut writing, &subject, now).await?;
    if files >= rules.pending_files || bytes + size > rules.pending_bytes {
        let wait = (first.unwrap_or(now) - now) / SECOND + 1;
        return Err(Refusal::TooMany(u64::try_from(wait).unwrap_or(1)));
    }
    let upload = UploadRecord {
        id: token::id("upl"),
        subject,
        media_type: request.media_type,
        size,
        name: request.name.as_deref().map(plain_name).filter(|name| !name.is_empty()),
        created_at: now,
        expires_at: now + rules.keep_minutes * MINUTE,
        object: None,
        owner_id: None,
    };
    let holds = Duration::from_secs(u64::try_from(rules.keep_minutes * 60).unwrap_or(0));
    let url = app.storage.address(&upload, holds).await?;
    uploads::insert(&mut writing, &upload).await?;
    let body = serde_json::to_string(&View::new(&app, locale).upload(&upload, url))?;
    let outcome = Outcome { status: 201, etag: None, location: None, body };
    attempt.remember(&mut writing, &outcome, now).await?;
    writing.commit().await?;
    Ok(outcome)
}

/// Whether it has the form of a media type without parameters, `^[a-z0-9.+-]+/[a-z0-9.+-]+$`.
fn is_media_type(text: &str) -> bool {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'+' | b'-');
    let named = |part: &str| !part.is_empty() && part.bytes().all(fits);
    text.split_once('/').is_some_and(|(kind, form)| named(kind) && named(form))
}

/// A file's name without the path some browsers put before it, and without what could end a header.
fn plain_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
}

/// Takes the bytes of the file the address is for; bytes that come again replace the earlier ones.
async fn take(
    State(app): State<App>,
    Named(last): Named<String>,
    headers: HeaderMap,
    body: Body,
) -> Answer<StatusCode> {
    let id = address::upload(&app.secret, &last).ok_or(Refusal::NotFound)?;
    let mut reading = app.store.read().await?;
    let upload = uploads::find(&mut reading, id).await?.ok_or(Refusal::NotFound)?;
    drop(reading);
    if upload.owner_id.is_some() {
        return Err(Refusal::Conflict("upload_attached"));
    }
    if !upload.is_pending(app.clock.now()) {
        return Err(Refusal::NotFound);
    }
    let declared = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    if let Some(length) = declared(header::CONTENT_LENGTH).and_then(|length| length.parse::<i64>().ok()) {
        if length > upload.size {
            return Err(Refusal::TooLarge);
        }
        if length < upload.size {
            return Err(Refusal::Conflict("upload_mismatch"));
        }
    }
    if declared(header::CONTENT_TYPE) != Some(upload.media_type.as_str()) {
        return Err(Refusal::Conflict("upload_mismatch"));
    }
    let object = app.storage.take(&upload, body.into_data_stream()).await?;
    let mut writing = app.store.write().await?;
    // Attached or ended meanwhile: then these bytes are nobody's, and go with the rest.
    if !uploads::complete(&mut writing, id, &object, app.clock.now()).await? {
        return Err(Refusal::Conflict("upload_attached"));
    }
    writing.commit().await?;
    Ok(StatusCode::OK)
}

/// An attachment, for whoever has its address, whole or a range (videos are played in ranges).
async fn show(State(app): State<App>, Named(last): Named<String>, headers: HeaderMap) -> Answer {
    let id = address::attachment(&app.secret, &last, app.clock.now()).ok_or(Refusal::NotFound)?;
    let mut reading = app.store.read().await?;
    let upload = uploads::find(&mut reading, id).await?.ok_or(Refusal::NotFound)?;
    drop(reading);
    let object = upload.object.as_deref().filter(|_| upload.owner_id.is_some()).ok_or(Refusal::NotFound)?;
    let size = u64::try_from(upload.size).unwrap_or(0);
    let range = wanted_range(&headers, size);
    let bytes = app.storage.get(object, range.clone()).await?;
    let mut response = Response::new(Body::from_stream(bytes.into_stream()));
    let length = range.as_ref().map_or(size, |range| range.end - range.start);
    let sent = response.headers_mut();
    sent.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
    sent.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    if let Some(range) = range {
        let said = format!("bytes {}-{}/{size}", range.start, range.end - 1);
        sent.extend(HeaderValue::from_str(&said).ok().map(|said| (header::CONTENT_RANGE, said)));
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok((guarded(&upload), response).into_response())
}

/// What keeps somebody else's file from doing anything in a browser but being seen.
fn guarded(upload: &UploadRecord) -> [(header::HeaderName, String); 5] {
    // A PDF is a program of its own; it is to be kept, not opened here.
    let kind = if upload.media_type == "application/pdf" { "attachment" } else { "inline" };
    let name = upload.name.as_deref().unwrap_or(&upload.id);
    let name = utf8_percent_encode(name, NON_ALPHANUMERIC);
    [
        (header::CONTENT_TYPE, upload.media_type.clone()),
        (header::CONTENT_DISPOSITION, format!("{kind}; filename*=UTF-8''{name}")),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".into()),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "cross-origin".into()),
        (header::CACHE_CONTROL, "private, max-age=3600".into()),
    ]
}

/// The one range that is asked for; several, or none that fits, get the whole file (RFC 9110, 14.2).
fn wanted_range(headers: &HeaderMap, size: u64) -> Option<std::ops::Range<u64>> {
    let value = headers.get(header::RANGE)?.to_str().ok()?;
    let ranges = parse_range_header(value).ok()?.validate(size).ok()?;
    match ranges.as_slice() {
        [range] => Some(*range.start()..*range.end() + 1),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_no_path_and_no_header() {
        assert_eq!(plain_name("C:\\fakepath\\shoe.jpg"), "shoe.jpg");
        assert_eq!(plain_name("../../etc/passwd"), "passwd");
        assert_eq!(plain_name("a\r\nSet-Cookie: b"), "aSet-Cookie: b");
    }
}
