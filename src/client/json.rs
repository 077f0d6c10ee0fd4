//! JSON in and out.
//!
//! Reading takes what the browser's own parser made. Measured against `serde_json::from_str` the main module went from
//! 187.2 to 133.6 kB (brotli): the browser already has a parser, and a struct's members are asked for one by one in the
//! order of its fields, so serde's derive needs neither its name matching nor its map visitor. What follows from that
//! order of asking, and is wanted here:
//! - unknown members are never looked at;
//! - an absent member and a `null` are the same: the field's default, or an error where it has none.

use std::fmt::{self, Display};

use leptos::serde_json;
use serde::{
    Deserializer, Serialize,
    de::{
        self, DeserializeOwned, DeserializeSeed, EnumAccess, SeqAccess, VariantAccess, Visitor, value::StrDeserializer,
    },
    forward_to_deserialize_any,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Array, Reflect};

/// Where an answer does not keep the contract.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Mismatch {
    /// Member names and indices from the outside in, joined by dots, for example `orders.0.total`.
    path: String,
}

/// Reads a value.
///
/// # Errors
/// When a required member is missing or of another type, with the path to it.
pub fn read<T: DeserializeOwned>(value: &JsValue) -> Result<T, Mismatch> {
    T::deserialize(Parsed(value))
}

/// Writes a value.
#[must_use]
pub fn write<T: Serialize>(value: &T) -> String {
    // The contract's structs and the widget's drafts have no map with odd keys and no serialiser of their own, which
    // are what could fail.
    serde_json::to_string(value).unwrap_or_default()
}

impl Mismatch {
    fn inside(mut self, step: &str) -> Self {
        if !self.path.is_empty() {
            self.path.insert(0, '.');
        }
        self.path.insert_str(0, step);
        self
    }
}

impl Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("missing or of another type: ")?;
        f.write_str(&self.path)
    }
}

impl std::error::Error for Mismatch {}

impl de::Error for Mismatch {
    // The path says more to a shop's developer than serde's sentence, and the sentences cost kilobytes.
    fn custom<T: Display>(_: T) -> Self {
        Self::default()
    }
}

struct Parsed<'a>(&'a JsValue);

impl Parsed<'_> {
    fn is_absent(&self) -> bool {
        self.0.is_undefined() || self.0.is_null()
    }

    fn whole_number(&self) -> Result<f64, Mismatch> {
        self.0.as_f64().filter(|number| number.fract() == 0.0).ok_or_else(Mismatch::default)
    }
}

impl<'de> Deserializer<'de> for Parsed<'_> {
    type Error = Mismatch;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        if !self.0.is_object() {
            return Err(Mismatch::default());
        }
        let mut members = Members { object: self.0, fields: fields.iter(), absent: "" };
        let read = visitor.visit_seq(&mut members);
        // A required member that is absent is noticed by the visitor, which does not know its name.
        read.map_err(|e| if e.path.is_empty() { e.inside(members.absent) } else { e })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        let array = self.0.dyn_ref::<Array>().ok_or_else(Mismatch::default)?;
        visitor.visit_seq(Items { array, next: 0 })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        if self.is_absent() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_string(self.0.as_string().ok_or_else(Mismatch::default)?)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_bool(self.0.as_bool().ok_or_else(Mismatch::default)?)
    }

    #[expect(clippy::cast_possible_truncation, reason = "the contract caps numbers at 2^53 − 1; the visitor checks")]
    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        visitor.visit_i64(self.whole_number()? as i64)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mismatch> {
        self.deserialize_i64(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mismatch> {
        visitor.visit_enum(Word(self.0.as_string().ok_or_else(Mismatch::default)?))
    }

    // Nothing the widget reads needs the rest; the compiler leaves it out.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Mismatch> {
        Err(Mismatch::default())
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u64 u128 f32 f64 char str bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct map identifier ignored_any
    }
}

/// An object's members in the order of a struct's fields.
struct Members<'a> {
    object: &'a JsValue,
    fields: std::slice::Iter<'static, &'static str>,
    /// The last member that was asked for and not there.
    absent: &'static str,
}

impl<'de> SeqAccess<'de> for &mut Members<'_> {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mismatch> {
        let Some(field) = self.fields.next() else { return Ok(None) };
        let member = Reflect::get(self.object, &JsValue::from_str(field)).unwrap_or_default();
        let member = Parsed(&member);
        let is_absent = member.is_absent();
        match seed.deserialize(member) {
            // "The end" to serde's derive, which then takes the field's default or says that it has none, and asks
            // for the next field all the same.
            Err(_) if is_absent => {
                self.absent = field;
                Ok(None)
            }
            read => read.map(Some).map_err(|e| e.inside(field)),
        }
    }
}

struct Items<'a> {
    array: &'a Array,
    next: u32,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Mismatch;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Mismatch> {
        let index = self.next;
        if index >= self.array.length() {
            return Ok(None);
        }
        self.next += 1;
        seed.deserialize(Parsed(&self.array.get(index))).map(Some).map_err(|e| e.inside(&index.to_string()))
    }
}

/// A word of a closed set.
struct Word(String);

impl<'de> EnumAccess<'de> for Word {
    type Error = Mismatch;
    type Variant = Plain;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Plain), Mismatch> {
        seed.deserialize(StrDeserializer::new(&self.0)).map(|variant| (variant, Plain))
    }
}

/// A variant without content: the contract's closed sets have no other.
struct Plain;

impl<'de> VariantAccess<'de> for Plain {
    type Error = Mismatch;

    fn unit_variant(self) -> Result<(), Mismatch> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Mismatch> {
        Err(Mismatch::default())
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Mismatch> {
        Err(Mismatch::default())
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Mismatch> {
        Err(Mismatch::default())
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
    };
    use wasm_bindgen_test::wasm_bindgen_test;
    use web_sys::js_sys::JSON;

    use super::*;

    fn read_text<T: DeserializeOwned>(text: &str) -> Result<T, Mismatch> {
        read(&JSON::parse(text).unwrap())
    }

    const ORDER: &str = r#"{"id":"o1","number":"1","placed_at":"2026-11-20T00:00:00Z","status":"delivered",
        "total":{"amount":9007199254740991,"currency":"USD"},"unheard_of":[{}],"lines":[],"shipments":null,
        "cases":[{"id":"c","number":"R-1","type":"return","phase":"weird","status_label":"?"}]}"#;

    #[wasm_bindgen_test]
    fn an_order_with_unknown_members_and_values_is_read() {
        let order: Order = read_text(ORDER).unwrap();
        assert_eq!(order.status, OrderStatus::Delivered);
        assert_eq!(order.total.amount, 9_007_199_254_740_991);
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
        #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
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
