//! Server-sent events: reading a stream and checking what it said.

use serde_json::Value;

use super::{Spec, document::escape, verdict};

/// One event of a stream (the HTML standard, "Server-sent events").
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// The `event` field; empty when it had none.
    pub name: String,
    /// The `id` field; empty when it had none.
    pub id: String,
    /// The `data` lines, joined by line feeds.
    pub data: String,
}

impl Event {
    /// The events of what a stream has sent so far. Comments (heartbeats) are no events, and what comes after the last
    /// blank line is not complete yet.
    #[must_use]
    pub fn read_all(text: &str) -> Vec<Self> {
        let (mut found, mut current) = (Vec::new(), Self::default());
        for line in text.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
            let line = line.trim_end_matches(['\r', '\n']);
            let (field, value) = line.split_once(':').unwrap_or((line, ""));
            let value = value.strip_prefix(' ').unwrap_or(value);
            match field {
                "event" => current.name = value.into(),
                "id" => current.id = value.into(),
                "data" => {
                    current.data.push_str(value);
                    current.data.push('\n');
                }
                "" if line.is_empty() => {
                    let mut event = std::mem::take(&mut current);
                    // As the standard has it: without data nothing is dispatched.
                    if event.data.pop().is_some() {
                        found.push(event);
                    }
                }
                _ => {}
            }
        }
        found
    }
}

impl Spec {
    /// Checks every complete event of what `GET request_path` has streamed so far: its name, its `id` (an `ETag`) and
    /// its data.
    ///
    /// # Errors
    /// Everything that is wrong, one sentence each; also when the document describes no stream there.
    pub fn check_events(&self, request_path: &str, text: &str) -> Result<(), Vec<String>> {
        let path = request_path.split('?').next().unwrap_or_default();
        let described = self.operation_for("GET", path).map(|(operation, _)| {
            let at = escape(&operation.path);
            format!("/paths/{at}/get/responses/200/content/text~1event-stream/x-event-data")
        });
        let Some(at) = described.filter(|at| self.document.pointer(at).is_some()) else {
            return Err(vec![format!("GET {request_path}: the document describes no stream here")]);
        };
        let mut errors = Vec::new();
        for event in Event::read_all(text) {
            let schema = format!("{at}/{}", escape(&event.name));
            if self.document.pointer(&schema).is_none() {
                errors.push(format!("the document describes no event `{}` here", event.name));
                continue;
            }
            errors.extend(self.schemas.errors("/components/headers/ETag/schema", &Value::from(event.id)));
            match serde_json::from_str(&event.data) {
                Ok(data) => errors.extend(self.schemas.errors(&schema, &data)),
                Err(error) => errors.push(format!("the data is not JSON: {error}")),
            }
        }
        verdict(errors.into_iter().map(|error| format!("GET {request_path}: {error}")).collect())
    }
}
