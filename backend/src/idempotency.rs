//! `Idempotency-Key`: the answer to a write is stored in the transaction of its effect, under the shopper's subject.
//! The same request again gets the same answer, whenever it arrives; a key with another request is refused. Refused
//! requests leave no key, because they had no effect.

use axum::{
    body::Body,
    extract::FromRequestParts,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde_json::Value;
use sqlx::FromRow;

use crate::{
    app::App,
    clock::{DAY, Millis},
    problem::{Answer, Refusal},
    store::{Connection, Lock, Writing},
    token,
};

/// For how long a key is remembered. A widget retries for minutes; a webview may wake up days later with a draft.
const MEMORY: Millis = 14 * DAY;

/// The request's key, if it has one; 16 to 128 of `[A-Za-z0-9_-]`.
#[derive(Clone, Debug)]
pub struct Key(pub Option<String>);

impl Key {
    /// The key of a request that must have one.
    ///
    /// # Errors
    /// 400 `idempotency_key_required`.
    pub fn required(self) -> Answer<Self> {
        if self.0.is_some() { Ok(self) } else { Err(Refusal::Malformed("idempotency_key_required")) }
    }
}

impl FromRequestParts<App> for Key {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Answer<Self> {
        let Some(value) = parts.headers.get("idempotency-key") else { return Ok(Self(None)) };
        let fits = (16..=128).contains(&value.len())
            && value.as_bytes().iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        match value.to_str() {
            Ok(key) if fits => Ok(Self(Some(key.to_owned()))),
            _ => Err(Refusal::Malformed("idempotency_key_invalid")),
        }
    }
}

/// What a write answers, in a form that can be kept.
#[derive(Clone, Debug, FromRow)]
pub struct Outcome {
    pub status: i64,
    pub etag: Option<String>,
    pub location: Option<String>,
    /// JSON.
    pub body: String,
}

impl IntoResponse for Outcome {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = u16::try_from(self.status)
            .ok()
            .and_then(|status| StatusCode::from_u16(status).ok())
            .unwrap_or(StatusCode::OK);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        for (name, text) in [(header::ETAG, self.etag), (header::LOCATION, self.location)] {
            let value = text.and_then(|text| HeaderValue::from_str(&text).ok());
            headers.extend(value.map(|value| (name, value)));
        }
        response
    }
}

/// The answer under a key, and the request it was given to.
#[derive(FromRow)]
struct Kept {
    fingerprint: String,
    #[sqlx(flatten)]
    outcome: Outcome,
}

/// One write under a key.
#[derive(Clone, Debug)]
pub struct Attempt {
    subject: String,
    key: Option<String>,
    fingerprint: String,
}

impl Attempt {
    /// The attempt of a shopper at `operation` (the path, with the ids in it) with `body`.
    #[must_use]
    pub fn new(subject: &str, key: Key, operation: &str, body: &Value) -> Self {
        Self { subject: subject.to_owned(), key: key.0, fingerprint: token::hash(format!("{operation}\n{body}")) }
    }

    /// The answer an earlier attempt got, if there was one; a twin that is under way is waited for. Takes
    /// [`Lock::Key`], and gives up what `writing` has changed when there is an answer.
    ///
    /// # Errors
    /// 409 `idempotency_key_reused` when the earlier attempt was another request.
    pub async fn replay(&self, writing: &mut Writing) -> Answer<Option<Outcome>> {
        let Some(key) = &self.key else { return Ok(None) };
        writing.lock(Lock::Key, &format!("{}\n{key}", self.subject)).await?;
        let kept: Option<Kept> = sqlx::query_as(
            "SELECT fingerprint, status, etag, location, body FROM idempotency_keys \
             WHERE subject = $1 AND idempotency_key = $2",
        )
        .bind(&self.subject)
        .bind(key)
        .fetch_optional(&mut **writing)
        .await?;
        match kept {
            None => Ok(None),
            Some(kept) if kept.fingerprint != self.fingerprint => Err(Refusal::Conflict("idempotency_key_reused")),
            Some(kept) => {
                writing.settle().await?;
                Ok(Some(kept.outcome))
            }
        }
    }

    /// Keeps the answer, in the transaction of the effect.
    ///
    /// # Errors
    /// 409 `idempotency_key_reused` when another request has taken the key meanwhile.
    pub async fn remember(&self, connection: &mut Connection, outcome: &Outcome, now: Millis) -> Answer<()> {
        let Some(key) = &self.key else { return Ok(()) };
        let kept = sqlx::query(
            "INSERT INTO idempotency_keys (subject, idempotency_key, fingerprint, created_at, status, etag, location, body) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (subject, idempotency_key) DO NOTHING",
        )
        .bind(&self.subject)
        .bind(key)
        .bind(&self.fingerprint)
        .bind(now)
        .bind(outcome.status)
        .bind(outcome.etag.as_deref())
        .bind(outcome.location.as_deref())
        .bind(&outcome.body)
        .execute(connection)
        .await?;
        if kept.rows_affected() == 1 { Ok(()) } else { Err(Refusal::Conflict("idempotency_key_reused")) }
    }
}

/// Forgets keys nobody will try again.
///
/// # Errors
/// When the database fails.
pub async fn prune(connection: &mut Connection, now: Millis) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM idempotency_keys WHERE created_at < $1").bind(now - MEMORY).execute(connection).await?;
    Ok(())
}
