//! Reviews: what can be reviewed, writing one, and what became of it.
//!
//! A chunk of its own.

mod author;
mod follow_up;
mod form;
mod list;
mod page;
mod said;
mod sending;

use aftercare_contract::{
    Id,
    review::{Review, Reviewable},
};
use leptos::wasm_split::SplitLoaderError;

use super::frame;
use crate::{
    client::{Failure, Tagged, both},
    erased::prelude::*,
    state::{Remote, Shell},
};

/// What can be reviewed and what was.
struct Shelf {
    waiting: Vec<Reviewable>,
    written: Vec<Review>,
    /// The one that was asked for, with its version, which a change must name.
    opened: Option<Tagged<Review>>,
}

/// What can be reviewed and what was, of an order or of all; or a single one.
pub fn review(shell: Shell, reviewable_id: Option<Id>, order_id: Option<Id>) -> AnyView {
    frame::chunk(shell, preload, move || split(shell, reviewable_id.clone(), order_id.clone()))
}

/// Everything below this function is in the chunk.
#[leptos::wasm_split::wasm_split(review, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
fn split(shell: Shell, reviewable_id: Option<Id>, order_id: Option<Id>) -> Result<AnyView, SplitLoaderError> {
    let wanted = reviewable_id.clone();
    let shelf = Remote::new(shell, None, move |client, abort| {
        let (wanted, order_id) = (wanted.clone(), order_id.clone());
        async move {
            let lists = both(client.reviewables(order_id.as_deref(), &abort), client.reviews(&abort));
            let (waiting, written) = lists.await;
            let (waiting, mut written) = (waiting?, written?);
            let mut opened = None;
            if let Some(wanted) = &wanted {
                written.retain(|review| review.reviewable_id == *wanted);
                match written.first() {
                    Some(review) => opened = Some(client.review(&review.id, &abort).await?),
                    None if waiting.iter().all(|about| about.id != *wanted) => return Err(Failure::Missing),
                    None => {}
                }
            } else if order_id.is_some() {
                written.retain(|review| said::about(review).order_id == order_id);
            }
            Ok(Shelf { waiting, written, opened })
        }
    });
    let again = Callback::new(move |()| shelf.reload());
    Ok(frame::show(shell, shelf, move |shelf| match &reviewable_id {
        Some(id) => author::author(shell, &shelf, id, again),
        None => list::list(shell, &shelf),
    }))
}
