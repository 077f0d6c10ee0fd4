//! A parcel in an order.

use aftercare_contract::shipment::{Direction, ShipmentSummary};
use leptos::prelude::*;

use crate::{
    erased::tap,
    feature::frame,
    state::{Shell, View},
    ui::tag,
};

/// A row: what the parcel is doing, when it came or comes, who carries it. Leads to the parcel's own page.
pub fn parcel(shell: Shell, shipment: &ShipmentSummary) -> AnyView {
    let i18n = shell.i18n_now();
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
    let (id, back) = (shipment.id.clone(), shipment.direction == Direction::Return);
    let open = move || shell.views.push(View::Parcel { id: id.clone(), back });
    view! {
        <button type="button" part="shipment" class="row" on:click=tap(open)>
            <span class="grow">
                <span class="row-title">{title}</span>
                <span class="muted">{carrier}</span>
            </span>
            {tag("shipment-status", frame::parcel_tone(shipment.tracking_status), shipment.status_label.clone())}
        </button>
    }
    .into_any()
}
