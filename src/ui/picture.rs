//! Product pictures.

use super::{Icon, icon};
use crate::erased::{Var, live, prelude::*};

/// A small square picture. Beside a title, so it has no text of its own; without an address, or when the address
/// turns out dead, a parcel stands in.
pub fn picture(url: Option<String>) -> AnyView {
    let shown = Var::new(url.is_some());
    let image = live(move || {
        let url = url.clone();
        if shown.get() {
            view! { <img src=url alt="" loading="lazy" on:error=move |_| shown.set(false) /> }.into_any()
        } else {
            icon(Icon::Parcel)
        }
    });
    view! { <span class="picture">{image}</span> }.into_any()
}
