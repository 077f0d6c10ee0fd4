//! What every view stands in: waiting, failing, and the way on.

mod aid;
mod chunk;
mod files;
mod pace;

pub use aid::{aid, has};
pub use chunk::chunk;
pub use files::{attachments, web};
pub use pace::{Pace, hidden};

use std::{rc::Rc, time::Duration};

use aftercare_contract::{capabilities::ContactChannel, quote::Fee, shipment::TrackingStatus};

use crate::{
    client::Failure,
    erased::{Var, derived, live, nothing, prelude::*, watch, words},
    i18n::I18n,
    state::{Load, Remote, Shell},
    ui::{Notice, Tone, notice, skeleton},
};

/// Shows something remote: a skeleton, a problem with its way on, or the view of what is there.
pub fn show<T: 'static>(shell: Shell, remote: Remote<T>, ready: impl Fn(Rc<T>) -> AnyView + Send + 'static) -> AnyView {
    live(move || match remote.get() {
        Load::Waiting => skeleton(shell.i18n_now().t("state.loading")),
        Load::Ready(it) => ready(it),
        Load::Failed(failure) => problem(shell, &failure, Callback::new(move |()| remote.reload())),
    })
}

/// [`show`] for what changes while somebody looks at it: the view is built once, its parts follow what they show, and
/// the rest keeps its focus and its place.
pub fn follow<T: 'static>(
    shell: Shell,
    remote: Remote<T>,
    ready: impl Fn(Var<Rc<T>>) -> AnyView + Send + 'static,
) -> AnyView {
    let standing = derived(move || match remote.get() {
        Load::Waiting => None,
        Load::Ready(_) => Some(Ok(())),
        Load::Failed(failure) => Some(Err(failure)),
    });
    live(move || match (standing.get(), remote.now()) {
        (Some(Ok(())), Load::Ready(it)) => {
            let latest = Var::new(it);
            watch(move || {
                if let Load::Ready(it) = remote.get() {
                    latest.set(it);
                }
            });
            ready(latest)
        }
        (Some(Err(failure)), _) => problem(shell, &failure, Callback::new(move |()| remote.reload())),
        _ => skeleton(shell.i18n_now().t("state.loading")),
    })
}

/// What happened, what is kept, and what to do; and whom to ask.
pub fn problem(shell: Shell, failure: &Failure, again: Callback<()>) -> AnyView {
    view! {
        {trouble(shell, failure, again)}
        {contact(shell)}
    }
    .into_any()
}

/// [`problem`] without whom to ask. A passing trouble goes on by itself when it has passed.
pub fn trouble(shell: Shell, failure: &Failure, again: Callback<()>) -> AnyView {
    let i18n = shell.i18n_now();
    let (kind, key) = match failure {
        Failure::Offline => ("offline", "problem.offline"),
        Failure::Unreachable => ("unreachable", "problem.unreachable"),
        Failure::Busy { .. } => ("busy", "problem.busy"),
        Failure::Missing => ("missing", "problem.missing"),
        Failure::Refused { .. } | Failure::SignedOut { .. } => ("refused", "problem.refused"),
        Failure::Stale => ("refused", "problem.stale"),
        Failure::Broken { .. } => ("invalid", "problem.broken"),
    };
    let own_words = || i18n.t(&format!("{key}.detail"));
    let detail = match failure {
        Failure::Busy { seconds, .. } => countdown(shell, *seconds, again),
        Failure::Refused { detail, .. } => detail.clone().unwrap_or_else(own_words).into_any(),
        Failure::Offline => {
            when_online(shell, again);
            own_words().into_any()
        }
        _ => own_words().into_any(),
    };
    let tone = if failure.is_passing() { Tone::Warn } else { Tone::Bad };
    notice(Notice {
        part: "problem",
        kind,
        tone,
        title: i18n.t(key),
        detail,
        action: Some(("retry", i18n.t("action.retry"), again)),
    })
}

/// Counts the seconds a busy shop asked for, then goes on.
fn countdown(shell: Shell, seconds: u32, again: Callback<()>) -> AnyView {
    let left = Var::new(seconds);
    let tick = set_interval_with_handle(
        move || {
            let Some(seconds) = left.try_now() else { return };
            left.set(seconds.saturating_sub(1));
            if seconds == 1 {
                again.run(());
            }
        },
        Duration::from_secs(1),
    );
    on_cleanup(move || {
        if let Ok(tick) = tick {
            tick.clear();
        }
    });
    words(move || shell.i18n_now().count("problem.busy.wait", left.get())).into_any()
}

/// At once when it is back already: what was sent without a connection may fail later than that.
fn when_online(shell: Shell, again: Callback<()>) {
    let was_online = Var::new(false);
    watch(move || {
        let online = shell.connection.is_online();
        if online && !was_online.now() {
            again.run(());
        }
        was_online.set(online);
    });
}

/// What a parcel's status means for the shopper.
pub fn parcel_tone(status: TrackingStatus) -> Tone {
    match status {
        TrackingStatus::Delivered => Tone::Good,
        TrackingStatus::InTransit | TrackingStatus::OutForDelivery | TrackingStatus::AvailableForPickup => Tone::Brand,
        TrackingStatus::AttemptFail | TrackingStatus::Exception | TrackingStatus::Expired => Tone::Warn,
        TrackingStatus::Pending | TrackingStatus::InfoReceived | TrackingStatus::Unknown => Tone::Plain,
    }
}

/// What a way back costs: the amount where there is one, else the shop's word for none.
pub fn fee(i18n: &I18n, fee: &Fee) -> String {
    if fee.amount.amount == 0 { fee.label.clone() } else { i18n.money(&fee.amount) }
}

/// The shop's people, when their channels are known.
pub fn contact(shell: Shell) -> AnyView {
    let known = match shell.capabilities().map(Remote::get) {
        Some(Load::Ready(capabilities)) => capabilities.contact.clone(),
        _ => Vec::new(),
    };
    if known.is_empty() {
        return nothing();
    }
    let rows: Views = known.into_iter().map(channel).collect();
    view! {
        <section part="contact" class="section">
            <h2 class="section-title">{shell.i18n_now().t("contact.title")}</h2>
            <div class="card rows">{rows} {aid::answers(shell)}</div>
        </section>
    }
    .into_any()
}

fn channel(channel: ContactChannel) -> AnyView {
    // Only these open something a shopper expects; anything else from a server is shown, not linked.
    let url = channel.url.filter(|url| ["https:", "mailto:", "tel:"].iter().any(|scheme| url.starts_with(scheme)));
    view! {
        <a class="row" href=url target="_blank" rel="noopener">
            <span class="grow">
                <span class="row-title">{channel.label}</span>
                <span class="muted">{channel.hours_label}</span>
            </span>
        </a>
    }
    .into_any()
}
