//! `GET /capabilities`.

use axum::{extract::State, http::HeaderMap};

use crate::{app::App, etag, locale::Locale, problem::Answer, view::View};

/// What this shop supports. Public.
pub async fn show(State(app): State<App>, locale: Locale, headers: HeaderMap) -> Answer {
    etag::respond(&headers, &View::new(&app, locale).capabilities(), etag::of_body, "public, max-age=300")
}
