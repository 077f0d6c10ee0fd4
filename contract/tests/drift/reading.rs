//! What the widget's reader makes of an answer is what serde makes of it.

use std::fmt::Debug;

use aftercare_contract::{
    article::*, capabilities::*, care::*, case::*, desk::*, eligibility::*, guide::*, list::Page, money::*, order::*,
    problem::*, quote::*, read, reason::*, receipt::*, review::*, session::*, shipment::*, slot::*, spec::Spec,
    subscription::*, survey::*, upload::*,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A sentence when the two readers disagree about a value.
type Difference = fn(&Value) -> Option<String>;

fn difference<T: DeserializeOwned + read::Read + PartialEq + Debug>(value: &Value) -> Option<String> {
    let serde: Result<T, _> = serde_json::from_value(value.clone());
    let ours: Result<T, _> = read::read(Parsed(value.clone()));
    match (serde, ours) {
        (Ok(serde), Ok(ours)) if serde == ours => None,
        (Err(_), Err(_)) => None,
        (serde, ours) => Some(format!("serde: {serde:?}\n  ours: {ours:?}")),
    }
}

macro_rules! table {
    ($($same:ident)* ; $($schema:ident = $rust:ty),*) => {
        /// Schema name → comparison, for everything that a shop answers.
        const TYPES: &[(&str, Difference)] = &[
            $((stringify!($same), difference::<$same>),)*
            $((stringify!($schema), difference::<$rust>),)*
        ];
    };
}

table! {
    Problem Capabilities Challenge Session Order Eligibility ReasonList Quote Case Message Receipt ReceiptClaims Shipment
    Booking Upload Care Guide Article Review Survey Subscription Money Slot ;
    OrderPage = Page<OrderSummary>, CasePage = Page<Case>, MessagePage = Page<Message>, ReceiptPage = Page<Receipt>,
    SlotPage = Page<Slot>, GuidePage = Page<GuideSummary>, ArticlePage = Page<ArticleSummary>,
    ReviewablePage = Page<Reviewable>, ReviewPage = Page<Review>
}

/// Examples read differently, one sentence each.
pub fn differences(spec: &Spec) -> Vec<String> {
    let mut found = Vec::new();
    for (at, difference, example) in examples(spec) {
        found.extend(difference(example).map(|it| format!("{at}: {it}")));
    }
    found
}

/// Examples read differently after one thing in them was changed, one sentence each.
pub fn differences_when_changed(spec: &Spec) -> Vec<String> {
    let mut found = Vec::new();
    for (at, difference, example) in examples(spec) {
        for place in places(example, "") {
            for (what, change) in CHANGES {
                let mut changed = example.clone();
                change(&mut changed, &place);
                found.extend(difference(&changed).map(|it| format!("{at} with {place} {what}: {it}")));
            }
        }
    }
    found
}

fn examples(spec: &Spec) -> Vec<(String, Difference, &Value)> {
    let mut all = Vec::new();
    for example in spec.examples() {
        let of_schema = TYPES.iter().find(|(schema, _)| Some(*schema) == example.schema_name);
        all.extend(of_schema.map(|(_, difference)| (example.at, *difference, example.value)));
    }
    assert!(all.len() > 100, "the examples were not found");
    all
}

type Change = fn(&mut Value, &str);

const CHANGES: [(&str, Change); 4] = [
    ("left out", |whole, place| {
        let Some((within, member)) = place.rsplit_once('/') else { return };
        if let Some(Value::Object(members)) = whole.pointer_mut(within) {
            members.remove(member);
        }
    }),
    ("of another type", |whole, place| {
        let Some(value) = whole.pointer_mut(place) else { return };
        *value = if value.is_number() { json!("seven") } else { json!(7.5) };
    }),
    ("in another word", |whole, place| {
        if let Some(Value::String(text)) = whole.pointer_mut(place) {
            text.push_str("_of_a_newer_shop");
        }
    }),
    ("beside something unheard of", |whole, place| {
        if let Some(Value::Object(members)) = whole.pointer_mut(place) {
            members.insert("unheard_of".into(), json!([{ "id": null }]));
        }
    }),
];

/// JSON Pointers to everything in a value.
fn places(value: &Value, at: &str) -> Vec<String> {
    let mut all = vec![at.to_owned()];
    match value {
        Value::Object(members) => {
            // Extensions are nobody's business.
            for (name, member) in members.iter().filter(|(name, _)| *name != "ext") {
                all.extend(places(member, &format!("{at}/{name}")));
            }
        }
        Value::Array(items) => {
            // The others are read as the first is.
            for (index, item) in items.iter().enumerate().take(1) {
                all.extend(places(item, &format!("{at}/{index}")));
            }
        }
        _ => {}
    }
    all
}

/// What the browser's parser would make of it.
struct Parsed(Value);

impl read::Value for Parsed {
    fn is_absent(&self) -> bool {
        self.0.is_null()
    }

    fn is_object(&self) -> bool {
        self.0.is_object() || self.0.is_array()
    }

    fn text(&self) -> Option<String> {
        self.0.as_str().map(str::to_owned)
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn truth(&self) -> Option<bool> {
        self.0.as_bool()
    }

    fn count(&self) -> Option<u32> {
        self.0.as_array().and_then(|items| items.len().try_into().ok())
    }

    fn item(&self, index: u32) -> Self {
        Self(self.0[index as usize].clone())
    }

    fn member(&self, name: &str) -> Self {
        Self(self.0.get(name).cloned().unwrap_or_default())
    }
}
