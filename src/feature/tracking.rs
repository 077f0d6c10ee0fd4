//! A parcel: when it comes, what needs the shopper's eye, and its way so far. In the chunk `tracking`.

mod alert;
mod checkpoints;
mod follow;
mod journey;
mod subscribe;

use std::rc::Rc;

use aftercare_contract::{Id, shipment::TrackingStatus};
use leptos::wasm_split::SplitLoaderError;

use super::frame;
use crate::{
    client::Parcel,
    erased::{Var, derived, live, prelude::*},
    i18n::{I18n, days_left},
    state::{Remote, Shell},
    ui::{self, Fact, tag},
};

pub fn parcel(shell: Shell, id: Id) -> AnyView {
    frame::chunk(shell, preload, move || split(shell, id.clone()))
}

#[leptos::wasm_split::wasm_split(tracking, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
pub fn split(shell: Shell, id: Id) -> Result<AnyView, SplitLoaderError> {
    let name = format!("parcel {id}");
    let watched = id.clone();
    let remote = Remote::remembered(shell, name, move |client, abort| {
        let id = id.clone();
        async move { client.shipment(&id, &abort).await }
    });
    follow::follow(shell, remote, watched);
    Ok(frame::follow(shell, remote, move |parcel| page(shell, remote, parcel)))
}

/// Each part follows what it shows: news of the parcel leaves the rest as it is, and the focus where it is.
fn page(shell: Shell, remote: Remote<Parcel>, parcel: Var<Rc<Parcel>>) -> AnyView {
    // What is asked for again and again is mostly the same; then nothing is drawn, and nothing read out, again.
    let parcel = derived(move || parcel.get());
    let alerts = derived(move || {
        let Parcel { summary, journey, .. } = &*parcel.get();
        (journey.alerts.clone(), journey.order_id.clone(), summary.line_item_ids.clone())
    });
    let carried = derived(move || {
        let Parcel { summary, journey, .. } = &*parcel.get();
        let number = summary.tracking_number.clone().unwrap_or_default();
        (summary.carrier_label.clone(), number, journey.tracking_url.clone())
    });
    view! {
        <div class="stack">
            // Read out when it changes while the shopper looks at it.
            <div role="status">{live(move || head(&shell.i18n_now(), &parcel.get()))}</div>
            {live(move || {
                let (alerts, order_id, lines) = alerts.get();
                alert::alerts(shell, &alerts, &order_id, &lines)
            })}
            {live(move || journey::legs(&shell.i18n_now(), &parcel.get().journey.legs).into_any())}
            {subscribe::subscribe(shell, remote, parcel)}
            {checkpoints::checkpoints(shell, parcel)}
            {live(move || carrier(&shell.i18n_now(), &carried.get()))}
        </div>
    }
    .into_any()
}

fn head(i18n: &I18n, parcel: &Parcel) -> AnyView {
    let Parcel { summary, journey, .. } = parcel;
    let title = headline(i18n, parcel);
    let window = summary.expected.as_ref().filter(|_| summary.delivered_at.is_none());
    let until = window.map(|window| i18n.fill("order.expected", &[("day", &i18n.day(&window.to))]));
    let detail = [Some(journey.substatus_label.clone()), until.filter(|_| waits(summary.tracking_status))];
    let detail = detail.into_iter().flatten().filter(|text| !text.is_empty() && *text != title);
    let detail = detail.collect::<Vec<_>>().join(" · ");
    view! {
        {tag("shipment-status", frame::parcel_tone(summary.tracking_status), summary.status_label.clone())}
        <h2 part="arrival" class="headline arrival">{title}</h2>
        {(!detail.is_empty()).then(|| view! { <p class="muted">{detail}</p> }.into_any())}
        {window.map(|window| journey::moved(i18n, window, &journey.expected_history))}
    }
    .into_any()
}

/// When it comes or came; with nothing known, or when something is in the way, how it stands.
fn headline(i18n: &I18n, parcel: &Parcel) -> String {
    let Parcel { summary, journey, .. } = parcel;
    match (&summary.delivered_at, &summary.expected) {
        (Some(at), _) => i18n.fill("order.delivered_at", &[("moment", &i18n.moment(at))]),
        (None, Some(window)) if !waits(summary.tracking_status) => {
            let key = if days_left(&window.to).is_some() { "tracking.arrives" } else { "tracking.was_due" };
            i18n.fill(key, &[("when", &i18n.window(&window.from, &window.to))])
        }
        _ if !journey.substatus_label.is_empty() => journey.substatus_label.clone(),
        _ => match journey.checkpoints.first() {
            Some(newest) if !newest.label.is_empty() => newest.label.clone(),
            _ => summary.status_label.clone(),
        },
    }
}

/// Whether it goes on only after something else has happened, so that a day of arrival says little.
fn waits(status: TrackingStatus) -> bool {
    use TrackingStatus::{AttemptFail, AvailableForPickup, Exception, Expired};
    matches!(status, AvailableForPickup | AttemptFail | Exception | Expired)
}

/// Who carries it, by which number, and their own page.
fn carrier(i18n: &I18n, (carrier, number, page): &(String, String, Option<String>)) -> AnyView {
    let rows = vec![
        Fact::new(i18n.t("tracking.carrier"), carrier.clone()),
        Fact::new(i18n.t("tracking.number"), number.clone()),
    ];
    let link = page.clone().filter(|url| url.starts_with("https:")).map(|url| {
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
