//! Complaining: what is wrong, in the shopper's words and pictures, and what would put it right.
//!
//! A chunk of its own. What comes of it is the case's page.

mod about;
mod form;
mod grievance;

use aftercare_contract::{Id, order::LineItem, reason::Reason};
use leptos::wasm_split::SplitLoaderError;

use super::frame;
use crate::{
    client::both,
    erased::prelude::*,
    state::{Remote, Shell},
};

/// What the form is about.
struct Subject {
    order_id: Id,
    lines: Vec<LineItem>,
    /// The shop's tree, by how far the order has come.
    reasons: Vec<Reason>,
}

/// What led here may know which lines it is about, and the reason: then nothing is left but to say it.
pub fn complaint(shell: Shell, order_id: Id, line_item_ids: Vec<Id>, reason_code: Option<String>) -> AnyView {
    frame::chunk(shell, preload, move || split(shell, order_id.clone(), line_item_ids.clone(), reason_code.clone()))
}

/// Everything below this function is in the chunk.
#[leptos::wasm_split::wasm_split(complaint, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
pub fn split(
    shell: Shell,
    order_id: Id,
    line_item_ids: Vec<Id>,
    reason_code: Option<String>,
) -> Result<AnyView, SplitLoaderError> {
    let subject = Remote::new(shell, None, move |client, abort| {
        let order_id = order_id.clone();
        async move {
            let (order, reasons) =
                both(client.order(&order_id, &abort), client.complaint_reasons(&order_id, &abort)).await;
            Ok(Subject { order_id, lines: order?.lines, reasons: reasons?.data })
        }
    });
    Ok(frame::show(shell, subject, move |subject| form::form(shell, subject, &line_item_ids, reason_code.as_deref())))
}
