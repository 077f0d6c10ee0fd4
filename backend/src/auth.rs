//! Who is asking.

use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts},
};

use crate::{
    app::App,
    pass,
    problem::{Answer, Refusal},
    store::{
        Connection,
        cases::CaseRecord,
        sessions::{self, Scope, SessionRecord},
    },
};

/// A shopper with a valid token.
#[derive(Clone, Debug)]
pub struct Shopper(pub SessionRecord);

impl Shopper {
    /// Whether this is who was given the order, and not who has paid for it.
    #[must_use]
    pub fn is_gift(&self) -> bool {
        self.0.scope == Scope::Gift
    }

    /// Passes when the session may see the case: one of an order it opens, and for a gift's recipient one of their own,
    /// because what the giver has to settle is not theirs to know.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn must_see(&self, connection: &mut Connection, case: &CaseRecord) -> Answer<()> {
        self.must_open(connection, &case.order_id).await?;
        if self.is_gift() && case.gift == 0 { Err(Refusal::NotFound) } else { Ok(()) }
    }

    /// Passes when the session opens the order; a foreign order and one that does not exist are the same.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub async fn must_open(&self, connection: &mut Connection, order_id: &str) -> Answer<()> {
        if sessions::opens(connection, &self.0, order_id).await? { Ok(()) } else { Err(Refusal::NotFound) }
    }
}

impl FromRequestParts<App> for Shopper {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Answer<Self> {
        let header = parts.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = header.and_then(|value| {
            let (scheme, token) = value.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
        });
        let token = token.ok_or(Refusal::Unauthorized)?;
        let now = app.clock.now();
        let session = match pass::read(&app.secret, token) {
            Some(session) => Some(session).filter(|session| session.expires_at >= now - sessions::MEMORY),
            None => app.store.session(token).await?.map(|session| (*session).clone()),
        };
        let session = session.ok_or(Refusal::Unauthorized)?;
        if session.expires_at <= now { Err(Refusal::SessionExpired) } else { Ok(Self(session)) }
    }
}

/// A shopper if the request names one with a valid token; what is wrong with the token does not matter here.
#[derive(Clone, Debug)]
pub struct KnownShopper(pub Option<Shopper>);

impl FromRequestParts<App> for KnownShopper {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Answer<Self> {
        match Shopper::from_request_parts(parts, app).await {
            Ok(shopper) => Ok(Self(Some(shopper))),
            Err(Refusal::Unauthorized | Refusal::SessionExpired) => Ok(Self(None)),
            Err(other) => Err(other),
        }
    }
}
