//! JSON in and out.
//!
//! Reading takes what the browser's own parser made. Measured against `serde_json::from_str` the main module went from
//! 187.2 to 133.6 kB (brotli): the browser already has a parser, and a struct's members are asked for one by one in the
//! order of its fields, so serde's derive needs neither its name matching nor its map visitor. What follows from that
//! order of asking, and is wanted here:
//! - unknown members are never looked at;
//! - an absent member and a `null` are the same: the field's default, or wrong where the contract requires it.
//!
//! What is wrong is noted, and reading goes on with the nearest value that fits; the note decides at the end. So the
//! error of serde's traits never happens, and no reader has a way out between its members with everything to take down
//! that it has built so far: 90.9 instead of 98.5 kB for the main module, 205.2 instead of 217.9 kB for everything.
//! Which members are required is therefore not serde's to say but [`aftercare_contract::required`]'s.

use std::{
    cell::RefCell,
    fmt::{self, Display},
};

use aftercare_contract::{money::MAX_AMOUNT, required};
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
    let wrong = RefCell::new(None);
    let place = Place { within: None, step: Step::Whole, wrong: &wrong };
    if value.is_undefined() || value.is_null() {
        place.wrong();
    }
    let Ok(read) = T::deserialize(Parsed { value: value.clone(), place: &place });
    match wrong.into_inner() {
        None => Ok(read),
        Some(mismatch) => Err(mismatch),
    }
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

/// The error that does not happen.
#[derive(Debug)]
enum Never {}

impl Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl de::Error for Never {
    fn custom<T: Display>(_: T) -> Self {
        unreachable!()
    }
}

/// Where a value stands, back to the whole.
struct Place<'a> {
    within: Option<&'a Place<'a>>,
    step: Step,
    wrong: &'a RefCell<Option<Mismatch>>,
}

#[derive(Clone, Copy)]
enum Step {
    Whole,
    Member(&'static str),
    Item(u32),
}

impl Place<'_> {
    /// One step further in.
    fn at(&self, step: Step) -> Place<'_> {
        Place { within: Some(self), step, wrong: self.wrong }
    }

    /// Notes that what stands here is not what the contract says, unless something was wrong already.
    fn wrong(&self) {
        let mut wrong = self.wrong.borrow_mut();
        if wrong.is_some() {
            return;
        }
        let mut mismatch = Mismatch::default();
        let mut place = Some(self);
        while let Some(here) = place {
            match here.step {
                Step::Whole => {}
                Step::Member(name) => mismatch = mismatch.inside(name),
                Step::Item(index) => mismatch = mismatch.inside(&index.to_string()),
            }
            place = here.within;
        }
        *wrong = Some(mismatch);
    }
}

struct Parsed<'a> {
    value: JsValue,
    place: &'a Place<'a>,
}

impl Parsed<'_> {
    fn is_absent(&self) -> bool {
        self.value.is_undefined() || self.value.is_null()
    }

    /// A whole number from `least` to `most`; the nearest to it where it is another.
    #[expect(clippy::cast_possible_truncation, reason = "the contract caps numbers at 2^53 − 1")]
    fn number(&self, least: i64, most: i64) -> i64 {
        let number = self.value.as_f64().filter(|number| number.fract() == 0.0).map(|number| number as i64);
        if number.is_none_or(|number| number < least || most < number) {
            self.wrong();
        }
        number.unwrap_or_default().clamp(least, most)
    }

    /// Notes it, unless there is nothing here: whether there has to be is for what is around it to say.
    fn wrong(&self) {
        if !self.is_absent() {
            self.place.wrong();
        }
    }

    fn text(&self) -> String {
        match self.value.as_string() {
            Some(text) => text,
            None => {
                self.wrong();
                String::new()
            }
        }
    }
}

impl<'de> Deserializer<'de> for Parsed<'_> {
    type Error = Never;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        if !self.value.is_object() {
            self.wrong();
        }
        visitor.visit_seq(&mut Members { object: &self, fields: fields.iter(), required: required::of(name) })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let array = match self.value.dyn_ref::<Array>() {
            Some(array) => array.clone(),
            None => {
                self.wrong();
                Array::new()
            }
        };
        visitor.visit_seq(Items { array, next: 0, place: self.place })
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        if self.is_absent() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_string(self.text())
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        let read = self.value.as_bool();
        if read.is_none() {
            self.wrong();
        }
        visitor.visit_bool(read.unwrap_or_default())
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_i64(self.number(-MAX_AMOUNT, MAX_AMOUNT))
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_i64(self.number(0, MAX_AMOUNT))
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_i64(self.number(0, u32::MAX.into()))
    }

    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_i64(self.number(0, u16::MAX.into()))
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Never> {
        visitor.visit_i64(self.number(0, u8::MAX.into()))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Never> {
        visitor.visit_enum(Word(self.text()))
    }

    // Nothing the widget reads needs the rest (every set it reads has a variant for what it does not know), and the
    // compiler leaves it out.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Never> {
        unreachable!()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u128 f32 f64 char str bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct map identifier ignored_any
    }
}

/// An object's members in the order of a struct's fields.
struct Members<'a> {
    object: &'a Parsed<'a>,
    fields: std::slice::Iter<'static, &'static str>,
    /// Those that have to be there.
    required: &'static str,
}

impl Members<'_> {
    /// The next member's value and name. One copy for all types: what is read is most of what a view is made of.
    fn next(&mut self) -> (JsValue, Step) {
        let field = self.fields.next().copied().unwrap_or_default();
        let value = Reflect::get(&self.object.value, &JsValue::from_str(field)).unwrap_or_default();
        let step = Step::Member(field);
        let is_absent = value.is_undefined() || value.is_null();
        if is_absent && self.required.split(' ').any(|it| it == field) {
            self.object.place.at(step).wrong();
        }
        (value, step)
    }
}

impl<'de> SeqAccess<'de> for &mut Members<'_> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Never> {
        let (value, step) = self.next();
        seed.deserialize(Parsed { value, place: &self.object.place.at(step) }).map(Some)
    }
}

struct Items<'a> {
    array: Array,
    next: u32,
    place: &'a Place<'a>,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Never;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Never> {
        let index = self.next;
        if index >= self.array.length() {
            return Ok(None);
        }
        self.next += 1;
        let place = self.place.at(Step::Item(index));
        seed.deserialize(Parsed { value: self.array.get(index), place: &place }).map(Some)
    }
}

/// A word of a closed set.
struct Word(String);

impl<'de> EnumAccess<'de> for Word {
    type Error = Never;
    type Variant = Plain;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Plain), Never> {
        seed.deserialize(StrDeserializer::new(&self.0)).map(|variant| (variant, Plain))
    }
}

/// A variant without content: the contract's closed sets have no other.
struct Plain;

impl<'de> VariantAccess<'de> for Plain {
    type Error = Never;

    fn unit_variant(self) -> Result<(), Never> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Never> {
        unreachable!()
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Never> {
        unreachable!()
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Never> {
        unreachable!()
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
        assert_eq!((problem.kind.as_str(), problem.status), ("", 0));
    }
}
