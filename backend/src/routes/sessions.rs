//! `POST /sessions`: getting in.

use std::net::SocketAddr;

use aftercare_contract::session::{OrderLookup, Proof, Session, SessionRequest};
use axum::{
    Json,
    extract::{ConnectInfo, State},
    http::header,
};
use serde_json::Value;

use crate::{
    app::App,
    auth::KnownShopper,
    clock::{HOUR, Millis, SECOND},
    locale::Locale,
    problem::{Answer, Fault, Refusal},
    request::{Check, JsonBody, read},
    store::{
        Lock, Writing,
        orders::{self, OrderRecord},
        sessions::{self, SessionRecord},
    },
    token,
    view::View,
};

/// For how long a token opens anything.
const LIFETIME: Millis = HOUR;

/// Opens a session for one order. With a valid token of the same customer the new session opens that token's orders
/// as well.
pub async fn open(
    State(app): State<App>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    locale: Locale,
    KnownShopper(earlier): KnownShopper,
    JsonBody(body): JsonBody,
) -> Answer<([(header::HeaderName, &'static str); 1], Json<Session>)> {
    let lookup = parse(&body)?;
    let number = normal_number(&lookup.order_number);
    let now = app.clock.now();
    let buckets = buckets(&app, &number, peer);
    let mut writing = app.store.write().await?;
    within_limits(&app, &mut writing, &buckets, now).await?;
    let order = orders::by_number(&mut writing, &number).await?;
    let Some(order) = verify(&app, order, &lookup.proof) else {
        for (bucket, _) in &buckets {
            sessions::count_attempt(&mut writing, bucket, now).await?;
        }
        writing.commit().await?;
        return Err(Refusal::LookupFailed);
    };

    let token = token::bearer();
    let subject = subject(&app, &order);
    let earlier = earlier.map(|shopper| shopper.0).filter(|earlier| earlier.subject == subject);
    let session = SessionRecord { token_hash: token::hash(&token), subject, expires_at: now + LIFETIME };
    sessions::insert(&mut writing, &session, &order.id, earlier.as_ref()).await?;
    writing.commit().await?;

    let seconds = u32::try_from(LIFETIME / SECOND).unwrap_or(u32::MAX);
    let session = View::new(&app, locale).session(token, session.subject, seconds, &order);
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(session)))
}

fn parse(body: &Value) -> Answer<OrderLookup> {
    let mut check = Check::default();
    let one = |value: Option<&Value>| value.and_then(Value::as_object).is_none_or(|members| members.len() == 1);
    check.require(one(Some(body)), "", "exactly_one");
    check.require(one(body.pointer("/order_lookup/proof")), "/order_lookup/proof", "exactly_one");
    check.finish()?;
    let SessionRequest::OrderLookup(lookup) = read(body)? else {
        return Err(Refusal::Invalid(vec![Fault::at("", "unknown_value")]));
    };
    let mut check = Check::default();
    check.require_text(&lookup.order_number, 64, "/order_lookup/order_number");
    let (name, proof) = match &lookup.proof {
        Proof::Email(proof) => ("email", proof),
        Proof::Phone(proof) => ("phone", proof),
        Proof::PostalCode(proof) => ("postal_code", proof),
    };
    check.require_text(proof, 254, &format!("/order_lookup/proof/{name}"));
    check.finish()?;
    Ok(lookup)
}

/// The shopper's opaque name: stable for a customer, meaningless to everybody else.
fn subject(app: &App, order: &OrderRecord) -> String {
    app.secret.digest("subject", &order.customer_id)
}

/// An order number without what people add to it.
fn normal_number(typed: &str) -> String {
    typed.chars().filter(|c| !c.is_whitespace() && *c != '#').flat_map(char::to_uppercase).collect()
}

/// The order when the proof goes with it. Does the same work whether there is an order or not: what is compared with
/// is then the digest of a value nobody can type.
fn verify(app: &App, order: Option<OrderRecord>, proof: &Proof) -> Option<OrderRecord> {
    const NOTHING: &str = "\0";
    let known = |field: fn(&OrderRecord) -> &String| order.as_ref().map_or(NOTHING, |order| field(order).as_str());
    let (typed, stored) = match proof {
        Proof::Email(typed) => (typed.trim().to_lowercase(), known(|order| &order.email).to_lowercase()),
        Proof::PostalCode(typed) => (alphanumeric(typed), alphanumeric(known(|order| &order.postal_code))),
        Proof::Phone(typed) => {
            let typed = digits(typed);
            let stored = digits(known(|order| &order.phone));
            // Typed with or without the country's prefix; eight digits at least, or a few would do.
            let from = stored.len().saturating_sub(typed.len().max(8));
            (typed, stored.get(from..).unwrap_or_default().to_owned())
        }
    };
    let same = app.secret.same("proof", &typed, &stored);
    order.filter(|_| same && !typed.is_empty())
}

fn alphanumeric(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// Digits without the leading zeros of a national or international prefix.
fn digits(text: &str) -> String {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

/// What is limited together, with the most attempts on it: the order number and the address.
fn buckets(app: &App, number: &str, peer: SocketAddr) -> [(String, i64); 2] {
    let mut buckets = [
        (app.secret.digest("lookup-order", number), app.limits.per_order),
        (app.secret.digest("lookup-address", &peer.ip().to_string()), app.limits.per_address),
    ];
    // The order of the locks.
    buckets.sort_unstable();
    buckets
}

/// Passes while there are attempts left on every bucket. The locks are kept until the attempt is counted, so that many
/// at once can't slip through together.
async fn within_limits(app: &App, writing: &mut Writing, buckets: &[(String, i64)], now: Millis) -> Answer<()> {
    let period = app.limits.period;
    for (bucket, most) in buckets {
        writing.lock(Lock::Attempts, bucket).await?;
        let (made, first) = sessions::attempts(&mut *writing, bucket, now - period).await?;
        if made >= *most {
            let wait = first.unwrap_or(now) + period - now;
            return Err(Refusal::TooMany(u64::try_from(wait / SECOND + 1).unwrap_or(1)));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_numbers_are_forgiving() {
        assert_eq!(normal_number(" # 10 482 "), "10482");
        assert_eq!(normal_number("yy-10482"), "YY-10482");
    }

    #[test]
    fn phones_lose_their_prefixes() {
        assert_eq!(digits("+1 (415) 555-0132"), "14155550132");
        assert_eq!(digits("0912 345 678"), "912345678");
    }
}
