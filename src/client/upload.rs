//! Files on their way to the shop's storage.

use std::{cell::Cell, rc::Rc, time::Duration};

use aftercare_contract::upload::{Upload, UploadRequest};
use leptos::prelude::IntervalHandle;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{
    Blob, ProgressEvent, XmlHttpRequest,
    js_sys::{Date, Function, JSON, Promise, Reflect},
};

use super::{
    Failure,
    transport::{Abort, Call, Client, silence},
};
use crate::erased::set_interval_with_handle;

/// For how long nothing may move before a transfer counts as broken, in milliseconds: a phone that has changed its mast
/// seldom says so.
const STALLED_MS: f64 = 30_000.0;

impl Client {
    /// Announces a file and learns where its bytes go. Sending it again with the same `key` is safe.
    pub async fn announce_upload(&self, key: &str, request: &UploadRequest, abort: &Abort) -> Result<Upload, Failure> {
        self.read(Call::post("/uploads".into(), request).header("Idempotency-Key", key), abort).await
    }
}

/// Sends a file's bytes where the shop said, and nothing else of the shopper's: neither token nor cookie.
///
/// `progress` is told the share that has left, from 0 to 1. By `XMLHttpRequest`, because `fetch` does not tell. Sending
/// the same bytes again replaces them; [`Failure::Missing`] says that the address has ended and a new one is needed.
pub async fn send_file(upload: &Upload, bytes: &Blob, progress: Rc<dyn Fn(f64)>, abort: &Abort) -> Result<(), Failure> {
    let refused = |_| Failure::Broken { reason: "the address of an upload".into() };
    let request = XmlHttpRequest::new().map_err(refused)?;
    request.open(&upload.method, &upload.url).map_err(refused)?;
    for header in &upload.headers {
        request.set_request_header(&header.name, &header.value).map_err(refused)?;
    }
    let moved = Rc::new(Cell::new(Date::now()));
    let last = Rc::clone(&moved);
    let told = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        last.set(Date::now());
        if event.total() > 0.0 {
            progress(event.loaded() / event.total());
        }
    });
    if let Ok(upload) = request.upload() {
        upload.set_onprogress(Some(told.as_ref().unchecked_ref()));
    }
    let _watch = Watch::over(&request, moved);
    if let (Some(signal), Some(end)) = (abort.signal(), end_of(&request)) {
        signal.set_onabort(Some(&end));
    }
    // Comes after load, error and abort alike.
    let ended = Promise::new(&mut |resolve, _| request.set_onloadend(Some(&resolve)));
    request.send_with_opt_blob(Some(bytes)).map_err(silence)?;
    // Never rejected, and its event says nothing the request does not.
    let _ = ended.await;
    match request.status().unwrap_or(0) {
        0 => Err(silence(())),
        200..300 => Ok(()),
        // Storage knows no shopper, so none of these is about the session.
        401 | 403 | 404 | 410 => Err(Failure::Missing),
        status => {
            let text = request.response_text().ok().flatten().unwrap_or_default();
            Err(Failure::of_answer(status, None, &JSON::parse(&text).unwrap_or_default()))
        }
    }
}

/// `request.abort` with its `this`, which an event handler would not give it.
fn end_of(request: &XmlHttpRequest) -> Option<Function> {
    let abort = Reflect::get(request, &JsValue::from_str("abort")).ok()?;
    Some(abort.dyn_ref::<Function>()?.bind0(request))
}

/// Ends a transfer in which nothing moves any more.
struct Watch(Option<IntervalHandle>);

impl Watch {
    fn over(request: &XmlHttpRequest, moved: Rc<Cell<f64>>) -> Self {
        let request = request.clone();
        let look = move || {
            if Date::now() - moved.get() > STALLED_MS {
                // One that has ended can't be ended, which is as well.
                let _ = request.abort();
            }
        };
        Self(set_interval_with_handle(look, Duration::from_secs(5)).ok())
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(interval) = &self.0 {
            interval.clear();
        }
    }
}
