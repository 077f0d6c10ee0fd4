//! Which proof the shopper gives, and its field.

use aftercare_contract::session::Proof;
use leptos::ev::Event;

use crate::{
    erased::{Var, nothing, prelude::*, words},
    i18n::I18n,
};

/// A proof the widget has a field for. A shop's newer kinds are left out of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofKind {
    Email,
    Phone,
    PostalCode,
}

impl ProofKind {
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "email" => Some(Self::Email),
            "phone" => Some(Self::Phone),
            "postal_code" => Some(Self::PostalCode),
            _ => None,
        }
    }

    pub fn known(codes: &[String]) -> Vec<Self> {
        codes.iter().filter_map(|code| Self::from_code(code)).collect()
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::PostalCode => "postal_code",
        }
    }

    pub fn proof(self, typed: String) -> Proof {
        match self {
            Self::Email => Proof::Email(typed),
            Self::Phone => Proof::Phone(typed),
            Self::PostalCode => Proof::PostalCode(typed),
        }
    }

    /// What the phone's keyboard and the browser's memory should offer.
    fn input(self) -> (&'static str, &'static str) {
        match self {
            Self::Email => ("email", "email"),
            Self::Phone => ("tel", "tel"),
            Self::PostalCode => ("text", "postal-code"),
        }
    }
}

/// One choice among the shop's proofs; none to make when there is one only.
pub fn chooser(i18n: &I18n, kinds: Vec<ProofKind>, chosen: Var<ProofKind>) -> AnyView {
    if kinds.len() < 2 {
        return nothing();
    }
    let choices: Views = kinds
        .into_iter()
        .map(|kind| {
            view! {
                <label class="segment">
                    <input
                        type="radio"
                        name="proof_kind"
                        value=kind.code()
                        prop:checked=move || chosen.get() == kind
                        on:change=move |_| chosen.set(kind)
                    />
                    <span>{i18n.t(&format!("get_in.kind.{}", kind.code()))}</span>
                </label>
            }
            .into_any()
        })
        .collect();
    view! {
        <fieldset class="segments">
            <legend class="label">{i18n.t("get_in.kind")}</legend>
            {choices}
        </fieldset>
    }
    .into_any()
}

/// Takes over what is typed into a field.
pub fn typing(into: Var<String>) -> Box<dyn FnMut(Event)> {
    Box::new(move |event| into.set(event_target_value(&event)))
}

/// The field for the chosen proof. What is typed stays when the choice changes.
pub fn field(i18n: &I18n, kind: Var<ProofKind>, proof: Var<String>) -> AnyView {
    let i18n = Var::new(i18n.clone());
    let label = words(move || i18n.now().t(&format!("get_in.proof.{}", kind.get().code())));
    view! {
        <label class="field">
            <span class="label">{label}</span>
            <input
                name="proof"
                required
                maxlength="254"
                type=words(move || kind.get().input().0.to_owned())
                autocomplete=words(move || kind.get().input().1.to_owned())
                prop:value=words(move || proof.get())
                on:input=typing(proof)
            />
        </label>
    }
    .into_any()
}
