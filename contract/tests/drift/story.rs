//! The examples tell one story: what one call names, another has shown, and it is the same thing everywhere.

use std::collections::{BTreeMap, BTreeSet};

use aftercare_contract::spec::{Example, Spec};
use serde_json::Value;

/// What each schema's examples define: schema, the list it is in (`""` is the example itself), its id's member, kind.
const DEFINES: [(&str, &str, &str, &str); 24] = [
    ("Order", "", "id", "order"),
    ("Order", "/lines", "id", "line"),
    ("Order", "/lines", "product_id", "product"),
    ("Order", "/shipments", "id", "shipment"),
    ("Order", "/surveys", "id", "survey"),
    ("Shipment", "", "id", "shipment"),
    ("Case", "", "id", "case"),
    ("Case", "/offers", "id", "offer"),
    ("Case", "/surveys", "id", "survey"),
    ("Quote", "", "quote_id", "quote"),
    ("Quote", "/exchanges/0/variants", "id", "variant"),
    ("MessagePage", "/data", "id", "message"),
    ("ReceiptPage", "/data", "id", "receipt"),
    ("SlotPage", "/data", "id", "slot"),
    ("Booking", "", "id", "booking"),
    ("Upload", "", "id", "upload"),
    ("GuidePage", "/data", "id", "guide"),
    ("Guide", "/nodes", "id", "node"),
    ("ArticlePage", "/data", "id", "article"),
    ("ReviewablePage", "/data", "id", "reviewable"),
    ("ReviewablePage", "/data/1/questions", "id", "question"),
    ("Review", "", "id", "review"),
    ("Subscription", "", "id", "subscription"),
    ("Challenge", "", "challenge_id", "challenge"),
];

/// Members that name something, and what.
const REFERS: [(&str, &str); 24] = [
    ("article_id", "article"),
    ("attachments", "upload"),
    ("booking_id", "booking"),
    ("case_id", "case"),
    ("challenge_id", "challenge"),
    ("choice_ids", "choice"),
    ("guide_id", "guide"),
    ("last_id", "message"),
    ("line_item_id", "line"),
    ("line_item_ids", "line"),
    ("next", "node"),
    ("offer_id", "offer"),
    ("order_id", "order"),
    ("product_id", "product"),
    ("question_id", "question"),
    ("quote_id", "quote"),
    ("reason_code", "reason"),
    ("review_id", "review"),
    ("reviewable_id", "reviewable"),
    ("shipment_id", "shipment"),
    ("slot_id", "slot"),
    ("subscription_id", "subscription"),
    ("survey_id", "survey"),
    ("variant_id", "variant"),
];

/// Members that stay the same in every telling of an object, by the beginning of its id.
const STEADY: [(&str, &[&str]); 7] = [
    ("ord_", &["number", "placed_at", "total"]),
    ("li_", &["title", "unit_price", "product_id"]),
    ("case_", &["number", "type", "order_id", "order_number", "created_at"]),
    ("shp_", &["direction", "carrier_label", "tracking_number"]),
    ("upl_", &["media_type", "size", "name"]),
    ("rev_", &["reviewable_id", "title", "created_at"]),
    ("bkg_", &["slot_id", "from", "to"]),
];

/// What the examples define.
#[derive(Default)]
struct Shop<'s> {
    known: BTreeSet<(&'static str, &'s str)>,
    /// Order id → number.
    numbers: BTreeMap<&'s str, &'s str>,
    /// Line id → its order's id.
    lines: BTreeMap<&'s str, &'s str>,
    /// Id and member → its value where it was first told.
    told: BTreeMap<(&'s str, &'static str), &'s Value>,
}

/// Everything in the examples that contradicts the rest, one sentence each.
pub fn contradictions(spec: &Spec) -> Vec<String> {
    let examples = spec.examples();
    let mut shop = Shop::default();
    for example in &examples {
        shop.learn(example);
    }
    let mut found = Vec::new();
    for example in &examples {
        let order = match example.schema_name {
            Some("Order") => example.value["id"].as_str(),
            _ => None,
        };
        match parameter_name(spec.document(), &example.at) {
            Some(name) => shop.check_member(&example.at, (name, example.value), order, &mut found),
            None => shop.check(&example.at, example.value, order, &mut found),
        }
    }
    found
}

/// The name of the parameter an example belongs to.
fn parameter_name<'d>(document: &'d Value, at: &str) -> Option<&'d str> {
    document.pointer(at.strip_suffix("/example")?)?.get("name")?.as_str()
}

impl<'s> Shop<'s> {
    fn learn(&mut self, example: &Example<'s>) {
        let value = example.value;
        let Some(schema) = example.schema_name else { return };
        for (_, list, member, kind) in DEFINES.iter().filter(|(name, ..)| *name == schema) {
            let place = value.pointer(list).unwrap_or(&Value::Null);
            let objects = place.as_array().map_or(std::slice::from_ref(place), Vec::as_slice);
            self.known.extend(objects.iter().map(|object| (*kind, text(&object[member]))));
        }
        match schema {
            "Order" => {
                self.numbers.insert(text(&value["id"]), text(&value["number"]));
                let lines = elements(&value["lines"]).map(|line| (text(&line["id"]), text(&value["id"])));
                self.lines.extend(lines);
            }
            "ReasonList" => {
                let tree = elements(&value["data"]);
                let leaves = tree.flat_map(|reason| elements(&reason["children"]).chain([reason]));
                self.known.extend(leaves.map(|reason| ("reason", text(&reason["code"]))));
            }
            "Guide" => {
                let choices = elements(&value["nodes"]).flat_map(|node| elements(&node["choices"]));
                self.known.extend(choices.map(|choice| ("choice", text(&choice["id"]))));
            }
            _ => {}
        }
        self.remember(value);
    }

    /// Keeps the first telling of each object's steady members.
    fn remember(&mut self, value: &'s Value) {
        for (id, member, told) in steady(value) {
            self.told.entry((id, member)).or_insert(told);
        }
        for inner in value.as_object().into_iter().flat_map(|members| members.values()).chain(elements(value)) {
            self.remember(inner);
        }
    }

    /// `order` is the order that the objects around are about.
    fn check(&self, at: &str, value: &Value, order: Option<&str>, found: &mut Vec<String>) {
        let order = value["order_id"].as_str().or(order);
        for (id, member, told) in steady(value) {
            let before = self.told.get(&(id, member));
            if before.is_some_and(|before| *before != told) {
                found.push(format!("{at}/{member}: {id} was told otherwise before"));
            }
        }
        for (key, inner) in value.as_object().into_iter().flatten() {
            let at = format!("{at}/{key}");
            self.check_member(&at, (key, inner), order, found);
            self.check(&at, inner, order, found);
        }
        for (index, inner) in elements(value).enumerate() {
            self.check(&format!("{at}/{index}"), inner, order, found);
        }
    }

    fn check_member(&self, at: &str, (key, value): (&str, &Value), order: Option<&str>, found: &mut Vec<String>) {
        let mut resolves = true;
        if let Some((_, kind)) = REFERS.iter().find(|(member, _)| *member == key) {
            let mut ids = elements(value).chain([value]).filter_map(Value::as_str);
            resolves = ids.all(|id| {
                let ours = order.is_none_or(|order| self.lines.get(id).is_none_or(|owner| *owner == order));
                self.known.contains(&(*kind, id)) && ours
            });
        } else if key == "order_number" {
            let number = text(value).trim_start_matches('#');
            resolves =
                self.numbers.iter().any(|(id, known)| *known == number && order.is_none_or(|order| order == *id));
        }
        if !resolves {
            found.push(format!("{at}: {value} is nowhere else in the examples"));
        }
    }
}

/// The steady members of an object, with its id.
fn steady(value: &Value) -> impl Iterator<Item = (&str, &'static str, &Value)> {
    let id = value["id"].as_str().or_else(|| value["line_item_id"].as_str()).unwrap_or_default();
    let members = STEADY.iter().filter(move |(beginning, _)| id.starts_with(beginning));
    members
        .flat_map(|(_, members)| members.iter().copied())
        .filter_map(move |member| Some((id, member, value.get(member)?)))
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

pub fn elements(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}
