//! Parcels as a shopper reads them: once, by polling, or as a stream.
//!
//! What is shown depends on what the carrier said (the parcel's version), on the clock (a parcel becomes late by
//! itself) and on the shopper's own subscriptions. [`Glance`] joins the three into one number, so that a poll that
//! changes nothing reads two rows and no checkpoint.

use aftercare_contract::shipment::Shipment;
use sha2::{Digest as _, Sha256};

use crate::{
    app::App,
    clock::Millis,
    etag,
    live::{Shown, Watched},
    locale::Locale,
    policy::alerts::{self, Alert, Facts},
    problem::{Answer, Refusal},
    store::{
        Connection,
        shipments::{self, CheckpointRecord, ExpectedChangeRecord, Parcel, ShipmentRecord},
        subscriptions::{self, SubscriptionRecord},
    },
    view::View,
};

/// A parcel without its way.
pub struct Glance {
    pub record: ShipmentRecord,
    pub alerts: Vec<Alert>,
    /// The shopper's own.
    pub subscriptions: Vec<SubscriptionRecord>,
}

impl Glance {
    /// The parcel with this id as `subject` would see it.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when there is none.
    pub async fn at(connection: &mut Connection, subject: &str, id: &str, now: Millis) -> Answer<Self> {
        let record = shipments::record(&mut *connection, id).await?.ok_or(Refusal::NotFound)?;
        let subscriptions = subscriptions::of(connection, subject, id).await?;
        Ok(Self { alerts: alerts_of(&record, now), record, subscriptions })
    }

    /// A number that changes with what is shown.
    #[must_use]
    pub fn version(&self) -> i64 {
        let mut digest = Sha256::new();
        digest.update(self.record.version.to_be_bytes());
        for alert in &self.alerts {
            digest.update(alert.code);
        }
        for wish in &self.subscriptions {
            digest.update(&wish.id);
        }
        let mut number = [0; 8];
        number.copy_from_slice(&digest.finalize()[..8]);
        // One bit less, so that no minus sign stands in an `ETag`.
        i64::from_be_bytes(number) & i64::MAX
    }

    /// The same parcel with its way.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn whole(self, connection: &mut Connection) -> Answer<Page> {
        let id = self.record.id.clone();
        let line_ids = shipments::line_ids(&mut *connection, &id).await?;
        let checkpoints = shipments::checkpoints(&mut *connection, &id).await?;
        let expected_history = shipments::expected_history(connection, &id).await?;
        let Self { record, alerts, subscriptions } = self;
        Ok(Page { parcel: Parcel { record, line_ids }, alerts, subscriptions, checkpoints, expected_history })
    }
}

/// Everything about a parcel.
pub struct Page {
    pub parcel: Parcel,
    pub alerts: Vec<Alert>,
    pub subscriptions: Vec<SubscriptionRecord>,
    /// Newest first, both.
    pub checkpoints: Vec<CheckpointRecord>,
    pub expected_history: Vec<ExpectedChangeRecord>,
}

/// What about a parcel needs the shopper's eye.
#[must_use]
pub fn alerts_of(record: &ShipmentRecord, now: Millis) -> Vec<Alert> {
    let facts = Facts {
        outbound: record.direction == "outbound",
        tracking_status: &record.tracking_status,
        substatus: record.substatus.as_deref(),
        expected_to: record.expected_to,
        collect_until: record.collect_until,
        last_news_at: record.last_news_at,
    };
    alerts::alerts(&facts, now)
}

/// A parcel that a shopper watches.
pub struct WatchedShipment {
    pub id: String,
    pub subject: String,
    pub locale: Locale,
}

impl Watched for WatchedShipment {
    const EVENT: &'static str = "shipment";

    fn id(&self) -> &str {
        &self.id
    }

    async fn version(&self, app: &App) -> Answer<i64> {
        let mut reading = app.store.read().await?;
        Ok(Glance::at(&mut reading, &self.subject, &self.id, app.clock.now()).await?.version())
    }

    async fn show(&self, app: &App) -> Answer<Shown> {
        let mut reading = app.store.read().await?;
        let glance = Glance::at(&mut reading, &self.subject, &self.id, app.clock.now()).await?;
        let version = glance.version();
        let page = glance.whole(&mut reading).await?;
        let shipment: Shipment = View::new(app, self.locale).shipment(&page);
        let body = serde_json::to_string(&shipment)?;
        Ok(Shown { version, tag: etag::of_version(version, self.locale), body })
    }
}
