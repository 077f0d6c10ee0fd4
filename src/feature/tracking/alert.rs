//! What about a parcel the shopper should know or do, most urgent first.

use aftercare_contract::{
    Id,
    shipment::{AlertAction, ShipmentAlert},
};

use crate::{
    erased::{prelude::*, tap},
    feature::frame,
    state::{Shell, View},
    ui::{Notice, Tone, notice},
};

/// Where an alert leads: pages of the carrier's and the shop's, and the jobs this widget knows, for the parcel's order.
/// Where it leads nowhere else, to the shop's people.
pub fn alerts(shell: Shell, alerts: &[ShipmentAlert], order_id: &Id, lines: &[Id]) -> AnyView {
    let mut nowhere = false;
    let shown: Views = alerts
        .iter()
        .map(|alert| {
            let ways: Views = alert.actions.iter().filter_map(|action| way(shell, action, order_id, lines)).collect();
            nowhere |= ways.is_empty();
            one(shell, alert, ways.into())
        })
        .collect();
    view! {
        {shown}
        {nowhere.then(|| frame::contact(shell))}
    }
    .into_any()
}

fn one(shell: Shell, alert: &ShipmentAlert, ways: Vec<AnyView>) -> AnyView {
    let i18n = shell.i18n_now();
    let until = alert.due_at.as_ref().map(|due| i18n.fill("case.by", &[("date", &i18n.day(due))]));
    let ways = (!ways.is_empty()).then(|| view! { <p class="links">{ways}</p> }.into_any());
    let detail = view! {
        <p>{alert.detail.clone()}</p>
        {until.map(|until| view! { <p class="strong">{until}</p> }.into_any())}
        {ways}
    };
    notice(Notice {
        part: "alert",
        kind: "alert",
        // The one alert that is good news.
        tone: if alert.code == "ready_for_pickup" { Tone::Good } else { Tone::Warn },
        title: alert.title.clone(),
        detail: detail.into_any(),
        action: None,
    })
}

/// One tap to what the shop offers; nothing for a case type that this widget has no view for.
fn way(shell: Shell, action: &AlertAction, order_id: &Id, lines: &[Id]) -> Option<AnyView> {
    let words = action.label.clone();
    if let Some(url) = action.url.clone() {
        // An address from a server: only what a shopper expects to open.
        return ["https:", "tel:", "mailto:"].iter().any(|scheme| url.starts_with(scheme)).then(|| {
            view! {
                <a part="alert-action" class="button small outline" href=url target="_blank" rel="noopener">
                    {words}
                </a>
            }
            .into_any()
        });
    }
    let (order_id, line_item_id) = (order_id.clone(), lines.first().cloned());
    let view = match action.case_type.as_deref()? {
        "return" => View::Return { order_id, line_item_id: line_item_id? },
        "exchange" => View::Exchange { order_id, line_item_id: line_item_id? },
        "withdrawal" => View::Withdrawal { order_id, label: words.clone(), language: None },
        "complaint" => {
            let reason_code = action.reason_code.clone();
            View::Complaint { order_id, line_item_ids: lines.to_vec(), reason_code }
        }
        _ => return None,
    };
    Some(
        view! {
            <button
                type="button"
                part="alert-action"
                class="button small outline"
                on:click=tap(move || shell.views.push(view.clone()))
            >
                {words}
            </button>
        }
        .into_any(),
    )
}
