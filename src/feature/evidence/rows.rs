//! The list, a row a file, and the button that adds some.

use leptos::{
    ev::{DragEvent, Event},
    html,
};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, File, FileList, HtmlInputElement};

use super::{
    Evidence, Wanted,
    tray::{Item, Step, Tray},
};
use crate::{
    erased::{derived, live, nothing, prelude::*, tap, watch, words},
    ui::{Icon, icon},
};

/// The part as a whole; files can also be dropped or pasted onto it.
pub fn list(tray: Tray, evidence: &Evidence) -> AnyView {
    let i18n = tray.shell.i18n_now();
    // Only which files there are; how far each has come is its row's to follow.
    let keys = derived(move || tray.items.get().iter().map(|item| item.key).collect::<Vec<_>>());
    let rows = live(move || {
        let keys = keys.get();
        if keys.is_empty() {
            return nothing();
        }
        let rows: Views = keys.into_iter().map(|key| row(tray, key)).collect();
        view! { <ul class="card rows" part="files">{rows}</ul> }.into_any()
    });
    let dropped: Box<dyn FnMut(DragEvent)> = Box::new(move |event| {
        event.prevent_default();
        take(tray, event.data_transfer().and_then(|dropped| dropped.files()));
    });
    let pasted: Box<dyn FnMut(ClipboardEvent)> = Box::new(move |event| {
        let files = event.clipboard_data().and_then(|pasted| pasted.files()).filter(|files| files.length() > 0);
        if files.is_some() {
            event.prevent_default();
            take(tray, files);
        }
    });
    view! {
        <fieldset
            class="section evidence"
            part="evidence"
            on:dragover=|event: DragEvent| event.prevent_default()
            on:drop=dropped
            on:paste=pasted
        >
            <legend class="section-title">{evidence.title.clone()}</legend>
            {rows}
            {adder(tray, evidence)}
            <p class="unseen" role="status">{words(move || tray.said.get())}</p>
            <p class="muted">{i18n.t("evidence.privacy")}</p>
        </fieldset>
    }
    .into_any()
}

fn take(tray: Tray, files: Option<FileList>) {
    let files = files.iter().flat_map(|files| (0..files.length()).filter_map(|at| files.item(at)));
    tray.add(files.collect::<Vec<File>>());
}

/// The button is the label of a field that only the keyboard and screen readers see.
fn adder(tray: Tray, evidence: &Evidence) -> AnyView {
    let limits = tray.limits.now();
    let i18n = tray.shell.i18n_now();
    let label = i18n.t(match evidence.wanted {
        Wanted::Photos => "evidence.add.photos",
        Wanted::Videos => "evidence.add.videos",
        Wanted::PhotosAndVideos => "evidence.add.photos_videos",
        Wanted::Files => "evidence.add.files",
    });
    let mut hint =
        i18n.fill("evidence.hint", &[("types", &limits.names()), ("most", &i18n.number(limits.most_files()))]);
    if let Some(seconds) = limits.longest_video().filter(|_| limits.takes_videos()) {
        hint = [hint, i18n.count("evidence.hint.video", seconds)].join(" · ");
    }
    let is_full = derived(move || {
        let _ = tray.items.get();
        tray.count() >= tray.limits.now().most_files() as usize
    });
    let hint_id = format!("hint-{}", evidence.name);
    let says = words(move || {
        let i18n = tray.shell.i18n_now();
        if is_full.get() { i18n.count("evidence.unfit.count", tray.limits.now().most_files()) } else { hint.clone() }
    });
    let chosen: Box<dyn FnMut(Event)> = Box::new(move |event: Event| {
        let Some(field) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        take(tray, field.files());
        // So that the same file can be chosen again.
        field.set_value("");
    });
    let class =
        words(move || if is_full.get() { "button outline adder off" } else { "button outline adder" }.to_owned());
    view! {
        <label class=class>
            <input
                type="file"
                class="unseen"
                part="add-file"
                multiple
                accept=limits.accept()
                disabled=move || is_full.get()
                aria-describedby=hint_id.clone()
                on:change=chosen
            />
            {icon(Icon::Add)}
            {label}
        </label>
        <p class="muted" part="evidence-hint" id=hint_id>{says}</p>
    }
    .into_any()
}

fn row(tray: Tray, key: u32) -> AnyView {
    let Some(item) = untrack(|| tray.item(key)) else { return nothing() };
    let name = item.name.clone();
    let status = words(move || tray.item(key).map(|item| tray.status(&item)).unwrap_or_default());
    let state = words(move || tray.item(key).map(|item| state(&item).to_owned()).unwrap_or_default());
    // One button for both ways, so that it keeps the focus.
    let is_removed = derived(move || tray.item(key).is_some_and(|item| item.removed));
    let verb = move || if is_removed.get() { "action.undo" } else { "evidence.remove" };
    let spoken = words(move || tray.about(&name, &tray.shell.i18n_now().t(verb())));
    let stuck =
        derived(move || tray.item(key).is_some_and(|item| matches!(item.step, Step::Waiting(_)) && !item.removed));
    let again = live(move || {
        if !stuck.get() {
            return nothing();
        }
        view! {
            <button type="button" part="retry-file" class="button small outline" on:click=tap(move || tray.retry(key))>
                {tray.shell.i18n_now().t("action.retry")}
            </button>
        }
        .into_any()
    });
    view! {
        <li class="row file" part="file" data-state=state>
            {picture(tray, key)}
            <div class="grow">
                <p class="row-title">{item.name}</p>
                <p class="muted" part="file-status">{status}</p>
                {progress(tray, key)}
                {again}
            </div>
            <button
                type="button"
                part="remove-file"
                class="button small quiet"
                aria-label=spoken
                on:click=tap(move || tray.toggle(key))
            >
                {words(move || tray.shell.i18n_now().t(verb()))}
            </button>
        </li>
    }
    .into_any()
}

/// A thumbnail once there is one.
fn picture(tray: Tray, key: u32) -> AnyView {
    let place = NodeRef::<html::Span>::new();
    let thumb = move || tray.item(key).and_then(|item| item.thumb);
    let has_thumb = derived(move || thumb().is_some());
    watch(move || {
        if has_thumb.get()
            && let (Some(place), Some(thumb)) = (place.get(), untrack(thumb))
        {
            // One that can't be shown is no loss: the name says which file it is.
            let _ = place.append_child(&thumb);
        }
    });
    let stand_in = live(move || if has_thumb.get() { nothing() } else { icon(Icon::File) });
    view! { <span class="picture" aria-hidden="true" node_ref=place>{stand_in}</span> }.into_any()
}

fn progress(tray: Tray, key: u32) -> AnyView {
    let percent = derived(move || match tray.item(key).filter(|item| !item.removed)?.step {
        Step::Sending(percent) => Some(percent),
        _ => None,
    });
    let is_sending = derived(move || percent.get().is_some());
    live(move || {
        if !is_sending.get() {
            return nothing();
        }
        let value = words(move || percent.get().unwrap_or(100).to_string());
        view! { <progress class="progress" max="100" value=value aria-hidden="true"></progress> }.into_any()
    })
}

/// For styles and tests.
fn state(item: &Item) -> &'static str {
    match &item.step {
        _ if item.removed => "removed",
        Step::Queued => "queued",
        Step::Preparing => "preparing",
        Step::Sending(_) => "sending",
        Step::Waiting(_) => "waiting",
        Step::Attached(_) => "attached",
        Step::Refused(_) => "refused",
    }
}
