//! Withdrawals, exchanges, price protection, repairs, complaints, messages and receipts.

use serde_json::{Value, json};

use super::{Defect, changed, without};
use crate::proxy::{Asked, Told};

pub const ALL: &[Defect] = &[
    Defect {
        name: "a withdrawal is not offered",
        caught_by: "WDR-01",
        behaviour: |backend, asked| Box::pin(changed(backend, asked, |_, told| without(told, "order_options"))),
    },
    Defect {
        name: "a withdrawal asks for a reason",
        caught_by: "WDR-02",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                let silent = asked.json()["items"][0]["reason_code"].is_null();
                if asked.is("POST", "/quotes") && asked.json()["type"] == "withdrawal" && silent {
                    told.refuse(409, "reason_required");
                }
            }))
        },
    },
    Defect {
        name: "a withdrawal takes one step",
        caught_by: "WDR-03",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                if asked.is("POST", "/cases") && asked.json()["type"] == "withdrawal" {
                    let mut first = asked.clone();
                    first.path = "/quotes".into();
                    drop(first.headers.remove("idempotency-key"));
                    let quote = backend.answer(&first).await.json()["quote_id"].clone();
                    asked.edit(|body| body["quote_id"] = quote);
                }
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "a withdrawal is not acknowledged",
        caught_by: "WDR-04",
        behaviour: |backend, asked| Box::pin(changed(backend, asked, |_, told| without(told, "acknowledgement"))),
    },
    Defect {
        name: "a variant nobody knows is quoted",
        caught_by: "EXC-01",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                if asked.json()["items"][0]["variant_id"] == "no-such-variant-0000" {
                    asked.edit(|body| drop(body["items"][0].as_object_mut().map(|item| item.remove("variant_id"))));
                }
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "an exchange does not say what comes instead",
        caught_by: "EXC-02",
        behaviour: |backend, asked| Box::pin(changed(backend, asked, |_, told| without(told, "replacement"))),
    },
    Defect {
        name: "a price drop promises more than the difference",
        caught_by: "PRICE-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/orders/*/eligibility") {
                    told.edit(|body| each_drop(body, |drop| drop["difference"]["amount"] = json!(999_999)));
                }
            }))
        },
    },
    Defect {
        name: "a claim brings less than the difference shown",
        caught_by: "PRICE-02",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("POST", "/cases") && told.json()["type"] == "price_protection" {
                    told.edit(|body| body["refund"]["amount"]["amount"] = json!(1));
                }
            }))
        },
    },
    Defect {
        name: "a repair in a mode nobody offers",
        caught_by: "REP-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                if told.code() == "mode_unavailable" {
                    told.refuse(422, "mode_unavailable");
                }
            }))
        },
    },
    Defect {
        name: "a complaint has no clocks",
        caught_by: "COMP-01",
        behaviour: |backend, asked| Box::pin(changed(backend, asked, |_, told| without(told, "clocks"))),
    },
    Defect {
        name: "the shopper's words are escaped",
        caught_by: "COMP-01",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                if asked.is("POST", "/cases") {
                    asked.edit(|body| {
                        if let Some(text) = body["text"].as_str() {
                            body["text"] = text.replace('&', "&amp;").replace('<', "&lt;").into();
                        }
                    });
                }
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "escalating changes nothing",
        caught_by: "COMP-02",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("POST", "/cases/*/actions/escalate") {
                    told.edit(|body| body["escalation"]["level"] = json!(0));
                }
            }))
        },
    },
    Defect {
        name: "an offer can be declined again and again",
        caught_by: "COMP-03",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let told = backend.answer(&asked).await;
                if !asked.is("POST", "/cases/*/actions/decline_offer") {
                    return told;
                }
                if told.status == 200 {
                    backend.memory().insert("declined".into(), told.clone());
                }
                let declined = backend.memory().get("declined").cloned();
                if told.status == 409 { declined.unwrap_or(told) } else { told }
            })
        },
    },
    Defect {
        name: "a case's stream begins with nothing",
        caught_by: "COMP-04",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/cases/*/events") {
                    told.body = ": welcome\n\n".into();
                }
            }))
        },
    },
    Defect {
        name: "a message is doubled",
        caught_by: "MSG-01",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                if asked.is("POST", "/cases/*/messages") {
                    let nth = backend.count("messages", 1);
                    asked.set("idempotency-key", &format!("another-key-{nth:012}"));
                }
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "a conversation is newest first",
        caught_by: "MSG-02",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/cases/*/messages") {
                    told.edit(|body| {
                        let _ = body["data"].as_array_mut().map(|messages| messages.reverse());
                    });
                }
            }))
        },
    },
    Defect {
        name: "a message without words is taken",
        caught_by: "MSG-03",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                if asked.is("POST", "/cases/*/messages") && asked.json() == json!({}) {
                    asked.edit(|body| body["text"] = "…".into());
                }
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "a receipt's signature is wrong",
        caught_by: "RCPT-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                each_receipt(asked, told, |receipt| {
                    let jws = receipt["jws"].as_str().unwrap_or_default();
                    let (said, signature) = jws.rsplit_once('.').unwrap();
                    let other = if signature.starts_with('A') { "B" } else { "A" };
                    receipt["jws"] = format!("{said}.{other}{}", &signature[1..]).into();
                });
            }))
        },
    },
    Defect {
        name: "a receipt changes when the case does",
        caught_by: "RCPT-02",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let mut told = backend.answer(&asked).await;
                if asked.is("POST", "/cases/*/actions/*") {
                    backend.count("changes", 1);
                }
                if backend.count("changes", 0) > 0 {
                    each_receipt(&asked, &mut told, |receipt| receipt["label"] = "Rewritten".into());
                }
                told
            })
        },
    },
];

fn each_receipt(asked: &Asked, told: &mut Told, change: fn(&mut Value)) {
    if asked.is("GET", "/cases/*/receipts") {
        told.edit(|body| body["data"].as_array_mut().into_iter().flatten().for_each(change));
    }
}

fn each_drop(eligibility: &mut Value, change: fn(&mut Value)) {
    for line in eligibility["lines"].as_array_mut().into_iter().flatten() {
        for option in line["options"].as_array_mut().into_iter().flatten() {
            if option["price_drop"].is_object() {
                change(&mut option["price_drop"]);
            }
        }
    }
}
