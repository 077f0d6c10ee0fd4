//! How it travels, and when somebody comes for it.

use std::rc::Rc;

use aftercare_contract::quote::Quote;

use super::form::Form;
use crate::{
    erased::{Var, prelude::*, watch},
    feature::ways::{self, Ways},
    state::Load,
};

/// Whether the quoted way needs a time to be held.
pub fn needs_slot(quote: &Quote) -> bool {
    ways::needs_appointment(&quote.methods, quote.method.as_deref())
}

/// The ways to choose from, and the places of the one chosen.
pub fn methods(form: Form, quote: &Rc<Quote>) -> AnyView {
    let title = form.shell.i18n_now().t(if quote.keep_item { "return.keep" } else { "return.method" });
    let choose = Callback::new(move |code| form.change(|choice| choice.method = Some(code)));
    let ways = Ways { title, methods: quote.methods.clone(), chosen: quote.method.clone(), choose };
    ways::ways(form.shell, &ways)
}

/// When somebody comes for it. Stays while quotes come and go.
pub fn slot(form: Form) -> AnyView {
    let needed = Var::new(false);
    watch(move || {
        if let Load::Ready(quote) = form.quote.get()
            && needs_slot(&quote) != needed.now()
        {
            needed.set(!needed.now());
        }
    });
    ways::appointment(form.shell, form.order_id.now(), needed, form.booked)
}
