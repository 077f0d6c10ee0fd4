//! The shopper as the author of one review: writing it, or reading what they wrote.

use std::rc::Rc;

use aftercare_contract::{
    Id,
    review::{Review, Reviewable},
};
use leptos::html;

use super::{Shelf, form, page, said};
use crate::{
    client::Tagged,
    erased::{Var, live, nothing, prelude::*, watch},
    state::Shell,
    ui::picture,
};

/// What the parts of the view share.
#[derive(Clone, Copy)]
pub struct Author {
    pub shell: Shell,
    pub about: Var<Rc<Reviewable>>,
    /// The review, once there is one.
    pub written: Var<Option<Rc<Tagged<Review>>>>,
    /// Whether it is being written or changed.
    pub writing: Var<bool>,
    /// Whether thanks are due: the shop has just got it.
    pub thanked: Var<bool>,
    /// Reads it all again.
    pub again: Callback<()>,
    /// Where the focus goes when what had it is gone.
    pub head: NodeRef<html::H2>,
}

pub fn author(shell: Shell, shelf: &Shelf, id: &Id, again: Callback<()>) -> AnyView {
    let written = shelf.opened.clone().map(Rc::new);
    let waiting = shelf.waiting.iter().find(|about| about.id == *id);
    let about = written.as_ref().map(|review| said::about(&review.it)).or_else(|| waiting.cloned());
    let Some(about) = about else { return nothing() };
    let author = Author {
        shell,
        about: Var::new(Rc::new(about)),
        writing: Var::new(written.is_none()),
        written: Var::new(written),
        thanked: Var::new(false),
        again,
        head: NodeRef::new(),
    };
    // The first one has the view's title above it, where the focus is.
    let is_first = Var::new(true);
    watch(move || {
        if let Some(head) = author.head.get() {
            if !is_first.now() {
                let _ = head.focus();
            }
            is_first.set(false);
        }
    });
    live(move || {
        if author.writing.get() {
            return form::form(author);
        }
        author.written.get().map_or_else(nothing, |review| page::page(author, &review.it))
    })
}

impl Author {
    /// What it is of, with something to say about it; `leads` where the focus goes there.
    pub fn head(self, leads: bool, detail: String) -> AnyView {
        let about = self.about.now();
        let title = about.title.clone();
        let title = if leads {
            view! { <h2 class="row-title" tabindex="-1" node_ref=self.head>{title}</h2> }.into_any()
        } else {
            view! { <h2 class="row-title">{title}</h2> }.into_any()
        };
        view! {
            <div class="row">
                {picture(about.image_url.clone())}
                <div class="grow">
                    {title}
                    <p class="muted">{detail}</p>
                </div>
            </div>
        }
        .into_any()
    }
}
