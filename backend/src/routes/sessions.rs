//! `POST /sessions` and `POST /sessions/challenges/{id}`: getting in.

mod challenge;
mod link;
mod lookup;
mod merchant;

use aftercare_contract::session::{ChallengeAnswer, SessionRequest};
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse as _,
};
use serde_json::Value;

use crate::{
    app::App,
    auth::{KnownShopper, Shopper},
    client::Client,
    clock::{HOUR, Millis, SECOND},
    etag,
    locale::Locale,
    pass,
    problem::Answer,
    request::{Check, JsonBody, Named, read},
    store::{
        Writing,
        customers::CustomerRecord,
        sessions::{self, Scope, SessionRecord},
    },
    token,
    view::View,
};

/// For how long a token opens anything.
const LIFETIME: Millis = HOUR;

/// Somebody at the door.
struct Visit {
    app: App,
    client: Client,
    locale: Locale,
    /// The session there is already.
    earlier: Option<Shopper>,
}

/// Opens a session, or asks for a code first. With a valid token of the same customer the new session opens that
/// token's orders as well.
pub async fn open(
    State(app): State<App>,
    client: Client,
    locale: Locale,
    KnownShopper(earlier): KnownShopper,
    JsonBody(body): JsonBody,
) -> Answer {
    let request = parse(&body)?;
    let visit = Visit { app, client, locale, earlier };
    // In boxes, as they are large: who looks up an order is not moved about with room for them.
    match request {
        SessionRequest::OrderLookup(lookup) => lookup::enter(visit, lookup).await,
        SessionRequest::MerchantToken(token) => Box::pin(merchant::enter(visit, &token.jwt)).await,
        SessionRequest::Link(link) => Box::pin(link::enter(visit, &link.token)).await,
    }
}

/// Opens the session that a code was asked for.
pub async fn answer(
    State(app): State<App>,
    client: Client,
    locale: Locale,
    KnownShopper(earlier): KnownShopper,
    Named(challenge_id): Named<String>,
    JsonBody(body): JsonBody,
) -> Answer {
    let typed: ChallengeAnswer = read(&body)?;
    let mut check = Check::default();
    check.require_text(&typed.code, 64, "/code");
    check.finish()?;
    challenge::answer(Visit { app, client, locale, earlier }, &challenge_id, &typed.code).await
}

fn parse(body: &Value) -> Answer<SessionRequest> {
    let mut check = Check::default();
    let one = |value: Option<&Value>| value.and_then(Value::as_object).is_none_or(|members| members.len() == 1);
    check.require(one(Some(body)), "", "exactly_one");
    let proof = body.get("order_lookup").and_then(|lookup| lookup.get("proof"));
    check.require(one(proof), "/order_lookup/proof", "exactly_one");
    check.finish()?;
    let request = read(body)?;
    let mut check = Check::default();
    match &request {
        SessionRequest::OrderLookup(lookup) => lookup::check(lookup, &mut check),
        SessionRequest::MerchantToken(token) => check.require_text(&token.jwt, 8_192, "/merchant_token/jwt"),
        SessionRequest::Link(link) => check.require_text(&link.token, 2_048, "/link/token"),
    }
    check.finish()?;
    Ok(request)
}

/// What is opened for whom.
enum Grant {
    /// An order, for whoever has bought it.
    Order(String, CustomerRecord),
    /// An order, for whoever was given it.
    Gift(String),
    Customer(CustomerRecord),
}

impl Visit {
    /// Opens the session, and commits what `led` to it. For one order that is a pass, which writes nothing more.
    async fn admit(self, led: Option<Writing>, grant: Grant) -> Answer {
        let (scope, order_id, customer) = match grant {
            Grant::Order(order_id, customer) => (Scope::Order, Some(order_id), Some(customer)),
            Grant::Gift(order_id) => (Scope::Gift, Some(order_id), None),
            Grant::Customer(customer) => (Scope::Customer, None, Some(customer)),
        };
        // Opaque and stable, meaningless to everybody else. Who was given an order is not who has bought it.
        let subject = match (&customer, &order_id) {
            (Some(customer), _) => self.app.secret.digest("subject", &customer.id),
            (None, order_id) => self.app.secret.digest("recipient", order_id.as_deref().unwrap_or_default()),
        };
        let earlier = self.earlier.map(|shopper| shopper.0).filter(|earlier| earlier.subject == subject);
        let whole = scope == Scope::Customer || earlier.as_ref().is_some_and(|earlier| earlier.customer_id.is_some());
        let expires_at = self.app.clock.now() + LIFETIME;
        let (token, session) = match (&order_id, &earlier) {
            (Some(order_id), None) => {
                if let Some(led) = led {
                    led.commit().await?;
                }
                pass::write(&self.app.secret, scope, order_id, subject, expires_at)
            }
            _ => {
                let token = token::bearer();
                let name = token::filed(&token);
                let session = SessionRecord {
                    opener: name.clone(),
                    name,
                    subject,
                    expires_at,
                    scope: if whole { Scope::Customer } else { scope },
                    customer_id: customer.as_ref().filter(|_| whole).map(|customer| customer.id.clone()),
                };
                Box::pin(keep(&self.app, led, &session, order_id.as_deref(), earlier.as_ref())).await?;
                (token, session)
            }
        };
        let seconds = u32::try_from(LIFETIME / SECOND).unwrap_or(u32::MAX);
        let tier = customer.and_then(|customer| customer.tier);
        let body = View::new(&self.app, self.locale).session(token, &session, seconds, tier.as_deref());
        unkept(StatusCode::OK, &body)
    }
}

/// Stores a session that opens this order and what an earlier one does.
async fn keep(
    app: &App,
    led: Option<Writing>,
    session: &SessionRecord,
    order_id: Option<&str>,
    earlier: Option<&SessionRecord>,
) -> Answer<()> {
    let mut writing = match led {
        Some(led) => led,
        None => app.store.write().await?,
    };
    sessions::insert(&mut writing, session, order_id, earlier).await?;
    Ok(writing.commit().await?)
}

/// An answer that nobody may keep.
fn unkept<T: serde::Serialize>(status: StatusCode, body: &T) -> Answer {
    let headers = [(header::CACHE_CONTROL, "no-store"), (header::CONTENT_TYPE, "application/json")];
    Ok((status, headers, etag::write(body)?).into_response())
}
