//! A shopper who wants to see something.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
    response::Response,
};
use futures_util::{FutureExt as _, future::BoxFuture};
use serde::Serialize;

use crate::{
    app::App,
    auth::Shopper,
    clock::{Millis, hour},
    etag,
    locale::Locale,
    problem::{Answer, Refusal},
    statutory::Statutory,
    store::facts::Telling,
    view::View,
};

/// What only the shopper may keep, and must ask about before using again.
const PRIVATE: &str = "private, no-cache";

/// Who reads, in which language, and what they have already.
#[derive(Clone)]
pub struct Reader {
    pub app: App,
    pub shopper: Shopper,
    pub locale: Locale,
    statutory: Statutory,
    /// The `If-None-Match` there is.
    headers: HeaderMap,
}

impl Reader {
    /// How to say things to this reader.
    #[must_use]
    pub fn view(&self) -> View<'_> {
        View::new(&self.app, self.locale).seen_by(&self.shopper.0).with(self.statutory)
    }

    /// The answer, tagged by what it says.
    ///
    /// # Errors
    /// When `body` can't be written as JSON.
    pub fn answer<T: Serialize>(&self, body: &T) -> Answer {
        etag::respond(&self.headers, body, etag::of_body, PRIVATE)
    }

    /// The answer named `what`, made anew when something it says may have changed: what `say` says at a moment, and
    /// the ids that hangs on beside the session's own.
    ///
    /// # Errors
    /// What keeps `say` from answering.
    pub async fn tell<'a, T: Serialize + 'a>(
        &'a self,
        what: &str,
        say: impl Fn(Millis) -> BoxFuture<'a, Answer<(T, Vec<String>)>>,
    ) -> Answer {
        let now = self.app.clock.now();
        let session = &self.shopper.0;
        let statutory = self.statutory.0.map_or("", |words| words.language);
        // None of what follows `what` has a line's end in it, so no two names are the same by chance.
        let name = [what, &session.opener, session.scope.code(), self.locale.tag(), statutory].join("\n");
        let tell = || {
            let said = say(now);
            async move {
                let (body, mut ids) = said.await?;
                ids.push(session.opener.clone());
                ids.extend(session.customer_id.clone());
                let json = etag::write(&body)?;
                Ok::<_, Refusal>(Telling { tag: etag::of_body(&json), json, ids })
            }
            .boxed()
        };
        let told = self.app.store.told(&name, hour(now), tell).await?;
        Ok(etag::send(&self.headers, told.json.clone(), &told.tag, PRIVATE))
    }

    /// The answer to a reader who has the state `version` already, without asking what it shows. For
    /// [`Reader::answer_version`].
    #[must_use]
    pub fn unchanged_since(&self, version: i64) -> Option<Response> {
        etag::unchanged(&self.headers, &etag::of_version(version, self.locale), PRIVATE)
    }

    /// The answer, tagged by a version that says everything it shows.
    ///
    /// # Errors
    /// When `body` can't be written as JSON.
    pub fn answer_version<T: Serialize>(&self, version: i64, body: &T) -> Answer {
        etag::respond(&self.headers, body, |_| etag::of_version(version, self.locale), PRIVATE)
    }

    /// The answer, tagged by the state it shows and by what it says beside.
    ///
    /// # Errors
    /// When `body` can't be written as JSON.
    pub fn answer_as_of<T: Serialize>(&self, version: i64, body: &T) -> Answer {
        etag::respond(&self.headers, body, |json| etag::of_state(version, self.locale, json), PRIVATE)
    }
}

impl FromRequestParts<App> for Reader {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Answer<Self> {
        let shopper = Shopper::from_request_parts(parts, app).await?;
        let Ok(locale) = Locale::from_request_parts(parts, app).await;
        let Ok(statutory) = Statutory::from_request_parts(parts, app).await;
        let known = parts.headers.get_all(header::IF_NONE_MATCH).into_iter();
        let headers = known.map(|tags| (header::IF_NONE_MATCH, tags.clone())).collect();
        Ok(Self { app: app.clone(), shopper, locale, statutory, headers })
    }
}
