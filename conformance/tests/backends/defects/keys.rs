//! Idempotency keys and versions.

use super::{Defect, changed, remembering};
use crate::proxy::{Asked, Honest, Told};

pub const ALL: &[Defect] = &[
    Defect {
        name: "idempotency keys are ignored",
        caught_by: "IDEM-01",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                fresh_key(&backend, &mut asked);
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "idempotency keys are forgotten while the first request is under way",
        caught_by: "IDEM-02",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                if !asked.is("POST", "/cases") {
                    return backend.answer(&asked).await;
                }
                let key = format!("under way {}", asked.header("idempotency-key"));
                if backend.count(&key, 1) > 0 {
                    fresh_key(&backend, &mut asked);
                } else {
                    backend.has_company(&key).await;
                }
                let told = backend.answer(&asked).await;
                backend.count(&key, -1);
                told
            })
        },
    },
    Defect {
        name: "the same key with another body is a new request",
        caught_by: "IDEM-03",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                let told = backend.answer(&asked).await;
                if told.code() != "idempotency_key_reused" {
                    return told;
                }
                fresh_key(&backend, &mut asked);
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "a case opens without a key",
        caught_by: "IDEM-04",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                if asked.is("POST", "/cases") && asked.header("idempotency-key").is_empty() {
                    fresh_key(&backend, &mut asked);
                }
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "a replayed key is answered with the case as it is now",
        caught_by: "IDEM-05",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let told = backend.answer(&asked).await;
                if !asked.is("POST", "/cases") || told.status != 201 {
                    return told;
                }
                let mut now = backend.answer(&case_of(&asked, &told)).await;
                now.status = 201;
                now.headers = told.headers;
                now
            })
        },
    },
    Defect {
        name: "keys are shared among shoppers",
        caught_by: "IDEM-06",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let key = format!("key {}", asked.header("idempotency-key"));
                let known = backend.memory().get(&key).cloned();
                if let Some(told) = known {
                    return told;
                }
                let told = remembering(&backend, &asked).await;
                if told.status == 201 {
                    backend.memory().insert(key, told.clone());
                }
                told
            })
        },
    },
    Defect {
        name: "If-Match is ignored",
        caught_by: "COND-01",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                if asked.is("POST", "/cases/*/actions/*") {
                    let mut read = asked.clone();
                    read.method = axum::http::Method::GET;
                    read.path = format!("/cases/{}", asked.path.split('/').nth(2).unwrap());
                    let case = backend.answer(&read).await;
                    if let Some(tag) = case.headers.get("etag") {
                        let tag = tag.to_str().unwrap().to_owned();
                        asked.set("if-match", &tag);
                    }
                }
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "who loses the race is told that it worked",
        caught_by: "COND-02",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let mut told = backend.answer(&asked).await;
                let name = format!("done {}", asked.path);
                if asked.is("POST", "/cases/*/actions/cancel") && told.status == 200 {
                    backend.memory().insert(name, told.clone());
                } else if told.status == 412 {
                    told = backend.memory().get(&name).cloned().unwrap_or(told);
                }
                told
            })
        },
    },
    Defect {
        name: "a case keeps its ETag when it changes",
        caught_by: "COND-03",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.plain().starts_with("/cases") && told.headers.contains_key("etag") {
                    told.set("etag", "\"always\"");
                }
            }))
        },
    },
];

/// Replaces the key by one that nobody has used.
fn fresh_key(backend: &Honest, asked: &mut Asked) {
    if asked.is("POST", "/cases") {
        let nth = backend.count("keys", 1);
        asked.set("idempotency-key", &format!("another-key-{nth:012}"));
    }
}

/// The question for a case just opened.
fn case_of(asked: &Asked, opened: &Told) -> Asked {
    let mut read = asked.clone();
    read.method = axum::http::Method::GET;
    read.path = format!("/cases/{}", opened.json()["id"].as_str().unwrap());
    read.body = Default::default();
    read
}
