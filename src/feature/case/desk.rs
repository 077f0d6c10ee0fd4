//! What a case has when people talk about it: who has it, by when they promised what, offers, who decides, what was said.
//!
//! A chunk of its own: most cases need nobody to talk.

mod clocks;
mod composer;
mod delivery;
mod ladder;
mod note;
mod offers;
mod owner;
mod said;
mod talk;
mod unsent;

use leptos::wasm_split::SplitLoaderError;

use super::action::Actions;
use crate::{
    erased::{derived, live, nothing, prelude::*},
    feature::frame,
};

/// Actions that ask for the shopper's words.
pub const WITH_WORDS: [&str; 2] = ["escalate", "reopen"];

/// A part of the page that is in the chunk.
#[derive(Clone, Copy, PartialEq)]
pub enum Part {
    /// Who has the case, and its clocks.
    Owner,
    /// What the shop offers.
    Offers,
    /// The conversation, and who decides.
    Talk,
    /// What an action asks for.
    Words,
}

/// One of the parts, when the case has any of it.
pub fn part(actions: Actions, which: Part) -> AnyView {
    let is_there = derived(move || {
        let case = &actions.case.get().it;
        match which {
            Part::Owner => case.owner.is_some() || !case.clocks.is_empty(),
            Part::Offers => !case.offers.is_empty(),
            Part::Talk => case.messages.is_some() || case.escalation.is_some(),
            Part::Words => actions.unfolded.get().is_some_and(|action| WITH_WORDS.contains(&action.as_str())),
        }
    });
    live(
        move || {
            if is_there.get() { frame::chunk(actions.shell, preload, move || split(actions, which)) } else { nothing() }
        },
    )
}

#[leptos::wasm_split::wasm_split(case_desk, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
fn split(actions: Actions, which: Part) -> Result<AnyView, SplitLoaderError> {
    Ok(match which {
        Part::Owner => owner::owner(actions),
        Part::Offers => offers::offers(actions),
        Part::Talk => view! {
            {talk::talk(actions)}
            {ladder::ladder(actions)}
        }
        .into_any(),
        Part::Words => note::note(actions),
    })
}
