//! Returning with choices: what goes back and why, what for, how it travels, and what it comes to before it is sent.
//!
//! A chunk of its own: few returns need it, so nobody downloads it before it is asked for.

mod choice;
mod form;
mod lines;
mod methods;
mod offers;
mod promise;
mod terms;

use aftercare_contract::{
    Id,
    eligibility::CaseOption,
    order::LineItem,
    reason::{Reason, ReasonList},
};
use leptos::wasm_split::SplitLoaderError;

use super::{frame, why};
use crate::{
    client::{Failure, both},
    erased::prelude::*,
    state::{Remote, Shell},
};

/// The case type.
const RETURN: &str = "return";

/// What the form is about.
struct Subject {
    order_id: Id,
    /// What can go back, the line the form was opened for first.
    lines: Vec<(LineItem, CaseOption)>,
    /// The first line's.
    reasons: Vec<Reason>,
}

pub fn return_form(shell: Shell, order_id: Id, line_item_id: Id) -> AnyView {
    frame::chunk(shell, preload, move || split(shell, order_id.clone(), line_item_id.clone()))
}

/// Everything below this function is in the chunk.
#[leptos::wasm_split::wasm_split(return_form, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
pub fn split(shell: Shell, order_id: Id, line_item_id: Id) -> Result<AnyView, SplitLoaderError> {
    why::warm();
    let subject = Remote::new(shell, None, move |client, abort| {
        let (order_id, line_item_id) = (order_id.clone(), line_item_id.clone());
        async move {
            let page = both(client.order(&order_id, &abort), client.eligibility(&order_id, &abort));
            let (page, reasons) = both(page, client.reasons(RETURN, &line_item_id, &abort)).await;
            let (order, eligibility, ReasonList { data: reasons }) = (page.0?, page.1?, reasons?);
            let mut options = Vec::new();
            for line in eligibility.lines {
                let option = line.options.into_iter().find(|option| option.kind == RETURN);
                options.extend(option.map(|option| (line.line_item_id, option)));
            }
            let mut lines = Vec::new();
            for item in order.lines {
                let Some(at) = options.iter().position(|(id, _)| *id == item.id) else { continue };
                let (id, option) = options.swap_remove(at);
                if id == line_item_id {
                    lines.insert(0, (item, option));
                } else if option.eligible_quantity > 0 {
                    lines.push((item, option));
                }
            }
            // The line may have gone back meanwhile; the others are not what was asked for.
            let is_there = lines.first().is_some_and(|(item, _)| item.id == line_item_id);
            if is_there { Ok(Subject { order_id: order.id, lines, reasons }) } else { Err(Failure::Missing) }
        }
    });
    Ok(frame::show(shell, subject, move |subject| form::form(shell, &subject)))
}
