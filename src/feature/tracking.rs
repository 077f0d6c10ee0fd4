//! A parcel: when it comes, what needs the shopper's eye, and its way so far. In the chunk `tracking`.

mod checkpoints;
mod follow;
mod journey;
mod subscribe;

use std::rc::Rc;

use aftercare_contract::{Id, shipment::ShipmentSummary};
use leptos::{prelude::*, wasm_split::SplitLoaderError};

use super::frame;
use crate::{
    client::Parcel,
    i18n::I18n,
    state::{Remote, Shell},
    ui::{self, Fact, tag},
};

pub fn parcel(shell: Shell, id: Id) -> AnyView {
    frame::chunk(shell, preload, move || split(shell, id.clone()))
}

#[leptos::wasm_split::wasm_split(tracking, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
fn split(shell: Shell, id: Id) -> Result<AnyView, SplitLoaderError> {
    let name = format!("parcel {id}");
    let watched = id.clone();
    let remote = Remote::remembered(shell, name, move |client, abort| {
        let id = id.clone();
        async move { client.shipment(&id, &abort).await }
    });
    follow::follow(shell, remote, watched);
    Ok(frame::show(shell, remote, move |parcel| page(shell, remote, &parcel)))
}

fn page(shell: Shell, remote: Remote<Parcel>, parcel: &Rc<Parcel>) -> AnyView {
    let i18n = shell.i18n_now();
    let Parcel { summary, journey, .. } = &**parcel;
    let detail = if journey.substatus_label.is_empty() { None } else { Some(journey.substatus_label.clone()) };
    view! {
        <div class="stack">
            // Read out when it changes while the shopper looks at it.
            <div role="status">
                {tag("shipment-status", frame::parcel_tone(summary.tracking_status), summary.status_label.clone())}
                <h2 part="arrival" class="headline">{headline(&i18n, summary)}</h2>
                {detail.map(|detail| view! { <p class="muted">{detail}</p> }.into_any())}
                {journey::moved(&i18n, journey)}
            </div>
            {journey::alerts(&i18n, journey)}
            {journey::legs(&i18n, journey)}
            {subscribe::subscribe(shell, remote, parcel)}
            {checkpoints::checkpoints(shell, parcel)}
            {carrier(&i18n, parcel)}
        </div>
    }
    .into_any()
}

/// When it comes or came; with nothing known, how it stands.
fn headline(i18n: &I18n, summary: &ShipmentSummary) -> String {
    match (&summary.delivered_at, &summary.expected) {
        (Some(at), _) => i18n.fill("order.delivered_at", &[("moment", &i18n.moment(at))]),
        (None, Some(window)) => i18n.fill("tracking.arrives", &[("when", &i18n.window(&window.from, &window.to))]),
        (None, None) => summary.status_label.clone(),
    }
}

/// Who carries it, by which number, and their own page.
fn carrier(i18n: &I18n, parcel: &Parcel) -> AnyView {
    let rows = vec![
        Fact::new(i18n.t("tracking.carrier"), parcel.summary.carrier_label.clone()),
        Fact::new(i18n.t("tracking.number"), parcel.summary.tracking_number.clone().unwrap_or_default()),
    ];
    let link = parcel.journey.tracking_url.clone().map(|url| {
        view! {
            <a part="carrier-page" class="link" href=url target="_blank" rel="noopener">
                {i18n.t("tracking.page")}
            </a>
        }
        .into_any()
    });
    view! {
        {ui::facts("carrier", rows)}
        {link}
    }
    .into_any()
}
