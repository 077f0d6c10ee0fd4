//! Other ways in, guides, articles, reviews and surveys.

use serde_json::{Value, json};

use super::{Defect, changed, remembering, with_any_token, without};
use crate::proxy::Told;

pub const ALL: &[Defect] = &[
    Defect {
        name: "a merchant token opens sessions as often as it comes",
        caught_by: "AUTH-01",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let told = backend.answer(&asked).await;
                let jwt = format!("jwt {}", asked.json()["merchant_token"]["jwt"]);
                if told.status == 200 {
                    backend.memory().insert(jwt, told.clone());
                    return told;
                }
                backend.memory().get(&jwt).cloned().unwrap_or(told)
            })
        },
    },
    Defect {
        name: "an altered link is believed",
        caught_by: "AUTH-02",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let told = backend.answer(&asked).await;
                if asked.json()["link"].is_object() && told.status == 200 {
                    backend.memory().insert("link".into(), told.clone());
                }
                let opened = backend.memory().get("link").cloned();
                if told.code() == "link_invalid" { opened.unwrap_or(told) } else { told }
            })
        },
    },
    Defect {
        name: "a token without a signature is believed",
        caught_by: "AUTH-03",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                let unsigned = asked.json()["merchant_token"]["jwt"].as_str().is_some_and(|jwt| jwt.ends_with('.'));
                if unsigned {
                    *told = session(told);
                }
            }))
        },
    },
    Defect {
        name: "any challenge takes any code",
        caught_by: "AUTH-04",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("POST", "/sessions/challenges/*") {
                    *told = session(told);
                }
            }))
        },
    },
    Defect {
        name: "articles are served although they are not declared",
        caught_by: "CAP-04",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/capabilities") {
                    told.edit(|body| {
                        drop(body["capabilities"].as_object_mut().map(|members| members.remove("articles")));
                    });
                }
            }))
        },
    },
    Defect {
        name: "a guide has a dead end",
        caught_by: "GUIDE-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/guides/*") {
                    told.edit(|body| {
                        let end = json!({ "id": "dead_end", "type": "question", "title": "And now?", "choices": [] });
                        {
                            let _ = body["nodes"].as_array_mut().map(|nodes| nodes.push(end));
                        };
                    });
                }
            }))
        },
    },
    Defect {
        name: "the search finds nothing in one language",
        caught_by: "ART-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.path.contains("q=") && asked.header("accept-language").starts_with("zh") {
                    told.edit(|body| body["data"] = json!([]));
                }
            }))
        },
    },
    Defect {
        name: "feedback is taken once only",
        caught_by: "ART-02",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let mut told = backend.answer(&asked).await;
                if asked.is("POST", "/articles/*/feedback") && backend.count("feedback", 1) > 0 {
                    told.refuse(409, "already_rated");
                }
                told
            })
        },
    },
    Defect {
        name: "the reward is for good reviews",
        caught_by: "REV-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("POST", "/reviews") && asked.json()["score"].as_u64() < Some(4) {
                    without(told, "reward");
                }
            }))
        },
    },
    Defect {
        name: "a low score waits for somebody to look at it",
        caught_by: "REV-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("POST", "/reviews") && asked.json()["score"] == 1 {
                    told.edit(|body| body["status"] = "withheld".into());
                }
            }))
        },
    },
    Defect {
        name: "the same thing is reviewed twice",
        caught_by: "REV-02",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let told = backend.answer(&asked).await;
                if asked.is("POST", "/reviews") && told.status == 201 {
                    backend.memory().insert("review".into(), told.clone());
                }
                let review = backend.memory().get("review").cloned();
                if told.code() == "already_reviewed" { review.unwrap_or(told) } else { told }
            })
        },
    },
    Defect {
        name: "a review is changed without its version",
        caught_by: "REV-03",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                if asked.is("PUT", "/reviews/*") {
                    let mut read = asked.clone();
                    read.method = axum::http::Method::GET;
                    read.body = Default::default();
                    let review = backend.answer(&read).await;
                    let tag = review.headers.get("etag").map(|tag| tag.to_str().unwrap().to_owned());
                    asked.set("if-match", &tag.unwrap_or_default());
                }
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "a follow-up is refused in other words for another's review",
        caught_by: "REV-04",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if told.status == 404 && asked.is("POST", "/reviews/*/follow_ups") && !asked.path.contains("no-such") {
                    told.edit(|body| body["detail"] = "This is somebody else's review.".into());
                }
            }))
        },
    },
    Defect {
        name: "surveys open to everybody with a token",
        caught_by: "SURV-01",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let told = remembering(&backend, &asked).await;
                if asked.is("GET", "/surveys/*") && told.status == 404 {
                    return with_any_token(&backend, &asked).await.unwrap_or(told);
                }
                told
            })
        },
    },
    Defect {
        name: "a survey is answered twice",
        caught_by: "SURV-02",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let told = backend.answer(&asked).await;
                if asked.is("POST", "/surveys/*") && told.status == 200 {
                    backend.memory().insert("answered".into(), told.clone());
                }
                let answered = backend.memory().get("answered").cloned();
                if told.code() == "survey_closed" { answered.unwrap_or(told) } else { told }
            })
        },
    },
];

/// A session for nobody.
fn session(refused: &Told) -> Told {
    let mut told = refused.clone();
    told.status = 200;
    told.set("content-type", "application/json");
    told.edit(|body| {
        *body = Value::from(serde_json::Map::from_iter([
            ("access_token".into(), "a-token-for-nobody-in-particular".into()),
            ("token_type".into(), "Bearer".into()),
            ("expires_in".into(), 3600.into()),
            ("scope".into(), "customer".into()),
            ("subject".into(), "sub_nobody".into()),
        ]));
    });
    told
}
