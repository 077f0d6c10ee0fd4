//! What was read lately, so that going back shows it at once, also without a connection.

use std::{any::Any, rc::Rc};

use crate::erased::Var;

/// More places than a shopper walks back through.
const MOST: usize = 12;

type Memories = Rc<Vec<(String, Rc<dyn Any>)>>;

/// Values by name, the latest last. In memory only.
#[derive(Clone, Copy)]
pub struct Memory {
    /// What was read; gone with every write, because what a case changes is read again.
    read: Var<Memories>,
    /// Where the shopper was in something long. A write does not move them.
    places: Var<Memories>,
}

impl Memory {
    pub(super) fn new() -> Self {
        Self { read: Var::new(Rc::default()), places: Var::new(Rc::default()) }
    }

    pub(super) fn find<T: 'static>(self, name: &str) -> Option<Rc<T>> {
        find(self.read, name)?.downcast().ok()
    }

    pub(super) fn keep(self, name: &str, it: Rc<dyn Any>) {
        keep(self.read, name, it);
    }

    /// The place kept by this name.
    #[must_use]
    pub fn place<T: 'static>(self, name: &str) -> Option<Rc<T>> {
        find(self.places, name)?.downcast().ok()
    }

    pub fn keep_place(self, name: &str, place: Rc<dyn Any>) {
        keep(self.places, name, place);
    }

    /// Something was written: all that was read may be another now.
    pub fn clear(self) {
        self.read.set(Rc::default());
    }

    /// Somebody else is here, or the same in another language.
    pub(super) fn forget(self) {
        self.clear();
        self.places.set(Rc::default());
    }
}

fn find(memories: Var<Memories>, name: &str) -> Option<Rc<dyn Any>> {
    let memories = memories.try_now()?;
    memories.iter().find(|(known, _)| known == name).map(|(_, it)| Rc::clone(it))
}

fn keep(memories: Var<Memories>, name: &str, it: Rc<dyn Any>) {
    memories.update(|memories| {
        let memories = Rc::make_mut(memories);
        memories.retain(|(known, _)| known != name);
        if memories.len() == MOST {
            memories.remove(0);
        }
        memories.push((name.to_owned(), it));
    });
}
