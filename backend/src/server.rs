//! Puts everything together and runs it.

mod connections;
mod doors;

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{HeaderName, HeaderValue, Method, header},
    middleware,
};
use doors::Doors;
use sqlx::migrate::MigrateError;
use tokio::net::TcpListener;
use tower::{Layer as _, ServiceBuilder};
use tower_http::{
    cors::{AllowOrigin, Cors, CorsLayer},
    set_header::{SetResponseHeader, SetResponseHeaderLayer},
};

use crate::{
    app::{App, Limits, Parts},
    around::around,
    articles::Articles,
    cases,
    clock::Clock,
    config::Config,
    desk,
    guides::Guides,
    idempotency,
    live::Live,
    locale::{self, Catalogs},
    merchant::{KeyError, Merchant},
    post::{self, Post},
    problem::{self, Answer, Refusal},
    receipts::{self, ReceiptKeys},
    request::MAX_BODY,
    routes, sample, sandbox,
    shop::Shop,
    site, store,
    store::{Lock, Store},
    subscriptions,
    token::Secret,
    trace, uploads,
};

/// For how long requests under way may take to finish after the signal to stop.
const LAST_CALL: Duration = Duration::from_secs(10);

/// How often what has ended is cleared away.
const HOUSEKEEPING: Duration = Duration::from_secs(30);

/// Why the server did not start or stay.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    #[error("the database: {0}")]
    Database(sqlx::Error),
    #[error(
        "the database was made by another version of this program ({0}); --fresh forgets all that is in it and starts over"
    )]
    OtherVersion(Box<MigrateError>),
    #[error("{0}")]
    Io(#[from] std::io::Error),
    #[error("--uploads: {0}")]
    Uploads(#[from] object_store::Error),
    #[error("--merchant-key {0}")]
    MerchantKey(#[from] KeyError),
    #[error("the files built in: {0}")]
    BuiltIn(String),
    #[error("--allow-origin {0}: not an origin such as https://shop.example")]
    Origin(String),
}

impl From<sqlx::Error> for ServerError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Migrate(error)
                if matches!(*error, MigrateError::VersionMismatch(_) | MigrateError::VersionMissing(_)) =>
            {
                Self::OtherVersion(error)
            }
            other => Self::Database(other),
        }
    }
}

/// Everything that answers.
type Service = SetResponseHeader<Doors<Cors<Router>, Router>, HeaderValue>;

/// A server that has its port and its database and is about to answer.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    app: App,
    service: Service,
}

impl Server {
    /// Opens the database and takes the port. `clock` and `limits` are the defaults everywhere but in tests.
    ///
    /// # Errors
    /// When the database, the port or an origin is not usable.
    pub async fn bind(config: Config, clock: Clock, limits: Limits) -> Result<Self, ServerError> {
        // Several crates could bring TLS its cryptography, so the one that is meant has to be named; a second server in
        // the same process finds it named.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let origins = origins(&config.allow_origin)?;
        let built_in = |error: serde_json::Error| ServerError::BuiltIn(error.to_string());
        let shop = Shop::load().map_err(built_in)?;
        let catalogs = Catalogs::load().map_err(ServerError::BuiltIn)?;
        let location = store::Location::parse(&config.database);
        if config.fresh {
            location.clear().await?;
        }
        let store = Store::open(&location).await?;
        let storage = uploads::storage::Storage::open(&config.storage())?;
        if config.fresh {
            storage.empty()?;
        }
        let (secret, receipt_keys) = prepare(&store, &shop, &clock, config.sample).await?;
        let listener = TcpListener::bind(config.listen).await?;
        let address = listener.local_addr()?;
        let public_url = config.public_url.unwrap_or_else(|| format!("http://{address}"));
        let public_url = public_url.trim_end_matches('/');
        let media = format!("{public_url}/media");
        let articles = Articles::load(&media).map_err(ServerError::BuiltIn)?;
        let guides = Guides::load(&media).map_err(ServerError::BuiltIn)?;
        prepare_search(&store, &articles).await?;
        let audience = format!("{public_url}{}", routes::BASE);
        let app = App::from(Parts {
            store,
            shop,
            catalogs,
            clock,
            secret,
            public_url: public_url.into(),
            limits,
            proxies: config.trust_forwarded_for,
            articles,
            guides,
            merchant: Merchant::open(audience, &config.merchant_key, config.sample || config.sandbox)?,
            post: Post::new(config.post_command, config.sandbox),
            storage,
            live: Live::default(),
            receipt_keys,
        });
        let service = service(&app, origins, &config.site, config.sandbox);
        Ok(Self { listener, address, app, service })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stop`, then lets what is under way finish and closes the database.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) {
        let housekeeping = tokio::spawn(keep_house(self.app.clone()));
        let telling = tokio::spawn(subscriptions::follow(self.app.clone()));
        let (stopping, mut stopped) = tokio::sync::watch::channel(false);
        let live = self.app.live.clone();
        let serving = connections::serve(self.listener, self.service, self.app.limits.head, async move {
            stop.await;
            live.end();
            stopping.send_replace(true);
        });
        let last_call = async {
            // The sender lives in the server's future: it ends only with the server.
            let _ = stopped.wait_for(|stopping| *stopping).await;
            tokio::time::sleep(LAST_CALL).await;
        };
        tokio::select! {
            () = serving => {}
            () = last_call => tracing::warn!("requests were still under way"),
        }
        housekeeping.abort();
        telling.abort();
        self.app.store.close().await;
    }
}

/// Makes the deployment's secrets and, if wanted, the sample shop.
async fn prepare(
    store: &Store,
    shop: &Shop,
    clock: &Clock,
    with_sample: bool,
) -> Result<(Secret, ReceiptKeys), ServerError> {
    let mut writing = store.write().await?;
    writing.lock(Lock::Deployment, "").await?;
    let secret = store::settings::get_or_insert(&mut writing, "secret", Secret::generate).await?;
    let keys = store::settings::get_or_insert(&mut writing, receipts::SETTING, ReceiptKeys::generate).await?;
    if with_sample {
        let broken = |refusal: Refusal| ServerError::BuiltIn(format!("the sample shop: {refusal:?}"));
        let orders = sample::seed(&mut writing, shop, clock.now()).await.map_err(broken)?;
        tracing::info!(orders, "the sample shop is there");
    }
    writing.commit().await?;
    let secrets = Secret::from_stored(&secret).zip(ReceiptKeys::from_stored(&keys));
    secrets.ok_or_else(|| ServerError::BuiltIn("a stored secret is damaged".into()))
}

/// Puts the articles into the search index, once for all instances.
async fn prepare_search(store: &Store, articles: &Articles) -> Result<(), ServerError> {
    let mut writing = store.write().await?;
    writing.lock(Lock::Deployment, "articles").await?;
    articles.index(&mut writing, store.dialect()).await?;
    Ok(writing.commit().await?)
}

/// Everything that answers. What stands around all routes is not among axum's layers, which are copied for each request.
fn service(app: &App, origins: Vec<HeaderValue>, site: &[PathBuf], with_sandbox: bool) -> Service {
    let explain = middleware::from_fn_with_state(app.clone(), problem::explain);
    let speaker = app.clone();
    // In one call, the outermost first: each call puts every route into another box.
    let around_api = ServiceBuilder::new()
        .layer(around(trace::request))
        .layer(around(move |request: &Request| locale::declare(&speaker, request)))
        .layer(DefaultBodyLimit::max(MAX_BODY));
    let intake = routes::uploads::intake().layer(explain.clone()).layer(around(trace::request));
    let api = routes::api().layer(around_api).merge(intake).with_state(app.clone());
    // A label's or an attachment's address opens it, so it is for following only: no page's scripts may read what is there.
    let labels = routes::files::labels().merge(routes::uploads::attachments()).layer(explain.clone());
    let consent = routes::subscriptions::consent().layer(explain.clone());
    // What is the same for everybody may be read from any page: modules are checked by integrity instead.
    let anyone = SetResponseHeaderLayer::overriding(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let mut open = routes::files::pictures().layer(explain.clone());
    if let Some((first, rest)) = site.split_first() {
        open = open.merge(site::site(first, rest));
    }
    let sandbox = if with_sandbox { sandbox::sandbox().layer(explain) } else { Router::new() };
    let rest = sandbox.merge(labels).merge(consent).merge(open.layer(anyone));
    let rest = rest.layer(around(trace::request)).with_state(app.clone());
    let sniff = SetResponseHeaderLayer::overriding(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    sniff.layer(Doors { api: cors(origins).layer(api), rest })
}

fn origins(texts: &[String]) -> Result<Vec<HeaderValue>, ServerError> {
    let origin = |text: &String| {
        let (scheme, host) = text.split_once("://").unwrap_or_default();
        let plain = matches!(scheme, "http" | "https") && !host.is_empty() && !host.contains(['/', '*', '?', '#', '@']);
        HeaderValue::from_str(text).ok().filter(|_| plain).ok_or_else(|| ServerError::Origin(text.clone()))
    };
    texts.iter().map(origin).collect()
}

fn cors(origins: Vec<HeaderValue>) -> CorsLayer {
    let named = HeaderName::from_static;
    CorsLayer::new()
        .allow_origin(AllowOrigin::list(origins))
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
        .allow_headers([
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            header::IF_MATCH,
            header::IF_NONE_MATCH,
            header::ACCEPT_LANGUAGE,
            named("idempotency-key"),
        ])
        .expose_headers([header::ETAG, header::LOCATION, header::RETRY_AFTER, named("request-id")])
        .max_age(Duration::from_secs(600))
}

/// Clears away what has ended, for as long as the server runs.
async fn keep_house(app: App) {
    let mut pause = tokio::time::interval(HOUSEKEEPING);
    loop {
        pause.tick().await;
        if let Err(refusal) = tidy(&app).await {
            tracing::warn!(code = refusal.code(), "housekeeping failed and will be tried again");
        }
    }
}

/// Does what is due by now, and clears away what has ended.
///
/// # Errors
/// When the database or the storage fails.
pub async fn tidy(app: &App) -> Answer<()> {
    let now = app.clock.now();
    let mut writing = app.store.write().await?;
    for order_id in cases::overdue(&mut writing, now).await? {
        writing.lock(Lock::Order, &order_id).await?;
        cases::lapse(app, &mut writing, &order_id, now).await?;
    }
    store::sessions::prune(&mut writing, now, now - app.limits.period).await?;
    store::letters::prune(&mut writing, now).await?;
    idempotency::prune(&mut writing, now).await?;
    writing.commit().await?;
    desk::due::look_after(app, None).await?;
    uploads::tidy(app).await?;
    subscriptions::catch_up(app).await?;
    Ok(post::deliver(app).await?)
}
