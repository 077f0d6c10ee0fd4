//! How many pieces of a line it is about.

use super::Why;
use crate::{
    erased::{nothing, prelude::*},
    ui::typed,
};

/// A choice among 1 to `most`, called `name`; nothing where there is one.
pub fn quantity(why: Why, most: u32, name: String) -> AnyView {
    if most < 2 {
        return nothing();
    }
    let i18n = why.shell.i18n_now();
    let now = why.said.now().quantity;
    let options: Views = (1..=most)
        .map(|count| {
            let words =
                i18n.fill("return.quantity_of", &[("count", &i18n.number(count)), ("most", &i18n.number(most))]);
            view! {
                <option value=count.to_string() selected=now == count>
                    {words}
                </option>
            }
            .into_any()
        })
        .collect();
    let choose = typed(move |count| {
        if let Ok(count) = count.parse() {
            why.change(|said| said.quantity = count);
        }
    });
    view! {
        <select part="quantity" class="select" aria-label=name on:change=choose>
            {options}
        </select>
    }
    .into_any()
}
