//! What every answer shows by itself: whether it fits the document, and whether it lets something out.

use std::collections::{BTreeMap, BTreeSet};

use aftercare_contract::spec::Spec;
use serde_json::Value;

use crate::{audit::Level, exchange::Exchange};

/// A statement that each answer is looked at for.
pub struct Watch {
    pub code: &'static str,
    pub level: Level,
    pub title: &'static str,
    pub rule: &'static str,
    look: fn(&Exchange, &Value) -> Option<String>,
}

/// What is watched for beside the document.
pub const WATCHES: &[Watch] = &[
    Watch {
        code: "LEAK-01",
        level: Level::Must,
        title: "No answer tells of the backend's inside",
        rule: "Rules: Errors",
        look: insides,
    },
    Watch {
        code: "ERR-01",
        level: Level::Must,
        title: "No question asked here is answered with 500",
        rule: "Rules: Errors",
        look: |exchange, _| {
            let failed = exchange.status >= 500 && exchange.status != 503;
            failed.then(|| format!("{} for a question that a backend can answer or refuse", exchange.status))
        },
    },
    Watch {
        code: "RETRY-01",
        level: Level::Must,
        title: "429 and 503 say when to come back",
        rule: "Rules: Errors",
        look: |exchange, _| {
            let whole = exchange.header("Retry-After").is_some_and(|text| text.parse::<u32>().is_ok());
            (matches!(exchange.status, 429 | 503) && !whole).then(|| "no `Retry-After` in whole seconds".into())
        },
    },
    Watch {
        code: "COOKIE-01",
        level: Level::Must,
        title: "No cookie is set",
        rule: "Rules: Transport",
        look: |exchange, _| exchange.header("Set-Cookie").map(|_| "the answer sets a cookie".into()),
    },
    Watch {
        code: "CORS-01",
        level: Level::Must,
        title: "Credentials are never allowed across origins",
        rule: "Rules: CORS",
        look: |exchange, _| {
            let allowed = exchange.header("Access-Control-Allow-Credentials");
            allowed.filter(|text| *text == "true").map(|_| "`Access-Control-Allow-Credentials: true`".into())
        },
    },
    Watch {
        code: "MONEY-01",
        level: Level::Must,
        title: "Every amount is whole minor units with a currency",
        rule: "Rules: Money",
        look: |_, body| find(body, "", &|members| bare_amount(members)),
    },
    Watch {
        code: "MONEY-02",
        level: Level::Must,
        title: "The parts of a breakdown sum to its total, in its currency",
        rule: "Rules: Money",
        look: |_, body| find(body, "", &|members| wrong_sum(members)),
    },
    Watch {
        code: "TEXT-01",
        level: Level::Must,
        title: "Text is text, never markup",
        rule: "Rules: Text",
        look: markup,
    },
    Watch {
        code: "TIME-01",
        level: Level::Must,
        title: "A timeline is in the order of its moments",
        rule: "getCase",
        look: |_, body| find(body, "", &|members| unordered(members)),
    },
    Watch {
        code: "CACHE-01",
        level: Level::Must,
        title: "No shared cache may keep what a token opened",
        rule: "Rules: Isolation",
        look: |exchange, _| {
            let shared = exchange.header("Cache-Control").filter(|text| {
                text.split(',').any(|part| matches!(part.trim(), "public") || part.trim().starts_with("s-maxage"))
            });
            shared
                .filter(|_| exchange.token.is_some() && exchange.path.split('?').next() != Some("/capabilities"))
                .map(|text| format!("`Cache-Control: {text}`"))
        },
    },
    Watch {
        code: "RID-01",
        level: Level::Should,
        title: "Answers carry a Request-Id",
        rule: "Rules: Errors",
        look: |exchange, _| {
            (exchange.method != "OPTIONS" && exchange.header("Request-Id").is_none()).then(|| "no `Request-Id`".into())
        },
    },
];

/// What was seen so far.
#[derive(Default)]
pub struct Observed {
    /// Operations that were asked at least once.
    pub asked: BTreeSet<String>,
    /// By code: what was wrong, and with how many answers; the first few are kept.
    pub wrong: BTreeMap<String, Vec<Sight>>,
    pub answers: usize,
}

/// Something wrong with an answer.
#[derive(Clone)]
pub struct Sight {
    pub message: String,
    pub exchange: Exchange,
}

/// The code of the audit that watches an operation's answers.
#[must_use]
pub fn schema_code(operation_id: &str) -> String {
    format!("SCHEMA-{operation_id}")
}

/// Of more than these, the first tell enough.
const KEPT: usize = 3;

/// Looks at one answer.
pub fn look(spec: &Spec, exchange: &Exchange, body: &Value, observed: &mut Observed) {
    observed.answers += 1;
    if exchange.method != "OPTIONS" {
        against_document(spec, exchange, body, observed);
    }
    for watch in WATCHES {
        if let Some(message) = (watch.look)(exchange, body) {
            note(observed, watch.code.to_owned(), message, exchange);
        }
    }
}

fn note(observed: &mut Observed, code: String, message: String, exchange: &Exchange) {
    let sights = observed.wrong.entry(code).or_default();
    if sights.len() < KEPT && !sights.iter().any(|sight| sight.message == message) {
        sights.push(Sight { message, exchange: exchange.clone() });
    }
}

fn against_document(spec: &Spec, exchange: &Exchange, body: &Value, observed: &mut Observed) {
    let path = exchange.path.split('?').next().unwrap_or_default();
    let operation =
        spec.operations().find(|operation| operation.method == exchange.method && matches(&operation.path, path));
    let id = operation.map_or("elsewhere", |operation| operation.operation_id.as_str());
    observed.asked.insert(id.to_owned());
    let content_type = exchange.header("Content-Type").unwrap_or_default();
    let mut errors = spec
        .check_response(&exchange.method, &exchange.path, exchange.status, content_type, body)
        .err()
        .unwrap_or_default();
    if operation.is_some_and(|operation| operation.statuses().any(|status| status == exchange.status)) {
        let headers: Vec<_> =
            exchange.response_headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let found = spec.check_response_headers(&exchange.method, &exchange.path, exchange.status, &headers);
        errors.extend(found.err().unwrap_or_default());
    }
    for error in errors {
        note(observed, schema_code(id), error, exchange);
    }
}

/// Whether a concrete path is one of a template with parameters in braces.
fn matches(template: &str, path: &str) -> bool {
    let (wanted, given): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    let fits =
        |(wanted, given): (&&str, &&str)| if wanted.starts_with('{') { !given.is_empty() } else { wanted == given };
    wanted.len() == given.len() && wanted.iter().zip(&given).all(fits)
}

/// What a stack trace or a database's complaint looks like, in the languages shops are written in.
fn insides(exchange: &Exchange, _: &Value) -> Option<String> {
    const SIGNS: &[&str] = &[
        "Traceback (most recent call last)",
        "panicked at",
        "Stack trace:",
        "stack backtrace",
        "\\n    at ",
        "\n    at ",
        "\tat ",
        "\\tat ",
        ".java:",
        ".php on line",
        ".php:",
        "SQLSTATE",
        "sqlx::",
        "syntax error at or near",
        "NullPointerException",
        "node_modules/",
    ];
    if exchange.status < 400 {
        return None;
    }
    let sign = SIGNS.iter().find(|sign| exchange.response.contains(**sign))?;
    Some(format!("the answer holds `{}`", sign.trim()))
}

/// Tags that nobody writes by accident.
fn markup(exchange: &Exchange, body: &Value) -> Option<String> {
    const TAGS: &[&str] = &[
        "<p>", "<br", "<b>", "<i>", "<strong", "<em>", "<a href", "<div", "<span", "<script", "<img", "<ul>", "<li>",
        "<html",
    ];
    let tagged = |text: &str| {
        let lower = text.to_ascii_lowercase();
        TAGS.iter().any(|tag| lower.contains(tag))
    };
    // A page instead of JSON is the document's business; here it is about what stands in members.
    if exchange.header("Content-Type").is_none_or(|kind| !kind.contains("json")) {
        return None;
    }
    find_text(body, "", &tagged)
}

fn find_text(value: &Value, at: &str, wrong: &dyn Fn(&str) -> bool) -> Option<String> {
    match value {
        Value::String(text) if wrong(text) => {
            Some(format!("{at}: markup in `{}`", text.chars().take(60).collect::<String>()))
        }
        Value::Array(elements) => {
            elements.iter().enumerate().find_map(|(index, element)| find_text(element, &format!("{at}/{index}"), wrong))
        }
        Value::Object(members) => {
            members.iter().find_map(|(name, member)| find_text(member, &format!("{at}/{name}"), wrong))
        }
        _ => None,
    }
}

type Members = serde_json::Map<String, Value>;

/// The first object that `wrong` has something to say about, outside `ext`.
fn find(value: &Value, at: &str, wrong: &dyn Fn(&Members) -> Option<String>) -> Option<String> {
    match value {
        Value::Object(members) => {
            wrong(members).map(|message| format!("{}: {message}", if at.is_empty() { "/" } else { at })).or_else(|| {
                members
                    .iter()
                    .filter(|(name, _)| *name != "ext")
                    .find_map(|(name, member)| find(member, &format!("{at}/{name}"), wrong))
            })
        }
        Value::Array(elements) => {
            elements.iter().enumerate().find_map(|(index, element)| find(element, &format!("{at}/{index}"), wrong))
        }
        _ => None,
    }
}

fn bare_amount(members: &Members) -> Option<String> {
    let amount = members.get("amount").filter(|amount| !amount.is_object())?;
    let Some(whole) = amount.as_i64() else { return Some(format!("the amount {amount} is not whole")) };
    if whole.abs() > aftercare_contract::money::MAX_AMOUNT {
        return Some(format!("the amount {whole} is beyond 2^53 − 1"));
    }
    let currency = members.get("currency").and_then(Value::as_str).unwrap_or_default();
    let code = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
    (!code).then(|| format!("the amount {whole} has no currency"))
}

/// A breakdown beside the total it makes: a refund's `amount`, a quote's `total`.
fn wrong_sum(members: &Members) -> Option<String> {
    let parts = members.get("breakdown")?.as_array()?;
    let total = members.get("amount").or_else(|| members.get("total"))?;
    let (due, currency) = (total["amount"].as_i64()?, total["currency"].as_str()?);
    let sum: i64 = parts.iter().filter_map(|part| part["amount"]["amount"].as_i64()).sum();
    if sum != due {
        return Some(format!("the parts make {sum}, the total says {due}"));
    }
    let other = parts.iter().find_map(|part| part["amount"]["currency"].as_str().filter(|code| *code != currency))?;
    Some(format!("a part is in {other}, the total in {currency}"))
}

fn unordered(members: &Members) -> Option<String> {
    let entries = members.get("timeline")?.as_array()?;
    let moments: Vec<jiff::Timestamp> = entries.iter().filter_map(|entry| entry["at"].as_str()?.parse().ok()).collect();
    (!moments.is_sorted()).then(|| "the timeline is not oldest first".into())
}
