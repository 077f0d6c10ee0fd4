//! Everything that touches the page around us: the loader's object, instances, events out, panics.

mod instance;
mod page;
mod panic;

pub use instance::{mount, unmount, update};
pub use page::Page;
