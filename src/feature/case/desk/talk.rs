//! The conversation: what was said so far, what is on its way, and a field for more.

use std::rc::Rc;

use aftercare_contract::{Id, desk::Message};

use super::{
    super::action::Actions,
    composer,
    said::{self, Said},
    unsent::{self, Unsent},
};
use crate::{
    client::Failure,
    erased::{Var, derived, live, nothing, prelude::*, tap, watch, words},
    feature::frame,
    state::{Load, Remote, Shell, read_of},
    ui::{Tone, skeleton, tag},
};

/// The conversation of the case.
#[derive(Clone, Copy)]
pub struct Talk {
    pub shell: Shell,
    pub actions: Actions,
    pub case_id: Var<Id>,
    pub said: Remote<Vec<Message>>,
    pub unsent: Var<Rc<Vec<Unsent>>>,
    /// Whether the first of them is on its way now.
    pub sending: Var<bool>,
    pub failed: Var<Option<Failure>>,
    /// What the shop did not take, with its reason: the field has it back.
    pub returned: Var<Option<(Unsent, String)>>,
}

pub fn talk(actions: Actions) -> AnyView {
    let case = actions.case.now();
    if case.it.messages.is_none() {
        return nothing();
    }
    let shell = actions.shell;
    let id = case.it.id.clone();
    let said = Remote::remembered(shell, format!("talk {id}"), move |client, abort| {
        let id = id.clone();
        async move { client.messages(&id, &abort).await }
    });
    let id = &case.it.id;
    let talk = Talk {
        shell,
        actions,
        case_id: Var::new(id.clone()),
        said,
        unsent: Var::new(Rc::new(unsent::find(&shell.drafts(), id))),
        sending: Var::new(false),
        failed: Var::new(None),
        returned: Var::new(None),
    };
    talk.hear();
    talk.send_when_online();
    talk.show()
}

impl Talk {
    /// Reads the conversation again when the case says that there is more of it.
    fn hear(self) {
        let newest = derived(move || self.actions.case.get().it.messages.as_ref()?.last_id.clone());
        watch(move || {
            let newest = newest.get();
            if let Load::Ready(known) = self.said.now()
                && known.last().map(|message| &message.id) != newest.as_ref()
            {
                self.said.refresh();
            }
        });
    }

    fn show(self) -> AnyView {
        let i18n = self.shell.i18n_now();
        let read = self.shell.drafts().find::<String>(&self.read_draft());
        // Stays where it was when the shopper came, while what they read now is read.
        let unread = derived(move || match self.said.get() {
            Load::Ready(messages) => said::first_unread(&messages, read.as_deref()),
            _ => None,
        });
        watch(move || {
            if let Load::Ready(messages) = self.said.get()
                && let Some(last) = messages.last()
            {
                self.shell.drafts().keep(&self.read_draft(), &last.id);
            }
        });
        let begun = self.actions.case.now();
        let messages = live(move || match self.said.get() {
            Load::Waiting => skeleton(self.shell.i18n_now().t("state.loading")),
            Load::Failed(failure) => frame::trouble(self.shell, &failure, Callback::new(move |()| self.said.reload())),
            Load::Ready(messages) => self.messages(&messages, unread.get()),
        });
        let mark = live(move || {
            let new = unread.get().map(|_| tag("unread", Tone::Brand, self.shell.i18n_now().t("desk.new")));
            new.into_any()
        });
        view! {
            <section part="talk" class="section">
                <h2 class="section-title">{i18n.t("desk.talk")} " " {mark}</h2>
                <ol part="messages" class="bubbles">
                    {said::beginning(&i18n, &begun.it)}
                    {messages}
                    {live(move || self.waiting())}
                </ol>
                <p class="unseen" role="status">{self.heard()}</p>
                {composer::composer(self)}
            </section>
        }
        .into_any()
    }

    fn messages(self, messages: &[Message], unread: Option<usize>) -> AnyView {
        let i18n = self.shell.i18n_now();
        let mut shown = Vec::with_capacity(messages.len() + 1);
        for (at, message) in messages.iter().enumerate() {
            if unread == Some(at) {
                let words = i18n.t("desk.new_from_here");
                shown.push(view! { <li part="new-from-here" class="divider">{words}</li> }.into_any());
            }
            shown.push(said::message(&i18n, message));
        }
        shown.into_any()
    }

    /// The newest message of somebody else's that came while the shopper looked, for the screen reader.
    fn heard(self) -> Box<dyn FnMut() -> String + Send> {
        let known = Var::new(None::<usize>);
        words(move || {
            let Load::Ready(messages) = self.said.get() else { return String::new() };
            let before = known.now();
            known.set(Some(messages.len()));
            let news = messages.get(before.unwrap_or(messages.len())..).unwrap_or_default();
            let news = said::first_unread(news, None).and_then(|at| news.get(at));
            news.map(|message| format!("{}: {}", message.author_label, message.text)).unwrap_or_default()
        })
    }

    /// What the shop does not have yet, and how that stands.
    fn waiting(self) -> AnyView {
        let failed = self.failed.get();
        let bubbles: Views = self
            .unsent
            .get()
            .iter()
            .enumerate()
            .map(|(at, unsent)| {
                let names = unsent.files.iter().map(|file| file.name.as_str()).collect::<Vec<_>>().join(", ");
                let files = (!names.is_empty()).then(|| view! { <p class="muted">{names}</p> }.into_any());
                let about = self.how_it_stands(failed.as_ref().filter(|_| at == 0));
                let files = files.into_any();
                said::bubble(Said { part: "unsent", mine: true, text: unsent.text.clone(), files, about })
            })
            .collect();
        bubbles.into_any()
    }

    fn how_it_stands(self, failed: Option<&Failure>) -> AnyView {
        let i18n = self.shell.i18n_now();
        let Some(failure) = failed else { return i18n.t("desk.sending").into_any() };
        let key = if *failure == Failure::Offline { "desk.unsent.offline" } else { "desk.unsent" };
        let again = i18n.t("desk.send_again");
        view! {
            <span role="status">{i18n.t(key)}</span>
            " "
            <button type="button" part="send-again" class="link" on:click=tap(move || self.send(0))>
                {again}
            </button>
        }
        .into_any()
    }

    fn read_draft(self) -> String {
        read_of(&self.case_id.now())
    }
}
