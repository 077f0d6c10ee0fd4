//! Everything a request can be refused for, as RFC 9457 problem details in the shopper's language.

use aftercare_contract::problem::{FieldError, Problem};
use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::{
    app::App,
    locale::{Locale, Voice},
    policy::eligibility::Barrier,
    store::trouble,
};

/// What becomes of a request.
pub type Answer<T = Response> = Result<T, Refusal>;

/// A refusal. Its sentence is `problem-{code}` in the catalogs, but for [`Refusal::Barred`], whose barriers name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// 400: a header, a query or the body's syntax is malformed.
    Malformed(&'static str),
    /// 401: no token, or one nobody was given.
    Unauthorized,
    /// 401: the token has ended.
    SessionExpired,
    /// 401: no order, or not its proof; never tells which.
    LookupFailed,
    /// 401: a way in that does not open, for the reason in the code.
    Denied(&'static str),
    /// 404: not there, or somebody else's.
    NotFound,
    /// 405.
    MethodNotAllowed,
    /// 409: understood and refused for the reason in the code.
    Conflict(&'static str),
    /// 409: more pieces than can go back, because of this.
    Barred(Barrier),
    /// 412: `If-Match` names an older state.
    Stale,
    /// 408: the body did not arrive in time.
    TooSlow,
    /// 413: the body is larger than 64 KiB.
    TooLarge,
    /// 422: the body does not fit the schema.
    Invalid(Vec<Fault>),
    /// 428: `If-Match` is missing.
    MatchRequired,
    /// 429: too many attempts; try again after so many seconds.
    TooMany(u64),
    /// 503: the database is busy, full or away; try again after so many seconds.
    Busy(u64),
    /// 500: ours. The reason is in the log.
    Internal,
}

/// One thing wrong with the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// JSON Pointer into the body.
    pub pointer: String,
    /// Its sentence is `field-{code}` in the catalogs.
    pub code: &'static str,
}

impl Fault {
    /// A fault at `pointer`.
    #[must_use]
    pub fn at(pointer: impl Into<String>, code: &'static str) -> Self {
        Self { pointer: pointer.into(), code }
    }
}

impl Refusal {
    /// The status line.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::Unauthorized | Self::SessionExpired | Self::LookupFailed | Self::Denied(_) => {
                StatusCode::UNAUTHORIZED
            }
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Conflict(_) | Self::Barred(_) => StatusCode::CONFLICT,
            Self::Stale => StatusCode::PRECONDITION_FAILED,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::MatchRequired => StatusCode::PRECONDITION_REQUIRED,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The machine code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed(code) | Self::Denied(code) | Self::Conflict(code) => code,
            Self::Barred(barrier) => barrier.code(),
            Self::Unauthorized => "unauthorized",
            Self::SessionExpired => "session_expired",
            Self::LookupFailed => "lookup_failed",
            Self::NotFound => "not_found",
            Self::MethodNotAllowed => "method_not_allowed",
            Self::Stale => "precondition_failed",
            Self::TooSlow => "request_timeout",
            Self::TooLarge => "payload_too_large",
            Self::Invalid(_) => "invalid_request",
            Self::MatchRequired => "precondition_required",
            Self::TooMany(_) => "too_many_requests",
            Self::Busy(_) => "busy",
            Self::Internal => "internal",
        }
    }

    /// The catalogs' name for the sentence, where it is finer than the code.
    fn sentence(&self) -> &'static str {
        match self {
            Self::Barred(barrier) => barrier.sentence(),
            other => other.code(),
        }
    }

    fn body(&self, voice: Voice<'_>) -> Problem {
        let status = self.status();
        let errors = match self {
            Self::Invalid(faults) => faults.as_slice(),
            _ => &[],
        };
        Problem {
            kind: "about:blank".into(),
            title: status.canonical_reason().unwrap_or_default().into(),
            status: status.as_u16(),
            detail: Some(voice.say("problem", self.sentence())),
            code: self.code().into(),
            errors: errors
                .iter()
                .map(|fault| FieldError {
                    pointer: fault.pointer.clone(),
                    code: fault.code.into(),
                    detail: voice.say("field", fault.code),
                })
                .collect(),
        }
    }

    fn header(&self) -> Option<(HeaderName, HeaderValue)> {
        match self {
            Self::Unauthorized | Self::SessionExpired => {
                Some((header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")))
            }
            // What is still to come of the body would be taken for the next request.
            Self::TooSlow => Some((header::CONNECTION, HeaderValue::from_static("close"))),
            Self::TooMany(seconds) | Self::Busy(seconds) => Some((header::RETRY_AFTER, HeaderValue::from(*seconds))),
            _ => None,
        }
    }
}

impl From<sqlx::Error> for Refusal {
    fn from(error: sqlx::Error) -> Self {
        if trouble::passes(&error) {
            tracing::warn!(%error, "the database did not serve");
            return Self::Busy(2);
        }
        tracing::error!(%error, "the database failed");
        Self::Internal
    }
}

impl From<serde_json::Error> for Refusal {
    fn from(error: serde_json::Error) -> Self {
        tracing::error!(%error, "a stored document could not be read");
        Self::Internal
    }
}

/// Carries the refusal; [`explain`] writes the body, because only it knows the language.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Writes the problem details of every refused response.
pub async fn explain(State(app): State<App>, locale: Locale, request: Request, next: Next) -> Response {
    explained(&app, locale, next.run(request).await)
}

/// The response with its problem details when it is a refusal.
#[must_use]
pub fn explained(app: &App, locale: Locale, mut response: Response) -> Response {
    let Some(refusal) = response.extensions_mut().remove::<Refusal>() else { return response };
    let problem = refusal.body(app.catalogs.speak(locale));
    let mut explained = (refusal.status(), axum::Json(problem)).into_response();
    // What a layer below has set (`Allow` with a 405) stays.
    for (name, value) in response.headers() {
        if name != header::CONTENT_LENGTH && name != header::CONTENT_TYPE {
            explained.headers_mut().append(name.clone(), value.clone());
        }
    }
    let headers = explained.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.extend(refusal.header());
    explained
}
