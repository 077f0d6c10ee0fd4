//! Returning a line with choices: why, how many, how it goes back, and what it comes to before anything is sent.
//!
//! A chunk of its own: few returns need it, so nobody downloads it before it is asked for.

mod choice;
mod fields;
mod form;
mod promise;

use aftercare_contract::{Id, eligibility::CaseOption, order::LineItem, reason::Reason};
use leptos::{prelude::*, wasm_split::SplitLoaderError};

use super::frame;
use crate::{
    client::{Failure, both},
    state::{Remote, Shell},
};

/// What the form is about.
struct Subject {
    order_id: Id,
    item: LineItem,
    option: CaseOption,
    reasons: Vec<Reason>,
}

pub fn return_form(shell: Shell, order_id: Id, line_item_id: Id) -> AnyView {
    frame::chunk(shell, preload, move || split(shell, order_id.clone(), line_item_id.clone()))
}

/// Everything below this function is in the chunk.
#[leptos::wasm_split::wasm_split(return_form, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
fn split(shell: Shell, order_id: Id, line_item_id: Id) -> Result<AnyView, SplitLoaderError> {
    let subject = Remote::new(shell, None, move |client, abort| {
        let (order_id, line_item_id) = (order_id.clone(), line_item_id.clone());
        async move {
            let page = both(client.order(&order_id, &abort), client.eligibility(&order_id, &abort));
            let (page, reasons) = both(page, client.reasons("return", &line_item_id, &abort)).await;
            let (order, eligibility, reasons) = (page.0?, page.1?, reasons?.data);
            let item = order.lines.into_iter().find(|item| item.id == line_item_id);
            let line = eligibility.lines.into_iter().find(|line| line.line_item_id == line_item_id);
            let option = line.and_then(|line| line.options.into_iter().find(|option| option.kind == "return"));
            let (Some(item), Some(option)) = (item, option) else { return Err(Failure::Missing) };
            Ok(Subject { order_id: order.id, item, option, reasons })
        }
    });
    Ok(frame::show(shell, subject, move |subject| form::form(shell, &subject)))
}
