//! Folders served beside the API, as a content delivery network would: the demo shop and the widget's files.

use std::path::{Path, PathBuf};

use axum::{
    Router,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::Response,
};
use tower_http::services::ServeDir;

use crate::app::App;

/// The router of the folders: `first`, and for what it lacks the `rest`, one after another. Files below `/assets/` carry
/// their content's hash in their name and never change; a `.br` beside a file is sent to whoever takes brotli.
pub fn site(first: &Path, rest: &[PathBuf]) -> Router<App> {
    let folder = |folder: &Path| ServeDir::new(folder).precompressed_br();
    let nowhere = Router::new();
    let rest = rest.iter().rev().fold(nowhere, |later, it| Router::new().fallback_service(folder(it).fallback(later)));
    Router::new().fallback_service(folder(first).fallback(rest)).layer(middleware::from_fn(cache))
}

async fn cache(request: Request, next: Next) -> Response {
    let hashed = request.uri().path().contains("/assets/");
    let mut response = next.run(request).await;
    let lasting = hashed && matches!(response.status(), StatusCode::OK | StatusCode::NOT_MODIFIED);
    let cache = if lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    response
}
