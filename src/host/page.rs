//! The loader's half of the border between JavaScript and wasm.

use wasm_bindgen::prelude::*;
use web_sys::js_sys::Object;

#[wasm_bindgen]
extern "C" {
    /// One object per element, made by the loader (`public/aftercare.js`). What it says is live: after an attribute
    /// changes, the loader calls [`crate::update`] and it is asked again.
    #[derive(Clone)]
    pub type Page;

    /// An attribute as the merchant wrote it, empty when they did not: `api`, the contract's base URL; `view`, what to
    /// show, by a name that [`crate::state::View`] knows.
    #[wasm_bindgen(method, structural)]
    pub fn get(this: &Page, name: &str) -> String;

    /// The language to speak, as `xtask/glue/catalog.js` found it.
    #[wasm_bindgen(method, structural, getter)]
    pub fn catalog(this: &Page) -> Catalog;

    /// Whether the panel can be closed (launcher mode) or is part of the page (inline).
    #[wasm_bindgen(method, structural, getter)]
    pub fn closable(this: &Page) -> bool;

    /// Asks the loader to close the panel and give the focus back.
    #[wasm_bindgen(method, structural)]
    pub fn close(this: &Page);

    /// Dispatches a composed `aftercare-<name>` event on the element; ids and types only, never personal data.
    #[wasm_bindgen(method, structural)]
    pub fn emit(this: &Page, name: &str, id: &str, kind: &str);

    /// A language with its sentences.
    pub type Catalog;

    /// BCP 47 tag of the sentences.
    #[wasm_bindgen(method, structural, getter)]
    pub fn lang(this: &Catalog) -> String;

    /// `Accept-Language` for the shop: the page's own language first, whether there are sentences in it or not.
    #[wasm_bindgen(method, structural, getter)]
    pub fn accept(this: &Catalog) -> String;

    /// Sentence key → sentence.
    #[wasm_bindgen(method, structural, getter)]
    pub fn sentences(this: &Catalog) -> Object;
}
