//! What a reason asks for beside itself: words, a serial number, pictures.

use super::{Why, said::Said, tree::asks_for};
use crate::{
    erased::{Var, derived, live, nothing, prelude::*, tap},
    feature::evidence::{Evidence, Wanted, evidence},
    state::Load,
    ui::{parts, typed},
};

/// What a line may be asked for, as far as this widget knows how.
const KNOWN: [&str; 4] = ["note", "serial", "photo", "video"];

/// The fields, once there is a reason to explain.
pub fn proof(why: Why) -> AnyView {
    // Pictures on their way must not be drawn anew because of something else, so this changes only with the needs.
    let asked = derived(move || {
        let Load::Ready(tree) = why.reasons.get() else { return None };
        if tree.data.is_empty() {
            // A shop that asks for no reason still hears what there is to say.
            return Some(String::new());
        }
        let said = why.said.get();
        let reason = said.leaf(&tree.data)?;
        Some(KNOWN.into_iter().filter(|what| asks_for(reason, what)).collect::<String>())
    });
    live(move || {
        let Some(asked) = asked.get() else { return nothing() };
        let asks = |what: &str| asked.contains(what);
        let serial = if asks("serial") { field(why, Field::Serial, true) } else { nothing() };
        parts(vec![note(why, asks("note")), serial, pictures(why, asks("photo"), asks("video"))])
    })
}

/// Words are always welcome, but a field only where the reason asks or the shopper does.
fn note(why: Why, required: bool) -> AnyView {
    let open = Var::new(required || !why.said.now().note.is_empty());
    live(move || {
        if open.get() {
            return field(why, Field::Note, required);
        }
        let words = why.shell.i18n_now().t("return.add_note");
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
    fn of(self, said: &mut Said) -> &mut String {
        match self {
            Self::Note => &mut said.note,
            Self::Serial => &mut said.serial,
        }
    }
}

fn field(why: Why, field: Field, required: bool) -> AnyView {
    let i18n = why.shell.i18n_now();
    let value = field.of(&mut why.said.now()).clone();
    let label = i18n.t(match (field, required) {
        (Field::Serial, _) => "return.serial",
        (Field::Note, true) => "return.note_required",
        (Field::Note, false) => "return.note",
    });
    let input = typed(move |text| why.change(|said| *field.of(said) = text));
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

fn pictures(why: Why, photo: bool, video: bool) -> AnyView {
    let (wanted, title) = match (photo, video) {
        (false, false) => return nothing(),
        (true, false) => (Wanted::Photos, "return.photo"),
        (false, true) => (Wanted::Videos, "return.video"),
        (true, true) => (Wanted::PhotosAndVideos, "return.photo_video"),
    };
    let Why { shell, id, attached, busy, .. } = why;
    evidence(shell, Evidence { name: id.now(), title: shell.i18n_now().t(title), wanted, busy }, attached)
}
