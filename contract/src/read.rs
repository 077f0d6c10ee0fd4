//! Reading without serde's visitors, for the widget: from what a browser parsed, in few bytes.
//!
//! [`serde::Deserialize`] compiles a visitor for each type, and for each member of it a way out with an error.
//! `#[derive(Read)]` compiles one call for each member: 231.2 instead of 244.0 kB (brotli) for thirteen of the widget's
//! modules. What is wrong is noted, reading goes on with the nearest value that fits, and the note decides at the end.
//!
//! It understands the `#[serde(…)]` attributes that the contract uses, so that a type says once how it is read; a test
//! compares the two readers (`tests/drift/reading.rs`). What differs is wanted: `null` is the same as absent.

use std::{
    cell::RefCell,
    fmt::{self, Display},
    str::Split,
};

pub use aftercare_macros::Read;

use crate::money::MAX_AMOUNT;

/// What a parser made of a text.
pub trait Value {
    /// Whether it is `null` or not there.
    fn is_absent(&self) -> bool;

    fn is_object(&self) -> bool;

    fn text(&self) -> Option<String>;

    fn number(&self) -> Option<f64>;

    fn truth(&self) -> Option<bool>;

    /// How many items an array has.
    fn count(&self) -> Option<u32>;

    /// An item of an array.
    fn item(&self, index: u32) -> Self;

    /// A member of an object; absent from anything else.
    fn member(&self, name: &str) -> Self;
}

/// What can be read.
pub trait Read {
    fn read<V: Value>(at: &At<V>) -> Self;
}

/// Where something does not keep the contract.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Mismatch {
    /// Member names and indices from the outside in, joined by dots, for example `orders.0.total`.
    pub path: String,
}

/// Reads a value.
///
/// # Errors
/// When a required member is missing or something is of another type, with the path to it.
pub fn read<T: Read, V: Value>(value: V) -> Result<T, Mismatch> {
    let wrong = RefCell::new(None);
    let read = T::read(&At::whole(value, &wrong));
    match wrong.into_inner() {
        None => Ok(read),
        Some(mismatch) => Err(mismatch),
    }
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

/// A value with its place, back to the whole.
pub struct At<'a, V> {
    value: V,
    within: Option<&'a At<'a, V>>,
    step: Step,
    wrong: &'a RefCell<Option<Mismatch>>,
}

#[derive(Clone, Copy)]
enum Step {
    Whole,
    Member(&'static str),
    Item(u32),
}

impl<'a, V: Value> At<'a, V> {
    #[inline(never)]
    fn whole(value: V, wrong: &'a RefCell<Option<Mismatch>>) -> Self {
        let at = Self { value, within: None, step: Step::Whole, wrong };
        if at.value.is_absent() {
            at.note();
        }
        at
    }

    /// The members of a struct by their names, which are asked for in this order; a required one has a `!` after its name.
    #[must_use]
    pub fn members(&self, names: &'static str) -> Members<'_, V> {
        if !self.value.is_object() {
            self.wrong();
        }
        Members { object: self, names: names.split(' ') }
    }

    /// Which of these it is, counted from 0; after the last when it is none of them.
    #[must_use]
    pub fn one_of(&self, words: &'static str) -> usize {
        let text = String::read(self);
        words.split(' ').take_while(|it| *it != text).count()
    }

    /// Notes that what stands here is not what the contract says, unless something was wrong already.
    fn note(&self) {
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

    /// Notes it, unless there is nothing here: whether there has to be is for what is around it to say.
    fn wrong(&self) {
        if !self.value.is_absent() {
            self.note();
        }
    }

    /// A whole number from `least` to `most`; the nearest to it where it is another.
    #[expect(clippy::cast_possible_truncation, reason = "the contract caps numbers at 2^53 − 1")]
    fn number(&self, least: i64, most: i64) -> i64 {
        let number = self.value.number().filter(|number| number.fract() == 0.0).map(|number| number as i64);
        if number.is_none_or(|number| number < least || most < number) {
            self.wrong();
        }
        number.unwrap_or_default().clamp(least, most)
    }

    /// Lets `read` look at each item in turn.
    #[inline(never)]
    fn each(&self, read: &mut dyn FnMut(&At<V>)) {
        let count = self.value.count();
        if count.is_none() {
            self.wrong();
        }
        for index in 0..count.unwrap_or_default() {
            let value = self.value.item(index);
            read(&At { value, within: Some(self), step: Step::Item(index), wrong: self.wrong });
        }
    }
}

/// The members of an object that are still to be read.
pub struct Members<'a, V> {
    object: &'a At<'a, V>,
    names: Split<'static, char>,
}

impl<'a, V: Value> Members<'a, V> {
    /// The one that comes now.
    #[inline(never)]
    pub fn member<T: Read>(&mut self) -> T {
        T::read(&self.step())
    }

    /// The same, or what stands for it where it is absent.
    pub fn member_or<T: Read>(&mut self, absent: fn() -> T) -> T {
        let at = self.step();
        if at.value.is_absent() { absent() } else { T::read(&at) }
    }

    /// Several of them as a struct of their own.
    pub fn rest<T: Read>(&mut self) -> T {
        T::read(self.object)
    }

    #[inline(never)]
    fn step(&mut self) -> At<'a, V> {
        let name = self.names.next().unwrap_or_default();
        let required = name.strip_suffix('!');
        let name = required.unwrap_or(name);
        let object = self.object;
        let at = At {
            value: object.value.member(name),
            within: Some(object),
            step: Step::Member(name),
            wrong: object.wrong,
        };
        if required.is_some() && at.value.is_absent() {
            at.note();
        }
        at
    }
}

impl Read for String {
    fn read<V: Value>(at: &At<V>) -> Self {
        at.value.text().unwrap_or_else(|| {
            at.wrong();
            Self::new()
        })
    }
}

impl Read for bool {
    fn read<V: Value>(at: &At<V>) -> Self {
        at.value.truth().unwrap_or_else(|| {
            at.wrong();
            false
        })
    }
}

impl Read for i64 {
    fn read<V: Value>(at: &At<V>) -> Self {
        at.number(-MAX_AMOUNT, MAX_AMOUNT)
    }
}

macro_rules! numbers {
    ($($number:ty: $most:expr),*) => {$(
        impl Read for $number {
            // Between its bounds.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            fn read<V: Value>(at: &At<V>) -> Self {
                at.number(0, $most) as Self
            }
        }
    )*};
}

numbers!(u8: u8::MAX.into(), u16: u16::MAX.into(), u32: u32::MAX.into(), u64: MAX_AMOUNT);

impl<T: Read> Read for Option<T> {
    fn read<V: Value>(at: &At<V>) -> Self {
        if at.value.is_absent() { None } else { Some(T::read(at)) }
    }
}

impl<T: Read> Read for Vec<T> {
    fn read<V: Value>(at: &At<V>) -> Self {
        let mut all = Self::new();
        at.each(&mut |item| all.push(T::read(item)));
        all
    }
}
