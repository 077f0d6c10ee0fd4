//! A panic kills the module for the whole page; the loader then shows each shopper a way on.

use std::{cell::RefCell, panic::PanicHookInfo};

use super::Page;

thread_local! {
    static PAGES: RefCell<Vec<(u32, Page)>> = const { RefCell::new(Vec::new()) };
}

/// Remembers whom to tell. The first call installs the hook.
pub fn watch(id: u32, page: Page) {
    PAGES.with_borrow_mut(|pages| {
        if pages.is_empty() {
            std::panic::set_hook(Box::new(report));
        }
        pages.push((id, page));
    });
}

pub fn forget(id: u32) {
    PAGES.with_borrow_mut(|pages| pages.retain(|(other, _)| *other != id));
}

fn report(panic: &PanicHookInfo<'_>) {
    console_error_panic_hook::hook(panic);
    // A panic inside `watch` or `forget` would find the list borrowed; the console line above is then all there is.
    let _ = PAGES.try_with(|pages| {
        if let Ok(pages) = pages.try_borrow() {
            for (_, page) in pages.iter() {
                page.fail("panic");
            }
        }
    });
}
