//! The parts of the browser's `Intl` the widget uses, and nothing of it re-made here.

use wasm_bindgen::prelude::*;
use web_sys::js_sys::{Date, Object, Reflect};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    pub type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    pub fn new(locale: &str, options: &Object) -> Result<NumberFormat, JsValue>;
    #[wasm_bindgen(method)]
    pub fn format(this: &NumberFormat, number: f64) -> String;
    #[wasm_bindgen(method, js_name = resolvedOptions)]
    pub fn resolved_options(this: &NumberFormat) -> Object;

    #[wasm_bindgen(js_namespace = Intl)]
    pub type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    pub fn new(locale: &str, options: &Object) -> DateTimeFormat;
    // A browser need not know every zone.
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    pub fn of_zone(locale: &str, options: &Object) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method)]
    pub fn format(this: &DateTimeFormat, date: &Date) -> String;

    // Chrome 71 and Safari 14 brought it; `catch` because Chrome 69 is still out there.
    #[wasm_bindgen(js_namespace = Intl)]
    pub type RelativeTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    pub fn new(locale: &str, options: &Object) -> Result<RelativeTimeFormat, JsValue>;
    #[wasm_bindgen(method)]
    pub fn format(this: &RelativeTimeFormat, value: f64, unit: &str) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    pub type PluralRules;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    pub fn new(locale: &str) -> PluralRules;
    #[wasm_bindgen(method)]
    pub fn select(this: &PluralRules, count: f64) -> String;
}

/// An options object for the formatters above.
pub fn options(members: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        // Setting a member of a fresh plain object can't fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    object
}
