//! The two static hosts of a trial: the merchant's pages, and the widget's files on an origin of their own.

use std::{
    collections::HashMap,
    convert::Infallible,
    io,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context, Result};
use axum::{
    Router,
    extract::{Query, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use tokio::task::JoinHandle;
use tower_http::{
    cors::{Any, CorsLayer},
    services::ServeDir,
};

use crate::port;

/// Where the host pages and their sheets and scripts lie.
pub const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/pages");

type Log = Arc<Mutex<Vec<String>>>;

/// A static host on a free port; it ends when dropped.
#[derive(Debug)]
pub struct Host {
    address: SocketAddr,
    log: Log,
    server: JoinHandle<io::Result<Infallible>>,
}

impl Host {
    /// Serves the built widget to any page, as a content network does.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn of_widget(dist: &Path) -> Result<Self> {
        let files = Router::new().fallback_service(ServeDir::new(dist));
        Self::start(files.layer(CorsLayer::new().allow_origin(Any))).await
    }

    /// Serves the merchant's pages, made from the templates in `tests/pages`: `/NAME?member=text&…` is `NAME.html`
    /// with each `{{member}}` replaced by its text. The widget's files are there too, for pages whose content policy
    /// allows their own origin only, and [`PAGES`] under `/host/`.
    ///
    /// `csp=strict` sends the strictest policy that the product promises to work under.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn of_pages(dist: &Path) -> Result<Self> {
        let pages = Router::new()
            .route("/page/{name}", get(page))
            .nest_service("/host", ServeDir::new(PAGES))
            .fallback_service(ServeDir::new(dist));
        Self::start(pages).await
    }

    async fn start(app: Router) -> Result<Self> {
        let (listener, address) = port::listen().await?;
        let log = Log::default();
        let app = app.layer(middleware::from_fn_with_state(Arc::clone(&log), write_down));
        let server = tokio::spawn(async move {
            axum::serve(listener, app).await?;
            Err(io::Error::other("the host has ended"))
        });
        Ok(Self { address, log, server })
    }

    /// `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The paths asked for so far, in order.
    #[must_use]
    pub fn requested(&self) -> Vec<String> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Whether a path is the widget's main module, not one of its chunks.
#[must_use]
pub fn is_main_module(path: &str) -> bool {
    path.starts_with("/assets/aftercare-") && path.ends_with(".wasm")
}

impl Drop for Host {
    fn drop(&mut self) {
        self.server.abort();
    }
}

async fn write_down(State(log): State<Log>, request: Request, next: Next) -> Response {
    log.lock().unwrap_or_else(PoisonError::into_inner).push(request.uri().path().to_owned());
    let mut response = next.run(request).await;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn page(
    axum::extract::Path(name): axum::extract::Path<String>,
    Query(members): Query<HashMap<String, String>>,
) -> Response {
    match render(&name, &members) {
        Ok((text, policy)) => {
            let mut response = Html(text).into_response();
            if let Some(policy) = policy {
                response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
            }
            response
        }
        Err(error) => (StatusCode::NOT_FOUND, format!("{error:#}")).into_response(),
    }
}

fn render(name: &str, members: &HashMap<String, String>) -> Result<(String, Option<HeaderValue>)> {
    let file: PathBuf = Path::new(PAGES).join(format!("{name}.html"));
    let mut text = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    for (member, value) in members {
        text = text.replace(&format!("{{{{{member}}}}}"), value);
    }
    let policy = if members.get("csp").is_some_and(|csp| csp == "strict") {
        let api = members.get("api").map_or("", String::as_str);
        let origin: String = api.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
        Some(HeaderValue::try_from(format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self' {origin}; \
             img-src 'self' data: {origin}"
        ))?)
    } else {
        None
    };
    Ok((text, policy))
}
