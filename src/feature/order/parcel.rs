//! A parcel in an order.

use std::rc::Rc;

use aftercare_contract::shipment::{Direction, ShipmentSummary};
use leptos::html;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    erased::{Var, live, prelude::*, sort, tap},
    feature::frame,
    state::{Shell, View},
    ui::{Tone, tag},
};

/// More than these are told in short.
const SOME: usize = 5;

/// The parcels of an order. Of many, those in trouble first, then those on their way, and the rest behind one tap.
pub fn parcels(shell: Shell, shipments: &[ShipmentSummary]) -> AnyView {
    let is_short = shipments.len() <= SOME;
    let mut sorted: Vec<_> = shipments.iter().collect();
    if !is_short {
        let rank = |it: &ShipmentSummary| match frame::parcel_tone(it.tracking_status) {
            Tone::Warn | Tone::Bad => 0,
            Tone::Brand | Tone::Plain => 1,
            Tone::Good => 2,
        };
        sort(&mut sorted, |one, other| rank(one) < rank(other));
    }
    let (first, rest) = sorted.split_at(if is_short { sorted.len() } else { SOME });
    let shown: Views = first.iter().map(|it| parcel(shell, it)).collect();
    let count = u32::try_from(rest.len()).unwrap_or(u32::MAX);
    let rest = Var::new(Rc::new(rest.iter().map(|it| (*it).clone()).collect::<Vec<_>>()));
    let open = Var::new(count == 0);
    let list = NodeRef::<html::Div>::new();
    let show = move || {
        open.set(true);
        // The button is gone by the next frame; the focus goes on with the first of what it stood for.
        request_animation_frame(move || {
            let next = list.try_get_untracked().flatten();
            let next = next.and_then(|it| it.query_selector(&format!(":nth-child({})", SOME + 1)).ok().flatten());
            if let Some(Ok(row)) = next.map(JsCast::dyn_into::<HtmlElement>) {
                let _ = row.focus();
            }
        });
    };
    let more = live(move || {
        if open.get() {
            return rest.now().iter().map(|it| parcel(shell, it)).collect::<Views>().into_any();
        }
        view! {
            <button type="button" part="more-parcels" class="row" on:click=tap(show)>
                <span class="grow link">{shell.i18n_now().count("order.more_parcels", count)}</span>
            </button>
        }
        .into_any()
    });
    view! {
        <div class="card rows" node_ref=list>
            {shown}
            {more}
        </div>
    }
    .into_any()
}

/// A row: what the parcel is doing, when it came or comes, who carries it. Leads to the parcel's own page.
fn parcel(shell: Shell, shipment: &ShipmentSummary) -> AnyView {
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
