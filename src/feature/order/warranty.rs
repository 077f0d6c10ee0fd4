//! The way to what covers a line and to having it repaired.

use aftercare_contract::{
    eligibility::LineEligibility,
    order::{LineItem, Order},
};

use crate::{
    erased::{prelude::*, tap},
    state::{Shell, View},
    ui::{Icon, icon, texts},
};

/// A row, where the shop repairs such things and the shopper has some. What is in the way is said with it.
pub fn row(shell: Shell, order: &Order, item: &LineItem, line: Option<&LineEligibility>) -> Option<AnyView> {
    let option = line?.options.iter().find(|option| option.kind == "repair")?;
    if item.quantity.fulfilled == 0 {
        return None;
    }
    let i18n = shell.i18n_now();
    let why = option.ineligible.first().filter(|_| option.eligible_quantity == 0).map(|why| why.label.clone());
    let until = || Some(i18n.fill("repair.cover.until", &[("date", &i18n.date_of(option.deadline.as_ref()?))]));
    let (order_id, line_item_id) = (order.id.clone(), item.id.clone());
    let open = move || {
        let (order_id, line_item_id) = (order_id.clone(), line_item_id.clone());
        shell.views.push(View::Repair { order_id, line_item_id, tried: None });
    };
    let said = vec![("row-title", i18n.t("order.repair")), ("muted", why.or_else(until).unwrap_or_default())];
    let row = view! {
        <button type="button" part="repair" class="row" on:click=tap(open)>
            {texts("grow", said)}
            {icon(Icon::Forward)}
        </button>
    };
    Some(row.into_any())
}
