//! What the author has to add later.

use std::rc::Rc;

use aftercare_contract::review::{FollowUpRequest, Review};
use leptos::ev::SubmitEvent;

use super::{
    author::Author,
    form::field,
    said::Said,
    sending::{Sending, Writing},
};
use crate::{
    client::json,
    erased::{Var, live, prelude::*, watch, words},
    feature::evidence::{Attached, Evidence, Wanted, evidence},
};

/// Fields for it, while the shop takes one.
pub fn follow_up(author: Author, review: &Review) -> Option<AnyView> {
    if !review.can_follow_up {
        return None;
    }
    let attached = Var::new(Rc::<Vec<Attached>>::default());
    let sending = Sending::new(author, Writing::FollowUp, Callback::new(move |()| attached.set(Rc::default())));
    let drafts = author.shell.drafts();
    let said = Var::new(drafts.find::<Said>(&sending.draft()).unwrap_or_default());
    attached.set(Rc::new(said.now().evidence));
    let change = move |change: &dyn Fn(&mut Said)| {
        said.update(change);
        author.shell.drafts().keep(&sending.draft(), &said.now());
    };
    watch(move || {
        let files = attached.get();
        if said.now().evidence != *files {
            change(&|said| said.evidence = files.to_vec());
        }
    });
    let uploading = Var::new(false);
    let waits = move || uploading.get() || said.get().text.trim().is_empty();
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        if !untrack(waits) {
            let Said { text, evidence, .. } = said.now();
            let attachments = evidence.into_iter().map(|file| file.id).collect();
            sending.send(json::write(&FollowUpRequest { text: text.trim().to_owned(), attachments }), 0);
        }
    };
    let i18n = author.shell.i18n_now();
    let files = Evidence {
        name: "follow-up".into(),
        title: i18n.t("review.evidence"),
        wanted: Wanted::PhotosAndVideos,
        busy: uploading,
    };
    let typed = move |text: String| change(&|said| said.text.clone_from(&text));
    let form = view! {
        <form part="follow-up-form" class="stack" on:submit=send>
            {field(i18n.t("review.follow_up"), "follow-up-text", said.now().text, typed)}
            {evidence(author.shell, files, attached)}
            {live(move || sending.news())}
            <button
                type="submit"
                part="follow-up-send"
                class="button soft"
                aria-disabled=words(move || (waits() || sending.busy.get()).to_string())
            >
                {i18n.t("review.follow_up.send")}
            </button>
        </form>
    };
    Some(form.into_any())
}
