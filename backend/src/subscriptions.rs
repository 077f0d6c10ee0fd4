//! Telling shoppers when a parcel or a case changes, by the post ([`crate::post`]).
//!
//! Whoever changes something calls [`tell_of_shipment`] or [`tell_of_case`] in the transaction of the change: the
//! letters are written with it, so none is lost and none tells what did not happen. They cost one query while nobody
//! has asked. An address the shop does not know as the order's own is asked for consent first, and hears nothing
//! until it has agreed.

use sqlx::AnyConnection;

use crate::{
    app::App,
    clock::Millis,
    locale::{Locale, Voice},
    problem::Answer,
    store::{
        cases::CaseRecord,
        letters::{self, Letter},
        orders,
        shipments::ShipmentRecord,
        subscriptions::{self, SubscriptionRecord},
    },
};

/// The ways in which news can be sent.
pub const CHANNELS: [&str; 3] = ["email", "sms", "webview"];

/// How many wishes a shopper may have: more than anybody's parcels, and few enough to write to.
pub const MOST: i64 = 100;

/// Writes to everybody who wants to know about a parcel.
///
/// # Errors
/// When the database fails.
pub async fn tell_of_shipment(
    app: &App,
    connection: &mut AnyConnection,
    shipment: &ShipmentRecord,
    now: Millis,
) -> Answer<()> {
    let wishes = subscriptions::agreed(&mut *connection, &shipment.id).await?;
    if wishes.is_empty() {
        return Ok(());
    }
    let order = orders::load(&mut *connection, &shipment.order_id).await?;
    let number = order.map(|order| order.record.number).unwrap_or_default();
    for wish in &wishes {
        let voice = voice(app, wish);
        let (status, carrier) =
            (voice.say("tracking", &shipment.tracking_status), voice.say("carrier", &shipment.carrier));
        let said = [("order", number.as_str()), ("status", &status), ("carrier", &carrier)];
        write(connection, voice, wish, "shipment", &said, now).await?;
    }
    Ok(())
}

/// Writes to everybody who wants to know about a case.
///
/// # Errors
/// When the database fails.
pub async fn tell_of_case(app: &App, connection: &mut AnyConnection, case: &CaseRecord, now: Millis) -> Answer<()> {
    for wish in &subscriptions::agreed(&mut *connection, &case.id).await? {
        let voice = voice(app, wish);
        let status = voice.say("case", &case.status);
        let said = [("number", case.number.as_str()), ("status", &status)];
        write(&mut *connection, voice, wish, "case", &said, now).await?;
    }
    Ok(())
}

/// Asks whoever reads the address's letters for consent.
///
/// # Errors
/// When the database fails.
pub async fn ask(
    app: &App,
    connection: &mut AnyConnection,
    wish: &SubscriptionRecord,
    now: Millis,
) -> Answer<()> {
    let voice = voice(app, wish);
    let url = format!("{}/consent/{}", app.public_url, consent(app, &wish.id));
    let shop = voice.say("shop", "name");
    write(connection, voice, wish, "consent", &[("shop", &shop), ("url", &url)], now).await
}

/// The last part of the address at which a wish is agreed to.
#[must_use]
pub fn consent(app: &App, id: &str) -> String {
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
    connection: &mut AnyConnection,
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
