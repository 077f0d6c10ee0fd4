//! Appointments: choosing a time for a pick-up or a repair, and holding it while the form is filled in.
//!
//! A part that several jobs share, in a chunk of its own.

mod days;
mod hold;
mod picker;

use std::rc::Rc;

use aftercare_contract::{Id, slot::Booking};
use leptos::wasm_split::SplitLoaderError;

use super::frame;
use crate::{
    erased::{Var, prelude::*},
    state::Shell,
};

/// Which times to offer.
#[derive(Clone)]
pub struct SlotQuery {
    /// `pickup` or `repair`.
    pub purpose: &'static str,
    pub order_id: Id,
    /// With `repair`: the repair mode.
    pub mode: Option<String>,
}

/// Days and times to choose from. `booked` holds what is held for the shopper; its id goes into the request.
///
/// The part looks after the hold: it is remembered through a reload, and let go when the shopper leaves, unless to
/// file. A form that has used the booking, or was refused because it has ended, sets `booked` to `None`; then the part
/// forgets it and offers the times that are free now.
pub fn slots(shell: Shell, query: SlotQuery, booked: Var<Option<Rc<Booking>>>) -> AnyView {
    frame::chunk(shell, preload, move || split(shell, query.clone(), booked))
}

/// Everything below this function is in the chunk.
#[leptos::wasm_split::wasm_split(slots, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
fn split(shell: Shell, query: SlotQuery, booked: Var<Option<Rc<Booking>>>) -> Result<AnyView, SplitLoaderError> {
    Ok(picker::picker(hold::Holder::new(shell, query, booked)))
}
