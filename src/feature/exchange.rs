//! Exchanging a line for another variant: which one, what it costs more or less, how the old one goes back.
//!
//! A chunk of its own, as few orders need it.

mod choice;
mod form;
mod promise;
mod variants;

use aftercare_contract::{Id, eligibility::CaseOption, order::LineItem, reason::Reason};
use leptos::wasm_split::SplitLoaderError;

use super::{frame, why};
use crate::{
    client::{Failure, both},
    erased::prelude::*,
    state::{Remote, Shell},
};

/// The case type.
const EXCHANGE: &str = "exchange";

/// What the form is about.
struct Subject {
    order_id: Id,
    item: LineItem,
    option: CaseOption,
    reasons: Vec<Reason>,
}

pub fn exchange(shell: Shell, order_id: Id, line_item_id: Id) -> AnyView {
    frame::chunk(shell, preload, move || split(shell, order_id.clone(), line_item_id.clone()))
}

/// Everything below this function is in the chunk.
#[leptos::wasm_split::wasm_split(exchange, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
pub fn split(shell: Shell, order_id: Id, line_item_id: Id) -> Result<AnyView, SplitLoaderError> {
    why::warm();
    let subject = Remote::new(shell, None, move |client, abort| {
        let (order_id, line_item_id) = (order_id.clone(), line_item_id.clone());
        async move {
            let page = both(client.order(&order_id, &abort), client.eligibility(&order_id, &abort));
            let (page, reasons) = both(page, client.reasons(EXCHANGE, &line_item_id, &abort)).await;
            let (order, eligibility, reasons) = (page.0?, page.1?, reasons?.data);
            let item = order.lines.into_iter().find(|item| item.id == line_item_id);
            let line = eligibility.lines.into_iter().find(|line| line.line_item_id == line_item_id);
            let option = line.and_then(|line| line.options.into_iter().find(|option| option.kind == EXCHANGE));
            let (Some(item), Some(option)) = (item, option) else { return Err(Failure::Missing) };
            Ok(Subject { order_id: order.id, item, option, reasons })
        }
    });
    Ok(frame::show(shell, subject, move |subject| form::form(shell, &subject)))
}
