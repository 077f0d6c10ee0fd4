//! Quantities, lives and actions of cases.

use serde_json::json;

use super::{Defect, changed, given_twice};

pub const ALL: &[Defect] = &[
    Defect {
        name: "pieces in a case are given a second time",
        caught_by: "QTY-01",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let told = backend.answer(&asked).await;
                if !asked.is("POST", "/cases") {
                    return told;
                }
                if told.status == 201 {
                    backend.memory().insert("opened".into(), told.clone());
                    return told;
                }
                let opened = backend.memory().get("opened").cloned();
                if told.code() == "already_requested" { opened.unwrap_or(told) } else { told }
            })
        },
    },
    Defect {
        name: "pieces are given twice to those who ask at once",
        caught_by: "QTY-02",
        behaviour: |backend, asked| Box::pin(given_twice(backend, asked, "/cases")),
    },
    Defect {
        name: "a refund that has changed is recorded all the same",
        caught_by: "CASE-02",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                if asked.is("POST", "/cases") {
                    asked.edit(|body| drop(body.as_object_mut().map(|members| members.remove("expected_refund"))));
                }
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "a case reads otherwise than when it was opened",
        caught_by: "CASE-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/cases/*") {
                    told.edit(|body| body["items"][0]["quantity"] = json!(2));
                }
            }))
        },
    },
    Defect {
        name: "cancelling does not give the pieces back",
        caught_by: "ELIG-06",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let mut told = backend.answer(&asked).await;
                if asked.is("POST", "/cases/*/actions/cancel") {
                    backend.count("cancelled", 1);
                }
                if asked.is("GET", "/orders/*/eligibility") && backend.count("cancelled", 0) > 0 {
                    told.edit(|body| body["lines"][0]["options"][0]["eligible_quantity"] = json!(0));
                }
                told
            })
        },
    },
    Defect {
        name: "the timeline is rewritten",
        caught_by: "LIFE-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                if told.json()["phase"] == "cancelled" {
                    told.edit(|body| body["timeline"][0]["title"] = "Nothing ever happened".into());
                }
            }))
        },
    },
    Defect {
        name: "the timeline forgets its beginning",
        caught_by: "LIFE-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                if told.json()["phase"] == "cancelled" {
                    told.edit(|body| drop(body["timeline"].as_array_mut().map(|entries| entries.remove(0))));
                }
            }))
        },
    },
    Defect {
        name: "the timeline is newest first",
        caught_by: "TIME-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                told.edit(|body| {
                    let _ = body["timeline"].as_array_mut().map(|entries| entries.reverse());
                });
            }))
        },
    },
    Defect {
        name: "a cancelled case comes back to life",
        caught_by: "LIFE-02",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/cases/*") && told.json()["phase"] == "cancelled" {
                    told.edit(|body| body["phase"] = "in_review".into());
                }
            }))
        },
    },
    Defect {
        name: "a case that ended can still be cancelled",
        caught_by: "LIFE-03",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/cases/*") && told.json()["phase"] == "resolved" {
                    told.edit(|body| body["allowed_actions"] = json!([{ "action": "cancel", "label": "Undo" }]));
                }
            }))
        },
    },
    Defect {
        name: "allowed_actions leaves out what works",
        caught_by: "ACT-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                told.edit(|body| {
                    if let Some(actions) = body["allowed_actions"].as_array_mut() {
                        actions.retain(|action| action["action"] != "cancel");
                    }
                });
            }))
        },
    },
    Defect {
        name: "allowed_actions promises what is refused",
        caught_by: "ACT-02",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("POST", "/cases/*/actions/cancel") && told.status == 200 {
                    told.refuse(409, "action_not_allowed");
                }
            }))
        },
    },
    Defect {
        name: "no parcel back after handing it over",
        caught_by: "ACT-03",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                told.edit(|body| drop(body.as_object_mut().map(|members| members.remove("shipment_id"))));
            }))
        },
    },
    Defect {
        name: "a label outlives its case",
        caught_by: "LABEL-01",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let told = backend.answer(&asked).await;
                let name = format!("label {}", asked.path);
                if told.status == 200 {
                    backend.memory().insert(name, told.clone());
                    return told;
                }
                backend.memory().get(&name).cloned().unwrap_or(told)
            })
        },
    },
    Defect {
        name: "a reason is not asked where it is due",
        caught_by: "RSN-02",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                if asked.is("POST", "/quotes") && asked.json()["items"][0]["reason_code"].is_null() {
                    asked.edit(|body| body["items"][0]["reason_code"] = "changed_mind".into());
                }
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "a refusal has another code than eligibility's",
        caught_by: "ELIG-03",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                if told.code() == "final_sale" {
                    told.refuse(409, "other");
                }
            }))
        },
    },
    Defect {
        name: "a body that fits and is refused gets 422",
        caught_by: "ELIG-04",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                if told.code() == "not_fulfilled" {
                    told.refuse(422, "not_fulfilled");
                }
            }))
        },
    },
];
