//! What goes back, what was decided about it, and what comes instead.

use aftercare_contract::{
    Id,
    case::{Case, CaseItem, Replacement},
};

use crate::{
    erased::{nothing, prelude::*, tap},
    i18n::I18n,
    state::{Shell, View},
    ui::{self, Icon, Tone, icon, section, tag},
};

/// What goes back, with the shop's decision about each, and the parcel it travels in.
pub fn items(shell: Shell, case: &Case) -> AnyView {
    let i18n = shell.i18n_now();
    let mut rows: Views = case.items.iter().map(|item| row(&i18n, "case-item", item)).collect();
    rows.extend(case.shipment_id.as_ref().map(|id| parcel(shell, id, true)));
    if rows.is_empty() {
        return nothing();
    }
    let rows = view! { <div class="card rows">{rows}</div> }.into_any();
    // With something coming the other way, it must be plain which is which.
    if case.replacement.is_some() { section(i18n.t("case.goes_back"), rows) } else { rows }
}

/// What comes instead, how it stands, and its own parcel.
pub fn replacement(shell: Shell, case: &Case) -> AnyView {
    let Some(Replacement { items, status, status_label, shipment_id }) = &case.replacement else { return nothing() };
    let i18n = shell.i18n_now();
    let mut rows: Views = items.iter().map(|item| row(&i18n, "replacement-item", item)).collect();
    rows.extend(shipment_id.as_ref().map(|id| parcel(shell, id, false)));
    let tone = match status.as_str() {
        "sold_out" => Tone::Warn,
        "delivered" => Tone::Good,
        _ => Tone::Brand,
    };
    let body = view! {
        <div part="replacement" class="card rows">
            <p class="row">{tag("replacement-status", tone, status_label.clone())}</p>
            {rows}
        </div>
    };
    section(i18n.t("case.comes_instead"), body.into_any())
}

fn row(i18n: &I18n, part: &'static str, item: &CaseItem) -> AnyView {
    let about =
        [item.variant_label.clone(), Some(i18n.count("order.pieces", item.quantity)), item.reason_label.clone()];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let note = item.note.clone().map(|note| view! { <p class="muted">"“" {note} "”"</p> }.into_any());
    view! {
        <div part=part class="row">
            {ui::picture(item.image_url.clone())}
            <div class="grow">
                <p class="row-title">{item.title.clone()}</p>
                <p class="muted">{about}</p>
                {note}
                {decision(i18n, item)}
            </div>
        </div>
    }
    .into_any()
}

/// Where the shop took back only some: yes or no, and why in its words.
fn decision(i18n: &I18n, item: &CaseItem) -> AnyView {
    let (tone, word) = match item.decision.as_str() {
        "" => return nothing(),
        "accepted" => (Tone::Good, i18n.t("case.decision.accepted")),
        "refused" => (Tone::Bad, i18n.t("case.decision.refused")),
        _ => (Tone::Plain, i18n.t("case.decision.pending")),
    };
    // A shop without more to say says the same in its own words.
    let why = Some(item.decision_label.clone()).filter(|why| *why != word && !why.is_empty());
    view! {
        <p part="decision" class="decision">
            {tag("decision-word", tone, word)}
            {why.map(|why| view! { <span>{why}</span> }.into_any())}
        </p>
    }
    .into_any()
}

fn parcel(shell: Shell, id: &Id, back: bool) -> AnyView {
    let id = id.clone();
    let words = shell.i18n_now().t(if back { "case.parcel_back" } else { "case.parcel" });
    let open = move || shell.views.push(View::Parcel { id: id.clone(), back });
    view! {
        <button type="button" part=if back { "parcel-back" } else { "parcel" } class="row" on:click=tap(open)>
            <span class="grow row-title">{words}</span>
            {icon(Icon::Forward)}
        </button>
    }
    .into_any()
}
