//! What the shop says about a parcel beside its checkpoints: a window that moved, the legs of a long journey.

use aftercare_contract::shipment::{DeliveryWindow, ExpectedChange, Leg, LegStatus};

use crate::{erased::prelude::*, i18n::I18n, ui::section};

/// How the expected window moved, and why: the last time in sight, the times before behind a tap.
pub fn moved(i18n: &I18n, now: &DeliveryWindow, history: &[ExpectedChange]) -> Option<AnyView> {
    let say = |window: &DeliveryWindow| i18n.window(&window.from, &window.to);
    let mut to = now;
    let mut moves = history.iter().map(|change| {
        let places = [("was", say(&change.previous)), ("now", say(to))];
        let places = places.each_ref().map(|(name, value)| (*name, value.as_str()));
        to = &change.previous;
        let moved = i18n.fill("tracking.moved", &places);
        let sentences = [("first", moved.as_str()), ("second", change.reason_label.as_str())];
        if change.reason_label.is_empty() { moved } else { i18n.fill("format.sentences", &sentences) }
    });
    let last = moves.next()?;
    let earlier: Views = moves.map(|words| view! { <li>{words}</li> }.into_any()).collect();
    let count = u32::try_from(earlier.len()).unwrap_or(u32::MAX);
    let earlier = (count > 0).then(|| {
        view! {
            <details part="moved-before" class="muted">
                <summary>{i18n.count("tracking.moved_before", count)}</summary>
                <ul>{earlier}</ul>
            </details>
        }
        .into_any()
    });
    Some(
        view! {
            <p part="moved" class="muted">{last}</p>
            {earlier}
        }
        .into_any(),
    )
}

/// The stages of a long journey, from start to end. No map: which stage, from where to where, and which are done.
pub fn legs(i18n: &I18n, legs: &[Leg]) -> Option<AnyView> {
    if legs.is_empty() {
        return None;
    }
    let legs: Views = legs.iter().map(|it| leg(i18n, it)).collect();
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
