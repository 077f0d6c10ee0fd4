//! What a reason asks for beside itself: words, a serial number, pictures.

use leptos::prelude::*;

use super::{
    choice::{LineChoice, asks_for},
    controls::{parts, typed},
    form::{Form, Returnable},
};
use crate::{
    erased::{Var, derived, live, nothing, tap},
    feature::evidence::{Evidence, Wanted, evidence},
    state::Load,
};

/// What a line may be asked for, as far as this widget knows how.
const KNOWN: [&str; 4] = ["note", "serial", "photo", "video"];

/// The fields of the `at`-th line, once there is a reason to explain.
pub fn proof(form: Form, at: usize) -> AnyView {
    let Returnable { item, reasons, .. } = form.returnable(at);
    // Pictures on their way must not be drawn anew because of something else, so this changes only with the needs.
    let asked = derived(move || {
        let Load::Ready(tree) = reasons.get() else { return None };
        let choice = form.choice.get();
        let reason = choice.line(&item.id)?.leaf(&tree.data)?;
        Some(KNOWN.into_iter().filter(|what| asks_for(reason, what)).collect::<String>())
    });
    live(move || {
        let Some(asked) = asked.get() else { return nothing() };
        let asks = |what: &str| asked.contains(what);
        let serial = if asks("serial") { field(form, at, Field::Serial, true) } else { nothing() };
        parts(vec![note(form, at, asks("note")), serial, pictures(form, at, asks("photo"), asks("video"))])
    })
}

/// Words are always welcome, but a field only where the reason asks or the shopper does.
fn note(form: Form, at: usize, required: bool) -> AnyView {
    let id = form.returnable(at).item.id;
    let typed = form.choice.now().line(&id).is_some_and(|line| !line.note.is_empty());
    let open = Var::new(required || typed);
    live(move || {
        if open.get() {
            return field(form, at, Field::Note, required);
        }
        let words = form.shell.i18n_now().t("return.add_note");
        view! {
            <button type="button" part="add-note" class="link" on:click=tap(move || open.set(true))>
                {words}
            </button>
        }
        .into_any()
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Note,
    Serial,
}

impl Field {
    fn of(self, line: &mut LineChoice) -> &mut String {
        match self {
            Self::Note => &mut line.note,
            Self::Serial => &mut line.serial,
        }
    }
}

fn field(form: Form, at: usize, field: Field, required: bool) -> AnyView {
    let i18n = form.shell.i18n_now();
    let id = form.returnable(at).item.id;
    let value = form.choice.now().line_mut(&id).map(|line| field.of(line).clone()).unwrap_or_default();
    let label = i18n.t(match (field, required) {
        (Field::Serial, _) => "return.serial",
        (Field::Note, true) => "return.note_required",
        (Field::Note, false) => "return.note",
    });
    let input = typed(move |text| form.change_line(&id, |line| *field.of(line) = text.clone()));
    let required = required.to_string();
    let control = if field == Field::Note {
        view! {
            <textarea part="note" name="note" rows="3" maxlength="2000" aria-required=required prop:value=value on:input=input></textarea>
        }
        .into_any()
    } else {
        view! {
            <input part="serial" name="serial" maxlength="64" autocomplete="off" aria-required=required prop:value=value on:input=input />
        }
        .into_any()
    };
    view! {
        <label class="field">
            <span class="label">{label}</span>
            {control}
        </label>
    }
    .into_any()
}

fn pictures(form: Form, at: usize, photo: bool, video: bool) -> AnyView {
    let (wanted, title) = match (photo, video) {
        (false, false) => return nothing(),
        (true, false) => (Wanted::Photos, "return.photo"),
        (false, true) => (Wanted::Videos, "return.video"),
        (true, true) => (Wanted::PhotosAndVideos, "return.photo_video"),
    };
    let Returnable { item, attached, busy, .. } = form.returnable(at);
    let title = form.shell.i18n_now().t(title);
    evidence(form.shell, Evidence { name: item.id, title, wanted, busy }, attached)
}
