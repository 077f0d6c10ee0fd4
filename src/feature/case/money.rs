//! The money of a case: what comes back, what has changed since, what is to be paid.

use aftercare_contract::{
    case::{Case, Payment, Phase, Refund},
    money::Money,
    order::Adjustment,
    quote::InstantTerms,
};

use crate::{
    erased::{nothing, prelude::*},
    feature::frame::web,
    i18n::I18n,
    ui::{self, Fact},
};

/// How much comes back, where to, when; then what has changed since it was promised, and the terms of money that is
/// out before the goods are back. A case that was given up pays nothing, so it shows none, unless some was out.
pub fn refund(i18n: &I18n, case: &Case) -> AnyView {
    let given_up = matches!(case.phase, Phase::Cancelled | Phase::Rejected | Phase::Expired);
    let promised = case.refund.as_ref().filter(|refund| !given_up || refund.paid_at.is_some());
    let changes: Vec<(&Adjustment, &Money)> =
        case.adjustments.iter().filter_map(|change| Some((change, change.amount.as_ref()?))).collect();
    let Some(promised) = promised else {
        let rows = if given_up { Vec::new() } else { changes.iter().map(|change| changed(i18n, *change)).collect() };
        return if rows.is_empty() { nothing() } else { ui::facts("adjustments", rows) };
    };
    // An even exchange pays nothing back; to say so would only raise questions.
    if promised.amount.amount == 0 && changes.is_empty() {
        return nothing();
    }
    let mut rows = Vec::new();
    if promised.breakdown.len() > 1 && promised.amount.amount != 0 {
        rows.extend(promised.breakdown.iter().map(|part| Fact::new(part.label.clone(), i18n.money(&part.amount))));
    }
    if !changes.is_empty() {
        rows.push(Fact::new(i18n.t("case.promised"), i18n.money(&promised.amount)));
        rows.extend(changes.iter().map(|change| changed(i18n, *change)));
    }
    let sum = promised.amount.amount + changes.iter().map(|(_, amount)| amount.amount).sum::<i64>();
    rows.push(Fact::strong(i18n.t("case.refund"), i18n.money(&Money { amount: sum, ..promised.amount.clone() })));
    // Nothing comes, so it comes nowhere and on no day.
    if sum != 0 {
        rows.push(Fact::new(i18n.t("case.refund_to"), promised.destination_label.clone()));
        rows.push(Fact::new(i18n.t("case.refund_when"), when(i18n, promised)));
    }
    let terms = promised.instant.as_ref().filter(|_| !case.phase.is_terminal()).map(|terms| instant(i18n, terms));
    view! {
        {ui::facts("refund", rows)}
        {terms}
    }
    .into_any()
}

fn changed(i18n: &I18n, (change, amount): (&Adjustment, &Money)) -> Fact {
    Fact::new(format!("{} · {}", change.label, i18n.near_day(&change.at)), i18n.money(amount))
}

fn when(i18n: &I18n, refund: &Refund) -> String {
    match (&refund.paid_at, &refund.expected_by) {
        (Some(paid), _) => i18n.fill("case.paid", &[("day", &i18n.near_day(paid))]),
        (None, Some(by)) => i18n.fill("case.refund_by", &[("speed", &refund.speed_label), ("date", &i18n.day(by))]),
        (None, None) => refund.speed_label.clone(),
    }
}

/// Money first, the parcel later: how far that goes, by when the parcel must be on its way, and what if it never is.
fn instant(i18n: &I18n, terms: &InstantTerms) -> AnyView {
    let send_by = terms.send_by.as_ref().map(|at| i18n.day(at)).unwrap_or_default();
    let rows = vec![
        Fact::strong(i18n.t("case.instant.send_by"), send_by),
        Fact::new(i18n.t("case.instant.limit"), i18n.money(&terms.limit)),
        Fact::new(i18n.t("case.instant.available"), i18n.money(&terms.available)),
    ];
    let body = view! {
        {ui::facts("instant-terms", rows)}
        <p class="muted">{terms.condition_label.clone()}</p>
    };
    view! { <div part="instant">{ui::section(i18n.t("case.instant"), body.into_any())}</div> }.into_any()
}

/// What the shopper has to pay, with the way to the shop's checkout; or that it is paid.
pub fn payment(i18n: &I18n, case: &Case) -> AnyView {
    let Some(payment) = &case.payment else { return nothing() };
    let Payment { amount, label, due_at, url, paid_at } = payment;
    let paid = paid_at.as_ref().map(|at| i18n.fill("case.payment_made", &[("day", &i18n.near_day(at))]));
    let due = due_at.as_ref().filter(|_| paid.is_none()).map(|at| i18n.fill("case.by", &[("date", &i18n.day(at))]));
    let open = paid.is_none() && !case.phase.is_terminal();
    let link = web(url.as_ref()).filter(|_| open).map(|url| {
        view! {
            <a part="pay" class="button" href=url target="_blank" rel="noopener">
                {i18n.fill("case.pay", &[("amount", &i18n.money(amount))])}
            </a>
        }
        .into_any()
    });
    view! {
        <div part="payment" class="card payment">
            <p class="split">
                <span class="row-title">{label.clone()}</span>
                <strong>{i18n.money(amount)}</strong>
            </p>
            <p class="muted">{paid.or(due)}</p>
            {link}
        </div>
    }
    .into_any()
}
