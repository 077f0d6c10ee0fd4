//! The pool of mounted widgets behind opaque ids, so that no reference crosses the border to JavaScript.

use std::{
    any::Any,
    cell::{Cell, RefCell},
    rc::Rc,
};

use web_sys::HtmlElement;

use super::{Page, keyboard::Keyboard};
use crate::{
    erased,
    feature::desk,
    i18n::I18n,
    state::{Announcement, Panel, Shell},
};

struct Instance {
    id: u32,
    page: Page,
    shell: Shell,
    /// Dropping it unmounts the view and disposes of every signal.
    _mounted: Box<dyn Any>,
    _keyboard: Option<Keyboard>,
}

thread_local! {
    static INSTANCES: RefCell<Vec<Instance>> = const { RefCell::new(Vec::new()) };
    static NEXT_ID: Cell<u32> = const { Cell::new(1) };
}

/// See [`crate::mount`].
pub fn mount(target: HtmlElement, page: Page) -> u32 {
    let id = NEXT_ID.get();
    NEXT_ID.set(id + 1);
    // Says where and why in a development build. In the released one a panic is a trap, which the glue notices: it
    // tells every widget of this module's instance, and they offer a fresh one.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();

    let keyboard = if page.closable() { Keyboard::watch(target.clone()) } else { None };
    // Carries the shell out of the closure that builds the view.
    let slot = Rc::new(Cell::new(None::<Shell>));
    let (filled, inner_page) = (Rc::clone(&slot), page.clone());
    let mounted = erased::mount(&target, move || {
        let shell = Shell::new(&inner_page.get("api"), i18n_of(&inner_page), panel_of(&inner_page));
        shell.go_to(&inner_page.get("view"));
        filled.set(Some(shell));
        desk(shell)
    });
    if let Some(shell) = slot.take() {
        INSTANCES.with_borrow_mut(|all| {
            all.push(Instance { id, page, shell, _mounted: Box::new(mounted), _keyboard: keyboard });
        });
    }
    id
}

/// See [`crate::update`].
pub fn update(id: u32) {
    let found = INSTANCES.with_borrow(|all| {
        all.iter().find(|instance| instance.id == id).map(|instance| (instance.page.clone(), instance.shell))
    });
    if let Some((page, shell)) = found {
        shell.change(&page.get("api"), i18n_of(&page));
        shell.go_to(&page.get("view"));
    }
}

/// See [`crate::unmount`].
pub fn unmount(id: u32) {
    // Taken out first and dropped after the borrow ends: clean-up code may mount or unmount another widget.
    let gone = INSTANCES
        .with_borrow_mut(|all| all.iter().position(|instance| instance.id == id).map(|place| all.swap_remove(place)));
    drop(gone);
}

fn i18n_of(page: &Page) -> I18n {
    let catalog = page.catalog();
    I18n::new(catalog.lang(), catalog.accept(), catalog.sentences())
}

fn panel_of(page: &Page) -> Panel {
    let (closing, telling) = (page.clone(), page.clone());
    Panel::new(
        page.closable(),
        move || closing.close(),
        move |announcement| match announcement {
            Announcement::Ready => telling.emit("ready", "", ""),
            Announcement::CaseCreated { id, kind } => telling.emit("case-created", &id, &kind),
            Announcement::CaseUpdated { id, kind } => telling.emit("case-updated", &id, &kind),
            Announcement::ReviewSubmitted { id, kind } => telling.emit("review-submitted", &id, &kind),
            Announcement::Trouble { code } => telling.emit("error", "", &code),
        },
    )
}
