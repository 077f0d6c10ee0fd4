//! Fields as a JSON object, written as they come: the subscriber's own way is by a tree of values.

use std::fmt::{self, Debug, Display};

use tracing::field::{Field, Visit};
use tracing_subscriber::{
    field::RecordFields,
    fmt::{FormatFields, format::Writer},
};

/// An event's or a span's fields.
pub struct Fields;

impl<'w> FormatFields<'w> for Fields {
    fn format_fields<R: RecordFields>(&self, to: Writer<'w>, fields: R) -> fmt::Result {
        let mut object = Object { to, before: '{', outcome: Ok(()) };
        fields.record(&mut object);
        object.outcome?;
        object.to.write_str(if object.before == '{' { "{}" } else { "}" })
    }
}

struct Object<'w> {
    to: Writer<'w>,
    /// What stands before the next member.
    before: char,
    outcome: fmt::Result,
}

impl Object<'_> {
    fn member(&mut self, field: &Field, value: impl Display) {
        let write = |to: &mut Writer<'_>| write!(to, "{value}");
        self.named(field, write);
    }

    fn named(&mut self, field: &Field, value: impl FnOnce(&mut Writer<'_>) -> fmt::Result) {
        let before = std::mem::replace(&mut self.before, ',');
        let to = &mut self.to;
        let mut write = || {
            to.write_char(before)?;
            to.write_char('"')?;
            to.write_str(field.name())?;
            to.write_str("\":")
        };
        self.outcome = self.outcome.and_then(|()| write()).and_then(|()| value(&mut self.to));
    }
}

impl Visit for Object<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.record_str(field, &format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        if value.bytes().any(|byte| byte < b' ' || matches!(byte, b'"' | b'\\')) {
            return self.member(field, serde_json::Value::from(value));
        }
        // Most texts are written as they are.
        self.named(field, |to| {
            to.write_char('"')?;
            to.write_str(value)?;
            to.write_char('"')
        });
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.member(field, value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.member(field, value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.member(field, value);
    }

    fn record_i128(&mut self, field: &Field, value: i128) {
        self.member(field, value);
    }

    fn record_u128(&mut self, field: &Field, value: u128) {
        self.member(field, value);
    }
}
