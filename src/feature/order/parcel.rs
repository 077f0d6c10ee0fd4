//! A parcel in an order.

use aftercare_contract::shipment::{Direction, ShipmentSummary, TrackingStatus};
use leptos::prelude::*;

use crate::{
    i18n::I18n,
    ui::{Tone, tag},
};

/// A row: what the parcel is doing, when it came or comes, who carries it.
pub fn parcel(i18n: &I18n, shipment: &ShipmentSummary) -> AnyView {
    let title = match (&shipment.delivered_at, &shipment.expected) {
        (Some(at), _) => i18n.fill("order.delivered_at", &[("moment", &i18n.moment(at))]),
        (None, Some(window)) => i18n.fill("order.expected", &[("day", &i18n.day(&window.to))]),
        (None, None) => shipment.status_label.clone(),
    };
    let way = match shipment.direction {
        Direction::Return => i18n.t("order.parcel_back"),
        Direction::Outbound | Direction::Unknown => String::new(),
    };
    let carrier = [way, shipment.carrier_label.clone(), shipment.tracking_number.clone().unwrap_or_default()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ");
    view! {
        <div part="shipment" class="row">
            <div class="grow">
                <p class="row-title">{title}</p>
                <p class="muted">{carrier}</p>
            </div>
            {tag("shipment-status", tone(shipment.tracking_status), shipment.status_label.clone())}
        </div>
    }
    .into_any()
}

fn tone(status: TrackingStatus) -> Tone {
    match status {
        TrackingStatus::Delivered => Tone::Good,
        TrackingStatus::InTransit | TrackingStatus::OutForDelivery | TrackingStatus::AvailableForPickup => Tone::Brand,
        TrackingStatus::AttemptFail | TrackingStatus::Exception | TrackingStatus::Expired => Tone::Warn,
        TrackingStatus::Pending | TrackingStatus::InfoReceived | TrackingStatus::Unknown => Tone::Plain,
    }
}
