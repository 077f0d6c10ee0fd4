//! Searching the shop's articles while the shopper types.

use std::{rc::Rc, time::Duration};

use aftercare_contract::{Id, article::ArticleSummary};
use leptos::{
    ev::{CompositionEvent, Event, KeyboardEvent, SubmitEvent},
    html,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlElement, js_sys::Reflect};

use super::row::{Row, row};
use crate::{
    erased::{Var, live, nothing, prelude::*, watch, words},
    feature::frame,
    state::{Load, Matter, Remote, Shell, View},
    ui::skeleton,
};

/// How long a shopper pauses who has typed a word.
const TYPING: Duration = Duration::from_millis(300);

/// How many are shown: those most read before anything is typed, and what is found.
const MOST_READ: u32 = 5;
const FOUND: u32 = 20;

/// The name the place in the list is kept by.
const PLACE: &str = "help";

/// What a search has found.
#[derive(Clone)]
struct Found {
    wanted: String,
    articles: Vec<ArticleSummary>,
    /// The article that was opened from here.
    opened: Option<Id>,
}

#[derive(Clone, Copy)]
struct Search {
    shell: Shell,
    about: Var<Option<Rc<Matter>>>,
    typed: Var<String>,
    wanted: Var<String>,
    found: Remote<Found>,
    pause: Var<Option<TimeoutHandle>>,
    whole: NodeRef<html::Div>,
}

/// The field and what it finds.
pub fn search(shell: Shell, about: Option<Rc<Matter>>) -> AnyView {
    let before = shell.memory.place::<Found>(PLACE);
    let wanted = Var::new(before.as_ref().map(|it| it.wanted.clone()).unwrap_or_default());
    let found = Remote::new(shell, before, move |client, abort| {
        let wanted = wanted.now();
        async move {
            let limit = if wanted.is_empty() { MOST_READ } else { FOUND };
            let articles = client.articles(&wanted, limit, &abort).await?;
            Ok(Found { wanted, articles, opened: None })
        }
    });
    let search = Search {
        shell,
        about: Var::new(about),
        typed: Var::new(wanted.now()),
        wanted,
        found,
        pause: Var::new(None),
        whole: NodeRef::new(),
    };
    on_cleanup(move || {
        search.pause.take().inspect(TimeoutHandle::clear);
    });
    search.go_on_where_it_was_left();
    view! {
        <div class="stack" node_ref=search.whole on:keydown=move |event| search.step(&event)>
            {search.field()}
            <p role="status" part="found" class="muted">
                {words(move || search.told())}
            </p>
            {live(move || search.results())}
        </div>
    }
    .into_any()
}

impl Search {
    fn field(self) -> AnyView {
        let name = self.shell.i18n_now().t("help.search");
        let send: Box<dyn FnMut(SubmitEvent)> = Box::new(move |event| {
            event.prevent_default();
            self.ask();
        });
        // While a word is still being composed (Chinese, Japanese) its letters are no question yet.
        let typed: Box<dyn FnMut(Event)> = Box::new(move |event| {
            if Reflect::get(&event, &JsValue::from_str("isComposing")).unwrap_or_default().is_falsy() {
                self.type_in(event_target_value(&event));
            }
        });
        let composed: Box<dyn FnMut(CompositionEvent)> =
            Box::new(move |event| self.type_in(event_target_value(&event)));
        view! {
            <form role="search" class="field" on:submit=send>
                <input
                    part="help-search"
                    type="search"
                    enterkeyhint="search"
                    autocomplete="off"
                    maxlength="200"
                    aria-label=name.clone()
                    placeholder=name
                    prop:value=self.typed.now()
                    on:input=typed
                    on:compositionend=composed
                />
            </form>
        }
        .into_any()
    }

    fn type_in(self, text: String) {
        self.typed.set(text);
        self.pause.take().inspect(TimeoutHandle::clear);
        self.pause.set(set_timeout_with_handle(move || self.ask(), TYPING).ok());
    }

    /// Asks for what is typed now; a question still under way ends.
    fn ask(self) {
        self.pause.take().inspect(TimeoutHandle::clear);
        let Some(typed) = self.typed.try_now() else { return };
        let is_there = matches!(self.found.now(), Load::Ready(_));
        if is_there && typed.trim() == self.wanted.now() {
            return;
        }
        self.wanted.set(typed.trim().to_owned());
        if is_there { self.found.refresh() } else { self.found.reload() }
    }

    /// For everybody, and read out: how many there are. Tracks.
    fn told(self) -> String {
        let i18n = self.shell.i18n_now();
        if self.found.is_refreshing() {
            return i18n.t("state.loading");
        }
        match self.found.get() {
            Load::Ready(found) if found.wanted.is_empty() => i18n.t("help.most_read"),
            Load::Ready(found) => match u32::try_from(found.articles.len()) {
                Ok(count @ 1..) => i18n.count("help.found", count),
                _ => i18n.fill("help.none", &[("wanted", &found.wanted)]),
            },
            _ => String::new(),
        }
    }

    fn results(self) -> AnyView {
        let i18n = self.shell.i18n_now();
        let found = self.found;
        match found.get() {
            Load::Waiting => skeleton(i18n.t("state.loading")),
            Load::Failed(failure) => frame::trouble(self.shell, &failure, Callback::new(move |()| found.reload())),
            Load::Ready(found) if found.articles.is_empty() => nothing(),
            Load::Ready(found) => {
                let rows: Views = found.articles.iter().map(|article| self.row(article)).collect();
                view! { <ul class="card rows">{rows}</ul> }.into_any()
            }
        }
    }

    fn row(self, article: &ArticleSummary) -> AnyView {
        let id = article.id.clone();
        let way = Row {
            part: "article-row",
            id: article.id.clone(),
            picture: nothing(),
            title: article.title.clone(),
            detail: article.excerpt.clone(),
        };
        view! { <li>{row(way, move || self.open(&id))}</li> }.into_any()
    }

    /// Opens an article, from which the shopper comes back to where they are now.
    fn open(self, id: &Id) {
        if let Load::Ready(found) = self.found.now() {
            let place = Found { opened: Some(id.clone()), ..(*found).clone() };
            self.shell.memory.keep_place(PLACE, Rc::new(place));
        }
        self.shell.views.push(View::Article { id: id.clone(), about: self.about.now() });
    }

    /// Back from an article, the focus goes on with its row.
    fn go_on_where_it_was_left(self) {
        let Load::Ready(found) = self.found.now() else { return };
        let Some(opened) = found.opened.clone() else { return };
        watch(move || {
            let Some(whole) = self.whole.get() else { return };
            let row = whole.query_selector(&["[data-id=\"", &opened, "\"]"].concat()).ok().flatten();
            if let Some(Ok(row)) = row.map(JsCast::dyn_into::<HtmlElement>) {
                let _ = row.focus();
            }
        });
    }

    /// Up and down lead from the field through what it found.
    fn step(self, event: &KeyboardEvent) {
        let step = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        let Some(whole) = self.whole.get_untracked() else { return };
        let Ok(stops) = whole.query_selector_all("input, [part~=article-row]") else { return };
        let stops: Vec<HtmlElement> = (0..stops.length()).filter_map(|at| stops.get(at)?.dyn_into().ok()).collect();
        let here = stops.iter().position(|it| event.target().is_some_and(|target| target == *it.as_ref()));
        let next = here.and_then(|at| stops.get(at.checked_add_signed(step)?));
        if let Some(next) = next {
            event.prevent_default();
            let _ = next.focus();
        }
    }
}
