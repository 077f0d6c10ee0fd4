//! Why a call brought no result, as far as a shopper can tell the difference.

use aftercare_contract::problem::Problem;
use wasm_bindgen::JsValue;

use super::json;

/// How long to wait when a busy shop does not say, in seconds.
const DEFAULT_WAIT: u32 = 5;
/// The longest countdown shown; a shop that asks for more is asked again sooner, politely.
const LONGEST_WAIT: u32 = 600;

/// What went wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The browser itself says there is no connection.
    Offline,
    /// Nobody answered: shop down, wrong address, blocked by CORS, or slower than the time limit.
    Unreachable,
    /// 429 or 503: try again after so many seconds.
    Busy { seconds: u32, detail: Option<String> },
    /// 401: the session has ended, or a look-up did not match.
    SignedOut { detail: Option<String> },
    /// 404: not there, or not this shopper's. 410: not there any more.
    Missing,
    /// 412: somebody changed it in the meantime.
    Stale,
    /// Any other 4xx: understood and refused; the problem's `detail` says why in the shopper's language.
    Refused { code: String, detail: Option<String> },
    /// The shop broke: 5xx, or an answer that is not the contract's. The text is for the console.
    Broken { reason: String },
}

impl Failure {
    /// Reads an answer whose status is not 2xx.
    ///
    /// `body` need not be problem+json: a proxy in between may have written it; `undefined` is what is not JSON at all.
    pub(super) fn of_answer(status: u16, retry_after: Option<&str>, body: &JsValue) -> Self {
        let problem: Option<Problem> = json::read(body).ok();
        let (code, detail) = problem.map_or((String::new(), None), |problem| (problem.code, problem.detail));
        match status {
            401 => Self::SignedOut { detail },
            404 | 410 => Self::Missing,
            412 => Self::Stale,
            429 | 503 => Self::Busy { seconds: wait(retry_after), detail },
            400..=499 => Self::Refused { code, detail },
            _ => Self::Broken { reason: format!("HTTP {status} {code}") },
        }
    }

    /// A few words for the merchant's console, never for a shopper.
    #[must_use]
    pub fn reason(&self) -> &str {
        match self {
            Self::Offline => "offline",
            Self::Unreachable => "no answer",
            Self::Busy { .. } => "busy",
            Self::SignedOut { .. } => "401",
            Self::Missing => "404",
            Self::Stale => "412",
            Self::Refused { code, .. } => code,
            Self::Broken { reason } => reason,
        }
    }

    /// Whether sending the same thing again, with the same key, may work.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Offline | Self::Unreachable | Self::Busy { .. } | Self::Broken { .. })
    }
}

fn wait(retry_after: Option<&str>) -> u32 {
    retry_after.and_then(|text| text.trim().parse().ok()).unwrap_or(DEFAULT_WAIT).clamp(1, LONGEST_WAIT)
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use wasm_bindgen::JsValue;
    use wasm_bindgen_test::wasm_bindgen_test;
    use web_sys::js_sys::JSON;

    use super::Failure;

    #[wasm_bindgen_test]
    fn a_problem_keeps_its_code_and_sentence() {
        let problem = JSON::parse(r#"{"status":409,"code":"window_expired","detail":"Too late."}"#).unwrap_or_default();
        let failure = Failure::of_answer(409, None, &problem);
        assert_eq!(failure, Failure::Refused { code: "window_expired".into(), detail: Some("Too late.".into()) });
        assert!(!failure.is_passing());
    }

    #[wasm_bindgen_test]
    fn a_proxys_html_page_is_no_problem_document() {
        let html = JsValue::UNDEFINED;
        assert!(matches!(Failure::of_answer(502, None, &html), Failure::Broken { .. }));
        assert!(matches!(Failure::of_answer(403, None, &html), Failure::Refused { detail: None, .. }));
    }

    #[wasm_bindgen_test]
    fn retry_after_is_kept_within_reason() {
        let seconds = |header| match Failure::of_answer(503, header, &JsValue::UNDEFINED) {
            Failure::Busy { seconds, .. } => seconds,
            other => panic!("{other:?}"),
        };
        assert_eq!(seconds(Some("7")), 7);
        assert_eq!(seconds(Some("0")), 1);
        assert_eq!(seconds(Some("86400")), 600);
        assert_eq!(seconds(Some("Fri, 27 Nov 2026 10:00:00 GMT")), 5);
        assert_eq!(seconds(None), 5);
    }
}
