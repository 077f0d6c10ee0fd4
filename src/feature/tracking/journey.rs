//! What the shop says about a parcel beside its checkpoints: a window that moved, alerts, the legs of a long journey.

use aftercare_contract::shipment::{AlertAction, Journey, Leg, LegStatus, ShipmentAlert};
use leptos::prelude::*;

use crate::{
    i18n::I18n,
    ui::{Notice, Tone, notice, section},
};

/// How the expected window moved last, and why.
pub fn moved(i18n: &I18n, journey: &Journey) -> Option<AnyView> {
    let last = journey.expected_history.first()?;
    let before = i18n.window(&last.previous.from, &last.previous.to);
    let moved = i18n.fill("tracking.moved", &[("when", &before)]);
    let words = [moved, last.reason_label.clone()];
    let words = words.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
    Some(view! { <p part="moved" class="muted">{words}</p> }.into_any())
}

/// What the shopper should know or do, most urgent first.
pub fn alerts(i18n: &I18n, journey: &Journey) -> AnyView {
    let alerts: Vec<_> = journey.alerts.iter().map(|alert| one(i18n, alert)).collect();
    alerts.into_any()
}

fn one(i18n: &I18n, alert: &ShipmentAlert) -> AnyView {
    let until = alert.due_at.as_ref().map(|due| i18n.fill("case.by", &[("date", &i18n.day(due))]));
    let ways: Vec<_> = alert.actions.iter().filter_map(way).collect();
    let detail = view! {
        <p>{alert.detail.clone()}</p>
        {until.map(|until| view! { <p class="strong">{until}</p> }.into_any())}
        <p class="links">{ways}</p>
    };
    notice(Notice {
        part: "alert",
        kind: "alert",
        tone: Tone::Warn,
        title: alert.title.clone(),
        detail: detail.into_any(),
        action: None,
    })
}

/// A way on that leads to a page of the carrier's or the shop's.
fn way(action: &AlertAction) -> Option<AnyView> {
    let url = action.url.clone()?;
    let words = action.label.clone();
    let link = view! {
        <a part="alert-action" class="link" href=url target="_blank" rel="noopener">
            {words}
        </a>
    };
    Some(link.into_any())
}

/// The stages of a long journey, from start to end. No map: which stage, from where to where, and which are done.
pub fn legs(i18n: &I18n, journey: &Journey) -> Option<AnyView> {
    if journey.legs.is_empty() {
        return None;
    }
    let legs: Vec<_> = journey.legs.iter().map(|it| leg(i18n, it)).collect();
    Some(section(i18n.t("tracking.legs"), view! { <ol part="legs" class="card legs">{legs}</ol> }.into_any()))
}

fn leg(i18n: &I18n, leg: &Leg) -> AnyView {
    let (state, spoken) = match leg.status {
        LegStatus::Done => ("done", Some("case.done")),
        LegStatus::Current => ("current", Some("tracking.leg_current")),
        LegStatus::Upcoming | LegStatus::Unknown => ("", None),
    };
    let way = [leg.from_label.as_str(), leg.to_label.as_str()];
    let mut way: Vec<_> = way.into_iter().filter(|place| !place.is_empty()).collect();
    way.dedup();
    let way = way.join(" → ");
    view! {
        <li class=format!("leg {state}") aria-current=(leg.status == LegStatus::Current).then_some("step")>
            <p class="step-title">
                {leg.label.clone()}
                {spoken.map(|key| view! { <span class="unseen">{i18n.t(key)}</span> }.into_any())}
            </p>
            <p class="muted">{way}</p>
        </li>
    }
    .into_any()
}
