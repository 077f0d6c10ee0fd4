//! Parcels, slots, files, care and subscriptions.

use serde_json::json;

use super::{Defect, changed, given_twice, without};

pub const ALL: &[Defect] = &[
    Defect {
        name: "a parcel is never 304",
        caught_by: "TRACK-01",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                drop(asked.headers.remove("if-none-match"));
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "checkpoints are oldest first",
        caught_by: "TRACK-02",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                told.edit(|body| {
                    let _ = body["checkpoints"].as_array_mut().map(|scans| scans.reverse());
                });
            }))
        },
    },
    Defect {
        name: "a parcel's stream has no ids",
        caught_by: "TRACK-03",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/shipments/*/events") {
                    let text = String::from_utf8_lossy(&told.body).into_owned();
                    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with("id:")).collect();
                    told.body = format!("{}\n\n", lines.join("\n")).into();
                }
            }))
        },
    },
    Defect {
        name: "a slot is held for ever",
        caught_by: "SLOT-01",
        behaviour: |backend, asked| Box::pin(changed(backend, asked, |_, told| without(told, "held_until"))),
    },
    Defect {
        name: "a slot is given twice to those who ask at once",
        caught_by: "SLOT-02",
        behaviour: |backend, asked| Box::pin(given_twice(backend, asked, "/bookings")),
    },
    Defect {
        name: "a booking's key is ignored",
        caught_by: "SLOT-03",
        behaviour: |backend, mut asked| {
            Box::pin(async move {
                if asked.is("POST", "/bookings") {
                    let nth = backend.count("bookings", 1);
                    asked.set("idempotency-key", &format!("another-key-{nth:012}"));
                }
                backend.answer(&asked).await
            })
        },
    },
    Defect {
        name: "a file may be as large as it likes",
        caught_by: "UPL-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                if told.code() == "file_too_large" {
                    told.refuse(413, "payload_too_large");
                }
            }))
        },
    },
    Defect {
        name: "a file is attached twice",
        caught_by: "UPL-02",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let told = backend.answer(&asked).await;
                let attached = format!("attached {}", asked.json()["attachments"]);
                if told.status == 201 {
                    backend.memory().insert(attached, told.clone());
                    return told;
                }
                let known = backend.memory().get(&attached).cloned();
                if told.code() == "upload_unknown" { known.unwrap_or(told) } else { told }
            })
        },
    },
    Defect {
        name: "care covers somebody else's order",
        caught_by: "CARE-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/products/*/care") {
                    told.edit(|body| {
                        let cover = json!({
                            "order_id": "ord_somebody_else", "line_item_id": "li_1", "code": "statutory",
                            "label": "Warranty", "covered": true,
                        });
                        {
                            let _ = body["coverages"].as_array_mut().map(|covers| covers.push(cover));
                        };
                    });
                }
            }))
        },
    },
    Defect {
        name: "a subscription shows its address",
        caught_by: "SUBS-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                let address = asked.json()["address"].clone();
                if asked.is("POST", "/subscriptions") && told.status == 201 && address.is_string() {
                    told.edit(|body| body["address_label"] = address);
                }
            }))
        },
    },
];
