//! Telling shoppers when a parcel or a case changes, by the post ([`crate::post`]).
//!
//! Nobody who changes something need think of it: [`catch_up`] finds what has moved past the version that was last
//! written about, writes one letter about what is so now, and notes the version with it. So several changes at once
//! are one letter, none is lost, and of two instances one writes. [`follow`] does it soon after each announcement,
//! housekeeping for changes nobody announced here.
//!
//! An address the shop does not know as the order's own is asked for consent first, and hears nothing until it has
//! agreed.

use std::time::Duration;

use crate::{
    app::App,
    clock::Millis,
    locale::{Locale, Voice},
    post,
    problem::Answer,
    store::{
        Connection, cases,
        letters::{self, Letter},
        orders, shipments,
        subscriptions::{self, Behind, SubscriptionRecord},
    },
};

/// The ways in which news can be sent.
pub const CHANNELS: [&str; 3] = ["email", "sms", "webview"];

/// How many wishes a shopper may have: more than anybody's parcels, and few enough to write to.
pub const MOST: i64 = 100;

/// How long to wait after an announcement for others, so that a busy shop looks once for many.
const PAUSE: Duration = Duration::from_secs(1);

/// Writes soon after each announced change, for as long as the server runs.
pub async fn follow(app: App) {
    let mut changes = app.live.changes();
    // A listener that has missed some looks once for all of them.
    while !matches!(changes.recv().await, Err(tokio::sync::broadcast::error::RecvError::Closed)) {
        tokio::time::sleep(PAUSE).await;
        changes = app.live.changes();
        if let Err(refusal) = catch_up(&app).await {
            tracing::warn!(code = refusal.code(), "news is late and will be tried again");
        }
        post::hurry(&app);
    }
}

/// Writes about everything that has changed since it was last written about.
///
/// # Errors
/// When the database fails.
pub async fn catch_up(app: &App) -> Answer<()> {
    loop {
        let behind = subscriptions::behind(&mut *app.store.read().await?).await?;
        if behind.is_empty() {
            return Ok(());
        }
        for behind in &behind {
            let mut writing = app.store.write().await?;
            if subscriptions::told(&mut writing, behind).await? {
                tell(app, &mut writing, behind).await?;
                writing.commit().await?;
            }
        }
    }
}

async fn tell(app: &App, connection: &mut Connection, behind: &Behind) -> Answer<()> {
    let wish = &behind.wish;
    let voice = voice(app, wish);
    let now = app.clock.now();
    if let Some(shipment) = shipments::record(&mut *connection, wish.target()).await? {
        let order = orders::load(&mut *connection, &shipment.order_id).await?;
        let number = order.map(|order| order.record.number).unwrap_or_default();
        let (status, carrier) =
            (voice.say("tracking", &shipment.tracking_status), voice.say("carrier", &shipment.carrier));
        let said = [("order", number.as_str()), ("status", &status), ("carrier", &carrier)];
        write(&mut *connection, voice, wish, "shipment", &said, now).await?;
    } else if let Some(case) = cases::load(&mut *connection, wish.target()).await? {
        let status = voice.say("case", &case.record.status);
        let said = [("number", case.record.number.as_str()), ("status", &status)];
        write(connection, voice, wish, "case", &said, now).await?;
    }
    Ok(())
}

/// Asks whoever reads the address's letters for consent.
///
/// # Errors
/// When the database fails.
pub async fn ask(app: &App, connection: &mut Connection, wish: &SubscriptionRecord, now: Millis) -> Answer<()> {
    let voice = voice(app, wish);
    let url = format!("{}/consent/{}", app.public_url, consent(app, &wish.id));
    let shop = voice.say("shop", "name");
    write(connection, voice, wish, "consent", &[("shop", &shop), ("url", &url)], now).await
}

/// The last part of the address at which a wish is agreed to.
fn consent(app: &App, id: &str) -> String {
    format!("{id}.{}", app.secret.digest("consent", id))
}

/// The wish that such an address is about.
#[must_use]
pub fn consenting<'a>(app: &App, last: &'a str) -> Option<&'a str> {
    let (id, signature) = last.split_once('.')?;
    app.secret.same("address", signature, &app.secret.digest("consent", id)).then_some(id)
}

fn voice<'a>(app: &'a App, wish: &SubscriptionRecord) -> Voice<'a> {
    app.speak(Locale::negotiate(&wish.language))
}

async fn write(
    connection: &mut Connection,
    voice: Voice<'_>,
    wish: &SubscriptionRecord,
    what: &str,
    said: &[(&str, &str)],
    now: Millis,
) -> Answer<()> {
    let (subject, text) = (voice.say_with("letter", what, said), voice.detail("letter", what, said));
    letters::insert(connection, &Letter::new(&wish.channel, &wish.address, subject, text, now)).await?;
    Ok(())
}
