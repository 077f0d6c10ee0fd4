//! Withdrawing from a contract, the consumer's right in the EU: two steps, no reason, an acknowledgement.
//!
//! The first step is the order page's way in; this is the second. Its words are the shop's, because they are the law's
//! (Directive (EU) 2023/2673, article 11a) and differ by language. In the chunk `withdrawal`.

use std::rc::Rc;

use aftercare_contract::{
    Id,
    filing::{CaseItemRequest, CaseRequest, WithdrawalRequest},
    order::{LineItem, Order},
    quote::{Declaration, Quote, QuoteRequest},
    read::Read,
};
use leptos::{ev::SubmitEvent, wasm_split::SplitLoaderError};
use serde::Serialize;

use super::frame;
use crate::{
    client::{Failure, both, idempotency_key, json},
    erased::{Var, derived, live, nothing, prelude::*, tap, watch, words},
    state::{Filing, Load, Remote, Shell, now},
    ui::{self, Fact, Submit, picture, skeleton},
};

/// The case type.
const WITHDRAWAL: &str = "withdrawal";

/// What can be withdrawn from: lines of the order and how many pieces of each.
struct Subject {
    order_id: Id,
    lines: Vec<(LineItem, u32)>,
}

/// What is typed and chosen, kept as a draft until the shop has it.
#[derive(Clone, Default, PartialEq, Serialize, Read)]
#[serde(default)]
struct Declarant {
    name: String,
    email: String,
    /// Lines that are not meant.
    left_out: Vec<Id>,
    /// Lines of which only some pieces are.
    parts: Vec<Part>,
}

/// Some pieces of a line.
#[derive(Clone, PartialEq, Serialize, Read)]
struct Part {
    line_item_id: Id,
    quantity: u32,
}

impl Declarant {
    /// How many pieces of a line are meant, of at most so many.
    fn quantity(&self, line_item_id: &str, most: u32) -> u32 {
        let part = self.parts.iter().find(|part| part.line_item_id == line_item_id);
        part.map_or(most, |part| part.quantity.clamp(1, most))
    }
}

#[derive(Clone, Copy)]
struct Form {
    shell: Shell,
    subject: Var<Rc<Subject>>,
    declarant: Var<Declarant>,
    quote: Remote<Quote>,
}

pub fn withdrawal(shell: Shell, order_id: Id) -> AnyView {
    frame::chunk(shell, preload, move || split(shell, order_id.clone()))
}

#[leptos::wasm_split::wasm_split(withdrawal, wasm_split_path = leptos::wasm_split, fallible, preload(preload))]
pub fn split(shell: Shell, order_id: Id) -> Result<AnyView, SplitLoaderError> {
    let subject = Remote::new(shell, None, move |client, abort| {
        let order_id = order_id.clone();
        async move {
            let (order, eligibility) =
                both(client.order(&order_id, &abort), client.eligibility(&order_id, &abort)).await;
            let eligibility = eligibility?;
            let pieces = |item: &LineItem| {
                let line = eligibility.lines.iter().find(|line| line.line_item_id == item.id)?;
                let option = line.options.iter().find(|option| option.kind == WITHDRAWAL)?;
                (option.eligible_quantity > 0).then_some(option.eligible_quantity)
            };
            let Order { id: order_id, lines, .. } = order?;
            let lines: Vec<_> = lines.into_iter().filter_map(|item| pieces(&item).map(|most| (item, most))).collect();
            if lines.is_empty() { Err(Failure::Missing) } else { Ok(Subject { order_id, lines }) }
        }
    });
    Ok(frame::show(shell, subject, move |subject| form(shell, subject)))
}

fn form(shell: Shell, subject: Rc<Subject>) -> AnyView {
    let declarant = Var::new(shell.drafts().find(&draft_name(&subject)).unwrap_or_default());
    let subject = Var::new(subject);
    let quote = Remote::idle(shell, move |client, abort| {
        let request = QuoteRequest {
            kind: WITHDRAWAL.into(),
            order_id: subject.now().order_id.clone(),
            items: items(&subject.now(), &declarant.now()),
            resolution: None,
            method: None,
        };
        async move { client.quote(&request, &abort).await }
    });
    let form = Form { shell, subject, declarant, quote };
    let meant = derived(move || items(&subject.now(), &declarant.get()));
    watch(move || {
        if !meant.get().is_empty() {
            quote.reload();
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        form.confirm();
    };
    let i18n = shell.i18n_now();
    view! {
        <form part="withdrawal-form" class="stack" on:submit=submit>
            {form.lines()}
            {form.field("name", "text", "name", |declarant| &mut declarant.name)}
            {form.field("email", "email", "email", |declarant| &mut declarant.email)}
            <p class="muted">{i18n.t("withdrawal.no_reason")}</p>
            {live(move || form.declaration())}
        </form>
    }
    .into_any()
}

impl Form {
    fn change(self, change: impl FnOnce(&mut Declarant)) {
        self.declarant.update(change);
        self.shell.drafts().keep(&draft_name(&self.subject.now()), &self.declarant.now());
    }

    /// What is withdrawn from; a choice only where there is more than one line.
    fn lines(self) -> AnyView {
        let subject = self.subject.now();
        let several = subject.lines.len() > 1;
        let rows: Views = subject.lines.iter().map(|(item, most)| self.line(item, *most, several)).collect();
        view! { <div class="card rows">{rows}</div> }.into_any()
    }

    fn line(self, item: &LineItem, most: u32, several: bool) -> AnyView {
        let i18n = self.shell.i18n_now();
        let about = [item.variant_label.clone(), Some(i18n.count("order.pieces", most))];
        let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let id = item.id.clone();
        let is_meant = !self.declarant.now().left_out.contains(&id);
        let flip = move |_| {
            self.change(|declarant| {
                let before = declarant.left_out.len();
                declarant.left_out.retain(|it| *it != id);
                if declarant.left_out.len() == before {
                    declarant.left_out.push(id.clone());
                }
            });
        };
        let choice = several.then(|| {
            view! { <input type="checkbox" part="meant" value=item.id.clone() checked=is_meant on:change=flip /> }
                .into_any()
        });
        let part = (most > 1).then(|| self.quantity(item, most));
        view! {
            <div class="row" data-line=item.id.clone()>
                <label class="row choice grow">
                    {choice}
                    {picture(item.image_url.clone())}
                    <span class="grow">
                        <span class="row-title">{item.title.clone()}</span>
                        <span class="muted">{about}</span>
                    </span>
                </label>
                {part}
            </div>
        }
        .into_any()
    }

    /// How many pieces of the line are meant; all unless told.
    fn quantity(self, item: &LineItem, most: u32) -> AnyView {
        let i18n = self.shell.i18n_now();
        let chosen = self.declarant.now().quantity(&item.id, most);
        let options: Views = (1..=most)
            .map(|count| {
                view! { <option value=count.to_string() selected={count == chosen}>{i18n.number(count)}</option> }
                    .into_any()
            })
            .collect();
        let id = item.id.clone();
        let choose = move |event| {
            let quantity = event_target_value(&event).parse().unwrap_or(most);
            self.change(|declarant| {
                declarant.parts.retain(|part| part.line_item_id != id);
                declarant.parts.push(Part { line_item_id: id.clone(), quantity });
            });
        };
        let name = format!("{}: {}", i18n.t("withdrawal.quantity"), item.title);
        view! {
            <select part="quantity" class="select" aria-label=name on:change=choose>
                {options}
            </select>
        }
        .into_any()
    }

    fn field(
        self,
        name: &'static str,
        kind: &'static str,
        autocomplete: &'static str,
        of: fn(&mut Declarant) -> &mut String,
    ) -> AnyView {
        let mut typed = self.declarant.now();
        let value = std::mem::take(of(&mut typed));
        view! {
            <label class="field">
                <span class="label">{self.shell.i18n_now().t(&format!("withdrawal.{name}"))}</span>
                <input
                    name=name
                    type=kind
                    required
                    maxlength="254"
                    autocomplete=autocomplete
                    prop:value=value
                    on:input=move |event| {
                        let typed = event_target_value(&event);
                        self.change(|declarant| *of(declarant) = typed);
                    }
                />
            </label>
        }
        .into_any()
    }

    /// The shop's declaration for what is meant, and the button that makes it.
    fn declaration(self) -> AnyView {
        let i18n = self.shell.i18n_now();
        if items(&self.subject.now(), &self.declarant.get()).is_empty() {
            return view! { <p class="muted center">{i18n.t("withdrawal.nothing")}</p> }.into_any();
        }
        let quote = match self.quote.get() {
            Load::Waiting => return skeleton(i18n.t("return.quoting")),
            Load::Ready(quote) => quote,
            Load::Failed(failure) => {
                return frame::problem(self.shell, &failure, Callback::new(move |()| self.quote.reload()));
            }
        };
        let Some(Declaration { text, confirm_label, confirm_language }) = &quote.declaration else { return nothing() };
        let by = quote.expected_by.as_ref().map(|by| i18n.fill("return.refund_by", &[("date", &i18n.day(by))]));
        let total = quote.total.as_ref().map(|total| i18n.money(total));
        let facts = vec![
            Fact::strong(i18n.t("case.refund"), total.unwrap_or_default()),
            Fact::new(i18n.t("case.refund_to"), quote.destination_label.clone()),
            Fact::new(i18n.t("case.refund_when"), by.unwrap_or_default()),
        ];
        let confirm_label = confirm_label.clone();
        let button = Submit {
            part: "primary",
            kind: "submit",
            label: words(move || confirm_label.clone()),
            language: confirm_language.clone(),
            why: derived(move || {
                let declarant = self.declarant.get();
                let is_complete = !declarant.name.trim().is_empty() && declarant.email.contains('@');
                if is_complete { String::new() } else { self.shell.i18n_now().t("withdrawal.missing") }
            }),
            busy: Box::new(move || self.quote.is_refreshing()),
            // The form's own submission confirms.
            act: tap(|| ()),
        };
        view! {
            <blockquote part="declaration" class="card declaration">{text.clone()}</blockquote>
            {ui::facts("quote", facts)}
            <div class="footer stack tight">{ui::submit(button)}</div>
        }
        .into_any()
    }

    fn confirm(self) {
        let Load::Ready(quote) = self.quote.now() else { return };
        let (subject, declarant) = (self.subject.now(), self.declarant.now());
        let request = CaseRequest::Withdrawal(WithdrawalRequest {
            order_id: subject.order_id.clone(),
            items: items(&subject, &declarant),
            quote_id: quote.quote_id.clone(),
            name: declarant.name.trim().to_owned(),
            email: declarant.email.trim().to_owned(),
        });
        self.shell.file(Filing {
            key: idempotency_key(),
            at: now(),
            order_id: subject.order_id.clone(),
            title: subject.lines.iter().map(|(item, _)| item.title.as_str()).collect::<Vec<_>>().join(", "),
            refund: quote.total.clone(),
            request: json::write(&request),
            draft: Some(draft_name(&subject)),
            line_item_ids: subject.lines.iter().map(|(item, _)| item.id.clone()).collect(),
        });
    }
}

fn items(subject: &Subject, declarant: &Declarant) -> Vec<CaseItemRequest> {
    let meant = subject.lines.iter().filter(|(item, _)| !declarant.left_out.contains(&item.id));
    meant
        .map(|(item, most)| CaseItemRequest {
            line_item_id: item.id.clone(),
            quantity: declarant.quantity(&item.id, *most),
            ..Default::default()
        })
        .collect()
}

fn draft_name(subject: &Subject) -> String {
    format!("withdrawal:{}", subject.order_id)
}
