//! Getting in: an order number and something only the buyer knows, and a one-time code where the shop asks for one.

mod code;
mod proof;

use std::rc::Rc;

use aftercare_contract::{
    capabilities::OrderLookupAuth,
    read::Read,
    session::{Challenge, ChallengeAnswer, OrderLookup, Session, SessionRequest},
};
use leptos::{ev::SubmitEvent, task::spawn_local};
use serde::Serialize;

use self::proof::{ProofKind, typing};
use super::frame;
use crate::{
    client::{Abort, Client, Entry, Failure, ShopFront},
    erased::{Var, live, nothing, prelude::*, watch, words},
    state::{Shell, View},
    ui::{Notice, Tone, notice},
};

const DRAFT: &str = "get-in";

/// What was typed, kept until the tab closes or the shopper is in.
#[derive(Clone, Default, Serialize, Read)]
struct Typed {
    order_number: String,
    proof: String,
    kind: Option<String>,
}

/// How far the look-up has come.
#[derive(Clone, PartialEq)]
enum Lookup {
    Typing,
    Asking,
    Failed(Failure),
}

/// What the shopper gives to get in.
enum Key {
    Proof(SessionRequest),
    Code { challenge_id: String, answer: ChallengeAnswer },
}

/// The way in: its first step, and the second where the shop asks for one.
#[derive(Clone, Copy)]
struct Door {
    shell: Shell,
    lookup: Var<Lookup>,
    challenge: Var<Option<Challenge>>,
}

/// The form, shaped by what the shop takes as proof.
pub fn get_in(shell: Shell) -> AnyView {
    let ready = move |capabilities: Rc<ShopFront>| match &capabilities.auth.order_lookup {
        Some(lookup) => door(shell, lookup),
        None => frame::problem(shell, &Failure::Missing, Callback::new(|()| {})),
    };
    match shell.capabilities() {
        Some(capabilities) => frame::show(shell, capabilities, ready),
        None => nothing(),
    }
}

fn door(shell: Shell, auth: &OrderLookupAuth) -> AnyView {
    let door = Door { shell, lookup: Var::new(Lookup::Typing), challenge: Var::new(None) };
    let auth = auth.clone();
    let step = live(move || match door.challenge.get() {
        None => form(door, &auth),
        Some(challenge) => code::form(door, challenge),
    });
    // Below the form, so that its button stays with its fields.
    let people = live(move || match door.lookup.get() {
        Lookup::Typing | Lookup::Asking | Lookup::Failed(Failure::SignedOut { .. }) => nothing(),
        Lookup::Failed(_) => frame::contact(shell),
    });
    view! { <div class="stack">{step} {people}</div> }.into_any()
}

fn form(door: Door, auth: &OrderLookupAuth) -> AnyView {
    let Door { shell, lookup, .. } = door;
    let i18n = shell.i18n_now();
    let typed: Typed = shell.drafts_of_nobody().find(DRAFT).unwrap_or_default();
    let kinds = ProofKind::known(&auth.proofs);
    let first =
        typed.kind.as_deref().and_then(ProofKind::from_code).or(kinds.first().copied()).unwrap_or(ProofKind::Email);

    let number = Var::new(typed.order_number);
    let proof = Var::new(typed.proof);
    let kind = Var::new(first);

    watch(move || {
        let typed = Typed { order_number: number.get(), proof: proof.get(), kind: Some(kind.get().code().into()) };
        if lookup.now() != Lookup::Asking {
            shell.drafts_of_nobody().keep(DRAFT, &typed);
        }
        // What failed was another text: neither its message nor its countdown is about this one.
        if matches!(lookup.now(), Lookup::Failed(_)) {
            lookup.set(Lookup::Typing);
        }
    });

    let ask = move || {
        if lookup.now() != Lookup::Asking && !number.now().trim().is_empty() {
            let proof = kind.now().proof(proof.now());
            let request = SessionRequest::OrderLookup(OrderLookup { order_number: number.now(), proof });
            door.try_key(Key::Proof(request));
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        ask();
    };
    let asking = move || lookup.get() == Lookup::Asking;
    let hint = auth.order_number_example.clone();

    view! {
        <form part="lookup-form" class="stack" on:submit=submit>
            {lead(shell)}
            <label class="field">
                <span class="label">{i18n.t("get_in.order_number")}</span>
                <input
                    name="order_number"
                    required
                    maxlength="64"
                    autocomplete="off"
                    autocapitalize="characters"
                    spellcheck="false"
                    placeholder=hint
                    prop:value=words(move || number.get())
                    on:input=typing(number)
                />
            </label>
            {proof::chooser(&i18n, kinds, kind)}
            {proof::field(&i18n, kind, proof)}
            {live(move || answer(shell, &lookup.get(), "get_in.no_match", Callback::new(move |()| ask())))}
            <button part="primary" class="button" aria-disabled=words(move || asking().to_string())>
                {words(move || shell.i18n_now().t(if asking() { "get_in.asking" } else { "get_in.submit" }))}
            </button>
            <p class="muted center">{i18n.t("get_in.privacy")}</p>
        </form>
    }
    .into_any()
}

impl Door {
    fn try_key(self, key: Key) {
        let Self { shell, lookup, challenge } = self;
        lookup.set(Lookup::Asking);
        let client = shell.client();
        // Not aborted when the view goes: the answer of a look-up that was sent is worth having.
        let (abort, guard) = Abort::pair();
        spawn_local(async move {
            let answer = match &key {
                Key::Proof(request) => client.open_session(request, &abort).await,
                Key::Code { challenge_id, answer } => client.answer_challenge(challenge_id, answer, &abort).await,
            };
            let landed = match answer {
                Ok(Entry::In(session)) => {
                    client.set_token(Some(session.access_token.clone()));
                    // Looked up before the form goes, so that nobody sees a list of one order flash by.
                    let only = only_order(&client, &abort).await;
                    Ok((Entry::In(session), only))
                }
                Ok(wanted) => Ok((wanted, None)),
                Err(failure) => Err(failure),
            };
            drop(guard);
            if !shell.is_alive() {
                return;
            }
            match landed {
                Ok((Entry::In(session), only)) => {
                    shell.drafts_of_nobody().clear(DRAFT);
                    arrive(shell, session, only);
                }
                Ok((Entry::CodeWanted(wanted), _)) => {
                    lookup.set(Lookup::Typing);
                    challenge.set(Some(wanted));
                }
                Err(failure) => lookup.set(Lookup::Failed(failure)),
            }
        });
    }
}

/// The order to land on, when there is just one.
async fn only_order(client: &Client, abort: &Abort) -> Option<View> {
    let page = client.orders("", None, abort).await.ok()?;
    let [only] = page.data.as_slice() else { return None };
    Some(View::Order { id: only.id.clone(), number: only.number.clone() })
}

/// Where a shopper lands: where they were, or on their only order, or at home.
fn arrive(shell: Shell, session: Session, only: Option<View>) {
    let adding = matches!(shell.views.top_now(), View::AddOrder);
    shell.sign_in(session);
    if adding {
        shell.views.back();
    } else if let Some(order) = only
        && !shell.views.can_go_back_now()
    {
        shell.views.push(order);
    }
}

/// What this is for; or, after a session's end, why it is there again.
fn lead(shell: Shell) -> AnyView {
    let i18n = shell.i18n_now();
    if !shell.expired.now() {
        return view! { <p class="lead">{i18n.t("get_in.lead")}</p> }.into_any();
    }
    notice(Notice {
        part: "expired",
        kind: "expired",
        tone: Tone::Warn,
        title: i18n.t("get_in.expired"),
        detail: i18n.t("get_in.expired.detail").into_any(),
        action: None,
    })
}

/// What came of asking. A proof that does not fit says the same whatever was wrong with it; so does a code.
fn answer(shell: Shell, lookup: &Lookup, words: &str, again: Callback<()>) -> AnyView {
    let Lookup::Failed(failure) = lookup else { return nothing() };
    let i18n = shell.i18n_now();
    match failure {
        Failure::SignedOut { detail } => notice(Notice {
            part: "problem",
            kind: "refused",
            tone: Tone::Bad,
            title: i18n.t(words),
            detail: detail.clone().unwrap_or_else(|| i18n.t(&format!("{words}.detail"))).into_any(),
            action: None,
        }),
        other => frame::trouble(shell, other, again),
    }
}
