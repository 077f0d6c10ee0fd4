//! Server-sent events by fetch, because an `EventSource` would put the token into the address.
//!
//! An event is taken for what it says to everybody: that there is something new. What it is, is read in the usual way.
//! So a lost or torn event costs nothing, and there is one place that reads a shipment. `Last-Event-ID`, which would
//! spare the event that every stream begins with, is not among the headers the contract asks shops to allow.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Function, Promise, Reflect, Uint8Array};

use super::transport::{Abort, Call, Client, Sent};

impl Client {
    /// Calls `changed` for each event until the stream ends. Returns at once where the shop does not stream, or the
    /// engine can't read while it arrives.
    pub async fn follow(&self, path: String, abort: &Abort, changed: impl Fn()) {
        let call = Call::get(path).header("Accept", "text/event-stream");
        let Ok(Sent { response, request }) = self.send(call, abort).await else { return };
        if !response.ok() {
            return;
        }
        let body = member(web_sys::Response::from(response).as_ref(), "body");
        let Some(reader) = body.and_then(|body| invoke(&body, "getReader")) else { return };
        let mut lines = Lines::default();
        while let Some(chunk) = next(&reader).await {
            if lines.feed(&chunk) {
                changed();
            }
        }
        drop(request);
    }
}

/// The next bytes; `None` at the end, or when the connection broke.
async fn next(reader: &JsValue) -> Option<Vec<u8>> {
    let reading = invoke(reader, "read")?.dyn_into::<Promise>().ok()?;
    let read = reading.await.ok()?;
    Some(member(&read, "value")?.dyn_into::<Uint8Array>().ok()?.to_vec())
}

/// A member that is there. By name, because an old engine may lack it.
fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &JsValue::from_str(name)).ok().filter(|it| !it.is_undefined() && !it.is_null())
}

fn invoke(object: &JsValue, method: &str) -> Option<JsValue> {
    member(object, method)?.dyn_into::<Function>().ok()?.call0(object).ok()
}

/// Finds events in the bytes of a stream, however they are cut: an event has a line that is no comment.
#[derive(Debug, Default)]
struct Lines {
    /// Whether the line so far has a first character.
    inside: bool,
}

impl Lines {
    /// Whether the bytes begin such a line.
    fn feed(&mut self, bytes: &[u8]) -> bool {
        let mut event = false;
        for byte in bytes {
            match byte {
                b'\n' | b'\r' => self.inside = false,
                first if !self.inside => {
                    self.inside = true;
                    event |= *first != b':';
                }
                _ => {}
            }
        }
        event
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn a_heartbeat_is_no_event_however_it_is_cut() {
        let mut lines = Lines::default();
        assert!(!lines.feed(b": still"));
        assert!(!lines.feed(b" here\n\n:"));
        assert!(lines.feed(b"\nevent: shipment\nda"));
        assert!(!lines.feed(b"ta: {\"id\":1"));
        assert!(!lines.feed(b"}\n\n"));
        assert!(lines.feed(b"data: {}\n"));
    }
}
