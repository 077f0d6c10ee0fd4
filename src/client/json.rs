//! JSON in and out.
//!
//! Reading takes what the browser's own parser made, because the browser has one: against `serde_json::from_str` the main
//! module went from 187.2 to 133.6 kB (brotli). [`aftercare_contract::read`] asks it for the members one by one.

use aftercare_contract::read::{self, Mismatch, Read, Value};
use leptos::serde_json;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Reflect};

/// Reads a value.
///
/// # Errors
/// When a required member is missing or something is of another type, with the path to it.
pub fn read<T: Read>(value: &JsValue) -> Result<T, Mismatch> {
    read::read(Parsed(value.clone()))
}

/// Writes a value.
#[must_use]
pub fn write<T: Serialize>(value: &T) -> String {
    // The contract's structs and the widget's drafts have no map with odd keys and no serialiser of their own, which
    // are what could fail.
    serde_json::to_string(value).unwrap_or_default()
}

/// What the browser's parser made.
struct Parsed(JsValue);

impl Value for Parsed {
    fn is_absent(&self) -> bool {
        self.0.is_undefined() || self.0.is_null()
    }

    fn is_object(&self) -> bool {
        self.0.is_object()
    }

    fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn truth(&self) -> Option<bool> {
        self.0.as_bool()
    }

    fn count(&self) -> Option<u32> {
        self.0.dyn_ref::<Array>().map(Array::length)
    }

    fn item(&self, index: u32) -> Self {
        Self(self.0.unchecked_ref::<Array>().get(index))
    }

    fn member(&self, name: &str) -> Self {
        Self(Reflect::get(&self.0, &JsValue::from_str(name)).unwrap_or_default())
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
#[allow(clippy::unwrap_used)]
mod tests {
    use aftercare_contract::{
        case::Phase,
        list::Page,
        order::{Order, OrderStatus},
        problem::Problem,
        read::{Mismatch, Read},
    };
    use wasm_bindgen_test::wasm_bindgen_test;
    use web_sys::js_sys::JSON;

    use super::*;

    fn read_text<T: Read>(text: &str) -> Result<T, Mismatch> {
        read(&JSON::parse(text).unwrap())
    }

    const ORDER: &str = r#"{"id":"o1","number":"1","placed_at":"2026-11-20T00:00:00Z","status":"delivered",
        "total":{"amount":9007199254740991,"currency":"USD"},"unheard_of":[{}],"lines":[],"shipments":null,
        "cases":[{"id":"c","number":"R-1","type":"return","phase":"weird","status_label":"?"}]}"#;

    #[wasm_bindgen_test]
    fn an_order_with_unknown_members_and_values_is_read() {
        let order: Order = read_text(ORDER).unwrap();
        assert_eq!(order.status, OrderStatus::Delivered);
        assert_eq!(order.total.unwrap().amount, 9_007_199_254_740_991);
        assert!(order.shipments.is_empty() && order.adjustments.is_empty());
        assert_eq!(order.cases[0].phase, Phase::Unknown);
        assert!(order.cases[0].line_item_ids.is_empty());
    }

    #[wasm_bindgen_test]
    fn a_missing_member_is_named_with_its_path() {
        let wrong = ORDER.replace(r#""type":"return","#, "");
        assert_eq!(read_text::<Order>(&wrong).unwrap_err().path, "cases.0.type");
        assert_eq!(read_text::<Order>("{}").unwrap_err().path, "id");
    }

    #[wasm_bindgen_test]
    fn a_member_of_another_type_is_named_with_its_path() {
        for wrong in [r#""amount":"12""#, r#""amount":1.5"#, r#""amount":{}"#] {
            let wrong = ORDER.replace(r#""amount":9007199254740991"#, wrong);
            assert_eq!(read_text::<Order>(&wrong).unwrap_err().path, "total.amount");
        }
    }

    #[wasm_bindgen_test]
    fn nonsense_is_an_error_not_a_trap() {
        for nonsense in ["null", "7", "[]", "\"\"", "true"] {
            assert!(read_text::<Page<Order>>(nonsense).is_err(), "{nonsense}");
        }
    }

    #[wasm_bindgen_test]
    fn what_is_written_is_read_again() {
        #[derive(Debug, PartialEq, serde::Serialize, Read)]
        struct Kept {
            at: i64,
            none: Option<String>,
            some: Option<Vec<u32>>,
        }
        let kept = Kept { at: -15, none: None, some: Some(vec![1, 2]) };
        assert_eq!(read_text::<Kept>(&write(&kept)).unwrap(), kept);
    }

    #[wasm_bindgen_test]
    fn a_problem_needs_nothing_but_an_object() {
        let problem: Problem = read_text("{}").unwrap();
        assert_eq!((problem.kind.as_str(), problem.status), ("about:blank", 0));
    }
}
