//! The shopper's jobs, a module each. They meet through [`crate::state::View`]; only this file knows them all.

mod case;
mod complaint;
mod content;
mod copy;
mod evidence;
mod exchange;
mod filing;
mod frame;
mod get_in;
mod guide;
mod help;
mod opinion;
mod order;
mod orders;
mod quoting;
mod refused;
mod repair;
mod return_form;
mod review;
mod slots;
mod survey;
mod tracking;
mod warm;
mod ways;
mod why;
mod withdrawal;

use leptos::task::spawn_local;

use crate::{
    erased::{Var, live, nothing, prelude::*, tap, words},
    state::{Shell, View},
    ui::{Icon, Notice, Tone, icon, notice},
};

/// The whole widget: a header, the view on top of the stack, and word of a lost connection.
pub fn desk(shell: Shell) -> AnyView {
    let title = NodeRef::<leptos::html::H1>::new();
    let place = NodeRef::<leptos::html::Div>::new();

    let screen = live(move || {
        let view = shell.views.top();
        // Tracked here, so that a view is built anew when the language changes and need not track it itself.
        let _ = shell.i18n();
        move_focus(shell, title);
        // From its top, however far down the one before was read. One that knows better says so when it is there.
        if let Some(place) = place.get_untracked() {
            place.set_scroll_top(0);
        }
        if !shell.is_in() {
            return get_in::get_in(shell);
        }
        match view {
            View::Home => orders::orders(shell),
            View::AddOrder => get_in::get_in(shell),
            View::Order { id, .. } => order::order(shell, id),
            View::Return { order_id, line_item_id } => return_form::return_form(shell, order_id, line_item_id),
            View::Exchange { order_id, line_item_id } => exchange::exchange(shell, order_id, line_item_id),
            View::Complaint { order_id, line_item_ids, reason_code } => {
                complaint::complaint(shell, order_id, line_item_ids, reason_code)
            }
            View::Repair { order_id, line_item_id, tried } => repair::repair(shell, order_id, line_item_id, tried),
            View::Filing { key } => filing::filing(shell, key),
            View::Case { id, opened, just_filed, .. } => case::case(shell, id, opened, just_filed),
            View::Parcel { id, .. } => tracking::parcel(shell, id),
            View::Withdrawal { order_id, .. } => withdrawal::withdrawal(shell, order_id),
            View::Help { about } => help::help(shell, about),
            View::Article { id, about } => help::article(shell, id, about),
            View::Guide { about, path } => guide::guide(shell, about, path),
            View::Review { reviewable_id, order_id } => review::review(shell, reviewable_id, order_id),
        }
    });
    let name = words(move || if shell.is_in() { shell.views.top().name() } else { "get-in" }.to_owned());

    shell.announce_ready();
    warm::warm(shell);
    // Fetched when the shopper begins to type, so that it is there when the order is. One that does not come is
    // fetched again by the view that needs it.
    let warmed = Var::new(false);
    let warm = move |_| {
        if !warmed.now() {
            warmed.set(true);
            spawn_local(async {
                let _ = orders::preload().await;
                let _ = case::preload().await;
            });
        }
    };
    view! {
        <div class="desk" lang=words(move || shell.i18n().tag().to_owned())>
            {header(shell, title)}
            <div part="view" class="view" data-view=name node_ref=place on:input=warm>
                {offline(shell)}
                {screen}
            </div>
        </div>
    }
    .into_any()
}

fn header(shell: Shell, title: NodeRef<leptos::html::H1>) -> AnyView {
    let back = live(move || {
        if !shell.is_in() || !shell.views.can_go_back() {
            return nothing();
        }
        let name = shell.i18n().t("action.back");
        view! {
            <button type="button" part="back" class="icon-button" aria-label=name on:click=tap(move || shell.views.back())>
                {icon(Icon::Back)}
            </button>
        }
        .into_any()
    });
    let close = if shell.panel.closable {
        let name = words(move || shell.i18n().t("action.close"));
        view! {
            <button type="button" part="close" class="icon-button" aria-label=name on:click=tap(move || shell.panel.close())>
                {icon(Icon::Close)}
            </button>
        }
        .into_any()
    } else {
        nothing()
    };
    view! {
        <header part="header" class="header">
            {back}
            <h1 part="title" class="title" tabindex="-1" lang=words(move || lang_of_title(shell)) node_ref=title>
                {words(move || title_of(shell))}
            </h1>
            {close}
        </header>
    }
    .into_any()
}

fn title_of(shell: Shell) -> String {
    let i18n = shell.i18n();
    if !shell.is_in() {
        return i18n.t("title.get_in");
    }
    match shell.views.top() {
        View::Home => i18n.t("title.orders"),
        View::AddOrder => i18n.t("title.get_in"),
        View::Order { number, .. } => i18n.fill("title.order", &[("number", &number)]),
        View::Return { .. } => i18n.t("title.return"),
        View::Exchange { .. } => i18n.t("title.exchange"),
        View::Complaint { .. } => i18n.t("title.complaint"),
        View::Repair { .. } => i18n.t("title.repair"),
        View::Filing { .. } => i18n.t("title.filing"),
        View::Case { number, kind, .. } => i18n.of_kind("kind.title.{}", &kind, &[("number", &number)]),
        View::Withdrawal { label, .. } => label,
        View::Help { .. } | View::Article { .. } => i18n.t("title.help"),
        View::Guide { about, .. } => about.title.clone(),
        View::Review { reviewable_id, .. } => {
            i18n.t(if reviewable_id.is_some() { "title.review" } else { "title.reviews" })
        }
        View::Parcel { back, .. } => i18n.t(if back { "title.parcel_back" } else { "title.parcel" }),
    }
}

/// The shop may word a title in another language than the widget's.
fn lang_of_title(shell: Shell) -> String {
    let named = match shell.views.top() {
        View::Withdrawal { language, .. } if shell.is_in() => language,
        _ => None,
    };
    shell.i18n().lang(named)
}

/// A new view starts at its title, for the eye and for the screen reader. Not inline, where the page around us has
/// the focus until the shopper comes.
fn move_focus(shell: Shell, title: NodeRef<leptos::html::H1>) {
    let came_from_here = shell.panel.closable || shell.views.can_go_back_now();
    if came_from_here {
        // Before the next event, not the next frame: on a slow phone the shopper may be typing by then.
        queue_microtask(move || {
            if let Some(heading) = title.try_get_untracked().flatten() {
                // A heading that can't take the focus is no loss: the view is there all the same.
                let _ = heading.focus();
            }
        });
    }
}

fn offline(shell: Shell) -> AnyView {
    live(move || {
        if shell.connection.is_online() {
            return nothing();
        }
        let i18n = shell.i18n();
        notice(Notice {
            part: "offline",
            kind: "offline",
            tone: Tone::Bad,
            title: i18n.t("offline.title"),
            detail: i18n.t("offline.detail").into_any(),
            action: None,
        })
    })
}
