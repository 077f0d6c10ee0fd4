//! Repair and warranty: what covers a line until when, what is wrong with it, how and when it is put right.
//!
//! A chunk of its own. What comes of it is the case's page.

mod cover;
mod form;
mod modes;

use std::rc::Rc;

use aftercare_contract::{Id, eligibility::CaseOption, order::LineItem, reason::Reason};
use leptos::wasm_split::SplitLoaderError;

use super::{frame, why};
use crate::{
    client::{Failure, Warranty, both},
    erased::{Var, prelude::*},
    state::{Remote, Shell, Tried},
};

/// The case type.
const REPAIR: &str = "repair";

/// What the view is about.
struct Subject {
    order_id: Id,
    item: LineItem,
    option: CaseOption,
    /// What may be wrong with it; empty where the shop does not ask.
    reasons: Vec<Reason>,
    warranty: Warranty,
}

pub fn repair(shell: Shell, order_id: Id, line_item_id: Id, tried: Option<Rc<Tried>>) -> AnyView {
    let tried = Var::new(tried);
    frame::chunk(shell, preload, move || split(shell, order_id.clone(), line_item_id.clone(), tried.now()))
}

/// Everything below this function is in the chunk.
#[leptos::wasm_split::wasm_split(repair, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
fn split(shell: Shell, order_id: Id, line_item_id: Id, tried: Option<Rc<Tried>>) -> Result<AnyView, SplitLoaderError> {
    why::warm();
    let subject = Remote::new(shell, None, move |client, abort| {
        let (order_id, line_item_id) = (order_id.clone(), line_item_id.clone());
        async move {
            let page = both(client.order(&order_id, &abort), client.eligibility(&order_id, &abort));
            let (page, reasons) = both(page, client.reasons(REPAIR, &line_item_id, &abort)).await;
            let (order, eligibility, reasons) = (page.0?, page.1?, reasons?.data);
            let item = order.lines.into_iter().find(|item| item.id == line_item_id);
            let line = eligibility.lines.into_iter().find(|line| line.line_item_id == line_item_id);
            let option = line.and_then(|line| line.options.into_iter().find(|option| option.kind == REPAIR));
            let (Some(item), Some(option)) = (item, option) else { return Err(Failure::Missing) };
            let warranty = client.warranty(&item.product_id, &abort).await?;
            Ok(Subject { order_id, item, option, reasons, warranty })
        }
    });
    let tried = Var::new(tried);
    Ok(frame::show(shell, subject, move |subject| form::form(shell, subject, tried.now())))
}
