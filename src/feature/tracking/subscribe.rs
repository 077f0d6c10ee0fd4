//! Tell me when it moves.

use std::rc::Rc;

use aftercare_contract::{
    capabilities::{SubscriptionChannel, SubscriptionsCapability},
    subscription::SubscriptionRequest,
};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    client::{Abort, Failure, Parcel, idempotency_key},
    erased::{Var, live, nothing, tap, words},
    feature::frame,
    state::{Load, Remote, Shell},
    ui,
};

/// A switch a channel, while there is still something to tell.
pub fn subscribe(shell: Shell, remote: Remote<Parcel>, parcel: &Rc<Parcel>) -> Option<AnyView> {
    let Load::Ready(shop) = shell.capabilities()?.now() else { return None };
    let SubscriptionsCapability { channels } = shop.can("subscriptions")?;
    if parcel.summary.delivered_at.is_some() || channels.is_empty() {
        return None;
    }
    let switches: Vec<_> = channels.iter().map(|channel| switch(shell, remote, parcel, channel)).collect();
    let title = shell.i18n_now().t("tracking.tell_me");
    Some(ui::section(title, view! { <div class="card rows">{switches}</div> }.into_any()))
}

fn switch(shell: Shell, remote: Remote<Parcel>, parcel: &Rc<Parcel>, channel: &SubscriptionChannel) -> AnyView {
    let mine = parcel.journey.subscriptions.iter().find(|it| it.channel == channel.code);
    let on = mine.is_some();
    let address = mine.map(|it| it.address_label.clone()).unwrap_or_default();
    let known = Var::new(mine.map(|it| it.id.clone()));
    let request = Var::new(Rc::new(SubscriptionRequest {
        shipment_id: Some(parcel.summary.id.clone()),
        case_id: None,
        channel: channel.code.clone(),
        address: None,
    }));
    // One key for as long as the switch is there: two taps are one wish.
    let key = Var::new(idempotency_key());
    let busy = Var::new(false);
    let failed = Var::new(None::<Failure>);
    let flip = move || {
        if busy.now() {
            return;
        }
        busy.set(true);
        failed.set(None);
        let client = shell.client();
        spawn_local(async move {
            let (abort, _guard) = Abort::pair();
            let (Some(known), Some(request), Some(key)) = (known.try_now(), request.try_now(), key.try_now()) else {
                return;
            };
            let done = match known {
                Some(id) => client.unsubscribe(&id, &abort).await,
                None => client.subscribe(&key, &request, &abort).await.map(drop),
            };
            busy.set(false);
            match done {
                Ok(()) if busy.try_now().is_some() => remote.refresh(),
                Ok(()) => {}
                Err(failure) => {
                    shell.notice(&failure);
                    failed.set(Some(failure));
                }
            }
        });
    };
    let trouble = live(move || match failed.get() {
        Some(failure) => frame::trouble(shell, &failure, Callback::new(move |()| flip())),
        None => nothing(),
    });
    view! {
        <button
            type="button"
            part="tell-me"
            class="row"
            role="switch"
            data-channel=channel.code.clone()
            aria-checked=on.to_string()
            aria-disabled=words(move || busy.get().to_string())
            on:click=tap(flip)
        >
            <span class="grow">
                <span class="row-title">{channel.label.clone()}</span>
                <span class="muted">{address}</span>
            </span>
            <span class="switch" class:on=on aria-hidden="true"></span>
        </button>
        {trouble}
    }
    .into_any()
}
