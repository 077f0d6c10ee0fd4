//! Fixing something by oneself: questions and instructions, one a screen, until it works or the shop takes over.
//!
//! A chunk of its own. Each step is a view of its own, so that back leads through the steps.

mod end;
mod step;
mod walk;

use std::rc::Rc;

use aftercare_contract::{Id, guide::Guide};
use leptos::wasm_split::SplitLoaderError;

use super::frame;
use crate::{
    erased::{Var, prelude::*},
    state::{Guided, Remote, Shell},
};

pub fn guide(shell: Shell, about: Rc<Guided>, path: Rc<Vec<Id>>) -> AnyView {
    let (about, path) = (Var::new(about), Var::new(path));
    frame::chunk(shell, preload, move || split(shell, about.now(), path.now()))
}

/// Everything below this function is in the chunk.
#[leptos::wasm_split::wasm_split(guide, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
fn split(shell: Shell, about: Rc<Guided>, path: Rc<Vec<Id>>) -> Result<AnyView, SplitLoaderError> {
    // Read once and walked without asking again, also without a connection.
    let place = ["guide:", &about.guide_id].concat();
    let id = about.guide_id.clone();
    let known = shell.memory.place::<Guide>(&place);
    let (about, path) = (Var::new(about), Var::new(path));
    let guide = Remote::new(shell, known, move |client, abort| {
        let id = id.clone();
        async move { client.guide(&id, &abort).await }
    });
    Ok(frame::show(shell, guide, move |guide| {
        shell.memory.keep_place(&place, Rc::clone(&guide) as Rc<dyn std::any::Any>);
        step::step(shell, &about.now(), &guide, &path.now())
    }))
}
