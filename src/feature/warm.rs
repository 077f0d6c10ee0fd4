//! Fetching what a view leads to before anybody asks for it.

use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use web_sys::js_sys::Reflect;

use super::{complaint, exchange, return_form, tracking, why, withdrawal};
use crate::{
    erased::{prelude::*, watch},
    state::{Ahead, Shell, now},
};

/// A chunk that takes longer than this, in milliseconds, says that the network is not good.
const SLOW: i64 = 1_000;

/// Follows what the view shown leads to, and fetches it once the browser has nothing else to do. What does not come is
/// fetched again by the view that needs it.
pub fn warm(shell: Shell) {
    watch(move || {
        let ahead = shell.ahead.get();
        if !ahead.is_empty() && is_generous() {
            when_idle(move || {
                let ahead = ahead.clone();
                spawn_local(async move {
                    for chunk in ahead.iter() {
                        let began = now();
                        if matches!(chunk, Ahead::Return | Ahead::Exchange) {
                            why::warm();
                        }
                        let _ = match chunk {
                            Ahead::Return => return_form::preload().await,
                            Ahead::Exchange => exchange::preload().await,
                            Ahead::Parcel => tracking::preload().await,
                            Ahead::Withdrawal => withdrawal::preload().await,
                            Ahead::Complaint => complaint::preload().await,
                        };
                        if now() - began > SLOW {
                            break;
                        }
                    }
                });
            });
        }
    });
}

/// Whether the connection is not known to be slow or paid for by what comes through it. Only Chromium tells
/// (wicg.github.io/netinfo); in the other engines the first chunk shows it.
fn is_generous() -> bool {
    let ask = |of: &JsValue, what: &str| Reflect::get(of, &JsValue::from_str(what)).unwrap_or_default();
    let connection = ask(&window().navigator(), "connection");
    if connection.is_undefined() {
        return true;
    }
    ask(&connection, "saveData").is_falsy() && ask(&connection, "effectiveType") == "4g"
}

/// Safari has no idle callbacks; a moment after what was tapped is as good.
fn when_idle(act: impl Fn() + 'static) {
    if Reflect::has(&window(), &JsValue::from_str("requestIdleCallback")).unwrap_or_default() {
        request_idle_callback(act);
    } else {
        set_timeout(act, std::time::Duration::from_millis(SLOW as u64));
    }
}
