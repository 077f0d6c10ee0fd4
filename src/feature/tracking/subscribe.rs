//! Tell me when it moves.

use std::rc::Rc;

use aftercare_contract::{
    capabilities::{SubscriptionChannel, SubscriptionsCapability},
    subscription::SubscriptionRequest,
};
use leptos::task::spawn_local;

use crate::{
    client::{Abort, Failure, Parcel, idempotency_key},
    erased::{Var, derived, live, nothing, prelude::*, tap, words},
    feature::frame,
    state::{Load, Remote, Shell},
    ui,
};

/// A switch a channel, while there is still something to tell.
pub fn subscribe(shell: Shell, remote: Remote<Parcel>, parcel: Var<Rc<Parcel>>) -> AnyView {
    let under_way = derived(move || parcel.get().summary.delivered_at.is_none());
    live(move || {
        let channels = match shell.capabilities().map(Remote::now) {
            Some(Load::Ready(shop)) => shop.can("subscriptions").map(|it: SubscriptionsCapability| it.channels),
            _ => None,
        };
        let channels = channels.filter(|channels| under_way.get() && !channels.is_empty());
        let Some(channels) = channels else { return nothing() };
        let switches: Views = channels.iter().map(|channel| switch(shell, remote, parcel, channel)).collect();
        let title = shell.i18n_now().t("tracking.tell_me");
        ui::section(title, view! { <div class="card rows">{switches}</div> }.into_any())
    })
}

fn switch(shell: Shell, remote: Remote<Parcel>, parcel: Var<Rc<Parcel>>, channel: &SubscriptionChannel) -> AnyView {
    let code = channel.code.clone();
    let mine = derived(move || parcel.get().journey.subscriptions.iter().find(|it| it.channel == code).cloned());
    let request = Var::new(Rc::new(SubscriptionRequest {
        shipment_id: Some(parcel.now().summary.id.clone()),
        case_id: None,
        channel: channel.code.clone(),
        address: None,
    }));
    // One key until the wish is done: two taps are one wish.
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
            let (Some(mine), Some(request), Some(wish)) = (mine.try_now(), request.try_now(), key.try_now()) else {
                return;
            };
            let done = match mine {
                Some(mine) => client.unsubscribe(&mine.id, &abort).await,
                None => client.subscribe(&wish, &request, &abort).await.map(drop),
            };
            busy.set(false);
            match done {
                Ok(()) if busy.try_now().is_some() => {
                    key.set(idempotency_key());
                    remote.refresh();
                }
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
            aria-checked=words(move || mine.get().is_some().to_string())
            aria-disabled=words(move || busy.get().to_string())
            on:click=tap(flip)
        >
            <span class="grow">
                <span class="row-title">{channel.label.clone()}</span>
                <span class="muted">{words(move || mine.get().map(|it| it.address_label).unwrap_or_default())}</span>
            </span>
            <span class="switch" class:on=move || mine.get().is_some() aria-hidden="true"></span>
        </button>
        {trouble}
    }
    .into_any()
}
