//! What was read lately, so that going back shows it at once, also without a connection.

use std::{any::Any, rc::Rc};

use crate::erased::Var;

/// More places than a shopper walks back through.
const MOST: usize = 12;

type Memories = Rc<Vec<(String, Rc<dyn Any>)>>;

/// Values by name, the latest last. In memory only, and gone with every write: what a case changes is read again.
#[derive(Clone, Copy)]
pub struct Memory(Var<Memories>);

impl Memory {
    pub(super) fn new() -> Self {
        Self(Var::new(Rc::default()))
    }

    pub(super) fn find<T: 'static>(self, name: &str) -> Option<Rc<T>> {
        let memories = self.0.try_now()?;
        let found = memories.iter().find(|(known, _)| known == name)?;
        Rc::clone(&found.1).downcast().ok()
    }

    pub(super) fn keep(self, name: &str, it: Rc<dyn Any>) {
        self.0.update(|memories| {
            let memories = Rc::make_mut(memories);
            memories.retain(|(known, _)| known != name);
            if memories.len() == MOST {
                memories.remove(0);
            }
            memories.push((name.to_owned(), it));
        });
    }

    pub fn clear(self) {
        self.0.set(Rc::default());
    }
}
