//! Live changes: one mechanism for everything a shopper can watch, as server-sent events (the WHATWG HTML standard's
//! chapter of that name).
//!
//! A stream begins with the thing as it is, and sends it again whenever its version has changed: `event` names what it
//! is, `id` is its `ETag`, `data` its JSON in the reader's language. A client that comes back with `Last-Event-ID` is
//! not told what it knows. Streams are a comfort: polling with `If-None-Match` says the same.
//!
//! - Whoever has committed a change calls [`Live::announce`] with the thing's id, and the streams of this instance look
//!   at once. A change that nobody announced here (another instance made it, time made it) is found within [`LOOK`],
//!   because every stream looks at the version by itself; [`Watched::version`] must therefore be one cheap query.
//! - A stream ends with its session, with the server, and when the thing can't be read any more.
//! - A session has at most [`MOST`] streams: a page that forgets to close them harms nobody else.
//!
//! To make something watchable, implement [`Watched`] for it and answer [`watch`] from its route.

use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    extract::FromRequestParts,
    http::{HeaderName, HeaderValue, request::Parts},
    response::{
        IntoResponse as _, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use tokio::sync::{broadcast, watch};

use crate::{
    app::App,
    auth::Shopper,
    problem::{Answer, Refusal},
    store::sessions::SessionRecord,
};

/// How often a stream looks at the version although nobody announced a change.
pub const LOOK: Duration = Duration::from_secs(1);

/// How often a stream that has nothing to say sends a comment. Proxies close what is silent for a minute.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How many streams a session may have at once. Browsers open six connections to a host over HTTP/1.1.
pub const MOST: usize = 4;

/// In how many seconds to try again when a session has too many streams.
const TRY_AGAIN: u64 = 5;

/// Announcements that a slow stream may leave waiting. One that misses some looks once for all of them.
const BACKLOG: usize = 256;

/// Something a shopper can watch, with the right to see it already checked.
pub trait Watched: Send + Sync + 'static {
    /// What its events are called, `case` or `shipment`.
    const EVENT: &'static str;

    /// What [`Live::announce`] calls it.
    fn id(&self) -> &str;

    /// Its version now. Any other number than before makes the stream look at it, and so does an announcement.
    fn version(&self, app: &App) -> impl Future<Output = Answer<i64>> + Send;

    /// What there is to see.
    fn show(&self, app: &App) -> impl Future<Output = Answer<Shown>> + Send;
}

/// A moment of something watched.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The version that is shown.
    pub version: i64,
    /// Its `ETag`, as a plain read would answer it.
    pub tag: String,
    /// JSON.
    pub body: String,
}

/// The streams of this instance.
#[derive(Clone)]
pub struct Live {
    changes: broadcast::Sender<Arc<str>>,
    ended: watch::Sender<bool>,
    seats: Arc<Mutex<HashMap<String, usize>>>,
}

impl Default for Live {
    fn default() -> Self {
        Self { changes: broadcast::Sender::new(BACKLOG), ended: watch::Sender::new(false), seats: Arc::default() }
    }
}

impl Live {
    /// Says that the thing with this id has changed. Call it after the commit.
    pub fn announce(&self, id: &str) {
        // Nobody may be watching.
        let _ = self.changes.send(id.into());
    }

    /// The announcements from now on.
    #[must_use]
    pub fn changes(&self) -> broadcast::Receiver<Arc<str>> {
        self.changes.subscribe()
    }

    /// Ends every stream, so that the server can stop.
    pub fn end(&self) {
        self.ended.send_replace(true);
    }

    /// A place for one more stream of the session.
    fn sit(&self, session: &SessionRecord) -> Answer<Seat> {
        let mut seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = seats.entry(session.name.clone()).or_default();
        if *taken >= MOST {
            return Err(Refusal::TooMany(TRY_AGAIN));
        }
        *taken += 1;
        Ok(Seat { live: self.clone(), session: session.name.clone() })
    }
}

/// A stream's place; free again when dropped.
struct Seat {
    live: Live,
    session: String,
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut seats = self.live.seats.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = seats.get_mut(&self.session) {
            *taken -= 1;
            if *taken == 0 {
                seats.remove(&self.session);
            }
        }
    }
}

/// What a client that comes back has seen last.
#[derive(Clone, Debug)]
pub struct LastSeen(Option<String>);

impl FromRequestParts<App> for LastSeen {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Self, Infallible> {
        let header = parts.headers.get("last-event-id").and_then(|value| value.to_str().ok());
        Ok(Self(header.map(str::to_owned)))
    }
}

/// The stream of something the shopper may see.
///
/// # Errors
/// 429 when the session has [`MOST`] streams already.
pub fn watch<W: Watched>(app: &App, shopper: &Shopper, last_seen: LastSeen, watched: W) -> Answer {
    let stream = Stream {
        _seat: app.live.sit(&shopper.0)?,
        changes: app.live.changes.subscribe(),
        ended: app.live.ended.subscribe(),
        app: app.clone(),
        session: shopper.0.clone(),
        watched,
        shown: None,
        known: last_seen.0,
        announced: false,
    };
    let events = futures_util::stream::unfold(stream, Stream::next);
    let mut response: Response = Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT)).into_response();
    // Reverse proxies of nginx' kind collect an answer before they pass it on, unless told.
    response.headers_mut().insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    Ok(response)
}

struct Stream<W> {
    /// Held for as long as the stream lasts.
    _seat: Seat,
    changes: broadcast::Receiver<Arc<str>>,
    ended: watch::Receiver<bool>,
    app: App,
    session: SessionRecord,
    watched: W,
    /// The version that was looked at last.
    shown: Option<i64>,
    /// The tag of what the client knows: sent to it, or from before.
    known: Option<String>,
    /// Something was announced since: what is beside the version may have changed.
    announced: bool,
}

impl<W: Watched> Stream<W> {
    /// Waits for the next event; nothing when the stream is over.
    async fn next(mut self) -> Option<(Result<Event, Infallible>, Self)> {
        while !*self.ended.borrow() && self.app.clock.now() < self.session.expires_at {
            match self.look().await {
                Ok(Some(shown)) => {
                    self.shown = Some(shown.version);
                    if self.known.as_ref() != Some(&shown.tag) {
                        self.known = Some(shown.tag.clone());
                        let event = Event::default().event(W::EVENT).id(shown.tag).data(shown.body);
                        return Some((Ok(event), self));
                    }
                }
                Ok(None) | Err(Refusal::Busy(_)) => {}
                Err(_) => return None,
            }
            self.pause().await;
        }
        None
    }

    /// What there is to see, if it may be other than before.
    async fn look(&mut self) -> Answer<Option<Shown>> {
        let version = self.watched.version(&self.app).await?;
        if self.shown == Some(version) && !self.announced {
            return Ok(None);
        }
        let shown = self.watched.show(&self.app).await?;
        self.announced = false;
        Ok(Some(shown))
    }

    /// Until there may be something new.
    async fn pause(&mut self) {
        let id = self.watched.id();
        let announced = async {
            // Whoever missed some announcements looks as well.
            while self.changes.recv().await.is_ok_and(|changed| *changed != *id) {}
        };
        tokio::select! {
            () = announced => self.announced = true,
            _ = self.ended.changed() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}
