//! Amounts, quotes and eligibility.

use serde_json::{Value, json};

use super::{Defect, changed};

pub const ALL: &[Defect] = &[
    Defect {
        name: "the refund is not what was quoted",
        caught_by: "QUOTE-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.plain().starts_with("/cases") {
                    told.edit(|body| cheaper(&mut body["refund"]["amount"]));
                }
            }))
        },
    },
    Defect {
        name: "one tap brings less than it said",
        caught_by: "ELIG-02",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("POST", "/cases") {
                    told.edit(|body| cheaper(&mut body["refund"]["amount"]));
                }
            }))
        },
    },
    Defect {
        name: "a quote reserves the pieces",
        caught_by: "QUOTE-02",
        behaviour: |backend, asked| {
            Box::pin(async move {
                let mut told = backend.answer(&asked).await;
                if asked.is("POST", "/quotes") && told.status == 200 {
                    backend.count("quoted", 1);
                }
                if asked.is("GET", "/orders/*/eligibility") && backend.count("quoted", 0) > 0 {
                    told.edit(|body| body["lines"][0]["options"][0]["eligible_quantity"] = json!(0));
                }
                told
            })
        },
    },
    Defect {
        name: "a choice costs more than it names",
        caught_by: "QUOTE-04",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("POST", "/quotes") {
                    told.edit(|body| {
                        for option in body["resolutions"].as_array_mut().into_iter().flatten() {
                            cheaper(&mut option["total"]);
                        }
                    });
                }
            }))
        },
    },
    Defect {
        name: "the total is wrong",
        caught_by: "MONEY-02",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("POST", "/quotes") {
                    told.edit(|body| cheaper(&mut body["total"]));
                }
            }))
        },
    },
    Defect {
        name: "a part is in another currency",
        caught_by: "MONEY-02",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                told.edit(|body| {
                    if let Some(part) = body.pointer_mut("/breakdown/0/amount/currency") {
                        *part = "XTS".into();
                    }
                });
            }))
        },
    },
    Defect {
        name: "an amount has no currency",
        caught_by: "MONEY-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |_, told| {
                told.edit(|body| {
                    let unit_price = body.pointer_mut("/lines/0/unit_price").and_then(Value::as_object_mut);
                    drop(unit_price.map(|money| money.remove("currency")));
                });
            }))
        },
    },
    Defect {
        name: "amounts are whole units with a fraction",
        caught_by: "MONEY-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/orders/*") {
                    told.edit(|body| body["total"]["amount"] = json!(68.5));
                }
            }))
        },
    },
    Defect {
        name: "eligibility loses pieces",
        caught_by: "ELIG-01",
        behaviour: |backend, asked| {
            Box::pin(changed(backend, asked, |asked, told| {
                if asked.is("GET", "/orders/*/eligibility") {
                    told.edit(|body| {
                        for line in body["lines"].as_array_mut().into_iter().flatten() {
                            line["options"][0]["ineligible"] = json!([]);
                        }
                    });
                }
            }))
        },
    },
];

/// A cent less.
pub(super) fn cheaper(money: &mut Value) {
    if let Some(amount) = money["amount"].as_i64() {
        money["amount"] = (amount - 1).into();
    }
}
