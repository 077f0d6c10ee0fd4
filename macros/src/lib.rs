//! The widget's macros, which run when it is compiled: nothing of this crate reaches a shopper.

mod read;
mod template;
mod view;

use proc_macro::TokenStream;

/// A view, as Leptos writes one, compiled to a text and the places that change in it.
///
/// Leptos compiles each element, attribute and handler to types and functions of its own. This compiles the elements
/// and whatever is known in advance to one string, which `erased::page` in the widget reads at run time, and the rest
/// to a call each. What may stand in it: elements; `name`, `name="text"` and `name=value`; `class:name=`, `prop:name=`,
/// `on:event=` and `node_ref=`; as children elements, texts in quotes and values in braces.
#[proc_macro]
pub fn view(tokens: TokenStream) -> TokenStream {
    view::expand(tokens.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Reads a type of the contract, by what serde's attributes say of it, with a call for each member (see
/// `aftercare_contract::read`).
#[proc_macro_derive(Read, attributes(serde))]
pub fn read(tokens: TokenStream) -> TokenStream {
    read::expand(tokens.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}
