//! `POST /subscriptions`, `DELETE /subscriptions/{id}`, and beside the API the page on which a new address agrees.

use aftercare_contract::subscription::SubscriptionRequest;
use axum::{
    Router,
    extract::State,
    http::{StatusCode, header},
    response::{Html, IntoResponse as _},
    routing::get,
};

use crate::{
    app::App,
    auth::Shopper,
    idempotency::{Attempt, Key, Outcome},
    locale::Locale,
    post,
    problem::{Answer, Refusal},
    request::{Check, JsonBody, Named, read},
    routes::BASE,
    store::{
        Lock, Writing, cases,
        orders::{self, OrderRecord},
        sessions::Scope,
        shipments,
        subscriptions::{self, SubscriptionRecord},
    },
    subscriptions::{self as telling, CHANNELS, MOST},
    token,
    view::View,
};

/// The router of the pages that a letter leads to. Their addresses are secrets.
pub fn consent() -> Router<App> {
    Router::new().route("/consent/{last}", get(ask).post(agree))
}

/// Subscribes to a parcel or a case. The same wish again gets the subscription there is.
pub async fn begin(
    State(app): State<App>,
    shopper: Shopper,
    locale: Locale,
    key: Key,
    JsonBody(body): JsonBody,
) -> Answer<Outcome> {
    let key = key.required()?;
    let request: SubscriptionRequest = read(&body)?;
    let mut check = Check::default();
    check.require(request.shipment_id.is_some() != request.case_id.is_some(), "", "exactly_one");
    for (id, pointer) in [(&request.shipment_id, "/shipment_id"), (&request.case_id, "/case_id")] {
        if let Some(id) = id {
            check.require_id(id, pointer);
        }
    }
    check.require_text(&request.channel, 64, "/channel");
    if let Some(address) = &request.address {
        check.require_text(address, 254, "/address");
    }
    check.finish()?;
    if !CHANNELS.contains(&request.channel.as_str()) {
        return Err(Refusal::Conflict("channel_unavailable"));
    }

    let now = app.clock.now();
    let subject = shopper.0.subject.clone();
    let attempt = Attempt::new(&subject, key, "/subscriptions", &body);
    let mut writing = app.store.write().await?;
    let (order_id, told) = target(&mut writing, &request).await?;
    shopper.must_open(&mut writing, &order_id).await?;
    if let Some(outcome) = attempt.replay(&mut writing).await? {
        return Ok(outcome);
    }
    writing.lock(Lock::Customer, &subject).await?;
    let order = orders::load(&mut writing, &order_id).await?.ok_or(Refusal::NotFound)?.record;
    let (address, known) = address(&shopper, &order, &request)?;
    let wish = SubscriptionRecord {
        id: token::id("sbn"),
        subject: subject.clone(),
        shipment_id: request.shipment_id,
        case_id: request.case_id,
        channel: request.channel,
        address,
        language: locale.tag().to_owned(),
        created_at: now,
        agreed_at: known.then_some(now),
        told,
    };
    let there = subscriptions::of(&mut writing, &subject, wish.target()).await?;
    let wish = match there.into_iter().find(|there| there.channel == wish.channel) {
        Some(there) => there,
        None => {
            store(&app, &mut writing, &wish).await?;
            wish
        }
    };
    let outcome = Outcome {
        status: 201,
        etag: None,
        location: Some(format!("{BASE}/subscriptions/{}", wish.id)),
        body: serde_json::to_string(&View::new(&app, locale).subscription(&wish))?,
    };
    attempt.remember(&mut writing, &outcome, now).await?;
    writing.commit().await?;
    app.live.announce(wish.target());
    post::hurry(&app);
    Ok(outcome)
}

async fn store(app: &App, writing: &mut Writing, wish: &SubscriptionRecord) -> Answer<()> {
    if subscriptions::count(writing, &wish.subject).await? >= MOST {
        return Err(Refusal::Conflict("too_many_subscriptions"));
    }
    subscriptions::insert(writing, wish).await?;
    if wish.agreed_at.is_none() {
        telling::ask(app, writing, wish, wish.created_at).await?;
    }
    Ok(())
}

/// The order of what is subscribed to, and its version.
async fn target(writing: &mut Writing, request: &SubscriptionRequest) -> Answer<(String, i64)> {
    if let Some(id) = &request.shipment_id {
        let shipment = shipments::record(writing, id).await?.ok_or(Refusal::NotFound)?;
        return Ok((shipment.order_id, shipment.version));
    }
    let id = request.case_id.as_deref().unwrap_or_default();
    let case = cases::load(writing, id).await?.ok_or(Refusal::NotFound)?.record;
    Ok((case.order_id, case.version))
}

/// Where the news goes, and whether the shop knows that the shopper reads it there.
fn address(shopper: &Shopper, order: &OrderRecord, request: &SubscriptionRequest) -> Answer<(String, bool)> {
    // What the shop knows is the buyer's: a gift's recipient has to say where.
    let own = match request.channel.as_str() {
        "webview" => return Ok((shopper.0.subject.clone(), true)),
        _ if shopper.0.scope == Scope::Gift => "",
        "sms" => &order.phone,
        _ => &order.email,
    };
    let Some(wanted) = request.address.as_deref().map(str::trim) else {
        let known = Some(own).filter(|own| !own.is_empty());
        return known.map(|own| (own.to_owned(), true)).ok_or(Refusal::Conflict("address_required"));
    };
    let fits = match request.channel.as_str() {
        "sms" => (8..=15).contains(&digits(wanted).len()) && wanted.chars().all(|c| !c.is_alphabetic()),
        _ => wanted.split_once('@').is_some_and(|(name, domain)| {
            !name.is_empty() && domain.contains('.') && !domain.contains('@') && !wanted.contains(char::is_whitespace)
        }),
    };
    if !fits {
        return Err(Refusal::Conflict("address_invalid"));
    }
    let known = match request.channel.as_str() {
        "sms" => digits(wanted) == digits(own),
        _ => wanted.eq_ignore_ascii_case(own),
    };
    Ok((wanted.to_owned(), known))
}

fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

/// Ends a subscription; once more is the same.
pub async fn end(State(app): State<App>, shopper: Shopper, Named(id): Named<String>) -> Answer<StatusCode> {
    let mut writing = app.store.write().await?;
    if !subscriptions::end(&mut writing, &shopper.0.subject, &id, app.clock.now()).await? {
        return Err(Refusal::NotFound);
    }
    writing.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The page a letter leads to. It only asks: programs that look at every link in a letter agree to nothing.
async fn ask(State(app): State<App>, locale: Locale, Named(last): Named<String>) -> Answer {
    telling::consenting(&app, &last).ok_or(Refusal::NotFound)?;
    let voice = app.speak(locale);
    let (ask, agree) = (voice.say("consent", "ask"), voice.say("consent", "agree"));
    page(&app, locale, &format!("<p>{ask}</p><form method=\"post\"><button>{agree}</button></form>"))
}

/// Notes the agreement.
async fn agree(State(app): State<App>, locale: Locale, Named(last): Named<String>) -> Answer {
    let id = telling::consenting(&app, &last).ok_or(Refusal::NotFound)?;
    let mut writing = app.store.write().await?;
    if !subscriptions::agree(&mut writing, id, app.clock.now()).await? {
        return Err(Refusal::NotFound);
    }
    writing.commit().await?;
    page(&app, locale, &format!("<p>{}</p>", app.speak(locale).say("consent", "done")))
}

/// A page of the shop's own sentences; nothing in it comes from anybody else.
fn page(app: &App, locale: Locale, body: &str) -> Answer {
    let (language, shop) = (locale.tag(), app.speak(locale).say("shop", "name"));
    let headers = [
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; form-action 'self'; frame-ancestors 'none'"),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    let viewport = "<meta name=\"viewport\" content=\"width=device-width\">";
    // The name has an ampersand in some languages.
    let shop = shop.replace('&', "&amp;");
    let page =
        format!("<!doctype html><html lang=\"{language}\">{viewport}<title>{shop}</title><h1>{shop}</h1>{body}</html>");
    Ok((headers, Html(page)).into_response())
}
